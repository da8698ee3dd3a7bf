"""Dates and times typed in any usual form: 11-25, 明天, 周五 17:00, 下午三点半, 30分钟后, +2h, 月底, tomorrow 9:00.

How doubt is settled:

- A day without a year (``11-25``) is the one within 180 days back and 185 days ahead; when the past is preferred, the
  last one up to today. A day of the month (``25号``) and a weekday (``周五``) are the next ones, today included, or the
  last ones when the past is preferred. ``本周五`` and ``下周一`` count weeks from Monday.
- A time alone is today's, or tomorrow's if it has passed (yesterday's if it is still to come and the past is
  preferred); a weekday that is today and whose time has passed is that of the next week.
- A spoken hour from 1 to 6 without 上午 or the like (``三点半``) is in the afternoon; ``3:30`` is as it stands.
- A day without a time is 18:00 when the future is preferred (when the office closes; 23:59 if that has passed), 09:00
  when the past is. 早 alone is 08:00, 上午 09:00, 中午 12:00, 下午 14:00, 傍晚 18:00, 晚 20:00.
- A span alone (``30m``, ``2小时``) goes the way that is preferred.
- Four digits are a time in ``parse_moment`` (``1730``) and a day in ``parse_day`` (``1125``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from app.core.clock import DAY, HOUR, MINUTE, OfficeZone
from app.core.errors import Invalid
from app.core.numerals import arabic
from app.core.text import T

Prefer = Literal["future", "past"]

_CLOSING = time(18, 0)
_OPENING = time(9, 0)


def parse_moment(text: str, now: int, zone: OfficeZone, prefer: Prefer = "future", field: str = "when") -> int:
    """Return the moment a text names, in UTC milliseconds.

    Args:
        text: As typed.
        now: The present moment, UTC milliseconds.
        zone: The office's zone.
        prefer: Which way a text that could mean either is read.
        field: The form's field, for the error.

    Raises:
        Invalid: The text names no moment.
    """
    plain = _plain(text)
    local = zone.local(now).replace(tzinfo=None)
    try:
        found = _relative(_directed(plain, prefer), now, zone)
        if found is None:
            found = zone.moment(_absolute(plain, local, prefer))
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Invalid(
            {field: T("phrasing", "Type a time such as 14:30, tomorrow 9:00, Fri 17:00, 11-25 15:00, +30m or +2h.")}
        )
    return found


def parse_day(text: str, today: date, prefer: Prefer = "future", field: str = "day") -> date:
    """Return the day a text names.

    Args:
        text: As typed, without a time.
        today: The office's present day.
        prefer: Which way a text that could mean either is read.
        field: The form's field, for the error.

    Raises:
        Invalid: The text names no day.
    """
    plain = _plain(text)
    try:
        if found := re.fullmatch(r"(\d\d)(\d\d)", plain):
            return _nearest(int(found[1]), int(found[2]), today, prefer)
        if (days := _days_away(_directed(plain, prefer))) is not None:
            return today + timedelta(days=days)
        day = _leading_day(plain, today, prefer)
        if day and not day.rest.strip():
            return day.day
    except (ValueError, OverflowError):
        pass
    raise Invalid({field: T("phrasing", "Type a day such as 11-25, 25, 2026-11-25, tomorrow, Fri or +3d.")})


class _Day(NamedTuple):
    """A day found at the head of a text.

    Attributes:
        day: The day.
        rest: What follows it.
        shift: By how many days it may move if the time shows that the other one was meant; 0 if it is certain.
    """

    day: date
    rest: str
    shift: int = 0


# --- making it plain ------------------------------------------------------------------------------------------------

_WEEK_SIGNS = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "日": "7",
    "天": "7",
    "7": "7",
    "0": "7",
}
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH = r"(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b\.?"


def _plain(text: str) -> str:
    """Half width, lower case, Arabic digits, weekdays as 周1 to 周7, quarters and halves as minutes, single blanks."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"[‐‑‒–—―−]", "-", re.sub(r"[,、。\s]+", " ", plain)).strip()
    plain = re.sub(
        r"(?:周|星期|礼拜)([一二三四五六日天1-7])(?!\d|个|周后)",
        lambda found: "周" + _WEEK_SIGNS.get(found[1], found[1]),
        plain,
    )
    plain = re.sub(_ENGLISH, lambda found: f"周{_ENGLISH_DAYS.index(found[1]) + 1}", plain)
    plain = plain.replace("tonight", "today 晚").replace("midnight", "24:00")
    plain = plain.replace("一刻", "15分").replace("三刻", "45分").replace("两刻", "30分")
    plain = re.sub(
        r"([一两二三四五六七八九十\d]+)个?(小时|钟头)?半(小时|钟头)?(?=后|之后|以后|内|前|$)", _and_a_half, plain
    )
    plain = re.sub(r"半个?(?=小时|钟头)", "0.5", plain)
    plain = re.sub(r"([点时])钟?半", r"\g<1>30分", plain)
    return arabic(plain)


