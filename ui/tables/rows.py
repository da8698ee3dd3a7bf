"""Short lists held in memory, shown as the long ones are: rows, keys, a selection that outlives a refresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.core.text import Text
from ui.i18n.language import AnyText, Retranslated, bind_text
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.tokens import Tone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_STEPS = {int(Qt.Key.Key_J): Qt.Key.Key_Down, int(Qt.Key.Key_K): Qt.Key.Key_Up}


@dataclass(frozen=True)
class Cells(Generic[R]):
    """One column.

    Attributes:
        title: Its heading.
        text: What stands in a row's cell.
        width: Width on the screen; 0 takes what is left.
        tip: More words for the cell, if there are any.
        tone: The cell's tone; plain if None.
    """

    title: Text
    text: Callable[[R], AnyText]
    width: int = 120
    tip: Callable[[R], AnyText] | None = None
    tone: Callable[[R], Tone | None] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind.

    Args:
        columns: What is told of each.
        key: Returns what names a row.
        parent: Its owner.
    """

    def __init__(self, columns: Sequence[Cells[R]], key: Callable[[R], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[R, ...] = ()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; where their keys are the same, only the words change."""
        same = [self._key(row) for row in self._rows] == [self._key(row) for row in rows]
        if same:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> R | None:
        """Return a row, or None."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def key(self, place: int) -> str:
        """Return what names a row; empty where there is none."""
        row = self.row(place)
        return "" if row is None else self._key(row)

    def place(self, key: str) -> int:
        """Return where a row stands; -1 where it does not."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, and how they look."""
        row = self.row(index.row())
        if row is None:
            return None
        cells = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cells.text(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(cells.tip(row)) if cells.tip is not None else str(cells.text(row))
        if role == Qt.ItemDataRole.ForegroundRole and cells.tone is not None:
            return self._colour(cells.tone(row))
        return None

    @staticmethod
    def _colour(tone: Tone | None) -> QColor | None:
        if tone is None or tone == "plain":
            return None
        return theme().colour("text-muted") if tone == "muted" else theme().tone(tone).text


class RowsView(Retranslated, QTableView, Generic[R]):
    """Shows a ``RowsModel``; J and K move, Enter opens.

    Args:
        model: The rows.
        name: What screen readers call the list.

    Signals:
        picked: The keyboard is on another row; its key, or the empty text.
        opened: Enter or a double click on a row; its key.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, model: RowsModel[R], name: AnyText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setProperty("kind", "plain")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        for place, cells in enumerate(model.columns):
            if cells.width:
                self.setColumnWidth(place, cells.width)
            else:
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        bind_text(self.setAccessibleName, name)
        self._shown = ""
        self.selectionModel().currentRowChanged.connect(lambda new, _old: self._pick(new.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(model.key(index.row())))
        appearance().changed.connect(self._size)
        self._size()

    @property
    def current(self) -> R | None:
        """The row the keyboard is on, or None."""
        return self.rows.row(self.currentIndex().row())

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the keyboard stays on its row, or where that was."""
        key, place = self.rows.key(self.currentIndex().row()), self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        wanted = self.rows.place(key) if key else -1
        if wanted < 0:
            wanted = min(max(place, 0), len(rows) - 1)
        if rows:
            self.setCurrentIndex(self.rows.index(wanted, 0))
            self.verticalScrollBar().setValue(top)
        self._pick(wanted)

    def select(self, key: str) -> bool:
        """Put the keyboard on a row; returns whether it is there."""
        place = self.rows.place(key)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
        return place >= 0

    def retranslate(self) -> None:
        """Say headings and cells in the language of the moment."""
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.rows.columns) - 1)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, K and Enter; everything else as in every table."""
        key = int(event.key())
        if key in (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)):
            self.opened.emit(self.rows.key(self.currentIndex().row()))
        elif key in _STEPS and not event.modifiers():
            super().keyPressEvent(QKeyEvent(event.type(), _STEPS[key], event.modifiers()))
        else:
            super().keyPressEvent(event)

    def _pick(self, place: int) -> None:
        key = self.rows.key(place)
        if key != self._shown:
            self._shown = key
            self.picked.emit(key)

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(appearance().row_height)
