"""The training page by the keyboard: signing, attendance, templates, forms, the year, and who may what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import DAY, HOUR
from app.core.errors import NotAllowed
from tests.support.desk import desk_for, type_text
from tests.support.finding import be, child
from tests.support.office import MORNING
from tests.support.training import School, open_school
from ui.attachments.strip import AttachmentStrip
from ui.bridge.desk import Desk, Target
from ui.features.settings.page import SettingsPage
from ui.features.training.page import TrainingPage
from ui.forms.lookup import LookupBox

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as found:
        yield found


def shown(school: School, qtbot: QtBot, number: str = "S01") -> TrainingPage:
    page = TrainingPage(desk_for(school.context, number))
    page.output.open_made = lambda _path: None
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def page(school: School, qtbot: QtBot) -> TrainingPage:
    return shown(school, qtbot)


def desk_of(page: TrainingPage) -> Desk:
    return page._desk


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    target = widget.focusWidget() or widget
    qtbot.keyClick(target, key, modifier)


def said(page: TrainingPage) -> list[str]:
    return [str(message.text) for message in desk_of(page).voice.said]


def undo(page: TrainingPage) -> None:
    """Press the button of the last message."""
    action = desk_of(page).voice.said[-1].action
    assert action is not None
    assert action.act is not None
    action.act()


def texts(widget: QWidget) -> set[str]:
    return {one.text() for one in widget.findChildren(QLabel) if one.text()}


def line(form: Any, key: str) -> QLineEdit:
    return be(form.editor(key), QLineEdit)


# --- lists ----------------------------------------------------------------------------------------------------------


def test_the_list_says_who_is_how_far_and_enter_opens_the_checklist(
    school: School, page: TrainingPage, qtbot: QtBot
) -> None:
    training = school.begin()
    school.sign(training, 3)
    model = page.list.model
    qtbot.waitUntil(lambda: model.total == 1)
    assert model.value(0, "progress") == "3 / 46"
    assert model.value(0, "next_row") == school.card(training).rows[3].title
    page.list.view.select(training)
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert page.currentWidget() is page.checklist
    assert page.checklist.card is not None
    assert page.checklist.table.current == page.checklist.card.next_row


def test_ctrl_tab_goes_through_every_view(page: TrainingPage, qtbot: QtBot) -> None:
    views = []
    for _ in range(6):
        qtbot.keyClick(page, Qt.Key.Key_Tab, CTRL)
        views.append(page._view)
    assert views == ["sessions", "certificates", "templates", "courses", "year", "people"]


# --- signing --------------------------------------------------------------------------------------------------------


def open_checklist(school: School, page: TrainingPage, signed: int = 0) -> str:
    training = school.begin()
    school.sign(training, signed)
    page.open_document("people", training)
    return training


def test_a_row_is_signed_by_two_keys_and_the_next_one_stands_ready(
    school: School, page: TrainingPage, qtbot: QtBot
) -> None:
    training = open_checklist(school, page, 2)
    view = page.checklist
    first = view.table.current
    press(qtbot, view.table, Qt.Key.Key_Space)
    assert view.panel is not None
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.card(training).rows[2].standing == "passed"
    assert view.panel is None
    assert view.table.current != first
    assert view.table.current == view.card.next_row if view.card is not None else False
    assert any("周主管" in words for words in said(page))


def test_an_exam_asks_for_its_score_and_keeps_what_was_typed(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page, 8)
    view = page.checklist
    press(qtbot, view.table, Qt.Key.Key_F8)
    assert view.panel is not None
    form = view.panel.form
    qtbot.keyClicks(line(form, "score"), "101")
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    assert view.panel is not None, "what is wrong stays open"
    line(form, "score").selectAll()
    qtbot.keyClicks(line(form, "score"), "85")
    line(form, "number").selectAll()
    qtbot.keyClicks(line(form, "number"), "T01")
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    row = school.card(training).rows[8]
    assert (row.standing, row.signatures[-1].score, row.signatures[-1].signer) == ("passed", 85, "何老师")


def test_a_blocked_row_says_by_what_and_asks_nothing(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page)
    view = page.checklist
    view.table.select(school.card(training).rows[12].id)
    press(qtbot, view.table, Qt.Key.Key_Space)
    assert view.panel is None
    assert any(school.card(training).rows[0].title in words for words in said(page))


def test_several_rows_are_signed_at_once(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page, 2)
    view = page.checklist
    press(qtbot, view.table, Qt.Key.Key_Down, SHIFT)
    press(qtbot, view.table, Qt.Key.Key_F8)
    assert view.panel is not None
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert [row.standing for row in school.card(training).rows[2:4]] == ["passed", "passed"]


def test_delete_takes_a_signature_back_with_a_reason(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page, 3)
    view = page.checklist
    row = school.card(training).rows[1]
    view.table.select(row.id)
    press(qtbot, view.table, Qt.Key.Key_Delete)
    assert view.panel is not None
    type_text(view.panel.form.editor("note"), "签错了人")
    line(view.panel.form, "number").selectAll()
    qtbot.keyClicks(line(view.panel.form, "number"), "T01")
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.card(training).rows[1].standing == "open"


def test_esc_closes_the_small_form_then_the_checklist(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    open_checklist(school, page)
    view = page.checklist
    press(qtbot, view.table, Qt.Key.Key_Space)
    assert view.panel is not None
    press(qtbot, view.panel.form, Qt.Key.Key_Escape)
    assert view.panel is None
    press(qtbot, view.table, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list


def test_what_another_desk_signs_appears_and_the_open_form_stays(
    school: School, page: TrainingPage, qtbot: QtBot
) -> None:
    training = open_checklist(school, page, 2)
    view = page.checklist
    press(qtbot, view.table, Qt.Key.Key_Space)
    assert view.panel is not None
    type_text(view.panel.form.editor("note"), "很熟练")
    panel, row = view.panel, school.card(training).rows[3]
    school.context.training.sign(school["A01"], [row.id], {"result": "pass"})

    def arrived() -> bool:
        return view.card is not None and view.card.rows[3].standing == "passed"

    qtbot.waitUntil(arrived)
    assert view.panel is panel
    assert panel.form.value("note") == "很熟练"


def test_f7_says_what_is_missing_or_declares_passed(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    school.context.settings_service.save(school["0001"], {"training.release": "exam"})
    training = open_checklist(school, page, 45)
    view = page.checklist
    press(qtbot, view.table, Qt.Key.Key_F7)
    assert view.panel is None
    assert any("上岗考核：实操" in words for words in said(page))
    school.sign(training, 46)
    qtbot.waitUntil(lambda: view.card is not None and not view.card.missing)
    press(qtbot, view.table, Qt.Key.Key_F7)
    assert view.panel is not None
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.card(training).state == "passed"
    child(view, QPushButton, "passing").click()
    qtbot.waitUntil(lambda: page.output.last is not None)


def test_a_trainee_sees_their_own_checklist_and_no_verbs_of_others(school: School, qtbot: QtBot) -> None:
    training = school.begin()
    school.begin("A03")
    page = shown(school, qtbot, "A02")
    qtbot.waitUntil(lambda: page.list.model.total == 1)
    page.open_document("people", training)
    names = {made.objectName() for made in page.checklist.findChildren(QPushButton)}
    assert "sign" in names
    assert not names & {"edit", "end", "release"}
    press(qtbot, page.checklist.table, Qt.Key.Key_F8)
    assert page.checklist.panel is not None
    assert page.checklist.panel.form.value("number") == "", "somebody else signs at this desk"


# --- sessions -------------------------------------------------------------------------------------------------------


def plan(school: School, at: int = MORNING - HOUR, course: str = "training.drill.11") -> str:
    sessions, trainer = school.context.training_sessions, school["T01"]
    people = [school[number].id for number in ("A01", "A02", "A03")]
    return sessions.save(trainer, {**sessions.draft(trainer, course), "starts_at": at, "people": people})


def test_attendance_is_one_key_each(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    session = plan(school)
    page.open_document("sessions", session)
    table = page.attendance.table
    press(qtbot, table, Qt.Key.Key_Space)
    press(qtbot, table, Qt.Key.Key_J)
    press(qtbot, table, Qt.Key.Key_L)
    press(qtbot, table, Qt.Key.Key_J)
    press(qtbot, table, Qt.Key.Key_Space)
    press(qtbot, table, Qt.Key.Key_Space)
    card = school.context.training_sessions.card(school["S01"], session)
    assert [one.presence for one in card.attendees] == ["present", "late", "absent"]


def test_f7_and_f8_hold_the_session(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    session = plan(school)
    page.open_document("sessions", session)
    view = page.attendance
    press(qtbot, view.table, Qt.Key.Key_F7)
    press(qtbot, view.table, Qt.Key.Key_F8)
    assert view.panel is not None
    type_text(view.panel.form.editor("result"), "14 分钟疏散完毕")
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    card = school.context.training_sessions.card(school["S01"], session)
    assert (card.state, card.values["result"]) == ("held", "14 分钟疏散完毕")


def test_points_are_typed_in_the_row(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    session = plan(school, course="training.contest.01")
    page.open_document("sessions", session)
    view = page.attendance
    press(qtbot, view.table, Qt.Key.Key_Return)
    assert view.panel is not None
    qtbot.keyClicks(line(view.panel.form, "score"), "92")
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    card = school.context.training_sessions.card(school["S01"], session)
    assert (card.attendees[0].score, card.attendees[0].place) == (92, 1)


def test_an_observation_becomes_a_task(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    session = plan(school)
    page.open_document("sessions", session)
    view = page.attendance
    press(qtbot, view.table, Qt.Key.Key_Plus, CTRL)
    assert view.panel is not None
    type_text(view.panel.form.editor("text"), "广播晚了一分钟")
    type_text(view.panel.form.editor("improve"), "值班员补训广播")
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.context.store.value("SELECT count(*) FROM plan_task WHERE title = '值班员补训广播'") == 1
    assert any("广播晚了一分钟" in words for words in texts(view))
    assert view.card is not None
    view._forget(view.card.observations[0])
    assert view.card.observations == ()
    undo(page)
    assert [one.text for one in view.card.observations] == ["广播晚了一分钟"]


def test_an_outline_fills_the_form_of_a_session(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    page.go(Target("training_session", new=True))
    assert page.frame is not None
    form = page.frame.form
    form.set_value("course_id", "training.drill.03")
    form.edited.emit("course_id")
    assert (form.value("title"), form.value("form"), form.value("minutes")) == ("电梯困人演练", "drill", 90)
    form.set_value("starts_at", MORNING + DAY)
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.currentWidget() is page.attendance)
    assert page.attendance.card is not None
    assert page.attendance.card.values["title"] == "电梯困人演练"


def test_a_month_without_a_drill_opens_its_outline(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    page.go(Target("training_course", "training.drill.11"))
    qtbot.waitUntil(lambda: page.list.view.current_id() == "training.drill.11")
    assert page._view == "courses"


# --- forms ----------------------------------------------------------------------------------------------------------


def test_a_checklist_is_begun_in_its_form(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    page.go(Target("training", new=True))
    assert page.frame is not None
    form = page.frame.form
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    assert page.frame is not None, "what is missing is said and nothing lost"
    box = be(form.editor("staff_id"), LookupBox)
    assert box is not None
    form.set_value("staff_id", school["A02"].id)
    form.set_value("template_id", "training.newcomer")
    form.set_value("mentor_id", school["A01"].id)
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.currentWidget() is page.checklist)
    assert page.checklist.card is not None
    assert page.checklist.card.name == "赵新"


def test_leaving_a_form_asks_only_when_something_would_be_lost(
    school: School, page: TrainingPage, qtbot: QtBot
) -> None:
    page.go(Target("certificate", new=True))
    assert page.frame is not None
    type_text(page.frame.form.editor("number"), "X1")
    desk_of(page).voice.will_answer("stay")
    page.leave(lambda: pytest.fail("left"))
    assert page.frame is not None
    desk_of(page).voice.will_answer("discard")
    left: list[bool] = []
    page.leave(lambda: left.append(True))
    assert left
    assert page.frame is None


def test_what_was_deleted_is_brought_back_from_the_bar(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = school.begin()
    page.delete("people", [training])
    assert school.context.store.value("SELECT count(*) FROM training") == 0
    undo(page)
    assert school.context.store.value("SELECT count(*) FROM training_row") == 47


# --- templates ------------------------------------------------------------------------------------------------------


def test_a_template_is_changed_by_keys_and_saved_as_the_next_version(
    school: School, page: TrainingPage, qtbot: QtBot
) -> None:
    page.open_document("templates", "training.lead")
    view = page.template
    table = view.table
    before = [row.title for row in view._rows]
    press(qtbot, table, Qt.Key.Key_Down, ALT)
    assert [row.title for row in view._rows][:2] == [before[1], before[0]]
    press(qtbot, table, Qt.Key.Key_Plus, CTRL)
    assert view.form is not None
    type_text(view.form.editor("title"), "新加的一行")
    assert view.changed()
    press(qtbot, view.form, Qt.Key.Key_Return, CTRL)
    card = school.context.training_templates.card(school["T01"], "training.lead")
    assert card.version == 2
    assert [item.title for item in card.items][:3] == [before[1], before[0], "新加的一行"]
    qtbot.waitUntil(lambda: not view.changed())


def test_a_row_without_a_title_is_shown_where_it_is_wrong(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    page.open_document("templates", "training.lead")
    view = page.template
    view.add()
    made = view._rows[1].id
    view.table.select(view._rows[5].id)
    view.save()
    current: Any = view.table.current
    assert current.id == made
    desk_of(page).voice.will_answer("discard")
    press(qtbot, view.table, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    assert school.context.training_templates.card(school["T01"], "training.lead").version == 1


def test_a_removed_row_comes_back(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    page.open_document("templates", "training.lead")
    view = page.template
    count = len(view._rows)
    press(qtbot, view.table, Qt.Key.Key_Delete, CTRL)
    assert len(view._rows) == count - 1
    undo(page)
    assert len(view._rows) == count
    assert not view.changed()


# --- the year -------------------------------------------------------------------------------------------------------


def test_the_year_opens_the_checklist_behind_a_person(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = school.begin()
    school.sign(training, 9)
    page.show_view("year")
    year = page.year
    qtbot.waitUntil(lambda: year.card is not None)
    year.table.select(school["A02"].id)
    current: Any = year.table.current
    assert current.split.total == 780
    press(qtbot, year.table, Qt.Key.Key_Return)
    assert page.currentWidget() is page.checklist
    assert page.checklist.record_id == training


def test_years_are_turned_and_printed_by_keys(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    page.show_view("year")
    year = page.year
    qtbot.waitUntil(lambda: year.card is not None and year.card.year == 2026)
    qtbot.keyClick(year.table, Qt.Key.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: year.card is not None and year.card.year == 2025)
    qtbot.keyClick(year.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: page.output.last is not None)


def test_late_checklists_are_counted_in_the_rail(school: School, qtbot: QtBot) -> None:
    school.begin(start="2026-11-20")
    page = shown(school, qtbot)
    with qtbot.waitSignal(page.waiting) as told:
        page._count_late()
    assert told.args == [1, "late"]


def test_ledgers_are_taken_over_from_their_lists(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    wanted: list[Target] = []
    desk_of(page).wanted.connect(wanted.append)
    for name in ("sessions", "certificates"):
        page.show_view(name)
        press(qtbot, page.list.view, Qt.Key.Key_I, CTRL)
    assert [target.values for target in wanted] == [{"kind": "sessions"}, {"kind": "certificates"}]


def test_files_are_kept_with_a_session_and_read_by_everybody(
    school: School, page: TrainingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    session, attachments = plan(school), school.context.attachments
    sheet = tmp_path / "签到表.txt"
    sheet.write_text("林师傅", encoding="utf-8")
    made = attachments.add(school["T01"], "training_session", session, [sheet])
    assert len(made.ids) == 1
    page.open_document("sessions", session)
    qtbot.waitUntil(lambda: [tile.row.name for tile in child(page.attendance, AttachmentStrip).tiles] == ["签到表.txt"])
    (strip,) = page.attendance.findChildren(AttachmentStrip)
    assert strip.may_add
    page.show_record("sessions", session)
    qtbot.waitUntil(lambda: bool(page.list.findChildren(AttachmentStrip)))
    assert [row.name for row in attachments.list(school["A01"], "training_session", session)] == ["签到表.txt"]
    with pytest.raises(NotAllowed):
        attachments.add(school["A01"], "training_session", session, [sheet])


# --- rows of a running checklist ------------------------------------------------------------------------------------


def test_a_row_is_added_changed_and_taken_out_by_keys_and_each_comes_back(
    school: School, page: TrainingPage, qtbot: QtBot
) -> None:
    training = open_checklist(school, page, 2)
    view = page.checklist
    before = [row.title for row in school.card(training).rows]
    press(qtbot, view.table, Qt.Key.Key_Plus, CTRL)
    assert view.panel is not None
    form = view.panel.form
    type_text(form.editor("title"), "补学：新门禁")
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    assert view.panel is not None, "a reason is needed"
    type_text(form.editor("reason"), "换了门禁")
    press(qtbot, form, Qt.Key.Key_Return, CTRL)
    assert view.panel is None
    current: Any = view.table.current
    assert (current.title, current.number, current.own) == ("补学：新门禁", 4, True)
    press(qtbot, view.table, Qt.Key.Key_F2, SHIFT)
    assert view.panel is not None
    assert view.panel.form.value("title") == "补学：新门禁"
    line(view.panel.form, "minutes").selectAll()
    qtbot.keyClicks(line(view.panel.form, "minutes"), "25")
    type_text(view.panel.form.editor("reason"), "短些")
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.card(training).rows[3].minutes == 25
    undo(page)
    assert school.card(training).rows[3].minutes == 60
    press(qtbot, view.table, Qt.Key.Key_Delete, CTRL)
    assert view.panel is not None
    type_text(view.panel.form.editor("reason"), "不用了")
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert [row.title for row in school.card(training).rows] == before
    undo(page)
    assert school.card(training).rows[3].title == "补学：新门禁"


def test_a_signed_row_says_that_it_stays(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page, 2)
    view = page.checklist
    view.table.select(school.card(training).rows[0].id)
    press(qtbot, view.table, Qt.Key.Key_Delete, CTRL)
    assert view.panel is None
    assert any(school.card(training).rows[0].title in words for words in said(page))


def test_a_row_taken_out_is_brought_back_from_the_menu(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page)
    row = school.card(training).rows[4]
    view = page.checklist
    view.amending.bring_back()
    assert view.panel is None
    assert said(page), "nothing was taken out, and it is said"
    school.context.training.remove_row(school["S01"], row.id, "会了")
    view.amending.bring_back()
    assert view.panel is not None
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.card(training).rows[4].id == row.id


def test_f6_shows_what_lifting_does_then_lifts_and_lowers(school: School, page: TrainingPage, qtbot: QtBot) -> None:
    training = open_checklist(school, page)
    templates, trainer = school.context.training_templates, school["T01"]
    view = page.checklist
    press(qtbot, view.table, Qt.Key.Key_F6)
    assert view.panel is None, "there is no newer version"
    items = [{"id": item.id} for item in templates.card(trainer, "training.newcomer").items]
    fresh = {"title": "新加的一行", "stage": "新", "day": 3, "minutes": 60}
    templates.save(trainer, {}, "training.newcomer", [*items[:3], fresh, *items[4:]])
    view.load()
    press(qtbot, view.table, Qt.Key.Key_F6)
    assert view.panel is not None
    shown_words = "\n".join(texts(view.panel))
    assert "新加的一行" in shown_words
    assert school.card(training).rows[3].title in shown_words
    assert school.card(training).version == 1
    press(qtbot, view.panel.form, Qt.Key.Key_Return, CTRL)
    assert school.card(training).version == 2
    assert school.card(training).rows[3].title == "新加的一行"
    undo(page)
    assert school.card(training).version == 1


def test_a_trainer_tries_and_imports_a_ledger_in_the_window(school: School, qtbot: QtBot, tmp_path: Path) -> None:
    settings = SettingsPage(desk_for(school.context, "T01"))
    qtbot.addWidget(settings)
    settings.go(Target("import", values={"kind": "certificates"}))
    room: Any = settings.room
    assert [room.kind.itemData(place) for place in range(room.kind.count())] == ["certificates", "sessions"]
    assert room.kind.currentData() == "certificates"
    path = tmp_path / "证书台账.csv"
    path.write_text(
        "姓名,证书名称,发证日期,有效期至\n林师傅,急救证,2025.2.1,2年\n某人,急救证,2025.2.1,\n", encoding="utf-8"
    )
    room.read(path)
    room.trial.click()
    assert (room.report.created, len(room.report.refused)) == (1, 1)
    assert school.context.store.value("SELECT count(*) FROM certificate") == 0
    room.real.click()
    assert school.context.store.value("SELECT expires_on FROM certificate") == "2027-02-01"
