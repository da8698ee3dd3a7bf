"""Training in the invented office: a newcomer in the second week, one who has passed, a year of courses and drills.

Everything goes through the services, each step at the moment at which people would have done it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from app.context import AppContext
from app.core.clock import DAY, HOUR, HeldClock
from app.demo.chance import Chance
from app.demo.recent import held
from app.features.staff.rules import Actor
from app.features.training.service import ChecklistCard

_MONTHS = 11
"""So many months back there are courses and drills."""
_NEWCOMER, _PASSED, _MENTOR = "1015", "1014", "1011"
_SKILLED, _LEADS = ("1011", "1012"), ("1002", "1003")
_TRAINER = "1021"
_MISSED = 4
"""How many months ago the drill fell out."""
_OBSERVED = (
    ("第一条告住户信息晚了四分钟", "把告住户信息模板放到前台应急夹第一页"),
    ("集合点清点少报一人", "清点改为按楼层两人复核"),
    ("值班员不会切应急广播", "给三个班次补训应急广播操作"),
    ("警戒带长度不够", "应急箱补两卷警戒带"),
    ("对讲机一台没电", "对讲机改为每班充满交接"),
)
_SAID = ("手法熟练", "要再快一点", "话术自然", "漏问联系方式，已纠正", "能独立完成", "")
_CERTIFICATES = (
    ("2011", "消防设施操作员证", "示例消防职业技能鉴定站", -900, 28),
    ("2001", "低压电工证", "示例应急管理局", -700, 395),
    ("1011", "急救员证", "示例红十字会", -400, 330),
    ("1002", "物业管理师证", "示例物业管理协会", -1500, 0),
    ("2002", "健康证", "示例疾控中心", -380, -15),
)
"""Staff number, kind, issuer, days from now of issue and of expiry; 0 for one that does not expire."""


def live_training(context: AppContext, chance: Chance, now: int, acting: Callable[[str], Actor]) -> None:
    """Live the training of the invented office.

    Args:
        context: The office, with its staff.
        chance: Draws what happens.
        now: The present moment, UTC milliseconds.
        acting: Staff id -> who acts.
    """
    with held(context) as clock:
        School(context, chance, clock, acting).live(now)
        clock.moment = now


class School:
    """Those who teach and learn.

    Args:
        context: The office.
        chance: Draws what happens.
        clock: Held.
        acting: Staff id -> who acts.
    """

    def __init__(self, context: AppContext, chance: Chance, clock: HeldClock, acting: Callable[[str], Actor]) -> None:
        self._context, self._chance, self._clock, self._acting = context, chance, clock, acting
        self._zone = context.zone
        self._ids: dict[str, str] = dict(context.store.rows("SELECT number, id FROM staff"))
        self._trainer = acting(self._ids[_TRAINER])
        self._head = acting(self._ids[_LEADS[0]])
        self._began_newcomer = clock.now() - 9 * DAY

    def live(self, now: int) -> None:
        """Live a year up to now."""
        today = self._zone.day(now)
        self._certificates(today)
        self._passed(now)
        self._sessions(today, now)
        self._yearly(today, now)
        self._newcomer(now)

    # --- checklists -----------------------------------------------------------------------------------------------

    def _passed(self, now: int) -> None:
        """Somebody who began seven months ago, failed an exam once, and works alone since four months."""
        start = now - 210 * DAY
        training = self._begin(_PASSED, "training.newcomer", start, _MENTOR)
        self._sign(training, start, now, fails=frozenset({24}))
        self._clock.moment = start + 95 * DAY
        self._context.training.release(self._head, training)

    def _newcomer(self, now: int) -> None:
        """Somebody in the second week, with an exam taken twice and one row late."""
        start = self._began_newcomer
        training = self._begin(_NEWCOMER, "training.newcomer", start, _MENTOR)
        self._sign(training, start, now - 36 * HOUR, fails=frozenset({9}))

    def _yearly(self, today: date, now: int) -> None:
        """The year of skilled staff and of supervisors, signed as far as it has come."""
        first = self._at(date(today.year, 1, 4), 9)
        for numbers, template in ((_SKILLED, "training.skilled"), (_LEADS, "training.lead")):
            for number in numbers:
                training = self._begin(number, template, min(first, now - DAY), "")
                self._sign(training, first, now - 10 * DAY, fails=frozenset())

    def _begin(self, number: str, template: str, at: int, mentor: str) -> str:
        self._clock.moment = at
        values = {
            "staff_id": self._ids[number],
            "template_id": template,
            "start_on": self._zone.day(at).isoformat(),
            "mentor_id": self._ids.get(mentor, ""),
        }
        return self._context.training.save(self._trainer, values)

    def _sign(self, training: str, start: int, until: int, fails: frozenset[int]) -> None:
        """Sign the rows on their days, in their order; some exams at the second attempt."""
        service = self._context.training
        card: ChecklistCard = service.card(self._head, training)
        manager = self._acting(self._ids["1001"])
        for row in card.rows:
            at = start + (row.day - 1) * DAY + self._chance.number(1, 8) * HOUR
            if at >= until:
                break
            self._clock.moment = at
            by = {"trainer": self._trainer, "supervisor": self._head}.get(row.signer)
            if by is None:
                by = self._acting(self._ids[_MENTOR]) if card.mentor_id else self._head
            if by.id == card.staff_id:
                by = manager
            if row.number in fails:
                low = (row.needs or 60) - self._chance.number(4, 12)
                service.sign(by, [row.id], {"score": low, "note": "设施归属和时限不熟，补学后再考"})
                self._clock.moment = at + 2 * HOUR
            score = None if row.needs is None else min(100, row.needs + self._chance.number(1, 8))
            values: Mapping[str, Any] = {"result": "pass", "score": score, "note": self._chance.one(_SAID)}
            service.sign(by, [row.id], values)

    # --- sessions -------------------------------------------------------------------------------------------------

    def _sessions(self, today: date, now: int) -> None:
        """A course and a drill each month but one, a contest in the half year, and what is planned next."""
        for back in range(_MONTHS, -1, -1):
            first = _months_back(today, back)
            for form, day in (("course", 12), ("drill", 23)):
                if form == "drill" and back == _MISSED:
                    continue
                at = self._at(first.replace(day=day), 15)
                if at < now - DAY:
                    self._hold(f"training.{form}.{first.month:02d}", at)
        contest = self._at(_months_back(today, 5).replace(day=18), 14)
        self._hold("training.contest.01", contest, scores=True)
        drill = f"training.drill.{today.month:02d}"
        self._plan(drill, self._at(today + timedelta(days=4), 15), now - 3 * DAY)
        following = (today.replace(day=1) + timedelta(days=32)).replace(day=12)
        self._plan(f"training.course.{following.month:02d}", self._at(following, 15), now - 2 * DAY)

    def _plan(self, course: str, at: int, planned_at: int) -> str:
        sessions = self._context.training_sessions
        self._clock.moment = planned_at
        hired = self._began_newcomer <= at
        staff = sorted(number for number in self._ids if hired or number != _NEWCOMER)
        drill = ".drill." in course
        people = [self._ids[number] for number in staff if drill or number.startswith("10")]
        values = {
            **sessions.draft(self._trainer, course),
            "starts_at": at,
            "place": "6 号楼前广场" if drill else "物业中心二楼培训室",
            "trainer_id": self._head.id if drill else self._trainer.id,
            "people": people,
        }
        return sessions.save(self._trainer, values)

    def _hold(self, course: str, at: int, *, scores: bool = False) -> None:
        sessions, chance = self._context.training_sessions, self._chance
        session = self._plan(course, at, at - 6 * DAY)
        self._clock.moment = at + 3 * HOUR
        marks: dict[str, dict[str, Any]] = {}
        for one in sessions.card(self._trainer, session).attendees:
            presence = chance.weighted(("present", "late", "excused", "absent"), (86, 5, 7, 2))
            marks[one.staff_id] = {"presence": presence}
            if scores and presence == "present":
                marks[one.staff_id]["score"] = chance.number(72, 98)
        sessions.mark(self._trainer, session, marks)
        if ".drill." in course and chance.happens(0.6):
            text, improve = chance.one(_OBSERVED)
            note = {"text": text, "at": at + 20 * 60_000, "improve": improve, "staff_id": self._head.id}
            sessions.observe(self._trainer, session, {**note, "due_at": at + 7 * DAY})
        result = {"result": "按大纲完成，随堂测验平均分达标"}
        if ".drill." in course:
            result = {"result": "按预案完成，讲评已记录", "ended_at": at + chance.number(12, 40) * 60_000}
        sessions.hold(self._trainer, session, result)

    # --- certificates ---------------------------------------------------------------------------------------------

    def _certificates(self, today: date) -> None:
        for place, (number, kind, issuer, issued, expires) in enumerate(_CERTIFICATES):
            values = {
                "staff_id": self._ids[number],
                "kind": kind,
                "number": f"SL{place + 1:02d}2024{self._chance.number(1000, 9999)}",
                "issuer": issuer,
                "issued_on": (today + timedelta(days=issued)).isoformat(),
                "expires_on": (today + timedelta(days=expires)).isoformat() if expires else "",
            }
            self._context.certificates.save(self._trainer, values)

    def _at(self, day: date, hour: int) -> int:
        return self._zone.moment(datetime.combine(day, time(hour)))


def _months_back(today: date, back: int) -> date:
    """Return the first day of the month so many months ago."""
    month = today.year * 12 + today.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)
