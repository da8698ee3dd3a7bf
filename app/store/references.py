"""Who refers to a record: read from the declarations, so that a new module is known without being named here."""

from __future__ import annotations

from app.store.fields import columns_of
from app.store.store import Store
from app.store.work import Work


def references(store: Store, table: str) -> tuple[tuple[str, str, bool], ...]:
    """Return (table, column, whether it is a journal) of every column that holds ids of ``table``.

    Columns that hold ids of any table are among them.
    """
    return tuple(
        (record.table, column.name, record.journal)
        for record in store.records
        for column in columns_of(record)
        if column.refers_to == table or column.owner
    )


def count_references(store: Store, table: str, record_id: str) -> dict[str, int]:
    """Return how many records of each other table refer to this one; tables without any are left out."""
    found: dict[str, int] = {}
    for kind, column, _ in references(store, table):
        number = int(store.value(f'SELECT count(*) FROM "{kind}" WHERE "{column}" = ?', (record_id,)))
        if number:
            found[kind] = found.get(kind, 0) + number
    return found


def move_references(
    store: Store, work: Work, table: str, old_id: str, new_id: str, *, leaving: frozenset[str] = frozenset()
) -> None:
    """Make every record that refers to ``old_id`` refer to ``new_id``, journals and some tables excepted.

    Args:
        store: Knows the declarations.
        work: The open unit of work.
        table: Whose ids they are.
        old_id: The record that is to go.
        new_id: The record that takes its place.
        leaving: Tables that the caller moves itself, because their rows are members of sets.
    """
    for kind, column, journal in references(store, table):
        if journal or kind in leaving:
            continue
        ids = [row[0] for row in work.database.rows(f'SELECT id FROM "{kind}" WHERE "{column}" = ?', (old_id,))]
        if ids:
            work.database.run(
                f'UPDATE "{kind}" SET "{column}" = ?, updated_at = ? WHERE "{column}" = ?', (new_id, work.now, old_id)
            )
            for record_id in ids:
                work.touch(kind, record_id)
