"""The memory of a record: one line per event, newest last, durations between, notes added in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.core.text import T
from ui.i18n.language import bind_text
from ui.tables.display import Display
from ui.theme.current import theme
from ui.theme.metrics import GRID, margins
from ui.theme.tokens import TONE_ROLES, Tone
from ui.widgets.basic import button, hairline, row
from ui.widgets.paint import disc

_TIME = 92
_AXIS = _TIME + 14
_LEFT = _AXIS + 16
_LINE = 26
_SPAN = 18
_SHORT_MS = 60_000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Event:
    """Something that happened.

    Attributes:
        at: UTC milliseconds.
        title: What, in a few words.
        detail: More words, wrapped below.
        who: Who did it.
        where: From which desk or channel.
        tone: Its colour.
        kind: ``note`` for words somebody added; others as the feature likes.
    """

    at: int
    title: str
    detail: str = ""
    who: str = ""
    where: str = ""
    tone: Tone = "plain"
    kind: str = ""


class _Story(QWidget):
    """Paints the events."""

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._events: list[Event] = []
        self._boxes: list[tuple[int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_events(self, events: Sequence[Event]) -> None:
        self._events = sorted(events, key=lambda event: event.at)
        self.setAccessibleName("; ".join(f"{event.title} {event.who}" for event in self._events[-20:]))
        self._arrange()

    def sizeHint(self) -> QSize:
        bottom = self._boxes[-1] if self._boxes else (0, 0)
        return QSize(320, bottom[0] + bottom[1] + GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._arrange()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The exact moment as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for (top, height), happened in zip(self._boxes, self._events, strict=True):
                if top <= event.pos().y() < top + height:
                    QToolTip.showText(event.globalPos(), self._display.exact(happened.at), self)
                    return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = event.rect()
        for number, (top, height) in enumerate(self._boxes):
            if top - _SPAN <= area.bottom() and top + height >= area.top():
                self._paint(painter, number, top, height)
        painter.end()

    def _arrange(self) -> None:
        metrics, top = self.fontMetrics(), GRID // 2
        self._boxes = []
        for number, event in enumerate(self._events):
            top += _SPAN if self._gap(number) else 0
            height = _LINE + self._detail_height(event, metrics)
            self._boxes.append((top, height))
            top += height
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _gap(self, number: int) -> str:
        """How long it was since the event before; empty if no time to speak of."""
        if not number:
            return ""
        span = self._events[number].at - self._events[number - 1].at
        return self._display.span(span) if span >= _SHORT_MS else ""

    def _detail_height(self, event: Event, metrics: QFontMetrics) -> int:
        if not event.detail:
            return 0
        room = QRect(0, 0, max(40, self.width() - _LEFT - GRID), 10_000)
        return metrics.boundingRect(room, int(_WRAP), event.detail).height() + 6

    def _paint(self, painter: QPainter, number: int, top: int, height: int) -> None:
        now, event = theme(), self._events[number]
        middle = top + _LINE // 2
        painter.setPen(QPen(now.colour("hairline"), 1))
        gap = self._gap(number)
        if number:
            painter.drawLine(_AXIS, top - (_SPAN if gap else 0), _AXIS, middle - 7)
        if number < len(self._events) - 1:
            painter.drawLine(_AXIS, middle + 7, _AXIS, top + height)
        if gap:
            painter.setPen(now.colour("text-muted"))
            painter.drawText(QRect(_LEFT, top - _SPAN, self.width(), _SPAN), Qt.AlignmentFlag.AlignVCenter, f"↓ {gap}")
        ink = now.colour(TONE_ROLES[event.tone][0] if event.tone != "plain" else "text-muted")
        disc(painter, QPointF(_AXIS + 0.5, middle + 0.5), 3 if event.kind == "note" else 1, ink, 9)
        painter.setPen(now.colour("text-muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(0, top, _TIME, _LINE), flags, self._display.due(event.at))
        self._paint_words(painter, event, top, height)

    def _paint_words(self, painter: QPainter, event: Event, top: int, height: int) -> None:
        now, metrics = theme(), painter.fontMetrics()
        right = self.width() - GRID
        who = " · ".join(part for part in (event.who, event.where) if part)
        who = metrics.elidedText(who, Qt.TextElideMode.ElideMiddle, max(40, (right - _LEFT) // 2))
        room = right - _LEFT - metrics.horizontalAdvance(who) - GRID
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(now.colour(TONE_ROLES[event.tone][0]))
        title = metrics.elidedText(event.title, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(_LEFT, top, room, _LINE), middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(now.colour("text-muted"))
        painter.drawText(QRect(_LEFT, top, right - _LEFT, _LINE), middle | Qt.AlignmentFlag.AlignRight, who)
        if event.detail:
            painter.setPen(now.colour("text"))
            box = QRectF(_LEFT, top + _LINE - 2, max(40, right - _LEFT), height - _LINE + 2)
            painter.drawText(box, int(_WRAP), event.detail)


class _NoteBox(QPlainTextEdit):
    """Two lines to write a note in; Ctrl+Enter adds it."""

    def __init__(self, add: Callable[[], None]) -> None:
        super().__init__()
        self._add = add
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 2 + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)


class Timeline(QWidget):
    """Events, and a box for a note under them.

    Args:
        display: Says moments and spans.
        note: Called with the words of a new note; no box if None.
    """

    def __init__(
        self, display: Display, note: Callable[[str], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._note = note
        self._story = _Story(display)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        margins(layout, 0)
        layout.addWidget(self._story)
        layout.addStretch(1)
        self._area.setWidget(inner)
        self._box = _NoteBox(self.add_note)
        bind_text(self._box.setPlaceholderText, T("widgets", "Add a note (Ctrl+Enter)"))
        bind_text(self._box.setAccessibleName, T("widgets", "Note"))
        whole = QVBoxLayout(self)
        margins(whole, 0)
        whole.setSpacing(GRID)
        whole.addWidget(self._area, 1)
        if note is not None:
            whole.addWidget(hairline())
            whole.addLayout(row(self._box, button(T("widgets", "Add"), on=self.add_note)))

    def set_events(self, events: Sequence[Event]) -> None:
        """Show these events; the newest is in sight, unless the person has scrolled back."""
        bar = self._area.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        self._story.set_events(events)
        if at_end:
            self._area.widget().adjustSize()
            bar.setValue(bar.maximum())

    def add_note(self) -> None:
        """Hand the note on and empty the box."""
        words = self._box.toPlainText().strip()
        if words and self._note is not None:
            self._box.clear()
            self._note(words)

    def focus_note(self) -> None:
        """Put the keyboard into the note box."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
