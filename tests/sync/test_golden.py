"""Files of every format that was ever released are read for ever."""

from __future__ import annotations

import pytest

from app.sync.body import decode_body
from app.sync.chunks import chunk_id, decode_chunk, decode_manifest
from app.sync.envelope import ACK, BLOB, CHUNK, MANIFEST, NO_HASH, SEGMENT, Header, file_hash, open_file
from app.sync.packs import all_from_pack
from tests.sync.golden import make


def opened(name: str) -> tuple[Header, bytes]:
    data = (make.FOLDER / name).read_bytes()
    return open_file(data, make.KEYS.get, lambda header: bytes(make.SIGN.verify_key))


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_segment_says_what_it_said(seq: int) -> None:
    header, plain = opened(f"segment-{seq}.bin")
    before = file_hash((make.FOLDER / f"segment-{seq - 1}.bin").read_bytes()) if seq > 1 else NO_HASH
    assert header == Header(SEGMENT, 0, 2 if seq == 3 else 1, make.SITE, make.STREAM, seq, before)
    assert repr(decode_body(plain)) == repr(make.bodies()[seq - 1])


def test_a_pack_holds_what_it_held() -> None:
    found = all_from_pack((make.FOLDER / "pack.bin").read_bytes())
    assert found == {seq: (make.FOLDER / f"segment-{seq}.bin").read_bytes() for seq in (1, 2, 3)}


def test_a_chunk_holds_what_it_held() -> None:
    header, plain = opened("chunk.bin")
    assert header.kind == CHUNK
    assert repr(decode_chunk(plain)) == repr(make.chunk())


def test_a_manifest_names_what_it_named() -> None:
    header, plain = opened("manifest.bin")
    found = decode_manifest(plain)
    assert header.kind == MANIFEST
    assert found.chunks[0].id == chunk_id(opened("chunk.bin")[1], make.CHUNK_KEY)
    assert (found.vector, found.heads, found.streams) == (
        make.manifest().vector,
        make.manifest().heads,
        make.manifest().streams,
    )
    assert [(ref.table, ref.rows) for ref in found.chunks] == [("ticket", 12), ("note", 0)]
    assert (found.program, found.schema) == ("0.1.0", "a1b2c3d4")


@pytest.mark.parametrize(
    ("name", "kind", "seq", "content"), [("ack", ACK, 7, make.ACK_CONTENT), ("blob", BLOB, 0, make.BLOB_CONTENT)]
)
def test_other_files_hold_what_they_held(name: str, kind: int, seq: int, content: bytes) -> None:
    assert opened(f"{name}.bin") == (Header(kind, 0, 1, make.SITE, make.STREAM, seq, NO_HASH), content)
