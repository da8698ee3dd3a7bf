"""Reading tickets: the list, one ticket whole, its timeline, and finding by number or words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.clock import OfficeZone
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.houses.rules import house_label
from app.features.people.rules import mask_phone, shown_name
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.features.tickets.intake import DRAFT_FIELDS
from app.features.tickets.linking import links_of_ticket, tickets_of
from app.features.tickets.listing import TICKETS
from app.features.tickets.matters import matters_of
from app.features.tickets.number import parse_number
from app.features.tickets.numbering import shown_number
from app.features.tickets.records import Promise, Ticket
from app.features.tickets.story import story_of
from app.store.history import HistoryLine
from app.store.listing import MISSING, ListColumn, Lister
from app.store.search import SearchIndex
from app.store.store import Store

_BEGUN = re.compile(r"GD[0-9]{1,6}(-[A-Z]{0,2}(-[0-9]*)?)?")
"""A number as far as it has been typed."""
_NEWEST = 5_000
_LAST = "\U0010ffff"
_HIT = f"id, {rules.number_sql('t')}, title, state, entered_at"
"""A ``TicketHit`` of a ticket ``t``."""


def _or_missing(column: str) -> str:
    return f"CASE {column} WHEN '' THEN '' ELSE '{MISSING}' END"


@dataclass(frozen=True)
class TicketHit:
    """A ticket found."""

    id: str
    number: str
    title: str
    state: str
    entered_at: int

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.state in rules.OPEN

    @property
    def words(self) -> Text:
        """What people read for its state."""
        return rules.state_title(self.state)


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a ticket's timeline.

    Attributes:
        at: UTC milliseconds.
        who: Name of the member of staff; empty for the program.
        action: Code of the event.
        words: What was done.
        state: State after it.
        target: To whom or what it went, in words.
        note: What was said.
        since: Milliseconds since the line before; None for the first.
    """

    at: int
    who: str
    action: str
    words: Text
    state: str
    target: str
    note: str
    since: int | None


@dataclass(frozen=True)
class TicketDetail:
    """Everything a page shows of one ticket.

    Attributes:
        values: The ticket's own columns; requester and telephone masked as the reader's role demands.
        room: The house as people write it, or the place.
        category: Title of the category.
        assignee: Name of the assignee.
        assignee_phone: The assignee's telephone.
        taken_by: Name of who took it in.
        moves: What this reader may do now.
        promises: Promises owed, kept or withdrawn, by when they fall due.
        next_clock: Which clock runs out next and when, or None.
    """

    values: Mapping[str, Any]
    room: str
    category: str
    assignee: str
    assignee_phone: str
    taken_by: str
    moves: tuple[rules.Move, ...]
    promises: tuple[Promise, ...]
    next_clock: tuple[rules.Clock, int] | None


