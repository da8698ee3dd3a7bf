"""Who changed what of a record, newest first, the older lines on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from ui.tables.display import Display
from ui.theme.metrics import margins
from ui.widgets.basic import button, label, row

_SHOWN = 8
_MORE = T("widgets", "Show all {n} changes")


class StoryLike(Protocol):
    """A line of a history."""

    @property
    def at(self) -> int:
        """UTC milliseconds."""
        raise NotImplementedError

    @property
    def author(self) -> str:
        """Who did it; empty for the program itself."""
        raise NotImplementedError

    @property
    def text(self) -> Text:
        """What happened."""
        raise NotImplementedError


class Story(QWidget):
    """The changes of a record.

    Args:
        lines: Oldest first.
        display: Shows moments.
    """

    def __init__(self, lines: Sequence[StoryLike], display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._older = list(reversed(lines))
        self._box = QVBoxLayout(self)
        margins(self._box, 0)
        self._box.setSpacing(6)
        self._add(_SHOWN)
        if self._older:
            self._more = button(_MORE.with_(n=len(lines)), "quiet", on=self.show_all)
            self._box.addLayout(row(self._more, None))

    def show_all(self) -> None:
        """Show the older lines too."""
        self._more.hide()
        self._add(len(self._older))

    def _add(self, count: int) -> None:
        now, self._older = self._older[:count], self._older[count:]
        for line in now:
            when = label(f"{self._display.moment(line.at)}  {line.author}".strip(), "small")
            when.setToolTip(self._display.exact(line.at))
            words = label(line.text)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            one = QVBoxLayout()
            one.setSpacing(0)
            one.addWidget(when)
            one.addWidget(words)
            self._box.addLayout(one)
