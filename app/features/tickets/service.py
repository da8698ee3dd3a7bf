"""What can be done with tickets: taking them in, moving them on, promising, joining, and reading them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import AppError, Invalid, Refused
from app.core.text import T, Text
from app.features.people.rules import mask_name, mask_phone
from app.features.staff.rules import Actor
from app.features.tickets import clocks, rules
from app.features.tickets.intake import DRAFT_FIELDS, Draft, Near, draft_of, near_tickets
from app.features.tickets.listing import TICKETS
from app.features.tickets.moves import columns_of_move
from app.features.tickets.numbering import Numbering
from app.features.tickets.records import Promise, Ticket, TicketEvent
from app.settings.settings import Settings
from app.store.listing import ListColumn, Lister
from app.store.store import Store
from app.store.work import Work

Progress = Callable[[int, int], bool]

_CLOCK_FIELDS = ("type", "level", "channel", "category")


@dataclass(frozen=True)
class Taken:
    """A ticket just taken in."""

    id: str
    number: str


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
        room: Canonical spelling of the house, or the place.
        category: Title of the category.
        assignee: Name of the assignee.
        assignee_phone: The assignee's telephone.
        taken_by: Name of who took it in.
        moves: What this reader may do now.
        promises: Promises owed or kept, oldest first.
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
    next_clock: tuple[str, int] | None


class TicketService:
    """The verbs of the ticket desk. Every one checks the permission of who acts.

    Args:
        store: The office's database.
        settings: Minutes of the clocks and the like.
        calendar: Which time counts.
        zone: The office's time zone, for numbers.
    """

    def __init__(self, store: Store, settings: Settings, calendar: clocks.Calendar, zone: OfficeZone) -> None:
        self._store = store
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
        with self._store.change(actor.id) as work:
            self._check_refs(work, draft)
            ticket = work.insert(
                Ticket(
                    **asdict(draft) | {"reported_at": draft.reported_at or now},
                    number=self.numbering.series(work.database, now).next(),
                    state="new",
                    entered_at=now,
                    **self._due(draft, now).columns(),
                )
            )
            self._event(work, ticket.id, "take", "", "new")
        return Taken(ticket.id, ticket.number)

    def due_preview(self, values: Mapping[str, Any]) -> clocks.Due:
        """Return the due times a draft would get if it were saved now, with the reason of each."""
        known = {key: value for key, value in values.items() if key in _CLOCK_FIELDS and value}
        return self._due(Draft(**{**known, "level": int(known.get("level", 3))}), self._store.clock.now())

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

    # --- reading --------------------------------------------------------------------------------------------------

    def lister(self, actor: Actor) -> Lister:
        """Return the list of tickets as this person may see it."""
        actor.require("ticket", "view")

        def mask(column: ListColumn, value: Any) -> Any:
            if column.kind == "phone":
                return mask_phone(value or "")
            return value if actor.may("person", "unmask") or not value else mask_name(value)

        return Lister(self._store.database, TICKETS, mask)

    def find_number(self, number: str) -> str | None:
        """Return the id of the ticket with this number (its own, or the one it was imported with), or None."""
        return self._store.value(
            "SELECT id FROM ticket WHERE number = ? UNION ALL SELECT id FROM ticket WHERE source_number = ? LIMIT 1",
            (number, number),
        )

    def detail(self, actor: Actor, ticket_id: str) -> TicketDetail:
        """Return everything a page shows of a ticket.

        Raises:
            NotFound: It does not exist.
        """
        actor.require("ticket", "view")
        ticket = self._store.must(Ticket, ticket_id)
        values = asdict(ticket)
        values["requester_phone"] = mask_phone(ticket.requester_phone)
        if not actor.may("person", "unmask"):
            values["requester_name"] = mask_name(ticket.requester_name)
        assignee, phone = self._staff(ticket.assignee_id)
        taken_by, _ = self._staff(ticket.created_by)
        room = self._store.value("SELECT key FROM house WHERE id = ?", (ticket.house_id,))
        category = self._store.value("SELECT title FROM category WHERE id = ?", (ticket.category,))
        return TicketDetail(
            values=values,
            room=room or ticket.place,
            category=category or ticket.category,
            assignee=assignee,
            assignee_phone=phone,
            taken_by=taken_by,
            moves=tuple(move for move in rules.moves_from(ticket.state) if actor.may("ticket", move.permission)),
            promises=tuple(self._store.find(Promise, "ticket_id = ?", (ticket_id,), "due_at")),
            next_clock=clocks.next_due(ticket),
        )

    def timeline(self, actor: Actor, ticket_id: str) -> list[TimelineEntry]:
        """Return a ticket's events, oldest first, with the time between them."""
        actor.require("ticket", "view")
        rows = self._store.rows(
            "SELECT e.at, coalesce(s.name, ''), e.action, e.to_state, coalesce(g.name, m.number, ''), e.note"
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

    def record_event(self, actor: Actor, ticket_id: str, action: str, note: str = "") -> None:
        """Note that a slip was printed or the resident's message given."""
        actor.require("ticket", "print")
        with self._store.change(actor.id) as work:
            ticket = work.must(Ticket, ticket_id)
            self._event(work, ticket.id, action, ticket.state, ticket.state, note=note)

    # --- shared ---------------------------------------------------------------------------------------------------

    def _due(self, draft: Draft, start: int) -> clocks.Due:
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

    def _event(  # noqa: PLR0913 - each is one column of the event
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

    def _staff(self, staff_id: str) -> tuple[str, str]:
        rows = self._store.rows("SELECT name, phone FROM staff WHERE id = ?", (staff_id,)) if staff_id else []
        return (str(rows[0][0]), str(rows[0][1])) if rows else ("", "")
