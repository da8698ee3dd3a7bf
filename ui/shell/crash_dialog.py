"""What is shown when the program has made a mistake; loaded by the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.text import T, Text
from ui.i18n.language import bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label, row

if TYPE_CHECKING:
    from ui.shell.crash import CrashWatch


class CrashDialog(QDialog):
    """Says in plain words that something went wrong; the details are for whoever mends it.

    Args:
        watch: Writes the support bundle.
        title: What happened.
        plain: What that means and what to do.
        text: The details.
        parent: The window.
    """

    def __init__(self, watch: CrashWatch, title: Text, plain: Text, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, T("shell", "Wuye Desk"))
        self._watch = watch
        words = label(plain)
        words.setWordWrap(True)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(160)
        bind_text(self.details.setAccessibleName, T("shell", "Details"))
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.told.hide()
        copy = button(T("shell", "Copy"), "quiet", "copy", on=self._copy)
        save = button(T("shell", "Save a support bundle…"), "quiet", "save", on=self._save)
        end = button(T("shell", "Close the program"), on=self._end)
        on = button(T("shell", "Go on"), "primary", on=self.accept)
        on.setDefault(True)
        layout = QVBoxLayout(self)
        margins(layout, 3 * GRID, 2 * GRID + 4)
        layout.setSpacing(GRID + 2)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(words)
        layout.addWidget(self.details, 1)
        layout.addWidget(self.told)
        layout.addLayout(row(copy, save, None, end, on))
        self.resize(640, 420)

    def add(self, text: str) -> None:
        """Add another defect."""
        self.details.appendPlainText("\n" + text)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.details.toPlainText())
        self._tell(T("shell", "Copied."))

    def _save(self) -> None:
        self._watch.ask_bundle(self, self._tell)

    def _tell(self, text: Text) -> None:
        bind_text(self.told.setText, text)
        self.told.show()

    def _end(self) -> None:
        self.accept()
        QApplication.exit(1)
