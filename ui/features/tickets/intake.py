"""The intake: a known resident's ticket in twenty seconds, without the mouse.

Who calls, what they say; everything else is proposed, and one key saves. What a person has chosen by hand is never
changed by a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.phrasing import say_moment
from app.core.text import T, Text
from app.features.tickets import rules
from app.features.tickets.service import Advice, Taken
from ui.bridge.voice import Verb
from ui.features.tickets.fields import IntakeFields
from ui.features.tickets.receipt import Receipt
from ui.features.tickets.script import ScriptCard
from ui.forms.guard import UnsavedGuard
from ui.forms.moved import MovedBar, Underneath
from ui.forms.record import OpenRecord
from ui.forms.told import EMPTY
from ui.panes.caller import CallerCard
from ui.widgets.basic import button, label, row
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

ADVICE_DELAY_MS = 250


class IntakePanel(QWidget):
    """Takes a ticket in, or changes one."""

    left = Signal()
    opened = Signal(str)
    dispatch_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editing = ""
        self._record: OpenRecord | None = None
        self._underneath: Underneath | None = None
        self.moved = MovedBar()
        self._token = 0
        self._clean: dict[str, Any] = {}
        self.fields = IntakeFields(desk)
        self.caller = CallerCard(desk)
        self.script = ScriptCard(desk)
        self.receipt = Receipt(desk)
        self.title = label("", "title")
        self._save_button = button(T("tickets", "Save"), "primary", "save", on=self.save)
        self._guard = UnsavedGuard(self, desk.voice, self._save_then)
        self._build()
        self._advice_timer = QTimer(self, singleShot=True, interval=ADVICE_DELAY_MS)
        self._advice_timer.timeout.connect(self._ask_advice)
        self._wire()

    # --- opening --------------------------------------------------------------------------------------------------

    def begin(self, values: Mapping[str, Any]) -> None:
        """Begin an empty intake, or one with what is already known."""
        self._forget()
        self._stack.setCurrentIndex(0)
        self.title.setText(str(T("tickets", "Take a ticket")))
        self.fields.clear()
        self.caller.clear()
        self.script.clear()
        self.fields.fill(values)
        if values.get("requester_id") or values.get("house_id"):
            self._show_caller(str(values.get("requester_id") or ""), str(values.get("house_id") or ""))
        self._clean = self.fields.values()
        self.fields.focus_first()
        self._ask_advice()

    def edit(self, ticket_id: str) -> None:
        """Open the form of an existing ticket."""
        desk = self._desk
        read = partial(desk.context.tickets.form, desk.actor, ticket_id)
        OpenRecord(desk, ("ticket",), ticket_id, read, self).open(lambda record: self._edit(ticket_id, record), self)

    def _edit(self, ticket_id: str, record: OpenRecord) -> None:
        values = record.values
        self.begin({key: value for key, value in values.items() if key != "number"})
        self._editing, self._record = ticket_id, record
        self._underneath = Underneath(record, self, self.moved, self._desk.voice)
        self.title.setText(T("tickets", "Edit {number}").format(number=values["number"]))
        self.fields.choose_all()
        self._clean = self.fields.values()

    def _forget(self) -> None:
        """Let go of the ticket that was changed here."""
        self._editing, self._underneath = "", None
        record, self._record = self._record, None
        self.moved.hide()
        if record is not None:
            record.rest()
            record.deleteLater()

    # --- what others write meanwhile ------------------------------------------------------------------------------

    def take_newer(self, before: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
        """Show newer values where nothing was typed; see ``Surface``."""
        updated: list[str] = []
        kept: dict[str, Any] = {}
        for key in self.fields.KEYS:
            if key not in values or values[key] == before.get(key):
                continue
            if self.fields.values()[key] == values[key]:
                self._clean[key] = values[key]
            elif self.fields.values()[key] == self._clean.get(key) and not self.fields.has_keyboard(key):
                self.adopt(key, values[key])
                updated.append(key)
            else:
                kept[key] = values[key]
        return updated, kept

    def adopt(self, key: str, value: Any) -> None:
        """Show a newer value in place of one's own; see ``Surface``."""
        self.fields.put(key, value)
        self._clean[key] = self.fields.values()[key]

    def name_of(self, key: str) -> Text:
        """Return what people call a field."""
        return rules.FIELD_TITLES[key]

    def told(self, key: str, value: Any) -> str:
        """Return a value of a field as people read it; see ``Surface``."""
        return self.fields.told(key, value) or str(EMPTY)

    # --- leaving --------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Say whether something typed would be lost."""
        return self._stack.currentIndex() == 0 and self.fields.values() != self._clean

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""
        self._guard.leave(then)

    # --- saving ---------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save; what is wrong is said under its field, and the form stays as it is."""
        self._save_then(lambda: None)

    def _save_then(self, then: Callable[[], None]) -> None:
        desk, editing = self._desk, self._editing
        self.fields.clear_errors()
        try:
            values = self.fields.values()
        except Invalid as error:
            self.fields.show_errors(error)
            return
        self._save_button.setEnabled(False)
        record = self._record
        if record is not None:
            record.rest()
        if editing:  # only what was changed here is written: somebody else may have changed the rest meanwhile
            values = {key: value for key, value in values.items() if value != self._clean.get(key)}

        def work() -> Any:
            if record is not None:
                return record.saving(desk.context.tickets.edit)(desk.actor, editing, values)
            taken = desk.context.tickets.take(desk.actor, values)
            return taken, desk.context.papers.resident_message(desk.actor, taken.id)

        def done(result: Any) -> None:
            self._save_button.setEnabled(True)
            self._clean = self.fields.values()
            if editing:
                self._edited(editing, result)
            else:
                self._taken(*result)
            then()

        desk.jobs.run(work, done=done, failed=self._refused, owner=self)

    def _taken(self, taken: Taken, message: str) -> None:
        self.receipt.show_ticket(taken, message)
        self._stack.setCurrentIndex(1)
        self.receipt.setFocus()

    def _edited(self, ticket_id: str, before: dict[str, Any]) -> None:
        desk = self._desk

        def undo() -> None:
            desk.jobs.run(lambda: desk.context.tickets.edit(desk.actor, ticket_id, before))

        desk.voice.info(T("tickets", "Saved."), undo=undo if before else None)
        self.opened.emit(ticket_id)

    def _refused(self, error: BaseException) -> None:
        self._save_button.setEnabled(True)
        if self._record is not None:
            self._record.rest(still=False)
        if isinstance(error, Invalid):
            self.fields.show_errors(error)
            return
        if not isinstance(error, AppError):
            raise error
        if error.code == "handover.waiting":
            opener = Verb(T("tickets", "Open it"), "open", act=lambda: self._desk.go("handover", waiting=True))
            self._desk.voice.error(error, opener)
            return
        self._desk.voice.error(error)

    # --- advice ---------------------------------------------------------------------------------------------------

    def _ask_advice(self) -> None:
        self._token += 1
        token, desk, editing = self._token, self._desk, self._editing
        values = self.fields.chosen()
        desk.jobs.run(
            lambda: desk.context.advisor.advise(desk.actor, values, editing),
            done=lambda advice: self._advised(advice) if token == self._token else None,
            owner=self,
        )

    def _advised(self, advice: Advice) -> None:
        self.fields.show_advice(advice)
        self.script.show_scenario(self.fields.value("scenario"), self.fields.known(), self._first_word(advice))

    def _first_word(self, advice: Advice) -> str:
        """Return in words by when the caller will hear from us."""
        moment = advice.due.arrive or advice.due.respond or advice.due.finish
        context = self._desk.context
        return "" if moment is None else str(say_moment(moment, context.clock.now(), context.zone, times=True))

    def _show_caller(self, person_id: str, house_id: str) -> None:
        self.caller.show_caller(person_id, house_id)

    def _join(self, ticket_id: str) -> None:
        desk, values = self._desk, self.fields.known()
        caller = " ".join(str(values.get(key) or "") for key in ("requester_name", "requester_phone")).strip()
        note = str(values.get("description") or "")

        def joined(_nothing: object) -> None:
            self._clean = self.fields.values()
            desk.voice.info(T("tickets", "Added to the ticket that was open already."))
            self.opened.emit(ticket_id)

        desk.jobs.run(
            lambda: desk.context.tickets.join(desk.actor, ticket_id, caller, note),
            done=joined,
            failed=self._refused,
            owner=self,
        )

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        form = QWidget()
        left = QVBoxLayout(form)
        left.setContentsMargins(24, 16, 24, 16)
        left.setSpacing(12)
        left.addWidget(self.title)
        left.addWidget(MessageBar(self._desk.voice))
        left.addWidget(self.moved)
        left.addWidget(self.fields)
        left.addStretch(1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(16, 16, 16, 16)
        right.setSpacing(12)
        right.addWidget(self.caller)
        right.addWidget(self.script)
        right.addStretch(1)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(_scrolled(form), 3)
        columns.addWidget(_scrolled(side), 2)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(body, 1)
        foot = QFrame()
        foot.setProperty("kind", "raised")
        bar = row(
            label(T("tickets", "Ctrl+Enter saves · Esc leaves"), "muted"),
            None,
            button(T("tickets", "Cancel"), on=self._cancel),
            self._save_button,
        )
        bar.setContentsMargins(24, 8, 24, 8)
        foot.setLayout(bar)
        whole.addWidget(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.receipt)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _wire(self) -> None:
        self.fields.edited.connect(self._advice_timer.start)
        self.fields.caller_chosen.connect(self._show_caller)
        self.caller.person_chosen.connect(self.fields.choose_person)
        self.fields.near_opened.connect(lambda record: self.leave(lambda: self.opened.emit(record)))
        self.fields.near_joined.connect(self._join)
        self.receipt.next_wanted.connect(lambda: self.begin({}))
        self.receipt.opened.connect(self.opened)
        self.receipt.dispatch_wanted.connect(self.dispatch_wanted)
        self.receipt.print_wanted.connect(self.print_wanted)
        self.receipt.left.connect(self.left)
        for keys, slot in (
            ("Ctrl+Return", self._save_if_form),
            ("Ctrl+Enter", self._save_if_form),
            ("Esc", self._cancel),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _save_if_form(self) -> None:
        if self._stack.currentIndex() == 0 and self._save_button.isEnabled():
            self.save()

    def _cancel(self) -> None:
        self.leave(self.left.emit)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
