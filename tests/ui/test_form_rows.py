"""A field of several lines: added, moved, removed and filled by the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.errors import Invalid
from tests.support.finding import be
from tests.support.typing_chinese import type_text
from ui.forms.form import Form
from ui.forms.rows import RowsEditor
from ui.forms.spec import Field, FormSpec, Section
from ui.tables.display import Display

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PHONES = Field(
    "phones",
    "Phones",
    "rows",
    columns=(
        Field("phone", "Number", "phone", required=True),
        Field("label", "Whose", width="half"),
        Field("since", "Since", "date", width="short"),
        Field("kind", "Kind", "choice", choices={"home": "Home", "work": "Work"}, default="home"),
    ),
)


@pytest.fixture
def form(display: Display, qtbot: QtBot) -> Form:
    made = Form(FormSpec((Section(None, (PHONES, Field("name", "Name"))),)), display)
    qtbot.addWidget(made)
    made.resize(700, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def rows(form: Form) -> RowsEditor:
    return be(form._lines["phones"].editor, RowsEditor)


def cell(form: Form, line: int, key: str = "phone") -> QLineEdit:
    return be(rows(form).cell(line, key), QLineEdit)


def numbers(form: Form) -> list[Any]:
    return [record["phone"] for record in form.value("phones")]


def test_lines_are_added_and_filled_by_the_keyboard(form: Form, qtbot: QtBot) -> None:
    rows(form).add_button.setFocus()
    qtbot.keyClick(rows(form).add_button, Qt.Key.Key_Space)
    assert cell(form, 0).hasFocus()
    qtbot.keyClicks(cell(form, 0), "19900001234")
    qtbot.keyClick(cell(form, 0), Qt.Key.Key_Tab)
    assert cell(form, 0, "label").hasFocus()
    type_text(cell(form, 0, "label"), "公司")
    qtbot.keyClick(cell(form, 0, "label"), Qt.Key.Key_Plus, CTRL)
    assert cell(form, 1).hasFocus()
    qtbot.keyClicks(cell(form, 1), "12345")
    assert form.values()["phones"] == (
        {"phone": "19900001234", "label": "公司", "since": None, "kind": "home"},
        {"phone": "12345", "label": "", "since": None, "kind": "home"},
    )
    assert form.changed()


def test_tab_goes_from_cell_to_cell_and_on_to_the_next_field(form: Form, qtbot: QtBot) -> None:
    form.set_values({"phones": [{"phone": "1"}, {"phone": "2"}]})
    cell(form, 0).setFocus()
    walked: list[object] = []
    for _ in range(9):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        walked.append(form.focusWidget())
    assert walked[3] is cell(form, 1)
    assert walked[7] is rows(form).add_button
    assert walked[8] is form.editor("name")


def test_lines_are_moved_and_the_keyboard_goes_with_them(form: Form, qtbot: QtBot) -> None:
    form.set_values({"phones": [{"phone": "1"}, {"phone": "2"}, {"phone": "3"}]})
    third = cell(form, 2)
    third.setFocus()
    qtbot.keyClick(third, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(third, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(third, Qt.Key.Key_Up, ALT)
    assert numbers(form) == ["3", "1", "2"]
    assert third.hasFocus()
    qtbot.keyClick(third, Qt.Key.Key_Down, ALT)
    assert numbers(form) == ["1", "3", "2"]


def test_a_line_is_removed_and_the_keyboard_stays_near(form: Form, qtbot: QtBot) -> None:
    form.set_values({"phones": [{"phone": "1"}, {"phone": "2"}]})
    cell(form, 0).setFocus()
    qtbot.keyClick(cell(form, 0), Qt.Key.Key_Delete, CTRL)
    assert numbers(form) == ["2"]
    assert cell(form, 0).hasFocus()
    qtbot.keyClick(cell(form, 0), Qt.Key.Key_Delete, CTRL)
    assert numbers(form) == []
    assert rows(form).add_button.hasFocus()


def test_blank_lines_do_not_count(form: Form) -> None:
    form.set_values({"phones": [{"phone": "1"}]})
    rows(form).add()
    rows(form).add()
    assert rows(form).count == 2
    assert numbers(form) == ["1"]
    assert not form.changed()


def test_what_a_record_holds_beside_its_cells_is_handed_back(form: Form) -> None:
    form.set_values({"phones": [{"id": "p1", "phone": "1"}, {"id": "p2", "phone": "2"}]})
    rows(form).remove(rows(form)._rows[0])
    assert form.values()["phones"][0]["id"] == "p2"


@pytest.mark.parametrize(("key", "text"), [("since", "someday"), ("phone", "")])
def test_a_problem_names_its_line_and_cell(form: Form, key: str, text: str) -> None:
    form.set_values({"phones": [{"phone": "1"}, {"phone": "2", "label": "x"}]})
    cell(form, 1, key).setText(text)
    with pytest.raises(Invalid) as refused:
        form.values()
    words = str(refused.value.fields["phones"])
    assert "2" in words
    assert {"since": "Since", "phone": "Number"}[key] in words


def test_a_choice_that_was_not_touched_leaves_a_line_blank(form: Form) -> None:
    rows(form).add()
    assert be(rows(form).cell(0, "kind"), QComboBox).currentData() == "home"
    assert form.values()["phones"] == ()
