"""The small form of a move: it opens inside the detail pane, asks only what the move needs, and closes again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.tickets import rules
from ui.forms.form import Form
from ui.forms.spec import Field, FormSpec, Section
from ui.widgets.basic import button, label, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

Choices = Mapping[str, Any]
Many = tuple[int, list[tuple[str, AppError]]]


class MovePanel(QWidget):
    """Asks what one move needs and makes it, for one ticket or many.

    Args:
        desk: The desk.
        move: The move.
        ticket_ids: The tickets it is made on.
        values: What the tickets already hold, to begin with.
    """

    done = Signal(str)
    """The move was made; carries its action."""
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        move: rules.Move,
        ticket_ids: Sequence[str],
        values: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._move = move
        self._ids = tuple(ticket_ids)
        self.form = Form(
            FormSpec((Section(None, _fields(desk, move, str((values or {}).get("department") or ""))),)),
            desk.display,
            desk.jobs,
            self,
        )
        known = {key: value for key, value in (values or {}).items() if key in _keys(move) and value not in (None, "")}
        self.form.set_values(known)
        self.form.save_wanted.connect(self.make)
        self.form.leave_wanted.connect(self.left)
        self._make = button(move.title, "danger" if move.action == "void" else "primary", on=self.make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(move.title, "heading"))
        layout.addWidget(self.form)
        layout.addLayout(row(None, button(T("tickets", "Cancel"), on=self.left.emit), self._make))
        self.form.focus_first()

    def make(self) -> None:
        """Make the move; a refusal keeps the form as it is and says under which field."""
        try:
            values = {key: value for key, value in self.form.values().items() if value not in (None, "")}
        except Invalid as error:
            self.form.show_errors(error)
            return
        self._make.setEnabled(False)
        desk, ids, action = self._desk, self._ids, self._move.action

        def work() -> Many | None:
            if len(ids) != 1:
                return desk.context.tickets.do_many(desk.actor, ids, action, values)
            desk.context.tickets.do(desk.actor, ids[0], action, values)
            return None

        desk.jobs.run(work, done=self._made, failed=self._refused, owner=self)

    def _made(self, many: Many | None) -> None:
        if many is not None:
            self._tell_many(*many)
        self.done.emit(self._move.action)

    def _tell_many(self, count: int, refused: Sequence[tuple[str, AppError]]) -> None:
        voice = self._desk.voice
        voice.info(T("tickets", "{n} tickets: {action}.").with_(n=count, action=self._move.done))
        if refused:
            number, error = refused[0]
            voice.warn(
                T("tickets", "{n} were left as they were; {number}: {reason}").with_(
                    n=len(refused), number=number, reason=str(error)
                )
            )

    def _refused(self, error: BaseException) -> None:
        self._make.setEnabled(True)
        if isinstance(error, Invalid):
            self.form.show_errors(error)
        elif isinstance(error, AppError):
            self._desk.voice.error(error)
        else:
            raise error


def _keys(move: rules.Move) -> tuple[str, ...]:
    return (*move.required, *_EXTRA.get(move.action, ()))


_EXTRA: Mapping[str, tuple[str, ...]] = {
    "dispatch": ("note",),
    "respond": ("note",),
    "arrive": ("note",),
    "finish": ("materials", "fee", "note"),
    "confirm": ("check_score", "note"),
    "close": ("satisfaction", "note"),
    "hold": ("note",),
    "resume": ("note",),
}


def _fields(desk: Desk, move: rules.Move, department: str) -> tuple[Field, ...]:
    makers: Mapping[str, Callable[[bool], Field]] = {
        "assignee_id": lambda required: Field(
            "assignee_id", T("tickets", "Assignee"), "choice", required, choices=_staff(desk, department)
        ),
        "result": lambda required: Field("result", T("tickets", "Result"), "long_text", required, lines=3),
        "cause": lambda required: Field(
            "cause", T("tickets", "Cause"), "choice", required, choices=_words(desk, "cause")
        ),
        "materials": lambda required: Field("materials", T("tickets", "Materials"), "text", required),
        "fee": lambda required: Field("fee", T("tickets", "Fee"), "money", required, unit=T("tickets", "yuan")),
        "resident_word": lambda required: Field(
            "resident_word", T("tickets", "The resident's word"), "choice", required, choices=rules.RESIDENT_VERDICTS
        ),
        "satisfaction": lambda required: Field(
            "satisfaction", T("tickets", "Satisfaction"), "choice", required, choices=SCORES
        ),
        "check_score": lambda required: Field(
            "check_score", T("tickets", "Internal check"), "choice", required, choices=SCORES
        ),
        "hold_reason": lambda required: Field(
            "hold_reason", T("tickets", "Reason"), "choice", required, choices=_words(desk, "hold_reason")
        ),
        "merged_into": lambda required: Field(
            "merged_into", T("tickets", "The other ticket"), "lookup", required, lookup=_open_tickets(desk)
        ),
        "note": lambda required: Field(
            "note", T("tickets", "Reason") if required else T("tickets", "Note"), "long_text", required, lines=2
        ),
    }
    return tuple(makers[key](key in move.required) for key in _keys(move))


SCORES = {str(n): T("tickets", "{n} of 5").with_(n=n) for n in range(5, 0, -1)}


def _staff(desk: Desk, department: str) -> Choices:
    """Return who can be given the ticket; those of its department stand first."""
    people = desk.context.staff.people(desk.actor)
    ordered = sorted(people, key=lambda person: (person.department != department, person.department, person.number))
    return {person.id: " · ".join(part for part in (person.name, _post(person)) if part) for person in ordered}


def _post(person: Any) -> str:
    return person.position or str(rules.DEPARTMENTS.get(person.department, ""))


def _words(desk: Desk, dictionary: str) -> Choices:
    return {word.title: word.title for word in desk.context.dictionaries.words(dictionary)}


def _open_tickets(desk: Desk) -> Any:
    from ui.forms.spec import Candidate, Lookup

    def find(text: str) -> Sequence[Candidate]:
        return [
            Candidate(hit.id, f"{hit.number} {hit.title}", str(rules.state_title(hit.state)))
            for hit in desk.context.tickets.search(desk.actor, text)
            if hit.state in rules.OPEN
        ]

    return Lookup(find)
