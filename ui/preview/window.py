"""A finished sheet before it goes to paper: what will come out, and what can be done with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError, EnvironmentFault
from app.core.text import T
from app.documents.files import replacing
from app.host import opening
from ui.bridge.voice import Verb, Voice
from ui.i18n.language import bind_text
from ui.jobs.jobs import Job, Jobs
from ui.jobs.progress import ProgressStrip
from ui.preview import printing, sheets
from ui.tables.protocols import ViewState
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, hairline, label, row, tip_with_key, tool
from ui.widgets.elided import ElidedLabel
from ui.widgets.messagebar import MessageBar
from ui.widgets.pdfview import PdfView

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

KEPT = "preview"
"""What the desk remembers of previews: the printer, and whether pages are shown whole."""
_WIDE, _HIGH, _SHARE = 920, 1080, 0.92
_READING = T("preview", "Reading the sheet")
_PRINTING = T("preview", "Printing")
_SAVING = T("preview", "Saving the sheet")
_SAVE_AS = T("preview", "Save as…")
_NO_PRINTER = T(
    "preview",
    "This computer has no printer yet. Add one in the system's settings and print again; "
    "or save the sheet and print it on another computer.",
)


class PreviewWindow(QWidget):
    """Shows a PDF in a window of its own, and prints and saves it.

    Args:
        path: The file; open only while it is read.
        jobs: Draws and prints off the window's thread.
        voice: Says what came of it, in this window while it is in front.
        state: Remembers the printer.
        parent: The window it belongs to: it is hidden with it, and goes with it.

    Attributes:
        view: The pages.
        sizes: Width and height of each page in points; empty until the file is read.
        dialog: The dialog that is open, if any.
        make_dialog: Makes the dialog that asks for printer, pages and copies.
    """

    def __init__(self, path: Path, jobs: Jobs, voice: Voice, state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.path = path
        self.sizes: list[tuple[float, float]] = []
        self.dialog: QDialog | None = None
        self.make_dialog: Callable[[QPrinter, int, QWidget], QDialog] = printing.print_dialog
        self._jobs, self._voice, self._state = jobs, voice, state
        self._printing = self._left = False
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bind_text(self.setWindowTitle, T("preview", "{name} – preview").with_(name=path.stem))
        self.view = PdfView(jobs)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.moved.connect(self._say_place)
        if state.load(KEPT).get("fit") == "page":
            self.view.fit_page()
        self._build()
        self._take_size()
        jobs.ended.connect(self._ended)
        jobs.pool(lambda: sheets.sizes_of(path), done=self._show_pages, owner=self, title=_READING)

    # --- what can be done -----------------------------------------------------------------------------------------

    def print(self) -> None:
        """Ask which printer, which pages and how many, and print; nothing waits for the answer."""
        if not self.sizes or self._printing or self.dialog is not None:
            return
        if not printing.printer_names():
            self._voice.warn(_NO_PRINTER, Verb(_SAVE_AS, "save", act=self.save_as))
            return
        printer = printing.make_printer(str(self._state.load(KEPT).get("printer", "")), self.path.stem, self.sizes[0])
        dialog = self.make_dialog(printer, len(self.sizes), self)
        dialog.accepted.connect(lambda: self.send(printer))
        self._open(dialog)

    def send(self, printer: QPrinter) -> None:
        """Print on a printer that is set; the strip shows how far it is and can end it."""
        path, name = self.path, printing.name_of(printer)
        pages = printing.wanted_pages(printer, len(self.sizes), max(0, self.view.page))
        self._remember(printer=name)
        self._printing = True
        self.print_button.setEnabled(False)
        self._jobs.pool(
            lambda report: printing.print_pages(path, printer, pages, report),
            done=lambda taken: self._voice.done(
                T("preview", "Sent to “{printer}”. Pages: {count}.").with_(printer=name, count=taken)
            ),
            title=_PRINTING,
            progress=True,
            owner=self,
        )

    def save_as(self) -> None:
        """Ask where to, and save a copy."""
        if self.dialog is not None:
            return
        dialog = QFileDialog(self, str(_SAVE_AS))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.path.name)
        dialog.fileSelected.connect(lambda name: self._save(Path(name)))
        self._open(dialog)

    def open_elsewhere(self) -> None:
        """Open the file with the program the system has for it; where there is none, say so."""
        try:
            opening.open_file(self.path)
        except AppError as error:
            self._voice.error(error)

    def fit_width(self) -> None:
        """Show the pages as wide as the window, from now on."""
        self.view.fit_width()
        self._remember(fit="width")

    def fit_page(self) -> None:
        """Show a whole page at a time, from now on."""
        self.view.fit_page()
        self.view.show_page(self.view.page)
        self._remember(fit="page")

    # --- keys and the window --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints, unless it presses the button it is on; Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            on = self.focusWidget()
            if isinstance(on, QAbstractButton):
                on.click()
            else:
                self.print()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog does not outlast its window, which may be hidden by the lock."""
        super().hideEvent(event)
        if self.dialog is not None and not event.spontaneous():
            self.dialog.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go; once nothing is being printed any more, for good."""
        event.accept()
        self._left = True
        if not self._printing:
            self.deleteLater()

    # --- parts ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._place = label("", "muted")
        self._scale = label("", "muted")
        self._scale.setMinimumWidth(6 * GRID)
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = ElidedLabel(self.path.stem)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        head = row(
            title,
            self._place,
            2 * GRID,
            tool("zoom-out", T("preview", "Smaller"), self.view.zoom_out, "Ctrl+-"),
            self._scale,
            tool("zoom-in", T("preview", "Larger"), self.view.zoom_in, "Ctrl++"),
            GRID,
            button(T("preview", "Page width"), "quiet", shortcut="Ctrl+0", on=self.fit_width),
            button(T("preview", "Whole page"), "quiet", shortcut="Ctrl+1", on=self.fit_page),
            gap=4,
            margin=(3 * GRID, GRID, 2 * GRID, GRID),
        )
        head.setStretch(0, 1)
        # Where plus needs Shift, the key itself is this one.
        QShortcut(QKeySequence("Ctrl+="), self, self.view.zoom_in)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(MessageBar(self._voice, self))
        layout.addWidget(ProgressStrip(self._jobs, self, self))
        layout.addWidget(hairline())
        layout.addWidget(self.view, 1)
        layout.addWidget(hairline())
        layout.addLayout(self._foot())
        self.view.setFocus()

    def _foot(self) -> QHBoxLayout:
        self.print_button = button(T("preview", "Print"), "primary", "print", "Ctrl+P", self.print)
        tip_with_key(self.print_button.setToolTip, T("preview", "Print (Enter)"), "Ctrl+P", self.print_button)
        self.print_button.setEnabled(False)
        close = button(T("preview", "Close"), on=self.close)
        tip_with_key(close.setToolTip, T("preview", "Close"), "Esc", close)
        elsewhere = button(T("preview", "Open in another program"), "quiet", on=self.open_elsewhere)
        return row(
            elsewhere,
            None,
            close,
            button(_SAVE_AS, "plain", "save", "Ctrl+S", self.save_as),
            self.print_button,
            margin=(2 * GRID, GRID + 2, 3 * GRID, GRID + 2),
        )

    def _take_size(self) -> None:
        """As large as a page wants to be read, in the middle of the screen of the window it belongs to."""
        room = (self.parentWidget() or self).screen().availableGeometry()
        self.resize(min(_WIDE, round(room.width() * _SHARE)), min(_HIGH, round(room.height() * _SHARE)))
        place = self.rect()
        place.moveCenter(room.center())
        self.move(place.topLeft())

    def _open(self, dialog: QDialog) -> None:
        # Known before it opens: Windows' own dialog for printing comes back only when it was answered.
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # a print dialog has another one of this name, which wants a slot

    def _forget(self) -> None:
        self.dialog = None

    def _show_pages(self, sizes: list[tuple[float, float]]) -> None:
        self.sizes = sizes
        path = self.path
        self.view.set_pages(len(sizes), lambda index, width: sheets.picture_of(path, index, width), sizes)
        self.print_button.setEnabled(bool(sizes))

    def _say_place(self) -> None:
        if self.sizes:
            words = T("preview", "Page {page} of {count}").with_(page=self.view.page + 1, count=len(self.sizes))
            bind_text(self._place.setText, words)
            self._scale.setText(f"{self.view.zoom:.0%}")

    def _save(self, target: Path) -> None:
        source = self.path
        self._jobs.pool(
            lambda: _copy(source, target),
            done=lambda _: self._voice.done(T("preview", "Saved as {name}.").with_(name=target.name)),
            title=_SAVING,
            owner=self,
        )

    def _ended(self, job: Job) -> None:
        if job.title is not _PRINTING or not job.belongs_to(self):
            return
        self._printing = False
        self.print_button.setEnabled(True)
        if job.cancelled:
            self._voice.warn(T("preview", "Printing was stopped. Pages the printer already has may still come out."))
        if self._left:
            self.deleteLater()

    def _remember(self, **values: str) -> None:
        kept = self._state.load(KEPT)
        if any(kept.get(key) != value for key, value in values.items()):
            state = self._state
            self._jobs.run(lambda: state.save(KEPT, kept | values))


def show_preview(path: Path, jobs: Jobs, voice: Voice, state: ViewState, parent: QWidget) -> PreviewWindow:
    """Show a PDF beside the window of a page; one that is shown already comes to the front."""
    owner = parent.window()
    for shown in owner.findChildren(PreviewWindow):
        if shown.path == path and shown.isVisible():
            break
    else:
        shown = PreviewWindow(path, jobs, voice, state, owner)
        shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def _copy(source: Path, target: Path) -> None:
    """Copy a file; what stood there before stays whole until the copy is."""
    if source.resolve() == target.resolve():
        return
    try:
        with source.open("rb") as read, replacing(target) as write:
            shutil.copyfileobj(read, write)
    except OSError as error:
        raise EnvironmentFault(
            T("preview", "“{name}” could not be saved. Print the sheet again, then save it.").with_(name=target.name),
            "preview.not_saved",
        ) from error
