"""What a complaint touches, and which complaints another record touches."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.links import Link
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.records import Complaint
from app.features.houses.rules import house_label
from app.features.people.rules import shown_name
from app.features.staff.rules import Actor
from app.features.tickets import rules as ticket_rules
from app.features.tickets.rules import number_sql
from app.store.store import Store

MOST = 8
"""Complaints shown beside a house, a person or a member of staff: the open ones first; the list has all of them."""

_OPEN = ", ".join(f"'{stage}'" for stage in rules.OPEN)
_TOLD = f"t.id, {number_sql('t', 'complaint')}, t.title, t.stage, t.entered_at"
_BY: dict[str, tuple[str, Text]] = {
    "house": ("t.house_id = ?", T("complaints", "Complaint about this house")),
    "person": ("t.person_id = ?", T("complaints", "Complaint of this person")),
    "staff": (f"t.staff_id = ? AND t.stage IN ({_OPEN})", T("complaints", "Complaint in hand")),
}


def links_of_complaint(store: Store, actor: Actor, complaint_id: str) -> Iterator[Link]:
    """Yield what a complaint touches."""
    complaint = store.get(Complaint, complaint_id)
    if complaint is None:
        return
    if complaint.house_id and actor.may("house", "view"):
        for row in store.rows("SELECT building, unit, room FROM house WHERE id = ?", (complaint.house_id,)):
            yield Link("house", complaint.house_id, house_label(*row), T("complaints", "House"))
    if complaint.person_id and actor.may("person", "view"):
        for (name,) in store.rows("SELECT name FROM person WHERE id = ?", (complaint.person_id,)):
            yield Link("person", complaint.person_id, shown_name(actor, name), T("complaints", "Complainant"))
    if complaint.staff_id and actor.may("staff", "view"):
        for (name,) in store.rows("SELECT name FROM staff WHERE id = ?", (complaint.staff_id,)):
            yield Link("staff", complaint.staff_id, name, T("complaints", "Responsible"))
    if actor.may("ticket", "view"):
        yield from _tickets(store, complaint)
    if actor.may("person", "view"):
        for record, name in store.rows(
            "SELECT DISTINCT p.id, p.name FROM dispute_party d JOIN person p ON p.id = d.person_id"
            " WHERE d.complaint_id = ? AND p.id <> ? ORDER BY d.side, d.id",
            (complaint_id, complaint.person_id),
        ):
            yield Link("person", record, shown_name(actor, name), T("complaints", "Party of the dispute"))


def complaints_of(store: Store, kind: str, record_id: str) -> Iterator[Link]:
    """Yield the complaints that a ticket, house, person or member of staff touches."""
    if not record_id:
        return
    if kind in _BY:
        where, role = _BY[kind]
        yield from _complaints(store, where, (record_id,), role)
    if kind == "person":
        party = "t.id IN (SELECT complaint_id FROM dispute_party WHERE person_id = ?) AND t.person_id <> ?"
        yield from _complaints(store, party, (record_id, record_id), T("complaints", "Party of this dispute"))
    if kind == "ticket":
        yield from _complaints(store, "t.ticket_id = ?", (record_id,), T("complaints", "Complaint made from it"))
        linked = "t.id IN (SELECT complaint_id FROM complaint_ticket WHERE ticket_id = ?) AND t.ticket_id <> ?"
        yield from _complaints(store, linked, (record_id, record_id), T("complaints", "Complaint it belongs to"))


def _complaints(store: Store, where: str, values: tuple[str, ...], role: Text) -> Iterator[Link]:
    for record, number, title, stage, at in store.rows(
        f"SELECT {_TOLD} FROM complaint t WHERE {where}"
        f" ORDER BY t.stage IN ({_OPEN}) DESC, t.entered_at DESC, t.id DESC LIMIT ?",
        (*values, MOST),
    ):
        yield Link("complaint", record, f"{number} {title}".strip(), role, rules.stage_title(stage), at)


def _tickets(store: Store, complaint: Complaint) -> Iterator[Link]:
    for record, number, title, state, at in store.rows(
        f"SELECT t.id, {number_sql('t')}, t.title, t.state, t.entered_at FROM ticket t WHERE t.id = ? OR t.id IN"
        " (SELECT ticket_id FROM complaint_ticket WHERE complaint_id = ?) ORDER BY t.entered_at DESC, t.id DESC",
        (complaint.ticket_id, complaint.id),
    ):
        source = record == complaint.ticket_id
        role = T("complaints", "Made from this ticket") if source else T("complaints", "Ticket of this complaint")
        yield Link("ticket", record, f"{number} {title}".strip(), role, ticket_rules.state_title(state), at)
