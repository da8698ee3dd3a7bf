"""What two desks break together though each kept the rules: listed at both, gone once it is mended, never repaired."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app.context.breaches import CHECKS
from app.core.clock import DAY, MINUTE
from app.demo.office import make_demo
from app.features.houses.records import House
from app.features.office.records import Category, Word
from app.features.people.records import PersonPhone, Residence
from app.features.staff.records import Staff, StaffRole
from app.features.tickets.records import Promise, Ticket, TicketEvent
from app.store.records import Record
from app.store.records import member_id as member
from tests.support.exchanging import Desk, exchange, two_desks
from tests.support.office import MORNING

Pair = tuple[Desk, Desk]
LATER = 2 * MINUTE
"""Long enough to be the later one, too short for the clocks to be compared with the server's again."""


@pytest.fixture
def desks(tmp_path: Path) -> Generator[Pair]:
    with two_desks(tmp_path) as pair:
        yield pair


def take(desk: Desk, **values: Any) -> str:
    given = {"type": "repair", "level": 1, "description": "厨房漏水", "place": "门岗", **values}
    return desk.context.tickets.take(desk.admin, given).id


def do(desk: Desk, ticket: str, action: str, **values: Any) -> None:
    desk.context.tickets.do(desk.admin, ticket, action, values)


def worker(desk: Desk, number: str = "E01") -> str:
    return desk.context.staff.save(desk.admin, {"number": number, "name": f"丁{number}", "roles": ["field"]})


def listed(desk: Desk) -> set[tuple[str, str]]:
    """Return (record, code) of what the desk lists."""
    return {(problem.pk, problem.subject.rpartition("|")[2]) for problem in desk.link.problems() if problem.pk}


def both(desks: Pair) -> set[tuple[str, str]]:
    one, other = listed(desks[0]), listed(desks[1])
    assert one == other
    return one


FINISHED = {"result": "换了角阀", "cause": "设施老化"}


def test_voided_here_and_worked_on_there(desks: Pair) -> None:
    a, b = desks
    ticket, staff = take(a), worker(a)
    do(a, ticket, "dispatch", assignee_id=staff)
    exchange(a, b)
    do(a, ticket, "void", note="误报")
    b.clock.advance(DAY)
    do(b, ticket, "dispatch", assignee_id=worker(b, "E02"))
    exchange(a, b)
    assert both(desks) == {(ticket, "ticket.worked_on")}
    a.clock.advance(2 * DAY)
    do(a, ticket, "note", note="已通知两位师傅")
    assert listed(a) == set()
    exchange(a, b)
    assert both(desks) == set()


def test_closed_here_and_sent_back_to_work_there(desks: Pair) -> None:
    a, b = desks
    ticket = take(a)
    do(a, ticket, "finish", **FINISHED)
    exchange(a, b)
    do(a, ticket, "close", resident_word="satisfied")
    b.clock.advance(LATER)
    do(b, ticket, "rework", note="还在漏")
    exchange(a, b)
    assert (ticket, "ticket.going_on") in both(desks)
    assert {desk.context.store.must(Ticket, ticket).state for desk in desks} == {"working"}
    do(b, ticket, "finish", **FINISHED)
    do(b, ticket, "close", resident_word="satisfied")
    exchange(a, b)
    assert both(desks) == set()


def test_returned_here_and_started_there(desks: Pair) -> None:
    a, b = desks
    ticket, staff = take(a), worker(a)
    do(a, ticket, "dispatch", assignee_id=staff)
    exchange(a, b)
    do(b, ticket, "return", note="没有配件")
    a.clock.advance(LATER)
    do(a, ticket, "hold", hold_reason="等住户")
    do(a, ticket, "resume")
    exchange(a, b)
    assert (ticket, "ticket.unassigned") in both(desks)
    do(a, ticket, "dispatch", assignee_id=staff)
    exchange(a, b)
    assert both(desks) == set()


