"""Change capture: generated triggers that log every change of a synced table inside the user's own transaction.

The log is the memory of the office: it gives each record its field-level history, and the exchange with other desks
reads what to send from it. The triggers' names carry a fingerprint of the schema, so that a program whose records do
not match the database's triggers refuses to write.

An insert is logged by key only (its values are the row, or the first logged old values); an update logs each changed
column with its old and new value, typed; a delete logs the values that went, where they differ from the declared
default. A journal refuses every change and deletion but those that arrive from other desks.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.store.database import Database
from app.store.fields import columns_of
from app.store.models import column_names, create_table_sql
from app.store.records import SyncedRecord


def fingerprint(record: type[SyncedRecord]) -> str:
    """Return eight hex digits that change whenever the record's table or its triggers would."""
    return _mark(record, _trigger_bodies(record))


def _mark(record: type[SyncedRecord], bodies: Sequence[str]) -> str:
    text = "\n".join((*create_table_sql(record), *bodies))
    # It tells versions of the program apart and keeps nobody out; every start computes it for every table.
    return f"{zlib.crc32(text.encode()):08x}"


def install(database: Database, records: Sequence[type[SyncedRecord]]) -> None:
    """Make the triggers of every synced table what the records ask for, dropping outdated ones.

    Call it inside a transaction.
    """
    wanted = {name: body for record in records for name, body in _triggers(record).items()}
    for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'capture:%'"):
        if name not in wanted:
            database.run(f'DROP TRIGGER "{name}"')
    present = _present(database)
    for name, body in wanted.items():
        if name not in present:
            database.run(body)


def ensure(database: Database, records: Sequence[type[SyncedRecord]], *, newer: bool = False) -> None:
    """Make sure that the tables are what the records declare and have their triggers, making outdated triggers anew.

    Args:
        database: The open database, brought to this program's schema.
        records: The synced records of this program.
        newer: The database was written by a newer minor version, which may have added columns and so has other marks.

    Raises:
        EnvironmentFault: The database was made by another version and was not migrated.
    """
    present = _present(database)
    captured = {name.split(":")[1] for name in present}
    for record in records:
        columns = {name for (name,) in database.rows("SELECT name FROM pragma_table_info(?)", (record.table,))}
        declared = set(column_names(record))
        if not (declared <= columns and record.table in captured if newer else declared == columns):
            raise _mismatch()
    if not newer and present != {name for record in records for name in _triggers(record)}:
        with database.transaction():
            install(database, records)


def _mismatch() -> EnvironmentFault:
    return EnvironmentFault(
        T("store", "The database does not match this program version. Install the newest version and try again."),
        "store.capture_missing",
    )


def _present(database: Database) -> set[str]:
    return {
        name
        for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'capture:%'")
    }


_LOG = "INSERT INTO sync_oplog (tx, tbl, pk, kind, col, old, new) SELECT tx,"
_WHEN = "(SELECT applying FROM sync_ctx) = 0"


def _trigger_bodies(record: type[SyncedRecord]) -> list[str]:
    table = record.table
    columns = [name for name in column_names(record) if name != "id"]
    bodies = [
        f"BEFORE UPDATE OF id ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'a record keeps its id'); END",
        f"AFTER INSERT ON \"{table}\" WHEN {_WHEN} BEGIN {_LOG} '{table}', NEW.id, 'I', NULL, NULL, NULL"
        " FROM sync_ctx; END",
    ]
    # One statement for all columns: every connection reads all triggers, and a statement each is twice as much to read.
    gone = " UNION ALL ".join(
        f"SELECT '{column.name}' AS col, OLD.\"{column.name}\" AS old"
        f' WHERE OLD."{column.name}" IS NOT {column.default_sql}'
        for column in columns_of(record)
    )
    bodies.append(
        f'AFTER DELETE ON "{table}" WHEN {_WHEN} BEGIN'
        f" {_LOG} '{table}', OLD.id, 'X', col, old, NULL FROM sync_ctx, ({gone});"
        f" {_LOG} '{table}', OLD.id, 'D', NULL, NULL, NULL FROM sync_ctx; END"
    )
    if record.journal:
        refuse = "BEGIN SELECT RAISE(ABORT, 'a journal is never edited'); END"
        bodies.extend(f'BEFORE {verb} ON "{table}" WHEN {_WHEN} {refuse}' for verb in ("UPDATE", "DELETE"))
        return bodies
    bodies.extend(
        f'AFTER UPDATE OF "{name}" ON "{table}" WHEN OLD."{name}" IS NOT NEW."{name}" AND {_WHEN} BEGIN'
        f" {_LOG} '{table}', NEW.id, 'U', '{name}', OLD.\"{name}\", NEW.\"{name}\" FROM sync_ctx; END"
        for name in columns
    )
    return bodies


def _triggers(record: type[SyncedRecord]) -> dict[str, str]:
    bodies = _trigger_bodies(record)
    mark = _mark(record, bodies)
    found: dict[str, str] = {}
    for number, body in enumerate(bodies):
        name = f"capture:{record.table}:{mark}:{number}"
        found[name] = f'CREATE TRIGGER "{name}" {body}'
    return found
