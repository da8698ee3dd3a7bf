"""Scenario cards: what to do and what to say when residents call about something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED, Invalid, NotFound
from app.core.ids import new_id
from app.core.text import T, Text
from app.features.office.cached import Cached
from app.features.office.listing import SCENARIOS
from app.features.office.records import Scenario
from app.features.office.rules import unknown_variables
from app.features.staff.rules import Actor
from app.store.database import Database
from app.store.history import HistoryField, HistoryLine, lines_of
from app.store.listing import Lister
from app.store.store import Store

TITLE = T("office", "Scenario card")

FIELDS: Mapping[str, Text] = {
    "title": T("office", "Title"),
    "group_name": T("office", "Group"),
    "keywords": T("office", "What residents say"),
    "type": T("office", "Type"),
    "category": T("office", "Category"),
    "level": T("office", "Level"),
    "department": T("office", "Department"),
    "applies": T("office", "When to respond"),
    "who": T("office", "Who"),
    "what": T("office", "What to do"),
    "quality": T("office", "Quality bar"),
    "finish_by": T("office", "Finish by"),
    "record": T("office", "What to record"),
    "empathy": T("office", "First, understanding"),
    "solution": T("office", "Then, the solution"),
    "ask": T("office", "What to ask"),
    "safety": T("office", "Safety first"),
    "never_say": T("office", "Never say"),
    "papers": T("office", "Papers to take along"),
    "papers_note": T("office", "About the papers"),
    "checklist": T("office", "Checklist"),
    "flow": T("office", "Flow"),
    "review_on": T("office", "Review on"),
    "active": T("office", "In use"),
}
"""Form field -> title, in the order of the form."""

LISTS = frozenset({"keywords", "what", "record", "ask", "never_say", "papers", "checklist", "flow"})
"""Fields of several entries: a sequence of texts in forms and cards."""
_SPOKEN = ("empathy", "solution", "ask")
LONGEST = 4_000


@dataclass(frozen=True)
class ScenarioCard:
    """A scenario card as pages show it; the attributes are the fields of the form.

    Attributes:
        code: Stable code, what tickets keep.
        version: Grows by one with every change.
    """

    code: str
    title: str
    group_name: str
    keywords: tuple[str, ...]
    type: str
    category: str
    level: int
    department: str
    applies: str
    who: str
    what: tuple[str, ...]
    quality: str
    finish_by: str
    record: tuple[str, ...]
    empathy: str
    solution: str
    ask: tuple[str, ...]
    safety: str
    never_say: tuple[str, ...]
    papers: tuple[str, ...]
    papers_note: str
    checklist: tuple[str, ...]
    flow: tuple[str, ...]
    review_on: str
    active: bool
    version: int


@dataclass(frozen=True)
class Hint:
    """What a proposal of the intake needs to know of a card or a category leaf.

    Attributes:
        code: Its code.
        title: Its title.
        keywords: What residents say.
        type: The ticket type it sets.
        category: The category leaf it sets; a leaf's own code.
        level: The level it sets, 1 to 3.
        department: The department it sets.
    """

    code: str
    title: str
    keywords: tuple[str, ...]
    type: str
    category: str
    level: int
    department: str


class Scenarios:
    """The verbs of scenario cards; cards in use are cached, because intake reads them with every key.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cached = Cached(store, ("scenario", "word"), self._read)

    def cards(self, actor: Actor, *, retired: bool = False) -> tuple[ScenarioCard, ...]:
        """Return the cards by group and title order.

        Args:
            actor: Who reads; field staff do not.
            retired: Whether cards out of use are wanted too.

        Raises:
            NotAllowed: The person may not see the cards.
        """
        actor.require("dictionary", "view")
        return tuple(card for card in self._all() if card.active or retired)

    def card(self, actor: Actor, code: str) -> ScenarioCard:
        """Return a card, also one that is out of use.

        Raises:
            NotAllowed: The person may not see the cards.
            NotFound: There is no such card.
        """
        actor.require("dictionary", "view")
        for card in self._all():
            if card.code == code:
                return card
        raise NotFound(T("office", "There is no scenario card “{code}”.").with_(code=code), "scenario.none")

    def title(self, code: str) -> str:
        """Return a card's title; the code itself if there is no such card."""
        return next((card.title for card in self._all() if card.code == code), code)

    def hints(self) -> tuple[Hint, ...]:
        """Return what the intake's proposals are made from."""
        return tuple(
            Hint(card.code, card.title, card.keywords, card.type, card.category, card.level, card.department)
            for card in self._all()
            if card.active
        )

    def lister(self, actor: Actor) -> Lister:
        """Return the list of cards.

        Raises:
            NotAllowed: The person may not see the cards.
        """
        actor.require("dictionary", "view")
        return Lister(self._store.database, SCENARIOS)

    def to_review(self, actor: Actor, day: date) -> tuple[ScenarioCard, ...]:
        """Return the cards whose review falls due by a day."""
        return tuple(card for card in self.cards(actor) if card.review_on and card.review_on <= day.isoformat())

    def history(self, actor: Actor, code: str) -> list[HistoryLine]:
        """Return who changed what of a card, oldest first.

        Raises:
            NotAllowed: The person may not see the cards.
        """
        actor.require("dictionary", "view")
        return lines_of(self._store.database, "scenario", code, _HISTORY, TITLE)

    # --- editing --------------------------------------------------------------------------------------------------

    def save(self, actor: Actor, values: Mapping[str, Any], code: str = "") -> str:
        """Add a card, or change one into its next version, and return its code.

        Args:
            actor: Who does it.
            values: Field of ``FIELDS`` -> value; what is missing stays.
            code: Which card; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
        """
        actor.require("dictionary", "edit" if code else "create")
        with self._store.change(actor.id) as work:
            before = work.must(Scenario, code) if code else None
            clean = self._checked(values, before)
            if before is None:
                made = new_id(work.now)
                clean["id"] = clean["code"] = made
                work.insert(Scenario(**clean))
                return made
            changed = {key: value for key, value in clean.items() if getattr(before, key) != value}
            if changed:
                work.update(before, **changed, version=before.version + 1)
            return code

    def retire(self, actor: Actor, code: str, *, active: bool = False) -> None:
        """Take a card out of use, or back into it; tickets keep it.

        Raises:
            NotAllowed: The person may not.
            NotFound: There is no such card.
        """
        self.save(actor, {"active": active}, code)

    def _checked(self, values: Mapping[str, Any], before: Scenario | None) -> dict[str, Any]:
        problems: dict[str, Text] = {
            key: T("office", "A card has no field “{key}”.").with_(key=key) for key in values if key not in FIELDS
        }
        clean = {key: _stored(key, value) for key, value in values.items() if key in FIELDS}
        whole = {**vars(before or Scenario()), **clean}
        if not whole["title"]:
            problems["title"] = REQUIRED
        if whole["level"] not in (1, 2, 3):
            problems["level"] = T("office", "The level is 1, 2 or 3.")
        if "category" in clean and clean["category"] and not self._known("category", clean["category"]):
            problems["category"] = T("office", "There is no category “{code}”.").with_(code=clean["category"])
        if clean.get("review_on") and not is_day(clean["review_on"]):
            problems["review_on"] = T("office", "A day such as 2026-11-23.")
        for key in _SPOKEN:
            if unknown := unknown_variables(str(clean.get(key, ""))):
                problems[key] = T("office", "Nothing fills “{name}”. Use one of the names offered.").with_(
                    name=unknown[0]
                )
        for key, value in clean.items():
            if len(str(value)) > LONGEST:
                problems[key] = T("office", "At most {n} characters.").with_(n=LONGEST)
        if problems:
            raise Invalid(problems, "scenario.invalid")
        return clean

    def _known(self, table: str, code: str) -> bool:
        return self._store.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (code,)) is not None

    # --- rows -----------------------------------------------------------------------------------------------------

    def _all(self) -> tuple[ScenarioCard, ...]:
        return self._cached.get()

    def _read(self) -> tuple[ScenarioCard, ...]:
        groups = self._store.rows("SELECT code, position FROM word WHERE dictionary = 'scenario_group'")
        places: dict[str, int] = dict(groups)
        rows = self._store.find(Scenario, order="id")
        rows.sort(key=lambda row: (places.get(row.group_name, len(places) + 1), row.group_name))
        return tuple(map(_card, rows))


