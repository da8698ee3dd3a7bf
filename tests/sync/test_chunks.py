"""What a snapshot is made of comes back exactly, and unchanged stretches keep their chunks."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import new_id
from app.sync.chunks import (
    LARGEST_CHUNK,
    SMALLEST_CHUNK,
    ChunkRef,
    ChunkRows,
    Head,
    Manifest,
    chunk_id,
    cut,
    decode_chunk,
    decode_manifest,
    encode_chunk,
    encode_manifest,
    vector_hash,
)
from app.sync.faults import Damaged
from tests.support.wire import MANIFESTS, chunks


def rows() -> ChunkRows:
    return ChunkRows("ticket", ("title", "at"), ["a", "b"], [["one", None], [1, 2]], [b"x", b""], [("a", "title", 5)])


def manifest() -> Manifest:
    one, other = b"1" * 16, b"2" * 16
    heads = {one: Head(b"h" * 32, {other: 3}), other: Head(b"g" * 32, {})}
    refs = [ChunkRef(b"i" * 32, "ticket", 10), ChunkRef(b"j" * 32, "note", 0)]
    return Manifest({one: 5, other: 3}, heads, refs, {0: one, 7: other}, "0.1.0", "abcd")


@given(chunks())
def test_a_chunk_comes_back(chunk: ChunkRows) -> None:
    data = encode_chunk(chunk)
    assert repr(decode_chunk(data)) == repr(chunk)
    assert encode_chunk(decode_chunk(data)) == data


@given(MANIFESTS)
def test_a_manifest_comes_back(found: Manifest) -> None:
    data = encode_manifest(found)
    assert decode_manifest(data) == found
    assert encode_manifest(decode_manifest(data)) == data


@pytest.mark.parametrize(
    "change",
    [
        {"pks": ["b", "a"]},
        {"pks": ["a", "a"]},
        {"pks": ["a"]},
        {"pks": ["a", 1]},
        {"columns": ("title", "title")},
        {"columns": ("title",)},
        {"values": [["one"], [1, 2]]},
        {"values": [["one", True], [1, 2]]},
        {"meta": [b"x"]},
        {"meta": [b"x", "y"]},
        {"siblings": [("a",), ("b", 1)]},
        {"tombs": [()]},
        {"unknown": [("a", [1])]},
    ],
    ids=str,
)
def test_a_chunk_that_is_none_is_not_written(change: dict[str, Any]) -> None:
    chunk = rows()
    for name, part in change.items():
        setattr(chunk, name, part)
    with pytest.raises(ValueError, match=r"."):
        encode_chunk(chunk)


WRONG_CHUNK: list[Callable[[dict[str, Any]], object]] = [
    *[lambda wire, key=key: wire.pop(key) for key in "nckvmsdu"],
    *[lambda wire, key=key, thing=thing: wire.update({key: thing}) for key in "nckvmsdu" for thing in (None, 1, [[1]])],
    lambda wire: wire.update(k=["b", "a"]),
    lambda wire: wire.update(c=["title", "title"]),
    lambda wire: wire.update(m=[b"x"]),
    lambda wire: wire.update(m=["x", "y"]),
    lambda wire: wire.update(s=[5, []]),
    lambda wire: wire.update(s=[0, [[]]]),
    lambda wire: wire.update(s=[1 << 62, [["a"]]]),
    lambda wire: wire.update(d=[2, [["a", "b"], ["c"]]]),
]
WRONG_MANIFEST: list[Callable[[dict[str, Any]], object]] = [
    *[lambda wire, key=key: wire.pop(key) for key in "vhctpfsd"],
    *[lambda wire, key=key, thing=thing: wire.update({key: thing}) for key in "vhctpfsd" for thing in (None, 1, [[1]])],
    lambda wire: wire["c"].__setitem__(0, b"short"),
    lambda wire: wire["c"].__setitem__(1, [0]),
    lambda wire: wire["c"].__setitem__(1, [0, 9]),
    lambda wire: wire["c"].__setitem__(2, [1, -1]),
    lambda wire: wire["h"].append(wire["h"][0]),
    lambda wire: wire["h"][0].__setitem__(1, b"short"),
    lambda wire: wire["h"][0].__setitem__(0, 9),
    lambda wire: wire["t"].append(wire["t"][0]),
    lambda wire: wire["t"].append([-1, 0]),
    lambda wire: wire.update(d=b"short"),
]


@pytest.mark.parametrize("change", WRONG_CHUNK)
def test_what_no_chunk_is_is_damaged(change: Callable[[dict[str, Any]], object]) -> None:
    wire = msgpack.unpackb(encode_chunk(rows()))
    change(wire)
    with pytest.raises(Damaged):
        decode_chunk(msgpack.packb(wire))


@pytest.mark.parametrize("change", WRONG_MANIFEST)
def test_what_no_manifest_is_is_damaged(change: Callable[[dict[str, Any]], object]) -> None:
    wire = msgpack.unpackb(encode_manifest(manifest()))
    change(wire)
    with pytest.raises(Damaged):
        decode_manifest(msgpack.packb(wire))


def test_what_a_newer_program_adds_is_passed_over() -> None:
    wire = msgpack.unpackb(encode_chunk(rows()))
    assert decode_chunk(msgpack.packb({**wire, "later": [1]})) == rows()
    wire = msgpack.unpackb(encode_manifest(manifest()))
    wire["h"][0].append("more")
    assert decode_manifest(msgpack.packb({**wire, "later": [1]})) == manifest()


def test_a_chunk_is_named_by_its_content_and_the_office() -> None:
    plain = encode_chunk(rows())
    assert chunk_id(plain, b"k" * 32) == chunk_id(encode_chunk(rows()), b"k" * 32)
    assert chunk_id(plain, b"k" * 32) != chunk_id(plain, b"l" * 32)
    assert len(chunk_id(plain, b"k" * 32)) == 32


def test_a_snapshot_is_named_by_its_vector_whoever_writes_it() -> None:
    one, other = b"1" * 16, b"2" * 16
    assert vector_hash({one: 1, other: 2}) == vector_hash({other: 2, one: 1})
    assert vector_hash({one: 1, other: 2}) != vector_hash({one: 2, other: 1})


# --- where chunks end ----------------------------------------------------------------------------------------------

SIZES = st.lists(st.integers(0, 600_000), max_size=60)


@given(SIZES)
def test_chunks_are_the_whole_table_in_order_and_neither_large_nor_small(sizes: list[int]) -> None:
    pks = [f"{place:032x}" for place in range(len(sizes))]
    bounds = cut(pks, sizes)
    assert [place for start, end in bounds for place in range(start, end)] == list(range(len(sizes)))
    held = [sum(sizes[start:end]) for start, end in bounds]
    assert all(size <= LARGEST_CHUNK for size in held)
    assert all(size >= SMALLEST_CHUNK for size in held[:-1])


def test_a_row_larger_than_a_chunk_lies_alone() -> None:
    assert cut(["a", "b", "c"], [10, LARGEST_CHUNK + 1, 10]) == [(0, 1), (1, 2), (2, 3)]


def test_an_empty_table_has_no_chunk() -> None:
    assert cut([], []) == []


def test_a_change_touches_the_chunks_around_it_only() -> None:
    chance = random.Random(3)
    pks = sorted(new_id(1_750_000_000_000 + chance.randrange(10**10)) for _ in range(60_000))
    sizes = [chance.randint(200, 900) for _ in pks]

    def stretches(pks: list[str], sizes: list[int]) -> set[tuple[str, ...]]:
        return {tuple(pks[start:end]) for start, end in cut(pks, sizes)}

    before = stretches(pks, sizes)
    assert len(before) > 15
    place = 20_000
    for after in (
        stretches(pks[:place] + pks[place + 1 :], sizes[:place] + sizes[place + 1 :]),
        stretches([*pks[:place], pks[place - 1] + "0", *pks[place:]], [*sizes[:place], 500, *sizes[place:]]),
    ):
        assert len(after - before) <= 3
