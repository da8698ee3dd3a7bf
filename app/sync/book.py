"""Between the tables and the merge rule: loads what survives of records, and writes back what changed.

The displayed value of a column lies in the record's own row and its origin in one blob per record (``sync_row``);
other surviving values, values this program does not know, and deletions lie in tables of their own, which are empty
as long as nobody wrote concurrently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgpack

from app.store.database import Database
from app.store.fields import Column, columns_of
from app.store.records import SyncedRecord
from app.store.work import Work
from app.sync.merge import Deletion, RowState, Written, shown
from app.sync.registry import Registry
from app.sync.vector import Dot, Seen

Values = Mapping[str, Any]
_CHUNK = 500
_INT64 = 1 << 63
_Origin = tuple[int, int, int, int, int, int]
"""Local stream, segment, place, stamp, author's number, columns as bits."""
_KINDS: Mapping[str, type] = {"TEXT": str, "REAL": float, "BLOB": bytes, "INTEGER": int}


class Shape:
    """What the book needs to know of a synced table.

    Args:
        record: The record class.
    """

    def __init__(self, record: type[SyncedRecord]) -> None:
        columns = columns_of(record)
        self.table = record.table
        self.columns: dict[str, Column] = {column.name: column for column in columns}
        self.names = tuple(self.columns)
        self.largest = frozenset(column.name for column in columns if column.policy == "max")
        self.defaults = {column.name: column.default for column in columns}
        listed = ", ".join(f'"{name}"' for name in self.names)
        self.select = f'SELECT id, {listed} FROM "{record.table}"'
        marks = ", ".join("?" * (len(self.names) + 1))
        self.insert = f'INSERT INTO "{record.table}" (id, {listed}) VALUES ({marks})'

    def fits(self, name: str, value: Any) -> bool:
        """Say whether this program's table can hold a value as it is."""
        column = self.columns.get(name)
        if column is None:
            return False
        if value is None:
            return column.default is None
        if type(value) is int:
            return column.storage in ("INTEGER", "REAL") and -_INT64 <= value < _INT64
        return type(value) is _KINDS[column.storage]

    def all_fit(self, name: str, values: Sequence[Any]) -> bool:
        """Say whether this program's table can hold all these values of a column as they are."""
        kinds = set(map(type, values))
        column = self.columns[name]
        if kinds == {str}:
            return column.storage == "TEXT"
        if kinds <= {int, type(None)}:
            return column.storage == "INTEGER" and (column.default is None or type(None) not in kinds)
        return all(self.fits(name, value) for value in values)


@dataclass(slots=True)
class Entry:
    """A record being worked on.

    Attributes:
        state: What survives of it, as far as it is not folded.
        row: Its row in its own table, or None if there is none.
        folded: Origins of columns that nobody has asked for yet; each is the only one of its columns, and there is
            no deletion beside them.
        held: The values that the folded origins belong to.
        log: Number of the unit of work its changes belong to in the history.
        aside: Whether other tables hold something of it: siblings, unknown values, deletions.
        dirty: Whether it must be written back.
    """

    state: RowState
    row: dict[str, Any] | None
    folded: list[_Origin]
    held: Values
    log: int = 0
    aside: bool = False
    dirty: bool = False


@dataclass(slots=True)
class Bits:
    """Turns sets of columns into bit masks and back, as this database numbers them."""

    numbers: dict[str, int]
    names: dict[int, str] = field(default_factory=dict[int, str])
    _sets: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])

    def mask(self, columns: Iterable[str]) -> bytes:
        """Return the mask of a set of columns."""
        bits = 0
        for name in columns:
            bits |= 1 << self.numbers[name]
        return mask_of(bits)

    def columns(self, mask: bytes) -> tuple[str, ...]:
        """Return the columns of a mask."""
        return self.named(bits_of(mask))

    def named(self, bits: int) -> tuple[str, ...]:
        """Return the columns of a mask that is a number."""
        found = self._sets.get(bits)
        if found is None:
            if len(self.names) != len(self.numbers):
                self.names = {number: name for name, number in self.numbers.items()}
            found = tuple(self.names[number] for number in range(bits.bit_length()) if bits >> number & 1)
            self._sets[bits] = found
        return found


