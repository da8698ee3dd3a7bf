"""Writes the files of format 1 that every later program must read; made once, never written over.

Run from the root of the repository: ``python -m tests.sync.golden.make``. The keys and the content below belong to the
files as they lie there: a later format gets a folder and a script of its own.
"""

from __future__ import annotations

import random
from pathlib import Path
from unittest.mock import patch

import msgpack
from nacl.signing import SigningKey

from app.sync.body import DELETE, ERASE, INSERT, KEEP, UPDATE, Base, Body, Run, Tx, encode_body
from app.sync.chunks import ChunkRef, ChunkRows, Head, Manifest, chunk_id, encode_chunk, encode_manifest
from app.sync.envelope import ACK, BLOB, CHUNK, MANIFEST, NO_HASH, SEGMENT, Header, file_hash, seal_file
from app.sync.packs import make_pack

FOLDER = Path(__file__).parent / "format1"
SEED = 1
SIGN = SigningKey(bytes(range(32)))
KEYS = {1: bytes(range(32, 64)), 2: bytes(range(64, 96))}
CHUNK_KEY = bytes(range(96, 128))
SITE = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
STREAM = bytes.fromhex("0199c8440ec077faab63c38e9e29a123")
OTHER = bytes.fromhex("0199c8440ec077faab63c38e9e29a456")
STAFF = "0199c8440ec0700080000000000000aa"
PKS = [f"0199c8440ec07000800000000000{number:04x}" for number in range(12)]
TIME = 1_760_000_000_000


def bodies() -> list[Body]:
    """Return segments that between them hold every form of column and every kind of run."""
    imported = Run(
        "ticket",
        INSERT,
        ("number", "house_id", "opened_at", "done_at", "status", "text", "fee", "any", "later"),
        PKS,
        [
            [f"26-K-{number:04}" for number in range(12)],
            [PKS[number % 3].replace("7000", "7abc") for number in range(12)],
            [TIME + 60_000 * number + number % 5 for number in range(12)],
            [None if number % 3 else TIME + 7 * number for number in range(12)],
            ["open", "closed"] * 6,
            [f"电梯第{number}次停了" for number in range(12)],
            [(-1) ** number * 12_345 * number**3 for number in range(12)],
            [None, 0, -1, 1.5, "", "nul\0", b"\0\xff", (1 << 63) - 1, -(1 << 63), float("-inf"), -0.0, STAFF.upper()],
            [msgpack.ExtType(number, bytes(number)) for number in range(12)],
        ],
    )
    edited = Run("ticket", UPDATE, ("status",), PKS[:2], [["waiting", None]])
    erased = Run("person", ERASE, ("name", "phone"), PKS[3:4], [])
    first = Tx(TIME << 16, STAFF, None, [imported])
    stale = Tx(
        (TIME + 1) << 16 | 3, "", Base({OTHER: 4}, (1, 11)), [edited, Run("note", DELETE, (), PKS[:1], []), erased]
    )
    kept = Tx((TIME + 2) << 16, STAFF, None, [Run("note", KEEP, (), ["not an id"], []), edited])
    return [
        Body({OTHER: 5}, True, "a1b2c3d4", False, [first]),
        Body({}, False, "a1b2c3d4", True, [stale]),
        Body({OTHER: 6}, False, "Fingerprint", False, [kept]),
    ]


def segments() -> list[bytes]:
    """Return the segments sealed as a chain, the last one under a newer key."""
    files: list[bytes] = []
    for seq, body in enumerate(bodies(), 1):
        header = Header(SEGMENT, 0, 2 if seq == 3 else 1, SITE, STREAM, seq, file_hash(files[-1]) if files else NO_HASH)
        files.append(seal_file(header, encode_body(body), KEYS[header.epoch], SIGN))
    return files


def chunk() -> ChunkRows:
    """Return a chunk with every section."""
    return ChunkRows(
        "ticket",
        ("number", "status"),
        PKS,
        [[f"26-K-{number:04}" for number in range(12)], ["open", None] * 6],
        [bytes([number]) * number for number in range(12)],
        [(PKS[0], "status", 0, 3, 1, TIME << 16, STAFF, "closed"), (PKS[1], "status", 1, 4, 0, TIME << 16, "", None)],
        [(PKS[2], 0, 9, 2, b"seen")],
        [(PKS[3], "colour", msgpack.ExtType(7, b"red"), 0, 2, 5)],
    )


def manifest() -> Manifest:
    """Return a manifest that names the chunk."""
    heads = {STREAM: Head(bytes(range(32)), {OTHER: 6}), OTHER: Head(bytes(32), {})}
    refs = [ChunkRef(chunk_id(encode_chunk(chunk()), CHUNK_KEY), "ticket", 12), ChunkRef(bytes(32), "note", 0)]
    return Manifest({STREAM: 3, OTHER: 6}, heads, refs, {0: STREAM, 5: OTHER}, "0.1.0", "a1b2c3d4")


ACK_CONTENT = b"\x81\xa1n\x07"
BLOB_CONTENT = bytes(range(256)) * 8


def files() -> dict[str, bytes]:
    """Return name -> bytes of every file of the format."""

    def sealed(kind: int, seq: int, plain: bytes) -> bytes:
        return seal_file(Header(kind, 0, 1, SITE, STREAM, seq, NO_HASH), plain, KEYS[1], SIGN)

    chain = segments()
    return {
        **{f"segment-{seq}.bin": file for seq, file in enumerate(chain, 1)},
        "pack.bin": make_pack(chain),
        "ack.bin": sealed(ACK, 7, ACK_CONTENT),
        "manifest.bin": sealed(MANIFEST, 0, encode_manifest(manifest())),
        "chunk.bin": sealed(CHUNK, 0, encode_chunk(chunk())),
        "blob.bin": sealed(BLOB, 0, BLOB_CONTENT),
    }


if __name__ == "__main__":
    with patch("app.sync.envelope.random", random.Random(SEED).randbytes):
        for name, content in files().items():
            with (FOLDER / name).open("xb") as file:
                file.write(content)
