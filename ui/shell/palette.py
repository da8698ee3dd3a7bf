"""The box of the top bar (Ctrl+K): finds records and commands while one types; Enter opens the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.text import T
from ui.shell.finding import Entry, look_up
from ui.theme.current import theme
from ui.theme.fonts import scaled
from ui.theme.icons import draw_icon
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import key_text, label
from ui.widgets.search import SearchBox

if TYPE_CHECKING:
    from ui.bridge.desk import Desk
    from ui.jobs.jobs import Job
    from ui.shell.commands import Command

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

DELAY_MS = 60
_ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
_LINE, _HEAD = 34, 26
_WIDEST, _HIGHEST = 620, 460


class EntryModel(QAbstractListModel):
    """Entries under headings; a heading is a row that cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Entry | str] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries, group by group."""
        rows: list[Entry | str] = []
        group = None
        for entry in entries:
            if entry.group != group:
                group = entry.group
                rows.append(str(group))
            rows.append(entry)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a row; None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Entry) else None

    def first(self) -> int:
        """Return the row of the first entry, or -1."""
        return self.next(-1, 1)

    def next(self, row: int, step: int) -> int:
        """Return the row of the next entry in a direction; the same row at the end."""
        at = row + step
        while 0 <= at < len(self._rows):
            if self.entry(at) is not None:
                return at
            at += step
        return row

    def height(self) -> int:
        """Return how high all rows are together, in pixels."""
        return sum(_LINE if isinstance(row, Entry) else _HEAD for row in self._rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row."""
        found = self._rows[index.row()]
        if role == _ENTRY_ROLE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return found if isinstance(found, str) else ", ".join(part for part in (found.title, found.detail) if part)
        return None


