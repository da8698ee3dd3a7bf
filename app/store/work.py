"""Unit of work: everything one user action writes, in one transaction, announced as one ``Changes``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from app.core.clock import Clock
from app.core.errors import NotFound
from app.core.ids import new_id, new_ids
from app.core.text import T
from app.store.database import Database
from app.store.models import column_names, model_of
from app.store.records import Record, SyncedRecord

R = TypeVar("R", bound=Record)

MANY = 2_000
"""Beyond so many ids of one kind, ``Changes`` says "many" instead of naming them."""


class Work:
    """Writes records; made by ``Store.change`` only.

    Attributes:
        database: For reads and bulk statements inside the same transaction.
        author: Id of the staff member who acts; empty for the program itself.
        now: The moment of the action, UTC milliseconds: one for the whole unit.
    """

    def __init__(self, database: Database, clock: Clock, author: str) -> None:
        self.database = database
        self.author = author
        self.now = clock.now()
        self._touched: dict[str, set[str]] = {}

    def insert(self, record: R) -> R:
        """Write a new record and return it with its id, author and times filled in."""
        stamped = self._stamp(record)
        values = {name: getattr(stamped, name) for name in column_names(type(record))}
        model_of(type(record)).insert(values).execute(self.database.orm)
        self.touch(record.table, stamped.id)
        return stamped

    def insert_many(self, records: Iterable[Record]) -> int:
        """Write many new records, all of one class, and return how many."""
        rows = list(records)
        if not rows:
            return 0
        kind = type(rows[0])
        names = column_names(kind)
        written = [list(values) for values in map(attrgetter(*names), rows)]
        nameless = [values for values in written if not values[0]]
        for values, made in zip(nameless, new_ids(len(nameless), self.now), strict=True):
            values[0] = made
        if issubclass(kind, SyncedRecord):
            for values in written:
                self._sign(values)
        self.database.insert_many(kind.table, names, written)
        self._touched.setdefault(kind.table, set()).update(map(itemgetter(0), written))
        return len(written)

    def update(self, record: R, /, **values: Any) -> R:
        """Write the given columns of a record where they differ, and return the record as it now is.

        Args:
            record: The row as it was read.
            values: Column name -> new value.

        Raises:
            NotFound: It has been deleted meanwhile.
        """
        changed = {name: value for name, value in values.items() if getattr(record, name) != value}
        if not changed:
            return record
        if isinstance(record, SyncedRecord):
            changed["updated_at"] = self.now
        model = model_of(type(record))
        if not model.update(changed).where(model.id == record.id).execute(self.database.orm):
            raise _gone()
        self.touch(record.table, record.id)
        return replace(record, **changed)

    def put(self, record: R) -> R:
        """Write a record whose id is given: insert it, or update the columns that differ (sets, settings)."""
        there = self.get(type(record), record.id)
        if there is None:
            return self.insert(record)
        same = {"id", "created_at", "created_by", "updated_at"}
        return self.update(
            there, **{name: getattr(record, name) for name in column_names(type(record)) if name not in same}
        )

    def delete(self, record: Record) -> None:
        """Remove a record. Its values stay in the history, so that it can be brought back."""
        model = model_of(type(record))
        model.delete().where(model.id == record.id).execute(self.database.orm)
        self.touch(record.table, record.id)

    def get(self, record: type[R], record_id: str) -> R | None:
        """Return the record with this id, or None."""
        return read_one(self.database, record, record_id)

    def must(self, record: type[R], record_id: str) -> R:
        """Return the record with this id.

        Raises:
            NotFound: It does not exist (any more).
        """
        found = self.get(record, record_id)
        if found is None:
            raise _gone()
        return found

    def touch(self, kind: str, record_id: str) -> None:
        """Say that pages showing this record should refresh."""
        self._touched.setdefault(kind, set()).add(record_id)

    @property
    def touched(self) -> dict[str, frozenset[str]]:
        """Record kind -> ids written, for ``Changes``; an empty set for "many"."""
        return {kind: frozenset(ids if len(ids) <= MANY else ()) for kind, ids in self._touched.items()}

    @property
    def touched_ids(self) -> dict[str, frozenset[str]]:
        """Record kind -> all ids written."""
        return {kind: frozenset(ids) for kind, ids in self._touched.items()}

    def _stamp(self, record: R) -> R:
        names = column_names(type(record))
        values: list[Any] = [getattr(record, name) for name in names]
        values[0] = values[0] or new_id(self.now)
        if isinstance(record, SyncedRecord):
            self._sign(values)
        return replace(record, **dict(zip(names, values, strict=True)))

    def _sign(self, values: list[Any]) -> None:
        """Fill in what the columns of a new synced row do not say: its author and times."""
        _, created_at, created_by, updated_at, *_ = values
        values[1] = self.now if created_at is None else created_at
        values[2] = created_by or self.author
        values[3] = self.now if updated_at is None else updated_at


def _gone() -> NotFound:
    return NotFound(T("store", "This record no longer exists. Refresh the list."), "store.gone")


def read_one(database: Database, record: type[R], record_id: str) -> R | None:
    """Return the record with this id, or None."""
    found = read_many(database, record, "id = ?", (record_id,))
    return found[0] if found else None


def read_many(
    database: Database, record: type[R], where: str = "1", values: Iterable[object] = (), order: str = "id"
) -> list[R]:
    """Return the records that meet a condition.

    Args:
        database: Where to read.
        record: The record class.
        where: An SQL condition with ``?`` for each of ``values``; never built from what a person typed.
        values: The values of the condition.
        order: SQL order terms; ids sort by age.
    """
    names = column_names(record)
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f'SELECT {columns} FROM "{record.table}" WHERE {where} ORDER BY {order}'
    return [record(**dict(zip(names, row, strict=True))) for row in database.rows(sql, tuple(values))]
