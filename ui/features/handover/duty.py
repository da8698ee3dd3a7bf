"""Who is on duty: a week as a grid. Enter opens a shift, names are added and taken off there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.phrasing import WEEKDAYS
from app.core.text import T
from app.features.shifts.rules import monday_of, span_text
from app.features.shifts.service import ROLES, OnDuty, Week
from ui.forms.lookup import LookupBox
from ui.forms.spec import Candidate
from ui.i18n.language import Retranslated, bind_text
from ui.theme.current import theme
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import button, label, row, show_if, tool
from ui.widgets.messagebar import MessageBar
from ui.widgets.popup import Popup

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_GROUP = T("handover", "Duty")
KEYS = (
    Shortcut("PgUp", T("handover", "The week before"), _GROUP),
    Shortcut("PgDown", T("handover", "The next week"), _GROUP),
    Shortcut("Home", T("handover", "This week"), _GROUP),
    Shortcut("Return", T("handover", "Who is on duty in this shift"), _GROUP),
    Shortcut("Ctrl+D", T("handover", "Copy the week before"), _GROUP),
    Shortcut("Delete", T("handover", "Take everybody off this shift"), _GROUP),
)
_CELL = Qt.ItemDataRole.UserRole


class DutyView(Retranslated, QWidget):
    """The week grid.

    Args:
        desk: The desk.
        lead: The switch to the page's other view.
        kinds: Opens the kinds of shift; None where this person may not edit them.
    """

    def __init__(
        self, desk: Desk, lead: QWidget, kinds: Callable[[], object] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._token = 0
        self.editable = desk.may("shift", "edit")
        self.first = monday_of(self._today())
        self.week: Week | None = None
        self.popup: CellPopup | None = None
        self._title = label("", "heading")
        before = tool("left", T("handover", "The week before (PgUp)"), lambda: self.turn(-7))
        after = tool("right", T("handover", "The next week (PgDown)"), lambda: self.turn(7))
        now = button(T("handover", "This week"), on=self.this_week)
        self.copy = button(T("handover", "Copy the week before"), icon="copy", on=self.copy_week)
        self.kinds = button(T("handover", "Kinds of shift"), on=kinds)
        show_if(self.copy, self.editable)
        show_if(self.kinds, kinds is not None)
        self.grid = QTableWidget()
        self.grid.setProperty("kind", "plain")
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.setWordWrap(True)
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.grid.verticalHeader().setMinimumSectionSize(10 * GRID)
        self.grid.verticalHeader().setMinimumWidth(120)
        self.grid.verticalHeader().setHighlightSections(False)
        self.grid.horizontalHeader().setHighlightSections(False)
        self.grid.cellDoubleClicked.connect(lambda _row, _column: self.open_cell())
        self._hint = label(T("handover", "Enter opens a shift; nobody entered stands out."), "muted")
        layout = QVBoxLayout(self)
        margins(layout, 2 * GRID, GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addLayout(row(lead, 2 * GRID, before, self._title, after, now, None, self.kinds, self.copy))
        layout.addWidget(MessageBar(desk.voice))
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._hint)
        for key, slot in (
            ("PgUp", lambda: self.turn(-7)),
            ("PgDown", lambda: self.turn(7)),
            ("Home", self.this_week),
            ("Ctrl+D", self.copy_week),
            ("Return", self.open_cell),
            ("Enter", self.open_cell),
            ("Delete", self.clear_cell),
        ):
            shortcut = QShortcut(QKeySequence(key), self.grid, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self.setFocusProxy(self.grid)
        desk.feed.listen(self, ("duty", "shift_kind", "staff"), lambda _changes: self.load())
        self.load()

    def _today(self) -> date:
        return self._desk.context.zone.day(self._desk.context.clock.now())

    # --- showing --------------------------------------------------------------------------------------------------

    def turn(self, days: int) -> None:
        """Go to another week."""
        self.first += timedelta(days=days)
        self.load()

    def this_week(self) -> None:
        """Go to the present week."""
        self.first = monday_of(self._today())
        self.load()

    def show_day(self, day: str) -> None:
        """Show the week of a day."""
        self.first = monday_of(date.fromisoformat(day))
        self.load()

    def load(self) -> None:
        """Read the week again."""
        self._token += 1
        token, desk, first = self._token, self._desk, self.first.isoformat()
        desk.jobs.run(
            lambda: desk.context.shifts.week(first),
            done=lambda week: self._show(week) if token == self._token else None,
            owner=self,
        )

    def retranslate(self) -> None:
        """Say it in the language of the moment."""
        if self.week is not None:
            self._show(self.week)

    def _show(self, week: Week) -> None:
        self.week = week
        current = (max(self.grid.currentRow(), 0), max(self.grid.currentColumn(), 0))
        today = self._today().isoformat()
        self._title.setText(f"{week.days[0]} – {week.days[-1][5:]}")
        self.grid.setRowCount(len(week.kinds))
        self.grid.setColumnCount(len(week.days))
        self.grid.setVerticalHeaderLabels([f"{kind.title}\n{span_text(kind)}" for kind in week.kinds])
        days = [f"{WEEKDAYS[place]} {day[5:]}" for place, day in enumerate(week.days)]
        self.grid.setHorizontalHeaderLabels(days)
        for line, kind in enumerate(week.kinds):
            for column, day in enumerate(week.days):
                self.grid.setItem(line, column, self._item(week.cell(day, kind.id), day, kind.id, day == today))
        self.grid.setCurrentCell(min(current[0], len(week.kinds) - 1), current[1])

    def _item(self, entries: Sequence[OnDuty], day: str, kind: str, today: bool) -> QTableWidgetItem:
        names = [f"{entry.name} · {entry.role}" if entry.role else entry.name for entry in entries]
        item = QTableWidgetItem("\n".join(names) if names else str(T("handover", "nobody")))
        item.setData(_CELL, (day, kind))
        if not names:
            item.setForeground(theme().colour("amber"))
        if today:
            item.setBackground(theme().colour("accent-soft"))
            font = QFont()
            font.setBold(bool(names))
            item.setFont(font)
        return item

    # --- entering -------------------------------------------------------------------------------------------------

    def cell(self) -> tuple[str, str] | None:
        """Return day and kind of the shift in focus."""
        item = self.grid.currentItem()
        return item.data(_CELL) if item is not None else None

    def entries(self) -> tuple[OnDuty, ...]:
        """Return who is on duty in the shift in focus."""
        cell = self.cell()
        return self.week.cell(*cell) if self.week is not None and cell is not None else ()

    def open_cell(self) -> None:
        """Open the shift in focus."""
        cell = self.cell()
        if cell is None or not self.editable:
            return
        self.popup = CellPopup(self._desk, cell[0], cell[1], self.entries(), self)
        self.popup.closed.connect(lambda: self.grid.setFocus(Qt.FocusReason.PopupFocusReason))
        self.popup.show_over(self.grid, self.grid.visualItemRect(self.grid.currentItem()))

    def clear_cell(self) -> None:
        """Take everybody off the shift in focus."""
        entries, desk = self.entries(), self._desk
        if not entries or not self.editable:
            return

        def restore() -> None:
            desk.jobs.run(
                lambda: [desk.context.shifts.restore(desk.actor, entry.id, entry.role) for entry in entries], owner=self
            )

        desk.jobs.run(
            lambda: [desk.context.shifts.withdraw(desk.actor, entry.id) for entry in entries],
            done=lambda _none: desk.voice.info(T("handover", "Nobody is on duty there now."), undo=restore),
            owner=self,
        )

    def copy_week(self) -> None:
        """Enter for this week whoever was on duty in the week before."""
        if not self.editable:
            return
        desk, first = self._desk, self.first
        before = (first - timedelta(days=7)).isoformat()

        def withdraw(made: Sequence[str]) -> None:
            for entry in made:
                desk.context.shifts.withdraw(desk.actor, entry)

        def undo(made: Sequence[str]) -> None:
            desk.jobs.run(lambda: withdraw(made), owner=self)

        def done(made: Sequence[str]) -> None:
            words = T("handover", "{n} entries copied from the week before.").with_(n=len(made))
            if made:
                desk.voice.info(words, undo=lambda: undo(made))
            else:
                desk.voice.info(T("handover", "There is nothing to copy."))

        desk.jobs.run(
            lambda: desk.context.shifts.copy_week(desk.actor, before, first.isoformat()), done=done, owner=self
        )


class CellPopup(Popup):
    """Who is on duty in one shift: type a name, Enter adds it; a name's button takes it off.

    Attributes:
        who: Where a name is typed.
        role: What they do there.
    """

    closed = Signal()

    def __init__(self, desk: Desk, day: str, kind: str, entries: Sequence[OnDuty], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._day, self._kind = desk, day, kind
        self._view = parent
        self.setMinimumWidth(280)
        self.body.addWidget(label(f"{day}", "heading"))
        for entry in entries:
            words = f"{entry.name} · {entry.role}" if entry.role else entry.name
            made = button(words, "quiet", icon="close", on=partial(self._off, entry))
            bind_text(made.setToolTip, T("handover", "Take off this shift"))
            self.body.addWidget(made)
        self.who = LookupBox(self._find, desk.jobs)
        bind_text(self.who.setPlaceholderText, T("handover", "Name or staff number"))
        bind_text(self.who.setAccessibleName, T("handover", "Name or staff number"))
        self.role = QLineEdit()
        bind_text(self.role.setPlaceholderText, T("handover", "Part in the shift, such as reception"))
        bind_text(self.role.setAccessibleName, T("handover", "Part in the shift, such as reception"))
        self.who.picked.connect(lambda _candidate: self.role.setFocus(Qt.FocusReason.TabFocusReason))
        self.role.returnPressed.connect(self.add)
        self.body.addWidget(self.who)
        self.body.addWidget(self.role)
        offers = [button(word, "quiet", on=partial(self.role.setText, str(word))) for word in ROLES]
        self.body.addLayout(row(*offers, None, gap=2))
        self.body.addLayout(row(None, button(T("handover", "Enter"), "primary", on=self.add)))

    def show_over(self, grid: QTableWidget, cell: Any) -> None:
        """Open over a cell of the grid."""
        self.adjustSize()
        at = grid.viewport().mapToGlobal(cell.bottomLeft())
        screen = grid.screen().availableGeometry()
        size = self.sizeHint()
        at.setX(max(screen.left(), min(at.x(), screen.right() - size.width())))
        at.setY(max(screen.top(), min(at.y(), screen.bottom() - size.height())))
        self.move(at)
        self.show()
        self.who.setFocus(Qt.FocusReason.PopupFocusReason)

    def add(self) -> None:
        """Enter the person chosen."""
        candidate = self.who.candidate
        if candidate is None:
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        desk, day, kind, role = self._desk, self._day, self._kind, self.role.text()
        desk.jobs.run(
            lambda: desk.context.shifts.assign(desk.actor, day, kind, candidate.key, role),
            done=self._added,
            failed=self._refused,
            owner=self._view,
        )

    def _added(self, _entry: str) -> None:
        self.close()

    def _off(self, entry: OnDuty) -> None:
        desk, view = self._desk, self._view

        def restore() -> None:
            desk.jobs.run(lambda: desk.context.shifts.restore(desk.actor, entry.id, entry.role), owner=view)

        desk.jobs.run(
            lambda: desk.context.shifts.withdraw(desk.actor, entry.id),
            done=lambda _none: desk.voice.info(
                T("handover", "{name} is not on duty there any more.").with_(name=entry.name), undo=restore
            ),
            owner=view,
        )
        self.close()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self._desk.voice.error(error)

    def _find(self, text: str) -> list[Candidate]:
        plain = text.strip().casefold()
        people = self._desk.context.staff.people(self._desk.actor)
        found = [
            person
            for person in people
            if plain in person.name.casefold()
            or person.number.casefold().startswith(plain)
            or any(key.startswith(plain) for key in str(getattr(person, "initials", "")).casefold().split())
        ]
        return [Candidate(person.id, person.name, f"{person.number} {person.position}".strip()) for person in found[:8]]

    def closeEvent(self, event: QCloseEvent) -> None:
        """The keyboard goes back to the grid."""
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
