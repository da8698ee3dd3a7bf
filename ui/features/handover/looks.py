"""How the list of handovers looks."""

from __future__ import annotations

from collections.abc import Mapping

from ui.tables.looks import Look
from ui.theme.tokens import Tone

STATE_TONES: Mapping[str, Tone] = {
    "draft": "info",
    "handed": "soon",
    "left": "soon",
    "sealed": "done",
    "void": "muted",
}


def handover_looks() -> Mapping[str, Look]:
    """Return how the cells of the list look."""
    return {
        "state": Look("chip", tone=lambda value, _row: STATE_TONES.get(str(value), "muted")),
        "late": Look(tone=lambda value, _row: "late" if value else "muted"),
    }
