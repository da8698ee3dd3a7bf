"""The form of the present stage, in place: what is written down in it, saving, and going on to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.service import ComplaintDetail
from ui.features.complaints.fields import filled, stage_fields
from ui.forms.form import Form
from ui.forms.spec import FormSpec, Section
from ui.widgets.basic import button, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

KEEP = "keep"


class StageForm(QWidget):
    """Writes a stage down and leaves it.

    Args:
        desk: The desk.
        detail: The complaint.
        parent: Its owner.

    Signals:
        done: A step was taken; its action.
    """

    done = Signal(str)

    def __init__(self, desk: Desk, detail: ComplaintDetail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._id = desk, str(detail.values["id"])
        stage = str(detail.values["stage"])
        self.step = rules.FORWARD[stage]
        fields = stage_fields(desk, stage)
        self.form = Form(FormSpec((Section(None, fields),)), desk.display, desk.jobs, self)
        known = {field.key: detail.values.get(field.key) for field in fields}
        if known.get("satisfaction") is not None:
            known["satisfaction"] = str(known["satisfaction"])
        self.form.set_values(filled(known))
        self.form.mark_saved()
        self.form.save_wanted.connect(self.go_on)
        may = self.step in detail.steps
        self.save_button = button(T("complaints", "Save"), on=self.keep)
        self.next_button = button(self.step.title, "primary", icon="forward", on=self.go_on)
        self.next_button.setObjectName("next")
        self.next_button.setEnabled(may)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addLayout(row(None, self.save_button, self.next_button))

    def changed(self) -> bool:
        """Say whether something typed here has not been saved."""
        return self.form.changed()

    def keep(self) -> None:
        """Save what stands here without leaving the stage."""
        values = {field.key: self.form.value(field.key) for field in self.form.spec.fields if field.key != "note"}
        self._do(KEEP, filled(values))

    def go_on(self) -> None:
        """Leave the stage; what is missing is said under its field."""
        if not self.next_button.isEnabled():
            return
        try:
            values = filled(self.form.values())
        except Invalid as error:
            self.form.show_errors(error)
            return
        self._do(self.step.action, values)

    def _do(self, action: str, values: dict[str, Any]) -> None:
        desk, record = self._desk, self._id
        self.form.clear_errors()
        self.setEnabled(False)

        def done(_stage: str) -> None:
            self.form.mark_saved()
            self.done.emit(action)

        desk.jobs.run(
            lambda: desk.context.complaints.do(desk.actor, record, action, values),
            done=done,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: BaseException) -> None:
        self.setEnabled(True)
        if isinstance(error, Invalid) and {field.key for field in self.form.spec.fields} & set(error.fields):
            self.form.show_errors(error)
        elif isinstance(error, AppError):
            self._desk.voice.error(error)
        else:
            raise error
