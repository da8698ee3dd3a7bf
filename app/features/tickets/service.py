"""What can be done with tickets: taking them in, joining, editing and moving them on; reading and promising beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import AppError, Invalid, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.tickets import clocks, rules
from app.features.tickets.events import write_event
from app.features.tickets.intake import DRAFT_FIELDS, Advice, Draft, Near, draft_of, near_tickets, title_of
from app.features.tickets.moves import breach_marks, columns_of_move
from app.features.tickets.number import parse_number
from app.features.tickets.numbering import Numbering, NumberSeries, shown_number
from app.features.tickets.promises import TicketPromises, settle_promises
from app.features.tickets.queries import TicketDetail, TicketHit, TicketQueries, TimelineEntry
from app.features.tickets.records import Ticket
from app.features.tickets.similar import NEAR, similarity
from app.features.tickets.story import moment_shower
from app.features.tickets.telling import tellings_of
from app.settings.settings import Settings
from app.store.history import HistoryLine
from app.store.search import SearchIndex
from app.store.store import Store
from app.store.telling import Tellings
from app.store.work import Work

__all__ = [
    "NEAR",
    "Advice",
    "Calendar",
    "Due",
    "HistoryLine",
    "Near",
    "NumberSeries",
    "Numbering",
    "Taken",
    "TicketDetail",
    "TicketHit",
    "TicketService",
    "TimelineEntry",
    "moment_shower",
    "parse_number",
    "similarity",
    "title_of",
]

Calendar = clocks.Calendar
Due = clocks.Due
Progress = Callable[[int, int], bool]
Guard = Callable[[Actor, int], None]
"""Refuses an intake: who takes it in, and the ticket's level."""

_CLOCK_FIELDS = ("type", "level", "channel", "category")
_RECORDED = ("print", "message")


@dataclass(frozen=True)
class Taken:
    """A ticket just taken in."""

    id: str
    number: str


