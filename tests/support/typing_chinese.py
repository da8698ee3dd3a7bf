"""Chinese typed in a test as an input method does it: key clicks with such characters end the process."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Commit a text into a widget."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def compose(widget: QWidget, text: str) -> None:
    """Show a text as being composed, not committed yet."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(text, []))
