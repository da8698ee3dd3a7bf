"""The page that says why an office cannot be opened, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.text import T
from app.host.paths import Paths
from ui.shell.gate import Gate
from ui.widgets.basic import button, label, row


class TroublePage(Gate):
    """Says what is wrong.

    Args:
        paths: The data folder.
        error: Why it cannot be opened.

    Signals:
        again_wanted: Try once more.
        close_wanted: Close the program.
    """

    again_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, paths: Paths, error: AppError, parent: QWidget | None = None) -> None:
        super().__init__(460, parent)
        self.set_head("warn", T("shell", "The office cannot be opened"), error.text)
        place = label(str(paths.data), "small")
        place.setWordWrap(True)
        self.body.addWidget(place)
        again = button(T("shell", "Try again"), "primary", "refresh", on=self.again_wanted.emit)
        self.body.addLayout(row(None, button(T("shell", "Close the program"), on=self.close_wanted.emit), again))
        again.setFocus()
