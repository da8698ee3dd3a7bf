"""Chips and badges: small words with a meaning."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.text import T
from ui.i18n.language import AnyText, bind_text
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.icons import draw_icon
from ui.theme.tokens import Tone
from ui.widgets.paint import CHIP_HEIGHT, badge, badge_width, chip, chip_width, rounded

LEVEL_NAMES = {1: T("widgets", "Level 1"), 2: T("widgets", "Level 2"), 3: T("widgets", "Level 3")}

_PAD = 10
_ICON = 12


class Chip(QAbstractButton):
    """A word that can be pressed: a filter, a proposal. Filled while active, with a cross if it can be taken away.

    Args:
        text: The word.
        tone: Colour of the active chip.
        checkable: Whether a press switches it.
        closable: Whether an active chip shows a cross.
        opens: Whether it shows that a list will drop down.

    Signals:
        closed: The cross was pressed, or Delete.
    """

    closed = Signal()

    def __init__(
        self,
        text: AnyText = "",
        tone: Tone = "accent",
        checkable: bool = False,
        closable: bool = False,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._closable, self._opens = closable, opens
        self._active = False
        self._over_cross = False
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        bind_text(self.set_word, text)

    def set_word(self, text: str) -> None:
        """Change the word."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def active(self) -> bool:
        """Whether it is filled."""
        return self._active or self.isChecked()

    def set_active(self, active: bool) -> None:
        """Fill it, or not."""
        if active != self._active:
            self._active = active
            self.updateGeometry()
            self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour of the active chip."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word and its signs."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PAD + 1
        return QSize(width + (_ICON + 4 if self._sign() else 0), appearance().field_height)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, word and sign."""
        now = theme()
        colours = now.tone(self._tone)
        active, hover = self.active, self.underMouse()
        fill = colours.fill if active else now.colour("surface-hover" if hover else "surface-raised")
        line = colours.text if active else now.colour("field-line")
        if self.hasFocus():
            line = now.colour("focus")
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), fill, line)
        ink = colours.text if active else now.colour("text" if self.isEnabled() else "text-disabled")
        painter.setPen(ink)
        area = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        sign = self._sign()
        if sign:
            area.setRight(area.right() - _ICON - 4)
            at = self._cross().topLeft()
            draw_icon(painter, sign, ink.name() if active else "text-muted", at, _ICON)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the cross takes the chip away."""
        if self._closes() and self._hot().contains(event.position().toPoint()):
            self.closed.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away, Enter presses it."""
        if self._closes() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show the plain ground again."""
        self.update()
        super().leaveEvent(event)

    def _closes(self) -> bool:
        return self._closable and self.active

    def _sign(self) -> str:
        if self._closes():
            return "close"
        return "chevron-down" if self._opens else ""

    def _cross(self) -> QRect:
        return QRect(self.width() - _PAD - _ICON + 2, (self.height() - _ICON) // 2, _ICON, _ICON)

    def _hot(self) -> QRect:
        return self._cross().adjusted(-6, -8, _PAD, 8)


class Tag(QWidget):
    """A word on a soft ground, not to be pressed: preferences, care flags, states.

    Args:
        text: The word.
        tone: Its colours.
        large: A larger one, for the owner card.
    """

    def __init__(
        self, text: AnyText = "", tone: Tone = "plain", large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._large = "", tone, large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bind_text(self.set_word, text)

    def set_word(self, text: str) -> None:
        """Change the word."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change the colours."""
        self._tone: Tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return QSize(chip_width(self.fontMetrics(), self._text), 26 if self._large else CHIP_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word on its ground."""
        painter = QPainter(self)
        if self._large:
            colours = theme().tone(self._tone)
            rounded(painter, QRectF(self.rect()), colours.fill, None)
            painter.setPen(colours.text)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        else:
            chip(painter, self.rect(), self._text, self._tone)
        painter.end()


class StateChip(Tag):
    """The state of a record, in its tone."""

    def set_state(self, text: AnyText, tone: Tone) -> None:
        """Change word and tone."""
        self.set_tone(tone)
        bind_text(self.set_word, text)


class Badge(QWidget):
    """A level: filled, half filled or outlined disc and its word.

    Args:
        level: 1, 2 or 3.
        text: The word; "Level n" if not given.
    """

    def __init__(self, level: int = 3, text: AnyText = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._text = level, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level, text)

    def set_level(self, level: int, text: AnyText = "") -> None:
        """Change the level."""
        self._level = level
        bind_text(self._set_word, text or LEVEL_NAMES.get(level, str(level)))

    def _set_word(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as sign and word."""
        return QSize(badge_width(self.fontMetrics(), self._text) + 1, CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign and word."""
        painter = QPainter(self)
        badge(painter, self.rect(), self._level, self._text, theme().colour("text"))
        painter.end()
