"""Unites this database with the state that a snapshot holds, inside the transaction of its caller.

Uniting is never replacing: a value is kept if the other side has it too or has never seen it. Rows of which nothing is
known here are written by a few long statements, rows that are the same on both sides are passed over, and only what is
left goes through the merge rule one by one; the result is the same as if everything had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Any

import msgpack

from app.store.work import Work
from app.sync.book import Book, Entry, Shape, same
from app.sync.chunks import ChunkRows, Parts
from app.sync.erasures import MARK, forget, unmarked
from app.sync.faults import Damaged
from app.sync.hlc import moment_of
from app.sync.merge import Deletion, RowState, Written, join, shown
from app.sync.registry import Registry
from app.sync.vector import Dot, Seen
from app.sync.wire import listed, read_text

Meta = list[tuple[Any, ...]]
"""What the merge knows of a row, in this database's numbers: stream, segment, place, stamp, author, columns."""

_ASIDE = ("sync_sibling", "sync_unknown", "sync_tomb")


@dataclass(frozen=True)
class Sides:
    """How far either side has taken in every stream, by local numbers.

    Attributes:
        here: This database.
        there: The snapshot.
        streams: The number of a stream in chunks -> its local number.
    """

    here: Mapping[int, int]
    there: Mapping[int, int]
    streams: Mapping[int, int]

    def here_covers(self, dot: Dot) -> bool:
        """Say whether this database had taken a write in."""
        return self.here.get(dot[0], 0) >= dot[1]

    def there_covers(self, dot: Dot) -> bool:
        """Say whether the snapshot's writer had taken a write in."""
        return self.there.get(dot[0], 0) >= dot[1]


