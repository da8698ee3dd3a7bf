"""The complaints tab as a receptionist uses it: by keyboard, from the complaint to its archived end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.clock import DAY, HeldClock
from app.features.complaints import rules
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.office import MORNING
from ui.bridge.desk import Desk, Target
from ui.features.complaints.intake import ComplaintForm
from ui.features.complaints.letters import LetterEditor
from ui.features.complaints.page import ComplaintsPage
from ui.features.complaints.pane import FILE, LETTERS, ComplaintPane

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def context(tmp_path: Path, clock: HeldClock) -> Iterator[AppContext]:
    with open_test_office(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


@pytest.fixture
def page(seat: Desk, qtbot: QtBot) -> ComplaintsPage:
    shown = ComplaintsPage(seat)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


def intake(page: ComplaintsPage) -> ComplaintForm:
    """Open the intake."""
    page.go(Target("complaint", new=True))
    assert isinstance(page.frame, ComplaintForm)
    return page.frame


def take(page: ComplaintsPage, qtbot: QtBot, who: str = "3-2-501", words: str = "楼上半夜挪家具，孩子睡不着") -> str:
    """Take a complaint by keyboard and return its id."""
    form = intake(page)
    qtbot.keyClicks(form.who, who)
    with qtbot.waitSignal(form.caller_chosen):
        qtbot.keyClick(form.who, Qt.Key.Key_Return)
    type_text(form.form.editor("description"), words)
    with qtbot.waitSignal(form.taken) as taken:
        qtbot.keyClick(form.form.editor("description"), Qt.Key.Key_Return, CTRL)
    assert taken.args is not None
    return str(taken.args[0])


def shown_pane(page: ComplaintsPage, qtbot: QtBot, complaint: str) -> ComplaintPane:
    """Return the pane once it shows the complaint."""
    page.go(Target("complaint", complaint))
    pane = page.pane
    assert pane is not None
    qtbot.waitUntil(lambda: pane._shown is not None and pane._shown.detail.values["id"] == complaint)
    return pane


def write(pane: ComplaintPane, **values: Any) -> None:
    """Fill the form of the present stage."""
    assert pane.stage_form is not None
    form = pane.stage_form.form
    for key, value in values.items():
        editor = form.editor(key)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
            editor.activated.emit(editor.currentIndex())
        else:
            type_text(editor, value)


def go_on(pane: ComplaintPane, qtbot: QtBot) -> None:
    """Press Ctrl+Enter in the stage's form and wait for the pane to show what came of it."""
    assert pane.stage_form is not None
    with qtbot.waitSignal(pane.stage_form.done):
        pane.stage_form.form.save_wanted.emit()


