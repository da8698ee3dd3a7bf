"""The year of training: hours of each person against the target of their tier, courses and drills month by month.

Source: the office's product rules, "Training checklists": skilled staff at least 60 hours a year, supervisors at least
40; 12 special courses a year; a drill every month. Each figure is a setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.clock import OfficeZone
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.reading import may_see_all
from app.settings.settings import Settings
from app.store.store import Store


@dataclass(frozen=True)
class PersonYear:
    """A year of one person.

    Attributes:
        staff_id: Who.
        number: Staff number.
        name: Name.
        tier: Code of ``rules.TIERS``; empty for somebody in none.
        split: Minutes by kind.
        target: Minutes the year should have; 0 for none.
        courses: Special courses attended.
        drills: Drills attended.
        contests: Contests attended.
        certificates: Certificates that are valid today.
        expiring: Certificates that run out within the days of the setting, or have.
        training_id: The checklist that decides the tier; empty where a role does.
    """

    staff_id: str
    number: str
    name: str
    tier: str
    split: rules.Split
    target: int
    courses: int
    drills: int
    contests: int
    certificates: int
    expiring: int
    training_id: str

    @property
    def enough(self) -> bool:
        """Whether the target is reached, or there is none."""
        return self.split.total >= self.target


@dataclass(frozen=True)
class MonthCard:
    """A month of the office: how many of each were held, and are planned.

    Attributes:
        month: 1 to 12.
        courses: Special courses held.
        drills: Drills held.
        contests: Contests held.
        planned: Sessions planned and not held.
        drill_missing: Whether the month is over, or is this one, and has no drill held.
    """

    month: int
    courses: int
    drills: int
    contests: int
    planned: int
    drill_missing: bool


@dataclass(frozen=True)
class YearCard:
    """A year of training.

    Attributes:
        year: Calendar year.
        people: Everybody the reader may see, by tier and staff number.
        months: The twelve months; empty for somebody who sees only their own.
        courses_target: Special courses wanted in a year.
        today: The office's day it was made on, ISO text.
    """

    year: int
    people: tuple[PersonYear, ...]
    months: tuple[MonthCard, ...]
    courses_target: int
    today: str

    @property
    def courses(self) -> int:
        """Special courses held."""
        return sum(month.courses for month in self.months)

    @property
    def drill_months(self) -> int:
        """Months with at least one drill."""
        return sum(month.drills > 0 for month in self.months)


class TrainingYear:
    """Adds up a year of training from signatures and attendance.

    Args:
        store: The office's database.
        settings: Targets.
        zone: The office's time zone: in which year a signature lies.
    """

    def __init__(self, store: Store, settings: Settings, zone: OfficeZone) -> None:
        self._store = store
        self._settings = settings
        self._zone = zone

    def card(self, actor: Actor, year: int = 0) -> YearCard:
        """Return a year: of everybody for those who check training, else one's own.

        Hours come from passed rows, in the year they were signed, and from sessions that were held. A row that names
        an outline counts nothing for whoever attended a session of it that year: the session counts.

        Args:
            actor: Who reads.
            year: Calendar year; the present one if 0.

        Raises:
            NotAllowed: The person may not see training.
        """
        actor.require("training", "view")
        today = self._zone.day(self._store.clock.now())
        year = min(max(year or today.year, 2000), 2200)
        start = self._zone.day_start(date(year, 1, 1))
        end = self._zone.day_start(date(year + 1, 1, 1))
        attended = self._attended(start, end)
        minutes = self._minutes(start, end, attended)
        trainings = self._trainings(year)
        people = tuple(
            self._person(row, trainings.get(row[0], ("", "", 0)), attended, minutes, today)
            for row in self._staff(actor, {*attended, *minutes, *trainings})
        )
        months = self._months(year, start, end, today) if may_see_all(actor) else ()
        order = {tier: place for place, tier in enumerate((*rules.TIERS, ""))}
        people = tuple(sorted(people, key=lambda one: (order[one.tier], one.number, one.staff_id)))
        return YearCard(year, people, months, self._settings.number("training.courses_year"), today.isoformat())

    def _staff(self, actor: Actor, known: Iterable[str]) -> list[tuple[str, str, str, str]]:
        """Return (id, number, name, roles) of everybody at the desk, and of others with training that year."""
        rows = self._store.rows(
            "SELECT s.id, s.number, s.name, (SELECT group_concat(r.role) FROM staff_role r WHERE r.staff_id = s.id),"
            " s.active FROM staff s ORDER BY s.number, s.id"
        )
        own = not may_see_all(actor)
        wanted = set(known)
        desk = {"agent", "supervisor", "manager", "trainer"}
        return [
            (key, number, name, roles or "")
            for key, number, name, roles, active in rows
            if (key == actor.id if own else key in wanted or (active and desk & set((roles or "").split(","))))
        ]

    def _attended(self, start: int, end: int) -> dict[str, list[tuple[str, str, str, int]]]:
        """Return who was at which sessions: staff id -> (form, course, kind, minutes)."""
        found: dict[str, list[tuple[str, str, str, int]]] = {}
        for staff_id, *session in self._store.rows(
            "SELECT a.staff_id, e.form, e.course_id, e.kind, e.minutes FROM training_session e"
            " JOIN training_attendee a ON a.session_id = e.id WHERE e.starts_at >= ? AND e.starts_at < ?"
            " AND e.state = 'held' AND a.presence IN ('present', 'late')",
            (start, end),
        ):
            form, course, kind, length = session
            found.setdefault(staff_id, []).append((form, course, kind, length))
        return found

    def _minutes(
        self, start: int, end: int, attended: Mapping[str, list[tuple[str, str, str, int]]]
    ) -> dict[str, list[tuple[str, int]]]:
        """Return the (kind, minutes) of each person: passed rows of the year, and sessions."""
        found = {key: [(kind, length) for _, _, kind, length in rows] for key, rows in attended.items()}
        for staff_id, _, kind, length, course in self._store.rows(
            "SELECT t.staff_id, r.id, r.kind, r.minutes, r.course_id FROM training_sign p"
            " JOIN training_row r ON r.id = p.row_id JOIN training t ON t.id = p.training_id"
            " WHERE p.result = 'pass' AND p.at >= ? AND p.at < ? AND NOT EXISTS (SELECT 1 FROM training_sign n"
            " WHERE n.row_id = p.row_id AND (n.attempt > p.attempt OR (n.attempt = p.attempt AND n.result <> 'pass')))"
            " GROUP BY r.id",
            (start, end),
        ):
            taught = course and any(course == other for _, other, _, _ in attended.get(staff_id, ()))
            if not taught:
                found.setdefault(staff_id, []).append((kind, length))
        return found

    def _trainings(self, year: int) -> dict[str, tuple[str, str, int]]:
        """Return the checklist that decides each person's tier: staff id -> (id, tier, minutes it aims at)."""
        first, last = f"{year}-01-01", f"{year}-12-31"
        rows = self._store.rows(
            "SELECT staff_id, id, tier, minutes_target FROM training WHERE state <> 'ended' AND (year = ? OR (year = 0"
            " AND start_on <= ? AND (state = 'open' OR passed_on >= ?))) ORDER BY year <> 0, start_on, id",
            (year, last, first),
        )
        return {staff_id: (key, tier, minutes) for staff_id, key, tier, minutes in rows}

    def _person(
        self,
        row: tuple[str, str, str, str],
        training: tuple[str, str, int],
        attended: Mapping[str, list[tuple[str, str, str, int]]],
        minutes: Mapping[str, list[tuple[str, int]]],
        today: date,
    ) -> PersonYear:
        staff_id, number, name, roles = row
        training_id, tier, wanted = training
        if not tier and {"supervisor", "manager"} & set(roles.split(",")):
            tier = "lead"
        if tier in ("skilled", "lead"):
            wanted = 60 * self._settings.number(f"training.hours_{tier}")
        forms = [form for form, *_ in attended.get(staff_id, ())]
        valid, expiring = self._certificates(staff_id, today)
        return PersonYear(
            staff_id=staff_id,
            number=number,
            name=name,
            tier=tier,
            split=rules.split_of(minutes.get(staff_id, ())),
            target=wanted,
            courses=forms.count("course"),
            drills=forms.count("drill"),
            contests=forms.count("contest"),
            certificates=valid,
            expiring=expiring,
            training_id=training_id,
        )

    def _certificates(self, staff_id: str, today: date) -> tuple[int, int]:
        days = self._settings.number("training.certificate_days")
        row = self._store.rows(
            "SELECT count(*) FILTER (WHERE expires_on = '' OR expires_on >= ?), count(*) FILTER (WHERE expires_on <> ''"
            " AND date(expires_on, '-' || coalesce(remind_days, ?) || ' days') <= ?)"
            " FROM certificate WHERE staff_id = ?",
            (today.isoformat(), days, today.isoformat(), staff_id),
        )[0]
        return int(row[0]), int(row[1])

    def _months(self, year: int, start: int, end: int, today: date) -> tuple[MonthCard, ...]:
        counts: dict[tuple[int, str], int] = {}
        for form, state, starts_at in self._store.rows(
            "SELECT form, state, starts_at FROM training_session WHERE starts_at >= ? AND starts_at < ?"
            " AND state <> 'cancelled'",
            (start, end),
        ):
            key = self._zone.day(starts_at).month, form if state == "held" else "planned"
            counts[key] = counts.get(key, 0) + 1
        wanted = self._settings.flag("training.drill_monthly")
        return tuple(
            MonthCard(
                month,
                counts.get((month, "course"), 0),
                counts.get((month, "drill"), 0),
                counts.get((month, "contest"), 0),
                counts.get((month, "planned"), 0),
                wanted and not counts.get((month, "drill")) and (year, month) <= (today.year, today.month),
            )
            for month in range(1, 13)
        )
