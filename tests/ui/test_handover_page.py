"""The handover tab by keyboard: made, counted, noted, signed, read line by line, accepted; and the duty grid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.clock import HeldClock
from app.features.handover.service import HandoverDetail
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.finding import child
from tests.support.office import ZONE
from ui.bridge.desk import Desk, Target
from ui.features.handover.kinds import KindsView
from ui.features.handover.page import HandoverPage
from ui.features.handover.sheet import HandoverSheet
from ui.features.tickets.intake import IntakePanel

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(ZONE.moment(datetime(2026, 11, 23, 9, 0)))


@pytest.fixture
def context(tmp_path: Path, clock: HeldClock) -> Iterator[AppContext]:
    """An office at 14:30: a late ticket, one that is not due yet, and three who may sign."""
    with open_test_office(tmp_path, clock) as opened:
        admin = opened.accounts.login("0001")
        opened.staff.save(admin, {"number": "A03", "name": "小吴", "roles": ["agent"]})
        take(opened, "水管爆了", 1)
        clock.moment = ZONE.moment(datetime(2026, 11, 23, 14, 30))
        take(opened, "路灯不亮", 3)
        yield opened


def take(context: AppContext, words: str, level: int) -> str:
    admin = context.accounts.login("0001")
    values = {"type": "repair", "level": level, "place": "大门", "description": words}
    return context.tickets.take(admin, values).id


def shown(desk: Desk, qtbot: QtBot) -> HandoverPage:
    page = HandoverPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> HandoverPage:
    return shown(desk_for(context, "A02"), qtbot)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def detail_of(sheet: HandoverSheet) -> HandoverDetail:
    assert sheet.detail is not None
    return sheet.detail


def state(context: AppContext, handover: str) -> str:
    return str(context.handovers.detail(context.accounts.login("0001"), handover).values["state"])


def make(page: HandoverPage, qtbot: QtBot) -> str:
    qtbot.keyClick(page.list.view, KEY.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.currentWidget() is page.sheet
    return page.sheet.record_id


def count(page: HandoverPage, qtbot: QtBot) -> None:
    """Count everything as it should be, from the first number to the last by Enter alone."""
    qtbot.keyClick(page.sheet.lines, KEY.Key_F6)
    detail = page.sheet.detail
    assert detail is not None
    for thing in detail.counts.things:
        assert focused().objectName() == thing.code
        qtbot.keyClicks(focused(), str(thing.expected))
        qtbot.keyClick(focused(), KEY.Key_Return)
    assert focused().objectName() == "cash.10000"
    qtbot.keyClicks(focused(), "3")
    qtbot.keyClick(focused(), KEY.Key_Return)


def handed(page: HandoverPage, qtbot: QtBot) -> str:
    handover = make(page, qtbot)
    count(page, qtbot)
    qtbot.keyClick(page.sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    return handover


def test_a_shift_is_handed_over_by_keyboard(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = make(page, qtbot)
    sheet = page.sheet
    assert [line.title for line in detail_of(sheet).lines] == ["水管爆了", "路灯不亮"]
    count(page, qtbot)
    assert sheet.till.total.text() == "300.00"
    qtbot.keyClick(sheet.lines, KEY.Key_F7)
    type_text(focused(), "电梯厂家明早到")
    qtbot.keyClick(focused(), KEY.Key_Return, CTRL)
    notes = context.handovers.detail(context.accounts.login("0001"), handover).section("note")
    assert [(line.title, line.required) for line in notes] == [("电梯厂家明早到", True)]
    assert sheet.notes.edit.text() == ""
    qtbot.keyClick(sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    assert state(context, handover) == "handed"
    assert not sheet.notes.isVisible()
    qtbot.keyClick(sheet.lines, KEY.Key_Escape)
    assert page.currentWidget() is page.list
    assert page.list.view.current_id() == handover


def test_what_is_not_explained_is_marked_and_takes_the_keyboard(page: HandoverPage, qtbot: QtBot) -> None:
    make(page, qtbot)
    qtbot.keyClick(page.sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    assert focused().objectName() == "keys"
    assert focused().property("wrong") == "true"
    qtbot.keyClicks(focused(), "11")
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert focused().objectName() == "why.keys"
    type_text(focused(), "一串在工程部")
    qtbot.keyClick(focused(), KEY.Key_Tab)
    detail = page.sheet.detail
    assert detail is not None
    assert "keys" not in [each.code for each in detail.counts.unexplained]


def test_space_marks_while_preparing_and_flags_are_carried_on(
    context: AppContext, page: HandoverPage, qtbot: QtBot
) -> None:
    make(page, qtbot)
    sheet = page.sheet
    qtbot.keyClick(sheet.lines, KEY.Key_Down)
    assert sheet.lines.current() is not None
    qtbot.keyClick(sheet.lines, KEY.Key_Space)
    line = sheet.lines.current()
    assert line is not None
    assert (line.title, line.required) == ("路灯不亮", True)
    qtbot.keyClick(sheet.lines, KEY.Key_F4)
    type_text(focused(), "天黑前看一次")
    qtbot.keyClick(focused(), KEY.Key_Return)
    qtbot.keyClick(sheet.lines, KEY.Key_F5)
    assert [flag.detail for flag in context.handovers.flags(page._desk.actor)] == ["天黑前看一次"]
    sheet.lines.select_row(sheet.lines.lines.row_of(detail_of(sheet).section("flag")[0].id))
    qtbot.keyClick(sheet.lines, KEY.Key_Delete)
    type_text(focused(), "修好了")
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert context.handovers.flags(page._desk.actor) == []
    page._desk.voice.undo()
    assert len(context.handovers.flags(page._desk.actor)) == 1


def test_the_next_shift_reads_every_line_and_accepts(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = handed(page, qtbot)
    other = shown(desk_for(context, "A03"), qtbot)
    with qtbot.waitSignal(other.waiting) as told:
        other._count_waiting()
    assert told.args == [1, "soon"]
    other.go(Target("handover", handover))
    sheet = other.sheet
    line = sheet.lines.current()
    assert line is not None
    assert line.title == "水管爆了"
    qtbot.keyClick(sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    assert state(context, handover) == "handed"
    assert "水管爆了" in str(other._desk.voice.said[-1].text)
    sheet.lines.setFocus()
    qtbot.keyClick(sheet.lines, KEY.Key_Space)
    assert sheet.detail is not None
    assert sheet.detail.unread == 0
    qtbot.keyClick(sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    assert state(context, handover) == "sealed"
    assert sheet.sign.addition is not None
    type_text(sheet.sign.addition, "伞找到了")
    qtbot.keyClick(sheet.sign.addition, KEY.Key_Return)
    assert [step.note for step in sheet.detail.steps if step.action == "add"] == ["伞找到了"]


def test_somebody_else_takes_over_at_the_same_desk(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = handed(page, qtbot)
    sheet = page.sheet
    qtbot.keyClick(sheet.lines, KEY.Key_F8)
    assert focused() is sheet.sign.number
    qtbot.keyClicks(focused(), "A03")
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert focused() is sheet.lines
    qtbot.keyClick(sheet.lines, KEY.Key_Space)
    qtbot.keyClick(sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    values = context.handovers.detail(page._desk.actor, handover).values
    assert (values["state"], values["in_name"]) == ("sealed", "小吴")


def test_it_is_refused_with_a_reason(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = handed(page, qtbot)
    other = shown(desk_for(context, "A03"), qtbot)
    other.open_sheet(handover)
    other.sheet.sign._begin("refuse")
    assert focused() is other.sheet.sign.reason
    type_text(focused(), "现金少五十")
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert state(context, handover) == "draft"
    other.sheet.sign._begin("set_aside")
    qtbot.keyClick(focused(), KEY.Key_Escape)
    assert other.sheet.sign.reason is None
    assert other.currentWidget() is other.sheet


def test_a_broken_seal_is_said(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = make(page, qtbot)
    count(page, qtbot)
    page.sheet.sign._begin("leave")
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert state(context, handover) == "left"
    assert any("holds" in one.text() for one in page.sheet.sign.findChildren(QLabel))
    with context.store.change() as work:
        work.database.run("UPDATE handover SET out_name = '别人'")
        work.touch("handover", handover)
    qtbot.waitUntil(lambda: any("broken" in one.text() for one in page.sheet.sign.findChildren(QLabel)))


def test_one_from_paper_is_entered(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    page.enter_from_paper()
    assert page.frame is not None
    page.frame.form.set_values({"day": "2026-11-20", "kind": "night"})
    page.frame.save()
    assert page.currentWidget() is page.sheet
    handover = page.sheet.record_id
    count(page, qtbot)
    qtbot.keyClick(page.sheet.lines, KEY.Key_F8)
    qtbot.keyClick(focused(), KEY.Key_Space)
    assert state(context, handover) == "sealed"


def test_a_record_opens_from_its_line(page: HandoverPage, qtbot: QtBot) -> None:
    make(page, qtbot)
    with qtbot.waitSignal(page._desk.wanted) as wanted:
        qtbot.keyClick(page.sheet.lines, KEY.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0].kind == "ticket"


def test_a_note_begun_is_kept_when_one_looks_elsewhere(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = make(page, qtbot)
    type_text(page.sheet.notes.edit, "还没写完")
    page.leave(lambda: page.show_view("handover"))
    page.open_sheet(handover)
    assert page.sheet.notes.edit.text() == "还没写完"


def test_duty_is_entered_copied_and_taken_off_by_keyboard(context: AppContext, qtbot: QtBot) -> None:
    page = shown(desk_for(context, "0001"), qtbot)
    qtbot.keyClick(page, KEY.Key_Tab, CTRL)
    duty = page.duty
    assert page.currentWidget() is duty
    qtbot.keyClick(duty.grid, KEY.Key_Return)
    assert duty.popup is not None
    popup = duty.popup
    type_text(popup.who, "小吴")
    with qtbot.waitSignal(popup.who.picked):
        qtbot.keyClick(popup.who, KEY.Key_Return)
    type_text(popup.role, "前台")
    qtbot.keyClick(popup.role, KEY.Key_Return)
    page.activateWindow()  # as every window system does when a popup closes
    assert page.focusWidget() is duty.grid
    shift = context.shifts.shift("2026-11-23", "early")
    assert [(entry.name, entry.role) for entry in context.shifts.on_duty(shift)] == [("小吴", "前台")]
    qtbot.keyClick(duty.grid, KEY.Key_PageDown)
    qtbot.keyClick(duty.grid, KEY.Key_D, CTRL)
    later = context.shifts.shift("2026-11-30", "early")
    assert [entry.name for entry in context.shifts.on_duty(later)] == ["小吴"]
    qtbot.waitUntil(lambda: len(duty.entries()) == 1)
    qtbot.keyClick(duty.grid, KEY.Key_Delete)
    assert context.shifts.on_duty(later) == ()
    page._desk.voice.undo()
    assert [entry.name for entry in context.shifts.on_duty(later)] == ["小吴"]


def test_kinds_and_expected_numbers_are_edited(context: AppContext, qtbot: QtBot) -> None:
    page = shown(desk_for(context, "0001"), qtbot)
    page.show_view("duty")
    page.duty.kinds.click()
    view = child(page, KindsView)
    title, starts, ends, _ = view.rows[""]
    type_text(title, "行政班")
    qtbot.keyClicks(starts, "8:30")
    qtbot.keyClicks(ends, "25")
    qtbot.keyClick(ends, KEY.Key_Return)
    assert ends.property("wrong") == "true"
    ends.clear()
    qtbot.keyClicks(ends, "17:30")
    qtbot.keyClick(ends, KEY.Key_Return)
    assert "行政班" in [kind.title for kind in context.shifts.kinds()]
    edit: QLineEdit = view.expected["keys"]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "15")
    qtbot.keyClick(edit, KEY.Key_Tab)
    entry = context.dictionaries.entry("counted", "keys")
    assert entry is not None
    assert entry.extra["expected"] == 15


def test_a_receptionist_sees_duty_and_changes_nothing(page: HandoverPage, qtbot: QtBot) -> None:
    page.go(Target("duty"))
    qtbot.keyClick(page.duty.grid, KEY.Key_Return)
    assert page.duty.popup is None
    assert not page.duty.copy.isVisible()


def test_the_refused_intake_opens_the_handover(context: AppContext, page: HandoverPage, qtbot: QtBot) -> None:
    handover = handed(page, qtbot)
    context.settings_service.save(context.accounts.login("0001"), {"handover.accept_first": True})
    seat = desk_for(context, "A03")
    intake = IntakePanel(seat)
    qtbot.addWidget(intake)
    intake.begin({"type": "repair", "level": "3", "place": "大门", "description": "灯不亮"})
    intake.save()
    message = seat.voice.said[-1]
    assert message.action is not None
    assert message.action.act is not None
    with qtbot.waitSignal(seat.wanted) as wanted:
        message.action.act()
    assert wanted.args is not None
    other = shown(seat, qtbot)
    other.go(wanted.args[0])
    assert other.sheet.record_id == handover
