"""The whole state of the database as sorted stretches of its tables, the same bytes at every desk that knows the same.

Local numbers of streams, authors and columns never leave this database. What the merge knows of a row is told as
MessagePack of ``[stream, segment, place, stamp, author, columns]`` for every write of which something is displayed:
the stream by the number of its id (``number_of``), the author by its id, the columns as bits in the order of the
chunk's own columns. Other surviving values, deletions and values this program does not know follow in sections of
their own; a value of a column that nobody wrote is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgpack

from app.store.database import Database
from app.sync.book import Bits, Shape, unpack_deletions
from app.sync.chunks import LARGEST_CHUNK, ChunkRows, Parts, cut
from app.sync.registry import Registry
from app.sync.wire import wire_text

_PAGE = 2_000
_SECTIONS = ("sync_sibling", "sync_unknown", "sync_tomb")
_NO_PARTS: tuple[Parts, ...] = ()

Aside = dict[str, list[Parts]]
"""Row -> the parts of it that lie in a section."""


def number_of(stream: bytes) -> int:
    """Return the number by which chunks name a stream: the same at every desk, different for any two streams."""
    return int.from_bytes(stream[:8], "big") >> 1


@dataclass(slots=True)
class _Stretch:
    """Rows that have been read and not been cut into chunks yet."""

    pks: list[str] = field(default_factory=list[str])
    metas: list[bytes] = field(default_factory=list[bytes])
    values: list[Sequence[Any]] = field(default_factory=list[Sequence[Any]])
    sizes: list[int] = field(default_factory=list[int])
    siblings: Aside = field(default_factory=dict[str, list[Parts]])
    tombs: Aside = field(default_factory=dict[str, list[Parts]])
    unknown: Aside = field(default_factory=dict[str, list[Parts]])

    def part(self, table: str, columns: tuple[str, ...], start: int, end: int) -> ChunkRows:
        """Return some of the rows as a chunk."""
        pks = self.pks[start:end]
        by_column = [list(column) for column in zip(*self.values[start:end], strict=True)] if columns else []
        sections = [_of(aside, pks) for aside in (self.siblings, self.tombs, self.unknown)]
        return ChunkRows(table, columns, pks, by_column, self.metas[start:end], *sections)

    def forget(self, count: int) -> None:
        """Drop the first rows."""
        for pk in self.pks[:count]:
            for aside in (self.siblings, self.tombs, self.unknown):
                aside.pop(pk, None)
        for listed in (self.pks, self.metas, self.values, self.sizes):
            del listed[:count]


class Pages:
    """Reads every row with everything needed to merge it; all of it inside one read transaction of the caller.

    Args:
        database: The office's database.
        shapes: The tables this program knows.
        registry: Local numbers, read inside the same transaction.
    """

    def __init__(self, database: Database, shapes: Mapping[str, Shape], registry: Registry) -> None:
        self._database = database
        self._shapes = shapes
        self._registry = registry
        self._there = {name: database.value(f"SELECT 1 FROM {name} LIMIT 1") is not None for name in _SECTIONS}
        self._streams: dict[int, int] = {}
        self._authors: dict[int, str | bytes] = {}

    def tables(self) -> list[str]:
        """Return the tables of which anything is known, unknown ones included."""
        found: list[str] = []
        while table := self._database.value(
            "SELECT min(tbl) FROM sync_row WHERE tbl > ?", (found[-1] if found else "",)
        ):
            found.append(table)
        return found

    def complete(self) -> bool:
        """Say whether this program knows every column its database holds; a newer one may have been here before."""
        known = self._shapes
        return all(
            name in known[table].columns
            for table, name in self._database.rows("SELECT tbl, name FROM sync_column")
            if table in known
        )

    def chunks(self, table: str) -> Iterator[ChunkRows]:
        """Return a table cut into chunks, in order."""
        shape = self._shapes.get(table)
        columns = shape.names if shape is not None else ()
        stretch = _Stretch()
        last = ""
        while rows := self._rows(table, shape, last):
            last = rows[-1][0]
            self._read(table, shape, rows, stretch)
            if sum(stretch.sizes) > 4 * LARGEST_CHUNK:
                *bounds, _ = cut(stretch.pks, stretch.sizes)
                yield from (stretch.part(table, columns, start, end) for start, end in bounds)
                stretch.forget(bounds[-1][1])
        for start, end in cut(stretch.pks, stretch.sizes):
            yield stretch.part(table, columns, start, end)

    # --- reading ----------------------------------------------------------------------------------------------------

    def _rows(self, table: str, shape: Shape | None, after: str) -> list[Sequence[Any]]:
        if shape is None:
            sql = "SELECT pk, meta FROM sync_row WHERE tbl = ? AND pk > ? ORDER BY pk LIMIT ?"
        else:
            listed = ", ".join(f't."{name}"' for name in shape.names)
            sql = (
                f'SELECT r.pk, r.meta, t.id, {listed} FROM sync_row r LEFT JOIN "{table}" t ON t.id = r.pk'
                " WHERE r.tbl = ? AND r.pk > ? ORDER BY r.pk LIMIT ?"
            )
        return list(self._database.rows(sql, (table, after, _PAGE)))

    def _read(self, table: str, shape: Shape | None, rows: Sequence[Sequence[Any]], stretch: _Stretch) -> None:
        first, last = rows[0][0], rows[-1][0]
        self._read_aside(table, "sync_sibling", first, last, stretch.siblings)
        self._read_aside(table, "sync_unknown", first, last, stretch.unknown)
        buried = self._read_tombs(table, first, last, stretch.tombs)
        pack = msgpack.Packer().pack
        stretch.pks.extend(row[0] for row in rows)
        if shape is None:
            stretch.metas.extend(b"\x90" for _ in rows)
            stretch.values.extend(() for _ in rows)
            sizes = [len(row[0]) + 1 for row in rows]
        else:
            metas, values = self._read_known(table, shape, rows, buried)
            stretch.metas.extend(metas)
            stretch.values.extend(values)
            sizes = [len(meta) + len(pack(held)) for meta, held in zip(metas, values, strict=True)]
        if any(self._there.values()):
            for place, (pk, *_) in enumerate(rows):
                for aside in (stretch.siblings, stretch.tombs, stretch.unknown):
                    sizes[place] += sum(len(pack(part)) for part in aside.get(pk, _NO_PARTS))
        stretch.sizes.extend(sizes)

    def _read_known(
        self, table: str, shape: Shape, rows: Sequence[Sequence[Any]], buried: Mapping[str, Mapping[str, Any]]
    ) -> tuple[list[bytes], list[Sequence[Any]]]:
        """Return what the merge knows of rows, and what they display, as every desk would tell it."""
        masks = _Masks(shape, self._registry.columns(table))
        stream, author, told = self._stream, self._author, masks.told
        unpack, pack = msgpack.unpackb, msgpack.Packer().pack
        whole = masks.whole
        metas: list[bytes] = []
        values: list[Sequence[Any]] = []
        for pk, meta, there, *held in rows:
            entries: list[tuple[Any, ...]] = []
            bits = 0
            for idx, seq, op, hlc, who, mask in unpack(meta):
                mark, covered = told(mask)
                bits |= covered
                entries.append((stream(idx), seq, op, hlc, author(who), mark))
            if len(entries) > 1:
                entries.sort(key=_place)
            metas.append(pack(entries))
            if there is None:
                gone = buried.get(pk, {})
                held = [gone.get(name) for name in shape.names]
            if bits != whole:
                held = [value if bits >> at & 1 else None for at, value in enumerate(held)]
            values.append(held)
        return metas, values

    def _stream(self, idx: int) -> int:
        number = self._streams.get(idx)
        if number is None:
            number = self._streams[idx] = number_of(self._registry.stream_id(idx))
        return number

    def _author(self, idx: int) -> str | bytes:
        author = self._authors.get(idx)
        if author is None:
            author = self._authors[idx] = wire_text(self._registry.author_id(idx))
        return author

    def _read_aside(self, table: str, source: str, first: str, last: str, aside: Aside) -> None:
        if not self._there[source]:
            return
        rows = self._database.rows(
            f"SELECT pk, col, stream, seq, op, hlc, author, value FROM {source} WHERE tbl = ? AND pk BETWEEN ? AND ?",
            (table, first, last),
        )
        found: Aside = {}
        for pk, column, stream, seq, op, hlc, author, value in rows:
            told = msgpack.unpackb(value, strict_map_key=False) if source == "sync_unknown" else value
            found.setdefault(pk, []).append((pk, column, self._stream(stream), seq, op, hlc, author, told))
        aside.update({pk: sorted(parts, key=_cell) for pk, parts in found.items()})

    def _read_tombs(self, table: str, first: str, last: str, aside: Aside) -> dict[str, Mapping[str, Any]]:
        """Note the deletions of a stretch, and return what the deleted rows held."""
        if not self._there["sync_tomb"]:
            return {}
        rows = self._database.rows(
            "SELECT pk, deletions, vals FROM sync_tomb WHERE tbl = ? AND pk BETWEEN ? AND ?", (table, first, last)
        )
        buried: dict[str, Mapping[str, Any]] = {}
        for pk, deletions, values in rows:
            if values is not None:
                buried[pk] = msgpack.unpackb(values, strict_map_key=False)
            parts: list[Parts] = []
            for (stream, seq, op), deletion in unpack_deletions(deletions).items():
                seen = deletion.seen
                vector = sorted(
                    (self._stream(idx), upto) for idx, upto in seen.vector.items() if upto and idx != seen.stream
                )
                dot = self._stream(stream), seq, op
                by = self._stream(seen.stream), *seen.own
                parts.append((pk, *dot, deletion.hlc, deletion.author, *by, msgpack.packb(vector)))
            aside[pk] = sorted(parts, key=lambda part: part[1:4])
        return buried


class _Masks:
    """Sets of columns as this database numbers them -> as chunks do, by the order of the chunk's columns."""

    def __init__(self, shape: Shape, numbers: dict[str, int]) -> None:
        self._bits = Bits(numbers)
        self._place = {name: at for at, name in enumerate(shape.names)}
        self._known: dict[bytes, tuple[bytes, int]] = {}
        self.whole = (1 << len(shape.names)) - 1

    def told(self, mask: bytes) -> tuple[bytes, int]:
        """Return a set as chunks tell it, as bytes and as a number."""
        found = self._known.get(mask)
        if found is None:
            bits = sum(1 << self._place[name] for name in self._bits.columns(mask))
            found = self._known[mask] = bits.to_bytes((bits.bit_length() + 7) // 8, "little"), bits
        return found


def _of(aside: Aside, pks: Iterable[str]) -> list[Parts]:
    return [part for pk in pks for part in aside.get(pk, _NO_PARTS)] if aside else []


def _place(entry: tuple[Any, ...]) -> tuple[Any, ...]:
    return entry[:3]


def _cell(parts: Parts) -> Any:
    return parts[1:5]
