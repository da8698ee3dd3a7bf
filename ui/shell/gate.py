"""The quiet sheet that stands in the window while nobody works in it: log-in, lock, a new office."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n.language import AnyText, bind_text
from ui.theme.appearance import appearance
from ui.theme.icons import pixmap
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import column, label, row

WIDTH = 380
_SIGN = 28


class Gate(QWidget):
    """A card in the middle of an empty window.

    Args:
        width: How wide the card is.

    Attributes:
        body: Where the card's content goes.
    """

    def __init__(self, width: int = WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self._title = label("", "title")
        self._under = label("", "muted")
        self._under.setWordWrap(True)
        words = column(self._title, self._under, gap=2)
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(width)
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        inner = QVBoxLayout(card)
        margins(inner, 4 * GRID, 3 * GRID + 4)
        inner.setSpacing(2 * GRID + 4)
        head = row(self._sign, words, gap=GRID + 6)
        head.setStretch(1, 1)
        head.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(head)
        inner.addLayout(self.body)
        self.foot = row(None, gap=GRID)
        outer = column(None, row(None, card, None), 2 * GRID, self.foot, None, gap=0, margin=2 * GRID)
        outer.setStretch(0, 4)
        outer.setStretch(4, 5)
        self.setLayout(outer)
        appearance().changed.connect(self._draw)
        self._icon = "office"
        self._draw()

    def set_head(self, icon: str, title: AnyText, under: AnyText) -> None:
        """Change the card's sign, title and the line under it."""
        self._icon = icon
        bind_text(self._title.setText, title)
        bind_text(self._under.setText, under)
        self._under.setVisible(bool(under))
        self._draw()

    def _draw(self) -> None:
        self._sign.setPixmap(pixmap(self._icon, "accent", _SIGN, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(_SIGN, _SIGN))
