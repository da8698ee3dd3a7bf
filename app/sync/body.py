"""The content of a segment: what one desk changed, transaction by transaction.

On the wire everything of one shape (table, kind, columns) lies together, column by column, however many transactions
it came from; runs only say how many rows of which shape come next. So ten thousand imported rows and ten thousand
single edits both become a few long columns. A MessagePack map, of which unknown keys are ignored::

    f  true if the vector is whole, absent if it names only what changed
    m  true if the unit of work goes on in the next segment
    h  fingerprint of the writer's schema
    s  texts used below by number: tables, columns, authors; such as are lower-case hex digits as bytes
    d  streams used below by number, 16 bytes each
    v  vector: stream, seq, stream, seq …
    t  transactions: how many, then as columns: times, authors,
       bases ([[transaction, vector, own seq, own op] …] or nil), runs in each
    r  runs as columns: shape, rows
    p  shapes: [table, kind, [column …], keys, values by column]
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, TypeVar

from app.sync.columns import Value, read_column, read_numbers, read_texts, wire_column
from app.sync.faults import Damaged
from app.sync.vector import Vector
from app.sync.wire import (
    at,
    listed,
    mapped,
    pack,
    read_count,
    read_streams,
    read_text,
    read_vector,
    unpack,
    wire_count,
    wire_text,
    wire_vector,
)

INSERT, UPDATE, DELETE, KEEP, ERASE = "I", "U", "D", "K", "E"
_KINDS = frozenset({INSERT, UPDATE, DELETE, KEEP, ERASE})
_BARE = frozenset({DELETE, KEEP})
_Shape = tuple[str, str, tuple[str, ...], bool]
V = TypeVar("V")


@dataclass(slots=True)
class Run:
    """Consecutive operations of one kind on one table with the same columns, one a row.

    Attributes:
        table: The table.
        kind: "I" insert, with every column the writer knows; "U" update, with the changed columns only; "D" delete;
            "K" keep, which undoes deletions the writer has seen; "E" erase, which empties the columns.
        columns: The columns; none for D and K.
        pks: The row of each operation.
        values: What is written, one list a column, each as long as ``pks``; empty for D and K, and mostly for E.
    """

    table: str
    kind: str
    columns: tuple[str, ...]
    pks: list[str]
    values: list[list[Value]]


@dataclass(slots=True)
class Base:
    """What the form had on screen when it was opened, where that is not all the writer had applied.

    Attributes:
        vector: What was applied then, of others.
        own: The writer's own last write then: seq and number of the operation in it.
    """

    vector: Vector
    own: tuple[int, int]


@dataclass(slots=True)
class Tx:
    """One unit of work.

    Attributes:
        hlc: When, as a hybrid clock's 64-bit stamp.
        author: Id of the staff member; empty for the program itself.
        base: See ``Base``.
        runs: Its operations in order.
    """

    hlc: int
    author: str
    base: Base | None
    runs: list[Run]


@dataclass(slots=True)
class Body:
    """What a segment says.

    Attributes:
        seen: What the writer had applied: all of it, or what changed since its segment before.
        full: Whether ``seen`` is all of it.
        schema: Fingerprint of the writer's schema.
        more: Whether the unit of work goes on in the next segment, to be applied together with this one.
        txs: The units of work. Operations are counted over the whole segment, from 0.
    """

    seen: Vector
    full: bool
    schema: str
    more: bool
    txs: list[Tx]


# --- writing -------------------------------------------------------------------------------------------------------


def encode_body(body: Body) -> bytes:
    """Return the wire form of ``body``; the same body always gives the same bytes.

    Raises:
        ValueError: It cannot be written: a value no cell can hold, columns of different length, an empty run.
    """
    texts: dict[str, int] = {}
    streams: dict[bytes, int] = {}
    shapes: dict[_Shape, list[Run]] = {}
    order: dict[_Shape, int] = {}
    which: list[int] = []
    runs = [run for tx in body.txs for run in tx.runs]
    for run in runs:
        shape = (run.table, run.kind, run.columns, bool(run.values))
        _check(run)
        shapes.setdefault(shape, []).append(run)
        which.append(order.setdefault(shape, len(order)))
    wire: dict[str, object] = {"h": wire_text(body.schema), "v": wire_vector(body.seen, streams)}
    if body.full:
        wire["f"] = True
    if body.more:
        wire["m"] = True
    wire["t"] = [
        len(body.txs),
        wire_column([wire_count(tx.hlc) for tx in body.txs]),
        wire_column([texts.setdefault(tx.author, len(texts)) for tx in body.txs]),
        _wire_bases(body.txs, streams),
        wire_column([len(tx.runs) for tx in body.txs]),
    ]
    wire["r"] = [wire_column(which), wire_column([len(run.pks) for run in runs])]
    wire["p"] = [_wire_shape(shape, parts, texts) for shape, parts in shapes.items()]
    wire["s"] = list(map(wire_text, texts))
    wire["d"] = b"".join(streams)
    return pack(wire)


def _check(run: Run) -> None:
    if type(run.kind) is not str or run.kind not in _KINDS or not run.pks or len(set(run.columns)) != len(run.columns):
        raise ValueError("not a run")
    if run.kind in _BARE and (run.columns or run.values):
        raise ValueError("a run without values has columns")
    if len(run.values) != len(run.columns) and (run.values or run.kind != ERASE):
        raise ValueError("a run has not one list of values a column")
    if any(len(column) != len(run.pks) for column in run.values):
        raise ValueError("columns of different length")


def _wire_shape(shape: _Shape, runs: list[Run], texts: dict[str, int]) -> list[object]:
    table, kind, columns, filled = shape
    names = [texts.setdefault(name, len(texts)) for name in (table, *columns)]
    values = [wire_column(_joined([run.values[nth] for run in runs])) for nth in range(len(columns) if filled else 0)]
    return [names[0], kind, names[1:], _keys(_joined([run.pks for run in runs])), values]


def _keys(pks: list[str]) -> object:
    if set(map(type, pks)) != {str}:
        raise ValueError("a key is a text")
    return wire_column(pks)


def _joined(parts: list[list[V]]) -> list[V]:
    return parts[0] if len(parts) == 1 else list(chain.from_iterable(parts))


def _wire_bases(txs: list[Tx], streams: dict[bytes, int]) -> list[object] | None:
    return [
        [number, wire_vector(tx.base.vector, streams), *map(wire_count, tx.base.own)]
        for number, tx in enumerate(txs)
        if tx.base is not None
    ] or None


# --- reading -------------------------------------------------------------------------------------------------------


def decode_body(data: bytes) -> Body:
    """Return what ``encode_body`` was given.

    Raises:
        Damaged: ``data`` is not the wire form of a body.
    """
    wire = mapped(unpack(data))
    texts = list(map(read_text, listed(wire.get("s"))))
    streams = read_streams(wire.get("d"))
    total, hlcs, authors, bases, lengths = listed(wire.get("t"), 5)[:5]
    lengths = read_numbers(lengths, read_count(total))
    which, counts = listed(wire.get("r"), 2)[:2]
    shape_of = read_numbers(which, sum(lengths))
    runs = _read_runs(shape_of, read_numbers(counts, len(shape_of), 1), listed(wire.get("p")), texts)
    stamps = read_numbers(hlcs, total)
    names = [at(texts, index) for index in read_numbers(authors, total)]
    grounds = _read_bases(bases, streams, total)
    ends = list(accumulate(lengths, initial=0))
    txs = [Tx(stamps[nth], names[nth], grounds.get(nth), runs[ends[nth] : ends[nth + 1]]) for nth in range(total)]
    seen = read_vector(wire.get("v"), streams)
    return Body(seen, _read_flag(wire, "f"), read_text(wire.get("h")), _read_flag(wire, "m"), txs)


def _read_runs(shape_of: list[int], counts: list[int], shapes: list[object], texts: list[str]) -> list[Run]:
    rows = [0] * len(shapes)
    for shape, count in zip(shape_of, counts, strict=True):
        if shape >= len(shapes):
            raise Damaged("a run of no shape")
        rows[shape] += count
    whole = [_read_shape(shape, count, texts) for shape, count in zip(shapes, rows, strict=True)]
    taken = [0] * len(shapes)
    runs: list[Run] = []
    for shape, count in zip(shape_of, counts, strict=True):
        run, start = whole[shape], taken[shape]
        taken[shape] = end = start + count
        values = [column[start:end] for column in run.values]
        runs.append(Run(run.table, run.kind, run.columns, run.pks[start:end], values))
    return runs


def _read_shape(wire: object, rows: int, texts: list[str]) -> Run:
    table, kind, names, pks, values = listed(wire, 5)[:5]
    columns = tuple(at(texts, name) for name in listed(names))
    keys = read_texts(pks, rows)
    columnar = [read_column(column, rows) for column in listed(values)]
    run = Run(at(texts, table), kind, columns, keys, columnar)
    try:
        _check(run)
    except ValueError as error:
        raise Damaged(str(error)) from error
    return run


def _read_bases(wire: object, streams: list[bytes], total: int) -> dict[int, Base]:
    bases: dict[int, Base] = {}
    for base in [] if wire is None else listed(wire):
        number, vector, seq, op = listed(base, 4)[:4]
        if read_count(number) >= total or number in bases:
            raise Damaged("a base of no transaction")
        bases[number] = Base(read_vector(vector, streams), (read_count(seq), read_count(op)))
    return bases


def _read_flag(wire: dict[str, Any], key: str) -> bool:
    flag = wire.get(key, False)
    if not isinstance(flag, bool):
        raise Damaged("no flag")
    return flag
