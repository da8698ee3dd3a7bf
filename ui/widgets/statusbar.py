"""The strip at the foot of the window: sync in words, printer, office, clock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.i18n.language import AnyText, bind_text
from ui.theme.current import theme
from ui.theme.icons import draw_icon
from ui.theme.metrics import GRID, margins
from ui.theme.tokens import TONE_ROLES, Tone

_HEIGHT = 26


class _Item(QAbstractButton):
    """An icon and some words; can be pressed where that does something."""

    def __init__(self, on: Callable[[], object] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._tone = "", "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if on is None else Qt.FocusPolicy.TabFocus)
        if on is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda: on())

    def set_words(self, text: str) -> None:
        """Change the words."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def set_sign(self, icon: str, tone: Tone) -> None:
        """Change icon and tone."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self.updateGeometry()
            self.update()

    @property
    def icon_name(self) -> str:
        """The drawing shown."""
        return self._icon

    @property
    def tone(self) -> str:
        """The tone shown."""
        return self._tone

    def sizeHint(self) -> QSize:
        """As wide as icon and words."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 1 if self.text() else 0
        return QSize((22 if self._icon else 0) + words + 2 * GRID, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and words."""
        role = TONE_ROLES[self._tone][0]
        painter = QPainter(self)
        if self.underMouse() and self.cursor().shape() == Qt.CursorShape.PointingHandCursor:
            painter.fillRect(self.rect(), theme().colour("surface-pressed"))
        left = GRID
        if self._icon:
            draw_icon(painter, self._icon, role, QPoint(left, (self.height() - 16) // 2))
            left += 22
        painter.setPen(theme().colour(role))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class StatusStrip(QWidget):
    """Named items at the left and at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._items: dict[str, _Item] = {}
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        layout = QHBoxLayout(self)
        margins(layout, GRID, 0)
        layout.setSpacing(0)
        layout.addLayout(self._left)
        layout.addStretch(1)
        layout.addLayout(self._right)

    def add(
        self,
        key: str,
        icon: str = "",
        text: AnyText = "",
        tone: Tone = "muted",
        tooltip: AnyText = "",
        on: Callable[[], object] | None = None,
        side: str = "left",
    ) -> None:
        """Add an item.

        Args:
            key: Its name for ``update_item``.
            icon: Name of a drawing.
            text: Its words.
            tone: Its colour.
            tooltip: More words.
            on: What a press does; the item is not to be pressed if None.
            side: ``left`` or ``right``.
        """
        self._items[key] = item = _Item(on, self)
        (self._left if side == "left" else self._right).addWidget(item)
        self.update_item(key, text=text, tone=tone, icon=icon, tooltip=tooltip)

    def update_item(
        self,
        key: str,
        text: AnyText | None = None,
        tone: Tone | None = None,
        icon: str | None = None,
        tooltip: AnyText | None = None,
    ) -> None:
        """Change what is given of an item."""
        item = self._items[key]
        if text is not None:
            bind_text(item.set_words, text)
        if tooltip is not None:
            bind_text(item.setToolTip, tooltip)
        if tone is not None or icon is not None:
            item.set_sign(item.icon_name if icon is None else icon, tone or item.tone)  # pyright: ignore[reportArgumentType] - the tone it had
