"""What tells a computer and its disks from others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.host.machine import board_id, machine_id, volume_id
from app.host.paths import Paths

UUID = bytes(range(16))


def structure(kind: int, fields: bytes, texts: bytes = b"maker\0board\0") -> bytes:
    """Return one structure as firmware tells it."""
    return bytes([kind, len(fields) + 4, 0, 0]) + fields + (texts or b"\0") + b"\0"


BIOS = structure(0, bytes(20))
SYSTEM = structure(1, b"\1\2\3\4" + UUID + b"\6\5\6")


@pytest.mark.skipif(sys.platform == "darwin", reason="asks another program there")
def test_the_machine_is_the_same_at_every_start() -> None:
    assert machine_id() == machine_id()
    assert len(machine_id()) in (0, 32)


def test_the_volume_is_the_same_below_one_folder(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    assert volume_id(tmp_path) == volume_id(tmp_path / "below")
    assert volume_id(tmp_path / "nowhere") == ""


def test_guards_lie_outside_of_the_data_folder() -> None:
    usual = Paths.usual().data
    assert not Paths.guards().is_relative_to(usual)
    assert not usual.is_relative_to(Paths.guards())
    assert "roaming" not in str(Paths.guards()).lower()


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (SYSTEM, UUID),
        (BIOS + SYSTEM + BIOS, UUID),
        (structure(0, bytes(20), b"") + SYSTEM, UUID),
        (BIOS, b""),
        (b"", b""),
        (structure(1, b"\1\2\3\4"), b""),
        (structure(1, b"\1\2\3\4" + b"\xff" * 16), b""),
        (structure(1, b"\1\2\3\4" + bytes(16)), b""),
        (b"\0\0\0\0" + SYSTEM, b""),
    ],
)
def test_the_board_is_known_by_what_its_firmware_tells(table: bytes, found: bytes) -> None:
    assert board_id(table) == found


@given(st.binary(max_size=300))
def test_whatever_the_firmware_tells_is_survived(table: bytes) -> None:
    assert len(board_id(table)) in (0, 16)
