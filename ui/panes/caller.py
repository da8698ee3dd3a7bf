"""The owner card beside the intake: what is wrong here already, who this is, and how they want to be treated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.phrasing import say_moment
from app.core.text import T
from ui.panes.tones import STAGE_TONES, STATE_TONES
from ui.widgets.basic import Card, button, label, row
from ui.widgets.chips import StateChip, Tag
from ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

CONTACTS = 3


class CallerCard(QWidget):
    """Shows the caller: unsolved complaints and open tickets first, then tags, household, notes, the last contacts."""

    person_chosen = Signal(str)
    """One of the residents of the house shown is the caller."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._token = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.clear()

    def clear(self) -> None:
        """Show that nobody is known yet."""
        self._token += 1
        card = Card(T("panes", "Caller"))
        words = label(
            T("panes", "Type a room, a name, a telephone number or its last four digits, or a plate."), "muted"
        )
        words.setWordWrap(True)
        card.body.addWidget(words)
        self._take(card)

    def show_caller(self, person_id: str, house_id: str) -> None:
        """Show a person, a house, or both."""
        self._token += 1
        token, desk = self._token, self._desk

        def read() -> Any:
            person = desk.context.people.card(desk.actor, person_id) if person_id else None
            home = house_id or (person.homes[0].house_id if person and person.homes else "")
            house = desk.context.houses.card(desk.actor, home) if home else None
            tickets = desk.context.tickets.of_house(desk.actor, home, person_id)
            known = desk.may("complaint", "view")
            complaints = desk.context.complaints.of_house(desk.actor, home, person_id) if known else []
            return person, house, tickets, complaints

        desk.jobs.run(read, done=lambda found: self._show(*found) if token == self._token else None, owner=self)

    def _show(self, person: Any, house: Any, tickets: Sequence[Any], complaints: Sequence[Any]) -> None:
        card = Card()
        name = person.name if person else (house.label if house else "")
        card.body.addWidget(label(name, "title"))
        if person is not None:
            homes = "、".join(f"{home.label} {home.relation_title}" for home in person.homes if home.current)
            card.body.addWidget(ElidedLabel(homes))
        unsolved = [complaint for complaint in complaints if complaint.open]
        if unsolved:
            card.body.addWidget(label(T("panes", "Unsolved complaints: {n}").with_(n=len(unsolved)), "late"))
            for complaint in unsolved[:CONTACTS]:
                card.body.addWidget(self._complaint(complaint))
        open_ones = [ticket for ticket in tickets if ticket.open]
        if open_ones:
            card.body.addWidget(label(T("panes", "Open here: {n}").with_(n=len(open_ones)), "late"))
            for ticket in open_ones[:CONTACTS]:
                card.body.addWidget(self._line(ticket))
        if person is not None:
            self._tags(card, person)
        for note in self._notes(person, house):
            words = label(note, "sticky")
            words.setWordWrap(True)
            card.body.addWidget(words)
        if house is not None and not person:
            for resident in house.residents[:6]:
                card.body.addWidget(self._resident(resident))
        ended = [ticket for ticket in tickets if not ticket.open][:CONTACTS]
        if ended:
            card.body.addWidget(label(T("panes", "Last contacts"), "muted"))
            for ticket in ended:
                card.body.addWidget(self._line(ticket))
        self._take(card)

    def _resident(self, resident: Any) -> QWidget:
        words = f"{resident.name} · {resident.relation_title} · {resident.phone}"
        line = QWidget()
        choose = button(T("panes", "It is them"), "quiet", on=lambda: self.person_chosen.emit(resident.person_id))
        layout = row(ElidedLabel(words), None, choose)
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        return line

    def _tags(self, card: Any, person: Any) -> None:
        tags = [Tag(tag.title, "late") for tag in person.care_flags] + [
            Tag(tag.title, "info") for tag in person.preferences
        ]
        for start in range(0, len(tags), 4):
            card.body.addLayout(row(*tags[start : start + 4], None))

    def _notes(self, person: Any, house: Any) -> list[str]:
        notes = [person.note if person else "", str(house.values.get("note") or "") if house else ""]
        return [note for note in notes if note]

    def _line(self, ticket: Any) -> QWidget:
        chip = StateChip(ticket.words, STATE_TONES.get(ticket.state, "muted"))
        return self._leading(chip, ticket.title, ticket.entered_at, "ticket", ticket.id)

    def _complaint(self, complaint: Any) -> QWidget:
        tone = STAGE_TONES.get(complaint.stage, "muted")
        chip = StateChip(complaint.words, tone)
        return self._leading(chip, complaint.title, complaint.entered_at, "complaint", complaint.id)

    def _leading(self, chip: QWidget, title: str, at: int, kind: str, record_id: str) -> QWidget:
        now, zone = self._desk.context.clock.now(), self._desk.context.zone
        line = QWidget()
        layout = row(
            chip,
            ElidedLabel(title),
            None,
            label(say_moment(at, now, zone), "muted"),
            button(T("panes", "Open"), "quiet", on=lambda: self._desk.go(kind, record_id)),
        )
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        return line

    def _take(self, card: QWidget) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._layout.addWidget(card)
