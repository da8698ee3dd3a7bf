"""The weekly plan by keyboard: from an empty week to its review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.clock import DAY, HeldClock
from app.features.plans.service import PlanView
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.office import MORNING
from ui.bridge.desk import Desk, Target
from ui.features.plans.document import match_member
from ui.features.plans.model import COLUMNS
from ui.features.plans.page import PlansPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WEEK, NEXT = "2026-W48", "2026-W49"


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
def page(seat: Desk, qtbot: QtBot) -> PlansPage:
    shown = PlansPage(seat)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


@pytest.fixture
def begun(page: PlansPage, qtbot: QtBot) -> PlansPage:
    """A page with this week's plan, begun with three tasks."""
    page.begin("empty")
    for title in ("巡查大堂", "回访", "培训"):
        add(page, qtbot, title)
    return page


def view(page: PlansPage) -> PlanView:
    QApplication.processEvents()  # what was changed is announced once for each turn of the event loop
    assert page.view is not None
    return page.view


def titles(page: PlansPage) -> list[str]:
    QApplication.processEvents()
    return [task.title for task in page.document.model.tasks()]


def key(
    page: PlansPage, qtbot: QtBot, pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key in the table."""
    QApplication.processEvents()
    page.document.table.setFocus()
    qtbot.keyClick(page.document.table, pressed, held)


def cell(page: PlansPage) -> QLineEdit:
    """The cell that is open."""
    found = [line for line in page.document.table.viewport().findChildren(QLineEdit) if line.isVisible()]
    assert found
    return found[-1]


def write(page: PlansPage, text: str, then: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into the open cell, over what stands there, and leave it by a key."""
    line = cell(page)
    line.selectAll()
    type_text(line, text)
    QTest.keyClick(line, then)


def item(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    """A cell of a small table."""
    found = table.item(row, column)
    assert found is not None
    return found


def add(page: PlansPage, qtbot: QtBot, title: str) -> None:
    """Write a new row as a person does: Enter, the words, Enter."""
    if not page.document.model.tasks():
        page.document.table.setCurrentIndex(page.document.model.index(1, COLUMNS.index("title")))
    key(page, qtbot, Qt.Key.Key_Return)
    write(page, title)


# --- weeks and beginning ----------------------------------------------------------------------------------------------


def test_a_week_without_a_plan_offers_templates_and_enter_begins(page: PlansPage, qtbot: QtBot) -> None:
    assert page.stack.currentWidget() is page.beginning
    offered = page.beginning.list
    assert offered.count() == 5  # four templates and the empty plan
    assert "常规周" in offered.currentItem().text()
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.split
    assert len(titles(page)) > 20
    assert view(page).week == WEEK


def test_weeks_are_turned_by_keys(page: PlansPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_PageDown, ALT)
    assert page.week == NEXT
    qtbot.keyClick(page, Qt.Key.Key_PageUp, ALT)
    qtbot.keyClick(page, Qt.Key.Key_PageUp, ALT)
    assert page.week == "2026-W47"
    qtbot.keyClick(page, Qt.Key.Key_Home, ALT)
    assert page.week == WEEK


def test_a_department_may_have_a_plan_of_its_own(begun: PlansPage, context: AppContext) -> None:
    begun.show_week(WEEK, "engineering")
    assert begun.stack.currentWidget() is begun.beginning
    begun.begin("empty")
    assert view(begun).id == "2026-W48@engineering"
    assert titles(begun) == []
    begun.show_week(WEEK)
    assert len(titles(begun)) == 3


def test_the_last_plan_can_be_copied(begun: PlansPage, qtbot: QtBot) -> None:
    begun.go_weeks(1)
    assert begun.beginning.list.count() == 6
    begun.begin("copy")
    assert titles(begun) == ["巡查大堂", "回访", "培训"]
    assert view(begun).week == NEXT


# --- writing ----------------------------------------------------------------------------------------------------------


def test_enter_opens_rows_and_tab_goes_through_their_fields(begun: PlansPage, qtbot: QtBot) -> None:
    assert titles(begun) == ["巡查大堂", "回访", "培训"]
    key(begun, qtbot, Qt.Key.Key_Return)
    write(begun, "值班安排", Qt.Key.Key_Tab)
    write(begun, "小周", Qt.Key.Key_Tab)
    write(begun, "周五 15:00", Qt.Key.Key_Tab)
    write(begun, "45", Qt.Key.Key_Tab)
    write(begun, "带钥匙")
    task = next(task for task in view(begun).tasks if task.title == "值班安排")
    assert (task.assignee, task.deadline, task.minutes, task.note) == ("小周", "周五 15:00", 45, "带钥匙")


def test_an_empty_new_row_goes_away(begun: PlansPage, qtbot: QtBot) -> None:
    key(begun, qtbot, Qt.Key.Key_Return)
    QTest.keyClick(cell(begun), Qt.Key.Key_Escape)
    assert begun.document.model.draft is None
    assert len(view(begun).tasks) == 3


def test_what_cannot_be_saved_stays_with_its_reason(begun: PlansPage, qtbot: QtBot, seat: Desk) -> None:
    table = begun.document.table
    task = view(begun).tasks[0]
    table.select(task.id, "deadline")
    key(begun, qtbot, Qt.Key.Key_F2)
    write(begun, "随时")
    model = begun.document.model
    row = model.row_of(task.id)
    assert model.text(model.rows[row], "deadline") == "随时"
    assert model.problem(task.id, "deadline") is not None
    assert seat.voice.said[-1].level == "warn"
    table.select(task.id, "deadline")
    key(begun, qtbot, Qt.Key.Key_F2)
    write(begun, "周三 15:00")
    assert model.problem(task.id, "deadline") is None
    assert view(begun).tasks[0].deadline == "周三 15:00"


def test_rows_move_with_the_arrows_and_over_the_edge_of_a_section(begun: PlansPage, qtbot: QtBot) -> None:
    last = view(begun).tasks[-1]
    begun.document.table.select(last.id)
    key(begun, qtbot, Qt.Key.Key_Up, CTRL)
    key(begun, qtbot, Qt.Key.Key_Up, CTRL)
    assert titles(begun)[0] == last.title
    assert begun.document.table.current_id() == last.id
    before = view(begun).tasks[0].section
    key(begun, qtbot, Qt.Key.Key_Down, CTRL)
    key(begun, qtbot, Qt.Key.Key_Down, CTRL)
    key(begun, qtbot, Qt.Key.Key_Down, CTRL)
    assert next(task for task in view(begun).tasks if task.id == last.id).section != before


def test_delete_takes_rows_out_and_undo_puts_them_back(begun: PlansPage, qtbot: QtBot, seat: Desk) -> None:
    begun.document.table.selectAll()
    key(begun, qtbot, Qt.Key.Key_Delete)
    assert titles(begun) == []
    seat.voice.undo()
    assert titles(begun) == ["巡查大堂", "回访", "培训"]


def test_texts_are_saved_when_they_are_left(begun: PlansPage, qtbot: QtBot, context: AppContext) -> None:
    box = begun.document.texts.boxes["goals"]
    box.setFocus()
    type_text(box, "零遗漏")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert context.store.value("SELECT goals FROM plan") == "零遗漏"


def test_people_are_known_by_name_number_and_part_of_the_name(context: AppContext) -> None:
    members = context.plans.members()
    worker = next(member.id for member in members if member.name == "丁师傅")
    assert {match_member(text, members) for text in ("丁师傅", "e01", "丁")} == {worker}
    assert match_member("", members) == ""
    assert match_member("没有这个人", members) is None


# --- states -----------------------------------------------------------------------------------------------------------


def test_space_does_a_task_and_undo_opens_it_again(begun: PlansPage, qtbot: QtBot, seat: Desk) -> None:
    begun.document.table.select(view(begun).tasks[1].id)
    key(begun, qtbot, Qt.Key.Key_Space)
    assert view(begun).tasks[1].state == "done"
    seat.voice.undo()
    assert view(begun).tasks[1].state == "open"


def test_space_ticks_the_day_of_a_daily_task(begun: PlansPage, qtbot: QtBot) -> None:
    task = view(begun).tasks[0]
    begun.document.table.select(task.id, "deadline")
    key(begun, qtbot, Qt.Key.Key_F2)
    write(begun, "每日 9:00")
    begun.document.table.select(task.id)
    key(begun, qtbot, Qt.Key.Key_Space)
    assert view(begun).tasks[0].ticks == ("2026-11-23",)
    model = begun.document.model
    assert model.text(model.rows[model.row_of(task.id)], "state") == "1/5"
    begun.show_mode("review")
    begun.document.table.select(task.id)
    key(begun, qtbot, Qt.Key.Key_Space)
    assert view(begun).tasks[0].state == "done"  # the review judges the whole week


def test_not_done_asks_for_the_reason_in_the_page_for_all_chosen(begun: PlansPage, qtbot: QtBot) -> None:
    begun.document.table.selectAll()
    key(begun, qtbot, Qt.Key.Key_N)
    asking = begun.document.asking
    assert asking.isVisible()
    type_text(asking.line, "停电")
    qtbot.keyClick(asking.line, Qt.Key.Key_Return)
    assert {(task.state, task.reason) for task in view(begun).tasks} == {("not_done", "停电")}
    assert not asking.isVisible()


# --- beside the plan --------------------------------------------------------------------------------------------------


def test_proposals_are_taken_left_and_taken_back(begun: PlansPage, qtbot: QtBot, seat: Desk) -> None:
    begun.go_weeks(1)
    begun.begin("empty")
    panel = begun.side.proposals
    qtbot.keyClick(begun, Qt.Key.Key_F7)
    assert panel.found is not None
    carried = [line.key for line in panel.found.lines if line.origin == "carried"]
    assert len(carried) == 3
    taken = panel.found.lines[0].title
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert titles(begun) == [taken]
    seat.voice.undo()
    assert titles(begun) == []
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert titles(begun) == []
    waiting = [each for each in panel.waiting() if each in carried]
    assert len(waiting) == 2
    panel.take(waiting)
    assert len(titles(begun)) == 2


def test_the_balance_is_applied_by_one_key_and_undone(
    begun: PlansPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    workers = [member.id for member in context.plans.members()][:2]
    for task in view(begun).tasks:
        context.plans.edit_task(seat.actor, task.id, {"assignee_id": workers[0], "minutes": 120})
    context.plans.add_task(
        seat.actor, WEEK, {"title": "小事", "section": "notices", "assignee_id": workers[1], "minutes": 10}
    )
    assert len(titles(begun)) == 4
    assert begun.side.load_panel.suggestions
    qtbot.keyClick(begun, Qt.Key.Key_F8)
    assert {task.assignee_id for task in view(begun).tasks if task.minutes == 120} == set(workers)
    seat.voice.undo()
    assert {task.assignee_id for task in view(begun).tasks if task.minutes == 120} == {workers[0]}


def test_a_link_to_a_task_opens_its_week(begun: PlansPage, qtbot: QtBot) -> None:
    task = view(begun).tasks[2]
    begun.go_weeks(5)
    begun.go(Target("plan_task", task.id))
    assert begun.week == WEEK
    assert begun.document.table.current_id() == task.id


# --- approval and review ----------------------------------------------------------------------------------------------


def finish(page: PlansPage, context: AppContext, seat: Desk) -> None:
    for task in view(page).tasks:
        context.plans.edit_task(seat.actor, task.id, {"assignee_id": seat.actor.id, "deadline": "周五 15:00"})
    page.do("submit")
    page.do("approve")


def test_submitting_says_what_is_missing(begun: PlansPage, seat: Desk) -> None:
    begun.do("submit")
    assert seat.voice.said[-1].level == "error"
    assert "巡查大堂" in str(seat.voice.said[-1].text)
    assert view(begun).state == "draft"


def test_the_week_goes_from_draft_to_review(
    begun: PlansPage, qtbot: QtBot, context: AppContext, seat: Desk, clock: HeldClock
) -> None:
    finish(begun, context, seat)
    assert view(begun).state == "approved"
    clock.advance(4 * DAY)
    begun.show_mode("review")
    assert not begun.document.texts.isVisible()
    begun.document.table.selectAll()
    key(begun, qtbot, Qt.Key.Key_Space)
    begun.head.primary.click()
    asking = begun.document.asking
    type_text(asking.line, "总体平稳")
    qtbot.keyClick(asking.line, Qt.Key.Key_Return)
    assert (view(begun).state, view(begun).summary) == ("reviewed", "总体平稳")
    assert not begun.document.model.editable


def test_a_problem_of_the_review_goes_on_the_improvement_list(
    begun: PlansPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    task = view(begun).tasks[0]
    context.plans.do_tasks(seat.actor, [task.id], "fail", "停电")
    assert view(begun).tasks[0].state == "not_done"
    begun.document.table.select(task.id)
    qtbot.keyClick(begun, Qt.Key.Key_I, CTRL)
    pane = begun.improvement
    assert pane is not None
    assert pane.form.value("problem") == "巡查大堂：停电"
    pane.form.set_value("measure", "备手电")
    pane.save()
    (line,) = context.plans.improvements(seat.actor)
    assert (line.measure, line.task_id, line.plan_id) == ("备手电", task.id, WEEK)


def test_the_comparison_names_both_weeks(begun: PlansPage, context: AppContext, seat: Desk) -> None:
    begun.go_weeks(1)
    begun.begin("copy")
    begun.show_mode("compare")
    table = begun.compare.table
    assert table.rowCount() == 1 + 5 + 1
    assert item(table, 0, 1).text() == "3"


def test_all_plans_are_a_list_that_opens_a_week(begun: PlansPage) -> None:
    begun.go_weeks(3)
    begun.show_mode("all")
    page = begun._lists["all"]
    assert page.model.total == 1
    page.view.opened.emit(WEEK)
    assert begun.week == WEEK
    assert begun.stack.currentWidget() is begun.split


# --- files and other desks --------------------------------------------------------------------------------------------


def test_an_edited_workbook_shows_what_it_brings_before_it_is_taken(
    begun: PlansPage, qtbot: QtBot, tmp_path: Path, seat: Desk
) -> None:
    path = tmp_path / "plan.xlsx"
    begun.write_sheet(path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    for row in range(1, 60):
        if sheet.cell(row, 5).value == "回访":
            sheet.cell(row, 5).value = "回访十户"
    book.save(path)
    begun.read_sheet(path)
    assert "回访十户" in begun.reading.report.toPlainText()
    assert "回访" in titles(begun)
    qtbot.keyClick(begun.reading.report, Qt.Key.Key_Return, CTRL)
    assert "回访十户" in titles(begun)
    seat.voice.undo()
    assert "回访十户" not in titles(begun)


def test_a_change_from_another_desk_appears_and_the_place_stays(
    begun: PlansPage, context: AppContext, seat: Desk
) -> None:
    task = view(begun).tasks[1]
    begun.document.table.select(task.id)
    context.plans.add_task(seat.actor, WEEK, {"title": "别处加的", "section": "process"})
    assert "别处加的" in titles(begun)
    assert begun.document.table.current_id() == task.id


def test_an_open_cell_is_not_closed_by_another_desk(
    begun: PlansPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    begun.document.table.select(view(begun).tasks[1].id)
    key(begun, qtbot, Qt.Key.Key_F2)
    type_text(cell(begun), "（改）")
    context.plans.add_task(seat.actor, WEEK, {"title": "别处加的", "section": "process"})
    assert begun.document.table.editing
    QTest.keyClick(cell(begun), Qt.Key.Key_Return)
    assert "别处加的" in titles(begun)


def test_a_reader_changes_nothing(begun: PlansPage, context: AppContext, qtbot: QtBot, seat: Desk) -> None:
    context.staff.save(seat.actor, {"number": "R1", "name": "访客", "roles": ["reader"]})
    reader = PlansPage(desk_for(context, "R1"))
    qtbot.addWidget(reader)
    assert not reader.document.model.editable
    assert not reader.head.primary.isVisible()
    reader.document.table.setCurrentIndex(reader.document.model.index(3, 2))
    qtbot.keyClick(reader.document.table, Qt.Key.Key_Return)
    assert reader.document.model.draft is None


def test_templates_are_changed_by_keyboard_and_wrong_cells_marked(
    page: PlansPage, qtbot: QtBot, context: AppContext, seat: Desk
) -> None:
    page.show_templates()
    panel = page.templates
    assert panel is not None
    count = panel.table.rowCount()
    panel.table.setCurrentCell(count - 1, 1)
    panel.table.new_row()
    item(panel.table, count, 1).setText("夜间巡查")
    item(panel.table, count, 3).setText("随时")
    panel.save()
    assert seat.voice.said[-1].level == "error"
    assert panel.unsaved
    item(panel.table, count, 3).setText("每日 22:00")
    qtbot.keyClick(panel.table, Qt.Key.Key_Return, CTRL)
    assert not panel.unsaved
    assert "夜间巡查" in [row.title for row in context.plans.template(seat.actor, "plan.ordinary").rows]
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.beginning


def test_every_key_is_on_the_sheet(page: PlansPage) -> None:
    named = {shortcut.key for shortcut in page.shortcuts()}
    assert {"Alt+PgUp", "Return", "Space", "F7", "F8", "F9", "Ctrl+E"} <= named
    assert QApplication.instance() is not None
