"""Tickets that may be about the same matter: open one, join it, or go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T
from app.features.tickets import rules
from app.features.tickets.service import Near
from ui.panes.tones import STATE_TONES
from ui.widgets.basic import button, row
from ui.widgets.chips import StateChip
from ui.widgets.elided import ElidedLabel


class NearList(QWidget):
    """Names up to three near tickets under the description."""

    opened = Signal(str)
    joined = Signal(str)
    SHOWN = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 4)
        self._layout.setSpacing(4)
        self._shown: tuple[Near, ...] = ()
        self.hide()

    def show_tickets(self, near: Sequence[Near]) -> None:
        """Show these tickets, or nothing if there are none."""
        if tuple(near) == self._shown:
            return
        self._shown = tuple(near)
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for ticket in self._shown[: self.SHOWN]:
            self._layout.addWidget(self._line(ticket))
        self.setVisible(bool(self._shown))

    def _line(self, ticket: Near) -> QWidget:
        words = T("tickets", "{why}: {number} {title}").with_(why=ticket.why, number=ticket.number, title=ticket.title)
        line = QWidget()
        layout = row(
            StateChip(rules.state_title(ticket.state), STATE_TONES.get(ticket.state, "muted")),
            ElidedLabel(words),
            None,
            button(T("tickets", "Open"), "quiet", on=lambda: self.opened.emit(ticket.id)),
            button(T("tickets", "Join it"), "quiet", on=lambda: self.joined.emit(ticket.id)),
        )
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        return line
