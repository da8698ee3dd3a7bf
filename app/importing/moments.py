"""Days and moments from cells: dates, serial numbers, epoch times, and the ways people type them.

Whether ``10/06/2020`` is October or June is decided once for a whole column, by the cells that leave no choice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.importing.cells import Cell, cell_text, folded
from app.importing.values import NOTHING, BadValue, Converter, Doubtful

NOT_A_DAY = T("importing", "“{value}” is not a date such as 2020-06-10.")
NOT_A_MOMENT = T("importing", "“{value}” is not a date and time such as 2020-06-10 14:30.")
TWO_READINGS = T("importing", "“{value}” can be read in two ways. Write the date as 2020-06-10.")
GUESSED_ORDER = T("importing", "“{value}” was read as month/day/year. Check it, or write dates as 2020-06-10.")

ONLY_A_MONTH = T("importing", "“{value}” names no day: the first of the month was taken.")

YEAR_OF_TITLE = T("importing", "“{value}” names no year: {year} of the title was taken.")

FIRST_YEAR, LAST_YEAR = 1900, 2100
_SERIAL_START = datetime.combine(date(1899, 12, 30), time())
_SERIALS = (60, 73_500)
_SECONDS = (10**8, 5 * 10**9)
_MILLISECONDS = (10**11, 5 * 10**12)

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?=\D|$)")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?=\D|$)")
_SHORT_YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})(?=\D|$)")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$")
_MONTH_DAY = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_TITLE_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-./_]?\d{0,2}(?!\d))")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY_MONTH_NAME = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_MONTH}[\s,-]*(\d{{4}})(?=\D|$)", re.IGNORECASE)
_MONTH_NAME_DAY = re.compile(rf"{_MONTH}[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,-]+(\d{{4}})(?=\D|$)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$")
_CLOCK = re.compile(
    r"[T,\s]*(?:星期.|周.|\([一二三四五六日]\))?\s*(上午|下午|晚上|中午|凌晨|早上|am|pm)?\s*(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*[分]?)?"
    r"(?:\s*[:]?\s*(\d{1,2})(?:[.,](\d{1,9}))?\s*秒?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_LATE_HALF = ("下午", "晚上", "pm")


class Order(Enum):
    """How a column writes dates whose year comes last."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"
    MIXED = "mixed"
    OPEN = "open"


def day_order(cells: Iterable[Cell]) -> Order:
    """Return the order that the cells with a number above 12 prove; ``OPEN`` where none does."""
    month_first = day_first = False
    for cell in cells:
        if isinstance(cell, str) and len(cell) < 60 and (match := _year_last(cell.strip())):
            day_first = day_first or int(match[1]) > 12
            month_first = month_first or int(match[2]) > 12
    if month_first and day_first:
        return Order.MIXED
    if month_first or day_first:
        return Order.MONTH_FIRST if month_first else Order.DAY_FIRST
    return Order.OPEN


def title_year(titles: Iterable[str]) -> int | None:
    """Return the one year that titles name (“2026年5月登记表”), or ``None`` where they name none or several."""
    years = {int(year) for title in titles for year in _TITLE_YEAR.findall(unicodedata.normalize("NFKC", title))}
    return years.pop() if len(years) == 1 else None


def _year_last(text: str) -> re.Match[str] | None:
    return _YEAR_LAST.match(text) or _SHORT_YEAR_LAST.match(text)


@dataclass(frozen=True)
class _Read:
    """What a cell says: an office time without zone, or a UTC moment; and what is doubtful about it."""

    local: datetime | None
    utc: int | None = None
    doubt: Text | None = None


def to_day(zone: OfficeZone, order: Order, year: int | None = None) -> Converter:
    """Return a converter to a day in ISO form (``2020-06-10``), office time.

    Args:
        zone: The office's zone, for epoch numbers and times with an offset.
        order: What ``day_order`` found in the column.
        year: The year of days written without one (5月1日); without it they are refused.
    """

    def convert(cell: Cell) -> object:
        if isinstance(cell, date):
            return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
        read = _read(cell, order, year)
        if read is None:
            return None
        if read.local is None and read.utc is None:
            raise BadValue(NOT_A_DAY.with_(value=cell_text(cell)[:40]))
        day = zone.day(read.utc).isoformat() if read.local is None and read.utc is not None else _iso(read.local)
        return Doubtful(day, read.doubt.with_(value=cell_text(cell)[:40])) if read.doubt else day

    return convert


def to_moment(zone: OfficeZone, order: Order, year: int | None = None) -> Converter:
    """Return a converter to a UTC moment in milliseconds; a day alone is its start in the office's zone.

    Args:
        zone: The zone in which times without an offset are meant.
        order: What ``day_order`` found in the column.
        year: The year of days written without one (5月1日); without it they are refused.
    """

    def convert(cell: Cell) -> object:
        read = _Read(_whole(cell)) if isinstance(cell, datetime) else _read(cell, order, year)
        if read is None:
            return None
        if read.utc is not None:
            return read.utc
        if read.local is None:
            raise BadValue(NOT_A_MOMENT.with_(value=cell_text(cell)[:40]))
        moment = zone.moment(read.local)
        return Doubtful(moment, read.doubt.with_(value=cell_text(cell)[:40])) if read.doubt else moment

    return convert


def _iso(local: datetime | None) -> str:
    return local.date().isoformat() if local else ""


def _whole(moment: datetime) -> datetime:
    """Return the moment without the microseconds a spreadsheet's fractions of a day leave behind."""
    rest = moment.microsecond
    if not rest:
        return moment
    if rest < 1_000:
        return moment.replace(microsecond=0)
    if rest > 999_000 and moment.year < 9999:
        return moment.replace(microsecond=0) + timedelta(seconds=1)
    return moment


