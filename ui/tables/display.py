"""Stored values as people read them: moments as they say them, money with its yuan, codes as words."""

from __future__ import annotations

from typing import Any

from app.core.clock import MINUTE, Clock, OfficeZone
from app.core.money import show_yuan
from app.core.phrasing import countdown, say_day, say_exact, say_moment, say_span
from app.core.text import T
from ui.tables.protocols import ColumnLike
from ui.theme.tokens import Tone

YES, NO = T("tables", "yes"), T("tables", "no")

RIGHT = frozenset({"number", "money", "span"})
_LEFT_TONES: dict[str, Tone] = {"ok": "plain", "soon": "soon", "late": "late"}


class Display:
    """Shows values in the office's zone and the language in force.

    Args:
        zone: The office's zone.
        clock: Knows the present moment.
    """

    def __init__(self, zone: OfficeZone, clock: Clock) -> None:
        self.zone, self.clock = zone, clock

    def text(self, column: ColumnLike, value: Any) -> str:
        """Return a value as a cell shows it."""
        if value is None or value == "":
            return ""
        kind = column.kind
        if kind == "text":
            return str(value)
        if kind == "choice":
            label = column.labels.get(value)
            return str(value) if label is None else str(label)
        return self.by_kind(kind, value)

    def full(self, column: ColumnLike, value: Any) -> str:
        """Return a value whole and exact, as a tooltip shows it."""
        if column.kind == "moment" and isinstance(value, int):
            return str(say_exact(value, self.zone))
        return self.text(column, value)

    def by_kind(self, kind: str, value: Any) -> str:
        """Return a value of a kind that is neither text nor choice."""
        if kind == "moment":
            return self.moment(value)
        if kind == "day":
            return self.day(value)
        if kind == "span":
            return str(say_span(value))
        if kind == "money":
            return show_yuan(value)
        if kind == "number":
            return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
        if kind == "flag":
            return str(YES if value else NO)
        return str(value)

    def moment(self, at: int) -> str:
        """Return a moment (UTC milliseconds) as people say it."""
        return str(say_moment(at, self.clock.now(), self.zone))

    def due(self, at: int) -> str:
        """Return a moment something is due at, always with its time."""
        return str(say_moment(at, self.clock.now(), self.zone, times=True))

    def exact(self, at: int) -> str:
        """Return a moment to the second."""
        return str(say_exact(at, self.zone))

    def day(self, on: str) -> str:
        """Return a day (ISO) as people say it; a text that is no day as it is."""
        from datetime import date  # the only place here that reads a day

        try:
            return str(say_day(date.fromisoformat(on), self.zone.day(self.clock.now())))
        except ValueError:
            return on

    def span(self, milliseconds: int) -> str:
        """Return a duration in words."""
        return str(say_span(milliseconds))

    def countdown(self, due_at: int, soon: int = 30 * MINUTE) -> tuple[str, Tone]:
        """Return what is left until a moment, and its tone."""
        left = countdown(due_at, self.clock.now(), soon)
        return str(left.text), _LEFT_TONES[left.tone]

    @staticmethod
    def right_aligned(column: ColumnLike) -> bool:
        """Say whether the figures of a column stand under each other."""
        return column.kind in RIGHT
