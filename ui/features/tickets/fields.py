"""The intake's fields: the caller in one box, what they say, and what the program proposes from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.core.errors import Invalid
from app.core.phrasing import say_moment
from app.core.text import T, Text
from app.features.houses.rules import house_label, parse_room
from app.features.people.rules import normalise_phone, phone_problem, surname_of
from app.features.tickets import rules
from app.features.tickets.service import Advice
from ui.features.tickets.near import NearList
from ui.forms.lookup import LookupBox
from ui.forms.spec import Candidate
from ui.i18n.language import Retranslated, bind_text
from ui.widgets.basic import label, row, tool

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

CERTAIN = 95
"""From this score on a candidate is what was typed, whole: it is taken although nobody chose it."""

PROPOSED = ("scenario", "type", "category", "level", "department")
"""Fields the program proposes; once chosen by hand they stay."""


FORMS_OF_ADDRESS: Mapping[str, Text] = {
    "male": T("tickets", "Mr {name}"),
    "female": T("tickets", "Ms {name}"),
}


class IntakeFields(Retranslated, QWidget):
    """The form of the intake."""

    edited = Signal()
    caller_chosen = Signal(str, str)
    """Person id and house id of the caller, either may be empty."""
    near_opened = Signal(str)
    near_joined = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._house = ""
        self._person = ""
        self._sex = ""
        self._chosen: set[str] = set()
        self._errors: dict[str, QLabel] = {}
        self.who = LookupBox(self._candidates, desk.jobs, free=True)
        self.place = QLineEdit()
        self.name = QLineEdit()
        self.phone = QLineEdit()
        self.channel = _combo()
        self.description = _Description()
        self.combos = {key: _combo() for key in PROPOSED}
        self._fill_combos()
        self.reason = label("", "muted")
        self.reason.setWordWrap(True)
        self.near = NearList()
        self.due = label("", "muted")
        self.due.setWordWrap(True)
        self._build()
        self._wire()

    # --- values ---------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return the fields of the ticket as the form stands.

        Raises:
            Invalid: What stands in the caller's box was not resolved to a place, a name or a telephone.
        """
        values: dict[str, Any] = {
            "house_id": self._house,
            "requester_id": self._person,
            "place": "" if self._house else self.place.text().strip(),
            "requester_name": self.name.text().strip(),
            "requester_phone": self.phone.text().strip(),
            "channel": self.value("channel"),
            "description": self.description.toPlainText().strip(),
        }
        values.update({key: self.value(key) for key in PROPOSED})
        values["level"] = int(values["level"] or 3)
        return values

    def chosen(self) -> dict[str, Any]:
        """Return the values without those that only the program has proposed."""
        return {key: value for key, value in self.values().items() if key not in PROPOSED or key in self._chosen}

    def known(self) -> dict[str, Any]:
        """Return the values and the words they stand for, for scripts and notes."""
        return {**self.values(), "place_label": self.place.text().strip(), "address": self._address()}

    def _address(self) -> str:
        """How the caller is spoken to."""
        name = self.name.text().strip()
        if not name:
            return ""
        words = FORMS_OF_ADDRESS.get(self._sex, T("tickets", "Mr or Ms {name}"))
        return words.format(name=surname_of(name))

    def value(self, key: str) -> str:
        """Return the code chosen in one of the boxes."""
        combo = self.channel if key == "channel" else self.combos[key]
        return str(combo.currentData() or "")

    def clear(self) -> None:
        """Empty the form."""
        self._house = self._person = self._sex = ""
        self._chosen.clear()
        for line in (self.who, self.place, self.name, self.phone):
            line.clear()
        self.place.setReadOnly(False)
        self.release.hide()
        self.description.clear()
        for combo in (self.channel, *self.combos.values()):
            combo.setCurrentIndex(0)
        self._set_combo("type", "other")
        self._set_combo("level", "3")
        self.reason.clear()
        self.near.show_tickets(())
        self.clear_errors()

    def fill(self, values: Mapping[str, Any]) -> None:
        """Take over values that are known already."""
        self._person = str(values.get("requester_id") or "")
        self._house = str(values.get("house_id") or "")
        for key, line in (("place", self.place), ("requester_name", self.name), ("requester_phone", self.phone)):
            if values.get(key):
                line.setText(str(values[key]))
        if values.get("description"):
            self.description.setPlainText(str(values["description"]))
        for key in (*PROPOSED, "channel"):
            if values.get(key):
                self._set_combo(key, str(values[key]))
        if self._house:
            self._show_house()
        if self._person and not self.name.text():
            self._fill_person()

    KEYS = (
        "house_id",
        "place",
        "requester_id",
        "requester_name",
        "requester_phone",
        "channel",
        "description",
        *PROPOSED,
    )
    """Fields of a ticket that the form can show anew, a house before the place that stands without one."""

    def put(self, key: str, value: Any) -> None:
        """Show another value in one field."""
        if key == "house_id":
            self._house = str(value or "")
            if self._house:
                self._show_house()
            else:
                self.release.hide()
                self.place.setReadOnly(False)
                self.place.clear()
        elif key == "requester_id":
            self._person = str(value or "")
        elif key == "description":
            self.description.setPlainText(str(value or ""))
        elif key in (*PROPOSED, "channel"):
            self._set_combo(key, str(value or ""))
        elif key != "place" or not self._house:
            self._lines[key].setText(str(value or ""))

    def told(self, key: str, value: Any) -> str:
        """Return a field's value as people read it."""
        if not value:
            return ""
        if key == "house_id":
            return self._desk.context.houses.label(str(value))
        if key == "requester_id":
            return self._desk.context.people.card(self._desk.actor, str(value)).name
        if key in (*PROPOSED, "channel"):
            combo = self.channel if key == "channel" else self.combos[key]
            place = combo.findData(str(value))
            return combo.itemText(place) if place >= 0 else str(value)
        return str(value)

    def has_keyboard(self, key: str) -> bool:
        """Say whether somebody is typing in a field."""
        return self._editor(key).hasFocus()

    @property
    def _lines(self) -> dict[str, QLineEdit]:
        return {"place": self.place, "requester_name": self.name, "requester_phone": self.phone}

    def choose_all(self) -> None:
        """Treat every value as chosen by hand (the form of an existing ticket)."""
        self._chosen.update(PROPOSED)

    def focus_first(self) -> None:
        """Put the cursor where the next thing is to be typed."""
        (self.description if self._house or self._person else self.who).setFocus()

    # --- errors ---------------------------------------------------------------------------------------------------

    def show_errors(self, error: Invalid) -> None:
        """Say under each field what is wrong with it, and go to the first."""
        self.clear_errors()
        first: QWidget | None = None
        for key, text in error.fields.items():
            place = self._errors.get(key) or self._errors["description"]
            place.setText(str(text))
            place.show()
            first = first or self._editor(key)
        if first is not None:
            first.setFocus()

    def clear_errors(self) -> None:
        """Take the errors away."""
        for place in self._errors.values():
            place.clear()
            place.hide()

    def _editor(self, key: str) -> QWidget:
        return {
            "place": self.place, "house_id": self.who, "requester_id": self.who, "requester_name": self.name,
            "requester_phone": self.phone, "channel": self.channel, **self.combos,
        }.get(key, self.description)  # fmt: skip

    # --- advice ---------------------------------------------------------------------------------------------------

    def show_advice(self, advice: Advice) -> None:
        """Show what the program proposes, where nothing was chosen by hand."""
        proposal = advice.proposal
        offered = {
            "scenario": proposal.scenario, "type": proposal.type, "category": proposal.category,
            "level": str(proposal.level or ""), "department": proposal.department,
        }  # fmt: skip
        for key, code in offered.items():
            if key not in self._chosen and code:
                self._set_combo(key, code)
        self.reason.setText(str(proposal.reason) if proposal.scenario or proposal.category else "")
        self.near.show_tickets(advice.near)
        self._show_due(advice)

    def _show_due(self, advice: Advice) -> None:
        now, zone, due = self._desk.context.clock.now(), self._desk.context.zone, advice.due
        parts = [
            str(words.with_(time=say_moment(moment, now, zone, times=True)))
            for words, moment in (
                (T("tickets", "Response {time}"), due.respond),
                (T("tickets", "On site {time}"), due.arrive),
                (T("tickets", "Result {time}"), due.finish),
            )
            if moment is not None
        ]
        self.due.setText(" · ".join(parts))
        self.due.setToolTip("\n".join(str(why) for why in due.why))

    # --- caller ---------------------------------------------------------------------------------------------------

    def _candidates(self, text: str) -> Sequence[Candidate]:
        found = self._desk.context.finder.find(self._desk.actor, text)
        return [Candidate(hit.id, hit.title, hit.subtitle, hit) for hit in found]

    def _picked(self, candidate: Candidate) -> None:
        hit = candidate.data
        self._person, self._house = hit.person_id, hit.house_id
        self.clear_errors()
        if self._house:
            self._show_house()
        if self._person:
            self._fill_person()
        self.caller_chosen.emit(self._person, self._house)
        self.description.setFocus()
        self.edited.emit()

    def choose_person(self, person_id: str) -> None:
        """Take a resident of the chosen house as the caller."""
        self._person = person_id
        self._fill_person()
        self.caller_chosen.emit(self._person, self._house)
        self.edited.emit()

    def _show_house(self) -> None:
        self.place.setText(self._desk.context.houses.label(self._house))
        self.place.setReadOnly(True)
        self.release.show()

    def _fill_person(self) -> None:
        desk, person = self._desk, self._person
        card = desk.context.people.card(desk.actor, person)
        self.name.setText(card.name)
        self._sex = card.sex
        self.phone.setText(card.primary_phone)
        if not self._house and card.homes:
            self._house = card.homes[0].house_id
            self._show_house()

    def _take_first(self) -> None:
        """Enter takes the likeliest candidate for what was typed, if there is any."""
        text = self.who.text().strip()
        if text and not self._house and not self._person:
            found = self._candidates(text)
            if found:
                self._picked(found[0])

    def _who_left(self) -> None:
        """Take over what was typed for an unknown caller: a room, a telephone, a name or a place."""
        text = self.who.text().strip()
        if not text or self._house or self._person:
            return
        found = self._candidates(text)
        if found and found[0].data.score >= CERTAIN:
            self._picked(found[0])
            return
        if (room := parse_room(text)) is not None:
            self.place.setText(self.place.text() or house_label(*room))
        elif phone_problem(text) is None:
            self.phone.setText(self.phone.text() or normalise_phone(text))
        elif not self.name.text():
            self.name.setText(text)
        self.edited.emit()

    def _release_house(self) -> None:
        self._house = ""
        self.release.hide()
        self.place.setReadOnly(False)
        self.place.clear()
        self.place.setFocus()
        self.edited.emit()

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        bind_text(self.who.setPlaceholderText, T("tickets", "Room, name, telephone or plate"))
        bind_text(self.who.setAccessibleName, T("tickets", "Who is calling"))
        bind_text(self.place.setPlaceholderText, T("tickets", "Public area, such as the lobby of building 3"))
        bind_text(self.description.setPlaceholderText, T("tickets", "What the caller says, in their words"))
        self.who.setMinimumHeight(36)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self.release = tool("close", T("tickets", "Another place"), on=self._release_house)
        self.release.hide()
        self._add(grid, 0, "requester_id", T("tickets", "Caller"), self.who, wide=True)
        self._add(
            grid, 2, "place", T("tickets", "Place"), _line(self.place, self.release), buddy=self.place, required=True
        )
        self._add(grid, 2, "channel", T("tickets", "Channel"), self.channel, column=2)
        self._add(grid, 4, "requester_name", T("tickets", "Name"), self.name)
        self._add(grid, 4, "requester_phone", T("tickets", "Telephone"), self.phone, column=2)
        self._add(grid, 6, "description", T("tickets", "Description"), self.description, wide=True, required=True)
        grid.addWidget(self.near, 8, 1, 1, 3)
        self._add(grid, 9, "scenario", T("tickets", "Scenario"), self.combos["scenario"])
        self._add(grid, 9, "level", T("tickets", "Level"), self.combos["level"], column=2)
        self._add(grid, 11, "category", T("tickets", "Category"), self.combos["category"])
        self._add(grid, 11, "type", T("tickets", "Type"), self.combos["type"], column=2)
        self._add(grid, 13, "department", T("tickets", "Department"), self.combos["department"])
        grid.addWidget(self.reason, 15, 1, 1, 3)
        grid.addWidget(label(T("tickets", "Due"), "muted"), 16, 0)
        grid.addWidget(self.due, 16, 1, 1, 3)

    def _add(
        self,
        grid: QGridLayout,
        line: int,
        key: str,
        title: Text,
        editor: QWidget,
        *,
        column: int = 0,
        wide: bool = False,
        required: bool = False,
        buddy: QWidget | None = None,
    ) -> None:
        words = label(title)
        target = buddy or editor
        words.setBuddy(target)
        bind_text(target.setAccessibleName, title)
        error = label("", "error")
        error.setWordWrap(True)
        error.hide()
        self._errors[key] = error
        span = 3 if wide else 1
        upright = Qt.AlignmentFlag.AlignTop if isinstance(editor, QPlainTextEdit) else Qt.AlignmentFlag.AlignVCenter
        star = label("*" if required else "", "late")
        caption = _line(words, star, None)
        grid.addWidget(caption, line, column, upright | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(editor, line, column + 1, 1, span)
        grid.addWidget(error, line + 1, column + 1, 1, span)

    def _wire(self) -> None:
        self.who.picked.connect(self._picked)
        self._desk.feed.listen(self, ("scenario", "category"), lambda _changes: self._fill_combos())
        self.who.returnPressed.connect(self._take_first)
        self.who.editingFinished.connect(self._who_left)
        self.description.textChanged.connect(self.edited)
        self.near.opened.connect(self.near_opened)
        self.near.joined.connect(self.near_joined)
        self.place.textEdited.connect(lambda _text: self.edited.emit())
        self.channel.activated.connect(lambda _index: self.edited.emit())
        for key, combo in self.combos.items():
            combo.activated.connect(lambda _index, key=key: self._choose(key))

    def _choose(self, key: str) -> None:
        """A person chose: this stays. A chosen scenario brings its own type, category, level and department."""
        self._chosen.add(key)
        if key == "scenario" and self.value("scenario"):
            card = self._desk.context.scenarios.card(self._desk.actor, self.value("scenario"))
            for other, code in (
                ("type", card.type), ("category", card.category), ("level", str(card.level)),
                ("department", card.department),
            ):  # fmt: skip
                self._set_combo(other, code)
                self._chosen.add(other)
        self.edited.emit()

    def retranslate(self) -> None:
        """Name the choices in the language of the moment."""
        self._fill_combos()

    def _fill_combos(self) -> None:
        """Offer what can be chosen now; what is chosen stays."""
        _offer(self.channel, rules.CHANNELS)
        _offer(self.combos["type"], rules.TYPES)
        _offer(self.combos["level"], rules.LEVELS)
        _offer(self.combos["department"], rules.DEPARTMENTS, T("tickets", "Not yet known"))
        _offer(self.combos["scenario"], self._scenarios(), T("tickets", "No scenario"))
        _offer(self.combos["category"], self._categories(), T("tickets", "No category"))

    def _set_combo(self, key: str, code: str) -> None:
        combo = self.channel if key == "channel" else self.combos[key]
        index = combo.findData(code)
        if index >= 0:
            combo.setCurrentIndex(index)

    def _scenarios(self) -> Mapping[str, Any]:
        return {card.code: card.title for card in self._desk.context.scenarios.cards(self._desk.actor)}

    def _categories(self) -> Mapping[str, Any]:
        tree = self._desk.context.categories.tree()
        return {leaf.code: f"{branch.title} / {leaf.title}" for branch in tree for leaf in branch.leaves}


class _Description(QPlainTextEdit):
    """A text box in which Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(96)
        self.setMaximumHeight(128)


class _NoWheel(QObject):
    """Keeps the mouse wheel from changing a box that only lies under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on unless the box has the focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _offer(combo: QComboBox, labels: Mapping[str, Any], empty: Text | None = None) -> None:
    chosen = combo.currentData()
    combo.clear()
    if empty is not None:
        combo.addItem(str(empty), "")
    for code, title in labels.items():
        combo.addItem(str(title), code)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    combo.setMaxVisibleItems(16)
    keeper = _NoWheel(combo)
    combo.installEventFilter(keeper)
    return combo


def _line(*parts: QWidget | None) -> QWidget:
    holder = QWidget()
    layout = row(*parts, gap=4)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder
