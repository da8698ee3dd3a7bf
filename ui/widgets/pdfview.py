"""Pages as pictures under each other: rendered when they are scrolled to, kept while they may be seen again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.jobs.jobs import Jobs
from ui.theme.current import theme

Render = Callable[[int, int], QImage]
"""``render(page, width in device pixels) -> picture``; runs in a worker thread if the view was given jobs."""

_GAP = 16
_KEPT = 12
_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_PX_PER_PT = 96 / 72


class _Seen:
    """The pages in sight, to be asked in a worker thread, which must not touch the view."""

    pages: frozenset[int] = frozenset()


class PdfView(QAbstractScrollArea):
    """Shows the pages of a document.

    Args:
        jobs: Renders off the GUI thread; at once if None.
        parent: Its owner.

    Signals:
        moved: Another part of the document is seen, or at another scale.
    """

    moved = Signal()

    def __init__(self, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._render: Render | None = None
        self._sizes: list[tuple[float, float]] = []
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._wanted: set[tuple[int, int]] = set()
        self._edition = 0
        self._seen = _Seen()
        self._boxes: list[QRect] = []
        self._fit = "width"
        self._zoom = 1.0
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    def set_pages(self, count: int, render: Render, sizes: Sequence[tuple[float, float]]) -> None:
        """Show a document from its first page.

        Args:
            count: How many pages.
            render: Makes the picture of a page.
            sizes: Width and height of each page in points.
        """
        self._render, self._sizes = render, list(sizes[:count])
        self._kept.clear()
        self._wanted.clear()
        self._edition += 1
        self._arrange()
        self.verticalScrollBar().setValue(0)

    @property
    def zoom(self) -> float:
        """The scale; 1 is the size on paper."""
        if self._fit == "free" or not self._sizes:
            return self._zoom
        wide = max(width for width, _ in self._sizes) * _PX_PER_PT
        scale = (self.viewport().width() - 2 * _GAP) / wide
        if self._fit == "page":
            high = max(height for _, height in self._sizes) * _PX_PER_PT
            scale = min(scale, (self.viewport().height() - 2 * _GAP) / high)
        return max(0.1, scale)

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0; -1 if there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        place = bisect_left(self._boxes, middle, key=lambda box: box.bottom() + _GAP)
        return min(place, len(self._boxes) - 1)

    @property
    def fit(self) -> str:
        """``width``, ``page``, or ``free`` once a scale was chosen."""
        return self._fit

    def zoom_in(self) -> None:
        """One step larger."""
        now = self.zoom
        self._set_zoom(next((step for step in _STEPS if step > now + 0.01), _STEPS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        now = self.zoom
        self._set_zoom(next((step for step in reversed(_STEPS) if step < now - 0.01), _STEPS[0]))

    def fit_width(self) -> None:
        """As wide as the view."""
        self._fit = "width"
        self._arrange()

    def fit_page(self) -> None:
        """A whole page at a time."""
        self._fit = "page"
        self._arrange()

    def show_page(self, number: int) -> None:
        """Scroll to a page, from 0."""
        if 0 <= number < len(self._boxes):
            self.verticalScrollBar().setValue(self._boxes[number].top() - _GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus zoom, 0 fits the width; whole pages are turned one by one; the rest scrolls."""
        known = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width,
            Qt.Key.Key_Home: lambda: self.show_page(0),
            Qt.Key.Key_End: lambda: self.show_page(len(self._sizes) - 1),
        }
        if self._fit == "page":
            known[Qt.Key.Key_PageUp] = lambda: self.show_page(self.page - 1)
            known[Qt.Key.Key_PageDown] = lambda: self.show_page(self.page + 1)
        act = known.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that can be seen; ask for those not rendered yet."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour("surface-sunken"))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        ratio = self.devicePixelRatioF()
        seen = self._in_sight(top)
        self._seen.pages = frozenset(seen)
        for number in seen:
            box = self._boxes[number]
            shown = box.translated(-left, -top)
            painter.fillRect(shown, Qt.GlobalColor.white)
            wide = round(box.width() * ratio)
            picture = self._picture(number, wide)
            if picture is not None:
                _draw(painter, shown, picture, ratio, exact=picture.width() == wide)
            painter.setPen(theme().colour("hairline"))
            painter.drawRect(shown.adjusted(0, 0, -1, -1))
        painter.end()

    def _set_zoom(self, zoom: float) -> None:
        share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._fit, self._zoom = "free", zoom
        self._arrange()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def _in_sight(self, top: int) -> range:
        """The pages between the upper and the lower edge of the view."""
        first = bisect_left(self._boxes, top, key=lambda box: box.bottom())
        last = bisect_right(self._boxes, top + self.viewport().height(), key=lambda box: box.top())
        return range(first, last)

    def _lay_out(self) -> list[QRect]:
        scale = self.zoom * _PX_PER_PT
        widest = max((round(width * scale) for width, _ in self._sizes), default=0)
        room = max(self.viewport().width(), widest + 2 * _GAP)
        boxes: list[QRect] = []
        top = _GAP
        for width, height in self._sizes:
            box = QRect((room - round(width * scale)) // 2, top, round(width * scale), round(height * scale))
            boxes.append(box)
            top = box.bottom() + 1 + _GAP
        return boxes

    def _arrange(self) -> None:
        boxes = self._boxes = self._lay_out()
        view = self.viewport().size()
        high = boxes[-1].bottom() + _GAP if boxes else 0
        wide = max((box.width() for box in boxes), default=0) + 2 * _GAP
        self.verticalScrollBar().setRange(0, max(0, high - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, wide - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()
        self.moved.emit()

    def _picture(self, number: int, width: int) -> QImage | None:
        key = (number, width)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._wanted and self._render is not None:
            self._wanted.add(key)
            render, edition, seen = self._render, self._edition, self._seen
            if self._jobs is None:
                self._keep(key, edition, render(*key))
                return self._kept.get(key)
            # Who drags through a long document asks for pages that are out of sight when their turn comes.
            self._jobs.pool(
                lambda: render(*key) if number in seen.pages else None,
                done=lambda picture: self._keep(key, edition, picture),
                owner=self,
            )
        return next((picture for (page, _), picture in reversed(self._kept.items()) if page == number), None)

    def _keep(self, key: tuple[int, int], edition: int, picture: QImage | None) -> None:
        if edition != self._edition:
            return
        self._wanted.discard(key)
        if picture is not None:
            self._kept[key] = picture
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.viewport().update()


def _draw(painter: QPainter, shown: QRect, picture: QImage, ratio: float, *, exact: bool) -> None:
    """Draw a page dot for dot if it was rendered for this scale; stretched for the moment until it is."""
    if not exact:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(shown, picture)
        return
    picture.setDevicePixelRatio(ratio)
    painter.setClipRect(shown)
    painter.drawImage(shown.topLeft(), picture)
    painter.setClipping(False)
