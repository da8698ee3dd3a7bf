"""Changes as a Qt signal: published in any thread, heard once per turn of the event loop in the GUI thread."""

from __future__ import annotations

import inspect
import threading
import weakref
from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.changes import ChangeFeed, Changes


def merge(one: Changes, other: Changes) -> Changes:
    """Return changes that say what both say; "many" (an empty set of ids) wins over names."""
    kinds = dict(one.kinds)
    for kind, ids in other.kinds.items():
        if kind in kinds:
            both = kinds[kind], ids
            kinds[kind] = frozenset[str]() if not all(both) else both[0] | both[1]
        else:
            kinds[kind] = ids
    return Changes(kinds, one.origin if one.origin == other.origin else "desk")


class Feed(QObject):
    """Turns a ``ChangeFeed`` into a signal.

    Args:
        source: What to listen to.
        parent: Who owns it.
    """

    changed = Signal(object)
    """A ``Changes``: everything published since the last turn."""

    _arrived = Signal()

    def __init__(self, source: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: Changes | None = None
        self._arrived.connect(self._flush, Qt.ConnectionType.QueuedConnection)
        self._cancel = source.subscribe(self._publish)

    def listen(self, owner: QObject, kinds: Sequence[str], slot: Callable[[Changes], None]) -> None:
        """Call ``slot`` with every change that touches one of these kinds, as long as the owner lives."""
        # Only weakly: listening must not keep a page alive that nobody shows any more.
        alive = weakref.ref(owner)
        find = weakref.WeakMethod(slot) if inspect.ismethod(slot) else lambda kept=slot: kept

        def heard(changes: Changes) -> None:
            there, call = alive(), find()
            if there is not None and shiboken6.isValid(there) and call is not None and changes.touches(*kinds):
                call(changes)

        connection = self.changed.connect(heard)
        owner.destroyed.connect(lambda: shiboken6.isValid(self) and self.changed.disconnect(connection))

    def close(self) -> None:
        """Stop listening."""
        self._cancel()

    def _publish(self, changes: Changes) -> None:
        with self._lock:
            first = self._waiting is None
            self._waiting = changes if self._waiting is None else merge(self._waiting, changes)
        if first:
            self._arrived.emit()

    @Slot()
    def _flush(self) -> None:
        with self._lock:
            changes, self._waiting = self._waiting, None
        if changes is not None:
            self.changed.emit(changes)