class Uniter:
    """Takes in a snapshot, chunk by chunk.

    Args:
        work: The open unit of work, in which everything of this desk is packed; ``sync_ctx.applying`` is set.
        shapes: The tables this program knows.
        registry: Local numbers.
        book: The records being worked on; it is saved after each chunk.
        sides: Who has seen what.
    """

    def __init__(self, work: Work, shapes: Mapping[str, Shape], registry: Registry, book: Book, sides: Sides) -> None:
        self._work = work
        self._database = work.database
        self._shapes = shapes
        self._registry = registry
        self._book = book
        self._sides = sides
        self._authors: dict[str | bytes, int] = {}
        self._logs: dict[tuple[int, str], int] = {}
        self.newest = 0
        """The newest stamp met."""

    def take(self, rows: ChunkRows) -> None:
        """Take in a chunk.

        Raises:
            Damaged: It speaks of streams that its manifest does not name, or of no such parts.
        """
        if not rows.pks:
            return
        try:
            self._take(rows)
        except (KeyError, IndexError, ValueError, TypeError, msgpack.UnpackException) as error:
            raise Damaged(f"a chunk of {rows.table} does not fit: {error!r}") from error

    def _take(self, rows: ChunkRows) -> None:
        shape = self._shapes.get(rows.table)
        masks = _Marks(rows.columns, self._registry.columns(rows.table, shape.names) if shape else {})
        metas = self._metas(rows.meta, masks)
        odd = self._odd(rows)
        if shape is None:
            return self._merge(rows, range(len(rows.pks)), metas, masks)
        here = dict(
            self._database.rows(
                "SELECT pk, meta FROM sync_row WHERE tbl = ? AND pk BETWEEN ? AND ?",
                (rows.table, rows.pks[0], rows.pks[-1]),
            )
        )
        odd |= self._strange(shape, rows, here)
        fresh: list[bool] = []
        slow: list[int] = []
        for place, pk in enumerate(rows.pks):
            known = here.get(pk)
            plain = pk not in odd
            fresh.append(plain and known is None and masks.whole(metas[place]))
            if not fresh[place] and not (plain and known is not None and _same_meta(known, metas[place], masks)):
                slow.append(place)
        slow.extend(self._add(shape, rows, metas, masks, fresh))
        return self._merge(rows, slow, metas, masks)

    # --- what is plain ----------------------------------------------------------------------------------------------

    def _metas(self, blobs: Sequence[bytes], masks: _Marks) -> list[Meta]:
        """Return what the merge knows of rows, in this database's numbers but for the columns."""
        streams, authors, met = self._sides.streams, self._authors, masks.met
        unpack, newest = msgpack.unpackb, self.newest
        metas: list[Meta] = []
        for blob in blobs:
            meta: Meta = []
            for number, seq, op, hlc, author, mask in unpack(blob):
                if author not in authors:
                    authors[author] = self._registry.author(read_text(author))
                if mask not in met:
                    masks.meet(mask)
                newest = max(newest, hlc)
                meta.append((streams[number], seq, op, hlc, authors[author], mask))
            metas.append(meta)
        self.newest = newest
        return metas

    def _odd(self, rows: ChunkRows) -> set[str]:
        """Return the rows of which something lies beside the table, on either side."""
        odd = {parts[0] for section in (rows.siblings, rows.tombs, rows.unknown) for parts in section}
        for source in _ASIDE:
            odd.update(
                pk
                for (pk,) in self._database.rows(
                    f"SELECT pk FROM {source} WHERE tbl = ? AND pk BETWEEN ? AND ?",
                    (rows.table, rows.pks[0], rows.pks[-1]),
                )
            )
        return {str(pk) for pk in odd}

    def _strange(self, shape: Shape, rows: ChunkRows, here: Mapping[str, bytes]) -> set[str]:
        """Return the rows that stand in the table although nobody is known to have written them."""
        found = self._database.rows(
            f'SELECT id FROM "{shape.table}" WHERE id BETWEEN ? AND ?', (rows.pks[0], rows.pks[-1])
        )
        return {pk for (pk,) in found if pk not in here}

    def _add(
        self, shape: Shape, rows: ChunkRows, metas: Sequence[Meta], masks: _Marks, fresh: Sequence[bool]
    ) -> list[int]:
        """Add rows of which nothing is known here; return those that are better merged one by one."""
        if not any(fresh):
            return []
        every = all(fresh)
        by_name = {
            name: column if every else list(compress(column, fresh))
            for name, column in zip(rows.columns, rows.values, strict=True)
        }
        places = list(compress(range(len(fresh)), fresh))
        if not by_name.keys() <= shape.columns.keys() or not all(
            shape.all_fit(name, column) for name, column in by_name.items()
        ):
            return places
        pks = rows.pks if every else list(compress(rows.pks, fresh))
        columns = [by_name[name] if name in by_name else repeat(shape.defaults[name]) for name in shape.names]
        self._database.insert_many(shape.table, ("id", *shape.names), zip(pks, *columns, strict=False))
        self._database.insert_many(
            "sync_row",
            ("tbl", "pk", "meta"),
            zip(repeat(rows.table), pks, self._packed(metas, places, masks), strict=False),
        )
        touch, table = self._work.touch, rows.table
        for pk in pks:
            touch(table, pk)
        return []

    def _packed(self, metas: Sequence[Meta], places: Iterable[int], masks: _Marks) -> Iterator[bytes]:
        pack, local = msgpack.Packer().pack, masks.local
        if masks.alike:
            return (pack(metas[place]) for place in places)
        return (pack([(*entry[:5], local(entry[5])) for entry in metas[place]]) for place in places)

    # --- what must be merged ----------------------------------------------------------------------------------------

    def _merge(self, rows: ChunkRows, places: Iterable[int], metas: Sequence[Meta], masks: _Marks) -> None:
        chosen = list(places)
        if not chosen:
            return
        sides = self._sides
        shape = self._shapes.get(rows.table)
        aside = {name: _by_row(section) for name, section in _sections(rows)}
        self._book.load(rows.table, [rows.pks[place] for place in chosen])
        for place in chosen:
            pk = rows.pks[place]
            entry = self._book.entry(rows.table, pk)
            there = self._state(rows, place, metas[place], masks, aside)
            joined = join(entry.state, sides.here_covers, there, sides.there_covers)
            if joined != entry.state:
                if shape is not None and entry.row is not None:
                    self._tell(shape, pk, entry, joined)
                if MARK in joined.cells and (entry.row is not None or entry.state.cells):
                    self._forget(rows.table, pk, entry.state, joined)
                entry.state = joined
                entry.dirty = True
        self._book.save(self._work)

    def _state(
        self,
        rows: ChunkRows,
        place: int,
        meta: Meta,
        masks: _Marks,
        aside: Mapping[str, Mapping[str, Sequence[Parts]]],
    ) -> RowState:
        """Return what the snapshot holds of a row."""
        state = RowState()
        pk = rows.pks[place]
        for idx, seq, op, hlc, author, mask in meta:
            who = self._registry.author_id(author)
            for at in masks.columns(mask):
                state.cells[rows.columns[at]] = {(idx, seq, op): Written(hlc, who, rows.values[at][place])}
        streams = self._sides.streams
        for section in ("siblings", "unknown"):
            for parts in aside[section].get(pk, ()):
                _, column, stream, seq, op, hlc, author, value, *_ = _typed(parts, 8)
                self.newest = max(self.newest, hlc)
                state.cells.setdefault(column, {})[streams[stream], seq, op] = Written(hlc, author, value)
        for parts in aside["tombs"].get(pk, ()):
            _, stream, seq, op, hlc, author, by, own_seq, own_op, vector, *_ = _typed(parts, 10)
            self.newest = max(self.newest, hlc)
            seen = {streams[number]: upto for number, upto in listed(msgpack.unpackb(vector))}
            deletion = Deletion(hlc, author, Seen(seen, streams[by], (own_seq, own_op)))
            state.deletions[streams[stream], seq, op] = deletion
        return state

    def _tell(self, shape: Shape, pk: str, entry: Entry, joined: RowState) -> None:
        """Note in the record's history what is now shown, or that it is gone, and by whom."""
        if joined.deletions and not joined.alive:
            newest = max(joined.deletions.values(), key=lambda deletion: deletion.hlc)
            entry.log = self._log(newest.hlc, newest.author)
            return
        row = entry.row or {}
        for column, cell in joined.cells.items():
            fitting = {dot: written for dot, written in cell.items() if shape.fits(column, written.value)}
            if not fitting or cell == entry.state.cells.get(column):
                continue
            winner = fitting[shown(fitting, self._registry.stream_id, largest=column in shape.largest)]
            if column in row and not same(row[column], winner.value):
                log = self._log(winner.hlc, winner.author)
                self._book.log_update(log, shape.table, pk, column, row[column], winner.value)

    def _forget(self, table: str, pk: str, before: RowState, joined: RowState) -> None:
        """Take what was erased meanwhile out of the history here."""
        known = before.cells.get(MARK, {})
        for (idx, seq, op), written in joined.cells[MARK].items():
            if (idx, seq, op) not in known:
                stream = self._registry.stream_id(idx)
                forget(self._database, table, pk, unmarked(written.value), stream, seq)

    def _log(self, hlc: int, author: str) -> int:
        """Return the number under which a unit of work of another desk stands in this database's history."""
        found = self._logs.get((hlc, author))
        if found is None:
            self._database.run("UPDATE sync_ctx SET tx = tx + 1")
            found = self._logs[hlc, author] = int(self._database.value("SELECT tx FROM sync_ctx"))
            self._database.run("INSERT INTO sync_tx (tx, at, author) VALUES (?, ?, ?)", (found, moment_of(hlc), author))
        return found


