"""Weekly plans of the invented office: four weeks lived and reviewed, this week's approved, next week's begun."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from app.context import AppContext
from app.core.clock import DAY, HOUR, HeldClock
from app.demo.chance import Chance
from app.demo.recent import held
from app.features.plans.service import PlanService, TaskRow, weeks
from app.features.staff.rules import Actor

_PAST = 4
_WORKED_OFF = "周五 17:00"
"""By when the week gets to what has waited too long."""
_TEMPLATES = ("plan.ordinary", "plan.equipment", "plan.ordinary", "plan.survey")
_TRADES: Mapping[str, str] = {
    "工程主管": "工程领班",
    "消防主管": "工程领班",
    "秩序主管": "秩序领班",
    "环境主管": "保洁领班",
    "带教人": "培训师",
}
"""Roles that templates name -> posts that the invented office has."""


class Planner:
    """Makes plans at the moments at which people make them.

    Args:
        context: The office.
        chance: Draws what happens.
        acting: Staff id -> who acts.
    """

    def __init__(self, context: AppContext, chance: Chance, acting: Callable[[str], Actor]) -> None:
        self._plans: PlanService = context.plans
        self._chance, self._zone = chance, context.zone
        path = context.paths.resources / "demo" / "plans.toml"
        self._words: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        self._members = self._plans.members()
        self._head = acting(self._holders("客服主管")[0])
        self._manager = acting(self._holders("项目经理")[0])

    def live(self, clock: HeldClock, now: int) -> None:
        """Make the plans of the last weeks, of this one and of the next.

        Args:
            clock: Held; stands at ``now`` afterwards.
            now: The present moment, UTC milliseconds.
        """
        this = weeks.week_of(self._zone.day(now))
        for place in range(_PAST):
            week = weeks.shifted(this, place - _PAST)
            self._make(clock, week, _TEMPLATES[place])
            self._work(clock, week, 5)
            self._review(clock, week, place)
        self._make(clock, this, "plan.ordinary")
        self._work(clock, this, self._zone.day(now).weekday(), until=now)
        clock.moment = now
        following = weeks.shifted(this, 1)
        self._begin(following, self._plans.suggested_template(following) or "plan.ordinary", ("waiting", "holiday"))

    def _make(self, clock: HeldClock, week: str, template: str) -> None:
        clock.moment = self._at(week, -3, 16)
        self._begin(week, template, ("carried", "improvement"))
        self._plans.do(self._head, week, "submit")
        clock.moment = self._at(week, -3, 17)
        self._plans.do(self._manager, week, "approve")

    def _begin(self, week: str, template: str, origins: tuple[str, ...]) -> None:
        plans, head = self._plans, self._head
        plans.begin(head, week, template=template)
        lines = [line.key for line in plans.proposals(head, week).lines if line.origin in origins]
        plans.take(head, week, lines)
        late = [task for task in plans.view(head, week).tasks if task.origin == "given" and task.late]
        plans.edit_tasks(head, {task.id: {"deadline": _WORKED_OFF} for task in late})
        open_tasks = [task for task in plans.view(head, week).tasks if not task.assignee_id]
        plans.edit_tasks(
            head, {task.id: {"assignee_id": self._one_for(task, place)} for place, task in enumerate(open_tasks)}
        )

    def _one_for(self, task: TaskRow, place: int) -> str:
        holders = self._holders(_TRADES.get(task.role, task.role)) or self._holders("客服专员")
        return holders[place % len(holders)]

    def _holders(self, position: str) -> list[str]:
        return [member.id for member in self._members if member.position == position]

    def _work(self, clock: HeldClock, week: str, days: int, until: int | None = None) -> None:
        """Live through the first days of a week: most of what is due is done, some of it is forgotten."""
        for day in range(days):
            clock.moment = self._at(week, day, 17) + HOUR // 2
            if until is not None and clock.moment > until:
                return
            today = self._day(week, day)
            done: list[str] = []
            for task in self._plans.view(self._head, week).tasks:
                if task.state != "open":
                    continue
                if task.days:
                    if today.isoformat() in task.days and self._chance.happens(0.96):
                        self._plans.tick(self._head, task.id, today)
                    continue
                due = task.due_at is not None and self._zone.day(task.due_at) <= today
                if due and not task.days and self._chance.happens(0.88):
                    done.append(task.id)
            if done:
                self._plans.do_tasks(self._head, done, "do", self._one(self._words["results"]))

    def _review(self, clock: HeldClock, week: str, place: int) -> None:
        plans, head = self._plans, self._head
        clock.moment = self._at(week, 4, 17) + HOUR * 3 // 4
        for task in plans.undecided(head, week):
            if task.days and len(task.ticks) >= len(task.days) - 1:
                plans.do_tasks(head, [task.id], "do")
            elif task.days or self._chance.number(1, 3) > 1:
                plans.do_tasks(head, [task.id], "fail", self._one(self._words["reasons"]))
            else:
                plans.do_tasks(head, [task.id], "move_on")
        line: dict[str, Any] = self._words["improvement"][place % len(self._words["improvement"])]
        saved = plans.save_improvement(head, week, {**line, "assignee_id": head.id})
        if place < 2:
            plans.save_improvement(head, week, {"state": "done", "effect": self._one(self._words["results"])}, saved)
        plans.do(self._manager, week, "review", self._words["conclusion"][place % len(self._words["conclusion"])])

    def _one(self, words: Sequence[str]) -> str:
        return self._chance.one(words)

    def _day(self, week: str, offset: int) -> date:
        return weeks.first_day(week) + timedelta(days=offset)

    def _at(self, week: str, offset: int, hour: int) -> int:
        return self._zone.day_start(weeks.first_day(week)) + offset * DAY + hour * HOUR


def live_plans(context: AppContext, chance: Chance, now: int, acting: Callable[[str], Actor]) -> None:
    """Make the weekly plans of the invented office.

    Args:
        context: The office, with its staff.
        chance: Draws what happens.
        now: The present moment, UTC milliseconds; nothing later happens.
        acting: Staff id -> who acts.
    """
    with held(context) as clock:
        Planner(context, chance, acting).live(clock, now)
