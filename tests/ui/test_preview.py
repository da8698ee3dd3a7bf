"""The preview of a finished sheet: what is seen comes out, nothing waits for an answer, nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.documents.preview import opened
from app.host import opening
from tests.support.desk import desk_for, open_test_office
from tests.support.finding import be
from ui.bridge.voice import Voice
from ui.i18n.language import install_language
from ui.jobs.jobs import InlineJobs, Jobs
from ui.preview import printing
from ui.preview.sheets import drawn
from ui.preview.window import KEPT, PreviewWindow
from ui.tables.output import Output
from ui.tables.protocols import MemoryViewState
from ui.tables.query import Query

ROOT = Path(__file__).resolve().parents[2]
A4 = (595.28, 841.89)
LYING = (841.89, 595.28)
CONTROL = Qt.KeyboardModifier.ControlModifier
Make = Callable[..., PreviewWindow]


def write_sheet(path: Path, *sizes: tuple[float, float]) -> Path:
    """Write a PDF whose pages have a black bar, lower on each page."""
    canvas = Canvas(str(path))
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.rect(100, size[1] - 200 - 60 * number, 300, 50, stroke=0, fill=1)
        canvas.drawString(100, size[1] - 80, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return path


def file_printer(path: Path, size: tuple[float, float] = A4) -> QPrinter:
    """Return a printer as a preview sets it, that writes to a file."""
    printer = printing.make_printer("", "test", size)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def black_box(path: Path, index: int) -> tuple[int, int, int, int]:
    """Return where the bar of a page begins and ends, in points."""
    with opened(path) as sheet:
        image = drawn(sheet, index, 72).convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y) for y in range(100, image.height()) for x in range(image.width()) if image.pixelColor(x, y).value() < 90
    ]
    columns, rows = [x for x, _ in dark], [y for _, y in dark]
    return min(columns), min(rows), max(columns), max(rows)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_sheet(tmp_path / "slip.pdf", A4, A4, LYING)


@pytest.fixture
def make(inline_jobs: InlineJobs, voice: Voice, state: MemoryViewState, qtbot: QtBot) -> Make:
    def make(path: Path, jobs: Jobs = inline_jobs) -> PreviewWindow:
        window = PreviewWindow(path, jobs, voice, state)
        window.resize(700, 600)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: bool(window.sizes) and window.isActiveWindow())
        return window

    return make


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a printer, in name."""
    monkeypatch.setattr(printing, "printer_names", lambda: ["Reception"])


def test_what_is_printed_is_what_was_seen(make: Make, sheet: Path, tmp_path: Path, voice: Voice) -> None:
    window, out = make(sheet), tmp_path / "printed.pdf"
    window.send(file_printer(out))
    with opened(out) as printed:
        sizes = [printed.size(index) for index in range(len(printed))]
    assert [width > height for width, height in sizes] == [False, False, True]
    for index in range(3):
        for seen, came in zip(black_box(sheet, index), black_box(out, index), strict=True):
            assert abs(seen - came) <= 2
    assert [message.level for message in voice.said] == ["done"]


def test_pages_and_copies_are_those_asked_for(make: Make, sheet: Path, tmp_path: Path) -> None:
    window, out = make(sheet), tmp_path / "printed.pdf"
    printer = file_printer(out)
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    window.send(printer)
    with opened(out) as printed:
        lying = [width > height for width, height in (printed.size(index) for index in range(len(printed)))]
    assert lying == [False, True, False, True]


def test_only_the_page_looked_at(make: Make, sheet: Path, tmp_path: Path) -> None:
    window, out = make(sheet), tmp_path / "printed.pdf"
    printer = file_printer(out)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    window.view.show_page(2)
    window.send(printer)
    with opened(out) as printed:
        assert len(printed) == 1
        assert printed.text(0) == ""  # a picture of the page
    assert black_box(out, 0)[1] == pytest.approx(black_box(sheet, 2)[1], abs=2)


def test_copies_lie_in_sets_or_page_by_page(tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "unused.pdf")
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert printing.wanted_pages(printer, 2, 0) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert printing.wanted_pages(printer, 2, 0) == [0, 0, 1, 1]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.wanted_pages(printer, 2, 0) == [1, 1, 0, 0]


