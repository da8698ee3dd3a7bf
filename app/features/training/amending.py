"""Changing the rows of one person's checklist while it runs: adding, changing, taking out and bringing back.

Every such step stands in the checklist's journal with its reason. What is signed stays as it was signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.form import ITEM_FIELDS, cleaned
from app.features.training.reading import sees, standing_of
from app.features.training.records import Training, TrainingRow, TrainingSign, TrainingStep
from app.features.training.signing import TrainingSigning, write_step
from app.store.history import last_values
from app.store.work import Work, read_many


@dataclass(frozen=True)
class GoneRow:
    """A row that was taken out of a checklist.

    Attributes:
        id: The row.
        title: What it was.
        why: Why it was taken out.
        signed: Whether somebody signed it at another desk meanwhile.
    """

    id: str
    title: str
    why: str
    signed: bool


class TrainingAmending(TrainingSigning):
    """The verbs of those who fit a checklist to its person."""

    def add_row(self, actor: Actor, training_id: str, values: Mapping[str, Any], reason: str, after: str = "") -> str:
        """Add a row for this person alone, and return its id.

        Args:
            actor: Who does it.
            training_id: The checklist.
            values: Fields of ``ITEM_FIELDS``.
            reason: Why it is needed.
            after: The row it stands behind; the last one of its stage, or of all, if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
            Refused: The checklist has ended.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            training = self._open(work, training_id)
            rows = rows_of(work, training_id)
            known = {key: getattr(TrainingRow(), key) for key in ITEM_FIELDS}
            clean = _checked(values, known, reason)
            place = _place(rows, after, clean["stage"])
            row = work.insert(
                TrainingRow(training_id=training_id, due_on=self._due(training, clean["day"]), position=place, **clean)
            )
            renumber(work, [*rows[:place], row, *rows[place:]])
            write_step(work, training_id, "row_added", target=row.id, note=_told(row.title, reason))
            return row.id

    def change_row(self, actor: Actor, row_id: str, values: Mapping[str, Any], reason: str) -> None:
        """Change a row of this person's checklist that is not signed.

        Args:
            actor: Who does it.
            row_id: The row.
            values: Fields of ``ITEM_FIELDS``; what is missing stays.
            reason: Why.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
            Refused: The row is signed, or the checklist has ended.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            row = work.must(TrainingRow, row_id)
            training = self._open(work, row.training_id)
            self._require_unsigned(work, row)
            known = {key: getattr(row, key) for key in ITEM_FIELDS}
            clean = _checked(values, known, reason)
            changed = {key: value for key, value in clean.items() if known[key] != value}
            if not changed:
                return
            work.update(row, **changed, due_on=self._due(training, clean["day"]))
            write_step(work, training.id, "row_changed", target=row_id, note=_told(clean["title"], reason))

    def remove_row(self, actor: Actor, row_id: str, reason: str) -> None:
        """Take a row out that nobody has signed; ``restore_row`` brings it back.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: The row was signed, or the checklist has ended.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            row = work.must(TrainingRow, row_id)
            _require_reason(reason)
            self._open(work, row.training_id)
            self._require_unsigned(work, row)
            if signs_of_row(work, row_id):
                raise Refused(
                    T("training", "“{title}” was signed once, and both stay in the story. Make it voluntary instead.")
                    .with_(title=row.title),
                    "training.signed_once",
                )  # fmt: skip
            work.delete(row)
            renumber(work, rows_of(work, row.training_id))
            write_step(work, row.training_id, "row_out", target=row_id, note=_told(row.title, reason))

    def restore_row(self, actor: Actor, training_id: str, row_id: str) -> None:
        """Bring a row back that was taken out, to where it stood.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such row was taken out of this checklist.
            Refused: The checklist has ended.
        """
        actor.require("training", "edit")
        values = last_values(self._store.database, "training_row", row_id)
        there = self._store.get(TrainingRow, row_id) is not None
        if there or not values or values.get("training_id") != training_id:
            raise NotFound(T("training", "No such row was taken out of this checklist."), "training.not_deleted")
        with self._store.change(actor.id) as work:
            training = self._open(work, training_id)
            row = TrainingRow(id=row_id, **values)
            rows = rows_of(work, training_id)
            row = work.insert(replace(row, due_on=self._due(training, row.day)))
            place = min(row.position, len(rows))
            renumber(work, [*rows[:place], row, *rows[place:]])
            write_step(work, training_id, "row_back", target=row_id, note=row.title)

    def gone_rows(self, actor: Actor, training_id: str) -> tuple[GoneRow, ...]:
        """Return the rows that were taken out of a checklist and can be brought back, the latest first."""
        actor.require("training", "view")
        training = self._store.must(Training, training_id)
        if not sees(self._store, actor, training):
            return ()
        there = {
            key for (key,) in self._store.rows("SELECT id FROM training_row WHERE training_id = ?", (training_id,))
        }
        signs = self._store.rows("SELECT DISTINCT row_id FROM training_sign WHERE training_id = ?", (training_id,))
        signed = {key for (key,) in signs}
        steps = self._store.find(
            TrainingStep, "training_id = ? AND action = 'row_out'", (training_id,), "at DESC, id DESC"
        )
        found: dict[str, GoneRow] = {}
        for step in steps:
            title, _, why = step.note.partition(_BETWEEN)
            if step.target not in there:
                found.setdefault(step.target, GoneRow(step.target, title, why, step.target in signed))
        return tuple(found.values())

    # --- helpers --------------------------------------------------------------------------------------------------

    def _due(self, training: Training, day: int) -> str:
        """Return the day on which a row of a checklist is due, ISO text."""
        start = date.fromisoformat(training.start_on)
        return rules.due_day(start, day, working_days=bool(training.working_days)).isoformat()

    def _require_unsigned(self, work: Work, row: TrainingRow) -> None:
        if standing_of(signs_of_row(work, row.id)) != "open":
            raise Refused(
                T("training", "“{title}” is signed and stays as it was signed. Take the signature back first.").with_(
                    title=row.title
                ),
                "training.signed",
            )


