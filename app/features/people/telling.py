"""People and what belongs to them in words, for rooms that know no people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.text import T, Text
from app.features.people.records import Person
from app.features.people.rules import mask_phone, show_plate, shown_name
from app.features.people.story import fields_of, member_shown
from app.features.people.words import FIELDS, TITLE
from app.features.staff.rules import Actor
from app.store.history import HistoryField
from app.store.store import Store
from app.store.telling import Telling, Tellings

_MEMBERS: Mapping[str, Text] = {
    "person_phone": FIELDS["phones"],
    "residence": FIELDS["houses"],
    "person_tag": T("people", "Tags"),
    "vehicle": FIELDS["vehicles"],
}
_COLUMNS: Mapping[str, HistoryField] = {
    "phone": HistoryField(T("people", "Phone"), mask_phone),
    "label": HistoryField(T("people", "Whose, where")),
    "since_on": HistoryField(T("people", "Since")),
    "until_on": HistoryField(T("people", "Until")),
    "relation": HistoryField(T("people", "Relation")),
    "cycle_days": HistoryField(T("people", "Days between visits")),
    "plate": HistoryField(T("people", "Plate"), show_plate),
    "describe": HistoryField(T("people", "Colour, make")),
}


def tellings_of(store: Store, actor: Actor, save: Callable[[Actor, Mapping[str, Any], str], object]) -> Tellings:
    """Return how people, their phones, relations, tags and vehicles are told.

    Args:
        store: Where to read.
        actor: Who reads, and changes.
        save: Changes a person.
    """

    def name(person_id: str) -> str:
        person = store.get(Person, person_id)
        return shown_name(actor, person.name) if person is not None else ""

    def member(table: str) -> Telling:
        def named(record_id: str) -> str:
            return " ".join(
                part for part in (name(_owner(record_id)), str(member_shown(store, table, record_id))) if part
            )

        return Telling(_MEMBERS[table], "person", named, _COLUMNS, lambda record_id: ("person", _owner(record_id)))

    return {
        "person": Telling(
            TITLE,
            "person",
            name,
            fields_of(actor),
            lambda person_id: ("person", person_id),
            lambda person_id, values: save(actor, values, person_id),
        ),
        **{table: member(table) for table in _MEMBERS},
    }


def _owner(record_id: str) -> str:
    """Ids of what belongs to a person begin with the person's."""
    return record_id.partition("|")[0]