def _and_a_half(found: re.Match[str]) -> str:
    return f"{arabic(found[1])}.5小时" if found[2] or found[3] else found[0]


# --- 30分钟后, +2h, 3天前 --------------------------------------------------------------------------------------------

_UNITS = {
    **dict.fromkeys(("分钟", "分", "minutes", "minute", "mins", "min", "m"), MINUTE),
    **dict.fromkeys(("小时", "钟头", "hours", "hour", "hrs", "hr", "h"), HOUR),
    **dict.fromkeys(("天", "日", "days", "day", "d"), DAY),
    **dict.fromkeys(("周", "星期", "礼拜", "weeks", "week", "w"), 7 * DAY),
}
_UNIT = "|".join(sorted(_UNITS, key=lambda unit: -len(unit)))
_AMOUNT = rf"(\d{{1,4}}(?:\.\d)?) ?个? ?({_UNIT})"
_SECOND = rf"(?: ?(\d{{1,2}}) ?({_UNIT}))?"
_AHEAD = re.compile(
    rf"(?:in|过|再过) ?{_AMOUNT}{_SECOND}|{_AMOUNT}{_SECOND} ?(?:之?后|以后|之?内|以内|later)|\+ ?{_AMOUNT}{_SECOND}"
)
_BARE = re.compile(r"(\d{1,4}(?:\.\d)?) ?个? ?(分钟|小时|钟头|天|minutes?|mins?|m|hours?|hrs?|h|days?|d)")
_BACK = re.compile(rf"{_AMOUNT}{_SECOND} ?(?:之?前|以前|ago)|- ?{_AMOUNT}{_SECOND}")
_NOW = ("now", "现在", "此刻", "当前", "立即", "立刻", "马上", "刚才", "刚刚")


def _directed(plain: str, prefer: Prefer) -> str:
    """A bare span (``30m``, ``2小时``) with the sign of the way that is preferred."""
    return ("+" if prefer == "future" else "-") + plain if _BARE.fullmatch(plain) else plain


