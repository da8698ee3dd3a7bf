"""Which columns are shown, where and how wide: chosen in the header, kept on this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from app.core.text import T
from ui.i18n.language import bind_text

if TYPE_CHECKING:
    from ui.tables.model import LazyTableModel
    from ui.tables.protocols import ViewState

_PADDING = 20
_KEEP_MS = 400


class ColumnMemory(QObject):
    """Keeps the columns of a view.

    Args:
        view: Whose header.
        model: Declares the columns.
        state: Where the choice is kept.
        key: Under which name.

    Signals:
        changed: Something was chosen, moved or sized.
    """

    changed = Signal()

    def __init__(self, view: QTableView, model: LazyTableModel, state: ViewState, key: str) -> None:
        super().__init__(view)
        self._model, self._state, self._key = model, state, key
        self._header = view.horizontalHeader()
        self._metrics = view.fontMetrics
        self._restoring = False
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self.keep)
        self._header.sectionMoved.connect(self._touched)
        self._header.sectionResized.connect(self._touched)

    def restore(self) -> None:
        """Put the columns as they were, or as they are declared."""
        kept = self._state.load(self._key)
        self._apply(kept.get("order", []), kept.get("widths", {}), kept.get("shown", {}))

    def reset(self) -> None:
        """Put the columns as they are declared, and keep that."""
        self._apply([], {}, {})
        self.keep()
        self.changed.emit()

    def show(self, column: int, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or len(self.shown()) > 1:
            self._header.setSectionHidden(column, not shown)
            self._touched()

    def shown(self) -> list[int]:
        """Return the shown columns in their order on the screen."""
        order = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [column for column in order if not self._header.isSectionHidden(column)]

    def titles(self) -> list[tuple[int, str, bool]]:
        """Return each column, its title and whether it is shown, in the order on the screen."""
        order = [self._header.logicalIndex(place) for place in range(self._header.count())]
        return [(c, str(self._model.columns[c].title), not self._header.isSectionHidden(c)) for c in order]

    def keep(self) -> None:
        """Keep the choice now."""
        self._timer.stop()
        columns, header = self._model.columns, self._header
        order = [columns[header.logicalIndex(place)].key for place in range(header.count())]
        hidden = {number for number in range(len(columns)) if header.isSectionHidden(number)}
        last = self.shown()[-1]
        widths = {
            column.key: header.sectionSize(number)
            for number, column in enumerate(columns)
            if number not in hidden and number != last
        }
        shown = {column.key: number not in hidden for number, column in enumerate(columns)}
        self._state.save(self._key, {"order": order, "widths": widths, "shown": shown})

    def _apply(self, order: list[str], widths: dict[str, int], shown: dict[str, bool]) -> None:
        self._restoring = True
        columns = self._model.columns
        keys = [column.key for column in columns]
        wanted = [key for key in order if key in keys] + [key for key in keys if key not in order]
        for place, key in enumerate(wanted):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), place)
        for number, column in enumerate(columns):
            self._header.setSectionHidden(number, not shown.get(column.key, column.shown))
            self._header.resizeSection(number, widths.get(column.key) or self._declared(number))
        self._restoring = False

    def _declared(self, number: int) -> int:
        column, metrics = self._model.columns[number], self._metrics()
        head = metrics.horizontalAdvance(str(column.title)) + 14
        return max(head, column.width * metrics.horizontalAdvance("0")) + _PADDING

    def _touched(self) -> None:
        if not self._restoring:
            self._timer.start()
            self.changed.emit()


class _StayingMenu(QMenu):
    """A menu that stays open while ticks are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch a tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


def column_menu(memory: ColumnMemory, parent: QWidget) -> QMenu:
    """Return the menu that chooses columns; moving and sizing is done with the mouse in the header."""
    menu = _StayingMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for number, title, shown in memory.titles():
        action = QAction(title, menu, checkable=True, checked=shown)
        action.toggled.connect(lambda on, column=number: memory.show(column, on))
        menu.addAction(action)
    menu.addSeparator()
    reset = QAction(menu)
    bind_text(reset.setText, T("tables", "Restore columns"))
    reset.triggered.connect(memory.reset)
    menu.addAction(reset)
    return menu
