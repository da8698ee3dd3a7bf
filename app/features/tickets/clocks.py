"""When a ticket is due, and why.

Source: the office's product rules, "Levels" and "Calendars". Minutes come from the settings; how minutes of work lie
in time is a calendar's business. Until an office keeps working calendars, every hour counts (``PlainHours``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from app.core.clock import MINUTE
from app.core.text import T, Text
from app.features.tickets import rules
from app.settings.settings import Settings

MESSAGE_CHANNELS = ("wechat", "app", "grid")
DECORATION_VISIT_MINUTES = 120


class Calendar(Protocol):
    """Knows which time counts."""

    def add(self, start: int, minutes: int) -> int:
        """Return the moment at which ``minutes`` of counted time have passed since ``start`` (UTC milliseconds)."""
        raise NotImplementedError

    def between(self, start: int, end: int) -> int:
        """Return the counted milliseconds between two moments; negative if ``end`` lies before ``start``."""
        raise NotImplementedError

    def explain(self, minutes: int) -> Text:
        """Return in words how these minutes are counted."""
        raise NotImplementedError


class PlainHours:
    """Every hour of every day counts."""

    def add(self, start: int, minutes: int) -> int:
        """Return ``start`` plus the minutes."""
        return start + minutes * MINUTE

    def between(self, start: int, end: int) -> int:
        """Return the milliseconds between two moments."""
        return end - start

    def explain(self, minutes: int) -> Text:
        """Return in words how these minutes are counted."""
        if minutes % 60 == 0:
            return T("tickets", "{n} h, day and night").with_(n=minutes // 60)
        return T("tickets", "{n} min, day and night").with_(n=minutes)


@dataclass(frozen=True)
class Due:
    """The due times of a ticket, UTC milliseconds; None where there is none.

    Attributes:
        respond: First response.
        arrive: On site.
        finish: Result fed back to the resident.
        why: One text a due time, in that order, that explains the arithmetic.
    """

    respond: int | None
    arrive: int | None
    finish: int | None
    why: tuple[Text, ...]

    def columns(self) -> dict[str, Any]:
        """Return the values for the ticket's columns."""
        return {"respond_due": self.respond, "arrive_due": self.arrive, "finish_due": self.finish}


@dataclass(frozen=True)
class _Minutes:
    respond: int
    arrive: int | None
    finish: int
    rule: Text


def due_times(
    settings: Settings, calendar: Calendar, *, type_: str, level: int, channel: str, category: str, start: int
) -> Due:
    """Return when a ticket is due.

    Args:
        settings: Gives the minutes of each level.
        calendar: Gives the arithmetic.
        type_: Code of the ticket's type.
        level: 1, 2 or 3.
        channel: Code of the channel it came by.
        category: Code of its category; decoration enquiries have a visit of their own.
        start: From when the clock runs, UTC milliseconds.
    """
    minutes = _minutes(settings, type_, level, channel, category)
    respond = calendar.add(start, minutes.respond)
    arrive = None if minutes.arrive is None else calendar.add(start, minutes.arrive)
    why = [
        T("tickets", "First response: {rule}, {span}").with_(rule=minutes.rule, span=calendar.explain(minutes.respond))
    ]
    if minutes.arrive is not None:
        why.append(T("tickets", "On site: {span}").with_(span=calendar.explain(minutes.arrive)))
    why.append(T("tickets", "Result: {span}").with_(span=calendar.explain(minutes.finish)))
    return Due(respond, arrive, calendar.add(start, minutes.finish), tuple(why))


def _minutes(settings: Settings, type_: str, level: int, channel: str, category: str) -> _Minutes:
    finish = settings.number("tickets.finish_3" if level == 3 else "tickets.finish")
    if type_ == "enquiry":
        by_message = channel in MESSAGE_CHANNELS
        respond = settings.number("tickets.enquiry_message" if by_message else "tickets.enquiry_counter")
        visit = DECORATION_VISIT_MINUTES if category.startswith("decoration") else None
        rule = T("tickets", "enquiry by message") if by_message else T("tickets", "enquiry in person")
        return _Minutes(respond, visit, finish, rule)
    respond = settings.number(f"tickets.respond_{level}")
    rule = rules.LEVELS[str(level)]
    if type_ == "repair" and level < 3:
        return _Minutes(respond, max(respond, settings.number("tickets.arrive")), finish, rule)
    return _Minutes(respond, None, max(respond, finish), rule)


def shifted(calendar: Calendar, ticket: Any, resumed: int) -> dict[str, Any]:
    """Return the columns of a ticket resumed after a hold: each due time keeps what was left of it.

    Args:
        calendar: Gives the arithmetic.
        ticket: The held row.
        resumed: When it is resumed, UTC milliseconds.
    """
    held_at = ticket.held_at if ticket.held_at is not None else resumed
    columns: dict[str, Any] = {"held_at": None, "held_ms": ticket.held_ms + max(0, resumed - held_at)}
    for key in ("respond_due", "arrive_due", "finish_due"):
        due = getattr(ticket, key)
        if due is None or due <= held_at:
            continue
        left = calendar.between(held_at, due)
        columns[key] = calendar.add(resumed, 0) + left
    return columns
