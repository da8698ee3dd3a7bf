"""Who is on duty now, and the handover that waits to be read and accepted: one line above the day's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from app.core.text import T, Text
from app.features.handover.service import Waiting
from app.features.shifts.service import OnDuty, Shift
from ui.i18n.language import bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, column, label, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_MOST = 4
"""So many names fit; the duty list has all of them."""


class ShiftLine(QWidget):
    """Who is on duty, and what waits from the shift before.

    Args:
        desk: The desk.

    Attributes:
        duty: The shift and its people.
        notice: What waits, with a button that opens it; hidden while nothing does.
        waiting: The handover that the notice is about.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.waiting: Waiting | None = None
        self.duty = button("", "link", on=lambda: desk.go("duty"))
        self.notice = QFrame()
        self.notice.setProperty("kind", "bar")
        self.notice.setProperty("tone", "soon")
        self._words = label("")
        self._open = button(T("today", "Read and accept"), on=self._go, icon="handover")
        line = row(self._words, None, self._open)
        margins(line, GRID + 4, 4, GRID, 4)
        self.notice.setLayout(line)
        self.notice.hide()
        self.setLayout(column(self.notice, row(self.duty, None), gap=GRID))

    def reload(self) -> None:
        """Read again who is on and what waits."""
        desk = self._desk
        if not desk.may("handover", "view"):
            self.hide()
            return

        def read() -> tuple[Shift, tuple[OnDuty, ...], list[Waiting]]:
            shift = desk.context.shifts.at(desk.context.clock.now())
            return shift, desk.context.shifts.on_duty(shift), desk.context.handovers.waiting(desk.actor)

        desk.jobs.run(read, done=lambda found: self._show(*found), owner=self)

    def _show(self, shift: Shift, people: Sequence[OnDuty], waiting: Sequence[Waiting]) -> None:
        zone = self._desk.context.zone
        hours = f"{zone.local(shift.start):%H:%M}–{zone.local(shift.end):%H:%M}"
        bind_text(self.duty.setText, _on_duty(shift.title, hours, people))
        self.waiting = next((each for each in waiting if not each.own), None)
        self.notice.setVisible(self.waiting is not None)
        if self.waiting is not None:
            words = T("today", "{shift}, handed over by {who}: {n} lines to read, then accept it.").with_(
                shift=self.waiting.name, who=self.waiting.out_name, n=self.waiting.unread
            )
            bind_text(self._words.setText, words)

    def _go(self) -> None:
        if self.waiting is not None:
            self._desk.go("handover", self.waiting.id)


def _on_duty(title: str, hours: str, people: Sequence[OnDuty]) -> Text:
    if not people:
        return T("today", "{shift} {hours}: nobody is entered as on duty").with_(shift=title, hours=hours)
    names = str(T("today", ", ")).join(each.name for each in people[:_MOST])
    more = T("today", "{names} and {n} more").with_(names=names, n=len(people) - _MOST)
    return T("today", "{shift} {hours}, on duty: {names}").with_(
        shift=title, hours=hours, names=names if len(people) <= _MOST else more
    )
