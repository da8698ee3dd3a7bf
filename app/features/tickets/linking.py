"""What a ticket touches, and which tickets another record touches."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.links import Link
from app.core.text import T, Text
from app.features.houses.rules import house_label
from app.features.people.rules import shown_name
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.features.tickets.records import Ticket
from app.store.store import Store

MOST = 8
"""Tickets shown beside a house, a person or a member of staff: the open ones first; the list has all of them."""

_ROLES: dict[str, tuple[str, Text]] = {
    "house": ("house_id", T("tickets", "Ticket of this house")),
    "person": ("requester_id", T("tickets", "Ticket asked for by this person")),
}
_OPEN = ", ".join(f"'{state}'" for state in rules.OPEN)
_TOLD = f"t.id, {rules.number_sql('t')}, t.title, t.state, t.entered_at"


def links_of_ticket(store: Store, actor: Actor, ticket_id: str) -> Iterator[Link]:
    """Yield what a ticket touches."""
    ticket = store.get(Ticket, ticket_id)
    if ticket is None:
        return
    if ticket.house_id and actor.may("house", "view"):
        for row in store.rows("SELECT building, unit, room FROM house WHERE id = ?", (ticket.house_id,)):
            yield Link("house", ticket.house_id, house_label(*row), T("tickets", "House"))
    if ticket.requester_id and actor.may("person", "view"):
        for (name,) in store.rows("SELECT name FROM person WHERE id = ?", (ticket.requester_id,)):
            yield Link("person", ticket.requester_id, shown_name(actor, name), T("tickets", "Requester"))
    if ticket.assignee_id and actor.may("staff", "view"):
        for (name,) in store.rows("SELECT name FROM staff WHERE id = ?", (ticket.assignee_id,)):
            yield Link("staff", ticket.assignee_id, name, T("tickets", "Assignee"))
    if ticket.scenario and actor.may("dictionary", "view"):
        for (title,) in store.rows("SELECT title FROM scenario WHERE id = ?", (ticket.scenario,)):
            yield Link("scenario", ticket.scenario, title, T("tickets", "Scenario card"))
    yield from _tickets(store, "t.id = ? AND t.id <> ''", ticket.merged_into, T("tickets", "Merged into"))
    yield from _tickets(store, "t.merged_into = ? AND t.merged_into <> ''", ticket_id, T("tickets", "Merged into this"))


def tickets_of(store: Store, kind: str, record_id: str) -> Iterator[Link]:
    """Yield the tickets that a house, a person or a member of staff touches."""
    if kind == "staff":
        yield from _tickets(
            store, f"t.state IN ({_OPEN}) AND t.assignee_id = ?", record_id, T("tickets", "Ticket in hand")
        )
    elif kind in _ROLES:
        column, role = _ROLES[kind]
        yield from _tickets(store, f"t.{column} = ? AND t.{column} <> ''", record_id, role)


def _tickets(store: Store, where: str, key: str, role: Text) -> Iterator[Link]:
    if key:
        for record, number, title, state, at in store.rows(
            f"SELECT {_TOLD} FROM ticket t WHERE {where}"
            f" ORDER BY t.state IN ({_OPEN}) DESC, t.entered_at DESC, t.id DESC LIMIT ?",
            (key, MOST),
        ):
            yield Link("ticket", record, f"{number} {title}".strip(), role, rules.state_title(state), at)
