"""The connection: the one place that names the driver.

WAL with ``synchronous=FULL`` (an acknowledged save survives a power cut), one connection per thread, one writer at a
time. The driver's errors are sorted here into environment faults, which are told calmly, and defects, which are not
caught.
"""

from __future__ import annotations

import errno
import sqlite3
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

from app.core.errors import EnvironmentFault
from app.core.text import T, Text
from app.store.location import check_local

Row = tuple[Any, ...]
Values = Sequence[object]

BUSY_MS = 10_000
_FIRST_TRIES = 40
_FIRST_PAUSE = 0.05
"""Seconds between tries to open a file that another program is just making."""
_AT_ONCE = 1_600
"""So many values go into one inserting statement."""
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 0,
    "recursive_triggers": 1,
    "busy_timeout": BUSY_MS,
    "cache_size": -16_000,
    "temp_store": "memory",
}


_CODES = {
    5: "busy",  # SQLITE_BUSY
    6: "busy",  # SQLITE_LOCKED
    9: "closed",  # SQLITE_INTERRUPT: only closing interrupts
    13: "full",  # SQLITE_FULL
    11: "damaged",  # SQLITE_CORRUPT
    26: "damaged",  # SQLITE_NOTADB
    3: "unreachable",  # SQLITE_PERM
    8: "unreachable",  # SQLITE_READONLY
    10: "unreachable",  # SQLITE_IOERR
    14: "unreachable",  # SQLITE_CANTOPEN
}
_FAULTS: dict[str, Text] = {
    "busy": T("store", "The database is busy with another program. Try again in a moment."),
    "full": T("store", "The disk is full. Free some space and save again; nothing was lost."),
    "damaged": T("store", "The database file is damaged. Restore the latest backup (“restore FILE”)."),
    "unreachable": T(
        "store", "The database file cannot be opened or written. Check the folder's permissions and the disk."
    ),
    "closed": T("store", "The database has been closed. Start the program again."),
}


class Database:
    """One SQLite file on a local drive.

    Args:
        path: The database file; its folder is made if missing.

    Raises:
        EnvironmentFault: The folder lies on a network drive, or the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        check_local(path)
        self.path = path
        self._orm: Any = None
        self._here = threading.local()
        self._opened: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        self._closed = False
        with faults(), file_faults():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connect_first()

    @property
    def orm(self) -> Any:
        """The peewee database that unbound queries are executed against, on this thread's connection.

        Raises:
            EnvironmentFault: The database has been closed.
        """
        with self._lock:
            if self._orm is None:
                import peewee

                driver: Any = peewee.SqliteDatabase  # untyped library: named here and in models only
                self._orm = driver(str(self.path))
                self._orm._connect = lambda: self.raw
        self._connect()
        return self._orm

    @property
    def raw(self) -> sqlite3.Connection:
        """This thread's connection, for bulk work.

        Raises:
            EnvironmentFault: The database has been closed.
        """
        self._connect()
        return self._here.connection

    def _connect_first(self) -> None:
        """Open the file, patiently: SQLite turns others away at once while one program changes the journal mode."""
        for _ in range(_FIRST_TRIES):
            try:
                self._connect()
            except sqlite3.OperationalError as error:
                if _CODES.get(_code(error) & 0xFF) != "busy":
                    raise
                time.sleep(_FIRST_PAUSE)
            else:
                return
        self._connect()

    def _connect(self) -> None:
        """Open this thread's connection if it has none, and close those of threads that have ended."""
        if self._closed:
            raise _told("closed")
        if hasattr(self._here, "connection"):
            return
        connection = sqlite3.connect(self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
        try:
            for name, value in _PRAGMAS.items():
                connection.execute(f"PRAGMA {name} = {value}")
        except BaseException:
            connection.close()
            raise
        self._here.connection = connection
        with self._lock:
            for thread in [thread for thread in self._opened if not thread.is_alive()]:
                self._opened.pop(thread).close()
            self._opened[threading.current_thread()] = connection

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

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        """Insert many rows, a hundred or so by each statement.

        Of a table with triggers every *statement* can be taken back by itself, which costs as much as the rows do.

        Args:
            table: The table.
            columns: Its columns.
            rows: A value for each column, row by row.
        """
        listed = ", ".join(f'"{name}"' for name in columns)
        head = f'INSERT INTO "{table}" ({listed}) VALUES '
        one = f"({', '.join('?' * len(columns))})"
        together = max(1, _AT_ONCE // len(columns))
        waiting = iter(rows)
        part = list(islice(waiting, together))
        if len(part) == together:

            def full() -> Iterator[Values]:
                nonlocal part
                while len(part) == together:
                    yield list(chain.from_iterable(part))
                    part = list(islice(waiting, together))

            self.run_many(head + ", ".join([one] * together), full())
        self.run_many(head + one, part)

    def note_meta(self, key: str, value: str) -> None:
        """Keep a fact about this database, on this desk only, as part of the open transaction."""
        self.run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    @contextmanager
    def transaction(self, *, lasting: bool = True) -> Generator[None]:
        """Hold the write lock for a block: all of it is kept, or none. Not to be nested.

        Args:
            lasting: It survives a power cut from the moment this returns. What is merely noted, and can be found out
                again, need not: it reaches the disk with the next one that lasts, in order, and costs no flush.
        """
        if self.in_transaction:
            raise RuntimeError("a unit of work is already open in this thread")
        with faults():
            raw = self.raw
            if not lasting:
                raw.execute("PRAGMA synchronous = normal")
            try:
                raw.execute("BEGIN IMMEDIATE")
                self._here.writing = True
                yield
                raw.execute("COMMIT")
            finally:
                self._here.writing = False
                # After some faults, such as a full disk, SQLite has rolled back by itself already.
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                if not lasting:
                    raw.execute("PRAGMA synchronous = full")

    @contextmanager
    def reading(self) -> Generator[None]:
        """Let several queries of a block see one state of the database."""
        if self.in_transaction or self.raw.in_transaction:
            yield
            return
        with faults():
            self.raw.execute("BEGIN")
            try:
                yield
            finally:
                self.raw.execute("ROLLBACK")

    @property
    def in_transaction(self) -> bool:
        """Whether this thread holds the write lock."""
        return bool(getattr(self._here, "writing", False))

    def close(self) -> None:
        """Close the connections of all threads for good; the file may then be moved or replaced."""
        self._closed = True
        with self._lock:
            for connection in self._opened.values():
                connection.interrupt()
                # Interrupted, it would close without writing the log back; any statement clears that mark.
                with suppress(sqlite3.Error):
                    connection.execute("SELECT 1").fetchone()
                connection.close()
            self._opened.clear()


@contextmanager
def faults() -> Generator[None]:
    """Turn the driver's errors about the machine into ``EnvironmentFault``; let defects pass."""
    try:
        yield
    except Exception as error:
        kind = _CODES.get(_code(error) & 0xFF)
        if kind is None:
            raise
        raise _told(kind) from error


@contextmanager
def file_faults() -> Generator[None]:
    """Turn the file system's errors around database files into ``EnvironmentFault``."""
    try:
        yield
    except OSError as error:
        raise _told("full" if error.errno == errno.ENOSPC else "unreachable") from error


def _told(kind: str) -> EnvironmentFault:
    return EnvironmentFault(_FAULTS[kind], f"store.{kind}")


def _code(error: BaseException) -> int:
    """Return SQLite's result code; peewee keeps the driver's error as ``orig`` of its own."""
    return int(getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) or 0)
