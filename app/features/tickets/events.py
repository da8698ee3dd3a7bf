"""One step of a ticket's memory, written inside the unit of work it belongs to."""

from __future__ import annotations

from app.features.tickets.records import Ticket, TicketEvent
from app.store.work import Work


def write_event(
    work: Work, ticket: Ticket, action: str, *, to_state: str = "", target: str = "", note: str = ""
) -> None:
    """Add a line to a ticket's timeline.

    Args:
        work: The open unit of work, for its moment.
        ticket: The row before the step.
        action: Code of ``rules.EVENTS``.
        to_state: State after it; the same as before if not given.
        target: Staff id it went to, or id of another ticket.
        note: What was said.
    """
    work.insert(
        TicketEvent(
            ticket_id=ticket.id,
            at=work.now,
            action=action,
            from_state=ticket.state,
            to_state=to_state or ticket.state,
            target=target,
            note=note,
        )
    )
