"""Joining: one code lets one desk in for a week; the recovery sheet brings the office's key back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.core.errors import Invalid, Refused
from app.sync import members
from app.sync.entries import entry_id
from app.sync.faults import Damaged
from app.sync.identity import Identity
from app.sync.joining import CODE_LETTERS, VALID_MS, Door, accept, found, make_invite, open_invite, unlock
from app.sync.keys import new_key
from app.sync.names import invitation_path, request_path, roster_path
from app.sync.recovery import kept_entry, parse_recovery, recovered, recovery_text, restored
from app.sync.roster import Roster
from app.sync.spoken import grouped

NOW = 1_800_000_000_000
FOUNDING = found("前台", NOW)
SITE, ADMIN = FOUNDING.site, FOUNDING.identity
INVITE = make_invite(ADMIN, SITE, NOW)
DOOR = unlock(INVITE.code, SITE)
SEED = ADMIN.admin_seed or b""

# --- invitations -----------------------------------------------------------------------------------------------------


def test_a_code_lets_a_desk_in_without_a_second_visit() -> None:
    invitation = open_invite(DOOR, SITE, INVITE.data, NOW + 5)
    guest, entry = accept(invitation, "值班室", NOW + 5)
    roster = Roster.of(SITE, guest.keys, [*FOUNDING.entries, entry])
    assert not roster.rejected
    assert roster.devices[guest.device].name == "值班室"
    assert guest.site == SITE.id
    assert guest.epochs == ADMIN.epochs
    assert guest.admin_seed is None
    assert roster.unsettled == {INVITE.one_time: guest.device}


def test_a_code_is_130_bits_in_letters_and_finds_its_file() -> None:
    assert len(INVITE.code) == CODE_LETTERS
    assert DOOR.id == INVITE.id
    assert INVITE.code.lower() not in invitation_path(INVITE.id) + request_path(INVITE.id)
    assert INVITE.code not in repr(INVITE)
    assert INVITE.code.encode() not in INVITE.data


def test_a_code_is_taken_as_people_type_it() -> None:
    typed = grouped(INVITE.code.lower(), 5).replace("0", "O").replace("1", "l").replace("8", "b")
    assert unlock(f"  {typed} ", SITE) == DOOR


@pytest.mark.parametrize(
    "typed", ["", INVITE.code[:-1], INVITE.code + "A", "邀请码"], ids=["none", "short", "long", "words"]
)
def test_what_cannot_be_a_code_is_told_at_once(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        unlock(typed, SITE)
    assert "code" in caught.value.fields


def test_another_code_and_another_office_lead_elsewhere() -> None:
    other = "A" if INVITE.code[-1] != "A" else "C"
    assert unlock(INVITE.code[:-1] + other, SITE).id != DOOR.id
    assert unlock(INVITE.code, found("x", NOW).site).id != DOOR.id


def test_without_the_code_the_file_tells_nothing() -> None:
    for secret in (*ADMIN.epochs.values(), SEED, SITE.admin_key, "前台".encode()):
        assert secret not in INVITE.data
    with pytest.raises(Damaged):
        open_invite(Door(DOOR.id, new_key()), SITE, INVITE.data, NOW)
    with pytest.raises(Damaged):
        open_invite(Door(bytes(16), DOOR.key), SITE, INVITE.data, NOW)


def test_an_invitation_runs_out_after_seven_days() -> None:
    assert INVITE.until == NOW + VALID_MS == NOW + 604_800_000
    assert open_invite(DOOR, SITE, INVITE.data, INVITE.until).until == INVITE.until
    with pytest.raises(Refused) as caught:
        open_invite(DOOR, SITE, INVITE.data, INVITE.until + 1)
    assert caught.value.code == "exchange.invite_expired"


def test_a_desk_that_ignores_the_end_is_ignored_by_the_others() -> None:
    invitation = open_invite(DOOR, SITE, INVITE.data, NOW)
    guest, entry = accept(invitation, "late", INVITE.until + 1)
    assert guest.device not in Roster.of(SITE, ADMIN.keys, [*FOUNDING.entries, entry]).devices


@given(st.data())
def test_an_altered_invitation_does_not_open(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(INVITE.data) - 1))
    flipped = INVITE.data[:at] + bytes([INVITE.data[at] ^ data.draw(st.integers(1, 255))]) + INVITE.data[at + 1 :]
    for broken in (flipped, INVITE.data[:at], INVITE.data + b"x"):
        with pytest.raises(Damaged):
            open_invite(DOOR, SITE, broken, NOW)


@given(st.binary(max_size=200))
def test_whatever_lies_there_is_no_invitation(data: bytes) -> None:
    for broken in (data, b"PMI1" + data):
        with pytest.raises(Damaged):
            open_invite(DOOR, SITE, broken, NOW)


def test_an_invitation_of_another_office_does_not_open_here() -> None:
    other = found("x", NOW)
    with pytest.raises(Damaged):
        open_invite(DOOR, other.site, INVITE.data, NOW)
    forged = make_invite(replace(ADMIN, admin_seed=other.identity.admin_seed), SITE, NOW)
    with pytest.raises(Damaged):
        open_invite(unlock(forged.code, SITE), SITE, forged.data, NOW)


def test_a_site_exchanged_for_another_does_not_pass_as_ours() -> None:
    other = found("x", NOW).site
    disguised = replace(other, id=SITE.id)
    invite = make_invite(ADMIN, disguised, NOW)  # holds the bytes of the other SITE
    with pytest.raises(Damaged):
        open_invite(unlock(invite.code, SITE), SITE, invite.data, NOW)


def test_only_the_holder_of_the_offices_key_invites() -> None:
    guest, _ = accept(open_invite(DOOR, SITE, INVITE.data, NOW), "x", NOW)
    with pytest.raises(Refused):
        make_invite(guest, SITE, NOW)


def test_a_code_used_twice_makes_one_desk_the_same_for_everybody() -> None:
    invitation = open_invite(DOOR, SITE, INVITE.data, NOW)
    guests = [accept(invitation, f"desk {n}", NOW) for n in range(3)]
    entries = [entry for _, entry in guests]
    assert len({roster_path(entry_id(entry)) for entry in entries}) == 3
    one = Roster.of(SITE, ADMIN.keys, [*FOUNDING.entries, *entries])
    other = Roster.of(SITE, ADMIN.keys, [*reversed(entries), *FOUNDING.entries])
    assert one == other
    assert len(one.devices) == 2
    assert [rejected.reason for rejected in one.rejected] == ["used", "used"]


def test_later_invitations_bring_every_key() -> None:
    roster = Roster.of(SITE, ADMIN.keys, FOUNDING.entries)
    admin, entries = members.begin_epoch(ADMIN, roster)
    invite = make_invite(admin, SITE, NOW)
    guest, entry = accept(open_invite(unlock(invite.code, SITE), SITE, invite.data, NOW), "x", NOW)
    assert guest.epochs == admin.epochs
    assert Roster.of(SITE, guest.keys, [*FOUNDING.entries, *entries, entry]).lacking(admin.keys.newest) == ()


# --- the recovery sheet ----------------------------------------------------------------------------------------------


@given(st.binary(min_size=32, max_size=32))
def test_the_recovery_code_gives_the_key_back(seed: bytes) -> None:
    text = recovery_text(seed)
    assert [len(group) for group in text.split("-")] == [8] * 9
    assert parse_recovery(text) == seed
    assert parse_recovery(text.lower().replace("-", " ").replace("0", "o").replace("1", "I")) == seed


@given(st.integers(0, 71), st.sampled_from("0123456789ACDEFGHJKMNPQRSTUVWXYZ"))
def test_one_wrong_letter_is_found(at: int, letter: str) -> None:
    plain = recovery_text(SEED).replace("-", "")
    if plain[at] == letter:
        return
    with pytest.raises(Invalid) as caught:
        parse_recovery(plain[:at] + letter + plain[at + 1 :])
    assert "recovery" in caught.value.fields


def test_the_group_with_the_slip_is_named() -> None:
    groups = recovery_text(bytes(32)).split("-")
    groups[2] = "ZZZZZZZZ"
    with pytest.raises(Invalid, match="17 to 24") as caught:
        parse_recovery("-".join(groups))
    assert "ZZZZZZZZ" in str(caught.value)


def test_exchanged_and_missing_groups_are_found() -> None:
    groups = recovery_text(bytes(range(32))).split("-")
    for wrong in ([groups[1], groups[0], *groups[2:]], groups[:-1], [*groups, "A"], []):
        with pytest.raises(Invalid):
            parse_recovery("-".join(wrong))


def test_with_the_sheet_any_desk_holds_the_offices_key_again() -> None:
    guest, entry = accept(open_invite(DOOR, SITE, INVITE.data, NOW), "x", NOW)
    admin = restored(guest, parse_recovery(recovery_text(SEED)))
    entries = [*FOUNDING.entries, entry, members.admin_entry(admin)]
    roster = Roster.of(SITE, admin.keys, entries)
    assert roster.devices[guest.device].admin
    retired = members.retire_entry(admin, ADMIN.device, {}, NOW)
    assert [device.id for device in Roster.of(SITE, admin.keys, [*entries, retired]).active()] == [guest.device]


def test_the_sheet_of_another_office_is_refused() -> None:
    with pytest.raises(Invalid):
        restored(ADMIN, new_key())
    with pytest.raises(Invalid):
        recovered(new_key(), SITE, FOUNDING.entries)


def test_when_every_desk_is_gone_the_sheet_and_the_folder_are_enough() -> None:
    roster = Roster.of(SITE, ADMIN.keys, FOUNDING.entries)
    admin, more = members.begin_epoch(ADMIN, roster)
    entries = [*FOUNDING.entries, *more]
    fresh = recovered(SEED, SITE, [*entries, b"PMK1 junk", b""])
    assert fresh.epochs == admin.epochs
    assert fresh.device != ADMIN.device
    entries += [members.device_entry(fresh, SigningKey(SEED), b"", "新电脑", NOW), members.admin_entry(fresh)]
    found_again = Roster.of(SITE, fresh.keys, entries)
    assert found_again.devices[fresh.device].admin
    assert not found_again.rejected


def test_a_folder_without_the_first_key_is_not_half_recovered() -> None:
    with pytest.raises(Refused):
        recovered(SEED, SITE, FOUNDING.entries[:2])


def test_keys_kept_by_strangers_are_not_taken() -> None:
    stranger = Identity.new(SITE.id, {1: new_key()}, new_key())
    planted = kept_entry(stranger, 1)
    assert Roster.of(SITE, ADMIN.keys, [planted]).kept == frozenset()
    with pytest.raises(Refused):
        recovered(SEED, SITE, [planted])


def test_keys_are_kept_afresh_where_they_are_missing() -> None:
    roster = Roster.of(SITE, ADMIN.keys, FOUNDING.entries[:2])
    due = members.due_entries(ADMIN, roster)
    assert recovered(SEED, SITE, due).epochs == ADMIN.epochs
    with pytest.raises(Refused):
        kept_entry(ADMIN.with_admin(None), 1)
