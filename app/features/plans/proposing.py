"""What a new plan is prefilled with: proposals that a person takes or leaves, each with its reason.

Sources: unfinished tasks of the last plan, tasks that wait for one, the improvement list, public holidays, the duty
roster, and the matters of every other module. A proposal is known by its key, so it is never made twice in one plan,
and two desks that take it make one task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.clock import OfficeZone
from app.core.matters import Matter, Teller
from app.core.phrasing import WEEKDAYS, say_span
from app.core.text import T, Text
from app.features.plans import deadlines, rules, weeks
from app.features.plans.editing import PlanEditing, derived_id
from app.features.plans.events import next_position, write_event
from app.features.plans.holidays import Holidays
from app.features.plans.records import Plan, PlanLeft, PlanTask
from app.features.plans.views import TaskRow
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.records import member_id
from app.store.store import Store
from app.store.work import Work

CLOSING = "18:00"


@dataclass(frozen=True)
class Duty:
    """Who is on duty in one shift of one day."""

    day: date
    shift: str
    names: tuple[str, ...]


Roster = Callable[[date], Sequence[Duty]]
"""Returns the duties of the seven days from a day on."""


@dataclass(frozen=True)
class Proposal:
    """A line that a plan may be prefilled with.

    Attributes:
        key: Tells it from every other proposal.
        origin: What proposes it: ``carried``, ``waiting``, ``improvement``, ``holiday``, ``duty`` or a matter's group.
        why: Why it is proposed.
        part: Part and ``section`` it would go to.
        title: The task; the other fields as of a task.
        task_id: The task that waits, or that is carried on.
        left: Whether somebody has left it out already.
    """

    key: str
    origin: str
    why: Text
    part: str
    section: str
    title: str
    note: str = ""
    assignee_id: str = ""
    role: str = ""
    deadline: str = ""
    minutes: int = 0
    source_kind: str = ""
    source_id: str = ""
    carried: int = 0
    task_id: str = ""
    left: bool = False


@dataclass(frozen=True)
class Prefill:
    """What a plan may be prefilled with.

    Attributes:
        lines: The proposals, in the order of the plan.
        notes: What else to know, such as a year without holidays.
        taken: How many have been taken already.
    """

    lines: tuple[Proposal, ...]
    notes: tuple[Text, ...]
    taken: int


ORIGINS: Mapping[str, Text] = {
    "carried": T("plans", "Unfinished last week"),
    "waiting": T("plans", "Waits for a plan"),
    "improvement": T("plans", "Improvement list"),
    "holiday": T("plans", "Holidays"),
    "duty": T("plans", "Duty roster"),
    "ticket": T("plans", "Tickets"),
    "complaint": T("plans", "Complaints"),
    "person": T("plans", "Care and dates"),
    "training": T("plans", "Training"),
    "handover": T("plans", "Handover"),
    "": T("plans", "Other matters"),
}
"""Where a proposal comes from, in the order in which they are shown."""

_PLACES: Mapping[str, str] = {
    "ticket": "feedback",
    "ticket.late": "feedback",
    "complaint": "complaints",
    "complaint.prevention": "problems",
    "person.care": "feedback",
    "person.date": "holidays",
    "training": "training",
    "handover": "reception",
    "equipment": "equipment",
    "survey": "surveys",
    "notice": "notices",
    "activity": "holidays",
}
"""Group of a matter, or its first part -> section; everything else is a foreseen problem."""

_VERBS: Mapping[str, Text] = {
    "ticket.late": T("plans", "Follow up the late ticket: {title}"),
    "ticket.callback": T("plans", "Call back: {title}"),
    "ticket.promise": T("plans", "Keep the promise: {title}"),
    "ticket.held": T("plans", "Clear the hold: {title}"),
    "complaint.open": T("plans", "Complaint: {title}"),
    "complaint.prevention": T("plans", "Prevention measure: {title}"),
    "complaint.follow_up": T("plans", "Look back at a complaint: {title}"),
    "person.care": T("plans", "Care visit: {title}"),
    "person.date": T("plans", "Date: {title}"),
    "training.session": T("plans", "Training: {title}"),
    "training.drill": T("plans", "Drill: {title}"),
    "training.due": T("plans", "Training due: {title}"),
    "training.certificate": T("plans", "Renew the certificate: {title}"),
    "handover.flag": T("plans", "From the handover: {title}"),
}
_TASKS = ("carried", "waiting")
"""Proposals that are tasks already."""
_ALWAYS = frozenset({"complaint.prevention", "complaint.open", "handover.flag"})
"""Matters that concern the week also without a date in it."""
_NEVER = ("plan", "shift", "emergency")
"""Modules whose matters are no work of a week: its own, and the roster, which is asked itself."""


class PlanProposing(PlanEditing):
    """Prefilling. Part of ``PlanService``, which says what the arguments are."""

    _store: Store
    _settings: Settings
    _zone: OfficeZone
    _holidays: Holidays
    _matters: Callable[[], Sequence[Teller]]
    _roster: Roster | None

    def proposals(self, actor: Actor, plan_id: str) -> Prefill:
        """Return what a plan may be prefilled with; what it holds already is left out.

        Raises:
            NotAllowed: The person may not see plans.
            NotFound: There is no such plan.
        """
        view = self.view(actor, plan_id)
        plan = self._store.must(Plan, plan_id)
        used = self._used(plan_id)
        left = {key for (key,) in self._store.rows("SELECT origin_key FROM plan_left WHERE plan_id = ?", (plan_id,))}
        sources = {(task.source_kind, task.source_id) for task in view.tasks if task.source_id}
        found: dict[str, Proposal] = {}
        for line in self._all(actor, plan):
            source = (line.source_kind, line.source_id)
            # Tasks are told one from another by themselves: a record may have given several.
            known = line.origin not in _TASKS and line.source_id and source in sources
            if line.key in used or line.key in found or known:
                continue
            found[line.key] = replace(line, left=line.key in left)
            if line.source_id:
                sources.add(source)
        order = {origin: place for place, origin in enumerate(ORIGINS)}
        lines = sorted(found.values(), key=lambda line: order[family(line.origin)])
        return Prefill(tuple(lines), tuple(self._notes(plan)), len(used))

    def _used(self, plan_id: str) -> set[str]:
        rows = self._store.rows(
            "SELECT origin_key FROM plan_task WHERE plan_id = ? AND origin_key <> ''"
            " UNION SELECT 'carried|' || carried_from FROM plan_task WHERE plan_id = ? AND carried_from <> ''",
            (plan_id, plan_id),
        )
        return {key for (key,) in rows}

    def take(self, actor: Actor, plan_id: str, keys: Iterable[str]) -> list[str]:
        """Take proposals into the plan, and return the ids of the tasks.

        Raises:
            NotAllowed: The person may not.
            Refused: The plan is being approved, or reviewed already.
        """
        actor.require("plan", "edit")
        wanted = set(keys)
        lines = [line for line in self.proposals(actor, plan_id).lines if line.key in wanted]
        taken: list[str] = []
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            self._require_open(actor, plan)
            for line in lines:
                taken.append(self._take(work, plan, line))
                mark = work.get(PlanLeft, member_id(plan_id, line.key))
                if mark is not None:
                    work.delete(mark)
        return taken

    def _take(self, work: Work, plan: Plan, line: Proposal) -> str:
        position = next_position(work.database, plan.id)
        if line.origin == "waiting":
            task = work.must(PlanTask, line.task_id)
            write_event(work, plan, "take", task)
            work.update(task, plan_id=plan.id, position=position, origin_key=line.key)
            return task.id
        due = self._deadline_of(line.deadline, plan.week)
        task = PlanTask(
            id=derived_id(plan.id, line.key),
            plan_id=plan.id,
            part=line.part,
            section=line.section,
            title=line.title,
            note=line.note,
            assignee_id=line.assignee_id,
            role=line.role,
            deadline=line.deadline,
            due_at=due,
            minutes=line.minutes,
            position=position,
            source_kind=line.source_kind,
            source_id=line.source_id,
            origin=line.origin,
            origin_key=line.key,
            carried=line.carried,
            carried_from=line.task_id if line.origin == "carried" else "",
        )
        if work.get(PlanTask, task.id) is None:
            write_event(work, plan, "take", work.insert(task))
        if line.origin == "carried":
            self._carry(work, line.task_id)
        return task.id

    def _carry(self, work: Work, task_id: str) -> None:
        """A task that is carried on has been decided by that: nobody works on it in two weeks at once."""
        old = work.get(PlanTask, task_id)
        plan = work.get(Plan, old.plan_id) if old is not None else None
        if old is not None and old.state == "open" and plan is not None and plan.state != "reviewed":
            self._put_state(work, plan, old, "moved", "move_on", old.reason)

    def untake(self, actor: Actor, plan_id: str, task_ids: Sequence[str]) -> None:
        """Undo taking: the tasks leave the plan, and those that waited wait again."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            self._require_open(actor, plan)
            for task_id in task_ids:
                task = work.get(PlanTask, task_id)
                if task is None or task.plan_id != plan_id:
                    continue
                write_event(work, plan, "delete", task, note=task.title)
                if task.origin == "given":
                    work.update(task, plan_id="", origin_key="")
                else:
                    self._remove(work, task)

    def leave(self, actor: Actor, plan_id: str, keys: Iterable[str], *, left: bool = True) -> None:
        """Leave proposals out of the plan, or (``left=False``) propose them again."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            self._require_open(actor, plan)
            for key in keys:
                mark = PlanLeft(id=member_id(plan_id, key), plan_id=plan_id, origin_key=key)
                there = work.get(PlanLeft, mark.id)
                if left and there is None:
                    work.insert(mark)
                elif not left and there is not None:
                    work.delete(there)

    # --- where they come from -------------------------------------------------------------------------------------

    def _all(self, actor: Actor, plan: Plan) -> Iterator[Proposal]:
        yield from self._carried(plan)
        yield from self._waiting(plan)
        yield from self._measures(plan)
        yield from self._free_days(plan)
        yield from self._duties(plan)
        yield from self._told(actor, plan)

    def _carried(self, plan: Plan) -> Iterator[Proposal]:
        before = self.previous(plan.id)
        if not before:
            return
        week = str(self._store.value("SELECT week FROM plan WHERE id = ?", (before,)))
        # What recurs every week stands in the new plan already, from its template.
        known = self._store.rows("SELECT section, title FROM plan_task WHERE plan_id = ? AND carried = 0", (plan.id,))
        recurring = {(section, title) for section, title in known}
        for task in self._tasks("t.plan_id = ? AND t.state IN ('open', 'not_done', 'moved')", (before,)):
            if (task.days and task.state != "moved") or (task.section, task.title) in recurring:
                continue  # a day that was missed does not come again
            text, _ = deadlines.moved(task.deadline, task.due_at, week, plan.week, self._zone, self._holidays.working)
            yield _carried_on(task, text)

    def _waiting(self, plan: Plan) -> Iterator[Proposal]:
        for task in self._tasks("t.plan_id = '' AND t.state = 'open'", ()):
            yield Proposal(
                f"waiting|{task.id}",
                "waiting",
                T("plans", "Another record gave this task; it waits for a plan."),
                task.part,
                task.section,
                task.title,
                task.note,
                task.assignee_id,
                task.role,
                task.deadline or self._by(plan, task.due_at),
                task.minutes,
                task.source_kind,
                task.source_id,
                task_id=task.id,
            )

    def _measures(self, plan: Plan) -> Iterator[Proposal]:
        for line in self._improvements("i.state = 'open' AND p.first_on < ?", (plan.first_on,)):
            why = T("plans", "Open measure of the improvement list of {week}.").with_(week=line.week)
            yield Proposal(
                f"improvement|{line.id}",
                "improvement",
                why,
                "problems",
                "problems",
                line.measure or line.problem,
                str(T("plans", "Problem: {problem}").with_(problem=line.problem)),
                line.assignee_id,
                deadline=self._by(plan, line.due_at),
                source_kind="improvement",
                source_id=line.id,
            )

    def _free_days(self, plan: Plan) -> Iterator[Proposal]:
        monday = date.fromisoformat(plan.first_on)
        off: dict[str, list[date]] = {}
        for ahead in range(14):
            day = monday + timedelta(days=ahead)
            holiday = self._holidays.of(day)
            if holiday is None:
                continue
            if holiday.working and ahead < 7:
                yield self._make_up(plan, day)
            elif not holiday.working and holiday.name:
                off.setdefault(holiday.name, []).append(day)
        for name, days in off.items():
            yield self._holiday(plan, name, days, monday)

    def _make_up(self, plan: Plan, day: date) -> Proposal:
        title = T("plans", "{day} is a make-up working day: staff the desk as on a working day")
        shown = f"{day:%m-%d}（{WEEKDAYS[day.weekday()]}）"
        return Proposal(
            f"holiday|make-up|{day.isoformat()}",
            "holiday",
            T("plans", "By the yearly notice of public holidays."),
            "overview",
            "process",
            title.format(day=shown),
            deadline=self._first_word(plan),
        )

    def _holiday(self, plan: Plan, name: str, days: Sequence[date], monday: date) -> Proposal:
        span = f"{days[0]:%m-%d}" if len(days) == 1 else f"{days[0]:%m-%d} – {days[-1]:%m-%d}"
        within = days[0] < monday + timedelta(days=7)
        title = (
            T("plans", "{name} ({days}): holiday duty, service arrangements and emergency contacts")
            if within
            else T("plans", "{name} ({days}) is next week: post the notice and plan the duty")
        )
        return Proposal(
            f"holiday|{name}|{days[0].isoformat()}",
            "holiday",
            T("plans", "A public holiday falls into this or the next week."),
            "special" if within else "daily",
            "holidays" if within else "notices",
            title.format(name=name, days=span),
            deadline=self._last_word(plan, days[0]),
        )

    def _duties(self, plan: Plan) -> Iterator[Proposal]:
        duties = list(self._roster(date.fromisoformat(plan.first_on))) if self._roster is not None else []
        named = [duty for duty in duties if duty.names]
        if named:
            lines = [_told_duty(duty) for duty in named]
            yield Proposal(
                f"duty|{plan.week}",
                "duty",
                T("plans", "From the duty roster of the week."),
                "overview",
                "process",
                str(T("plans", "Duty of the week as in the roster")),
                "\n".join(lines),
                deadline=str(T("plans", "daily 9:00")),
            )
        if not named:
            return
        for duty in duties:
            if not duty.names:
                yield Proposal(
                    f"duty|{duty.day.isoformat()}|{duty.shift}",
                    "duty",
                    T("plans", "The roster names nobody for this shift."),
                    "problems",
                    "problems",
                    T("plans", "Find somebody for {shift}").format(shift=_told_shift(duty)),
                    deadline=self._first_word(plan),
                )

    def _told(self, actor: Actor, plan: Plan) -> Iterator[Proposal]:
        start, end = deadlines.span_of(plan.week, self._zone)
        now = self._store.clock.now()
        late: list[Matter] = []
        for teller in self._matters():
            for matter in teller(actor, now, end):
                if matter.group.partition(".")[0] in _NEVER:
                    continue
                if matter.group == "ticket.late":
                    late.append(matter)
                elif self._concerns(matter, start, end):
                    yield self._of_matter(plan, matter, now)
        most = self._settings.number("plans.late_tickets")
        late.sort(key=lambda matter: (matter.level or 9, matter.due_at or 0, matter.id))
        for matter in late[:most]:
            yield self._of_matter(plan, matter, now)
        if len(late) > most:
            yield self._rest(plan, len(late) - most)

    def _concerns(self, matter: Matter, start: int, end: int) -> bool:
        if matter.group in ("ticket.open", "ticket.held", "ticket.callback"):
            return False  # the daily work of the desk; what is late of it is told as late
        if matter.group == "complaint.alarm":
            return False  # it has given the plan a task of its own
        if matter.group in _ALWAYS or matter.late:
            return True
        return matter.due_at is not None and start <= matter.due_at < end

    def _of_matter(self, plan: Plan, matter: Matter, now: int) -> Proposal:
        section = _PLACES.get(matter.group) or _PLACES.get(matter.group.partition(".")[0]) or "problems"
        title = " ".join(part for part in (matter.number, matter.place, matter.title) if part)
        due = None if matter.late else matter.due_at
        return Proposal(
            f"{matter.group}|{matter.kind}|{matter.id}",
            matter.group,
            self._reason(matter, now),
            rules.SECTION_PART[section],
            section,
            _VERBS.get(matter.group, _PLAIN).format(title=title),
            str(matter.detail),
            matter.assignee_id,
            deadline=self._by(plan, due),
            source_kind=matter.kind,
            source_id=matter.id,
        )

    def _reason(self, matter: Matter, now: int) -> Text:
        if matter.late and matter.due_at is not None:
            return T("plans", "Late by {span}.").with_(span=say_span(now - matter.due_at))
        if matter.due_at is not None:
            day = self._zone.local(matter.due_at)
            return T("plans", "Due on {day}.").with_(day=f"{day:%m-%d %H:%M}")
        return T("plans", "Open.")

    def _rest(self, plan: Plan, count: int) -> Proposal:
        return Proposal(
            "ticket.late|rest",
            "ticket.late",
            T("plans", "More tickets are late than are named one by one."),
            "daily",
            "feedback",
            T("plans", "Work off {n} further late tickets; report the rest every day").format(n=count),
            deadline=self._last_word(plan, date.fromisoformat(plan.last_on)),
        )

    # --- deadlines in the words of the week -----------------------------------------------------------------------

    def _by(self, plan: Plan, due_at: int | None) -> str:
        """Return a due time in the words of the week; what is over or has no time is due on the first day."""
        start, end = deadlines.span_of(plan.week, self._zone)
        if due_at is not None and max(start, self._store.clock.now()) <= due_at < end:
            local = self._zone.local(due_at)
            return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"
        if due_at is not None and due_at >= end:
            return f"{self._zone.local(due_at):%Y-%m-%d %H:%M}"
        return self._first_word(plan)

    def _first_word(self, plan: Plan) -> str:
        days = [day for day in weeks.days_of(plan.week) if self._holidays.working(day)] or weeks.days_of(plan.week)
        ahead = [day for day in days if day >= self.today()] or days[-1:]
        return f"{WEEKDAYS[ahead[0].weekday()]} {CLOSING}"

    def _last_word(self, plan: Plan, before: date) -> str:
        """Return the last working day of the week before a day, or the first one."""
        days = [day for day in weeks.days_of(plan.week) if self._holidays.working(day)]
        earlier = [day for day in days if day < before] or days[:1] or weeks.days_of(plan.week)[:1]
        return f"{WEEKDAYS[earlier[-1].weekday()]} {CLOSING}"

    def _notes(self, plan: Plan) -> Iterator[Text]:
        first, last = date.fromisoformat(plan.first_on), date.fromisoformat(plan.last_on)
        for year in sorted({first.year, (last + timedelta(days=7)).year}):
            if not self._holidays.known(year):
                yield T(
                    "plans",
                    "The public holidays of {year} are not known to this program: Monday to Friday count as working"
                    " days. Check the State Council's notice.",
                ).with_(year=year)


_PLAIN = T("plans", "Attend to: {title}")


def family(origin: str) -> str:
    """Return the heading in ``ORIGINS`` under which a proposal stands."""
    return next((key for key in (origin, origin.partition(".")[0]) if key in ORIGINS), "")


def _carried_on(task: TaskRow, deadline: str) -> Proposal:
    times = task.carried + 1
    state = rules.STATES.get(task.state, task.state)
    why = (
        T("plans", "Last week: {state}. {reason}").with_(state=state, reason=task.reason)
        if times == 1
        else T("plans", "Last week: {state}; carried on for the {times}. time. {reason}").with_(
            state=state, times=times, reason=task.reason
        )
    )
    return Proposal(
        f"carried|{task.id}",
        "carried",
        why,
        task.part,
        task.section,
        task.title,
        task.note,
        task.assignee_id,
        task.role,
        deadline,
        task.minutes,
        task.source_kind,
        task.source_id,
        times,
        task.id,
    )


def _told_shift(duty: Duty) -> str:
    return f"{WEEKDAYS[duty.day.weekday()]} {duty.shift}"


def _told_duty(duty: Duty) -> str:
    return f"{_told_shift(duty)}：{'、'.join(duty.names)}"
