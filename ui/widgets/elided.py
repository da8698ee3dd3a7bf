"""A label that cuts long words, the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n.language import AnyText, bind_text
from ui.theme.current import theme

_MODES = {"middle": Qt.TextElideMode.ElideMiddle, "right": Qt.TextElideMode.ElideRight}


class ElidedLabel(QWidget):
    """One line, cut where it does not fit.

    Args:
        text: What it shows.
        mode: ``middle`` for names, ``right`` for sentences.
        role: Colour role.
    """

    def __init__(
        self, text: AnyText = "", mode: str = "middle", role: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._mode, self._role = "", _MODES[mode], role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind_text(self.set_line, text)

    def set_line(self, text: str) -> None:
        """Change the text."""
        self._text = text
        self.setAccessibleName(text)
        self._tip()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 2, self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(min(self.sizeHint().width(), 48), self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(theme().colour(self._role))
        shown = self.fontMetrics().elidedText(self._text, self._mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def resizeEvent(self, event: object) -> None:
        """Show the whole as a tooltip only where it is cut."""
        self._tip()

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(self._text if cut else "")
