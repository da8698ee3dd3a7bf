"""How the week's work lies on people, and which task had better be somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.text import T
from app.features.plans.service import Load, Suggestion
from ui.i18n.language import Retranslated
from ui.widgets.basic import Heading, button, label, row
from ui.widgets.empty import EmptyState
from ui.widgets.figures import Meter

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

BALANCE_KEY = "F8"


class LoadPanel(Retranslated, QScrollArea):
    """Load per person and the suggested balance; one key applies it.

    Attributes:
        loads: What is shown.
        suggestions: What is suggested.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan_id = ""
        self.editable = False
        self.loads: list[Load] = []
        self.suggestions: list[Suggestion] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._show()

    def show_plan(self, plan_id: str, *, editable: bool) -> None:
        """Show the load of a plan's week."""
        self.plan_id, self.editable = plan_id, editable
        self.reload()

    def reload(self) -> None:
        """Count again."""
        desk, plan_id = self._desk, self.plan_id
        if not plan_id:
            self._take([], [])
            return
        plans = desk.context.plans
        desk.jobs.run(
            lambda: (plans.load(desk.actor, plan_id), plans.suggestions(desk.actor, plan_id)),
            done=lambda found: self._take(*found) if plan_id == self.plan_id else None,
            failed=lambda _error: self._take([], []),
            owner=self,
        )

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        self._show()

    def balance(self) -> None:
        """Give the suggested tasks to those suggested, in one go."""
        desk, plan_id = self._desk, self.plan_id
        plans, wanted = desk.context.plans, {each.task_id: {"assignee_id": each.to_id} for each in self.suggestions}
        if not wanted or not self.editable:
            desk.voice.info(T("plans", "The load is balanced; there is nothing to move."))
            return

        def done(before: dict[str, dict[str, object]]) -> None:
            def undo() -> None:
                desk.jobs.run(lambda: plans.edit_tasks(desk.actor, before), owner=self)

            desk.voice.info(T("plans", "{n} tasks moved to even the load.").with_(n=len(before)), undo=undo)

        if plan_id:
            desk.jobs.run(lambda: plans.edit_tasks(desk.actor, wanted), done=done, owner=self)

    def _take(self, loads: list[Load], suggestions: list[Suggestion]) -> None:
        self.loads, self.suggestions = loads, suggestions
        self._show()

    def _show(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        if not self.loads:
            layout.addWidget(
                EmptyState("people", T("plans", "No load yet"), T("plans", "Give tasks to people to see it here."))
            )
        most = max((load.total for load in self.loads), default=0) or 1
        names = {load.person.id: load.person.name for load in self.loads}
        heavy = {each.from_id for each in self.suggestions}
        for load in self.loads:
            layout.addWidget(self._person(load, most, heavy=load.person.id in heavy))
        if self.suggestions:
            heading = Heading(T("plans", "Suggested balance"), len(self.suggestions))
            layout.addWidget(heading)
            for each in self.suggestions:
                to = names.get(each.to_id, "")
                line = label(T("plans", "{task} → {to}").with_(task=each.title, to=to))
                line.setWordWrap(True)
                why = label(each.why, "small")
                why.setWordWrap(True)
                layout.addWidget(line)
                layout.addWidget(why)
            if self.editable:
                apply = button(T("plans", "Apply (F8)"), "primary", on=self.balance)
                apply.setObjectName("balance")
                layout.addLayout(row(apply, None))
        elif self.loads:
            layout.addWidget(label(T("plans", "The load is balanced."), "muted"))
        layout.addStretch(1)
        self.setWidget(body)

    def _person(self, load: Load, most: int, *, heavy: bool) -> QWidget:
        shown = QWidget()
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        told = T("plans", "{tasks} tasks, {done} done · {hours} h · {tickets} open tickets").with_(
            tasks=load.tasks, done=load.done, hours=f"{load.total / 60:.1f}", tickets=load.person.tickets
        )
        layout.addLayout(row(label(load.person.name), None, label(told, "small")))
        layout.addWidget(Meter(load.total, most, "soon" if heavy else "accent"))
        return shown
