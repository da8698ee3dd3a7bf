"""Packs what was written here into segments of this desk's own stream.

It runs inside the transaction that would next take in anything from elsewhere, so that every segment states exactly
what its author had on screen. Values are taken from the change log, stepping back from the rows as they are now: a
segment holds each unit of work as it was when it was committed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, cast

from app.store.database import Database, Row
from app.sync import hlc
from app.sync.body import DELETE, INSERT, KEEP, UPDATE, Base, Body, Run, Tx
from app.sync.book import Book, Shape
from app.sync.facts import RENEWALS
from app.sync.merge import KEPT
from app.sync.registry import Registry
from app.sync.vector import Dot, Seen, Vector, delta

SOFT = 200_000
"""Estimated characters from which a segment is closed (256 KB, section "Publish and pull")."""
HARD = 1_500_000
"""Estimated characters from which one unit of work is spread over several segments."""
FULL_EVERY = 64
_CHUNK = 500

Key = tuple[str, str]
Values = dict[str, Any]
_TX, _TABLE, _PK, _PLACE = itemgetter(1), itemgetter(2), itemgetter(3), itemgetter(2, 3)
"""What stands where in a line of the log."""


@dataclass
class OwnStream:
    """The end of the stream this desk writes.

    Attributes:
        idx: Its local number.
        stream: Its id.
        seq: Its newest segment.
        seen: What the author of that segment had taken in.
        schema: Fingerprint of this program's tables.
        append: Writes a segment's body at the end, given its number, and keeps the bytes.
    """

    idx: int
    stream: bytes
    seq: int
    seen: Vector
    schema: str
    append: Callable[[int, Body], None]


@dataclass
class _Step:
    """One line of the change log."""

    tx: int
    kind: str
    column: str
    old: Any
    new: Any


@dataclass
class _Write:
    """What one unit of work did to one record."""

    key: Key
    kind: str
    values: Values = field(default_factory=dict[str, Any])


@dataclass
class _Unit:
    """One unit of work to be packed.

    Attributes:
        tx: Its number.
        at: When, UTC milliseconds by this computer's clock.
        author: Staff id.
        base: What the form had on screen: unit of work and vector by local numbers; None for now.
        new: Table -> ids of records that were added and not touched again.
        writes: Everything else.
    """

    tx: int
    at: int
    author: str
    base: tuple[int, dict[int, int]] | None
    new: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    writes: list[_Write] = field(default_factory=list[_Write])


def renewals(database: Database) -> str:
    """Return, as JSON, [stream, newest segment that stayed, unit of work] of every time this desk began anew."""
    return str(database.value("SELECT value FROM meta WHERE key = ?", (RENEWALS,)) or "[]")


class Sealer:
    """Packs pending changes.

    Args:
        database: Inside a transaction, with ``sync_ctx.applying`` set.
        shapes: The synced tables.
        registry: Local numbers.
        book: The records being worked on; the caller saves it.
        own: The stream to write.
        stamp: The newest hybrid stamp so far.
        now: UTC milliseconds by the file server's clock.
        clock_off: What to add to this computer's clock to have the file server's, milliseconds.
    """

    def __init__(
        self,
        database: Database,
        shapes: Mapping[str, Shape],
        registry: Registry,
        book: Book,
        own: OwnStream,
        stamp: int,
        now: int,
        clock_off: int,
    ) -> None:
        self._database = database
        self._shapes = shapes
        self._registry = registry
        self._book = book
        self._own = own
        self.stamp = stamp
        self._now = now
        self._clock_off = clock_off
        self._vector = {
            int(idx): int(seq)
            for idx, seq in database.rows(
                "SELECT idx, applied FROM sync_stream WHERE applied > 0 AND idx <> ?", (own.idx,)
            )
        }
        self._seen = {registry.stream_id(idx): seq for idx, seq in self._vector.items()}
        self._renewals = [(int(idx), int(kept), int(tx)) for idx, kept, tx in json.loads(renewals(database))]
        self._first = own.seq
        self._txs: list[Tx] = []
        self._ops = 0
        self._size = 0
        self._ends: list[tuple[int, int, int]] = []

    def pending(self) -> int:
        """Pack everything the change log holds beyond what was packed before, and return how many segments it took."""
        sealed = int(self._database.value("SELECT sealed FROM sync_ctx"))
        added = self._database.rows(
            "SELECT seq, tx, tbl, pk FROM sync_oplog WHERE seq > ? AND kind = 'I' ORDER BY seq", (sealed,)
        )
        others = self._database.rows(
            "SELECT seq, tx, tbl, pk, kind, coalesce(col, ''), old, new FROM sync_oplog"
            " WHERE seq > ? AND kind <> 'I' ORDER BY seq",
            (sealed,),
        )
        if not added and not others:
            return 0
        for unit, runs in self._units(added, others):
            self._add(unit, runs)
        self._close()
        self._database.run_many("UPDATE sync_tx SET seq = ?, ops = ? WHERE tx = ?", self._ends)
        last = max(lines[-1][0] for lines in (added, others) if lines)
        self._database.run("UPDATE sync_ctx SET sealed = ?", (last,))
        return self._own.seq - self._first

    def everything(self) -> int:
        """Pack every record as it is now: how an office that worked alone begins to share."""
        for shape in self._shapes.values():
            rows = self._database.rows(f"{shape.select} ORDER BY id")
            for start in range(0, len(rows), 2_000):
                part = rows[start : start + 2_000]
                self._add(_Unit(0, self._now - self._clock_off, "", None), [_insert(shape, part)])
        self._close()
        self._database.run("UPDATE sync_ctx SET sealed = (SELECT coalesce(max(seq), 0) FROM sync_oplog)")
        return self._own.seq - self._first

    # --- from the log to units of work ------------------------------------------------------------------------------

    def _units(self, added: list[Row], others: list[Row]) -> Iterator[tuple[_Unit, list[Run]]]:
        # A later unit of work has a larger number.
        units = self._facts(sorted({*map(_TX, added), *map(_TX, others)}))
        if stale := self._stale(added, others):
            again = [line for line in added if _PLACE(line) in stale]
            others = sorted([*others, *((*line, INSERT, "", None, None) for line in again)], key=itemgetter(0))
            added = [line for line in added if _PLACE(line) not in stale]
        for (tx, table), lines in groupby(added, itemgetter(1, 2)):
            units[tx].new.setdefault(table, []).extend(map(_PK, lines))
        steps: dict[Key, list[_Step]] = {}
        for _, tx, table, pk, kind, column, old, new in others:
            steps.setdefault((table, pk), []).append(_Step(tx, kind, column, old, new))
        self._writes(steps, units)
        for unit in units.values():
            runs = [self._new_run(table, pks) for table, pks in unit.new.items()]
            yield unit, [*runs, *_grouped(unit.writes)]

    def _facts(self, txs: list[int]) -> dict[int, _Unit]:
        units: dict[int, _Unit] = {}
        for tx, at, author, base in self._database.rows(
            "SELECT tx, at, author, base FROM sync_tx WHERE tx BETWEEN ? AND ?", (txs[0], txs[-1])
        ):
            seen = None
            if base is not None:
                read = json.loads(base)
                seen = int(read["tx"]), {int(idx): int(seq) for idx, seq in read["vector"].items()}
            units[tx] = _Unit(tx, at, author, seen)
        # Writes outside any unit of work (a repair by hand) are the program's own.
        return {tx: units.get(tx) or _Unit(tx, self._now - self._clock_off, "", None) for tx in txs}

    def _stale(self, added: list[Row], others: list[Row]) -> set[Key]:
        """Return the added records that were touched again, or that something was known of before."""
        stale = set(map(_PLACE, others)).intersection(map(_PLACE, added)) if others else set[Key]()
        by_table: dict[str, list[str]] = {}
        for table, lines in groupby(added, _TABLE):
            by_table.setdefault(table, []).extend(map(_PK, lines))
        for table, pks in by_table.items():
            known = self._book.with_origins(table, pks)
            if len(set(pks)) < len(pks):
                known.update(pk for pk, times in Counter(pks).items() if times > 1)
            stale.update((table, pk) for pk in known)
        return stale

    def _new_run(self, table: str, pks: list[str]) -> Run:
        shape = self._shapes[table]
        if len(pks) > _CHUNK:
            # Ids made together lie together: one pass along them beats thousands of look-ups.
            most = 2 * len(pks)
            span = (min(pks), max(pks), most)
            rows = self._database.rows(f"{shape.select} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", span)
            wanted = set(pks)
            rows = [row for row in rows if row[0] in wanted]
            if len(rows) == len(pks):
                return _insert(shape, rows)
        found: dict[str, Row] = {}
        for chunk in _chunks(pks):
            marks = ", ".join("?" * len(chunk))
            found.update((row[0], row) for row in self._database.rows(f"{shape.select} WHERE id IN ({marks})", chunk))
        return _insert(shape, [found[pk] for pk in pks])

    def _writes(self, steps: Mapping[Key, list[_Step]], units: Mapping[int, _Unit]) -> None:
        """Give each unit of work what it wrote, and the book the records as they were before the first of them."""
        by_table: dict[str, list[str]] = {}
        for table, pk in steps:
            by_table.setdefault(table, []).append(pk)
        done: dict[int, dict[Key, _Write]] = {tx: {} for tx in units}
        for table, pks in by_table.items():
            shape = self._shapes[table]
            now: dict[str, Values] = {}
            for chunk in _chunks(pks):
                marks = ", ".join("?" * len(chunk))
                for pk, *values in self._database.rows(f"{shape.select} WHERE id IN ({marks})", chunk):
                    now[pk] = dict(zip(shape.names, values, strict=True))
            before: dict[str, Values | None] = {}
            for pk in pks:
                key = (table, pk)
                before[pk] = _step_back(shape, key, steps[key], now.get(pk), done)
            self._book.load(table, pks, before)
        keys = {key: place for place, key in enumerate(steps)}
        for tx, writes in done.items():
            units[tx].writes.extend(sorted(writes.values(), key=lambda write: keys[write.key]))

    # --- from units of work to segments -----------------------------------------------------------------------------

    def _add(self, unit: _Unit, runs: Iterable[Run]) -> None:
        runs = [run for run in runs if run.pks]
        if not runs:
            return
        size = sum(map(_size, runs))
        if self._txs and self._size + size > SOFT:
            self._close()
        self.stamp = hlc.next_stamp(self.stamp, unit.at + self._clock_off, self._now)
        base = self._base(unit)
        pieces = [runs] if size <= HARD else _split(runs)
        for number, piece in enumerate(pieces):
            tx = Tx(self.stamp, unit.author, self._told(unit, base, piece), piece)
            self._record(tx, base if tx.base else None)
            self._txs.append(tx)
            self._size += sum(map(_size, piece))
            if number < len(pieces) - 1:
                self._close(more=True)
        if unit.tx:
            self._ends.append((self._own.seq + 1, self._ops, unit.tx))

    def _base(self, unit: _Unit) -> Seen | None:
        """Return what the form had on screen, with the place of this desk's own writes at that time."""
        if unit.base is None:
            return None
        tx, vector = unit.base
        for idx, kept, renewed in self._renewals:
            if tx <= renewed and vector.get(idx, 0) > kept:
                vector[idx] = kept  # what was taken back then may carry other bytes under its old number
        own = max(((seq, ops) for seq, ops, number in self._ends if number <= tx), default=None)
        if own is None:
            row = self._database.row(
                "SELECT seq, ops FROM sync_tx WHERE tx <= ? AND seq IS NOT NULL ORDER BY tx DESC LIMIT 1", (tx,)
            )
            own = (int(row[0]), int(row[1])) if row else (0, 0)
        # Whole segments of this desk's own that were there when the form was opened.
        own = max(own, (vector.pop(self._own.idx, 0) + 1, 0))
        return Seen({idx: seq for idx, seq in vector.items() if seq}, self._own.idx, own)

    def _told(self, unit: _Unit, base: Seen | None, runs: list[Run]) -> Base | None:
        """Return the base as others read it, unless everything that survives of these records was on screen."""
        if base is None:
            return None
        for run in runs:
            for pk in run.pks:
                entry = self._book.find(run.table, pk)
                if entry is None:
                    continue
                state = entry.state
                columns = run.columns if run.kind == UPDATE else tuple(state.cells)
                dots = [dot for column in columns for dot in state.cells.get(column, ())]
                if not all(map(base.covers, (*dots, *state.deletions))):
                    others = {
                        self._registry.stream_id(idx): seq for idx, seq in base.vector.items() if idx != self._own.idx
                    }
                    return Base(others, base.own)
        return None

    def _record(self, tx: Tx, base: Seen | None) -> None:
        """Note where the values of these records come from."""
        seq = self._own.seq + 1
        for run in tx.runs:
            if run.kind == INSERT and not self._book.any_known(run.table, run.pks):
                self._book.add_origins(run.table, run.pks, (self._own.idx, seq, self._ops), tx.hlc, tx.author)
                self._ops += len(run.pks)
                continue
            rows = zip(*run.values, strict=True) if run.values else (() for _ in run.pks)
            part = run.kind == UPDATE
            for pk, values in zip(run.pks, rows, strict=False):
                dot: Dot = (self._own.idx, seq, self._ops)
                entry = self._book.part(run.table, pk, run.columns) if part else self._book.entry(run.table, pk)
                entry.dirty = True
                seen = base or Seen(self._vector, self._own.idx, (seq, self._ops))
                if run.kind == DELETE:
                    entry.state.delete(dot, seen, tx.hlc, tx.author)
                else:
                    written = {KEPT: None} if run.kind == KEEP else dict(zip(run.columns, values, strict=True))
                    entry.state.write(dot, seen, tx.hlc, tx.author, written)
                self._ops += 1

    def _close(self, *, more: bool = False) -> None:
        """End the segment under way."""
        if not self._txs:
            return
        seq = self._own.seq + 1
        full = seq % FULL_EVERY == 1
        told = dict(self._seen) if full else delta(self._own.seen, self._seen)
        self._own.append(seq, Body(told, full, self._own.schema, more, self._txs))
        self._own.seq = seq
        self._own.seen = dict(self._seen)
        self._txs, self._ops, self._size = [], 0, 0