def _told(value: Any) -> str:
    """A long text is told by how it begins; the card itself says the rest."""
    plain = str(value).replace("\n", "；")
    return plain if len(plain) <= _TOLD else plain[:_TOLD] + "…"


_TOLD = 40
_HISTORY = {key: HistoryField(title, _told) for key, title in FIELDS.items()}


def _card(row: Scenario) -> ScenarioCard:
    values: dict[str, Any] = {key: getattr(row, key) for key in FIELDS}
    for key in LISTS:
        values[key] = tuple(values[key].split("\n")) if values[key] else ()
    values.update(code=row.code, version=row.version, active=bool(row.active))
    return ScenarioCard(**values)


def _stored(key: str, value: Any) -> Any:
    if key == "level":
        return value
    if key == "active":
        return int(bool(value))
    if key in LISTS and not isinstance(value, str):
        value = "\n".join(str(entry).replace("\n", " ") for entry in value)
    lines = (line.strip() for line in str(value).strip().splitlines())
    return "\n".join(line for line in lines if line) if key in LISTS else str(value).strip()


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of cards; of all where no ids are given."""
    where = f" WHERE id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(f"SELECT id, title, keywords, applies, what, solution FROM scenario{where}", tuple(ids)):
        yield row[0], "\n".join(row[1:])
