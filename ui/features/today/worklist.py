"""A short list of things to do: one line each, moved through and opened by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.features.tickets import rules
from app.features.today.service import TodayLine
from ui.tables.display import Display
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.tokens import Tone
from ui.widgets.paint import disc

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_PAD = 12
_GAP = 12


@dataclass(frozen=True)
class Shown:
    """A line as people read it.

    Attributes:
        line: What it stands for.
        time: What is left, or since when it waits.
        tone: Its colour.
        exact: The moment, exactly, for the tooltip.
    """

    line: TodayLine
    time: str
    tone: Tone
    exact: str


class LineModel(QAbstractListModel):
    """The lines of one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[Shown, ...] = ()

    def set_lines(self, lines: Sequence[Shown]) -> None:
        """Show other lines; only what changed is told where the records are the same."""
        new = tuple(lines)
        same = [item.line.id for item in new] == [item.line.id for item in self._lines]
        if same:
            self._lines = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._lines = new
        self.endResetModel()

    def at(self, row: int) -> Shown | None:
        """Return a line, or None."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line; for screen readers the whole of it."""
        shown = self.at(index.row())
        if shown is None:
            return None
        line = shown.line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            level = rules.LEVELS.get(str(line.level), "")
            return ", ".join(str(part) for part in (shown.time, level, line.place, line.title, line.assignee) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                part for part in (line.title, " · ".join(part for part in (line.number, shown.exact) if part)) if part
            )
        return shown if role == LINE_ROLE else None


class _Painter(QStyledItemDelegate):
    """Draws time, level, place, words and who has it, in columns that stand under each other in every list."""

    def __init__(self, parent: QWidget, widths: tuple[int, int, int]) -> None:
        super().__init__(parent)
        self._time, self._place, self._who = widths

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row of the chosen density."""
        return QSize(0, appearance().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        shown = index.data(LINE_ROLE)
        if not isinstance(shown, Shown):
            return
        now, line = theme(), shown.line
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - the same
        chosen = bool(state & QStyle.StateFlag.State_Selected) and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if chosen:
            painter.fillRect(rect, now.colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), now.colour("focus"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, now.colour("surface-hover"))
        if index.row():
            painter.setPen(now.colour("hairline"))
            painter.drawLine(rect.left() + _PAD, rect.top(), rect.right() - _PAD, rect.top())
        ink = now.colour("selection-text" if chosen else "text")
        muted = now.colour("text" if chosen else "text-muted")
        left = rect.left() + _PAD
        tone = now.tone(shown.tone).text if shown.tone in ("late", "soon") else muted
        left = self._text(painter, rect, left, self._time, shown.time, tone)
        if line.level:
            disc(painter, QPointF(left + 5, rect.center().y() + 0.5), line.level, ink if line.level == 1 else muted)
        left += 10 + _GAP
        left = self._text(painter, rect, left, self._place, line.place, ink, cut=Qt.TextElideMode.ElideMiddle)
        right = rect.right() - _PAD
        if self._who:
            right -= self._who
            self._text(painter, rect, right, self._who, line.assignee or "—", muted, Qt.AlignmentFlag.AlignRight)
            right -= _GAP
        self._text(painter, rect, left, right - left, line.title, ink)
        painter.restore()

    @staticmethod
    def _text(
        painter: QPainter,
        rect: QRect,
        left: int,
        width: int,
        text: str,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> int:
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(text, cut, max(0, width))
        area = QRect(left, rect.top(), max(0, width), rect.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | align, shown)
        return left + width + _GAP


class WorkList(QListView):
    """A short list as high as its lines.

    Args:
        display: Says times as people do.
        widths: Widths of time, place and person, in pixels; a person's width of 0 leaves the name out.

    Attributes:
        soon_ms: How long before a moment its countdown turns amber, in milliseconds.

    Signals:
        opened: A line was opened; carries the record's kind and id.
        left_up: The up key was pressed on the first line.
        left_down: The down key was pressed on the last line.
    """

    opened = Signal(str, str)
    left_up = Signal()
    left_down = Signal()

    def __init__(self, display: Display, widths: tuple[int, int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self.soon_ms = 0
        self._lines = LineModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self, widths))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        appearance().changed.connect(self._fit)
        self._fit()

    def set_lines(self, lines: Sequence[TodayLine]) -> None:
        """Show these lines; the one chosen stays chosen as long as it is there."""
        current = self.current_id()
        self._lines.set_lines([self._shown(line) for line in lines])
        self._fit()
        row = next((number for number, line in enumerate(lines) if line.id == current), 0)
        if lines:
            self.setCurrentIndex(self._lines.index(row))

    def current_id(self) -> str:
        """Return the record of the chosen line, or the empty text."""
        shown = self._lines.at(self.currentIndex().row())
        return shown.line.id if shown else ""

    def count(self) -> int:
        """Return how many lines are shown."""
        return self._lines.rowCount()

    def enter(self, *, last: bool = False) -> None:
        """Take the keyboard, at the first line or the last."""
        self.setCurrentIndex(self._lines.index(self.count() - 1 if last else 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and J/K move, also on to the next list; Enter opens."""
        row, key = self.currentIndex().row(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self._move(row + 1) if row + 1 < self.count() else self.left_down.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self._move(row - 1) if row > 0 else self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """One press opens: the whole line is a link."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._open(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which line has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _move(self, row: int) -> None:
        self.setCurrentIndex(self._lines.index(row))

    def _open(self, row: int) -> None:
        shown = self._lines.at(row)
        if shown is not None:
            self.opened.emit(shown.line.kind, shown.line.id)

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self.count()) * appearance().row_height)
        self.doItemsLayout()

    def _shown(self, line: TodayLine) -> Shown:
        if line.at is None:
            return Shown(line, "", "muted", "")
        if line.matter in ("check", "callback", "held"):
            since = self._display.span(max(0, self._display.clock.now() - line.at))
            return Shown(line, since, "muted", self._display.exact(line.at))
        words, tone = self._display.countdown(line.at, self.soon_ms)
        return Shown(line, words, tone, self._display.exact(line.at))
