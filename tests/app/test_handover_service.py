"""Handovers: made from the data, counted, read line by line, signed by both and sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.context import open_office
from app.core.clock import DAY, HOUR, MINUTE, HeldClock
from app.core.errors import AppError, Invalid, NotAllowed, NotFound, Refused
from app.features.handover.records import HandoverLine
from app.features.handover.service import HandoverDetail
from app.features.staff.rules import Actor
from app.host.paths import Paths
from tests.support.office import ZONE

DAY_ONE = "2026-11-23"
PIN = {"0001": "2468", "A02": "1357", "A03": "8642", "S01": "9753"}


def at(hour: int, minute: int = 0, day: int = 23) -> int:
    return ZONE.moment(datetime(2026, 11, day, hour, minute))


class Office:
    """An office with two receptionists and a supervisor, at 14:30 of a day of three shifts."""

    def __init__(self, folder: Path, *, pins: bool = False) -> None:
        self.clock = HeldClock(at(14, 30))
        self.context = open_office(Paths(folder / "data"), self.clock, create=True)
        self.context.office.found("示例物业", "zh_CN", "0001", "管理员", PIN["0001"] if pins else None)
        self.boss = self.context.accounts.identify("0001", PIN["0001"])
        self.staff = {}
        for number, name, role in (("A02", "小周", "agent"), ("A03", "小吴", "agent"), ("S01", "何主管", "supervisor")):
            self.staff[number] = self.context.staff.save(self.boss, {"number": number, "name": name, "roles": [role]})
            if pins:
                self.context.accounts.set_pin(self.boss, self.staff[number], PIN[number])
        self.zhou, self.wu, self.he = (self.context.accounts.identify(n, PIN[n]) for n in ("A02", "A03", "S01"))
        self.service = self.context.handovers

    def on_duty(self, number: str, kind: str, day: str = DAY_ONE) -> None:
        self.context.shifts.assign(self.boss, day, kind, self.staff[number])

    def take(self, **values: object) -> str:
        plain = {"type": "repair", "level": 3, "place": "大门", "description": "门禁坏了"}
        return self.context.tickets.take(self.zhou, {**plain, **values}).id

    def detail(self, handover: str, actor: Actor | None = None) -> HandoverDetail:
        return self.service.detail(actor or self.zhou, handover)

    def count_all(self, handover: str, **changed: Any) -> None:
        rows = self.detail(handover).counts.things
        self.service.count(
            self.zhou, handover, {row.code: row.expected for row in rows} | {"cash.10000": 3, "cash.50": 2} | changed
        )

    def prepared(self) -> str:
        handover = self.service.make(self.zhou)
        self.count_all(handover)
        return handover

    def handed(self) -> str:
        handover = self.prepared()
        self.service.hand_over(self.zhou, handover, PIN["A02"])
        return handover

    def read_all(self, handover: str, actor: Actor | None = None) -> None:
        lines = [line.id for line in self.detail(handover).lines if line.unread]
        self.service.tick(actor or self.wu, lines)

    def sealed(self) -> str:
        handover = self.handed()
        self.read_all(handover)
        self.service.accept(self.wu, handover, PIN["A03"])
        return handover

    def state(self, handover: str) -> str:
        return str(self.detail(handover).values["state"])

    def titles(self, handover: str, section: str) -> list[str]:
        return [line.title for line in self.detail(handover).section(section)]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, pins=True)
    yield made
    made.context.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.context.close()


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(AppError) as told:
        call()
    return told.value.code


# --- made from the data -------------------------------------------------------------------------------------------


def test_it_is_made_from_what_waits_and_each_ticket_stands_once(office: Office) -> None:
    office.clock.moment = at(12)
    late = office.take(level=1, description="水管爆了")
    office.clock.moment = at(14)
    soon = office.take(level=2, description="对讲不响")
    later = office.take(description="路灯不亮")
    office.clock.moment = at(14, 30)
    handover = office.service.make(office.zhou)
    where = {line.record_id: line.section for line in office.detail(handover).lines if line.kind == "ticket"}
    assert where == {late: "late", soon: "due", later: "open"}
    assert [line.required for line in office.detail(handover).section("late")] == [True]
    assert office.detail(handover).values["cut_off"] == at(14, 30)


def test_the_cut_off_is_the_end_of_the_shift_and_what_comes_later_is_left_out(office: Office) -> None:
    office.take(description="早上的事")
    office.clock.moment = at(15, 20)
    office.take(description="下午的事")
    handover = office.service.make(office.zhou, DAY_ONE, "early")
    assert office.detail(handover).values["cut_off"] == at(15)
    assert office.titles(handover, "open") == ["早上的事"]


def test_the_shift_that_just_ended_is_proposed_until_it_is_handed_over(office: Office) -> None:
    assert office.service.proposed(office.zhou).title == "早班"
    office.sealed()
    office.clock.moment = at(22, 10)
    assert office.service.proposed(office.zhou).title == "中班"
    office.service.make(office.zhou)
    assert office.service.proposed(office.zhou).title == "晚班"


def test_a_shift_has_one_handover(office: Office) -> None:
    office.service.make(office.zhou)
    assert code_of(lambda: office.service.make(office.wu)) == "handover.made"
    assert code_of(lambda: office.service.make(office.wu, DAY_ONE, "night")) == "handover.early"
    assert code_of(lambda: office.service.make(office.wu, "2026-11-20", "night")) == "handover.past"
    assert code_of(lambda: office.service.make(office.wu, "2025-11-20", "night", paper=True)) == "handover.year"


def test_refreshing_keeps_notes_marks_and_counts(office: Office) -> None:
    first, second = office.take(description="甲"), office.take(description="乙")
    handover = office.prepared()
    office.service.add_note(office.zhou, handover, "电梯厂家明早到", important=True)
    line = next(line for line in office.detail(handover).lines if line.record_id == first)
    office.service.mark(office.zhou, line.id)
    office.context.tickets.do(office.boss, second, "void", {"note": "误报"})
    third = office.take(description="丙")
    assert office.service.refresh(office.zhou, handover) == 1
    detail = office.detail(handover)
    assert {line.record_id for line in detail.section("open")} == {first, third}
    assert [line.required for line in detail.lines if line.record_id == first] == [True]
    assert [line.title for line in detail.section("note")] == ["电梯厂家明早到"]
    assert detail.counts.cash.counted == 30_100


def test_long_sections_say_how_many_more(office: Office) -> None:
    office.context.settings_service.save(office.boss, {"handover.lines": 5})
    office.clock.moment = at(9)
    for number in range(12):
        office.take(level=1, description=f"漏水{number}")
    office.clock.moment = at(14, 30)
    lines = office.detail(office.service.make(office.zhou)).section("late")
    assert len(lines) == 11
    assert "2" in lines[-1].title
    assert lines[-1].required


def test_the_next_shift_and_who_is_on_duty_stand_in_it(office: Office) -> None:
    office.on_duty("A02", "early")
    office.on_duty("A03", "middle")
    detail = office.detail(office.service.make(office.zhou))
    assert detail.crew == ("小周",)
    assert [line.title for line in detail.section("roster")] == ["小吴"]
    assert detail.values["next_title"] == "中班"


def test_residents_callbacks_and_promises_have_their_sections(office: Office) -> None:
    ticket = office.take(description="问")
    office.context.tickets.promise(office.zhou, ticket, "四点前回电", at(16))
    office.context.tickets.do(office.zhou, ticket, "finish", {"result": "好了", "cause": "老化"})
    office.context.tickets.do(office.zhou, ticket, "confirm")
    handover = office.service.make(office.zhou)
    assert office.titles(handover, "promise") == ["四点前回电"]
    assert office.titles(handover, "callback") == ["问"]


def test_shifts_that_overlap_hand_over_one_by_one(office: Office) -> None:
    office.context.shifts.save_kind(office.boss, {"title": "行政班", "starts": "9:00", "ends": "17:30"})
    early = office.service.make(office.zhou, DAY_ONE, "early")
    assert office.detail(early).values["next_title"] == "行政班"
    day = next(kind.id for kind in office.context.shifts.kinds() if kind.title == "行政班")
    other = office.service.make(office.wu, DAY_ONE, day)
    assert office.detail(other).values["next_title"] == "中班"


# --- counting -----------------------------------------------------------------------------------------------------


def test_cash_adds_itself_up_to_fen(office: Office) -> None:
    handover = office.service.make(office.zhou)
    counts = office.service.count(
        office.zhou, handover, {"cash.10000": 2, "cash.2000": "3", "cash.50": 1, "cash.10": 4}
    )
    assert counts.cash.counted == 26_090
    assert office.service.count(office.zhou, handover, {"cash.10000": "", "cash.2000": None}).cash.counted == 90


def test_a_difference_must_be_explained_before_signing(office: Office) -> None:
    office.sealed()
    office.clock.moment = at(21, 50)
    handover = office.service.make(office.wu)
    counts = office.detail(handover).counts
    assert {row.last for row in counts.things} == {row.expected for row in counts.things}
    office.count_all(handover, umbrellas=19, **{"cash.50": 1})
    with pytest.raises(Invalid) as told:
        office.service.hand_over(office.wu, handover, PIN["A03"])
    assert set(told.value.fields) == {"umbrellas", "cash"}
    assert [row.difference for row in office.detail(handover).counts.differing] == [-1, -50]
    office.service.count(office.wu, handover, {}, {"umbrellas": "3-2-501 借走一把", "cash": "找零五角"})
    office.service.hand_over(office.wu, handover, PIN["A03"])
    assert office.state(handover) == "handed"


def test_what_is_known_must_be_counted_or_explained(office: Office) -> None:
    handover = office.service.make(office.zhou)
    with pytest.raises(Invalid) as told:
        office.service.hand_over(office.zhou, handover, PIN["A02"])
    assert "keys" in told.value.fields
    assert "cash" not in told.value.fields


def test_numbers_that_are_none_are_refused(office: Office) -> None:
    handover = office.service.make(office.zhou)
    with pytest.raises(Invalid) as told:
        office.service.count(office.zhou, handover, {"keys": "十二", "cash.10000": -1, "cash": 5, "swords": 1})
    assert set(told.value.fields) == {"keys", "cash.10000", "cash", "swords"}


def test_supervisors_say_how_many_there_should_be(office: Office) -> None:
    office.service.expect(office.he, "keys", 15)
    handover = office.service.make(office.zhou)
    assert office.detail(handover).counts.things[0].expected == 15
    with pytest.raises(NotAllowed):
        office.service.expect(office.zhou, "keys", 1)


# --- notes and flags ----------------------------------------------------------------------------------------------


def test_notes_are_changed_removed_and_brought_back(office: Office) -> None:
    handover = office.service.make(office.zhou)
    note = office.service.add_note(office.zhou, handover, "快递放门卫")
    office.service.edit_note(office.zhou, note, "快递放前台", important=True)
    line = office.detail(handover).section("note")[0]
    assert (line.title, line.required, line.who) == ("快递放前台", True, "小周")
    office.service.remove_note(office.zhou, note)
    assert office.titles(handover, "note") == []
    office.service.restore_note(office.zhou, note)
    assert office.titles(handover, "note") == ["快递放前台"]
    with pytest.raises(Invalid):
        office.service.add_note(office.zhou, handover, "  ")


def test_a_flag_stands_in_every_handover_until_it_is_cleared(office: Office) -> None:
    ticket = office.take(description="地库渗水")
    handover = office.prepared()
    line = next(line for line in office.detail(handover).lines if line.record_id == ticket)
    flag = office.service.flag(office.zhou, line.id, "下雨就看一次")
    office.service.refresh(office.zhou, handover)
    assert [(line.record_id, line.required) for line in office.detail(handover).section("flag")] == [(ticket, True)]
    assert office.titles(handover, "open") == []
    office.service.hand_over(office.zhou, handover, PIN["A02"])
    office.read_all(handover)
    office.service.accept(office.wu, handover, PIN["A03"])
    office.clock.moment = at(21, 50)
    later = office.service.make(office.wu)
    assert [line.flag_id for line in office.detail(later).section("flag")] == [flag]
    assert [matter.group for matter in office.service.matters(office.wu, at(22), at(23))] == ["handover.flag"]
    office.service.clear(office.wu, flag, "已做防水")
    office.service.refresh(office.wu, later)
    assert office.titles(later, "flag") == []
    assert [line.record_id for line in office.detail(later).section("open")] == [ticket]
    assert office.service.verify(office.wu, handover).whole
    assert code_of(lambda: office.service.clear(office.wu, flag, "再来")) == "handover.cleared"
    office.service.restore_flag(office.wu, flag)
    assert [each.id for each in office.service.flags(office.wu)] == [flag]


def test_clearing_a_flag_leaves_drafts_as_they_are_until_they_are_made_anew(office: Office) -> None:
    handover = office.prepared()
    note = office.service.add_note(office.zhou, handover, "快递放门卫")
    flag = office.service.flag(office.zhou, note)
    office.service.refresh(office.zhou, handover)
    lines = office.detail(handover).lines
    # Another desk may have sealed this draft already: what it holds is changed by whoever prepares it, and nobody else.
    office.service.clear(office.wu, flag, "已取走")
    assert office.detail(handover).lines == lines
    office.service.refresh(office.zhou, handover)
    assert office.titles(handover, "flag") == []
    assert [(line.flag_id, line.required) for line in office.detail(handover).section("note")] == [("", False)]
    office.service.restore_flag(office.wu, flag)
    office.service.refresh(office.zhou, handover)
    office.service.clear(office.zhou, flag, "已取走", handover)
    assert office.titles(handover, "flag") == []


def test_a_line_that_must_be_read_stays_so(office: Office) -> None:
    office.clock.moment = at(9)
    office.take(level=1, description="漏水")
    office.clock.moment = at(14, 30)
    handover = office.service.make(office.zhou)
    line = office.detail(handover).section("late")[0]
    assert code_of(lambda: office.service.mark(office.zhou, line.id, False)) == "handover.must_read"


# --- signing ------------------------------------------------------------------------------------------------------


def test_from_draft_to_sealed(office: Office) -> None:
    office.clock.moment = at(9)
    office.take(level=1, description="漏水")
    office.clock.moment = at(14, 30)
    handover = office.handed()
    assert code_of(lambda: office.service.accept(office.wu, handover, PIN["A03"])) == "handover.unread"
    assert [waiting.unread for waiting in office.service.waiting(office.wu)] == [1]
    office.read_all(handover)
    assert office.detail(handover).section("late")[0].read_by == "小吴"
    office.service.accept(office.wu, handover, PIN["A03"])
    values = office.detail(handover).values
    assert (values["state"], values["out_name"], values["in_name"]) == ("sealed", "小周", "小吴")
    assert len(values["seal"]) == 64
    assert office.service.verify(office.wu, handover).whole
    assert office.service.waiting(office.wu) == []
    assert [step.action for step in office.detail(handover).steps] == ["make", "hand_over", "accept", "seal"]


def test_the_incoming_person_signs_at_the_same_desk(locked: Office) -> None:
    handover = locked.handed()
    signer = locked.service.signer("a03", PIN["A03"])
    locked.read_all(handover, signer)
    locked.service.accept(signer, handover, PIN["A03"])
    assert locked.detail(handover).values["in_name"] == "小吴"
    with pytest.raises(Refused):
        locked.service.signer("A03", "0000")


def test_a_wrong_pin_signs_nothing(locked: Office) -> None:
    handover = locked.prepared()
    assert code_of(lambda: locked.service.hand_over(locked.zhou, handover, "1111")) == "account.wrong"
    assert locked.state(handover) == "draft"
    locked.service.hand_over(locked.zhou, handover, PIN["A02"])
    assert code_of(lambda: locked.service.accept(locked.wu, handover, "1111")) == "account.wrong"
    assert locked.state(handover) == "handed"


def test_nobody_accepts_their_own_handover(office: Office) -> None:
    handover = office.handed()
    assert code_of(lambda: office.service.accept(office.zhou, handover, PIN["A02"])) == "handover.own"
    lines = [line.id for line in office.detail(handover).lines] or [handover]
    office.take()
    if lines != [handover]:
        assert code_of(lambda: office.service.tick(office.zhou, lines)) == "handover.own"
    assert "accept" not in [move.action for move in office.detail(handover, office.zhou).moves]


def test_what_came_meanwhile_is_in_when_it_is_signed(office: Office) -> None:
    handover = office.prepared()
    office.clock.advance(10 * MINUTE)
    office.take(description="最后一刻")
    assert office.service.hand_over(office.zhou, handover, PIN["A02"]) == 1
    assert office.titles(handover, "open") == ["最后一刻"]
    assert office.detail(handover).values["cut_off"] == at(14, 40)


def test_a_handover_is_taken_back_before_it_is_accepted(office: Office) -> None:
    ticket = office.take(description="甲")
    handover = office.prepared()
    line = next(line for line in office.detail(handover).lines if line.record_id == ticket)
    office.service.mark(office.zhou, line.id)
    office.service.hand_over(office.zhou, handover, PIN["A02"])
    office.read_all(handover)
    with pytest.raises(NotAllowed):
        office.service.take_back(office.wu, handover)
    office.service.take_back(office.zhou, handover)
    detail = office.detail(handover)
    assert (detail.values["state"], detail.values["out_name"], detail.unread) == ("draft", "", 1)
    office.service.add_note(office.zhou, handover, "忘了说")


def test_a_handover_is_refused_with_a_reason(office: Office) -> None:
    handover = office.handed()
    with pytest.raises(Invalid):
        office.service.refuse(office.wu, handover, " ")
    office.service.refuse(office.wu, handover, "现金少五十")
    assert office.state(handover) == "draft"
    last = office.detail(handover).steps[-1]
    assert (last.action, last.note, last.who) == ("refuse", "现金少五十", "小吴")


def test_with_nobody_coming_it_is_left_and_signed_afterwards(office: Office) -> None:
    office.clock.moment = at(9)
    office.take(level=1, description="漏水")
    office.clock.moment = at(14, 30)
    handover = office.prepared()
    office.service.leave(office.zhou, handover, PIN["A02"])
    seal = office.detail(handover).values["seal"]
    assert (office.state(handover), len(seal)) == ("left", 64)
    assert [waiting.state for waiting in office.service.waiting(office.wu)] == ["left"]
    office.clock.moment = at(22, 30)
    assert code_of(lambda: office.service.accept(office.wu, handover, PIN["A03"])) == "handover.unread"
    office.read_all(handover)
    office.service.accept(office.wu, handover, PIN["A03"])
    detail = office.detail(handover)
    assert (detail.values["state"], detail.values["seal"]) == ("sealed", seal)
    assert [(step.action, step.addition) for step in detail.steps][-1] == ("late", True)
    assert office.service.verify(office.wu, handover).whole


def test_leaving_it_while_somebody_is_on_duty_needs_a_reason(office: Office) -> None:
    office.on_duty("A03", "middle")
    handover = office.handed()
    with pytest.raises(Invalid):
        office.service.leave(office.zhou, handover, PIN["A02"])
    office.service.leave(office.zhou, handover, PIN["A02"], "小吴请假")
    assert office.detail(handover).values["in_note"] == "小吴请假"


def test_a_supervisor_accepts_in_place_of_somebody(office: Office) -> None:
    office.clock.moment = at(9)
    office.take(level=1, description="漏水")
    office.clock.moment = at(14, 30)
    handover = office.handed()
    with pytest.raises(NotAllowed):
        office.service.accept_instead(office.wu, handover, "没空", PIN["A03"])
    office.service.accept_instead(office.he, handover, "小吴送医院了", PIN["S01"])
    values = office.detail(handover).values
    assert (values["state"], values["in_mode"], values["in_name"]) == ("sealed", "instead", "何主管")
    assert office.service.verify(office.he, handover).whole


def test_a_handover_from_paper_is_marked_as_such(office: Office) -> None:
    handover = office.service.make(office.zhou, "2026-11-20", "night", paper=True)
    office.service.add_note(office.zhou, handover, "停电两小时")
    office.count_all(handover)
    assert code_of(lambda: office.service.hand_over(office.zhou, handover, PIN["A02"])) == "handover.paper"
    with pytest.raises(Invalid):
        office.service.enter_signed(office.zhou, handover, "", "", PIN["A02"])
    office.service.enter_signed(office.zhou, handover, office.staff["A03"], office.staff["S01"], PIN["A02"])
    detail = office.detail(handover)
    assert (detail.values["out_name"], detail.values["in_name"]) == ("小吴", "何主管")
    assert (detail.values["back_entered"], detail.values["in_mode"]) == (1, "paper")
    assert [(step.action, step.who) for step in detail.steps][:1] == [("make_paper", "小周")]
    assert office.service.verify(office.zhou, handover).whole


# --- sealed -------------------------------------------------------------------------------------------------------


def test_nothing_is_changed_after_sealing_but_additions_are_marked(office: Office) -> None:
    handover = office.sealed()
    for verb in (
        lambda: office.service.add_note(office.zhou, handover, "再说"),
        lambda: office.service.refresh(office.zhou, handover),
        lambda: office.service.count(office.zhou, handover, {"keys": 1}),
        lambda: office.service.take_back(office.zhou, handover),
        lambda: office.service.refuse(office.wu, handover, "不行"),
        lambda: office.service.set_aside(office.he, handover, "不要了"),
        lambda: office.service.hand_over(office.zhou, handover, PIN["A02"]),
    ):
        with pytest.raises(Refused):
            verb()
    office.service.add(office.wu, handover, "伞找到了")
    office.service.add(office.zhou, handover, "谢谢")
    steps = [step for step in office.detail(handover).steps if step.addition]
    assert [(step.who, step.note) for step in steps] == [("小吴", "伞找到了"), ("小周", "谢谢")]
    assert office.service.verify(office.zhou, handover).whole


def test_a_seal_holds_when_the_records_go_on(office: Office) -> None:
    ticket = office.take(description="甲")
    handover = office.sealed()
    office.context.tickets.do(office.boss, ticket, "void", {"note": "误报"})
    office.context.staff.save(office.boss, {"name": "周小姐"}, office.staff["A02"])
    office.context.shifts.save_kind(office.boss, {"title": "上午班", "starts": "7:00", "ends": "12:00"}, "early")
    assert office.service.verify(office.wu, handover).whole
    assert office.titles(handover, "open") == ["甲"]


@pytest.mark.parametrize(
    ("sql", "row", "how"),
    [
        ("UPDATE handover_line SET title = '乙' WHERE section = 'open'", "lines|open|", "changed"),
        ("DELETE FROM handover_line WHERE section = 'open'", "lines|open|", "missing"),
        ("UPDATE handover_count SET counted = 11 WHERE code = 'keys'", "counts|keys", "changed"),
        ("UPDATE handover SET in_name = '别人'", "signatures", "changed"),
        ("UPDATE handover SET on_day = '2026-11-22'", "head", "changed"),
        ("DELETE FROM handover_tick", "ticks|", "missing"),
        (
            "INSERT INTO handover_event (id, handover_id, action, note, chained, digest) SELECT 'x', id, 'add', '编的',"
            " seal, 'f' FROM handover",
            "additions|",
            "changed",
        ),
        (
            "INSERT INTO handover_line (id, handover_id, section, title) SELECT id || '|note|x', id, 'note', '后来写的'"
            " FROM handover",
            "lines|note|x",
            "added",
        ),
    ],
)
def test_a_changed_row_is_named(office: Office, sql: str, row: str, how: str) -> None:
    ticket = office.take(description="甲")
    handover = office.prepared()
    line = next(line for line in office.detail(handover).lines if line.record_id == ticket)
    office.service.mark(office.zhou, line.id)
    office.service.hand_over(office.zhou, handover, PIN["A02"])
    office.read_all(handover)
    office.service.accept(office.wu, handover, PIN["A03"])
    office.service.add(office.wu, handover, "丢了一把伞")
    with office.context.store.change() as work:
        work.database.run(sql)
    verdict = office.service.verify(office.wu, handover)
    assert not verdict.whole
    assert [(d.row.startswith(row), d.how) for d in verdict.differences] == [(True, how)]
    assert str(verdict.differences[0].text)


def test_the_seal_is_the_same_for_ever(office: Office) -> None:
    """The format is written down: another program must come to the same bytes."""
    from app.features.handover.content import Content, canonical, seal_of
    from app.features.handover.records import Handover, HandoverCount, HandoverTick

    head = Handover(
        id="h", on_day=DAY_ONE, kind_id="early", shift_title="早班", cut_off=5, out_name="小周", sealed_at=9
    )
    line = HandoverLine(id="h|note|1", handover_id="h", section="note", title="“水”", required=1)
    tick = HandoverTick(id="h|note|1|read", handover_id="h", line_id="h|note|1", staff_id="s", name="小吴", at=7)
    count = HandoverCount(id="h|keys", handover_id="h", code="keys", title="钥匙", expected=12, counted=12)
    content = Content(head, (line,), (tick,), (count,))
    assert (
        canonical(content)
        == (
            '{"counts":{"keys":{"counted":12,"expected":12,"last":null,"reason":"","title":"钥匙"}},"format":1,'
            '"head":{"back_entered":0,"cut_off":5,"ends_at":null,"id":"h","kind_id":"early","last_id":"","next_day":"",'
            '"next_ends":null,"next_kind":"","next_title":"","on_day":"2026-11-23","shift_title":"早班","starts_at":null},'
            '"lines":{"note|1":{"detail":"","due_at":null,"flag_id":"","kind":"","late":0,"level":0,"marked":0,"number":"",'
            '"place":"","record_id":"","required":1,"section":"note","title":"“水”","who":""}},'
            '"signatures":{"in_at":null,"in_id":"","in_mode":"","in_name":"","in_note":"","out_at":null,"out_id":"",'
            '"out_name":"小周","sealed_at":9},"ticks":{"note|1":{"at":7,"name":"小吴","staff_id":"s"}}}'
        ).encode()
    )
    assert hashlib.blake2b(canonical(content), digest_size=32).hexdigest() == seal_of(content)
    assert seal_of(content) == "05a45e3634f25ab59c6ec94a6b544071011da112bb89591a4ad8e15c244be466"


def test_a_broken_one_is_set_aside_by_a_supervisor_and_made_anew(office: Office) -> None:
    handover = office.sealed()
    with office.context.store.change() as work:
        work.database.run("UPDATE handover SET out_name = '别人'")
    with pytest.raises(NotAllowed):
        office.service.set_aside(office.zhou, handover, "坏了")
    office.service.set_aside(office.he, handover, "坏了")
    assert office.state(handover) == "void"
    assert office.service.make(office.zhou, DAY_ONE, "early") != handover


# --- before the first intake --------------------------------------------------------------------------------------


def test_the_first_intake_waits_for_the_handover_where_the_office_has_it_so(office: Office) -> None:
    office.on_duty("A02", "early")
    office.on_duty("A03", "middle")
    handover = office.handed()
    office.clock.moment = at(15, 5)
    tickets, values = office.context.tickets, {"type": "repair", "level": 3, "place": "大门", "description": "灯"}
    tickets.take(office.wu, values)
    office.context.settings_service.save(office.boss, {"handover.accept_first": True})
    assert code_of(lambda: tickets.take(office.wu, values)) == "handover.waiting"
    tickets.take(office.wu, {**values, "level": 1})
    tickets.take(office.zhou, values)
    tickets.take(office.he, values)
    office.read_all(handover)
    office.service.accept(office.wu, handover, PIN["A03"])
    tickets.take(office.wu, values)


def test_without_a_roster_everybody_but_the_outgoing_is_asked(office: Office) -> None:
    office.handed()
    office.context.settings_service.save(office.boss, {"handover.accept_first": True})
    office.clock.moment = at(15, 5)
    values = {"type": "repair", "level": 3, "place": "大门", "description": "灯"}
    assert code_of(lambda: office.context.tickets.take(office.wu, values)) == "handover.waiting"
    office.context.tickets.take(office.zhou, values)


# --- reading ------------------------------------------------------------------------------------------------------


def test_links_lead_both_ways(office: Office) -> None:
    ticket = office.take(description="甲")
    handover = office.sealed()
    back = office.context.links(office.zhou, "ticket", ticket)
    assert [(link.kind, link.id, link.title) for link in back if link.kind == "handover"] == [
        ("handover", handover, "2026-11-23 早班")
    ]
    assert [(link.kind, link.id) for link in office.context.links(office.zhou, "handover", handover)] == [
        ("ticket", ticket)
    ]


def test_it_is_found_by_its_words_and_listed(office: Office) -> None:
    handover = office.prepared()
    office.service.add_note(office.zhou, handover, "电梯厂家明早到")
    assert [record for _, record in office.context.search.find("电梯厂家", ("handover",), 5)] == [handover]
    assert [hit.id for hit in office.service.search(office.zhou, "明早")] == [handover]
    rows = list(office.service.lister(office.zhou).all())
    assert [row.id for row in rows] == [handover]
    assert office.service.find(office.zhou, DAY_ONE, "早班") == handover
    assert office.service.find(office.zhou, DAY_ONE, "晚班") is None


def test_the_history_says_who_counted_what(office: Office) -> None:
    handover = office.prepared()
    office.service.count(office.zhou, handover, {"keys": 11})
    told = [str(line.text) for line in office.service.history(office.zhou, handover)]
    assert any("12 → 11" in text for text in told)


def test_every_table_is_told_and_opens_with_its_handover(office: Office) -> None:
    office.clock.moment = at(9)
    office.take(level=1, description="漏水")
    office.clock.moment = at(14, 30)
    handover = office.sealed()
    for table, telling in office.service.tellings(office.zhou).items():
        ids = [record for (record,) in office.context.store.rows(f"SELECT id FROM {table}")]
        assert all(telling.name(record) or table == "handover_event" for record in ids), table
        if telling.place is not None:
            assert {telling.place(record) for record in ids} <= {("handover", handover)}


def test_who_may_not_sign_may_not(office: Office) -> None:
    reader = office.context.staff.save(office.boss, {"number": "R01", "name": "看看", "roles": ["reader"]})
    actor = office.context.accounts.actor(reader)
    handover = office.handed()
    assert office.detail(handover, actor).moves == ()
    for verb in (
        lambda: office.service.make(actor),
        lambda: office.service.refresh(actor, handover),
        lambda: office.service.tick(actor, []),
        lambda: office.service.accept(actor, handover),
        lambda: office.service.refuse(actor, handover, "x"),
        lambda: office.service.leave(actor, handover),
        lambda: office.service.add(actor, handover, "x"),
        lambda: office.service.count(actor, handover, {}),
        lambda: office.service.clear(actor, handover, "x"),
    ):
        with pytest.raises(NotAllowed):
            verb()
    with pytest.raises(NotFound):
        office.service.detail(actor, "nothing")


def test_a_week_of_shifts_each_compares_with_the_one_before(office: Office) -> None:
    for number in range(6):
        handover = office.prepared()
        office.service.leave(office.zhou, handover, PIN["A02"])
        detail = office.detail(handover)
        assert detail.counts.cash.last == (None if number == 0 else 30_100)
        office.clock.advance(8 * HOUR if number % 3 else DAY)
