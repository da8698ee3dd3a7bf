"""Templates of checklists: reading them, changing them into their next version, retiring and deleting them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.form import ITEM_FIELDS, TEMPLATE_FIELDS, cleaned
from app.features.training.listing import TEMPLATES
from app.features.training.records import TrainingItem, TrainingTemplate
from app.features.training.story import history_of
from app.store.history import HistoryLine, deleted_together, last_values
from app.store.listing import Lister
from app.store.store import Store
from app.store.work import Work, read_many


@dataclass(frozen=True)
class ItemCard:
    """A row of a template; the attributes are the fields of ``ITEM_FIELDS``."""

    id: str
    stage: str
    day: int
    kind: str
    title: str
    content: str
    minutes: int
    required: bool
    signer: str
    pass_score: int | None
    course_id: str


@dataclass(frozen=True)
class TemplateCard:
    """A template as pages show it; besides the fields of ``TEMPLATE_FIELDS``:

    Attributes:
        id: The template.
        version: Counted up with every change.
        items: Its rows in order.
        split: Minutes by kind.
        notes: What does not fit the targets, in words: the share of theory, the hours.
    """

    id: str
    title: str
    tier: str
    goal: str
    theory_percent: int
    minutes_target: int
    yearly: bool
    working_days: bool
    active: bool
    version: int
    items: tuple[ItemCard, ...]
    split: rules.Split
    notes: tuple[Text, ...]


class TrainingTemplates:
    """The verbs of templates.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def lister(self, actor: Actor) -> Lister:
        """Return the list of templates.

        Raises:
            NotAllowed: The person may not see training.
        """
        actor.require("training", "view")
        return Lister(self._store.database, TEMPLATES)

    def card(self, actor: Actor, template_id: str) -> TemplateCard:
        """Return a template with its rows.

        Raises:
            NotAllowed: The person may not see training.
            NotFound: There is no such template.
        """
        actor.require("training", "view")
        return self._card(self._store.must(TrainingTemplate, template_id))

    def choices(self, actor: Actor) -> tuple[TemplateCard, ...]:
        """Return the templates in use, in their order."""
        actor.require("training", "view")
        return tuple(map(self._card, self._store.find(TrainingTemplate, "active = 1", order="position, title, id")))

    def history(self, actor: Actor, template_id: str) -> list[HistoryLine]:
        """Return who changed which field of a template, oldest first."""
        actor.require("training", "view")
        return history_of(self._store, "training_template", template_id)

    def save(
        self,
        actor: Actor,
        values: Mapping[str, Any],
        template_id: str = "",
        items: Sequence[Mapping[str, Any]] | None = None,
    ) -> str:
        """Make a template, or change one into its next version, and return the id. Checklists begun keep their rows.

        Args:
            actor: Who does it.
            values: Fields of ``TEMPLATE_FIELDS``; what is missing stays.
            template_id: Which one; a new one if empty.
            items: All rows in order: fields of ``ITEM_FIELDS``, and ``id`` of those that are there already; rows that
                are left out are removed. None leaves the rows as they are.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once; rows are named ``items.3.title``, counted from 1.
        """
        actor.require("training", "edit" if template_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(TrainingTemplate, template_id) if template_id else None
            known = {key: getattr(before or TrainingTemplate(), key) for key in TEMPLATE_FIELDS}
            clean, problems = cleaned(values, TEMPLATE_FIELDS, known, ("title",))
            there = self._items(work, template_id)
            rows = None if items is None else self._checked(items, there, problems)
            if problems:
                raise Invalid(problems, "training.invalid")
            if before is None:
                before = work.insert(TrainingTemplate(**clean, position=self._last()))
                self._write(work, before.id, rows or [], {})
                return before.id
            changed = {key: value for key, value in clean.items() if known[key] != value}
            touched = rows is not None and self._write(work, before.id, rows, there)
            if changed or touched:
                work.update(before, **changed, version=before.version + 1)
            return before.id

    def copy(self, actor: Actor, template_id: str, title: str) -> str:
        """Make a new template with the rows of another one, and return its id.

        Raises:
            NotAllowed: The person may not.
            Invalid: The title is missing.
        """
        actor.require("training", "create")
        card = self.card(actor, template_id)
        values = {key: getattr(card, key) for key in TEMPLATE_FIELDS} | {"title": title}
        items = [{key: getattr(item, key) for key in ITEM_FIELDS} for item in card.items]
        return self.save(actor, values, "", items)

    def delete(self, actor: Actor, template_id: str) -> None:
        """Remove a template that no checklist was made from; ``restore`` brings it back.

        Raises:
            NotAllowed: The person may not.
            Refused: Checklists were made from it: take it out of use instead.
        """
        actor.require("training", "delete")
        with self._store.change(actor.id) as work:
            template = work.must(TrainingTemplate, template_id)
            if work.database.value("SELECT 1 FROM training WHERE template_id = ?", (template_id,)) is not None:
                raise Refused(
                    T("training", "Checklists were made from this template. Take it out of use instead."),
                    "training.template_used",
                )
            for item in self._items(work, template_id).values():
                work.delete(item)
            work.delete(template)

    def restore(self, actor: Actor, template_id: str) -> None:
        """Bring a deleted template back with its rows.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such template was deleted.
        """
        actor.require("training", "delete")
        database = self._store.database
        values = last_values(database, "training_template", template_id)
        if not values or self._store.get(TrainingTemplate, template_id) is not None:
            raise NotFound(T("training", "Nothing was deleted that could be brought back."), "training.not_deleted")
        lost = [pk for _, pk in deleted_together(database, "training_template", template_id)]
        rows = [(pk, last_values(database, "training_item", pk)) for pk in lost]
        with self._store.change(actor.id) as work:
            work.insert(TrainingTemplate(id=template_id, **values))
            for pk, found in rows:
                if found.get("template_id") == template_id:
                    work.put(TrainingItem(id=pk, **found))

    # --- rows -----------------------------------------------------------------------------------------------------

    def _items(self, work: Work, template_id: str) -> dict[str, TrainingItem]:
        if not template_id:
            return {}
        found = read_many(work.database, TrainingItem, "template_id = ?", (template_id,), "position, id")
        return {item.id: item for item in found}

    def _last(self) -> int:
        return int(self._store.value("SELECT coalesce(max(position), 0) + 1 FROM training_template"))

    def _checked(
        self, items: Sequence[Mapping[str, Any]], there: Mapping[str, TrainingItem], problems: dict[str, Text]
    ) -> list[tuple[str, dict[str, Any]]]:
        rows: list[tuple[str, dict[str, Any]]] = []
        for number, item in enumerate(items, 1):
            key = str(item.get("id") or "")
            known = {name: getattr(there.get(key) or TrainingItem(), name) for name in ITEM_FIELDS}
            given = {name: value for name, value in item.items() if name != "id"}
            clean, wrong = cleaned(given, ITEM_FIELDS, known, ("title", "stage"))
            if {**known, **clean}["kind"] not in rules.KINDS:
                wrong["kind"] = T("training", "Choose one of: {choices}.").with_(choices=", ".join(rules.KINDS))
            problems.update({f"items.{number}.{name}": text for name, text in wrong.items()})
            rows.append((key if key in there else "", {**known, **clean}))
        return rows

    def _write(
        self,
        work: Work,
        template_id: str,
        rows: Sequence[tuple[str, dict[str, Any]]],
        there: Mapping[str, TrainingItem],
    ) -> bool:
        """Write the rows in their order and say whether anything but the order's numbers changed."""
        touched = False
        for place, (key, columns) in enumerate(rows, 1):
            before = there.get(key)
            if before is None:
                work.insert(TrainingItem(template_id=template_id, position=place, **columns))
                touched = True
            else:
                touched |= work.update(before, position=place, **columns) is not before
        kept = {key for key, _ in rows}
        for key, item in there.items():
            if key not in kept:
                work.delete(item)
                touched = True
        return touched

    def _card(self, template: TrainingTemplate) -> TemplateCard:
        rows = self._store.find(TrainingItem, "template_id = ?", (template.id,), "position, id")
        items = tuple(
            ItemCard(
                item.id,
                item.stage,
                item.day,
                item.kind,
                item.title,
                item.content,
                item.minutes,
                bool(item.required),
                item.signer,
                item.pass_score,
                item.course_id,
            )
            for item in rows
        )
        split = rules.split_of((item.kind, item.minutes) for item in items)
        return TemplateCard(
            id=template.id,
            title=template.title,
            tier=template.tier,
            goal=template.goal,
            theory_percent=template.theory_percent,
            minutes_target=template.minutes_target,
            yearly=bool(template.yearly),
            working_days=bool(template.working_days),
            active=bool(template.active),
            version=template.version,
            items=items,
            split=split,
            notes=_notes(template, split),
        )


def _notes(template: TrainingTemplate, split: rules.Split) -> tuple[Text, ...]:
    found: list[Text] = []
    share = split.theory_percent
    if not rules.near_share(template.theory_percent, share):
        found.append(
            T("training", "Theory is {found} % of theory and practice; {wanted} % are aimed at.").with_(
                found=share, wanted=template.theory_percent
            )
        )
    if split.total < template.minutes_target:
        found.append(
            T("training", "{found} hours of at least {wanted}.").with_(
                found=rules.hours(split.total), wanted=rules.hours(template.minutes_target)
            )
        )
    return tuple(found)