def _relative(plain: str, now: int, zone: OfficeZone) -> int | None:
    if plain in _NOW:
        return now
    if (days := _days_away(plain)) is not None:
        # Days keep the clock's time, also over a change to summer time.
        local = zone.local(now).replace(tzinfo=None)
        return zone.moment(local + timedelta(days=days)) + (now % 1_000 - local.microsecond // 1_000)
    span = _span(plain)
    return None if span is None else now + span


def _days_away(plain: str) -> int | None:
    span = _span(plain)
    whole = span is not None and span % DAY == 0 and re.search("天|日|周|星期|礼拜|d|w", plain)
    return span // DAY if span is not None and whole else None


def _span(plain: str) -> int | None:
    for shape, sign in ((_AHEAD, 1), (_BACK, -1)):
        if found := shape.fullmatch(plain):
            parts = [part for part in found.groups() if part]
            return sign * sum(
                round(float(amount) * _UNITS[unit]) for amount, unit in zip(parts[::2], parts[1::2], strict=True)
            )
    return None


# --- the day --------------------------------------------------------------------------------------------------------

_NAMED = {
    **dict.fromkeys(("大后天",), 3),
    **dict.fromkeys(("后天", "后日"), 2),
    **dict.fromkeys(("明天", "明日", "明儿", "次日", "tomorrow", "tmr", "明"), 1),
    **dict.fromkeys(("今天", "今日", "今儿", "当天", "当日", "today", "今"), 0),
    **dict.fromkeys(("昨天", "昨日", "昨儿", "yesterday", "昨"), -1),
    **dict.fromkeys(("前天", "前日"), -2),
    **dict.fromkeys(("大前天",), -3),
}
_NAMED_SHAPE = re.compile("(" + "|".join(sorted(_NAMED, key=lambda name: -len(name))) + ")")
_WEEK = re.compile(r"(上上|下下|上|下|本|这|last |next |this )?个?周([1-7])")
_WEEKEND = re.compile(r"(上|下|本|这)?个?周末")
_FULL = re.compile(r"(\d{4}|\d{2})(?:[-/.] ?|年 ?)(\d{1,2})(?:[-/.] ?|月 ?)(\d{1,2})(?:日|号)?(?![\d.])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_SHORT = re.compile(r"(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})(?:日|号)?(?![\d.:])")
_OF_MONTH = re.compile(r"(上|下|本|这)?(?:个?月)?(?:的)?(\d{1,2})(?:日|号)")
_MONTH_END = re.compile(r"(上|下|本|这)?个?月(?:底|末)|end of (?:the )?month")
_YEAR_END = re.compile(r"年(?:底|末)|end of (?:the )?year")
_WEEK_STEP = {"上上": -2, "上": -1, "last ": -1, "下": 1, "next ": 1, "下下": 2}


def _leading_day(plain: str, today: date, prefer: Prefer) -> _Day | None:
    for shape, read in _DAY_READERS:
        if found := shape.match(plain):
            read_day = read(found, today, prefer)
            # A weekday behind a whole date only confirms it.
            return read_day._replace(rest=re.sub(r"^ ?\(?周[1-7]\)?|\(?周[1-7]\)?$", "", plain[found.end() :]))
    return None


def _named(found: re.Match[str], today: date, _prefer: Prefer) -> _Day:
    return _Day(today + timedelta(days=_NAMED[found[1]]), "")


def _weekday(found: re.Match[str], today: date, prefer: Prefer) -> _Day:
    monday, index = today - timedelta(days=today.weekday()), int(found[2]) - 1
    if found[1]:
        return _Day(monday + timedelta(days=7 * _WEEK_STEP.get(found[1], 0) + index), "")
    if prefer == "past":
        return _Day(today - timedelta(days=(today.weekday() - index) % 7), "", -7)
    return _Day(today + timedelta(days=(index - today.weekday()) % 7), "", 7)


def _weekend(found: re.Match[str], today: date, _prefer: Prefer) -> _Day:
    saturday = today + timedelta(days=5 - today.weekday() + 7 * _WEEK_STEP.get(found[1] or "", 0))
    return _Day(saturday, "")


def _full(found: re.Match[str], _today: date, _prefer: Prefer) -> _Day:
    year = int(found[1])
    return _Day(date(year if year > 99 else 2000 + year, int(found[2]), int(found[3])), "")


def _short(found: re.Match[str], today: date, prefer: Prefer) -> _Day:
    return _Day(_nearest(int(found[1]), int(found[2]), today, prefer), "")


def _of_month(found: re.Match[str], today: date, prefer: Prefer) -> _Day:
    first, number = today.replace(day=1), int(found[2])
    if found[1]:
        return _Day(_month(first, _WEEK_STEP.get(found[1], 0)).replace(day=number), "")
    step = 1 if prefer == "future" else -1
    for months in range(3):
        try:
            day = _month(first, step * months).replace(day=number)
        except ValueError:
            continue
        if (day - today).days * step >= 0:
            return _Day(day, "")
    raise ValueError(number)


def _month_end(found: re.Match[str], today: date, _prefer: Prefer) -> _Day:
    return _Day(_month(today.replace(day=1), _WEEK_STEP.get(found[1] or "", 0) + 1) - timedelta(days=1), "")


def _year_end(_found: re.Match[str], today: date, _prefer: Prefer) -> _Day:
    return _Day(date(today.year, 12, 31), "")


def _nearest(month: int, number: int, today: date, prefer: Prefer) -> date:
    lowest, highest = (-180, 185) if prefer == "future" else (-365, 0)
    for year in (today.year, today.year + 1, today.year - 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if lowest <= (day - today).days <= highest:
            return day
    raise ValueError(month, number)


def _month(first: date, step: int) -> date:
    months = first.year * 12 + first.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


_DAY_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, Prefer], _Day]], ...] = (
    (_MONTH_END, _month_end),
    (_YEAR_END, _year_end),
    (_WEEKEND, _weekend),
    (_WEEK, _weekday),
    (_FULL, _full),
    (_COMPACT, _full),
    (_SHORT, _short),
    (_OF_MONTH, _of_month),
    (_NAMED_SHAPE, _named),
)

