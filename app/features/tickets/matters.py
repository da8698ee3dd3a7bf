"""What waits among the tickets, told to the books that gather it: late, open, on hold, callbacks and promises owed.

Closed tickets are never looked at: the open ones have an index of their own, and so have promises that are owed.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.matters import Matter
from app.core.text import T, Text
from app.features.tickets import rules
from app.features.tickets.listing import NEXT_DUE, PLACE
from app.store.store import Store

_ENDED = "('closed', 'void', 'merged')"
_CLOCKS: dict[str, Text] = {
    "respond": T("tickets", "{state}, first response due"),
    "arrive": T("tickets", "{state}, due on site"),
    "finish": T("tickets", "{state}, result due"),
}


def matters_of(store: Store, now: int, until: int) -> Iterator[Matter]:
    """Yield every open ticket once, and every promise owed that falls due before ``until``.

    A ticket whose clock has run out is ``ticket.late``; one that waits for the resident to be called
    ``ticket.callback``; one on hold ``ticket.held``; the others ``ticket.open``, whenever they are due.

    Args:
        store: Where to read.
        now: The present moment, UTC milliseconds.
        until: Up to when promises are told, UTC milliseconds.
    """
    clock = (
        "CASE WHEN t.responded_at IS NULL AND t.respond_due IS NOT NULL THEN 'respond'"
        " WHEN t.on_site_at IS NULL AND t.arrive_due IS NOT NULL THEN 'arrive' ELSE 'finish' END"
    )
    for record, number, title, state, level, place, assignee, due, entered, held, reason, which in store.rows(
        f"SELECT t.id, {rules.number_sql('t')}, t.title, t.state, t.level, {PLACE}, t.assignee_id, {NEXT_DUE},"
        f" t.entered_at, t.held_at, t.hold_reason, {clock} FROM ticket t LEFT JOIN house h ON h.id = t.house_id"
        f" WHERE t.state NOT IN {_ENDED}"
    ):
        late = due is not None and due < now
        words: Text = rules.state_title(state)
        if state == "held":
            words = T("tickets", "On hold: {reason}").with_(reason=reason)
        elif due is not None:
            words = _CLOCKS[which].with_(state=words)
        yield Matter(
            group="ticket.late" if late else _GROUPS.get(state, "ticket.open"),
            kind="ticket",
            id=record,
            number=number,
            title=title,
            detail=words,
            place=place,
            assignee_id=assignee,
            due_at=due,
            since=held if state == "held" else entered,
            level=level,
            late=late,
        )
    yield from _promises(store, now, until)


_GROUPS = {"callback": "ticket.callback", "held": "ticket.held"}


def _promises(store: Store, now: int, until: int) -> Iterator[Matter]:
    for record, number, text, level, place, staff, due, made in store.rows(
        f"SELECT t.id, {rules.number_sql('t')}, p.text, t.level, {PLACE}, p.staff_id, p.due_at, p.created_at"
        " FROM promise p JOIN ticket t ON t.id = p.ticket_id LEFT JOIN house h ON h.id = t.house_id"
        " WHERE p.kept_at IS NULL AND p.cancelled = 0 AND p.due_at < ? ORDER BY p.due_at, p.id",
        (until,),
    ):
        yield Matter(
            group="ticket.promise",
            kind="ticket",
            id=record,
            number=number,
            title=text,
            detail=T("tickets", "Promised to the resident"),
            place=place,
            assignee_id=staff,
            due_at=due,
            since=made,
            level=level,
            late=due < now,
        )
