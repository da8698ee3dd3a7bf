"""The sheets under filter chips: a checklist, a span of days, a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import Invalid
from app.core.text import T, Text
from app.core.typed import parse_day
from ui.i18n.language import bind_text
from ui.tables.display import Display
from ui.tables.spans import NAMED, Days, Span, days_of, named_days, span_of
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label, row, set_kind
from ui.widgets.popup import Popup

Chosen = Callable[[Any], None]
_TALL = 360


class CheckPopup(Popup):
    """A checklist; each tick counts at once.

    Args:
        labels: Code -> what people read.
        codes: Those chosen now.
        chosen: Told the codes chosen, in the order of the list.
    """

    def __init__(self, labels: Mapping[str, Text], codes: Sequence[str], chosen: Chosen, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._boxes: dict[str, QCheckBox] = {}
        inner = QWidget()
        inner.setProperty("ground", "raised")
        lines = QVBoxLayout(inner)
        margins(lines, 0)
        lines.setSpacing(0)
        for code, text in labels.items():
            box = QCheckBox(str(text))
            box.setChecked(code in codes)
            box.setMinimumHeight(28)
            box.setObjectName(code)
            box.toggled.connect(self._tell)
            self._boxes[code] = box
            lines.addWidget(box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(min(_TALL, inner.sizeHint().height() + 2))
        area.setMinimumWidth(inner.sizeHint().width() + 3 * GRID)
        self.body.addWidget(area)
        if self._boxes:
            next(iter(self._boxes.values())).setFocus()

    def _tell(self) -> None:
        self._chosen(tuple(code for code, box in self._boxes.items() if box.isChecked()))


class DaysPopup(Popup):
    """The usual spans as buttons, any other typed.

    Args:
        display: The zone and the present day.
        span: The one chosen now.
        chosen: Told the new span.
    """

    def __init__(self, display: Display, span: Span, chosen: Chosen, parent: QWidget) -> None:
        super().__init__(parent)
        self._display, self._chosen = display, chosen
        self._today = display.zone.day(display.clock.now())
        grid = QGridLayout()
        grid.setSpacing(GRID // 2)
        for number, (name, text) in enumerate(NAMED.items()):
            grid.addWidget(button(text, on=partial(self._choose_named, name)), number // 2, number % 2)
        self.body.addLayout(grid)
        days = days_of(span, display.zone)
        self._from, self._to = (self._field(day.isoformat() if day else "") for day in days)
        bind_text(self._from.setPlaceholderText, T("tables", "from, e.g. 11-01"))
        bind_text(self._to.setPlaceholderText, T("tables", "to, e.g. today"))
        self.body.addSpacing(GRID)
        self.body.addLayout(row(self._from, label("–", "muted"), self._to, gap=GRID // 2))
        self._problem = label("", "small")
        set_kind(self._problem, "late", "tone")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.body.addSpacing(GRID // 2)
        self.body.addLayout(row(None, button(T("tables", "Apply"), "primary", on=self._apply)))
        self._from.setFocus()

    def _field(self, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setMinimumWidth(120)
        field.returnPressed.connect(self._apply)
        return field

    def _choose_named(self, name: str) -> None:
        self._take(named_days(name, self._today))

    def _apply(self) -> None:
        try:
            days = tuple(
                parse_day(field.text(), self._today, "past") if field.text().strip() else None
                for field in (self._from, self._to)
            )
        except Invalid as error:
            self._problem.setText(str(next(iter(error.fields.values()))))
            self._problem.show()
            self.adjustSize()
            return
        first, last = days
        self._take((last, first) if first and last and last < first else (first, last))

    def _take(self, days: Days) -> None:
        self.close()
        self._chosen(span_of(days, self._display.zone))


class TextPopup(Popup):
    """A field for words.

    Args:
        title: What is typed.
        text: What was typed before.
        chosen: Told the words.
    """

    def __init__(self, title: Text, text: str, chosen: Chosen, parent: QWidget) -> None:
        super().__init__(parent)
        field = QLineEdit(text)
        field.setMinimumWidth(220)
        bind_text(field.setPlaceholderText, title)
        self.body.addWidget(field)

        def take() -> None:
            self.close()
            chosen(field.text().strip())

        field.returnPressed.connect(take)
        field.setFocus()
