"""Columns of values as the cells of a worksheet (ECMA-376, part 1, 18.3.1.4), a batch of rows at a time.

A batch of one column is looked at as a whole: where nothing in it needs care, its values go into the row's template as
they are; where something does, every cell of that batch is written with care. That is what makes fifty thousand rows
cost less than a plain loop over their cells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import cast
from xml.sax.saxutils import escape

from app.core.clock import DAY, HOUR, OfficeZone
from app.core.text import T
from app.documents.columns import Column, Kind, Value, nativer
from app.documents.sheets import TEXT_AT_MOST

CUT_MARK = T("documents", "… [cut]")
"""Ends a text that was longer than a cell may hold."""
EXACT = 10**15
"""Whole numbers from here on lose digits in Excel, so they are written as text."""

_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_UNIX_DAY = 25_569
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

# A column of a batch: its place in the row's template, and what goes there for every row.
Piece = tuple[str, Sequence[object]]


class ColumnWriter:
    """Writes the cells of one column.

    Args:
        column: What the values mean.
        zone: The office's time zone.
        styles: Style numbers by number format, as the workbook declares them; asked once.
        bold: Cells in bold.

    Attributes:
        cut: How many texts were longer than a cell may hold.
    """

    def __init__(
        self, column: Column, zone: OfficeZone, styles: Callable[[str, bool], int], *, bold: bool = False
    ) -> None:
        self._kind = column.kind
        self._native = nativer(column, zone)
        self._zone = zone
        self.cut = 0
        self._texts = styles("@", bold)
        self._days, self._moments = styles("yyyy-mm-dd", bold), styles("yyyy-mm-dd hh:mm", bold)
        decimals = "." + "0" * column.digits if column.digits else ""
        formats = {
            Kind.INT: "0",
            Kind.NUMBER: "0" + decimals,
            Kind.MONEY: "#,##0.00",
            Kind.PERCENT: f"0{decimals}%",
            Kind.DURATION: "[h]:mm",
        }
        self._numbers = styles(formats.get(column.kind, "General"), bold)
        self._offsets: dict[int, int] = {}
        self._day_numbers: dict[str, int] = {}

    def write(self, batch: Sequence[Value]) -> Piece:
        """Return the cells of a batch."""
        try:
            piece = self._quick(batch)
        except (TypeError, ValueError, OverflowError):
            piece = None
        return piece or ("%s", [self.cell(value) for value in batch])

    def cell(self, value: Value) -> str:
        """Return one cell, whatever its value is."""
        native = self._native(value)
        if native is None or native == "":
            return "<c/>"
        if isinstance(native, str):
            return self._text(native)
        if isinstance(native, datetime):
            return self._dated(native.date(), native.isoformat(" ", "minutes"), self._moments, _day_share(native))
        if isinstance(native, date):
            return self._dated(native, native.isoformat(), self._days, 0)
        if isinstance(native, float) and not math.isfinite(native):
            return self._text(str(native))
        if abs(native) >= EXACT and isinstance(native, int):
            return self._text(str(native))
        return f'<c s="{self._numbers}"><v>{+native!r}</v></c>'

    def _text(self, text: str) -> str:
        if len(text) > TEXT_AT_MOST // 2 and _units(text) > TEXT_AT_MOST:
            self.cut += 1
            text = _cut(text)
        return text_cell(text, self._texts)

    def _dated(self, day: date, shown: str, style: int, share: float) -> str:
        """Return a day or moment as Excel counts it; what lies before Excel's first sure day stays text."""
        if day < _FIRST_DAY:
            return self._text(shown)
        return f'<c s="{style}"><v>{(day - _EPOCH).days + share!r}</v></c>'

    def _quick(self, batch: Sequence[Value]) -> Piece | None:
        """Return the batch as it is where nothing in it needs care."""
        match self._kind:
            case Kind.TEXT:
                return self._quick_texts(batch)
            case Kind.FLAG:
                return None
            case Kind.MOMENT | Kind.DAY:
                return self._quick_times(batch)
            case _:
                return self._quick_numbers(batch)

    def _quick_texts(self, values: Sequence[Value]) -> Piece | None:
        if not all(values):
            return None
        batch = cast("Sequence[str]", values)
        joined = "|".join(batch)  # a TypeError where one is no text: then all are written with care
        careful = (
            not joined.isprintable()
            or "&" in joined
            or "<" in joined
            or ">" in joined
            or "_x" in joined
            or "| " in joined
            or " |" in joined
            or joined[0] == " "
            or joined[-1] == " "
            or (len(joined) > TEXT_AT_MOST // 2 and max(map(len, batch)) > TEXT_AT_MOST // 2)
        )
        # "str" is the shorter of the two ways to write a text in place; blanks at its ends are safe in the other only.
        return None if careful else (f'<c s="{self._texts}" t="str"><v>%s</v></c>', batch)

    def _quick_numbers(self, batch: Sequence[Value]) -> Piece | None:
        kinds = set(map(type, batch))
        if not kinds <= {int, float}:
            return None
        numbers = cast("Sequence[float]", batch)
        if not -EXACT < min(numbers) <= max(numbers) < EXACT or (float in kinds and not math.isfinite(sum(numbers))):
            return None
        if self._kind is Kind.MONEY:
            numbers = [value / 100 for value in numbers]
        elif self._kind is Kind.DURATION:
            numbers = [value / DAY for value in numbers]
        return f'<c s="{self._numbers}"><v>%r</v></c>', numbers

    def _quick_times(self, batch: Sequence[Value]) -> Piece | None:
        kinds = set(map(type, batch))
        if kinds == {int} and self._kind is Kind.MOMENT:
            return self._quick_moments(cast("Sequence[int]", batch))
        if kinds == {str} and self._kind is Kind.DAY:
            return self._quick_days(cast("Sequence[str]", batch))
        if kinds == {datetime}:
            return self._quick_datetimes(cast("Sequence[datetime]", batch))
        if kinds == {date} and min(cast("Sequence[date]", batch)) >= _FIRST_DAY:
            first = _EPOCH.toordinal()
            return f'<c s="{self._days}"><v>%d</v></c>', [
                each.toordinal() - first for each in cast("Sequence[date]", batch)
            ]
        return None

    def _quick_moments(self, batch: Sequence[int]) -> Piece | None:
        offsets = {self._offset(hour) for hour in {each // HOUR for each in batch}}
        if len(offsets) > 1 or min(batch) < 0:
            return None
        ahead = offsets.pop() + _UNIX_DAY * DAY
        return f'<c s="{self._moments}"><v>%r</v></c>', [(each + ahead) / DAY for each in batch]

    def _offset(self, hour: int) -> int:
        """Return how many milliseconds office time is ahead of UTC in an hour since 1970."""
        known = self._offsets.get(hour)
        if known is None:
            ahead = self._zone.local(hour * HOUR).utcoffset() or timedelta()
            known = self._offsets[hour] = ahead // timedelta(milliseconds=1)
        return known

    def _quick_datetimes(self, batch: Sequence[datetime]) -> Piece | None:
        zero, day = datetime.combine(_EPOCH, time()), timedelta(days=1)
        if min(batch).date() < _FIRST_DAY:
            return None
        return f'<c s="{self._moments}"><v>%r</v></c>', [(each - zero) / day for each in batch]

    def _quick_days(self, batch: Sequence[str]) -> Piece | None:
        known = self._day_numbers
        for text in set(batch) - known.keys():
            day = date.fromisoformat(text)
            if day < _FIRST_DAY:
                return None
            known[text] = (day - _EPOCH).days
        return f'<c s="{self._days}"><v>%d</v></c>', [known[text] for text in batch]


def _day_share(moment: datetime) -> float:
    """Return which part of its day has passed."""
    return (moment - datetime.combine(moment.date(), time(), moment.tzinfo)) / timedelta(days=1)


def text_cell(text: str, style: int) -> str:
    """Return a cell that holds a text as it is, less what Excel refuses to open (control characters).

    Args:
        text: No longer than a cell may hold.
        style: The number of its style.
    """
    plain = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Readers take _x0041_ for an escaped A (ECMA-376, part 1, 22.4.2.4): its first underline is itself escaped.
    plain = _ESCAPE_LIKE.sub("_x005F_", plain)
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(plain)}</t></is></c>'


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _cut(text: str) -> str:
    """Return as much of a text as a cell may hold, with a mark at its end."""
    mark = str(CUT_MARK)
    room = TEXT_AT_MOST - _units(mark)
    return text.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore") + mark
