"""Settings and what is kept in order behind the desk, by keyboard."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.settings.settings import all_settings
from tests.support.desk import desk_for, open_test_office, type_text
from ui.bridge.desk import Desk, Target
from ui.features.settings.page import ROOMS, SettingsPage
from ui.i18n.language import install_language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as opened:
        yield opened


def show(seat: Desk, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(seat)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def seat(context: AppContext, qapp: QApplication) -> Desk:
    install_language(qapp, ROOT / "resources" / "i18n", "en")
    return desk_for(context)


@pytest.fixture
def page(seat: Desk, qtbot: QtBot) -> SettingsPage:
    return show(seat, qtbot)


def test_every_setting_is_there_with_its_source(page: SettingsPage) -> None:
    assert set(page.room.lines) == {setting.key for setting in all_settings()}
    for setting in all_settings():
        assert str(setting.source).casefold() in page.room.lines[setting.key].words()


def test_a_number_is_changed_by_keyboard_told_as_changed_and_set_back(
    page: SettingsPage, seat: Desk, qtbot: QtBot
) -> None:
    line = page.room.lines["tickets.respond_1"]
    editor = line.editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "45")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert seat.context.settings.number("tickets.respond_1") == 45
    assert "30 minutes" in line._changed.text()
    line._back.click()
    assert seat.context.settings.number("tickets.respond_1") == 30
    assert not line._back.isVisible()


def test_a_wrong_number_is_told_under_its_field(page: SettingsPage, seat: Desk, qtbot: QtBot) -> None:
    line = page.room.lines["tickets.respond_1"]
    line.editor.selectAll()
    qtbot.keyClicks(line.editor, "soon")
    qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    assert line.problem.isVisible()
    assert seat.context.settings.number("tickets.respond_1") == 30


def test_a_change_can_be_taken_back_at_once(page: SettingsPage, seat: Desk) -> None:
    box = page.room.lines["tickets.copy_message"].editor
    assert isinstance(box, QCheckBox)
    box.click()
    assert not seat.context.settings.flag("tickets.copy_message")
    message = seat.voice.said[-1]
    assert message.action is not None
    assert message.action.act is not None
    message.action.act()
    assert seat.context.settings.flag("tickets.copy_message")
    assert box.isChecked()


def test_settings_are_found_by_words(page: SettingsPage, qtbot: QtBot) -> None:
    page.room.search.setText("lock after")
    page.room.search._tell()
    shown = [key for key, line in page.room.lines.items() if line.isVisible()]
    assert shown == ["accounts.lock_minutes"]


def test_a_receptionist_sees_settings_but_changes_only_how_it_looks(
    context: AppContext, qapp: QApplication, qtbot: QtBot
) -> None:
    install_language(qapp, ROOT / "resources" / "i18n", "en")
    page = show(desk_for(context, "A02"), qtbot)
    assert page.room.lines["tickets.respond_1"].editor.isReadOnly()
    assert page.room.lines["desk.theme"].editor.isEnabled()
    assert set(page._known) == {"values", "staff", "about"}


def test_arrows_at_the_side_go_from_room_to_room(page: SettingsPage, qtbot: QtBot) -> None:
    page._buttons["values"].setFocus()
    for room in ROOMS[1:]:
        qtbot.keyClick(page._buttons[page._here], Qt.Key.Key_Down)
        assert page._here == room.key
        assert page.room.isVisible()


def test_a_member_of_staff_is_entered_with_roles_and_pin(page: SettingsPage, seat: Desk, qtbot: QtBot) -> None:
    page.go(Target("staff", new=True))
    frame = page.room.form
    assert frame is not None
    form = frame.form
    qtbot.keyClicks(form.editor("number"), "S09")
    type_text(form.editor("name"), "新同事")
    form.set_value("roles", ("supervisor",))
    qtbot.keyClicks(form.editor("pin"), "1234")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.room.form is frame  # 1234 is too easy
    form.set_value("pin", "8462")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.room.form is None
    made = next(card for card in seat.context.staff.people(seat.actor) if card.number == "S09")
    assert (made.roles, made.has_pin) == (frozenset({"supervisor"}), True)
    assert page.room.list.view.current_id() == made.id


def test_leaving_a_half_filled_form_asks(page: SettingsPage, seat: Desk) -> None:
    page.go(Target("staff", new=True))
    type_text(page.room.form.form.editor("name"), "半个人")
    seat.voice.will_answer("stay")
    page.open_room("about")
    assert page._here == "staff"
    seat.voice.will_answer("discard")
    page.open_room("about")
    assert page._here == "about"


def test_words_are_added_renamed_moved_and_retired(page: SettingsPage, seat: Desk, qtbot: QtBot) -> None:
    page.go(Target("word", "hold_reason"))
    room, words = page.room, seat.context.dictionaries
    type_text(room.new, "等业主回家")
    qtbot.keyClick(room.new, Qt.Key.Key_Return)
    assert words.words("hold_reason")[-1].title == "等业主回家"
    assert room.new.text() == ""
    room.words.setData(room.view.currentIndex(), "等业主在家")
    assert words.words("hold_reason")[-1].title == "等业主在家"
    qtbot.keyClick(room.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert words.words("hold_reason")[-2].title == "等业主在家"
    qtbot.keyClick(room.view, Qt.Key.Key_Delete)
    assert "等业主在家" not in {entry.title for entry in words.words("hold_reason")}
    assert "等业主在家" in {entry.title for entry in words.words("hold_reason", retired=True)}


def test_what_the_program_needs_cannot_be_retired(page: SettingsPage, seat: Desk, qtbot: QtBot) -> None:
    page.go(Target("word", "channel"))
    room = page.room
    before = seat.context.dictionaries.words("channel")
    assert not room.new.isVisible()
    qtbot.keyClick(room.view, Qt.Key.Key_Delete)
    assert seat.context.dictionaries.words("channel") == before


def ledger(path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["工号", "姓名", "角色"])
        writer.writerows([["N1", "甲", "专员"], ["", "没有工号", "专员"], ["N2", "乙", "主管"]])
    return path


def test_a_file_is_tried_and_then_imported_and_its_refused_rows_are_kept(
    page: SettingsPage, seat: Desk, tmp_path: Path
) -> None:
    page.open_room("import")
    room = page.room
    room.kind.setCurrentIndex(room.kind.findData("staff"))
    room.read(ledger(tmp_path / "staff.csv"))
    assert room.plan is not None
    assert not room.real.isVisible()
    room.trial.click()
    assert room.report is not None
    assert (room.report.created, len(room.report.refused)) == (2, 1)
    assert "N1" not in {card.number for card in seat.context.staff.people(seat.actor)}
    assert room.refused.rowCount() == 1
    room.save_refused(tmp_path / "refused.csv")
    assert "没有工号" in (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    room.real.click()
    assert {"N1", "N2"} <= {card.number for card in seat.context.staff.people(seat.actor)}


def test_columns_are_chosen_where_the_titles_do_not_tell(page: SettingsPage, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("甲列,姓名,角色\nN1,张三,专员\nN2,李四,主管\n", encoding="utf-8-sig")
    page.open_room("import")
    room = page.room
    room.kind.setCurrentIndex(room.kind.findData("staff"))
    room.read(path)
    assert not room.trial.isEnabled()
    box = room._boxes["number"]
    box.setCurrentIndex(box.findData("A"))
    box.activated.emit(box.currentIndex())
    assert room.trial.isEnabled()


def test_backups_are_made_and_proved(page: SettingsPage, seat: Desk) -> None:
    page.open_room("backups")
    room = page.room
    assert room.files.rowCount() == 0
    room.make.click()
    assert room.files.rowCount() == 1
    room.check.click()
    assert "can be brought back" in str(seat.voice.said[-1].text)
    wanted: list[Target] = []
    seat.wanted.connect(wanted.append)
    seat.voice.will_answer("no", "yes")
    room.back.click()
    assert not wanted
    room.back.click()
    assert wanted[0].kind == "restore"


def test_the_audit_log_shows_what_was_done(page: SettingsPage, seat: Desk) -> None:
    page.open_room("audit")
    assert page.room.list.model.total > 0


def test_the_facts_can_be_copied(page: SettingsPage, seat: Desk) -> None:
    page.open_room("about")
    page.room._copy()
    assert "SQLite" in QApplication.clipboard().text()
