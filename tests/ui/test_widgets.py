from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import MINUTE, HeldClock
from tests.support.finding import child
from tests.support.lists import words
from tests.support.typing_chinese import compose, type_text
from tests.ui.conftest import NOW
from ui.jobs.jobs import InlineJobs
from ui.tables.display import Display
from ui.tables.protocols import MemoryViewState
from ui.theme.appearance import Appearance
from ui.widgets.actions import Action, Shortcut
from ui.widgets.basic import Card, Heading, button, row, tool
from ui.widgets.chips import Badge, Chip, StateChip, Tag
from ui.widgets.copybox import CopyBox
from ui.widgets.countdown import Countdown
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty import EmptyState
from ui.widgets.figures import Figure, Meter
from ui.widgets.grid import KeyValueGrid
from ui.widgets.navrail import NavItem, NavRail
from ui.widgets.pdfview import PdfView
from ui.widgets.search import SearchBox
from ui.widgets.sheet import ShortcutSheet
from ui.widgets.splitter import RememberedSplitter
from ui.widgets.statusbar import StatusStrip
from ui.widgets.timeline import Event, Timeline


def shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.show()
    with qtbot.waitActive(widget):
        widget.activateWindow()


def test_a_tab_is_chosen_by_mouse_and_by_key(qtbot: QtBot) -> None:
    rail = NavRail()
    rail.set_groups(
        [[NavItem("today", words("Today"), "today", "Alt+1"), NavItem("tickets", words("Tickets"), "ticket", "Alt+2")]]
    )
    shown(rail, qtbot)
    with qtbot.waitSignal(rail.chosen) as blocker:
        qtbot.keyClick(rail, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert blocker.args == ["tickets"]
    assert rail.current() == "tickets"
    with qtbot.assertNotEmitted(rail.chosen):
        rail.set_current("today")
    rail.set_count("tickets", 120, "late")
    assert "120" in child(rail, QWidget, "tickets").accessibleName()


def test_an_active_chip_can_be_taken_away(qtbot: QtBot) -> None:
    chip = Chip(words("Level"), closable=True)
    shown(chip, qtbot)
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.closed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    chip.set_active(True)
    chip.adjustSize()
    with qtbot.waitSignal(chip.closed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_search_speaks_once_after_the_last_key(qtbot: QtBot) -> None:
    box = SearchBox(words("Search"))
    shown(box, qtbot)
    box.setFocus()
    heard: list[str] = []
    box.changed.connect(heard.append)
    compose(box, "shui")
    with qtbot.waitSignal(box.changed):
        type_text(box, "水管")
    assert heard == ["水管"]
    with qtbot.waitSignal(box.submitted):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["水管", ""]


def test_a_countdown_says_its_tone(display: Display, clock: HeldClock, qtbot: QtBot) -> None:
    label = Countdown(display)
    qtbot.addWidget(label)
    label.set_due(NOW + 25 * MINUTE)
    assert (label.text(), label.property("tone")) == ("25 min left", "soon")
    clock.advance(95 * MINUTE)
    label.retranslate()
    assert (label.text(), label.property("tone")) == ("1 h 10 min over", "late")
    label.set_due(NOW, done_at=NOW - 1)
    assert label.property("tone") == "done"
    label.set_due(None)
    assert label.text() == ""


def test_a_note_is_added_in_place(display: Display, qtbot: QtBot) -> None:
    notes: list[str] = []
    timeline = Timeline(display, notes.append)
    timeline.resize(400, 300)
    shown(timeline, qtbot)
    timeline.set_events(
        [Event(NOW, "Entered"), Event(NOW - 5 * MINUTE, "Called", "a long story " * 20, "Li", "desk A")]
    )
    assert not timeline.grab().isNull()
    timeline.focus_note()
    box = child(timeline, QPlainTextEdit)
    type_text(box, "备注")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert notes == ["备注"]


def test_what_is_copied_is_what_stands_there(qtbot: QtBot) -> None:
    copied: list[str] = []
    box = CopyBox("您好", copied.append)
    shown(box, qtbot)
    qtbot.mouseClick(child(box, QPushButton), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "您好"
    assert copied == ["您好"]


def test_long_words_are_cut_and_whole_on_hover(qtbot: QtBot) -> None:
    label = ElidedLabel("翠湖花园三期 12 栋 3 单元 2501 室")
    shown(label, qtbot)
    label.resize(80, 20)
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_a_splitter_remembers_and_folds(state: MemoryViewState, qtbot: QtBot) -> None:
    def make() -> RememberedSplitter:
        made = RememberedSplitter(Qt.Orientation.Horizontal, state, "split", [300, 200])
        for _ in range(2):
            made.addWidget(QWidget())
        made.resize(520, 200)
        made.restore()
        shown(made, qtbot)
        return made

    first = make()
    first.fold(1, True)
    assert not first.widget(1).isVisible()
    second = make()
    assert second.is_folded(1)
    assert not second.widget(1).isVisible()
    second.fold(1, False)
    assert second.widget(1).isVisible()


def test_status_items_change_in_place(qtbot: QtBot) -> None:
    strip = StatusStrip()
    pressed: list[bool] = []
    strip.add("sync", "sync", words("In step"), on=lambda: pressed.append(True))
    strip.add("office", "office", "East", side="right")
    shown(strip, qtbot)
    strip.update_item("sync", text=words("Offline"), tone="soon", icon="offline")
    item = strip._items["sync"]
    assert item.accessibleName() == "Offline"
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_facts_are_shown_in_pairs(qtbot: QtBot) -> None:
    grid = KeyValueGrid(columns=2)
    grid.set([(words("Room"), "3-2-501"), (words("Empty"), ""), (words("Due"), "late", "late")])
    grid.set([(words("Room"), "3-2-502"), (words("Empty"), ""), (words("Due"), "late", "late")])
    shown(grid, qtbot)
    assert [label.text() for label in grid.findChildren(QLabel) if label.isVisible()] == [
        "Room",
        "3-2-502",
        "Due",
        "late",
    ]


def test_an_empty_place_offers_the_first_step(qtbot: QtBot) -> None:
    made: list[bool] = []
    empty = EmptyState(
        "inbox", words("None"), words("They stand here."), Action("new", words("New"), lambda: made.append(True), "add")
    )
    shown(empty, qtbot)
    qtbot.mouseClick(child(empty, QPushButton, "new"), Qt.MouseButton.LeftButton)
    assert made == [True]


def test_a_figure_opens_its_records(qtbot: QtBot) -> None:
    figure = Figure(words("Late"), "5", "late")
    shown(figure, qtbot)
    with qtbot.waitSignal(figure.opened):
        qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(figure.opened):
        qtbot.keyClick(figure, Qt.Key.Key_Return)


def test_pages_are_rendered_when_they_are_seen(qtbot: QtBot, inline_jobs: InlineJobs) -> None:
    rendered: list[int] = []

    def render(page: int, width: int) -> QImage:
        rendered.append(page)
        image = QImage(width, width, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        return image

    view = PdfView(inline_jobs)
    view.resize(500, 400)
    shown(view, qtbot)
    view.set_pages(30, render, [(595, 842)] * 30)
    view.viewport().repaint()
    assert set(rendered) <= {0, 1}
    view.show_page(20)
    view.viewport().repaint()
    assert 20 in rendered
    assert 10 not in rendered
    before = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > before
    view.fit_page()
    assert view.zoom < before


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("density", ["normal", "compact"])
def test_every_widget_can_be_drawn_in_every_dress(
    desk: Appearance, display: Display, qtbot: QtBot, mode: str, density: str
) -> None:
    desk.set_mode(mode)
    desk.set_density(density)
    card = Card(words("Card"))
    for widget in (
        *(Badge(level) for level in (1, 2, 3)),
        *(Heading(words("Heading"), 3), StateChip(words("New"), "info"), Tag(words("Care"), "late", large=True)),
        *(Meter(1, 3), Meter(0, 0), tool("print", words("Print"), shortcut="F7")),
        *(button(words("Save"), "primary", "save", "F6"), button(words("Void"), "danger")),
    ):
        card.body.addWidget(widget)
    sheet = ShortcutSheet({words("List"): [Shortcut("F5", words("Refresh"))], words("All"): []})
    whole = QWidget()
    whole.setLayout(row(card))
    shown(whole, qtbot)
    shown(sheet, qtbot)
    assert not whole.grab().isNull()
    assert not sheet.grab().isNull()
