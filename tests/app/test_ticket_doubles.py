"""Ticket numbers of several desks: lanes that change while the program runs, and numbers that were given twice."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from app.context import AppContext, open_office
from app.core.clock import HeldClock
from app.core.errors import Refused
from app.features.staff.rules import Actor
from app.features.tickets.records import Ticket, TicketEvent
from app.host.paths import Paths
from app.store.listing import ListQuery
from tests.support.office import MORNING, heard

NUMBER = "GD261123-A-0007"


@pytest.fixture
def office(tmp_path: Path) -> Generator[AppContext]:
    context = open_office(Paths(tmp_path), HeldClock(MORNING), create=True)
    try:
        context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
        yield context
    finally:
        context.close()


@pytest.fixture
def admin(office: AppContext) -> Actor:
    return office.accounts.identify("0001")


@pytest.fixture
def three(office: AppContext) -> list[str]:
    """Three tickets of one number, as two copies of one disk would have given it; by age, the newest written first."""
    ids = [f"{place:032x}" for place in (1, 2, 3)]
    with office.store.change() as work:
        for place, ticket in reversed(list(enumerate(ids))):
            work.insert(
                Ticket(
                    id=ticket,
                    number=NUMBER,
                    title=f"第{place + 1}张",
                    description="漏水",
                    place="门岗",
                    entered_at=MORNING + place,
                    finish_due=MORNING - 1,
                    responded_at=MORNING,
                )
            )
    return ids


SHOWN = [NUMBER, f"{NUMBER}/2", f"{NUMBER}/3"]


def test_a_number_given_twice_is_told_apart_wherever_it_is_shown(
    office: AppContext, admin: Actor, three: list[str]
) -> None:
    lister = office.tickets.lister(admin)
    rows = lister.all(ListQuery(sort=(("number", False),)))
    assert [row.values[lister.listing.index("number")] for row in rows] == SHOWN
    assert [office.tickets.detail(admin, ticket).values["number"] for ticket in three] == SHOWN
    assert [office.tickets.form(admin, ticket)["number"] for ticket in three] == SHOWN
    assert sorted(hit.number for hit in office.tickets.search(admin, "漏水")) == SHOWN
    assert sorted(line.number for line in office.today.overview(admin).late) == SHOWN
    assert sorted(near.number for near in office.tickets.near(admin, {"place": "门岗", "description": "漏水"})) == SHOWN
    assert SHOWN[1] in office.papers.resident_message(admin, three[1])
    named = office.tickets.tellings(admin)["ticket"].name(three[2])
    assert SHOWN[2] in named


def test_the_one_that_is_meant_is_found(office: AppContext, admin: Actor, three: list[str]) -> None:
    assert [office.tickets.find_number(admin, number) for number in SHOWN] == three
    assert office.tickets.find_number(admin, f"{NUMBER}/4") is None
    assert [hit.id for hit in office.tickets.search(admin, "gd261123a7/2")] == three[1:2]
    assert [hit.id for hit in office.tickets.search(admin, "0007/3")] == three[2:]
    assert sorted(hit.id for hit in office.tickets.search(admin, NUMBER)) == three


def test_refusals_and_timelines_name_the_one_that_is_meant(office: AppContext, admin: Actor, three: list[str]) -> None:
    office.tickets.do(admin, three[0], "merge", {"merged_into": three[1]})
    assert office.tickets.timeline(admin, three[0])[-1].target == SHOWN[1]
    with pytest.raises(Refused, match=SHOWN[0]):
        office.tickets.edit(admin, three[0], {"title": "x"})
    done, refused = office.tickets.do_many(admin, three, "start")
    assert (done, [number for number, _ in refused]) == (0, SHOWN)


def test_a_number_with_a_slash_of_another_system_is_found(office: AppContext, admin: Actor) -> None:
    with office.store.change() as work:
        ticket = work.insert(Ticket(number="GD261123-A-0001", source_number="WX/2026/15"))
    assert office.tickets.find_number(admin, "WX/2026/15") == ticket.id


def test_a_new_lane_holds_at_once_and_counts_from_one(office: AppContext, admin: Actor) -> None:
    def take() -> str:
        return office.tickets.take(admin, {"description": "漏水", "place": "门岗"}).number

    assert [take(), take()] == ["GD261123-A-0001", "GD261123-A-0002"]
    office.store.set_meta("lane", "UK")
    assert [take(), take()] == ["GD261123-UK-0001", "GD261123-UK-0002"]


def test_reopenings_of_two_desks_are_all_counted(office: AppContext, admin: Actor) -> None:
    ticket = office.tickets.take(admin, {"description": "漏水", "place": "门岗"}).id
    other = office.tickets.take(admin, {"description": "灯不亮", "place": "门岗"}).id
    heard_changes = heard(office.store)
    with office.store.receiving() as work:  # each desk reopened it once without knowing of the other
        for place in range(2):
            work.insert(TicketEvent(ticket_id=ticket, action="reopen", at=MORNING + place))
    lister = office.tickets.lister(admin)
    column = lister.listing.index("reopened")
    assert {row.id: row.values[column] for row in lister.all()} == {ticket: 2, other: 0}
    assert [row.id for row in lister.all(ListQuery({"reopened": True}))] == [ticket]
    assert [row.id for row in lister.all(ListQuery({"reopened": False}))] == [other]
    assert office.tickets.detail(admin, ticket).values["reopened"] == 2
    assert heard_changes[-1].touches(*lister.listing.depends)
