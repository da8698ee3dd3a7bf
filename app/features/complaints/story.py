"""A complaint's history in words: who changed which field from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.houses.rules import house_label
from app.features.people.rules import mask_phone, shown_name
from app.features.staff.rules import Actor
from app.features.tickets.rules import CHANNELS, number_sql
from app.features.tickets.service import moment_shower
from app.store.history import HistoryField, HistoryLine, Typed, lines_of
from app.store.store import Store

TITLE = T("complaints", "Complaint")
YES, NO = T("complaints", "yes"), T("complaints", "no")
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "grade": rules.GRADES,
    "channel": CHANNELS,
    "consent": rules.CONSENTS,
    "cause": rules.CAUSES,
    "outcome": rules.OUTCOMES,
}
_STAFF = "SELECT name FROM staff WHERE id = ?"
_NAMED = {
    "staff_id": _STAFF,
    "mediator_id": _STAFF,
    "subject": "SELECT title FROM word WHERE id = 'complaint_subject|' || ?",
    "department": "SELECT title FROM word WHERE id = 'department|' || ?",
    "ticket_id": f"SELECT {number_sql('t')} FROM ticket t WHERE t.id = ?",
}
_MOMENTS = frozenset({"happened_at", "reported_at", "respond_due", "solve_due"})
_TYPED = frozenset({"title", "place", "person_name", "person_phone"})
_LONG = frozenset({"description", "findings", "plan", "result", "soothed", "cause_note", "compromise"})
_NOT_KEPT = frozenset({"note", "to_stage"})
_TOLD = 60
"""Characters of a long text; the complaint itself says the rest."""


def story_of(store: Store, zone: OfficeZone, actor: Actor, complaint_id: str) -> list[HistoryLine]:
    """Return the readable history of a complaint, oldest first.

    Args:
        store: Where to read.
        zone: Shows moments in office time.
        actor: Who reads: telephones are masked for everybody, names as in the list.
        complaint_id: The complaint.
    """
    return lines_of(store.database, "complaint", complaint_id, fields_of(store, zone, actor), TITLE)


def fields_of(store: Store, zone: OfficeZone, actor: Actor) -> dict[str, HistoryField]:
    """Return how each field of a complaint is told to a person."""
    return {
        key: HistoryField(title, _shower(store, zone, actor, key), _typed(key), CHOICES.get(key, {}))
        for key, title in rules.FIELD_TITLES.items()
        if key not in _NOT_KEPT
    }


def _typed(field: str) -> Typed:
    if field in ("grade", "channel"):
        return "choice"
    if field in _TYPED:
        return "text"
    if field in _LONG:
        return "long_text"
    return "moment" if field in ("happened_at", "reported_at") else "none"


def _shower(store: Store, zone: OfficeZone, actor: Actor, field: str) -> Callable[[Any], object]:
    if field in CHOICES:
        return lambda value: CHOICES[field].get(value, value)
    if field in _NAMED:
        return lambda value: store.value(_NAMED[field], (value,)) or value
    if field in _MOMENTS:
        return moment_shower(zone)
    shown: Mapping[str, Callable[[Any], object]] = {
        "house_id": lambda value: _house(store, value),
        "person_id": lambda value: shown_name(
            actor, str(store.value("SELECT name FROM person WHERE id = ?", (value,)) or "?")
        ),
        "person_name": lambda value: shown_name(actor, value),
        "person_phone": mask_phone,
        "dispute": lambda value: YES if value else NO,
    }
    return shown.get(field, begun)


def _house(store: Store, house_id: str) -> str:
    rows = store.rows("SELECT building, unit, room FROM house WHERE id = ?", (house_id,))
    return house_label(*rows[0]) if rows else "?"


def begun(value: Any) -> str:
    """Return the beginning of a long text in one line."""
    text = str(value).replace("\n", " ")
    return text if len(text) <= _TOLD else text[:_TOLD] + "…"