def _step_back(
    shape: Shape, key: Key, steps: Sequence[_Step], now: Values | None, done: Mapping[int, dict[Key, _Write]]
) -> Values | None:
    """Walk a record's log back, noting what each unit of work made of it; return how it was before all of them."""
    row = None if now is None else dict(now)
    at = len(steps)
    while at:
        tx = steps[at - 1].tx
        after = None if row is None else dict(row)
        kinds: set[str] = set()
        columns: set[str] = set()
        while at and steps[at - 1].tx == tx:
            at -= 1
            step = steps[at]
            kinds.add(step.kind)
            if step.kind == UPDATE:
                columns.add(step.column)
                if row is not None:
                    row[step.column] = step.old
            elif step.kind == "X":
                row = {**(row or shape.defaults), step.column: step.old}
            elif step.kind == DELETE:
                row = dict(shape.defaults)
            elif step.kind == INSERT:
                row = None
        write = _write_of(key, shape, row, after, kinds, columns)
        if write is not None:
            done[tx][key] = write
    return row


def _write_of(
    key: Key, shape: Shape, before: Values | None, after: Values | None, kinds: set[str], columns: set[str]
) -> _Write | None:
    if after is None:
        return _Write(key, DELETE) if before is not None else None
    if before is None or INSERT in kinds:
        return _Write(key, INSERT, after)
    if columns:
        return _Write(key, UPDATE, {name: after[name] for name in shape.names if name in columns})
    return _Write(key, KEEP) if KEEP in kinds else None


