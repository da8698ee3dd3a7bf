"""Houses after several desks' changes were united: one room entered twice, a key that tells another room."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.features.houses.form import stored_room
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, bound, doubles

_TWICE = {
    "key": T(
        "houses",
        "The room {value} has been entered at two desks. Move its people and tickets to one of the entries and delete"
        " the other (“Owners”, duplicates).",
    ),
    "code": T("houses", "Two houses carry the code {value}. Correct one of them."),
}
_KEY = T(
    "houses",
    "Two desks corrected the building, unit or room of one house, so that it is found under another room. Look at them"
    " and save the house.",
)


def check_houses(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield which rooms and codes of these houses are entered twice, and whose key tells another room."""
    for column, text in _TWICE.items():
        for pk, value in doubles(database, "house", column, ids):
            yield Breach("house", pk, f"house.{column}_twice", text.with_(value=value))
    for pk, building, unit, room, key in database.rows(
        f"SELECT id, building, unit, room, key FROM house WHERE id IN ({IDS}) ORDER BY id", (bound(ids),)
    ):
        stored = stored_room(building, unit, room)
        if stored is not None and stored[3] != key:
            yield Breach("house", pk, "house.key", _KEY)


CHECKS: Mapping[str, Check] = {"house": check_houses}
