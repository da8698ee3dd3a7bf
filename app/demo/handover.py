"""Who is on duty in the invented office, and its handovers of the last days: counted, read, signed and sealed.

They are made by the services themselves, each at its moment; what waited then is told from the times that the books
hold, because the present state of a ticket is not the one it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.context import AppContext
from app.core.clock import DAY, MINUTE
from app.core.matters import Matter
from app.demo.chance import Chance
from app.demo.recent import held
from app.features.handover.service import HandoverService
from app.features.shifts.records import Duty
from app.features.shifts.rules import monday_of
from app.features.shifts.service import Shift
from app.features.staff.rules import Actor
from app.store.records import member_id

DAYS = 14
"""So far back there are handovers."""
_BACK = 20 * DAY
"""Older tickets were finished by then."""

_NOTES = (
    ("电梯维保厂家明早八点到，带去 3 栋机房，钥匙在保安岗。", True),
    ("地下车库 B 区照明在换灯，绕行牌已摆好。", False),
    ("2 栋大堂的快递柜满了，已请快递员清。", False),
    ("六楼平台在做防水，三天内不要上人。", True),
    ("访客登记本用完了，新的在右边抽屉。", False),
    ("明天上午消防巡检，监控室留人。", True),
    ("前台打印机缺粉，已报行政。", False),
    ("有位阿姨把伞落在前台，写了姓名贴。", False),
)
_REASONS = {
    "umbrellas": "下雨借出，登记在册",
    "cash": "收停车临时卡押金",
}
_TILL = {"cash.10000": 2, "cash.5000": 1, "cash.1000": 4, "cash.500": 3, "cash.100": 8, "cash.50": 4, "cash.10": 5}
_FEWEST = 2


@dataclass(frozen=True)
class Crew:
    """Who works at the desk.

    Attributes:
        desks: Receptionists, who work in shifts.
        heads: Supervisors.
        actors: Staff id -> who acts.
    """

    desks: Sequence[str]
    heads: Sequence[str]
    actors: Callable[[str], Actor]


def roster(context: AppContext, crew: Crew, now: int) -> None:
    """Enter who is on duty from three weeks ago to the end of next week: the receptionists take turns."""
    first = monday_of(context.zone.day(now)) - timedelta(days=21)
    rows: list[Duty] = []
    for away in range(35):
        day = (first + timedelta(days=away)).isoformat()
        for place, kind in enumerate(context.shifts.kinds()):
            staff = crew.desks[(away // 2 + place) % len(crew.desks)]
            rows.append(_duty(day, kind.id, staff, "前台"))
            second = crew.desks[(away // 2 + place + 1) % len(crew.desks)]
            if place == 0 and second != staff:
                rows.append(_duty(day, kind.id, second, "机动"))
    with context.store.change() as work:
        work.insert_many({row.id: row for row in rows}.values())


def hand_over_days(context: AppContext, chance: Chance, crew: Crew, now: int) -> list[str]:
    """Hand over every shift of the last days; the last one waits to be accepted.

    Args:
        context: The office, with its tickets.
        chance: What differs from shift to shift.
        crew: Who works at the desk.
        now: The present moment, UTC milliseconds.

    Returns:
        The handovers, oldest first.
    """
    if len(crew.desks) < _FEWEST:
        return []
    past = HandoverService(
        context.store,
        context.settings,
        context.accounts,
        context.shifts,
        context.dictionaries,
        lambda: (lambda _actor, moment, until: _waiting(context, moment, until),),
        context.zone,
        context.search,
    )
    made: list[str] = []
    umbrellas = 20
    with held(context) as clock:
        shifts = _ended(context, now)
        for number, shift in enumerate(shifts):
            clock.moment = shift.end - chance.number(3, 15) * MINUTE
            out = _worker(context, crew, shift)
            handover = past.make(out, shift.day, shift.kind)
            made.append(handover)
            things = {each.code: each.expected or 0 for each in past.counts(out, handover).things}
            changed = chance.happens(0.2)
            umbrellas = min(20, max(15, umbrellas + chance.number(-2, 2))) if changed else umbrellas
            things["umbrellas"] = umbrellas
            till = {**_TILL, "cash.100": 8 + number // 7 % 3}
            counts = past.count(out, handover, {**things, **till})
            if counts.unexplained:
                past.count(out, handover, {}, {each.code: _REASONS[each.code] for each in counts.unexplained})
            if chance.happens(0.5):
                words, important = chance.one(_NOTES)
                past.add_note(out, handover, words, important=important)
            _flag(past, out, handover, number)
            last = number == len(shifts) - 1
            _sign(past, context, crew, clock, out, handover, shift, alone=number % 9 == 5, wait=last)
    return made


def _sign(
    past: HandoverService,
    context: AppContext,
    crew: Crew,
    clock: Any,
    out: Actor,
    handover: str,
    shift: Shift,
    *,
    alone: bool,
    wait: bool,
) -> None:
    if alone and not wait:
        past.leave(out, handover, reason="接班的同事在路上堵车")
        clock.moment += 40 * MINUTE
    else:
        past.hand_over(out, handover)
        clock.moment = shift.end + 4 * MINUTE
    if wait:
        return
    into = _worker(context, crew, context.shifts.following(shift))
    if into.id == out.id:
        into = crew.actors(next(staff for staff in crew.desks if staff != out.id))
    past.tick(into, [line.id for line in past.detail(into, handover).lines if line.unread])
    past.accept(into, handover)
    if alone:
        past.add(into, handover, "路上堵车晚到四十分钟，现金已当面重点，数目一致。")


def _flag(past: HandoverService, out: Actor, handover: str, number: int) -> None:
    """Early on something is flagged; some days later somebody clears it, and another thing takes its place."""
    flags = past.flags(out)
    if number % 12 == 8 and flags:
        past.clear(out, flags[0].id, "已复查两次，没有再发生。")
    if number % 12 == 3:
        lines = [line for line in past.detail(out, handover).lines if line.kind == "ticket" and not line.flag_id]
        if lines:
            past.flag(out, lines[-1].id, "每班看一次，有变化马上报主管")


def _worker(context: AppContext, crew: Crew, shift: Shift) -> Actor:
    entries = context.shifts.on_duty(shift)
    return crew.actors(entries[0].staff_id if entries else crew.desks[0])


def _ended(context: AppContext, now: int) -> list[Shift]:
    """Return the shifts that ended within the last days, oldest first."""
    shift = context.shifts.at(now - DAYS * DAY)
    found: list[Shift] = []
    while shift.end <= now:
        found.append(shift)
        shift = context.shifts.following(shift)
    return found


def _waiting(context: AppContext, moment: int, until: int) -> Iterator[Matter]:
    """Tell what waited among the tickets at a moment in the past."""
    for record, number, title, level, place, staff, entered, due, answered in context.store.rows(
        "SELECT t.id, t.number, t.title, t.level, coalesce(h.key, t.place), t.assignee_id, t.entered_at,"
        " CASE WHEN t.responded_at <= ?1 THEN t.finish_due ELSE t.respond_due END, t.responded_at <= ?1"
        " FROM ticket t LEFT JOIN house h ON h.id = t.house_id WHERE t.entered_at > ?2 AND t.entered_at <= ?1"
        " AND (t.finished_at > ?1 OR (t.finished_at IS NULL AND t.state IN ('new', 'dispatched', 'working', 'held')))",
        (moment, moment - _BACK),
    ):
        late = due is not None and due < moment
        yield Matter(
            group="ticket.late" if late else "ticket.open",
            kind="ticket",
            id=record,
            number=number,
            title=title,
            detail="处理中" if answered else "待响应",
            place=place,
            assignee_id=staff,
            due_at=due,
            since=entered,
            level=level,
            late=late,
        )


def _duty(day: str, kind: str, staff: str, role: str) -> Duty:
    return Duty(id=member_id(day, kind, staff), on_day=day, kind_id=kind, staff_id=staff, role=role)
