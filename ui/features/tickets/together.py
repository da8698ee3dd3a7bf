"""One move on many tickets at once: asked once, made on each, refusals named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.core.text import T
from app.features.tickets import rules
from ui.features.tickets.moves import MovePanel
from ui.widgets.basic import label

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class BulkMoves:
    """Opens the small window that asks what a move on many tickets needs."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent
        self.dialog: QDialog | None = None

    def open(self, ids: list[str], move: rules.Move) -> None:
        """Ask for the move's fields and make it on all of these tickets."""
        dialog = QDialog(self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(str(move.title))
        dialog.setMinimumWidth(420)
        panel = MovePanel(self._desk, move, ids)
        panel.done.connect(lambda _action: dialog.accept())
        panel.left.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(label(T("tickets", "{n} tickets chosen").with_(n=len(ids)), "muted"))
        layout.addWidget(panel)
        dialog.destroyed.connect(self._gone)
        self.dialog = dialog
        dialog.open()
        panel.form.focus_first()

    def _gone(self) -> None:
        self.dialog = None
