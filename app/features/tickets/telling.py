"""Tickets and promises in words, for rooms that know no tickets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from app.core.clock import OfficeZone
from app.core.text import T
from app.features.houses.rules import house_label
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.features.tickets.listing import TICKETS
from app.features.tickets.numbering import shown_number
from app.features.tickets.records import Promise, Ticket
from app.features.tickets.story import TITLE, fields_of, moment_shower
from app.store.history import HistoryField
from app.store.store import Store
from app.store.telling import Telling, Tellings

_PROMISE, _STEP = T("tickets", "Promise"), T("tickets", "Step of a ticket")
_YES, _NO = T("tickets", "yes"), T("tickets", "no")
_MATTER = 12
"""Characters of what a ticket is about that tell it from others."""


class Edits(Protocol):
    """The verb that changes a ticket."""

    def __call__(self, actor: Actor, ticket_id: str, values: Mapping[str, Any], /) -> object:
        """Change fields of a ticket."""
        raise NotImplementedError


def tellings_of(store: Store, zone: OfficeZone, actor: Actor, edit: Edits) -> Tellings:
    """Return how tickets and promises are told.

    Args:
        store: Where to read.
        zone: Shows moments in office time.
        actor: Who reads, and changes.
        edit: Changes a ticket.
    """

    def number(ticket_id: str) -> str:
        ticket = store.get(Ticket, ticket_id)
        if ticket is None:
            return ""
        rows = store.rows("SELECT building, unit, room FROM house WHERE id = ?", (ticket.house_id,))
        place = house_label(*rows[0]) if rows else ticket.place
        matter = ticket.title if len(ticket.title) <= _MATTER else ticket.title[:_MATTER] + "…"
        return " ".join(part for part in (place, shown_number(store.database, ticket_id), matter) if part)

    def promised(promise_id: str) -> str:
        promise = store.get(Promise, promise_id)
        return promise.text if promise is not None else ""

    def of_promise(promise_id: str) -> tuple[str, str]:
        promise = store.get(Promise, promise_id)
        return "ticket", promise.ticket_id if promise is not None else ""

    def of_event(event_id: str) -> str:
        return str(store.value("SELECT ticket_id FROM ticket_event WHERE id = ?", (event_id,)) or "")

    return {
        "ticket": Telling(
            TITLE,
            "ticket",
            number,
            {**_kept_by_the_program(zone), **fields_of(store, zone, actor)},
            lambda ticket_id: ("ticket", ticket_id),
            lambda ticket_id, values: edit(actor, ticket_id, values),
        ),
        "promise": Telling(_PROMISE, "ticket", promised, _of_promises(zone), of_promise),
        "ticket_event": Telling(
            _STEP, "ticket", lambda event: number(of_event(event)), {}, lambda event: ("ticket", of_event(event))
        ),
    }


def _kept_by_the_program(zone: OfficeZone) -> dict[str, HistoryField]:
    """Columns that no form holds but moves write: as the list calls them."""
    shown = {column.key: column for column in TICKETS.columns}
    moment = moment_shower(zone)
    fields = {
        key: HistoryField(column.title, moment, "none")
        for key, column in shown.items()
        if column.kind == "moment" and column.sql == f"t.{key}"
    }
    fields["state"] = HistoryField(shown["state"].title, lambda value: rules.STATES.get(value, value), "none")
    fields["number"] = HistoryField(shown["number"].title, kind="none")
    for key in ("accepted_at", "called_back_at", "held_at"):
        fields[key] = HistoryField(_MOMENTS[key], moment, "none")
    return fields


_MOMENTS = {
    "accepted_at": T("tickets", "Accepted"),
    "called_back_at": T("tickets", "Called back"),
    "held_at": T("tickets", "On hold since"),
}


def _of_promises(zone: OfficeZone) -> dict[str, HistoryField]:
    moment = moment_shower(zone)
    return {
        "text": HistoryField(T("tickets", "What was promised")),
        "due_at": HistoryField(T("tickets", "Due"), moment),
        "kept_at": HistoryField(T("tickets", "Kept"), moment),
        "cancelled": HistoryField(T("tickets", "Withdrawn"), lambda value: _YES if value else _NO),
        "note": HistoryField(T("tickets", "Note")),
    }
