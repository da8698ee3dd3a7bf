"""Notices that nobody has touched the program for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_AGAIN_MS = 1_000


class IdleWatch(QObject):
    """Tells when keyboard and mouse have rested for some minutes.

    It looks at what the system hands to the windows themselves and not at every event of every widget, which would
    cost each of them a turn in Python.

    Args:
        minutes: Returns after how many minutes; 0 for never.
        parent: Its owner.

    Signals:
        rested: Nobody touched anything for so long.
    """

    rested = Signal()

    def __init__(self, minutes: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.rested)

    @property
    def waiting_ms(self) -> int:
        """How long until it is told, in milliseconds; -1 if it never will be."""
        return self._timer.remainingTime()

    def start(self) -> None:
        """Begin to count."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._look_at)
            self._look_at(application.focusWindow())
        self.touch()

    def stop(self) -> None:
        """Count no longer."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._look_at)
        self._timer.stop()

    def touch(self) -> None:
        """Begin to count anew."""
        minutes = self._minutes()
        if minutes:
            self._timer.start(minutes * 60_000)
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every touch, at most once a second."""
        if event.type() in _TOUCHES and self._timer.interval() - self._timer.remainingTime() > _AGAIN_MS:
            self.touch()
        return super().eventFilter(watched, event)

    def _look_at(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
