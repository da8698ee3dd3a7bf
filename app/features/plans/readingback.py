"""Reading an edited workbook back into its plan: row by row, a trial first, refused rows with their reason.

A row counts as edited where it differs from what was written into it. Where another desk changed the same field
meanwhile the row is refused, so that nobody's work is lost unseen. Rows that are missing delete nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.errors import AppError, Invalid, Refused
from app.core.text import T, Text
from app.features.plans import rules
from app.features.plans.editing import Before
from app.features.plans.events import write_event
from app.features.plans.records import Plan, PlanTask
from app.features.plans.surroundings import PlanSurroundings
from app.features.plans.views import TaskRow
from app.features.staff.rules import Actor
from app.store.work import Work

_FIELDS = ("section", "title", "assignee", "deadline", "minutes", "note")


@dataclass(frozen=True)
class RowChange:
    """What a row brings.

    Attributes:
        row: Its number in Excel.
        task: The task's title.
        added: Whether the task is new.
        fields: (field, before, after) in words.
    """

    row: int
    task: str
    added: bool
    fields: tuple[tuple[Text, str, str], ...]


@dataclass(frozen=True)
class ReadBack:
    """What reading a workbook back has brought, or would bring.

    Attributes:
        plan_id: The plan.
        trial: Whether nothing was written.
        changes: Rows that change or add a task.
        refused: (row, reason) of rows that were left as they are.
        same: How many rows say nothing new.
        missing: Titles of tasks that the file does not hold any more; they stay.
        added: Ids of the tasks that were added, and ``before`` and ``states`` what the others were, for undo.
    """

    plan_id: str
    trial: bool
    changes: tuple[RowChange, ...]
    refused: tuple[tuple[int, Text], ...]
    same: int
    missing: tuple[str, ...]
    added: tuple[str, ...] = ()
    before: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    states: Mapping[str, Before] = field(default_factory=dict[str, Before])


class _Trial(Exception):
    """Leaves a unit of work as if it had not been."""


class PlanReadingBack(PlanSurroundings):
    """Reading back. Part of ``PlanService``, which says what the arguments are."""

    def read_back(self, actor: Actor, path: Path, *, trial: bool = True) -> ReadBack:
        """Read an edited workbook back into its plan.

        Args:
            actor: Who reads it.
            path: The workbook.
            trial: Only say what it would bring.

        Raises:
            NotAllowed: The person may not edit plans.
            Refused: It is no plan of this program, its plan is not here, or the plan may not be changed now.
        """
        from app.features.plans.sheet import read_sheet

        actor.require("plan", "edit")
        plan_id, rows = read_sheet(path)
        if not self.exists(plan_id):
            raise Refused(
                T(
                    "plans", "The plan {plan} of this file is not here. Begin it first, or wait for the other desks."
                ).with_(plan=plan_id),
                "plan.none",
            )
        reader = _Reader(self, actor, {task.id: task for task in self._tasks("t.plan_id = ?", (plan_id,))})
        try:
            with self._store.change(actor.id) as work:
                plan = work.must(Plan, plan_id)
                self._require_open(actor, plan)
                for row in rows:
                    reader.take(work, plan, row)
                if trial:
                    raise _Trial
                if reader.changes:
                    write_event(work, plan, "read", note=path.name)
        except _Trial:
            pass
        return ReadBack(
            plan_id,
            trial,
            tuple(reader.changes),
            tuple(reader.refused),
            reader.same,
            tuple(task.title for pk, task in reader.tasks.items() if pk not in reader.seen),
            tuple(reader.added),
            reader.before,
            reader.states,
        )

    def undo_read_back(self, actor: Actor, read: ReadBack) -> None:
        """Take back what reading a workbook brought."""
        actor.require("plan", "edit")
        if read.states:
            self.undo_states(actor, read.states)
        if read.before:
            self.edit_tasks(actor, read.before)
        if read.added:
            self.delete_tasks(actor, read.added)

    def take_row(
        self,
        work: Work,
        actor: Actor,
        plan: Plan,
        task: TaskRow | None,
        values: Mapping[str, Any],
        state: str,
        note: str,
    ) -> tuple[str, dict[str, Any], Before | None]:
        """Write one row inside the unit of work of ``read_back``; return the task, what it was and its state before."""
        actor.require("plan", "edit")
        if task is None:
            columns = self._checked(work, plan, values, {})
            position = self._behind(work, plan.id, columns["section"], "")
            new = work.insert(PlanTask(plan_id=plan.id, position=position, **columns))
            write_event(work, plan, "add", new)
            return new.id, {}, None
        before = self._edit(work, actor, work.must(PlanTask, task.id), values) if values else {}
        if not state:
            return task.id, before, None
        old = work.must(PlanTask, task.id)
        move = next((move for move in rules.TASK_MOVES if move.target == state and old.state in move.sources), None)
        if move is None:
            titles = (rules.STATES[old.state], rules.STATES[state])
            raise Refused(
                T("plans", "A task that is “{old}” cannot become “{new}”.").with_(old=titles[0], new=titles[1]),
                "plan.move_refused",
            )
        rules.check_move(move, old.state, rules.STATES, note)
        self._put_state(work, plan, old, state, move.action, note)
        return task.id, before, (old.state, old.reason)


class _Reader:
    """Takes rows one by one, and keeps account of them."""

    def __init__(self, plans: PlanReadingBack, actor: Actor, tasks: Mapping[str, TaskRow]) -> None:
        self.plans = plans
        self.actor = actor
        self.tasks = tasks
        self.people = {member.name: member.id for member in plans.members()}
        self.seen: set[str] = set()
        self.changes: list[RowChange] = []
        self.refused: list[tuple[int, Text]] = []
        self.same = 0
        self.added: list[str] = []
        self.before: dict[str, Mapping[str, Any]] = {}
        self.states: dict[str, Before] = {}

    def take(self, work: Work, plan: Plan, row: Any) -> None:
        """Take one row, or say why not."""
        self.seen.add(row.task_id)
        task = self.tasks.get(row.task_id)
        try:
            if row.problem is not None:
                raise Refused(row.problem)
            if row.task_id and task is None:
                raise Refused(T("plans", "The task is no longer in the plan: somebody took it out."))
            edited = self._edited(row, task)
            if not edited:
                self.same += 1
                return
            values, state = self._values(row, edited, task)
            pk, before, was = self.plans.take_row(work, self.actor, plan, task, values, state, edited.get("reason", ""))
        except Invalid as error:
            self.refused.append((row.number, next(iter(error.fields.values()))))
            return
        except AppError as error:
            self.refused.append((row.number, error.text))
            return
        if task is None:
            self.added.append(pk)
        if before:
            self.before[pk] = before
        if was is not None:
            self.states[pk] = was
        told = tuple(_told(key, row.base.get(key, ""), text) for key, text in edited.items())
        self.changes.append(RowChange(row.number, row.values["title"], task is None, told))

    def _edited(self, row: Any, task: TaskRow | None) -> dict[str, str]:
        """Return what a person changed in the row.

        Raises:
            Refused: Another desk changed the same field meanwhile.
        """
        from app.features.plans.sheet import texts_of

        if task is None:
            return {key: text for key, text in row.values.items() if text}
        now = texts_of(task)
        edited: dict[str, str] = {}
        for key, text in row.values.items():
            base = row.base.get(key, now[key])
            if text == base or text == now[key]:
                continue
            if now[key] != base:
                raise Refused(
                    T(
                        "plans", "“{field}” was changed in the program meanwhile: it says “{now}”, the file “{text}”."
                    ).with_(field=_title(key), now=now[key], text=text)
                )
            edited[key] = text
        return edited

    def _values(self, row: Any, edited: Mapping[str, str], task: TaskRow | None) -> tuple[dict[str, Any], str]:
        """Return the task's fields, and its new state or the empty text.

        Raises:
            Invalid: A word is none that the program knows.
        """
        values: dict[str, Any] = {key: text for key, text in edited.items() if key in _FIELDS}
        if task is None:
            values.setdefault("part", row.part)
        if "section" in values:
            known = {str(title): code for code, title in rules.SECTION_TITLES.items()}
            word = str(values["section"])
            values["part"], values["section"] = rules.part_of("", known.get(word, word))
        if "assignee" in values:
            name = values.pop("assignee")
            if name and name not in self.people:
                raise Invalid({"assignee_id": T("plans", "Nobody called “{name}” works here now.").with_(name=name)})
            values["assignee_id"] = self.people.get(name, "")
        if task is None:
            return values, ""
        if "state" in edited:
            states = {str(title): code for code, title in rules.STATES.items()}
            state = states.get(edited["state"], edited["state"])
            if state not in rules.STATES:
                known_states = "、".join(states)
                raise Invalid({"state": T("plans", "Choose one of: {known}.").with_(known=known_states)})
            return values, state
        if "reason" in edited:
            raise Invalid({"state": T("plans", "A reason belongs to a state: choose the state in the row as well.")})
        return values, ""


def _title(key: str) -> Text:
    if key == "assignee":
        return rules.FIELDS["assignee_id"]
    return rules.FIELDS.get(key) or T("plans", "State")


def _told(key: str, before: str, after: str) -> tuple[Text, str, str]:
    return _title(key), before, after
