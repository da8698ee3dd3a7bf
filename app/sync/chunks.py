"""What a snapshot is made of: a manifest, and chunks that hold the rows with everything needed to merge them.

A chunk holds a sorted stretch of one table and is named by the keyed hash of its content, so that a stretch nobody
touched is not written again. Where one chunk ends and the next begins follows from the rows themselves (``cut``): a
row more or less moves the ends of its own chunk only.

Both are MessagePack maps, of which unknown keys are ignored. A chunk::

    n  table                c  columns            k  keys of the rows      v  values by column
    m  what the merge knows of each row
    s  other surviving values        d  deletions        u  values this program does not know
       (each: rows, and their parts by column)

A manifest::

    d  streams, 16 bytes each        v  vector       h  heads: stream, hash, vector
    c  chunks: ids joined, tables, rows              s  texts used by number: the tables
    t  local numbers of streams, and these           p  program's version        f  fingerprint of its schema
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

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

CHUNK_ID = 32
"""Length of a chunk's id, bytes."""

SMALLEST_CHUNK = 512 << 10
USUAL_CHUNK = 1 << 20
LARGEST_CHUNK = 3 << 20
"""Bytes of rows in a chunk, as estimated by who cuts: at least, on average, and at most."""

Parts = tuple[Value, ...]
"""One row of a section: values in an order that the reader and the writer agree on."""


@dataclass(slots=True)
class ChunkRows:
    """A stretch of one table.

    Attributes:
        table: The table.
        columns: Its columns.
        pks: The rows, sorted, none twice.
        values: What is displayed, one list a column, each as long as ``pks``.
        meta: What the merge knows of each row, one opaque blob a row.
        siblings: Other surviving values; within this and each list below, all entries have the same number of parts.
        tombs: Deletions.
        unknown: Values of columns the writer does not know.
    """

    table: str
    columns: tuple[str, ...]
    pks: list[str]
    values: list[list[Value]]
    meta: list[bytes]
    siblings: list[Parts] = field(default_factory=list[Parts])
    tombs: list[Parts] = field(default_factory=list[Parts])
    unknown: list[Parts] = field(default_factory=list[Parts])


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a stream as a snapshot knows it, from which the next segment is read.

    Attributes:
        hash: Hash of its newest segment within the snapshot, 32 bytes.
        seen: What the author of that segment had applied: all of it.
    """

    hash: bytes
    seen: Vector


@dataclass(frozen=True, slots=True)
class ChunkRef:
    """A chunk as the manifest names it.

    Attributes:
        id: See ``chunk_id``.
        table: The table.
        rows: How many rows it holds.
    """

    id: bytes
    table: str
    rows: int


@dataclass(slots=True)
class Manifest:
    """What a snapshot holds.

    Attributes:
        vector: Every segment whose effect it contains.
        heads: Stream -> its end.
        chunks: Its chunks, in the order of their rows.
        streams: The number that the chunks' blobs use for a stream -> its id.
        program: Version of the program that wrote it.
        schema: Fingerprint of that program's schema.
    """

    vector: Vector
    heads: dict[bytes, Head]
    chunks: list[ChunkRef]
    streams: dict[int, bytes]
    program: str
    schema: str


def chunk_id(plain: bytes, key: bytes) -> bytes:
    """Return the id of a chunk.

    Args:
        plain: Its content.
        key: A secret of the office of at most 64 bytes, so that names on the share tell nothing of what they name.
    """
    return hashlib.blake2b(plain, key=key, digest_size=CHUNK_ID).digest()


def vector_hash(vector: Vector) -> bytes:
    """Return the 32 bytes a snapshot of this vector is named by, the same whoever writes it."""
    parts = b"".join(stream + wire_count(seq).to_bytes(8, "little") for stream, seq in sorted(vector.items()))
    return hashlib.blake2b(parts, digest_size=32, person=b"snapshot").digest()


def cut(pks: Sequence[str], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Return where to cut a sorted table into chunks, as (start, end) of each.

    A chunk ends after a row whose key's hash says so; the likelihood grows with the row's size. So an end stays where
    it is while its row does, whatever happens to others.

    Args:
        pks: The rows' keys, sorted.
        sizes: About how large each row is, bytes.
    """
    ends: list[int] = []
    held = 0
    spread = USUAL_CHUNK - SMALLEST_CHUNK
    for nth, (pk, size) in enumerate(zip(pks, sizes, strict=True)):
        if held and held + size > LARGEST_CHUNK:
            ends.append(nth)
            held = 0
        held += size
        if held >= SMALLEST_CHUNK and zlib.crc32(pk.encode()) * spread < size << 32:
            ends.append(nth + 1)
            held = 0
    if held or not ends or ends[-1] != len(pks):
        ends.append(len(pks))
    starts = [0, *ends[:-1]]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


# --- chunks --------------------------------------------------------------------------------------------------------


def encode_chunk(rows: ChunkRows) -> bytes:
    """Return the content of a chunk; the same rows always give the same bytes.

    Raises:
        ValueError: It cannot be written: keys not sorted, columns of different length, a value no cell can hold.
    """
    _check(rows)
    return pack(
        {
            "n": rows.table,
            "c": list(rows.columns),
            "k": wire_column(rows.pks),
            "v": [wire_column(column) for column in rows.values],
            "m": wire_column(rows.meta),
            "s": _wire_section(rows.siblings),
            "d": _wire_section(rows.tombs),
            "u": _wire_section(rows.unknown),
        }
    )


