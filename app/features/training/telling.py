"""The tables of training in words, for rooms that know no training."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from app.core.clock import OfficeZone
from app.features.staff.rules import Actor
from app.features.training.story import TITLES, fields_of
from app.store.store import Store
from app.store.telling import Telling, Tellings


class Saves(Protocol):
    """The verb that changes a checklist."""

    def __call__(self, actor: Actor, values: Mapping[str, Any], training_id: str, /) -> object:
        """Change fields of a checklist."""
        raise NotImplementedError


_WHO = (
    "SELECT coalesce(s.name, '?') || ' ' || t.title FROM training t LEFT JOIN staff s ON s.id = t.staff_id WHERE t.id"
)
_NAMES: Mapping[str, str] = {
    "training": f"{_WHO} = ?",
    "training_row": "SELECT title FROM training_row WHERE id = ?",
    "training_sign": "SELECT r.title FROM training_sign g JOIN training_row r ON r.id = g.row_id WHERE g.id = ?",
    "training_step": f"{_WHO} = (SELECT training_id FROM training_step WHERE id = ?)",
    "training_template": "SELECT title FROM training_template WHERE id = ?",
    "training_item": "SELECT title FROM training_item WHERE id = ?",
    "training_course": "SELECT title FROM training_course WHERE id = ?",
    "training_session": "SELECT title FROM training_session WHERE id = ?",
    "training_attendee": "SELECT s.name || ' · ' || e.title FROM training_attendee a JOIN staff s ON s.id = a.staff_id"
    " JOIN training_session e ON e.id = a.session_id WHERE a.id = ?",
    "training_note": "SELECT text FROM training_note WHERE id = ?",
    "certificate": "SELECT coalesce(s.name, '?') || ' · ' || t.kind FROM certificate t"
    " LEFT JOIN staff s ON s.id = t.staff_id WHERE t.id = ?",
}
_OWNERS: Mapping[str, tuple[str, str]] = {
    "training_row": ("training", "SELECT training_id FROM training_row WHERE id = ?"),
    "training_sign": ("training", "SELECT training_id FROM training_sign WHERE id = ?"),
    "training_step": ("training", "SELECT training_id FROM training_step WHERE id = ?"),
    "training_item": ("training_template", "SELECT template_id FROM training_item WHERE id = ?"),
    "training_attendee": ("training_session", "SELECT session_id FROM training_attendee WHERE id = ?"),
    "training_note": ("training_session", "SELECT session_id FROM training_note WHERE id = ?"),
}


def tellings_of(store: Store, actor: Actor, save: Saves, zone: OfficeZone) -> Tellings:
    """Return how the tables of training are told.

    Args:
        store: Where to read.
        actor: Who reads, and changes.
        save: Changes a checklist.
        zone: Shows moments in office time.
    """

    def name(table: str) -> Callable[[str], str]:
        return lambda record_id: str(store.value(_NAMES[table], (record_id,)) or "")

    def place(table: str) -> Callable[[str], tuple[str, str]]:
        kind, sql = _OWNERS.get(table, (table, ""))
        return lambda record_id: (kind, str(store.value(sql, (record_id,)) or "") if sql else record_id)

    return {
        table: Telling(
            title,
            "training",
            name(table),
            fields_of(store, table, zone),
            place(table),
            (lambda record_id, values: save(actor, values, record_id)) if table == "training" else None,
        )
        for table, title in TITLES.items()
    }
