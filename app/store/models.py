"""The ORM side of a record: one peewee model per record class, made from its declaration.

The model is not bound to a database: it is executed against the store that uses it, so two offices can be open in one
process.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from app.store.fields import Column, columns_of
from app.store.records import Record

_FIELDS = {"TEXT": "TextField", "INTEGER": "IntegerField", "REAL": "DoubleField", "BLOB": "BlobField"}


@cache
def model_of(record: type[Record]) -> Any:
    """Return the unbound peewee model of a record class."""
    import peewee  # loaded by the first write

    def field(column: Column) -> Any:
        kind = getattr(peewee, _FIELDS[column.storage])
        return kind(default=column.default, null=column.default is None, column_name=column.name)

    meta = type("Meta", (), {"table_name": record.table, "legacy_table_names": False})
    body: dict[str, Any] = {"id": peewee.TextField(primary_key=True), "Meta": meta}
    body.update({column.name: field(column) for column in columns_of(record)})
    return type(record.__name__ + "Model", (peewee.Model,), body)


@cache
def column_names(record: type[Record]) -> tuple[str, ...]:
    """Return the column names of a record class, ``id`` first."""
    return ("id", *(column.name for column in columns_of(record)))


def create_table_sql(record: type[Record]) -> tuple[str, ...]:
    """Return the statements that make a record's table and its indexes, as a migration would write them."""
    columns = columns_of(record)
    lines = ['"id" TEXT NOT NULL PRIMARY KEY', *(column.sql for column in columns)]
    body = ",\n  ".join(lines)
    indexes = tuple(
        f'CREATE INDEX "{record.table}_{column.name}" ON "{record.table}" ("{column.name}")'
        for column in columns
        if column.indexed
    )
    return (f'CREATE TABLE "{record.table}" (\n  {body}\n)', *indexes)
