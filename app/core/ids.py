"""Record ids: UUIDv7, so that ids made later sort later and an index grows at its end."""

from __future__ import annotations

import secrets
import time
import uuid


def new_id(now_ms: int | None = None) -> str:
    """Return a new UUIDv7 as 32 lower-case hex digits (RFC 9562, section 5.7).

    Args:
        now_ms: UTC milliseconds since 1970 to stamp it with; the machine's time if not given.
    """
    stamp = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) & ((1 << 48) - 1)
    value = (stamp << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return f"{value:032x}"


def is_id(text: str) -> bool:
    """Say whether ``text`` has the form of a record id."""
    if len(text) != 32:
        return False
    try:
        return uuid.UUID(hex=text).hex == text
    except ValueError:
        return False
