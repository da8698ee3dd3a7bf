"""One line that asks for a reason or a name, in the page and not in a window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.core.text import T
from ui.i18n.language import AnyText, bind_text
from ui.widgets.basic import button, label, row, show_if


class AskingLine(QFrame):
    """Asks for one line and calls what waits for it; Enter answers, Esc leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "raised")
        self._then: Callable[[str], None] | None = None
        self._back: QWidget | None = None
        self._title = label("", "heading")
        self.line = QLineEdit(self)
        self.line.setMinimumWidth(320)
        self.line.returnPressed.connect(self._answer)
        self._ok = button(T("plans", "OK (Enter)"), "primary", on=self._answer)
        self.setLayout(
            row(self._title, self.line, self._ok, button(T("plans", "Cancel"), on=self.leave), margin=(12, 6))
        )
        self.hide()

    def ask(
        self,
        title: AnyText,
        then: Callable[[str], None],
        *,
        back: QWidget | None = None,
        text: str = "",
        hint: AnyText = "",
    ) -> None:
        """Ask for a line.

        Args:
            title: What is asked for.
            then: Called with the answer.
            back: What gets the keyboard afterwards.
            text: What stands there to begin with.
            hint: What to write, in grey.
        """
        bind_text(self._title.setText, title)
        bind_text(self.line.setPlaceholderText, hint)
        bind_text(self.line.setAccessibleName, title)
        self._then, self._back = then, back
        self.line.setText(text)
        show_if(self, True)
        self.line.setFocus()
        self.line.selectAll()

    def leave(self) -> None:
        """Ask no longer."""
        self._then = None
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        text, then = self.line.text().strip(), self._then
        if not text or then is None:
            self.line.setFocus()
            return
        self.leave()
        then(text)
