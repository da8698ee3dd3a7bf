"""What stands beside a plan: proposals, the load of people, and the task under the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.text import T
from ui.features.plans.loadpanel import LoadPanel
from ui.features.plans.proposals import ProposalsPanel
from ui.features.plans.taskpane import TaskPane
from ui.theme.metrics import margins
from ui.widgets.basic import hairline, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class SidePanel(QWidget):
    """Three panels, one of them shown.

    Attributes:
        proposals: What the plan may be prefilled with.
        load_panel: How the work lies on people.
        task: The chosen task.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposals = ProposalsPanel(desk, self)
        self.load_panel = LoadPanel(desk, self)
        self.task = TaskPane(desk, self)
        self._plan: tuple[str, bool] = ("", False)
        self._task_id = ""
        self.views = Segments(
            (("proposals", T("plans", "Proposals")), ("load", T("plans", "Load")), ("task", T("plans", "Task"))), self
        )
        self.views.chosen.connect(self.show_panel)
        self._panels: dict[str, QWidget] = {"proposals": self.proposals, "load": self.load_panel, "task": self.task}
        self.stack = QStackedWidget(self)
        for panel in self._panels.values():
            self.stack.addWidget(panel)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(row(self.views, None, margin=(12, 6)))
        layout.addWidget(hairline())
        layout.addWidget(self.stack, 1)
        self.setMinimumWidth(280)

    def show_plan(self, plan_id: str, *, editable: bool) -> None:
        """Show what belongs to a plan."""
        self._plan = (plan_id, editable)
        # Both are known before they are looked at: what is evened by a key must not be out of date.
        self.proposals.show_plan(plan_id, editable=editable)
        self.load_panel.show_plan(plan_id, editable=editable)
        if self.views.current == "task":
            self.task.set_record(self._task_id)

    def set_task(self, task_id: str) -> None:
        """Follow the keyboard in the plan."""
        self._task_id = task_id
        if self.views.current == "task":
            self.task.set_record(task_id)

    def show_panel(self, key: str) -> None:
        """Show one of the panels."""
        self.views.set_current(key)
        self.stack.setCurrentWidget(self._panels[key])
        if key == "task":
            self.task.set_record(self._task_id)

    def show_proposals(self) -> None:
        """Go to the proposals."""
        self.show_panel("proposals")
        self.proposals.list.setFocus()

    def take_focus(self) -> None:
        """Take the keyboard."""
        panel = self._panels[self.views.current]
        (self.proposals.list if panel is self.proposals else panel).setFocus()
