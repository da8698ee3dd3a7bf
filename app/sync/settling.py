"""Deciding a conflict: an ordinary edit by somebody who has seen every version, so that it replaces all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import Invalid, NotFound
from app.core.text import T
from app.store.store import Store
from app.sync.book import Shape, same


def settle(
    store: Store, shapes: Mapping[str, Shape], table: str, pk: str, column: str, value: Any, author: str
) -> None:
    """Write a field's value, also where it is what is shown already.

    Args:
        store: The office's database.
        shapes: The synced tables.
        table: The record's table.
        pk: Its id.
        column: The field.
        value: The stored value that is to stand.
        author: Id of the member of staff who decides.

    Raises:
        NotFound: The record is gone.
        Invalid: The field cannot hold this value.
    """
    shape = shapes[table]
    if not shape.fits(column, value):
        raise Invalid(
            {column: T("sync", "This field cannot hold this value. Choose one of the versions.")}, "sync.value"
        )
    with store.change(author) as work:
        row = work.database.row(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (pk,))
        if row is None:
            raise NotFound(T("sync", "This record no longer exists. Refresh the list."), "sync.no_record")
        if same(row[0], value):
            # Nothing changes here, but the others must hear that this one was chosen.
            work.database.run(
                "INSERT INTO sync_oplog (tx, tbl, pk, kind, col, old, new) SELECT tx, ?, ?, 'U', ?, ?, ? FROM sync_ctx",
                (table, pk, column, value, value),
            )
        else:
            work.database.run(
                f'UPDATE "{table}" SET "{column}" = ?, updated_at = ? WHERE id = ?', (value, work.now, pk)
            )
        work.touch(table, pk)


def settle_deletion(store: Store, shapes: Mapping[str, Shape], table: str, pk: str, keep: bool, author: str) -> None:
    """Decide about a record that one desk deleted while another edited it.

    Args:
        store: The office's database.
        shapes: The synced tables.
        table: The record's table.
        pk: Its id.
        keep: Whether it stays; saying the opposite later takes that back.
        author: Id of the member of staff who decides.

    Raises:
        NotFound: There is nothing of it left to be kept.
    """
    shape = shapes[table]
    with store.change(author) as work:
        there = work.database.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (pk,)) is not None
        if keep and there:
            work.database.run(
                "INSERT INTO sync_oplog (tx, tbl, pk, kind) SELECT tx, ?, ?, 'K' FROM sync_ctx", (table, pk)
            )
        elif keep:
            values = _last(store, shape, pk)
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * (len(values) + 1))
            work.database.run(f'INSERT INTO "{table}" (id, {names}) VALUES ({marks})', (pk, *values.values()))
        else:
            work.database.run(f'DELETE FROM "{table}" WHERE id = ?', (pk,))
        work.touch(table, pk)


def _last(store: Store, shape: Shape, pk: str) -> dict[str, Any]:
    """Return the values a deleted record had."""
    from app.store.history import last_values

    found = last_values(store.database, shape.table, pk)
    if not found:
        raise NotFound(T("sync", "Nothing is left of this record."), "sync.no_record")
    return {**shape.defaults, **{name: value for name, value in found.items() if name in shape.columns}}
