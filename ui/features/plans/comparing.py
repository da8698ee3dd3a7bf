"""A week beside the week before: in all, for each part, for each person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.plans import rules
from app.features.plans.service import Comparison, Figures
from ui.i18n.language import Retranslated
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.metrics import margins
from ui.widgets.basic import label

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

HEADS = (
    T("plans", "Part, person"),
    T("plans", "Tasks"),
    T("plans", "Done"),
    T("plans", "Not done"),
    T("plans", "Moved on"),
    T("plans", "Dropped"),
    T("plans", "Open"),
    T("plans", "Carried here"),
    T("plans", "Done rate"),
    T("plans", "Last week"),
    T("plans", "Change (points)"),
)


class ComparePanel(Retranslated, QWidget):
    """Figures of two weeks.

    Attributes:
        table: What is shown.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Comparison | None = None
        self.plan_id = ""
        self._title = label("", "heading")
        self.table = QTableWidget(0, len(HEADS), self)
        self.table.setProperty("kind", "plain")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        appearance().changed.connect(self.retranslate)
        layout = QVBoxLayout(self)
        margins(layout, 12)
        layout.addWidget(self._title)
        layout.addWidget(self.table, 1)

    def show_plan(self, plan_id: str) -> None:
        """Show a plan's figures beside those of the plan before."""
        self.plan_id = plan_id
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.plans.compare(desk.actor, plan_id),
            done=lambda found: self._show(found) if plan_id == self.plan_id else None,
            owner=self,
        )

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        self._show(self._shown)

    def _show(self, found: Comparison | None) -> None:
        self._shown = found
        self.table.setRowCount(0)
        self.table.setHorizontalHeaderLabels([str(head) for head in HEADS])
        if found is None:
            return
        if found.last_week:
            self._title.setText(T("plans", "{week} beside {last}").format(week=found.week, last=found.last_week))
        else:
            self._title.setText(T("plans", "{week}; there is no earlier plan").format(week=found.week))
        self._row(T("plans", "In all"), *found.total, bold=True)
        for part, both in found.parts.items():
            self._row(rules.PARTS[part], *both)
        for name, both in found.people.items():
            self._row(name or T("plans", "Nobody"), *both)

    def _row(self, title: Text | str, now: Figures | None, last: Figures | None, *, bold: bool = False) -> None:
        at = self.table.rowCount()
        self.table.insertRow(at)
        texts = [str(title), *_texts(now), _share(None if last is None else last.rate), _change(now, last)]
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if place:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            font = item.font()
            font.setBold(bold)
            item.setFont(font)
            if place == len(texts) - 1 and text.startswith(("+", "−")):
                item.setForeground(theme().colour("green" if text.startswith("+") else "red"))
            self.table.setItem(at, place, item)


def _texts(found: Figures | None) -> list[str]:
    if found is None:
        return [""] * 8
    counts = (found.total, found.done, found.not_done, found.moved, found.dropped, found.open, found.carried)
    return [*map(str, counts), _share(found.rate)]


def _share(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.0%}"


def _change(now: Figures | None, last: Figures | None) -> str:
    """Return how many points better or worse a week was; nothing while some of it is still open."""
    if now is None or last is None or now.rate is None or last.rate is None or now.open:
        return ""
    points = round(100 * (now.rate - last.rate))
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points)}"
