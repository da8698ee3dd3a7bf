"""Moments, days and durations as people say them: 今天 14:30, 昨天 09:05, 周三 10:00, 11-22; 剩 25 分, 超 1 小时 10 分.

Everything is a ``Text``, so it follows the language of the window. What is said here can be typed again: ``core.typed``
reads each of these forms.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from app.core.clock import DAY, HOUR, MINUTE, OfficeZone
from app.core.text import T, Text

Tone = Literal["ok", "soon", "late"]

WEEKDAYS = (
    T("phrasing", "Mon"),
    T("phrasing", "Tue"),
    T("phrasing", "Wed"),
    T("phrasing", "Thu"),
    T("phrasing", "Fri"),
    T("phrasing", "Sat"),
    T("phrasing", "Sun"),
)
"""The names of the days of the week, Monday first."""


class Countdown(NamedTuple):
    """What is left until something is due.

    Attributes:
        text: ``剩 25 分``, ``超 1 小时 10 分`` or ``刚好到时``.
        tone: ``ok``, ``soon`` (within the threshold) or ``late``.
    """

    text: Text
    tone: Tone


def say_moment(moment: int, now: int, zone: OfficeZone, *, times: bool = False) -> Text:
    """Return a moment as people say it.

    Yesterday, today and tomorrow by their names and the days of this week by theirs, all with the time; this year's
    days as month and day, others with the year.

    Args:
        moment: UTC milliseconds.
        now: The present moment, UTC milliseconds.
        zone: The office's zone.
        times: Show the time behind the farther days too (for what falls due).
    """
    local, today = zone.local(moment), zone.day(now)
    time = f"{local:%H:%M}"
    match (local.date() - today).days:
        case 0:
            return T("phrasing", "today {time}").with_(time=time)
        case -1:
            return T("phrasing", "yesterday {time}").with_(time=time)
        case 1:
            return T("phrasing", "tomorrow {time}").with_(time=time)
        case _:
            day = say_day(local.date(), today)
    if times or _monday(local.date()) == _monday(today):
        return T("phrasing", "{day} {time}").with_(day=day, time=time)
    return day


def say_day(day: date, today: date) -> Text:
    """Return a day as people say it: 今天, 昨天, 明天, 周三 (of this week), 11-22 (of this year), 2025-11-22."""
    near = {-1: T("phrasing", "yesterday"), 0: T("phrasing", "today"), 1: T("phrasing", "tomorrow")}
    if name := near.get((day - today).days):
        return name
    if _monday(day) == _monday(today):
        return WEEKDAYS[day.weekday()]
    written = f"{day:%m-%d}" if day.year == today.year else day.isoformat()
    # Digits read alike in every language: a text without a translation.
    return Text("phrasing", "{day}", (("day", written),))


def say_exact(moment: int, zone: OfficeZone) -> Text:
    """Return a moment to the second with its weekday, for tooltips and papers: ``2026-11-22 14:30:05 周日``."""
    local = zone.local(moment)
    return T("phrasing", "{day} {time} {weekday}").with_(
        day=local.date().isoformat(), time=f"{local:%H:%M:%S}", weekday=WEEKDAYS[local.weekday()]
    )


def say_span(milliseconds: int) -> Text:
    """Return a duration in words, at most two parts, begun minutes left out: 25 分, 1 小时 10 分, 3 天 2 小时."""
    span = abs(milliseconds)
    days, hours, minutes = span // DAY, span % DAY // HOUR, span % HOUR // MINUTE
    if days:
        if hours:
            return T("phrasing", "{days} d {hours} h").with_(days=days, hours=hours)
        return T("phrasing", "{days} d").with_(days=days)
    if hours:
        if minutes:
            return T("phrasing", "{hours} h {minutes} min").with_(hours=hours, minutes=minutes)
        return T("phrasing", "{hours} h").with_(hours=hours)
    if minutes or not span:
        return T("phrasing", "{minutes} min").with_(minutes=minutes)
    return T("phrasing", "less than 1 min")


def countdown(due: int, now: int, soon: int = 30 * MINUTE) -> Countdown:
    """Return what is left until ``due``, and how it should look.

    Args:
        due: UTC milliseconds.
        now: The present moment, UTC milliseconds.
        soon: How many milliseconds before ``due`` the tone changes to ``soon``.
    """
    left = due - now
    if left > 0:
        return Countdown(T("phrasing", "{span} left").with_(span=say_span(left)), "soon" if left <= soon else "ok")
    if left > -MINUTE:
        return Countdown(T("phrasing", "due now"), "late" if left else "soon")
    return Countdown(T("phrasing", "{span} over").with_(span=say_span(left)), "late")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
