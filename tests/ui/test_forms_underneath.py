"""An open form whose record another desk changes: nothing typed is lost, nothing of theirs is overwritten unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.finding import child
from ui.bridge.desk import Desk, Target
from ui.features.owners.page import OwnersPage
from ui.features.settings.staff import StaffRoom
from ui.features.tickets.page import TicketsPage
from ui.forms.frame import FormFrame

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as office:
        yield office


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


@pytest.fixture
def person(context: AppContext) -> str:
    return str(context.store.value("SELECT id FROM person"))


@pytest.fixture
def form(seat: Desk, qtbot: QtBot, person: str) -> FormFrame:
    """The open form of a person, the keyboard in its first field."""
    page = OwnersPage(seat)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.edit("person", person)
    assert page.frame is not None
    return page.frame


def elsewhere(context: AppContext, table: str, record: str, **values: Any) -> None:
    """Write as changes from another desk are written."""
    sets = ", ".join(f'"{column}" = ?' for column in values)
    with context.store.change("", origin="sync") as work:
        work.database.run(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), record))
        work.touch(table, record)


def line(form: FormFrame, key: str) -> QLineEdit:
    editor = form.form.editor(key)
    assert isinstance(editor, QLineEdit)
    return editor


def shown(form: FormFrame, qtbot: QtBot) -> None:
    qtbot.waitUntil(form.moved.isVisible)


def newest_unit(context: AppContext) -> int:
    """Return the number of the newest unit of work."""
    return int(context.store.value("SELECT max(tx) FROM sync_tx"))


def had_seen(context: AppContext, unit: int) -> bool:
    """Say whether the newest unit of work was made by somebody who had this one on the screen."""
    base = context.store.value("SELECT base FROM sync_tx ORDER BY tx DESC LIMIT 1")
    return base is None or int(json.loads(base)["tx"]) >= unit


def test_fields_left_alone_take_the_new_value_in_silence(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    elsewhere(context, "person", person, company="示例公司", note="改用微信")
    shown(form, qtbot)
    assert form.form.value("company") == "示例公司"
    assert form.form.value("note") == "改用微信"
    assert not form.form.changed()
    said = form.moved.words.text()
    assert "Company" in said
    assert "Sticky note" in said
    assert form.moved.look.isHidden()
    assert form.moved.kept == ()


def test_what_was_typed_stays_with_the_other_value_beside_it(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    type_text(line(form, "company"), "我方公司")
    note = form.form.editor("note")
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    elsewhere(context, "person", person, company="对方公司", wechat="wx-1")
    shown(form, qtbot)
    assert form.form.value("company") == "我方公司"
    assert form.form.value("wechat") == "wx-1"
    assert [(kept.key, kept.theirs) for kept in form.moved.kept] == [("company", "对方公司")]
    assert note.hasFocus()
    form.save()
    assert context.store.rows("SELECT company, wechat FROM person WHERE id = ?", (person,)) == [("我方公司", "wx-1")]


def test_theirs_is_taken_over_by_keyboard(form: FormFrame, context: AppContext, person: str, qtbot: QtBot) -> None:
    type_text(line(form, "company"), "我方公司")
    elsewhere(context, "person", person, company="对方公司")
    shown(form, qtbot)
    form.moved.look.setFocus()
    qtbot.keyClick(form.moved.look, Qt.Key.Key_Space)
    take = child(form.moved, QPushButton, "take-company")
    assert take.hasFocus()
    qtbot.keyClick(take, Qt.Key.Key_Space)
    assert form.form.value("company") == "对方公司"
    assert not form.form.changed()
    assert form.moved.isHidden()


def test_a_save_that_has_not_seen_the_other_value_says_so_to_the_exchange(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    type_text(line(form, "company"), "我方公司")
    elsewhere(context, "person", person, company="对方公司")
    theirs = newest_unit(context)
    shown(form, qtbot)
    form.save()
    assert not had_seen(context, theirs)


def test_a_save_after_a_look_replaces_the_other_value(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    type_text(line(form, "company"), "我方公司")
    elsewhere(context, "person", person, company="对方公司")
    theirs = newest_unit(context)
    shown(form, qtbot)
    form.moved.look.click()
    form.save()
    assert context.store.value("SELECT company FROM person WHERE id = ?", (person,)) == "我方公司"
    assert had_seen(context, theirs)


def test_a_field_with_the_keyboard_in_it_is_not_changed_under_the_cursor(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    line(form, "name").setFocus()
    elsewhere(context, "person", person, name="欧阳大明")
    shown(form, qtbot)
    assert form.form.value("name") == "欧阳小明"
    assert [kept.key for kept in form.moved.kept] == ["name"]
    form.moved.take.click()
    assert form.form.value("name") == "欧阳大明"


def test_a_phone_that_came_from_another_desk_stands_in_the_form(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    other = f"{person}|{'5' * 32}"
    with context.store.change("", origin="sync") as work:
        work.database.run(
            "INSERT INTO person_phone (id, person_id, phone, tail, label, position) VALUES (?, ?, ?, ?, '', 1)",
            (other, person, "19900005678", "5678"),
        )
        work.touch("person_phone", other)
    shown(form, qtbot)
    assert len(form.form.value("phones")) == 2


def test_changes_of_other_records_and_columns_say_nothing(
    form: FormFrame, context: AppContext, person: str, qtbot: QtBot
) -> None:
    elsewhere(context, "person", "9" * 32, company="x")
    elsewhere(context, "person", person, updated_at=5)
    elsewhere(context, "person", person, company="y")
    shown(form, qtbot)
    assert "Company" in form.moved.words.text()
    assert "," not in form.moved.words.text().split("(")[1].split(")")[0]


def test_a_record_that_was_deleted_elsewhere_is_told(
    form: FormFrame, seat: Desk, context: AppContext, person: str, qtbot: QtBot
) -> None:
    with context.store.change("", origin="sync") as work:
        work.database.run("DELETE FROM person WHERE id = ?", (person,))
        work.touch("person", person)
    qtbot.waitUntil(lambda: bool(seat.voice.said))
    assert "deleted" in str(seat.voice.said[-1].text)


def test_the_form_of_a_ticket(seat: Desk, context: AppContext, qtbot: QtBot) -> None:
    taken = context.tickets.take(seat.actor, {"type": "repair", "description": "厨房漏水", "place": "大堂"})
    page = TicketsPage(seat)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.go(Target("ticket", taken.id, {"edit": True}))
    intake = page.intake
    assert intake is not None
    fields = intake.fields
    fields.phone.setFocus()
    fields.phone.setText("19900001111")
    elsewhere(context, "ticket", taken.id, requester_phone="19900002222", description="厨房漏水，急", channel="wechat")
    qtbot.waitUntil(intake.moved.isVisible)
    assert fields.description.toPlainText() == "厨房漏水，急"
    assert fields.value("channel") == "wechat"
    assert fields.phone.text() == "19900001111"
    assert fields.phone.hasFocus()
    assert [kept.theirs for kept in intake.moved.kept] == ["19900002222"]
    intake.moved.take.click()
    assert fields.phone.text() == "19900002222"
    assert not intake.changed()
    fields.name.setText("欧阳")
    intake.save()
    assert context.store.rows("SELECT requester_name, requester_phone, channel FROM ticket") == [
        ("欧阳", "19900002222", "wechat")
    ]


def test_the_form_of_a_member_of_staff(seat: Desk, context: AppContext, qtbot: QtBot) -> None:
    staff = str(context.store.value("SELECT id FROM staff WHERE number = 'A02'"))
    room = StaffRoom(seat)
    qtbot.addWidget(room)
    with qtbot.waitExposed(room):
        room.show()
    room.edit(staff)
    assert room.form is not None
    elsewhere(context, "staff", staff, position="前台")
    shown(room.form, qtbot)
    assert room.form.form.value("position") == "前台"
    room.form.form.set_value("zone", "东区")
    room.form.save()
    assert context.store.rows("SELECT position, zone FROM staff WHERE id = ?", (staff,)) == [("前台", "东区")]
