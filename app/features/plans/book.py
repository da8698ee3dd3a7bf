"""The task book: how other modules give the weekly plan a task and learn what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.clock import OfficeZone
from app.features.plans import weeks
from app.features.plans.events import next_position, write_event
from app.features.plans.records import Plan, PlanTask
from app.features.plans.rules import part_of
from app.store.store import Store
from app.store.work import Work

_FIRST_ORIGIN = (
    "coalesce((WITH RECURSIVE back (id, origin) AS (SELECT t.carried_from, t.origin UNION ALL"
    " SELECT b.carried_from, b.origin FROM back JOIN plan_task b ON b.id = back.id)"
    " SELECT origin FROM back WHERE id = ''), '')"
)
"""What first proposed a task ``t`` that may have been carried on from week to week."""


@dataclass(frozen=True)
class BookedTask:
    """What became of a task that a record of another module gave.

    Attributes:
        id: The task.
        plan_id: The plan it stands in; empty while it waits for the next one.
        week: That plan's week, ``2026-W48``; empty while it waits.
        title: What is to be done.
        state: Code of ``rules.STATES``.
        assignee_id: Who has it.
        due_at: When it is due, UTC milliseconds.
        reason: Why it was not done, moved on or dropped.
        given: Whether the record's module gave it, or the task it was carried on from; otherwise somebody took it into
            a plan because the record waited.
    """

    id: str
    plan_id: str
    week: str
    title: str
    state: str
    assignee_id: str
    due_at: int | None
    reason: str
    given: bool


class TaskBook:
    """Takes tasks from other modules into the weekly plan. Permissions are those of the verb that gives the task.

    Args:
        store: The office's database.
        zone: The office's time zone: which week a due time lies in.
    """

    def __init__(self, store: Store, zone: OfficeZone) -> None:
        self._store = store
        self._zone = zone

    def add(
        self,
        work: Work,
        *,
        title: str,
        part: str = "problems",
        section: str = "",
        assignee_id: str = "",
        due_at: int | None = None,
        source_kind: str = "",
        source_id: str = "",
        note: str = "",
        task_id: str = "",
    ) -> str:
        """Enter a task and return its id.

        It goes into the plan of the week in which it is due, if the office has one that is not reviewed yet; otherwise
        it waits and is proposed to the next plan.

        Args:
            work: The open unit of work of the verb that gives it.
            title: What is to be done, one line.
            part: Code of ``rules.PARTS``.
            section: Heading within the part; the part's first if not given.
            assignee_id: Who is responsible.
            due_at: When it is due, UTC milliseconds.
            source_kind: Record kind of what it comes from.
            source_id: Its id.
            note: What else to know.
            task_id: Its id, where two desks that give the same task must make one; if it is there already it stays.
        """
        if task_id and work.get(PlanTask, task_id) is not None:
            return task_id
        part, section = part_of(part, section)
        plan = self._plan_of(work, due_at)
        deadline = "" if due_at is None else f"{self._zone.local(due_at):%Y-%m-%d %H:%M}"
        task = work.insert(
            PlanTask(
                id=task_id,
                plan_id=plan.id if plan is not None else "",
                part=part,
                section=section,
                title=title.strip(),
                note=note.strip(),
                assignee_id=assignee_id,
                deadline=deadline,
                due_at=due_at,
                position=next_position(work.database, plan.id if plan is not None else ""),
                source_kind=source_kind,
                source_id=source_id,
                origin="given",
                origin_key=f"{source_kind}|{source_id}" if source_id else "",
            )
        )
        write_event(work, plan, "given", task)
        return task.id

    def settle(
        self,
        work: Work,
        source_kind: str,
        source_id: str,
        *,
        done: bool = True,
        reason: str = "",
        where: Callable[[BookedTask], bool] | None = None,
    ) -> int:
        """End the open tasks that a record gave, and return how many there were.

        Args:
            work: The open unit of work of the verb that settles them.
            source_kind: Record kind of what they come from.
            source_id: Its id.
            done: Whether they were done; otherwise they are dropped.
            reason: The result, or why they are dropped.
            where: Which of them; all if not given.
        """
        state = "done" if done else "dropped"
        ended = 0
        for booked in self._of(work, source_kind, source_id):
            if booked.state != "open" or (where is not None and not where(booked)):
                continue
            task = work.must(PlanTask, booked.id)
            told = {"result": reason} if done else {"reason": reason}
            work.update(task, state=state, done_at=work.now if done else None, **told)
            write_event(work, work.get(Plan, task.plan_id), "do" if done else "drop", task, to_state=state, note=reason)
            ended += 1
        return ended

    def change(self, work: Work, task_id: str, *, title: str, assignee_id: str, due_at: int | None) -> None:
        """Bring an open task up to date with the record that gave it; one that has ended stays as it is."""
        task = work.get(PlanTask, task_id)
        if task is None or task.state != "open":
            return
        values: dict[str, object] = {"title": title.strip(), "assignee_id": assignee_id}
        if task.due_at != due_at:
            values["due_at"] = due_at
            values["deadline"] = "" if due_at is None else f"{self._zone.local(due_at):%Y-%m-%d %H:%M}"
        changed = [key for key, value in values.items() if getattr(task, key) != value]
        if changed:
            work.update(task, **values)
            write_event(work, work.get(Plan, task.plan_id), "edit", task)

    def of(self, source_kind: str, source_id: str) -> list[BookedTask]:
        """Return the tasks a record gave, oldest first."""
        return self._of(self._store, source_kind, source_id)

    def _of(self, source: Store | Work, source_kind: str, source_id: str) -> list[BookedTask]:
        database = source.database
        rows = database.rows(
            "SELECT t.id, t.plan_id, coalesce(p.week, ''), t.title, t.state, t.assignee_id, t.due_at, t.reason,"
            f" {_FIRST_ORIGIN} = 'given' FROM plan_task t LEFT JOIN plan p ON p.id = t.plan_id"
            " WHERE t.source_id = ? AND t.source_id <> '' AND t.source_kind = ? ORDER BY t.created_at,"
            # The id of a task that was carried on follows from what it came of, and tells nothing of its age.
            " t.id",
            (source_id, source_kind),
        )
        return [BookedTask(*row[:-1], given=bool(row[-1])) for row in rows]

    def _plan_of(self, work: Work, due_at: int | None) -> Plan | None:
        if due_at is None:
            return None
        plan = work.get(Plan, weeks.week_of(self._zone.day(due_at)))
        return plan if plan is not None and plan.state != "reviewed" else None
