"""The guard: a restored or copied data folder never goes on where it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import EnvironmentFault
from app.sync.guard import Guard, GuardFacts, Verdict, judge

FACTS = GuardFacts(stream="ab" * 16, seq=7, hash="cd" * 32, machine="machine", volume="volume")


class Memory:
    """A twin that can be restored and can fail."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.full = False

    def read(self, name: str) -> str | None:
        if self.full:
            raise OSError
        return self.kept.get(name)

    def write(self, name: str, text: str) -> None:
        if self.full:
            raise OSError
        self.kept[name] = text


@pytest.mark.parametrize(
    ("guard", "database", "verdict"),
    [
        (FACTS, FACTS, "same"),
        (None, FACTS, "missing"),
        (FACTS, replace(FACTS, seq=6, hash="00"), "ahead"),
        (FACTS, replace(FACTS, seq=0, hash=""), "ahead"),
        (FACTS, replace(FACTS, hash="00"), "foreign"),
        (FACTS, replace(FACTS, seq=8, hash="00"), "same"),
        (FACTS, replace(FACTS, stream="00" * 16), "foreign"),
        (FACTS, replace(FACTS, stream="", seq=0, hash=""), "foreign"),
        (FACTS, replace(FACTS, machine="another"), "foreign"),
        (FACTS, replace(FACTS, volume="another"), "foreign"),
        (FACTS, replace(FACTS, machine="another", seq=8), "foreign"),
        (FACTS, replace(FACTS, machine=""), "same"),
        (replace(FACTS, volume=""), FACTS, "same"),
    ],
)
def test_the_table_of_verdicts(guard: GuardFacts | None, database: GuardFacts, verdict: Verdict) -> None:
    assert judge(guard, database) == verdict


@given(st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_an_older_database_is_never_gone_on_with(guarded: int, known: int, alike: bool) -> None:
    database = replace(FACTS, seq=known, hash=FACTS.hash if alike else "00")
    verdict = judge(replace(FACTS, seq=guarded), database)
    assert (verdict == "same") == (known > guarded or (known == guarded and alike))


def guard(tmp_path: Path, twin: Memory | None = None) -> Guard:
    return Guard(tmp_path / "guards", tmp_path / "data", twin or Memory())


def test_what_was_written_last_is_read(tmp_path: Path) -> None:
    one = guard(tmp_path)
    assert one.read() is None
    for seq in range(1, 4):
        one.write(replace(FACTS, seq=seq))
        assert guard(tmp_path).read() == replace(FACTS, seq=seq)
    assert not one.path.is_relative_to(tmp_path / "data")
    assert [path.name for path in (tmp_path / "guards").iterdir()] == [one.path.name]


def test_every_data_folder_has_a_guard_of_its_own(tmp_path: Path) -> None:
    twin = Memory()
    one, other = (Guard(tmp_path, tmp_path / name, twin) for name in ("one", "other"))
    one.write(FACTS)
    assert other.read() is None
    assert Guard(tmp_path, tmp_path / "x" / ".." / "one", twin).read() == FACTS


@given(st.data())
def test_a_damaged_guard_is_none(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    one = guard(tmp_path_factory.mktemp("guard"))
    one.write(FACTS)
    text = one.path.read_bytes()
    at = data.draw(st.integers(0, len(text) - 2))
    one.path.write_bytes(text[:at] + bytes([text[at] ^ data.draw(st.integers(1, 255))]) + text[at + 1 :])
    fresh = Guard(one.path.parent, one.path.parent.parent / "data", Memory())
    assert fresh.read() is None


def test_a_guard_of_another_form_is_none(tmp_path: Path) -> None:
    one = guard(tmp_path)
    one.path.parent.mkdir()
    one.path.write_text(json.dumps({"format": 2}) + "\n\n", encoding="utf-8")
    assert one.read() is None
    one.write(FACTS)
    assert guard(tmp_path).read() == FACTS


def test_of_two_places_the_one_written_last_counts(tmp_path: Path) -> None:
    twin = Memory()
    one = guard(tmp_path, twin)
    one.write(FACTS)
    old_file, old_twin = one.path.read_bytes(), dict(twin.kept)
    new = replace(FACTS, seq=8)
    one.write(new)
    one.path.write_bytes(old_file)  # the folder came back from a backup
    assert one.read() == new
    one.write(new)
    twin.kept = old_twin
    assert one.read() == new
    one.path.unlink()
    assert one.read() == FACTS
    assert judge(one.read(), new) == "same"
    assert judge(one.read(), replace(FACTS, seq=3)) == "ahead"


def test_going_on_after_a_restored_file_does_not_lose_its_place(tmp_path: Path) -> None:
    twin = Memory()
    one = guard(tmp_path, twin)
    one.write(FACTS)
    old = one.path.read_bytes()
    one.write(replace(FACTS, stream="ef" * 16, seq=1))
    one.path.write_bytes(old)
    one.write(replace(FACTS, stream="ef" * 16, seq=2))
    twin.kept.clear()
    assert one.read() == replace(FACTS, stream="ef" * 16, seq=2)


def test_what_cannot_be_noted_is_told_and_the_old_stays(tmp_path: Path) -> None:
    twin = Memory()
    one = guard(tmp_path, twin)
    one.write(FACTS)
    twin.full = True
    with pytest.raises(EnvironmentFault):
        one.write(replace(FACTS, seq=8))
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file where a folder should be")
    with pytest.raises(EnvironmentFault):
        Guard(blocked, tmp_path / "data", Memory()).write(FACTS)
    assert Guard(blocked, tmp_path / "data", Memory()).read() is None