def test_a_page_keeps_its_size_where_it_fits_and_shrinks_where_not() -> None:
    margins, page = QMarginsF(12, 12, 12, 12), QSizeF(595, 842)
    same = printing.place_on(QSizeF(595, 842), margins, page)
    assert (same.left(), same.top(), same.size()) == (0, 0, page)
    large = printing.place_on(QSizeF(842, 1191), margins, page)
    assert (large.size(), large.center().x()) == (page, 421)
    small = printing.place_on(QSizeF(420, 595), margins, page)
    assert small.width() / small.height() == pytest.approx(595 / 842)
    assert small.top() >= 12
    assert small.left() >= 12


def test_the_printer_is_remembered(make: Make, sheet: Path, tmp_path: Path, state: MemoryViewState) -> None:
    make(sheet).send(file_printer(tmp_path / "Reception.pdf"))
    assert state.load(KEPT)["printer"] == "Reception.pdf"


def test_printing_can_be_stopped(
    jobs: Jobs, make: Make, sheet: Path, tmp_path: Path, voice: Voice, qtbot: QtBot
) -> None:
    window = make(sheet, jobs)
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.started.connect(lambda job: job.cancel() if job.cancellable else None)
    window.send(file_printer(tmp_path / "printed.pdf"))
    assert not window.print_button.isEnabled()
    qtbot.waitUntil(lambda: jobs.idle)
    assert window.print_button.isEnabled()
    assert [message.level for message in voice.said] == ["warn"]


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_printer_that_takes_nothing_is_told(make: Make, sheet: Path, tmp_path: Path, voice: Voice) -> None:
    window = make(sheet)
    window.send(file_printer(tmp_path / "no such folder" / "printed.pdf"))
    assert [message.level for message in voice.said] == ["error"]
    assert "printed.pdf" in str(voice.said[0].text)
    assert window.print_button.isEnabled()


def test_who_leaves_while_it_prints_is_still_told(
    jobs: Jobs, make: Make, sheet: Path, tmp_path: Path, voice: Voice, qtbot: QtBot
) -> None:
    window, out = make(sheet, jobs), tmp_path / "printed.pdf"
    with qtbot.waitSignal(window.destroyed):
        window.send(file_printer(out))
        assert window.close()
    assert [message.level for message in voice.said] == ["done"]
    with opened(out) as printed:
        assert len(printed) == 3