def decode_chunk(data: bytes) -> ChunkRows:
    """Return what ``encode_chunk`` was given.

    Raises:
        Damaged: ``data`` is not the content of a chunk.
    """
    wire = mapped(unpack(data))
    # One blob a row, never in a form of its own: their number is the number of rows.
    count = len(listed(wire.get("m")))
    rows = ChunkRows(
        _name(wire.get("n")),
        tuple(map(_name, listed(wire.get("c")))),
        read_texts(wire.get("k"), count),
        [read_column(column, count) for column in listed(wire.get("v"))],
        cast(list[bytes], read_column(wire.get("m"), count)),
        _read_section(wire.get("s")),
        _read_section(wire.get("d")),
        _read_section(wire.get("u")),
    )
    try:
        _check(rows)
    except ValueError as error:
        raise Damaged(str(error)) from error
    return rows


def _check(rows: ChunkRows) -> None:
    if len(set(rows.columns)) != len(rows.columns) or len(rows.values) != len(rows.columns):
        raise ValueError("not one list of values a column")
    if any(len(column) != len(rows.pks) for column in (rows.meta, *rows.values)):
        raise ValueError("columns of different length")
    if not set(map(type, rows.pks)) <= {str} or not set(map(type, rows.meta)) <= {bytes}:
        raise ValueError("keys are texts, and blobs are bytes")
    if any(map(str.__ge__, rows.pks, rows.pks[1:])):
        raise ValueError("keys are not sorted")


def _wire_section(entries: list[Parts]) -> list[object]:
    if not entries:
        return [0, []]
    if len(set(map(len, entries))) != 1 or not entries[0]:
        raise ValueError("entries of different length")
    return [len(entries), [wire_column(list(column)) for column in zip(*entries, strict=True)]]


def _read_section(wire: object) -> list[Parts]:
    count, columns = listed(wire, 2)[:2]
    parts = [read_column(column, read_count(count)) for column in listed(columns)]
    if bool(parts) != bool(read_count(count)):
        raise Damaged("entries without parts")
    return list(zip(*parts, strict=True))


def _name(wire: object) -> str:
    if not isinstance(wire, str):
        raise Damaged("a name is a text")
    return wire


# --- the manifest --------------------------------------------------------------------------------------------------


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the content of a manifest; the same manifest always gives the same bytes.

    Raises:
        ValueError: It cannot be written: an id or hash of the wrong length, a count that is none.
    """
    streams: dict[bytes, int] = {}
    texts: dict[str, int] = {}
    if any(len(ref.id) != CHUNK_ID for ref in manifest.chunks):
        raise ValueError("a chunk's id has 32 bytes")
    return pack(
        {
            "v": wire_vector(manifest.vector, streams),
            "h": [_wire_head(stream, head, streams) for stream, head in sorted(manifest.heads.items())],
            "c": [
                b"".join(ref.id for ref in manifest.chunks),
                wire_column([texts.setdefault(ref.table, len(texts)) for ref in manifest.chunks]),
                wire_column([wire_count(ref.rows) for ref in manifest.chunks]),
            ],
            "t": [
                [wire_count(number), *wire_vector({stream: 0}, streams)[:1]]
                for number, stream in sorted(manifest.streams.items())
            ],
            "p": manifest.program,
            "f": wire_text(manifest.schema),
            "s": list(texts),
            "d": b"".join(streams),
        }
    )


def decode_manifest(data: bytes) -> Manifest:
    """Return what ``encode_manifest`` was given.

    Raises:
        Damaged: ``data`` is not the content of a manifest.
    """
    wire = mapped(unpack(data))
    streams = read_streams(wire.get("d"))
    texts = list(map(_name, listed(wire.get("s"))))
    heads = dict(_read_head(head, streams) for head in listed(wire.get("h")))
    numbers = dict(_read_number(entry, streams) for entry in listed(wire.get("t")))
    if len(heads) != len(listed(wire.get("h"))) or len(numbers) != len(listed(wire.get("t"))):
        raise Damaged("a stream is named twice")
    vector = read_vector(wire.get("v"), streams)
    chunks = _read_chunks(wire.get("c"), texts)
    return Manifest(vector, heads, chunks, numbers, _name(wire.get("p")), read_text(wire.get("f")))


def _wire_head(stream: bytes, head: Head, streams: dict[bytes, int]) -> list[object]:
    if len(head.hash) != 32:
        raise ValueError("a hash has 32 bytes")
    return [wire_vector({stream: 0}, streams)[0], head.hash, wire_vector(head.seen, streams)]


def _read_head(wire: object, streams: list[bytes]) -> tuple[bytes, Head]:
    stream, digest, seen = listed(wire, 3)[:3]
    if not isinstance(digest, bytes) or len(digest) != 32:
        raise Damaged("a hash has 32 bytes")
    return at(streams, stream), Head(digest, read_vector(seen, streams))


def _read_number(wire: Any, streams: list[bytes]) -> tuple[int, bytes]:
    number, stream = listed(wire, 2)[:2]
    return read_count(number), at(streams, stream)


def _read_chunks(wire: object, texts: list[str]) -> list[ChunkRef]:
    joined, tables, rows = listed(wire, 3)[:3]
    if not isinstance(joined, bytes) or len(joined) % CHUNK_ID:
        raise Damaged("chunk ids cut off")
    count = len(joined) // CHUNK_ID
    ids = [joined[start : start + CHUNK_ID] for start in range(0, len(joined), CHUNK_ID)]
    found = zip(ids, read_numbers(tables, count), read_numbers(rows, count), strict=True)
    return [ChunkRef(chunk, at(texts, table), held) for chunk, table, held in found]
