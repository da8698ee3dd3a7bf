"""Pictures and files beside a ticket: pasted, dropped, chosen; seen large; removed and taken back, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmapCache
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.host import opening
from tests.support.desk import desk_for, open_test_office
from ui.attachments.strip import AttachmentStrip
from ui.attachments.tile import Tile, state_of
from ui.attachments.viewer import AttachmentViewer
from ui.bridge.desk import Desk, Target
from ui.features.owners.house_pane import HousePane, HouseVerbs
from ui.features.tickets.detail import TicketDetailPane
from ui.features.tickets.page import TicketsPage
from ui.tables.view import TableView
from ui.widgets.search import SearchBox

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    QPixmapCache.clear()
    with open_test_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context, "A02")


@pytest.fixture
def ticket(context: AppContext, seat: Desk) -> str:
    return context.tickets.take(seat.actor, {"description": "厨房漏水", "type": "repair", "place": "大堂"}).id


@pytest.fixture
def pane(seat: Desk, ticket: str, qtbot: QtBot) -> TicketDetailPane:
    shown = TicketDetailPane(seat)
    qtbot.addWidget(shown)
    shown.resize(460, 760)
    shown.set_record(ticket)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


def strip(pane: Any) -> AttachmentStrip:
    found = pane.widget().findChildren(AttachmentStrip)
    assert len(found) == 1
    return found[0]


def tiles(pane: Any) -> list[Tile]:
    return strip(pane).tiles


def coloured(colour: str = "red", wide: int = 320, high: int = 200) -> QImage:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def copied(image: QImage) -> None:
    QGuiApplication.clipboard().setImage(image)


def paste(pane: Any, qtbot: QtBot) -> None:
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_V, CTRL)


def viewer(pane: Any, qtbot: QtBot) -> AttachmentViewer:
    (found,) = [one for one in pane.window().findChildren(AttachmentViewer) if one.isVisible()]
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_an_empty_record_says_how_to_begin(pane: TicketDetailPane) -> None:
    assert tiles(pane) == []
    assert "Ctrl+V" in strip(pane)._hint.text()
    assert strip(pane)._hint.isVisible()


def test_a_picture_is_pasted_and_undone(pane: TicketDetailPane, seat: Desk, qtbot: QtBot) -> None:
    copied(coloured())
    paste(pane, qtbot)
    (tile,) = tiles(pane)
    assert tile.has_picture
    assert tile.row.name.startswith("Pasted 2026-11-23")
    assert "小周" in tile.accessibleName()
    assert not strip(pane)._hint.isVisible()
    said = seat.voice.said[-1]
    assert said.level == "done"
    assert said.action is not None
    assert said.action.act is not None
    said.action.act()
    qtbot.waitUntil(lambda: tiles(pane) == [])


def test_files_copied_elsewhere_are_pasted_too(pane: TicketDetailPane, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "报价单.txt"
    path.write_text("三百元", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    paste(pane, qtbot)
    assert [tile.row.name for tile in tiles(pane)] == ["报价单.txt"]
    assert not tiles(pane)[0].has_picture


def test_words_on_the_clipboard_are_no_attachment(pane: TicketDetailPane, seat: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("只是文字")
    paste(pane, qtbot)
    assert tiles(pane) == []
    assert seat.voice.said[-1].level == "warn"


def test_words_pasted_into_a_line_stay_words(pane: TicketDetailPane, qtbot: QtBot) -> None:
    from ui.features.tickets.promises import PromiseList

    line = pane.findChildren(PromiseList)[0].text
    line.setFocus()
    QGuiApplication.clipboard().setText("半小时内回复")
    qtbot.keyClick(line, Qt.Key.Key_V, CTRL)
    assert line.text() == "半小时内回复"
    assert tiles(pane) == []


def test_pictures_are_dropped_anywhere_on_the_ticket(pane: TicketDetailPane, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("前.png", "后.png")]
    for path, colour in zip(paths, ("red", "blue"), strict=True):
        assert coloured(colour).save(str(path))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = QDragEnterEvent(
        QPoint(30, 30), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(pane, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(
        QPointF(30, 30), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(pane, dropped)
    assert [tile.row.name for tile in tiles(pane)] == ["前.png", "后.png"]


def test_what_is_refused_is_named_and_the_rest_taken(pane: TicketDetailPane, seat: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.exe").write_bytes(b"MZ")
    assert coloured().save(str(tmp_path / "a.png"))
    strip(pane).add_files([tmp_path / "x.exe", tmp_path / "a.png"])
    assert len(tiles(pane)) == 1
    assert "x.exe" in str(seat.voice.said[-1].text)


def test_arrows_go_along_delete_removes_and_undo_brings_back(pane: TicketDetailPane, seat: Desk, qtbot: QtBot) -> None:
    for colour in ("red", "green", "blue"):
        strip(pane).add_image(coloured(colour))
    first, second, third = tiles(pane)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [tile.row.id for tile in tiles(pane)] == [first.row.id, third.row.id])
    assert third.hasFocus()
    action = seat.voice.said[-1].action
    assert action is not None
    assert action.act is not None
    action.act()
    qtbot.waitUntil(lambda: len(tiles(pane)) == 3)


def test_enter_shows_it_large_with_zoom_and_the_next_one(pane: TicketDetailPane, qtbot: QtBot) -> None:
    strip(pane).add_image(coloured("red", 800, 600))
    strip(pane).add_image(coloured("blue", 300, 900))
    first, second = tiles(pane)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    large = viewer(pane, qtbot)
    assert large.row == first.row
    assert not large.before.isEnabled()
    scale = large.view.zoom
    qtbot.keyClick(large.view, Qt.Key.Key_Equal, CTRL)
    assert large.view.zoom > scale
    qtbot.keyClick(large.view, Qt.Key.Key_Right)
    assert large.row == second.row
    assert not large.after.isEnabled()
    qtbot.keyClick(large.view, Qt.Key.Key_Left)
    assert large.row == first.row
    qtbot.keyClick(large.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: large.row == second.row)
    qtbot.waitUntil(lambda: [tile.row.id for tile in tiles(pane)] == [second.row.id])
    qtbot.keyClick(large.view, Qt.Key.Key_Escape)
    assert not [one for one in pane.window().findChildren(AttachmentViewer) if one.isVisible()]


def test_removing_the_last_one_closes_the_window(pane: TicketDetailPane, qtbot: QtBot) -> None:
    strip(pane).add_image(coloured())
    tiles(pane)[0].click()
    qtbot.keyClick(viewer(pane, qtbot).view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tiles(pane) == [])
    assert not [one for one in pane.window().findChildren(AttachmentViewer) if one.isVisible()]


def test_a_damaged_picture_is_said_to_be_so(pane: TicketDetailPane, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "坏.jpg").write_bytes(b"no picture")
    strip(pane).add_files([tmp_path / "坏.jpg"])
    (tile,) = tiles(pane)
    assert not tile.has_picture
    tile.click()
    assert viewer(pane, qtbot)._trouble.isVisible()


def test_a_pdf_is_shown_page_by_page(
    pane: TicketDetailPane, qtbot: QtBot, tmp_path: Path, context: AppContext, seat: Desk
) -> None:
    path = tmp_path / "派工单.pdf"
    context.papers.write_slips(seat.actor, [str(pane.record_id)], path)
    strip(pane).add_files([path])
    (tile,) = tiles(pane)
    assert tile.has_picture
    tile.click()
    assert viewer(pane, qtbot).view.page == 0


def test_other_files_are_opened_by_other_programs(
    pane: TicketDetailPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(opening, "open_file", started.append)
    (tmp_path / "说明.docx").write_bytes(b"PK")
    strip(pane).add_files([tmp_path / "说明.docx"])
    tiles(pane)[0].click()
    assert [path.name for path in started] == ["说明.docx"]


def test_saving_and_describing(pane: TicketDetailPane, qtbot: QtBot, tmp_path: Path) -> None:
    strip(pane).add_image(coloured())
    row = tiles(pane)[0].row
    strip(pane).save_as(row)
    dialog = strip(pane).dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "存.png"))
    dialog.reject()
    assert (tmp_path / "存.png").exists()
    assert strip(pane).dialog is None
    strip(pane).describe(row)
    asked = strip(pane).dialog
    assert asked is not None
    asked.setTextValue("维修后")
    asked.accept()
    qtbot.waitUntil(lambda: tiles(pane)[0].row.note == "维修后")
    assert "维修后" in tiles(pane)[0].toolTip()


def test_what_is_not_here_says_where_it_is_and_can_be_fetched(
    pane: TicketDetailPane, seat: Desk, context: AppContext, qtbot: QtBot
) -> None:
    strip(pane).add_image(coloured())
    row = tiles(pane)[0].row
    assert row.path is not None
    row.path.unlink()
    strip(pane).load()
    assert state_of(tiles(pane)[0].row) is not None
    assert tiles(pane)[0].row.place == "lost"
    context.store.set_meta("sync.site", "00")
    context.settings.set_desk("attachments.fetch_mb", 0)
    try:
        strip(pane).load()
        (tile,) = tiles(pane)
        assert tile.row.place == "remote"
        assert not tile.has_picture
        assert "Fetch" in tile.accessibleName()
        assert "Fetch now" in [words for words, _ in strip(pane).verbs(tile.row)]
        tile.click()
        qtbot.waitUntil(lambda: tiles(pane)[0].row.place == "coming")
        assert seat.voice.said[-1].level == "error"
        strip(pane).fetch(tiles(pane)[0].row, wanted=False)
        qtbot.waitUntil(lambda: tiles(pane)[0].row.place == "remote")
    finally:
        context.store.set_meta("sync.site", "")


def test_who_only_reads_sees_and_changes_nothing(context: AppContext, ticket: str, qtbot: QtBot, pane: Any) -> None:
    strip(pane).add_image(coloured())
    admin = context.accounts.login("0001")
    context.staff.save(admin, {"number": "R01", "name": "小吴", "roles": ["reader"]})
    other = TicketDetailPane(desk_for(context, "R01"))
    qtbot.addWidget(other)
    other.set_record(ticket)
    other.show()
    (tile,) = tiles(other)
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    copied(coloured("blue"))
    paste(other, qtbot)
    assert len(tiles(other)) == 1
    assert "Remove" not in [words for words, _ in strip(other).verbs(tile.row)]


def test_personal_data_is_not_shown_in_passing(pane: TicketDetailPane, qtbot: QtBot) -> None:
    strip(pane).add_image(coloured())
    strip(pane)._save(tiles(pane)[0].row, personal=True)
    qtbot.waitUntil(lambda: tiles(pane)[0].row.personal)
    (tile,) = tiles(pane)
    assert not tile.has_picture
    tile.click()
    assert viewer(pane, qtbot).row == tile.row


def test_pasting_in_the_list_is_for_the_ticket_that_is_chosen(
    context: AppContext, seat: Desk, ticket: str, qtbot: QtBot
) -> None:
    page = TicketsPage(seat)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.go(Target("ticket", ticket))
    table = page.findChildren(TableView)[0]
    qtbot.waitUntil(lambda: bool(page.findChildren(AttachmentStrip)))
    table.setFocus()
    copied(coloured())
    qtbot.keyClick(table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(context.attachments.list(seat.actor, "ticket", ticket)) == 1)
    search = page.findChildren(SearchBox)[0].findChildren(QLineEdit) or [page.findChildren(SearchBox)[0]]
    QGuiApplication.clipboard().setText("漏水")
    search[0].setFocus()
    qtbot.keyClick(search[0], Qt.Key.Key_V, CTRL)
    assert len(context.attachments.list(seat.actor, "ticket", ticket)) == 1


def test_a_house_has_its_own(context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    house = str(context.store.value("SELECT id FROM house"))
    shown = HousePane(seat, HouseVerbs(lambda _: None, lambda _: None, lambda _: None))
    qtbot.addWidget(shown)
    shown.set_record(house)
    with qtbot.waitExposed(shown):
        shown.show()
    copied(coloured())
    paste(shown, qtbot)
    assert len(tiles(shown)) == 1
    assert context.attachments.list(seat.actor, "house", house)
