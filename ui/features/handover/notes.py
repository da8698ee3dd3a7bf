"""Notes of a handover: one line to write, Enter adds it, Ctrl+Enter adds it as important."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.text import T
from ui.i18n.language import bind_text
from ui.theme.metrics import margins
from ui.widgets.basic import Heading, button, row
from ui.widgets.search import KeyFilter


class NoteEntry(QWidget):
    """Writes a new note, or changes one.

    Signals:
        written: Text, whether it is important, and the note's line (empty for a new one).
    """

    written = Signal(str, bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ""
        self._kept: dict[str, str] = {}
        self._handover = ""
        self.edit = QLineEdit()
        self.edit.setObjectName("note")
        bind_text(self.edit.setPlaceholderText, T("handover", "What must the next shift know?"))
        bind_text(self.edit.setAccessibleName, T("handover", "What must the next shift know?"))
        bind_text(self.edit.setToolTip, T("handover", "Enter adds it, Ctrl+Enter as important: it must be read"))
        self.edit.returnPressed.connect(lambda: self._write(important=False))
        KeyFilter(self.edit, self._key)
        self.ordinary = button(T("handover", "Note"), on=lambda: self._write(important=False))
        self.important = button(T("handover", "Important"), on=lambda: self._write(important=True))
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.addWidget(Heading(T("handover", "Write a note")))
        layout.addWidget(self.edit)
        layout.addLayout(row(None, self.ordinary, self.important))

    def begin(self, handover_id: str) -> None:
        """Belong to a handover; what was typed for another one is kept for it."""
        if handover_id != self._handover:
            self._kept[self._handover] = self.edit.text()
            self._handover, self._line = handover_id, ""
            self.edit.setText(self._kept.pop(handover_id, ""))

    def change(self, line_id: str, text: str) -> None:
        """Change a note that is there."""
        self._line = line_id
        self.edit.setText(text)
        self.focus()

    def focus(self) -> None:
        """Put the keyboard here."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def done(self) -> None:
        """It was written down."""
        self._line = ""
        self.edit.clear()

    def _write(self, *, important: bool) -> None:
        if self.edit.text().strip():
            self.written.emit(self.edit.text(), important, self._line)
        else:
            self.focus()

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._write(important=True)
            return True
        if event.key() == Qt.Key.Key_Escape and self._line:
            self.done()
            return True
        return False
