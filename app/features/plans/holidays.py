"""Public holidays and make-up working days, as far as they are known.

The years that chinesecalendar knows end; a year without data says so, and Monday to Friday count as working days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from app.features.plans.deadlines import working_week


@dataclass(frozen=True)
class Holiday:
    """A day that is not what its weekday says, or a holiday on a weekend.

    Attributes:
        day: The day.
        name: The holiday's Chinese name; empty for a weekday off without one.
        working: True for a make-up working day.
    """

    day: date
    name: str
    working: bool


class Holidays(Protocol):
    """Knows which days are off."""

    def known(self, year: int) -> bool:
        """Say whether there is data of a year."""
        raise NotImplementedError

    def working(self, day: date) -> bool:
        """Say whether the office works on a day; Monday to Friday where nothing is known."""
        raise NotImplementedError

    def of(self, day: date) -> Holiday | None:
        """Return the holiday or make-up day on a day, or None."""
        raise NotImplementedError


class KnownHolidays:
    """The holidays of the State Council's yearly notices, as chinesecalendar holds them; loaded on demand."""

    @cached_property
    def _years(self) -> frozenset[int]:
        from chinese_calendar import constants

        return frozenset(day.year for day in (*constants.holidays, *constants.workdays))

    def known(self, year: int) -> bool:
        """Say whether there is data of a year."""
        return year in self._years

    def working(self, day: date) -> bool:
        """Say whether the office works on a day."""
        if not self.known(day.year):
            return working_week(day)
        from chinese_calendar import is_workday

        return is_workday(day)

    def of(self, day: date) -> Holiday | None:
        """Return the holiday or make-up day on a day, or None."""
        if not self.known(day.year):
            return None
        from chinese_calendar import Holiday as Named
        from chinese_calendar import constants

        names = {str(each.value): each.chinese for each in Named}
        if day in constants.workdays:
            return Holiday(day, names.get(constants.workdays[day], ""), working=True)
        if day in constants.holidays:
            return Holiday(day, names.get(constants.holidays[day], ""), working=False)
        return None
