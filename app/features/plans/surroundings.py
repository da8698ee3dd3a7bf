"""What the plan tells the rest of the office: what waits in it, and which records its tasks touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.core.clock import DAY
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.plans import rules, weeks
from app.features.plans.deadlines import span_of
from app.features.plans.templates import PlanTemplates
from app.features.staff.rules import Actor

_TASK_TITLE = 30
_GIVEN = T("plans", "Task of the weekly plan")
_FROM = T("plans", "The task comes from it")
_ITS_PLAN = T("plans", "Weekly plan of the task")
_BEFORE = T("plans", "Same task the week before")
_AFTER = T("plans", "Same task the week after")
_MEASURE = T("plans", "Measure of the improvement list")
_CLOSED_PLANS = "NOT EXISTS (SELECT 1 FROM plan p WHERE p.id = t.plan_id AND p.state = 'reviewed')"


class PlanSurroundings(PlanTemplates):
    """Matters and links. Part of ``PlanService``, which says what the arguments are."""

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return what is open in plans and due before ``until``, and which plans wait for somebody.

        Args:
            actor: Who asks.
            now: The present moment, UTC milliseconds.
            until: Up to when, UTC milliseconds.
        """
        if not actor.may("plan", "view"):
            return []
        return [*self._due_tasks(now, until), *self._plans_waiting(actor, now)]

    def _due_tasks(self, now: int, until: int) -> Iterator[Matter]:
        for task in self._tasks(f"t.state = 'open' AND t.due_at IS NOT NULL AND {_CLOSED_PLANS}", ()):
            due = task.due_at
            if task.days and due is not None:
                # The first day without a tick; the time of day is that of the last.
                chosen = next((day for day in task.days if day not in task.ticks), task.days[-1])
                due -= (date.fromisoformat(task.days[-1]) - date.fromisoformat(chosen)).days * DAY
            if due is None or due >= until:
                continue
            yield Matter(
                "plan.task",
                "plan_task",
                task.id,
                "",
                task.title,
                task.role if not task.assignee_id else "",
                "",
                task.assignee_id,
                due,
                None,
                0,
                due < now,
            )

    def _plans_waiting(self, actor: Actor, now: int) -> Iterator[Matter]:
        week = weeks.week_of(self._zone.day(now))
        _, end = span_of(week, self._zone)
        if actor.may("plan", "create"):
            following = weeks.plan_id(weeks.shifted(week, 1))
            since = weeks.first_day(week) + timedelta(days=self._settings.number("plans.remind_weekday") - 1)
            if self._zone.day(now) >= since and not self.exists(following):
                title = T("plans", "The plan of next week ({week}) is not made yet").format(week=following)
                yield Matter("plan.missing", "plan", following, following, title, due_at=end)
        if actor.may("plan", "approve"):
            for plan_id, name, at in self._store.rows(
                "SELECT id, week, submitted_at FROM plan WHERE state = 'submitted'"
            ):
                title = T("plans", "The plan of {week} waits for approval").format(week=name)
                yield Matter("plan.approve", "plan", plan_id, name, title, since=at)
        if actor.may("plan", "review"):
            today = self._zone.day(now)
            for plan_id, name, last_on in self._store.rows(
                "SELECT id, week, last_on FROM plan WHERE state = 'approved'"
            ):
                friday = date.fromisoformat(last_on) - timedelta(days=2)
                if today >= friday:
                    title = T("plans", "The plan of {week} is to be reviewed").format(week=name)
                    due = self._zone.day_start(friday + timedelta(days=1))
                    yield Matter("plan.review", "plan", plan_id, name, title, due_at=due, late=due <= now)

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return what a task touches, or which tasks and measures another record touches; see ``app.core.links``."""
        if not actor.may("plan", "view"):
            return []
        if kind == "plan_task":
            return list(self._links_of_task(record_id))
        if kind == "plan":
            return list(self._links_of_plan(record_id))
        return [
            Link("plan_task", pk, _named(week, title), _GIVEN, rules.STATES.get(state, state), due)
            for pk, week, title, state, due in self._store.rows(
                "SELECT t.id, coalesce(p.week, ''), t.title, t.state, t.due_at FROM plan_task t"
                " LEFT JOIN plan p ON p.id = t.plan_id WHERE t.source_id = ?"
                " AND t.source_id <> '' AND t.source_kind = ? ORDER BY t.id",
                (record_id, kind),
            )
        ]

    def _links_of_task(self, task_id: str) -> Iterator[Link]:
        row = self._store.database.row(
            "SELECT t.plan_id, t.source_kind, t.source_id, t.carried_from, coalesce(p.week, ''), coalesce(p.state, '')"
            " FROM plan_task t LEFT JOIN plan p ON p.id = t.plan_id WHERE t.id = ?",
            (task_id,),
        )
        if row is None:
            return
        plan_id, source_kind, source_id, before, week, state = row
        if plan_id:
            yield Link("plan", plan_id, week, _ITS_PLAN, rules.PLAN_STATES.get(state, state))
        if source_id:
            yield self._source(source_kind, source_id)
        for where, value, role in (("t.id = ?", before, _BEFORE), ("t.carried_from = ?", task_id, _AFTER)):
            if value:
                yield from self._tasks_linked(where, value, role)
        for pk, problem in self._store.rows("SELECT id, problem FROM improvement WHERE task_id = ?", (task_id,)):
            yield Link("improvement", pk, problem[:_TASK_TITLE], _MEASURE)

    def _source(self, kind: str, record_id: str) -> Link:
        title: Text | str = record_id
        if kind == "ticket":
            title = self._store.value("SELECT number || ' ' || title FROM ticket WHERE id = ?", (record_id,)) or ""
        elif kind == "improvement":
            title = self._store.value("SELECT problem FROM improvement WHERE id = ?", (record_id,)) or ""
        else:
            # Other modules name their own records; the task was named after it.
            title = self._store.value("SELECT title FROM plan_task WHERE source_id = ? LIMIT 1", (record_id,)) or ""
        return Link(kind, record_id, str(title), _FROM)

    def _tasks_linked(self, where: str, value: str, role: Text) -> Iterator[Link]:
        for pk, week, title, state, due in self._store.rows(
            "SELECT t.id, coalesce(p.week, ''), t.title, t.state, t.due_at FROM plan_task t"
            f" LEFT JOIN plan p ON p.id = t.plan_id WHERE {where}",
            (value,),
        ):
            yield Link("plan_task", pk, _named(week, title), role, rules.STATES.get(state, state), due)

    def _links_of_plan(self, plan_id: str) -> Iterator[Link]:
        for kind, source_id in self._store.rows(
            "SELECT DISTINCT source_kind, source_id FROM plan_task WHERE plan_id = ? AND source_id <> '' LIMIT 50",
            (plan_id,),
        ):
            yield self._source(kind, source_id)


def _named(week: str, title: str) -> str:
    shown = title if len(title) <= _TASK_TITLE else title[:_TASK_TITLE] + "…"
    return f"{week} {shown}".strip()
