"""A file on the share is what its device wrote, or it is not read at all."""

from __future__ import annotations

import hashlib
import struct
import tracemalloc
from dataclasses import replace

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt
from nacl.signing import SigningKey

from app.sync.envelope import (
    ACK,
    BLOB,
    CHUNK,
    MANIFEST,
    NO_HASH,
    OVERHEAD,
    SEGMENT,
    Header,
    file_hash,
    limit_of,
    open_file,
    read_header,
    seal_file,
)
from app.sync.faults import Damaged, NewerFormat, UnknownKey, UnknownSigner

SIGN = SigningKey(b"s" * 32)
OTHER = SigningKey(b"o" * 32)
KEY = b"k" * 32
HEADER = Header(SEGMENT, 0, 3, b"office----------", b"stream----------", 7, bytes(range(32)))
PLAIN = "电梯停了 ".encode() * 30


def opened(data: bytes, limit: int | None = None) -> tuple[Header, bytes]:
    return open_file(data, {3: KEY}.get, _signer, limit)


def _signer(header: Header) -> bytes | None:
    return bytes(SIGN.verify_key) if header.stream == HEADER.stream else None


def by_hand(
    packed: bytes,
    *,
    magic: bytes = b"PMS1",
    version: int = 1,
    kind: int = SEGMENT,
    flags: int = 0,
    seq: int = HEADER.seq,
    more: int = 0,
    sign: SigningKey = SIGN,
) -> bytes:
    """Return a file made from the description of the format, not by the program."""
    start = magic + struct.pack("<BBHI", version, kind, flags, HEADER.epoch) + HEADER.site + HEADER.stream
    start += struct.pack("<Q", seq) + HEADER.prev + struct.pack("<I", len(packed) + 16 + more) + b"n" * 24
    assert len(start) == 112
    signed = start + crypto_aead_xchacha20poly1305_ietf_encrypt(packed, start, b"n" * 24, KEY)
    return signed + sign.sign(signed).signature + struct.pack("<I", len(signed) + 72) + b"END1"


def with_end(data: bytes) -> bytes:
    return data[:-8] + struct.pack("<I", len(data)) + b"END1"


@pytest.mark.parametrize("kind", [SEGMENT, ACK, MANIFEST, CHUNK, BLOB])
@pytest.mark.parametrize("plain", [b"", b"x", PLAIN, bytes(100_000)])
def test_what_is_sealed_is_opened(kind: int, plain: bytes) -> None:
    header = replace(HEADER, kind=kind)
    data = seal_file(header, plain, KEY, SIGN)
    assert opened(data) == (header, plain)
    assert read_header(data) == header
    assert len(data) == OVERHEAD + len(zstandard.compress(plain, 3))


@given(
    st.builds(
        Header,
        st.integers(1, 5),
        st.just(0),
        st.integers(0, (1 << 32) - 1),
        st.binary(min_size=16, max_size=16),
        st.binary(min_size=16, max_size=16),
        st.integers(0, (1 << 63) - 1),
        st.binary(min_size=32, max_size=32),
    )
)
def test_every_header_is_read_back_without_a_key(header: Header) -> None:
    assert read_header(seal_file(header, b"", KEY, SIGN)) == header


def test_a_file_made_by_hand_is_one() -> None:
    assert opened(by_hand(zstandard.compress(PLAIN, 3))) == (HEADER, PLAIN)


def test_the_same_content_never_looks_the_same() -> None:
    one, other = (seal_file(HEADER, PLAIN, KEY, SIGN) for _ in range(2))
    assert one[88:-72] != other[88:-72]
    assert PLAIN not in one


def test_a_file_is_known_by_its_hash() -> None:
    data = seal_file(HEADER, PLAIN, KEY, SIGN)
    assert file_hash(data) == hashlib.blake2b(data, digest_size=32).digest()


@pytest.mark.parametrize(
    "header",
    [
        replace(HEADER, kind=0),
        replace(HEADER, kind=6),
        replace(HEADER, flags=1 << 16),
        replace(HEADER, epoch=-1),
        replace(HEADER, site=b""),
        replace(HEADER, stream=bytes(17)),
        replace(HEADER, prev=bytes(31)),
        replace(HEADER, seq=1 << 63),
    ],
)
def test_what_has_no_place_in_a_header_is_not_sealed(header: Header) -> None:
    with pytest.raises(ValueError, match=r"."):
        seal_file(header, b"", KEY, SIGN)


def test_content_beyond_the_limit_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="fit"):
        seal_file(HEADER, bytes(limit_of(SEGMENT) + 1), KEY, SIGN)


# --- damage --------------------------------------------------------------------------------------------------------


def test_every_flipped_bit_is_found() -> None:
    data = seal_file(HEADER, b"content", KEY, SIGN)
    for place in range(8 * len(data)):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        # A version that is not ours cannot be told from damage; whoever owns the stream is not known for another one.
        allowed = NewerFormat if place // 8 == 4 else UnknownSigner if 28 <= place // 8 < 44 else Damaged
        with pytest.raises(allowed if changed[4] else Damaged):
            opened(bytes(changed))


