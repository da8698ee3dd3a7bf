"""What there is to know of one task: its facts, what it touches, what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.phrasing import say_exact
from app.core.text import T
from app.features.plans import rules
from app.features.plans.service import JournalLine, TaskRow
from ui.features.plans.model import TONES
from ui.i18n.language import Retranslated
from ui.panes.links import LinkStrip
from ui.widgets.basic import Heading, label, row
from ui.widgets.chips import StateChip
from ui.widgets.empty import EmptyState
from ui.widgets.grid import KeyValueGrid
from ui.widgets.story import Story, StoryLike
from ui.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class TaskPane(Retranslated, QScrollArea):
    """One task, read only: it is edited in its row."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.record_id = ""
        self._shown: tuple[TaskRow, list[JournalLine], Sequence[StoryLike]] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._show_empty()

    def set_record(self, task_id: str) -> None:
        """Show another task, or none."""
        self.record_id = task_id
        desk = self._desk
        if not task_id:
            self._show_empty()
            return
        plans = desk.context.plans
        desk.jobs.run(
            lambda: (
                plans.task(desk.actor, task_id),
                plans.journal(desk.actor, "", task_id),
                plans.history(desk.actor, task_id),
            ),
            done=lambda found: self._show(*found) if task_id == self.record_id else None,
            failed=lambda _error: self._show_empty(),
            owner=self,
        )

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        if self._shown is not None:
            self._show(*self._shown)

    def _show_empty(self) -> None:
        self._shown = None
        self.setWidget(
            EmptyState(
                "plan", T("plans", "No task chosen"), T("plans", "Choose one in the plan to see where it comes from.")
            )
        )

    def _show(self, task: TaskRow, journal: list[JournalLine], changes: Sequence[StoryLike]) -> None:
        self._shown = (task, journal, changes)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        chip = StateChip(rules.state_title(rules.STATES, task.state), TONES.get(task.state, "muted"))
        layout.addLayout(row(chip, None))
        title = label(task.title, "heading")
        title.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(self._facts(task))
        layout.addWidget(LinkStrip(self._desk, "plan_task", task.id))
        layout.addWidget(Heading(T("plans", "What happened")))
        shown = Timeline(self._desk.display, None)
        shown.set_events(
            [
                Event(
                    line.at, str(line.text), line.note, line.author, "", "soon" if line.after_approval else "plain", ""
                )
                for line in journal
            ]
        )
        layout.addWidget(shown)
        if changes:
            layout.addWidget(Heading(T("panes", "Changes")))
            layout.addWidget(Story(changes, self._desk.display))
        layout.addStretch(1)
        self.setWidget(body)

    def _facts(self, task: TaskRow) -> QWidget:
        grid = KeyValueGrid()
        zone = self._desk.context.zone
        pairs: list[tuple[Any, Any, Any]] = [
            (T("plans", "Part"), rules.PARTS.get(task.part, task.part), None),
            (T("plans", "Section"), rules.SECTION_TITLES.get(task.section, task.section), None),
            (T("plans", "Responsible"), task.who, None),
            (T("plans", "Deadline"), task.deadline, "late" if task.late else None),
            (T("plans", "Due"), say_exact(task.due_at, zone) if task.due_at is not None else "", None),
            (T("plans", "Minutes"), str(task.minutes) if task.minutes else "", None),
            (T("plans", "Weeks carried on"), str(task.carried) if task.carried else "", "soon"),
            (T("plans", "Reason"), task.reason, None),
            (T("plans", "Result"), task.result, None),
            (T("plans", "Remark"), task.note, None),
        ]
        grid.set([pair for pair in pairs if str(pair[1])])
        return grid
