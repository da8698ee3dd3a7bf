"""A search field: a lens, the words, a cross; it waits for the person to stop typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text import T
from ui.i18n.language import AnyText, bind_text
from ui.theme.icons import icon


class SearchBox(QLineEdit):
    """A search field.

    Args:
        placeholder: What may be typed.
        delay_ms: How long after the last key ``changed`` is emitted.

    Signals:
        changed: The words, some time after the last key; never while an input method composes.
        submitted: Enter was pressed.
        went_down: The down key was pressed (to go on to the results).
    """

    changed = Signal(str)
    submitted = Signal(str)
    went_down = Signal()

    def __init__(self, placeholder: AnyText = "", delay_ms: int = 150, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind_text(self.setPlaceholderText, placeholder)
        bind_text(self.setAccessibleName, placeholder)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross: QAction = self.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        bind_text(self._cross.setToolTip, T("widgets", "Clear"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear_now)
        self._last = ""
        self._timer = QTimer(self, singleShot=True, interval=delay_ms)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)

    def clear_now(self) -> None:
        """Empty it and say so at once."""
        self.clear()
        self._tell()

    def set_words(self, words: str) -> None:
        """Put words in without saying so."""
        self._last = words
        self.setText(words)
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter submits, Esc empties, Down goes on to the results."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.submitted.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_now()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        words = self.text()
        if words != self._last:
            self._last = words
            self.changed.emit(words)


class KeyFilter(QObject):
    """Hands the key presses of a widget to a function before the widget sees them.

    Args:
        widget: Whose keys.
        handle: Returns True if it took the key.
    """

    def __init__(self, widget: QWidget, handle: object) -> None:
        super().__init__(widget)
        self._handle = handle
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask the function."""
        if event.type() == QEvent.Type.KeyPress and callable(self._handle):
            return bool(self._handle(event))
        return super().eventFilter(watched, event)
