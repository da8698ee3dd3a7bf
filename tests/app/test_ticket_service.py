"""Tickets through their services, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.clock import DAY, HOUR, MINUTE, HeldClock
from app.core.errors import Invalid, NotAllowed, Refused
from app.features.houses.records import House
from app.features.staff.records import Staff
from app.features.tickets import listing, rules
from app.features.tickets.clocks import PlainHours
from app.features.tickets.records import Ticket
from app.features.tickets.service import TicketService
from app.settings.settings import Settings
from app.store.listing import ListQuery
from app.store.search import SearchIndex
from app.store.store import Store
from tests.support.office import ACTORS, MORNING, ZONE, heard, make_store, refused_for, roles_without

AGENT, SUPERVISOR = ACTORS["agent"], ACTORS["supervisor"]


@dataclass
class Office:
    """The ticket desk of a test."""

    store: Store
    clock: HeldClock
    tickets: TicketService
    house: str
    worker: str

    def take(self, **values: object) -> str:
        """Take a repair of level 1 unless told otherwise."""
        given = {"type": "repair", "level": 1, "description": "厨房水管漏水", "house_id": self.house, **values}
        return self.tickets.take(AGENT, given).id

    def row(self, ticket_id: str) -> Ticket:
        """Return the ticket as it is stored."""
        return self.store.must(Ticket, ticket_id)

    def in_state(self, state: str) -> str:
        """Take a ticket and bring it to a state by the moves a day brings."""
        ticket = self.take()
        steps: dict[str, list[tuple[str, dict[str, str]]]] = {
            "new": [],
            "dispatched": [("dispatch", {"assignee_id": self.worker})],
            "working": [("dispatch", {"assignee_id": self.worker}), ("start", {})],
            "check": [("finish", {"result": "换了角阀", "cause": "设施老化"})],
            "callback": [("finish", {"result": "换了角阀", "cause": "设施老化"}), ("confirm", {})],
            "closed": [
                ("finish", {"result": "换了角阀", "cause": "设施老化"}),
                ("close", {"resident_word": "satisfied"}),
            ],
            "held": [("hold", {"hold_reason": "等配件"})],
            "void": [("void", {"note": "误报"})],
            "merged": [("merge", {"merged_into": self.take(description="另一张")})],
        }
        for action, values in steps[state]:
            self.tickets.do(SUPERVISOR, ticket, action, values)
        return ticket


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = HeldClock(MORNING)
    store = make_store(tmp_path, clock)
    with store.change() as work:
        house = work.insert(House(building="3", unit="2", room="501", key="3-2-501"))
        worker = work.insert(Staff(number="E01", name="丁师傅", phone="13900000001"))
    index = SearchIndex(store.database)
    index.register("ticket", listing.index)
    store.before_commit(index.update)
    service = TicketService(store, Settings(tmp_path / "desk.toml"), PlainHours(), ZONE, index)
    yield Office(store, clock, service, house.id, worker.id)
    store.close()


def test_a_ticket_gets_a_number_due_times_and_one_event(office: Office) -> None:
    changes = heard(office.store)
    taken = office.tickets.take(
        AGENT, {"type": "repair", "level": 1, "description": "水管漏水。卫生间也湿了", "house_id": office.house}
    )
    row = office.row(taken.id)
    assert (taken.number, row.number, row.state) == ("GD261123-A-0001", "GD261123-A-0001", "new")
    assert row.title == "水管漏水"
    assert (row.respond_due, row.arrive_due, row.finish_due) == (
        MORNING + 30 * MINUTE,
        MORNING + HOUR,
        MORNING + DAY,
    )
    assert [entry.action for entry in office.tickets.timeline(AGENT, taken.id)] == ["take"]
    assert len(changes) == 1
    assert changes[0].touches_record("ticket", taken.id)


def test_numbers_run_within_the_office_day(office: Office) -> None:
    numbers = [office.row(office.take()).number for _ in range(3)]
    office.clock.advance(15 * HOUR)
    numbers.append(office.row(office.take()).number)
    assert numbers == ["GD261123-A-0001", "GD261123-A-0002", "GD261123-A-0003", "GD261124-A-0001"]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"description": ""}, {"description"}),
        ({"house_id": "", "place": ""}, {"place"}),
        ({"description": "", "house_id": ""}, {"description", "place"}),
        ({"type": "nonsense"}, {"type"}),
        ({"level": 7}, {"level"}),
        ({"requester_phone": "12"}, {"requester_phone"}),
        ({"happened_at": MORNING + DAY}, {"happened_at"}),
        ({"house_id": "gone"}, {"house_id"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_a_wrong_form_names_every_field_and_keeps_nothing(
    office: Office, values: dict[str, object], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as caught:
        office.take(**values)
    assert set(caught.value.fields) == fields
    assert office.store.value("SELECT count(*) FROM ticket") == 0


@pytest.mark.parametrize("state", rules.STATES)
@pytest.mark.parametrize("action", rules.BY_ACTION)
def test_every_move_is_allowed_or_refused_as_the_table_says(office: Office, state: str, action: str) -> None:
    ticket = office.in_state(state)
    move = rules.BY_ACTION[action]
    other = office.take(description="无关的一张")
    filled = {
        "assignee_id": office.worker,
        "result": "修好",
        "cause": "设施老化",
        "resident_word": "satisfied",
        "hold_reason": "等配件",
        "merged_into": other,
        "note": "按实际情况",
    }
    if state not in move.sources:
        with pytest.raises(Refused) as caught:
            office.tickets.do(SUPERVISOR, ticket, action, filled)
        assert str(move.title) in str(caught.value)
        assert office.row(ticket).state == state
        return
    after = office.tickets.do(SUPERVISOR, ticket, action, filled)
    expected = {"": state, "back": "new"}.get(move.target, move.target)
    assert after == office.row(ticket).state == expected
    last = office.tickets.timeline(SUPERVISOR, ticket)[-1]
    assert (last.action, last.state) == (action, expected)


@pytest.mark.parametrize("move", [move for move in rules.MOVES if move.required], ids=lambda move: move.action)
def test_a_move_without_what_it_needs_is_refused_by_field(office: Office, move: rules.Move) -> None:
    ticket = office.in_state(move.sources[0])
    already = {"result", "cause"} if move.action == "close" else set[str]()
    with pytest.raises(Invalid) as caught:
        office.tickets.do(SUPERVISOR, ticket, move.action, {})
    assert set(caught.value.fields) == set(move.required) - already


@pytest.mark.parametrize("move", rules.MOVES, ids=lambda move: move.action)
def test_moves_are_refused_to_roles_without_the_permission(office: Office, move: rules.Move) -> None:
    ticket = office.in_state(move.sources[0])
    values = {
        "assignee_id": office.worker,
        "result": "x",
        "cause": "x",
        "resident_word": "satisfied",
        "hold_reason": "x",
        "note": "x",
        "merged_into": office.take(description="另一张"),
    }
    roles = roles_without("ticket", move.permission)
    refused = refused_for(lambda actor: office.tickets.do(actor, ticket, move.action, values), roles)
    assert refused == roles
    assert roles


def test_a_hold_stops_the_clock_and_leaves_what_was_left(office: Office) -> None:
    ticket = office.take()
    office.clock.advance(10 * MINUTE)
    office.tickets.do(AGENT, ticket, "hold", {"hold_reason": "等业主到家"})
    office.clock.advance(5 * HOUR)
    office.tickets.do(AGENT, ticket, "resume")
    row = office.row(ticket)
    assert row.state == "new"
    assert row.respond_due == MORNING + 30 * MINUTE + 5 * HOUR
    assert row.finish_due == MORNING + DAY + 5 * HOUR
    assert (row.held_ms, row.held_at, row.respond_late) == (5 * HOUR, None, 0)


def test_a_breach_before_the_hold_stays_and_its_due_time_does_not_move(office: Office) -> None:
    ticket = office.take()
    office.clock.advance(40 * MINUTE)
    office.tickets.do(AGENT, ticket, "hold", {"hold_reason": "等业主到家"})
    office.clock.advance(HOUR)
    office.tickets.do(AGENT, ticket, "resume")
    row = office.row(ticket)
    assert row.respond_late == 1
    assert row.respond_due == MORNING + 30 * MINUTE


def test_a_late_response_is_marked_for_ever(office: Office) -> None:
    ticket = office.take()
    office.clock.advance(31 * MINUTE)
    office.tickets.do(AGENT, ticket, "respond")
    office.tickets.do(AGENT, ticket, "finish", {"result": "好了", "cause": "误报"})
    office.tickets.do(AGENT, ticket, "close", {"resident_word": "satisfied", "satisfaction": 5})
    office.tickets.do(AGENT, ticket, "reopen", {"note": "又漏了"})
    row = office.row(ticket)
    assert (row.respond_late, row.arrive_late, row.state) == (1, 0, "new")
    assert office.tickets.detail(AGENT, ticket).values["reopened"] == 1
    assert row.respond_due == office.clock.now() + 30 * MINUTE
    assert row.closed_at is None


def test_merging_tells_the_other_ticket(office: Office) -> None:
    first, second = office.take(), office.take(description="又来一个电话说漏水")
    office.tickets.do(AGENT, second, "merge", {"merged_into": first})
    assert office.tickets.timeline(AGENT, first)[-1].action == "absorbed"
    with pytest.raises(Invalid):
        office.tickets.do(AGENT, first, "merge", {"merged_into": first})
    with pytest.raises(Invalid):
        office.tickets.do(AGENT, first, "merge", {"merged_into": second})


def test_another_caller_joins_instead_of_a_second_ticket(office: Office) -> None:
    ticket = office.take()
    office.tickets.join(AGENT, ticket, "楼下 401", "天花板也滴水了")
    last = office.tickets.timeline(AGENT, ticket)[-1]
    assert (last.action, last.note) == ("joined", "楼下 401：天花板也滴水了")


def test_an_edit_moves_the_due_times_and_can_be_undone(office: Office) -> None:
    ticket = office.take()
    before = office.tickets.edit(AGENT, ticket, {"level": 2, "description": "只是水压小"})
    assert office.row(ticket).respond_due == MORNING + 2 * HOUR
    office.tickets.edit(AGENT, ticket, before)
    row = office.row(ticket)
    assert (row.level, row.description, row.respond_due) == (1, "厨房水管漏水", MORNING + 30 * MINUTE)


def test_an_edit_does_not_hide_what_is_late_already(office: Office) -> None:
    ticket = office.take()
    office.clock.advance(40 * MINUTE)
    office.tickets.edit(AGENT, ticket, {"level": 3})
    row = office.row(ticket)
    assert (row.respond_late, row.finish_late) == (1, 0)
    assert row.respond_due == MORNING + DAY


def test_an_edit_leaves_the_due_times_of_steps_that_are_done(office: Office) -> None:
    ticket = office.take(level=2)
    office.clock.advance(40 * MINUTE)
    office.tickets.do(AGENT, ticket, "respond")
    office.tickets.edit(AGENT, ticket, {"level": 1})
    office.tickets.do(AGENT, ticket, "finish", {"result": "好了", "cause": "误报"})
    row = office.row(ticket)
    assert (row.respond_due, row.respond_late) == (MORNING + 2 * HOUR, 0)


def test_a_reopened_ticket_counts_from_its_reopening_also_when_edited(office: Office) -> None:
    ticket = office.in_state("closed")
    office.clock.advance(3 * DAY)
    office.tickets.do(AGENT, ticket, "reopen", {"note": "又漏了"})
    office.tickets.edit(AGENT, ticket, {"level": 2})
    assert office.row(ticket).respond_due == MORNING + 3 * DAY + 2 * HOUR


def test_a_reopened_ticket_is_not_closed_with_the_old_answers(office: Office) -> None:
    ticket = office.in_state("closed")
    office.tickets.do(AGENT, ticket, "reopen", {"note": "又漏了"})
    with pytest.raises(Invalid) as caught:
        office.tickets.do(AGENT, ticket, "finish")
    assert set(caught.value.fields) == {"result", "cause"}
    office.tickets.do(AGENT, ticket, "finish", {"result": "换了整根管", "cause": "设施老化"})
    with pytest.raises(Invalid) as caught:
        office.tickets.do(AGENT, ticket, "close")
    assert set(caught.value.fields) == {"resident_word"}


def test_a_form_overwrites_only_what_it_changed(office: Office) -> None:
    ticket = office.take()
    opened = office.tickets.form(AGENT, ticket)
    office.tickets.edit(SUPERVISOR, ticket, {"level": 3})
    changed = {**opened, "description": "水管爆了"}
    office.tickets.edit(AGENT, ticket, {key: value for key, value in changed.items() if opened[key] != value})
    row = office.row(ticket)
    assert (row.level, row.description) == (3, "水管爆了")


@pytest.mark.parametrize("fee", ["-5", -500])
def test_a_fee_is_not_negative(office: Office, fee: object) -> None:
    ticket = office.take()
    with pytest.raises(Invalid) as caught:
        office.tickets.do(AGENT, ticket, "finish", {"result": "好了", "cause": "误报", "fee": fee})
    assert set(caught.value.fields) == {"fee"}


def test_the_history_tells_fields_from_what_to_what(office: Office) -> None:
    ticket = office.take(requester_name="欧阳小明", requester_phone="13812345678")
    office.tickets.edit(AGENT, ticket, {"level": 2, "requester_name": "欧阳大明", "requester_phone": "13887654321"})
    office.tickets.do(AGENT, ticket, "dispatch", {"assignee_id": office.worker})
    told = [str(line.text) for line in office.tickets.history(AGENT, ticket)]
    assert told[0] == "Ticket entered"
    assert "Level: Level 1 → Level 2" in told
    assert "Requester: 欧阳小明 → 欧阳大明" in told
    assert "Telephone: 138****5678 → 138****4321" in told
    assert "Response due: 2026-11-23 09:30 → 2026-11-23 11:00" in told
    assert "Assignee: 丁师傅" in told
    hidden = " ".join(str(line.text) for line in office.tickets.history(ACTORS["reader"], ticket))
    assert "小明" not in hidden
    assert "大明" not in hidden


def test_the_timeline_names_the_fields_an_edit_changed(office: Office) -> None:
    ticket = office.take()
    office.tickets.edit(AGENT, ticket, {"requester_name": "欧阳小明", "requester_phone": "13812345678"})
    assert office.tickets.timeline(AGENT, ticket)[-1].note == "Requester, Telephone"


def test_every_step_has_the_pages_read_the_ticket_again(office: Office) -> None:
    ticket = office.take()
    changes = heard(office.store)
    office.tickets.do(AGENT, ticket, "note", {"note": "已联系"})
    office.tickets.record_event(AGENT, ticket, "print")
    office.tickets.join(AGENT, ticket, "", "又打来了")
    assert [change.touches_record("ticket", ticket) for change in changes] == [True, True, True]


def test_only_papers_and_messages_are_noted_without_being_done(office: Office) -> None:
    ticket = office.take()
    with pytest.raises(Refused):
        office.tickets.record_event(SUPERVISOR, ticket, "close")
    assert [entry.action for entry in office.tickets.timeline(AGENT, ticket)] == ["take"]


def test_a_withdrawn_promise_is_owed_no_more_and_says_why(office: Office) -> None:
    ticket = office.take()
    promise = office.tickets.promise(AGENT, ticket, "30 分钟内回复您", MORNING + 30 * MINUTE)
    with pytest.raises(Invalid):
        office.tickets.withdraw_promise(AGENT, promise, " ")
    office.tickets.withdraw_promise(AGENT, promise, "业主改约明天")
    assert office.tickets.promises_owed(AGENT, MORNING + HOUR) == []
    last = office.tickets.timeline(AGENT, ticket)[-1]
    assert (last.action, last.note) == ("withdrawn", "30 分钟内回复您；业主改约明天")
    shown = office.tickets.detail(AGENT, ticket).promises[0]
    assert (shown.cancelled, shown.note) == (1, "业主改约明天")
    for again in (office.tickets.keep_promise, office.tickets.withdraw_promise):
        with pytest.raises(Refused):
            again(AGENT, promise, "x")


def test_promises_go_with_a_merged_ticket_and_end_with_a_voided_one(office: Office) -> None:
    first, second, third = office.take(), office.take(), office.take()
    moved = office.tickets.promise(AGENT, second, "今天回复您", MORNING + HOUR)
    ended = office.tickets.promise(AGENT, third, "今天上门", MORNING + HOUR)
    office.tickets.do(AGENT, second, "merge", {"merged_into": first})
    office.tickets.do(SUPERVISOR, third, "void", {"note": "误报"})
    owed = office.tickets.promises_owed(AGENT, MORNING + DAY)
    assert [(promise.id, promise.ticket_id) for promise in owed] == [(moved, first)]
    gone = office.tickets.detail(AGENT, third).promises[0]
    assert (gone.id, gone.cancelled, gone.note) == (ended, 1, "误报")
    with pytest.raises(Refused):
        office.tickets.promise(AGENT, third, "今天回复您", MORNING + HOUR)


def test_promises_have_their_own_clock(office: Office) -> None:
    ticket = office.take()
    promise = office.tickets.promise(AGENT, ticket, "30 分钟内回复您", MORNING + 30 * MINUTE)
    assert [owed.id for owed in office.tickets.promises_owed(AGENT, MORNING + HOUR)] == [promise]
    office.tickets.keep_promise(AGENT, promise)
    assert office.tickets.promises_owed(AGENT, MORNING + HOUR) == []
    with pytest.raises(Refused):
        office.tickets.keep_promise(AGENT, promise)
    with pytest.raises(Invalid):
        office.tickets.promise(AGENT, ticket, "昨天回复您", MORNING - DAY)


def test_open_tickets_of_the_room_and_near_texts_are_pointed_out(office: Office) -> None:
    same_room = office.take(description="客厅灯不亮")
    elsewhere = office.take(house_id="", place="3栋大堂", description="大堂的公共厕所在漏水")
    office.tickets.do(SUPERVISOR, office.take(description="旧的"), "void", {"note": "误报"})
    room = office.tickets.near(AGENT, {"house_id": office.house, "description": "想问物业费怎么交"})
    assert [near.id for near in room] == [same_room]
    text = office.tickets.near(AGENT, {"place": "大堂", "description": "大堂厕所漏水"})
    assert [near.id for near in text] == [elsewhere]


def test_the_list_filters_and_masks(office: Office) -> None:
    late = office.take(requester_name="欧阳小明", requester_phone="13812345678")
    office.clock.advance(2 * HOUR)
    office.take(description="另一处")
    lister = office.tickets.lister(AGENT)
    rows = list(lister.all(ListQuery({"late": office.clock.now()})))
    assert [row.id for row in rows] == [late]
    assert rows[0].values[lister.listing.index("phone")] == "138****5678"
    assert rows[0].values[lister.listing.index("requester")] == "欧阳小明"
    reader = office.tickets.lister(ACTORS["reader"])
    assert (
        next(iter(reader.all(ListQuery({"late": office.clock.now()})))).values[reader.listing.index("requester")]
        != "欧阳小明"
    )


def test_nobody_without_the_permission_takes_or_sees(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.tickets.take(ACTORS["reader"], {"description": "x", "place": "y"})
    with pytest.raises(NotAllowed):
        office.tickets.lister(ACTORS["field"])


def test_many_at_once_names_those_that_refuse(office: Office) -> None:
    good, ended = office.take(), office.in_state("closed")
    done, refused = office.tickets.do_many(SUPERVISOR, [good, ended], "dispatch", {"assignee_id": office.worker})
    assert done == 1
    assert [number for number, _ in refused] == [office.row(ended).number]


def test_a_ticket_is_found_by_number_tail_or_words(office: Office) -> None:
    ticket = office.take(description="厨房水管漏水")
    office.take(description="电梯异响")
    for text in ("GD261123-A-0001", "gd261123a1", "A-0001", "水管", "3-2-501 漏水"):
        assert ticket in [hit.id for hit in office.tickets.search(AGENT, text)], text
    assert office.tickets.search(AGENT, "煤气") == []


@pytest.mark.parametrize(
    "typed", ["GD26", "gd261123", "GD261123-A", "GD261123-A-00", "261123", "0001", "a1", "GD261123-A-0001"]
)
def test_a_ticket_is_found_by_its_number_while_it_is_typed(office: Office, typed: str) -> None:
    ticket = office.take()
    assert [hit.id for hit in office.tickets.search(AGENT, typed)] == [ticket]
