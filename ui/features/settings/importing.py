"""Taking a spreadsheet over: file, sheet and columns, a trial run with its refusals, then the import itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.context.imports import ENTITIES
from app.core.text import T, Text
from app.importing.cells import cell_text, column_letter
from app.importing.mapping import column_title
from app.importing.run import ImportReport, RefusedRow, write_refused
from app.importing.trial import ImportPlan
from ui.i18n.language import bind_text
from ui.jobs.progress import ProgressStrip
from ui.theme.appearance import appearance
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Action
from ui.widgets.basic import Card, button, column, label, row
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty import EmptyState
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv")
_SAMPLES = 3
_LOOKED_AT = 50
KINDS: Mapping[str, Text] = {
    "owners": T("settings-page", "Houses and owners"),
    "houses": T("settings-page", "Houses"),
    "staff": T("settings-page", "Staff"),
    "tickets": T("settings-page", "Tickets of another system"),
    "complaints": T("settings-page", "Ledger of complaints"),
    "certificates": T("settings-page", "Ledger of certificates"),
    "sessions": T("settings-page", "Ledger of training"),
}
"""What a file may hold."""
_TITLES = (T("settings-page", "Row"), T("settings-page", "Why it is refused"))


class RefusedModel(QAbstractTableModel):
    """The rows that are not taken over, and why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[RefusedRow] = ()

    def set_rows(self, rows: Sequence[RefusedRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The row's number in the file, and the reason."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return str(_TITLES[section])
        return Qt.AlignmentFlag.AlignLeft if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        refused = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return str(refused.row) if index.column() == 0 else str(refused.reason)
        return None


class ImportRoom(QWidget):
    """Takes spreadsheets over.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: ImportPlan | None = None
        self.report: ImportReport | None = None
        self._boxes: dict[str, QComboBox] = {}
        self._job_running = False
        self.setAcceptDrops(True)
        self.kind = QComboBox()
        for name, title in KINDS.items():
            if desk.may(ENTITIES[name], "import"):
                self.kind.addItem(str(title), name)
                place = self.kind.count() - 1
                bind_text(lambda text, at=place: self.kind.setItemText(at, text), title, self.kind)
        bind_text(self.kind.setAccessibleName, T("settings-page", "What the file holds"))
        self.file = ElidedLabel("")
        self.sheet = QComboBox()
        bind_text(self.sheet.setAccessibleName, T("settings-page", "Sheet"))
        self.choose = button(T("settings-page", "Choose a file…"), "plain", "folder", on=self._choose)
        self.trial = button(T("settings-page", "Try it"), "primary", "play", on=lambda: self.run(dry=True))
        self.real = button(T("settings-page", "Import"), "primary", "import", on=lambda: self.run(dry=False))
        self.keep = button(T("settings-page", "Save the refused rows…"), "plain", "save", on=self._keep)
        self.told = label("")
        self.told.setWordWrap(True)
        self.notes = label("", "small")
        self.notes.setWordWrap(True)
        self.refused = RefusedModel(self)
        self._build()
        self.kind.activated.connect(lambda _place: self._read_again())
        self.sheet.activated.connect(lambda _place: self._read_again(sheet=self.sheet.currentText()))
        self._arrange()

    # --- the file -------------------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Choose what a file is to be read as: ``kind`` in the target's values."""
        place = self.kind.findData((target.values or {}).get("kind"))
        if place >= 0:
            self.kind.setCurrentIndex(place)
        self.kind.setFocus()

    def read(self, path: Path, sheet: str | None = None, overrides: Mapping[str, str | None] | None = None) -> None:
        """Read a file and show how it would be taken over."""
        desk, kind = self._desk, str(self.kind.currentData())
        self.file.set_line(str(path))
        desk.jobs.pool(
            lambda: desk.context.imports.plan(desk.actor, kind, path, sheet, overrides),
            done=self._show_plan,
            owner=self,
            title=T("settings-page", "Reading {file}…").with_(file=path.name),
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self, str(T("settings-page", "Choose a spreadsheet")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog.setNameFilter(T("settings-page", "Spreadsheets ({endings})").format(endings=endings))
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A spreadsheet may be dropped here."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and Path(urls[0].toLocalFile()).suffix.lower() in ENDINGS:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def _read_again(self, sheet: str | None = None) -> None:
        if self.plan is not None:
            self.read(self.plan.file, sheet)

    def _column_chosen(self) -> None:
        """Another column for a field: read the mapping as it stands now."""
        if self.plan is not None:
            overrides = {key: box.currentData() or None for key, box in self._boxes.items()}
            self.read(self.plan.file, self.plan.sheet.name, overrides)

    # --- the plan -------------------------------------------------------------------------------------------------

    def _show_plan(self, plan: ImportPlan) -> None:
        self.plan, self.report = plan, None
        self.sheet.clear()
        self.sheet.addItems(list(plan.sheet_names))
        self.sheet.setCurrentText(plan.sheet.name)
        self._show_mapping(plan)
        self.refused.set_rows(())
        if plan.missing:
            names = "、".join(str(field.title) for field in plan.missing)
            self._tell(T("settings-page", "Choose columns for: {fields}.").with_(fields=names), "late")
        else:
            said = T("settings-page", "{n} rows. Try it first: nothing is kept in a trial.").with_(n=f"{plan.total:,}")
            self._tell(said, "muted")
        self.notes.clear()
        self._arrange()

    def _show_mapping(self, plan: ImportPlan) -> None:
        self._boxes = {}
        table = QWidget()
        table.setProperty("ground", "raised")
        table.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(table)
        margins(grid, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        choices = [(column_letter(place), place) for place in range(len(plan.sheet.columns))]
        for line, field in enumerate(plan.kind.fields):
            name = label(T("settings-page", "{field} *").with_(field=field.title) if field.required else field.title)
            box = QComboBox()
            box.setFixedWidth(240)
            box.addItem("—", "")
            for letter, place in choices:
                title = column_title(plan.sheet, plan.header, place)
                box.addItem(letter if title == letter else f"{letter}  {title}", letter)
            taken = plan.mapping.get(field.key)
            box.setCurrentIndex(0 if taken is None else taken + 1)
            box.setAccessibleName(str(field.title))
            box.activated.connect(lambda _place: self._column_chosen())
            name.setBuddy(box)
            self._boxes[field.key] = box
            grid.addWidget(name, line, 0)
            grid.addWidget(box, line, 1)
            grid.addWidget(ElidedLabel(_samples(plan, taken), "right", "text-muted"), line, 2)
        self._mapping.setWidget(table)

    # --- running --------------------------------------------------------------------------------------------------

    def run(self, *, dry: bool) -> None:
        """Try the import, or do it."""
        plan, desk = self.plan, self._desk
        if plan is None or plan.missing or self._job_running:
            return
        self._job_running = True
        self._arrange()

        def failed(error: BaseException) -> None:
            self._job_running = False
            self._arrange()
            desk.voice.error(error)

        desk.jobs.run(
            lambda report: desk.context.imports.run(desk.actor, plan, dry_run=dry, progress=report),
            done=self._show_report,
            failed=failed,
            title=T("settings-page", "Trying…") if dry else T("settings-page", "Importing…"),
            owner=self,
            progress=True,
        )

    def _show_report(self, report: ImportReport) -> None:
        self._job_running = False
        self.report = report
        counts = {
            "read": f"{report.read:,}",
            "created": f"{report.created:,}",
            "updated": f"{report.updated:,}",
            "skipped": f"{report.skipped:,}",
            "refused": f"{len(report.refused):,}",
        }
        if report.dry_run:
            said = T(
                "settings-page",
                "Trial: {read} rows read; {created} would be new, {updated} changed, {skipped} left out, "
                "{refused} refused. Nothing was kept.",
            ).with_(**counts)
        else:
            said = T(
                "settings-page",
                "Done: {read} rows read; {created} new, {updated} changed, {skipped} left out, {refused} refused.",
            ).with_(**counts)
        self._tell(said, "soon" if report.refused else "done")
        self.refused.set_rows(report.refused)
        self.notes.setText("\n".join(map(str, report.notes)))
        self._arrange()
        if not report.dry_run:
            self._desk.voice.done(T("settings-page", "The file has been taken over."))

    def _keep(self) -> None:
        if self.plan is None:
            return
        refused = T("settings-page", "refused")
        near = self.plan.file.with_name(f"{self.plan.file.stem}-{refused}.xlsx")
        dialog = QFileDialog(self, str(T("settings-page", "Save the refused rows")), str(near))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Excel (*.xlsx);;CSV (*.csv)")
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.save_refused(Path(name)))
        dialog.open()

    def save_refused(self, path: Path) -> None:
        """Write the refused rows with their reasons, to be corrected and imported again."""
        plan, report, desk = self.plan, self.report, self._desk
        if plan is not None and report is not None:
            said = T("settings-page", "Saved: {file}. Correct the rows there and import that file.").with_(
                file=path.name
            )
            desk.jobs.pool(
                lambda: write_refused(plan, report, path), done=lambda _none: desk.voice.done(said), owner=self
            )

    # --- building -------------------------------------------------------------------------------------------------

    def _tell(self, text: Text, tone: str) -> None:
        bind_text(self.told.setText, text)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    def _arrange(self) -> None:
        """Show what the present step needs."""
        plan, report = self.plan, self.report
        ready = plan is not None and not plan.missing and not self._job_running
        tried = report is not None and report.dry_run
        self._empty.setVisible(plan is None)
        self._plan.setVisible(plan is not None)
        self.sheet.setVisible(plan is not None and len(plan.sheet_names) > 1)
        self.trial.setVisible(not tried)
        self.trial.setEnabled(ready and (report is None or tried))
        self.real.setVisible(tried)
        self.real.setEnabled(ready and tried)
        self._refused_card.setVisible(report is not None and bool(report.refused))
        self.keep.setVisible(report is not None and bool(report.refused))
        for box in self._boxes.values():
            box.setEnabled(not self._job_running)

    def _build(self) -> None:
        what = label(T("settings-page", "What the file holds"), "muted")
        head = row(what, self.kind, self.choose, self.file, self.sheet, margin=(2 * GRID, GRID + 4))
        head.setStretch(3, 1)
        self._mapping = QScrollArea()
        self._mapping.setWidgetResizable(True)
        self._mapping.setFrameShape(QFrame.Shape.NoFrame)
        self._mapping.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns = Card(T("settings-page", "Which column is which"))
        columns.body.addWidget(self._mapping)
        self._refused_card = Card(T("settings-page", "Refused rows"))
        self._refused_card.body.addWidget(self._table())
        both = row(columns, self._refused_card, gap=GRID + 4)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        foot = row(self.told, self.keep, self.trial, self.real)
        foot.setStretch(0, 1)
        self._plan = QWidget()
        self._plan.setLayout(column(both, self.notes, foot, gap=GRID + 4, margin=(2 * GRID, 0, 2 * GRID, GRID + 4)))
        self._empty = EmptyState(
            "import",
            T("settings-page", "No file yet"),
            T(
                "settings-page",
                "Choose an Excel or CSV file, or drop it here. Columns are recognised by their titles; "
                "nothing is kept before you have seen a trial.",
            ),
            Action("choose", T("settings-page", "Choose a file…"), self._choose, "folder"),
        )
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(MessageBar(self._desk.voice))
        layout.addWidget(ProgressStrip(self._desk.jobs, self))
        layout.addLayout(head)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._plan, 1)

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self.refused)
        view.setProperty("kind", "plain")
        view.setShowGrid(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(appearance().row_height)
        view.horizontalHeader().setStretchLastSection(True)
        view.horizontalHeader().setHighlightSections(False)
        view.setColumnWidth(0, 64)
        view.setAccessibleName(str(T("settings-page", "Refused rows")))
        return view


def _samples(plan: ImportPlan, place: int | None) -> str:
    """Return the first few values of a column."""
    if place is None:
        return ""
    cells = plan.sheet.columns[place][plan.first : plan.first + _LOOKED_AT]
    shown = [text for cell in cells if (text := cell_text(cell))]
    return " · ".join(dict.fromkeys(shown[:_SAMPLES]))
