"""A text ready to be copied: the message for a resident, a number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.core.text import T
from ui.i18n.language import bind_text
from ui.theme.metrics import GRID
from ui.widgets.basic import button, column, row

_LINES = 4
_COPY, _COPIED = T("widgets", "Copy"), T("widgets", "Copied")


class CopyBox(QFrame):
    """Shows a text and copies it as it stands there; the text may be changed before.

    Args:
        text: What to copy.
        on_copied: Called with what was copied.
    """

    def __init__(
        self, text: str = "", on_copied: Callable[[str], None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._on_copied = on_copied
        self._edit = QPlainTextEdit()
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * _LINES + 2 * GRID)
        bind_text(self._edit.setAccessibleName, T("widgets", "Text to copy"))
        self._copy = button(_COPY, icon="copy", on=self.copy)
        self.setLayout(column(self._edit, row(None, self._copy)))
        self._timer = QTimer(self, singleShot=True, interval=2_000)
        self._timer.timeout.connect(lambda: bind_text(self._copy.setText, _COPY))
        self.set_text(text)

    def text(self) -> str:
        """Return the text as it stands there."""
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Change the text."""
        self._edit.setPlainText(text)
        self._copy.setEnabled(bool(text))

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        bind_text(self._copy.setText, _COPIED)
        self._timer.start()
        if self._on_copied is not None:
            self._on_copied(self.text())
