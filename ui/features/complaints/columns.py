"""How the columns of the complaint list look: chips, countdowns, what is late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import MINUTE, Clock
from app.features.complaints import rules
from ui.panes.tones import STAGE_TONES
from ui.tables.looks import Look, RowView
from ui.theme.tokens import Tone


def complaint_looks(clock: Clock, soon_minutes: int) -> Mapping[str, Look]:
    """Return the looks of the complaint list's columns.

    Args:
        clock: Decides what is late.
        soon_minutes: How long before its due time a complaint is shown as due soon.
    """

    def due(value: Any, _row: RowView) -> Tone | None:
        if value is None:
            return None
        left = value - clock.now()
        return "late" if left < 0 else "soon" if left < soon_minutes * MINUTE else None

    def stage(value: Any, _row: RowView) -> Tone | None:
        return STAGE_TONES.get(str(value), "muted")

    def grade(value: Any, _row: RowView) -> Tone | None:
        return "late" if value == "serious" else "muted"

    def ended(_value: Any, row: RowView) -> Tone | None:
        return "muted" if row["stage"] in rules.ENDED else None

    return {
        "grade": Look("chip", tone=grade),
        "stage": Look("chip", tone=stage),
        "next_due": Look("countdown", tone=due),
        "title": Look(tone=ended),
        "late": Look(tone=lambda value, _row: "late" if value else None),
    }