class _Painter(QStyledItemDelegate):
    """Draws headings and entries."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower."""
        return QSize(0, _HEAD if isinstance(index.data(_ENTRY_ROLE), str) else _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        found, now = index.data(_ENTRY_ROLE), theme()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - the same
        painter.save()
        if isinstance(found, Entry):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(rect, now.colour("selection"))
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, now.colour("surface-hover"))
            self._entry(painter, rect, found, chosen)
        else:
            painter.setFont(scaled(painter.font(), 0.9))
            painter.setPen(now.colour("text-muted"))
            area = rect.adjusted(12, 4, -12, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(found))
        painter.restore()

    @staticmethod
    def _entry(painter: QPainter, rect: QRect, entry: Entry, chosen: bool) -> None:
        now = theme()
        muted = now.colour("text" if chosen else "text-muted")
        draw_icon(painter, entry.icon, "accent" if chosen else "text-muted", rect.topLeft() + QPoint(12, 9))
        left, right = rect.left() + 40, rect.right() - 12
        metrics = painter.fontMetrics()
        if entry.shortcut:
            keys = key_text(entry.shortcut)
            width = metrics.horizontalAdvance(keys)
            painter.setPen(muted)
            painter.drawText(
                QRect(right - width, rect.top(), width + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, keys
            )
            right -= width + 12
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, max(60, int((right - left) * 0.62)))
        painter.setPen(now.colour("selection-text" if chosen else "text"))
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, title)
        left += metrics.horizontalAdvance(title) + 12
        painter.setPen(muted)
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideMiddle, max(0, right - left))
        painter.drawText(
            QRect(left, rect.top(), max(0, right - left), rect.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            detail,
        )


class Palette(SearchBox):
    """The search box of the top bar and the sheet under it.

    Args:
        desk: The desk.
        commands: Returns what can be done now.
        recent: Returns what to offer before anything is typed.

    Signals:
        chosen: An ``Entry`` was opened.
    """

    chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        commands: Callable[[], Sequence[Command]],
        recent: Callable[[], Sequence[Entry]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(T("shell", "Room, name, phone, plate, ticket number, or a command"), DELAY_MS, parent)
        self._desk, self._commands, self._recent = desk, commands, recent
        self._job: Job | None = None
        self._open_first = False
        self._entries = EntryModel(self)
        self._sheet: QFrame | None = None
        self._view: QListView | None = None
        self.changed.connect(self._look)

    @property
    def entries(self) -> list[Entry]:
        """What is shown, best first."""
        model = self._entries
        return [entry for row in range(model.rowCount()) if (entry := model.entry(row)) is not None]

    @property
    def is_open(self) -> bool:
        """Whether the sheet is shown."""
        return self._sheet is not None and self._sheet.isVisible()

    def start(self) -> None:
        """Take the keyboard and show what can be done."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._look(self.text())

    def close_sheet(self) -> None:
        """Hide the sheet and forget what was asked."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._open_first = False
        if self._sheet is not None:
            self._sheet.hide()

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens, Esc empties and then closes."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.is_open:
                self._move(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._look(self.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the sheet, but not for a moment's visit of a pop-up or another program."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the sheet below the box when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.is_open:
            self._place()
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        if self._view is not None:
            row = self._entries.next(self._view.currentIndex().row(), step)
            self._view.setCurrentIndex(self._entries.index(row))

    def _escape(self) -> None:
        if self.text():
            self.clear_now()
            return
        self.close_sheet()
        self.clearFocus()
        below = self.window().focusWidget() or self.nextInFocusChain()
        if below is not None and below is not self:
            below.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        """Open the chosen entry; if the answer to what was typed is still on its way, the first as soon as it comes."""
        self._tell()
        if self._job is not None:
            self._open_first = True
        elif self.is_open and self._view is not None:
            self._open(self._view.currentIndex().row())

    # --- looking up -----------------------------------------------------------------------------------------------

    def _look(self, text: str) -> None:
        if not self.hasFocus() and not text:
            self.close_sheet()
            return
        if self._job is not None:
            self._job.cancel()
        words, desk, commands = text.strip(), self._desk, tuple(self._commands())
        recent = [] if words else list(self._recent())
        job = desk.jobs.pool(
            lambda: recent + look_up(desk.context, desk.actor, words, commands),
            done=lambda entries: self._show(words, entries),
            owner=self,
        )
        self._job = job if job.running else None

    def _show(self, words: str, entries: list[Entry]) -> None:
        self._job = None
        if words != self.text().strip():
            return
        self._entries.set_entries(entries)
        self._ensure_sheet()
        assert self._view is not None
        self._nothing.setVisible(not entries)
        self._view.setVisible(bool(entries))
        self._view.setCurrentIndex(self._entries.index(self._entries.first()))
        self._place()
        if self._open_first:
            self._open_first = False
            self._open(self._entries.first())

    def _open(self, row: int) -> None:
        entry = self._entries.entry(row)
        if entry is None:
            return
        self.close_sheet()
        self.set_words("")
        self.clearFocus()
        self.chosen.emit(entry)

    # --- sheet ----------------------------------------------------------------------------------------------------

    def _ensure_sheet(self) -> None:
        if self._sheet is not None:
            return
        window = self.window()
        self._sheet = QFrame(window)
        self._sheet.setProperty("kind", "popup")
        self._view = view = QListView(self._sheet)
        view.setModel(self._entries)
        view.setItemDelegate(_Painter(view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(str(T("shell", "What was found")))
        view.clicked.connect(lambda index: self._open(index.row()))
        self._nothing = label(
            T("shell", "Nothing found. Try the room, the whole name, or two words of the matter."), "muted"
        )
        self._nothing.setContentsMargins(12, GRID, 12, GRID)
        layout = QVBoxLayout(self._sheet)
        margins(layout, 1, 4)
        layout.setSpacing(0)
        layout.addWidget(self._nothing)
        layout.addWidget(view)
        window.installEventFilter(self)

    def _place(self) -> None:
        assert self._sheet is not None
        window = self.window()
        width = min(_WIDEST, max(self.width(), window.width() - 4 * GRID))
        at = self.mapTo(window, QPoint((self.width() - width) // 2, self.height() + 4))
        left = max(2 * GRID, min(at.x(), window.width() - width - 2 * GRID))
        height = min(_HIGHEST, window.height() - at.y() - 4 * GRID, max(_LINE, self._entries.height()) + 10)
        self._sheet.setGeometry(left, at.y(), width, height)
        self._sheet.show()
        self._sheet.raise_()