def rows_of(work: Work, training_id: str) -> list[TrainingRow]:
    """Return the rows of a checklist in their order, as the unit of work sees them."""
    return read_many(work.database, TrainingRow, "training_id = ?", (training_id,), "position, id")


def signs_of_row(work: Work, row_id: str) -> list[TrainingSign]:
    """Return the signatures of a row, oldest first."""
    return read_many(work.database, TrainingSign, "row_id = ?", (row_id,), "attempt, at, id")


def renumber(work: Work, rows: Sequence[TrainingRow]) -> None:
    """Write the order of a checklist's rows."""
    for place, row in enumerate(rows):
        current = work.get(TrainingRow, row.id)
        if current is not None:
            work.update(current, position=place)


_BETWEEN = " · "


def _told(title: str, reason: str) -> str:
    return f"{title}{_BETWEEN}{reason.strip()}"


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": WHY}, "training.invalid")


WHY: Text = T("training", "Why? The person and the evaluators read it.")


def _checked(values: Mapping[str, Any], known: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """Return all columns of a row as a form leaves them.

    Raises:
        Invalid: With every problem at once.
    """
    clean, problems = cleaned(values, ITEM_FIELDS, known, ("title", "stage"))
    whole = {**known, **clean}
    if whole["kind"] not in rules.KINDS:
        problems["kind"] = T("training", "Choose one of: {choices}.").with_(choices=", ".join(rules.KINDS))
    if not reason.strip():
        problems["reason"] = WHY
    if problems:
        raise Invalid(problems, "training.invalid")
    return whole


def _place(rows: Sequence[TrainingRow], after: str, stage: str) -> int:
    """Return where a new row stands: behind a row, else behind the last one of its stage, else last."""
    for place, row in enumerate(rows):
        if row.id == after:
            return place + 1
    return max((place + 1 for place, row in enumerate(rows) if row.stage == stage), default=len(rows))
