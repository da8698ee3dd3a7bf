"""Whatever arrives from the share, a reader takes it for what its writer wrote or calls it damaged; it never fails.

Bounded by the number of examples; a failure prints what reproduces it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgpack
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.sync.body import decode_body, encode_body
from app.sync.chunks import decode_chunk, decode_manifest, encode_chunk, encode_manifest
from app.sync.columns import read_column, unpack, wire_column
from app.sync.envelope import NO_HASH, SEGMENT, Header, open_file, seal_file
from app.sync.faults import Damaged, NewerFormat, SyncFault
from app.sync.packs import all_from_pack, make_pack
from tests.support.wire import BODIES, MANIFESTS, chunks

ENCODERS: list[tuple[st.SearchStrategy[Any], Callable[[Any], bytes], Callable[[bytes], Any]]] = [
    (BODIES, encode_body, decode_body),
    (chunks(), encode_chunk, decode_chunk),
    (MANIFESTS, encode_manifest, decode_manifest),
]
NAMES = ["body", "chunk", "manifest"]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 64) - 1)
    | st.floats()
    | st.text(st.characters(codec="utf-8"), max_size=6)
    | st.binary(max_size=40)
    | st.builds(msgpack.ExtType, st.integers(0, 8), st.binary(max_size=40))
)
KEYS = st.sampled_from([*"fmhsdvtrpnckuz"]) | st.text(st.characters(codec="utf-8"), max_size=2)
THINGS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)
SIGN = SigningKey(b"s" * 32)
HEADER = Header(SEGMENT, 0, 1, bytes(16), bytes(16), 1, NO_HASH)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` with a few things wrong with it."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed) + 1)
        match chance.randrange(7):
            case 0 if changed:
                changed[place % len(changed)] ^= 1 << chance.randrange(8)
            case 1:
                changed[place:place] = chance.randbytes(chance.randint(1, 4))
            case 2:
                del changed[place : place + chance.randint(1, 8)]
            case 3:
                changed = changed[:place]
            case 4:
                changed[place : place + 8] = bytes(8)
            case 5:
                changed[place : place + 1] = chance.choice(
                    [b"\xdd", b"\xdf", b"\xc6", b"\xc9", b"\x91", b"\xc0", b"\xcf"]
                )
            case _:
                other = chance.randrange(len(changed) + 1)
                changed[place:place] = changed[other : other + chance.randint(1, 16)]
    return bytes(changed)


def taken_or_damaged(data: bytes, encode: Callable[[Any], bytes], decode: Callable[[bytes], Any]) -> None:
    """Read ``data``; what is taken must be something the writer can write, and that comes back the same."""
    try:
        found = decode(data)
    except Damaged:
        return
    again = encode(found)
    assert decode(again) == found
    assert encode(decode(again)) == again


@pytest.mark.parametrize(("things", "encode", "decode"), ENCODERS, ids=NAMES)
def test_changed_bytes(things: Any, encode: Callable[[Any], bytes], decode: Callable[[bytes], Any]) -> None:
    @settings(max_examples=60)
    @given(things, st.integers(0, (1 << 32) - 1))
    def tried(thing: Any, seed: int) -> None:
        chance = random.Random(seed)
        data = encode(thing)
        for _ in range(12):
            taken_or_damaged(mutated(data, chance), encode, decode)

    tried()


@pytest.mark.parametrize(("things", "encode", "decode"), ENCODERS, ids=NAMES)
def test_a_part_exchanged_for_anything(
    things: Any, encode: Callable[[Any], bytes], decode: Callable[[bytes], Any]
) -> None:
    @settings(max_examples=150)
    @given(things, THINGS, st.integers(0, (1 << 32) - 1))
    def tried(thing: Any, wrong: Any, seed: int) -> None:
        chance = random.Random(seed)
        wire: Any = msgpack.unpackb(encode(thing))
        place: Any = wire
        while True:
            key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
            if not isinstance(place[key], list | dict) or not place[key] or chance.random() < 0.3:
                break
            place = place[key]
        place[key] = wrong
        taken_or_damaged(msgpack.packb(wire), encode, decode)

    tried()


@pytest.mark.parametrize("decode", [decode_body, decode_chunk, decode_manifest], ids=NAMES)
def test_anything_at_all(decode: Callable[[bytes], Any]) -> None:
    @settings(max_examples=150)
    @given(st.binary(max_size=200) | THINGS.map(msgpack.packb))
    def tried(data: bytes) -> None:
        with pytest.raises(Damaged):
            decode(data)

    tried()


@settings(max_examples=300)
@given(THINGS, st.integers(0, 8) | st.just(1 << 62))
@example(msgpack.ExtType(2, b"\1" + bytes(3)), 3)
@example(msgpack.ExtType(4, b""), 1)
@example(msgpack.ExtType(4, b""), 0)
@example(msgpack.ExtType(1, b""), 0)
@example(msgpack.ExtType(2, b"\1"), 0)
@example(msgpack.ExtType(5, msgpack.packb([b"", []])), 0)
@example(msgpack.ExtType(6, msgpack.packb([[], b"\1"])), 0)
def test_any_column(wire: Any, count: int) -> None:
    column_or_damaged(wire, count)


@settings(max_examples=300)
@given(st.integers(1, 6), st.binary(max_size=60), st.integers(0, 6))
def test_any_packed_column(code: int, payload: bytes, count: int) -> None:
    column_or_damaged(msgpack.ExtType(code, payload), count)


def column_or_damaged(wire: object, count: int) -> None:
    try:
        found = read_column(wire, count)
    except Damaged:
        return
    assert len(found) == count
    assert repr(read_column(unpack(msgpack.packb(wire_column(found))), count)) == repr(found)


@settings(max_examples=100)
@given(st.binary(max_size=300), st.integers(0, (1 << 32) - 1))
def test_changed_files(plain: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = seal_file(HEADER, plain, bytes(32), SIGN)
    for _ in range(20):
        changed = mutated(data, chance)
        try:
            found = open_file(changed, lambda epoch: bytes(32), lambda header: bytes(SIGN.verify_key))
        except (Damaged, NewerFormat):
            continue
        assert changed == data
        assert found == (HEADER, plain)


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_files_that_are_none(data: bytes) -> None:
    for found in (
        data,
        b"PMS1\1\1\0\0" + data,
        b"PMS1\1\1\0\0" + data + (len(data) + 16).to_bytes(4, "little") + b"END1",
    ):
        with pytest.raises(Damaged):
            open_file(found, lambda epoch: bytes(32), lambda header: bytes(SIGN.verify_key))


@settings(max_examples=60)
@given(st.integers(0, (1 << 32) - 1))
def test_changed_packs(seed: int) -> None:
    chance = random.Random(seed)
    files = [
        seal_file(Header(SEGMENT, 0, 1, bytes(16), bytes(16), seq, NO_HASH), b"", bytes(32), SIGN) for seq in (1, 2)
    ]
    pack = make_pack(files)
    for _ in range(20):
        changed = mutated(pack, chance)
        try:
            found = all_from_pack(changed)
        except SyncFault:
            continue
        # The index is what was written; a segment that is not will not open.
        assert [len(file) for file in found.values()] == [len(file) for file in files]
