"""What is deleted is logged as it was: each value that is not the column's default, in its own type and in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.fields import columns_of
from app.store.records import SyncedRecord
from tests.support.office import all_records, make_store

PLAIN: dict[str, object] = {"TEXT": "07", "INTEGER": 5, "REAL": 2.0, "BLOB": b"\x00\x01"}
ODD: tuple[object, ...] = (b"\xff", "5", "x", 3.5, 7)
"""Values that a column takes although it is declared for others: SQLite keeps what it is given."""


@pytest.mark.parametrize("odd", [False, True])
def test_a_deletion_logs_every_value_that_is_not_the_default(tmp_path: Path, odd: bool) -> None:
    store = make_store(tmp_path)
    database = store.database
    try:
        for record in all_records():
            if not issubclass(record, SyncedRecord) or record.journal:
                continue
            columns = columns_of(record)
            given = [ODD[place % len(ODD)] if odd else PLAIN[column.storage] for place, column in enumerate(columns)]
            with database.transaction():
                database.insert_many(record.table, ("id", *(column.name for column in columns)), [("k", *given)])
                wanted = [
                    (name, *row)
                    for name, default in ((column.name, column.default_sql) for column in columns)
                    for row in database.rows(
                        f'SELECT "{name}", typeof("{name}") FROM "{record.table}" WHERE "{name}" IS NOT {default}'
                    )
                ]
                database.run("DELETE FROM sync_oplog")
                database.run(f'DELETE FROM "{record.table}"')
                logged = database.rows("SELECT col, old, typeof(old), kind FROM sync_oplog ORDER BY seq")
            assert [row[:3] for row in logged[:-1]] == wanted, record.table
            assert {row[3] for row in logged[:-1]} == {"X"}, record.table
            assert logged[-1][3] == "D", record.table
    finally:
        store.close()
