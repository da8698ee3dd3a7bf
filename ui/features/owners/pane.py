"""What the panes of a person and of a house share: their tickets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.text import Text
from app.features.tickets import rules as tickets
from ui.panes.pane import RecordPane, link
from ui.theme.tokens import Tone
from ui.widgets.basic import Heading, label, row
from ui.widgets.chips import StateChip
from ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from app.features.tickets.service import TicketHit

_STATE_TONES: dict[str, Tone] = {"closed": "done", "held": "muted", "void": "muted", "merged": "muted"}


class OwnerPane(RecordPane):
    """A pane that lists tickets, too."""

    def add_tickets(self, layout: QVBoxLayout, title: Text, hits: Sequence[TicketHit]) -> None:
        """Add a heading and a line for each ticket; a press opens it."""
        if hits:
            layout.addWidget(Heading(title, len(hits)))
            lines = QVBoxLayout()
            lines.setSpacing(0)
            for hit in hits:
                lines.addLayout(self._ticket(hit))
            layout.addLayout(lines)

    def _ticket(self, hit: TicketHit) -> QHBoxLayout:
        number = link(hit.number, lambda: self.desk.go("ticket", hit.id))
        words = ElidedLabel(hit.title, "right")
        tone: Tone = _STATE_TONES.get(hit.state, "info")
        line = row(
            number,
            words,
            StateChip(tickets.state_title(hit.state), tone),
            label(self.desk.display.moment(hit.entered_at), "small"),
        )
        line.setStretch(1, 1)
        return line
