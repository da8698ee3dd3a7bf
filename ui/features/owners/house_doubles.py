"""Houses that were entered twice: groups of one room or one code, each house a step away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.text import T
from app.features.houses.service import HouseCard, show_area
from ui.panes.pane import link
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Card, hairline, label, row, tool
from ui.widgets.empty import EmptyState
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_ADVICE = T("owners", "Move people and tickets to the house that stays, then delete the other one.")
_COUNTS = T("owners", "{people} people · {tickets} open tickets")


class HouseDoublesView(QScrollArea):
    """Shows which houses are there twice.

    Args:
        desk: The desk.

    Signals:
        left: The view was left.
        opened: A house is to be shown in the list; the id.
    """

    left = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.groups: list[tuple[HouseCard, ...]] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def look(self) -> None:
        """Look for houses entered twice and show them."""
        desk = self._desk
        desk.jobs.run(
            lambda: [
                tuple(desk.context.houses.card(desk.actor, hit.id) for hit in group)
                for group in desk.context.houses.duplicates(desk.actor)
            ],
            done=self._show,
            owner=self,
            title=T("owners", "Looking for entries alike"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, groups: list[tuple[HouseCard, ...]]) -> None:
        self.groups = groups
        body = QWidget()
        layout = QVBoxLayout(body)
        margins(layout, 0)
        layout.setSpacing(0)
        back = tool("back", T("owners", "Back to the list"), self.left.emit)
        layout.addLayout(row(back, label(T("owners", "Houses entered twice"), "title"), None, margin=(2 * GRID, GRID)))
        layout.addWidget(hairline())
        layout.addWidget(MessageBar(self._desk.voice, body))
        if groups:
            inner = QVBoxLayout()
            margins(inner, 2 * GRID)
            inner.setSpacing(GRID + 4)
            inner.addWidget(label(_ADVICE, "muted"))
            for group in groups:
                inner.addWidget(self._group(group))
            inner.addStretch(1)
            layout.addLayout(inner, 1)
        else:
            words = T("owners", "Every room and every code is there once.")
            layout.addWidget(EmptyState("done", T("owners", "No house is there twice"), words), 1)
        self.setWidget(body)
        self.setFocus()

    def _group(self, group: tuple[HouseCard, ...]) -> QWidget:
        frame = Card()
        for card in group:
            values = card.values
            facts = (values["zone"], show_area(values["area"]), values["code"])
            frame.body.addLayout(
                row(
                    link(card.label, lambda record=card.id: self.opened.emit(record)),
                    label("  ".join(fact for fact in facts if fact), "muted"),
                    None,
                    label(_COUNTS.with_(people=len(card.residents), tickets=card.open_tickets), "muted"),
                )
            )
        return frame