class TicketQueries:
    """What can be read about tickets; personal data masked as the reader's role demands."""

    _store: Store
    _index: SearchIndex
    _zone: OfficeZone

    def lister(self, actor: Actor) -> Lister:
        """Return the list of tickets as this person may see it."""
        actor.require("ticket", "view")

        def mask(column: ListColumn, value: Any) -> Any:
            if column.kind == "phone":
                return mask_phone(value or "")
            return shown_name(actor, value or "")

        return Lister(self._store.database, TICKETS, mask)

    def find_number(self, actor: Actor, number: str) -> str | None:
        """Return the id of the ticket with this number (its own as shown, or the one it was imported with), or None."""
        actor.require("ticket", "view")
        kept, _, copy = number.partition("/")
        found = self._store.rows("SELECT id FROM ticket WHERE number = ? ORDER BY id", (kept,))
        place = int(copy) - 1 if copy.isdigit() else 0 if not copy else -1
        if 0 <= place < len(found):
            return found[place][0]
        return self._store.value("SELECT id FROM ticket WHERE source_number = ? ORDER BY id LIMIT 1", (number,))

    def search(self, actor: Actor, text: str, limit: int = 8) -> list[TicketHit]:
        """Return tickets found by number (whole or its tail) or by words, newest first."""
        actor.require("ticket", "view")
        found = self._by_number(text, limit)
        ids = [record for _, record in self._index.find(text, ("ticket",), limit)] if not found else []
        if ids:
            marks = ", ".join("?" * len(ids))
            found = self._store.rows(
                f"SELECT {_HIT} FROM ticket t WHERE id IN ({marks}) ORDER BY entered_at DESC, id DESC", ids
            )
        return [TicketHit(*row) for row in found]

    def _by_number(self, text: str, limit: int) -> list[tuple[Any, ...]]:
        """Return the tickets whose number begins as typed; for a tail alone, those of the newest that end so.

        A tail says nothing about the beginning, by which the index is ordered: looking through a million numbers for
        it would take a second at every key.
        """
        number = parse_number(text)
        pattern = number.pattern if number is not None and (number.running is not None or number.day) else ""
        plain = unicodedata.normalize("NFKC", text).strip().upper()
        start = plain if not pattern and _BEGUN.fullmatch(plain) else ""
        if number is not None and number.day:
            start = pattern.partition("%")[0]
        # One of several tickets with this number is asked for: the others are not it.
        copy = f"%/{number.copy}" if number is not None and number.copy > 1 else "%"
        if start:
            return self._store.rows(
                f"SELECT {_HIT} FROM ticket t WHERE number >= ? AND number < ? AND number LIKE ?"
                f" AND {rules.number_sql('t')} LIKE ? ORDER BY t.number DESC, id DESC LIMIT ?",
                (start, start + _LAST, pattern or "%", copy, limit),
            )
        if not pattern:
            return []
        newest = f"SELECT id, number, title, state, entered_at FROM ticket ORDER BY entered_at DESC LIMIT {_NEWEST}"
        return self._store.rows(
            f"SELECT {_HIT} FROM ({newest}) t WHERE number LIKE ? AND {rules.number_sql('t')} LIKE ? LIMIT ?",
            (pattern, copy, limit),
        )

    def of_house(self, actor: Actor, house_id: str, person_id: str = "", limit: int = 10) -> list[TicketHit]:
        """Return the tickets of a house or person, open ones first, then the newest."""
        actor.require("ticket", "view")
        marks = ", ".join("?" * len(rules.OPEN))
        rows = self._store.rows(
            f"SELECT {_HIT} FROM ticket t"
            " WHERE (house_id = ? AND ? <> '') OR (requester_id = ? AND ? <> '')"
            f" ORDER BY state IN ({marks}) DESC, entered_at DESC, id DESC LIMIT ?",
            (house_id, house_id, person_id, person_id, *rules.OPEN, limit),
        )
        return [TicketHit(*row) for row in rows]

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return what a ticket touches, or which tickets another record touches; see ``app.core.links``."""
        if not actor.may("ticket", "view"):
            return []
        if kind == "ticket":
            return list(links_of_ticket(self._store, actor, record_id))
        return list(tickets_of(self._store, kind, record_id))

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return what waits among the tickets, see ``app.core.matters``; nothing for somebody who may not see any."""
        return list(matters_of(self._store, now, until)) if actor.may("ticket", "view") else []

    def detail(self, actor: Actor, ticket_id: str) -> TicketDetail:
        """Return everything a page shows of a ticket.

        Raises:
            NotFound: It does not exist.
        """
        actor.require("ticket", "view")
        ticket = self._store.must(Ticket, ticket_id)
        values = asdict(ticket)
        values["number"] = shown_number(self._store.database, ticket_id)
        values["reopened"] = self._store.value(
            "SELECT count(*) FROM ticket_event WHERE ticket_id = ? AND action = 'reopen'", (ticket_id,)
        )
        values["requester_phone"] = mask_phone(ticket.requester_phone)
        values["requester_name"] = shown_name(actor, ticket.requester_name)
        assignee, phone = self._staff(ticket.assignee_id)
        taken_by, _ = self._staff(ticket.created_by)
        house = self._store.rows("SELECT building, unit, room FROM house WHERE id = ?", (ticket.house_id,))
        place = ticket.place or (MISSING if ticket.house_id else "")
        category = self._store.value("SELECT title FROM category WHERE id = ?", (ticket.category,))
        return TicketDetail(
            values=values,
            room=house_label(*house[0]) if house else place,
            category=category or ticket.category,
            assignee=assignee,
            assignee_phone=phone,
            taken_by=taken_by,
            moves=tuple(move for move in rules.moves_from(ticket.state) if actor.may("ticket", move.permission)),
            promises=tuple(self._store.find(Promise, "ticket_id = ?", (ticket_id,), "due_at")),
            next_clock=rules.next_due(ticket),
        )

    def form(self, actor: Actor, ticket_id: str) -> dict[str, Any]:
        """Return the fields of a ticket's form, and its number; personal data whole, for those who may edit it."""
        actor.require("ticket", "edit")
        ticket = self._store.must(Ticket, ticket_id)
        number = shown_number(self._store.database, ticket_id)
        return {key: getattr(ticket, key) for key in DRAFT_FIELDS} | {"number": number}

    def timeline(self, actor: Actor, ticket_id: str) -> list[TimelineEntry]:
        """Return a ticket's events, oldest first, with the time between them."""
        actor.require("ticket", "view")
        rows = self._store.rows(
            f"SELECT e.at, coalesce(s.name, {_or_missing('e.created_by')}), e.action, e.to_state,"
            f" coalesce(g.name, {rules.number_sql('m')}, {_or_missing('e.target')}), e.note"
            " FROM ticket_event e LEFT JOIN staff s ON s.id = e.created_by LEFT JOIN staff g ON g.id = e.target"
            " LEFT JOIN ticket m ON m.id = e.target WHERE e.ticket_id = ? ORDER BY e.at, e.id",
            (ticket_id,),
        )
        entries: list[TimelineEntry] = []
        for at, who, action, state, target, note in rows:
            words = rules.EVENTS.get(action) or T("tickets", "did “{action}”").with_(action=action)
            since = at - entries[-1].at if entries else None
            entries.append(TimelineEntry(at, who, action, words, state, target, note, since))
        return entries

    def history(self, actor: Actor, ticket_id: str) -> list[HistoryLine]:
        """Return who changed which field of a ticket from what to what, oldest first."""
        actor.require("ticket", "view")
        return story_of(self._store, self._zone, actor, ticket_id)

    def _staff(self, staff_id: str) -> tuple[str, str]:
        rows = self._store.rows("SELECT name, phone FROM staff WHERE id = ?", (staff_id,)) if staff_id else []
        return (str(rows[0][0]), str(rows[0][1])) if rows else (MISSING if staff_id else "", "")
