"""Who takes part: the desks of the office, how far each has come, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.text import T
from app.features.exchange.service import Peer, Status
from ui.bridge.voice import Verb
from ui.features.exchange.words import behind, clock, clock_tone, heard, heard_tone
from ui.i18n.language import bind_text
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.theme.metrics import GRID, margins
from ui.theme.tokens import Tone
from ui.widgets.actions import Action
from ui.widgets.basic import button, label, row, show_if
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_INVITE = T("exchange", "Invite a computer…")


class DesksView(QStackedWidget):
    """The other desks.

    Args:
        desk: The desk.
        invite: Invites a computer.
    """

    def __init__(self, desk: Desk, invite: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        now = desk.context.clock.now
        columns: list[Cells[Peer]] = [
            Cells(T("exchange", "Desk"), lambda it: it.name, 0, tone=_gone),
            Cells(T("exchange", "Numbers"), lambda it: it.lane, 80, tone=_gone),
            Cells(
                T("exchange", "Last heard"),
                lambda it: heard(it, desk.display),
                130,
                lambda it: desk.display.exact(it.heard_at) if it.heard_at else heard(it, desk.display),
                lambda it: heard_tone(it, now()),
            ),
            Cells(T("exchange", "How far"), behind, 280, tone=_gone),
            Cells(T("exchange", "Version"), lambda it: it.version, 90, tone=_gone),
            Cells(
                T("exchange", "Clock"), lambda it: clock(it.clock_off), 120, tone=lambda it: clock_tone(it.clock_off)
            ),
        ]
        self.view = RowsView(RowsModel(columns, lambda it: it.device, self), T("exchange", "Desks of the office"))
        self.view.picked.connect(lambda _key: self._look())
        self.retire = button(T("exchange", "Let it leave…"), "danger", on=self.ask_retire)
        self.invite = button(_INVITE, "plain", "add", on=invite)
        self._own = label("", "muted")
        self._own.setWordWrap(True)
        may = desk.may("exchange", "manage")
        for made in (self.retire, self.invite):
            show_if(made, may)
        text = T("exchange", "The first one needs the shared folder and a code.")
        action = Action("invite-first", _INVITE, invite, "add") if may else None
        self._none = EmptyState("link", T("exchange", "No other desk has joined yet"), text, action)
        some = QWidget()
        layout = QVBoxLayout(some)
        margins(layout, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        line = row(self._own, None, self.retire, self.invite)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(self.view, 1)
        self.addWidget(self._none)
        self.addWidget(some)

    def show_status(self, status: Status, peers: Sequence[Peer]) -> None:
        """Show how it stands with each."""
        own = T("exchange", "This desk is “{name}”; its numbers carry {lane}.").with_(
            name=status.name, lane=status.lane
        )
        bind_text(self._own.setText, own)
        self.setCurrentIndex(1 if peers else 0)
        self.view.show_rows(peers)
        self._look()

    def enter(self) -> None:
        """Take the keyboard."""
        first = self.view if self.currentIndex() else self._none.findChild(QWidget, "invite-first")
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_retire(self) -> None:
        """Ask, and let the chosen desk leave."""
        peer = self.view.current
        if peer is None or peer.retired:
            return
        title = T("exchange", "Let “{name}” leave the office?").with_(name=peer.name)
        text = T(
            "exchange",
            "What it sends from now on is set aside, and everything is encrypted with a new key that it does not get."
            " What it has already, it keeps. A computer that is only being replaced leaves too, and joins anew.",
        )
        verbs = [
            Verb(T("exchange", "Leave it in"), "no", "cancel"),
            Verb(T("exchange", "Let it leave"), "yes", "danger"),
        ]

        def answered(key: str) -> None:
            if key == "yes":
                self._retire(peer)

        self._desk.voice.ask(title, text, verbs, answered, self)

    def _retire(self, peer: Peer) -> None:
        desk = self._desk
        said = T("exchange", "“{name}” has left the office.").with_(name=peer.name)
        desk.jobs.pool(
            lambda: desk.context.exchange.retire(desk.actor, peer.device),
            done=lambda _none: desk.voice.done(said),
            owner=self,
        )

    def _look(self) -> None:
        peer = self.view.current
        self.retire.setEnabled(peer is not None and not peer.retired)


def _gone(peer: Peer) -> Tone | None:
    return "muted" if peer.retired else None
