"""Field-level history of a record: who changed what, from what, to what, when; read from the change log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.store.database import Database


@dataclass(frozen=True)
class Change:
    """One step in a record's life.

    Attributes:
        at: UTC milliseconds.
        author: Id of the staff member; empty for the program itself.
        kind: ``I`` made, ``U`` a field changed, ``X`` a value that went with a deletion, ``D`` deleted.
        column: The field, for ``U`` and ``X``.
        old: Value before.
        new: Value after.
    """

    at: int
    author: str
    kind: str
    column: str
    old: Any
    new: Any


_QUIET = frozenset({"updated_at", "created_at", "created_by"})


def history_of(database: Database, table: str, record_id: str) -> list[Change]:
    """Return a record's history, oldest first, without bookkeeping columns."""
    rows = database.rows(
        "SELECT x.at, x.author, o.kind, coalesce(o.col, ''), o.old, o.new FROM sync_oplog o JOIN sync_tx x USING (tx)"
        " WHERE o.pk = ? AND o.tbl = ? ORDER BY o.seq",
        (record_id, table),
    )
    return [Change(*row) for row in rows if row[3] not in _QUIET]


def last_values(database: Database, table: str, record_id: str) -> dict[str, Any]:
    """Return the values a deleted record had when it was last deleted, by column; empty if it never was."""
    last = database.value("SELECT max(tx) FROM sync_oplog WHERE pk = ? AND tbl = ? AND kind = 'D'", (record_id, table))
    if last is None:
        return {}
    rows = database.rows(
        "SELECT col, old FROM sync_oplog WHERE pk = ? AND tbl = ? AND tx = ? AND kind = 'X'", (record_id, table, last)
    )
    return dict(rows)
