"""Which shift is when: pure arithmetic over the kinds of shift of an office.

Source: the office's product rules, "Shift handover" (早/中/晚 or as configured) and "Roster". Kinds may cross midnight,
overlap and leave gaps, so nothing here supposes that exactly one shift runs at any moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.clock import OfficeZone
from app.core.text import T

DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Kind:
    """A kind of shift.

    Attributes:
        id: Its id.
        title: What people call it.
        starts: Minutes after the beginning of the office day.
        ends: Likewise; at or before ``starts`` it is on the next day.
        position: Its place in lists.
        active: Whether it is still worked.
    """

    id: str
    title: str
    starts: int
    ends: int
    position: int = 0
    active: bool = True


@dataclass(frozen=True)
class Shift:
    """One shift of one day.

    Attributes:
        kind: Id of its kind.
        day: The office day on which it begins, ISO text.
        start: When it begins, UTC milliseconds.
        end: When it ends, UTC milliseconds.
        title: What people call it.
    """

    kind: str
    day: str
    start: int
    end: int
    title: str


def whole_day() -> Kind:
    """Return the shift of an office that has no kinds of shift: the whole day."""
    return Kind("day", str(T("shifts", "Whole day")), 0, 0)


def shift_of(kind: Kind, day: date, zone: OfficeZone) -> Shift:
    """Return the shift of a kind that begins on an office day."""
    last = day + timedelta(days=kind.ends <= kind.starts)
    return Shift(kind.id, day.isoformat(), _moment(day, kind.starts, zone), _moment(last, kind.ends, zone), kind.title)


def shifts_around(kinds: Sequence[Kind], moment: int, zone: OfficeZone) -> list[Shift]:
    """Return the shifts of the office day of a moment, of two days before and of two after, as they begin.

    Those that begin together stand in the order of their kinds.
    """
    today = zone.day(moment)
    found = [shift_of(kind, today + timedelta(days=away), zone) for away in range(-2, 3) for kind in kinds]
    return sorted(found, key=lambda shift: shift.start)


def running(kinds: Sequence[Kind], moment: int, zone: OfficeZone) -> list[Shift]:
    """Return the shifts that run at a moment, the one that began last at the end; none in a gap."""
    return [shift for shift in shifts_around(kinds, moment, zone) if shift.start <= moment < shift.end]


def shift_at(kinds: Sequence[Kind], moment: int, zone: OfficeZone) -> Shift:
    """Return the shift of a moment: of several that run the one that began last, in a gap the one that ended last."""
    under_way = running(kinds, moment, zone)
    if under_way:
        return under_way[-1]
    return max((s for s in shifts_around(kinds, moment, zone) if s.end <= moment), key=lambda shift: shift.end)


def shift_after(kinds: Sequence[Kind], shift: Shift, zone: OfficeZone) -> Shift:
    """Return the shift that takes over from this one: the next to begin that is still there when this one has gone.

    A short shift in the middle of a long one takes over nothing.
    """
    later = (s for s in shifts_around(kinds, shift.end, zone) if s.start > shift.start and s.end > shift.end)
    return next(later)


def shift_before(kinds: Sequence[Kind], shift: Shift, zone: OfficeZone) -> Shift:
    """Return the shift that this one takes over from; of several the one that began last."""
    earlier = (s for s in shifts_around(kinds, shift.start, zone) if s.start < shift.start and s.end < shift.end)
    return max(earlier, key=lambda s: s.start)


def week_days(first: date) -> list[str]:
    """Return the seven days from a day on, ISO texts."""
    return [(first + timedelta(days=away)).isoformat() for away in range(7)]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def clock_text(minutes: int) -> str:
    """Return minutes of the day as people write them, ``08:00``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def span_text(kind: Kind) -> str:
    """Return from when to when a kind is worked, ``22:00–08:00``."""
    return f"{clock_text(kind.starts)}–{clock_text(kind.ends)}"


def minutes_of(text: str) -> int | None:
    """Return the minutes of the day that a time spells (``8``, ``8:30``, ``0830``), or None; 24:00 is midnight."""
    plain = "".join(text.split()).replace("：", ":").replace(".", ":")
    hours, colon, minutes = plain.partition(":")
    if not colon and len(plain) in (3, 4):
        hours, minutes = plain[:-2], plain[-2:]
    if not (hours.isdecimal() and (minutes or "0").isdecimal()):
        return None
    total = int(hours) * 60 + int(minutes or 0)
    return total % DAY_MINUTES if int(minutes or 0) < 60 and total <= DAY_MINUTES else None


def ordered(kinds: Iterable[Kind]) -> list[Kind]:
    """Return kinds in the order of lists."""
    return sorted(kinds, key=lambda kind: (kind.position, kind.starts, kind.id))


def _moment(day: date, minutes: int, zone: OfficeZone) -> int:
    return zone.moment(datetime(day.year, day.month, day.day) + timedelta(minutes=minutes))
