"""Who changed which field of a ticket: folded, and read only when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T
from app.features.tickets.service import HistoryLine
from ui.widgets.basic import button, row
from ui.widgets.story import Story

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class ChangesFold(QWidget):
    """A button that unfolds a ticket's history.

    Args:
        desk: The desk.
        ticket_id: The ticket.
    """

    def __init__(self, desk: Desk, ticket_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket = ticket_id
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.button = button(T("tickets", "Show what was changed in the fields"), "quiet", "history", on=self.unfold)
        self._layout.addLayout(row(self.button, None))

    def unfold(self) -> None:
        """Read the history and show it in the button's place."""
        desk, ticket = self._desk, self._ticket
        self.button.setEnabled(False)
        desk.jobs.run(lambda: desk.context.tickets.history(desk.actor, ticket), done=self._show, owner=self)

    def _show(self, lines: list[HistoryLine]) -> None:
        self.button.hide()
        self._layout.addWidget(Story(lines, self._desk.display))
