"""Takes in what other desks wrote: one segment wholly or not at all, inside the transaction of its caller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.store.database import Database
from app.store.work import Work
from app.sync import hlc
from app.sync.body import DELETE, ERASE, INSERT, KEEP, UPDATE, Body, Run, Tx
from app.sync.book import Book, Shape
from app.sync.erasures import MARK, forget, marked
from app.sync.merge import KEPT, RowState, shown
from app.sync.registry import Registry
from app.sync.vector import Dot, Seen, Vector

BULK = 16
"""From so many new records in a row on, they are written by one statement."""


@dataclass
class Arrival:
    """One segment of another stream, read and in its turn.

    Attributes:
        stream: Whose it is.
        seq: Its number.
        seen: The whole vector its author had taken in.
        body: What it says.
    """

    stream: bytes
    seq: int
    seen: Vector
    body: Body


class Receiver:
    """Applies arrivals.

    Args:
        work: The open unit of work; ``sync_ctx.applying`` is set by the caller.
        shapes: The tables this program knows.
        registry: Local numbers.
        book: The records being worked on; the caller saves it.
        history: Whether it is noted in the history of records; not if it was taken in before.
    """

    def __init__(
        self, work: Work, shapes: Mapping[str, Shape], registry: Registry, book: Book, *, history: bool = True
    ) -> None:
        self._work = work
        self._database: Database = work.database
        self._shapes = shapes
        self._registry = registry
        self._book = book
        self._history = history
        self.newest = 0
        """The newest stamp met."""

    def apply(self, arrival: Arrival) -> None:
        """Take in one segment. Everything its author had seen must be here already."""
        idx = self._registry.stream(arrival.stream)
        vector = self._local(arrival.seen)
        op = 0
        self._load(arrival.body)
        for tx in arrival.body.txs:
            self.newest = max(self.newest, tx.hlc)
            base = None if tx.base is None else self._local(tx.base.vector)
            log = self._begin(tx)
            for run in tx.runs:
                seen = (vector, None) if tx.base is None or base is None else (base, tx.base.own)
                self._run(run, (idx, arrival.seq, op), seen, tx, log)
                op += len(run.pks)

    def _load(self, body: Body) -> None:
        """Load what the segment edits, by one query a table."""
        wanted: dict[str, list[str]] = {}
        for tx in body.txs:
            for run in tx.runs:
                if run.kind != INSERT or len(run.pks) < BULK:
                    wanted.setdefault(run.table, []).extend(run.pks)
        for table, pks in wanted.items():
            self._book.load(table, pks)

    def _local(self, vector: Vector) -> dict[int, int]:
        return {self._registry.stream(stream): seq for stream, seq in vector.items()}

    def _begin(self, tx: Tx) -> int:
        """Number the unit of work in this database's history; 0 where nothing is noted."""
        if not self._history:
            return 0
        self._database.run("UPDATE sync_ctx SET tx = tx + 1")
        log = int(self._database.value("SELECT tx FROM sync_ctx"))
        self._database.run(
            "INSERT INTO sync_tx (tx, at, author) VALUES (?, ?, ?)", (log, hlc.moment_of(tx.hlc), tx.author)
        )
        return log

    def _run(
        self, run: Run, first: Dot, vector: tuple[dict[int, int], tuple[int, int] | None], tx: Tx, log: int
    ) -> None:
        shape = self._shapes.get(run.table)
        if (
            run.kind == INSERT
            and shape is not None
            and len(run.pks) >= BULK
            and self._insert_all(shape, run, first, tx)
        ):
            return
        idx, seq, op = first
        known, own = vector
        book = self._book
        lines: list[tuple[Any, ...]] = []
        book.load(run.table, run.pks)
        columns = run.columns
        rows = zip(*run.values, strict=True) if columns and run.kind != ERASE else (() for _ in run.pks)
        for pk, values in zip(run.pks, rows, strict=False):
            dot = (idx, seq, op)
            seen = Seen(known, idx, own or (seq, op))
            entry = book.part(run.table, pk, columns) if run.kind == UPDATE else book.entry(run.table, pk)
            entry.dirty = True
            entry.log = log
            if run.kind == DELETE:
                entry.state.delete(dot, seen, tx.hlc, tx.author)
            elif run.kind == ERASE:
                emptied = {column: shape.defaults.get(column) if shape else None for column in columns}
                entry.state.write(dot, seen, tx.hlc, tx.author, {**emptied, MARK: marked(columns)})
                # What others wrote meanwhile, unseen, survives and is shown.
                forget(self._database, run.table, pk, columns, self._registry.stream_id(idx), seq)
            elif run.kind == KEEP:
                entry.state.write(dot, seen, tx.hlc, tx.author, {KEPT: None})
            else:
                written = dict(zip(columns, values, strict=True))
                if shape is not None and self._history and run.kind != INSERT:
                    lines += self._told(log, shape, pk, entry.state, written)
                entry.state.write(dot, seen, tx.hlc, tx.author, written)
            op += 1
        self._database.insert_many("sync_oplog", ("tx", "tbl", "pk", "kind", "col", "old", "new"), lines)

    def _told(
        self, log: int, shape: Shape, pk: str, state: RowState, written: Mapping[str, Any]
    ) -> Iterator[tuple[Any, ...]]:
        """Yield what the record's history says of fields that were changed at another desk."""
        for column, value in written.items():
            if shape.fits(column, value):
                cell = {dot: old for dot, old in state.cells.get(column, {}).items() if shape.fits(column, old.value)}
                old = cell[shown(cell, self._registry.stream_id)].value if cell else None
                yield log, shape.table, pk, "U", column, old, value

    def _insert_all(self, shape: Shape, run: Run, first: Dot, tx: Tx) -> bool:
        """Write many new records by one statement, if they are all new and this program knows every column."""
        if set(run.columns) != set(shape.names) or len(set(run.pks)) != len(run.pks):
            return False
        by_name: dict[str, Sequence[Any]] = dict(zip(run.columns, run.values, strict=True))
        if not all(shape.all_fit(name, by_name[name]) for name in shape.names):
            return False
        if self._book.any_known(run.table, run.pks):
            return False
        rows = zip(run.pks, *(by_name[name] for name in shape.names), strict=True)
        self._database.insert_many(run.table, ("id", *shape.names), rows)
        self._book.add_origins(run.table, run.pks, first, tx.hlc, tx.author)
        for pk in run.pks:
            self._work.touch(run.table, pk)
        return True