def test_put_on_hold_here_and_finished_there(desks: Pair) -> None:
    a, b = desks
    ticket = take(a)
    exchange(a, b)
    do(a, ticket, "hold", hold_reason="等配件")
    b.clock.advance(LATER)
    do(b, ticket, "finish", **FINISHED)
    exchange(a, b)
    assert (ticket, "ticket.hold") in both(desks)
    do(b, ticket, "confirm")
    exchange(a, b)
    assert both(desks) == set()


def test_merged_into_each_other_and_into_what_was_voided(desks: Pair) -> None:
    a, b = desks
    one, other, third, fourth = take(a), take(a), take(a), take(a)
    exchange(a, b)
    promise = b.context.tickets.promise(b.admin, fourth, "三十分钟内回复", MORNING + DAY)
    do(a, one, "merge", merged_into=other)
    do(b, other, "merge", merged_into=one)
    do(a, third, "merge", merged_into=fourth)
    do(b, fourth, "void", note="误报")
    exchange(a, b)
    found = both(desks)
    assert {(one, "ticket.circle"), (other, "ticket.circle"), (third, "ticket.lost")} <= found
    assert a.context.store.must(Promise, promise).cancelled == 1


def test_a_promise_given_while_the_ticket_was_voided(desks: Pair) -> None:
    a, b = desks
    ticket = take(a)
    exchange(a, b)
    do(a, ticket, "void", note="误报")
    promise = b.context.tickets.promise(b.admin, ticket, "三十分钟内回复", MORNING + DAY)
    exchange(a, b)
    assert (promise, "promise.ended") in both(desks)
    b.context.tickets.keep_promise(b.admin, promise)
    exchange(a, b)
    assert (promise, "promise.ended") not in both(desks)


def test_one_room_entered_twice_and_a_key_that_lags_behind(desks: Pair) -> None:
    a, b = desks
    room = {"building": "3", "unit": "2", "room": "501"}
    a.context.houses.save(a.admin, room)
    second = b.context.houses.save(b.admin, room)
    third = a.context.houses.save(a.admin, {"building": "7", "unit": "1", "room": "101"})
    exchange(a, b)
    assert both(desks) == {(second, "house.key_twice")}
    b.context.houses.delete(b.admin, second)
    exchange(a, b)
    assert both(desks) == set()
    a.context.houses.save(a.admin, {"building": "8"}, third)
    b.context.houses.save(b.admin, {"room": "202"}, third)
    exchange(a, b)
    assert both(desks) == {(third, "house.key")}
    a.context.houses.save(a.admin, {}, third)
    exchange(a, b)
    assert both(desks) == set()
    assert b.context.store.must(House, third).key == "8-1-202"


def test_people_entered_twice_and_days_that_do_not_fit(desks: Pair) -> None:
    a, b = desks
    first = a.context.people.save(a.admin, {"name": "王小明", "code": "P1"})
    second = b.context.people.save(b.admin, {"name": "王晓明", "code": "P1"})
    house = a.context.houses.save(a.admin, {"building": "3", "unit": "2", "room": "501"})
    exchange(a, b)
    assert both(desks) == {(second, "person.code_twice")}
    home = {"house_id": house, "relation": "tenant"}
    a.context.people.save(a.admin, {"houses": [home]}, first)
    a.context.people.merge(a.admin, first, second)
    exchange(a, b)
    assert both(desks) == set()
    a.context.people.save(a.admin, {"houses": [{**home, "since_on": "2026-11-20"}]}, first)
    b.context.people.save(b.admin, {"houses": [{**home, "until_on": "2026-11-10"}]}, first)
    exchange(a, b)
    assert both(desks) == {(member(first, house, "tenant"), "residence.span")}


def test_numbers_of_staff_and_the_last_administrator(desks: Pair) -> None:
    a, b = desks
    worker(a, "E07")
    second = worker(b, "e07")
    other = a.context.staff.save(a.admin, {"number": "A02", "name": "副", "roles": ["admin"]})
    exchange(a, b)
    assert both(desks) == {(second, "staff.number_twice")}
    b.context.staff.save(b.admin, {"number": "E08"}, second)
    a.context.staff.save(a.admin, {"roles": ["agent"]}, other)
    b.context.staff.save(b.admin, {"active": False}, b.admin.id)
    exchange(a, b)
    assert {code for _, code in both(desks)} == {"staff.no_admin"}


