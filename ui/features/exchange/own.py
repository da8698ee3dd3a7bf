"""A value of one's own, typed in the way its field is typed in its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.errors import Invalid
from app.core.text import T
from app.features.exchange.service import ConflictRow
from ui.forms.form import Form
from ui.forms.spec import Field, FieldKind, FormSpec, Section
from ui.tables.display import Display
from ui.widgets.basic import button, column, row

_KINDS: dict[str, FieldKind] = {
    "text": "text",
    "long_text": "long_text",
    "choice": "choice",
    "day": "date",
    "moment": "moment",
    "number": "number",
    "money": "money",
    "flag": "flag",
}


class OwnValue(QWidget):
    """Types a value.

    Args:
        conflict: The field.
        display: Reads and shows days and moments.
        begin: What stands there at first; nothing if None.

    Signals:
        left: The person does without.
    """

    left = Signal()

    def __init__(
        self,
        conflict: ConflictRow,
        display: Display,
        save: Callable[[Any], None],
        begin: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        kind = _KINDS[conflict.typed]
        field = Field("own", conflict.title, kind, choices=dict(conflict.choices), lines=5)
        self.form = Form(FormSpec((Section(None, (field,)),)), display)
        self.form.set_values({"own": begin})
        self.form.save_wanted.connect(self.save)
        self.form.leave_wanted.connect(self.left)
        self.take = button(T("exchange", "Let this stand"), "primary", on=self.save)
        self.take.setObjectName("own")
        cancel = button(T("exchange", "Leave it"), on=self.left.emit)
        self.setLayout(column(self.form, row(self.take, cancel, None)))

    def save(self) -> None:
        """Hand the value on, or say what is wrong with it."""
        try:
            value = self.form.values()["own"]
        except Invalid as error:
            self.form.show_errors(error)
            return
        self._save("" if value is None and self.form.spec.fields[0].kind in ("text", "long_text", "date") else value)

    def show_problem(self, error: Invalid) -> None:
        """Say under the field what is wrong."""
        self.form.show_errors({"own": next(iter(error.fields.values()))})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a single line lets the value stand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)
