"""问题: what was set aside for a person, what it means, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, NotFound
from app.core.text import T, Text
from app.features.exchange.service import ProblemRow
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, column, label, row
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_DONE: dict[str, Text] = {
    "dismiss": T("exchange", "Put away."),
    "accept": T("exchange", "Accepted."),
    "repair": T("exchange", "Asked for. It comes with one of the next exchanges."),
}


class TroublesView(QStackedWidget):
    """The list of problems and what one of them means.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[ProblemRow] = ()
        self._body: QWidget | None = None
        self._shown: ProblemRow | None = None
        columns: list[Cells[ProblemRow]] = [
            Cells(T("exchange", "What"), lambda it: it.title, 200),
            Cells(T("exchange", "About"), lambda it: it.record or it.text, 0),
            Cells(T("exchange", "Since"), lambda it: desk.display.moment(it.at), 110),
        ]
        self.view = RowsView(RowsModel(columns, lambda it: str(it.id), self), T("exchange", "Problems"))
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)  # what tells records apart stands first
        self.view.picked.connect(lambda _key: self._show(self.view.current))
        self.view.opened.connect(lambda _key: self._enter_pane())
        self.pane = QWidget()
        self._layout = QVBoxLayout(self.pane)
        margins(self._layout, 2 * GRID, GRID + 4)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.view)
        both.addWidget(self.pane)
        both.setSizes([520, 500])
        self.view.setMinimumWidth(300)
        self.pane.setMinimumWidth(340)
        self.addWidget(
            EmptyState(
                "done",
                T("exchange", "Nothing hinders the exchange"),
                T(
                    "exchange",
                    "Damaged files, clocks that are wrong, numbers given twice: whatever needs a person stands here"
                    " with what to do about it. There is nothing.",
                ),
            )
        )
        self.addWidget(both)

    def show_rows(self, rows: Sequence[ProblemRow]) -> None:
        """Show the problems there are."""
        self._rows = rows
        self.setCurrentIndex(1 if rows else 0)
        self.view.show_rows(rows)
        if self.view.current != self._shown:
            self._show(self.view.current)

    def enter(self) -> None:
        """Take the keyboard."""
        (self.view if self._rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_pane(self) -> None:
        first = self.pane.findChild(QWidget, "act-0")
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, shown: ProblemRow | None) -> None:
        self._shown = shown
        body = QWidget()
        if shown is not None:
            body.setLayout(column(*self._parts(shown), None, gap=GRID + 2))
        old, self._body = self._body, body
        if old is not None:
            old.hide()
            old.deleteLater()
        self._layout.addWidget(body)

    def _parts(self, shown: ProblemRow) -> list[Any]:
        title = label(shown.title, "title")
        parts: list[Any] = [title]
        if shown.record:
            parts.append(label(shown.record, "heading"))
        words = label(shown.text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts.append(words)
        since = T("exchange", "Since {time}").with_(time=self._desk.display.moment(shown.at))
        parts.append(label(since, "small"))
        buttons: list[Any] = []
        for place, (action, verb) in enumerate(shown.actions.items()):
            made = button(verb, "primary" if place == 0 else "plain", on=lambda action=action: self._act(shown, action))
            made.setObjectName(f"act-{place}")
            buttons.append(made)
        if shown.place is not None:
            place = shown.place
            buttons.append(button(T("exchange", "Open the record"), icon="forward", on=lambda: self._desk.go(*place)))
        parts.append(row(*buttons, None))
        return parts

    def _act(self, shown: ProblemRow, action: str) -> None:
        desk = self._desk

        def done(_none: object) -> None:
            desk.voice.done(_DONE[action])
            self.enter()

        def failed(error: AppError) -> None:
            if isinstance(error, NotFound):
                desk.voice.done(error.text)
            else:
                desk.voice.error(error)

        desk.jobs.run(
            lambda: desk.context.exchange.act(desk.actor, shown.id, action), done=done, failed=failed, owner=self
        )
