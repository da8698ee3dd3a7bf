"""The bar above the list that says where there are too many complaints, until a supervisor takes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.text import T
from app.features.complaints.service import AlarmRow
from ui.features.complaints.inline import InlineForm
from ui.forms.spec import Field
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class AlarmBar(QFrame):
    """Shows alarms of the complaint rate; hidden while there are none.

    Attributes:
        panel: The form in which one is taken on, while it is open.
        alarms: What is shown.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel: InlineForm | None = None
        self.alarms: tuple[AlarmRow, ...] = ()
        self.setProperty("kind", "bar")
        self.setProperty("tone", "late")
        self._layout = QVBoxLayout(self)
        margins(self._layout, 2 * GRID, GRID)
        self.hide()
        desk.feed.listen(self, ("complaint_alarm",), lambda _changes: self.load())
        self._count()

    def load(self) -> None:
        """Read the alarms again."""
        desk = self._desk
        if self.panel is None:
            desk.jobs.run(lambda: desk.context.complaints.alarms(desk.actor), done=self._show, owner=self)

    def take_on(self, alarm: AlarmRow) -> None:
        """Ask what is done about an alarm."""
        if self.panel is not None:
            return
        desk = self._desk
        field = Field("measures", T("complaints", "What is done about it"), "long_text", True, lines=3)
        self.panel = InlineForm(
            desk,
            alarm.title,
            (field,),
            lambda values: desk.context.complaints.acknowledge_alarm(desk.actor, alarm.id, str(values["measures"])),
            T("complaints", "Take it on"),
        )
        self.panel.done.connect(lambda _none: self._close())
        self.panel.left.connect(self._close)
        self._layout.addWidget(self.panel)
        self.panel.form.focus_first()

    def _count(self) -> None:
        """Count the period anew: other desks' complaints may have brought it over the limit."""
        desk = self._desk
        if desk.may("complaint", "create"):
            desk.jobs.run(
                lambda: desk.context.complaints.check_rates(desk.actor), done=lambda _new: self.load(), owner=self
            )
        else:
            self.load()

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None
        self.load()

    def _show(self, alarms: list[AlarmRow]) -> None:
        self.alarms = tuple(alarms)
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for alarm in self.alarms:
            self._layout.addWidget(self._line(alarm))
        self.setVisible(bool(self.alarms))

    def _line(self, alarm: AlarmRow) -> QWidget:
        desk = self._desk
        where = (
            T("complaints", "Building {building}").with_(building=alarm.building)
            if alarm.building
            else T("complaints", "The whole office")
        )
        words = T("complaints", "{where}: {n} complaints of {houses} houses since {day} ({percent} %)").with_(
            where=where, n=alarm.complaints, houses=alarm.houses, day=alarm.period, percent=f"{alarm.percent:.1f}"
        )
        due = "" if alarm.due_at is None else desk.display.moment(alarm.due_at)
        line = QWidget()
        parts: list[QWidget | None] = [
            label(words, "late"),
            label(T("complaints", "measures wanted until {time}").with_(time=due), "muted"),
            None,
        ]
        if desk.may("complaint", "check"):
            parts.append(button(T("complaints", "Take it on"), on=lambda: self.take_on(alarm)))
        layout = row(*parts)
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        return line
