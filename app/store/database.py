"""The connection: the one place that names the driver.

WAL with ``synchronous=FULL`` (an acknowledged save survives a power cut), one connection per thread, one writer at a
time. The driver's errors are sorted here into environment faults, which are told calmly, and defects, which are not
caught.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.store.location import check_local

Row = tuple[Any, ...]
Values = Sequence[object]

BUSY_MS = 10_000
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 0,
    "recursive_triggers": 1,
    "busy_timeout": BUSY_MS,
    "cache_size": -16_000,
    "temp_store": "memory",
}


_SqliteDatabase: Any = peewee.SqliteDatabase  # untyped library: named once, here


class _Connections(_SqliteDatabase):
    """Remembers every thread's connection, so that closing the store closes them all."""

    def __init__(self, database: str | None, **kwargs: Any) -> None:
        self.opened: list[sqlite3.Connection] = []
        self.opened_lock = threading.Lock()
        super().__init__(database, **kwargs)

    def _connect(self) -> Any:
        connection: Any = super()._connect()
        with self.opened_lock:
            self.opened.append(connection)
        return connection


class Database:
    """One SQLite file on a local drive.

    Args:
        path: The database file; its folder is made if missing.

    Raises:
        EnvironmentFault: The folder lies on a network drive, or the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        check_local(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._peewee = _Connections(str(path), pragmas=_PRAGMAS, timeout=BUSY_MS / 1000, check_same_thread=False)
        self._writing = threading.local()
        with faults():
            self._peewee.connect(reuse_if_open=True)

    @property
    def orm(self) -> Any:
        """The peewee database that unbound queries are executed against."""
        self._peewee.connect(reuse_if_open=True)
        return self._peewee

    @property
    def raw(self) -> sqlite3.Connection:
        """This thread's connection, for bulk work."""
        return self.orm.connection()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Run a query and return every row."""
        with faults():
            return self.raw.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Run a query and return its first row."""
        with faults():
            return self.raw.execute(sql, values).fetchone()

    def value(self, sql: str, values: Values = ()) -> Any:
        """Run a query and return the first column of its first row, or None."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def run(self, sql: str, values: Values = ()) -> int:
        """Run one writing statement and return how many rows it touched."""
        with faults():
            return self.raw.execute(sql, values).rowcount

    def run_many(self, sql: str, values: Iterator[Values] | Sequence[Values]) -> None:
        """Run one writing statement for many rows."""
        with faults():
            self.raw.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Hold the write lock for a block: all of it is kept, or none. Not to be nested."""
        if getattr(self._writing, "open", False):
            raise RuntimeError("a unit of work is already open in this thread")
        self._writing.open = True
        try:
            with faults(), self.orm.atomic("IMMEDIATE"):
                yield
        finally:
            self._writing.open = False

    @property
    def in_transaction(self) -> bool:
        """Whether this thread holds the write lock."""
        return bool(getattr(self._writing, "open", False))

    def close(self) -> None:
        """Close the connections of all threads; the file may then be moved or replaced."""
        with self._peewee.opened_lock:
            for connection in self._peewee.opened:
                connection.close()
            self._peewee.opened.clear()
        self._peewee.close()


@contextmanager
def faults() -> Generator[None]:
    """Turn the driver's errors about the machine into ``EnvironmentFault``; let defects pass."""
    try:
        yield
    except (sqlite3.DatabaseError, peewee.DatabaseError) as error:
        fault = _fault(error)
        if fault is None:
            raise
        raise fault from error


def _fault(error: Exception) -> EnvironmentFault | None:
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return EnvironmentFault(
            T("store", "The database is busy with another program. Try again in a moment."), "store.busy"
        )
    if "full" in words:
        return EnvironmentFault(
            T("store", "The disk is full. Free some space and save again; nothing was lost."), "store.full"
        )
    if "not a database" in words or "malformed" in words:
        return EnvironmentFault(
            T("store", "The database file is damaged. Restore the latest backup (“restore FILE”)."), "store.damaged"
        )
    if "unable to open" in words or "readonly" in words or "disk i/o" in words:
        return EnvironmentFault(
            T("store", "The database file cannot be opened or written. Check the folder's permissions and the disk."),
            "store.unreachable",
        )
    return None
