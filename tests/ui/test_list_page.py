from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeFeed, Changes
from tests.support.finding import child
from tests.support.lists import MemoryLister, words
from tests.support.typing_chinese import type_text
from ui.bridge.feed import Feed
from ui.bridge.voice import Voice
from ui.jobs.jobs import InlineJobs
from ui.tables.display import Display
from ui.tables.filterpopups import CheckPopup, DaysPopup
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.tables.protocols import MemoryViewState
from ui.tables.query import Query
from ui.tables.saved import SavedPopup
from ui.theme.metrics import GRID
from ui.widgets.actions import Action, BulkAction
from ui.widgets.empty import EmptyState


class Pane(QWidget):
    shown: str | None = None

    def set_record(self, record_id: str | None) -> None:
        self.shown = record_id


class Desk:
    """A page and what was done with it."""

    def __init__(
        self, display: Display, feed: Feed, changes: ChangeFeed, jobs: InlineJobs, voice: Voice, state: MemoryViewState
    ) -> None:
        self.given = (display, feed, jobs, voice, state)
        self.feed, self.changes, self.state = feed, changes, state
        self.lister = MemoryLister(40)
        self.done: list[object] = []

    def page(self, qtbot: QtBot) -> ListPage:
        note = self.done.append
        spec = ListPageSpec(
            "tickets", self.lister,
            primary=Action("new", words("New ticket"), lambda: note("new"), "add", "F6"),
            bulk=(BulkAction("close", words("Close"), note, shortcut="F8"),),
            row_actions=(BulkAction("print", words("Print"), note, shortcut="F9"),),
            detail=Pane, open=note, empty=Empty(words("No tickets"), words("Tickets stand here.")),
        )  # fmt: skip
        page = ListPage(spec, *self.given)
        qtbot.addWidget(page)
        page.resize(1000, 600)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.view.setFocus()
        return page


@pytest.fixture
def desk_(
    display: Display, feed: Feed, changes: ChangeFeed, inline_jobs: InlineJobs, voice: Voice, state: MemoryViewState
) -> Desk:
    return Desk(display, feed, changes, inline_jobs, voice, state)


def record(number: int) -> str:
    return f"{number:032x}"


def test_keys_walk_and_open(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.view.select_row(0)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Return):
        qtbot.keyClick(page.view, key)
    assert page.view.current_id() == record(2)
    assert desk_.done == [record(2)]


