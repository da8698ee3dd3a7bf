"""A house beside the list: who lives there, what is open, what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.core.text import T
from app.features.houses.service import FIELDS, KINDS, STATUSES, HouseCard, Resident, show_area
from app.features.tickets.rules import OPEN
from ui.attachments.strip import AttachmentStrip
from ui.features.owners.pane import OwnerPane
from ui.i18n.language import AnyText
from ui.panes.links import LinkStrip
from ui.panes.pane import link, sticky, tags
from ui.widgets.basic import Heading, button, hairline, label, row, tool
from ui.widgets.chips import Tag
from ui.widgets.grid import KeyValueGrid
from ui.widgets.story import StoryLike

if TYPE_CHECKING:
    from app.features.tickets.service import TicketHit
    from ui.bridge.desk import Desk

_KINDS = ("house", "residence", "person", "person_phone", "person_tag", "ticket")
_YES, _NO = T("owners", "yes"), T("owners", "no")


@dataclass(frozen=True)
class HouseFound:
    """What the pane shows of a house."""

    card: HouseCard
    tickets: tuple[TicketHit, ...]
    story: tuple[StoryLike, ...]


@dataclass(frozen=True)
class HouseVerbs:
    """What can be done with the house shown; called with the id."""

    edit: Callable[[str], object]
    delete: Callable[[str], object]
    add_person: Callable[[str], object]


class HousePane(OwnerPane):
    """Shows one house.

    Args:
        desk: The desk.
        verbs: What its buttons do.
    """

    def __init__(self, desk: Desk, verbs: HouseVerbs, parent: QWidget | None = None) -> None:
        self._verbs = verbs
        super().__init__(
            desk,
            _KINDS,
            ("house", T("owners", "No house chosen"), T("owners", "Choose one in the list to see it here.")),
            parent,
        )

    def read(self, record_id: str) -> HouseFound:
        """Return the house with people, tickets and history."""
        context, actor = self.desk.context, self.desk.actor
        hits = context.tickets.of_house(actor, record_id) if actor.may("ticket", "view") else []
        return HouseFound(
            context.houses.card(actor, record_id), tuple(hits), tuple(context.houses.history(actor, record_id))
        )

    def build(self, layout: QVBoxLayout, found: HouseFound) -> None:
        """Put the house into the pane."""
        card = found.card
        self._head(layout, card)
        if card.values["note"]:
            layout.addWidget(sticky(card.values["note"]))
        self.add_tickets(layout, T("owners", "Open tickets"), [hit for hit in found.tickets if hit.state in OPEN])
        self._residents(layout, card)
        layout.addWidget(Heading(T("owners", "The house")))
        layout.addWidget(self._facts(card))
        layout.addWidget(LinkStrip(self.desk, "house", card.id, aside=("ticket", "house", "person")))
        layout.addWidget(AttachmentStrip(self.desk, "house", card.id, catch=self))
        done = [hit for hit in found.tickets if hit.state not in OPEN]
        self.add_tickets(layout, T("owners", "Earlier tickets"), done)
        layout.addWidget(hairline())
        self.add_story(layout, found.story)

    def _head(self, layout: QVBoxLayout, card: HouseCard) -> None:
        desk, values = self.desk, card.values
        name = label(card.label, "title")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = [word for word in (KINDS.get(values["kind"]), STATUSES.get(values["status"])) if word is not None]
        line = row(name, *(Tag(word) for word in words), None)
        if desk.may("house", "edit"):
            line.addWidget(tool("edit", T("owners", "Edit  F2"), lambda: self._verbs.edit(card.id)))
        if desk.may("house", "delete"):
            more = tool("more", T("owners", "More"))
            menu = QMenu(more)
            menu.addAction(str(T("owners", "Delete")), lambda: self._verbs.delete(card.id))
            more.setMenu(menu)
            more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
            line.addWidget(more)
        layout.addLayout(line)
        if desk.may("ticket", "create"):
            new = button(
                T("owners", "New ticket for this house"),
                icon="ticket",
                on=lambda: desk.go("ticket", new=True, house_id=card.id),
            )
            new.setObjectName("new_ticket")
            layout.addLayout(row(new, None))

    def _residents(self, layout: QVBoxLayout, card: HouseCard) -> None:
        heading = Heading(T("owners", "People"), len([one for one in card.residents if one.current]))
        add = tool("add", T("owners", "Enter somebody who lives here"), lambda: self._verbs.add_person(card.id))
        add.setVisible(self.desk.may("person", "create"))
        layout.addLayout(row(heading, add))
        if not card.residents:
            layout.addWidget(label(T("owners", "Nobody entered."), "muted"))
        people = QVBoxLayout()
        people.setSpacing(2)
        for one in card.residents:
            self._resident(people, one)
        layout.addLayout(people)

    def _resident(self, layout: QVBoxLayout, one: Resident) -> None:
        layout.addLayout(
            row(
                link(one.name, lambda: self.desk.go("person", one.person_id)),
                Tag(one.relation_title, "plain" if one.current else "muted"),
                label(one.phone, "muted"),
                None,
                label(T("owners", "moved out {day}").with_(day=one.until_on) if not one.current else "", "small"),
            )
        )
        if one.current and (one.care_flags or one.preferences):
            layout.addWidget(tags(one.care_flags, one.preferences))
            layout.addSpacing(4)

    def _facts(self, card: HouseCard) -> QWidget:
        values = card.values
        floor = "" if values["floor"] is None else str(values["floor"])
        if floor and values["floors"]:
            floor = f"{floor} / {values['floors']}"
        handed = values["handed_over_on"]
        facts: list[tuple[AnyText, AnyText]] = [
            (FIELDS["zone"], values["zone"]),
            (FIELDS["area"], show_area(values["area"])),
            (FIELDS["inner_area"], show_area(values["inner_area"])),
            (FIELDS["layout"], values["layout"]),
            (FIELDS["floor"], floor),
            (FIELDS["lift"], "" if values["lift"] is None else _YES if values["lift"] else _NO),
            (FIELDS["handed_over_on"], self.desk.display.day(handed) if handed else ""),
            (FIELDS["code"], values["code"]),
        ]
        grid = KeyValueGrid()
        grid.set(facts)
        return grid
