"""When to exchange: soon after a save, often while somebody works, seldom otherwise, and patiently while offline."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from typing import Literal

from app.sync.reports import Report

log = logging.getLogger(__name__)

Pace = Literal["active", "idle", "minimised"]
SECONDS: dict[Pace, float] = {"active": 5.0, "idle": 15.0, "minimised": 60.0}
"""Seconds between two exchanges, by what the window is doing (design of the shared folder, "Scheduling")."""
JITTER = 0.25
AFTER_SAVE = 2.0
AT_MOST = 15.0
"""Seconds after the last save, and after the first one, until it is packed and published."""
OFFLINE_FIRST, OFFLINE_MOST = 5.0, 300.0


class Rhythm:
    """Decides when the next exchange is due; knows no thread and no clock of its own.

    Args:
        chance: Spreads the desks out, so that they do not all ask at once.
    """

    def __init__(self, chance: random.Random) -> None:
        self.pace: Pace = "active"
        self._chance = chance
        self._due = 0.0
        self._first_save: float | None = None
        self._last_save = 0.0
        self._failures = 0

    def saved(self, now: float) -> None:
        """Note that something was saved here at ``now`` (seconds of a steady clock)."""
        self._first_save = now if self._first_save is None else self._first_save
        self._last_save = now

    def hurry(self) -> None:
        """Let the next exchange be due at once."""
        self._due = 0.0
        self._failures = 0

    def done(self, now: float, *, reached: bool, busy: bool) -> None:
        """Note that an exchange ended.

        Args:
            now: Seconds of a steady clock.
            reached: Whether the share answered.
            busy: Whether anything was published or taken in: more may follow.
        """
        if reached:
            self._first_save = None
            self._failures = 0
            wait = self._spread(min(SECONDS[self.pace], AFTER_SAVE) if busy else SECONDS[self.pace])
        else:
            wait = self._spread(min(OFFLINE_FIRST * 2**self._failures, OFFLINE_MOST))
            self._failures = min(self._failures + 1, 10)
        self._due = now + wait

    def next(self) -> float:
        """Return when the next exchange is due, in seconds of the same clock."""
        if self._first_save is None or self._failures:
            return self._due
        return min(self._due, max(self._last_save + AFTER_SAVE, 0.0), self._first_save + AT_MOST)

    def _spread(self, seconds: float) -> float:
        return seconds * self._chance.uniform(1 - JITTER, 1 + JITTER)


class Watcher:
    """A thread that exchanges whenever it is due.

    Args:
        once: Exchanges once.
        told: Called after each exchange.
    """

    def __init__(self, once: Callable[[], Report], told: Callable[[Report], None]) -> None:
        self._once = once
        self._told = told
        self._rhythm = Rhythm(random.Random())  # noqa: S311 - spreads load, guards nothing
        self._wake = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="exchange", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def saved(self) -> None:
        """Note that something was saved; it goes out soon."""
        self._with(lambda: self._rhythm.saved(time.monotonic()))

    def hurry(self) -> None:
        """Exchange at once."""
        self._with(self._rhythm.hurry)

    def pace(self, pace: Pace) -> None:
        """Note what the window is doing."""

        def change() -> None:
            quicker = SECONDS[pace] < SECONDS[self._rhythm.pace]
            self._rhythm.pace = pace
            if quicker:
                self._rhythm.hurry()

        self._with(change)

    def stop(self, seconds: float = 10.0) -> bool:
        """End; return whether the thread has ended within so many seconds."""

        def end() -> None:
            self._ended = True

        self._with(end)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _with(self, change: Callable[[], None]) -> None:
        with self._wake:
            change()
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._ended and (wait := self._rhythm.next() - time.monotonic()) > 0:
                    self._wake.wait(wait)
                if self._ended:
                    return
            try:
                report = self._once()
            except Exception:
                log.exception("an exchange failed")
                self._done(reached=False, busy=False)
                continue
            self._done(
                reached=report.state not in ("offline", "stopped"), busy=bool(report.applied or report.published)
            )
            self._told(report)

    def _done(self, *, reached: bool, busy: bool) -> None:
        with self._wake:
            self._rhythm.done(time.monotonic(), reached=reached, busy=busy)