def test_one_word_added_twice_and_a_leaf_on_a_leaf(desks: Pair) -> None:
    a, b = desks
    a.context.dictionaries.save(a.admin, "hold_reason", {"title": "等老王"})
    code = b.context.dictionaries.save(b.admin, "hold_reason", {"title": "等老王"})
    branch = a.context.categories.save(a.admin, {"title": "甲", "type": "repair", "level": 3})
    hung = a.context.categories.save(a.admin, {"title": "乙", "type": "repair", "level": 3})
    exchange(a, b)
    assert both(desks) == {(f"hold_reason|{code}", "word.twice")}
    a.context.categories.save(a.admin, {"parent": branch}, hung)
    leaf = b.context.categories.save(b.admin, {"title": "丙", "parent": hung, "type": "repair", "level": 3})
    b.context.dictionaries.retire(b.admin, "hold_reason", code)
    exchange(a, b)
    assert both(desks) == {(leaf, "category.deep")}
    assert a.context.categories.path(leaf) == "乙 / 丙"


def test_what_a_record_belongs_to_has_gone_and_comes_back(desks: Pair) -> None:
    a, b = desks
    house = a.context.houses.save(a.admin, {"building": "3", "unit": "2", "room": "501"})
    exchange(a, b)
    a.context.houses.delete(a.admin, house)
    ticket = take(b, house_id=house)
    person = b.context.people.save(b.admin, {"name": "王小明", "houses": [{"house_id": house, "relation": "owner"}]})
    exchange(a, b)
    home = member(person, house, "owner")
    assert both(desks) == {(ticket, "parent.house_id"), (home, "parent.house_id")}
    a.context.houses.restore(a.admin, house)
    assert listed(a) == set()
    exchange(a, b)
    assert both(desks) == set()


def test_a_problem_says_what_to_do_in_the_reader_s_words(desks: Pair) -> None:
    a, b = desks
    a.context.store.set_meta("lane", "K")
    b.context.store.set_meta("lane", "K")  # as after copying a disk
    take(a)
    second = take(b)
    exchange(a, b)
    problem = next(problem for problem in a.link.problems() if problem.pk == second)
    assert (problem.kind, problem.table) == ("number", "ticket")
    assert "GD261123-K-0001/2" in str(problem.text)


def test_a_year_of_ordinary_work_breaks_nothing(desks: Pair, tmp_path: Path) -> None:
    from app.context import open_office
    from app.context.breaches import breaches_in
    from app.core.clock import HeldClock
    from app.host.paths import Paths

    context = open_office(Paths(tmp_path / "demo"), HeldClock(MORNING), create=True)
    try:
        make_demo(context)
        tables = {
            record.table: [row[0] for row in context.store.rows(f'SELECT id FROM "{record.table}"')]
            for record in context.store.synced
        }
        assert breaches_in(context.store.database, tables) == {}
    finally:
        context.close()


BROKEN: list[tuple[str, list[Record]]] = [
    ("ticket.unfinished", [Ticket(id="t", number="1", state="closed", respond_due=1, finish_due=1)]),
    ("ticket.no_due", [Ticket(id="t", number="1")]),
    ("ticket.no_number", [Ticket(id="t", respond_due=1, finish_due=1)]),
    ("ticket.assigned", [Ticket(id="t", number="1", assignee_id="s", respond_due=1, finish_due=1)]),
    ("ticket.merged", [Ticket(id="t", number="1", merged_into="o", respond_due=1, finish_due=1)]),
]


