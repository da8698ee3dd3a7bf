"""The alarm of the complaint rate: raised once for a building or the office in a period, taken on by a person.

Its id follows from building and period, so two desks that raise it make one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.core.clock import OfficeZone
from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.matters import alarm_title
from app.features.complaints.rates import Rate, alarm_id, period_of, too_high
from app.features.complaints.records import ComplaintAlarm
from app.features.complaints.staffing import first_of
from app.features.plans.service import TaskBook
from app.features.staff.rules import Actor
from app.features.tickets.service import Calendar
from app.settings.settings import Settings
from app.store.database import Database
from app.store.listing import MISSING
from app.store.store import Store
from app.store.work import Work

KIND = "complaint_alarm"
_COUNTED = ", ".join(f"'{stage}'" for stage in rules.COUNTED)
_IN_PERIOD = f"c.reported_at >= ? AND c.reported_at < ? AND c.stage IN ({_COUNTED})"


@dataclass(frozen=True)
class AlarmRow:
    """An alarm as people see it.

    Attributes:
        id: Its id.
        title: What it is called.
        building: The building; empty for the office.
        period: First day of the period.
        complaints: Complaints counted; ``houses`` houses.
        percent: Complaints for every hundred houses.
        raised_at: When, UTC milliseconds.
        due_at: Until when measures are wanted.
        seen_at: When it was taken on; None while it waits. ``seen_by`` is who did.
        measures: What is done about it.
    """

    id: str
    title: str
    building: str
    period: str
    complaints: int
    houses: int
    percent: float
    raised_at: int | None
    due_at: int | None
    seen_at: int | None
    seen_by: str
    measures: str


class ComplaintAlarms:
    """The verbs of alarms."""

    _store: Store
    _settings: Settings
    _zone: OfficeZone
    _tasks: TaskBook
    _calendar: Calendar

    def alarms(self, actor: Actor, *, seen: bool = False) -> list[AlarmRow]:
        """Return the alarms that wait, or with ``seen`` those of the past too, newest first."""
        actor.require("complaint", "view")
        where = "1" if seen else "seen_at IS NULL"
        return [self._alarm(row) for row in self._store.find(ComplaintAlarm, where, (), "raised_at DESC, id")]

    def acknowledge_alarm(self, actor: Actor, record_id: str, measures: str) -> None:
        """Take an alarm on and say what is done about it; its task ends.

        Raises:
            NotAllowed: The person may not.
            Invalid: Nothing is said.
            Refused: Somebody did already.
        """
        actor.require("complaint", "check")
        if not measures.strip():
            raise Invalid({"measures": REQUIRED})
        with self._store.change(actor.id) as work:
            alarm = work.must(ComplaintAlarm, record_id)
            if alarm.seen_at is not None:
                raise Refused(T("complaints", "Somebody has taken this alarm on already."), "alarm.seen")
            work.update(alarm, seen_at=work.now, seen_by=actor.id, measures=measures.strip())
            self._tasks.settle(work, KIND, alarm.id, reason=measures.strip())

    def check_rates(self, actor: Actor) -> list[str]:
        """Count the present period anew, as after an exchange with other desks; return the ids of new alarms."""
        actor.require("complaint", "create")
        with self._store.change(actor.id) as work:
            buildings = [
                name for (name,) in work.database.rows("SELECT DISTINCT building FROM house ORDER BY building")
            ]
            return list(self._raise(work, buildings, work.now))

    def _check_rate(self, work: Work, house_id: str, moment: int) -> None:
        """Raise what a complaint just entered brings over the limit: its building's alarm, or the office's."""
        building = work.database.value("SELECT building FROM house WHERE id = ?", (house_id,))
        for _ in self._raise(work, [str(building)] if building else [], moment):
            pass

    def _raise(self, work: Work, buildings: list[str], moment: int) -> Iterator[str]:
        start, after = period_of(self._zone.day(moment), self._settings.text("complaints.rate_period"))
        percent, least = (
            self._settings.number("complaints.rate_percent"),
            self._settings.number("complaints.rate_least"),
        )
        for building in [*buildings, ""]:
            rate = self._rate(work.database, building, start, after)
            there = work.get(ComplaintAlarm, alarm_id(building, start))
            if there is not None:
                work.update(there, complaints=max(rate.complaints, there.complaints), houses=rate.houses)
            elif too_high(rate, percent, least):
                yield self._open(work, rate, start)

    def _open(self, work: Work, rate: Rate, start: date) -> str:
        due = self._calendar.add(work.now, self._settings.number("complaints.improve_minutes"))
        record = alarm_id(rate.building, start)
        task = self._tasks.add(
            work,
            title=alarm_title(rate.building),
            part="problems",
            assignee_id=first_of(work.database, ("supervisor", "manager")),
            due_at=due,
            source_kind=KIND,
            source_id=record,
            note=T("complaints", "{n} complaints of {houses} houses since {day}").format(
                n=rate.complaints, houses=rate.houses, day=start.isoformat()
            ),
            task_id=f"{KIND}|{record}",
        )
        work.insert(
            ComplaintAlarm(
                id=record,
                building=rate.building,
                period=start.isoformat(),
                complaints=rate.complaints,
                houses=rate.houses,
                raised_at=work.now,
                due_at=due,
                task_id=task,
            )
        )
        return record

    def _rate(self, database: Database, building: str, start: date, after: date) -> Rate:
        span = self._zone.day_start(start), self._zone.day_start(after)
        if building:
            complaints = database.value(
                "SELECT count(*) FROM complaint c JOIN house h ON h.id = c.house_id"
                f" WHERE {_IN_PERIOD} AND h.building = ?",
                (*span, building),
            )
        else:
            complaints = database.value(f"SELECT count(*) FROM complaint c WHERE {_IN_PERIOD}", span)
        return Rate(building, int(complaints), self._houses(database, building, after))

    def _houses(self, database: Database, building: str, after: date) -> int:
        row = database.row(
            "SELECT count(*), coalesce(sum(handed_over_on <> ''), 0),"
            " coalesce(sum(handed_over_on <> '' AND handed_over_on < ?), 0) FROM house WHERE building = ? OR ? = ''",
            (after.isoformat(), building, building),
        )
        registered, dated, handed_over = row or (0, 0, 0)
        return int(handed_over if dated else registered)

    def _alarm(self, row: ComplaintAlarm) -> AlarmRow:
        name = self._store.value("SELECT name FROM staff WHERE id = ?", (row.seen_by,)) if row.seen_by else ""
        rate = Rate(row.building, row.complaints, row.houses)
        return AlarmRow(
            row.id,
            alarm_title(row.building),
            row.building,
            row.period,
            row.complaints,
            row.houses,
            rate.percent,
            row.raised_at,
            row.due_at,
            row.seen_at,
            str(name or (MISSING if row.seen_by else "")),
            row.measures,
        )
