"""What nobody needs leaves the share, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.features.houses.records import House
from app.sync import names
from app.sync.exchange import Exchange
from app.sync.rules import DAY_MS
from app.sync.upkeep import Upkeep
from tests.sync.office import Office, add, an_office, edit, state_of, store_of

PK = f"{1:032x}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path / "office") as made:
        yield made


def paths(office: Office, start: str) -> list[str]:
    return [path for path in office.share.paths() if path.startswith(start)]


def manifests(office: Office) -> list[str]:
    return [path for path in paths(office, "snap/") if path.endswith(".sn")]


def chunks(office: Office) -> list[str]:
    return paths(office, "snap/ch/")


def change_and_write(office: Office, desk: Exchange, note: str) -> str:
    """Change a house, write a snapshot, and return its path."""
    before = set(manifests(office))
    edit(desk, PK, note=note)
    office.settle()
    assert desk.snapshot()
    (made,) = set(manifests(office)) - before
    return made


# --- snapshots -----------------------------------------------------------------------------------------------------


def test_one_desk_writes_a_snapshot_when_enough_has_happened(office: Office) -> None:
    first = office.found(houses=30)
    office.join()
    for desk in office.desks:
        desk.upkeep.rules.snapshot_after = 20
    office.settle()
    office.tend()
    assert len(manifests(office)) == 1
    office.settle()
    office.tend()
    assert len(manifests(office)) == 1, "not again before enough has happened"
    for number in range(25):
        edit(first, store_of(first).find(House)[0].id, note=str(number))
    office.settle()
    office.tend()
    assert len(manifests(office)) == 2


def test_if_the_desk_whose_turn_it_is_stays_off_the_next_one_steps_in(office: Office) -> None:
    first = office.found(houses=1)
    office.join()
    add(first, PK)
    for desk in office.desks:
        desk.upkeep.rules.snapshot_after = 20
    office.settle()
    (waiting,) = (desk for desk in office.desks if _rank(desk.upkeep, desk) == 1)
    for number in range(30):
        edit(waiting, PK, note=str(number))
    office.settle()
    office.tend(waiting)
    assert manifests(office) == []
    for number in range(30):
        edit(waiting, PK, note=f"more {number}")
    office.settle()
    office.tend(waiting)
    assert len(manifests(office)) == 1


def _rank(upkeep: Upkeep, desk: Exchange) -> int:
    return upkeep._rank(desk.replica.now())


def test_the_newest_two_snapshots_stay_and_loose_chunks_go_after_a_day(office: Office) -> None:
    desk = office.found(houses=3)
    add(desk, PK)
    made = [change_and_write(office, desk, str(number)) for number in range(4)]
    assert len(chunks(office)) == 4
    office.tend()
    assert manifests(office) == sorted(made[2:])
    assert len(chunks(office)) == 4, "somebody may just be writing a snapshot that names them"
    office.wait(DAY_MS)
    office.tend()
    assert len(chunks(office)) == 2
    late = office.join(behind=0)
    office.settle()
    assert state_of(late)[1] == state_of(desk)[1]


def test_a_damaged_snapshot_is_not_one_of_the_two(office: Office) -> None:
    desk = office.found(houses=3)
    add(desk, PK)
    made = [change_and_write(office, desk, str(number)) for number in range(2)]
    before = set(chunks(office))
    change_and_write(office, desk, "newest")
    (newest,) = set(chunks(office)) - before
    office.share.put(newest, b"zeros")
    office.tend()
    assert set(made) <= set(manifests(office))


# --- temps, acknowledgements, beacons ------------------------------------------------------------------------------


def test_broken_writes_go_own_after_a_day_others_after_a_week(office: Office) -> None:
    first, second = office.found(houses=1), office.join()
    office.settle()
    own = names.temp_path(names.segment_path(first.replica.own().stream, 9), b"1" * 10)
    other = names.temp_path(names.segment_path(second.replica.own().stream, 9), b"2" * 10)
    roster = names.temp_path(f"{names.ROSTER}/x", b"3" * 10)
    office.share.folder(names.stream_folder(second.replica.own().stream))
    for path in (own, other, roster):
        office.share.put(path, b"half")
    office.tend(first)
    assert {own, other, roster} <= set(office.share.paths())
    office.wait(DAY_MS)
    office.tend(first)
    assert own not in office.share.paths()
    assert {other, roster} <= set(office.share.paths())
    office.wait(7 * DAY_MS)
    office.tend()
    assert not {other, roster} & set(office.share.paths())


def test_own_old_acknowledgements_and_beacons_go(office: Office) -> None:
    first, second = office.found(houses=1), office.join()
    office.settle()
    stream = first.replica.own().stream
    office.share.mark(names.beacon_path(second.replica.own().stream, 1))
    for number in (5, 6):
        add(first, f"{number:032x}")
        office.settle()
    office.share.mark(names.beacon_path(stream, 1))
    office.tend()
    live = [names.parse_beacon(path.rpartition("/")[2]) for path in paths(office, "live/")]
    assert [beacon for beacon in live if beacon and beacon[0] == stream] == [(stream, 3)]
    assert len(paths(office, "ack/")) == 2


# --- segments that snapshots cover ---------------------------------------------------------------------------------


def prepared(office: Office) -> tuple[Exchange, Exchange]:
    """Return two desks that have both written snapshots of the same past, a hundred days ago."""
    first, second = office.found(houses=3), office.join()
    add(first, PK)
    for number in range(3):
        edit(first, PK, note=str(number))
        if number:
            edit(second, PK, code=str(number))
        office.settle()
    assert first.snapshot()
    edit(second, PK, note="last")
    office.settle()
    assert second.snapshot()
    office.wait(100 * DAY_MS)
    edit(first, PK, note="lately")
    office.settle()
    return first, second


def test_segments_stay_unless_the_office_wants_it_otherwise(office: Office) -> None:
    prepared(office)
    before = paths(office, "st/")
    office.tend()
    assert paths(office, "st/") == before


def truncate(office: Office, *desks: Exchange) -> None:
    for desk in office.desks:
        desk.upkeep.rules.truncate = True
    office.tend(*desks)


def test_covered_acknowledged_old_segments_go_and_nobody_puts_them_back(office: Office) -> None:
    first, second = prepared(office)
    before = len(paths(office, "st/"))
    truncate(office)
    after = paths(office, "st/")
    assert 0 < len(after) < before
    office.settle()
    for desk in office.desks:
        desk.once(thorough=True)
        assert desk.verify().missing == []
    assert paths(office, "st/") == after
    late = office.join()
    late.once()
    office.wait(late.upkeep.rules.patience)
    office.settle()
    assert state_of(late) == state_of(first) == state_of(second)


def test_a_hole_further_on_is_mended(office: Office) -> None:
    first, _ = prepared(office)
    truncate(office)
    stream = first.replica.own().stream
    add(first, f"{50:032x}")
    office.settle()
    add(first, f"{51:032x}")
    office.settle()
    before = paths(office, "st/")
    office.share.remove(names.segment_path(stream, first.replica.own().applied - 1))
    office.settle()
    assert paths(office, "st/") == before


@pytest.mark.parametrize("why", ["one snapshot", "one desk's snapshots", "damaged", "not acknowledged", "young"])
def test_segments_that_somebody_may_need_stay(office: Office, why: str) -> None:
    first, second = prepared(office)
    if why == "one snapshot":
        office.share.remove(manifests(office)[0])
    elif why == "one desk's snapshots":
        for path in manifests(office):
            office.share.remove(path)
        first.upkeep.forget()
        assert first.snapshot()
        edit(first, PK, note="again")
        office.settle()
        assert first.snapshot()
    elif why == "damaged":
        for path in chunks(office)[:-1]:
            office.share.put(path, office.share.read(path)[:-1])
        office.share.put(chunks(office)[-1], b"")
    elif why == "not acknowledged":
        office.join().members.exchange(office.share)
    else:
        for desk in office.desks:
            desk.upkeep.rules.truncate_after = 200 * DAY_MS
    before = paths(office, "st/")
    truncate(office, first, second)
    assert set(before) <= set(paths(office, "st/"))


def test_a_desk_not_heard_of_for_long_does_not_hold_segments_back(office: Office) -> None:
    first, second = office.found(houses=3), office.join()
    absent = office.join()
    add(first, PK)
    office.settle()
    edit(absent, PK, code="absent")
    edit(first, PK, note="1")
    office.settle(first, second)
    assert first.snapshot()
    edit(second, PK, note="2")
    office.settle(first, second)
    assert second.snapshot()
    office.wait(200 * DAY_MS)
    edit(first, PK, note="3")
    office.settle(first, second)
    before = len(paths(office, "st/"))
    for _ in range(6):  # some day it is the turn of a desk that is on
        office.wait(DAY_MS)
        truncate(office, first, second)
    assert len(paths(office, "st/")) < before
    absent.once()
    office.wait(absent.upkeep.rules.patience)
    office.settle()
    assert state_of(first) == state_of(second) == state_of(absent)
    assert store_of(first).must(House, PK).code == "absent"


# --- erasing -------------------------------------------------------------------------------------------------------


def held(desk: Exchange, words: str) -> bool:
    """Say whether a desk's database can still tell words: in rows, history, what is set aside, or its segments."""
    store = store_of(desk)
    rows = store.rows("SELECT old, new FROM sync_oplog") + store.rows("SELECT * FROM house")
    rows += store.rows("SELECT value FROM sync_sibling") + store.rows("SELECT value FROM sync_unknown")
    rows += store.rows("SELECT vals FROM sync_tomb")
    found = any(words.encode() in repr(row).encode() or words in repr(row) for row in rows)
    bodies = [
        desk.replica.open_segment(data, lambda header: desk.members.roster.signer(header.stream))[1]
        for (data,) in store.rows("SELECT bytes FROM sync_segment")
    ]
    return found or any(words in repr(body) for body in bodies)


