"""The lines of a handover as a document one walks through with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.core.text import T, Text
from app.features.handover import rules
from app.features.handover.service import HandoverDetail, LineView
from ui.theme.appearance import appearance
from ui.theme.current import theme

if TYPE_CHECKING:
    from ui.tables.display import Display

READ, OPEN_BOX = "✓", "□"
_HEADINGS: tuple[Text, ...] = (
    T("handover", "Read"),
    T("handover", "Mark"),
    T("handover", "Place"),
    T("handover", "Matter"),
    T("handover", "Who"),
    T("handover", "Due"),
)
_WIDTHS = (52, 96, 104, 320, 72, 106)
_MATTER = 3
_PAD = 14
"""Left and right of a cell's words, as the style has it."""
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Entry = LineView | tuple[str, int]
"""A line, or the heading of a section with how many lines it has."""


class LineModel(QAbstractTableModel):
    """Sections and lines in the order of the sheet."""

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self.entries: list[Entry] = []

    def show(self, detail: HandoverDetail) -> None:
        """Show the lines of a handover."""
        self.beginResetModel()
        self.entries = []
        for code in rules.SECTIONS:
            lines = detail.section(code)
            if lines:
                self.entries += [(code, len(lines)), *lines]
        self.endResetModel()

    def line(self, row: int) -> LineView | None:
        """Return the line in a row; None for a heading."""
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        return entry if isinstance(entry, LineView) else None

    def headings(self) -> list[int]:
        """Return the rows that are headings."""
        return [row for row, entry in enumerate(self.entries) if isinstance(entry, tuple)]

    def row_of(self, line_id: str) -> int:
        """Return the row of a line, -1 if it is not there."""
        rows = (row for row, entry in enumerate(self.entries) if isinstance(entry, LineView) and entry.id == line_id)
        return next(rows, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Return what stands above a column."""
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return str(_HEADINGS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keyboard."""
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows and how."""
        entry = self.entries[index.row()]
        if isinstance(entry, tuple):
            return self._heading(entry, index.column(), role)
        return self._cell(entry, index.column(), role)

    def _heading(self, entry: tuple[str, int], column: int, role: int) -> Any:
        if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole) and column == 0:
            title = rules.SECTIONS.get(entry[0], entry[0])
            return str(T("handover", "{section} ({n})").with_(section=title, n=entry[1]))
        if role == _ROLE.FontRole:
            return _bold()
        if role == _ROLE.BackgroundRole:
            return theme().colour("surface-sunken")
        if role == _ROLE.ForegroundRole and entry[0] == "late":
            return theme().colour("red")
        return None

    def _cell(self, line: LineView, column: int, role: int) -> Any:
        if role == _ROLE.DisplayRole:
            return self.texts(line)[column]
        if role == _ROLE.AccessibleTextRole:
            return " ".join(part for part in self.texts(line) if part)
        if role == _ROLE.ToolTipRole:
            return self._tip(line)
        if role == _ROLE.TextAlignmentRole:
            top = Qt.AlignmentFlag.AlignVCenter
            return int(top | (Qt.AlignmentFlag.AlignHCenter if column == 0 else Qt.AlignmentFlag.AlignLeft))
        if role == _ROLE.FontRole and line.unread and column in (0, _MATTER):
            return _bold()
        if role == _ROLE.ForegroundRole:
            return self._ink(line, column)
        return None

    def texts(self, line: LineView) -> tuple[str, ...]:
        """Return what the cells of a line say."""
        level = rules.level_words(line.section, line.level)
        marks = [
            *([str(T("handover", "LATE"))] if line.late else []),
            *([str(level)] if level is not None else []),
            *([str(T("handover", "flag"))] if line.flag_id else []),
        ]
        box = (READ if line.read_by else OPEN_BOX) if line.required else ""
        words = " · ".join(part for part in (f"{line.number} {line.title}".strip(), line.detail) if part)
        due = "" if line.due_at is None else self._display.due(line.due_at)
        return box, " ".join(marks), line.place, words, line.who, due

    def _tip(self, line: LineView) -> str | None:
        if line.read_by and line.read_at is not None:
            read = T("handover", "Read by {name}, {time}")
            return str(read.with_(name=line.read_by, time=self._display.moment(line.read_at)))
        return str(T("handover", "Must be read")) if line.required else None

    def _ink(self, line: LineView, column: int) -> Any:
        if column == 0:
            return theme().colour("green" if line.read_by else "accent")
        if line.late and column in (1, 5):
            return theme().colour("red")
        if column == 1 and line.flag_id:
            return theme().colour("amber")
        return None


class LinesView(QTableView):
    """Walks through the lines; Space ticks or marks, Enter opens the record.

    Signals:
        ticked: Space on a line; its id.
        opened: Enter or a double click on a line that opens a record: kind, id.
        edit_wanted: F2 on a line; its id.
        delete_wanted: Delete on a line; its id.
    """

    ticked = Signal(str)
    opened = Signal(str, str)
    edit_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(display, self)
        self.setModel(self.lines)
        self.setProperty("kind", "plain")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(_MATTER, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self._settle())
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._fit)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        appearance().changed.connect(self._settle)

    def show_lines(self, detail: HandoverDetail) -> None:
        """Show a handover's lines; the line in focus stays in focus."""
        current = self.current()
        self.clearSpans()
        self.lines.show(detail)
        for row in self.lines.headings():
            self.setSpan(row, 0, 1, len(_HEADINGS))
        self._fit()
        row = self.lines.row_of(current.id) if current is not None else -1
        if row < 0:
            row = next((r for r, e in enumerate(self.lines.entries) if isinstance(e, LineView)), -1)
        if row >= 0:
            self.select_row(row)

    def current(self) -> LineView | None:
        """Return the line in focus."""
        return self.lines.line(self.currentIndex().row())

    def select_row(self, row: int) -> None:
        """Put the focus on a row."""
        index = self.lines.index(row, _MATTER)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def next_unread(self) -> bool:
        """Go to the next line that must be read, from the top after the last; say whether there is one."""
        start = self.currentIndex().row() + 1
        rows = range(len(self.lines.entries))
        for row in [*rows[start:], *rows[:start]]:
            line = self.lines.line(row)
            if line is not None and line.unread:
                self.select_row(row)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter opens, F2 edits, Delete removes; arrows, J and K walk from line to line."""
        key, line = event.key(), self.current()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self._step(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self._step(-1)
        elif key == Qt.Key.Key_Space and line is not None:
            self.ticked.emit(line.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CTRL:
            self._open(self.currentIndex().row())
        elif key == Qt.Key.Key_F2 and line is not None:
            self.edit_wanted.emit(line.id)
        elif key == Qt.Key.Key_Delete and line is not None:
            self.delete_wanted.emit(line.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their words need."""
        super().resizeEvent(event)
        self._settle()

    def _step(self, by: int) -> None:
        row = self.currentIndex().row() + by
        while 0 <= row < len(self.lines.entries):
            if self.lines.line(row) is not None:
                self.select_row(row)
                return
            row += by

    def _open(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None and line.kind:
            self.opened.emit(line.kind, line.record_id)

    def _settle(self) -> None:
        self._settling.start()

    def _fit(self) -> None:
        """Give every row the height its words need; the view's own measure forgets the padding of the style."""
        least = appearance().row_height - 4
        plain, bold = self.fontMetrics(), QFontMetrics(_bold())
        widths = [self.columnWidth(column) - 2 * _PAD for column in range(len(_HEADINGS))]
        for row in range(len(self.lines.entries)):
            line = self.lines.line(row)
            height = 0
            for column, text in enumerate(self.lines.texts(line) if line is not None else ()):
                metrics = bold if line is not None and line.unread else plain
                room = QRect(0, 0, max(widths[column], 1), 10_000)
                height = max(height, metrics.boundingRect(room, _WRAP, text).height() if text else 0)
            self.setRowHeight(row, max(height + 10, least))


_CTRL = Qt.KeyboardModifier.ControlModifier
_WRAP = int(Qt.TextFlag.TextWordWrap)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
