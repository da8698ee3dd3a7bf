"""A due moment as what is left of it; runs while it is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.core.clock import MINUTE
from app.core.text import T
from ui.tables.display import Display
from ui.widgets.basic import set_kind

EVERY_MS = 10_000
_IN_TIME, _LATE = T("widgets", "done in time"), T("widgets", "done {span} late")


class Countdown(QLabel):
    """What is left until a moment, in its tone; or how it ended.

    Args:
        display: Says it.
    """

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._due: int | None = None
        self._done: int | None = None
        self._warn = 30 * MINUTE
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.retranslate)

    def set_due(self, due_at: int | None, done_at: int | None = None, warn_ms: int = 30 * MINUTE) -> None:
        """Show another moment.

        Args:
            due_at: UTC milliseconds; nothing is shown if None.
            done_at: When it was done, if it was.
            warn_ms: How long before the moment the tone changes.
        """
        self._due, self._done, self._warn = due_at, done_at, warn_ms
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew."""
        if self._due is None:
            self.clear()
            return
        if self._done is None:
            text, tone = self._display.countdown(self._due, self._warn)
        elif self._done <= self._due:
            text, tone = str(_IN_TIME), "done"
        else:
            text, tone = _LATE.format(span=self._display.span(self._done - self._due)), "late"
        self.setText(text)
        self.setToolTip(self._display.exact(self._due))
        set_kind(self, tone, "tone")

    def showEvent(self, event: QShowEvent) -> None:
        """Run."""
        self.retranslate()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        self._timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say it anew in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