class TicketService(TicketQueries, TicketPromises):
    """The verbs of the ticket desk. Every one checks the permission of who acts.

    Args:
        store: The office's database.
        settings: Minutes of the clocks and the like.
        calendar: Which time counts.
        zone: The office's time zone, for numbers.
        index: Full-text search.
        guard: Asked before each intake; may refuse it.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        calendar: clocks.Calendar,
        zone: OfficeZone,
        index: SearchIndex,
        guard: Guard | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._settings = settings
        self._calendar = calendar
        self._zone = zone
        self._guard = guard
        self.numbering = Numbering(store, zone)

    def tellings(self, actor: Actor) -> Tellings:
        """Return how tickets and promises are told to a person, for rooms that know no tickets."""
        actor.require("ticket", "view")
        return tellings_of(self._store, self._zone, actor, self.edit)

    # --- intake ---------------------------------------------------------------------------------------------------

    def take(self, actor: Actor, values: Mapping[str, Any]) -> Taken:
        """Take a ticket in and return its id and number.

        Args:
            actor: Who takes it.
            values: Fields of ``intake.Draft``.

        Raises:
            NotAllowed: The person may not.
            Invalid: Fields are missing or wrong; the text of each says what to do.
            Refused: A handover must be accepted first.
        """
        actor.require("ticket", "create")
        with self._store.change(actor.id) as work:
            draft = draft_of(values, work.now)
            if self._guard is not None:
                self._guard(actor, draft.level)
            self._check_refs(work, draft)
            columns: dict[str, Any] = asdict(draft) | {"reported_at": draft.reported_at or work.now}
            columns |= self._due(draft, work.now).columns()
            number = self.numbering.series(work.database, work.now).next()
            ticket = work.insert(Ticket(**columns, number=number, entered_at=work.now))
            write_event(work, replace(ticket, state=""), "take", to_state=ticket.state)
        return Taken(ticket.id, ticket.number)

    def due_preview(self, values: Mapping[str, Any]) -> clocks.Due:
        """Return the due times a draft would get if it were saved now, with the reason of each."""
        known: dict[str, Any] = {key: value for key, value in values.items() if key in _CLOCK_FIELDS and value}
        known["level"] = int(known.get("level", 3))
        return self._due(Draft(**known), self._store.clock.now())

    def due_of(self, ticket: Any, start: int) -> clocks.Due:
        """Return the due times a ticket's type, level, channel and category give it from a moment on."""
        return self._due(ticket, start)

    def near(self, actor: Actor, values: Mapping[str, Any], exclude: str = "") -> list[Near]:
        """Return tickets that may be about the same matter as what the form holds so far."""
        actor.require("ticket", "view")
        days = self._settings.number("tickets.near_days")
        return near_tickets(self._store, values, self._store.clock.now(), days, exclude)

    def join(self, actor: Actor, ticket_id: str, caller: str, note: str) -> None:
        """Add another caller, or more of what was said, to a ticket instead of taking a second one.

        Raises:
            Refused: The ticket has ended; reopen it or take a new one.
            Invalid: Nothing was said.
        """
        actor.require("ticket", "create")
        if not note.strip():
            raise Invalid({"description": T("tickets", "Write down what the caller said.")})
        with self._store.change(actor.id) as work:
            ticket = work.must(Ticket, ticket_id)
            rules.require_open(ticket.state, shown_number(work.database, ticket_id))
            words = f"{caller.strip()}：{note.strip()}" if caller.strip() else note.strip()
            write_event(work, ticket, "joined", note=words)

    def edit(self, actor: Actor, ticket_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Change fields of a ticket that has not ended, and return their former values (for undo).

        A changed type, level, channel or category moves the due times of the steps that are still to come; what is
        late by then stays marked.

        Args:
            actor: Who does it.
            ticket_id: The ticket.
            values: Fields of ``intake.Draft`` that the person changed; what is missing stays as it is.

        Raises:
            NotAllowed: The person may not.
            Refused: The ticket has ended.
            Invalid: Fields are missing or wrong.
        """
        actor.require("ticket", "edit")
        with self._store.change(actor.id) as work:
            ticket = work.must(Ticket, ticket_id)
            rules.require_open(ticket.state, shown_number(work.database, ticket_id))
            before = {key: getattr(ticket, key) for key in DRAFT_FIELDS}
            draft = draft_of({**before, **values}, work.now)
            self._check_refs(work, draft)
            changed = {key: value for key, value in asdict(draft).items() if before[key] != value}
            if not changed:
                return {}
            moved = self._moved_clocks(work, ticket, draft) if any(key in changed for key in _CLOCK_FIELDS) else {}
            work.update(ticket, **changed, **moved)
            named = str(T("tickets", ", ")).join(str(rules.FIELD_TITLES[key]) for key in changed)
            write_event(work, ticket, "edit", note=named)
        return {key: before[key] for key in changed}

    def _moved_clocks(self, work: Work, ticket: Ticket, draft: Draft) -> dict[str, Any]:
        """Return the columns of the clocks that still run, as the draft sets them, and the marks of what is late."""
        reopened = work.database.value(
            "SELECT max(at) FROM ticket_event WHERE ticket_id = ? AND action = 'reopen'", (ticket.id,)
        )
        start = reopened or ticket.entered_at or work.now
        due = self._due(draft, start + ticket.held_ms).columns()
        reached = {
            "respond_due": ticket.responded_at,
            "arrive_due": ticket.on_site_at,
            "finish_due": ticket.finished_at,
        }
        marks = breach_marks(ticket, work.now) if ticket.state in rules.RUNNING else {}
        return marks | {key: moment for key, moment in due.items() if reached[key] is None}

    # --- moves ----------------------------------------------------------------------------------------------------

    def do(self, actor: Actor, ticket_id: str, action: str, values: Mapping[str, Any] | None = None) -> str:
        """Make a move and return the ticket's new state.

        Args:
            actor: Who acts.
            ticket_id: The ticket.
            action: Code of a move in ``rules.MOVES``.
            values: What the move's form holds: its required fields, a ``note``, fields of the result.

        Raises:
            NotAllowed: The person may not.
            Refused: The ticket's state does not allow it.
            Invalid: A required field is empty or wrong.
        """
        with self._store.change(actor.id) as work:
            return self._move(work, actor, ticket_id, action, dict(values or {}))

    def do_many(
        self,
        actor: Actor,
        ticket_ids: Sequence[str],
        action: str,
        values: Mapping[str, Any] | None = None,
        progress: Progress | None = None,
    ) -> tuple[int, list[tuple[str, AppError]]]:
        """Make one move on many tickets; those that refuse are named and the others go on.

        Returns:
            How many were moved, and (number, reason) of those that were not.
        """
        done = 0
        refused: list[tuple[str, AppError]] = []
        for position, ticket_id in enumerate(ticket_ids):
            if progress is not None and not progress(position, len(ticket_ids)):
                break
            try:
                self.do(actor, ticket_id, action, values)
                done += 1
            except AppError as error:
                refused.append((shown_number(self._store.database, ticket_id) or ticket_id, error))
        return done, refused

    def _move(self, work: Work, actor: Actor, ticket_id: str, action: str, values: dict[str, Any]) -> str:
        move = rules.move_of(action)
        actor.require("ticket", move.permission)
        ticket = work.must(Ticket, ticket_id)
        rules.check_move(move, ticket.state, {**asdict(ticket), **values, "note": values.get("note", "")})
        back = self._state_before_hold(work, ticket_id) if move.target == "back" else ""
        columns, target = columns_of_move(work, ticket, move, values, self._calendar, back)
        if action == "reopen":
            columns |= self._due(ticket, work.now).columns()
        work.update(ticket, **columns)
        write_event(work, ticket, action, to_state=columns["state"], target=target, note=rules.note_of(move, values))
        settle_promises(work, ticket, action, target, str(values.get("note") or "").strip())
        if action == "merge":
            write_event(work, work.must(Ticket, target), "absorbed", target=ticket.id, note=ticket.description)
        return str(columns["state"])

    def _state_before_hold(self, work: Work, ticket_id: str) -> str:
        found = work.database.value(
            "SELECT from_state FROM ticket_event WHERE ticket_id = ? AND action = 'hold' ORDER BY at DESC, id DESC",
            (ticket_id,),
        )
        return found if found in rules.RUNNING else "new"

    def record_event(self, actor: Actor, ticket_id: str, action: str) -> None:
        """Note that a slip was printed (``print``) or the resident's message given (``message``).

        Raises:
            NotAllowed: The person may not print.
            Refused: It is something else, which would have to be done and not only noted.
        """
        actor.require("ticket", "print")
        if action not in _RECORDED:
            raise Refused(T("tickets", "There is no action “{action}”.").with_(action=action), "ticket.no_action")
        with self._store.change(actor.id) as work:
            write_event(work, work.must(Ticket, ticket_id), action)

    def made_complaint(self, work: Work, ticket_id: str, number: str) -> None:
        """Note in a ticket's timeline that a complaint was made of it, in the unit of work that makes it.

        Args:
            work: The open unit of work.
            ticket_id: The ticket; nothing is noted if it has gone.
            number: The complaint's number.
        """
        ticket = work.get(Ticket, ticket_id)
        if ticket is not None:
            write_event(work, ticket, "complaint", note=number)

    # --- shared ---------------------------------------------------------------------------------------------------

    def _due(self, draft: Draft | Ticket, start: int) -> clocks.Due:
        return clocks.due_times(
            self._settings,
            self._calendar,
            type_=draft.type,
            level=draft.level,
            channel=draft.channel,
            category=draft.category,
            start=start,
        )

    def _check_refs(self, work: Work, draft: Draft) -> None:
        problems: dict[str, Text] = {}
        for key, table in (("house_id", "house"), ("requester_id", "person")):
            record = getattr(draft, key)
            if record and work.database.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (record,)) is None:
                problems[key] = T("tickets", "This record no longer exists; choose again.")
        if problems:
            raise Invalid(problems)
