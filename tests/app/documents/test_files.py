from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.files import replacing, safe_name


@given(st.text(max_size=200))
def test_a_safe_name_is_accepted_by_windows(text: str) -> None:
    name = safe_name(text)
    assert 1 <= len(name) <= 101
    assert not re.search(r'[<>:"/\\\\|?*\x00-\x1f]', name)
    assert name == name.strip(" .")


@pytest.mark.parametrize(
    ("text", "name"),
    [("工单台账 2026-11", "工单台账 2026-11"), ("a/b: c?", "a b c"), ("NUL", "_NUL"), ("com1.x", "_com1.x"), ("", "_")],
)
def test_a_safe_name_stays_as_it_is_where_it_can(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with replacing(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    with pytest.raises(KeyError):
        write_half(path)
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def write_half(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise KeyError
