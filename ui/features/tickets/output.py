"""Paper and files from the ticket list: work slips, the printed list, exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.text import T

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.bridge.desk import Desk
    from ui.tables.page import ListPage

_FORMS = {"xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)", "pdf": "PDF (*.pdf)"}


class TicketOutput:
    """Makes sheets and files off the window's thread and opens them when they are ready."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent
        self.last: Path | None = None

    def print_slips(self, ids: Sequence[str]) -> None:
        """Make the work slips of these tickets and open the PDF for printing."""
        desk, chosen = self._desk, list(ids)
        path = self._sheet("work-slips")
        desk.jobs.run(
            lambda report: (desk.context.papers.write_slips(desk.actor, chosen, path, report), path)[1],
            done=self._ready,
            title=T("tickets", "Making work slips"),
            progress=True,
            owner=self._parent,
        )

    def print_list(self, page: ListPage) -> None:
        """Make the list, as filtered and sorted, as a PDF and open it."""
        self._write(page, self._sheet("tickets"), "pdf")

    def export(self, page: ListPage) -> None:
        """Ask where to, and write the list as filtered and sorted."""
        dialog = QFileDialog(self._parent, str(T("tickets", "Export")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_FORMS["xlsx"], _FORMS["csv"], _FORMS["pdf"]])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{T('tickets', 'Tickets')}.xlsx")
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(name.rsplit(".", 1)[1].rstrip(")")))
        dialog.fileSelected.connect(lambda name: self._write(page, Path(name), Path(name).suffix.lstrip(".").lower()))
        dialog.open()

    def _write(self, page: ListPage, path: Path, form: str) -> None:
        desk, query = self._desk, page.query
        desk.jobs.run(
            lambda report: (
                desk.context.ledgers.export(
                    desk.actor, desk.context.tickets.lister(desk.actor), query, path, form, progress=report
                ).path
            ),
            done=self._ready,
            title=T("tickets", "Writing the list"),
            progress=True,
            owner=self._parent,
        )

    def _ready(self, path: Path) -> None:
        from app.host.opening import open_file

        self.last = path
        self._desk.voice.info(T("tickets", "Ready: {name}").with_(name=path.name))
        if path.suffix.lower() == ".pdf":
            open_file(path)

    def _sheet(self, name: str) -> Path:
        zone, clock = self._desk.context.zone, self._desk.context.clock
        stamp = zone.local(clock.now()).strftime("%y%m%d-%H%M%S")
        folder = self._desk.context.paths.out
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}-{stamp}.pdf"
