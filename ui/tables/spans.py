"""Spans of days: the usual ones by name, others typed; from the start of the first day to the end of the last."""

from __future__ import annotations

from datetime import date, timedelta

from app.core.clock import OfficeZone
from app.core.phrasing import say_day
from app.core.text import T, Text

Span = tuple[int | None, int | None]
"""UTC milliseconds: from (included) and to (excluded); None for open."""

Days = tuple[date | None, date | None]
"""First and last day, both included."""

NAMED: dict[str, Text] = {
    "today": T("tables", "Today"),
    "yesterday": T("tables", "Yesterday"),
    "this_week": T("tables", "This week"),
    "last_week": T("tables", "Last week"),
    "this_month": T("tables", "This month"),
    "last_month": T("tables", "Last month"),
    "last_30": T("tables", "Last 30 days"),
}


def named_days(name: str, today: date) -> Days:
    """Return the days of a named span."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    return {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "this_week": (monday, monday + timedelta(days=6)),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this_month": (first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)),
        "last_month": (before.replace(day=1), before),
        "last_30": (today - timedelta(days=29), today),
    }[name]


def span_of(days: Days, zone: OfficeZone) -> Span:
    """Return the moments of a span of days."""
    first, last = days
    return (
        None if first is None else zone.day_start(first),
        None if last is None else zone.day_start(last + timedelta(days=1)),
    )


def days_of(span: Span, zone: OfficeZone) -> Days:
    """Return the days of a span of moments."""
    start, end = span
    return (None if start is None else zone.day(start), None if end is None else zone.day(end - 1))


def say_span_of_days(span: Span, today: date, zone: OfficeZone) -> str:
    """Return a span as people read it: a named one by its name, a day alone as a day."""
    days = days_of(span, zone)
    for name, text in NAMED.items():
        if named_days(name, today) == days:
            return str(text)
    first, last = days
    if first is not None and first == last:
        return str(say_day(first, today))
    words = ["…" if day is None else str(say_day(day, today)) for day in days]
    return " – ".join(words)
