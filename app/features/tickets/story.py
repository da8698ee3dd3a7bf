"""A ticket's history in words: who changed which field from what to what.

The timeline tells the steps; this tells the values behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.clock import OfficeZone
from app.core.money import show_yuan
from app.core.text import T, Text
from app.features.houses.rules import house_label
from app.features.people.rules import mask_phone, shown_name
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.store.history import HistoryField, HistoryLine, Typed, lines_of
from app.store.store import Store

TITLE = T("tickets", "Ticket")
_WORDS: Mapping[str, Mapping[str, Text]] = {
    "type": rules.TYPES,
    "channel": rules.CHANNELS,
    "department": rules.DEPARTMENTS,
    "resident_word": rules.RESIDENT_VERDICTS,
}
_NAMED = {
    "assignee_id": "SELECT name FROM staff WHERE id = ?",
    "category": "SELECT title FROM category WHERE id = ?",
    "scenario": "SELECT title FROM scenario WHERE id = ?",
    "merged_into": f"SELECT {rules.number_sql('t')} FROM ticket t WHERE t.id = ?",
    "parent_id": f"SELECT {rules.number_sql('t')} FROM ticket t WHERE t.id = ?",
}
_CHOICES: Mapping[str, Mapping[str, Text | str]] = {
    "type": rules.TYPES,
    "channel": rules.CHANNELS,
    "department": rules.DEPARTMENTS,
    "level": rules.LEVELS,
}
"""What the ticket's form offers; the rest of the words only moves write."""
_MOMENTS = frozenset({"happened_at", "reported_at", "respond_due", "arrive_due", "finish_due"})
_TOLD = 60
"""Characters of a long text; the ticket itself says the rest."""


def story_of(store: Store, zone: OfficeZone, actor: Actor, ticket_id: str) -> list[HistoryLine]:
    """Return the readable history of a ticket, oldest first.

    Args:
        store: Where to read.
        zone: Shows moments in office time.
        actor: Who reads: telephones are masked for everybody, names as in the list.
        ticket_id: The ticket.
    """
    return lines_of(store.database, "ticket", ticket_id, fields_of(store, zone, actor), TITLE)


def fields_of(store: Store, zone: OfficeZone, actor: Actor) -> dict[str, HistoryField]:
    """Return how each field of a ticket is told to a person."""
    return {
        key: HistoryField(title, _shower(store, zone, actor, key), _typed(key), _CHOICES.get(key, {}))
        for key, title in rules.FIELD_TITLES.items()
        if key != "note"
    }


def moment_shower(zone: OfficeZone) -> Callable[[Any], object]:
    """Return what shows a moment in office time."""
    return lambda value: f"{zone.local(value):%Y-%m-%d %H:%M}"


def _typed(field: str) -> Typed:
    if field in _CHOICES:
        return "choice"
    if field in _MOMENTS:
        return "moment" if field in ("happened_at", "reported_at") else "none"
    if field in ("title", "description", "place", "zone", "requester_name", "requester_phone"):
        return "text"
    return "none"


def _shower(store: Store, zone: OfficeZone, actor: Actor, field: str) -> Callable[[Any], object]:
    if field in _WORDS:
        return lambda value: _WORDS[field].get(value, value)
    if field in _NAMED:
        return lambda value: store.value(_NAMED[field], (value,)) or value
    if field in _MOMENTS:
        return moment_shower(zone)
    shown: Mapping[str, Callable[[Any], object]] = {
        "level": lambda value: rules.LEVELS.get(str(value), value),
        "house_id": lambda value: _house(store, value),
        "requester_id": lambda value: shown_name(actor, _person(store, value)),
        "requester_name": lambda value: shown_name(actor, value),
        "requester_phone": mask_phone,
        "fee": show_yuan,
    }
    return shown.get(field, _begun)


def _house(store: Store, house_id: str) -> str:
    rows = store.rows("SELECT building, unit, room FROM house WHERE id = ?", (house_id,))
    return house_label(*rows[0]) if rows else "?"


def _person(store: Store, person_id: str) -> str:
    return str(store.value("SELECT name FROM person WHERE id = ?", (person_id,)) or "?")


def _begun(value: Any) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= _TOLD else text[:_TOLD] + "…"
