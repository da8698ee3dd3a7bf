"""Promises on a ticket: what was promised, until when, kept or not, and a line to note another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.core.typed import parse_moment
from ui.i18n.language import bind_text
from ui.widgets.basic import button, label, row, tool
from ui.widgets.countdown import Countdown

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class PromiseList(QWidget):
    """Shows a ticket's promises and takes new ones."""

    def __init__(
        self, desk: Desk, ticket_id: str, promises: Sequence[Any], *, open_: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket = ticket_id
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for promise in promises:
            layout.addLayout(self._line(promise))
        if open_ and desk.may("ticket", "move"):
            self.text = QLineEdit()
            self.due = QLineEdit()
            self.due.setFixedWidth(120)
            bind_text(self.text.setPlaceholderText, T("tickets", "What was promised"))
            bind_text(self.due.setPlaceholderText, T("tickets", "30 min, 17:00"))
            bind_text(self.text.setAccessibleName, T("tickets", "What was promised"))
            bind_text(self.due.setAccessibleName, T("tickets", "By when"))
            self.due.returnPressed.connect(self._add)
            self.text.returnPressed.connect(self.due.setFocus)
            layout.addLayout(row(self.text, self.due, button(T("tickets", "Promise"), on=self._add)))

    def _line(self, promise: Any) -> Any:
        words = label(promise.text)
        words.setWordWrap(True)
        count = Countdown(self._desk.display)
        count.set_due(promise.due_at, promise.kept_at)
        parts: list[Any] = [words, None, count]
        if promise.kept_at is None and self._desk.may("ticket", "move"):
            parts.append(tool("check", T("tickets", "Kept"), on=lambda: self._keep(promise.id)))
        return row(*parts)

    def _keep(self, promise_id: str) -> None:
        desk = self._desk
        desk.jobs.run(lambda: desk.context.tickets.keep_promise(desk.actor, promise_id), owner=self)

    def _add(self) -> None:
        desk, ticket, text = self._desk, self._ticket, self.text.text()
        try:
            due = parse_moment(self.due.text(), desk.context.clock.now(), desk.context.zone, prefer="future")
        except AppError as error:
            desk.voice.error(error)
            self.due.setFocus()
            return
        desk.jobs.run(
            lambda: desk.context.tickets.promise(desk.actor, ticket, text, due), failed=self._refused, owner=self
        )

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            (self.text if "text" in error.fields else self.due).setFocus()
        self._desk.voice.error(error)
