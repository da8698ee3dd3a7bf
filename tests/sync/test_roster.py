"""The roster: the same from any order of entries, and deaf to whatever was forged, replayed, cut off or used twice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.core.errors import Refused
from app.sync import members
from app.sync.entries import (
    AdminStatement,
    DeviceStatement,
    EpochStatement,
    RetireStatement,
    SettleStatement,
    Statement,
    StreamStatement,
    entry_id,
    make_certificate,
    open_entry,
    seal_entry,
)
from app.sync.faults import Damaged
from app.sync.identity import Identity, new_stream
from app.sync.joining import found
from app.sync.keys import new_key
from app.sync.roster import Roster

NOW = 1_800_000_000_000


class Office:
    """An office with a founding desk, and hands that make entries without a code."""

    def __init__(self) -> None:
        founding = found("前台", NOW)
        self.site = founding.site
        self.admin = founding.identity
        self.entries = list(founding.entries)

    def certificate(self, until: int = NOW + 1000) -> tuple[SigningKey, bytes]:
        one_time = SigningKey.generate()
        assert self.admin.admin_key
        return one_time, make_certificate(self.site.id, self.admin.admin_key, bytes(one_time.verify_key), until)

    def newcomer(self) -> Identity:
        return Identity.new(self.site.id, self.admin.epochs)

    def join(self, name: str) -> Identity:
        identity = self.newcomer()
        self.entries.append(members.device_entry(identity, *self.certificate(), name, NOW + 5))
        return identity

    def stream(self, identity: Identity, lane: str = "K") -> bytes:
        stream = new_stream(identity.device)
        self.entries.append(members.stream_entry(identity, stream, lane))
        return stream

    def roster(self, *more: bytes, without: Sequence[bytes] = ()) -> Roster:
        kept = [entry for entry in self.entries if entry not in without]
        return Roster.of(self.site, self.admin.keys, [*kept, *more])

    def says(self, statement: Statement, signer: SigningKey | None = None, second: SigningKey | None = None) -> bytes:
        assert self.admin.admin_key
        key = self.admin.keys.roster_key()
        return seal_entry(self.site.id, key, statement, signer or self.admin.admin_key, second)


@pytest.fixture
def office() -> Office:
    return Office()


def reasons(roster: Roster) -> set[str]:
    return {one.reason for one in roster.rejected}


def rejected(roster: Roster, entry: bytes) -> str:
    (reason,) = [one.reason for one in roster.rejected if one.id == entry_id(entry)]
    return reason


# --- what counts -----------------------------------------------------------------------------------------------------


def test_the_first_desk_founds_the_office(office: Office) -> None:
    roster = office.roster()
    (device,) = roster.active()
    assert (device.id, device.name, device.admin, device.joined_at) == (office.admin.device, "前台", True, NOW)
    assert not roster.rejected
    assert not roster.needs_new_key()
    assert members.due_entries(office.admin, roster) == ()


def test_a_desk_with_an_invitation_joins_and_writes_its_stream(office: Office) -> None:
    guest = office.join("值班室")
    stream = office.stream(guest, "AB")
    roster = office.roster()
    assert [device.name for device in roster.active()] == ["前台", "值班室"]
    assert roster.signer(stream) == guest.verify_key
    assert roster.device_of(stream) == guest.device
    assert roster.lane_of(stream) == "AB"
    assert roster.accepted_up_to(stream) is None
    assert roster.streams_of(guest.device) == (stream,)
    assert roster.lanes() == {"AB"}
    assert not roster.devices[guest.device].admin


def test_nothing_is_known_of_a_stream_nobody_claimed(office: Office) -> None:
    roster = office.roster()
    stream = new_stream(office.admin.device)
    assert roster.signer(stream) is roster.device_of(stream) is roster.lane_of(stream) is None
    assert roster.accepted_up_to(stream) == 0


def test_a_lane_may_come_after_the_stream_and_then_stays(office: Office) -> None:
    stream = office.stream(office.admin, "")
    assert office.roster().lane_of(stream) == ""
    assert office.roster().lanes() == set()
    office.entries.append(members.stream_entry(office.admin, stream, "K"))
    assert office.roster().lane_of(stream) == "K"


def test_the_last_name_counts(office: Office) -> None:
    guest = office.join("A")
    for name in ("B", "C"):
        office.entries.append(members.name_entry(guest, office.roster(), name))
    assert office.roster().devices[guest.device].name == "C"


def test_the_same_statement_is_the_same_file(office: Office) -> None:
    stream = new_stream(office.admin.device)
    one, other = (members.stream_entry(office.admin, stream, "K") for _ in range(2))
    assert one == other
    assert entry_id(one) == entry_id(other)


# --- order -----------------------------------------------------------------------------------------------------------


def busy_office() -> Office:
    """An office in which everything happened, in good and in bad faith."""
    office = Office()
    one, two = office.join("一号"), office.join("二号")
    streams = [office.stream(office.admin, "A"), office.stream(one, "B"), office.stream(two, "C")]
    one_time, certificate = office.certificate()
    for name in ("three", "four"):
        guest = office.newcomer()
        office.entries.append(members.device_entry(guest, one_time, certificate, name, NOW))
        office.stream(guest, "D")
    office.entries.append(members.name_entry(one, office.roster(), "一号机"))
    office.entries.append(members.retire_entry(office.admin, two.device, {streams[2]: 7}, NOW + 9))
    office.entries.append(members.retire_entry(office.admin, two.device, {streams[2]: 9}, NOW + 10))
    identity, more = members.begin_epoch(office.admin, office.roster())
    office.entries += [*more, *members.due_entries(identity, office.roster(*more))]
    office.entries += [b"", b"PMR1", office.entries[0][:-1], office.says(AdminStatement(one.device), one.signing_key)]
    return office


BUSY = busy_office()


@given(st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_give_the_same_roster(chance: random.Random) -> None:
    mixed = BUSY.entries + chance.choices(BUSY.entries, k=10)
    chance.shuffle(mixed)
    assert Roster.of(BUSY.site, BUSY.admin.keys, mixed) == BUSY.roster()


@given(st.lists(st.sampled_from(BUSY.entries)))
def test_parts_of_the_entries_never_let_anybody_in(part: list[bytes]) -> None:
    roster = Roster.of(BUSY.site, BUSY.admin.keys, part)
    whole = BUSY.roster()
    assert {device.id for device in roster.devices.values()} <= whole.devices.keys() | whole.excluded


def test_what_nothing_supports_yet_counts_once_it_is_supported(office: Office) -> None:
    guest = office.join("A")
    device_entry = office.entries[-1]
    stream = office.stream(guest)
    early = office.roster(without=[device_entry])
    assert early.signer(stream) is None
    assert reasons(early) == {"stray"}
    assert office.roster().signer(stream) == guest.verify_key


# --- what does not count ---------------------------------------------------------------------------------------------


def test_nobody_joins_by_himself(office: Office) -> None:
    stranger = office.newcomer()  # even with the site key
    own = SigningKey(new_key())
    entries = [
        members.device_entry(stranger, own, b"", "x", NOW),
        members.device_entry(
            stranger, own, make_certificate(office.site.id, own, bytes(own.verify_key), NOW), "x", NOW
        ),
        members.device_entry(stranger, own, b"certificate", "x", NOW),
        members.device_entry(stranger, own, office.certificate()[1], "x", NOW),
    ]
    roster = office.roster(*entries)
    assert len(roster.devices) == 1
    assert {rejected(roster, entry) for entry in entries} == {"forged"}


def test_nobody_joins_with_a_key_that_is_another_desks(office: Office) -> None:
    guest = office.join("A")
    thief = office.newcomer()
    one_time, certificate = office.certificate()
    said = DeviceStatement(guest.verify_key, thief.box_key, "mine", NOW, (1,), certificate)
    entry = office.says(said, one_time, thief.signing_key)
    assert rejected(office.roster(entry), entry) == "forged"
    assert office.roster(entry).devices[guest.device].box_key == guest.box_key


def test_only_the_offices_key_speaks_for_the_office(office: Office) -> None:
    guest = office.join("A")
    stream = office.stream(office.admin)
    for said in (
        RetireStatement(office.admin.device, NOW, ((stream, 0),)),
        AdminStatement(guest.device),
        SettleStatement(bytes(32), guest.device),
    ):
        entry = office.says(said, guest.signing_key)
        assert rejected(office.roster(entry), entry) == "forged"
    impostor = guest.with_admin(new_key())
    assert reasons(office.roster(*members.begin_epoch(impostor, office.roster())[1])) == {"forged", "unreadable"}
    for refused in (
        lambda: members.retire_entry(guest, office.admin.device, {}, NOW),
        lambda: members.admin_entry(guest),
        lambda: members.settle_entry(guest, bytes(32), None),
        lambda: members.begin_epoch(guest, office.roster()),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_desk_cannot_take_or_rename_what_is_anothers(office: Office) -> None:
    guest, other = office.join("A"), office.join("B")
    stream = office.stream(other)
    before = office.roster()
    entries = [
        office.says(StreamStatement(guest.device, stream, "X"), guest.signing_key),
        office.says(StreamStatement(other.device, stream, ""), guest.signing_key),
        office.says(StreamStatement(other.device, new_stream(other.device), "X"), guest.signing_key),
        members.name_entry(replace(other, sign_seed=guest.sign_seed), before, "mine"),
    ]
    roster = office.roster(*entries[:3])
    assert {rejected(roster, entry) for entry in entries[:3]} == {"forged"}
    assert roster.signer(stream) == other.verify_key
    assert roster.lanes() == {"K"}
    assert office.roster(entries[3]).devices[other.device].name == "B"


def test_entries_of_another_office_do_not_count() -> None:
    here, there = Office(), Office()
    for entry in there.entries:
        assert rejected(here.roster(entry), entry) == "unreadable"
    # Not even where both offices have the same site key, or the entry is sealed afresh under ours.
    twin = Identity.new(here.site.id, there.admin.epochs)
    assert len(Roster.of(here.site, twin.keys, there.entries).devices) == 0
    assert there.admin.admin_key
    said = RetireStatement(here.admin.device, NOW, ())
    signed_there = there.says(said)
    opened = open_entry(there.site.id, there.admin.keys.roster_key(), signed_there)
    assert not opened.signed_by(here.site.admin_key)


def test_an_entry_signed_for_another_office_by_the_same_key_does_not_count(office: Office) -> None:
    assert office.admin.admin_key
    said = RetireStatement(office.admin.device, NOW, ())
    entry = seal_entry(b"another office!!", office.admin.keys.roster_key(), said, office.admin.admin_key)
    with pytest.raises(Damaged):
        open_entry(office.site.id, office.admin.keys.roster_key(), entry)


@given(st.data())
def test_cut_off_and_altered_entries_are_set_aside(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(BUSY.entries[:8]))
    at = data.draw(st.integers(0, len(entry) - 1))
    broken = data.draw(
        st.sampled_from([entry[:at], entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :], entry + b"x"])
    )
    others = [one for one in BUSY.entries if one != entry]
    changed = Roster.of(BUSY.site, BUSY.admin.keys, [*others, broken])
    missing = Roster.of(BUSY.site, BUSY.admin.keys, others)
    assert rejected(changed, broken) == "unreadable"
    assert replace(changed, rejected=()) == replace(missing, rejected=())


@given(st.binary(max_size=300))
def test_whatever_lies_in_the_folder_is_set_aside(data: bytes) -> None:
    assert len(BUSY.roster(data, b"PMR1" + data, b"PMK1" + data).devices) == len(BUSY.roster().devices)


def test_what_a_newer_program_states_is_kept_for_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.sync.entries._fields", lambda said: ["surprise", 1])
    monkeypatch.setattr("app.sync.entries._read", lambda body: said)
    said = AdminStatement(office.admin.device)
    entry = office.says(said)
    monkeypatch.undo()
    assert rejected(office.roster(entry), entry) == "newer"


@pytest.mark.parametrize(
    "body",
    [
        [], ["admin"], ["admin", b"short"], ["admin", "x" * 16], ["stream", b"d" * 16, b"s" * 16, "I"],
        ["stream", b"d" * 16, b"s" * 16, "ABC"], ["stream", b"d" * 16, b"s" * 16, "a"],
        ["name", b"d" * 16, " ", 1], ["name", b"d" * 16, "n" * 81, 1], ["name", b"d" * 16, "n", -1],
        ["retire", b"d" * 16, 1, [[b"s" * 16]]], ["retire", b"d" * 16, True, []], ["retire", b"d" * 16, 1, 5],
        ["epoch", 1, b"c" * 32, [[b"d" * 16, "box"]], []], ["settle", b"k" * 32, b"d" * 15], [5], "admin", None,
    ],
)  # fmt: skip
def test_statements_of_the_wrong_shape_are_set_aside(
    body: object, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = AdminStatement(office.admin.device)
    monkeypatch.setattr("app.sync.entries._fields", lambda said: body)
    monkeypatch.setattr("app.sync.entries._read", lambda body: said)
    entry = office.says(said)
    monkeypatch.undo()
    assert rejected(office.roster(entry), entry) == "unreadable"


def test_statements_that_no_reader_would_take_are_not_written(office: Office) -> None:
    for lane in ("I", "ABC", "a", "1"):
        with pytest.raises(ValueError, match="lane"):
            members.stream_entry(office.admin, new_stream(office.admin.device), lane)
    with pytest.raises(ValueError, match="name"):
        members.device_entry(office.admin, office.admin.signing_key, b"", "", NOW)


def test_without_a_key_nothing_of_an_entry_can_be_read(office: Office) -> None:
    office.join("值班室")
    for entry in office.entries:
        assert "值班室".encode() not in entry
        assert "前台".encode() not in entry
        assert office.admin.device not in entry
    with pytest.raises(Damaged):
        open_entry(office.site.id, new_key(), office.entries[0])


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_who_left_is_accepted_only_so_far_whatever_comes_later(office: Office) -> None:
    guest = office.join("A")
    stream = office.stream(guest)
    office.entries.append(members.retire_entry(office.admin, guest.device, {stream: 4}, NOW + 9))
    late = office.stream(guest, "Z")
    one_time, certificate = office.certificate(NOW + 100)
    office.entries.append(members.device_entry(guest, one_time, certificate, "back again", NOW + 50))
    roster = office.roster()
    assert roster.devices[guest.device].retired_at == NOW + 9
    assert roster.accepted_up_to(stream) == 4
    assert roster.accepted_up_to(late) == 0
    assert roster.signer(stream) == guest.verify_key  # what it wrote before stays readable
    assert guest.device not in {device.id for device in roster.active()}


def test_leaving_beats_joining_in_every_order(office: Office) -> None:
    guest = office.join("A")
    stream = office.stream(guest)
    office.entries.append(members.retire_entry(office.admin, guest.device, {stream: 4}, NOW))
    for order in permutations(office.entries[-3:]):
        roster = Roster.of(office.site, office.admin.keys, [*office.entries[:-3], *order])
        assert roster.accepted_up_to(stream) == 4


def test_more_can_be_accepted_afterwards_but_never_less(office: Office) -> None:
    guest = office.join("A")
    stream = office.stream(guest)
    for last in (4, 9, 2):
        office.entries.append(members.retire_entry(office.admin, guest.device, {stream: last}, NOW))
    assert office.roster().accepted_up_to(stream) == 9


def test_a_leaver_says_nothing_about_the_streams_of_others(office: Office) -> None:
    guest, other = office.join("A"), office.join("B")
    stream = office.stream(other)
    office.entries.append(members.retire_entry(office.admin, guest.device, {stream: 4}, NOW))
    office.entries.append(members.retire_entry(office.admin, other.device, {}, NOW))
    assert office.roster().accepted_up_to(stream) == 0


# --- invitations -----------------------------------------------------------------------------------------------------


def used_twice(office: Office) -> tuple[bytes, list[Identity], list[bytes]]:
    one_time, certificate = office.certificate()
    guests = [office.newcomer(), office.newcomer()]
    entries = [members.device_entry(guest, one_time, certificate, "same", NOW) for guest in guests]
    return bytes(one_time.verify_key), guests, entries


def test_an_invitation_makes_one_desk_the_same_for_everybody(office: Office) -> None:
    _, guests, entries = used_twice(office)
    rosters = [office.roster(*order) for order in permutations(entries)]
    assert rosters[0] == rosters[1]
    (winner,) = [guest for guest in guests if guest.device in rosters[0].devices]
    (loser,) = [guest for guest in guests if guest is not winner]
    assert loser.device in rosters[0].excluded
    assert rejected(rosters[0], entries[guests.index(loser)]) == "used"
    assert rosters[0].needs_new_key()  # the one that was not let in has the key of the invitation


def test_the_offices_key_settles_whom_an_invitation_made(office: Office) -> None:
    for kept in (0, 1):
        one_time, guests, entries = used_twice(office)
        first = office.roster(entries[kept])
        assert first.unsettled == {one_time: guests[kept].device}
        settled = members.due_entries(office.admin, first)
        roster = office.roster(*entries, *settled)
        assert guests[kept].device in roster.devices
        assert guests[1 - kept].device not in roster.devices
        assert roster.unsettled == {}
        assert members.due_entries(office.admin, office.roster(entries[kept], *settled)) == ()


def test_a_void_invitation_makes_nobody_even_if_it_did(office: Office) -> None:
    one_time, guests, entries = used_twice(office)
    settled = members.settle_entry(office.admin, one_time, guests[0].device)
    void = members.settle_entry(office.admin, one_time, None)
    roster = office.roster(*entries, settled, void)
    assert len(roster.devices) == 1
    assert roster.excluded == {guest.device for guest in guests}


def test_an_invitation_that_ran_out_makes_nobody(office: Office) -> None:
    one_time, certificate = office.certificate(until=NOW)
    entries = [members.device_entry(office.newcomer(), one_time, certificate, "x", at) for at in (NOW, NOW + 1)]
    assert len(office.roster(entries[0]).devices) == 2
    assert rejected(office.roster(entries[1]), entries[1]) == "used"


# --- keys ------------------------------------------------------------------------------------------------------------


def test_a_new_key_reaches_who_stays_and_not_who_left(office: Office) -> None:
    stays, leaves = office.join("A"), office.join("B")
    office.entries.append(members.retire_entry(office.admin, leaves.device, {}, NOW))
    assert office.roster().needs_new_key()
    identity, entries = members.begin_epoch(office.admin, office.roster())
    office.entries += entries
    roster = office.roster()
    newest = identity.keys.newest
    assert roster.epochs_for(stays) == {newest: identity.epochs[newest]}
    assert roster.epochs_for(office.admin) == roster.epochs_for(stays)
    assert roster.epochs_for(leaves) == {}
    assert not roster.needs_new_key()
    assert stays.with_epochs(roster.epochs_for(stays)).keys.newest == newest
    assert roster.lacking(newest) == ()


def test_who_joined_while_a_key_was_being_made_is_given_it(office: Office) -> None:
    identity, entries = members.begin_epoch(office.admin, office.roster())
    guest = office.join("A")
    office.entries += entries
    newest = identity.keys.newest
    roster = office.roster()
    assert [device.id for device in roster.lacking(newest)] == [guest.device]
    assert roster.epochs_for(guest) == {}
    assert members.due_entries(guest, roster) == ()
    roster = office.roster(*members.due_entries(identity, roster))
    assert roster.epochs_for(guest) == {newest: identity.epochs[newest]}
    assert members.due_entries(identity, roster) == ()


def test_who_left_after_the_newest_key_makes_a_new_one_due(office: Office) -> None:
    guest = office.join("A")
    identity, entries = members.begin_epoch(office.admin, office.roster())
    office.entries += entries
    office.entries.append(members.retire_entry(identity, guest.device, {}, NOW))
    assert office.roster().needs_new_key()
    office.entries += members.begin_epoch(identity, office.roster())[1]
    assert not office.roster().needs_new_key()


def test_two_keys_begun_at_once_both_stay_readable(office: Office) -> None:
    guest = office.join("A")
    one, first = members.begin_epoch(office.admin, office.roster())
    other, second = members.begin_epoch(office.admin, office.roster())
    if one.keys.newest == other.keys.newest:  # one time in 65,536 the smaller check value decides
        assert len(office.roster(*first, *second).epochs_for(guest)) == 1
        return
    assert office.roster(*first, *second).epochs_for(guest).keys() == {one.keys.newest, other.keys.newest}


def test_one_number_for_two_keys_means_one_of_them_everywhere(office: Office) -> None:
    guest = office.join("A")
    keys = [new_key(), new_key()]
    entries = [members.epoch_entry(office.admin, 70_000, key, office.roster().active(), ()) for key in keys]
    found = [office.roster(*order).epochs_for(guest) for order in permutations(entries)]
    assert found[0] == found[1]
    assert found[0][70_000] in keys


def test_a_sealed_key_that_is_not_the_one_meant_is_not_taken(office: Office) -> None:
    guest = office.join("A")
    entry = members.epoch_entry(office.admin, 70_000, new_key(), office.roster().active(), ())
    said = open_entry(office.site.id, office.admin.keys.roster_key(), entry).statement
    assert isinstance(said, EpochStatement)
    other = office.says(replace(said, check=bytes(32)))
    assert office.roster(other).epochs_for(guest) == {}