def test_without_a_printer_the_next_step_is_offered(
    make: Make, sheet: Path, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: list[str]())
    window = make(sheet)
    window.print()
    assert window.dialog is None
    [said] = voice.said
    assert said.level == "warn"
    assert said.action is not None
    assert said.action.act is not None
    said.action.act()
    assert isinstance(window.dialog, QFileDialog)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
        (Qt.Key.Key_P, CONTROL),
    ],
)
def test_keys_that_print(
    make: Make, sheet: Path, tmp_path: Path, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window, out = make(sheet), tmp_path / "printed.pdf"
    asked: list[int] = []

    def dialog(printer: QPrinter, pages: int, parent: QWidget) -> QDialog:
        asked.append(pages)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return QDialog(parent)

    window.make_dialog = dialog
    qtbot.keyClick(window.view, key, modifier)
    qtbot.waitUntil(lambda: asked == [3])
    assert window.dialog is not None
    window.dialog.accept()
    assert window.dialog is None
    with opened(out) as printed:
        assert len(printed) == 3


@pytest.mark.usefixtures("asked")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows shows its own dialog, which waits for a person")
def test_the_dialog_knows_the_pages_and_goes_with_its_window(make: Make, sheet: Path) -> None:
    window = make(sheet)
    window.print()
    dialog = be(window.dialog, QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 3)
    window.hide()
    assert window.dialog is None


def test_enter_on_a_button_presses_that_button(make: Make, sheet: Path, voice: Voice, qtbot: QtBot) -> None:
    window = make(sheet)
    close = next(one for one in window.findChildren(QPushButton) if one.text() == "Close")
    close.setFocus()
    qtbot.keyClick(close, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert not voice.said


def test_keys_turn_pages_and_zoom(make: Make, sheet: Path, qtbot: QtBot) -> None:
    window = make(sheet)
    view = window.view
    for key, page in ((Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(view, key)
        assert view.page == page
    wide = view.zoom
    for key, reached in (
        (Qt.Key.Key_Plus, lambda: view.zoom > wide),
        (Qt.Key.Key_Minus, lambda: view.zoom < 1),
        (Qt.Key.Key_0, lambda: view.zoom == wide and view.fit == "width"),
        (Qt.Key.Key_1, lambda: view.fit == "page"),
        (Qt.Key.Key_Equal, lambda: view.fit == "free"),
        (Qt.Key.Key_1, lambda: view.fit == "page"),
    ):
        qtbot.keyClick(view, key, CONTROL)
        qtbot.waitUntil(reached)
    for page in (1, 2, 2):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert view.page == page
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_keys_stay_when_the_language_is_switched(make: Make, sheet: Path, qapp: QApplication) -> None:
    language = install_language(qapp, ROOT / "resources" / "i18n", "en")
    window = make(sheet)
    language.switch("zh_CN")
    assert window.print_button.text() == "打印"
    assert window.print_button.shortcut().toString() == "Ctrl+P"
    language.switch("en")


def test_whole_pages_stay_chosen(make: Make, sheet: Path) -> None:
    make(sheet).fit_page()
    assert make(sheet).view.fit == "page"


def test_the_file_can_be_replaced_while_it_is_shown(make: Make, sheet: Path, qtbot: QtBot) -> None:
    window = make(sheet)
    window.view.viewport().repaint()
    write_sheet(sheet.with_name("newer.pdf"), A4).replace(sheet)
    assert window.isVisible()


def test_a_copy_is_saved_where_asked(make: Make, sheet: Path, tmp_path: Path, voice: Voice, qtbot: QtBot) -> None:
    window = make(sheet)
    qtbot.keyClick(window.view, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.dialog is not None)
    dialog = be(window.dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "copy.pdf"))
    dialog.reject()
    assert (tmp_path / "copy.pdf").read_bytes() == sheet.read_bytes()
    sheet.unlink()
    window.save_as()
    be(window.dialog, QFileDialog).fileSelected.emit(str(tmp_path / "second.pdf"))
    assert not (tmp_path / "second.pdf").exists()
    assert [message.level for message in voice.said] == ["done", "error"]


def test_a_file_that_is_no_sheet_is_told(
    inline_jobs: InlineJobs, voice: Voice, state: MemoryViewState, tmp_path: Path, qtbot: QtBot
) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"torn")
    window = PreviewWindow(torn, inline_jobs, voice, state)
    qtbot.addWidget(window)
    window.print()
    assert [message.level for message in voice.said] == ["error"]
    assert window.dialog is None


def test_another_program_opens_it_or_it_is_said(
    make: Make, sheet: Path, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, given = make(sheet), list[Path]()
    monkeypatch.setattr(opening, "open_file", given.append)
    window.open_elsewhere()
    assert given == [sheet]

    def refuse(path: Path) -> None:
        raise EnvironmentFault(T("test", "Nothing opens {name}.").with_(name=path.name))

    monkeypatch.setattr(opening, "open_file", refuse)
    window.open_elsewhere()
    assert [message.level for message in voice.said] == ["error"]


def test_a_made_sheet_is_shown_once_and_a_workbook_goes_to_its_program(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Path] = []
    monkeypatch.setattr(opening, "open_file", given.append)
    with open_test_office(tmp_path) as context:
        desk, owner = desk_for(context), QWidget()
        qtbot.addWidget(owner)
        owner.show()
        output = Output(desk, owner)
        output.print_rows(context.people.lister(desk.actor), Query(), (), "People")
        [window] = owner.findChildren(PreviewWindow)
        assert window.path == output.last
        assert window.isVisible()
        assert window.sizes
        output.open_made(window.path)
        assert owner.findChildren(PreviewWindow) == [window]
        output.open_made(tmp_path / "people.xlsx")
        assert given == [tmp_path / "people.xlsx"]