def _read(cell: Cell, order: Order, year: int | None) -> _Read | None:
    """Return what a cell says about time, ``None`` where it is empty; nothing found is a ``_Read`` of nothing."""
    nothing = _Read(None)
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _Read(_whole(cell))
    if isinstance(cell, date):
        return _Read(datetime.combine(cell, time()))
    if isinstance(cell, bool | time):
        return nothing
    if isinstance(cell, timedelta):
        # A long duration is a date whose number format the reader took for a duration.
        cell = cell / timedelta(days=1)
    if isinstance(cell, int | float):
        return _from_number(cell) or nothing
    if folded(cell) in NOTHING:
        return None
    text = unicodedata.normalize("NFKC", cell).strip()
    if len(text) > 60:
        return nothing
    if year is not None and _MONTH_DAY.match(text):
        read = _from_text(f"{year}年{text}", order) or nothing
        return replace(read, doubt=YEAR_OF_TITLE.with_(year=year))
    return _from_text(text, order) or nothing


def _from_number(number: int | float) -> _Read | None:
    """Return the time of a spreadsheet's serial number, an epoch number (s, ms) or digits such as 20200610."""
    if not 0 < number < 10**15:
        return None
    if _SERIALS[0] < number < _SERIALS[1]:
        moment = _SERIAL_START + timedelta(milliseconds=round(number * 86_400_000))
        return _Read(_whole(moment))
    if number == int(number) and (compact := _compact(str(int(number)))):
        return compact
    if _SECONDS[0] <= number < _SECONDS[1]:
        return _Read(None, round(number * 1000))
    if _MILLISECONDS[0] <= number < _MILLISECONDS[1]:
        return _Read(None, round(number))
    return None


def _compact(digits: str) -> _Read | None:
    """Return the time of 8, 12 or 14 digits (year, month, day, hour, minute, second)."""
    match = _COMPACT.fullmatch(digits)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if day is None or match[4] is None:
        return _Read(day) if day else None
    return _at(day, int(match[4]), int(match[5]), int(match[6] or 0))


def _day(year: int, month: int, day: int) -> datetime | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime.combine(date(year, month, day), time())
    except ValueError:
        return None


def _at(day: datetime, hour: int, minute: int, second: int, microsecond: int = 0) -> _Read | None:
    if hour == 24 and not minute and not second:
        return _Read(day + timedelta(days=1))
    try:
        return _Read(day.replace(hour=hour, minute=minute, second=second, microsecond=microsecond))
    except ValueError:
        return None


def _from_text(text: str, order: Order) -> _Read | None:
    """Return the time of a typed text."""
    if re.fullmatch(r"\d+(\.\d+)?", text) and len(text) <= 16:
        # Digits exported as text: 8 of them are a day before they are anything else.
        return _compact(text) or _from_number(float(text))
    doubt: Text | None = None
    text = _WEEKDAY.sub("", text, count=1)
    if match := _YEAR_FIRST.match(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
    elif match := _YEAR_MONTH.fullmatch(text):
        day, doubt = _day(int(match[1]), int(match[2]), 1), ONLY_A_MONTH
    elif match := _DAY_MONTH_NAME.match(text):
        day = _day(int(match[3]), _month(match[2]), int(match[1]))
    elif match := _MONTH_NAME_DAY.match(text):
        day = _day(int(match[3]), _month(match[1]), int(match[2]))
    elif match := _YEAR_LAST.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if order is Order.MIXED and first <= 12 and second <= 12 and first != second:
            raise BadValue(TWO_READINGS.with_(value=text))
        day_first = first > 12 or (order is Order.DAY_FIRST and second <= 12)
        day = _day(year, second, first) if day_first else _day(year, first, second)
        doubt = GUESSED_ORDER if order is Order.OPEN and first != second else None
    elif order is Order.MONTH_FIRST and (match := _SHORT_YEAR_LAST.match(text)):
        # Two digits could be the year in any place: only a column that is proved to be month/day/year is read.
        day = _day(2000 + int(match[3]), int(match[1]), int(match[2]))
    elif match := _COMPACT.fullmatch(text):
        return _compact(text)
    else:
        return None
    if day is None:
        return None
    rest = text[match.end() :].strip()
    if not rest:
        return _Read(day, doubt=doubt)
    return _with_clock(day, rest, doubt)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def _with_clock(day: datetime, rest: str, doubt: Text | None) -> _Read | None:
    """Return the day with the time of day written behind it, in its own zone where one is named."""
    clock = _CLOCK.fullmatch(rest)
    if clock is None:
        return None
    before, hours, minutes, seconds, fraction, after, offset = clock.groups()
    half = (before or after or "").lower()
    hour = int(hours)
    if half in _LATE_HALF and hour < 12:
        hour += 12
    elif half in ("am", "凌晨", "上午") and hour == 12:
        hour = 0
    read = _at(day, hour, int(minutes or 0), int(seconds or 0), int((fraction or "0").ljust(6, "0")[:6]))
    if read is None or read.local is None:
        return None
    if offset:
        return _Read(None, _utc(read.local, offset))
    return _Read(read.local, doubt=doubt)


def _utc(local: datetime, offset: str) -> int:
    """Return the UTC moment of a time with a written offset (``Z``, ``+08:00``)."""
    shift = timedelta()
    if offset[0] in "+-":
        digits = offset[1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0)) * (-1 if offset[0] == "-" else 1)
    since = local.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC) - shift
    return since // timedelta(milliseconds=1)
