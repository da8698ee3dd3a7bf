"""The parts a card is set from: labelled fields, numbered steps, marked lines, speech, the red box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.text import T
from ui.features.knowledge.prose import Prose
from ui.i18n.language import AnyText
from ui.theme.appearance import appearance
from ui.theme.icons import pixmap
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, label, row, tool

_LABEL = 72
"""Width of the labels beside the six fields: four Chinese characters and air."""
_MARK = 22


class Sign(QLabel):
    """A small drawing in a role's colour that follows the theme."""

    def __init__(self, name: str, role: str, size: int = 16) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(0, 3, 0, 0)
        appearance().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, self._role, self._size, self.devicePixelRatioF()))


class Lines(QWidget):
    """Lines one under another, each behind its number or its sign.

    Args:
        lines: What they say.
        sign: Name of a drawing; numbers if empty.
        role: Colour role of the sign.
        ink: Colour role of the words.
    """

    def __init__(self, lines: Sequence[str], sign: str = "", role: str = "text-muted", ink: str = "text") -> None:
        super().__init__()
        grid = QGridLayout(self)
        margins(grid, 0)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _MARK)
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(lines):
            mark = Sign(sign, role, 14) if sign else _number(number + 1)
            grid.addWidget(mark, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Prose(line, ink), number, 1)


def _number(value: int) -> QLabel:
    made = label(f"{value}.", "muted")
    made.setContentsMargins(0, 1, 0, 0)
    return made


class FieldTable(QWidget):
    """The card's fields: names in one column, what they say in the other."""

    def __init__(self, fields: Sequence[tuple[AnyText, QWidget]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        margins(grid, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID + 4)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(fields):
            title = label(name, "heading")
            title.setAlignment(Qt.AlignmentFlag.AlignTop)
            title.setContentsMargins(0, 1, 0, 0)
            grid.addWidget(title, number, 0)
            grid.addWidget(value, number, 1)


class Block(QWidget):
    """A heading and what stands under it."""

    def __init__(self, title: AnyText, body: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(6)
        self.heading = Heading(title)
        layout.addWidget(self.heading)
        layout.addWidget(body)


class Speech(QFrame):
    """Half a script: words to be said, ready to be copied.

    Args:
        title: Which half it is.
        text: The words, with variables in braces.
        copy: Puts the words on the clipboard, filled as far as they can be.
    """

    def __init__(self, title: AnyText, text: str, copy: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        layout = QVBoxLayout(self)
        margins(layout, 2 * GRID, GRID, GRID, GRID + 4)
        layout.setSpacing(4)
        self.copy = tool("copy", T("knowledge", "Copy the words"), copy)
        layout.addLayout(row(label(title, "heading"), None, self.copy))
        layout.addWidget(Prose(text, scale=1.08))


class RedBox(QFrame):
    """What keeps people safe comes before everything else."""

    def __init__(self, title: AnyText, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setProperty("tone", "late")
        grid = QGridLayout(self)
        margins(grid, GRID + 4, GRID, 2 * GRID, GRID + 4)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        heading = label(title, "heading")
        heading.setProperty("tone", "late")
        grid.addWidget(Sign("warn", "red"), 0, 0)
        grid.addWidget(heading, 0, 1)
        grid.addWidget(Prose(text), 1, 1)
