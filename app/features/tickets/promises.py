"""Promises to residents: made, kept or withdrawn, and what becomes of them when their ticket ends.

Source: the office's product rules, "Promises": each has a clock of its own.
"""

from __future__ import annotations

from app.core.errors import Invalid, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.features.tickets.events import write_event
from app.features.tickets.numbering import shown_number
from app.features.tickets.records import Promise, Ticket
from app.store.store import Store
from app.store.work import Work, read_many

_OWED = "kept_at IS NULL AND cancelled = 0"


class TicketPromises:
    """The verbs of promises."""

    _store: Store

    def promise(self, actor: Actor, ticket_id: str, text: str, due_at: int) -> str:
        """Note a promise to the resident, with its own due time (UTC milliseconds), and return its id.

        Raises:
            NotAllowed: The person may not.
            Invalid: It says nothing, or is due in the past.
            Refused: The ticket has ended.
        """
        actor.require("ticket", "move")
        with self._store.change(actor.id) as work:
            problems: dict[str, Text] = {}
            if not text.strip():
                problems["text"] = T("tickets", "Write down what was promised.")
            if due_at <= work.now:
                problems["due_at"] = T("tickets", "A promise falls due in the future.")
            if problems:
                raise Invalid(problems)
            ticket = work.must(Ticket, ticket_id)
            rules.require_open(ticket.state, shown_number(work.database, ticket_id))
            made = work.insert(Promise(ticket_id=ticket.id, text=text.strip(), due_at=due_at, staff_id=actor.id))
            write_event(work, ticket, "promise", note=made.text)
        return made.id

    def keep_promise(self, actor: Actor, promise_id: str, note: str = "") -> None:
        """Mark a promise as kept now.

        Raises:
            NotAllowed: The person may not.
            Refused: It was kept or withdrawn already.
        """
        actor.require("ticket", "move")
        with self._store.change(actor.id) as work:
            promise = _owed(work, promise_id)
            work.update(promise, kept_at=work.now, note=note.strip())
            ticket = work.get(Ticket, promise.ticket_id)
            if ticket is not None:  # it may not have come from its desk yet; the promise is kept all the same
                write_event(work, ticket, "kept", note=promise.text)

    def withdraw_promise(self, actor: Actor, promise_id: str, reason: str) -> None:
        """Take a promise back that will not be kept; it stays on the ticket with the reason.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It was kept or withdrawn already.
        """
        actor.require("ticket", "move")
        if not reason.strip():
            raise Invalid({"reason": T("tickets", "Why is the promise withdrawn? The resident may ask.")})
        with self._store.change(actor.id) as work:
            promise = _owed(work, promise_id)
            _withdraw(work, work.get(Ticket, promise.ticket_id), promise, reason.strip())

    def promises_owed(self, actor: Actor, before: int) -> list[Promise]:
        """Return the promises not yet kept that fall due before a moment, soonest first."""
        actor.require("ticket", "view")
        return self._store.find(Promise, f"{_OWED} AND due_at < ?", (before,), "due_at")


def settle_promises(work: Work, ticket: Ticket, action: str, target: str, reason: str) -> None:
    """Leave no promise owed on a ticket that is voided or merged; a closed one may still owe an answer.

    Args:
        work: The open unit of work.
        ticket: The row before the move.
        action: Code of the move.
        target: The ticket it is merged into, which owes the promises from now on.
        reason: Why it is voided.
    """
    if action not in ("void", "merge"):
        return
    for promise in read_many(work.database, Promise, f"ticket_id = ? AND {_OWED}", (ticket.id,)):
        if action == "merge":
            work.update(promise, ticket_id=target)
        else:
            _withdraw(work, ticket, promise, reason)


def _owed(work: Work, promise_id: str) -> Promise:
    promise = work.must(Promise, promise_id)
    if promise.kept_at is not None:
        raise Refused(T("tickets", "This promise has been kept already."), "promise.kept")
    if promise.cancelled:
        raise Refused(T("tickets", "This promise has been withdrawn already."), "promise.withdrawn")
    return promise


def _withdraw(work: Work, ticket: Ticket | None, promise: Promise, reason: str) -> None:
    work.update(promise, cancelled=1, note=reason)
    if ticket is not None:
        write_event(work, ticket, "withdrawn", note=f"{promise.text}；{reason}")
