"""Running text to be read on the phone: generous lines, variables of a script set off, everything selectable."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.appearance import appearance
from ui.theme.current import theme

_VARIABLE = re.compile(r"\{([^{}\n]{1,20})\}")
_LEADING = 116


class Prose(QLabel):
    """A paragraph or several, one to a line of the text.

    Args:
        text: What it says; read as plain text, names in braces are set off.
        role: Colour role of the words.
        scale: Size against the body font.
    """

    def __init__(self, text: str = "", role: str = "text", scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._role, self._scale = "", role, scale
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance().changed.connect(self._render)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Change the text."""
        self._words = text
        self.setAccessibleName(text)
        self._render()

    def words(self) -> str:
        """Return the plain text."""
        return self._words

    def _render(self) -> None:
        now = theme()
        size = self.font().pointSizeF() * self._scale
        ink, ground = now.colours["accent"], now.colours["accent-soft"]
        variable = f'<span style="color:{ink}; background-color:{ground};">&nbsp;\\1&nbsp;</span>'
        style = f"margin:0; line-height:{_LEADING}%; font-size:{size:g}pt; color:{now.colours[self._role]};"
        lines = (_VARIABLE.sub(variable, escape(line)) for line in self._words.splitlines() or [""])
        self.setText("".join(f'<p style="{style}">{line}</p>' for line in lines))
