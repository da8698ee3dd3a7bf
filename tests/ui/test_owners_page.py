"""People and houses as the desk keeps them: found, read, entered, changed, merged, deleted and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.features.houses.records import House
from app.features.staff.rules import PROGRAM
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.finding import be, child
from ui.bridge.desk import Desk, Target
from ui.features.owners.page import OwnersPage
from ui.features.owners.pane import RecordPane
from ui.forms.lookup import LookupBox
from ui.forms.rows import RowsEditor

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PHONE = "19900001234"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as office:
        yield office


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


def shown(seat: Desk, qtbot: QtBot) -> OwnersPage:
    page = OwnersPage(seat)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.show_book("person")
    return page


@pytest.fixture
def page(seat: Desk, qtbot: QtBot) -> OwnersPage:
    return shown(seat, qtbot)


def person_id(context: AppContext, name: str = "欧阳小明") -> str:
    return str(context.store.value("SELECT id FROM person WHERE name = ?", (name,)))


def house_id(context: AppContext) -> str:
    return str(context.store.value("SELECT id FROM house WHERE room = '501'"))


def pane(page: OwnersPage, qtbot: QtBot, record_id: str) -> RecordPane:
    """Return the detail pane once it shows a record."""
    page.list.show_record(record_id)

    def there() -> bool:
        panes = page.list.findChildren(RecordPane)
        return bool(panes) and panes[0].record_id == record_id and bool(texts(panes[0]))

    qtbot.waitUntil(there)
    return page.list.findChildren(RecordPane)[0]


def texts(widget: QWidget) -> list[str]:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.text()]
    return labels + [one.text() for one in widget.findChildren(QPushButton)]


def names(page: OwnersPage, qtbot: QtBot, count: int) -> list[Any]:
    model = page.people.model
    qtbot.waitUntil(lambda: model.total == count)
    return [model.value(row, "name") for row in range(count)]


def rows(page: OwnersPage, key: str) -> RowsEditor:
    assert page.frame is not None
    return be(page.frame.form._lines[key].editor, RowsEditor)


def test_the_pane_shows_who_where_and_how_to_treat_them_phones_masked(
    page: OwnersPage, context: AppContext, qtbot: QtBot
) -> None:
    words = texts(pane(page, qtbot, person_id(context)))
    assert {"欧阳小明", "199****1234", "3栋2单元501", "门铃坏了，请打电话"} <= set(words)
    assert not any(PHONE in word.replace(" ", "") for word in words)


def test_showing_a_phone_is_noted_and_hidden_again_with_the_next_person(
    page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot
) -> None:
    record = person_id(context)
    detail = pane(page, qtbot, record)
    phone = context.people.card(seat.actor, record).phones[0].id
    child(detail, QPushButton, f"show-{phone}").click()
    assert "199 0000 1234" in texts(detail)
    notes = context.store.rows("SELECT kind, record_id FROM audit WHERE action = 'unmask'")
    assert notes == [("person", record)]
    detail.set_record(None)
    detail.set_record(record)
    assert "199 0000 1234" not in texts(detail)


def test_who_may_only_read_sees_no_buttons_and_masked_names(context: AppContext, qtbot: QtBot) -> None:
    admin = context.accounts.login("0001")
    context.staff.save(admin, {"number": "R01", "name": "只读", "roles": ["reader"]})
    page = shown(desk_for(context, "R01"), qtbot)
    words = texts(pane(page, qtbot, person_id(context)))
    assert "欧阳小明" not in words
    assert "Show" not in words
    qtbot.keyClick(page.people.view, Qt.Key.Key_F2)
    qtbot.keyClick(page.people.view, Qt.Key.Key_N, CTRL | SHIFT)
    assert page.frame is None


def test_a_new_resident_is_entered_by_keyboard(page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page.people.view, Qt.Key.Key_N, CTRL | SHIFT)
    assert page.frame is not None
    form = page.frame.form
    name = form.editor("name")
    assert name.hasFocus()
    type_text(name, "云小荷")
    qtbot.keyClicks(rows(page, "phones").cell(0, "phone"), "0755-12345678")
    box = be(rows(page, "houses").cell(0, "house_id"), LookupBox)
    qtbot.keyClicks(box, "3-2-501")
    with qtbot.waitSignal(box.picked):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    rows(page, "care_flags").add()
    rows(page, "care_flags").set_value([{"code": "elder_alone", "cycle_days": 5}])
    qtbot.keyClick(name, Qt.Key.Key_Return, CTRL)
    assert page.frame is None
    card = context.people.card(seat.actor, person_id(context, "云小荷"))
    assert card.phones[0].masked == "0755-****5678"
    assert [home.label for home in card.homes] == ["3栋2单元501"]
    assert [(flag.title, flag.cycle_days) for flag in card.care_flags] == [("独居老人", 5)]
    assert names(page, qtbot, 2) == ["欧阳小明", "云小荷"]
    qtbot.waitUntil(lambda: page.people.view.current_id() == card.id)


def test_editing_keeps_what_is_masked(page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    record = person_id(context)
    page.list.show_record(record)
    qtbot.keyClick(page.people.view, Qt.Key.Key_F2)
    assert page.frame is not None
    assert be(rows(page, "phones").cell(0, "phone"), QLineEdit).text() == "199****1234"
    page.frame.form.set_value("note", "改了便签")
    page.frame.save()
    assert page.frame is None
    card = context.people.card(seat.actor, record)
    assert (card.note, card.primary_phone) == ("改了便签", PHONE)


def test_a_form_opened_before_somebody_elses_change_keeps_that_change(
    page: OwnersPage, context: AppContext, seat: Desk
) -> None:
    record = person_id(context)
    page.edit("person", record)
    assert page.frame is not None
    context.people.save(seat.actor, {"company": "示例公司", "phones": [PHONE, "13800005678"]}, record)
    page.frame.form.set_value("note", "改了便签")
    page.frame.save()
    card = context.people.card(seat.actor, record)
    assert (card.note, card.company, len(card.phones)) == ("改了便签", "示例公司", 2)


def test_a_wrong_phone_is_said_under_its_field_and_nothing_is_lost(page: OwnersPage, context: AppContext) -> None:
    page.edit("person", person_id(context))
    assert page.frame is not None
    rows(page, "phones").set_value([{"phone": "1390000"}])
    page.frame.save()
    assert page.frame is not None
    assert any("1390000" in one.text() for one in page.frame.findChildren(QLabel) if one.isVisible())


def test_leaving_a_changed_form_asks_first(page: OwnersPage, seat: Desk) -> None:
    page.go(Target("person", new=True))
    assert page.frame is not None
    page.frame.form.set_value("name", "路过的人")
    seat.voice.will_answer("stay", "discard")
    left: list[int] = []
    page.leave(lambda: left.append(1))
    assert (left, page.frame is None) == ([], False)
    page.leave(lambda: left.append(2))
    assert (left, page.frame) == ([2], None)


def test_a_deleted_person_comes_back_with_undo(page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    record = person_id(context)
    page.list.show_record(record)
    qtbot.keyClick(page.people.view, Qt.Key.Key_Delete)
    assert names(page, qtbot, 0) == []
    message = seat.voice.said[-1]
    assert message.action is not None
    assert message.action.act is not None
    message.action.act()
    assert names(page, qtbot, 1) == ["欧阳小明"]
    assert context.people.card(seat.actor, record).primary_phone == PHONE


def test_a_house_people_live_in_is_not_deleted_and_the_page_says_why(
    page: OwnersPage, context: AppContext, seat: Desk
) -> None:
    page.show_book("house")
    page.delete("house", [house_id(context)])
    assert seat.voice.said[-1].level == "error"
    assert context.store.value("SELECT count(*) FROM house") == 1


def test_ctrl_tab_changes_between_people_and_houses(page: OwnersPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.people.view, Qt.Key.Key_Tab, CTRL)
    assert page.currentWidget() is page.houses
    assert page.list is page.houses
    qtbot.keyClick(page.houses.view, Qt.Key.Key_Tab, CTRL)
    assert page.currentWidget() is page.people


def test_house_and_person_lead_to_each_other_and_to_a_new_ticket(
    page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot
) -> None:
    wanted: list[Target] = []
    seat.wanted.connect(wanted.append)
    detail = pane(page, qtbot, person_id(context))
    child(detail, QPushButton, "new_ticket").click()
    assert wanted[-1] == Target(
        "ticket", "", {"requester_id": person_id(context), "house_id": house_id(context)}, new=True
    )
    next(one for one in detail.findChildren(QPushButton) if one.text() == "3栋2单元501").click()
    assert wanted[-1] == Target("house", house_id(context))
    page.go(wanted[-1])
    house = pane(page, qtbot, house_id(context))
    next(one for one in house.findChildren(QPushButton) if one.text() == "欧阳小明").click()
    assert wanted[-1] == Target("person", person_id(context))


def test_what_filters_hide_is_shown_when_it_is_asked_for(page: OwnersPage, context: AppContext, qtbot: QtBot) -> None:
    page.people.apply(filters={"relation": ("tenant",)})
    assert names(page, qtbot, 0) == []
    page.go(Target("person", person_id(context)))
    qtbot.waitUntil(lambda: page.people.view.current_id() == person_id(context))


def test_a_house_is_entered_and_changed(page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    page.go(Target("house", new=True))
    assert page.frame is not None
    page.frame.form.set_values({"building": "12", "unit": "1", "room": "1203", "area": 94.56, "lift": "1"})
    page.frame.save()
    made = str(context.store.value("SELECT id FROM house WHERE key = '12-1-1203'"))
    values = context.houses.card(PROGRAM, made).values
    assert (values["area"], values["lift"], values["floor"]) == (9456, 1, 12)
    assert "94.56 ㎡" in texts(pane(page, qtbot, made))
    page.edit("house", made)
    assert page.frame.form.value("area") == 94.56
    page.frame.form.set_value("lift", None)
    page.frame.save()
    assert context.houses.card(PROGRAM, made).values["lift"] is None


def test_somebody_new_is_entered_for_a_house(page: OwnersPage, context: AppContext) -> None:
    page._new_resident(house_id(context))
    assert page.frame is not None
    page.frame.form.set_value("name", "路小溪")
    page.frame.save()
    card = context.people.card(PROGRAM, person_id(context, "路小溪"))
    assert [home.house_id for home in card.homes] == [house_id(context)]


def test_two_entries_of_one_person_become_one(page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    first = person_id(context)
    second = context.people.save(seat.actor, {"name": "欧阳小明", "phones": [PHONE, "13900001111"]})
    page._look_for_doubles()
    doubles = page.doubles
    assert doubles is not None
    assert doubles.groups.count() == 1
    assert {card.id for card in doubles.cards} == {first, second}
    assert doubles.kept() == first
    seat.voice.will_answer("leave", "merge")
    doubles.merge()
    assert context.store.value("SELECT count(*) FROM person") == 2
    doubles.merge()
    assert context.store.value("SELECT count(*) FROM person") == 1
    assert len(context.people.card(seat.actor, first).phones) == 2
    assert doubles.groups.count() == 0
    qtbot.keyClick(doubles, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.people


def test_an_entry_is_compared_with_one_looked_for(
    page: OwnersPage, context: AppContext, seat: Desk, qtbot: QtBot
) -> None:
    first = person_id(context)
    second = context.people.save(seat.actor, {"name": "欧阳晓明"})
    page._compare([second])
    doubles = page.doubles
    assert doubles is not None
    qtbot.keyClicks(doubles.other, "1234")
    with qtbot.waitSignal(doubles.other.picked):
        qtbot.keyClick(doubles.other, Qt.Key.Key_Return)
    assert {card.id for card in doubles.cards} == {first, second}


def test_a_house_entered_twice_is_found(page: OwnersPage, context: AppContext, qtbot: QtBot) -> None:
    page.show_book("house")
    page._look_for_double_houses()
    view = page.double_houses
    assert view is not None
    assert view.groups == []
    with context.store.change() as work:  # as another desk may have entered it meanwhile
        twin = work.insert(House(building="3", unit="2", room="501", key="3-2-501")).id
    view.look()
    assert [{card.id for card in group} for group in view.groups] == [{house_id(context), twin}]
    next(one for one in view.findChildren(QPushButton) if one.text() == "3栋2单元501").click()
    qtbot.waitUntil(lambda: page.houses.view.current_id() in {house_id(context), twin})
    assert page.currentWidget() is page.houses


def test_the_list_goes_to_a_file_as_it_stands(page: OwnersPage, tmp_path: Path, qtbot: QtBot) -> None:
    names(page, qtbot, 1)
    qtbot.keyClick(page.people.view, Qt.Key.Key_E, CTRL)
    assert page.output.dialog is not None
    path = tmp_path / "people.csv"
    page.output.dialog.fileSelected.emit(str(path))
    page.output.dialog.reject()
    text = path.read_text(encoding="utf-8-sig")
    assert "欧阳小明" in text
    assert PHONE not in text


def test_the_list_is_printed(page: OwnersPage, qtbot: QtBot) -> None:
    made: list[Path] = []
    page.output.open_made = made.append
    names(page, qtbot, 1)
    qtbot.keyClick(page.people.view, Qt.Key.Key_P, CTRL)
    assert [path.suffix for path in made] == [".pdf"]
    assert made[0].read_bytes().startswith(b"%PDF")


def test_import_leads_to_the_wizard(page: OwnersPage, seat: Desk) -> None:
    wanted: list[Target] = []
    seat.wanted.connect(wanted.append)
    child(page.people, QWidget, "import").click()  # pyright: ignore[reportAttributeAccessIssue] - a tool button
    assert wanted == [Target("import", values={"kind": "owners"})]
