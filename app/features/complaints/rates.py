"""The complaint rate: complaints of a period for every hundred houses of a building, or of the office.

Source: the office's product rules, "Complaints": over 10 % raises an alarm and a task for the supervisor, due in 24 h.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Period = Literal["week", "month", "quarter"]
OFFICE = "*"
"""Stands for the whole office where a building would stand in an alarm's id."""


@dataclass(frozen=True)
class Rate:
    """What was counted.

    Attributes:
        building: The building; empty for the office.
        complaints: Complaints of the period.
        houses: Houses handed over by then; all of them where no day of handing over is known.
    """

    building: str
    complaints: int
    houses: int

    @property
    def percent(self) -> float:
        """Complaints for every hundred houses; nought where there are no houses."""
        return 100 * self.complaints / self.houses if self.houses else 0.0


def too_high(rate: Rate, percent: int, least: int) -> bool:
    """Say whether a rate raises the alarm.

    Args:
        rate: What was counted.
        percent: The limit; exactly at the limit is not over it.
        least: Fewer complaints than this never raise it.
    """
    return rate.complaints >= least and rate.houses > 0 and 100 * rate.complaints > percent * rate.houses


def period_of(day: date, kind: str) -> tuple[date, date]:
    """Return the first day of the period in which a day lies, and the first day of the next one.

    Args:
        day: An office day.
        kind: ``week`` (from Monday), ``month`` or ``quarter``.
    """
    if kind == "week":
        start = day - timedelta(days=day.weekday())
        return start, start + timedelta(days=7)
    months = 3 if kind == "quarter" else 1
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    after = first + months
    return start, date(day.year + (after > 12), (after - 1) % 12 + 1, 1)


def alarm_id(building: str, start: date) -> str:
    """Return the id of the alarm of a building (empty: the office) and a period, the same on every desk."""
    return f"{building or OFFICE}|{start.isoformat()}"
