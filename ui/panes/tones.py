"""The tones of states and stages that more than one page shows."""

from __future__ import annotations

from collections.abc import Mapping

from ui.theme.tokens import Tone

STATE_TONES: Mapping[str, Tone] = {
    "new": "info",
    "dispatched": "info",
    "working": "accent",
    "check": "soon",
    "callback": "soon",
    "closed": "done",
    "held": "muted",
    "void": "muted",
    "merged": "muted",
}
"""State of a ticket -> its tone."""

STAGE_TONES: Mapping[str, Tone] = {
    "soothe": "late",
    "investigate": "info",
    "plan": "accent",
    "handle": "accent",
    "reply": "soon",
    "prevent": "soon",
    "archived": "done",
    "rejected": "muted",
    "void": "muted",
}
"""Stage of a complaint -> its tone."""
