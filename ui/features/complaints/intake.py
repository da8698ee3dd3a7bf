"""The form of a complaint: who complains in one box, what they say; due times and earlier complaints beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.core.phrasing import say_moment
from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.service import Due, Repeat, Taken
from app.features.houses.rules import parse_room
from app.features.people.rules import normalise_phone, phone_problem
from app.features.tickets.rules import CHANNELS
from ui.features.complaints.fields import callers, houses, people, staff, words
from ui.features.complaints.pane import repeat_line
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.lookup import LookupBox
from ui.forms.record import OpenRecord
from ui.forms.spec import Candidate, Field, FormSpec, Section
from ui.panes.caller import CallerCard
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, label

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

WHO = "who"
DELAY_MS = 250
CERTAIN = 95
"""From this score on a candidate is what was typed, whole: it is taken although nobody chose it."""


class ComplaintForm(FormFrame):
    """Takes a complaint in, or changes one.

    Args:
        desk: The desk.
        values: What it begins with.
        record: The complaint that is changed; None for a new one.
        complaint_id: Its id; empty for a new one.
        parent: Its owner.
    """

    taken = Signal(str)
    """It was saved; the complaint's id."""
    caller_chosen = Signal()
    """A candidate was taken for who complains."""

    def __init__(
        self,
        desk: Desk,
        values: Mapping[str, Any],
        record: OpenRecord | None = None,
        complaint_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._desk, self._id = desk, complaint_id
        self._ticket = str(values.get("ticket_id") or "")
        self._token = 0
        self.caller = CallerCard(desk)
        self.due = label("", "muted")
        self.due.setWordWrap(True)
        self._repeats = QVBoxLayout()
        form = Form(FormSpec((Section(None, _fields(desk, new=record is None)),)), desk.display, desk.jobs)
        title = T("complaints", "Take a complaint")
        if record is not None:
            title = T("complaints", "Edit {number}").with_(number=record.values["number"])
        elif self._ticket:
            title = T("complaints", "Complaint from a ticket")
        super().__init__(
            title,
            form,
            self._save,
            desk.voice,
            desk.jobs,
            on_saved=self._saved,
            extra=self._side(),
            closes=False,
            record=record,
            parent=parent,
        )
        shown = {key: value for key, value in values.items() if key in _keys(form)}
        form.set_values({"grade": "ordinary", "channel": "phone", "dispute": False} | shown)
        form.mark_saved()
        if record is None:
            self._wire_who()
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.look)
        form.edited.connect(self._edited)
        self._show_caller()
        self.look()

    def begin(self) -> None:
        """Put the keyboard where the next thing is to be typed."""
        known = self.form.value("person_id") or self.form.value("house_id")
        if self._id or known:
            self.form.editor("description").setFocus()
        else:
            self.form.focus_first()

    # --- beside the form ------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask for the due times and for earlier complaints of the same kind."""
        self._token += 1
        token, desk, record = self._token, self._desk, self._id
        values = {key: self.form.value(key) for key in _keys(self.form) if key != WHO}

        def read() -> tuple[Due, list[Repeat]]:
            due = desk.context.complaints.due_preview(values)
            return due, desk.context.complaints.repeats(desk.actor, values, record)

        desk.jobs.run(read, done=lambda found: self._looked(*found) if token == self._token else None, owner=self)

    def _looked(self, due: Due, repeats: list[Repeat]) -> None:
        now, zone = self._desk.context.clock.now(), self._desk.context.zone
        self.due.setText(
            T("complaints", "First response {respond} · solution {solve}").format(
                respond=say_moment(due.respond, now, zone, times=True),
                solve=say_moment(due.solve, now, zone, times=True),
            )
        )
        self.due.setToolTip("\n".join(map(str, due.why)))
        while (item := self._repeats.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if repeats:
            self._repeats.addWidget(Heading(T("complaints", "Repeated complaints"), len(repeats)))
        for repeat in repeats:
            self._repeats.addWidget(repeat_line(self._desk, repeat))

    def _edited(self, key: str) -> None:
        if key in ("person_id", "house_id"):
            self._show_caller()
        self._timer.start()

    def _show_caller(self) -> None:
        person, house = (str(self.form.value(key) or "") for key in ("person_id", "house_id"))
        if person or house:
            self.caller.show_caller(person, house)
        else:
            self.caller.clear()

    def _side(self) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        margins(layout, 2 * GRID)
        layout.setSpacing(GRID + 4)
        layout.addWidget(Heading(T("complaints", "Due")))
        layout.addWidget(self.due)
        layout.addLayout(self._repeats)
        layout.addWidget(self.caller)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(body)
        area.setMinimumWidth(380)
        self.caller.person_chosen.connect(self._choose_person)
        return area

    # --- who complains --------------------------------------------------------------------------------------------

    def _wire_who(self) -> None:
        box = self.form.editor(WHO)
        assert isinstance(box, LookupBox)
        self.who = box
        box.picked.connect(self._picked)
        box.returnPressed.connect(self._take_first)
        box.editingFinished.connect(self._who_left)

    def _picked(self, candidate: Candidate) -> None:
        hit = candidate.data
        if hit.house_id:
            self.form.set_value("house_id", hit.house_id)
        if hit.person_id:
            self._choose_person(hit.person_id)
        self._show_caller()
        # After the key that chose: Enter also leads on to the next field.
        QTimer.singleShot(0, self, self.form.editor("description").setFocus)
        self.look()
        self.caller_chosen.emit()

    def _take_first(self) -> None:
        """Enter takes the likeliest candidate for what was typed, if there is any."""
        text = self.who.text().strip()
        if text and self.who.candidate is None:
            found = self._desk.context.finder.find(self._desk.actor, text)
            if found:
                candidate = Candidate(found[0].id, found[0].title, found[0].subtitle, found[0])
                self.who.set_candidate(candidate)
                self._picked(candidate)

    def _choose_person(self, person_id: str) -> None:
        card = self._desk.context.people.card(self._desk.actor, person_id)
        self.form.set_value("person_id", person_id)
        self.form.set_value("person_name", card.name)
        self.form.set_value("person_phone", card.primary_phone)
        if not self.form.value("house_id") and card.homes:
            self.form.set_value("house_id", card.homes[0].house_id)
        self._show_caller()
        self.look()

    def _who_left(self) -> None:
        """Take over what was typed for somebody unknown: a room, a telephone or a name."""
        text = self.who.text().strip()
        if not text or self.form.value("person_id") or self.form.value("house_id"):
            return
        found = self._desk.context.finder.find(self._desk.actor, text)
        if found and found[0].score >= CERTAIN:
            self._picked(Candidate(found[0].id, found[0].title, data=found[0]))
        elif parse_room(text) is not None:
            self.form.set_value("place", self.form.value("place") or text)
        elif phone_problem(text) is None:
            self.form.set_value("person_phone", self.form.value("person_phone") or normalise_phone(text))
        elif not self.form.value("person_name"):
            self.form.set_value("person_name", text)

    # --- saving ---------------------------------------------------------------------------------------------------

    def _save(self, values: dict[str, Any]) -> Any:
        desk = self._desk
        given = {key: value for key, value in values.items() if key != WHO}
        if self._id:
            return desk.context.complaints.edit(desk.actor, self._id, given)
        given = {key: value for key, value in given.items() if value not in (None, "")}
        if self._ticket:
            given["ticket_id"] = self._ticket
        return desk.context.complaints.take(desk.actor, given)

    def _saved(self, result: Any) -> None:
        desk, record = self._desk, self._id
        if isinstance(result, Taken):
            desk.voice.done(T("complaints", "Complaint {number} taken in.").with_(number=result.number))
            self.taken.emit(result.id)
            return

        def undo() -> None:
            desk.jobs.run(lambda: desk.context.complaints.edit(desk.actor, record, result))

        desk.voice.info(T("complaints", "Saved."), undo=undo if result else None)
        self.taken.emit(record)


def _keys(form: Form) -> list[str]:
    return [field.key for field in form.spec.fields]


def _fields(desk: Desk, *, new: bool) -> tuple[Field, ...]:
    titles = rules.FIELD_TITLES
    who = Field(
        WHO,
        T("complaints", "Who complains"),
        "lookup",
        lookup=callers(desk),
        placeholder=T("complaints", "Room, name, telephone or plate"),
    )
    fields = (
        Field("house_id", titles["house_id"], "lookup", lookup=houses(desk)),
        Field(
            "place",
            titles["place"],
            placeholder=T("complaints", "Public area, such as the lobby of building 3"),
            visible_if=lambda values: not values.get("house_id"),
        ),
        Field("person_id", titles["person_id"], "lookup", lookup=people(desk)),
        Field("person_name", titles["person_name"], width="half"),
        Field("person_phone", titles["person_phone"], "phone", width="half"),
        Field("channel", titles["channel"], "choice", choices=CHANNELS, width="half"),
        Field(
            "description",
            titles["description"],
            "long_text",
            True,
            lines=5,
            placeholder=T("complaints", "What is complained of, in their words"),
        ),
        Field("title", titles["title"], help=T("complaints", "Empty: the first sentence.")),
        Field("subject", titles["subject"], "choice", choices=words(desk, "complaint_subject"), width="half"),
        Field(
            "grade",
            titles["grade"],
            "choice",
            choices=rules.GRADES,
            width="half",
            help=T("complaints", "Serious: reported to the management at once, plan to be approved."),
        ),
        Field("dispute", titles["dispute"], "flag"),
        Field("department", titles["department"], "choice", choices=words(desk, "department"), width="half"),
        Field("staff_id", titles["staff_id"], "choice", choices=staff(desk), width="half",
              help=T("complaints", "Empty: whoever takes it in.") if new else None),
        Field("reported_at", titles["reported_at"], "moment", past=True, width="half",
              help=T("complaints", "Empty: now. The clocks run from here.") if new else None),
        Field("happened_at", titles["happened_at"], "moment", past=True, width="half"),
    )  # fmt: skip
    return (who, *fields) if new else fields
