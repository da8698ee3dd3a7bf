"""When the next exchange is due."""

from __future__ import annotations

import random
import threading

import pytest

from app.sync.reports import Report
from app.sync.watch import AFTER_SAVE, AT_MOST, JITTER, OFFLINE_MOST, SECONDS, Pace, Rhythm, Watcher


@pytest.mark.parametrize("pace", ["active", "idle", "minimised"])
def test_polls_come_at_the_pace_of_the_window_and_are_spread_out(pace: Pace) -> None:
    rhythm = Rhythm(random.Random(1))
    rhythm.pace = pace
    waits: set[float] = set()
    for _ in range(50):
        rhythm.done(100.0, reached=True, busy=False)
        waits.add(rhythm.next() - 100.0)
    assert SECONDS[pace] * (1 - JITTER) <= min(waits) < max(waits) <= SECONDS[pace] * (1 + JITTER)
    assert len(waits) > 10


def test_a_save_goes_out_after_two_quiet_seconds() -> None:
    rhythm = Rhythm(random.Random(1))
    rhythm.pace = "minimised"
    rhythm.done(100.0, reached=True, busy=False)
    rhythm.saved(101.0)
    assert rhythm.next() == 101.0 + AFTER_SAVE


def test_somebody_who_saves_all_the_time_is_published_all_the_same() -> None:
    rhythm = Rhythm(random.Random(1))
    rhythm.pace = "minimised"
    rhythm.done(100.0, reached=True, busy=False)
    for second in range(101, 140):
        rhythm.saved(float(second))
    assert rhythm.next() == 101.0 + AT_MOST


def test_after_something_was_published_the_next_look_comes_soon() -> None:
    rhythm = Rhythm(random.Random(1))
    rhythm.pace = "minimised"
    rhythm.done(100.0, reached=True, busy=True)
    assert rhythm.next() <= 100.0 + AFTER_SAVE * (1 + JITTER)


def test_while_the_share_is_away_it_is_asked_ever_more_seldom() -> None:
    rhythm = Rhythm(random.Random(1))
    waits: list[float] = []
    for _ in range(12):
        rhythm.done(100.0, reached=False, busy=False)
        waits.append(rhythm.next() - 100.0)
    assert waits[0] < 10
    assert waits[5] > waits[1]
    assert max(waits) <= OFFLINE_MOST * (1 + JITTER)
    rhythm.saved(101.0)
    assert rhythm.next() > 101.0 + AFTER_SAVE  # a dead server is not asked at every save
    rhythm.hurry()
    assert rhythm.next() <= 100.0


def test_the_watcher_exchanges_when_asked_tells_and_ends() -> None:
    ran, heard = threading.Semaphore(0), threading.Semaphore(0)

    def once() -> Report:
        ran.release()
        return Report(0, 0, 0, 0, "received")

    watcher = Watcher(once, lambda _: heard.release())
    watcher.start()
    assert ran.acquire(timeout=10)
    watcher.hurry()
    assert ran.acquire(timeout=10)
    assert heard.acquire(timeout=10)
    assert watcher.stop()


def test_an_exchange_that_fails_does_not_end_the_watcher() -> None:
    ran = threading.Semaphore(0)
    first = [True]

    def once() -> Report:
        ran.release()
        if first:
            first.clear()
            raise ValueError("a defect")
        return Report(0, 0, 0, 0, "received")

    watcher = Watcher(once, lambda _: None)
    watcher.start()
    assert ran.acquire(timeout=10)
    while True:  # the first failure may still be on its way into the rhythm
        watcher.hurry()
        if ran.acquire(timeout=0.5):
            break
    assert watcher.stop()
