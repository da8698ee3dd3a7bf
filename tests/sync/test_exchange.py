"""Desks exchange: what one writes the others have, everything that was written at once survives, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Invalid, NotFound, Refused
from app.features.houses.records import House
from app.features.people.records import Person, PersonTag
from app.features.staff.records import Audit
from app.store.history import history_of, last_values
from app.store.records import member_id
from app.store.store import Store
from app.sync import desks, governing, names, settling
from app.sync.faults import ShareFault
from app.sync.reports import Conflict
from tests.sync.pair import Offices


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Offices]:
    offices = Offices(tmp_path)
    yield offices
    offices.close()


def add_house(store: Store, **values: Any) -> str:
    with store.change("alice") as work:
        return work.insert(House(**values)).id


def edit(store: Store, house: str, author: str = "alice", **values: Any) -> None:
    with store.change(author) as work:
        work.update(work.must(House, house), **values)


def drop(store: Store, house: str) -> None:
    with store.change("alice") as work:
        work.delete(work.must(House, house))


def test_what_one_desk_writes_the_other_has(two: Offices) -> None:
    house = add_house(two.store(0), building="3", room="501")
    assert two.desks[0].status().state == "saved"
    two.settle()
    assert two.store(1).must(House, house) == two.store(0).must(House, house)
    assert two.alike()
    assert [desk.status().state for desk in two.desks] == ["received", "received"]


def test_a_unit_of_work_arrives_whole(two: Offices) -> None:
    with two.store(0).change("alice") as work:
        for number in range(50):
            work.insert(House(room=str(number)))
    seen: list[int] = []
    two.store(1).feed.subscribe(lambda _: seen.append(two.store(1).value("SELECT count(*) FROM house")))
    two.settle()
    assert seen == [50]


def test_changes_that_arrive_are_announced_like_any(two: Offices) -> None:
    house = add_house(two.store(0), room="501")
    heard: list[tuple[str, bool]] = []
    two.store(1).feed.subscribe(lambda changes: heard.append((changes.origin, changes.touches_record("house", house))))
    two.settle()
    assert heard == [("sync", True)]


def test_different_fields_of_one_record_merge_without_a_conflict(two: Offices) -> None:
    house = add_house(two.store(0), building="3", room="501")
    two.settle()
    edit(two.store(0), house, building="9")
    edit(two.store(1), house, room="502")
    two.settle()
    found = two.store(0).must(House, house)
    assert (found.building, found.room) == ("9", "502")
    assert two.alike()
    assert [desk.conflicts() for desk in two.desks] == [[], []]


def conflicting(two: Offices) -> str:
    house = add_house(two.store(0), building="3")
    two.settle()
    edit(two.store(0), house, "alice", building="8")
    two.clock.advance(60_000)
    edit(two.store(1), house, "bob", building="9")
    two.settle()
    return house


def only(two: Offices, number: int = 0) -> Conflict:
    (found,) = two.desks[number].conflicts()
    return found


def test_two_values_of_one_field_both_survive_and_the_later_is_shown(two: Offices) -> None:
    house = conflicting(two)
    assert two.alike()
    assert two.store(0).must(House, house).building == "9"
    for number in (0, 1):
        conflict = only(two, number)
        assert (conflict.table, conflict.pk, conflict.column) == ("house", house, "building")
        told = [(one.value, one.author, one.desk, one.shown) for one in conflict.versions]
        assert told == [("9", "bob", "前台2", True), ("8", "alice", "前台1", False)]
        assert conflict.versions[0].at - conflict.versions[1].at == 60_000


@pytest.mark.parametrize("value", ["8", "9", "10"])
def test_a_conflict_is_settled_by_an_ordinary_edit_on_any_desk(two: Offices, value: str) -> None:
    house = conflicting(two)
    settling.settle(two.store(1), two.desks[1].replica.shapes, "house", house, "building", value, "bob")
    assert two.desks[1].conflicts() == []
    two.settle()
    assert [desk.conflicts() for desk in two.desks] == [[], []]
    assert two.store(0).must(House, house).building == value
    assert two.alike()


def test_a_value_the_field_cannot_hold_settles_nothing(two: Offices) -> None:
    house = conflicting(two)
    with pytest.raises(Invalid):
        settling.settle(two.store(0), two.desks[0].replica.shapes, "house", house, "building", None, "bob")
    assert only(two).pk == house


def test_the_same_value_written_twice_is_no_conflict(two: Offices) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    edit(two.store(0), house, building="9")
    edit(two.store(1), house, "bob", building="9")
    two.settle()
    assert [desk.conflicts() for desk in two.desks] == [[], []]


def test_an_edit_beats_a_deletion_that_had_not_seen_it(two: Offices) -> None:
    house = add_house(two.store(0), building="3", room="501")
    two.settle()
    drop(two.store(0), house)
    edit(two.store(1), house, "bob", room="502")
    two.settle()
    assert two.alike()
    found = two.store(0).must(House, house)
    assert (found.building, found.room) == ("3", "502")
    conflict = only(two)
    assert (conflict.column, conflict.versions[0].author, conflict.versions[0].desk) == ("", "alice", "前台1")


@pytest.mark.parametrize("keep", [True, False])
def test_a_deletion_against_an_edit_is_settled_either_way(two: Offices, keep: bool) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    drop(two.store(0), house)
    edit(two.store(1), house, "bob", building="9")
    two.settle()
    settling.settle_deletion(two.store(1), two.desks[1].replica.shapes, "house", house, keep, "bob")
    assert two.desks[1].conflicts() == []
    two.settle()
    assert [desk.conflicts() for desk in two.desks] == [[], []]
    assert (two.store(0).get(House, house) is not None) is keep
    assert two.alike()
    # The opposite answer takes it back.
    settling.settle_deletion(two.store(0), two.desks[0].replica.shapes, "house", house, not keep, "alice")
    two.settle()
    assert (two.store(1).get(House, house) is not None) is not keep
    assert two.alike()


def test_what_nobody_holds_cannot_be_kept(two: Offices) -> None:
    with pytest.raises(NotFound):
        settling.settle_deletion(two.store(0), two.desks[0].replica.shapes, "house", "f" * 32, True, "alice")


def test_a_deleted_record_comes_back_with_all_its_values(two: Offices) -> None:
    house = add_house(two.store(0), building="3", room="501")
    two.settle()
    drop(two.store(0), house)
    two.settle()
    assert two.store(1).get(House, house) is None
    values = last_values(two.store(1).database, "house", house)
    with two.store(1).change("bob") as work:
        work.insert(House(id=house, **values))
    two.settle()
    assert two.store(0).must(House, house).room == "501"
    assert two.alike()


def test_a_member_added_at_two_desks_is_one_member_and_adding_wins(two: Offices) -> None:
    person = add_person(two.store(0), "欧阳小明")
    two.settle()
    tag = member_id(person, "care_flag", "elderly")
    for number in (0, 1):
        with two.store(number).change("alice") as work:
            work.put(PersonTag(id=tag, person_id=person, dictionary="care_flag", code="elderly"))
    two.settle()
    assert two.store(0).value("SELECT count(*) FROM person_tag") == 1
    with two.store(0).change("alice") as work:
        work.delete(work.must(PersonTag, tag))
    with two.store(1).change("bob") as work:
        work.delete(work.must(PersonTag, tag))
        work.put(PersonTag(id=tag, person_id=person, dictionary="care_flag", code="elderly"))
    two.settle()
    assert two.alike()
    assert two.store(0).value("SELECT count(*) FROM person_tag") == 1


def add_person(store: Store, name: str) -> str:
    with store.change("alice") as work:
        return work.insert(Person(name=name)).id


def test_journals_unite(two: Offices) -> None:
    for number in (0, 1):
        with two.store(number).change("alice") as work:
            work.insert(Audit(action=f"act {number}"))
    two.settle()
    found = {row[0] for row in two.store(0).rows("SELECT action FROM audit WHERE action LIKE 'act %'")}
    assert found == {"act 0", "act 1"}
    assert two.alike()


def test_the_history_of_a_record_tells_what_other_desks_did(two: Offices) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    edit(two.store(0), house, "alice", building="8")
    two.clock.advance(1_000)
    edit(two.store(0), house, "carol", building="9")
    two.settle()
    told = [
        (change.author, change.old, change.new)
        for change in history_of(two.store(1).database, "house", house)
        if change.kind == "U" and change.column == "building"
    ]
    assert told == [("alice", "3", "8"), ("carol", "8", "9")]


# --- stale forms -------------------------------------------------------------------------------------------------


def test_a_form_opened_before_the_other_desk_saved_does_not_overwrite_it(two: Offices) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    seen = two.store(0).seen()
    edit(two.store(1), house, "bob", building="9")
    two.settle()
    assert two.store(0).must(House, house).building == "9"
    with two.store(0).as_seen(seen):
        edit(two.store(0), house, "alice", building="8")
    two.settle()
    values = {one.value for one in only(two).versions}
    assert values == {"8", "9"}
    assert two.alike()


def test_a_form_that_saw_everything_replaces_everything(two: Offices) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    edit(two.store(1), house, "bob", building="9")
    two.settle()
    with two.store(0).as_seen(two.store(0).seen()):
        edit(two.store(0), house, "alice", building="8")
    two.settle()
    assert [desk.conflicts() for desk in two.desks] == [[], []]
    assert two.store(1).must(House, house).building == "8"


def test_saving_the_own_form_twice_offline_is_no_conflict(two: Offices) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    two.share.vanish()
    for value in ("8", "9"):
        with two.store(0).as_seen(two.store(0).seen()):
            edit(two.store(0), house, "alice", building=value)
    two.share.come_back()
    two.settle()
    assert [desk.conflicts() for desk in two.desks] == [[], []]
    assert two.store(1).must(House, house).building == "9"


# --- the share fails ------------------------------------------------------------------------------------------------


def test_work_goes_on_while_the_share_is_away(two: Offices) -> None:
    two.share.vanish()
    houses = [add_house(two.store(number), room=str(number)) for number in (0, 1)]
    assert [desk.once().state for desk in two.desks] == ["offline", "offline"]
    assert two.desks[0].status().unsealed > 0
    assert two.desks[0].status().message is not None
    two.share.come_back()
    two.settle()
    assert all(two.store(number).get(House, house) for number in (0, 1) for house in houses)
    assert two.desks[0].status().message is None


def test_an_empty_folder_is_not_the_offices_and_stays_empty(two: Offices) -> None:
    add_house(two.store(0), room="501")
    two.share.empty()
    for _ in range(3):
        for desk in two.desks:
            desk.once()
    assert two.desks[0].status().state == "stopped"
    assert list(two.share.paths()) == []
    assert two.store(1).value("SELECT count(*) FROM house") == 0


def test_another_offices_folder_is_left_alone(two: Offices, tmp_path: Path) -> None:
    other = Offices(tmp_path / "other", 1) if (tmp_path / "other").mkdir() is None else None
    assert other is not None
    kept = two.share.snapshot()
    two.share.rollback(other.share.snapshot())
    before = sorted(two.share.paths())
    add_house(two.store(0), room="501")
    for _ in range(3):
        two.desks[0].once()
    assert two.desks[0].status().state == "stopped"
    assert sorted(two.share.paths()) == before
    two.share.rollback(kept)
    two.settle()
    assert two.desks[0].status().state == "received"
    other.close()


def test_a_share_that_was_put_back_heals_from_what_the_desks_hold(two: Offices) -> None:
    old = two.share.snapshot()
    houses = [add_house(two.store(number), room=str(number)) for number in (0, 1)]
    two.settle()
    two.share.rollback(old)
    two.settle(1)
    assert [problem.kind for problem in two.desks[0].open_problems()] == ["rolled-back"]
    two.clock.advance(31 * 60_000)
    two.settle()
    assert two.desks[0].open_problems() == []
    third = two.add("前台3")
    two.settle()
    assert all(third.replica.store.get(House, house) for house in houses)
    assert two.alike()


def test_a_listing_that_is_late_is_no_reason_to_say_anything(two: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    add_house(two.store(0), room="501")
    two.settle()
    names_of = two.share.names
    with monkeypatch.context() as patched:
        patched.setattr(two.share, "names", lambda folder: [] if folder == names.LIVE else names_of(folder))
        two.desks[0].once()
    two.settle()
    assert two.desks[0].open_problems() == []
    assert two.desks[0].status().state == "received"


def test_a_damaged_file_is_told_kept_and_mended_by_whoever_holds_it(two: Offices) -> None:
    house = add_house(two.store(0), room="501")
    two.desks[0].once()
    own = two.desks[0].replica.own()
    path = names.segment_path(own.stream, own.applied)
    whole = two.share.read(path)
    two.share.remove(path)
    two.share.create(path, whole[:200] + bytes(len(whole) - 200))
    two.desks[1].once()
    assert two.store(1).get(House, house) is None
    two.clock.advance(20_000)
    assert [problem.kind for problem in two.desks[1].open_problems()] == ["damaged"]
    two.settle(4)
    assert two.store(1).get(House, house) is not None
    assert two.desks[1].open_problems() == []
    assert two.share.read(path) != whole  # nothing on the share is ever changed


def test_a_missing_file_is_asked_for_after_a_while(two: Offices) -> None:
    house = add_house(two.store(0), room="501")
    two.desks[0].once()
    own = two.desks[0].replica.own()
    two.share.remove(names.segment_path(own.stream, own.applied))
    two.desks[1].once()
    assert two.desks[1].open_problems() == []  # it may only be late
    two.clock.advance(16 * 60_000)
    assert [problem.kind for problem in two.desks[1].open_problems()] == ["gap"]
    two.settle(4)
    assert two.store(1).get(House, house) is not None
    assert two.desks[1].open_problems() == []


def test_nothing_on_the_share_is_readable_or_named_after_people(two: Offices) -> None:
    add_house(two.store(0), room="readable-501")
    add_person(two.store(0), "欧阳小明")
    two.settle()
    for path in two.share.paths():
        data = two.share.read(path)
        assert b"readable" not in data
        assert "欧阳".encode() not in data
        assert "前台".encode() not in data
        assert path.isascii()
        assert len(path) < 90


def test_a_server_that_is_full_leaves_everything_here(two: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    add_house(two.store(0), room="501")

    def full(path: str, data: bytes) -> None:
        raise ShareFault("full")

    with monkeypatch.context() as patched:
        patched.setattr(two.share, "create", full)
        assert two.desks[0].once().state == "offline"
        assert "full" in str(two.desks[0].status().message)
    two.settle()
    assert two.alike()


# --- who belongs to the office --------------------------------------------------------------------------------------


def test_an_invitation_lets_one_desk_in(two: Offices) -> None:
    made = governing.invite(two.desks[0])
    desks.join(two.setting("third"), two.share, made.code.lower(), "前台3")
    with pytest.raises(Refused, match="used already"):
        desks.join(two.setting("fourth"), two.share, made.code, "前台4")


def test_an_invitation_ends_after_a_week(two: Offices) -> None:
    made = governing.invite(two.desks[0])
    two.clock.advance(8 * 86_400_000)
    with pytest.raises(Refused, match="run out"):
        desks.join(two.setting("third"), two.share, made.code, "前台3")


def test_a_wrong_code_opens_nothing(two: Offices) -> None:
    made = governing.invite(two.desks[0])
    wrong = ("A" if made.code[0] != "A" else "C") + made.code[1:]
    with pytest.raises(Invalid):
        desks.join(two.setting("third"), two.share, wrong, "前台3")


def test_only_a_desk_with_the_offices_key_invites(two: Offices) -> None:
    with pytest.raises(Refused):
        governing.invite(two.desks[1])


def test_a_desk_that_left_sends_nothing_more_until_somebody_accepts_it(two: Offices) -> None:
    kept = add_house(two.store(1), room="before")
    two.settle()
    late = add_house(two.store(1), room="after")
    two.desks[1].replica.seal()
    governing.retire(two.desks[0], two.desks[1].replica.identity.device)
    with pytest.MonkeyPatch.context() as patched:
        # It does not know yet that it has left.
        patched.setattr(two.desks[1], "_is_retired", lambda: False)
        two.desks[1].once()
    two.desks[0].once(thorough=True)
    two.desks[0].once()
    assert two.store(0).get(House, kept) is not None
    assert two.store(0).get(House, late) is None
    (problem,) = [found for found in two.desks[0].open_problems() if found.kind == "retired"]
    governing.accept(two.desks[0], problem.id)
    two.desks[0].once()
    assert two.store(0).get(House, late) is not None
    assert two.restart(1).once().state == "stopped"


def test_after_the_key_changed_the_others_read_on(two: Offices) -> None:
    governing.rotate(two.desks[0])
    house = add_house(two.store(0), room="501")
    two.settle()
    assert two.store(1).get(House, house) is not None
    third = two.add("前台3")
    two.settle()
    assert third.replica.store.get(House, house) is not None
    assert two.alike()


def test_the_office_cannot_be_founded_twice_in_one_folder(two: Offices) -> None:
    with pytest.raises(Refused):
        desks.found(two.setting("other"), two.share, "前台9")


def test_lanes_differ(two: Offices) -> None:
    assert [desk.status().lane for desk in two.desks] == ["A", "B"]


# --- restored and copied databases ----------------------------------------------------------------------------------


def test_a_restored_database_goes_on_under_a_new_stream_and_loses_nothing(two: Offices, tmp_path: Path) -> None:
    first = add_house(two.store(0), room="1")
    two.settle()
    backup = tmp_path / "copy.db"
    from app.store.backup import backup as back_up
    from app.store.backup import restore

    back_up(two.store(0).database, backup)
    second = add_house(two.store(0), room="2")
    two.settle()
    old, lane = two.desks[0].status().stream, two.desks[0].status().lane
    path = two.store(0).database.path
    two.store(0).close()
    restore(backup, path)
    store = Store(path, two.store(1).records, two.clock, two.store(1).feed)
    setting = two.settings[0]
    two.settings[0] = desks.Setting(
        store, setting.secrets, setting.guard, "machine", "volume", two.clock, setting.version
    )
    desk = two.restart(0)
    desk.awake()
    assert desk.status().stream != old
    third = add_house(store, room="3")
    two.settle()
    assert desk.status().lane != lane
    assert all(two.store(number).get(House, house) for number in (0, 1) for house in (first, second, third))
    assert two.alike()
    assert [problem.kind for problem in desk.open_problems()] == ["restored"]


def test_a_copy_on_another_computer_does_not_write_the_same_stream(two: Offices) -> None:
    setting = two.settings[0]
    copied = desks.Setting(
        setting.store, setting.secrets, setting.guard, "another machine", "volume", two.clock, setting.version
    )
    before = two.desks[0].status().stream
    desk = desks.come_back(copied, two.share)
    desk.awake()
    assert desk.status().stream != before


def test_without_its_keys_a_desk_does_not_start(two: Offices) -> None:
    two.settings[0].secrets.delete(desks.SECRET)
    with pytest.raises(Exception, match="keys of this desk"):
        desks.come_back(two.settings[0], two.share)


# --- clocks ---------------------------------------------------------------------------------------------------------


def test_a_wrong_clock_neither_hides_later_edits_nor_spreads(two: Offices) -> None:
    house = add_house(two.store(0), building="3")
    two.settle()
    two.store(0).set_meta("sync.clock_off", str(400 * 86_400_000))  # a year ahead
    edit(two.store(0), house, "alice", building="future")
    two.desks[0].once()
    two.desks[1].once()
    assert [problem.kind for problem in two.desks[1].open_problems()] == ["clock"]
    edit(two.store(1), house, "bob", building="now")
    two.settle()
    assert two.store(0).must(House, house).building == "now"
    assert two.alike()
    assert [desk.conflicts() for desk in two.desks] == [[], []]