def on_share(office: Office, desk: Exchange, words: str) -> bool:
    """Say whether any file of the share can still tell words."""
    for path in office.share.paths():
        data = office.share.read(path)
        if path.endswith(".sg"):
            body = desk.replica.open_segment(data, lambda header: desk.members.roster.signer(header.stream))[1]
            if words in repr(body):
                return True
        chunk = names.parse_chunk(path.rpartition("/")[2]) if path.startswith("snap/ch/") else None
        if chunk is not None and words.encode() in desk.upkeep.shelf.chunk(data, chunk):
            return True
    return False


def test_what_is_erased_is_gone_everywhere_this_program_reaches(office: Office) -> None:
    first, second = office.found(houses=2), office.join()
    add(first, PK, note="secret word", code="stays")
    office.settle()
    edit(first, PK, note="secret word too")
    edit(second, PK, note="secret word three")
    office.settle()
    assert first.snapshot()
    assert held(first, "secret word")
    assert held(second, "secret word")
    first.replica.erase("house", [PK], ["note"], "dora")
    first.remember()
    office.settle()
    for desk in office.desks:
        assert store_of(desk).must(House, PK).note == ""
        assert store_of(desk).must(House, PK).code == "stays"
        assert desk.report().conflicts == 0
    for number in range(70):
        edit(first, PK, code=str(number))
        first.once()
        edit(second, PK, room=str(number))
        second.once()
    office.settle()
    for number in range(5):
        office.wait(DAY_MS)
        edit(first, PK, code=f"day {number}")
        office.settle()
        office.tend()
    for desk in office.desks:
        assert not held(desk, "secret word")
    assert not on_share(office, first, "secret word")
    assert state_of(first) == state_of(second)
    late = office.join(behind=0)
    office.settle()
    assert state_of(late) == state_of(first)


