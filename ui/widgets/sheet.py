"""The sheet under F1: every key of the window and of the page shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.text import T
from ui.i18n.language import AnyText, bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import button, column, key_text, label, row
from ui.widgets.chips import Tag

_COLUMNS = 2


class ShortcutSheet(QDialog):
    """Keys under headings, in two columns.

    Args:
        groups: Heading -> keys.
    """

    def __init__(self, groups: Mapping[AnyText, Sequence[Shortcut]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, T("widgets", "Keys"))
        sides = [QVBoxLayout() for _ in range(_COLUMNS)]
        filled = [0] * _COLUMNS
        for heading, shortcuts in groups.items():
            side = filled.index(min(filled))
            filled[side] += len(shortcuts) + 2
            sides[side].addLayout(self._group(heading, shortcuts))
        for side in sides:
            side.setSpacing(2 * GRID)
            side.addStretch(1)
        inner = QWidget()
        inner.setLayout(row(*sides, gap=4 * GRID, margin=3 * GRID))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        foot = row(None, button(T("widgets", "Close"), on=self.accept), margin=(3 * GRID, GRID + 4))
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        self.resize(720, 560)

    @staticmethod
    def _group(heading: AnyText, shortcuts: Sequence[Shortcut]) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, shortcut in enumerate(shortcuts):
            grid.addWidget(Tag(key_text(shortcut.key)), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(shortcut.text), line, 1)
        grid.setColumnMinimumWidth(0, 110)
        return column(label(heading, "heading"), grid)
