"""What a committed unit of work changed, and who wants to know.

Local edits and changes that arrive from other desks publish the same ``Changes``: a page refreshes by kind and id and
need not care who edited.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Changes:
    """The records one committed unit of work touched.

    Attributes:
        kinds: Record kind (table name) -> ids touched; an empty set means "many: treat every one as changed".
        origin: Who caused it (``desk``, ``import``, ``sync``), for messages only.
    """

    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    origin: str = "desk"

    def touches(self, *kinds: str) -> bool:
        """Say whether any of these kinds changed."""
        return any(kind in self.kinds for kind in kinds)

    def touches_record(self, kind: str, record_id: str) -> bool:
        """Say whether this record may have changed."""
        ids = self.kinds.get(kind)
        return ids is not None and (not ids or record_id in ids)


class ChangeFeed:
    """Publishes ``Changes`` to subscribers, in the publishing thread. A failing subscriber does not stop the others."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[Changes], None]] = []
        self._lock = threading.Lock()

    def subscribe(self, subscriber: Callable[[Changes], None]) -> Callable[[], None]:
        """Register a subscriber; calling the returned function ends the subscription."""
        with self._lock:
            self._subscribers.append(subscriber)

        def cancel() -> None:
            with self._lock:
                if subscriber in self._subscribers:
                    self._subscribers.remove(subscriber)

        return cancel

    def publish(self, changes: Changes) -> None:
        """Tell every subscriber."""
        if not changes.kinds:
            return
        with self._lock:
            subscribers = tuple(self._subscribers)
        for subscriber in subscribers:
            try:
                subscriber(changes)
            except Exception:
                log.exception("a subscriber of changes failed")
