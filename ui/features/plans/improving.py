"""The improvement list: all weeks' lines as a list, one of them as a form beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.plans import rules
from app.features.plans.service import ImprovementRow
from ui.forms.form import Form
from ui.forms.spec import Candidate, Field, FormSpec, Lookup, Section
from ui.panes.links import LinkStrip
from ui.theme.metrics import margins
from ui.widgets.basic import Heading, button, label, row, show_if

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KEYS = ("problem", "cause", "measure", "assignee_id", "deadline", "state", "effect")


def member_lookup(desk: Desk) -> Lookup:
    """Return what finds members of staff by name, number or initials."""

    def find(text: str) -> list[Candidate]:
        wanted = text.strip().lower()
        return [
            Candidate(member.id, member.name, member.position or member.number)
            for member in desk.context.plans.members()
            if not wanted or wanted in f"{member.name} {member.number} {member.initials}".lower()
        ]

    names = {member.id: member.name for member in desk.context.plans.members()}
    return Lookup(find, lambda key: names.get(key, key))


def improvement_spec(desk: Desk) -> FormSpec:
    """Return the form of one line."""
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("problem", T("plans", "Problem"), "long_text", required=True, lines=2),
                    Field("cause", T("plans", "Cause"), "long_text", lines=2),
                    Field("measure", T("plans", "Measure"), "long_text", lines=2),
                    Field("assignee_id", T("plans", "Responsible"), "lookup", lookup=member_lookup(desk), width="half"),
                    Field(
                        "deadline",
                        T("plans", "Deadline"),
                        placeholder=T("plans", "next Wed 17:00"),
                        width="half",
                    ),
                    Field("state", T("plans", "State"), "choice", choices=rules.IMPROVEMENT_STATES, default="open"),
                    Field("effect", T("plans", "Effect"), "long_text", lines=2),
                ),
            ),
        )
    )


class ImprovementPane(QWidget):
    """One line of the improvement list.

    Signals:
        saved: A line was saved; its id.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.record_id = ""
        self._plan_id = ""
        self._task_id = ""
        self._new = False
        self._title = Heading(T("plans", "Line of the improvement list"))
        self._week = label("", "muted")
        self.form = Form(improvement_spec(desk), desk.display, desk.jobs, self)
        self.form.save_wanted.connect(self.save)
        self.form.leave_wanted.connect(lambda: self.discard(self.record_id or None))
        self.button = button(T("plans", "Save (Ctrl+Enter)"), "primary", on=self.save)
        self.remove = button(T("plans", "Delete"), "danger", on=self._delete)
        self._links = QVBoxLayout()
        layout = QVBoxLayout(self)
        margins(layout, 16, 12, 16, 12)
        layout.addWidget(self._title)
        layout.addWidget(self._week)
        layout.addWidget(self.form)
        layout.addLayout(row(self.button, None, self.remove))
        layout.addLayout(self._links)
        layout.addStretch(1)
        self.set_record(None)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._new or (self.form.isEnabled() and self.form.changed())

    def set_record(self, record_id: str | None) -> None:
        """Show a line, or none; while something stands unsaved here, it stays."""
        if self.unsaved:
            return
        self.discard(record_id)

    def discard(self, record_id: str | None = None) -> None:
        """Show a line, or none, whatever has been typed."""
        self._new = False
        self.record_id, self._task_id = record_id or "", ""
        self._clear_links()
        desk = self._desk
        if not record_id:
            self._show({}, "", enabled=False)
            return
        desk.jobs.run(
            lambda: desk.context.plans.improvement(desk.actor, record_id),
            done=lambda found: self._shown(found) if found.id == self.record_id else None,
            failed=lambda _error: self._show({}, "", enabled=False),
            owner=self,
        )

    def begin(self, plan_id: str, values: dict[str, Any]) -> None:
        """Open an empty line of a plan's review."""
        self.record_id, self._plan_id, self._task_id = "", plan_id, str(values.get("task_id", ""))
        self._new = True
        self._clear_links()
        self._show(values, plan_id, enabled=True)
        self.form.focus_first()

    def _shown(self, found: ImprovementRow) -> None:
        self._plan_id, self._task_id = found.plan_id, found.task_id
        self._show({key: getattr(found, key) for key in _KEYS}, found.week, enabled=self._desk.may("plan", "edit"))
        self._links.addWidget(LinkStrip(self._desk, "improvement", found.id, parent=self))

    def _show(self, values: dict[str, Any], week: str, *, enabled: bool) -> None:
        self.form.clear_errors()
        blank: dict[str, Any] = dict.fromkeys(_KEYS, "") | {"assignee_id": None, "state": "open"}
        self.form.set_values(blank | {key: value for key, value in values.items() if key in _KEYS})
        if self.record_id or not enabled:
            self.form.mark_saved()
        self.form.setEnabled(enabled)
        self.button.setEnabled(enabled)
        show_if(self.remove, enabled and bool(self.record_id))
        self._week.setText(week)

    def _clear_links(self) -> None:
        while (item := self._links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def save(self) -> None:
        """Save the line; a refusal says under which field."""
        desk, plan_id, record_id = self._desk, self._plan_id, self.record_id
        try:
            values = dict(self.form.values())
        except Invalid as error:
            self.form.show_errors(error)
            return
        if self._task_id:
            values["task_id"] = self._task_id

        def done(saved: str) -> None:
            self.record_id, self._new = saved, False
            self.form.mark_saved()
            desk.voice.info(T("plans", "Saved."))
            self.saved.emit(saved)

        desk.jobs.run(
            lambda: desk.context.plans.save_improvement(desk.actor, plan_id, values, record_id),
            done=done,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.form.show_errors(error)
        elif isinstance(error, AppError):
            self._desk.voice.error(error)
        else:
            raise error

    def _delete(self) -> None:
        desk, record_id = self._desk, self.record_id
        plans = desk.context.plans

        def done(_none: None) -> None:
            def undo() -> None:
                desk.jobs.run(lambda: plans.restore_improvement(desk.actor, record_id), owner=self)

            self.discard()
            desk.voice.info(T("plans", "The line was deleted."), undo=undo)

        desk.jobs.run(lambda: plans.delete_improvement(desk.actor, record_id), done=done, owner=self)
