"""What must be done now: what stands in which list, for whom, and that a million closed tickets cost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.clock import DAY, HOUR, MINUTE, HeldClock
from app.core.matters import Matter
from app.features.houses.records import House
from app.features.staff.records import Staff
from app.features.tickets.clocks import PlainHours
from app.features.tickets.service import TicketService
from app.features.today.service import MINE_SQL, OPEN_SQL, PROMISES_SQL, TAKEN_SQL, TodayLine, TodayService
from app.store.search import SearchIndex
from app.store.store import Store
from tests.support.office import ACTORS, MORNING, ZONE, make_settings, make_store, refused_for, roles_without

AGENT, SUPERVISOR = ACTORS["agent"], ACTORS["supervisor"]


@dataclass
class Office:
    store: Store
    clock: HeldClock
    tickets: TicketService
    today: TodayService
    house: str
    worker: str

    def take(self, **values: object) -> str:
        given = {"type": "repair", "level": 1, "description": "厨房水管漏水", "house_id": self.house, **values}
        return self.tickets.take(AGENT, given).id

    def dispatch(self, ticket: str) -> str:
        self.tickets.do(AGENT, ticket, "dispatch", {"assignee_id": self.worker})
        return ticket


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = HeldClock(MORNING)
    store = make_store(tmp_path, clock)
    settings = make_settings(tmp_path)
    with store.change() as work:
        house = work.insert(House(key="3-2-501", building="3", unit="2", room="501"))
        worker = work.insert(Staff(number="G01", name="陈师傅", department="engineering"))
    tickets = TicketService(store, settings, PlainHours(), ZONE, SearchIndex(store.database))
    yield Office(store, clock, tickets, TodayService(store, settings, ZONE), house.id, worker.id)
    store.database.close()


def ids(lines: tuple[TodayLine, ...]) -> list[str]:
    return [line.id for line in lines]


def test_a_quiet_office_has_nothing_to_do(office: Office) -> None:
    seen = office.today.overview(AGENT)
    assert seen.nothing
    assert set(seen.counts.values()) == {0}


def test_late_comes_by_level_and_coming_by_due_time(office: Office) -> None:
    third = office.dispatch(office.take(level=3))
    second = office.dispatch(office.take(level=2))
    first = office.dispatch(office.take(level=1))
    office.clock.advance(2 * HOUR + MINUTE)
    fresh = office.dispatch(office.take(level=1))
    seen = office.today.overview(AGENT)
    assert ids(seen.late) == [first, second]
    assert ids(seen.coming) == [fresh, third]
    assert seen.counts["late"] == 2
    line = seen.late[0]
    assert (line.place, line.assignee, line.level, line.matter) == ("3-2-501", "陈师傅", 1, "respond")
    assert line.at == MORNING + 30 * MINUTE


def test_soon_is_what_falls_due_within_the_warning(office: Office) -> None:
    office.take(level=1)
    office.take(level=3)
    assert office.today.overview(AGENT).counts["soon"] == 0
    office.clock.advance(20 * MINUTE)
    counts = office.today.overview(AGENT).counts
    assert (counts["soon"], counts["late"]) == (1, 0)


def test_each_state_has_its_list_the_longest_waiting_first(office: Office) -> None:
    finished = {"result": "换了角阀", "cause": "设施老化"}
    new, check, callback, held, later = (office.take(), *(office.dispatch(office.take()) for _ in range(4)))
    office.tickets.do(AGENT, check, "finish", finished)
    office.tickets.do(AGENT, callback, "finish", finished)
    office.tickets.do(AGENT, callback, "confirm")
    office.tickets.do(AGENT, held, "hold", {"hold_reason": "等配件"})
    office.clock.advance(HOUR)
    office.tickets.do(AGENT, later, "hold", {"hold_reason": "住户外出"})
    seen = office.today.overview(AGENT)
    assert ids(seen.dispatch) == [new]
    assert seen.dispatch[0].at == MORNING + 5 * MINUTE
    assert seen.counts["dispatch"] == 1
    assert ids(seen.check) == [check]
    assert ids(seen.callback) == [callback]
    assert ids(seen.held) == [held, later]
    assert seen.held[0].title.startswith("等配件")
    assert seen.held[0].at == MORNING


def test_promises_of_today_are_shown_until_kept(office: Office) -> None:
    ticket = office.take()
    soon = office.tickets.promise(AGENT, ticket, "30 分钟内回复您", MORNING + 30 * MINUTE)
    office.tickets.promise(AGENT, ticket, "明天再来看", MORNING + DAY)
    office.clock.advance(HOUR)
    seen = office.today.overview(AGENT)
    assert [(line.title, line.id) for line in seen.promises] == [("30 分钟内回复您", ticket)]
    assert (seen.counts["promises"], seen.counts["broken"]) == (1, 1)
    office.tickets.keep_promise(AGENT, soon)
    assert not office.today.overview(AGENT).promises


def test_mine_is_what_i_took_in_or_have_or_promised(office: Office) -> None:
    mine = office.take()
    office.tickets.promise(AGENT, mine, "中午前回电", MORNING + HOUR)
    assert ids(office.today.overview(AGENT, mine=True).dispatch) == [mine]
    theirs = office.today.overview(SUPERVISOR, mine=True)
    assert not theirs.dispatch
    assert not theirs.promises
    assert ids(office.today.overview(SUPERVISOR).dispatch) == [mine]


def test_ended_tickets_count_for_the_day_only(office: Office) -> None:
    ticket = office.dispatch(office.take())
    office.tickets.do(AGENT, ticket, "finish", {"result": "换了角阀", "cause": "设施老化"})
    office.tickets.do(AGENT, ticket, "close", {"resident_word": "satisfied"})
    office.take()
    seen = office.today.overview(AGENT)
    assert (seen.taken, seen.ended, seen.counts["open"]) == (2, 1, 1)
    office.clock.advance(DAY)
    assert office.today.overview(AGENT).taken == 0


def test_counts_are_of_all_and_lines_are_few(office: Office) -> None:
    for _ in range(5):
        office.take()
    seen = office.today.overview(AGENT, lines=2)
    assert (len(seen.dispatch), seen.counts["new"]) == (2, 5)
    office.clock.advance(HOUR)
    assert office.today.waiting(AGENT) == (5, 0)


def test_who_may_not_see_tickets_is_refused(office: Office) -> None:
    without = roles_without("ticket", "view")
    assert refused_for(office.today.overview, without) == without


@pytest.mark.parametrize(
    ("sql", "values", "index"),
    [
        (OPEN_SQL, (), "ticket_open"),
        (OPEN_SQL + MINE_SQL, ("",), "ticket_open"),
        (PROMISES_SQL.format(mine=""), (0,), "promise_owed"),
        (TAKEN_SQL, (0,), "ticket_entered_at"),
    ],
)
def test_closed_tickets_are_never_looked_at(office: Office, sql: str, values: tuple[object, ...], index: str) -> None:
    plan = [row[3] for row in office.store.rows("EXPLAIN QUERY PLAN " + sql, values)]
    assert any(index in step for step in plan)
    # Everything else is looked up by its key.
    assert not [step for step in plan if step.startswith("SCAN") and index not in step]


def test_complaints_and_what_falls_due_in_other_books_stand_beside_tickets(office: Office, tmp_path: Path) -> None:
    def teller(_actor: object, now: int, until: int) -> list[Matter]:
        assert until == ZONE.day_start(ZONE.day(now + DAY))
        return [
            Matter("complaint.open", "complaint", "c2", "TS2", "电梯又停", due_at=now + 2 * HOUR, level=1),
            Matter(
                "complaint.open", "complaint", "c1", "TS1", "保洁不净", due_at=now - HOUR, assignee_id=office.worker
            ),
            Matter("plan.task", "plan_task", "p1", "", "贴停水通知", due_at=now + HOUR, assignee_id=AGENT.id),
            Matter("person.care", "person", "tomorrow", "", "探访", due_at=until),
        ]

    today = TodayService(office.store, make_settings(tmp_path), ZONE, lambda: (teller,))
    seen = today.overview(AGENT)
    assert [(line.kind, line.id, line.assignee) for line in seen.complaints] == [
        ("complaint", "c1", "陈师傅"),
        ("complaint", "c2", ""),
    ]
    assert [(line.kind, line.id) for line in seen.others] == [("plan_task", "p1")]
    assert (seen.counts["complaints"], seen.counts["others"]) == (2, 1)
    assert not seen.nothing
    mine = today.overview(AGENT, mine=True)
    assert (mine.complaints, ids(mine.others)) == ((), ["p1"])
