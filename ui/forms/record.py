"""A record that stands open in a form: what it was when it was read, what the desk had seen by then, what became of it.

Reading takes the store's token first; saving carries it, so that a save replaces what was on screen and nothing that
another desk wrote meanwhile. Every form of an existing record goes through here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes
from app.core.errors import AppError, NotFound

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

Read = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Reading:
    """A record as it was read.

    Attributes:
        seen: The store's token from just before.
        values: Form field -> value.
    """

    seen: Any
    values: dict[str, Any]


class OpenRecord(QObject):
    """One record in one form.

    Args:
        desk: The desk.
        kinds: Record kinds in which it lives, its own first; rows of the others have ids that begin with its id.
        record_id: Its id.
        read: Returns its values as the form shows them; called off the GUI thread.
        parent: Its owner.

    Signals:
        moved: It differs from what was read; the ``Changes`` that did it.
        gone: It has been deleted.
    """

    moved = Signal(object)
    gone = Signal(object)

    def __init__(
        self, desk: Desk, kinds: tuple[str, ...], record_id: str, read: Read, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._kinds, self._id, self._read = desk, kinds, record_id, read
        self._shown: Reading | None = None
        self._newest: Reading | None = None
        self._still = False
        desk.feed.listen(self, kinds, self._heard)

    @property
    def values(self) -> dict[str, Any]:
        """What was read last, form field -> value."""
        return {} if self._newest is None else self._newest.values

    def open(self, done: Callable[[OpenRecord], object], owner: QObject) -> None:
        """Read it and call ``done(self)`` in the GUI thread, if the owner still lives."""

        def opened(reading: Reading) -> None:
            self._shown = self._newest = reading
            done(self)

        self._desk.jobs.run(self.read, done=opened, owner=owner)

    def read(self) -> Reading:
        """Return it as it is now; for a job."""
        seen = self._desk.context.store.seen()
        return Reading(seen, dict(self._read()))

    def saving(self, save: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``save`` so that it replaces only what was on screen; for the job that saves."""
        store, seen = self._desk.context.store, None if self._shown is None else self._shown.seen

        def saved(*values: Any) -> Any:
            with store.as_seen(seen):
                return save(*values)

        return saved

    def accept(self) -> None:
        """What was read last has been on screen: a save may replace it."""
        self._shown = self._newest

    def rest(self, still: bool = True) -> None:
        """Stop looking after it (while it is being saved, and once that is done), or go on with a fresh look."""
        rested, self._still = self._still, still
        if rested and not still:
            self._look(Changes())

    def _heard(self, changes: Changes) -> None:
        if not self._still and self._shown is not None and self._concerns(changes):
            self._look(changes)

    def _look(self, changes: Changes) -> None:
        self._desk.jobs.run(
            self.read, done=lambda reading: self._take(reading, changes), failed=self._failed, owner=self
        )

    def _concerns(self, changes: Changes) -> bool:
        for kind in self._kinds:
            ids = changes.kinds.get(kind)
            if ids is not None and (
                not ids or any(key.partition("|")[0] == self._id or key == self._id for key in ids)
            ):
                return True
        return False

    def _take(self, reading: Reading, changes: Changes) -> None:
        if self._still or reading.values == self.values:
            return
        self._newest = reading
        self.moved.emit(changes)

    def _failed(self, error: AppError) -> None:
        if self._still:
            return
        if isinstance(error, NotFound):
            self.gone.emit(error)
        else:
            self._desk.voice.error(error)
