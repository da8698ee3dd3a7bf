"""What tickets and residents tell the books that gather what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.context import AppContext, open_office
from app.core.clock import DAY, HOUR, MINUTE, HeldClock
from app.core.matters import Matter
from app.features.people.matters import next_visit
from app.features.staff.rules import Actor
from app.host.paths import Paths
from tests.support.office import ACTORS, MORNING


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[AppContext]:
    context = open_office(Paths(tmp_path / "data"), clock, create=True)
    context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
    yield context
    context.close()


@pytest.fixture
def boss(office: AppContext) -> Actor:
    return office.accounts.login("0001")


def told(office: AppContext, boss: Actor, hours: int = 8) -> dict[str, list[Matter]]:
    now = office.clock.now()
    found: dict[str, list[Matter]] = {}
    for teller in office.matters():
        for matter in teller(boss, now, now + hours * HOUR):
            if matter.group.startswith(("ticket.", "person.")):
                found.setdefault(matter.group, []).append(matter)
    return found


def take(office: AppContext, boss: Actor, **values: object) -> str:
    plain = {"type": "repair", "level": 1, "place": "大门", "description": "门禁坏了"}
    return office.tickets.take(boss, {**plain, **values}).id


def test_an_open_ticket_is_told_once_by_how_it_stands(office: AppContext, boss: Actor, clock: HeldClock) -> None:
    late = take(office, boss, description="水管爆了")
    clock.advance(HOUR)
    fresh, held, owed = take(office, boss), take(office, boss, description="灯坏"), take(office, boss, description="问")
    office.tickets.do(boss, held, "hold", {"hold_reason": "等配件"})
    office.tickets.do(boss, owed, "finish", {"result": "好了", "cause": "老化"})
    office.tickets.do(boss, owed, "confirm")
    groups = told(office, boss)
    assert {group: [m.id for m in found] for group, found in groups.items()} == {
        "ticket.late": [late],
        "ticket.open": [fresh],
        "ticket.held": [held],
        "ticket.callback": [owed],
    }
    first = groups["ticket.late"][0]
    assert first.late
    assert (first.place, first.level, first.title) == ("大门", 1, "水管爆了")
    assert first.due_at == MORNING + 30 * MINUTE
    assert "等配件" in str(groups["ticket.held"][0].detail)
    office.tickets.do(boss, fresh, "void", {"note": "误报"})
    assert "ticket.open" not in told(office, boss)


def test_promises_owed_are_told_until_they_are_kept(office: AppContext, boss: Actor) -> None:
    ticket = take(office, boss)
    promise = office.tickets.promise(boss, ticket, "一小时内回电", MORNING + HOUR)
    office.tickets.promise(boss, ticket, "下周回访", MORNING + 7 * DAY)
    assert [(m.id, m.title, m.due_at) for m in told(office, boss)["ticket.promise"]] == [
        (ticket, "一小时内回电", MORNING + HOUR)
    ]
    office.tickets.keep_promise(boss, promise)
    assert "ticket.promise" not in told(office, boss)


def test_care_visits_come_round_and_names_are_masked(office: AppContext, boss: Actor, clock: HeldClock) -> None:
    house = office.houses.save(boss, {"building": "3", "unit": "2", "room": "501"})
    person = office.people.save(
        boss,
        {
            "name": "李秀英",
            "houses": [{"house_id": house, "relation": "owner"}],
            "care_flags": [{"code": "elder_alone", "cycle_days": 5}],
        },
    )
    assert "person.care" not in told(office, boss)
    clock.advance(5 * DAY)
    visit = told(office, boss)["person.care"][0]
    assert (visit.id, visit.title, visit.place, visit.detail) == (person, "李*英", "3-2-501", "独居老人")
    clock.advance(DAY)
    assert "person.care" not in told(office, boss)


def test_residents_with_special_needs_are_told_while_they_wait(office: AppContext, boss: Actor) -> None:
    house = office.houses.save(boss, {"building": "3", "unit": "2", "room": "501"})
    values = {"houses": [{"house_id": house, "relation": "owner"}], "care_flags": ["medical_power"]}
    person = office.people.save(boss, {"name": "李秀英", **values})
    assert "person.special" not in told(office, boss)
    ticket = take(office, boss, house_id=house)
    assert [m.id for m in told(office, boss)["person.special"]] == [person]
    office.tickets.do(boss, ticket, "void", {"note": "误报"})
    assert "person.special" not in told(office, boss)


def test_nothing_is_told_to_those_who_may_not_see_it(office: AppContext, boss: Actor) -> None:
    take(office, boss)
    assert told(office, ACTORS["field"]) == {}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60), st.integers(0, 500))
def test_the_next_visit_is_within_one_cycle_and_in_its_rhythm(since: date, cycle: int, later: int) -> None:
    today = date.fromordinal(since.toordinal() + later)
    due = next_visit(since, cycle, today)
    assert due >= today
    assert (due - since).days % cycle == 0
    assert (due - since).days >= cycle
    assert (due - max(today, since)).days <= cycle
