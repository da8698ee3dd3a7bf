"""What ledgers of training write in their cells: days with the hours beside them, how long, until when.

Everything here works on texts, so that one cell may say several things (“2026.3.5 14:00-15:30”, “3年”, “长期有效”).
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.features.training.rules import months_later
from app.importing.moments import Order, to_day
from app.importing.values import NOTHING, BadValue, Doubtful

LONGEST_SESSION = 24 * 60
SCHOOL_DAY = 8 * 60
"""Minutes of a day of training where a ledger counts days."""
_CENTURY = range(1950, 2100)
_NOT_A_DAY = T("training", "“{value}” is not a day such as 2026-03-05.")
_NOT_A_LENGTH = T("training", "“{value}” does not say how long it was; write 2h or 90min.")
_NOT_UNTIL = T(
    "training", "“{value}” does not say until when it is valid; write a day such as 2027-05-01, or “permanent”."
)

_WEEKDAY = re.compile(r"[(（]?\s*(?:周|星期|礼拜)[一二三四五六日天]\s*[)）]?")
_HEAD = re.compile(
    r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{8})(?!\d)"
)
_HOURS_AHEAD = re.compile(r"(\d{1,2})\s*([-~—–至到])+\s*(\d{1,2}\s*[点时])")
_CLOCK = re.compile(
    r"(上午|下午|晚上|傍晚|中午|凌晨|早上|早晨)?\s*(?<!\d)(\d{1,2})\s*(?::\s*(\d{2})(?!\d)(?::\d{2})?|[点时]\s*(半|\d{1,2})?\s*分?)"
)
_FRACTION = re.compile(r"0?\.\d+")
_LATE = frozenset({"下午", "晚上", "傍晚"})
_LENGTH = re.compile(
    r"约?\s*(\d+(?:\.\d+)?|半)?\s*个?\s*(学时|课时|小时|钟头|分钟|分|天|日|hours?|hrs?|h|minutes?|mins?|min)?.{0,12}",
    re.IGNORECASE,
)
_MINUTES = frozenset({"分钟", "分", "minute", "minutes", "min", "mins"})
_DAYS = frozenset({"天", "日"})
_UNLIMITED = (
    "长期",
    "永久",
    "终身",
    "终生",
    "无期限",
    "无限期",
    "不限",
    "无固定",
    "permanent",
    "lifetime",
    "unlimited",
)
_SPAN = re.compile(r"(?:有效期)?\s*([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*(年|个?月|天|日)(?:内?有效)?")
_BETWEEN = re.compile(r"\s*(?:至|到|~|—|–|--)\s*")
_BETWEEN_DOTS = re.compile(r"(\d{4}\s*[./年].*?\d\s*日?)\s*-\s*(\d{4}\s*[./年].*)")
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份|底|末)?")
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


@dataclass(frozen=True)
class When:
    """When something took place.

    Attributes:
        start: UTC milliseconds; the beginning of the day if no time of day is written.
        minutes: How long, where an end is written; else None.
        timed: Whether a time of day is written.
        doubt: What deserves a look, or None.
    """

    start: int
    minutes: int | None
    timed: bool
    doubt: Text | None = None


def plain(value: object) -> str:
    """Return a cell's text without width and blanks at its ends; empty where a word stands for nothing."""
    text = unicodedata.normalize("NFKC", str(value or "")).strip()
    return "" if text.casefold() in NOTHING else text


def day_of(text: str, zone: OfficeZone, year: int | None = None) -> tuple[date, Text | None]:
    """Return a day as written, and what is doubtful about it.

    Args:
        text: The cell.
        zone: The office's.
        year: The year of days written without one.

    Raises:
        BadValue: It is no day.
    """
    try:
        found = to_day(zone, Order.OPEN, year)(text)
    except BadValue:
        raise BadValue(_NOT_A_DAY.with_(value=text[:40])) from None
    doubt = found.reason if isinstance(found, Doubtful) else None
    value = found.value if isinstance(found, Doubtful) else found
    day = date.fromisoformat(str(value)) if value else None
    if day is None or day.year not in _CENTURY:
        raise BadValue(_NOT_A_DAY.with_(value=text[:40]))
    return day, doubt


def when(day: str, clock: str, zone: OfficeZone, year: int | None = None) -> When:
    """Return when something took place by a day's cell, which may hold hours too, and a cell of hours.

    Args:
        day: ``2026年3月5日（周四）14:00-15:30``; of several days the first counts.
        clock: ``下午2点至4点``, ``0.583``, or empty.
        zone: The office's.
        year: The year of days written without one.

    Raises:
        BadValue: It is no day.
    """
    text = _WEEKDAY.sub(" ", plain(day)).strip()
    head = _HEAD.match(text)
    rest = text[head.end() :] if head is not None else ""
    found, doubt = day_of(head[1] if head is not None else text, zone, year)
    # Midnight is what a spreadsheet adds to a day that has no time.
    times = [time for time in _clocks(f"{rest} {_WEEKDAY.sub(' ', plain(clock))}") if time]
    start = times[0] if times else 0
    end = next((time for time in times[1:] if time > start), None)
    if rest.strip() and not times and not _only_zero(rest):
        doubt = T("training", "“{value}” names more than a day: the first one was taken.").with_(value=text[:40])
    local = datetime(found.year, found.month, found.day) + timedelta(minutes=start)
    return When(zone.moment(local), end - start if end is not None else None, bool(times), doubt)