# --- the time -------------------------------------------------------------------------------------------------------

_PERIODS = {
    **dict.fromkeys(("凌晨", "半夜", "午夜", "am"), "night"),
    **dict.fromkeys(("清晨", "早上", "早晨", "早间", "早", "morning"), "early"),
    **dict.fromkeys(("上午",), "morning"),
    **dict.fromkeys(("中午", "正午", "午间", "noon"), "noon"),
    **dict.fromkeys(("下午", "午后", "pm", "afternoon"), "afternoon"),
    **dict.fromkeys(("傍晚",), "dusk"),
    **dict.fromkeys(("晚上", "晚间", "夜里", "夜间", "夜晚", "晚", "夜", "evening", "night"), "evening"),
}
_ALONE = {"early": 8, "morning": 9, "noon": 12, "afternoon": 14, "dusk": 18, "evening": 20}
_PERIOD = "(" + "|".join(sorted(_PERIODS, key=lambda period: -len(period))) + ")"
_TIME = re.compile(
    rf"(?:t|at )?{_PERIOD}? ?(?:(?P<h>\d{{1,2}})(?::(?P<m>\d{{1,2}})(?::(?P<s>\d{{1,2}}))?"
    rf"|(?P<spoken>[点时])(?:钟|整)?(?:(?P<sm>\d{{1,2}})分?)?)?|(?P<four>\d{{4}}))? ?(?P<after>am|pm)?"
)


def _absolute(plain: str, local: datetime, prefer: Prefer) -> datetime:
    """Return the office time a text names.

    Raises:
        ValueError: It names none.
    """
    today, early = local.date(), prefer == "past"
    day = None if re.fullmatch(r"\d{4}", plain) else _leading_day(plain, today, prefer)
    rest = (day.rest if day else plain).strip().removeprefix("的").strip()
    rest = re.sub(r"(?<=.) ?(?:之?前|左右|before)$", "", rest)
    if day and not rest:
        chosen = datetime.combine(day.day, _OPENING if early else _CLOSING)
        return chosen if early or chosen >= local else datetime.combine(day.day, time(23, 59))
    offset = _time_of_day(rest, alone=day is None)
    chosen = datetime.combine(day.day if day else today, time()) + offset
    shift = day.shift if day else (-1 if early else 1)
    minute = local.replace(second=0, microsecond=0)
    passed = chosen > local if early else chosen < minute
    return chosen + timedelta(days=shift) if passed and shift else chosen


def _time_of_day(text: str, *, alone: bool) -> timedelta:
    found = _TIME.fullmatch(text)
    if not found or not text:
        raise ValueError(text)
    period = _PERIODS.get(found["after"] or found[1] or "", "")
    if found["four"]:
        hour, minute = int(found["four"][:2]), int(found["four"][2:])
    elif found["h"]:
        hour, minute = int(found["h"]), int(found["m"] or found["sm"] or 0)
        # A bare number is a time only where a day or a part of the day says so.
        if alone and not period and not found["m"] and not found["spoken"]:
            raise ValueError(text)
    elif period in _ALONE:
        return timedelta(hours=_ALONE[period])
    else:
        raise ValueError(text)
    second = int(found["s"] or 0)
    if found["spoken"] and not period and 1 <= hour <= 6:
        hour += 12
    hour = _in_period(hour, period)
    if hour > 28 or minute > 59 or second > 59 or (not period and hour >= 24 and (hour, minute, second) != (24, 0, 0)):
        raise ValueError(text)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _in_period(hour: int, period: str) -> int:
    match period:
        case "night" | "early":
            return 0 if hour == 12 and period == "night" else hour
        case "noon":
            return hour + 12 if hour < 4 else hour
        case "afternoon" | "dusk":
            return hour + 12 if hour < 12 else hour
        case "evening":
            # 晚上 1 点 is said of the night that follows, 晚上 12 点 of its midnight.
            return hour + 24 if hour <= 4 else hour + 12 if hour <= 12 else hour
        case _:
            return hour
