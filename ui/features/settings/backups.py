"""Backups: make one now, see what there is, prove that the newest can be brought back, and bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.text import T
from app.features.office.service import Backed, BackupFile, Drill
from ui.bridge.voice import Verb
from ui.jobs.progress import ProgressStrip
from ui.tables.display import Display
from ui.theme.appearance import appearance
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import button, column, label, row
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TITLES = (T("settings-page", "Backup of"), T("settings-page", "Size"), T("settings-page", "File"))


class BackupModel(QAbstractTableModel):
    """The backups on this computer."""

    def __init__(self, display: Display, parent: QWidget) -> None:
        super().__init__(parent)
        self._display = display
        self._files: tuple[BackupFile, ...] = ()

    def set_files(self, files: Sequence[BackupFile]) -> None:
        """Show other files."""
        self.beginResetModel()
        self._files = tuple(files)
        self.endResetModel()

    def file(self, row: int) -> BackupFile | None:
        """Return a file, or None."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many files."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """When, how large, where."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return str(_TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        file = self.file(index.row())
        if file is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            size = f"{file.size / 1_048_576:,.1f} MB"
            return (self._display.day(file.day.isoformat()), size, file.path.name)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (file.day.isoformat(), f"{file.size:,}", str(file.path))[index.column()]
        return None


class BackupsRoom(QWidget):
    """Backups of this computer.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files = BackupModel(desk.display, self)
        self.view = QTableView()
        self.view.setModel(self.files)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setProperty("kind", "plain")
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(appearance().row_height)
        self.view.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.setColumnWidth(0, 140)
        self.view.setAccessibleName(str(T("settings-page", "Backups on this computer")))
        self.make = button(T("settings-page", "Back up now"), "primary", "save", on=self.back_up)
        self.check = button(T("settings-page", "Restore drill"), "plain", "check", on=self.drill)
        self.back = button(T("settings-page", "Bring this one back…"), "plain", "history", on=self.restore)
        self.other = button(T("settings-page", "Bring a file back…"), "plain", "folder", on=self._choose)
        self._build()
        self.refresh()

    def shortcuts(self) -> list[Shortcut]:
        """There are no keys of its own."""
        return []

    def refresh(self) -> None:
        """Read again what there is."""
        desk = self._desk
        desk.jobs.pool(desk.context.backups.files, done=self._show, owner=self)

    def back_up(self) -> None:
        """Make a backup now."""
        desk = self._desk
        self.make.setEnabled(False)

        def failed(error: AppError) -> None:
            self.make.setEnabled(True)
            desk.voice.error(error)

        desk.jobs.pool(
            lambda report: desk.context.backups.make(desk.actor, report),
            done=self._made,
            failed=failed,
            owner=self,
            title=T("settings-page", "Backing up…"),
            progress=True,
        )

    def drill(self) -> None:
        """Bring the newest backup back for trial, in a folder of its own, and say what it holds."""
        desk = self._desk

        def say(drill: Drill) -> None:
            day = desk.display.day(drill.file.day.isoformat())
            if drill.missing:
                said = T(
                    "settings-page",
                    "The backup of {day} can be brought back: {rows} records. {missing} made since then are not in it.",
                )
            else:
                said = T("settings-page", "The backup of {day} can be brought back: {rows} records, all there are.")
            desk.voice.done(said.with_(day=day, rows=f"{drill.rows:,}", missing=f"{drill.missing:,}"))

        desk.jobs.pool(
            lambda: desk.context.backups.drill(desk.actor),
            done=say,
            owner=self,
            title=T("settings-page", "Bringing the newest backup back for trial…"),
        )

    def restore(self) -> None:
        """Bring the chosen backup back."""
        file = self._chosen()
        if file is not None:
            self.ask_restore(file.path)

    def ask_restore(self, path: Path) -> None:
        """Ask, and have the window bring a backup back."""
        text = T(
            "settings-page",
            "Everything entered since that backup will no longer be there. What is there now is kept beside it and "
            "can be brought back in the same way. Everybody must log in again.",
        )
        verbs = [
            Verb(T("settings-page", "Leave as it is"), "no", "cancel"),
            Verb(T("settings-page", "Bring it back"), "yes", "danger"),
        ]
        title = T("settings-page", "Bring back {file}?").with_(file=path.name)

        def answered(key: str) -> None:
            if key == "yes":
                self._desk.go("restore", str(path))

        self._desk.voice.ask(title, text, verbs, answered, self)

    def _choose(self) -> None:
        folder = str(self._desk.context.paths.backups)
        dialog = QFileDialog(self, str(T("settings-page", "Choose a backup")), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.ask_restore(Path(name)))
        dialog.open()

    def _chosen(self) -> BackupFile | None:
        return self.files.file(self.view.currentIndex().row())

    def _made(self, made: Backed) -> None:
        self.make.setEnabled(True)
        if made.problem is not None:
            self._desk.voice.warn(made.problem)
        else:
            self._desk.voice.done(T("settings-page", "Backed up and checked: {file}").with_(file=made.path.name))
        self.refresh()

    def _show(self, files: Sequence[BackupFile]) -> None:
        self.files.set_files(files)
        self.view.setColumnWidth(0, 140)
        if files:
            self.view.setCurrentIndex(self.files.index(0, 0))
        self.view.setVisible(bool(files))
        self._none.setVisible(not files)
        for made in (self.check, self.back):
            made.setEnabled(bool(files))

    def _build(self) -> None:
        desk = self._desk
        may_restore = desk.may("backup", "edit")
        self.check.setVisible(desk.may("backup", "create"))
        self.back.setVisible(may_restore)
        self.other.setVisible(may_restore)
        self.make.setVisible(desk.may("backup", "create"))
        about = label(
            T(
                "settings-page",
                "A backup is made every day while the program runs: 14 days are kept, and the first of each month "
                "for a year. Set a second place for copies under “Settings”.",
            ),
            "muted",
        )
        about.setWordWrap(True)
        self._none = label(T("settings-page", "There is no backup on this computer yet."), "muted")
        self._none.setContentsMargins(0, 2 * GRID, 0, 0)
        head = row(about, self.check, self.back, self.other, self.make)
        head.setStretch(0, 1)
        inner = column(head, self._none, self.view, gap=GRID + 4, margin=(2 * GRID, GRID + 4))
        inner.setStretch(2, 1)
        inner.addStretch(0)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(MessageBar(desk.voice))
        layout.addWidget(ProgressStrip(desk.jobs, self))
        layout.addLayout(inner, 1)
