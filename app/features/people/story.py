"""A person's history in words: the person's own fields and what came to and left its sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.text import T, Text
from app.features.houses.rules import house_label
from app.features.people.rules import mask_id, mask_phone, show_plate, shown_name
from app.features.people.words import FIELDS, KINDS, RELATIONS, SEXES, TITLE
from app.features.staff.rules import Actor
from app.store.history import HistoryField, HistoryLine, Typed, lines_of
from app.store.store import Store

_SETS = {
    "person_phone": ("phones", "phone"),
    "residence": ("houses", "house_id"),
    "vehicle": ("vehicles", "plate"),
    "person_tag": ("preferences", "code"),
}


def story_of(store: Store, actor: Actor, person_id: str) -> list[HistoryLine]:
    """Return the readable history of a person, oldest first.

    Args:
        store: Where to read.
        actor: Who reads: phones and papers are masked for everybody, names and WeChat as on the person's card.
        person_id: The person.
    """
    lines = lines_of(store.database, "person", person_id, fields_of(actor), TITLE)
    # Stable: what happened in one moment stays in the order person, then sets.
    return sorted([*lines, *_members(store, person_id)], key=lambda line: line.at)


def fields_of(actor: Actor) -> dict[str, HistoryField]:
    """Return how each field of a person is told to a reader."""
    words: Mapping[str, Mapping[str, Text | str]] = {"kind": KINDS, "sex": SEXES}
    kinds: Mapping[str, Typed] = {"kind": "choice", "sex": "choice", "born_on": "day"}
    fields = {
        key: HistoryField(title, _shower(actor, key), kinds.get(key, "text"), words.get(key, {}))
        for key, title in FIELDS.items()
    }
    if not actor.may("person", "unmask"):
        del fields["wechat"]
    return fields


def member_shown(store: Store, table: str, record_id: str) -> object:
    """Return a member of a person's sets as people read it: a masked phone, a plate, a house, a tag."""
    return _shown(store, table, record_id, _value(store, table, record_id, _SETS[table][1]))


def _shower(actor: Actor, field: str) -> Callable[[Any], object]:
    if field in ("name", "emergency_name"):
        return lambda value: shown_name(actor, value)
    if field == "id_card":
        return mask_id
    if field == "emergency_phone":
        return mask_phone
    words: Mapping[str, Text] = {"kind": KINDS, "sex": SEXES}.get(field, {})

    def show(value: Any) -> object:
        return words.get(value, value)

    return show


def _members(store: Store, person_id: str) -> list[HistoryLine]:
    names = dict(store.rows("SELECT id, name FROM staff"))
    # Ids of a person's phones, houses, tags and vehicles begin with the person's: one range of the log's index.
    rows = store.rows(
        "SELECT x.at, x.author, o.tbl, o.pk, o.kind FROM sync_oplog o JOIN sync_tx x USING (tx)"
        " WHERE o.pk > ? AND o.pk < ? AND o.kind IN ('I', 'D') ORDER BY o.seq",
        (f"{person_id}|", f"{person_id}}}"),
    )
    lines: list[HistoryLine] = []
    for at, author, table, key, kind in rows:
        if table not in _SETS:
            continue
        field, column = _SETS[table]
        value = _value(store, table, key, column)
        told = T("people", "{field}: {value} added") if kind == "I" else T("people", "{field}: {value} removed")
        lines.append(
            HistoryLine(
                at, names.get(author, ""), told.with_(field=_title(field, key), value=_shown(store, table, key, value))
            )
        )
    return lines


def _title(field: str, key: str) -> Text:
    return FIELDS["care_flags"] if "|care_flag|" in key else FIELDS[field]


def _value(store: Store, table: str, key: str, column: str) -> str:
    """A member's value: from the row if it is there, else from what was kept when it went."""
    found = store.value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (key,))
    if found is None:
        found = store.value(
            "SELECT old FROM sync_oplog WHERE pk = ? AND tbl = ? AND kind = 'X' AND col = ? ORDER BY seq DESC LIMIT 1",
            (key, table, column),
        )
    return str(found or "")


def _shown(store: Store, table: str, key: str, value: str) -> object:
    if table == "person_phone":
        return mask_phone(value)
    if table == "vehicle":
        return show_plate(value)
    if table == "residence":
        rows = store.rows("SELECT building, unit, room FROM house WHERE id = ?", (value,))
        relation = RELATIONS.get(key.rpartition("|")[2], RELATIONS["other"])
        return T("people", "{house} ({relation})").with_(
            house=house_label(*rows[0]) if rows else "?", relation=relation
        )
    dictionary = key.split("|")[1]
    return store.value("SELECT title FROM word WHERE id = ?", (f"{dictionary}|{value}",)) or value
