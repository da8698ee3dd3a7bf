"""A small form inside a view: asks what one verb needs, does it, and closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from ui.forms.form import Form
from ui.forms.spec import FormSpec
from ui.i18n.language import AnyText
from ui.theme.metrics import GRID
from ui.widgets.basic import button, column, label, row, tip_with_key

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class AskPanel(QWidget):
    """Asks and does; what is wrong stands under its field, and nothing typed is lost.

    Args:
        desk: The desk.
        title: What is asked for.
        verb: The word on the button.
        spec: The fields.
        work: Does it with the form's values, off the window's thread.
        values: What the form begins with.
        danger: Whether it destroys something.

    Signals:
        done: It was done; what ``work`` returned.
        left: The person went back.

    Attributes:
        form: The fields.
    """

    done = Signal(object)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        title: AnyText,
        verb: AnyText,
        spec: FormSpec,
        work: Callable[[dict[str, Any]], object],
        values: Mapping[str, Any] | None = None,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._work = desk, work
        self.form = Form(spec, desk.display, desk.jobs)
        if values:
            self.form.set_values(values)
        self.form.mark_saved()
        self.form.save_wanted.connect(self.make)
        self.form.leave_wanted.connect(self.left)
        self._make = button(verb, "danger" if danger else "primary", on=self.make)
        self._make.setObjectName("make")
        tip_with_key(self._make.setToolTip, verb, "Ctrl+Return", self._make)
        heading = label(title, "heading")
        heading.setWordWrap(True)
        back = button(T("training", "Cancel"), on=self.left.emit)
        self.setLayout(column(heading, self.form, row(None, back, self._make), gap=GRID))

    def make(self) -> None:
        """Do it, or say what is wrong."""
        try:
            values = self.form.values()
        except Invalid as error:
            self.form.show_errors(error)
            return
        self._make.setEnabled(False)
        self._desk.jobs.run(lambda: self._work(values), done=self.done.emit, failed=self._refused, owner=self)

    def _refused(self, error: BaseException) -> None:
        self._make.setEnabled(True)
        if isinstance(error, Invalid) and set(error.fields) & {field.key for field in self.form.spec.fields}:
            self.form.show_errors(error)
        elif isinstance(error, AppError):
            self._desk.voice.error(error)
        else:
            raise error