@pytest.mark.parametrize(("code", "records"), BROKEN, ids=[code for code, _ in BROKEN])
def test_each_rule_is_told_of_our_own_tickets_and_not_of_imported_ones(
    desks: Pair, code: str, records: list[Record]
) -> None:
    from importlib import import_module

    store = desks[0].context.store
    with store.change() as work:
        for record in records:
            work.insert(record)
    check = import_module(CHECKS["ticket"]).CHECKS["ticket"]
    assert code in [breach.code for breach in check(store.database, ["t"])]
    with store.change() as work:
        work.insert(TicketEvent(ticket_id="t", action="import", at=1))
    again = [breach.code for breach in check(store.database, ["t"])]
    assert (code in again) == (code == "ticket.no_number")


def test_every_page_survives_what_is_missing(desks: Pair) -> None:
    context, admin = desks[0].context, desks[0].admin
    gone = "f" * 32
    with context.store.change() as work:
        ticket = work.insert(
            Ticket(
                number="GD261123-A-0001",
                description="漏水",
                category="gone",
                scenario="gone",
                house_id=gone,
                requester_id=gone,
                assignee_id=gone,
                parent_id=gone,
                created_by=gone,
                state="working",
                entered_at=MORNING,
                finish_due=MORNING,
                responded_at=MORNING,
            )
        )
        work.insert(TicketEvent(ticket_id=ticket.id, at=MORNING, action="dispatch", target=gone, created_by=gone))
        work.insert(Promise(id="p", ticket_id=gone, text="回电", due_at=MORNING, staff_id=gone))
        house = work.insert(House(building="3", unit="2", room="501", key="3-2-501"))
        work.insert(Residence(id=member(gone, house.id, "owner"), person_id=gone, house_id=house.id))
        work.insert(PersonPhone(id=member(gone, "x"), person_id=gone, phone="19900000001", tail="0001"))
        work.insert(StaffRole(id=member(gone, "agent"), staff_id=gone, role="agent"))
        work.insert(Category(id="orphan", title="孤叶", parent="gone"))
        work.insert(Word(id="message|x", dictionary="message", code="x", title="x"))
        work.insert(Staff(id="s", number="X1", name="小周", department="gone"))
    person = context.people.save(admin, {"name": "王小明"})
    with context.store.change() as work:
        work.insert(Residence(id=member(person, gone, "owner"), person_id=person, house_id=gone))

    for make in context.listers().values():
        lister = make(admin)
        rows = {
            row.id: dict(zip([c.key for c in lister.listing.columns], row.values, strict=True)) for row in lister.all()
        }
        if lister.listing.kind == "ticket":
            assert (rows[ticket.id]["place"], rows[ticket.id]["assignee"]) == ("?", "?")
            assert rows[ticket.id]["category"] == "gone"
        if lister.listing.kind == "house":
            assert rows[house.id]["owners"] == "?"
        if lister.listing.kind == "person":
            assert rows[person]["houses"] == "?"
    detail = context.tickets.detail(admin, ticket.id)
    assert (detail.room, detail.assignee, detail.taken_by, detail.category) == ("?", "?", "?", "gone")
    assert [(entry.who, entry.target) for entry in context.tickets.timeline(admin, ticket.id)] == [("?", "?")]
    assert context.tickets.history(admin, ticket.id)
    assert [resident.name for resident in context.houses.card(admin, house.id).residents] == ["?"]
    assert [home.label for home in context.people.card(admin, person).homes] == ["?"]
    assert context.people.form(admin, person)["houses"][0]["house_id"] == gone
    assert context.houses.label(gone) == "?"
    assert {line.place for line in context.today.overview(admin).late} == {"?"}
    assert [line.number for line in context.today.overview(admin).promises] == ["?"]
    assert "orphan" in [node.code for node in context.categories.tree()]
    assert context.finder.find(admin, "19900000001") == []
    assert context.papers.resident_message(admin, ticket.id)
    target = context.paths.data / "slip.pdf"
    context.papers.write_slips(admin, [ticket.id], target)
    assert target.stat().st_size > 0
    context.tickets.keep_promise(admin, "p")
    for telling in (*context.tickets.tellings(admin).items(), *context.people.tellings(admin).items()):
        assert isinstance(telling[1].name(f"{gone}|care_flag|x"), str)
