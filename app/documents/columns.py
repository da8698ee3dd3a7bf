"""Columns: declared once, shown as text on paper and in CSV, handed over as native values to Excel.

Rows carry the values the program works with (UTC milliseconds, fen, ISO days); the kind of a column says what they
mean. Naive ``datetime`` and ``date`` objects, already in office time, are taken as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.core.clock import DAY, HOUR, MINUTE, OfficeZone
from app.core.money import show_yuan
from app.core.text import T, Text

Value = str | Text | int | float | date | datetime | None
"""What a cell may hold; None is an empty cell."""

Native = str | int | float | date | datetime | None
"""What Excel gets."""


class Kind(Enum):
    """What the values of a column mean."""

    TEXT = "text"
    INT = "int"
    """A count; thousands are grouped on paper. Years and numbers of things are TEXT."""
    NUMBER = "number"
    MONEY = "money"
    """Fen."""
    PERCENT = "percent"
    """A share: 0.955 is 95.5 %."""
    MOMENT = "moment"
    """UTC milliseconds, or a naive datetime in office time."""
    DAY = "day"
    """ISO text ``YYYY-MM-DD``, or a date."""
    DURATION = "duration"
    """Milliseconds."""
    FLAG = "flag"
    """True is a tick, anything else empty."""


class Align(Enum):
    """Where the text of a cell stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


_NUMBERS = frozenset({Kind.INT, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DURATION})

TICK = "✓"


@dataclass(frozen=True)
class Column:
    """One column of a table on paper and in a workbook.

    Attributes:
        key: A stable name for the program, never shown.
        title: What the heading says.
        weight: Share of the width on paper; about the usual number of Chinese characters in the column.
        kind: What the values mean.
        align: Where the text stands; numbers right, ticks centred, everything else left unless said.
        digits: Decimals of a NUMBER or PERCENT.
    """

    key: str
    title: Text | str
    weight: float = 6
    kind: Kind = Kind.TEXT
    align: Align | None = None
    digits: int = 1

    @property
    def alignment(self) -> Align:
        """Where the text stands."""
        if self.align is not None:
            return self.align
        if self.kind in _NUMBERS:
            return Align.RIGHT
        return Align.CENTER if self.kind is Kind.FLAG else Align.LEFT


def show_duration(milliseconds: float) -> str:
    """Return a duration in words: days and hours, hours and minutes, or minutes."""
    minutes = round(abs(milliseconds) / MINUTE)
    days, hours, rest = minutes * MINUTE // DAY, minutes * MINUTE % DAY // HOUR, minutes % 60
    if days:
        shown = T("documents", "{days} d {hours} h").format(days=days, hours=hours)
    elif hours:
        shown = T("documents", "{hours} h {minutes} min").format(hours=hours, minutes=rest)
    else:
        shown = T("documents", "{minutes} min").format(minutes=rest)
    return f"-{shown}" if milliseconds < 0 and minutes else shown


def shower(column: Column, zone: OfficeZone) -> Callable[[Value], str]:
    """Return the function that turns a value of this column into text. A value of another sort is shown as it is."""
    show = _SHOW.get(column.kind)

    def shown(value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Text) or show is None:
            return str(value)
        return show(value, column, zone)

    return shown


def _show_moment(value: float, _: Column, zone: OfficeZone) -> str:
    return zone.local(int(value)).strftime("%Y-%m-%d %H:%M")


_SHOW: dict[Kind, Callable[[float, Column, OfficeZone], str]] = {
    Kind.INT: lambda value, column, zone: f"{value:,.0f}",
    Kind.NUMBER: lambda value, column, zone: f"{value:,.{column.digits}f}",
    Kind.MONEY: lambda value, column, zone: show_yuan(round(value)),
    Kind.PERCENT: lambda value, column, zone: f"{value:.{column.digits}%}",
    Kind.MOMENT: _show_moment,
    Kind.DURATION: lambda value, column, zone: show_duration(value),
    Kind.FLAG: lambda value, column, zone: TICK if value else "",
}


def nativer(column: Column, zone: OfficeZone) -> Callable[[Value], Native]:
    """Return the function that turns a value of this column into what Excel should hold.

    Money becomes yuan, durations become fractions of a day (how Excel counts time), moments naive office times, days
    dates. A text that is no day stays a text.
    """
    make = _NATIVE.get(column.kind)

    def native(value: Value) -> Native:
        if isinstance(value, Text):
            return str(value)
        if value is None or make is None or (isinstance(value, str) and column.kind is not Kind.DAY):
            return value
        return make(value, zone)

    return native


def _native_moment(value: Native, zone: OfficeZone) -> Native:
    return zone.local(value).replace(tzinfo=None) if isinstance(value, int) else value


def _native_day(value: Native, _: OfficeZone) -> Native:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


_NATIVE: dict[Kind, Callable[[Native, OfficeZone], Native]] = {
    Kind.MONEY: lambda value, zone: value / 100 if isinstance(value, int | float) else value,
    Kind.DURATION: lambda value, zone: value / DAY if isinstance(value, int | float) else value,
    Kind.MOMENT: _native_moment,
    Kind.DAY: _native_day,
    Kind.FLAG: lambda value, zone: TICK if value else None,
}


def show_width(text: str) -> int:
    """Return the width of a text in digits, as a spreadsheet counts: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
