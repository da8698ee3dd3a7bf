"""Uniting with a snapshot gives what replaying the segments gives, and loses nothing of anybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.ids import new_id
from app.features.houses.records import House
from app.features.people.records import Person
from app.sync import snapshot
from app.sync.exchange import Exchange
from app.sync.faults import Damaged, ShareFault
from app.sync.progress import Cancelled
from tests.sync.office import (
    FIELDS,
    Office,
    add,
    an_office,
    delete,
    edit,
    make_older,
    state_of,
    store_of,
)

PKS = [f"{number:032x}" for number in range(1, 5)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path / "office") as made:
        yield made


def chunks(office: Office) -> list[str]:
    return [path for path in office.share.paths() if path.startswith("snap/ch/")]


def manifests(office: Office) -> list[str]:
    return [path for path in office.share.paths() if path.endswith(".sn")]


# --- the same as replaying -----------------------------------------------------------------------------------------

STEP = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["edit", "edit", "edit", "delete", "stale", "sync", "sync", "snapshot", "erase"]),
    st.sampled_from(PKS),
    st.sampled_from(FIELDS),
    st.integers(0, 9),
)


def do(office: Office, desk: Exchange, what: str, pk: str, column: str, value: int) -> None:
    store = store_of(desk)
    there = store.get(House, pk)
    if what == "sync":
        desk.once()
    elif what == "snapshot":
        desk.once()
        desk.snapshot()
    elif what == "erase":
        desk.replica.erase("house", [pk], [column], "dora")
        desk.remember()
    elif what == "delete":
        if there is not None:
            delete(desk, pk)
    elif there is None:
        add(desk, pk, **{column: f"{value}"})
    elif what == "stale":
        seen = store.seen()
        desk.once()
        with store.as_seen(seen):
            if store.get(House, pk) is not None:
                edit(desk, pk, **{column: f"stale {value}"})
        desk.seal()
    else:
        edit(desk, pk, **{column: f"{value} by {id(desk) % 97}"})
    if value == 9:
        with store.change("eve") as work:
            work.insert(Person(name=f"P{new_id(value)}"))


@given(st.lists(STEP, max_size=40), st.integers(0, 30))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_unites_knows_to_the_byte_what_whoever_replays_knows(
    tmp_path: Path, steps: list[tuple[int, str, str, str, int]], leaves: int
) -> None:
    folder = tmp_path / new_id(1)
    with an_office(folder) as office:
        first = office.found(houses=3)
        first.once()
        second, older, absent = office.join(), office.join(), office.join()
        make_older(older)
        office.settle()
        for place, (who, what, pk, column, value) in enumerate(steps):
            office.wait(1_000)
            desk = (first, second, older, absent)[who]
            if desk is absent and place >= leaves and what in ("sync", "snapshot", "stale"):
                continue
            if desk is older and (column == "note" or what == "erase" or value == 9):
                continue
            do(office, desk, what, pk, column, value)
        office.settle(first, second, older)
        first.snapshot()
        there = store_of(second).get(House, PKS[0])
        (add if there is None else edit)(second, PKS[0], note="after the snapshot")
        absent.upkeep.rules.behind = 0
        office.settle()
        by_segments, by_snapshot = office.join(), office.join(behind=0)
        office.settle()
        wanted = state_of(first)
        for desk in (second, absent, by_segments, by_snapshot):
            assert state_of(desk) == wanted
        assert store_of(by_snapshot).value("SELECT count(*) FROM sync_segment") < store_of(by_segments).value(
            "SELECT count(*) FROM sync_segment"
        )
        assert len({desk.report().conflicts for desk in (first, second, absent, by_segments, by_snapshot)}) == 1
    shutil.rmtree(folder)


def test_what_an_earlier_version_cannot_hold_is_united_and_told_on(office: Office) -> None:
    first = office.found()
    older = office.join()
    make_older(older)
    add(first, PKS[0], note="kept", building="1")
    with store_of(first).change("eve") as work:
        work.insert(Person(name="somebody"))
    office.settle()
    add(older, PKS[1], code="old")
    office.settle()
    assert older.snapshot()
    assert len(manifests(office)) == 1
    newest = office.join(behind=0)
    newest.once()
    assert store_of(newest).value("SELECT count(*) FROM sync_segment") == 0
    office.settle()
    assert state_of(newest) == state_of(first)
    assert store_of(newest).must(House, PKS[0]).note == "kept"


# --- absent desks --------------------------------------------------------------------------------------------------


def test_a_desk_absent_for_a_year_unites_without_the_segments_and_loses_nothing(office: Office) -> None:
    first, absent = office.found(houses=5), office.join()
    second = office.join()
    office.settle()
    houses = [house.id for house in store_of(first).find(House)]
    edit(absent, houses[0], note="mine", code="mine")
    delete(absent, houses[1])
    add(absent, PKS[0], note="new and mine")
    edit(first, houses[0], code="theirs")
    for number in range(30):
        edit(first, houses[number % 2], room=str(number))
        first.once()
    edit(first, houses[2], note="read")
    office.wait(365 * 24 * 3_600_000)
    office.settle(first, second)
    assert first.snapshot()
    for path in office.share.paths():
        if path.startswith("st/"):
            office.share.remove(path)
    assert absent.once().applied == 0
    office.wait(absent.upkeep.rules.patience)
    absent.once()
    assert store_of(absent).must(House, houses[2]).note == "read"
    assert store_of(absent).value("SELECT count(*) FROM sync_segment WHERE state = 'foreign'") == 1
    office.settle(second, first, absent)
    for desk in (first, second, absent):
        shown = {house.id: house for house in store_of(desk).find(House)}
        assert shown[houses[0]].note == "mine"
        assert shown[PKS[0]].note == "new and mine"
        assert shown[houses[1]].room == "29"
        assert shown[houses[2]].note == "read"
        assert {(one.column, frozenset(version.value for version in one.versions)) for one in desk.conflicts()} >= {
            ("code", frozenset({"mine", "theirs"})),
            ("", frozenset({None})),
        }
    assert state_of(first) == state_of(second) == state_of(absent)
    assert not [problem for problem in absent.open_problems() if problem.kind in ("gap", "damaged")]


def test_segments_follow_where_a_snapshot_ends(office: Office) -> None:
    first = office.found(houses=2)
    for number in range(70):
        add(first, f"{number + 100:032x}", code=str(number))
        first.once()
    assert first.snapshot()
    for number in range(5):
        add(first, f"{number + 500:032x}", code=str(number))
        first.once()
    late = office.join(behind=3)
    report = late.once()
    assert report.applied == 5
    office.settle()
    assert state_of(late) == state_of(first)
    edit(late, PKS[0] if store_of(late).get(House, PKS[0]) else f"{100:032x}", note="goes on")
    office.settle()
    assert state_of(late) == state_of(first)


def test_a_desk_that_is_hardly_behind_reads_segments(office: Office) -> None:
    first = office.found(houses=2)
    first.once()
    assert first.snapshot()
    late = office.join(behind=5)
    assert late.once().applied == 1


# --- the share as it is --------------------------------------------------------------------------------------------


def test_twins_coincide_and_an_unchanged_chunk_is_not_written_again(office: Office) -> None:
    first, second = office.found(houses=40), office.join()
    office.settle()
    assert first.snapshot()
    before = office.share.paths()
    assert second.snapshot()
    assert office.share.paths() == before
    with store_of(second).change("eve") as work:
        work.insert(Person(name="somebody"))
    office.settle()
    assert second.snapshot()
    assert len(manifests(office)) == 2
    assert len(chunks(office)) == 2  # the houses, and one person


def test_nothing_is_written_while_something_waits(office: Office) -> None:
    first = office.found(houses=2)
    assert not first.snapshot()
    first.once()
    add(first, PKS[0])
    assert not first.snapshot()
    first.once()
    assert first.snapshot()


def test_cut_off_between_chunk_and_manifest_there_is_no_snapshot_and_the_next_try_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = office.found(houses=10)
    first.once()
    late = office.join(behind=0)

    def cut(*_: Any) -> None:
        raise ShareFault("gone", "cut off")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot.SnapshotWriter, "_write_manifest", cut)
        with pytest.raises(Exception, match=r"."):
            first.snapshot()
    assert chunks(office)
    assert not manifests(office)
    written = chunks(office)
    assert late.once().applied == 1
    assert first.snapshot()
    assert chunks(office) == written
    assert manifests(office)


def test_a_damaged_chunk_is_written_again(office: Office) -> None:
    first = office.found(houses=10)
    first.once()
    assert first.snapshot()
    (path,) = chunks(office)
    office.share.put(path, office.share.read(path)[:-30])
    assert first.snapshot()
    assert first.verify().damaged == []


@pytest.mark.parametrize("harm", ["chunk cut off", "chunk gone", "manifest cut off", "another's manifest"])
def test_where_a_snapshot_is_damaged_another_or_the_segments_serve(office: Office, harm: str) -> None:
    first = office.found(houses=10)
    first.once()
    assert first.snapshot()
    old = set(office.share.paths())
    add(first, PKS[0])
    first.once()
    assert first.snapshot()
    new = [path for path in office.share.paths() if path not in old and path.startswith("snap/")]
    chunk = next(path for path in new if "/ch/" in path)
    manifest = next(path for path in new if path.endswith(".sn"))
    if harm == "chunk cut off":
        office.share.put(chunk, office.share.read(chunk)[:-30])
    elif harm == "chunk gone":
        office.share.remove(chunk)
    elif harm == "manifest cut off":
        office.share.put(manifest, office.share.read(manifest)[:-30])
    else:
        office.share.put(manifest, office.share.read(next(path for path in old if path.endswith(".sn"))))
    late = office.join(behind=0)
    late.once()
    assert state_of(late)[1] == state_of(first)[1]
    assert store_of(late).value("SELECT count(*) FROM sync_segment WHERE state = 'foreign'") == 1
    for path in [*chunks(office), *manifests(office)]:
        office.share.remove(path)
    other = office.join(behind=0)
    other.once()
    assert state_of(other)[1] == state_of(first)[1]


def test_a_snapshot_by_a_retired_desk_is_not_read(office: Office) -> None:
    first, second = office.found(houses=10), office.join()
    office.settle()
    assert second.snapshot()
    from app.sync import governing

    governing.retire(first, second.replica.identity.device)
    office.settle(first)
    late = office.join(behind=0)
    late.once()
    assert store_of(late).value("SELECT count(*) FROM sync_segment WHERE state = 'foreign'") >= 1
    assert store_of(late).rows("SELECT * FROM house ORDER BY id") == store_of(first).rows(
        "SELECT * FROM house ORDER BY id"
    )


# --- wholly or not at all ------------------------------------------------------------------------------------------


def test_uniting_is_watched_and_stopped_and_then_nothing_has_happened(office: Office) -> None:
    first = office.found(houses=10)
    first.once()
    assert first.snapshot()
    late = office.join(behind=0)
    told: list[tuple[int, int]] = []
    late.upkeep.progress = lambda done, total: not told.append((done, total)) and len(told) < 2
    with pytest.raises(Cancelled):
        late.once()
    assert told == [(0, 1), (0, 1)]
    assert late.replica.fresh()
    late.upkeep.progress = lambda done, total: True
    late.once()
    assert state_of(late)[1] == state_of(first)[1]


def test_a_snapshot_that_does_not_fit_together_changes_nothing(office: Office) -> None:
    first = office.found(houses=10)
    first.once()
    assert first.snapshot()
    late = office.join()
    late.members.exchange(office.share)
    (found,) = late.upkeep.shelf.found()
    content = late.upkeep.shelf.fetch(found)
    assert content is not None
    rows = list(content.chunks())
    found.manifest.streams.clear()
    with pytest.raises(Damaged):
        late.replica.join(found.manifest, rows)
    assert late.replica.fresh()


def test_a_database_that_is_older_than_the_snapshot_knows_begins_anew_instead(office: Office) -> None:
    first = office.found(houses=3)
    first.once()
    assert first.snapshot()
    (found,) = first.upkeep.shelf.found()
    content = first.upkeep.shelf.fetch(found)
    assert content is not None
    found.manifest.vector[first.replica.own().stream] += 1
    with pytest.raises(Damaged):
        first.replica.join(found.manifest, content.chunks())


def test_search_finds_what_a_snapshot_brought(office: Office) -> None:
    from app.features.houses import service
    from app.store.search import SearchIndex

    first = office.found()
    add(first, PKS[0], building="88", room="1203")
    first.once()
    assert first.snapshot()
    late = office.join(behind=0)
    index = SearchIndex(store_of(late).database)
    index.register("house", service.index)
    store_of(late).before_commit(index.update)
    late.once()
    assert index.find("1203") == [("house", PKS[0])]


def test_history_tells_what_a_snapshot_changed(office: Office) -> None:
    from app.store.history import history_of, last_values

    first, absent = office.found(houses=2), office.join()
    office.settle()
    one, other = (house.id for house in store_of(first).find(House))
    edit(first, one, note="new")
    delete(first, other)
    office.settle(first)
    assert first.snapshot()
    absent.upkeep.rules.behind = 0
    absent.once()
    steps = history_of(store_of(absent).database, "house", one)
    assert [(step.kind, step.column, step.new, step.author) for step in steps][-1] == ("U", "note", "new", "bob")
    assert last_values(store_of(absent).database, "house", other)["building"] == "1"
