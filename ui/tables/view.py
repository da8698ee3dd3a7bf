"""The table view of every list: keys, columns that stay where people put them, a place that survives refreshes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.core.text import T
from ui.i18n.language import AnyText
from ui.tables.clipboard import copy_rows
from ui.tables.columns import ColumnMemory, column_menu
from ui.tables.delegate import CellDelegate
from ui.tables.model import LazyTableModel
from ui.tables.protocols import ViewState
from ui.theme.appearance import appearance
from ui.widgets.actions import Action
from ui.widgets.basic import label
from ui.widgets.empty import EmptyState

LOADING_MS = 200
TICK_MS = 20_000
_MANY = 300
_DOWN = {int(Qt.Key.Key_J): 1, int(Qt.Key.Key_K): -1}
_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class TableView(QTableView):
    """Shows a ``LazyTableModel``.

    Args:
        model: The rows.
        state: Keeps the columns people chose.
        key: Under which name.
        parent: Its owner.

    Signals:
        opened: Enter or a double click on a record; its id.
        picked: The keyboard is on another record; its id, or the empty text.
        chosen_changed: How many rows are selected.
        detail_toggled: Space.
        columns_changed: Columns were chosen, moved or sized.
    """

    opened = Signal(str)
    picked = Signal(str)
    chosen_changed = Signal(int)
    detail_toggled = Signal()
    columns_changed = Signal()

    def __init__(self, model: LazyTableModel, state: ViewState, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._anchor: tuple[int, int] | None = None
        self._picked = ""
        self._chosen: set[int] = set()
        self._delegate = CellDelegate(model, self)
        self._empty: QWidget | None = None
        self._loading = label(T("tables", "Loading…"), "muted", self.viewport())
        self._loading.hide()
        self._loading_timer = QTimer(self, singleShot=True, interval=LOADING_MS)
        self._loading_timer.timeout.connect(self._show_loading)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.viewport().update)
        self._dress()
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        # While it is painted, a header asks whether each whole column is selected: seconds with 100,000 chosen rows.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self.horizontalHeader()))
        self.memory = ColumnMemory(self, model, state, key)
        self.memory.restore()
        self._wire()
        self._find_first()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(40)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._size_rows()

    def _wire(self) -> None:
        appearance().changed.connect(self._size_rows)
        header = self.horizontalHeader()
        header.customContextMenuRequested.connect(self._column_menu)
        header.sectionClicked.connect(self._sort)
        self.memory.changed.connect(self._find_first)
        self.memory.changed.connect(self.columns_changed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit(self.chosen_count()))
        # A layout that Qt puts off would be painted a second time, when everything has just been painted.
        self._rows.modelReset.connect(self.executeDelayedItemsLayout)
        self._rows.rearranging.connect(self._hold_place)
        self._rows.rearranged.connect(self._find_place)
        self._rows.busy.connect(self._busy)
        self._rows.loaded.connect(self._loaded)

    # Records

    def current_id(self) -> str:
        """Return the id of the record the keyboard is on, or the empty text."""
        return self._rows.record_id(self.currentIndex().row()) or ""

    def selected_rows(self) -> list[int]:
        """Return the places of the selected rows, in order."""
        rows: set[int] = set()
        for span in self._spans():
            rows.update(range(span[0], span[1] + 1))
        return sorted(rows)

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected records, in the order of the list."""
        return self._rows.record_ids(self.selected_rows())

    def chosen_count(self) -> int:
        """Return how many rows are selected, without reading them."""
        return sum(last - first + 1 for first, last in set(self._spans()))

    def select(self, record_id: str) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt has no such method
        """Put the keyboard on a record and show it; False if the list does not hold it."""
        row = self._rows.row_of(record_id)
        if row is None:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Put the keyboard on a row and show it."""
        if 0 <= row < self._rows.total:
            index = self._rows.index(row, self._delegate.first)
            self.selectionModel().setCurrentIndex(index, _ROWS)
            self.scrollTo(index)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as text and as a table."""
        copy_rows(self._rows, self.selected_rows(), self.memory.shown())

    def set_empty(self, icon: str, title: AnyText, text: AnyText = "", action: Action | None = None) -> None:
        """Say what to show when there are no rows."""
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = EmptyState(icon, title, text, action, self.viewport())
        self._lay_over()
        self._show_empty()

    def _spans(self) -> list[tuple[int, int]]:
        selection = cast("Sequence[QItemSelectionRange]", self.selectionModel().selection())  # Qt's stubs forget it
        return list({(span.top(), span.bottom()) for span in selection})

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move, Enter opens, Space shows the detail, Ctrl+C copies; the rest as tables do."""
        key, plain = event.key(), event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        if plain and key in _DOWN:
            self.select_row(max(0, min(self._rows.total - 1, self.currentIndex().row() + _DOWN[key])))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif plain and key == Qt.Key.Key_Space:
            self.detail_toggled.emit()
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select_row(0 if key == Qt.Key.Key_Home else self._rows.total - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.text() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: it would read every row. The list has a search box."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the row the keyboard is on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.select_row(0)
        self._focus_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark no row."""
        super().focusOutEvent(event)
        self._focus_row(-1)

    def changeEvent(self, event: QEvent) -> None:
        """Show every word anew when the language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rows.retranslate()

    def showEvent(self, event: Any) -> None:
        """Countdowns run while they are seen."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: Any) -> None:
        """Nothing runs unseen."""
        super().hideEvent(event)
        self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over the table in its middle."""
        super().resizeEvent(event)
        self._lay_over()

    def _open(self, row: int) -> None:
        record_id = self._rows.record_id(row)
        if record_id:
            self.opened.emit(record_id)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            old, self._delegate.hovered = self._delegate.hovered, row
            self._update_rows((old, row))

    def _focus_row(self, row: int) -> None:
        if row != self._delegate.focused:
            old, self._delegate.focused = self._delegate.focused, row
            self._update_rows((old, row))

    def _update_rows(self, rows: Sequence[int]) -> None:
        height = self.verticalHeader().defaultSectionSize()
        for row in rows:
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), height)

    def _current_changed(self, current: QModelIndex) -> None:
        if self.hasFocus():
            self._focus_row(current.row())
        self._tell_picked()

    def _tell_picked(self) -> None:
        now = self.current_id()
        if now != self._picked:
            self._picked = now
            self.picked.emit(now)

    # Columns and order

    def _column_menu(self, at: QPoint) -> None:
        menu = column_menu(self.memory, self)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _sort(self, section: int) -> None:
        column = self._rows.columns[section]
        if not column.order:
            self._mark_order()
            return
        now = self._rows.query.sort or self._rows.lister.listing.default_sort
        descending = not now[0][1] if now and now[0][0] == column.key else False
        self._rows.sort_by(((column.key, descending),))
        self._mark_order()

    def _mark_order(self) -> None:
        header = self.horizontalHeader()
        now = self._rows.query.sort or self._rows.lister.listing.default_sort
        keys = [column.key for column in self._rows.columns]
        header.setSortIndicatorShown(bool(now))
        if now and now[0][0] in keys:
            order = Qt.SortOrder.DescendingOrder if now[0][1] else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(now[0][0]), order)

    def _find_first(self) -> None:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        self._delegate.first = next((section for section in order if not header.isSectionHidden(section)), 0)

    def _size_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(appearance().row_height)
        self.verticalHeader().setDefaultSectionSize(appearance().row_height)
        self.horizontalHeader().setFixedHeight(appearance().row_height - 2)

    # Refreshes

    def _hold_place(self) -> None:
        """Remember which record stands at the top, unless the list is at its beginning."""
        self._anchor = None
        if self.chosen_count() > _MANY:
            self._chosen = {self._rows.number_at(row) for row in self.selected_rows()}
            self.clearSelection()
        if self.verticalScrollBar().value() > 0:
            row = self.rowAt(0)
            if row >= 0:
                self._anchor = self._rows.number_at(row), self.rowViewportPosition(row)

    def _find_place(self) -> None:
        anchor, self._anchor = self._anchor, None
        self.executeDelayedItemsLayout()
        self._choose_again()
        self._tell_picked()
        self.chosen_changed.emit(self.chosen_count())
        if anchor is None:
            return
        row = self._rows.place_of(anchor[0])
        if row is not None:
            self.verticalScrollBar().setValue(row * self.verticalHeader().defaultSectionSize() - anchor[1])

    def _choose_again(self) -> None:
        """Select what was selected; Qt would follow every cell of a long selection by itself, for seconds."""
        chosen, self._chosen = self._chosen, set[int]()
        if chosen:
            last = len(self._rows.columns) - 1
            selection = QItemSelection()
            for start, end in self._rows.runs_of(chosen):
                selection.select(self._rows.index(start, 0), self._rows.index(end, last))
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def _busy(self, busy: bool) -> None:
        if not busy:
            self._loading_timer.stop()
            self._loading.hide()
        elif not self._rows.total:
            self._loading_timer.start()
        if busy and self._empty is not None and not self._rows.opened:
            self._empty.hide()

    def _loaded(self) -> None:
        self._mark_order()
        self._show_empty()
        self._tell_picked()
        self.chosen_changed.emit(self.chosen_count())

    def _show_loading(self) -> None:
        if not self._rows.total:
            self._lay_over()
            self._loading.show()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(self._rows.opened and not self._rows.total)

    def _lay_over(self) -> None:
        area = self.viewport().rect()
        self._loading.adjustSize()
        self._loading.move((area.width() - self._loading.width()) // 2, area.height() // 3)
        if self._empty is not None:
            self._empty.setGeometry(area)
