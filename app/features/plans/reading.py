"""Reading plans: one whole plan, its journal, how it compares, and what every verb needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotFound
from app.core.text import T
from app.features.plans import deadlines, rules, weeks
from app.features.plans.deadlines import Deadline
from app.features.plans.holidays import Holidays
from app.features.plans.listing import IMPROVEMENTS, PLAN_TASKS, PLANS
from app.features.plans.load import Load, Person, Suggestion, Weighed, balance, loads
from app.features.plans.records import Plan, PlanTask
from app.features.plans.views import (
    Comparison,
    Figures,
    ImprovementRow,
    JournalLine,
    Member,
    PlanHit,
    PlanView,
    TaskRow,
    figures,
)
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.listing import Lister, ListQuery
from app.store.store import Store

_TASK = (
    "t.id, t.plan_id, t.part, t.section, t.title, t.note, t.assignee_id, coalesce(s.name, ''), t.role, t.deadline,"
    " t.due_at, t.minutes, t.position, t.state, t.reason, t.result, t.done_at, t.source_kind, t.source_id, t.origin,"
    " t.carried"
)
_DUE = 11
"""How many of these come before the days of a deadline."""
_ORDER = {section: index for index, section in enumerate(rules.SECTION_PART)}
_PLAN = T("plans", "Weekly plan {week}")
_ENDED_TICKETS = "('closed', 'void', 'merged')"


class PlanReading:
    """What can be read of plans. Part of ``PlanService``, which says what the arguments are."""

    _store: Store
    _settings: Settings
    _zone: OfficeZone
    _holidays: Holidays

    # --- lists ----------------------------------------------------------------------------------------------------

    def lister(self, actor: Actor) -> Lister:
        """Return the list of plans.

        Raises:
            NotAllowed: The person may not see plans.
        """
        actor.require("plan", "view")
        return Lister(self._store.database, PLANS)

    def task_lister(self, actor: Actor) -> Lister:
        """Return the list of the tasks of all plans."""
        actor.require("plan", "view")
        return Lister(self._store.database, PLAN_TASKS)

    def improvement_lister(self, actor: Actor) -> Lister:
        """Return the improvement list of all weeks."""
        actor.require("plan", "view")
        return Lister(self._store.database, IMPROVEMENTS)

    def search(self, actor: Actor, text: str, limit: int = 8) -> list[PlanHit]:
        """Return the plan of a week that a text names, and tasks found by words, the newest weeks first.

        Raises:
            NotAllowed: The person may not see plans.
        """
        actor.require("plan", "view")
        named = self.find(text)
        found: list[PlanHit] = []
        if named:
            week, state = self._store.rows("SELECT week, state FROM plan WHERE id = ?", (named,))[0]
            found.append(PlanHit("plan", named, str(_PLAN.with_(week=week)), week, rules.PLAN_STATES[state]))
        listed = self.task_lister(actor).all(ListQuery(search=text, sort=(("week", True),)), limit)
        place = {column.key: number for number, column in enumerate(PLAN_TASKS.columns)}
        for row in listed:
            title, week, state = (row.values[place[key]] for key in ("title", "week", "state"))
            found.append(PlanHit("plan_task", row.id, title, week, rules.state_title(rules.STATES, state)))
        return found

    # --- one plan -------------------------------------------------------------------------------------------------

    def this_week(self) -> str:
        """Return the name of the present week."""
        return weeks.week_of(self.today())

    def today(self) -> date:
        """Return the office's present day."""
        return self._zone.day(self._store.clock.now())

    def exists(self, plan_id: str) -> bool:
        """Say whether there is such a plan."""
        return self._store.value("SELECT 1 FROM plan WHERE id = ?", (plan_id,)) is not None

    def find(self, text: str) -> str | None:
        """Return the id of the plan that a person names: an id, a week, or one of its days; None if there is none."""
        if self.exists(text):
            return text
        week, _, department = text.partition("@")
        try:
            named = weeks.plan_id(week, department)
        except Invalid:
            return None
        return named if self.exists(named) else None

    def view(self, actor: Actor, plan_id: str) -> PlanView:
        """Return a whole plan.

        Raises:
            NotAllowed: The person may not see plans.
            NotFound: There is no plan of that week.
        """
        actor.require("plan", "view")
        return self._view(plan_id)

    def _view(self, plan_id: str) -> PlanView:
        plan = self._store.get(Plan, plan_id)
        if plan is None:
            raise NotFound(T("plans", "There is no plan of that week yet. Begin one."), "plan.none")
        names = self._names()
        return PlanView(
            plan.id,
            plan.week,
            plan.first_on,
            plan.last_on,
            plan.department,
            plan.state,
            plan.goals,
            plan.focus,
            plan.arrangements,
            plan.summary,
            names.get(plan.author_id, ""),
            plan.submitted_at,
            plan.approved_at,
            names.get(plan.approved_by, ""),
            plan.reviewed_at,
            names.get(plan.reviewed_by, ""),
            plan.send_back,
            self._tasks("t.plan_id = ?", (plan_id,)),
            tuple(self._improvements("i.plan_id = ?", (plan_id,))),
        )

    def task(self, actor: Actor, task_id: str) -> TaskRow:
        """Return one task.

        Raises:
            NotFound: It does not exist (any more).
        """
        actor.require("plan", "view")
        self._store.must(PlanTask, task_id)
        return self._tasks("t.id = ?", (task_id,))[0]

    def waiting(self, actor: Actor) -> tuple[TaskRow, ...]:
        """Return the open tasks that wait for a plan."""
        actor.require("plan", "view")
        return self._tasks("t.plan_id = '' AND t.state = 'open'", ())

    def _tasks(self, where: str, values: tuple[object, ...]) -> tuple[TaskRow, ...]:
        now, now_day = self._store.clock.now(), self.today()
        rows = self._store.rows(
            f"SELECT {_TASK}, coalesce(p.week, ''), EXISTS (SELECT 1 FROM plan_event e WHERE e.task_id = t.id AND"
            " e.after_approval = 1), (SELECT group_concat(k.day_on) FROM plan_tick k WHERE k.task_id = t.id)"
            " FROM plan_task t LEFT JOIN plan p ON p.id = t.plan_id LEFT JOIN staff s ON s.id = t.assignee_id"
            f" WHERE {where} ORDER BY t.position, t.id",
            values,
        )
        found = [self._task_row(row, now, now_day) for row in rows]
        return tuple(sorted(found, key=lambda task: _ORDER.get(task.section, len(_ORDER))))

    def _task_row(self, row: tuple[Any, ...], now: int, today: date) -> TaskRow:
        *columns, week, changed, ticked = row
        before, behind = columns[:_DUE], columns[_DUE:]
        deadline, due_at, state = row[9], row[10], row[13]
        days = self._days(deadline, week)
        ticks = tuple(sorted(ticked.split(","))) if ticked else ()
        missed = any(day < today.isoformat() and day not in ticks for day in days)
        late = state == "open" and (missed or (due_at is not None and due_at < now))
        values: list[Any] = [*before, days, ticks, *behind, bool(changed), late]
        return TaskRow(*values)

    def _days(self, deadline: str, week: str) -> tuple[str, ...]:
        """Return the days of a deadline on several days; none for one that is due once."""
        if not deadline or not week:
            return ()
        try:
            found = self._resolved(deadline, week)
        except Invalid:
            return ()
        return tuple(day.isoformat() for day in found.days)

    def _resolved(self, deadline: str, week: str) -> Deadline:
        return deadlines.resolve(deadline, week, self._zone, self.today(), self._holidays.working)

    def _improvements(self, where: str, values: tuple[object, ...]) -> list[ImprovementRow]:
        rows = self._store.rows(
            "SELECT i.id, i.plan_id, coalesce(p.week, ''), i.problem, i.cause, i.measure, i.assignee_id,"
            " coalesce(s.name, ''), i.deadline, i.due_at, i.state, i.effect, i.task_id FROM improvement i"
            f" LEFT JOIN plan p ON p.id = i.plan_id LEFT JOIN staff s ON s.id = i.assignee_id WHERE {where}"
            " ORDER BY p.first_on, i.position, i.id",
            values,
        )
        return [ImprovementRow(*row) for row in rows]

    def improvements(self, actor: Actor, *, open_only: bool = True) -> list[ImprovementRow]:
        """Return the improvement list of all weeks, oldest first."""
        actor.require("plan", "view")
        return self._improvements("i.state = 'open'" if open_only else "1", ())

    def improvement(self, actor: Actor, improvement_id: str) -> ImprovementRow:
        """Return one line of the improvement list.

        Raises:
            NotFound: It does not exist (any more).
        """
        actor.require("plan", "view")
        found = self._improvements("i.id = ?", (improvement_id,))
        if not found:
            raise NotFound(T("plans", "This line no longer exists. Refresh the list."), "plan.no_improvement")
        return found[0]

    def journal(self, actor: Actor, plan_id: str, task_id: str = "") -> list[JournalLine]:
        """Return the steps of a plan, or of one of its tasks, oldest first."""
        actor.require("plan", "view")
        where, value = ("e.task_id = ?", task_id) if task_id else ("e.plan_id = ?", plan_id)
        names = self._names()
        rows = self._store.rows(
            "SELECT e.at, e.created_by, e.action, coalesce(t.title, ''), e.note, e.after_approval FROM plan_event e"
            f" LEFT JOIN plan_task t ON t.id = e.task_id AND e.task_id <> '' WHERE {where} ORDER BY e.at, e.id",
            (value,),
        )
        return [
            JournalLine(at, names.get(author, ""), rules.state_title(rules.EVENTS, action), task, note, bool(after))
            for at, author, action, task, note, after in rows
        ]

    # --- people and load ------------------------------------------------------------------------------------------

    def members(self) -> tuple[Member, ...]:
        """Return who a task can be given to, by number."""
        rows = self._store.rows(
            "SELECT id, name, number, department, position, initials FROM staff WHERE active = 1 ORDER BY number, id"
        )
        return tuple(Member(*row) for row in rows)

    def _names(self) -> Mapping[str, str]:
        return dict(self._store.rows("SELECT id, name FROM staff"))

    def load(self, actor: Actor, plan_id: str) -> list[Load]:
        """Return the load of everybody in a plan's week, the heaviest first; who has nothing at all is left out."""
        view = self.view(actor, plan_id)
        done = frozenset(task.id for task in view.tasks if task.state == "done")
        weight = self._settings.number("plans.ticket_minutes")
        people = self._people(view)
        everybody = loads(self._weighed(view, people), people, weight, done)
        return [load for load in everybody if load.tasks or load.person.tickets]

    def suggestions(self, actor: Actor, plan_id: str) -> list[Suggestion]:
        """Return which open tasks had better be somebody else's, and why.

        Work moves only among people of one trade: those who have work in this plan, and who holds the same post.
        """
        view = self.view(actor, plan_id)
        people = self._candidates(view, self._people(view))
        return balance(
            self._weighed(view, people),
            people,
            self._settings.number("plans.ticket_minutes"),
            self._settings.number("plans.spread_minutes"),
        )

    def _candidates(self, view: PlanView, people: list[Person]) -> list[Person]:
        """Return who has work in a plan, and who does the same work as they."""
        involved = {task.assignee_id for task in view.tasks if task.assignee_id}
        trades = {person.trade for person in people if person.id in involved and person.trade}
        return [person for person in people if person.id in involved or person.trade in trades]

    def _people(self, view: PlanView) -> list[Person]:
        # The plus signs keep SQLite from walking all tickets in the order of their assignees.
        tickets = dict(
            self._store.rows(
                "SELECT assignee_id, count(*) FROM ticket"
                f" WHERE state NOT IN {_ENDED_TICKETS} AND +assignee_id <> '' GROUP BY +assignee_id"
            )
        )
        return [
            Person(member.id, member.name, member.position or member.department, int(tickets.get(member.id, 0)))
            for member in self.members()
            if not view.department or member.department == view.department
        ]

    def _weighed(self, view: PlanView, people: list[Person]) -> list[Weighed]:
        usual = self._settings.number("plans.task_minutes")
        trades = {person.trade for person in people}
        return [
            Weighed(
                task.id,
                task.title,
                task.assignee_id,
                (task.minutes or usual) * max(1, len(task.days)),
                fixed=task.state != "open",
                trade=task.role if task.role in trades else "",
            )
            for task in view.tasks
            if task.state not in ("moved", "dropped")
        ]

    # --- comparing ------------------------------------------------------------------------------------------------

    def previous(self, plan_id: str) -> str:
        """Return the id of the last plan before this one, of the same department; empty if there is none."""
        plan = self._store.must(Plan, plan_id)
        return str(
            self._store.value(
                "SELECT id FROM plan WHERE first_on < ? AND department = ? ORDER BY first_on DESC LIMIT 1",
                (plan.first_on, plan.department),
            )
            or ""
        )

    def compare(self, actor: Actor, plan_id: str) -> Comparison:
        """Return a plan's figures beside those of the week before: in all, for each part and for each person."""
        view = self.view(actor, plan_id)
        before = self.previous(plan_id)
        last = self._view(before) if before else None
        old = last.tasks if last is not None else ()
        people = dict.fromkeys(task.who for task in (*view.tasks, *old))
        return Comparison(
            view.week,
            last.week if last is not None else "",
            (figures(view.tasks), figures(old) if last is not None else None),
            {
                part: (
                    figures([task for task in view.tasks if task.part == part]),
                    figures([task for task in old if task.part == part]) if last is not None else None,
                )
                for part in rules.PARTS
            },
            {name: (_of(view.tasks, name), _of(old, name)) for name in people},
        )


def _of(tasks: tuple[TaskRow, ...], name: str) -> Figures | None:
    own = [task for task in tasks if task.who == name]
    return figures(own) if own else None