def test_every_cut_and_every_addition_is_found() -> None:
    data = seal_file(HEADER, PLAIN, KEY, SIGN)
    for length in range(len(data)):
        with pytest.raises(Damaged):
            opened(data[:length])
        with pytest.raises(Damaged):
            opened(data[length:] if length else b"")
    for changed in (data + b"\0", data + data, b"\0" + data, data[:200] + bytes(len(data) - 200)):
        with pytest.raises(Damaged):
            opened(changed)
    for length in range(80, len(data)):
        with pytest.raises(Damaged):
            opened(with_end(data[:length]))


def test_zeros_in_the_middle_are_found() -> None:
    data = seal_file(HEADER, bytes(range(256)) * 40, KEY, SIGN)
    for start in range(0, len(data) - 8, 16):
        changed = data[:start] + bytes(8) + data[start + 8 :]
        if changed != data:
            with pytest.raises((Damaged, UnknownSigner)):
                opened(changed)


def test_the_signature_of_another_desk_is_found() -> None:
    with pytest.raises(Damaged, match="signature"):
        opened(seal_file(HEADER, PLAIN, KEY, OTHER))


def test_a_header_is_not_moved_to_another_file() -> None:
    one, other = seal_file(HEADER, PLAIN, KEY, SIGN), seal_file(replace(HEADER, seq=8), PLAIN, KEY, SIGN)
    with pytest.raises(Damaged):
        opened(other[:88] + one[88:])


def test_the_wrong_key_is_found() -> None:
    with pytest.raises(Damaged, match="mark"):
        opened(seal_file(HEADER, PLAIN, b"w" * 32, SIGN))


# --- what this desk does not know (yet) ----------------------------------------------------------------------------


def test_an_unknown_desk_comes_before_an_unknown_key() -> None:
    data = seal_file(replace(HEADER, epoch=4, stream=b"another---------"), PLAIN, KEY, SIGN)
    with pytest.raises(UnknownSigner) as caught:
        opened(data)
    assert caught.value.stream == b"another---------"


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(UnknownKey) as caught:
        opened(seal_file(replace(HEADER, epoch=4), PLAIN, KEY, SIGN))
    assert caught.value.epoch == 4


def test_a_wrong_signature_comes_before_an_unknown_key() -> None:
    with pytest.raises(Damaged):
        opened(seal_file(replace(HEADER, epoch=4), PLAIN, KEY, OTHER))


@pytest.mark.parametrize("data", [by_hand(b"", version=2), by_hand(b"", kind=6), by_hand(b"", flags=1)])
def test_what_is_newer_says_so(data: bytes) -> None:
    with pytest.raises(NewerFormat):
        read_header(data)
    with pytest.raises(NewerFormat):
        opened(data)


@pytest.mark.parametrize("data", [by_hand(b"", kind=6, sign=OTHER), by_hand(b"", flags=1, sign=OTHER)])
def test_what_is_newer_is_believed_only_if_signed(data: bytes) -> None:
    with pytest.raises(Damaged):
        opened(data)


@pytest.mark.parametrize(
    "data",
    [
        by_hand(b"", version=0),
        by_hand(b"", kind=0),
        by_hand(b"", magic=b"PMP1"),
        by_hand(b"", seq=1 << 63),
        by_hand(b"", more=1),
        by_hand(b"", more=-1),
        b"PMS1",
    ],
)
def test_what_was_never_written_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        read_header(data)


# --- what does not decompress --------------------------------------------------------------------------------------


def bomb(size: int, *, told: bool) -> bytes:
    return zstandard.ZstdCompressor(level=3, write_content_size=told).compress(bytes(size))


@pytest.mark.parametrize(
    "packed",
    [
        bomb(limit_of(SEGMENT) + 1, told=True),
        bomb(100 << 20, told=True),
        bomb(100 << 20, told=False),
        bomb(10, told=False),
        bomb(10, told=True)[:-1],
        bomb(10, told=True) + b"\0",
        bomb(10, told=True) * 2,
        b"",
        b"plain",
        zstandard.FRAME_HEADER,
        b"\x50\x2a\x4d\x18\x04\0\0\0skip",
        zstandard.FRAME_HEADER + b"\xe0" + b"\xff" * 8 + b"\1\0\0",
    ],
    ids=lambda packed: f"{packed[:12].hex()} {len(packed)}",
)
def test_content_that_is_too_large_or_none(packed: bytes) -> None:
    data = by_hand(packed)
    tracemalloc.start()
    try:
        with pytest.raises(Damaged):
            opened(data)
        assert tracemalloc.get_traced_memory()[1] < 2 * limit_of(SEGMENT)
    finally:
        tracemalloc.stop()


def test_the_limit_may_be_another() -> None:
    data = seal_file(replace(HEADER, kind=BLOB), bytes(12 << 20), KEY, SIGN)
    assert len(opened(data)[1]) == 12 << 20
    with pytest.raises(Damaged, match="large"):
        opened(data, limit=(12 << 20) - 1)


def test_a_first_file_has_no_file_before_it() -> None:
    assert read_header(seal_file(replace(HEADER, prev=NO_HASH), b"", KEY, SIGN)).prev == NO_HASH
