"""What can be done with tickets: taking them in, moving them on, promising, joining, and reading them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import AppError, Invalid, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.tickets import clocks, rules
from app.features.tickets.intake import DRAFT_FIELDS, Advice, Draft, Near, draft_of, near_tickets
from app.features.tickets.listing import TICKETS
from app.features.tickets.moves import columns_of_move
from app.features.tickets.numbering import Numbering
from app.features.tickets.queries import TicketDetail, TicketHit, TicketQueries, TimelineEntry
from app.features.tickets.records import Promise, Ticket, TicketEvent
from app.settings.settings import Settings
from app.store.search import SearchIndex
from app.store.store import Store
from app.store.work import Work

__all__ = ["Advice", "Due", "Near", "Taken", "TicketDetail", "TicketHit", "TicketService", "TimelineEntry"]

Due = clocks.Due
Progress = Callable[[int, int], bool]

_CLOCK_FIELDS = ("type", "level", "channel", "category")


@dataclass(frozen=True)
class Taken:
    """A ticket just taken in."""

    id: str
    number: str


class TicketService(TicketQueries):
    """The verbs of the ticket desk. Every one checks the permission of who acts.

    Args:
        store: The office's database.
        settings: Minutes of the clocks and the like.
        calendar: Which time counts.
        zone: The office's time zone, for numbers.
        index: Full-text search.
    """

    def __init__(
        self, store: Store, settings: Settings, calendar: clocks.Calendar, zone: OfficeZone, index: SearchIndex
    ) -> None:
        self._store = store
        self._index = index
        self._settings = settings
        self._calendar = calendar
        self.numbering = Numbering(store, zone)

    # --- intake ---------------------------------------------------------------------------------------------------

    def take(self, actor: Actor, values: Mapping[str, Any]) -> Taken:
        """Take a ticket in and return its id and number.

        Args:
            actor: Who takes it.
            values: Fields of ``intake.Draft``.

        Raises:
            NotAllowed: The person may not.
            Invalid: Fields are missing or wrong; the text of each says what to do.
        """
        actor.require("ticket", "create")
        now = self._store.clock.now()
        draft = draft_of(values, now)
        columns: dict[str, Any] = asdict(draft) | {"reported_at": draft.reported_at or now}
        columns.update(self._due(draft, now).columns())
        with self._store.change(actor.id) as work:
            self._check_refs(work, draft)
            ticket = work.insert(
                Ticket(
                    **columns,
                    number=self.numbering.series(work.database, now).next(),
                    state="new",
                    entered_at=now,
                )
            )
            self._event(work, ticket.id, "take", "", "new")
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
            if ticket.state in rules.ENDED:
                raise Refused(
                    T("tickets", "{number} has ended. Reopen it, or take a new ticket.").with_(number=ticket.number),
                    "ticket.ended",
                )
            words = f"{caller.strip()}：{note.strip()}" if caller.strip() else note.strip()
            self._event(work, ticket.id, "joined", ticket.state, ticket.state, note=words)
            work.touch("ticket", ticket.id)

    def edit(self, actor: Actor, ticket_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Change fields of a ticket that has not ended, and return their former values (for undo).

        A changed type, level, channel or category moves the due times that are still ahead.
        """
        actor.require("ticket", "edit")
        now = self._store.clock.now()
        with self._store.change(actor.id) as work:
            ticket = work.must(Ticket, ticket_id)
            if ticket.state in rules.ENDED:
                raise Refused(
                    T("tickets", "{number} has ended. Reopen it to change it.").with_(number=ticket.number),
                    "ticket.ended",
                )
            before = {key: getattr(ticket, key) for key in DRAFT_FIELDS}
            draft = draft_of({**before, **values}, now)
            self._check_refs(work, draft)
            changed = {key: value for key, value in asdict(draft).items() if before[key] != value}
            if not changed:
                return {}
            columns = dict(changed)
            if any(key in changed for key in _CLOCK_FIELDS):
                columns.update(self._due(draft, (ticket.entered_at or now) + ticket.held_ms).columns())
            work.update(ticket, **columns)
            titles = {column.key: str(column.title) for column in TICKETS.columns}
            named = str(T("tickets", ", ")).join(titles.get(key, key) for key in changed)
            self._event(work, ticket.id, "edit", ticket.state, ticket.state, note=named)
        return {key: before[key] for key in changed}

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
                found = self._store.get(Ticket, ticket_id)
                refused.append((found.number if found else ticket_id, error))
        return done, refused

    def _move(self, work: Work, actor: Actor, ticket_id: str, action: str, values: dict[str, Any]) -> str:
        ticket = work.must(Ticket, ticket_id)
        move = rules.check_move(action, ticket.state, {**asdict(ticket), **values, "note": values.get("note", "")})
        actor.require("ticket", move.permission)
        back = self._state_before_hold(work, ticket_id) if move.target == "back" else ""
        columns, target = columns_of_move(work, ticket, move, values, self._calendar, back)
        if action == "reopen":
            draft = Draft(**{key: getattr(ticket, key) for key in DRAFT_FIELDS})
            columns.update(self._due(draft, work.now).columns())
        work.update(ticket, **columns)
        self._event(work, ticket.id, action, ticket.state, columns["state"], target, self._note_of(move, values))
        if action == "merge":
            other = work.must(Ticket, target)
            self._event(work, other.id, "absorbed", other.state, other.state, ticket.id, ticket.description)
            work.touch("ticket", other.id)
        return str(columns["state"])

    def _note_of(self, move: rules.Move, values: Mapping[str, Any]) -> str:
        parts = [str(values[key]).strip() for key in ("hold_reason", "result", "note") if values.get(key)]
        if move.action not in ("hold", "finish", "close"):
            parts = [str(values.get("note") or "").strip()]
        return "；".join(part for part in parts if part)

    def _state_before_hold(self, work: Work, ticket_id: str) -> str:
        found = work.database.value(
            "SELECT from_state FROM ticket_event WHERE ticket_id = ? AND action = 'hold' ORDER BY at DESC, id DESC",
            (ticket_id,),
        )
        return found if found in rules.RUNNING else "new"

    def record_event(self, actor: Actor, ticket_id: str, action: str, note: str = "") -> None:
        """Note that a slip was printed or the resident's message given."""
        actor.require("ticket", "print")
        with self._store.change(actor.id) as work:
            ticket = work.must(Ticket, ticket_id)
            self._event(work, ticket.id, action, ticket.state, ticket.state, note=note)

    # --- promises -------------------------------------------------------------------------------------------------

    def promise(self, actor: Actor, ticket_id: str, text: str, due_at: int) -> str:
        """Note a promise to the resident, with its own due time (UTC milliseconds), and return its id.

        Raises:
            Invalid: It says nothing, or is due in the past.
        """
        actor.require("ticket", "move")
        problems: dict[str, Text] = {}
        if not text.strip():
            problems["text"] = T("tickets", "Write down what was promised.")
        if due_at <= self._store.clock.now():
            problems["due_at"] = T("tickets", "A promise falls due in the future.")
        if problems:
            raise Invalid(problems)
        with self._store.change(actor.id) as work:
            ticket = work.must(Ticket, ticket_id)
            made = work.insert(Promise(ticket_id=ticket.id, text=text.strip(), due_at=due_at, staff_id=actor.id))
            self._event(work, ticket.id, "promise", ticket.state, ticket.state, note=text.strip())
            work.touch("ticket", ticket.id)
        return made.id

    def keep_promise(self, actor: Actor, promise_id: str, note: str = "") -> None:
        """Mark a promise as kept now."""
        actor.require("ticket", "move")
        with self._store.change(actor.id) as work:
            promise = work.must(Promise, promise_id)
            if promise.kept_at is not None:
                raise Refused(T("tickets", "This promise has been kept already."), "promise.kept")
            work.update(promise, kept_at=work.now, note=note.strip())
            ticket = work.must(Ticket, promise.ticket_id)
            self._event(work, ticket.id, "kept", ticket.state, ticket.state, note=promise.text)
            work.touch("ticket", ticket.id)

    def promises_owed(self, actor: Actor, before: int) -> list[Promise]:
        """Return the promises not yet kept that fall due before a moment, soonest first."""
        actor.require("ticket", "view")
        return self._store.find(Promise, "kept_at IS NULL AND cancelled = 0 AND due_at < ?", (before,), "due_at")

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

    def _event(
        self,
        work: Work,
        ticket_id: str,
        action: str,
        from_state: str,
        to_state: str,
        target: str = "",
        note: str = "",
    ) -> None:
        work.insert(
            TicketEvent(
                ticket_id=ticket_id,
                at=work.now,
                action=action,
                from_state=from_state,
                to_state=to_state,
                target=target,
                note=note,
            )
        )
