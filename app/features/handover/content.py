"""What is sealed: the canonical bytes of a handover's content, their hash, and what differs later.

Format 1. The content is one JSON object with sorted keys, no blanks between its parts and every character as it is,
in UTF-8::

    {"counts": {code: {column: value}}, "format": 1, "head": {column: value}, "lines": {id: {column: value}},
     "signatures": {column: value}, "ticks": {line: {column: value}}}

with exactly the columns named below, the ids of lines and ticks without the handover's own id before them, and of the
ticks only those made before it was sealed. Numbers are integers, what is unknown is null. The seal is the BLAKE2b hash
of these bytes with 32 bytes, in hex. A later format gets another number and another set of columns; this one is never
changed, so a seal can be checked by any program as long as the rows are there.

Beside the seal a short digest (8 bytes) of every row is kept, so that a row which was changed later can be named.
Additions after sealing are chained: the digest of each covers the seal or the addition before it, and what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.features.handover.records import Handover, HandoverCount, HandoverEvent, HandoverLine, HandoverTick
from app.store.database import Database
from app.store.work import read_many

FORMAT = 1

_HEAD = [
    "id", "on_day", "kind_id", "shift_title", "starts_at", "ends_at", "cut_off", "next_day", "next_kind", "next_title",
    "next_ends", "back_entered", "last_id",
]  # fmt: skip
_SIGNATURES = ["out_id", "out_name", "out_at", "in_id", "in_name", "in_at", "in_mode", "in_note", "sealed_at"]
_LINE = [
    "section", "kind", "record_id", "number", "title", "detail", "place", "who", "due_at", "level", "late", "required",
    "marked", "flag_id",
]  # fmt: skip
_TICK = ["staff_id", "name", "at"]
_COUNT = ["title", "expected", "counted", "last", "reason"]
_EVENT = ["id", "handover_id", "at", "action", "name", "note", "created_by"]


@dataclass(frozen=True)
class Content:
    """The rows of one handover that a seal covers.

    Attributes:
        head: The handover.
        lines: Its lines.
        ticks: Which of them were read before it was sealed.
        counts: What was counted.
    """

    head: Handover
    lines: tuple[HandoverLine, ...]
    ticks: tuple[HandoverTick, ...]
    counts: tuple[HandoverCount, ...]


def content_of(database: Database, head: Handover) -> Content:
    """Return the rows of a handover as they are in the database now."""
    own = (head.id,)
    return Content(
        head,
        tuple(read_many(database, HandoverLine, "handover_id = ?", own)),
        tuple(read_many(database, HandoverTick, "handover_id = ? AND after = 0", own)),
        tuple(read_many(database, HandoverCount, "handover_id = ?", own)),
    )


def canonical(content: Content) -> bytes:
    """Return the bytes of a content that are sealed."""
    return _json({"format": FORMAT, **_parts(content)})


def seal_of(content: Content) -> str:
    """Return the seal of a content: 64 hex digits."""
    return hashlib.blake2b(canonical(content), digest_size=32).hexdigest()


def digests(content: Content) -> dict[str, str]:
    """Return the short digest of every row: ``head``, ``signatures``, ``lines|…``, ``ticks|…``, ``counts|…``."""
    found: dict[str, str] = {}
    for part, rows in _parts(content).items():
        if part in ("head", "signatures"):
            found[part] = _short(rows)
        else:
            found |= {f"{part}|{key}": _short(row) for key, row in rows.items()}
    return found


def differing(kept: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return which rows differ from what was sealed: row -> ``changed``, ``missing`` or ``added``."""
    found = {row: "missing" if row not in now else "changed" for row in kept if now.get(row) != kept[row]}
    return found | {row: "added" for row in now if row not in kept}


def addition_digest(event: HandoverEvent) -> str:
    """Return the digest of an addition, over what it was written after and what it says: 64 hex digits."""
    said = {column: getattr(event, column) for column in _EVENT}
    return hashlib.blake2b(_json({"after": event.chained, "addition": said}), digest_size=32).hexdigest()


def broken_additions(seal: str, events: Iterable[HandoverEvent]) -> list[HandoverEvent]:
    """Return the additions whose digest is wrong, or which hang on nothing; two desks may add after the same one."""
    additions = [event for event in events if event.chained]
    known = {seal, *(event.digest for event in additions)}
    return [event for event in additions if event.chained not in known or event.digest != addition_digest(event)]


def _parts(content: Content) -> dict[str, dict[str, Any]]:
    start = len(content.head.id) + 1
    return {
        "head": _columns(content.head, _HEAD),
        "signatures": _columns(content.head, _SIGNATURES),
        "lines": {line.id[start:]: _columns(line, _LINE) for line in content.lines},
        "ticks": {tick.line_id[start:]: _columns(tick, _TICK) for tick in content.ticks},
        "counts": {count.code: _columns(count, _COUNT) for count in content.counts},
    }


def _columns(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _short(row: object) -> str:
    return hashlib.blake2b(_json(row), digest_size=8).hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
