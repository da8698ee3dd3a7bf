"""The pane beside the list: one ticket whole, what can be done with it now, and its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.tickets import rules
from app.features.tickets.service import TicketDetail, TimelineEntry
from ui.attachments.strip import AttachmentStrip
from ui.features.tickets.changes import ChangesFold
from ui.features.tickets.moves import MovePanel
from ui.features.tickets.promises import PromiseList
from ui.i18n.language import Retranslated
from ui.panes.links import LinkStrip
from ui.panes.tones import STATE_TONES
from ui.widgets.basic import Heading, button, hairline, label, row, tool
from ui.widgets.chips import Badge, StateChip
from ui.widgets.copybox import CopyBox
from ui.widgets.countdown import Countdown
from ui.widgets.empty import EmptyState
from ui.widgets.grid import KeyValueGrid
from ui.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_CLOCKS = {
    "respond": T("tickets", "Response due"),
    "arrive": T("tickets", "On site due"),
    "finish": T("tickets", "Result due"),
}
_MAIN_MOVES = {
    "new": "dispatch",
    "dispatched": "start",
    "working": "finish",
    "check": "confirm",
    "callback": "close",
    "held": "resume",
    "closed": "reopen",
}
"""The move that usually comes next: it stands first, as the primary button."""


class TicketDetailPane(Retranslated, QScrollArea):
    """Shows one ticket and makes its moves."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.record_id: str | None = None
        self._token = 0
        self._shown: TicketDetail | None = None
        self._wanted = ""
        self._panel: MovePanel | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(320)
        self._show_empty()
        desk.feed.listen(self, ("ticket", "ticket_event", "promise"), lambda changes: self._refresh(changes))

    def set_record(self, record_id: str | None) -> None:
        """Show another ticket, or none."""
        if record_id == self.record_id and (self._panel is not None or self._being_typed_in()):
            return
        if record_id != self.record_id:
            self._wanted = ""
        self._panel = None
        self.record_id = record_id
        self._load()

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        if self._panel is None:
            self._load()

    def start_move(self, action: str) -> None:
        """Open the form of a move, if the ticket allows it; make it at once if it asks for nothing."""
        if self._shown is not None and self._shown.values["id"] == self.record_id:
            self._open_move(self._shown, action)
        else:
            self._wanted = action

    # --- loading --------------------------------------------------------------------------------------------------

    def _refresh(self, changes: Any) -> None:
        shown = self.record_id and self._panel is None and changes.touches_record("ticket", self.record_id)
        if shown and not self._being_typed_in():
            self._load()

    def _being_typed_in(self) -> bool:
        """Whether a note, promise or reason stands half typed here: showing the ticket anew would lose it."""
        lines = (line.text() for line in self.findChildren(QLineEdit) if not line.isReadOnly())
        boxes = (box.toPlainText() for box in self.findChildren(QPlainTextEdit) if not box.isReadOnly())
        return any(lines) or any(boxes)

    def _load(self) -> None:
        self._token += 1
        token, desk, record = self._token, self._desk, self.record_id
        if record is None:
            self._show_empty()
            return
        desk.jobs.run(
            lambda: (
                desk.context.tickets.detail(desk.actor, record),
                desk.context.tickets.timeline(desk.actor, record),
                desk.context.papers.resident_message(desk.actor, record),
            ),
            done=lambda found: self._show(*found) if token == self._token else None,
            failed=lambda _error: self._show_empty() if token == self._token else None,
            owner=self,
        )

    def _show_empty(self) -> None:
        self._shown = None
        self._take(
            EmptyState(
                "ticket", T("tickets", "No ticket chosen"), T("tickets", "Choose one in the list to see it here.")
            )
        )

    def _take(self, body: QWidget) -> None:
        focused = QApplication.focusWidget()
        old = self.takeWidget()
        if old is not None:
            if focused is not None and old.isAncestorOf(focused):
                self.setFocus()
            old.deleteLater()
        self.setWidget(body)

    # --- showing --------------------------------------------------------------------------------------------------

    def _show(self, detail: TicketDetail, timeline: list[TimelineEntry], message: str) -> None:
        position = self.verticalScrollBar().value()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        self._head(layout, detail)
        self._panel_place = QVBoxLayout()
        layout.addLayout(self._panel_place)
        layout.addWidget(self._facts(detail))
        if detail.values["description"]:
            layout.addWidget(Heading(T("tickets", "Description")))
            layout.addWidget(_words(detail.values["description"]))
        if detail.values["result"]:
            layout.addWidget(Heading(T("tickets", "Result")))
            layout.addWidget(_words(detail.values["result"]))
        layout.addWidget(LinkStrip(self._desk, "ticket", str(detail.values["id"])))
        layout.addWidget(AttachmentStrip(self._desk, "ticket", str(detail.values["id"]), catch=self))
        layout.addWidget(Heading(T("tickets", "Promises"), len(detail.promises) or None))
        layout.addWidget(self._promises(detail))
        layout.addWidget(Heading(T("tickets", "Message for the resident")))
        layout.addWidget(CopyBox(message, on_copied=self._message_given))
        layout.addWidget(hairline())
        layout.addWidget(Heading(T("tickets", "Timeline")))
        layout.addWidget(self._events(timeline))
        layout.addWidget(ChangesFold(self._desk, str(detail.values["id"])))
        layout.addStretch(1)
        self._take(body)
        self.verticalScrollBar().setValue(position)
        self._shown = detail
        if self._wanted:
            action, self._wanted = self._wanted, ""
            self._open_move(detail, action)

    def _promises(self, detail: TicketDetail) -> QWidget:
        promises = PromiseList(self._desk, str(detail.values["id"]), detail.promises, open_=self._is_open(detail))
        promises.changed.connect(self._load)
        return promises

    def _head(self, layout: QVBoxLayout, detail: TicketDetail) -> None:
        values = detail.values
        number = label(values["number"], "title")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        chip = StateChip(rules.state_title(values["state"]), STATE_TONES.get(values["state"], "muted"))
        edit = tool("edit", T("tickets", "Edit (F2)"), on=lambda: self._desk.go("ticket", str(values["id"]), edit=True))
        edit.setEnabled(self._is_open(detail) and self._desk.may("ticket", "edit"))
        layout.addLayout(row(number, Badge(int(values["level"])), chip, None, edit))
        title = label(values["title"], "heading")
        title.setWordWrap(True)
        layout.addWidget(title)
        if detail.next_clock is not None:
            name, due = detail.next_clock
            count = Countdown(self._desk.display)
            count.set_due(due)
            layout.addLayout(row(label(_CLOCKS[name], "muted"), count, None))
        layout.addLayout(self._buttons(detail))

    def _buttons(self, detail: TicketDetail) -> Any:
        main = _MAIN_MOVES.get(str(detail.values["state"]), "")
        moves = sorted(detail.moves, key=lambda move: move.action != main)
        shown = [move for move in moves if move.action not in ("note", "merge", "void")][:3]
        widgets: list[Any] = [
            button(
                move.title,
                "primary" if move.action == main else "plain",
                on=lambda move=move: self._open_move(detail, move.action),
            )
            for move in shown
        ]
        rest = [move for move in moves if move not in shown and move.action != "note"]
        if rest or self._desk.may("complaint", "create"):
            widgets.append(self._more(detail, rest))
        return row(*widgets, None)

    def _more(self, detail: TicketDetail, moves: list[rules.Move]) -> QWidget:
        from PySide6.QtWidgets import QMenu

        more = tool("more", T("tickets", "More"))
        menu = QMenu(more)
        for move in moves:
            menu.addAction(str(move.title), lambda move=move: self._open_move(detail, move.action))
        if self._desk.may("complaint", "create"):
            record = str(detail.values["id"])
            menu.addAction(
                str(T("tickets", "Make a complaint of it")),
                lambda: self._desk.go("complaint", new=True, ticket_id=record),
            )
        more.setMenu(menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        return more

    def _facts(self, detail: TicketDetail) -> QWidget:
        values, zone = detail.values, self._desk.context.zone

        def moment(key: str) -> str:
            return "" if values[key] is None else f"{zone.local(values[key]):%Y-%m-%d %H:%M}"

        grid = KeyValueGrid()
        pairs: list[tuple[Text, Any, Any]] = [
            (T("tickets", "Place"), detail.room, None),
            (T("tickets", "Requester"), f"{values['requester_name']} {values['requester_phone']}".strip(), None),
            (T("tickets", "Type"), rules.TYPES.get(values["type"], values["type"]), None),
            (T("tickets", "Category"), detail.category, None),
            (T("tickets", "Channel"), rules.CHANNELS.get(values["channel"], values["channel"]), None),
            (T("tickets", "Department"), rules.DEPARTMENTS.get(values["department"], values["department"]), None),
            (T("tickets", "Assignee"), f"{detail.assignee} {detail.assignee_phone}".strip(), None),
            (T("tickets", "Entered"), moment("entered_at"), None),
            (T("tickets", "Response due"), moment("respond_due"), "late" if values["respond_late"] else None),
            (T("tickets", "On site due"), moment("arrive_due"), "late" if values["arrive_late"] else None),
            (T("tickets", "Result due"), moment("finish_due"), "late" if values["finish_late"] else None),
            (T("tickets", "Finished"), moment("finished_at"), None),
            (T("tickets", "Closed at"), moment("closed_at"), None),
            (T("tickets", "Reason for the hold"), values["hold_reason"], "soon"),
            (T("tickets", "Cause"), values["cause"], None),
            (T("tickets", "Materials"), values["materials"], None),
            (T("tickets", "Satisfaction"), values["satisfaction"], None),
            (T("tickets", "Reopened"), values["reopened"] or "", "soon"),
            (T("tickets", "Imported number"), values["source_number"], None),
        ]
        grid.set([pair for pair in pairs if str(pair[1] if pair[1] is not None else "").strip()])
        return grid

    def _events(self, timeline: list[TimelineEntry]) -> QWidget:
        shown = Timeline(self._desk.display, self._add_note if self._desk.may("ticket", "move") else None)
        shown.set_events(
            [
                Event(
                    entry.at,
                    str(entry.words),
                    entry.note,
                    entry.who,
                    entry.target,
                    "late" if entry.action in ("return", "rework", "reopen") else "plain",
                    entry.action,
                )
                for entry in timeline
            ]
        )
        return shown

    # --- doing ----------------------------------------------------------------------------------------------------

    def _is_open(self, detail: TicketDetail) -> bool:
        return detail.values["state"] in rules.OPEN

    def _open_move(self, detail: TicketDetail, action: str) -> None:
        move = next((move for move in detail.moves if move.action == action), None)
        if move is None:
            self._desk.voice.warn(
                T("tickets", "“{action}” is not possible while the ticket is “{state}”.").with_(
                    action=rules.BY_ACTION[action].title, state=rules.state_title(str(detail.values["state"]))
                )
            )
            return
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = MovePanel(self._desk, move, [str(detail.values["id"])], detail.values)
        self._panel.done.connect(self._move_made)
        self._panel.left.connect(self._close_panel)
        self._panel_place.addWidget(self._panel)
        self._panel.form.focus_first()
        self.verticalScrollBar().setValue(0)

    def _move_made(self, action: str) -> None:
        self._close_panel()
        self._desk.voice.info(T("tickets", "Done: {action}.").with_(action=rules.BY_ACTION[action].title))
        self._load()

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.deleteLater()
            self._panel = None
        self.setFocus()

    def _add_note(self, note: str) -> None:
        desk, record = self._desk, self.record_id
        if record is not None:
            desk.jobs.run(
                lambda: desk.context.tickets.do(desk.actor, record, "note", {"note": note}),
                done=lambda _state: self._load(),
                owner=self,
            )

    def _message_given(self, _text: str) -> None:
        desk, record = self._desk, self.record_id
        if record is not None:
            desk.jobs.run(lambda: desk.context.tickets.record_event(desk.actor, record, "message"), owner=self)


def _words(text: str) -> QWidget:
    shown = label(text)
    shown.setWordWrap(True)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return shown
