"""Lists to paper and files, exactly as filtered, sorted and laid out on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import AppError
from app.core.text import T
from app.host import opening
from ui.bridge.voice import Verb
from ui.i18n.language import AnyText
from ui.tables.query import Query

if TYPE_CHECKING:
    from ui.bridge.desk import Desk
    from ui.jobs.jobs import Report
    from ui.tables.page import ListPage

FORMS = {"xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)", "pdf": "PDF (*.pdf)"}
_WRITING = T("output", "Writing the list")
_WRITTEN = T("output", "{name}: {count} rows written.")
_READY = T("output", "{name} is ready.")
_OPEN = T("output", "Open")


class Output(QObject):
    """Makes sheets and files off the window's thread, with progress, and opens what is to be looked at.

    Args:
        desk: The desk.
        owner: The page; its jobs end with it, and the dialog stands in its window.
        open_made: Opens a finished file; if not given, a sheet in the preview, and anything else in the program the
            system has for it.

    Attributes:
        open_made: What opens a finished file.
        last: The file made last.
        dialog: The save dialog that is open, if any.
    """

    def __init__(self, desk: Desk, owner: QWidget, open_made: Callable[[Path], None] | None = None) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.open_made = open_made or self._show
        self.last: Path | None = None
        self.dialog: QFileDialog | None = None

    def print_list(self, page: ListPage) -> None:
        """Make the list of a page as a PDF and open it."""
        self.print_rows(page.spec.lister, page.query, shown_columns(page), page.title_text(), page)

    def export_list(self, page: ListPage) -> None:
        """Ask where to, and write the list of a page as xlsx, csv or pdf."""
        self.export_rows(page.spec.lister, page.query, shown_columns(page), page.title_text(), page)

    def print_rows(
        self, lister: Any, query: Query, columns: tuple[str, ...], title: str, owner: QWidget | None = None
    ) -> None:
        """Make a list as a PDF and open it; the owner's strip shows how far it is."""
        self._write(lister, query, columns, self.sheet(title), owner, opens=True)

    def export_rows(
        self, lister: Any, query: Query, columns: tuple[str, ...], title: str, owner: QWidget | None = None
    ) -> None:
        """Ask where to, and write a list; nothing waits for the answer, and the owner's strip shows how far it is."""
        dialog = QFileDialog(self._owner, str(T("output", "Export")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(FORMS.values()))
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{title} {self._stamp('%Y-%m-%d')}.xlsx")
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(name.rsplit(".", 1)[1].rstrip(")")))
        dialog.fileSelected.connect(lambda name: self._write(lister, query, columns, Path(name), owner, opens=False))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def make_sheet(self, name: str, title: AnyText, write: Callable[[Path, Report], object]) -> None:
        """Make a PDF that a service writes, and open it.

        Args:
            name: What the file is called, without its ending.
            title: What people read while it is made.
            write: Writes to a path, telling how far it is.
        """
        path = self.sheet(name)
        self._desk.jobs.pool(
            lambda report: write(path, report),
            done=lambda _made: self._made(path, None, opens=True),
            title=title,
            progress=True,
            owner=self._owner,
        )

    def sheet(self, name: str) -> Path:
        """Return where a sheet with this name goes; no two of one second are the same."""
        plain = re.sub(r'[\\/:*?"<>|\s]+', "-", name).strip("-.") or "sheet"
        folder = self._desk.context.paths.out
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{plain}-{self._stamp('%y%m%d-%H%M%S')}.pdf"

    def _stamp(self, shape: str) -> str:
        context = self._desk.context
        return context.zone.local(context.clock.now()).strftime(shape)

    def _write(
        self, lister: Any, query: Query, columns: tuple[str, ...], path: Path, owner: QWidget | None, *, opens: bool
    ) -> None:
        desk = self._desk
        desk.jobs.pool(
            lambda report: desk.context.ledgers.export(
                desk.actor,
                lister,
                query,
                path,
                columns=columns,
                progress=report,
            ),
            done=lambda made: self._made(path, made.rows, opens=opens),
            title=_WRITING,
            progress=True,
            owner=owner or self._owner,
        )

    def _made(self, path: Path, rows: int | None, *, opens: bool) -> None:
        self.last = path
        text = _READY.with_(name=path.name) if rows is None else _WRITTEN.with_(name=path.name, count=f"{rows:,}")
        if opens:
            self._desk.voice.done(text)
            self._look(path)
        else:
            self._desk.voice.done(text, Verb(_OPEN, "open", act=lambda: self._look(path)))

    def _look(self, path: Path) -> None:
        """Open what was made; where nothing opens it, the page says where it lies."""
        try:
            self.open_made(path)
        except AppError as error:
            self._desk.voice.error(error)

    def _show(self, path: Path) -> None:
        if path.suffix.lower() != ".pdf":
            opening.open_file(path)
            return
        from ui.preview.window import show_preview  # most pages are never printed

        desk = self._desk
        # The printer belongs to the desk, whoever sits at it.
        show_preview(path, desk.jobs, desk.voice, desk.context.view_states.of(""), self._owner)

    def _forget(self) -> None:
        self.dialog = None


def shown_columns(page: ListPage) -> tuple[str, ...]:
    """Return the keys of the columns a list page shows, in the order in which they stand there."""
    return tuple(page.model.columns[place].key for place in page.view.memory.shown())
