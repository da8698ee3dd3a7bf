"""The status bar: how far the data have come, the printer, the office, the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.clock import MINUTE
from app.core.phrasing import WEEKDAYS
from app.core.text import T
from ui.widgets.statusbar import StatusStrip

if TYPE_CHECKING:
    from ui.bridge.desk import Desk
    from ui.jobs.jobs import Job
    from ui.theme.tokens import Tone

_EXCHANGE = "exchange"
_EXCHANGE_AFTER_MS = 200
"""What the exchange needs is loaded once the window stands."""
_PRINTER_AFTER_MS = 1_500
"""The system is asked for its printers once the window stands: with printers on the network that takes a while."""


class Strip(StatusStrip):
    """Tells what one wants to know in passing.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        settings = desk.context.settings
        opens = (lambda: desk.go(_EXCHANGE)) if desk.may("exchange", "view") else None
        self.add("local", "done", T("shell", "Saved on this computer"), "muted", str(desk.context.paths.data), opens)
        self.add("printer", "printer", "", side="right")
        self.add("office", "office", settings.text("office.name"), side="right")
        self.add("clock", "clock", "", side="right")
        self._work = 0
        desk.jobs.started.connect(self._started)
        desk.jobs.ended.connect(self._ended)
        desk.standing.changed.connect(self._say_state)
        desk.feed.listen(self, ("setting_value",), lambda _changes: self._say_office())
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._say_time)
        self._say_time()
        QTimer.singleShot(_EXCHANGE_AFTER_MS, self, desk.follow_exchange)
        QTimer.singleShot(_PRINTER_AFTER_MS, self, self._say_printer)

    def _say_state(self, _status: object = None) -> None:
        """Say in three words how far this desk's work has come."""
        from app.features.exchange.rules import say_state

        if self._work:
            return
        said = say_state(self._desk.standing.status)
        tone: Tone = "muted" if said.tone == "done" else said.tone
        self.update_item("local", said.text, tone, said.icon, said.detail)

    def _say_time(self) -> None:
        now = self._desk.context.clock.now()
        local = self._desk.context.zone.local(now)
        words = T("shell", "{day} {weekday}  {time}").with_(
            day=f"{local:%m-%d}", weekday=WEEKDAYS[local.weekday()], time=f"{local:%H:%M}"
        )
        self.update_item("clock", words)
        self._clock.start(MINUTE - now % MINUTE + 20)

    def _say_office(self) -> None:
        self.update_item("office", self._desk.context.settings.text("office.name"))

    def _say_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        name = QPrinterInfo.defaultPrinterName()
        self.update_item("printer", name or T("shell", "No printer set up"))

    def _started(self, job: Job) -> None:
        if job.title is not None:
            self._work += 1
            self.update_item("local", job.title, "info", "clock")

    def _ended(self, job: Job) -> None:
        if job.title is not None:
            self._work = max(0, self._work - 1)
            if not self._work:
                self._say_state()
