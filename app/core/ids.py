"""Record ids: UUIDv7, so that ids made later sort later and an index grows at its end."""

from __future__ import annotations

import os
import struct
import threading
import time

_DIGITS = frozenset("0123456789abcdef")
_TAIL = (1 << 74) - 1
_lock = threading.Lock()
_last = [0, 0]
"""The last stamp and the 74 bits behind it: ids of one millisecond go on from there, so that they sort as made."""


def new_id(now_ms: int | None = None) -> str:
    """Return a new UUIDv7 as 32 lower-case hex digits (RFC 9562, section 5.7; monotonic by method 2 of 6.2).

    Args:
        now_ms: UTC milliseconds since 1970 to stamp it with; the machine's time if not given.
    """
    return new_ids(1, now_ms)[0]


def new_ids(count: int, now_ms: int | None = None) -> list[str]:
    """Return so many new ids, ascending, as ``new_id`` makes them."""
    stamp = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) & ((1 << 48) - 1)
    steps = struct.unpack(f"{count}I", os.urandom(4 * count))
    low, high = (1 << 62) - 1, (stamp << 80) | (0x7 << 76) | (0b10 << 62)
    found: list[str] = []
    with _lock:
        tail = _last[1] if stamp == _last[0] else int.from_bytes(os.urandom(10), "big") >> 7
        for step in steps:
            tail = (tail + 1 + step) & _TAIL
            found.append(f"{high | tail >> 62 << 64 | tail & low:032x}")
        _last[:] = stamp, tail
    return found


def is_id(text: str) -> bool:
    """Say whether ``text`` has the form of a record id."""
    return len(text) == 32 and _DIGITS.issuperset(text)
