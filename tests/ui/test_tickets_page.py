"""The ticket desk as a receptionist uses it: by keyboard, from the call to the closed ticket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.text import load_catalogue
from tests.support.desk import desk_for, open_test_office, type_text
from ui.bridge.desk import Desk, Target
from ui.features.tickets.changes import ChangesFold
from ui.features.tickets.page import TicketsPage
from ui.features.tickets.promises import PromiseList
from ui.widgets.story import Story

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


@pytest.fixture
def page(seat: Desk, qtbot: QtBot) -> TicketsPage:
    shown = TicketsPage(seat)
    qtbot.addWidget(shown)
    shown.resize(1280, 760)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


def call(page: TicketsPage, qtbot: QtBot, who: str, words: str) -> None:
    """Type a call: who, Enter, what they say."""
    page.go(Target("ticket", new=True))
    assert page.intake is not None
    fields = page.intake.fields
    qtbot.keyClicks(fields.who, who)
    with qtbot.waitSignal(fields.caller_chosen):
        qtbot.keyClick(fields.who, Qt.Key.Key_Return)
    type_text(fields.description, words)
    page.intake._ask_advice()  # what the short delay after the last key does


def take(page: TicketsPage, qtbot: QtBot, who: str = "3-2-501", words: str = "厨房水管爆了，水漫到客厅了") -> str:
    """Take a ticket by keyboard and return its number."""
    call(page, qtbot, who, words)
    assert page.intake is not None
    qtbot.keyClick(page.intake.fields.description, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(page.intake.receipt.hasFocus)
    return page.intake.receipt.number.text()


@pytest.mark.parametrize("who", ["3-2-501", "3#2-0501", "1234", "oyxm", "19900001234"])
def test_any_way_to_name_the_caller_finds_them(page: TicketsPage, qtbot: QtBot, who: str) -> None:
    call(page, qtbot, who, "厨房水管爆了")
    assert page.intake is not None
    values = page.intake.fields.values()
    assert values["requester_name"] == "欧阳小明"
    assert values["requester_phone"] == "19900001234"
    assert values["house_id"]


def test_the_description_proposes_scenario_type_category_and_level(page: TicketsPage, qtbot: QtBot) -> None:
    call(page, qtbot, "3-2-501", "厨房水管爆了，水漫到客厅了")
    assert page.intake is not None
    fields = page.intake.fields
    assert fields.value("type") == "repair"
    assert fields.value("level") == "1"
    assert fields.value("scenario").startswith("emergency.")
    assert fields.reason.text()
    assert "09:30" in fields.due.text()
    assert page.intake.script.isVisible()


def test_what_a_person_chose_stays(page: TicketsPage, qtbot: QtBot) -> None:
    call(page, qtbot, "3-2-501", "厨房水管爆了，水漫到客厅了")
    assert page.intake is not None
    fields = page.intake.fields
    level = fields.combos["level"]
    level.setFocus()
    qtbot.keyClick(level, Qt.Key.Key_Down)
    level.activated.emit(level.currentIndex())
    assert fields.value("level") == "2"
    type_text(fields.description, "，还在冒水")
    page.intake._ask_advice()
    assert fields.value("level") == "2"


def test_a_ticket_is_taken_without_the_mouse(page: TicketsPage, qtbot: QtBot, context: AppContext) -> None:
    number = take(page, qtbot)
    assert number == "GD261123-A-0001"
    assert number in QGuiApplication.clipboard().text()
    row = context.store.rows("SELECT requester_name, level, state FROM ticket")[0]
    assert row == ("欧阳小明", 1, "new")


def test_errors_stand_under_their_fields_and_nothing_is_lost(page: TicketsPage, qtbot: QtBot) -> None:
    page.go(Target("ticket", new=True))
    assert page.intake is not None
    fields = page.intake.fields
    type_text(fields.name, "陌生人")
    qtbot.keyClick(fields.description, Qt.Key.Key_Return, CTRL)
    assert fields._errors["place"].text()
    assert fields._errors["description"].text()
    assert fields.name.text() == "陌生人"
    type_text(fields.place, "3栋大堂")
    type_text(fields.description, "大堂灯不亮")
    qtbot.keyClick(fields.description, Qt.Key.Key_Return, CTRL)
    assert page.intake.receipt.number.text().startswith("GD261123")


def test_escape_asks_before_something_typed_is_lost(page: TicketsPage, qtbot: QtBot, seat: Desk) -> None:
    call(page, qtbot, "3-2-501", "写了一半")
    assert page.intake is not None
    seat.voice.will_answer("stay")
    qtbot.keyClick(page.intake.fields.description, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.intake
    seat.voice.will_answer("discard")
    qtbot.keyClick(page.intake.fields.description, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list


def test_a_second_call_about_the_same_matter_joins_the_first(
    page: TicketsPage, qtbot: QtBot, context: AppContext
) -> None:
    take(page, qtbot)
    call(page, qtbot, "3-2-501", "厨房水管爆了，水漫到客厅了，怎么还没来")
    assert page.intake is not None
    near = page.intake.fields.near
    assert near.isVisible()
    near.joined.emit(context.store.value("SELECT id FROM ticket"))
    assert context.store.value("SELECT count(*) FROM ticket") == 1
    assert context.store.value("SELECT count(*) FROM ticket_event WHERE action = 'joined'") == 1


def test_from_dispatch_to_closed_in_the_detail_pane(
    page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    take(page, qtbot)
    assert page.intake is not None
    qtbot.keyClick(page.intake.receipt, Qt.Key.Key_F8)
    assert page.currentWidget() is page.list
    detail = page.detail
    assert detail is not None
    panel = detail._panel
    assert panel is not None
    worker = context.store.value("SELECT id FROM staff WHERE number = 'E01'")
    panel.form.set_value("assignee_id", worker)
    panel.make()
    state = lambda: context.store.value("SELECT state FROM ticket")  # noqa: E731 - read four times
    assert state() == "dispatched"
    for action, values, after in (
        ("start", {}, "working"),
        ("finish", {"result": "更换水管", "cause": "设施老化"}, "check"),
        ("confirm", {}, "callback"),
        ("close", {"resident_word": "satisfied", "satisfaction": "5"}, "closed"),
    ):
        detail.start_move(action)
        panel = detail._panel
        assert panel is not None, action
        for key, value in values.items():
            panel.form.set_value(key, value)
        panel.make()
        assert state() == after
    actions = [entry.action for entry in context.tickets.timeline(seat.actor, detail.record_id or "")]
    assert actions == ["take", "dispatch", "start", "finish", "confirm", "close"]


def test_a_move_that_lacks_something_says_so_and_keeps_the_form(page: TicketsPage, qtbot: QtBot) -> None:
    take(page, qtbot)
    assert page.intake is not None
    qtbot.keyClick(page.intake.receipt, Qt.Key.Key_Return)
    detail = page.detail
    assert detail is not None
    detail.start_move("finish")
    panel = detail._panel
    assert panel is not None
    type_text(panel.form.editor("result"), "换了角阀")
    panel.make()
    assert detail._panel is panel
    assert panel.form.value("result") == "换了角阀"


def test_a_slip_is_printed_with_f9(page: TicketsPage, qtbot: QtBot) -> None:
    opened: list[Path] = []
    page.output.open_made = opened.append
    number = take(page, qtbot)
    assert page.intake is not None
    qtbot.keyClick(page.intake.receipt, Qt.Key.Key_F9)
    from app.documents.preview import opened as pages

    assert len(opened) == 1
    with pages(opened[0]) as pdf:
        assert number in pdf.text(0)
        assert "欧阳小明" in pdf.text(0)


def test_the_open_detail_follows_changes_made_elsewhere(
    page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    take(page, qtbot)
    record = context.store.value("SELECT id FROM ticket")
    page.go(Target("ticket", record))
    assert page.detail is not None
    assert page.detail.record_id == record
    with qtbot.waitSignal(seat.feed.changed):
        context.tickets.do(seat.actor, record, "void", {"note": "误报"})
    assert context.store.value("SELECT state FROM ticket") == "void"
    qtbot.waitUntil(lambda: page.list.model.total == 0)


def test_choices_follow_the_language_and_the_dictionaries(
    page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    page.go(Target("ticket", new=True))
    assert page.intake is not None
    fields = page.intake.fields
    fields._set_combo("type", "repair")
    load_catalogue(context.paths.resources / "i18n", "zh_CN")
    QApplication.sendEvent(fields, QEvent(QEvent.Type.LanguageChange))
    assert fields.combos["type"].currentText() == "维修"
    before = fields.combos["category"].count()
    with qtbot.waitSignal(seat.feed.changed):
        branch = context.categories.tree()[0].code
        context.categories.save(seat.actor, {"parent": branch, "title": "新类别", "type": "repair", "level": 3})
    assert fields.combos["category"].count() == before + 1


def test_a_form_opened_before_somebody_elses_change_keeps_that_change(
    page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    take(page, qtbot)
    record = context.store.value("SELECT id FROM ticket")
    page.go(Target("ticket", record, {"edit": True}))
    assert page.intake is not None
    context.tickets.edit(seat.actor, record, {"level": 2})
    type_text(page.intake.fields.description, "（补充：在厨房）")
    page.intake.save()
    level, description = context.store.rows("SELECT level, description FROM ticket")[0]
    assert level == 2
    assert "补充" in description


def test_a_promise_is_withdrawn_with_a_reason(page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk) -> None:
    take(page, qtbot)
    record = context.store.value("SELECT id FROM ticket")
    context.tickets.promise(seat.actor, record, "30 分钟内回复您", context.clock.now() + 30 * 60_000)
    page.go(Target("ticket", record))
    assert page.detail is not None
    promises = page.detail.findChild(PromiseList)
    assert promises is not None
    next(tool for tool in promises.findChildren(QToolButton) if tool.accessibleName() == "Withdraw…").click()
    reason = next(
        field for field in promises.findChildren(QLineEdit) if field.accessibleName() == "Why is it withdrawn?"
    )
    type_text(reason, "业主改约明天")
    with qtbot.waitSignal(seat.feed.changed):
        qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert context.store.rows("SELECT cancelled, note FROM promise") == [(1, "业主改约明天")]
    words = [label.text() for label in page.detail.widget().findChildren(QLabel)]
    assert "Withdrawn: 业主改约明天" in words


def test_the_detail_unfolds_who_changed_what(page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk) -> None:
    take(page, qtbot)
    record = context.store.value("SELECT id FROM ticket")
    context.tickets.edit(seat.actor, record, {"level": 3})
    page.go(Target("ticket", record))
    assert page.detail is not None
    fold = page.detail.findChild(ChangesFold)
    assert fold is not None
    assert fold.findChild(Story) is None
    fold.button.click()
    assert "Level: Level 1 → Level 3" in [label.text() for label in fold.findChildren(QLabel)]


def test_a_half_typed_promise_outlives_what_others_do_with_the_ticket(
    page: TicketsPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    take(page, qtbot)
    record = context.store.value("SELECT id FROM ticket")
    page.go(Target("ticket", record))
    assert page.detail is not None
    promises = page.detail.findChild(PromiseList)
    assert promises is not None
    type_text(promises.text, "下午三点前回电")
    with qtbot.waitSignal(seat.feed.changed):
        context.tickets.do(seat.actor, record, "note", {"note": "同事补充"})
    assert page.detail.findChild(PromiseList) is promises
    assert promises.text.text() == "下午三点前回电"
    type_text(promises.due, "15:00")
    qtbot.keyClick(promises.due, Qt.Key.Key_Return)
    assert context.store.value("SELECT text FROM promise") == "下午三点前回电"
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.findChild(PromiseList).text.text() == "")
