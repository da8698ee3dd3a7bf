"""Work off the GUI thread: one lane for the database, a pool for the rest; results always on the GUI thread.

A lane of one thread serialises our own writes, so that "database is locked" can only come from outside.
"""

from __future__ import annotations

import sys
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.errors import AppError
from ui.bridge.voice import Voice
from ui.i18n.language import AnyText
from ui.jobs.workers import Workers

POOL = 3
REPORT_EVERY = 0.05
"""Seconds between two reports of progress that reach the GUI thread."""

Report = Callable[[int, int], bool]
"""``report(done, total) -> go on?``; total 0 means unknown."""


class Job:
    """One piece of work under way.

    Attributes:
        title: What people read about it, if it is to be shown.
        cancellable: Whether the work asks, through its report, if it should stop.
        done_count: How far it is.
        total: How far it has to go; 0 if unknown.
    """

    def __init__(self, title: AnyText | None, cancellable: bool, owner: QObject | None) -> None:
        self.title, self.cancellable = title, cancellable
        self._owner = None if owner is None else weakref.ref(owner)
        self.done_count = self.total = 0
        self._cancelled = threading.Event()
        self._over = False
        self._reported = 0.0

    def belongs_to(self, owner: QObject) -> bool:
        """Say whether it is this object's job."""
        return self._owner is not None and self._owner() is owner

    @property
    def orphaned(self) -> bool:
        """Whether its owner is gone."""
        owner = None if self._owner is None else self._owner()
        return self._owner is not None and (owner is None or not shiboken6.isValid(owner))

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    @property
    def running(self) -> bool:
        """Whether its end has not been announced yet."""
        return not self._over

    def cancel(self) -> None:
        """Ask the work to stop; its callbacks are not called any more."""
        self._cancelled.set()


class _End:
    """How a job ended, on its way to the GUI thread."""

    def __init__(self, job: Job, done: Any, failed: Any) -> None:
        self.job, self.done, self.failed = job, done, failed
        self.value: Any = None
        self.error: BaseException | None = None


class Jobs(QObject):
    """Runs work in threads.

    Args:
        voice: Says what was refused, where nobody asked to be told.
        thread_ended: Runs in each worker thread before it ends (to close its database connection).
        parent: Who owns it.
    """

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)

    _finished = Signal(object)
    _reported = Signal(object)

    def __init__(
        self,
        voice: Voice | None = None,
        thread_ended: Callable[[], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._lane = Workers("database", 1, thread_ended)
        self._pool = Workers("pool", POOL, thread_ended)
        self._running: set[Job] = set()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._report_on, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    def run(
        self,
        work: Callable[..., Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        owner: QObject | None = None,
        title: AnyText | None = None,
        progress: bool = False,
    ) -> Job:
        """Do some work on the database lane.

        Args:
            work: Called without arguments, or with a ``Report`` if ``progress``; touches no widget.
            done: Called on the GUI thread with what the work returned.
            failed: Called on the GUI thread with an ``AppError``; if not given, the voice says it.
            owner: When it is destroyed, the callbacks are dropped.
            title: Shown in the page's progress strip if the work takes longer than a moment.
            progress: Whether the work reports how far it is and can be stopped.

        Raises:
            RuntimeError: The jobs were closed.
        """
        return self._start(self._lane, work, done, failed, owner, title, progress)

    def pool(
        self,
        work: Callable[..., Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        owner: QObject | None = None,
        title: AnyText | None = None,
        progress: bool = False,
    ) -> Job:
        """Do some work that needs no place in the database lane (files, PDF, reading); see ``run``."""
        return self._start(self._pool, work, done, failed, owner, title, progress)

    def close(self, timeout_s: float = 10) -> bool:
        """Ask what can stop to stop, wait for the rest, end the threads, and say whether they ended in time."""
        for job in self._running:
            if job.cancellable:
                job.cancel()
        ended = [workers.close(timeout_s) for workers in (self._lane, self._pool)]
        return all(ended)

    def _start(
        self,
        workers: Workers,
        work: Callable[..., Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[AppError], None] | None,
        owner: QObject | None,
        title: AnyText | None,
        progress: bool,
    ) -> Job:
        job = Job(title, progress, owner)
        self._running.add(job)
        self.started.emit(job)
        self._submit(workers, lambda: self._work(job, work, _End(job, done, failed)))
        return job

    def _submit(self, workers: Workers, work: Callable[[], None]) -> None:
        workers.submit(work)

    def _work(self, job: Job, work: Callable[..., Any], end: _End) -> None:
        try:
            if not job.cancelled:
                end.value = work(self._reporter(job)) if job.cancellable else work()
        except BaseException as error:
            end.error = error
        self._hand_over(end)

    def _hand_over(self, end: _End) -> None:
        if shiboken6.isValid(self):
            self._finished.emit(end)

    def _reporter(self, job: Job) -> Report:
        def report(done: int, total: int) -> bool:
            job.done_count, job.total = done, total
            now = time.monotonic()
            if now - job._reported >= REPORT_EVERY or done == total:
                job._reported = now
                self._report_over(job)
            return not job.cancelled

        return report

    def _report_over(self, job: Job) -> None:
        self._reported.emit(job)

    @Slot(object)
    def _report_on(self, job: Job) -> None:
        if job.running:
            self.progressed.emit(job)

    @Slot(object)
    def _deliver(self, end: _End) -> None:
        job = end.job
        self._running.discard(job)
        job._over = True
        self.ended.emit(job)
        wanted = not job.cancelled and not job.orphaned
        error = end.error
        if error is not None and not isinstance(error, AppError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif not wanted:
            return
        elif error is None:
            if end.done is not None:
                end.done(end.value)
        elif end.failed is not None:
            end.failed(error)
        elif self._voice is not None:
            self._voice.error(error)


class InlineJobs(Jobs):
    """Runs everything at once in the caller: for tests and the tour, which then need no waiting."""

    def _submit(self, workers: Workers, work: Callable[[], None]) -> None:
        work()

    def _hand_over(self, end: _End) -> None:
        self._deliver(end)

    def _report_over(self, job: Job) -> None:
        self._report_on(job)
