"""What an empty place says: what belongs here, and how to make the first one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.i18n.language import AnyText
from ui.theme.appearance import appearance
from ui.theme.icons import pixmap
from ui.theme.metrics import GRID
from ui.widgets.actions import Action
from ui.widgets.basic import button, column, label, row, show_if

_SIGN = 32


class EmptyState(QWidget):
    """A quiet explanation in the middle of an empty place.

    Args:
        icon: Name of a drawing.
        title: What is not there.
        text: What belongs here.
        action: How to make the first one.
    """

    def __init__(
        self,
        icon: str,
        title: AnyText,
        text: AnyText = "",
        action: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        heading = label(title, "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = label(text, "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setWordWrap(True)
        words.setMinimumWidth(360)
        words.setMaximumWidth(420)
        show_if(words, bool(text))
        parts = column(None, self._sign, heading, row(None, words, None), gap=GRID)
        if action is not None:
            made = button(action.text, "primary" if action.icon == "add" else "plain", action.icon, on=action.run)
            made.setObjectName(action.key)
            parts.addSpacing(GRID)
            parts.addLayout(row(None, made, None))
        parts.addStretch(2)
        self.setLayout(parts)
        appearance().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._sign.setPixmap(pixmap(self._icon, "field-line", _SIGN, self.devicePixelRatioF()))