def test_the_detail_follows_and_folds(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.view.select_row(4)
    qtbot.waitUntil(lambda: any(pane.shown == record(5) for pane in page.findChildren(Pane)))
    pane = child(page, Pane)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert not pane.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert pane.isVisible()


def test_selection_and_scroll_survive_what_another_desk_does(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.show_record(record(30))
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    top = page.model.record_id(page.view.rowAt(0))
    offset = page.view.rowViewportPosition(page.view.rowAt(0))
    del desk_.lister.data[2]
    desk_.lister.add(1, "done")
    desk_.lister.add(41)
    with qtbot.waitSignal(desk_.feed.changed):
        desk_.changes.publish(Changes({"ticket": frozenset({record(2)})}, "sync"))
    assert page.view.current_id() == record(30)
    assert page.view.selected_ids() == [record(30)]
    assert page.model.record_id(page.view.rowAt(0)) == top
    assert page.view.rowViewportPosition(page.view.rowAt(0)) == offset


def test_a_long_selection_survives_a_new_order(desk_: Desk, qtbot: QtBot) -> None:
    desk_.lister = MemoryLister(1_000)
    page = desk_.page(qtbot)
    page.view.selectAll()
    page.model.sort_by((("fee", True),))
    assert page.view.chosen_count() == 1_000
    assert page.view.selected_ids()[0] == record(1_000)


def test_a_hidden_page_catches_up_when_it_is_shown(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.hide()
    asked = len(desk_.lister.asked)
    with qtbot.waitSignal(desk_.feed.changed):
        desk_.changes.publish(Changes({"ticket": frozenset({record(2)})}))
    assert len(desk_.lister.asked) == asked
    page.show()
    assert len(desk_.lister.asked) == asked + 1


def test_many_selected_bring_the_bulk_bar(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.view.select_row(0)
    assert not page.bulk.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.bulk.isVisible()
    qtbot.mouseClick(child(page.bulk, QPushButton, "close"), Qt.MouseButton.LeftButton)
    assert desk_.done == [[record(1), record(2)]]
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.view.chosen_count() == 0
    page.view.selectAll()
    page.apply(search="nothing like this")
    assert not page.bulk.isVisible()


def test_keys_of_actions_work_on_the_page(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.view.select_row(2)
    qtbot.keyClick(page.view, Qt.Key.Key_F9)
    qtbot.keyClick(page.view, Qt.Key.Key_F6)
    assert desk_.done == [[record(3)], "new"]
    assert {"F6", "F8", "F9", "Ctrl+F"} <= {shortcut.key for shortcut in page.shortcuts()}


def test_words_narrow_the_list(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    qtbot.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    with qtbot.waitSignal(page.count_changed):
        qtbot.keyClicks(page.search, "003")
    assert page.model.total == 11
    with qtbot.waitSignal(page.count_changed):
        type_text(page.search, "水管")
    assert page.model.total == 0
    assert [one.isVisible() for one in page.view.findChildren(EmptyState)].count(True) == 1
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.total == 40


def test_a_chip_narrows_and_its_cross_widens(desk_: Desk, qtbot: QtBot) -> None:
    for number in (3, 4):
        desk_.lister.add(number, "done")
    page = desk_.page(qtbot)
    chip = page.filters._chips["state"]
    chip.click()
    popup = child(page.filters, CheckPopup)
    child(popup, QCheckBox, "done").click()
    popup.close()
    assert page.query.filters == {"state": ("done",)}
    assert page.model.total == 2
    assert "Done" in chip.text()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, chip.height() // 2))
    assert page.query.filters == {}
    assert page.model.total == 40


def test_days_are_typed_in_any_form(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.filters.open("days")
    popup = child(page.filters, DaysPopup)
    popup._from.setText("11-20")
    popup._to.setText("yesterday")
    qtbot.keyClick(popup._to, Qt.Key.Key_Return)
    start, end = page.query.filters["days"]
    assert end - start == 2 * 86_400_000
    page.filters.open("days")
    popup = child(page.filters, DaysPopup)
    popup._from.setText("someday")
    qtbot.keyClick(popup._from, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert popup._problem.text()
    popup.close()


def test_saved_filters_come_back(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    page.apply({"state": ("new",)})
    page._open_saved()
    popup = child(page, SavedPopup)
    popup._name.setText("mine")
    qtbot.keyClick(popup._name, Qt.Key.Key_Return)
    page.apply(reset=True)
    again = desk_.page(qtbot)
    assert again.show_saved("mine")
    assert again.query == Query({"state": ("new",)})
    again.saved.rename("mine", "ours")
    again.saved.delete("nothing")
    assert list(again.saved.all()) == ["ours"]


def test_columns_stay_as_they_were_put(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    memory, header = page.view.memory, page.view.horizontalHeader()
    assert memory.shown() == [0, 1, 2, 3]
    memory.show(4, True)
    memory.show(1, False)
    header.moveSection(header.visualIndex(3), 0)
    header.resizeSection(0, 222)
    memory.keep()
    again = desk_.page(qtbot).view
    assert again.memory.shown() == [3, 0, 2, 4]
    assert again.horizontalHeader().sectionSize(0) == 222
    again.memory.reset()
    assert again.memory.shown() == [0, 1, 2, 3]


def test_a_header_press_sorts_and_a_second_one_turns_it_round(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)
    header = page.view.horizontalHeader()
    for expected in ((("fee", False),), (("fee", True),)):
        header.sectionClicked.emit(3)
        assert page.query.sort == expected
    assert page.model.record_id(0) == record(40)


def test_rows_are_copied_as_they_are_shown(desk_: Desk, qtbot: QtBot) -> None:
    desk_.lister.add(1)
    desk_.lister.data[2] = type(desk_.lister.data[2])(record(2), ("T-0002", "=1+1\tx", None, -500, ""))
    page = desk_.page(qtbot)
    page.view.select_row(0)
    qtbot.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().split("\n") == ["Number\tState\tDue\tFee", "T-0001\tNew\t\t1.00", "T-0002\t'=1+1 x\t\t-5.00"]
    assert "<th>Number</th>" in data.html()


def test_an_empty_list_says_what_belongs_there(desk_: Desk, qtbot: QtBot) -> None:
    desk_.lister.data.clear()
    page = desk_.page(qtbot)
    assert child(page.view, EmptyState).isVisible()


def test_a_narrow_page_gives_the_filters_a_row_of_their_own(desk_: Desk, qtbot: QtBot) -> None:
    page = desk_.page(qtbot)

    def top(part: QWidget) -> int:
        return part.mapTo(page, QPoint()).y()

    for width, below in ((1_300, False), (900, True), (1_300, False), (800, True)):
        page.resize(width, 600)
        qtbot.waitUntil(lambda below=below: (top(page.filters) > top(page.search) + GRID) is below)
