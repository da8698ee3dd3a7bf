"""A card's flow chart, drawn; laid out anew for every width, with the fonts and colours in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.features.office.rules import FlowStep
from ui.features.knowledge.flowlayout import BEST, LEAST, NO, WRAP, YES, Arrow, Chart, Shape, lay_out, text_room
from ui.theme.current import theme
from ui.theme.metrics import RADIUS

_HEAD = 4.5


class FlowChart(QWidget):
    """Shows a flow chart, as high as its width asks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[FlowStep, ...] = ()
        self._chart = Chart([], [], QSize(0, 0))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_steps(self, steps: Sequence[FlowStep]) -> None:
        """Show another chart."""
        self._steps = tuple(steps)
        self.setAccessibleName("\n".join(_said(step) for step in self._steps))
        self._again()

    @property
    def chart(self) -> Chart:
        """What is drawn now."""
        return self._chart

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the chart is at this width."""
        return lay_out(self._steps, width, self.font()).size.height()

    def sizeHint(self) -> QSize:
        """As wide as a chart is at its best."""
        return QSize(BEST, self.heightForWidth(BEST))

    def minimumSizeHint(self) -> QSize:
        """As narrow as words can still be read."""
        return QSize(LEAST, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for the new width."""
        self._again()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or language asks for other places."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._again()
        super().changeEvent(event)

    def _again(self) -> None:
        self._chart = lay_out(self._steps, self.width(), self.font())
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ways first, shapes above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for arrow in self._chart.arrows:
            _draw_arrow(painter, arrow)
        for shape in self._chart.shapes:
            _draw_shape(painter, shape)
        painter.end()


def _said(step: FlowStep) -> str:
    if not step.decision:
        return step.text
    ways = [f"{word}: {way}" for word, way in ((YES, step.yes), (NO, step.no)) if way]
    return " ".join([step.text, *ways])


def _draw_shape(painter: QPainter, shape: Shape) -> None:
    now = theme()
    painter.setPen(QPen(now.tone(shape.tone).text if shape.diamond else now.colour("field-line"), 1))
    painter.setBrush(now.colour("surface-raised") if shape.tone == "plain" else now.tone(shape.tone).fill)
    rect = shape.rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if shape.diamond:
        centre = rect.center()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(rect.left(), centre.y()),
                    QPointF(centre.x(), rect.top()),
                    QPointF(rect.right(), centre.y()),
                    QPointF(centre.x(), rect.bottom()),
                ]
            )
        )
    else:
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(now.colour("text"))
    painter.drawText(text_room(shape, QFontMetricsF(painter.font())), WRAP, shape.text)


def _draw_arrow(painter: QPainter, arrow: Arrow) -> None:
    now = theme()
    line = now.colour("text-muted")
    painter.setPen(QPen(line, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(arrow.points[0])
    for point in arrow.points[1:]:
        path.lineTo(point)
    painter.drawPath(path)
    if arrow.head:
        _draw_head(painter, arrow.points[-2], arrow.points[-1])
    if arrow.word:
        painter.setPen(now.colour("text-muted"))
        painter.drawText(arrow.word_at, arrow.word)


def _draw_head(painter: QPainter, before: QPointF, tip: QPointF) -> None:
    across = abs(tip.x() - before.x()) > abs(tip.y() - before.y())
    way = 1 if (tip.x() if across else tip.y()) > (before.x() if across else before.y()) else -1
    if across:
        wings = [QPointF(tip.x() - way * 7, tip.y() - _HEAD), QPointF(tip.x() - way * 7, tip.y() + _HEAD)]
    else:
        wings = [QPointF(tip.x() - _HEAD, tip.y() - way * 7), QPointF(tip.x() + _HEAD, tip.y() - way * 7)]
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([tip, *wings]))