def _only_zero(text: str) -> bool:
    """Say whether a rest is the midnight that a spreadsheet adds to a day."""
    return not text.strip(" 0:.T")


def _clocks(text: str) -> Iterator[int]:
    """Yield the times of day in a text, in minutes since midnight."""
    bare = text.strip()
    if _FRACTION.fullmatch(bare):
        yield round(float(bare) * 24 * 60)
        return
    text = _HOURS_AHEAD.sub(lambda found: f"{found[1]}点{found[2]}{found[3]}", text)
    half = ""
    for found in _CLOCK.finditer(text):
        half = found[1] or half
        hour, minute = int(found[2]), 30 if found[4] == "半" else int(found[3] or found[4] or 0)
        if (half in _LATE and hour < 12) or (half == "中午" and hour < 11):
            hour += 12
        if hour < 24 and minute < 60:
            yield hour * 60 + minute


def minutes_of(text: str) -> int | None:
    """Return a length in minutes; a number alone counts hours, one too large for hours counts minutes.

    Raises:
        BadValue: It is no length.
    """
    bare = plain(text)
    if not bare:
        return None
    found = _LENGTH.fullmatch(bare)
    if found is None or found[1] is None:
        raise BadValue(_NOT_A_LENGTH.with_(value=bare[:40]))
    number = 0.5 if found[1] == "半" else float(found[1])
    unit = (found[2] or "").casefold()
    by_minutes = unit in _MINUTES or (not unit and number > 24)
    minutes = round(number * (1 if by_minutes else SCHOOL_DAY if unit in _DAYS else 60))
    if not 0 < minutes <= LONGEST_SESSION:
        raise BadValue(_NOT_A_LENGTH.with_(value=bare[:40]))
    return minutes


@dataclass(frozen=True)
class Until:
    """How long a certificate is valid.

    Attributes:
        day: ISO text; empty if it does not expire, or nothing is written.
        issued: The first day, where the cell names one too; else empty.
        said: Whether the cell says anything.
        doubt: What deserves a look, or None.
    """

    day: str = ""
    issued: str = ""
    said: bool = False
    doubt: Text | None = None


def until(text: str, issued: str, zone: OfficeZone, year: int | None = None) -> Until:
    """Return until when a certificate is valid.

    Args:
        text: A day, a month (its last day counts), ``长期``, ``3年``, or ``2024.5.1-2027.4.30``.
        issued: The day it was issued, ISO text; a span of years counts from it.
        zone: The office's.
        year: The year of days written without one.

    Raises:
        BadValue: It is none of these.
    """
    bare = plain(text)
    if not bare:
        return Until()
    if any(word in bare.casefold() for word in _UNLIMITED):
        return Until(said=True)
    span = _SPAN.fullmatch(bare)
    if span is not None:
        return _after(span, bare, issued)
    dots = _BETWEEN_DOTS.fullmatch(bare)
    pieces = [dots[1], dots[2]] if dots is not None else _BETWEEN.split(bare)
    pieces = [piece.strip("自从起始止截有效期: ") for piece in pieces]
    pieces = [piece for piece in pieces if piece]
    if not pieces or len(pieces) > 2:
        raise BadValue(_NOT_UNTIL.with_(value=bare[:40]))
    first = ""
    if len(pieces) == 2:
        first = day_of(pieces[0], zone, year)[0].isoformat()
    if len(pieces) == 2 and any(word in pieces[1] for word in _UNLIMITED):
        return Until("", first, said=True)
    month = _MONTH_ONLY.fullmatch(pieces[-1])
    if month is not None and 1 <= int(month[2]) <= 12:
        last = monthrange(int(month[1]), int(month[2]))[1]
        return Until(f"{int(month[1]):04}-{int(month[2]):02}-{last:02}", first, said=True)
    try:
        day, doubt = day_of(pieces[-1], zone, year)
    except BadValue:
        raise BadValue(_NOT_UNTIL.with_(value=bare[:40])) from None
    return Until(day.isoformat(), first, True, doubt)


def _after(span: re.Match[str], bare: str, issued: str) -> Until:
    """Return the day that a span after the day of issue ends on."""
    if not issued:
        raise BadValue(
            T("training", "“{value}” counts from the day of issue, which is missing.").with_(value=bare[:40])
        )
    number = int(span[1]) if span[1].isdigit() else _number(span[1])
    start = date.fromisoformat(issued)
    if span[2] in ("天", "日"):
        found = start + timedelta(days=number)
    else:
        found = months_later(start, number * (12 if span[2] == "年" else 1))
    doubt = T("training", "“{value}” was counted from the day of issue: until {day}.")
    return Until(found.isoformat(), "", True, doubt.with_(value=bare[:40], day=found.isoformat()))


def _number(word: str) -> int:
    """Return a small number written in Chinese: 三, 十, 十二."""
    tens, mark, ones = word.partition("十")
    if not mark:
        return _CHINESE.get(tens, 0)
    return _CHINESE.get(tens, 1) * 10 + _CHINESE.get(ones, 0)
