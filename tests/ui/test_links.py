"""From one record to those it touches, by keyboard, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.context import AppContext
from tests.support.desk import desk_for, open_test_office
from ui.bridge.desk import Desk, Target
from ui.panes.links import LinkStrip


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


@pytest.fixture
def ticket(seat: Desk) -> str:
    context = seat.context
    person = context.store.value("SELECT person_id FROM residence LIMIT 1")
    house = context.store.value("SELECT house_id FROM residence WHERE person_id = ?", (person,))
    values = {"description": "厨房漏水", "requester_id": person, "house_id": house}
    return context.tickets.take(seat.actor, values).id


def strip(seat: Desk, qtbot: QtBot, kind: str, record: str) -> LinkStrip:
    made = LinkStrip(seat, kind, record)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_ticket_leads_to_its_house_and_person_and_they_lead_back(seat: Desk, qtbot: QtBot, ticket: str) -> None:
    shown = strip(seat, qtbot, "ticket", ticket)
    assert {each.kind for each in shown.found} == {"house", "person"}
    for each in shown.found:
        back = strip(seat, qtbot, each.kind, each.id)
        assert ("ticket", ticket) in {(other.kind, other.id) for other in back.found}


@pytest.mark.parametrize("key", ["1", "enter"])
def test_one_key_opens_the_list_and_one_more_the_record(seat: Desk, qtbot: QtBot, ticket: str, key: str) -> None:
    shown = strip(seat, qtbot, "ticket", ticket)
    gone: list[Target] = []
    seat.wanted.connect(gone.append)
    qtbot.keyClick(shown, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert shown.popup is not None
    qtbot.keyClick(shown.popup, Qt.Key.Key_1 if key == "1" else Qt.Key.Key_Return)
    assert [(target.kind, target.id) for target in gone] == [(shown.found[0].kind, shown.found[0].id)]


def test_what_a_reader_may_not_see_is_not_linked(seat: Desk, ticket: str) -> None:
    context = seat.context
    context.staff.save(seat.actor, {"number": "F9", "name": "丁师傅", "roles": ("reader",)})
    reader = context.accounts.actor(context.store.value("SELECT id FROM staff WHERE number = 'F9'"))
    names = {link.title for link in context.links(reader, "ticket", ticket) if link.kind == "person"}
    assert names
    assert all("*" in name for name in names)