def test_a_complaint_is_taken_without_the_mouse(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    complaint = take(page, qtbot)
    row = context.store.rows("SELECT person_name, house_id <> '', stage, number FROM complaint")[0]
    assert row == ("欧阳小明", 1, "soothe", "TS261123-A-0001")
    assert page.currentWidget() is page.front
    assert page.list.view.current_id() == complaint


def test_due_times_and_the_owner_card_stand_beside_the_form_before_it_is_saved(
    page: ComplaintsPage, qtbot: QtBot
) -> None:
    form = intake(page)
    assert "09:00" in form.due.text()
    qtbot.keyClicks(form.who, "1234")
    with qtbot.waitSignal(form.caller_chosen):
        qtbot.keyClick(form.who, Qt.Key.Key_Return)
    assert form.form.value("person_name") == "欧阳小明"
    texts = [label.text() for label in form.caller.findChildren(type(form.due))]
    assert any("欧阳小明" in text for text in texts)


def test_earlier_complaints_of_the_same_kind_are_shown_at_intake(page: ComplaintsPage, qtbot: QtBot) -> None:
    take(page, qtbot)
    form = intake(page)
    type_text(form.form.editor("description"), "楼上半夜又挪家具")
    form.look()
    shown = [each.text() for each in form.findChildren(QPushButton)]
    assert any("TS261123-A-0001" in text for text in shown)


def test_an_unknown_person_is_taken_over_as_typed(page: ComplaintsPage, qtbot: QtBot) -> None:
    form = intake(page)
    qtbot.keyClicks(form.who, "19911112222")
    form.form.editor("description").setFocus()
    qtbot.waitUntil(lambda: form.form.value("person_phone") == "19911112222")


def test_errors_stand_in_the_form_and_nothing_is_lost(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    form = intake(page)
    type_text(form.form.editor("description"), "保洁不到位")
    form.save()
    assert context.store.value("SELECT count(*) FROM complaint") == 0
    assert form.form.value("description") == "保洁不到位"
    assert page.currentWidget() is form
    asked: list[int] = []
    page._desk.voice.will_answer("stay")
    page.leave(lambda: asked.append(1))
    assert asked == []


def test_a_complaint_walks_its_seven_stages_by_keyboard(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    complaint = take(page, qtbot)
    pane = shown_pane(page, qtbot, complaint)
    for values in (
        {"soothed": "听完，道歉，答应今晚去听"},
        {"findings": "十点后仍有拖动声"},
        {"plan": "铺地垫，约定时段", "consent": "agreed"},
        {"result": "已铺地垫"},
        {"no_letter": "住户不要书面答复"},
        {"cause": "outside", "no_measure": "个案", "closing_words": "安静了"},
    ):
        write(pane, **values)
        go_on(pane, qtbot)
    row = context.store.rows("SELECT stage, cause FROM complaint WHERE id = ?", (complaint,))[0]
    assert row == ("archived", "outside")
    assert pane.stage_form is None


def test_a_stage_is_saved_without_leaving_it_and_what_is_missing_is_named(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    pane = shown_pane(page, qtbot, take(page, qtbot))
    assert pane.stage_form is not None
    pane.stage_form.go_on()
    assert context.store.value("SELECT stage FROM complaint") == "soothe"
    write(pane, soothed="先听她说完")
    with qtbot.waitSignal(pane.stage_form.done):
        pane.stage_form.keep()
    assert context.store.rows("SELECT stage, soothed FROM complaint")[0] == ("soothe", "先听她说完")


def test_going_back_asks_where_to_and_why(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    complaint = take(page, qtbot)
    actor = page._desk.actor
    context.complaints.do(actor, complaint, "soothed", {"soothed": "道歉"})
    pane = shown_pane(page, qtbot, complaint)
    pane.load()
    pane.start_step("back")
    assert pane.panel is not None
    pane.panel.make()
    assert pane.panel is not None
    form = pane.panel.form
    form.set_value("to_stage", "soothe")
    type_text(form.editor("note"), "住户又来电")
    with qtbot.waitSignal(pane.panel.done):
        form.save_wanted.emit()
    assert context.store.value("SELECT stage FROM complaint") == "soothe"


def test_half_typed_words_stay_when_another_desk_writes(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    complaint = take(page, qtbot)
    pane = shown_pane(page, qtbot, complaint)
    write(pane, soothed="打了一半的话")
    context.complaints.do(page._desk.actor, complaint, "note", {"note": "另一张桌子的备注"})
    QApplication.processEvents()
    assert pane.stage_form is not None
    assert pane.stage_form.form.value("soothed") == "打了一半的话"


def test_a_measure_is_added_and_its_task_is_shown(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    complaint = take(page, qtbot)
    pane = shown_pane(page, qtbot, complaint)
    assert pane.measures is not None
    pane.measures.open()
    panel = pane.measures.panel
    assert panel is not None
    type_text(panel.form.editor("text"), "每晚巡楼")
    panel.form.set_value("staff_id", context.store.value("SELECT id FROM staff WHERE number = 'E01'"))
    panel.form.set_value("due_at", MORNING + 2 * DAY)
    with qtbot.waitSignal(panel.done):
        panel.make()
    assert context.store.value("SELECT count(*) FROM plan_task") == 1
    assert len(pane._shown.detail.measures) == 1


def test_a_letter_is_written_checked_and_marked_as_sent(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    complaint = take(page, qtbot)
    pane = shown_pane(page, qtbot, complaint)
    pane.show_view(LETTERS)
    page.write(complaint, "received", "")
    editor = page.frame
    assert isinstance(editor, LetterEditor)
    body = editor.form.editor("body")
    assert "欧阳小明" in editor.form.value("receiver")
    type_text(body, "系统已记录，请等待。")
    assert {hit.banned.phrase for hit in context.letters.banned(editor.form.value("body"))} >= {"系统已记录", "请等待"}
    with qtbot.waitSignal(editor.saved):
        qtbot.keyClick(body, Qt.Key.Key_Return, CTRL)
    assert page.currentWidget() is page.front
    (letter,) = context.letters.of(page._desk.actor, complaint)
    context.letters.send(page._desk.actor, letter.id, "hand")
    qtbot.waitUntil(lambda: pane._shown.letters[0].sent_at is not None)


def test_the_dispute_file_takes_parties_talks_and_agreement(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    complaint = take(page, qtbot)
    pane = shown_pane(page, qtbot, complaint)
    pane.show_view(FILE)
    for key, values in (
        ("party", {"side": "second", "name": "罗师傅", "stance": "上夜班，回家晚"}),
        ("talk", {"text": "愿意铺地垫", "place": "罗师傅家"}),
        ("settle", {"outcome": "agreed", "compromise": "二十二点后不搬家具"}),
        ("follow_up", {"due_on": "2026-11-30", "text": "问两家"}),
        ("partner", {"partner_id": "police", "note": "请民警一同上门"}),
        ("evidence", {"kind": "thing", "title": "地垫样品", "lies": "前台柜子"}),
    ):
        assert pane.dispute is not None
        opener = pane.dispute.findChild(QToolButton, f"add_{key}")
        assert opener is not None
        opener.click()
        panel = pane.dispute.panel
        assert panel is not None
        panel.form.set_values(values)
        with qtbot.waitSignal(panel.done):
            panel.make()
    file = context.disputes.file(page._desk.actor, complaint)
    assert (file.outcome, file.talk_count, len(file.parties), len(file.evidence)) == ("agreed", 1, 1, 1)
    assert pane.dispute.findChild(QPushButton, "print_file") is not None
    taken_off = pane.dispute.findChild(QToolButton, "drop_follow_up")
    assert taken_off is not None
    taken_off.click()
    qtbot.waitUntil(lambda: not context.disputes.file(page._desk.actor, complaint).follow_ups)


def test_a_ticket_becomes_a_complaint_without_retyping(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    house = context.store.value("SELECT id FROM house")
    ticket = context.tickets.take(page._desk.actor, {"description": "修了三次还漏", "house_id": house}).id
    page.go(Target("complaint", new=True, values={"ticket_id": ticket}))
    form = page.frame
    assert isinstance(form, ComplaintForm)
    assert form.form.value("description") == "修了三次还漏"
    with qtbot.waitSignal(form.taken):
        form.save()
    assert context.store.value("SELECT ticket_id FROM complaint") == ticket


def test_an_alarm_stands_above_the_list_until_somebody_takes_it_on(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    assert page.alarms.isHidden()
    take(page, qtbot)
    take(page, qtbot, words="电梯口堆杂物")
    qtbot.waitUntil(lambda: len(page.alarms.alarms) == 2)
    page.alarms.take_on(page.alarms.alarms[0])
    assert page.alarms.panel is not None
    type_text(page.alarms.panel.form.editor("measures"), "逐户走访")
    page.alarms.panel.make()
    qtbot.waitUntil(lambda: len(page.alarms.alarms) == 1)


def test_several_are_assigned_at_once(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    ids = [take(page, qtbot), take(page, qtbot, words="垃圾没有收")]
    page._step(ids, "assign")
    assert page.together is not None
    worker = context.store.value("SELECT id FROM staff WHERE number = 'E01'")
    page.together.form.set_value("staff_id", worker)
    page.together.make()
    assert page.together is None
    assert context.store.rows("SELECT DISTINCT staff_id FROM complaint") == [(worker,)]


def test_a_deleted_complaint_comes_back_with_undo(page: ComplaintsPage, qtbot: QtBot, context: AppContext) -> None:
    complaint = take(page, qtbot)
    page.delete(complaint)
    assert context.store.value("SELECT count(*) FROM complaint") == 0
    page._desk.voice.undo()
    assert context.store.value("SELECT count(*) FROM complaint") == 1


def test_templates_and_partners_are_edited_in_their_books(
    page: ComplaintsPage, qtbot: QtBot, context: AppContext
) -> None:
    page.go(Target("letter_template"))
    assert page.book is not None
    page.book.form.set_value("hint", "最常用的答复")
    page.book.save()
    assert context.store.value("SELECT count(*) FROM letter_template WHERE hint = '最常用的答复'") == 1
    page.go(Target("partner"))
    assert page.book is not None
    page.book.new()
    page.book.form.set_values({"title": "派出所", "active": True})
    page.book.save()
    assert context.store.value("SELECT count(*) FROM partner WHERE title = '派出所'") == 1
    page.book.leave()
    assert page.currentWidget() is page.front


def test_whoever_may_only_view_sees_no_verbs(context: AppContext, qtbot: QtBot) -> None:
    admin = context.accounts.login("0001")
    context.complaints.take(admin, {"description": "门岗不登记", "place": "东门"})
    context.staff.save(admin, {"number": "R01", "name": "读者", "roles": ["reader"]})
    page = ComplaintsPage(desk_for(context, "R01"))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    pane = shown_pane(page, qtbot, context.store.value("SELECT id FROM complaint"))
    assert pane.stage_form is None
    assert set(rules.FORWARD) >= {pane._shown.detail.values["stage"]}
