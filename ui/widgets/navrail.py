"""The rail at the left: the tabs in groups, each with an icon, its name and a count where something waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n.language import AnyText, bind_text
from ui.theme.current import theme
from ui.theme.fonts import scaled
from ui.theme.icons import draw_icon
from ui.theme.metrics import GRID, margins
from ui.theme.tokens import Tone
from ui.widgets.basic import hairline, key_text
from ui.widgets.paint import rounded

WIDTH = 132
FOLDED = 48
BESIDE = 80
"""Pixels of a tab beside its name: the drawing, the count, the edges."""
_HEIGHT = 36


@dataclass(frozen=True)
class NavItem:
    """One tab.

    Attributes:
        key: Stable name.
        text: What people read.
        icon: Name of a drawing.
        shortcut: The key that jumps there.
    """

    key: str
    text: AnyText
    icon: str
    shortcut: str = ""


class _Tab(QAbstractButton):
    """One line of the rail."""

    def __init__(self, item: NavItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self._count, self._tone = 0, "muted"
        self.folded = False
        self.setCheckable(True)
        self.setObjectName(item.key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind_text(self.set_word, item.text)

    def set_word(self, text: str) -> None:
        """Change the name."""
        self.setText(text)
        self._tell()

    def set_count(self, count: int, tone: Tone) -> None:
        """Show how many wait."""
        if (count, tone) != (self._count, self._tone):
            self._count, self._tone = count, tone
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._count}" if self._count else self.text())
        self.setToolTip("  ".join(part for part in (self.text(), key_text(self._item.shortcut)) if part))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(FOLDED if self.folded else WIDTH, _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show the plain ground."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, name and count."""
        now, chosen = theme(), self.isChecked()
        painter = QPainter(self)
        ground = QRectF(self.rect()).adjusted(6, 1, -6, -1)
        if chosen:
            rounded(painter, ground, now.colour("accent-soft"), None)
        elif self.underMouse():
            rounded(painter, ground, now.colour("surface-pressed"), None)
        if self.hasFocus():
            rounded(painter, ground, None, now.colour("focus"))
        ink = "accent" if chosen else "text-muted"
        draw_icon(painter, self._item.icon, ink, QPoint(16, (self.height() - 16) // 2))
        if not self.folded:
            painter.setPen(now.colour("accent" if chosen else "text"))
            painter.setFont(scaled(self.font(), 1.0, bold=chosen))
            painter.drawText(self.rect().adjusted(42, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            self._paint_count(painter)
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        colours = theme().tone(self._tone)
        words = "99+" if self._count > 99 else str(self._count)
        painter.setFont(scaled(self.font(), 0.85))
        width = max(18, painter.fontMetrics().horizontalAdvance(words) + 10)
        if self.folded:
            box = QRect(self.width() - width - 2, 2, width, 16)
        else:
            box = QRect(self.width() - width - 12, (self.height() - 18) // 2, width, 18)
        ground = theme().colour("surface-raised") if self._tone == "muted" else colours.fill
        rounded(painter, QRectF(box), ground, None, 8)
        painter.setPen(colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class NavRail(QWidget):
    """The tabs; arrow keys move between them, each tab's key jumps from anywhere in the window.

    Signals:
        chosen: A tab was chosen by the person; its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tabs: dict[str, _Tab] = {}
        self._folded = False
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        margins(self._layout, 0, GRID)
        self._layout.setSpacing(0)
        self.set_folded(False)

    def set_groups(self, groups: Sequence[Sequence[NavItem]]) -> None:
        """Show these tabs, a hairline between the groups."""
        for number, group in enumerate(groups):
            if number:
                self._layout.addSpacing(6)
                self._layout.addWidget(hairline())
                self._layout.addSpacing(6)
            for item in group:
                self._add(item)
        self._layout.addStretch(1)
        self._fit()

    def set_count(self, key: str, count: int, tone: Tone = "muted") -> None:
        """Show how many wait behind a tab; nothing for 0."""
        self._tabs[key].set_count(count, tone)

    def set_current(self, key: str) -> None:
        """Mark a tab as the one shown, without saying so."""
        self._tabs[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the tab shown, or the empty text."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def set_folded(self, folded: bool) -> None:
        """Show icons only, or icons and names."""
        self._folded = folded
        for tab in self._tabs.values():
            tab.folded = folded
            tab.update()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for the names of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        names = max((tab.fontMetrics().horizontalAdvance(tab.text()) for tab in self._tabs.values()), default=0)
        self.setFixedWidth(FOLDED if self._folded else max(WIDTH, names + BESIDE))

    def _add(self, item: NavItem) -> None:
        tab = _Tab(item, self)
        tab.clicked.connect(lambda: self.chosen.emit(item.key))
        self._tabs[item.key] = tab
        self._group.addButton(tab)
        self._layout.addWidget(tab)
        if item.shortcut:
            QShortcut(QKeySequence(item.shortcut), self).activated.connect(tab.click)