def _grouped(writes: Iterable[_Write]) -> list[Run]:
    """Lay writes of one shape together."""
    shapes: dict[tuple[str, str, tuple[str, ...]], list[_Write]] = {}
    for write in writes:
        shapes.setdefault((write.key[0], write.kind, tuple(write.values)), []).append(write)
    return [
        Run(
            table,
            kind,
            columns,
            [write.key[1] for write in found],
            [[write.values[name] for write in found] for name in columns],
        )
        for (table, kind, columns), found in shapes.items()
    ]


def _insert(shape: Shape, rows: Sequence[Sequence[Any]]) -> Run:
    columns = list(map(list, zip(*rows, strict=True)))
    return (
        Run(shape.table, INSERT, shape.names, columns[0], columns[1:]) if rows else Run(shape.table, INSERT, (), [], [])
    )


def _size(run: Run) -> int:
    """Estimate how many characters a run takes."""
    texts = 0
    for column in run.values:
        if column and isinstance(column[0], str):
            try:
                texts += len("".join(cast(list[str], column)))
                continue
            except TypeError:
                pass
        if column and isinstance(column[0], bytes):
            texts += sum(len(value) for value in column if isinstance(value, bytes))
        texts += 6 * len(column)
    return texts + 8 * len(run.pks)


def _split(runs: list[Run]) -> list[list[Run]]:
    """Spread one unit of work over pieces of moderate size."""
    pieces: list[list[Run]] = [[]]
    room = HARD
    for run in runs:
        each = max(1, _size(run) // len(run.pks))
        start = 0
        while start < len(run.pks):
            count = max(1, min(len(run.pks) - start, room // each))
            part = Run(
                run.table,
                run.kind,
                run.columns,
                run.pks[start : start + count],
                [c[start : start + count] for c in run.values],
            )
            pieces[-1].append(part)
            start += count
            room -= count * each
            if room < each:
                pieces.append([])
                room = HARD
    return [piece for piece in pieces if piece]


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
