"""What stands on the screen once a ticket is saved: its number, the message for the resident, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T
from app.features.tickets.service import Taken
from ui.widgets.basic import button, label, row
from ui.widgets.copybox import CopyBox

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class Receipt(QWidget):
    """Shows a ticket just taken."""

    next_wanted = Signal()
    opened = Signal(str)
    dispatch_wanted = Signal(str)
    print_wanted = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = label("", "big")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copied = label(T("tickets", "The message is on the clipboard."), "muted")
        self.message = CopyBox("", on_copied=self._given)
        buttons = row(
            button(
                T("tickets", "Dispatch (F8)"), "primary", "send", on=lambda: self.dispatch_wanted.emit(self._ticket)
            ),
            button(T("tickets", "Print slip (F9)"), icon="print", on=lambda: self.print_wanted.emit(self._ticket)),
            button(T("tickets", "Next (Ctrl+N)"), icon="add", on=self.next_wanted.emit),
            button(T("tickets", "Open ticket (Enter)"), "quiet", on=lambda: self.opened.emit(self._ticket)),
            None,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 40, 48, 40)
        layout.setSpacing(12)
        layout.addWidget(label(T("tickets", "Saved"), "muted"))
        layout.addWidget(self.number)
        layout.addSpacing(8)
        layout.addWidget(label(T("tickets", "Message for the resident"), "heading"))
        layout.addWidget(self.message)
        layout.addWidget(self.copied)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(1)
        for keys, slot in (
            ("F8", lambda: self.dispatch_wanted.emit(self._ticket)),
            ("F9", lambda: self.print_wanted.emit(self._ticket)),
            ("Return", lambda: self.opened.emit(self._ticket)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_ticket(self, taken: Taken, message: str) -> None:
        """Show a ticket just taken; the message goes to the clipboard if the office wants it so."""
        self._ticket = taken.id
        self.number.setText(taken.number)
        self.message.set_text(message)
        copies = self._desk.context.settings.flag("tickets.copy_message")
        self.copied.setVisible(copies)
        if copies:
            QGuiApplication.clipboard().setText(message)

    def _given(self, _text: str) -> None:
        desk, ticket = self._desk, self._ticket
        if ticket:
            desk.jobs.run(lambda: desk.context.tickets.record_event(desk.actor, ticket, "message"), owner=self)
