"""How the columns of the ticket list look: badges, chips, countdowns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import MINUTE, Clock
from app.features.tickets import rules
from ui.panes.tones import STATE_TONES
from ui.tables.looks import Look, RowView
from ui.theme.tokens import Tone


def ticket_looks(clock: Clock, soon_minutes: int) -> Mapping[str, Look]:
    """Return the looks of the ticket list's columns.

    Args:
        clock: Decides what is late.
        soon_minutes: How long before its due time a ticket is shown as due soon.
    """

    def due(value: Any, _row: RowView) -> Tone | None:
        if value is None:
            return None
        left = value - clock.now()
        return "late" if left < 0 else "soon" if left < soon_minutes * MINUTE else None

    def state(value: Any, _row: RowView) -> Tone | None:
        return STATE_TONES.get(str(value), "muted")

    def ended(value: Any, row: RowView) -> Tone | None:
        return "muted" if row["state"] in rules.ENDED else None

    return {
        "level": Look("badge"),
        "state": Look("chip", tone=state),
        "next_due": Look("countdown", tone=due),
        "title": Look(tone=ended),
        "late": Look(tone=lambda value, _row: "late" if value else None),
    }
