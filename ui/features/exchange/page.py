"""同步: how the exchange with the other desks stands, what it could not decide by itself, and who takes part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.clock import MINUTE
from app.core.errors import AppError
from app.core.text import T, Text
from app.features.exchange.rules import CLOCK_OFF, say_state
from app.features.exchange.service import ConflictRow, Invite, Peer, ProblemRow, Report, Status
from ui.bridge.voice import Verb
from ui.features.exchange.desks import DesksView
from ui.features.exchange.differences import DifferencesView
from ui.features.exchange.troubles import TroublesView
from ui.features.exchange.words import clock
from ui.i18n.language import Retranslated, bind_text
from ui.jobs.progress import ProgressStrip
from ui.tables.output import Output
from ui.theme.appearance import appearance
from ui.theme.icons import icon, pixmap
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Action, Shortcut
from ui.widgets.basic import button, column, hairline, label, row, set_kind, show_if, tool
from ui.widgets.empty import EmptyState
from ui.widgets.messagebar import MessageBar
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target
    from ui.features.exchange.wizard import FoundWizard

_ROLES = {"done": "green", "info": "blue", "soon": "amber", "late": "red", "muted": "text-muted"}
_SIGN = 32
_VIEWS = ("desks", "differences", "troubles")
_TITLES = {
    "desks": T("exchange", "Desks"),
    "differences": T("exchange", "Differences"),
    "troubles": T("exchange", "Problems"),
}
_KINDS = ("ticket", "person", "house", "staff", "setting_value", "word", "category", "scenario", "promise")


class ExchangePage(Retranslated, QStackedWidget):
    """The page.

    Args:
        desk: The desk.
    """

    KEY = "exchange"
    TITLE = T("shell", "Sync")
    ICON = "sync"
    GROUP = 3
    KINDS = ()
    PERMISSION = ("exchange", "view")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._may = desk.may("exchange", "manage")
        self.wizard: FoundWizard | None = None
        self.output = Output(desk, self)
        self.dialog: QWidget | None = None
        self._sign = QLabel()
        self._state, self._detail = label("", "title"), label("", "muted")
        self._facts = label("", "small")
        self.now = button(T("exchange", "Exchange now"), "primary", "sync", on=self.exchange_now)
        self.hold = button(T("exchange", "Pause"), "plain", "pause", on=self._toggle)
        self.more = tool("more", T("exchange", "More"))
        self.desks = DesksView(desk, self.invite)
        self.differences = DifferencesView(desk)
        self.troubles = TroublesView(desk)
        self.segments = Segments([(key, _TITLES[key]) for key in _VIEWS])
        self.segments.chosen.connect(self.show_view)
        self._views = QStackedWidget()
        for view in (self.desks, self.differences, self.troubles):
            self._views.addWidget(view)
        self._build()
        desk.standing.changed.connect(lambda _status: self.reload())
        desk.feed.listen(self, _KINDS, lambda _changes: self._read_differences())
        for key, run in (
            ("F5", self.exchange_now),
            ("Ctrl+Tab", lambda: self._turn(1)),
            ("Ctrl+Shift+Tab", lambda: self._turn(-1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self._ticks = QTimer(self, interval=MINUTE)
        self._ticks.timeout.connect(lambda: self.isVisible() and self._say())
        self._ticks.start()
        appearance().changed.connect(self._say)
        desk.follow_exchange()
        self.reload()

    # --- the window's contract ------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Show the page; what waits comes first."""
        status = self._desk.standing.status
        if self.wizard is None and self.segments.current == "desks":
            self.show_view("differences" if status.conflicts else "troubles" if status.problems else "desks")
        self._enter()

    def leave(self, then: Callable[[], None]) -> None:
        """Nothing that was typed here is worth a question."""
        then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this page."""
        return [
            Shortcut("F5", T("exchange", "Exchange now")),
            Shortcut("Ctrl+Tab", T("exchange", "Desks, differences, problems")),
            *self.differences.shortcuts(),
        ]

    def title_text(self) -> str:
        """Return the page's title."""
        return str(self.TITLE)

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        self.reload()

    # --- showing --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Show how it stands, and read again what waits."""
        self._say()
        self._read_differences()

    def show_view(self, key: str) -> None:
        """Show the desks, the differences or the problems."""
        self.segments.set_current(key)
        self._views.setCurrentIndex(_VIEWS.index(key))

    def _turn(self, step: int) -> None:
        self.show_view(_VIEWS[(_VIEWS.index(self.segments.current) + step) % len(_VIEWS)])
        self._enter()

    def _enter(self) -> None:
        if self.wizard is not None:
            self.wizard.enter()
        elif self.currentWidget() is self._work:
            view: Any = self._views.currentWidget()
            view.enter()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_differences(self) -> None:
        desk = self._desk
        if desk.standing.status.state == "alone":
            return
        service, actor = desk.context.exchange, desk.actor
        desk.jobs.run(
            lambda: (service.peers(actor), service.conflicts(actor), service.problems(actor)),
            done=lambda found: self._show(*found),
            owner=self,
        )

    def _show(self, peers: Sequence[Peer], conflicts: Sequence[ConflictRow], problems: Sequence[ProblemRow]) -> None:
        self.desks.show_status(self._desk.standing.status, peers)
        self.differences.show_rows(conflicts)
        self.troubles.show_rows(problems)
        for key, count in (("differences", len(conflicts)), ("troubles", len(problems))):
            words = T("exchange", "{view} {n}").with_(view=_TITLES[key], n=count) if count else _TITLES[key]
            made = self.segments.findChild(QPushButton, key)
            if made is not None:
                bind_text(made.setText, words)

    def _say(self) -> None:
        status = self._desk.standing.status
        if self.wizard is None:
            self.setCurrentWidget(self._alone if status.state == "alone" else self._work)
        said = say_state(status)
        self._sign.setPixmap(pixmap(said.icon, _ROLES[said.tone], _SIGN, self.devicePixelRatioF()))
        bind_text(self._state.setText, said.text)
        bind_text(self._detail.setText, said.detail)
        set_kind(self._state, said.tone if said.tone in ("late", "soon") else "plain", "tone")
        self._facts.setText(" · ".join(str(fact) for fact in self._facts_of(status)))
        paused = status.state == "paused"
        bind_text(self.hold.setText, T("exchange", "Go on") if paused else T("exchange", "Pause"))
        self.hold.setIcon(icon("play" if paused else "pause", "text-muted"))
        self.now.setEnabled(status.state not in ("paused", "stopped"))

    def _facts_of(self, status: Status) -> list[Text | str]:
        display = self._desk.display
        facts: list[Text | str] = []
        if status.contact_at is not None:
            reached = T("exchange", "folder reached {time}")
            facts.append(reached.with_(time=display.moment(status.contact_at)))
        if status.folder:
            facts.append(status.folder)
        if abs(status.clock_off) >= CLOCK_OFF:
            facts.append(T("exchange", "this computer's clock is {off}").with_(off=clock(status.clock_off)))
        return facts

    # --- doing ----------------------------------------------------------------------------------------------------

    def exchange_now(self) -> None:
        """Publish and take in everything now, and say what came of it."""
        desk = self._desk
        if desk.standing.status.state in ("alone", "paused", "stopped"):
            return
        self.now.setEnabled(False)

        def failed(error: AppError) -> None:
            self._say()
            desk.voice.error(error)

        desk.jobs.pool(
            lambda: desk.context.exchange.exchange_now(desk.actor),
            done=self._exchanged,
            failed=failed,
            owner=self,
            title=T("exchange", "Exchanging…"),
        )

    def _exchanged(self, report: Report) -> None:
        self.reload()
        if report.state in ("offline", "stopped"):
            self._desk.voice.warn(self._desk.standing.status.message or T("exchange", "The folder cannot be reached."))
        elif report.published or report.applied:
            said = T("exchange", "Exchanged: {sent} packets sent, {got} received.")
            self._desk.voice.done(said.with_(sent=report.published, got=report.applied))
        else:
            self._desk.voice.done(T("exchange", "Nothing new on either side."))

    def _toggle(self) -> None:
        desk, service = self._desk, self._desk.context.exchange
        change = service.resume if desk.standing.status.state == "paused" else service.pause
        desk.jobs.run(lambda: change(desk.actor), owner=self)

    def invite(self) -> None:
        """Make an invitation and show it."""
        desk = self._desk
        desk.jobs.pool(
            lambda: desk.context.exchange.invite(desk.actor),
            done=self._show_invite,
            owner=self,
            title=T("exchange", "Making an invitation…"),
        )

    def _show_invite(self, invite: Invite) -> None:
        from ui.features.exchange.invite import InviteDialog

        desk = self._desk
        name = str(T("exchange", "Invitation"))
        service = desk.context.exchange

        def print_sheet() -> None:
            self.output.make_sheet(
                name,
                T("exchange", "Making the sheet…"),
                lambda path, _report: service.write_invite(desk.actor, invite, path),
            )

        dialog = InviteDialog(invite, desk.display, print_sheet, self)
        self.dialog = dialog
        dialog.open()

    def print_recovery(self) -> None:
        """Make the recovery sheet."""
        desk = self._desk
        self.output.make_sheet(
            str(T("exchange", "Recovery sheet")),
            T("exchange", "Making the sheet…"),
            lambda path, _report: desk.context.exchange.write_recovery(desk.actor, path),
        )

    def ask_rotate(self) -> None:
        """Ask, and encrypt with a new key from now on."""
        desk = self._desk
        text = T(
            "exchange",
            "From now on everything is encrypted with a new key that the desks of today get by themselves. Do it when"
            " a computer was stolen, after it has been made to leave.",
        )
        verbs = [
            Verb(T("exchange", "Keep the key"), "no", "cancel"),
            Verb(T("exchange", "Change the key"), "yes", "primary"),
        ]

        def answered(key: str) -> None:
            if key == "yes":
                desk.jobs.pool(
                    lambda: desk.context.exchange.rotate_key(desk.actor),
                    done=lambda _none: desk.voice.done(T("exchange", "A new key is in use.")),
                    owner=self,
                )

        desk.voice.ask(T("exchange", "Change the key of the office?"), text, verbs, answered, self)

    def open_form(self, key: str) -> None:
        """Open the form that renames this desk, moves the folder, or takes the recovery code."""
        from ui.features.exchange.forms import form_for

        form = form_for(self._desk, key)
        self.dialog = form
        form.open_window(self)

    def set_up(self) -> None:
        """Begin to exchange, step by step."""
        from ui.features.exchange.wizard import FoundWizard

        wizard = FoundWizard(self._desk, self.print_recovery)
        wizard.left.connect(self._end_wizard)
        wizard.ended.connect(self._end_wizard)
        holder = QWidget()
        line = row(None, wizard, None, margin=3 * GRID)
        line.setStretch(1, 3)
        line.setStretch(0, 1)
        line.setStretch(2, 1)
        wizard.setMaximumWidth(720)
        holder.setLayout(column(MessageBar(self._desk.voice), line, gap=0))
        self.wizard = wizard
        self._holder = holder
        self.addWidget(holder)
        self.setCurrentWidget(holder)
        wizard.enter()

    def _end_wizard(self) -> None:
        self.wizard = None
        self.removeWidget(self._holder)
        self._holder.deleteLater()
        self.reload()
        self._enter()

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        desk = self._desk
        begin = Action("begin", T("exchange", "Begin to exchange…"), self.set_up, "add") if self._may else None
        text = T(
            "exchange",
            "Several desks of one office can work on the same books without a server: through a plain folder that all"
            " of them reach, everything in it encrypted. This desk works alone so far.",
        )
        self._alone = EmptyState("sync", T("exchange", "One desk"), text, begin)
        words = column(self._state, self._detail, self._facts, gap=2)
        for line in (self._detail, self._facts):
            line.setWordWrap(True)
        self.more.setMenu(self._menu())
        self.more.setPopupMode(self.more.ToolButtonPopupMode.InstantPopup)
        for made in (self.hold, self.more):
            show_if(made, self._may)
        head = row(self._sign, words, self.more, self.hold, self.now, gap=GRID + 4, margin=(2 * GRID, GRID + 4))
        head.setStretch(1, 1)
        head.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        for made in (self.more, self.hold, self.now):
            head.setAlignment(made, Qt.AlignmentFlag.AlignTop)
        self._work = QWidget()
        layout = QVBoxLayout(self._work)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(MessageBar(desk.voice))
        layout.addWidget(ProgressStrip(desk.jobs, self))
        layout.addLayout(head)
        layout.addLayout(row(self.segments, None, margin=(2 * GRID, 0, 2 * GRID, GRID)))
        layout.addWidget(hairline())
        layout.addWidget(self._views, 1)
        self.addWidget(self._alone)
        self.addWidget(self._work)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self._verbs: list[tuple[Text, Callable[[], object]]] = [
            (T("exchange", "Invite a computer…"), self.invite),
            (T("exchange", "Rename this desk…"), lambda: self.open_form("rename")),
            (T("exchange", "Print the recovery sheet"), self.print_recovery),
            (T("exchange", "Enter the recovery code…"), lambda: self.open_form("recovery")),
            (T("exchange", "Change the key…"), self.ask_rotate),
            (T("exchange", "The folder lies elsewhere now…"), lambda: self.open_form("move")),
        ]
        for text, run in self._verbs:
            made = menu.addAction("")
            bind_text(made.setText, text)
            made.triggered.connect(lambda _on=False, run=run: run())
        return menu
