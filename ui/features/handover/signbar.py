"""The bar at the foot of a handover: what can be signed now, by whom, with which PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T, Text
from app.features.handover import rules
from app.features.handover.service import HandoverDetail, Verdict
from app.features.staff.rules import Actor
from ui.i18n.language import AnyText, bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label, row, set_kind

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_WORK = Callable[[str], object]
"""What a signature does, given the PIN."""


class SignBar(QFrame):
    """Offers the moves of a handover.

    Args:
        desk: The desk.

    Attributes:
        reader: Who reads here: the person at the desk, or somebody who takes over at the same desk.
        pin: Where the PIN is typed; None where nothing is signed now.
        main: The main button, if there is one.

    Signals:
        moved: Something was signed or moved; the words for it.
        unexplained: It was not signed, because counts are not explained; the error.
        reader_changed: Somebody else reads here now.
        before_sign: Something is about to be signed: what is being typed must be saved.
    """

    moved = Signal(object)
    unexplained = Signal(object)
    reader_changed = Signal()
    before_sign = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.reader: Actor = desk.actor
        self._detail: HandoverDetail | None = None
        self._verdict: Verdict | None = None
        self.pin: QLineEdit | None = None
        self.number: QLineEdit | None = None
        self.reason: QLineEdit | None = None
        self.main: Any = None
        self.addition: QLineEdit | None = None
        self.paper_out: QComboBox | None = None
        self.paper_in: QComboBox | None = None
        self._asking = ""
        self.setProperty("kind", "card")
        self._layout = QVBoxLayout(self)
        margins(self._layout, 2 * GRID, GRID)
        self._layout.setSpacing(GRID)
        self._body: QWidget | None = None

    @property
    def takes_over(self) -> bool:
        """Whether the reader may tick and accept."""
        detail = self._detail
        if detail is None or detail.values["state"] not in rules.WAITING:
            return False
        return self.reader.id != detail.values["out_id"] and self.reader.may("handover", "sign")

    def show_state(self, detail: HandoverDetail, verdict: Verdict | None) -> None:
        """Offer what is possible now; a PIN or a reason being typed stays."""
        before = self._detail
        other = before is None or before.values["id"] != detail.values["id"]
        if other:
            self.reader, self._asking = self._desk.actor, ""
        same = not other and before is not None and before.values["state"] == detail.values["state"]
        self._detail, self._verdict = detail, verdict
        if same and self._being_typed_in():
            self._say_rest()
            return
        self._build()

    def _being_typed_in(self) -> bool:
        edits = self.findChildren(QLineEdit)
        return any(edit.text() and not edit.isReadOnly() and edit is not self.number for edit in edits)

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.pin = self.number = self.reason = self.main = self.addition = None
        self.paper_out = self.paper_in = None
        self._rest = label("")
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        margins(body, 0)
        detail = self._detail
        if detail is None:
            return
        state = str(detail.values["state"])
        if self._asking:
            body.addLayout(self._ask(rules.BY_ACTION[self._asking]))
        elif state == "draft" and detail.values["back_entered"]:
            body.addLayout(self._paper())
        elif state == "draft":
            body.addLayout(self._outgoing())
        elif state in rules.WAITING:
            body.addLayout(self._incoming() if self.takes_over else self._own())
        if state in rules.SEALED and not self._asking:
            body.addLayout(self._sealed())
        elif state == "void":
            body.addWidget(label(T("handover", "Set aside: it is kept, but does not hold."), "muted"))
        self._layout.addWidget(self._body)
        self._body.show()  # at once, not with the next turn of the loop: the keyboard goes there now
        self._say_rest()

    def _outgoing(self) -> Any:
        signed = label(T("handover", "{name} signs as outgoing").with_(name=self._desk.actor.name), "heading")
        self._rest = label("", "muted")
        if not self._may("hand_over"):
            return row(label(T("handover", "Being prepared. You may read it."), "muted"), None)
        self.main = button(T("handover", "Hand over"), "primary", "send", on=self.sign)
        leave = button(T("handover", "Leave for the next shift"), on=lambda: self._begin("leave"))
        aside = button(T("handover", "Set aside"), "quiet", on=lambda: self._begin("set_aside"))
        return row(signed, self._rest, None, aside, leave, self._pin_field(), self.main)

    def _incoming(self) -> Any:
        signed = label(T("handover", "{name} reads and accepts").with_(name=self.reader.name), "heading")
        self._rest = label("", "muted")
        self.main = button(T("handover", "Accept"), "primary", "check", on=self.sign)
        parts: list[Any] = [signed, self._rest, None]
        if self._may("instead"):
            parts.append(button(T("handover", "Accept in place of…"), "quiet", on=lambda: self._begin("instead")))
        if self._may("refuse") or self.reader is not self._desk.actor:
            state = self._detail.values["state"] if self._detail is not None else ""
            if state == "handed":
                parts.append(button(T("handover", "Refuse"), "danger", on=lambda: self._begin("refuse")))
        if self.reader is not self._desk.actor:
            parts.append(button(T("handover", "Not me"), "quiet", on=self._reader_left))
        return row(*parts, self._pin_field(), self.main)

    def _own(self) -> Any:
        """It is the person's own: they take it back, or somebody else at this desk takes over."""
        parts: list[Any] = [label(T("handover", "Waits for the next shift"), "heading"), None]
        if self._may("take_back"):
            parts.append(button(T("handover", "Take back"), on=self._take_back))
        if self._may("leave"):
            parts.append(button(T("handover", "Leave for the next shift"), on=lambda: self._begin("leave")))
        if not self._desk.may("handover", "sign"):
            return row(*parts)
        self.number = self._field(
            T("handover", "Staff number"), T("handover", "Taking over at this desk: staff number")
        )
        self.number.setFixedWidth(120)
        self.main = button(T("handover", "Begin to read"), "primary", on=self._identify)
        parts += [label(T("handover", "Taking over here:"), "muted"), self.number, self._pin_field(), self.main]
        self.number.returnPressed.connect(self._from_number)
        return row(*parts)

    def _paper(self) -> Any:
        self.paper_out, self.paper_in = self._people(), self._people(nobody=True)
        self.main = button(T("handover", "Enter as signed on paper"), "primary", on=self.sign)
        out = label(T("handover", "Handed over on paper by"), "muted")
        into = label(T("handover", "accepted by"), "muted")
        aside = button(T("handover", "Set aside"), "quiet", on=lambda: self._begin("set_aside"))
        return row(out, self.paper_out, into, self.paper_in, None, aside, self._pin_field(), self.main)

    def _sealed(self) -> Any:
        self.addition = self._field(
            T("handover", "Add something; what was sealed stays as it is"), T("handover", "Addition")
        )
        self.addition.returnPressed.connect(self._add)
        add = button(T("handover", "Add"), on=self._add)
        if not self._may("add"):
            self.addition.hide()
            add.hide()
        line = row(*self._verdict_words(), 2 * GRID, self.addition, add)
        line.setStretch(line.count() - 2, 1)
        return line

    def _verdict_words(self) -> list[QWidget]:
        verdict = self._verdict
        if verdict is None or not verdict.sealed:
            return []
        seal = " ".join(verdict.seal[start : start + 4] for start in range(0, 16, 4))
        words = (
            T("handover", "The seal holds: {seal}") if verdict.whole else T("handover", "The seal is broken: {seal}")
        )
        said = label(words.with_(seal=seal), "heading")
        set_kind(said, "done" if verdict.whole else "late", "tone")
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts: list[QWidget] = [said]
        if not verdict.whole:
            differences = "\n".join(str(each.text) for each in verdict.differences)
            said.setToolTip(differences)
            parts.append(label(verdict.differences[0].text, "muted"))
            if self._desk.may("handover", "override"):
                parts.append(button(T("handover", "Set aside"), on=lambda: self._begin("set_aside")))
        return parts

    def _ask(self, move: rules.Move) -> Any:
        """Ask for the reason of a move, and for the PIN where it signs."""
        self.reason = self._field(T("handover", "Reason"), T("handover", "Reason"))
        self.reason.returnPressed.connect(self._answered)
        self.main = button(move.title, "danger" if move.action in ("refuse", "set_aside") else "primary", on=self.sign)
        parts: list[Any] = [label(move.title, "heading"), self.reason]
        if move.action in ("leave", "instead"):
            parts.append(self._pin_field())
        line = row(*parts, button(T("handover", "Cancel"), on=self._cancel), self.main)
        line.setStretch(1, 1)
        return line

    def _pin_field(self) -> QWidget:
        self.pin = QLineEdit()
        self.pin.setObjectName("pin")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setFixedWidth(110)
        bind_text(self.pin.setPlaceholderText, T("handover", "PIN"))
        bind_text(self.pin.setAccessibleName, T("handover", "PIN"))
        self.pin.returnPressed.connect(self.sign)
        if not self._desk.context.accounts.pin_required:
            self.pin.hide()
        return self.pin

    def _field(self, placeholder: AnyText, name: AnyText) -> QLineEdit:
        made = QLineEdit()
        bind_text(made.setPlaceholderText, placeholder)
        bind_text(made.setAccessibleName, name)
        return made

    def _people(self, *, nobody: bool = False) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(120)
        if nobody:
            box.addItem(str(T("handover", "nobody")), "")
        for person in self._desk.context.staff.people(self._desk.actor):
            box.addItem(f"{person.name} {person.number}", person.id)
        return box

    def _may(self, action: str) -> bool:
        return self._detail is not None and any(move.action == action for move in self._detail.moves)

    def _say_rest(self) -> None:
        detail = self._detail
        if detail is None:
            return
        state = detail.values["state"]
        if state == "draft":
            words: Text | str = ""
            missing = len(detail.counts.unexplained)
            if missing:
                words = T("handover", "{n} counts are still to be entered or explained").with_(n=missing)
            bind_text(self._rest.setText, words)
            set_kind(self._rest, "soon" if missing else "muted", "tone")
        elif state in rules.WAITING and self.takes_over:
            left = detail.unread
            told = T("handover", "{n} lines still to read") if left else T("handover", "everything read")
            bind_text(self._rest.setText, told.with_(n=left) if left else told)
            set_kind(self._rest, "soon" if left else "done", "tone")

    # --- acting ---------------------------------------------------------------------------------------------------

    def focus_sign(self) -> None:
        """Put the keyboard where one signs."""
        for target in (self.reason, self.number, self.pin):
            if target is not None and target.isVisibleTo(self):
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        if self.main is not None:
            self.main.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sign(self) -> None:
        """Make the main move of the moment."""
        detail = self._detail
        if detail is None or self.main is None or not self.main.isEnabled():
            return
        self.before_sign.emit()
        service, record = self._desk.context.handovers, str(detail.values["id"])
        actor, reader, state = self._desk.actor, self.reader, str(detail.values["state"])
        reason = self.reason.text() if self.reason is not None else ""
        if self._asking == "leave":
            self._run(lambda pin: service.leave(actor, record, pin, reason), T("handover", "Left for the next shift."))
        elif self._asking == "instead":
            self._run(lambda pin: service.accept_instead(actor, record, reason, pin), _ACCEPTED)
        elif self._asking == "refuse":
            self._run(
                lambda _pin: service.refuse(reader, record, reason), T("handover", "Refused: it is a draft again.")
            )
        elif self._asking == "set_aside":
            self._run(lambda _pin: service.set_aside(actor, record, reason), T("handover", "Set aside."))
        elif state == "draft" and self.paper_out is not None and self.paper_in is not None:
            out_id, in_id = str(self.paper_out.currentData()), str(self.paper_in.currentData())
            self._run(
                lambda pin: service.enter_signed(actor, record, out_id, in_id, pin),
                T("handover", "Entered as signed on paper, and sealed."),
            )
        elif state == "draft":
            self._run(lambda pin: service.hand_over(actor, record, pin), _HANDED)
        elif self.takes_over:
            self._run(lambda pin: service.accept(reader, record, pin), _ACCEPTED)
        else:
            self._identify()

    def _run(self, work: _WORK, words: Text) -> None:
        pin = self.pin.text() if self.pin is not None else ""
        self.main.setEnabled(False)
        self._desk.jobs.run(
            lambda: work(pin), done=lambda found: self._done(words, found), failed=self._refused, owner=self
        )

    def _done(self, words: Text, found: object) -> None:
        self._asking = ""
        self.reader = self._desk.actor
        if self.pin is not None:
            self.pin.clear()
        if self.reason is not None:
            self.reason.clear()
        self._desk.voice.info(words)
        if isinstance(found, int) and found:
            self._desk.voice.done(T("handover", "{n} lines came in at the last moment; they are in it.").with_(n=found))
        self.moved.emit(words)

    def _refused(self, error: BaseException) -> None:
        if self.main is not None:
            self.main.setEnabled(True)
        if self.pin is not None:
            self.pin.selectAll()
        if isinstance(error, Invalid) and error.code == "handover.unexplained":
            self.unexplained.emit(error)
        elif isinstance(error, Invalid) and self.reason is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        if not isinstance(error, AppError):
            raise error
        self._desk.voice.error(error)

    def _begin(self, action: str) -> None:
        self._asking = action
        self._build()
        self.focus_sign()

    def _answered(self) -> None:
        if self.pin is not None and self.pin.isVisibleTo(self) and not self.pin.text():
            self.pin.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.sign()

    def cancel(self) -> bool:
        """Give up what is asked for, and say whether anything was."""
        asked = bool(self._asking)
        if asked:
            self._cancel()
        return asked

    def _cancel(self) -> None:
        self._asking = ""
        self._build()

    def _take_back(self) -> None:
        detail = self._detail
        if detail is not None:
            service, actor, record = self._desk.context.handovers, self._desk.actor, str(detail.values["id"])
            self._desk.jobs.run(
                lambda: service.take_back(actor, record),
                done=lambda _none: self._done(T("handover", "Taken back: it is a draft again."), None),
                failed=self._refused,
                owner=self,
            )

    def _add(self) -> None:
        detail, edit = self._detail, self.addition
        if detail is not None and edit is not None:
            service, actor, record, text = (
                self._desk.context.handovers,
                self._desk.actor,
                detail.values["id"],
                edit.text(),
            )

            def added(_none: object) -> None:
                edit.clear()
                self._desk.voice.info(T("handover", "Added, and marked as an addition."))
                self.moved.emit(T("handover", "Added, and marked as an addition."))

            self._desk.jobs.run(lambda: service.add(actor, record, text), done=added, owner=self)

    # --- somebody else at this desk -------------------------------------------------------------------------------

    def _from_number(self) -> None:
        if self.pin is not None and self.pin.isVisibleTo(self):
            self.pin.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._identify()

    def _identify(self) -> None:
        if self.number is None:
            return
        number, pin = self.number.text(), self.pin.text() if self.pin is not None else ""
        service = self._desk.context.handovers
        self._desk.jobs.run(
            lambda: service.signer(number, pin), done=self._reader_came, failed=self._refused, owner=self
        )

    def _reader_came(self, reader: Actor) -> None:
        detail = self._detail
        if detail is not None and reader.id == detail.values["out_id"]:
            self._desk.voice.warn(T("handover", "You handed this over yourself: somebody of the next shift reads it."))
            return
        self.reader = reader
        self._build()
        self.reader_changed.emit()

    def _reader_left(self) -> None:
        self.reader = self._desk.actor
        self._build()
        self.reader_changed.emit()


_HANDED = T("handover", "Handed over. It waits for the next shift.")
_ACCEPTED = T("handover", "Accepted, and sealed.")
