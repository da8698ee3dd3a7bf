"""A form with its title, its buttons and its messages: beside a list, or as a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from ui.bridge.voice import Voice
from ui.forms.form import Form
from ui.forms.guard import UnsavedGuard
from ui.forms.moved import MovedBar, Underneath
from ui.forms.record import OpenRecord
from ui.i18n.language import AnyText, bind_text
from ui.jobs.jobs import Jobs
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, column, hairline, label, row, tip_with_key, tool
from ui.widgets.messagebar import MessageBar

Save = Callable[[dict[str, Any]], object]


class FormFrame(QWidget):
    """A form that can be saved and left.

    Args:
        title: What is being made or changed.
        form: The form.
        save: Called on the database lane with the form's values; what it returns goes to ``saved``. Raises
            ``Invalid`` with the form's field keys, or another ``AppError``.
        voice: Says what was refused.
        jobs: Runs ``save``.
        save_text: The verb on the button; "Save" if not given.
        on_saved: Called with the result after a save.
        extra: A column at the right of the form.
        closes: Whether a save closes the frame.
        record: The record that the form shows, if it exists already: only what was changed in the form is saved,
            because somebody else may have changed the rest meanwhile, and a bar says when somebody does.
        parent: Its owner.

    Signals:
        saved: What ``save`` returned.
        closed: The frame was left.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self,
        title: AnyText,
        form: Form,
        save: Save,
        voice: Voice,
        jobs: Jobs,
        save_text: AnyText | None = None,
        on_saved: Callable[[Any], object] | None = None,
        extra: QWidget | None = None,
        closes: bool = True,
        record: OpenRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._save_values, self._voice, self._jobs = save, voice, jobs
        self._on_saved, self._closes, self._record = on_saved, closes, record
        self._saving = self._left = False
        self.guard = UnsavedGuard(form, voice, self._save_then, self)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(title, "title")
        bind_text(self.setWindowTitle, title)
        self.save_button = button(save_text or T("forms", "Save"), "primary", on=self.save)
        self.save_button.setObjectName("save")
        tip_with_key(self.save_button.setToolTip, T("forms", "Save"), "Ctrl+Return", self.save_button)
        self.moved = MovedBar(self)
        self._build(extra)
        if record is not None:
            record.setParent(self)
            self._underneath = Underneath(record, form, self.moved, voice)
        form.save_wanted.connect(self.save)
        form.leave_wanted.connect(self.leave)

    def save(self) -> None:
        """Save what stands in the form, or say what is wrong with it."""
        self._save_then(None)

    def leave(self) -> None:
        """Leave; asks if something would be lost."""
        self.guard.leave(self._go)

    def open_window(self, parent: QWidget | None = None) -> None:
        """Show as a window of its own, beside the parent's."""
        self.setParent(parent.window() if parent is not None else None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(max(640, self.sizeHint().width()), 680)
        self.show()
        self.form.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The form's keys hold in the whole frame."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross asks too."""
        if self._left or not self.form.changed():
            self._left = True
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
            self.leave()

    def _build(self, extra: QWidget | None) -> None:
        close = tool("close", T("forms", "Leave"), self.leave)
        tip_with_key(close.setToolTip, T("forms", "Leave"), "Esc", close)
        head = row(self.title, None, close, margin=(3 * GRID, GRID + 4, 2 * GRID, GRID))
        inner = QWidget()
        inner.setLayout(column(self.form, None, margin=(3 * GRID, GRID, 3 * GRID, 2 * GRID)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle = row(area, gap=0)
        middle.setStretch(0, 1)
        if extra is not None:
            middle.addWidget(hairline(upright=True))
            middle.addWidget(extra)
        cancel = button(T("forms", "Cancel"), on=self.leave)
        foot = row(None, cancel, self.save_button, margin=(3 * GRID, GRID + 2))
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(MessageBar(self._voice, self))
        layout.addWidget(self.moved)
        layout.addLayout(middle, 1)
        layout.addWidget(hairline())
        layout.addLayout(foot)

    def _save_then(self, then: Callable[[], None] | None) -> None:
        if self._saving:
            return
        self.form.clear_errors()
        try:
            values = self.form.values() if self._record is None else self.form.changes()
        except Invalid as error:
            self.form.show_errors(error)
            return
        self._set_saving(True)
        save = self._save_values if self._record is None else self._record.saving(self._save_values)
        self._jobs.run(
            lambda: save(values),
            done=lambda result: self._done(result, then),
            failed=self._failed,
            owner=self,
            title=T("forms", "Saving…"),
        )

    def _done(self, result: object, then: Callable[[], None] | None) -> None:
        self._saving = False  # what this save itself changed is not news, so the record goes on resting
        self.save_button.setEnabled(True)
        self.form.mark_saved()
        self.saved.emit(result)
        if self._on_saved is not None:
            self._on_saved(result)
        if then is not None:
            then()
        elif self._closes:
            self._go()

    def _failed(self, error: AppError) -> None:
        self._set_saving(False)
        if isinstance(error, Invalid) and any(key in self._keys() for key in error.fields):
            self.form.show_errors(error)
        else:
            self._voice.error(error)

    def _keys(self) -> set[str]:
        return {field.key for field in self.form.spec.fields}

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.save_button.setEnabled(not saving)
        if self._record is not None:
            self._record.rest(saving)

    def _go(self) -> None:
        self._left = True
        if self.isWindow() and self.isVisible():
            self.close()
        else:
            self.closed.emit()
