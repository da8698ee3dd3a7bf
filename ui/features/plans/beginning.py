"""Where a week has no plan yet: begin one from a template, as a copy of the last one, or empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.core.text import T
from app.features.plans.service import Template
from ui.i18n.language import Retranslated
from ui.theme.metrics import GRID
from ui.widgets.basic import button, column, label, row, show_if

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KEY = Qt.ItemDataRole.UserRole
COPY, EMPTY = "copy", "empty"


class BeginningPanel(Retranslated, QWidget):
    """Offers how to begin a plan.

    Signals:
        wanted: Begin it: a template's id, ``copy`` or ``empty``.
    """

    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Callable[[], None] | None = None
        self._title = label("", "title")
        self._text = label(
            T("plans", "Choose how to begin. Afterwards proposals from the whole office stand beside the plan."),
            "muted",
        )
        self.list = QListWidget(self)
        self.list.setMinimumSize(480, 300)
        self.list.setMaximumWidth(640)
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(str(T("plans", "How to begin")))
        self.list.itemActivated.connect(lambda _item: self.begin())
        self.button = button(T("plans", "Begin the plan (Enter)"), "primary", "add", on=self.begin)
        inner = column(self._title, self._text, self.list, row(self.button, None), None, gap=GRID)
        self.setLayout(row(None, inner, None, margin=(24, 32)))

    def show_week(self, title: str, suggested: str, last: str) -> None:
        """Offer the beginnings of a week.

        Args:
            title: The week in words.
            suggested: Id of the template that suits it.
            last: The last plan's week; empty if there is none.
        """
        desk = self._desk
        may = desk.may("plan", "create")
        show_if(self.list, may)
        show_if(self.button, may)

        def show(templates: list[Template]) -> None:
            self._shown = lambda: self._show(title, templates, suggested, last)
            self._shown()
            if may and self.isVisible():
                self.list.setFocus()

        desk.jobs.run(lambda: desk.context.plans.templates(desk.actor), done=show, owner=self)

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        if self._shown is not None:
            self._shown()

    def _show(self, title: str, templates: list[Template], suggested: str, last: str) -> None:
        self._title.setText(T("plans", "No plan yet for {week}").format(week=title))
        self.list.clear()
        for template in templates:
            self._add(template.id, template.title, template.when_used)
        if last:
            words = T("plans", "The tasks that recur and the texts of {week}; deadlines move with the week.")
            self._add(COPY, str(T("plans", "Copy of the last plan")), words.format(week=last))
        self._add(EMPTY, str(T("plans", "Empty plan")), str(T("plans", "Five parts without tasks.")))
        keys = [self.list.item(n).data(_KEY) for n in range(self.list.count())]
        self.list.setCurrentRow(keys.index(suggested) if suggested in keys else 0)

    def _add(self, key: str, title: str, text: str) -> None:
        item = QListWidgetItem(f"{title}\n{text}")
        item.setData(_KEY, key)
        self.list.addItem(item)

    def begin(self) -> None:
        """Begin with what is chosen."""
        item = self.list.currentItem()
        if item is not None:
            self.wanted.emit(str(item.data(_KEY)))
