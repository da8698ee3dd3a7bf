"""Prevention measures at a complaint: what was decided, and what has become of it in the weekly plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T
from app.features.complaints.service import MeasureRow
from ui.features.complaints.fields import staff
from ui.features.complaints.inline import InlineForm
from ui.forms.spec import Field
from ui.theme.tokens import Tone
from ui.widgets.basic import Heading, button, label, row, tool
from ui.widgets.chips import StateChip

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


_TONES: Mapping[str, Tone] = {"done": "done", "open": "info"}


class MeasureList(QWidget):
    """Shows measures and adds one.

    Args:
        desk: The desk.
        complaint_id: The complaint.
        measures: Its measures.
        may_add: Whether one can be added.
        parent: Its owner.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        complaint_id: str,
        measures: Sequence[MeasureRow],
        *,
        may_add: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._id = desk, complaint_id
        self.panel: InlineForm | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        heading = Heading(T("complaints", "Prevention measures"), len(measures) or None)
        self.add_button = tool("add", T("complaints", "Add a measure"), on=self.open)
        self.add_button.setVisible(may_add)
        heading.tools.addWidget(self.add_button)
        self._layout.addWidget(heading)
        if not measures:
            words = T("complaints", "What is done so that it does not happen again? It becomes a task of the plan.")
            hint = label(words, "muted")
            hint.setWordWrap(True)
            self._layout.addWidget(hint)
        for measure in measures:
            self._layout.addLayout(self._line(measure, may_drop=may_add))

    def open(self) -> None:
        """Ask for a measure."""
        if self.panel is not None:
            return
        desk, record = self._desk, self._id
        fields = (
            Field("text", T("complaints", "Measure"), "long_text", True, lines=2),
            Field("staff_id", T("complaints", "Who does it"), "choice", True, choices=staff(desk)),
            Field(
                "due_at",
                T("complaints", "By when"),
                "moment",
                True,
                placeholder=T("complaints", "Friday 17:00, 11-30 …"),
            ),
        )
        self.panel = InlineForm(
            desk,
            None,
            fields,
            lambda values: desk.context.complaints.add_measure(desk.actor, record, values),
            T("complaints", "Add"),
        )
        self.panel.done.connect(lambda _made: self.changed.emit())
        self.panel.left.connect(self._close)
        self._layout.addWidget(self.panel)
        self.panel.form.focus_first()

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None
        self.add_button.setFocus()

    def _line(self, measure: MeasureRow, *, may_drop: bool) -> QVBoxLayout:
        desk = self._desk
        words = label(measure.text)
        words.setWordWrap(True)
        chip = StateChip(measure.state_title, "late" if measure.late else _TONES.get(measure.state, "muted"))
        due = "" if measure.due_at is None else desk.display.moment(measure.due_at)
        plan = T("complaints", "plan {week}").format(week=measure.week) if measure.week else ""
        detail = label(" · ".join(part for part in (measure.staff, due, plan, measure.dropped) if part), "muted")
        detail.setWordWrap(True)
        parts: list[QWidget | None] = [chip, None]
        if measure.task_id and not measure.dropped and desk.may("plan", "view"):
            parts.append(button(T("complaints", "Task"), "link", on=lambda: desk.go("plan_task", measure.task_id)))
        if may_drop and not measure.dropped and measure.state in ("", "open"):
            parts.append(tool("close", T("complaints", "Give the measure up"), on=lambda: self._drop(measure)))
        layout = QVBoxLayout()
        layout.setSpacing(2)
        layout.addWidget(words)
        layout.addLayout(row(*parts))
        layout.addWidget(detail)
        return layout

    def _drop(self, measure: MeasureRow) -> None:
        desk = self._desk
        if self.panel is not None:
            return
        self.panel = InlineForm(
            desk,
            T("complaints", "Give the measure up"),
            (Field("reason", T("complaints", "Reason"), "text", True),),
            lambda values: desk.context.complaints.drop_measure(desk.actor, measure.id, str(values["reason"])),
            T("complaints", "Give up"),
            kind="danger",
        )
        self.panel.done.connect(lambda _made: self.changed.emit())
        self.panel.left.connect(self._close)
        self._layout.addWidget(self.panel)
        self.panel.form.focus_first()
