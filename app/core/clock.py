"""Time: stored as UTC milliseconds, shown and typed in the office's zone.

A moment is an ``int`` of milliseconds since 1970-01-01 UTC everywhere in the program; a day is an ISO text
``YYYY-MM-DD`` in office time. Nothing else asks the machine for the time, so tests and tours can hold it still.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock(Protocol):
    """Anything that knows the present moment."""

    def now(self) -> int:
        """Return the moment, in UTC milliseconds."""
        raise NotImplementedError


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Return the moment, in UTC milliseconds."""
        return time.time_ns() // 1_000_000


@dataclass
class HeldClock:
    """A clock that stands where it was set, for tests, the demo office and the tour."""

    moment: int

    def now(self) -> int:
        """Return the moment it was set to, in UTC milliseconds."""
        return self.moment

    def advance(self, milliseconds: int) -> None:
        """Move the clock on."""
        self.moment += milliseconds


def is_day(text: str) -> bool:
    """Say whether a text is a day as it is kept, ISO text."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@cache
def _rules(name: str) -> ZoneInfo:
    # Zones are read when the first time is shown, which is behind the log-in.
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


@dataclass(frozen=True)
class OfficeZone:
    """The office's time zone: the only place where UTC moments and office times meet.

    Attributes:
        name: IANA name, ``Asia/Shanghai`` unless set otherwise.
    """

    name: str = "Asia/Shanghai"

    @property
    def info(self) -> ZoneInfo:
        """The zone's rules."""
        return _rules(self.name)

    def local(self, moment: int) -> datetime:
        """Return the office time (aware) of a UTC moment in milliseconds."""
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)).astimezone(self.info)

    def moment(self, local: datetime) -> int:
        """Return the UTC moment, in milliseconds, of a naive office time (the earlier one where the hour repeats)."""
        aware = local if local.tzinfo else local.replace(tzinfo=self.info)
        return round((aware - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))

    def day(self, moment: int) -> date:
        """Return the office's calendar day of a UTC moment."""
        return self.local(moment).date()

    def day_start(self, day: date) -> int:
        """Return the UTC moment at which an office day begins."""
        return self.moment(datetime(day.year, day.month, day.day))
