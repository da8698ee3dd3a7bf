"""A field that proposes records while one types: two or three keys, Enter takes the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.text import T
from ui.forms.spec import Candidate
from ui.i18n.language import AnyText, bind_text
from ui.jobs.jobs import Job, Jobs
from ui.theme.current import theme
from ui.widgets.paint import middle_cut

DEBOUNCE_MS = 120
SHOWN = 8
_LINE = 30
_NOTHING = T("forms", "Nothing found")
_DATA = int(Qt.ItemDataRole.UserRole)

Find = Callable[[str], Sequence[Candidate]]


class _Line(QStyledItemDelegate):
    """A candidate: its text, and its detail quietly at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw text and detail."""
        rect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in Qt's stubs
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme().colour("selection"))
        candidate = index.data(_DATA)
        area = rect.adjusted(10, 0, -10, 0)
        metrics = painter.fontMetrics()
        if candidate is None:
            painter.setPen(theme().colour("text-muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(_NOTHING))
            return
        text = middle_cut(metrics, candidate.text, area.width())
        painter.setPen(theme().colour("selection-text" if chosen else "text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        room = area.width() - metrics.horizontalAdvance(text) - 16
        if candidate.detail and room > 24:
            painter.setPen(theme().colour("text-muted"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(area, flags, middle_cut(metrics, candidate.detail, room))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(120, _LINE)


class LookupBox(QLineEdit):
    """A line with candidates under it; the keyboard stays in the line.

    Args:
        find: Returns candidates for what was typed; best first.
        jobs: Runs ``find`` off the GUI thread; at once if None.
        free: Whether what was typed may stand without a candidate.
        debounce_ms: How long after the last key candidates are looked for.

    Signals:
        picked: A ``Candidate`` was taken.
        cleared: There is no candidate any more.
        found: Candidates for the present text have arrived; the list of them.
    """

    picked = Signal(object)
    cleared = Signal()
    found = Signal(object)

    def __init__(
        self,
        find: Find,
        jobs: Jobs | None = None,
        free: bool = False,
        debounce_ms: int = DEBOUNCE_MS,
        placeholder: AnyText = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find, self._jobs, self._free = find, jobs, free
        self._job: Job | None = None
        self._asked = ""
        self._take_first = False
        self.candidate: Candidate | None = None
        bind_text(self.setPlaceholderText, placeholder)
        self._list = QListWidget()
        self._list.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFocusProxy(self)
        self._list.setItemDelegate(_Line(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("kind", "popup")
        self._list.setMouseTracking(True)
        self._list.itemClicked.connect(lambda item: self._take(item.data(_DATA)))
        self.destroyed.connect(self._list.deleteLater)
        self._timer = QTimer(self, singleShot=True, interval=debounce_ms)
        self._timer.timeout.connect(self._look)
        self.textEdited.connect(self._typed)

    @property
    def candidates(self) -> list[Candidate]:
        """Those offered now."""
        items = (self._list.item(number).data(_DATA) for number in range(self._list.count()))
        return [candidate for candidate in items if candidate is not None]

    @property
    def open(self) -> bool:
        """Whether candidates are shown."""
        return self._list.isVisible()

    def set_candidate(self, candidate: Candidate | None) -> None:
        """Put a candidate in, or empty the line, without saying so."""
        self.candidate = candidate
        self.setText("" if candidate is None else candidate.text)
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Up walk, Enter takes the one lit or the first, Esc closes the candidates."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self._enter():
            event.accept()
        elif key == Qt.Key.Key_Escape and self.open:
            self._close()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """While an input method composes, nothing is looked for."""
        super().inputMethodEvent(event)
        if event.preeditString():
            self._timer.stop()
        elif event.commitString():
            self._typed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A line that names one candidate exactly takes it; the candidates go away."""
        super().focusOutEvent(event)
        if self.candidate is None and not self._free:
            exact = [one for one in self.candidates if one.text == self.text().strip()]
            if len(exact) == 1 and self._asked == self.text():
                self._take(exact[0])
        self._close()

    def hideEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - a QHideEvent
        """Nothing stays open alone."""
        self._close()
        super().hideEvent(event)  # pyright: ignore[reportArgumentType] - Qt hands on what it gave

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The candidates move away with their window."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self._close()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self.candidate is not None:
            self.candidate = None
            self.cleared.emit()
        self._take_first = False
        if self.text().strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._close()

    def _enter(self) -> bool:
        """Take a candidate; False if Enter should go on to the next field."""
        if self.candidate is not None or not self.text().strip():
            return False
        current = self._list.currentItem()
        if self.open and current is not None and current.data(_DATA) is not None and not self._timer.isActive():
            self._take(current.data(_DATA))
            return True
        if self._free:
            self._close()
            return False
        self._take_first = True
        self._timer.stop()
        self._look()
        return True

    def _look(self) -> None:
        text, find = self.text(), self._find
        self._asked = text
        if self._job is not None:
            self._job.cancel()
        if self._jobs is None:
            self._arrived(text, find(text.strip()))
        else:
            self._job = self._jobs.pool(
                lambda: find(text.strip()), done=lambda found: self._arrived(text, found), owner=self
            )

    def _arrived(self, text: str, found: Sequence[Candidate]) -> None:
        if text != self.text():
            return
        self.found.emit(list(found))
        if self._take_first and found:
            self._take(found[0])
            return
        self._list.clear()
        for candidate in found:
            item = QListWidgetItem(candidate.text)
            item.setData(_DATA, candidate)
            self._list.addItem(item)
        if not found and not self._free:
            nothing = QListWidgetItem(str(_NOTHING))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        if found and not self._free:
            self._list.setCurrentRow(0)
        if self._list.count() and self.hasFocus():
            self._show()
        else:
            self._close()

    def _show(self) -> None:
        self.window().installEventFilter(self)
        height = min(SHOWN, self._list.count()) * _LINE + 4
        self._list.setFixedSize(max(self.width(), 280), height)
        below = self.mapToGlobal(QPoint(0, self.height() + 1))
        if below.y() + height > self.screen().availableGeometry().bottom():
            below = self.mapToGlobal(QPoint(0, -height - 1))
        self._list.move(below)
        self._list.show()

    def _walk(self, step: int) -> None:
        if not self.open:
            if self.text().strip():
                self._look()
            return
        count = len(self.candidates)
        if count:
            self._list.setCurrentRow(max(0, min(count - 1, self._list.currentRow() + step)))

    def _take(self, candidate: Candidate | None) -> None:
        if candidate is None:
            return
        self._take_first = False
        self._timer.stop()
        self.set_candidate(candidate)
        self.picked.emit(candidate)

    def _close(self) -> None:
        if self._list.isVisible():
            self._list.hide()
            self.window().removeEventFilter(self)
