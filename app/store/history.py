"""Field-level history of a record: who changed what, from what, to what, when; read from the change log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.core.text import T, Text
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


def deleted_together(database: Database, table: str, record_id: str) -> list[tuple[str, str]]:
    """Return (table, id) of every record that was deleted in the same unit of work as this one was last deleted."""
    last = database.row(
        "SELECT tx, seq FROM sync_oplog WHERE pk = ? AND tbl = ? AND kind = 'D' ORDER BY seq DESC LIMIT 1",
        (record_id, table),
    )
    if last is None:
        return []
    # The steps of one unit of work lie side by side, so the log need not be searched as a whole.
    rows = database.rows(
        "SELECT tbl, pk FROM sync_oplog WHERE seq BETWEEN ? - 5000 AND ? + 5000 AND tx = ? AND kind = 'D' ORDER BY seq",
        (last[1], last[1], last[0]),
    )
    return [(kind, key) for kind, key in rows]


@dataclass(frozen=True)
class HistoryLine:
    """One step in a record's life as people read it.

    Attributes:
        at: UTC milliseconds.
        author: Name of the staff member; empty for the program itself.
        text: What happened.
    """

    at: int
    author: str
    text: Text


Typed = Literal["text", "long_text", "choice", "day", "moment", "number", "money", "flag", "none"]


@dataclass(frozen=True)
class HistoryField:
    """How a field is told in a history.

    Attributes:
        title: What people call it.
        show: Turns a stored value into what people read; personal values are masked here.
        kind: How a value is typed; ``none`` where it is not typed, such as the id of another record.
        choices: For a ``choice``: stored code -> what people read.
    """

    title: Text
    show: Callable[[Any], object] = str
    kind: Typed = "text"
    choices: Mapping[str, Text | str] = field(default_factory=dict[str, Text | str])


def lines_of(
    database: Database, table: str, record_id: str, fields: Mapping[str, HistoryField], title: Text
) -> list[HistoryLine]:
    """Return the readable history of a record, oldest first.

    Args:
        database: Where to read.
        table: The record's table.
        record_id: Its id.
        fields: Columns worth telling; others are left out.
        title: What the record is called ("House"), for when it was made or deleted.
    """
    names = {row[0]: row[1] for row in database.rows("SELECT id, name FROM staff")}
    lines: list[HistoryLine] = []
    for change in history_of(database, table, record_id):
        text = _told(change, fields, title)
        if text is not None:
            lines.append(HistoryLine(change.at, names.get(change.author, ""), text))
    return lines


def _told(change: Change, fields: Mapping[str, HistoryField], title: Text) -> Text | None:
    if change.kind == "I":
        return T("store", "{record} entered").with_(record=title)
    if change.kind == "D":
        return T("store", "{record} deleted").with_(record=title)
    told = fields.get(change.column)
    if change.kind != "U" or told is None:
        return None
    old, new = (told.show(value) if value not in (None, "") else "" for value in (change.old, change.new))
    if old == "":
        return T("store", "{field}: {new}").with_(field=told.title, new=new)
    if new == "":
        return T("store", "{field}: {old} removed").with_(field=told.title, old=old)
    return T("store", "{field}: {old} → {new}").with_(field=told.title, old=old, new=new)
