"""The table in which a plan is written: keys for everything, cells that are edited in place."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.features.plans.model import COLUMNS, EDITED, TITLES, Draft, PlanModel
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.tokens import TONE_ROLES
from ui.widgets.paint import middle_cut

PAD = 8
WIDTHS = {"state": 64, "section": 76, "assignee": 80, "deadline": 128, "minutes": 56, "note": 140, "result": 200}
_ROOM = {"note": 720, "minutes": 560}
"""Column -> width of the table from which on it is shown."""
_MOVES = {Qt.Key.Key_N: "fail", Qt.Key.Key_M: "move_on", Qt.Key.Key_X: "drop", Qt.Key.Key_O: "reopen"}
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_Index = QModelIndex | QPersistentModelIndex


class PlanDelegate(QStyledItemDelegate):
    """Paints the rows and makes the editors."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        option_: Any = option
        rect: QRect = option_.rect
        model = self._table.plan
        row, column = model.rows[index.row()], COLUMNS[index.column()]
        colours = theme()
        heading = isinstance(row, str)
        chosen = bool(option_.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colours.colour("selection"))
        elif heading:
            painter.fillRect(rect, colours.colour("surface-sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.colour("hairline"))
        if index.row() == self._table.currentIndex().row() and column == "state" and self._table.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, colours.colour("accent"))
        text = model.text(row, column)
        tone = model.tone(row, column)
        ink = colours.colour("selection-text" if chosen else "text")
        if tone is not None and tone != "plain":
            ink = colours.colour(TONE_ROLES[tone][0])
        font = QFont(option_.font)
        font.setBold(heading or (column == "state" and tone is not None))
        painter.save()
        painter.setFont(font)
        # The header sets its first words in by twice as much.
        area = rect.adjusted(2 * PAD if column == "state" else PAD, 0, -PAD, -1)
        left = self._words(painter, area, text, font, ink)
        marks = model.marks(row) if column == "title" else ""
        if marks:
            painter.setFont(option_.font)
            self._words(painter, area.adjusted(left + PAD, 0, 0, 0), marks, option_.font, colours.colour("amber"))
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, text: str, font: QFont, ink: QColor) -> int:
        metrics = QFontMetrics(font)
        plain = " ".join(text.split())
        shown = plain if metrics.horizontalAdvance(plain) <= area.width() else middle_cut(metrics, plain, area.width())
        painter.setPen(ink)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return metrics.horizontalAdvance(shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as every row."""
        return QSize(60, appearance().row_height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return a line to type into; people are completed while they are typed."""
        line = QLineEdit(parent)
        line.setFrame(False)
        column = COLUMNS[index.column()]
        line.setAccessibleName(str(TITLES[column]))
        if column == "assignee":
            completer = QCompleter(self._table.names, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """The editor fills its cell."""
        option_: Any = option
        editor.setGeometry(option_.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab leave the cell at once, so that what was typed is kept before anything else happens."""
        if event.type() == QEvent.Type.KeyPress and QApplication.activePopupWidget() is None:
            hints = QAbstractItemDelegate.EndEditHint
            left = {
                int(Qt.Key.Key_Tab): hints.EditNextItem,
                int(Qt.Key.Key_Backtab): hints.EditPreviousItem,
                int(Qt.Key.Key_Return): hints.NoHint,
                int(Qt.Key.Key_Enter): hints.NoHint,
            }
            hint = left.get(int(cast("QKeyEvent", event).key()))
            if hint is not None:
                editor = cast("QWidget", watched)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, hint)
                return True
        return super().eventFilter(watched, event)


class PlanTable(QTableView):
    """Shows and edits a ``PlanModel``.

    Signals:
        done_wanted: Space: do these tasks, or tick a day of a daily one, or take that back.
        move_wanted: (action, ids) a key of a state.
        delete_wanted: Delete: these tasks leave the plan.
        shift_wanted: (id, steps) Ctrl and an arrow.
        picked: The keyboard is on another task; its id, or the empty text.
        left: An editor was closed: what waited for that may be shown.
    """

    done_wanted = Signal(object)
    move_wanted = Signal(str, object)
    delete_wanted = Signal(object)
    shift_wanted = Signal(str, int)
    picked = Signal(str)
    left = Signal()

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = model
        self.names: list[str] = []
        self._review = False
        self.setModel(model)
        self.setItemDelegate(PlanDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for place, key in enumerate(COLUMNS):
            if key == "title":
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(place, WIDTHS[key])
        model.modelReset.connect(self._span)
        model.rowsInserted.connect(lambda *_: self._span())
        model.rowsRemoved.connect(lambda *_: self._span())
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._say(now))
        appearance().changed.connect(self._size)
        self._size()
        self.show_columns(review=False)

    def show_columns(self, *, review: bool) -> None:
        """Show the columns of planning, or those of the review."""
        self._review = review
        self._fit()

    def _fit(self) -> None:
        """The task itself has the first claim on the room there is."""
        for key, least in _ROOM.items():
            self.setColumnHidden(COLUMNS.index(key), self._review or self.viewport().width() < least)
        self.setColumnHidden(COLUMNS.index("result"), not self._review)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as leave room for the tasks."""
        super().resizeEvent(event)
        if not self.editing:
            self._fit()

    # --- the place ------------------------------------------------------------------------------------------------

    def current_id(self) -> str:
        """Return the task under the keyboard, or the empty text."""
        task = self.plan.task(self.currentIndex().row())
        return task.id if task is not None else ""

    def chosen(self) -> list[str]:
        """Return the ids of the chosen tasks in their order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        found = [self.plan.task(row) for row in rows]
        return [task.id for task in found if task is not None]

    def select(self, task_id: str, column: str = "title") -> bool:
        """Go to a task."""
        row = self.plan.row_of(task_id)
        if row < 0:
            return False
        index = self.plan.index(row, COLUMNS.index(column))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    @property
    def editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def new_row(self) -> None:
        """Open an empty row behind the one under the keyboard."""
        if not self.plan.editable:
            return
        row = self.plan.begin_draft(max(self.currentIndex().row(), 0))
        index = self.plan.index(row, COLUMNS.index("title"))
        self.setCurrentIndex(index)
        self.edit(index)

    def _say(self, now: QModelIndex) -> None:
        task = self.plan.task(now.row())
        self.picked.emit(task.id if task is not None else "")

    def _span(self) -> None:
        self.clearSpans()
        for place, row in enumerate(self.plan.rows):
            if isinstance(row, str):
                self.setSpan(place, 0, 1, len(COLUMNS))

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(appearance().row_height)

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything a plan needs by keyboard."""
        key, plain = Qt.Key(event.key()), not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        chosen = self.chosen()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.new_row()
        elif plain and key == Qt.Key.Key_F2:
            self._edit_here()
        elif plain and key == Qt.Key.Key_Space and chosen:
            self.done_wanted.emit(chosen)
        elif plain and key in _MOVES and chosen:
            self.move_wanted.emit(_MOVES[key], chosen)
        elif plain and key == Qt.Key.Key_Delete and chosen:
            self.delete_wanted.emit(chosen)
        elif plain and key in _STEPS:
            self._step(_STEPS[key])
        elif self._shifts(event) and self.current_id():
            self.shift_wanted.emit(self.current_id(), -1 if key == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _shifts(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return held == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)

    def _step(self, by: int) -> None:
        row = min(max(self.currentIndex().row() + by, 0), len(self.plan.rows) - 1)
        self.selectionModel().setCurrentIndex(
            self.plan.index(row, max(self.currentIndex().column(), 0)),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        shown = [key for place, key in enumerate(COLUMNS) if not self.isColumnHidden(place)]
        lines = ["\t".join(self.plan.text(self.plan.rows[row], key) for key in shown) for row in rows]
        QApplication.clipboard().setText("\n".join(lines))

    def _edit_here(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if COLUMNS[index.column()] not in EDITED:
            index = self.plan.index(index.row(), COLUMNS.index("title"))
        if self.plan.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Tab the next field of the row opens; an empty new row goes away."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        step = {hints.EditNextItem: 1, hints.EditPreviousItem: -1}.get(hint, 0)
        draft = self.plan.draft
        if draft is not None and not draft.values.get("title"):
            self.plan.drop_draft()
            step = 0
        if step:
            self._open_next(step)
        if not self.editing:
            self.setFocus()
            self.left.emit()

    def _open_next(self, step: int) -> None:
        shown = [key for key in EDITED if not self.isColumnHidden(COLUMNS.index(key))]
        index = self.currentIndex()
        key = COLUMNS[index.column()]
        place = shown.index(key) + step if key in shown else 0
        row = index.row()
        if not 0 <= place < len(shown):
            row += step
            while 0 <= row < len(self.plan.rows) and isinstance(self.plan.rows[row], str):
                row += step
            place = 0 if step > 0 else len(shown) - 1
        if not 0 <= row < len(self.plan.rows):
            return
        target = self.plan.index(row, COLUMNS.index(shown[place]))
        self.setCurrentIndex(target)
        if isinstance(self.plan.rows[row], Draft) or self.plan.editable:
            self.edit(target)
