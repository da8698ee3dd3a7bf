"""Small shapes that widgets and table cells share: level badges, chips, dots, words cut in the middle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from ui.theme.current import theme
from ui.theme.metrics import RADIUS

CHIP_HEIGHT = 20
CHIP_PAD = 6
DISC = 10
ELLIPSIS = "…"


def middle_cut(metrics: QFontMetrics, text: str, width: int) -> str:
    """Return the text as it fits, cut in the middle, so that both a name's beginning and its number stay."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def rounded(painter: QPainter, rect: QRectF, fill: QColor | None, line: QColor | None, radius: float = RADIUS) -> None:
    """Draw a rounded rectangle whose line lies on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    half = 0.5 if line is not None else 0
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def disc(painter: QPainter, centre: QPointF, level: int, colour: QColor, size: float = DISC) -> None:
    """Draw a level's sign: 1 filled, 2 half filled, 3 outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size).adjusted(0.65, 0.65, -0.65, -0.65)
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(colour if level == 1 else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    if level == 2:
        half = QPainterPath()
        half.moveTo(circle.center())
        half.arcTo(circle, 90, 180)
        half.closeSubpath()
        painter.fillPath(half, colour)
    painter.restore()


def badge_width(metrics: QFontMetrics, text: str) -> int:
    """Return how wide a level's badge is."""
    return DISC + 5 + metrics.horizontalAdvance(text)


def badge(painter: QPainter, rect: QRect, level: int, text: str, colour: QColor) -> None:
    """Draw a level's badge, its sign and its word, at the left of a rectangle."""
    disc(painter, QPointF(rect.left() + DISC / 2, rect.center().y() + 0.5), level, colour)
    painter.setPen(colour)
    painter.drawText(rect.adjusted(DISC + 5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def chip_width(metrics: QFontMetrics, text: str) -> int:
    """Return how wide a chip is."""
    return metrics.horizontalAdvance(text) + 2 * CHIP_PAD


def chip(painter: QPainter, rect: QRect, text: str, tone: str | None) -> None:
    """Draw a word on the soft ground of its tone, at the left of a rectangle."""
    colours = theme().tone(tone)
    metrics = painter.fontMetrics()
    width = min(chip_width(metrics, text), rect.width())
    box = QRect(rect.left(), rect.center().y() - CHIP_HEIGHT // 2 + 1, width, CHIP_HEIGHT)
    rounded(painter, QRectF(box), colours.fill, None)
    painter.setPen(colours.text)
    shown = middle_cut(metrics, text, width - 2 * CHIP_PAD + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
