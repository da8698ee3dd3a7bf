"""Houses: what can be done with them, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T, Text
from app.features.houses.book import HouseBook
from app.features.houses.finding import HouseHit, find_houses, houses_by_id
from app.features.houses.form import house_values
from app.features.houses.listing import HOUSES, houses_listing, index, label_sql, order_sql
from app.features.houses.locating import located
from app.features.houses.records import House
from app.features.houses.rules import house_label
from app.features.houses.words import FIELDS, KINDS, STATUSES, TITLE, show_area, shown
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.history import HistoryField, HistoryLine, Typed, last_values, lines_of
from app.store.listing import MISSING, Lister, Masker
from app.store.references import count_references
from app.store.store import Store
from app.store.telling import Telling, Tellings

__all__ = [
    "FIELDS",
    "HOUSES",
    "KINDS",
    "STATUSES",
    "HistoryLine",
    "HouseBook",
    "HouseCard",
    "HouseHit",
    "HouseService",
    "Resident",
    "Residents",
    "find_houses",
    "houses_by_id",
    "index",
    "label_sql",
    "located",
    "order_sql",
    "show_area",
]


@dataclass(frozen=True)
class Resident:
    """Somebody who belongs to a house, as the house's card shows them.

    Attributes:
        person_id: The person.
        name: As this reader may see it.
        relation: Code of the relation (``owner`` …).
        relation_title: What people call it.
        phone: The phone to call first, masked.
        preferences: Titles of the person's preferences.
        care_flags: Titles of the person's care flags.
        note: The person's sticky note.
        until_on: Day on which the residence ends or ended; empty for none.
        current: Whether the residence has not ended.
    """

    person_id: str
    name: str
    relation: str
    relation_title: Text
    phone: str
    preferences: tuple[str, ...] = ()
    care_flags: tuple[str, ...] = ()
    note: str = ""
    until_on: str = ""
    current: bool = True


class Residents(Protocol):
    """What houses need to know of people; the people module gives it."""

    def residents(self, actor: Actor, house_id: str) -> tuple[Resident, ...]:
        """Return the people of a house, those who live there now first."""
        raise NotImplementedError

    def masker(self, actor: Actor) -> Masker:
        """Return what turns personal values into what this reader may see."""
        raise NotImplementedError


@dataclass(frozen=True)
class HouseCard:
    """A house with the people who belong to it.

    Attributes:
        id: The house.
        key: Canonical spelling.
        label: As shown.
        values: Form field -> value.
        residents: Its people, current ones first.
        open_tickets: How many tickets about it are open.
    """

    id: str
    key: str
    label: str
    values: Mapping[str, Any]
    residents: tuple[Resident, ...]
    open_tickets: int


class HouseService:
    """The verbs of houses.

    Args:
        store: The office's database.
        settings: Gives the office's time zone.
        residents: The people module.
    """

    def __init__(self, store: Store, settings: Settings, residents: Residents) -> None:
        self._store = store
        self._settings = settings
        self._residents = residents

    def save(self, actor: Actor, values: Mapping[str, Any], record_id: str = "") -> str:
        """Write a new house, or change one, and return its id.

        Args:
            actor: Who does it.
            values: Form field -> value (areas in hundredths of a square metre); missing fields stay as they are.
            record_id: The house to change; empty for a new one.

        Raises:
            Invalid: Something is missing or wrong, or another house has this room or code.
            NotFound: The house has gone.
        """
        actor.require("house", "edit" if record_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(House, record_id) if record_id else None
            columns = house_values(values, {key: getattr(before, key) for key in FIELDS} if before else {})
            self._check_single(columns, record_id)
            if before is None:
                return work.insert(House(**columns)).id
            return work.update(before, **columns).id

    def delete(self, actor: Actor, record_id: str) -> None:
        """Remove a house nobody and nothing refers to; ``restore`` brings it back.

        Raises:
            Refused: People or tickets belong to it; the text says how many.
            NotFound: It has gone already.
        """
        actor.require("house", "delete")
        with self._store.change(actor.id) as work:
            house = work.must(House, record_id)
            referring = count_references(self._store, "house", record_id)
            if referring:
                people, tickets = referring.pop("residence", 0), referring.pop("ticket", 0)
                told = T(
                    "houses",
                    "{house} cannot be deleted: {people} people and {tickets} tickets belong to it."
                    " Move them to another house first.",
                )
                if referring:
                    told = T(
                        "houses",
                        "{house} cannot be deleted: {people} people, {tickets} tickets and {others} other records"
                        " belong to it. Move them to another house first.",
                    )
                values = {"people": people, "tickets": tickets, "others": sum(referring.values())}
                raise Refused(told.with_(house=_label(house), **values), "house.in_use")
            work.delete(house)

    def restore(self, actor: Actor, record_id: str) -> None:
        """Bring a deleted house back as it was.

        Raises:
            NotFound: It was never deleted.
            Invalid: Another house has taken its room meanwhile.
        """
        actor.require("house", "delete")
        values = last_values(self._store.database, "house", record_id)
        if not values:
            raise NotFound(T("houses", "There is no deleted house to bring back."), "house.not_deleted")
        with self._store.change(actor.id) as work:
            if work.get(House, record_id) is None:
                self._check_single(values, record_id)
                work.insert(House(id=record_id, **values))

    def form(self, actor: Actor, record_id: str) -> dict[str, Any]:
        """Return the values of a house's form."""
        actor.require("house", "view")
        house = self._store.must(House, record_id)
        return {key: getattr(house, key) for key in FIELDS}

    def card(self, actor: Actor, record_id: str) -> HouseCard:
        """Return a house with its people.

        Raises:
            NotFound: It has gone.
        """
        actor.require("house", "view")
        house = self._store.must(House, record_id)
        people = self._residents.residents(actor, record_id) if actor.may("person", "view") else ()
        opened = self._store.value(
            "SELECT count(*) FROM ticket WHERE house_id = ? AND state NOT IN ('closed', 'void', 'merged')", (record_id,)
        )
        values = {key: getattr(house, key) for key in FIELDS}
        return HouseCard(house.id, house.key, _label(house), values, people, int(opened))

    def label(self, record_id: str) -> str:
        """Return a house as it is shown; a question mark where it is not here, the empty text where none is named."""
        return self._name(record_id) or (MISSING if record_id else "")

    def _name(self, record_id: str) -> str:
        house = self._store.get(House, record_id) if record_id else None
        return _label(house) if house else ""

    def find_room(self, actor: Actor, text: str, limit: int = 8) -> list[HouseHit]:
        """Return the houses that a text in any spelling names or begins to name, the likeliest first."""
        actor.require("house", "view")
        return find_houses(self._store, text, limit)

    def lister(self, actor: Actor) -> Lister:
        """Return the list of houses as this person may see it."""
        actor.require("house", "view")
        return Lister(self._store.database, self._listing(), self._residents.masker(actor))

    def buildings(self, actor: Actor) -> list[str]:
        """Return the buildings there are, as parts of keys, in natural order."""
        actor.require("house", "view")
        rows = self._store.rows("SELECT DISTINCT substr(key, 1, instr(key, '-') - 1) FROM house WHERE building <> ''")
        return sorted((row[0] for row in rows), key=_natural)

    def zones(self, actor: Actor) -> list[str]:
        """Return the zones that houses name."""
        actor.require("house", "view")
        return sorted(
            (row[0] for row in self._store.rows("SELECT DISTINCT zone FROM house WHERE zone <> ''")), key=_natural
        )

    def duplicates(self, actor: Actor) -> list[tuple[HouseHit, ...]]:
        """Return groups of houses that are one room, or carry one code, entered twice (two desks may have done so)."""
        actor.require("house", "view")
        groups: list[tuple[HouseHit, ...]] = []
        for column in ("key", "code"):
            for (value,) in self._store.rows(
                f"SELECT {column} FROM house WHERE {column} <> '' GROUP BY {column} HAVING count(*) > 1 ORDER BY 1"
            ):
                houses = self._store.find(House, f"{column} = ?", (value,))
                group = tuple(HouseHit(house.id, house.key, _label(house), house.zone, True) for house in houses)
                if group not in groups:
                    groups.append(group)
        return groups

    def tellings(self, actor: Actor) -> Tellings:
        """Return how houses are told to a person, for rooms that know no houses."""
        actor.require("house", "view")
        return {
            "house": Telling(
                TITLE,
                "house",
                self._name,
                _HISTORY,
                lambda house_id: ("house", house_id),
                lambda house_id, values: self.save(actor, values, house_id),
            )
        }

    def history(self, actor: Actor, record_id: str) -> list[HistoryLine]:
        """Return who changed what of a house, oldest first."""
        actor.require("house", "view")
        return lines_of(self._store.database, "house", record_id, _HISTORY, TITLE)

    def _listing(self) -> Any:
        zone = OfficeZone(self._settings.text("office.zone"))
        names = [row[0] for row in self._store.rows("SELECT DISTINCT zone FROM house WHERE zone <> '' ORDER BY zone")]
        offered = {name: Text("", name) for name in names}  # what the office typed is in no catalogue
        return houses_listing(zone.day(self._store.clock.now()).isoformat(), offered)

    def _check_single(self, columns: Mapping[str, Any], record_id: str) -> None:
        problems: dict[str, Text] = {}
        for column, field in (("key", "room"), ("code", "code")):
            value = columns.get(column)
            if value and self._store.value(f"SELECT id FROM house WHERE {column} = ? AND id <> ?", (value, record_id)):
                problems[field] = T("houses", "There is a house “{value}” already.").with_(value=value)
        if problems:
            raise Invalid(problems, "house.twice")


def _label(house: House) -> str:
    return house_label(house.building, house.unit, house.room)


def _natural(text: str) -> tuple[int, str]:
    digits = "".join(sign for sign in text if sign.isdigit())
    return (int(digits) if text[:1].isdigit() else 1_000_000, text)


def _history_field(field: str, title: Text) -> HistoryField:
    choices: Mapping[str, Mapping[str, Text | str]] = {"kind": KINDS, "status": STATUSES}
    return HistoryField(title, lambda value: shown(field, value), _TYPED.get(field, "text"), choices.get(field, {}))


_TYPED: Mapping[str, Typed] = {
    "kind": "choice",
    "status": "choice",
    "floor": "number",
    "floors": "number",
    "lift": "flag",
    "area": "none",
    "inner_area": "none",
    "handed_over_on": "day",
}
_HISTORY = {field: _history_field(field, title) for field, title in FIELDS.items()}
