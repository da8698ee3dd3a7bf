"""A small form that opens inside a pane, asks only what one action needs, and closes again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from ui.forms.form import Form
from ui.forms.spec import Field, FormSpec, Section
from ui.i18n.language import AnyText
from ui.widgets.basic import button, label, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

Save = Callable[[dict[str, Any]], object]


class InlineForm(QWidget):
    """Asks and saves.

    Args:
        desk: The desk.
        title: What is being done; none if None.
        fields: What is asked.
        save: Called on the database lane with what was filled in.
        save_text: The verb on the button.
        values: What to begin with.
        kind: ``primary`` or ``danger``.
        parent: Its owner.

    Signals:
        done: It was saved; what ``save`` returned.
        left: The person gave it up.
    """

    done = Signal(object)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        title: AnyText | None,
        fields: Sequence[Field],
        save: Save,
        save_text: AnyText,
        values: Mapping[str, Any] | None = None,
        kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._save = desk, save
        self.form = Form(FormSpec((Section(None, tuple(fields)),)), desk.display, desk.jobs, self)
        self.form.set_values({key: value for key, value in (values or {}).items() if value not in (None, "")})
        self.form.save_wanted.connect(self.make)
        self.form.leave_wanted.connect(self.left)
        self.save_button = button(save_text, kind, on=self.make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if title is not None:
            layout.addWidget(label(title, "heading"))
        layout.addWidget(self.form)
        layout.addLayout(row(None, button(T("complaints", "Cancel"), on=self.left.emit), self.save_button))

    def make(self) -> None:
        """Save; a refusal keeps the form as it is and says under which field."""
        try:
            values = {key: value for key, value in self.form.values().items() if value not in (None, "")}
        except Invalid as error:
            self.form.show_errors(error)
            return
        self.save_button.setEnabled(False)
        self._desk.jobs.run(lambda: self._save(values), done=self.done.emit, failed=self._refused, owner=self)

    def _refused(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        keys = {field.key for field in self.form.spec.fields}
        if isinstance(error, Invalid) and keys & set(error.fields):
            self.form.show_errors(error)
        elif isinstance(error, AppError):
            self._desk.voice.error(error)
        else:
            raise error
