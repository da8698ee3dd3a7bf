"""Makes the derived state anew from the segments that are kept here: records, and everything the merge knows of them.

A desk that took in one branch of a fork before it heard of the other has dropped values that others still hold beside
each other. Naming them differently afterwards would not bring those back; so the state is derived again, from the same
segments as everywhere, and in any order that respects causality.

The history of records stays as it was: it tells what was seen here when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgpack

from app.store.database import Database
from app.store.work import Work
from app.sync.body import Body
from app.sync.book import Bits, Book, Shape
from app.sync.envelope import NO_HASH
from app.sync.erasures import ERASED
from app.sync.forks import Forks
from app.sync.progress import Progress, step
from app.sync.receive import Arrival, Receiver
from app.sync.registry import Registry
from app.sync.splitting import Incomplete
from app.sync.vector import Vector, covers, pack_vector, read_vector

SAVE_EVERY = 500
"""Operations after which records are written back."""

_META = ("sync_row", "sync_sibling", "sync_unknown", "sync_tomb")


def read_arrival(
    forks: Forks, stream: bytes, seq: int, body: Body, before: Mapping[bytes, int]
) -> tuple[Arrival, Vector]:
    """Return a segment as it is taken in, and what it states to have seen, whole.

    Args:
        forks: What is known of forks.
        stream: The stream or branch it lies in.
        seq: Its number.
        body: Its content; forms' bases in it are replaced by what they are taken to have had on screen.
        before: What the segment before it states to have seen, whole.
    """
    stated = dict(body.seen) if body.full else {**before, **body.seen}
    for tx in body.txs:
        if tx.base is not None:
            tx.base = forks.base(stream, tx.base)
    return Arrival(stream, seq, forks.told(stream, stated), body), stated


@dataclass
class _Cursor:
    """How far a stream has been taken in again."""

    stream: bytes
    idx: int
    seqs: list[int]
    applied: int
    head: bytes
    stated: Vector
    next: tuple[Arrival, Vector, bytes] | None = None


class Replay:
    """Takes in everything again, inside the transaction of its caller.

    Args:
        work: The open unit of work, in which everything of this desk is packed; ``sync_ctx.applying`` is set.
        shapes: The tables this program knows.
        registry: Local numbers.
        book: Saved and empty.
        open_body: Reads a segment's file that is kept here.
    """

    def __init__(
        self,
        work: Work,
        shapes: Mapping[str, Shape],
        registry: Registry,
        book: Book,
        open_body: Callable[[bytes], Body],
    ) -> None:
        self._work = work
        self._database: Database = work.database
        self._shapes = shapes
        self._registry = registry
        self._book = book
        self._open = open_body

    def run(self, join: Callable[[], None] | None, progress: Progress) -> None:
        """Begin with nothing, or with a snapshot, and take in the segments that are kept here.

        Args:
            join: Unites the emptied database with a snapshot; None to begin with nothing.
            progress: Told segments taken in, and how many there are.

        Raises:
            Incomplete: Segments are missing here; the caller must undo everything.
            Cancelled: ``progress`` said so; the same.
        """
        reached = self._ends()
        erased = self._database.value("SELECT value FROM meta WHERE key = ?", (ERASED,))
        unwritten = list(self._unwritten())
        self._empty()
        if join is not None:
            join()
        self._apply(Forks.load(self._database), progress)
        self._book.save(self._work)
        if not covers(self._ends(), reached):
            raise Incomplete
        self._put_back(unwritten)
        self._database.run("DELETE FROM meta WHERE key = ?", (ERASED,))
        if erased is not None:
            self._database.note_meta(ERASED, erased)

    def _ends(self) -> Vector:
        return {
            bytes.fromhex(stream): int(seq)
            for stream, seq in self._database.rows("SELECT stream, applied FROM sync_stream WHERE applied > 0")
        }

    # --- what is not in any segment -----------------------------------------------------------------------------------

    def _unwritten(self) -> Iterator[tuple[str, str, dict[str, object]]]:
        """Return what schema steps put into columns that nobody has written since: table, record, values."""
        for table, shape in self._shapes.items():
            known = [
                (str(pk), missing)
                for pk, meta in self._database.rows("SELECT pk, meta FROM sync_row WHERE tbl = ?", (table,))
                if (missing := self._missing(shape, meta))
            ]
            for pk, missing in known:
                listed = ", ".join(f'"{name}"' for name in missing)
                row = self._database.row(f'SELECT {listed} FROM "{table}" WHERE id = ?', (pk,))
                if row is not None:
                    yield table, pk, dict(zip(missing, row, strict=True))

    def _missing(self, shape: Shape, meta: bytes) -> list[str]:
        numbers = self._registry.columns(shape.table, shape.names)
        written: set[str] = set()
        bits = Bits(numbers)
        for entry in msgpack.unpackb(meta):
            written.update(bits.columns(entry[5]))
        return [name for name in shape.names if name not in written]

    def _put_back(self, unwritten: Sequence[tuple[str, str, dict[str, object]]]) -> None:
        for table, pk, values in unwritten:
            meta = self._database.value("SELECT meta FROM sync_row WHERE tbl = ? AND pk = ?", (table, pk))
            missing = self._missing(self._shapes[table], meta or b"\x90")
            kept = {name: value for name, value in values.items() if name in missing}
            if kept:
                sets = ", ".join(f'"{name}" = ?' for name in kept)
                self._database.run(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*kept.values(), pk))

    def _empty(self) -> None:
        for table in self._shapes:
            known = f"id IN (SELECT pk FROM sync_row WHERE tbl = '{table}')"
            for (pk,) in self._database.rows(f'SELECT id FROM "{table}" WHERE {known}'):
                self._work.touch(table, pk)
            self._database.run(f'DELETE FROM "{table}" WHERE {known}')
        for table in _META:
            self._database.run(f"DELETE FROM {table}")
        self._database.run("UPDATE sync_stream SET applied = 0, head = NULL, seen = NULL")

    # --- everything again ---------------------------------------------------------------------------------------------

    def _apply(self, forks: Forks, progress: Progress) -> None:
        cursors = list(self._cursors())
        vector = {cursor.stream: cursor.applied for cursor in cursors if cursor.applied}
        by_stream = {cursor.stream: cursor for cursor in cursors}
        receiver = Receiver(self._work, self._shapes, self._registry, self._book, history=False)
        done = waiting = 0
        total = sum(len(cursor.seqs) for cursor in cursors)
        moved = True
        while moved:
            moved = False
            for cursor in cursors:
                while cursor.seqs and (arrival := self._turn(forks, cursor, by_stream, vector)):
                    receiver.apply(arrival)
                    vector[cursor.stream] = arrival.seq
                    waiting += sum(len(run.pks) for tx in arrival.body.txs for run in tx.runs)
                    if waiting >= SAVE_EVERY:
                        self._book.save(self._work)
                        waiting = 0
                    done += 1
                    step(progress, done, total)
                    moved = True
        for cursor in cursors:
            self._database.run(
                "UPDATE sync_stream SET applied = ?, head = ?, seen = ? WHERE idx = ?",
                (
                    cursor.applied,
                    cursor.head if cursor.applied else None,
                    pack_vector(cursor.stated) if cursor.applied else None,
                    cursor.idx,
                ),
            )

    def _cursors(self) -> Iterator[_Cursor]:
        rows = self._database.rows("SELECT idx, stream, applied, head, seen FROM sync_stream ORDER BY idx")
        for idx, name, applied, head, seen in rows:
            stream = bytes.fromhex(name)
            seqs = [
                int(seq)
                for (seq,) in self._database.rows(
                    "SELECT seq FROM sync_segment WHERE idx = ? AND seq > ? ORDER BY seq", (idx, applied)
                )
            ]
            yield _Cursor(stream, idx, seqs, applied, head or NO_HASH, read_vector(seen))

    def _turn(self, forks: Forks, cursor: _Cursor, cursors: Mapping[bytes, _Cursor], vector: Vector) -> Arrival | None:
        """Take the next segment of a stream off if everything its author is taken to have seen is here."""
        if cursor.next is None:
            seq = cursor.seqs[0]
            branch = forks.branches.get(cursor.stream)
            stated = cursor.stated
            if branch is not None and not cursor.applied:
                parent = cursors.get(branch.parent)
                if seq != branch.first or (branch.after and (parent is None or parent.applied != branch.after)):
                    return None
                stated = parent.stated if parent is not None else {}
            elif seq != cursor.applied + 1:
                return None
            data, mark = self._file(cursor.idx, seq)
            cursor.next = (*read_arrival(forks, cursor.stream, seq, self._open(data), stated), mark)
        arrival, stated, mark = cursor.next
        if not covers(vector, arrival.seen):
            return None
        cursor.applied, cursor.stated, cursor.head, cursor.next = arrival.seq, stated, mark, None
        del cursor.seqs[0]
        return arrival

    def _file(self, idx: int, seq: int) -> tuple[bytes, bytes]:
        row = self._database.row("SELECT bytes, hash FROM sync_segment WHERE idx = ? AND seq = ?", (idx, seq))
        if row is None:
            raise Incomplete
        return bytes(row[0]), bytes(row[1])