def mask_of(bits: int) -> bytes:
    """Return a mask that is a number as bytes."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def bits_of(mask: bytes) -> int:
    """Return a mask as a number."""
    return int.from_bytes(mask, "little")


class Book:
    """The records one exchange touches, inside one transaction.

    Args:
        database: The office's database.
        shapes: Table -> its shape, for the tables this program knows.
        registry: Local numbers.
    """

    def __init__(self, database: Database, shapes: Mapping[str, Shape], registry: Registry) -> None:
        self._database = database
        self._shapes = shapes
        self._registry = registry
        self._entries: dict[tuple[str, str], Entry] = {}
        self._bits: dict[str, Bits] = {}
        self._updates: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        self._aside = {
            name: self._database.value(f"SELECT 1 FROM {name} LIMIT 1") is not None
            for name in ("sync_sibling", "sync_unknown", "sync_tomb")
        }

    def entry(self, table: str, pk: str) -> Entry:
        """Return a loaded record, loading it if need be."""
        found = self._loaded(table, pk)
        if found.folded:
            self._unfold(table, found)
        return found

    def part(self, table: str, pk: str, columns: Iterable[str]) -> Entry:
        """Return a loaded record of which only some columns are looked at: its state may lack the others."""
        found = self._loaded(table, pk)
        if found.folded:
            self._unfold(table, found, columns)
        return found

    def find(self, table: str, pk: str) -> Entry | None:
        """Return a record if it has been loaded."""
        return self.entry(table, pk) if (table, pk) in self._entries else None

    def _loaded(self, table: str, pk: str) -> Entry:
        found = self._entries.get((table, pk))
        if found is None:
            self.load(table, (pk,))
            found = self._entries[table, pk]
        return found

    def _unfold(self, table: str, entry: Entry, columns: Iterable[str] | None = None) -> None:
        """Move origins of some columns, or all, from where they lie folded to the state."""
        bits, cells, held = self._bits_of(table), entry.state.cells, entry.held
        wanted = -1
        if columns is not None:
            wanted = sum(1 << bits.numbers[column] for column in columns if column in bits.numbers)
        left: list[_Origin] = []
        for idx, seq, op, hlc, author, mask in entry.folded:
            if met := mask & wanted:
                name = self._registry.author_id(author)
                for column in bits.named(met):
                    cells[column] = {(idx, seq, op): Written(hlc, name, held.get(column))}
            if rest := mask & ~wanted:
                left.append((idx, seq, op, hlc, author, rest))
        entry.folded = left

    def load(self, table: str, pks: Iterable[str], before: Mapping[str, Values | None] | None = None) -> None:
        """Load records.

        Args:
            table: Their table.
            pks: Their ids; those loaded already are passed over.
            before: Id -> the values the record had before edits that have not been packed yet, None if it was not
                there; then these are what the known origins belong to, not what the table holds now.
        """
        waiting = iter([pk for pk in dict.fromkeys(pks) if (table, pk) not in self._entries])
        while chunk := list(islice(waiting, _CHUNK)):
            self._load(table, chunk, before or {})

    def _load(self, table: str, pks: Sequence[str], before: Mapping[str, Values | None]) -> None:
        shape = self._shapes.get(table)
        marks = ", ".join("?" * len(pks))
        rows: dict[str, dict[str, Any]] = {}
        if shape is not None:
            for values in self._database.rows(f"{shape.select} WHERE id IN ({marks})", pks):
                rows[values[0]] = dict(zip(shape.names, values[1:], strict=True))
        metas = dict(
            self._database.rows(f"SELECT pk, meta FROM sync_row WHERE tbl = ? AND pk IN ({marks})", (table, *pks))
        )
        tombs = self._tombs(table, pks, marks)
        for pk in pks:
            row = rows.get(pk)
            deletions, buried = tombs.get(pk, ({}, None))
            folded: list[_Origin] = []
            if pk in metas:
                origins = msgpack.unpackb(metas[pk])
                folded = [(idx, seq, op, hlc, who, bits_of(mask)) for idx, seq, op, hlc, who, mask in origins]
            held: Values = before.get(pk, row) or buried or {}
            entry = Entry(RowState({}, deletions), row, folded, held, aside=bool(deletions))
            if deletions or row is None:
                self._unfold(table, entry)
            self._entries[table, pk] = entry
        for source, read in (("sync_sibling", _as_is), ("sync_unknown", _unpacked)):
            if self._aside[source]:
                self._load_aside(source, table, pks, marks, read)

    def _load_aside(self, source: str, table: str, pks: Sequence[str], marks: str, read: Callable[[Any], Any]) -> None:
        rows = self._database.rows(
            f"SELECT pk, col, stream, seq, op, hlc, author, value FROM {source} WHERE tbl = ? AND pk IN ({marks})",
            (table, *pks),
        )
        for pk, column, stream, seq, op, hlc, author, value in rows:
            entry = self.entry(table, pk)
            entry.aside = True
            entry.state.cells.setdefault(column, {})[stream, seq, op] = Written(hlc, author, read(value))

    def _tombs(self, table: str, pks: Sequence[str], marks: str) -> dict[str, tuple[dict[Dot, Deletion], Any]]:
        if not self._aside["sync_tomb"]:
            return {}
        rows = self._database.rows(
            f"SELECT pk, deletions, vals FROM sync_tomb WHERE tbl = ? AND pk IN ({marks})", (table, *pks)
        )
        return {
            pk: (unpack_deletions(deletions), None if values is None else _unpacked(values))
            for pk, deletions, values in rows
        }

    def _bits_of(self, table: str) -> Bits:
        bits = self._bits.get(table)
        if bits is None:
            shape = self._shapes.get(table)
            bits = self._bits[table] = Bits(self._registry.columns(table, shape.names if shape else ()))
        return bits

    # --- many new records at once ---------------------------------------------------------------------------------

    def any_known(self, table: str, pks: Sequence[str]) -> bool:
        """Say whether anything is known of any of these records; if not, they can be added whole."""
        if self._entries and any((table, pk) in self._entries for pk in pks):
            return True
        sources = ("sync_row", *(name for name, there in self._aside.items() if there))
        return any(self._named(source, table, pks) for source in sources)

    def with_origins(self, table: str, pks: Sequence[str]) -> set[str]:
        """Return those of these records that were packed or taken in before."""
        return self._named("sync_row", table, pks)

    def _named(self, source: str, table: str, pks: Sequence[str]) -> set[str]:
        """Return those of these records of which a table of the exchange holds something."""
        if len(pks) > _CHUNK:
            # Ids made together lie together: mostly nothing at all lies between them.
            span = (table, min(pks), max(pks), len(pks))
            between = self._database.rows(f"SELECT pk FROM {source} WHERE tbl = ? AND pk BETWEEN ? AND ? LIMIT ?", span)
            if len(between) < len(pks):
                return {pk for (pk,) in between}.intersection(pks)
        found: set[str] = set()
        waiting = iter(pks)
        while chunk := list(islice(waiting, _CHUNK)):
            marks = ", ".join("?" * len(chunk))
            rows = self._database.rows(f"SELECT pk FROM {source} WHERE tbl = ? AND pk IN ({marks})", (table, *chunk))
            found.update(pk for (pk,) in rows)
        return found

    def add_origins(self, table: str, pks: Sequence[str], first: Dot, hlc: int, author: str) -> None:
        """Note for new records, written one after the other, where all their columns come from."""
        idx, seq, op = first
        mask = self._bits_of(table).mask(self._shapes[table].names)
        number = self._registry.author(author)
        pack = msgpack.Packer().pack
        # What ``_meta`` would pack for each: a list of one list of six.
        head, tail = b"\x91\x96" + pack(idx) + pack(seq), pack(hlc) + pack(number) + pack(mask)
        self._database.insert_many(
            "sync_row",
            ("tbl", "pk", "meta"),
            [(table, pk, head + pack(at) + tail) for at, pk in enumerate(pks, op)],
        )

    # --- writing back ---------------------------------------------------------------------------------------------

    def save(self, work: Work) -> None:
        """Write every changed record: its row, its origins, what survives beside it, and its history."""
        metas: list[tuple[str, str, bytes]] = []
        for (table, pk), entry in self._entries.items():
            if entry.dirty:
                shape = self._shapes.get(table)
                self._clear_aside(table, pk, entry)
                winners = self._save_cells(shape, table, pk, entry)
                meta = self._meta(table, winners, entry) if shape else b"\x90"
                metas.append((table, pk, meta))
                if shape is not None:
                    self._save_row(shape, pk, entry, winners, work)
                self._save_tomb(shape, table, pk, entry, winners)
        self._database.run_many(
            "INSERT INTO sync_row (tbl, pk, meta) VALUES (?, ?, ?)"
            " ON CONFLICT (tbl, pk) DO UPDATE SET meta = excluded.meta",
            metas,
        )
        for (table, columns), rows in self._updates.items():
            sets = ", ".join(f'"{name}" = ?' for name in columns)
            self._database.run_many(f'UPDATE "{table}" SET {sets} WHERE id = ?', rows)
        self._updates.clear()
        self._entries.clear()

    def _clear_aside(self, table: str, pk: str, entry: Entry) -> None:
        if entry.aside:
            for source in ("sync_sibling", "sync_unknown", "sync_tomb"):
                self._database.run(f"DELETE FROM {source} WHERE tbl = ? AND pk = ?", (table, pk))

    def _save_cells(self, shape: Shape | None, table: str, pk: str, entry: Entry) -> dict[str, Dot]:
        """Put aside what is not shown, and return the origin of what is."""
        winners: dict[str, Dot] = {}
        for column, cell in entry.state.cells.items():
            if len(cell) == 1:
                ((dot, written),) = cell.items()
                if shape is not None and shape.fits(column, written.value):
                    winners[column] = dot
                else:
                    self._put_aside("sync_unknown", table, pk, column, dot, written, _packed(written.value))
                continue
            known = {dot: written for dot, written in cell.items() if shape and shape.fits(column, written.value)}
            if shape is not None and known:
                winners[column] = shown(known, self._registry.stream_id, largest=column in shape.largest)
            for dot, written in cell.items():
                if dot not in known:
                    self._put_aside("sync_unknown", table, pk, column, dot, written, _packed(written.value))
                elif dot != winners[column]:
                    self._put_aside("sync_sibling", table, pk, column, dot, written, written.value)
        return winners

    def _put_aside(self, target: str, table: str, pk: str, column: str, dot: Dot, written: Written, value: Any) -> None:
        self._aside[target] = True
        self._database.run(
            f"INSERT INTO {target} (tbl, pk, col, stream, seq, op, hlc, author, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (table, pk, column, *dot, written.hlc, written.author, value),
        )

    def _meta(self, table: str, winners: Mapping[str, Dot], entry: Entry) -> bytes:
        numbers = self._bits_of(table).numbers
        origins = {(idx, seq, op): (hlc, who, mask) for idx, seq, op, hlc, who, mask in entry.folded}
        for column, dot in winners.items():
            known = origins.get(dot)
            if known is None:
                written = entry.state.cells[column][dot]
                known = (written.hlc, self._registry.author(written.author), 0)
            origins[dot] = (known[0], known[1], known[2] | 1 << numbers[column])
        return msgpack.packb([(*dot, hlc, who, mask_of(mask)) for dot, (hlc, who, mask) in origins.items()])

    def _save_row(self, shape: Shape, pk: str, entry: Entry, winners: Mapping[str, Dot], work: Work) -> None:
        state, old = entry.state, entry.row
        if not state.alive and not entry.folded:
            if old is not None:
                self._database.run(f'DELETE FROM "{shape.table}" WHERE id = ?', (pk,))
                if entry.log:
                    self._log_gone(shape, pk, old, entry.log)
                work.touch(shape.table, pk)
            return
        new = {
            name: state.cells[name][winners[name]].value if name in winners else shape.defaults[name]
            for name in shape.names
            # A column nobody has written keeps what a schema step put there.
            if old is None or name in state.cells
        }
        if old is None:
            self._database.run(shape.insert, (pk, *new.values()))
            if entry.log and state.deletions:
                self._log(entry.log, shape.table, pk, "I")
            work.touch(shape.table, pk)
            return
        changed = {name: value for name, value in new.items() if not same(old[name], value)}
        if changed:
            self._updates.setdefault((shape.table, tuple(changed)), []).append((*changed.values(), pk))
            work.touch(shape.table, pk)

    def _save_tomb(self, shape: Shape | None, table: str, pk: str, entry: Entry, winners: Mapping[str, Dot]) -> None:
        state = entry.state
        if not state.deletions:
            return
        values: bytes | None = None
        if shape is not None and not state.alive:
            values = _packed({name: state.cells[name][dot].value for name, dot in winners.items()})
        self._aside["sync_tomb"] = True
        self._database.run(
            "INSERT INTO sync_tomb (tbl, pk, deletions, vals) VALUES (?, ?, ?, ?)",
            (table, pk, pack_deletions(state.deletions), values),
        )

    # --- history --------------------------------------------------------------------------------------------------

    def log_update(self, log: int, table: str, pk: str, column: str, old: Any, new: Any) -> None:
        """Note in the record's history that a field was changed at another desk."""
        self._database.run(
            "INSERT INTO sync_oplog (tx, tbl, pk, kind, col, old, new) VALUES (?, ?, ?, 'U', ?, ?, ?)",
            (log, table, pk, column, old, new),
        )

    def _log(self, log: int, table: str, pk: str, kind: str) -> None:
        self._database.run("INSERT INTO sync_oplog (tx, tbl, pk, kind) VALUES (?, ?, ?, ?)", (log, table, pk, kind))

    def _log_gone(self, shape: Shape, pk: str, old: Values, log: int) -> None:
        self._database.run_many(
            "INSERT INTO sync_oplog (tx, tbl, pk, kind, col, old) VALUES (?, ?, ?, 'X', ?, ?)",
            [
                (log, shape.table, pk, name, value)
                for name, value in old.items()
                if not same(value, shape.defaults[name])
            ],
        )
        self._log(log, shape.table, pk, "D")


def same(one: Any, other: Any) -> bool:
    """Say whether two stored values are the same to the byte: 1 is not 1.0."""
    return type(one) is type(other) and one == other


def pack_deletions(deletions: Mapping[Dot, Deletion]) -> bytes:
    """Return deletions as bytes, with this database's numbers in them."""
    return msgpack.packb(
        [
            (*dot, deletion.hlc, deletion.author, deletion.seen.stream, deletion.seen.own, dict(deletion.seen.vector))
            for dot, deletion in deletions.items()
        ]
    )


def unpack_deletions(data: bytes) -> dict[Dot, Deletion]:
    """Read what ``pack_deletions`` wrote."""
    found: dict[Dot, Deletion] = {}
    for idx, seq, op, hlc, author, stream, own, vector in msgpack.unpackb(data, strict_map_key=False):
        found[idx, seq, op] = Deletion(hlc, author, Seen(vector, stream, (own[0], own[1])))
    return found


def _packed(value: Any) -> bytes:
    return msgpack.packb(value)


def _unpacked(data: bytes) -> Any:
    return msgpack.unpackb(data, strict_map_key=False)


def _as_is(value: Any) -> Any:
    return value
