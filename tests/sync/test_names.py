"""Names on the share: short, legal everywhere, and read back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sync import names

IDS = st.binary(min_size=16, max_size=16)
HASHES = st.binary(min_size=32, max_size=32)
COUNTS = st.integers(1, (1 << 63) - 1)
LEGAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-./~")
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}


def last(path: str) -> str:
    return path.rpartition("/")[2]


def test_they_are_what_the_format_says() -> None:
    stream = bytes(range(16))
    shown = "aaaqeayeaudaocajbifqydiob4"
    assert names.beacon_path(stream, 7) == f"live/{shown}-7"
    assert names.segment_path(stream, 7) == f"st/{shown}/0/0000000007.sg"
    assert names.repair_path(stream, 7, 2) == f"st/{shown}/0/0000000007.r2.sg"
    assert names.pack_path(stream, 65, 128) == f"st/{shown}/1/0000000065-0000000128.pk"
    assert names.ack_path(stream, 3) == f"ack/{shown}-3.ak"
    assert names.lane_path("K") == "lane/k"
    assert names.invitation_path(stream) == f"join/{shown}.inv"
    assert names.request_path(stream) == f"join/{shown}.req"
    digest = bytes(range(32))
    long = "aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypq"
    assert names.snapshot_path(digest) == f"snap/{long}.sn"
    assert names.chunk_path(digest) == f"snap/ch/aa/{long}"
    assert names.blob_path(digest, 0) == f"blob/aa/{long}-0"
    assert names.roster_path(digest) == "roster/aaaqeayeaudaocaj.ro"
    assert names.temp_path("live/x", digest[:10]) == "live/~aaaqeayeaudaocaj.tmp"
    assert names.temp_path("SITE", digest[:10]) == "~aaaqeayeaudaocaj.tmp"


@given(IDS, HASHES, COUNTS, COUNTS)
def test_every_name_is_short_legal_and_read_back_in_any_case(
    stream: bytes, digest: bytes, one: int, other: int
) -> None:
    first, final = sorted((one, other))
    part = one % 10**9
    expected = {
        names.beacon_path(stream, one): (names.parse_beacon, (stream, one)),
        names.segment_path(stream, one): (names.parse_segment, (one, 0)),
        names.repair_path(stream, one, 9): (names.parse_segment, (one, 9)),
        names.pack_path(stream, first, final, 2): (names.parse_pack, (first, final)),
        names.ack_path(stream, one): (names.parse_ack, (stream, one)),
        names.snapshot_path(digest): (names.parse_snapshot, digest),
        names.chunk_path(digest): (names.parse_chunk, digest),
        names.blob_path(digest, part): (names.parse_blob, (digest, part)),
        names.invitation_path(stream): (names.parse_joining, (stream, "inv")),
        names.request_path(stream): (names.parse_joining, (stream, "req")),
        names.roster_path(digest): (names.parse_roster, names.roster_path(digest)),
        names.temp_path("live/x", digest): (names.is_temp, True),
    }
    for path, (parse, meaning) in expected.items():
        assert len(path) < 90
        assert LEGAL.issuperset(path)
        assert not any(part.partition(".")[0] in RESERVED or part.endswith(".") for part in path.split("/"))
        assert parse(last(path)) == meaning
        assert parse(last(path).upper()) == meaning


@given(st.text(max_size=60))
def test_anything_else_is_no_name(text: str) -> None:
    for parse in (names.parse_beacon, names.parse_segment, names.parse_pack, names.parse_ack, names.parse_snapshot):
        assert parse(text) is None
    for parse in (names.parse_chunk, names.parse_blob, names.parse_joining):
        assert parse(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "aaaqeayeaudaocajbifqydiob4-0",
        "aaaqeayeaudaocajbifqydiob4-07",
        "aaaqeayeaudaocajbifqydiob4-9223372036854775808",
        "aaaqeayeaudaocajbifqydiob4-7 (conflicted copy)",
        "aaaqeayeaudaocajbifqydiob4-٧",
        "aaaqeayeaudaocajbifqydiob5-7",
        "aaaqeayeaudaocajbifqydio1-7",
        "aaaqeayeaudaocajbifqydiob4-7\n",
    ],
)
def test_a_beacon_that_is_none(name: str) -> None:
    assert names.parse_beacon(name) is None


@pytest.mark.parametrize("name", ["7.sg", "0000000000.sg", "00000000007.sg", "0000000007.r0.sg", "0000000007 (1).sg"])
def test_a_segment_that_is_none(name: str) -> None:
    assert names.parse_segment(name) is None


@pytest.mark.parametrize("name", ["0000000009-0000000008.pk", "0000000000-0000000008.pk", "1-64.pk"])
def test_a_pack_that_is_none(name: str) -> None:
    assert names.parse_pack(name) is None


def test_lanes_have_no_letters_that_look_like_digits() -> None:
    assert names.parse_lane("k") == "K"
    assert names.parse_lane("KA") == "KA"
    for code in ("i", "O", "kio", "k1", "", "İ", "\N{KELVIN SIGN}"):
        assert names.parse_lane(code) is None
        with pytest.raises(ValueError, match="lane"):
            names.lane_path(code)


def test_what_has_no_place_is_not_named() -> None:
    for make in (
        lambda: names.beacon_path(b"short", 1),
        lambda: names.segment_path(bytes(16), 0),
        lambda: names.repair_path(bytes(16), 1, 0),
        lambda: names.pack_path(bytes(16), 2, 1),
        lambda: names.pack_path(bytes(16), 1, 2, 0),
        lambda: names.stream_folder(bytes(16), 10),
        lambda: names.chunk_path(bytes(16)),
        lambda: names.blob_path(bytes(32), -1),
        lambda: names.roster_path(b""),
        lambda: names.ack_path(bytes(16), 1 << 63),
    ):
        with pytest.raises(ValueError, match=r"."):
            make()
