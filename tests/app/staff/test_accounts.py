"""Logging in: who gets in, what trying teaches, and who may set whose PIN."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from app.core.clock import SECOND, HeldClock
from app.core.errors import Invalid, NotAllowed, Refused
from app.features.staff import pins
from app.features.staff.accounts import Accounts
from app.features.staff.audit import AuditLog
from app.features.staff.records import LoginAttempt, Staff, StaffRole
from app.features.staff.rules import FREE_ATTEMPTS, PROGRAM, Actor, pin_problem, wait_after
from app.features.staff.service import StaffService
from app.settings.settings import Settings
from app.store.listing import ListQuery
from tests.support.office import ACTORS, MORNING, actor, make_store

PIN = "2580"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    monkeypatch.setattr(pins, "MEMORY_KIB", 16)
    monkeypatch.setattr(pins, "PASSES", 1)
    pins.forget_hasher()
    yield
    pins.forget_hasher()


class Desk:
    def __init__(self, folder: Path) -> None:
        self.clock = HeldClock(MORNING)
        self.store = make_store(folder, self.clock)
        self.settings = Settings(folder / "desk.toml")
        self.audit = AuditLog(self.store)
        self.accounts = Accounts(self.store, self.settings, self.audit)
        self.staff = StaffService(self.store, self.accounts, self.audit, str.lower)

    def add(self, number: str, *roles: str, pin: str = PIN, active: bool = True) -> str:
        staff_id = self.staff.save(
            ACTORS["admin"], {"number": number, "name": f"员工{number}", "roles": roles, "active": active}
        )
        if pin:
            self.accounts.set_pin(ACTORS["admin"], staff_id, pin)
        return staff_id

    def told(self, number: str, pin: str) -> Refused:
        with pytest.raises(Refused) as told:
            self.accounts.login(number, pin)
        return told.value

    def audited(self) -> list[tuple[str, str]]:
        rows = self.store.rows("SELECT action, detail FROM audit ORDER BY id")
        return [(action, detail) for action, detail in rows]


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def test_the_right_pin_lets_somebody_in_with_their_roles(desk: Desk) -> None:
    staff_id = desk.add("A101", "agent", "trainer")
    found = desk.accounts.login(" ａ101 ", PIN)
    assert found == Actor(staff_id, "A101", "员工A101", frozenset({"agent", "trainer"}))
    assert desk.audited()[-1] == ("login", "A101")


def test_an_unknown_number_and_a_wrong_pin_get_the_same_answers(desk: Desk) -> None:
    desk.add("1001", "agent")
    answers: list[str] = []
    for _ in range(FREE_ATTEMPTS + 2):
        known, unknown = desk.told("1001", "9999"), desk.told("13800001234", "9999")
        assert (known.code, str(known)) == (unknown.code, str(unknown))
        answers.append(known.code)
    assert answers[-1] == "account.wait"


def test_wrong_pins_are_slowed_and_told_how_long(desk: Desk) -> None:
    desk.add("1001", "agent")
    for _ in range(FREE_ATTEMPTS):
        assert desk.told("1001", "9999").code == "account.wrong"
    told = desk.told("1001", PIN)
    assert told.code == "account.wait"
    assert str(wait_after(FREE_ATTEMPTS) // SECOND) in str(told)
    desk.clock.advance(wait_after(FREE_ATTEMPTS) - 1)
    assert desk.told("1001", PIN).code == "account.wait"
    desk.clock.advance(1)
    assert desk.accounts.login("1001", PIN).number == "1001"
    assert desk.store.find(LoginAttempt) == []


def test_waits_grow_and_a_clock_set_back_does_not_lock_anybody_out(desk: Desk) -> None:
    assert [wait_after(n) // SECOND for n in (0, 2, 3, 4, 5)] == [0, 0, 5, 10, 20]
    assert wait_after(500) == wait_after(50)
    desk.add("1001", "agent")
    for _ in range(FREE_ATTEMPTS):
        desk.told("1001", "9999")
    desk.clock.advance(-1_000_000 * SECOND)
    assert "5" in str(desk.told("1001", PIN))
    desk.clock.advance(wait_after(FREE_ATTEMPTS))
    assert desk.accounts.login("1001", PIN)


def test_attempts_survive_a_restart_and_concern_one_number_only(desk: Desk) -> None:
    desk.add("1001", "agent")
    desk.add("1002", "agent")
    for _ in range(FREE_ATTEMPTS):
        desk.told("1001", "9999")
    again = Accounts(desk.store, desk.settings, desk.audit)
    with pytest.raises(Refused):
        again.login("1001", PIN)
    assert again.login("1002", PIN)


def test_what_was_typed_instead_of_a_number_is_kept_nowhere(desk: Desk) -> None:
    desk.told("13800001234", "9999")
    text = desk.store.rows("SELECT group_concat(detail) FROM audit") + desk.store.rows("SELECT id FROM login_attempt")
    assert "13800001234" not in str(text)
    assert desk.audited() == [("login_failed", "")]


def test_an_inactive_account_is_refused_and_only_its_own_pin_learns_so(desk: Desk) -> None:
    desk.add("1001", "agent", active=False)
    assert desk.told("1001", "9999").code == "account.wrong"
    assert desk.told("1001", PIN).code == "account.inactive"


def test_field_staff_and_people_without_role_do_not_sit_at_the_desk(desk: Desk) -> None:
    desk.add("1001", "field")
    desk.add("1002")
    assert desk.told("1001", PIN).code == "account.no_role"
    assert desk.told("1002", PIN).code == "account.no_role"


def test_without_a_pin_the_person_is_told_whom_to_ask(desk: Desk) -> None:
    desk.add("1001", "agent", pin="")
    assert desk.told("1001", "").code == "account.no_pin"


def test_an_office_that_asks_for_no_pins(desk: Desk) -> None:
    desk.add("1001", "agent")
    desk.add("1002", "field")
    desk.add("1003", "agent", active=False)
    assert desk.accounts.choices() == ()
    desk.settings.load_office({"accounts.pin_required": "false"})
    assert [account.number for account in desk.accounts.choices()] == ["1001"]
    assert desk.accounts.login("1001").number == "1001"
    assert desk.told("1003", "").code == "account.inactive"
    assert desk.told("nobody", "").code == "account.wrong"


def test_two_people_with_one_number_from_two_desks_are_told_apart_by_their_pins(desk: Desk) -> None:
    first = desk.add("1001", "agent", pin="2580")
    with desk.store.change() as work:
        second = work.insert(Staff(number="1001", name="二", pin_hash=pins.hash_pin("1379")))
        work.insert(StaffRole(id=f"{second.id}|agent", staff_id=second.id, role="agent"))
    assert desk.accounts.login("1001", "1379").id == second.id
    assert desk.accounts.login("1001", "2580").id == first


def test_own_pin_needs_the_old_one(desk: Desk) -> None:
    staff_id = desk.add("1001", "agent")
    me = desk.accounts.login("1001", PIN)
    with pytest.raises(Refused):
        desk.accounts.set_pin(me, staff_id, "1379", "0000")
    desk.accounts.set_pin(me, staff_id, "1379", PIN)
    assert desk.accounts.login("1001", "1379")
    assert ("pin", "1001") in desk.audited()


@pytest.mark.parametrize(
    ("role", "target", "allowed"),
    [
        ("agent", "agent", False),
        ("supervisor", "agent", True),
        ("supervisor", "manager", False),
        ("supervisor", "supervisor", False),
        ("manager", "supervisor", True),
        ("manager", "admin", False),
        ("admin", "admin", True),
    ],
)
def test_who_may_set_whose_pin(desk: Desk, role: str, target: str, allowed: bool) -> None:
    staff_id = desk.add("1001", target)
    if allowed:
        desk.accounts.set_pin(actor(role), staff_id, "1379")
        return
    with pytest.raises(NotAllowed):
        desk.accounts.set_pin(actor(role), staff_id, "1379")


def test_confirming_at_the_locked_desk(desk: Desk) -> None:
    desk.add("1001", "agent")
    me = desk.accounts.login("1001", PIN)
    desk.accounts.confirm(me, PIN)
    with pytest.raises(Refused):
        desk.accounts.confirm(me, "9999")
    desk.settings.load_office({"accounts.pin_required": "false"})
    desk.accounts.confirm(me, "")


def test_hashes_are_made_anew_when_the_parameters_change(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    staff_id = desk.add("1001", "agent")
    before = desk.store.must(Staff, staff_id).pin_hash
    desk.accounts.login("1001", PIN)
    assert desk.store.must(Staff, staff_id).pin_hash == before
    monkeypatch.setattr(pins, "MEMORY_KIB", 32)
    pins.forget_hasher()
    desk.accounts.login("1001", PIN)
    after = desk.store.must(Staff, staff_id).pin_hash
    assert after != before
    assert "m=32" in after
    assert desk.accounts.login("1001", PIN)


def test_a_damaged_hash_lets_nobody_in(desk: Desk) -> None:
    staff_id = desk.add("1001", "agent")
    with desk.store.change() as work:
        work.update(work.must(Staff, staff_id), pin_hash="rubbish")
    assert desk.told("1001", PIN).code == "account.wrong"


@pytest.mark.parametrize("pin", ["", "123", "1111", "1234", "8765", "1212", "x" * 65, " 2580", "A101", "a101"])
def test_poor_pins_are_refused(desk: Desk, pin: str) -> None:
    staff_id = desk.add("A101", "agent")
    assert pin_problem(pin, "A101") is not None
    with pytest.raises(Invalid) as told:
        desk.accounts.set_pin(ACTORS["admin"], staff_id, pin)
    assert list(told.value.fields) == ["pin"]


@pytest.mark.parametrize("pin", ["2580", "1379", "correct horse", "8402917"])
def test_fair_pins_are_taken(pin: str) -> None:
    assert pin_problem(pin, "1001") is None


def test_the_first_administrator_once(desk: Desk) -> None:
    assert not desk.accounts.any()
    with desk.store.change() as work:
        desk.accounts.first_admin(work, " 1 ", "赵一", PIN)
    assert desk.accounts.any()
    assert desk.accounts.login("1", PIN).roles == {"admin"}
    with pytest.raises(Refused), desk.store.change() as work:
        desk.accounts.first_admin(work, "2", "二", PIN)
    with pytest.raises(Invalid) as told, desk.store.change() as work:
        desk.accounts.first_admin(work, "", "", "1")
    assert list(told.value.fields) == ["admin_number", "admin_name", "pin"]


def test_the_audit_log_is_seen_by_those_who_may(desk: Desk) -> None:
    desk.add("1001", "agent")
    me = desk.accounts.login("1001", PIN)
    desk.accounts.logout(me)
    desk.audit.write(PROGRAM, "export", "house", "", "12")
    with pytest.raises(NotAllowed):
        desk.audit.lister(ACTORS["agent"])
    lister = desk.audit.lister(ACTORS["supervisor"])
    lines = [(row.values[1], row.values[3]) for row in lister.all(ListQuery(filters={"who": (me.id,)}))]
    assert sorted(lines) == [("员工1001", "login"), ("员工1001", "logout")]
    assert lister.count(ListQuery(filters={"action": ("export",), "days": (MORNING, MORNING + 1)})) == 1
