"""The store: one office's local database, opened, migrated and ready for units of work."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.core.changes import ChangeFeed, Changes
from app.core.clock import Clock
from app.core.errors import NotFound
from app.core.text import T
from app.store import capture, migrations
from app.store.database import Database, Row, Values
from app.store.owners import touch_owners
from app.store.records import Record, SyncedRecord
from app.store.work import Work, read_many, read_one

R = TypeVar("R", bound=Record)

BeforeCommit = Callable[[Work], None]


@dataclass(frozen=True)
class Seen:
    """What a desk had on screen when a form was opened, so that its save replaces that and nothing later.

    Attributes:
        tx: The newest unit of work of this database.
        vector: Local number of a stream -> its newest segment taken in.
    """

    tx: int
    vector: tuple[tuple[int, int], ...]


class Store:
    """Reads rows and opens units of work.

    Args:
        path: The database file on a local drive.
        records: Every record class of the program.
        clock: Gives units of work their moment.
        feed: Where committed changes are published.

    Raises:
        EnvironmentFault: The file cannot be opened, is damaged, or was written by a newer program.
    """

    def __init__(self, path: Path, records: Sequence[type[Record]], clock: Clock, feed: ChangeFeed) -> None:
        self.records = tuple(records)
        self.clock = clock
        self.feed = feed
        self.database = Database(path)
        self._before_commit: list[BeforeCommit] = [lambda work: touch_owners(work, self.records)]
        self._form = threading.local()
        synced = self.synced
        try:
            newer = migrations.upgrade(self.database, lambda: capture.install(self.database, synced))
            capture.ensure(self.database, synced, newer=newer)
        except BaseException:
            self.database.close()
            raise

    @property
    def synced(self) -> tuple[type[SyncedRecord], ...]:
        """The record classes that all desks share."""
        return tuple(record for record in self.records if issubclass(record, SyncedRecord))

    def before_commit(self, hook: BeforeCommit) -> None:
        """Run ``hook(work)`` inside every unit of work, just before it commits (search index, rollups)."""
        self._before_commit.append(hook)

    @contextmanager
    def change(self, author: str = "", origin: str = "desk") -> Generator[Work]:
        """Open a unit of work: all of the block is committed and announced, or nothing is.

        Args:
            author: Id of the staff member who acts; empty for the program itself.
            origin: Who caused it, for messages: ``desk``, ``import`` or ``sync``.
        """
        with self.database.transaction():
            work = Work(self.database, self.clock, author)
            self.database.run("UPDATE sync_ctx SET tx = tx + 1")
            self.database.run(
                "INSERT INTO sync_tx (tx, at, author, base) SELECT tx, ?, ?, ? FROM sync_ctx",
                (work.now, author, self._base()),
            )
            yield work
            for hook in self._before_commit:
                hook(work)
            # A unit that changed nothing leaves no trace in the log.
            self.database.run(
                "DELETE FROM sync_tx WHERE tx = (SELECT tx FROM sync_ctx)"
                " AND tx IS NOT (SELECT tx FROM sync_oplog ORDER BY seq DESC LIMIT 1)"
            )
        self.feed.publish(Changes(work.touched, origin))

    @contextmanager
    def receiving(self) -> Generator[Work]:
        """Open a unit of work for what other desks wrote: it is not captured, but indexed and announced like any.

        Whoever uses it sets ``sync_ctx.applying`` while writing received values, and back; a crash rolls both back.
        """
        with self.database.transaction():
            work = Work(self.database, self.clock, "")
            yield work
            if work.touched_ids:
                for hook in self._before_commit:
                    hook(work)
        self.feed.publish(Changes(work.touched, "sync"))

    def seen(self) -> Seen:
        """Return what is in this database now. A form asks for it before it loads its record, and saves with it."""
        with self.database.reading():
            tx = self.database.value("SELECT tx FROM sync_ctx")
            vector = self.database.rows("SELECT idx, applied FROM sync_stream ORDER BY idx")
        return Seen(int(tx), tuple((int(idx), int(applied)) for idx, applied in vector))

    @contextmanager
    def as_seen(self, seen: Seen | None) -> Generator[None]:
        """Let the units of work of this thread replace only what was on screen at ``seen``.

        What other desks wrote since then survives beside the values saved here, and is listed as a conflict.
        """
        before = getattr(self._form, "seen", None)
        self._form.seen = seen
        try:
            yield
        finally:
            self._form.seen = before

    def _base(self) -> str | None:
        """Return what the open form had on screen, if anything has been written since."""
        seen: Seen | None = getattr(self._form, "seen", None)
        if seen is None:
            return None
        now = int(self.database.value("SELECT tx - 1 FROM sync_ctx"))
        vector = self.database.rows("SELECT idx, applied FROM sync_stream ORDER BY idx")
        if now == seen.tx and tuple(vector) == seen.vector:
            return None
        return json.dumps({"tx": seen.tx, "vector": dict(seen.vector)})

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
            raise NotFound(T("store", "This record no longer exists. Refresh the list."), "store.gone")
        return found

    def find(self, record: type[R], where: str = "1", values: Iterable[object] = (), order: str = "id") -> list[R]:
        """Return the records that meet an SQL condition (see ``read_many``)."""
        return read_many(self.database, record, where, values, order)

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Run a reading query and return its rows."""
        return self.database.rows(sql, values)

    def value(self, sql: str, values: Values = ()) -> Any:
        """Run a reading query and return its first value, or None."""
        return self.database.value(sql, values)

    def meta(self, key: str, default: str = "") -> str:
        """Return a fact about this database that stays on this desk."""
        found = self.value("SELECT value FROM meta WHERE key = ?", (key,))
        return default if found is None else str(found)

    def set_meta(self, key: str, value: str) -> None:
        """Keep a fact about this database, on this desk only."""
        with self.database.transaction():
            self.note_meta(key, value)

    def note_meta(self, key: str, value: str) -> None:
        """Keep a fact about this database as part of the open transaction."""
        self.database.note_meta(key, value)

    def close(self) -> None:
        """Close every connection."""
        self.database.close()
