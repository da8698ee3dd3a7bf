"""The seven stages as a path: what is done, where the complaint stands, what is ahead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.service import StageMark
from ui.i18n.language import Retranslated
from ui.theme.current import theme

if TYPE_CHECKING:
    from ui.tables.display import Display

_DOT = 9
_GAP = 3
"""Between the words of two stages."""


class StagePath(Retranslated, QWidget):
    """Draws the path; the words of the present stage are bold, done stages have a tick, those ahead a ring.

    Args:
        marks: The stages in their order.
        display: Shows when a stage was entered.
    """

    def __init__(self, marks: Sequence[StageMark], display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._display = tuple(marks), display
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the path in words, for those who do not see it."""
        now = next((mark for mark in self._marks if mark.state == "now"), None)
        stage = rules.STAGES[now.stage] if now is not None else rules.STAGES["archived"]
        done = sum(mark.state == "done" for mark in self._marks)
        self.setAccessibleName(
            T("complaints", "Stage: {stage}, {done} of {all} done").format(stage=stage, done=done, all=len(self._marks))
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dots over two lines of words; over three where words are long."""
        lines = max(len(_broken(str(rules.STAGES[mark.stage])).split("\n")) for mark in self._marks)
        return QSize(320, 2 * _DOT + 10 + lines * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """As high as it likes to be."""
        return QSize(240, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say when a stage was entered, under the pointer."""
        if isinstance(event, QHelpEvent):
            place = min(int(event.pos().x() / self._step()), len(self._marks) - 1)
            mark = self._marks[place]
            title = str(rules.STAGES[mark.stage])
            words = title if mark.at is None else f"{title} · {self._display.moment(mark.at)}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the dots and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, middle = self._step(), _DOT + 1
        for place, mark in enumerate(self._marks):
            x = (place + 0.5) * step
            if place:
                done = mark.state != "ahead"
                painter.setPen(QPen(theme().colour("green" if done else "field-line"), 2 if done else 1))
                painter.drawLine(QPointF(x - step + _DOT + 2, middle), QPointF(x - _DOT - 2, middle))
            self._dot(painter, mark.state, QPointF(x, middle))
            area = QRectF(place * step, 2 * _DOT + 6, step, self.height() - 2 * _DOT - 6)
            self._words(painter, mark, area.adjusted(_GAP, 0, -_GAP, 0))
        painter.end()

    def _step(self) -> float:
        return max(1.0, self.width() / max(1, len(self._marks)))

    def _dot(self, painter: QPainter, state: str, at: QPointF) -> None:
        role = {"done": "green", "now": "accent"}.get(state, "field-line")
        colour = theme().colour(role)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if state != "ahead" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, _DOT - 1, _DOT - 1)
        painter.setPen(QPen(theme().colour("surface"), 2))
        if state == "done":
            painter.drawLine(at + QPointF(-4, 0), at + QPointF(-1, 3))
            painter.drawLine(at + QPointF(-1, 3), at + QPointF(4, -3))
        elif state == "now":
            painter.setBrush(theme().colour("surface"))
            painter.drawEllipse(at, 2, 2)

    def _words(self, painter: QPainter, mark: StageMark, area: QRectF) -> None:
        font = QFont(self.font())
        font.setBold(mark.state == "now")
        painter.setFont(font)
        painter.setPen(theme().colour("text" if mark.state != "ahead" else "text-muted"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(area, flags | Qt.TextFlag.TextDontClip, _broken(str(rules.STAGES[mark.stage])))


def _broken(words: str) -> str:
    """Return a title in lines that fit under a dot: word by word, or in halves where there are no blanks."""
    if " " in words:
        return words.replace(" ", "\n")
    middle = (len(words) + 1) // 2
    return words if len(words) < 4 or words.isascii() else f"{words[:middle]}\n{words[middle:]}"
