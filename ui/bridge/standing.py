"""How the exchange between desks stands, as a Qt signal: told in any thread, heard once a turn in the GUI thread."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.sync.reports import Status

Watch = Callable[[Callable[[Status], None]], Callable[[], None]]
"""``watch(told) -> end``: as the exchange's service gives it."""


class Standing(QObject):
    """Turns what the exchange tells into a signal.

    Args:
        parent: Who owns it.

    Signals:
        changed: The newest ``Status``; those that came before in the same turn are left out.
    """

    changed = Signal(object)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: Status | None = None
        self._status = Status()
        self._end: Callable[[], None] | None = None
        self._arrived.connect(self._flush, Qt.ConnectionType.QueuedConnection)

    @property
    def status(self) -> Status:
        """The status told last."""
        return self._status

    def follow(self, watch: Watch, first: Callable[[], Status]) -> None:
        """Begin to listen, once.

        Args:
            watch: Where to listen.
            first: Returns the status of this moment.
        """
        if self._end is not None:
            return
        # Only weakly: an engine outlives whoever was logged in.
        find = weakref.WeakMethod(self._told)

        def told(status: Status) -> None:
            tell = find()
            if tell is not None:
                tell(status)

        self._end = watch(told)
        self._status = first()
        self.changed.emit(self._status)

    def close(self) -> None:
        """Stop listening."""
        if self._end is not None:
            self._end()
            self._end = lambda: None

    def _told(self, status: Status) -> None:
        with self._lock:
            first = self._waiting is None
            self._waiting = status
        if first and shiboken6.isValid(self):
            self._arrived.emit()

    @Slot()
    def _flush(self) -> None:
        with self._lock:
            status, self._waiting = self._waiting, None
        if status is not None and status != self._status:
            self._status = status
            self.changed.emit(status)
