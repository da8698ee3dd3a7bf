"""What an erasure does in the database: the history goes, and the segments that still hold the old values are noted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from app.store.database import Database

ERASED = "sync.erased"
MARK = "_erased"
"""Pseudo-column that says which columns of a record were erased, so that a snapshot tells it, too."""


def marked(columns: Iterable[str]) -> str:
    """Return what the pseudo-column holds."""
    return " ".join(sorted(columns))


def unmarked(value: object) -> list[str]:
    """Read what ``marked`` wrote."""
    return value.split() if isinstance(value, str) else []


def forget(database: Database, table: str, pk: str, columns: Iterable[str], stream: bytes, seq: int) -> None:
    """Take erased columns out of a record's history, and note that segments still hold what was erased.

    Args:
        database: Inside the transaction that takes the erasure in.
        table: The record's table.
        pk: Its id.
        columns: What was erased.
        stream: Whose segment the erasure is.
        seq: That segment.
    """
    for column in columns:
        database.run(
            "UPDATE sync_oplog SET old = NULL, new = NULL WHERE tbl = ? AND pk = ? AND col = ?", (table, pk, column)
        )
    known: list[Any] = json.loads(database.value("SELECT value FROM meta WHERE key = ?", (ERASED,)) or "[]")
    vector: dict[str, int] = dict(database.rows("SELECT stream, applied FROM sync_stream WHERE applied > 0"))
    vector[stream.hex()] = max(vector.get(stream.hex(), 0), seq)
    entries = [*(entry for entry in known if entry[:2] != [table, pk]), [table, pk, vector]]
    database.note_meta(ERASED, json.dumps(entries))
