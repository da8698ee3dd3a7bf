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
        self._following = False
        self._arrived.connect(self._flush, Qt.ConnectionType.QueuedConnection)

    @property
    def status(self) -> Status:
        """The status told last."""
        return self._status

    def follow(self, watch: Watch, first: Callable[[], Status]) -> None:
        """Begin to listen, once; in any thread, because the first status may take a moment.

        Args:
            watch: Where to listen.
            first: Returns the status of this moment.
        """
        with self._lock:
            following, self._following = self._following, True
        if following:
            return
        # Only weakly: an engine outlives whoever was logged in; it is left the next time it tells something.
        alive = weakref.ref(self)
        ends: list[Callable[[], None]] = []

        def told(status: Status) -> None:
            there = alive()
            if there is not None and shiboken6.isValid(there):
                there._told(status)
            elif ends:
                ends.pop()()

        ends.append(watch(told))
        told(first())

    def _told(self, status: Status) -> None:
        with self._lock:
            first = self._waiting is None
            self._waiting = status
        if first:
            self._arrived.emit()

    @Slot()
    def _flush(self) -> None:
        with self._lock:
            status, self._waiting = self._waiting, None
        if status is not None and status != self._status:
            self._status = status
            self.changed.emit(status)
