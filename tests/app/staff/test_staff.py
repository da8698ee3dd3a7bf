"""Staff: the form, roles and who may give them, lists, deleting and bringing back, importing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from app.core.errors import AppError, Invalid, NotAllowed, NotFound, Refused
from app.features.houses.records import House
from app.features.staff.accounts import Accounts
from app.features.staff.audit import AuditLog
from app.features.staff.importing import STAFF_KIND, StaffSink
from app.features.staff.listing import index
from app.features.staff.rules import ACTIONS, ENTITIES, GRANTS, PERMISSIONS, ROLES, Actor
from app.features.staff.service import StaffService
from app.importing.run import run_import
from app.importing.trial import make_plan
from app.settings.settings import Settings
from app.store.listing import ListQuery
from app.store.store import Store
from tests.support.office import ACTORS, MORNING, actor, heard, make_store, refused_for, roles_without

ADMIN = ACTORS["admin"]


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    opened = make_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def staff(store: Store, tmp_path: Path) -> StaffService:
    audit = AuditLog(store)
    accounts = Accounts(store, Settings(tmp_path / "desk.toml"), audit)
    return StaffService(store, accounts, audit, lambda name: f"py-{name}")


def test_the_permission_table_names_only_what_exists() -> None:
    assert set(PERMISSIONS) == set(ROLES)
    for table in PERMISSIONS.values():
        assert set(table) <= set(ENTITIES)
        for actions in table.values():
            assert set(actions.split()) <= set(ACTIONS)
    assert set(GRANTS) <= set(ROLES)


def test_a_person_is_entered_changed_and_read(staff: StaffService, store: Store) -> None:
    changes = heard(store)
    staff_id = staff.save(
        ADMIN,
        {
            "number": " １００１ ", "name": "赵一", "roles": ["agent", "trainer"], "phone": "0755 1234-5678",
            "skills": "水电、电梯, 水电", "department": "engineering", "joined_on": "2026-01-02",
        },
    )  # fmt: skip
    card = staff.card(ADMIN, staff_id)
    assert (card.number, card.name, card.phone) == ("1001", "赵一", "07551234-5678")
    assert card.skills == ("水电", "电梯")
    assert card.roles == {"agent", "trainer"}
    assert card.active
    assert not card.has_pin
    staff.save(ADMIN, {"roles": ["agent"], "zone": "东区"}, staff_id)
    assert staff.card(ADMIN, staff_id).roles == {"agent"}
    assert staff.card(ADMIN, staff_id).name == "赵一"
    assert all(change.touches_record("staff", staff_id) for change in changes)
    assert staff.name(staff_id) == "赵一"
    assert staff.name("") == ""


def test_every_problem_is_told_at_once(staff: StaffService) -> None:
    with pytest.raises(Invalid) as told:
        staff.save(
            ADMIN,
            {"number": "a b/c", "name": " ", "phone": "call me", "joined_on": "2026-13-01", "roles": ["king"], "x": 1},
        )
    assert set(told.value.fields) == {"number", "name", "phone", "joined_on", "roles", "x"}


def test_a_number_belongs_to_one_person(staff: StaffService) -> None:
    first = staff.save(ADMIN, {"number": "a1", "name": "赵一"})
    with pytest.raises(Invalid) as told:
        staff.save(ADMIN, {"number": "A1", "name": "钱二"})
    assert "赵一" in str(told.value.fields["number"])
    staff.save(ADMIN, {"number": "A1"}, first)


@pytest.mark.parametrize(
    ("role", "given", "allowed"),
    [
        ("supervisor", {"agent"}, True),
        ("supervisor", {"supervisor"}, False),
        ("supervisor", {"admin"}, False),
        ("manager", {"supervisor", "manager"}, True),
        ("manager", {"admin"}, False),
        ("admin", {"admin"}, True),
    ],
)
def test_nobody_gives_a_role_above_what_they_may(
    staff: StaffService, role: str, given: set[str], allowed: bool
) -> None:
    giver = actor(role)
    if not giver.may("staff", "create"):
        given_id = staff.save(ADMIN, {"number": "1", "name": "赵一", "roles": ["agent"]})
    else:
        given_id = ""
    values = {"number": "1", "name": "赵一", "roles": given}
    if allowed:
        assert staff.card(ADMIN, staff.save(giver, values, given_id)).roles == given
        return
    with pytest.raises(NotAllowed):
        staff.save(giver, values, given_id)


def test_a_supervisor_does_not_change_a_manager_but_may_change_their_own_form(staff: StaffService) -> None:
    manager = staff.save(ADMIN, {"number": "1", "name": "赵一", "roles": ["manager"]})
    own = staff.save(ADMIN, {"number": "2", "name": "钱二", "roles": ["supervisor"]})
    me = actor("supervisor").__class__(own, "2", "钱二", frozenset({"supervisor"}))
    with pytest.raises(NotAllowed):
        staff.save(me, {"active": False}, manager)
    staff.save(me, {"zone": "东区"}, own)
    with pytest.raises(NotAllowed):
        staff.save(me, {"roles": ["supervisor", "admin"]}, own)


def test_the_last_administrator_stays(staff: StaffService, store: Store) -> None:
    only = staff.save(ADMIN, {"number": "1", "name": "赵一", "roles": ["admin"]})
    for values in ({"active": False}, {"roles": ["agent"]}):
        with pytest.raises(Refused) as told:
            staff.save(ADMIN, values, only)
        assert told.value.code == "staff.last_admin"
    with pytest.raises(Refused):
        staff.delete(ADMIN, only)
    staff.save(ADMIN, {"number": "2", "name": "钱二", "roles": ["admin"], "active": False})
    with pytest.raises(Refused):
        staff.save(ADMIN, {"active": False}, only)
    staff.save(ADMIN, {"number": "3", "name": "孙三", "roles": ["admin"]})
    staff.save(ADMIN, {"active": False}, only)
    assert ("edit", "1:  → admin") in store.rows("SELECT action, detail FROM audit")


def test_deleting_and_bringing_back_with_roles(staff: StaffService) -> None:
    staff_id = staff.save(ADMIN, {"number": "1", "name": "赵一", "roles": ["agent", "field"], "active": False})
    before = staff.card(ADMIN, staff_id)
    staff.delete(ADMIN, staff_id)
    with pytest.raises(NotFound):
        staff.card(ADMIN, staff_id)
    staff.restore(ADMIN, staff_id)
    assert staff.card(ADMIN, staff_id) == before
    with pytest.raises(NotFound):
        staff.restore(ADMIN, staff_id)


def test_a_number_given_to_somebody_else_meanwhile_stops_the_bringing_back(staff: StaffService) -> None:
    staff_id = staff.save(ADMIN, {"number": "1", "name": "赵一"})
    staff.delete(ADMIN, staff_id)
    staff.save(ADMIN, {"number": "1", "name": "钱二"})
    with pytest.raises(Invalid):
        staff.restore(ADMIN, staff_id)


def test_whoever_has_done_something_is_not_deleted(staff: StaffService, store: Store) -> None:
    staff_id = staff.save(ADMIN, {"number": "1", "name": "赵一"})
    with store.change(staff_id) as work:
        work.insert(House(building="3"))
    with pytest.raises(Refused) as told:
        staff.delete(ADMIN, staff_id)
    assert told.value.code == "staff.referred"


def test_lists_filters_and_choices(staff: StaffService) -> None:
    staff.save(ADMIN, {"number": "2", "name": "钱二", "roles": ["agent", "supervisor"], "department": "engineering"})
    staff.save(ADMIN, {"number": "1", "name": "赵一", "roles": ["agent"]})
    staff.save(ADMIN, {"number": "3", "name": "孙三", "active": False})
    lister = staff.lister(ACTORS["reader"])
    assert [row.values[0] for row in lister.all()] == ["1", "2", "3"]
    assert [row.values[4] for row in lister.all(ListQuery(filters={"role": ("supervisor",)}))] == ["agent supervisor"]
    assert lister.count(ListQuery(filters={"active": False})) == 1
    assert [card.name for card in staff.people(ADMIN)] == ["赵一", "钱二"]
    assert [card.name for card in staff.people(ADMIN, department="engineering", active=False)] == ["钱二"]
    assert "admin" not in staff.roles_to_give(ACTORS["manager"])


def test_staff_are_found_by_number_name_and_pinyin(staff: StaffService, store: Store) -> None:
    staff_id = staff.save(ADMIN, {"number": "A1", "name": "赵一"})
    assert list(index(store.database, (staff_id,))) == [(staff_id, "A1 赵一 py-赵一  ")]
    assert len(list(index(store.database, ()))) == 1


def test_history_tells_what_changed_without_the_pin(staff: StaffService) -> None:
    staff_id = staff.save(ADMIN, {"number": "1", "name": "赵一", "zone": "东区"})
    staff.save(ADMIN, {"zone": "西区"}, staff_id)
    assert "东区" in str(staff.history(ADMIN, staff_id)[-1].text)


@pytest.mark.parametrize(
    ("action", "verb"),
    [
        ("view", lambda staff: lambda who: staff.lister(who)),
        ("create", lambda staff: lambda who: staff.save(who, {"number": "9", "name": "九"})),
        ("edit", lambda staff: lambda who: staff.save(who, {"zone": "x"}, "none")),
        ("delete", lambda staff: lambda who: staff.delete(who, "none")),
        ("delete", lambda staff: lambda who: staff.restore(who, "none")),
    ],
)
def test_every_verb_asks_for_its_permission(
    staff: StaffService, action: str, verb: Callable[[StaffService], Callable[[Actor], object]]
) -> None:
    roles = roles_without("staff", action)
    assert roles
    assert refused_for(verb(staff), roles) == roles


LEDGER = """\
工号,姓名,角色,部门,岗位,电话,技能,入职日期
1001,赵一,专员,,前台,13800001234,水电、门锁,2026/1/5
1002,钱二,,,,,,
"""


def test_staff_come_in_from_a_spreadsheet_and_again_without_harm(
    staff: StaffService, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "员工.csv"
    file.write_text(LEDGER, encoding="utf-8")
    plan = make_plan(file, STAFF_KIND)
    trial = run_import(plan, StaffSink(store, staff, ADMIN), dry_run=True)
    assert (trial.created, store.value("SELECT count(*) FROM staff")) == (2, 0)
    sink = StaffSink(store, staff, ADMIN)
    report = run_import(plan, sink)
    assert (report.created, report.updated, len(report.refused)) == (2, 0, 0)
    assert len(sink.notes()) == 2
    first, second = staff.people(ADMIN)
    assert (first.name, first.roles, first.phone, first.skills) == ("赵一", {"agent"}, "13800001234", ("水电", "门锁"))
    assert (second.name, second.roles) == ("钱二", {"field"})
    again = run_import(plan, StaffSink(store, staff, ADMIN))
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
    file.write_text("工号,姓名,岗位\n1001,赵一,领班\n,孙三,\n", encoding="utf-8")
    changed = run_import(make_plan(file, STAFF_KIND), StaffSink(store, staff, ADMIN))
    assert (changed.updated, len(changed.refused)) == (1, 1)
    assert staff.people(ADMIN)[0].position == "领班"


def test_importing_asks_for_its_permission_and_gives_no_role_above_it(
    staff: StaffService, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed):
        StaffSink(store, staff, ACTORS["supervisor"])
    file = tmp_path / "员工.csv"
    file.write_text("工号,姓名,角色\n1,赵一,管理员\n", encoding="utf-8")
    report = run_import(make_plan(file, STAFF_KIND), StaffSink(store, staff, ACTORS["manager"]))
    assert (report.created, len(report.refused)) == (0, 1)
    assert store.clock.now() == MORNING
    assert issubclass(NotAllowed, AppError)
