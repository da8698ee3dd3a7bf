"""A desk packs its own old segments; nobody misses one at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sync import names
from app.sync.exchange import Exchange
from app.sync.packs import all_from_pack
from app.sync.rules import DAY_MS, MINUTE_MS
from tests.sync.office import Office, add, an_office, edit, pack_by_four, state_of, store_of


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    pack_by_four(monkeypatch)
    with an_office(tmp_path / "office") as made:
        yield made


def write(desk: Exchange, count: int, office: Office, start: int = 0) -> None:
    for number in range(start, start + count):
        add(desk, f"{number + 1:032x}", code=str(number))
        office.wait(1_000)
        desk.once()


def segments(office: Office, desk: Exchange, level: int = 0) -> list[str]:
    folder = names.stream_folder(desk.replica.own().stream, level)
    return [path.rpartition("/")[2] for path in office.share.paths() if path.startswith(f"{folder}/")]


def age(office: Office, desk: Exchange) -> None:
    """Let a day pass, the segments be confirmed, and the desk write its packs."""
    office.wait(DAY_MS)
    office.settle()
    office.tend(desk)


def test_a_pack_is_written_first_and_the_files_go_once_it_reads_back(office: Office) -> None:
    desk = office.found()
    desk.once()
    write(desk, 9, office)
    office.tend()
    assert len(segments(office, desk)) == 9, "too young"
    age(office, desk)
    assert len(segments(office, desk, 1)) == 2
    assert len(segments(office, desk)) == 9, "read back a while later"
    office.wait(MINUTE_MS)
    office.tend()
    assert segments(office, desk) == ["0000000009.sg"]
    packed = all_from_pack(office.share.read(names.pack_path(desk.replica.own().stream, 1, 4)))
    assert packed == {seq: desk.replica.bytes_of(desk.replica.own().stream, seq) for seq in range(1, 5)}


def test_packs_of_packs(office: Office) -> None:
    desk = office.found()
    write(desk, 17, office)
    for _ in range(3):
        age(office, desk)
        office.wait(MINUTE_MS)
        office.tend()
    assert segments(office, desk) == ["0000000017.sg"]
    assert segments(office, desk, 1) == []
    assert segments(office, desk, 2) == ["0000000001-0000000016.pk"]
    late = office.join()
    office.settle()
    assert state_of(late) == state_of(desk)


@pytest.mark.parametrize("stage", [0, 1, 2, 3, 4])
def test_whoever_joins_at_any_stage_gets_everything(office: Office, stage: int) -> None:
    desk = office.found()
    write(desk, 17, office)
    for number in range(stage):
        age(office, desk)
        if number % 2:
            office.wait(MINUTE_MS)
            office.tend()
    late = office.join()
    late.once()
    assert store_of(late).value("SELECT count(*) FROM house") == 17


def test_a_pack_cut_off_or_damaged_costs_nothing(office: Office) -> None:
    desk = office.found()
    write(desk, 4, office)
    age(office, desk)
    (name,) = segments(office, desk, 1)
    path = f"{names.stream_folder(desk.replica.own().stream, 1)}/{name}"
    whole = office.share.read(path)
    office.share.put(path, whole[:-40])
    office.wait(MINUTE_MS)
    office.tend()
    assert len(segments(office, desk)) == 4
    office.tend()
    office.wait(MINUTE_MS)
    office.tend()
    assert office.share.read(path) == whole
    assert segments(office, desk) == []


def test_others_segments_are_left_alone(office: Office) -> None:
    first, second = office.found(), office.join()
    write(first, 8, office)
    office.settle()
    office.wait(3 * DAY_MS)
    office.tend(second)
    office.wait(MINUTE_MS)
    office.tend(second)
    assert len(segments(office, first)) == 8
    assert segments(office, first, 1) == []


def test_what_is_packed_is_not_missed_by_anybody(office: Office) -> None:
    first, second = office.found(), office.join()
    write(first, 8, office)
    office.settle()
    age(office, first)
    office.wait(MINUTE_MS)
    office.tend()
    before = office.share.paths()
    for desk in (first, second):
        desk.once(thorough=True)
    assert [path for path in office.share.paths() if path.startswith("st/")] == [
        path for path in before if path.startswith("st/")
    ]
    assert first.verify().missing == second.verify().missing == []


def test_a_segment_put_back_beside_its_pack_goes_again(office: Office) -> None:
    desk = office.found()
    write(desk, 4, office)
    age(office, desk)
    office.wait(MINUTE_MS)
    office.tend()
    stream = desk.replica.own().stream
    data = desk.replica.bytes_of(stream, 2)
    assert data is not None
    office.share.create(names.segment_path(stream, 2), data)
    office.wait(2 * DAY_MS)
    office.tend()
    assert segments(office, desk) == []


def test_ten_thousand_changes_are_about_a_hundred_files(tmp_path: Path) -> None:
    with an_office(tmp_path / "office") as office:
        desk = office.found(houses=5)
        desk.once()
        houses = [pk for (pk,) in store_of(desk).rows("SELECT id FROM house")]
        for number in range(200):  # a tenth of them, in 201 segments
            for pk in houses:
                edit(desk, pk, note=str(number))
            desk.once()
        office.wait(DAY_MS)
        for _ in range(3):
            office.settle()
        for _ in range(2):
            office.wait(MINUTE_MS)
            office.tend()
        assert len(segments(office, desk)) + len(segments(office, desk, 1)) == 201 // 64 + 201 % 64
