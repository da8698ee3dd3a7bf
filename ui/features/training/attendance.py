"""A session as it takes place: who is there by one key each, points, and what is observed at a drill."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.training import rules
from app.features.training.service import SESSION_FIELDS, Attendee, Observation, SessionCard
from ui.attachments.strip import AttachmentStrip
from ui.features.training.asking import AskPanel
from ui.features.training.document import DocumentView
from ui.features.training.forms import attendee_form, observation_form, reason_form
from ui.forms.spec import Field, FormSpec, Section
from ui.i18n.language import AnyText
from ui.panes.links import LinkStrip
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.theme.tokens import Tone
from ui.widgets.basic import Heading, button, label, row, tool
from ui.widgets.chips import StateChip
from ui.widgets.search import KeyFilter

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KINDS = ("training_session", "training_attendee", "training_note", "training_course", "staff")
STATE_TONES: dict[str, Tone] = {"planned": "info", "held": "done", "cancelled": "muted"}
_TONES: dict[str, Tone] = {"present": "done", "late": "soon", "absent": "late", "excused": "muted"}
_MARKS = {"present": "●", "late": "◐", "absent": "✕", "excused": "○"}
_LETTERS = {
    int(Qt.Key.Key_P): "present",
    int(Qt.Key.Key_L): "late",
    int(Qt.Key.Key_A): "absent",
    int(Qt.Key.Key_E): "excused",
}


class AttendanceView(DocumentView):
    """One session with its attendance.

    Args:
        desk: The desk.
        edit: Opens the form of a session.
        print_sheet: Prints sign-in sheets.
    """

    def __init__(
        self,
        desk: Desk,
        edit: Callable[[str], object],
        print_sheet: Callable[[list[str]], object],
        parent: QWidget | None = None,
    ) -> None:
        self._edit, self._print = edit, print_sheet
        super().__init__(desk, "training.attendance", _KINDS, parent)
        self.state = StateChip("", "info")
        self.words = label("", "muted")
        self.head.addLayout(row(self.state, self.words, None))
        hint = T("training", "Space: there or not · P present · L late · A absent · E excused · Enter: points, note")
        self.head.addWidget(label(hint if desk.may("training", "edit") else "", "small"))
        self.table.opened.connect(lambda _key: self.edit_row())
        KeyFilter(self.table, self._table_key)
        for key, act in (
            ("F2", lambda: self._edit(self.record_id)),
            ("F7", self.all_present),
            ("F8", self.hold),
            ("F9", lambda: self._print([self.record_id])),
            ("Ctrl++", self.observe),
            ("Ctrl+=", self.observe),
        ):
            self.bind(key, act)

    @property
    def card(self) -> SessionCard | None:
        """What is shown."""
        return self._found

    def make_table(self) -> RowsView[Attendee]:
        """Return the invited."""
        cells = (
            Cells[Attendee](T("training", "Staff number"), lambda one: one.number, 96),
            Cells[Attendee](T("training", "Name"), lambda one: one.name, 110),
            Cells[Attendee](T("training", "Attendance"), _presence, 120, tone=lambda one: _TONES.get(one.presence)),
            Cells[Attendee](T("training", "Score"), lambda one: "" if one.score is None else str(one.score), 64),
            Cells[Attendee](T("training", "Ranked"), lambda one: "" if one.place is None else str(one.place), 64),
            Cells[Attendee](T("training", "Note"), lambda one: one.note, 0),
        )
        model = RowsModel(cells, lambda one: one.staff_id, self)
        return RowsView(model, T("training", "Who is invited"))

    def read(self, record_id: str) -> SessionCard:
        """Return the session."""
        return self.desk.context.training_sessions.card(self.desk.actor, record_id)

    def show_found(self, found: SessionCard) -> None:
        """Show the session; the keyboard stays on its person."""
        values, display = found.values, self.desk.display
        self.title.setText(str(values["title"]))
        self.state.set_state(rules.SESSION_STATES[found.state], STATE_TONES[found.state])
        came = sum(one.presence in rules.ATTENDED for one in found.attendees)
        parts: list[AnyText] = [
            rules.FORMS.get(str(values["form"]), str(values["form"])),
            display.moment(values["starts_at"]) if values["starts_at"] else "",
            T("training", "{n} minutes, counts as {kind}").with_(
                n=values["minutes"], kind=rules.KINDS.get(str(values["kind"]), str(values["kind"]))
            ),
            values["place"],
            found.trainer,
            T("training", "{n} of {all} there").with_(n=came, all=len(found.attendees)),
        ]
        self.words.setText(" · ".join(str(part) for part in parts if str(part)))
        self.table.show_rows(found.attendees)
        self.set_verbs(self._verbs(found))

    def _verbs(self, card: SessionCard) -> list[tuple[str, AnyText, str, str, Callable[[], object]]]:
        may = self.desk.may
        found: list[tuple[str, AnyText, str, str, Callable[[], object]]] = []
        if may("training", "edit"):
            if card.state == "planned":
                found.append(("hold", T("training", "Has taken place"), "done", "F8", self.hold))
                found.append(("all", T("training", "Everybody present"), "check", "F7", self.all_present))
            else:
                found.append(("reopen", T("training", "Plan anew"), "undo", "", self.reopen))
        if may("training", "print"):
            sheet = T("training", "Sign-in sheet")
            found.append(("print", sheet, "print", "F9", lambda: self._print([card.id])))
        if may("training", "edit"):
            found.append(("edit", T("training", "Edit"), "edit", "F2", lambda: self._edit(card.id)))
            if card.state == "planned":
                found.append(("cancel", T("training", "Cancel the session"), "close", "", self.cancel))
        return found

    def build_beside(self, layout: QVBoxLayout) -> None:
        """Show what the session is about and what was observed."""
        card = self.card
        if card is None:
            return
        values = card.values
        for title, text in (
            (T("training", "Scenario"), card.scenario),
            (SESSION_FIELDS["content"], str(values["content"])),
            (T("training", "Roles"), card.roles),
            (T("training", "What to observe"), card.observe),
            (SESSION_FIELDS["materials"], str(values["materials"])),
            (SESSION_FIELDS["result"], str(values["result"])),
        ):
            if text:
                layout.addWidget(Heading(title))
                layout.addWidget(_wrapped(text))
        self._observations(layout, card)
        if self.desk.may("training_session", "view"):
            layout.addWidget(AttachmentStrip(self.desk, "training_session", card.id, catch=self))
        layout.addWidget(LinkStrip(self.desk, "training_session", card.id, aside=("staff",)))

    def _observations(self, layout: QVBoxLayout, card: SessionCard) -> None:
        may = self.desk.may("training", "edit") and card.state != "cancelled"
        heading = Heading(T("training", "Observed"), len(card.observations) or None)
        if may:
            add = button(T("training", "Add"), "quiet", "add", on=self.observe)
            add.setToolTip("Ctrl++")
            heading.tools.addWidget(add)
        layout.addWidget(heading)
        for one in card.observations:
            when = "" if one.at is None else self.desk.display.moment(one.at)
            layout.addWidget(_wrapped(" · ".join(part for part in (when, one.text) if part)))
            if one.improve:
                due = "" if one.due_at is None else self.desk.display.moment(one.due_at)
                words = " · ".join(part for part in (one.improve, one.name, due) if part)
                layout.addWidget(_wrapped(T("training", "→ {task}").with_(task=words), "muted"))
            if may:
                change = tool("edit", T("training", "Edit"), partial(self.observe, one))
                forget = tool("delete", T("training", "Remove"), partial(self._forget, one))
                layout.addLayout(row(change, forget, None, gap=0))

    # --- who is there ---------------------------------------------------------------------------------------------

    def mark(self, presence: str) -> None:
        """Note whether the current person is there, and go on to the next."""
        current = self.table.current
        if isinstance(current, Attendee) and self.desk.may("training", "edit"):
            self._marked({current.staff_id: {"presence": presence}})

    def toggle(self) -> None:
        """There or not: not said and absent become present, everything else absent."""
        current = self.table.current
        if isinstance(current, Attendee) and self.desk.may("training", "edit"):
            self._marked(
                {current.staff_id: {"presence": "absent" if current.presence in rules.ATTENDED else "present"}}
            )

    def all_present(self) -> None:
        """Note of everybody of whom nothing was said that they are present."""
        card = self.card
        if card is not None and self.desk.may("training", "edit"):
            marks = {one.staff_id: {"presence": "present"} for one in card.attendees if not one.presence}
            if marks:
                self._marked(marks)

    def _marked(self, marks: dict[str, dict[str, Any]]) -> None:
        desk, record = self.desk, self.record_id
        desk.jobs.run(
            lambda: desk.context.training_sessions.mark(desk.actor, record, marks),
            done=lambda _none: self.load(),
            owner=self,
        )

    def edit_row(self) -> None:
        """Open the current person's points and note."""
        current, desk, record = self.table.current, self.desk, self.record_id
        if not isinstance(current, Attendee) or not desk.may("training", "edit") or self.panel is not None:
            return
        staff_id = current.staff_id

        def work(values: dict[str, Any]) -> None:
            desk.context.training_sessions.mark(desk.actor, record, {staff_id: values})

        begin = {"presence": current.presence or None, "score": current.score, "note": current.note}
        panel = AskPanel(desk, current.name, T("training", "Save"), attendee_form(), work, begin)
        self.ask(panel, lambda _none: None)

    def _table_key(self, event: QKeyEvent) -> bool:
        if event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif int(event.key()) in _LETTERS:
            self.mark(_LETTERS[int(event.key())])
        else:
            return False
        return True

    # --- the session ----------------------------------------------------------------------------------------------

    def hold(self) -> None:
        """Say that it has taken place, with what came of it."""
        card, desk, record = self.card, self.desk, self.record_id
        if card is None or card.state != "planned" or not desk.may("training", "edit") or self.panel is not None:
            return
        drill = (Field("ended_at", T("training", "Over at"), "moment", past=True, width="half"),)
        result = Field("result", SESSION_FIELDS["result"], "long_text", lines=4)
        spec = FormSpec((Section(None, (result, *(drill if card.values["form"] == "drill" else ()))),))

        def work(values: dict[str, Any]) -> None:
            desk.context.training_sessions.hold(desk.actor, record, values)

        verb = T("training", "Has taken place")
        panel = AskPanel(desk, verb, verb, spec, work, {"result": card.values["result"]})
        self.ask(panel, lambda _none: desk.voice.info(T("training", "Held: whoever was there has the hours.")))

    def cancel(self) -> None:
        """Cancel it, with a reason."""
        desk, record = self.desk, self.record_id

        def work(values: dict[str, Any]) -> None:
            desk.context.training_sessions.cancel(desk.actor, record, str(values["note"] or ""))

        verb = T("training", "Cancel the session")
        spec = reason_form(T("training", "Why is it cancelled?"))
        self.ask(AskPanel(desk, verb, verb, spec, work, danger=True), lambda _none: None)

    def reopen(self) -> None:
        """Plan it anew."""
        desk, record = self.desk, self.record_id
        desk.jobs.run(
            lambda: desk.context.training_sessions.reopen(desk.actor, record),
            done=lambda _none: self.load(),
            owner=self,
        )

    def observe(self, note: Observation | None = None) -> None:
        """Open the form of an observation; a new one without one."""
        desk, record = self.desk, self.record_id
        if not record or not desk.may("training", "edit") or self.panel is not None:
            return
        key = note.id if note is not None else ""

        def work(values: dict[str, Any]) -> str:
            return desk.context.training_sessions.observe(desk.actor, record, values, key)

        begin: dict[str, Any] = {}
        if note is not None:
            begin = {"text": note.text, "at": note.at, "improve": note.improve, "due_at": note.due_at}
            begin["staff_id"] = note.staff_id or None
        title: Text = T("training", "Observation")
        panel = AskPanel(desk, title, T("training", "Save"), observation_form(desk), work, begin)
        self.ask(panel, lambda _key: None)

    def _forget(self, note: Observation) -> None:
        """Remove an observation; a bar offers to write it again."""
        desk, record = self.desk, self.record_id
        keys = ("text", "at", "improve", "staff_id", "due_at")
        values = {key: getattr(note, key) for key in keys}

        def again() -> None:
            desk.jobs.run(
                lambda: desk.context.training_sessions.observe(desk.actor, record, values),
                done=lambda _key: self.load(),
                owner=self,
            )

        def done(_none: object) -> None:
            self.load()
            desk.voice.info(T("training", "Observation removed."), undo=again)

        desk.jobs.run(lambda: desk.context.training_sessions.forget(desk.actor, note.id), done=done, owner=self)


def _presence(one: Attendee) -> str:
    words = rules.PRESENCES.get(one.presence)
    return f"{_MARKS[one.presence]} {words}" if words is not None else "—"


def _wrapped(text: AnyText, kind: str = "") -> QWidget:
    made = label(text, kind)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
