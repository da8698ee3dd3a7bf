"""The cards at the left: under their groups, with level, review and use; walked through by the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.text import T
from app.features.office.service import ScenarioCard
from ui.i18n.language import bind_text
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.fonts import scaled
from ui.theme.icons import draw_icon
from ui.widgets.paint import DISC, disc, middle_cut

CardRole = Qt.ItemDataRole.UserRole + 1
OverdueRole = Qt.ItemDataRole.UserRole + 2
CountRole = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_OVERDUE, _UNUSED = T("knowledge", "review overdue"), T("knowledge", "out of use")


class CardModel(QAbstractListModel):
    """Group headings and the cards under them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[ScenarioCard | tuple[str, int]] = []
        self._today = ""

    def set_cards(self, cards: Sequence[ScenarioCard], groups: Mapping[str, str], today: str) -> None:
        """Show these cards, in their order, a heading before each group.

        Args:
            cards: The cards; those of a group side by side.
            groups: Group code -> title.
            today: Office day; a review before it is overdue.
        """
        by_group: dict[str, list[ScenarioCard]] = {}
        for card in cards:
            by_group.setdefault(card.group_name, []).append(card)
        self.beginResetModel()
        self._today = today
        self._rows = []
        for code, members in by_group.items():
            self._rows.append((groups.get(code, code), len(members)))
            self._rows.extend(members)
        self.endResetModel()

    def code(self, row: int) -> str:
        """Return the code of the card in a row; empty for a heading."""
        entry = self._rows[row] if 0 <= row < len(self._rows) else None
        return entry.code if isinstance(entry, ScenarioCard) else ""

    def row_of(self, code: str) -> int | None:
        """Return the row of a card, or None."""
        return next((row for row in range(len(self._rows)) if code and self.code(row) == code), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many headings and cards there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if index.isValid() and self.code(index.row()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a row."""
        entry = self._rows[index.row()] if index.isValid() else None
        if entry is None:
            return None
        if not isinstance(entry, ScenarioCard):
            title, count = entry
            return {int(Qt.ItemDataRole.DisplayRole): title, int(CountRole): count}.get(int(role))
        if role == CardRole:
            return entry
        if role == OverdueRole:
            return self._overdue(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            marks = [str(_OVERDUE)] * self._overdue(entry) + [str(_UNUSED)] * (not entry.active)
            return " · ".join([entry.title, *marks])
        return None

    def _overdue(self, card: ScenarioCard) -> bool:
        return bool(card.active and card.review_on and card.review_on < self._today)


class _Row(QStyledItemDelegate):
    """Draws headings quietly and cards with their level's sign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        painter.save()
        card = index.data(CardRole)
        if card is None:
            self._heading(painter, rect, index)
        else:
            self._card(painter, rect, card, bool(index.data(OverdueRole)), state)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading has air above it."""
        height = appearance().row_height
        return QSize(120, height - 2 if index.data(CardRole) is not None else height)

    def _heading(self, painter: QPainter, rect: QRect, index: Index) -> None:
        now = theme()
        painter.setFont(scaled(painter.font(), 0.92, bold=True))
        painter.setPen(now.colour("text-muted"))
        area = rect.adjusted(16, 6, -16, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        count = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area, count, str(index.data(CountRole)))

    def _card(self, painter: QPainter, rect: QRect, card: ScenarioCard, overdue: bool, state: Any) -> None:
        now = theme()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, now.colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), now.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, now.colour("surface-hover"))
        ink = now.colour("selection-text" if chosen else "text" if card.active else "text-muted")
        disc(painter, QPointF(rect.left() + 16 + DISC / 2, rect.center().y() + 0.5), card.level, ink, 9)
        area = rect.adjusted(16 + DISC + 8, 0, -16, 0)
        if overdue:
            draw_icon(painter, "clock", "red", area.topRight() + _offset(rect, -14), 14)
            area.setRight(area.right() - 22)
        elif not card.active:
            draw_icon(painter, "pause", "text-muted", area.topRight() + _offset(rect, -14), 14)
            area.setRight(area.right() - 22)
        painter.setPen(ink)
        shown = middle_cut(painter.fontMetrics(), card.title, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _offset(rect: QRect, across: int) -> Any:
    from PySide6.QtCore import QPoint

    return QPoint(across, (rect.height() - 14) // 2)


class CardIndex(QListView):
    """The list of cards.

    Signals:
        picked: The keyboard is on another card; its code, or the empty text.
        opened: Enter or a double click on a card.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind_text(self.setAccessibleName, T("knowledge", "Scenario cards"))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.activated.connect(lambda index: self.opened.emit(self.cards.code(index.row())))
        appearance().changed.connect(self.scheduleDelayedItemsLayout)

    def current_code(self) -> str:
        """Return the code of the card the keyboard is on, or the empty text."""
        return self.cards.code(self.currentIndex().row())

    def set_cards(self, cards: Sequence[ScenarioCard], groups: Mapping[str, str], today: str, keep: str) -> None:
        """Show these cards and stay on one of them; on the first if it has gone."""
        at = self.verticalScrollBar().value()
        self.cards.set_cards(cards, groups, today)
        if not self.select(keep):
            self.select(cards[0].code if cards else "")
            self.scrollToTop()
        else:
            self.verticalScrollBar().setValue(at)
            self.scrollTo(self.currentIndex())
        if not cards:
            self.picked.emit("")

    def select(self, code: str) -> bool:
        """Put the keyboard on a card; False if it is not shown."""
        row = self.cards.row_of(code)
        if row is None:
            return False
        self.selectionModel().setCurrentIndex(self.cards.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K walk like the arrows; letters search nothing here."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            self._walk(1 if event.key() == Qt.Key.Key_J else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.current_code():
                self.opened.emit(self.current_code())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """The search box is for that."""

    def _walk(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < self.cards.rowCount():
            if self.cards.code(row):
                self.select(self.cards.code(row))
                return
            row += step

    def _current_changed(self, current: QModelIndex) -> None:
        code = self.cards.code(current.row()) if current.isValid() else ""
        if code:
            self.picked.emit(code)
