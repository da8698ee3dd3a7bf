"""A pack gives back every segment as it was, and says what it holds from its first bytes."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.sync.envelope import ACK, NO_HASH, SEGMENT, Header, seal_file
from app.sync.faults import Damaged, NewerFormat
from app.sync.packs import (
    HEAD,
    MOST,
    all_from_pack,
    complete,
    covering,
    from_pack,
    index_length,
    make_pack,
    open_pack,
    range_of,
    read_index,
)

SIGN = SigningKey(b"s" * 32)
STREAM = b"stream----------"


def segment(seq: int, size: int = 20, stream: bytes = STREAM, kind: int = SEGMENT) -> bytes:
    plain = random.Random(seq).randbytes(size)
    return seal_file(Header(kind, 0, 1, bytes(16), stream, seq, NO_HASH), plain, bytes(32), SIGN)


FILES = [segment(seq, seq * 3) for seq in range(65, 129)]
PACK = make_pack(FILES)


def test_every_segment_comes_out_as_it_was() -> None:
    assert [from_pack(PACK, seq) for seq in range(65, 129)] == FILES
    assert all_from_pack(PACK) == dict(enumerate(FILES, 65))
    assert make_pack(FILES) == PACK


def test_the_first_bytes_say_where_each_lies() -> None:
    index = read_index(PACK[: index_length(PACK[:HEAD])])
    assert (index.stream, index.first, index.last, index.total) == (STREAM, 65, 128, len(PACK))
    for seq, file in enumerate(FILES, 65):
        offset, length = index.where(seq)
        assert PACK[offset : offset + length] == file


@pytest.mark.parametrize("seq", [0, 64, 129])
def test_what_it_does_not_hold(seq: int) -> None:
    with pytest.raises(KeyError):
        from_pack(PACK, seq)


@pytest.mark.parametrize(
    "files",
    [
        [],
        [segment(1), segment(3)],
        [segment(2), segment(1)],
        [segment(1), segment(2, stream=bytes(16))],
        [segment(1, kind=ACK)],
        [segment(1)] * 2,
    ],
)
def test_what_is_no_stretch_of_a_stream_is_not_packed(files: list[bytes]) -> None:
    with pytest.raises(ValueError, match="pack"):
        make_pack(files)


def test_what_is_not_whole_is_not_packed() -> None:
    with pytest.raises(Damaged):
        make_pack([segment(1), segment(2)[:-1]])


def test_every_cut_is_found() -> None:
    pack = make_pack(FILES[:3])
    for length in range(len(pack)):
        with pytest.raises(Damaged):
            open_pack(pack[:length])
    for more in (pack + b"\0", pack * 2):
        with pytest.raises(Damaged):
            open_pack(more)


def test_every_flipped_bit_of_the_index_is_found() -> None:
    pack = make_pack(FILES[:2])
    for place in [*range(8 * index_length(pack)), *range(8 * len(pack) - 96, 8 * len(pack))]:
        changed = bytearray(pack)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(NewerFormat if place // 8 == 4 and changed[4] else Damaged):
            open_pack(bytes(changed))


def test_a_header_that_says_more_than_there_is_room_for() -> None:
    pack = make_pack(FILES[:2])
    length = index_length(pack)
    for place in (5, 6, 7):
        start = bytearray(pack[: length - 16])
        start[place] = 1
        with pytest.raises(Damaged):
            open_pack(bytes(start) + hashlib.blake2b(start, digest_size=16).digest() + pack[length:])


@given(st.binary(max_size=200))
def test_bytes_that_are_no_pack(data: bytes) -> None:
    for found in (data, b"PMP1\1\0\0\0" + data):
        with pytest.raises(Damaged):
            open_pack(found)


def test_ranges_do_not_depend_on_who_packs() -> None:
    assert range_of(1) == range_of(64) == (1, 64)
    assert range_of(65) == (65, 128)
    assert range_of(4097, 2) == (4097, 8192)
    assert MOST == 4096


def test_only_whole_ranges_are_packed() -> None:
    assert complete(range(1, 64)) == []
    assert complete(range(1, 65)) == [(1, 64)]
    assert complete([*range(2, 200), *range(60, 130)]) == [(65, 128), (129, 192)]
    assert complete(range(1, 4097), 2) == [(1, 4096)]


def test_the_shortest_pack_that_holds_it() -> None:
    ranges = [(1, 4096), (65, 128), (4097, 4160)]
    assert covering(ranges, 70) == (65, 128)
    assert covering(ranges, 1) == (1, 4096)
    assert covering(ranges, 4100) == (4097, 4160)
    assert covering(ranges, 5000) is None
