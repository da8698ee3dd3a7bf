"""The tickets tab: the list with its detail pane, and the intake that opens in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.clock import MINUTE
from app.core.text import T
from app.features.tickets import rules
from ui.features.tickets.columns import ticket_looks
from ui.features.tickets.detail import TicketDetailPane
from ui.features.tickets.intake import IntakePanel
from ui.features.tickets.together import BulkMoves
from ui.panes.links import LINKS_SHORTCUT
from ui.tables.output import Output
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.tables.query import Query
from ui.widgets.actions import Action, BulkAction, Shortcut

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

_GROUP = T("tickets", "Tickets")


class TicketsPage(QStackedWidget):
    """Tickets: list, detail, intake."""

    KEY = "tickets"
    TITLE = T("tickets", "Tickets")
    ICON = "ticket"
    GROUP = 1
    KINDS = ("ticket",)
    PERMISSION = ("ticket", "view")

    waiting = Signal(int, str)
    """How many tickets are late, and the tone to show it in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.output = Output(desk, self)
        self.bulk = BulkMoves(desk, self)
        self.detail: TicketDetailPane | None = None
        self.list = ListPage(self._spec(), desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
        self.addWidget(self.list)
        self.intake: IntakePanel | None = None
        desk.feed.listen(self, ("ticket",), lambda _changes: self._count_late())
        self._count_late()

    # --- what the window asks -------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Open a ticket, the intake, the form of an existing ticket, or the list filtered."""
        values = dict(target.values or {})
        if target.new:
            self.take(values)
        elif target.id and values.get("edit"):
            self.edit(target.id)
        elif target.id:
            self.setCurrentWidget(self.list)
            self.list.show_record(target.id)
        elif values:
            self.setCurrentWidget(self.list)
            self.list.apply(filters=values, reset=True)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""
        if self.currentWidget() is self.intake and self.intake is not None:
            self.intake.leave(lambda: self._left_intake(then))
        else:
            then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this page for the sheet."""
        own = [
            Shortcut("Ctrl+N", T("tickets", "Take a ticket"), _GROUP),
            Shortcut("Ctrl+Return", T("tickets", "Save"), _GROUP),
        ]
        return [*own, LINKS_SHORTCUT, *self.list.shortcuts()]

    # --- intake ---------------------------------------------------------------------------------------------------

    def take(self, values: dict[str, object] | None = None) -> None:
        """Open an empty intake, or one that begins with what is known."""
        panel = self._intake()
        self.setCurrentWidget(panel)
        panel.begin(values or {})

    def edit(self, ticket_id: str) -> None:
        """Open an existing ticket in the intake's form."""
        panel = self._intake()
        self.setCurrentWidget(panel)
        panel.edit(ticket_id)

    def _intake(self) -> IntakePanel:
        if self.intake is None:
            self.intake = IntakePanel(self._desk, self)
            self.intake.left.connect(self._back_to_list)
            self.intake.opened.connect(self._open_from_intake)
            self.intake.dispatch_wanted.connect(self._dispatch_from_intake)
            self.intake.print_wanted.connect(lambda record: self.print_slips([record]))
            self.addWidget(self.intake)
        return self.intake

    def _back_to_list(self) -> None:
        self.setCurrentWidget(self.list)
        self.list.view.setFocus()

    def _left_intake(self, then: Callable[[], None]) -> None:
        self.setCurrentWidget(self.list)
        then()

    def _open_from_intake(self, ticket_id: str) -> None:
        self._back_to_list()
        self.list.show_record(ticket_id)

    def _dispatch_from_intake(self, ticket_id: str) -> None:
        self._open_from_intake(ticket_id)
        self._move([ticket_id], "dispatch")

    def print_slips(self, ids: list[str]) -> None:
        """Make the work slips of these tickets and open the PDF for printing."""
        desk = self._desk
        self.output.make_sheet(
            str(T("tickets", "Work slips")),
            T("tickets", "Making work slips"),
            lambda path, report: desk.context.papers.write_slips(desk.actor, ids, path, report),
        )

    # --- list -----------------------------------------------------------------------------------------------------

    def _spec(self) -> ListPageSpec:
        desk = self._desk
        soon = desk.context.settings.number("tickets.soon_minutes")
        return ListPageSpec(
            key="tickets",
            lister=desk.context.tickets.lister(desk.actor),
            looks=ticket_looks(desk.context.clock, soon),
            quick=("open", "state", "level", "late", "type", "department", "entered"),
            preset=Query(filters={"open": True}),
            primary=Action(
                "new", T("tickets", "Take a ticket"), self.take, "add", tip=T("tickets", "Take a ticket (Ctrl+N)")
            ),
            actions=(
                Action(
                    "print_list",
                    T("tickets", "Print list"),
                    lambda: self.output.print_list(self.list),
                    "print",
                    "Ctrl+P",
                ),
                Action(
                    "export", T("tickets", "Export"), lambda: self.output.export_list(self.list), "export", "Ctrl+E"
                ),
            ),
            row_actions=self._row_actions(),
            bulk=self._row_actions(),
            detail=self._make_detail,
            empty=Empty(
                T("tickets", "No tickets here"),
                T("tickets", "What residents ask for is taken here, dispatched, done and closed."),
                Action("new", T("tickets", "Take a ticket"), self.take, "add"),
                "ticket",
            ),
            open=self._focus_detail,
        )

    def _row_actions(self) -> tuple[BulkAction, ...]:
        return (
            BulkAction("dispatch", T("tickets", "Dispatch"), lambda ids: self._move(ids, "dispatch"), "send", "F8"),
            BulkAction("slip", T("tickets", "Print work slip"), self.print_slips, "print", "F9"),
            BulkAction("edit", T("tickets", "Edit"), lambda ids: self.edit(ids[0]), "edit", "F2"),
            BulkAction("hold", T("tickets", "Put on hold"), lambda ids: self._move(ids, "hold"), "pause"),
            BulkAction("finish", T("tickets", "Finish"), lambda ids: self._move(ids, "finish"), "check"),
            BulkAction("close", T("tickets", "Close"), lambda ids: self._move(ids, "close"), "done"),
            BulkAction("void", T("tickets", "Void"), lambda ids: self._move(ids, "void"), "delete", danger=True),
        )

    def _make_detail(self, parent: QWidget) -> TicketDetailPane:
        self.detail = TicketDetailPane(self._desk, parent)
        return self.detail

    def _focus_detail(self, ticket_id: str) -> None:
        self.list.show_record(ticket_id)
        if self.detail is not None:
            self.detail.setFocus()

    def _move(self, ids: list[str], action: str) -> None:
        if len(ids) == 1:
            self.list.show_record(ids[0])
            self.list.open_detail()
        if len(ids) == 1 and self.detail is not None:
            self.detail.set_record(ids[0])
            self.detail.start_move(action)
        elif ids:
            self.bulk.open(ids, rules.BY_ACTION[action])

    def _count_late(self) -> None:
        desk = self._desk
        now = desk.context.clock.now()
        soon = now + desk.context.settings.number("tickets.soon_minutes") * MINUTE
        query = Query(filters={"open": True, "due": (None, soon)})
        desk.jobs.run(
            lambda: desk.context.tickets.lister(desk.actor).count(query),
            done=lambda count: self.waiting.emit(count, "late"),
            owner=self,
        )
