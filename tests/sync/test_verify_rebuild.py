"""The share is read through and proven, and built up anew from one computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import Refused
from app.sync import desks, names
from app.sync.exchange import Exchange
from app.sync.progress import Cancelled
from app.sync.rules import DAY_MS, MINUTE_MS
from tests.support.memory_share import MemoryShare
from tests.sync.office import Office, add, an_office, edit, pack_by_four, state_of, store_of

PK = f"{1:032x}"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    pack_by_four(monkeypatch)
    with an_office(tmp_path / "office") as made:
        yield made


def busy(office: Office, *, packs: bool = True) -> tuple[Exchange, Exchange]:
    """Return two desks with segments, a pack, and a snapshot on the share."""
    first, second = office.found(houses=3), office.join()
    add(first, PK)
    for number in range(6 if packs else 3):
        edit(first, PK, note=str(number))
        first.once()
    office.settle()
    edit(second, PK, code="second")
    office.settle()
    if packs:
        office.wait(DAY_MS)
        office.settle()
        for _ in range(2):
            office.wait(MINUTE_MS)
            office.tend(first)
    assert first.snapshot()
    return first, second


# --- proving -------------------------------------------------------------------------------------------------------


def test_a_sound_share_is_found_sound(office: Office) -> None:
    first, second = busy(office)
    for desk in (first, second):
        verdict = desk.verify()
        assert verdict.complete
        assert (verdict.damaged, verdict.missing) == ([], [])
        assert {kind for kind, proof in verdict.kinds.items() if proof.sound} == {
            "site", "roster", "lane", "beacon", "segment", "pack", "acknowledgement", "snapshot", "chunk",
        }  # fmt: skip
        files = [path for path in office.share.paths() if not path.startswith(("join/", "lane/", "live/"))]
        told = sum(proof.sound for kind, proof in verdict.kinds.items() if kind not in ("lane", "beacon"))
        assert told == len(files)


PARTS: list[tuple[str, Callable[[str], bool]]] = [
    ("segment", lambda path: path.endswith(".sg")),
    ("pack", lambda path: path.endswith(".pk")),
    ("snapshot", lambda path: path.endswith(".sn")),
    ("chunk", lambda path: path.startswith("snap/ch/")),
    ("roster", lambda path: path.startswith("roster/")),
    ("acknowledgement", lambda path: path.startswith("ack/")),
]


@pytest.mark.parametrize(("kind", "belongs"), PARTS, ids=[kind for kind, _ in PARTS])
def test_every_damaged_file_is_named(office: Office, kind: str, belongs: Callable[[str], bool]) -> None:
    first, _ = busy(office)
    path = next(path for path in office.share.paths() if belongs(path))
    data = bytearray(office.share.read(path))
    data[len(data) // 2] ^= 1
    office.share.put(path, bytes(data))
    verdict = first.verify()
    assert verdict.damaged == [path]
    assert [name for name, proof in verdict.kinds.items() if proof.damaged] == [kind]


@pytest.mark.parametrize(
    ("kind", "belongs"),
    [*[part for part in PARTS if part[0] in ("segment", "roster", "chunk")], ("lane", lambda path: "lane/" in path)],
    ids=["segment", "chunk", "roster", "lane"],
)
def test_every_missing_file_is_named(office: Office, kind: str, belongs: Callable[[str], bool]) -> None:
    first, _ = busy(office, packs=False)
    path = next(path for path in office.share.paths() if belongs(path))
    office.share.remove(path)
    verdict = first.verify()
    assert verdict.missing == [path]
    assert [name for name, proof in verdict.kinds.items() if proof.missing] == [kind]


def test_a_pack_that_is_gone_is_missed_segment_by_segment(office: Office) -> None:
    first, _ = busy(office)
    office.share.remove(next(path for path in office.share.paths() if path.endswith(".pk")))
    assert len(first.verify().missing) == 4


def test_proving_is_watched_and_stopped(office: Office) -> None:
    first, _ = busy(office, packs=False)
    told: list[tuple[int, int]] = []
    verdict = first.verify(lambda done, total: not told.append((done, total)) and done < 3)
    assert not verdict.complete
    assert verdict.sound > 0
    assert told == [(done, told[0][1]) for done in range(4)]


def test_a_share_that_fails_while_it_is_proven_is_told(office: Office) -> None:
    first, _ = busy(office, packs=False)
    office.share.vanish()
    with pytest.raises(Refused):
        first.verify()


# --- building it up anew -------------------------------------------------------------------------------------------


def test_an_empty_folder_becomes_the_offices_again(office: Office) -> None:
    first, second = busy(office)
    wanted = state_of(first)
    share = MemoryShare(office.clock)
    told: list[tuple[int, int]] = []
    first.rebuild(share, lambda done, total: not told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 6
    office.share = share
    here = [office.come_back(desk, share) for desk in (first, second)]
    office.settle(*here)
    assert [state_of(desk) for desk in here] == [wanted, wanted]
    assert here[0].verify().missing == []
    late = office.join()
    office.settle(late)
    assert state_of(late) == wanted
    edit(here[1], PK, note="goes on")
    office.settle(*here, late)
    assert state_of(here[0]) == state_of(here[1]) == state_of(late)


def test_what_was_not_published_yet_is_published_there(office: Office) -> None:
    first, second = busy(office, packs=False)
    office.share.vanish()
    edit(first, PK, note="written while the old folder was gone")
    first.once()
    share = MemoryShare(office.clock)
    first.rebuild(share)
    here = [office.come_back(desk, share) for desk in (first, second)]
    office.settle(*here)
    assert state_of(here[0]) == state_of(here[1])
    assert store_of(second).value("SELECT note FROM house WHERE id = ?", (PK,)).startswith("written while")


def test_a_desk_that_came_by_a_snapshot_gives_a_snapshot(office: Office) -> None:
    first, _ = busy(office)
    late = office.join(behind=0)
    office.settle()
    share = MemoryShare(office.clock)
    late.rebuild(share)
    assert [path for path in share.paths() if path.endswith(".sn")]
    office.share = share
    other = office.join(behind=0)
    other.once()
    assert state_of(other)[1] == state_of(first)[1]


def test_cut_off_it_goes_on_where_it_stopped(office: Office) -> None:
    first, second = busy(office, packs=False)
    share = MemoryShare(office.clock)
    with pytest.raises(Cancelled):
        first.rebuild(share, lambda done, total: done < 2)
    assert 0 < len([path for path in share.paths() if path.endswith(".sg")]) < 5
    half = next(path for path in share.paths() if path.endswith(".sg"))
    share.put(half, share.read(half)[:40])
    first.rebuild(share)
    here = [office.come_back(desk, share) for desk in (first, second)]
    office.settle(*here)
    assert state_of(here[0]) == state_of(here[1])
    office.share = share
    late = office.join()
    late.once()
    assert state_of(late)[1] == state_of(first)[1]


def test_another_offices_folder_and_one_with_other_things_are_refused(office: Office, tmp_path: Path) -> None:
    first, _ = busy(office, packs=False)
    with an_office(tmp_path / "other") as other:
        other.found()
        before = other.share.paths()
        with pytest.raises(Refused) as refused:
            first.rebuild(other.share)
        assert refused.value.code == "sync.taken"
        assert other.share.paths() == before
    full = MemoryShare(office.clock)
    full.put("holiday.jpg", b"")
    with pytest.raises(Refused) as refused:
        first.rebuild(full)
    assert refused.value.code == "sync.not_empty"
    assert full.paths() == ["holiday.jpg"]


def test_it_is_the_same_office(office: Office) -> None:
    first, _ = busy(office, packs=False)
    share = MemoryShare(office.clock)
    first.rebuild(share)
    assert share.read(names.SITE) == office.share.read(names.SITE)
    assert desks.read_office(share).id == first.site.id