class _Marks:
    """Sets of columns as a chunk tells them -> as this database numbers them.

    Args:
        columns: The chunk's columns.
        numbers: Column -> its bit here.
    """

    def __init__(self, columns: Sequence[str], numbers: Mapping[str, int]) -> None:
        self._columns = columns
        self._numbers = numbers
        self._all = (1 << len(columns)) - 1
        self._local: dict[bytes, bytes] = {}
        self.met: dict[bytes, int] = {}
        """Sets met so far, as numbers."""
        self.alike = all(numbers.get(name) == at for at, name in enumerate(columns))
        """Whether sets are told alike on both sides."""

    def meet(self, mask: bytes) -> None:
        """Learn a set.

        Raises:
            ValueError: It names columns that the chunk does not have.
        """
        bits = int.from_bytes(mask, "little")
        if bits > self._all:
            raise ValueError("a set of columns that are not there")
        self.met[mask] = bits

    def whole(self, meta: Meta) -> bool:
        """Say whether every column of a row was written by somebody."""
        if len(meta) == 1:
            return self.met[meta[0][5]] == self._all
        bits = 0
        for entry in meta:
            bits |= self.met[entry[5]]
        return bits == self._all

    def columns(self, mask: bytes) -> list[int]:
        """Return the places of a set's columns in the chunk."""
        bits = self.met[mask]
        return [at for at in range(len(self._columns)) if bits >> at & 1]

    def local(self, mask: bytes) -> bytes | None:
        """Return a set as this database tells it; None if it has a column that nothing is known of here."""
        found = self._local.get(mask)
        if found is None:
            places = [self._numbers.get(self._columns[at]) for at in self.columns(mask)]
            if None in places:
                return None
            bits = sum(1 << place for place in places if place is not None)
            found = self._local[mask] = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        return found


def _same_meta(known: bytes, meta: Meta, masks: _Marks) -> bool:
    """Say whether both sides know the same of a row that has nothing beside it: then it displays the same, too."""
    here: list[tuple[Any, ...]] = sorted(map(tuple, msgpack.unpackb(known)))
    if len(here) != len(meta):
        return False
    return here == sorted((*entry[:5], masks.local(entry[5]) or b"?") for entry in meta)


def _sections(rows: ChunkRows) -> Iterable[tuple[str, Sequence[Parts]]]:
    return ("siblings", rows.siblings), ("unknown", rows.unknown), ("tombs", rows.tombs)


def _by_row(section: Sequence[Parts]) -> dict[str, list[Parts]]:
    found: dict[str, list[Parts]] = {}
    for parts in section:
        found.setdefault(str(parts[0]), []).append(parts)
    return found


def _typed(parts: Parts, least: int) -> tuple[Any, ...]:
    if len(parts) < least:
        raise ValueError("parts are missing")
    return parts
