"""A person beside the list: how to treat them, how to reach them, where they live, what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.people.rules import show_phone
from app.features.people.service import FIELDS, KINDS, SEXES, HomeLine, PersonCard
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

_KINDS = ("person", "person_phone", "person_tag", "residence", "vehicle", "house", "ticket", "word")
_VISIT = T("owners", "{flag} · visit every {days} days")


@dataclass(frozen=True)
class PersonFound:
    """What the pane shows of a person."""

    card: PersonCard
    tickets: tuple[TicketHit, ...]
    story: tuple[StoryLike, ...]


@dataclass(frozen=True)
class PersonVerbs:
    """What can be done with the person shown; called with the id."""

    edit: Callable[[str], object]
    delete: Callable[[str], object]
    merge: Callable[[str], object]


class PersonPane(OwnerPane):
    """Shows one person.

    Args:
        desk: The desk.
        verbs: What its buttons do.
    """

    def __init__(self, desk: Desk, verbs: PersonVerbs, parent: QWidget | None = None) -> None:
        self._verbs = verbs
        self._open: dict[str, str] = {}
        super().__init__(
            desk,
            _KINDS,
            ("person", T("owners", "Nobody chosen"), T("owners", "Choose somebody in the list to see them here.")),
            parent,
        )

    def read(self, record_id: str) -> PersonFound:
        """Return the person with tickets and history."""
        context, actor = self.desk.context, self.desk.actor
        card = context.people.card(actor, record_id)
        home = next((home.house_id for home in card.homes if home.current), "")
        hits = context.tickets.of_house(actor, home, record_id) if actor.may("ticket", "view") else []
        return PersonFound(card, tuple(hits), tuple(context.people.history(actor, record_id)))

    def forget(self) -> None:
        """Hide again what was unmasked."""
        self._open.clear()

    def build(self, layout: QVBoxLayout, found: PersonFound) -> None:
        """Put the person into the pane."""
        card = found.card
        self._head(layout, card)
        self._tags(layout, card)
        if card.note:
            layout.addWidget(sticky(card.note))
        waiting = [hit for hit in found.tickets if hit.state in OPEN]
        self.add_tickets(layout, T("owners", "Open tickets"), waiting)
        self._phones(layout, card)
        self._homes(layout, card)
        self._facts(layout, card)
        layout.addWidget(LinkStrip(self.desk, "person", card.id, aside=("ticket", "house", "person")))
        layout.addWidget(AttachmentStrip(self.desk, "person", card.id, catch=self))
        done = [hit for hit in found.tickets if hit.state not in OPEN]
        self.add_tickets(layout, T("owners", "Earlier tickets"), done)
        layout.addWidget(hairline())
        self.add_story(layout, found.story)

    # Parts

    def _head(self, layout: QVBoxLayout, card: PersonCard) -> None:
        name = label(card.name, "title")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = [word for word in (KINDS.get(card.kind), SEXES.get(card.sex)) if word is not None]
        desk = self.desk
        line = row(name, *(Tag(word) for word in words), None)
        more = self._more(card.id)
        if desk.may("person", "edit"):
            line.addWidget(tool("edit", T("owners", "Edit  F2"), lambda: self._verbs.edit(card.id)))
        if more is not None:
            line.addWidget(more)
        layout.addLayout(line)
        if desk.may("ticket", "create"):
            home = next((home.house_id for home in card.homes if home.current), "")
            new = button(
                T("owners", "New ticket for this person"),
                icon="ticket",
                on=lambda: desk.go("ticket", new=True, requester_id=card.id, house_id=home),
            )
            new.setObjectName("new_ticket")
            layout.addLayout(row(new, None))

    def _more(self, record_id: str) -> QWidget | None:
        desk = self.desk
        if not desk.may("person", "delete"):
            return None
        more = tool("more", T("owners", "More"))
        menu = QMenu(more)
        if desk.may("person", "edit"):
            menu.addAction(str(T("owners", "Merge with another entry…")), lambda: self._verbs.merge(record_id))
        menu.addAction(str(T("owners", "Delete")), lambda: self._verbs.delete(record_id))
        more.setMenu(menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        return more

    def _tags(self, layout: QVBoxLayout, card: PersonCard) -> None:
        flags = [
            _VISIT.format(flag=flag.title, days=flag.cycle_days) if flag.cycle_days else flag.title
            for flag in card.care_flags
        ]
        if flags or card.preferences:
            layout.addWidget(tags(flags, [preference.title for preference in card.preferences]))

    def _phones(self, layout: QVBoxLayout, card: PersonCard) -> None:
        layout.addWidget(Heading(T("owners", "Phones")))
        if not card.phones:
            layout.addWidget(label(T("owners", "No phone entered."), "muted"))
        phones = QVBoxLayout()
        phones.setSpacing(0)
        for phone in card.phones:
            phones.addLayout(self._masked(phone.id, phone.masked, phone.label, card, show_phone))
        layout.addLayout(phones)

    def _masked(
        self, field: str, masked: str, note: AnyText, card: PersonCard, show: Callable[[str], str] = str
    ) -> QHBoxLayout:
        """A masked value; who may see it whole asks for it, and the audit log keeps that."""
        whole = self._open.get(field)
        value = label(show(whole) if whole else masked)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts: list[QWidget | None] = [value]
        if str(note):
            parts.append(label(note, "muted"))
        parts.append(None)
        if whole:
            parts.append(tool("copy", T("owners", "Copy"), lambda: self._copy(whole)))
            parts.append(tool("eye-off", T("owners", "Hide again"), lambda: self._hide(field)))
        elif card.may_unmask:
            shown = button(T("owners", "Show"), "link", on=lambda: self._unmask(card.id, field))
            shown.setObjectName(f"show-{field}")
            shown.setToolTip(str(T("owners", "Shows the whole value; this is noted in the audit log.")))
            parts.append(shown)
        return row(*parts)

    def _homes(self, layout: QVBoxLayout, card: PersonCard) -> None:
        layout.addWidget(Heading(T("owners", "Houses")))
        if not card.homes:
            layout.addWidget(label(T("owners", "No house entered."), "muted"))
        homes = QVBoxLayout()
        homes.setSpacing(2)
        for home in card.homes:
            homes.addLayout(self._home(home))
            if home.note:
                homes.addWidget(sticky(home.note))
        layout.addLayout(homes)

    def _home(self, home: HomeLine) -> QHBoxLayout:
        parts: list[QWidget | None] = [
            link(home.label, lambda: self.desk.go("house", home.house_id)),
            Tag(home.relation_title, "plain" if home.current else "muted"),
            label(_period(home), "muted"),
            None,
        ]
        return row(*parts)

    def _facts(self, layout: QVBoxLayout, card: PersonCard) -> None:
        display = self.desk.display
        plates = "\n".join(f"{plate}  {words}".strip() for plate, words in card.vehicles)
        facts: list[tuple[AnyText, AnyText]] = [
            (FIELDS["vehicles"], plates),
            (FIELDS["born_on"], display.day(card.born_on) if card.born_on else ""),
            (FIELDS["company"], card.company),
            (FIELDS["wechat"], card.wechat),
            (FIELDS["emergency_name"], card.emergency_name),
            (FIELDS["code"], card.code),
        ]
        if any(str(value) for _, value in facts) or card.id_card or card.emergency_phone:
            layout.addWidget(Heading(T("owners", "More about them")))
            grid = KeyValueGrid()
            grid.set([*facts, *self._secrets(card)])
            layout.addWidget(grid)

    def _secrets(self, card: PersonCard) -> list[tuple[Text, QWidget]]:
        lines = (("emergency_phone", card.emergency_phone, show_phone), ("id_card", card.id_card, str))
        made: list[tuple[Text, QWidget]] = []
        for field, masked, show in lines:
            if masked:
                holder = QWidget()
                holder.setLayout(self._masked(field, masked, "", card, show))
                made.append((FIELDS[field], holder))
        return made

    # Doing

    def _unmask(self, person_id: str, field: str) -> None:
        desk = self.desk
        desk.jobs.run(
            lambda: desk.context.people.unmask(desk.actor, person_id, field, "owners"),
            done=lambda value: self._unmasked(person_id, field, value),
            owner=self,
        )

    def _unmasked(self, person_id: str, field: str, value: str) -> None:
        if person_id == self.record_id:
            self._open[field] = value
            self.again()

    def _hide(self, field: str) -> None:
        self._open.pop(field, None)
        self.again()

    def _copy(self, value: str) -> None:
        QGuiApplication.clipboard().setText(value)
        self.desk.voice.info(T("owners", "Copied."))


def _period(home: HomeLine) -> AnyText:
    if home.until_on:
        words = T("owners", "until {day}") if home.current else T("owners", "moved out {day}")
        return words.with_(day=home.until_on)
    return T("owners", "since {day}").with_(day=home.since_on) if home.since_on else home.zone
