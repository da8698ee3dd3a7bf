"""Pages to a printer, as pictures: what comes out is what was seen, whatever fonts the printer has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.documents.preview import opened
from ui.preview.sheets import POINTS_PER_INCH, drawn

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QWidget

    from app.documents.preview import Preview
    from ui.jobs.jobs import Report

MOST_DOTS_PER_INCH = 300
"""Finer than office paper shows; twice as fine would be four times the work for printer and network."""
_SAME = 0.02
"""Paper that differs by less is taken for the page's own size."""


def printer_names() -> list[str]:
    """Return the printers of this computer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


def make_printer(name: str, title: str, size: tuple[float, float]) -> QPrinter:
    """Return a printer that is set for a sheet.

    Args:
        name: The printer wanted; the system's usual one if there is none of this name.
        title: What the printer's queue shows.
        size: Width and height of the first page in points.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name in printer_names():
        printer.setPrinterName(name)
    printer.setDocName(title)
    printer.setFullPage(True)
    upright = QSizeF(min(size), max(size))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    turn(printer, size)
    return printer


def print_dialog(printer: QPrinter, pages: int, parent: QWidget) -> QPrintDialog:
    """Return the system's dialog: which printer, which pages, how many copies."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(str(T("preview", "Print")))
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOptions(option.PrintPageRange | option.PrintCurrentPage | option.PrintCollateCopies)
    dialog.setMinMax(1, pages)
    return dialog


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """Return which pages (counted from 0) come out, in their order, copies included where we have to make them.

    Args:
        printer: As its dialog left it.
        count: How many pages the sheet has.
        current: The page that is looked at.
    """
    from PySide6.QtPrintSupport import QPrinter

    ranges = printer.pageRanges()
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        pages = [current]
    else:
        pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]


def turn(printer: QPrinter, size: tuple[float, float]) -> None:
    """Lay the paper as the page lies."""
    lies = QPageLayout.Orientation.Landscape if size[0] > size[1] else QPageLayout.Orientation.Portrait
    if printer.pageLayout().orientation() != lies:
        printer.setPageOrientation(lies)


def place_on(paper: QSizeF, margins: QMarginsF, page: QSizeF) -> QRectF:
    """Return where a page goes on the paper: in its own size where it fits, else smaller, inside what can be printed.

    Args:
        paper: Its size, as it lies.
        margins: What the printer cannot reach.
        page: The size of the page; all three in one unit.
    """
    whole = QRectF(QPointF(), paper)
    room = whole
    if page.width() > paper.width() * (1 + _SAME) or page.height() > paper.height() * (1 + _SAME):
        room = whole.marginsRemoved(margins)
        scale = min(room.width() / page.width(), room.height() / page.height())
        page = QSizeF(page.width() * scale, page.height() * scale)
    place = QRectF(QPointF(), page)
    place.moveCenter(room.center())
    return place


def print_pages(path: Path, printer: QPrinter, pages: Sequence[int], report: Report) -> int:
    """Print pages of a PDF; works in any thread.

    Args:
        path: The file; read once.
        printer: Used by nobody else meanwhile.
        pages: Which, counted from 0, in their order.
        report: Told after each page; ends it where it says no, and takes back what the printer has not begun.

    Returns:
        How many pages the printer has taken.

    Raises:
        EnvironmentFault: The printer takes nothing, or the file cannot be read.
    """
    with opened(path) as sheet:
        if pages:
            turn(printer, sheet.size(pages[0]))
        painter = QPainter()
        if not painter.begin(printer):
            raise _takes_nothing(printer)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        try:
            return _print(sheet, printer, painter, pages, report)
        finally:
            painter.end()


def _print(sheet: Preview, printer: QPrinter, painter: QPainter, pages: Sequence[int], report: Report) -> int:
    for done, index in enumerate(pages):
        if not report(done, len(pages)):
            printer.abort()
            return done
        if done:
            turn(printer, sheet.size(index))
            if not printer.newPage():
                printer.abort()
                raise _takes_nothing(printer)
        _print_page(sheet, printer, painter, index)
    report(len(pages), len(pages))
    return len(pages)


def _print_page(sheet: Preview, printer: QPrinter, painter: QPainter, index: int) -> None:
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Point)
    place = place_on(
        layout.fullRect(QPageLayout.Unit.Point).size(), layout.minimumMargins(), QSizeF(*sheet.size(index))
    )
    resolution = printer.resolution()
    scale = resolution / POINTS_PER_INCH
    picture = drawn(sheet, index, min(MOST_DOTS_PER_INCH, resolution))
    painter.drawImage(
        QRectF(place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale), picture
    )


def name_of(printer: QPrinter) -> str:
    """Return what people call the printer: its name, or that of the file it writes."""
    return printer.printerName() or Path(printer.outputFileName()).name


def _takes_nothing(printer: QPrinter) -> EnvironmentFault:
    return EnvironmentFault(
        T(
            "preview",
            "The printer “{printer}” took nothing. See whether it is switched on and connected, then print again; "
            "or save the sheet and print it on another computer.",
        ).with_(printer=name_of(printer)),
        "preview.printer",
    )
