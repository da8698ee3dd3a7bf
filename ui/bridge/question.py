"""A question with verbs on its buttons; window-modal, never blocking the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.bridge.voice import Question
from ui.i18n.language import bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label

_KINDS = {"primary": "primary", "danger": "danger", "plain": "plain", "cancel": "plain"}


class QuestionBox(QDialog):
    """Shows one question and hands the chosen key on.

    Args:
        question: What to ask.
        then: Called once with the key of the verb, or the escape's key.
        parent: The window the question belongs to.
    """

    def __init__(self, question: Question, then: Callable[[str], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then: Callable[[str], None] | None = then
        self._escape = question.escape
        bind_text(self.setWindowTitle, question.title)
        title = label(question.title, "heading")
        text = label(question.text)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch()
        for verb in question.verbs:
            made = button(verb.text, _KINDS[verb.role], on=lambda key=verb.key: self._answer(key))
            made.setObjectName(verb.key)
            made.setAutoDefault(verb.role == "primary")
            made.setDefault(verb.role == "primary")
            buttons.addWidget(made)
        layout = QVBoxLayout(self)
        margins(layout, 3 * GRID, 2 * GRID + 4)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(GRID)
        layout.addLayout(buttons)
        self.setMinimumWidth(420)

    def reject(self) -> None:
        """Esc and the window's cross."""
        self._answer(self._escape)

    def _answer(self, key: str) -> None:
        then, self._then = self._then, None
        self.accept()
        if then is not None:
            then(key)
