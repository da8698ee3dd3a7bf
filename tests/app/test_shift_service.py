"""Kinds of shift and who is on duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.context import AppContext, open_office
from app.core.clock import DAY, HeldClock
from app.core.errors import Invalid, NotAllowed, Refused
from app.features.staff.rules import Actor
from app.host.paths import Paths
from tests.support.office import MORNING, ZONE

MONDAY, SUNDAY = "2026-11-23", "2026-11-29"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AppContext]:
    context = open_office(Paths(tmp_path / "data"), HeldClock(MORNING), create=True)
    context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
    yield context
    context.close()


@pytest.fixture
def boss(office: AppContext) -> Actor:
    return office.accounts.login("0001")


def person(office: AppContext, boss: Actor, number: str, name: str, role: str = "agent") -> str:
    return office.staff.save(boss, {"number": number, "name": name, "roles": [role]})


def test_an_office_begins_with_three_shifts_round_the_clock(office: AppContext) -> None:
    assert [kind.title for kind in office.shifts.kinds()] == ["早班", "中班", "晚班"]
    assert office.shifts.at(MORNING).title == "早班"
    assert office.shifts.following(office.shifts.at(MORNING)).title == "中班"


def test_who_is_on_duty_is_entered_and_withdrawn_with_undo(office: AppContext, boss: Actor) -> None:
    zhou = person(office, boss, "A02", "小周")
    entry = office.shifts.assign(boss, MONDAY, "early", zhou, "前台")
    shift = office.shifts.shift(MONDAY, "early")
    assert [(who.name, who.role) for who in office.shifts.on_duty(shift)] == [("小周", "前台")]
    office.shifts.assign(boss, MONDAY, "early", zhou, "机动")
    assert [who.role for who in office.shifts.on_duty(shift)] == ["机动"]
    office.shifts.withdraw(boss, entry)
    assert office.shifts.on_duty(shift) == ()
    office.shifts.restore(boss, entry, "机动")
    assert [who.name for who in office.shifts.on_duty(shift)] == ["小周"]


def test_last_week_is_copied_without_those_who_left(office: AppContext, boss: Actor) -> None:
    zhou, gone = person(office, boss, "A02", "小周"), person(office, boss, "A03", "小吴")
    office.shifts.assign(boss, MONDAY, "early", zhou, "前台")
    office.shifts.assign(boss, SUNDAY, "night", gone)
    office.staff.save(boss, {"active": False}, gone)
    made = office.shifts.copy_week(boss, MONDAY, "2026-11-30")
    week = office.shifts.week("2026-11-30")
    assert [(who.day, who.kind, who.name, who.role) for who in week.entries] == [
        ("2026-11-30", "early", "小周", "前台")
    ]
    assert made == (week.entries[0].id,)
    assert office.shifts.copy_week(boss, MONDAY, "2026-11-30") == ()


def test_only_people_who_work_here_are_on_duty(office: AppContext, boss: Actor) -> None:
    with pytest.raises(Invalid) as told:
        office.shifts.assign(boss, MONDAY, "early", "nobody")
    assert set(told.value.fields) == {"staff_id"}
    with pytest.raises(Invalid) as told:
        office.shifts.assign(boss, "Monday", "noon", "nobody")
    assert set(told.value.fields) == {"on_day", "kind_id"}


def test_supervisors_edit_the_kinds(office: AppContext, boss: Actor) -> None:
    day = office.shifts.save_kind(boss, {"title": "行政班", "starts": "8:30", "ends": "1730"})
    assert office.shifts.kinds()[-1].id == day
    office.shifts.save_kind(boss, {"active": False}, "early")
    assert [kind.title for kind in office.shifts.kinds()] == ["中班", "晚班", "行政班"]
    assert office.shifts.at(MORNING).title == "行政班"
    office.shifts.reorder(boss, [day])
    assert office.shifts.kinds()[0].id == day
    with pytest.raises(Invalid) as told:
        office.shifts.save_kind(boss, {"title": "中班", "starts": "x", "ends": "8"})
    assert set(told.value.fields) == {"title", "starts"}


def test_the_last_kind_stays(office: AppContext, boss: Actor) -> None:
    for kind in ("early", "middle"):
        office.shifts.save_kind(boss, {"active": False}, kind)
    with pytest.raises(Refused):
        office.shifts.save_kind(boss, {"active": False}, "night")


def test_receptionists_look_and_supervisors_enter(office: AppContext, boss: Actor) -> None:
    zhou = person(office, boss, "A02", "小周")
    agent = office.accounts.login("A02")
    assert office.shifts.week(MONDAY).entries == ()
    for verb in (
        lambda: office.shifts.assign(agent, MONDAY, "early", zhou),
        lambda: office.shifts.copy_week(agent, MONDAY, SUNDAY),
        lambda: office.shifts.save_kind(agent, {"title": "x", "starts": "1", "ends": "2"}),
        lambda: office.shifts.reorder(agent, []),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_duty_is_told_to_other_books_and_beside_the_person(office: AppContext, boss: Actor) -> None:
    zhou = person(office, boss, "A02", "小周")
    office.shifts.assign(boss, MONDAY, "early", zhou)
    night = office.shifts.assign(boss, MONDAY, "night", zhou, "前台")
    told = office.shifts.matters(boss, MORNING, MORNING + DAY)
    assert [(m.id, m.title, str(m.detail), m.due_at) for m in told] == [
        (night, "小周", "晚班 · 前台", ZONE.moment(datetime(2026, 11, 23, 22)))
    ]
    assert len(office.shifts.links(boss, "staff", zhou)) == 2
    assert office.shifts.links(boss, "house", zhou) == []
