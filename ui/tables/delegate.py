"""Draws cells: words cut in the middle, level badges, chips, countdowns; hairlines instead of a grid."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.tables.model import Cell, LazyTableModel
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.icons import draw_icon
from ui.theme.tokens import TONE_ROLES, Theme
from ui.widgets.paint import badge, chip, disc, middle_cut

PAD = 8
_SELECTED = int(QStyle.StateFlag.State_Selected.value)
_DOT = 7
_REMEMBERED = 4_000


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a ``LazyTableModel`` without asking it role by role.

    Attributes:
        hovered: The row under the mouse; -1 for none.
        focused: The row the keyboard is on while the view has the focus; -1 for none.
        first: The logical column shown first, which carries the mark of the focused row.
    """

    def __init__(self, model: LazyTableModel, parent: object | None = None) -> None:
        super().__init__(parent)  # pyright: ignore[reportArgumentType, reportCallIssue] - a QObject
        self._model = model
        self.hovered = self.focused = -1
        self.first = 0
        self._theme: Theme | None = None
        self._colours: dict[str, QColor] = {}
        self._font = QFont()
        self._metrics = QFontMetrics(self._font)
        self._cuts: dict[tuple[str, int, bool], tuple[str, int]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        if self._theme is not theme() or self._font != painter.font():
            self._learn(painter)
        row, column = index.row(), index.column()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        selected = bool(state.value & _SELECTED)  # of numbers: the flags' own operator is slow in a loop of cells
        self._ground(painter, rect, row, column, selected)
        cell = self._model.cell(row, column)
        if not cell.text and not cell.icon and cell.look.kind != "flag":
            return
        area = rect.adjusted(2 * PAD if column == self.first else PAD, 0, -PAD, -1)
        kind = cell.look.kind
        if kind in ("text", "countdown"):
            right = self._model.display.right_aligned(self._model.columns[column])
            self._words(painter, area, cell, selected, right)
        elif kind == "chip":
            chip(painter, area, cell.text, cell.tone)
        elif kind == "badge":
            self._badge(painter, area, cell, selected)
        elif kind == "dot":
            disc(painter, QPointF(area.left() + _DOT / 2, area.center().y() + 0.5), 1, self._ink(cell, selected), _DOT)
            self._words(painter, area.adjusted(_DOT + 6, 0, 0, 0), cell, selected, right=False)
        elif kind == "icon":
            self._sign(painter, area, cell, selected)
        elif cell.value:
            draw_icon(painter, "check", "text", QPoint(area.left(), area.center().y() - 7))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the words (for a double click on the header's edge)."""
        cell = self._model.cell(index.row(), index.column())
        metrics: QFontMetrics = option.fontMetrics  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        extra = {"chip": 12, "badge": 16, "dot": 14, "icon": 22}.get(cell.look.kind, 0)
        return QSize(metrics.horizontalAdvance(cell.text) + extra + 3 * PAD + 2, appearance().row_height)

    def _learn(self, painter: QPainter) -> None:
        self._theme, self._font = theme(), QFont(painter.font())
        self._metrics = QFontMetrics(self._font, painter.device())
        self._cuts.clear()
        self._colours = {role: QColor(value) for role, value in self._theme.colours.items()}

    def _ground(self, painter: QPainter, rect: QRect, row: int, column: int, selected: bool) -> None:
        colours = self._colours
        if selected:
            painter.fillRect(rect, colours["selection"])
        elif row == self.hovered:
            painter.fillRect(rect, colours["surface-hover"])
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours["hairline"])
        if row == self.focused and column == self.first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, colours["accent"])

    def _ink(self, cell: Cell, selected: bool) -> QColor:
        if cell.tone is None or cell.tone == "plain":
            return self._colours["selection-text" if selected else "text"]
        return self._colours[TONE_ROLES[cell.tone][0]]

    def _words(self, painter: QPainter, area: QRect, cell: Cell, selected: bool, right: bool) -> None:
        metrics = self._metrics
        if cell.bold:
            font = QFont(self._font)
            font.setBold(True)
            painter.setFont(font)
            metrics = QFontMetrics(font, painter.device())
        painter.setPen(self._ink(cell, selected))
        text = cell.text if "\n" not in cell.text else " ".join(cell.text.split())
        shown, width = self._cut(metrics, text, area.width(), cell.bold)
        left = area.right() - width + 1 if right else area.left()
        painter.drawText(left, self._baseline(area, metrics), shown)
        if cell.bold:
            painter.setFont(self._font)

    def _cut(self, metrics: QFontMetrics, text: str, room: int, bold: bool) -> tuple[str, int]:
        """Return the text as it fits and its width; measured once, as it is painted often."""
        key = (text, room, bold)
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) > _REMEMBERED:
                self._cuts.clear()
            width = metrics.horizontalAdvance(text)
            shown = text if width <= room else middle_cut(metrics, text, room)
            found = self._cuts[key] = (shown, width if shown is text else room)
        return found

    def _badge(self, painter: QPainter, area: QRect, cell: Cell, selected: bool) -> None:
        level = int(cell.value) if str(cell.value).isdigit() else 3
        badge(painter, area, level, cell.text, self._ink(cell, selected))

    def _sign(self, painter: QPainter, area: QRect, cell: Cell, selected: bool) -> None:
        if cell.icon:
            role = TONE_ROLES[cell.tone or "muted"][0]
            draw_icon(painter, cell.icon, role, QPoint(area.left(), area.center().y() - 7))
        if cell.text:
            self._words(painter, area.adjusted(22, 0, 0, 0), cell, selected, right=False)

    @staticmethod
    def _baseline(area: QRect, metrics: QFontMetrics) -> int:
        return area.top() + (area.height() + metrics.ascent() - metrics.descent()) // 2
