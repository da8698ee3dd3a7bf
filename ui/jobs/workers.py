"""Threads that take work from a queue, and end in order."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

Work = Callable[[], None]


class Workers:
    """Some threads behind one queue; with one thread it is a lane in which nothing overtakes.

    A thread starts when there is work for which none is free: each has a database connection of its own, and to open
    that takes as long as many a query.

    Args:
        name: For logs and debuggers.
        count: How many threads.
        ended: Runs in each thread before it ends (to close the thread's database connection).
    """

    def __init__(self, name: str, count: int, ended: Callable[[], None] | None = None) -> None:
        self._name, self._count, self._ended = name, count, ended
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._lock = threading.Lock()
        self._unfinished = 0

    def submit(self, work: Work) -> None:
        """Do the work when its turn comes; ``work`` catches its own exceptions.

        Raises:
            RuntimeError: The workers were closed.
        """
        if self._closed:
            raise RuntimeError(f"{self._name} is closed")
        self._queue.put(work)
        with self._lock:
            self._unfinished += 1
            wanted = min(self._unfinished, self._count)
        if len(self._threads) < wanted:
            thread = threading.Thread(target=self._loop, name=f"{self._name}-{len(self._threads) + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self, seconds: float) -> bool:
        """Finish what is queued, end the threads, and say whether they ended in time.

        Args:
            seconds: How long to wait for each thread.
        """
        self._closed = True
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _loop(self) -> None:
        while (work := self._queue.get()) is not None:
            work()
            with self._lock:
                self._unfinished -= 1
            del work  # a waiting thread must not keep the last work's widgets alive
        if self._ended is not None:
            try:
                self._ended()
            except Exception:
                log.exception("%s: closing hook failed", self._name)
