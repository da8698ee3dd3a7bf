"""Lifting a running checklist to a newer version of its template, with a preview, and undoing that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import NotAllowed, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training.amending import TrainingAmending, renumber, rows_of, signs_of_row
from app.features.training.form import ITEM_FIELDS
from app.features.training.reading import sees, signs_of, standing_of
from app.features.training.records import (
    Training,
    TrainingItem,
    TrainingRow,
    TrainingSign,
    TrainingStep,
    TrainingTemplate,
)
from app.features.training.signing import write_step
from app.store.history import last_values
from app.store.records import member_id
from app.store.work import Work, read_many

FATES: Mapping[str, Text] = {
    "new": T("training", "New"),
    "changed": T("training", "Changes"),
    "gone": T("training", "Goes"),
    "signed": T("training", "Stays, for it is signed"),
    "own": T("training", "Stays as it was changed for this person"),
    "left": T("training", "Stays out, as it was taken out for this person"),
}
"""What lifting does with a row -> what people read. Rows that stay as they are are not told."""
_HEAD = ("template_version", "theory_percent", "minutes_target")


@dataclass(frozen=True)
class LiftLine:
    """What happens to one row.

    Attributes:
        fate: Code of ``FATES``.
        title: What the row is, as it will be.
        due_on: The day it will be due, ISO text; empty where it goes or stays out.
    """

    fate: str
    title: str
    due_on: str = ""


@dataclass(frozen=True)
class LiftPlan:
    """What lifting a checklist would do.

    Attributes:
        training_id: The checklist.
        old: Version of the template it was made from.
        new: Version of the template now.
        lines: What happens, in the order of the template, rows that go last.
    """

    training_id: str
    old: int
    new: int
    lines: tuple[LiftLine, ...]


@dataclass(frozen=True)
class Lifted:
    """What lifting did, to undo it.

    Attributes:
        training_id: The checklist.
        added: Rows that appeared.
        removed: Rows that went.
        before: Row -> the columns that were changed, as they were.
        head: The checklist's own columns, as they were.
        order: Its rows in their order before.
    """

    training_id: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    before: Mapping[str, Mapping[str, Any]]
    head: Mapping[str, Any]
    order: tuple[str, ...]


@dataclass(frozen=True)
class _Fate:
    """A row of the checklist or template, and what is done with it."""

    code: str
    row: TrainingRow | None
    item: TrainingItem | None


class TrainingLifting(TrainingAmending):
    """The verbs that bring a checklist up to its template."""

    def lift_preview(self, actor: Actor, training_id: str) -> LiftPlan:
        """Return what lifting a checklist to the newest version of its template would do; nothing is written.

        Raises:
            NotAllowed: The person may not see it.
            Refused: The template has gone.
        """
        actor.require("training", "view")
        training = self._store.must(Training, training_id)
        if not sees(self._store, actor, training):
            raise NotAllowed(
                T("training", "You see your own checklist and those of your trainees. Ask a supervisor or trainer."),
                "training.not_yours",
            )
        template = self._template(self._store.get(TrainingTemplate, training.template_id))
        items = self._store.find(TrainingItem, "template_id = ?", (template.id,), "position, id")
        rows = self._store.find(TrainingRow, "training_id = ?", (training_id,), "position, id")
        fates = self._fates(rows, items, signs_of(self._store, training_id), self._steps(training_id))
        lines = tuple(
            LiftLine(
                one.code,
                one.item.title if one.item is not None and one.code in ("new", "changed") else _title(one),
                "" if one.code in ("gone", "left") else self._due_then(training, one),
            )
            for one in fates
            if one.code in FATES
        )
        return LiftPlan(training_id, training.template_version, template.version, lines)

    def lift(self, actor: Actor, training_id: str, version: int, note: str = "") -> Lifted:
        """Lift a checklist to the newest version of its template: new rows appear, removed ones that nobody signed go.

        Signed rows stay as they were signed; so do rows that were added, changed or taken out for this person.

        Args:
            actor: Who does it.
            training_id: The checklist.
            version: Version of the template that the preview showed.
            note: What is said to it.

        Raises:
            NotAllowed: The person may not.
            Refused: The checklist has ended or is of that version already, or the template was changed since.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            training = self._open(work, training_id)
            template = self._template(work.get(TrainingTemplate, training.template_id))
            if template.version != version:
                raise Refused(
                    T("training", "The template was changed meanwhile. Look at what will happen once more."),
                    "training.changed",
                )
            if template.version <= training.template_version:
                raise Refused(
                    T("training", "The checklist is of the newest version, {n}, already.").with_(n=template.version),
                    "training.newest",
                )
            items = read_many(work.database, TrainingItem, "template_id = ?", (template.id,), "position, id")
            rows = rows_of(work, training_id)
            signs: dict[str, list[TrainingSign]] = {}
            for sign in read_many(work.database, TrainingSign, "training_id = ?", (training_id,), "attempt, at, id"):
                signs.setdefault(sign.row_id, []).append(sign)
            fates = self._fates(rows, items, signs, self._steps(training_id))
            lifted = self._write_lift(work, training, template, rows, fates)
            words = f"{training.template_version} → {template.version}"
            write_step(work, training_id, "lifted", note=" · ".join(filter(None, (words, note.strip()))))
            return lifted

    def lower(self, actor: Actor, lifted: Lifted) -> None:
        """Undo lifting a checklist.

        Raises:
            NotAllowed: The person may not.
            Refused: A row that appeared is signed meanwhile, or the checklist has ended.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            training = self._open(work, lifted.training_id)
            for row_id in (*lifted.added, *lifted.before):
                row = work.get(TrainingRow, row_id)
                signs = signs_of_row(work, row_id)
                if row is not None and (standing_of(signs) != "open" or (signs and row_id in lifted.added)):
                    raise Refused(
                        T("training", "“{title}” is signed meanwhile, so lifting stays.").with_(title=row.title),
                        "training.signed",
                    )
            for row_id in lifted.added:
                row = work.get(TrainingRow, row_id)
                if row is not None:
                    work.delete(row)
            for row_id in lifted.removed:
                if work.get(TrainingRow, row_id) is None:
                    work.insert(TrainingRow(id=row_id, **last_values(work.database, "training_row", row_id)))
            for row_id, columns in lifted.before.items():
                row = work.get(TrainingRow, row_id)
                if row is not None:
                    work.update(row, **columns)
            work.update(training, **lifted.head)
            there = {row.id: row for row in rows_of(work, training.id)}
            order = [there.pop(key) for key in lifted.order if key in there]
            renumber(work, [*order, *there.values()])
            write_step(work, training.id, "lowered", note=f"→ {lifted.head['template_version']}")

    # --- what happens to which row --------------------------------------------------------------------------------

    def _template(self, template: TrainingTemplate | None) -> TrainingTemplate:
        if template is None:
            raise Refused(
                T("training", "The template has gone; this checklist stays as it is."), "training.no_template"
            )
        return template

    def _steps(self, training_id: str) -> list[TrainingStep]:
        return self._store.find(TrainingStep, "training_id = ? AND action LIKE 'row_%'", (training_id,), "at, id")

    def _fates(
        self,
        rows: Sequence[TrainingRow],
        items: Sequence[TrainingItem],
        signs: Mapping[str, Sequence[TrainingSign]],
        steps: Sequence[TrainingStep],
    ) -> list[_Fate]:
        """Return what happens to every row, those of the template first and in its order."""
        by_item = {row.item_id: row for row in rows if row.item_id}
        changed = {step.target for step in steps if step.action == "row_changed"}
        there = {row.id for row in rows}
        out = {step.target for step in steps if step.action == "row_out"} - there
        left = {str(last_values(self._store.database, "training_row", key).get("item_id", "")) for key in out}
        found: list[_Fate] = []
        for item in items:
            row = by_item.get(item.id)
            if row is None:
                found.append(_Fate("left" if item.id in left else "new", None, item))
            elif all(getattr(row, key) == getattr(item, key) for key in ITEM_FIELDS):
                found.append(_Fate("same", row, item))
            elif standing_of(signs.get(row.id, ())) != "open":
                found.append(_Fate("signed", row, item))
            else:
                found.append(_Fate("own" if row.id in changed else "changed", row, item))
        kept = {item.id for item in items}
        for row in rows:
            if not row.item_id:
                found.append(_Fate("same", row, None))
            elif row.item_id not in kept:
                found.append(_Fate("signed" if signs.get(row.id) else "gone", row, None))
        return found

    def _due_then(self, training: Training, one: _Fate) -> str:
        if one.item is not None and one.code in ("new", "changed"):
            return self._due(training, one.item.day)
        return one.row.due_on if one.row is not None else ""

    def _write_lift(
        self,
        work: Work,
        training: Training,
        template: TrainingTemplate,
        rows: Sequence[TrainingRow],
        fates: Sequence[_Fate],
    ) -> Lifted:
        added: list[str] = []
        removed: list[str] = []
        before: dict[str, Mapping[str, Any]] = {}
        order: list[TrainingRow] = []
        for one in fates:
            item, row = one.item, one.row
            if one.code == "new" and item is not None:
                columns = {key: getattr(item, key) for key in ITEM_FIELDS}
                due = self._due(training, item.day)
                # Two desks that lift the same checklist make the same row.
                key = member_id(training.id, item.id)
                made = TrainingRow(id=key, training_id=training.id, item_id=item.id, due_on=due, **columns)
                order.append(work.insert(made))
                added.append(key)
            elif one.code == "changed" and item is not None and row is not None:
                columns = {key: getattr(item, key) for key in ITEM_FIELDS} | {"due_on": self._due(training, item.day)}
                before[row.id] = {key: getattr(row, key) for key in columns}
                order.append(work.update(row, **columns))
            elif one.code == "gone" and row is not None:
                work.delete(row)
                removed.append(row.id)
            elif row is not None and item is not None:
                order.append(row)
        gone = set(removed)
        renumber(work, _ordered(order, [row for row in rows if row.id not in gone]))
        head = {key: getattr(training, key) for key in _HEAD}
        work.update(
            training,
            template_version=template.version,
            theory_percent=template.theory_percent,
            minutes_target=template.minutes_target,
        )
        before_order = tuple(row.id for row in rows)
        return Lifted(training.id, tuple(added), tuple(removed), before, head, before_order)


def _title(one: _Fate) -> str:
    known = one.row if one.row is not None else one.item
    return known.title if known is not None else ""


def _ordered(order: Sequence[TrainingRow], rows: Sequence[TrainingRow]) -> list[TrainingRow]:
    """Return the rows in the template's order, each other one behind the row it stood behind."""
    found = list(order)
    known = {row.id for row in order}
    last = ""
    for row in rows:
        if row.id not in known:
            place = next((at + 1 for at, other in enumerate(found) if other.id == last), 0)
            found.insert(place, row)
        last = row.id
    return found