def test_erasing_a_deleted_record_leaves_it_deleted(office: Office) -> None:
    from tests.sync.office import delete

    first, second = office.found(), office.join()
    add(first, PK, note="secret word")
    office.settle()
    delete(second, PK)
    office.settle()
    second.replica.erase("house", [PK], ["note"])
    second.remember()
    office.settle()
    for desk in office.desks:
        assert store_of(desk).get(House, PK) is None
        rows = store_of(desk).rows("SELECT old, new FROM sync_oplog") + store_of(desk).rows(
            "SELECT vals FROM sync_tomb"
        )
        assert "secret word" not in repr(rows)
    assert state_of(first) == state_of(second)


def test_an_edit_that_knew_nothing_of_an_erasure_stays_as_a_conflict(office: Office) -> None:
    first, second = office.found(), office.join()
    add(first, PK, note="old")
    office.settle()
    edit(second, PK, note="meanwhile")
    first.replica.erase("house", [PK], ["note"])
    first.remember()
    office.settle()
    for desk in office.desks:
        (conflict,) = desk.conflicts()
        assert {version.value for version in conflict.versions} == {"", "meanwhile"}


def test_a_desk_that_learns_of_an_erasure_by_a_snapshot_forgets_its_history_too(office: Office) -> None:
    first, absent = office.found(), office.join()
    add(first, PK, note="secret word")
    office.settle()
    edit(absent, PK, note="secret word of its own")
    office.settle()
    first.replica.erase("house", [PK], ["note"])
    first.remember()
    office.settle(first)
    assert first.snapshot()
    absent.upkeep.rules.behind = 0
    absent.once()
    assert "secret word" not in repr(store_of(absent).rows("SELECT old, new FROM sync_oplog"))
    assert absent.upkeep.erasures.open()


def test_only_columns_that_are_there_can_be_erased(office: Office) -> None:
    desk = office.found()
    with pytest.raises(ValueError, match="colour"):
        desk.replica.erase("house", [PK], ["colour"])
