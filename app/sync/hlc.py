"""Hybrid clock: 48 bits of milliseconds and a 16-bit counter, never going back, never poisoned by a neighbour's clock.

A stamp orders nothing that causality orders already: it chooses which of several concurrent values is shown, and tells
people when something was written.
"""

from __future__ import annotations

COUNTER_BITS = 16
SUSPECT_MS = 15 * 60_000
"""A stamp further ahead than this comes from a wrong clock."""
_LARGEST = (1 << 47) - 1


def stamp_of(at: int) -> int:
    """Return the first stamp of a moment in UTC milliseconds."""
    return min(max(at, 0), _LARGEST) << COUNTER_BITS


def moment_of(stamp: int) -> int:
    """Return the moment of a stamp, UTC milliseconds."""
    return stamp >> COUNTER_BITS


def next_stamp(last: int, at: int, now: int) -> int:
    """Return the stamp of a write.

    Args:
        last: The newest stamp given or taken in here.
        at: When it was written, UTC milliseconds by the file server's clock.
        now: The moment of asking. A ``last`` far beyond it came from a clock of ours that has been put right since.
    """
    if moment_of(last) > now + SUSPECT_MS:
        last = stamp_of(now)
    wanted = stamp_of(at)
    # A full counter runs over into the milliseconds by itself.
    return wanted if wanted > last else last + 1


def folded(last: int, received: int, now: int) -> int:
    """Return the newest stamp after taking in another desk's; one from a wrong clock is not followed."""
    return last if is_suspect(received, now) else max(last, received)


def is_suspect(received: int, now: int) -> bool:
    """Say whether a stamp lies so far ahead that its writer's clock must be wrong."""
    return moment_of(received) > now + SUSPECT_MS
