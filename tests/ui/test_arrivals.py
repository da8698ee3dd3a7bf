"""What other desks write appears in open pages without stealing the keyboard, the selection, the place or the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.context import AppContext
from tests.support.desk import desk_for, open_test_office, type_text
from ui.bridge.desk import Desk, Target
from ui.features.owners.page import OwnersPage
from ui.features.tickets.page import TicketsPage
from ui.tables.page import ListPage

MANY = 120


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as office:
        yield office


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


def arrive(context: AppContext, table: str, *rows: dict[str, Any], update: dict[str, Any] | None = None) -> None:
    """Write as the exchange does when changes of another desk come in."""
    with context.store.change("", origin="sync") as work:
        for row in rows:
            columns = ", ".join(f'"{column}"' for column in row)
            marks = ", ".join("?" * len(row))
            work.database.run(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(row.values()))
            work.touch(table, row["id"])
        if update is not None:
            sets = ", ".join(f'"{column}" = ?' for column in update if column != "id")
            values = [value for column, value in update.items() if column != "id"]
            work.database.run(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values, update["id"]))
            work.touch(table, update["id"])


def active(page: Any, qtbot: QtBot) -> Any:
    qtbot.addWidget(page)
    page.resize(1200, 600)
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


def stand_in_the_middle(shown: ListPage, qtbot: QtBot) -> tuple[str, int]:
    """Put the keyboard on a row in the middle of the list; return its record and the scroll position."""
    qtbot.waitUntil(lambda: shown.model.total > MANY // 2)
    record = shown.model.record_id(MANY // 2)
    assert record is not None
    shown.view.select(record)
    shown.view.setFocus()
    shown.view.scrollTo(shown.view.currentIndex(), shown.view.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: shown.view.verticalScrollBar().value() > 0)
    return record, shown.view.verticalScrollBar().value()


def ticket(number: int, at: int) -> dict[str, Any]:
    return {"id": f"{number:032x}", "number": f"GD261123-B-{number:04d}", "type": "repair", "title": f"工单 {number}",
            "description": f"工单 {number}", "place": "大堂", "entered_at": at, "level": 3}  # fmt: skip


def person(number: int) -> dict[str, Any]:
    return {"id": f"{number:032x}", "name": f"住户{number:03d}", "initials": f"zh{number:03d}", "kind": "owner"}


def test_tickets_keep_selection_and_keyboard(context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    now = context.clock.now()
    arrive(context, "ticket", *(ticket(number, now - number) for number in range(1, MANY)))
    page = active(TicketsPage(seat), qtbot)
    page.go(Target("tickets"))
    record, _ = stand_in_the_middle(page.list, qtbot)
    total = page.list.model.total
    arrive(context, "ticket", ticket(MANY + 1, now + 1), update={"id": record, "title": "另一台电脑改的"})
    qtbot.waitUntil(lambda: page.list.model.total == total + 1)
    assert page.list.view.current_id() == record
    assert page.list.view.hasFocus()
    qtbot.waitUntil(lambda: "另一台电脑改的" in str(page.list.model.value(page.list.model.row_of(record), "title")))
    index = page.list.view.currentIndex()
    assert page.list.view.viewport().rect().intersects(page.list.view.visualRect(index))


def test_people_keep_selection_place_and_keyboard(context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    arrive(context, "person", *(person(number) for number in range(1, MANY)))
    page = active(OwnersPage(seat), qtbot)
    page.show_book("person")
    record, place = stand_in_the_middle(page.list, qtbot)
    total = page.list.model.total
    arrive(context, "person", person(MANY + 500))  # sorts behind: nothing on the screen moves
    qtbot.waitUntil(lambda: page.list.model.total == total + 1)
    assert page.list.view.current_id() == record
    assert page.list.view.verticalScrollBar().value() == place
    assert page.list.view.hasFocus()


def test_a_half_typed_search_and_call_stay(context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    page = active(TicketsPage(seat), qtbot)
    page.go(Target("ticket", new=True))
    assert page.intake is not None
    fields = page.intake.fields
    fields.description.setFocus()
    type_text(fields.description, "厨房水管")
    arrive(context, "ticket", ticket(7, context.clock.now()))
    house = str(context.store.value("SELECT id FROM house"))
    arrive(context, "house", update={"id": house, "note": "另一台电脑写的"})
    QApplication.processEvents()
    assert fields.description.toPlainText() == "厨房水管"
    assert fields.description.hasFocus()


def test_a_half_typed_filter_of_people_stays(context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    arrive(context, "person", *(person(number) for number in range(1, 9)))
    page = active(OwnersPage(seat), qtbot)
    page.show_book("person")
    page.list.focus_search()
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    type_text(box, "住户00")
    arrive(context, "person", person(9))
    QApplication.processEvents()
    assert box.text() == "住户00"
    assert box.hasFocus()
