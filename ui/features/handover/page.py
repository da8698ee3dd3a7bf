"""The handover tab: the list with its pane, one handover over the whole page, and who is on duty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from app.core.text import T
from ui.features.handover.duty import KEYS as DUTY_KEYS
from ui.features.handover.duty import DutyView
from ui.features.handover.kinds import KindsView
from ui.features.handover.looks import handover_looks
from ui.features.handover.pane import HandoverPane
from ui.features.handover.sheet import KEYS as SHEET_KEYS
from ui.features.handover.sheet import HandoverSheet
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.spec import Field, FormSpec, Section
from ui.i18n.language import bind_text
from ui.panes.links import LINKS_SHORTCUT
from ui.tables.output import Output
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.theme.icons import icon
from ui.widgets.actions import Action, BulkAction, Shortcut
from ui.widgets.basic import row, tool
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

_GROUP = T("handover", "Handovers")
KEYS = (
    Shortcut("Ctrl+Shift+N", T("handover", "Hand over this shift"), _GROUP),
    Shortcut("Ctrl+Tab", T("handover", "Handovers or duty"), _GROUP),
    Shortcut("F9", T("handover", "Print"), _GROUP),
)
_VIEWS = (("handover", T("handover", "Handovers")), ("duty", T("handover", "Duty")))


class HandoverPage(QStackedWidget):
    """Handovers and duty.

    Args:
        desk: The desk.
    """

    KEY = "handover"
    TITLE = T("shell", "Handover")
    ICON = "handover"
    GROUP = 1
    KINDS = ("handover", "handover_flag", "duty")
    PERMISSION = ("handover", "view")

    waiting = Signal(int, str)
    """How many handovers wait for this person, and the tone to show it in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.output = Output(desk, self)
        self.pane: HandoverPane | None = None
        self.frame: FormFrame | None = None
        self._duty: DutyView | None = None
        self._kinds: KindsView | None = None
        self.list = ListPage(self._spec(), desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
        self.addWidget(self.list)
        self.sheet = HandoverSheet(desk, self.print_sheet, self.export_sheet)
        self.sheet.left.connect(self._back_to_list)
        self.addWidget(self.sheet)
        QShortcut(QKeySequence("Ctrl+Tab"), self).activated.connect(self._other_view)
        QShortcut(QKeySequence("Ctrl+Shift+N"), self).activated.connect(self.make)
        desk.feed.listen(self, ("handover", "handover_tick"), lambda _changes: self._count_waiting())
        self._count_waiting()

    # --- what the window asks -------------------------------------------------------------------------------------

    @property
    def duty(self) -> DutyView:
        """The week grid; made when it is first wanted."""
        if self._duty is None:
            kinds = self._show_kinds if self._desk.may("shift", "edit") else None
            self._duty = DutyView(self._desk, self._switch("duty"), kinds)
            self.addWidget(self._duty)
        return self._duty

    def go(self, target: Target) -> None:
        """Open a handover, make one, show duty, or narrow the list."""
        values = dict(target.values or {})
        if target.kind == "duty":
            self.show_view("duty")
            day = target.id.partition("|")[0] if target.id else str(values.get("day", ""))
            if day:
                self.duty.show_day(day)
        elif target.new:
            self.make()
        elif target.id and target.kind == "handover":
            self.open_sheet(target.id)
        elif values.get("waiting"):
            self.open_waiting()
        elif values:
            self.show_view("handover")
            self.list.apply(filters=values, reset=True)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""
        if self.frame is not None and self.currentWidget() is self.frame:

            def go_on() -> None:
                self._close_form()
                then()

            self.frame.guard.leave(go_on)
            return
        if self.currentWidget() is self.sheet:
            self.sheet.till.flush()
        then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the page."""
        return [*KEYS, *SHEET_KEYS, *DUTY_KEYS, LINKS_SHORTCUT, *self.list.shortcuts()]

    # --- views ----------------------------------------------------------------------------------------------------

    def show_view(self, view: str) -> None:
        """Show the list or the week grid."""
        wanted: QWidget = self.duty if view == "duty" else self.list
        for switch in self.findChildren(Segments):
            switch.set_current(view)
        self.setCurrentWidget(wanted)
        (self.duty.grid if view == "duty" else self.list.view).setFocus()

    def open_sheet(self, handover_id: str) -> None:
        """Open a handover over the whole page."""
        self.setCurrentWidget(self.sheet)
        self.sheet.open(handover_id)

    def open_waiting(self) -> None:
        """Open the handover that waits longest for this person; the list if none does."""
        desk = self._desk

        def done(found: str) -> None:
            self.open_sheet(found) if found else self.show_view("handover")

        desk.jobs.run(
            lambda: next((each.id for each in desk.context.handovers.waiting(desk.actor) if not each.own), ""),
            done=done,
            owner=self,
        )

    def _back_to_list(self) -> None:
        self.setCurrentWidget(self.list)
        if self.sheet.record_id:
            self.list.show_record(self.sheet.record_id)
        self.list.view.setFocus()

    def _other_view(self) -> None:
        if self.currentWidget() is self.list:
            self.show_view("duty")
        elif self.currentWidget() is self._duty:
            self.show_view("handover")

    def _switch(self, current: str) -> Segments:
        switch = Segments(_VIEWS)
        switch.set_current(current)
        switch.chosen.connect(self.show_view)
        switch.setVisible(self._desk.may("shift", "view"))
        return switch

    def _show_kinds(self) -> None:
        if self._kinds is None:
            self._kinds = KindsView(self._desk)
            self._kinds.left.connect(lambda: self.show_view("duty"))
            self.addWidget(self._kinds)
        self._kinds.load()
        self.setCurrentWidget(self._kinds)

    # --- making ---------------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Make the handover of the shift that is to be handed over now, or open the one there is."""
        desk = self._desk
        if not desk.may("handover", "create"):
            return

        def work() -> str:
            service = desk.context.handovers
            shift = service.proposed(desk.actor)
            return service.made(desk.actor, shift) or service.make(desk.actor, shift.day, shift.kind)

        desk.jobs.run(work, done=self.open_sheet, owner=self)

    def enter_from_paper(self) -> None:
        """Ask for the shift of a handover that was written on paper."""
        self._close_form()
        desk = self._desk
        kinds = {kind.id: kind.title for kind in desk.context.shifts.kinds(retired=True)}
        spec = FormSpec(
            (
                Section(
                    T("handover", "Which shift was it?"),
                    (
                        Field("day", T("handover", "Day"), "date", required=True, past=True),
                        Field("kind", T("handover", "Shift"), "choice", required=True, choices=kinds),
                    ),
                ),
            )
        )
        form = Form(spec, desk.display, desk.jobs)

        def save(values: dict[str, Any]) -> str:
            day, kind = str(values["day"] or ""), str(values["kind"] or "")
            return desk.context.handovers.make(desk.actor, day, kind, paper=True)

        self.frame = FormFrame(
            T("handover", "Enter a handover written on paper"),
            form,
            save,
            desk.voice,
            desk.jobs,
            save_text=T("handover", "Go on to what it says"),
            on_saved=lambda made: self._paper_made(str(made)),
            closes=False,
        )
        self.frame.closed.connect(self._close_form)
        self.addWidget(self.frame)
        self.setCurrentWidget(self.frame)
        form.focus_first()

    def _paper_made(self, handover_id: str) -> None:
        self._close_form()
        self.open_sheet(handover_id)

    def _close_form(self) -> None:
        frame, self.frame = self.frame, None
        if frame is not None:
            self.setCurrentWidget(self.list)
            self.removeWidget(frame)
            frame.deleteLater()
            self.list.view.setFocus()

    # --- paper and files ------------------------------------------------------------------------------------------

    def print_sheet(self, handover_id: str) -> None:
        """Make the sheets of a handover and open the PDF."""
        self._print([handover_id])

    def _print(self, ids: list[str]) -> None:
        desk = self._desk
        if ids and desk.may("handover", "print"):
            self.output.make_sheet(
                str(T("handover", "Handover")),
                T("handover", "Making the handover's sheets"),
                lambda path, report: desk.context.handover_papers.write(desk.actor, ids, path, report),
            )

    def print_blank(self) -> None:
        """Make the empty form and open the PDF."""
        desk = self._desk
        self.output.make_sheet(
            str(T("handover", "Empty handover form")),
            T("handover", "Making the empty form"),
            lambda path, _report: desk.context.handover_papers.write_blank(desk.actor, path),
        )

    def export_sheet(self, handover_id: str) -> None:
        """Ask where to, and write a handover as a workbook."""
        desk, detail = self._desk, self.sheet.detail
        dialog = QFileDialog(self, str(T("handover", "Write as an Excel workbook")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Excel (*.xlsx)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{detail.name if detail is not None else handover_id}.xlsx")

        def write(name: str) -> None:
            path = Path(name)
            desk.jobs.pool(
                lambda: desk.context.handover_papers.write_workbook(desk.actor, handover_id, path),
                done=lambda _none: desk.voice.done(T("handover", "{name} is written.").with_(name=path.name)),
                owner=self,
            )

        dialog.fileSelected.connect(write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- list -----------------------------------------------------------------------------------------------------

    def _spec(self) -> ListPageSpec:
        desk = self._desk
        make = Action(
            "new",
            T("handover", "Hand over this shift"),
            self.make,
            "add",
            tip=T("handover", "Hand over this shift (Ctrl+Shift+N)"),
            enabled=lambda: desk.may("handover", "create"),
        )
        return ListPageSpec(
            key="handover",
            lister=desk.context.handovers.lister(desk.actor),
            looks=handover_looks(),
            quick=("waiting", "state", "days"),
            primary=make,
            actions=(
                Action(
                    "print_list",
                    T("handover", "Print list"),
                    lambda: self.output.print_list(self.list),
                    "print",
                    "Ctrl+P",
                ),
                Action(
                    "export", T("handover", "Export"), lambda: self.output.export_list(self.list), "export", "Ctrl+E"
                ),
            ),
            row_actions=(
                BulkAction("open", T("handover", "Open"), lambda ids: self.open_sheet(ids[0]), "handover"),
                BulkAction("print", T("handover", "Print"), self._print, "print", "F9"),
            ),
            bulk=(BulkAction("print", T("handover", "Print"), self._print, "print", "F9"),),
            detail=self._make_pane,
            empty=Empty(
                T("handover", "No handovers yet"),
                T(
                    "handover",
                    "At the end of a shift its handover is made from the data, counted, read and signed here.",
                ),
                make,
                "handover",
            ),
            open=self.open_sheet,
            lead=self._lead(),
        )

    def _lead(self) -> QWidget:
        """The switch to duty, and what is done with handovers on paper."""
        lead = QWidget()
        more = tool("more", T("handover", "Handovers on paper"))
        menu = QMenu(more)
        for words, sign, run in (
            (T("handover", "Enter from paper"), "edit", self.enter_from_paper),
            (T("handover", "Print the empty form"), "print", self.print_blank),
        ):
            action = menu.addAction(icon(sign), "")
            bind_text(action.setText, words)
            action.triggered.connect(lambda _on=False, run=run: run())
        more.setMenu(menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        lead.setLayout(row(self._switch("handover"), more, gap=4))
        return lead

    def _make_pane(self, parent: QWidget) -> HandoverPane:
        self.pane = HandoverPane(self._desk, self.open_sheet, self.print_sheet, parent)
        return self.pane

    def _count_waiting(self) -> None:
        desk = self._desk

        desk.jobs.run(
            lambda: sum(not each.own for each in desk.context.handovers.waiting(desk.actor)),
            done=lambda number: self.waiting.emit(number, "soon"),
            owner=self,
        )
