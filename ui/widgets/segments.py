"""A switch between a few views: words side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.i18n.language import AnyText
from ui.widgets.basic import button, row
from ui.widgets.search import KeyFilter


class Segments(QWidget):
    """Words of which one is chosen; the arrow keys go from one to the next.

    Args:
        views: Key and word of each view.

    Signals:
        chosen: Another view was chosen; its key.
    """

    chosen = Signal(str)

    def __init__(self, views: Sequence[tuple[str, AnyText]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for key, text in views:
            made = button(text)
            made.setObjectName(key)
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            KeyFilter(made, self._key)
            self._group.addButton(made)
            self._buttons[key] = made
        self.setLayout(row(*self._buttons.values(), gap=4))
        self.set_current(views[0][0])

    @property
    def current(self) -> str:
        """The key of the view chosen."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def set_current(self, key: str) -> None:
        """Choose a view without saying so."""
        self._buttons[key].setChecked(True)

    def _key(self, event: QKeyEvent) -> bool:
        """Take Left and Right before the buttons do, which only move the frame of focus."""
        step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(int(event.key()))
        if step is None:
            return False
        keys = list(self._buttons)
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[key].click()
        return True
