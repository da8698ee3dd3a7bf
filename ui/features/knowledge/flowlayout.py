"""Where everything of a flow chart stands: steps down a spine, decisions as diamonds, the other way beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from app.core.text import T
from app.features.office.rules import FlowStep
from ui.theme.tokens import Tone

YES, NO = T("knowledge", "Yes"), T("knowledge", "No")

_SPINE = 264.0
_SIDE = 232.0
_LEAST = 120.0
_GAP = 24.0
"""Between two shapes of the spine: room for an arrow."""
_BRANCH = 48.0
"""Between a diamond and what stands beside it: room for the word on the arrow."""
_PAD_X, _PAD_Y = 12.0, 8.0
_DIAMOND = 56.0

BEST = round(_SPINE + _SIDE + _BRANCH) + 2
"""Wider a chart never grows."""
LEAST = round(2 * _LEAST + _BRANCH)
"""Narrower its words cannot be read."""

WRAP = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


@dataclass
class Shape:
    """A box or a diamond in its place.

    Attributes:
        rect: Where it stands.
        text: What it says.
        diamond: Whether it asks.
        tone: Its colours.
    """

    rect: QRectF
    text: str
    diamond: bool = False
    tone: Tone = "plain"


@dataclass
class Arrow:
    """A way from shape to shape: its corners, and the word on it."""

    points: list[QPointF]
    word: str = ""
    word_at: QPointF = field(default_factory=QPointF)
    head: bool = True


@dataclass
class Chart:
    """A chart laid out."""

    shapes: list[Shape]
    arrows: list[Arrow]
    size: QSize


def lay_out(steps: Sequence[FlowStep], width: float, font: QFont) -> Chart:
    """Return where everything of a chart stands.

    Args:
        steps: What happens, in order.
        width: Room from left to right, in pixels.
        font: What the words are set in.
    """
    return _Layout(steps, width, QFontMetricsF(font)).chart()


class _Layout:
    """Walks down the steps and puts them in their places."""

    def __init__(self, steps: Sequence[FlowStep], width: float, metrics: QFontMetricsF) -> None:
        self._steps = steps
        self._metrics = metrics
        room = max(width - 2 - _BRANCH, 2 * _LEAST)
        branches = any(step.yes or step.no for step in steps)
        share = min(1.0, room / (_SPINE + _SIDE)) if branches else min(1.0, (width - 2) / _SPINE)
        self._spine, self._side = _SPINE * share, _SIDE * share
        self._centre = 1 + self._spine / 2
        self._right = self._spine + _BRANCH + 1
        self._y = 1.0
        self._shapes: list[Shape] = []
        self._arrows: list[Arrow] = []
        # Ways that end in the air until the next shape of the spine is there: from where, over which height.
        self._open: list[tuple[QPointF, str]] = []
        self._bypass: list[tuple[QPointF, float]] = []
        self._lowest = 1.0

    def chart(self) -> Chart:
        for number, step in enumerate(self._steps):
            if step.decision:
                self._decide(step)
            else:
                self._box(step.text, "muted" if number in (0, len(self._steps) - 1) else "plain")
        self._finish()
        width = max((shape.rect.right() for shape in self._shapes), default=0) + 2
        return Chart(self._shapes, self._arrows, QSize(round(width), round(self._lowest) + 2))

    def _box(self, text: str, tone: Tone) -> Shape:
        height = self._height(text, self._spine - 2 * _PAD_X) + 2 * _PAD_Y
        shape = Shape(QRectF(1, self._arrive(), self._spine, height), text, tone=tone)
        self._stand(shape)
        self._open.append((_bottom(shape), ""))
        return shape

    def _decide(self, step: FlowStep) -> None:
        """The way that goes on without more goes down; of two ways that do something the answer yes stands beside."""
        beside, word, below, other = (step.yes, YES, step.no, NO) if step.yes else (step.no, NO, step.yes, YES)
        if beside:
            box = self._height(beside, self._side - 2 * _PAD_X) + 2 * _PAD_Y
        else:
            box = 0.0
        top = self._arrive()
        height = self._diamond_height(step.text)
        top += max(0.0, (box - height) / 2)
        diamond = Shape(QRectF(1, top, self._spine, height), step.text, diamond=True, tone="accent")
        self._stand(diamond)
        self._open.append((_bottom(diamond), str(other)))
        side: Shape | None = None
        if beside:
            middle = diamond.rect.center().y()
            side = Shape(QRectF(self._right, middle - box / 2, self._side, box), beside)
            self._shapes.append(side)
            start = QPointF(diamond.rect.right(), middle)
            self._arrows.append(
                Arrow([start, QPointF(side.rect.left(), middle)], str(word), QPointF(start.x() + 8, middle - 5))
            )
            self._y = max(self._y, side.rect.bottom())
            self._lowest = max(self._lowest, side.rect.bottom())
        if below:
            self._box(below, "plain")
        if side is not None:
            self._bypass.append((_bottom(side), self._y))

    def _arrive(self) -> float:
        """Return where the next shape of the spine begins, with the arrows to it drawn."""
        if not self._shapes:
            return self._y
        joining = self._bypass
        top = self._y + _GAP + (12.0 if joining else 0.0)
        target = QPointF(self._centre, top)
        for start, word in self._open:
            self._arrows.append(Arrow([start, target], word, QPointF(start.x() + 7, start.y() + 15)))
        for start, _ in joining:
            level = self._y + 13
            self._arrows.append(Arrow([start, QPointF(start.x(), level), QPointF(self._centre, level)], head=True))
        self._open, self._bypass = [], []
        return top

    def _finish(self) -> None:
        """Close the ways that are still open behind the last shape: they meet in a small end mark."""
        if self._bypass or any(word for _, word in self._open):
            top = self._arrive()
            end = Shape(QRectF(self._centre - 28, top, 56, 24), str(T("knowledge", "End")), tone="muted")
            self._shapes.append(end)
            self._lowest = max(self._lowest, end.rect.bottom())

    def _stand(self, shape: Shape) -> None:
        self._shapes.append(shape)
        self._y = shape.rect.bottom()
        self._lowest = max(self._lowest, self._y)

    def _height(self, text: str, width: float) -> float:
        return self._metrics.boundingRect(QRectF(0, 0, width, 10_000), WRAP, text).height()

    def _diamond_height(self, text: str) -> float:
        """A diamond holds a block of w × h if w/W + h/H is at most 1: the lowest one that holds the words."""
        line = self._metrics.height()
        best = 10_000.0
        for lines in (1, 2, 3, 4):
            width = self._metrics.horizontalAdvance(text) / lines * (1.0 if lines == 1 else 1.12) + 10
            if width < self._spine * 0.8:
                best = min(best, (lines * line + 6) / (1 - width / self._spine))
        return max(_DIAMOND, min(best, 4 * line + 80))


def _bottom(shape: Shape) -> QPointF:
    return QPointF(shape.rect.center().x(), shape.rect.bottom())


def text_room(shape: Shape, metrics: QFontMetricsF) -> QRectF:
    """Return where the words of a shape stand: for a diamond as wide as its height leaves."""
    if not shape.diamond:
        return _balanced(shape.rect.adjusted(_PAD_X, 0, -_PAD_X, 0), shape.text, metrics)
    width, height = shape.rect.width(), shape.rect.height()
    line = metrics.height()
    for lines in (1, 2, 3, 4):
        free = width * (1 - (lines * line + 4) / height)
        if metrics.horizontalAdvance(shape.text) <= free * lines * (1.0 if lines == 1 else 0.9):
            break
    cut = (width - max(free, width / 3)) / 2
    return shape.rect.adjusted(cut, 0, -cut, 0)


def _balanced(room: QRectF, text: str, metrics: QFontMetricsF) -> QRectF:
    """Return the room as narrow as the words may stand in the same number of lines: no lone character in the last."""
    height = metrics.boundingRect(room, WRAP, text).height()
    if height <= metrics.height() * 1.5:
        return room
    while room.width() > _LEAST / 2:
        narrower = room.adjusted(_PAD_X / 2, 0, -_PAD_X / 2, 0)
        if metrics.boundingRect(narrower, WRAP, text).height() > height:
            break
        room = narrower
    return room
