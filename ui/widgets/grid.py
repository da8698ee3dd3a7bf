"""Facts about a record: labels in one column, values in the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ui.i18n.language import AnyText
from ui.theme.metrics import GRID, margins
from ui.theme.tokens import Tone
from ui.widgets.basic import label

Fact = tuple[AnyText, AnyText | QWidget] | tuple[AnyText, AnyText | QWidget, Tone | None]


class KeyValueGrid(QWidget):
    """Labels and values; the values can be selected and copied.

    Args:
        columns: How many pairs stand beside each other.
    """

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._layout = QGridLayout(self)
        margins(self._layout, 0)
        self._layout.setHorizontalSpacing(2 * GRID)
        self._layout.setVerticalSpacing(6)
        for column in range(columns):
            self._layout.setColumnStretch(2 * column + 1, 1)

    def set(self, facts: Sequence[Fact]) -> None:
        """Show these pairs; a pair whose value is the empty text is left out."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [fact for fact in facts if not (isinstance(fact[1], str) and not fact[1])]
        for number, fact in enumerate(shown):
            line, column = divmod(number, self._columns)
            name = label(fact[0], "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            tone = fact[2] if len(fact) == 3 else None
            value = fact[1] if isinstance(fact[1], QWidget) else self._value(fact[1], tone)
            self._layout.addWidget(name, line, 2 * column)
            self._layout.addWidget(value, line, 2 * column + 1)

    @staticmethod
    def _value(text: AnyText, tone: Tone | None) -> QLabel:
        value = label(text)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        if tone is not None:
            value.setProperty("tone", tone)
        return value
