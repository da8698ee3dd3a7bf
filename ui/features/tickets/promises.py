"""Promises on a ticket: what was promised, until when, kept or withdrawn, and a line to note another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.core.typed import parse_moment
from ui.i18n.language import bind_text
from ui.widgets.basic import button, column, label, row, tool
from ui.widgets.countdown import Countdown

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class PromiseList(QWidget):
    """Shows a ticket's promises and takes new ones."""

    changed = Signal()
    """A promise was made, kept or withdrawn here."""

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
        words = label(promise.text, "muted" if promise.cancelled else "")
        words.setWordWrap(True)
        if promise.cancelled:
            why = label(T("tickets", "Withdrawn: {reason}").with_(reason=promise.note), "small")
            why.setWordWrap(True)
            return column(words, why, gap=0)
        count = Countdown(self._desk.display)
        count.set_due(promise.due_at, promise.kept_at)
        if promise.kept_at is not None or not self._desk.may("ticket", "move"):
            return row(words, None, count)
        asked, reason = self._reason(promise.id)
        kept = tool("check", T("tickets", "Kept"), on=lambda: self._keep(promise.id))
        withdraw = tool("close", T("tickets", "Withdraw…"), on=lambda: (asked.show(), reason.setFocus()))
        return column(row(words, None, count, kept, withdraw), asked, gap=4)

    def _reason(self, promise_id: str) -> tuple[QWidget, QLineEdit]:
        """Return the line in which the reason is asked for, hidden until it is wanted, and its field."""
        reason = QLineEdit()
        bind_text(reason.setPlaceholderText, T("tickets", "Why is it withdrawn?"))
        bind_text(reason.setAccessibleName, T("tickets", "Why is it withdrawn?"))

        def withdraw() -> None:
            desk, said = self._desk, reason.text()
            desk.jobs.run(
                lambda: desk.context.tickets.withdraw_promise(desk.actor, promise_id, said),
                done=lambda _nothing: self.changed.emit(),
                owner=self,
            )

        reason.returnPressed.connect(withdraw)
        asked = QWidget()
        asked.setLayout(row(reason, button(T("tickets", "Withdraw"), on=withdraw)))
        asked.hide()
        return asked, reason

    def _keep(self, promise_id: str) -> None:
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.tickets.keep_promise(desk.actor, promise_id),
            done=lambda _nothing: self.changed.emit(),
            owner=self,
        )

    def _add(self) -> None:
        desk, ticket, text = self._desk, self._ticket, self.text.text()
        try:
            due = parse_moment(self.due.text(), desk.context.clock.now(), desk.context.zone, prefer="future")
        except AppError as error:
            desk.voice.error(error)
            self.due.setFocus()
            return
        desk.jobs.run(
            lambda: desk.context.tickets.promise(desk.actor, ticket, text, due),
            done=lambda _promise: self.changed.emit(),
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            (self.text if "text" in error.fields else self.due).setFocus()
        self._desk.voice.error(error)
