"""Numbers that are looked at from afar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.i18n.language import AnyText, bind_text
from ui.theme.current import theme
from ui.theme.metrics import GRID
from ui.theme.tokens import Tone
from ui.widgets.basic import column, label, row, set_kind
from ui.widgets.paint import rounded


class Figure(QFrame):
    """A number, what it counts, and what to know about it; opens its records when pressed.

    Args:
        caption: What it counts.
        value: The number as people read it.
        tone: Its colour.
        detail: Some words beside it.

    Signals:
        opened: It was pressed.
    """

    opened = Signal()

    def __init__(
        self,
        caption: AnyText,
        value: AnyText = "",
        tone: Tone = "plain",
        detail: AnyText = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._caption = label(caption, "muted")
        self._value = label("", "big")
        self._detail = label("", "small")
        number = row(self._value, self._detail, None, gap=GRID)
        number.setAlignment(self._detail, Qt.AlignmentFlag.AlignBottom)
        self._detail.setContentsMargins(0, 0, 0, 5)
        self.setLayout(column(self._caption, number, gap=0, margin=(GRID + 6, GRID)))
        bind_text(self.setAccessibleName, caption)
        self.set_value(value, tone, detail)

    def set_value(self, value: AnyText, tone: Tone = "plain", detail: AnyText = "") -> None:
        """Change the number."""
        bind_text(self._value.setText, value)
        bind_text(self._detail.setText, detail)
        set_kind(self._value, tone, "tone")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the records."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the records by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class Meter(QWidget):
    """How much of something is reached, as a thin bar.

    Args:
        value: How much.
        total: Of how much.
        tone: Colour of the reached part.
    """

    def __init__(
        self, value: float = 0, total: float = 1, tone: Tone = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._share, self._tone = 0.0, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(value, total, tone)

    def set_value(self, value: float, total: float, tone: Tone = "accent") -> None:
        """Change it."""
        self._share = min(1.0, max(0.0, value / total)) if total else 0.0
        self._tone = tone
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(80, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and reached part."""
        painter = QPainter(self)
        area = QRectF(0, (self.height() - 6) / 2, self.width(), 6)
        rounded(painter, area, theme().colour("grey-soft"), None, 3)
        if self._share:
            area.setWidth(max(6.0, area.width() * self._share))
            rounded(painter, area, theme().tone(self._tone).text, None, 3)
        painter.end()
