"""Writing many houses at once: found by their key, written where they differ, refused where rows disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from app.core.errors import Refused
from app.core.ids import new_id
from app.core.text import T
from app.features.houses.form import house_values, stored_room
from app.features.houses.records import House
from app.features.houses.words import FIELDS, shown
from app.store.store import Store
from app.store.work import Work

Outcome = Literal["created", "updated", "skipped"]


class HouseBook:
    """Takes houses row by row, through several units of work.

    Rows that repeat a house (one for each of its owners) are welcome as long as they say the same about it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._said: dict[str, tuple[int, dict[str, Any]]] = {}
        self._new: dict[str, House] = {}
        self._changed: dict[str, tuple[House, dict[str, Any]]] = {}

    def put(self, values: Mapping[str, Any], number: int) -> tuple[str, Outcome]:
        """Take over a house and return its id and what became of it; nothing is written before ``flush``.

        Args:
            values: Form field -> value, without those the row does not give.
            number: The spreadsheet's row, for the reason of a refusal.

        Raises:
            Invalid: Something is missing or wrong.
            Refused: An earlier row says otherwise about this house.
        """
        stored = stored_room(*(str(values.get(part) or "") for part in ("building", "unit", "room")))
        key = stored[3] if stored else ""
        there = self._there(key)
        before = {field: getattr(there, field) for field in FIELDS} if there else {}
        given = {field: value for field, value in values.items() if value not in (None, "") and field in FIELDS}
        columns = house_values({**given, **self._place(there)}, before)
        self._agree(key, given, number)
        if there is None:
            house = House(id=new_id(self._store.clock.now()), **columns)
            self._new[key] = house
            return house.id, "created"
        if all(getattr(there, column) == value for column, value in columns.items()):
            return there.id, "skipped"
        if key in self._new:
            self._new[key] = replace(there, **columns)
        else:
            self._changed[there.id] = (self._changed.get(there.id, (there, {}))[0], columns)
        return there.id, "updated"

    def find(self, building: str, unit: str, room: str) -> str:
        """Return the id of the house in these parts, or the empty text."""
        stored = stored_room(building, unit, room)
        house = self._there(stored[3]) if stored else None
        return house.id if house else ""

    def flush(self, work: Work) -> None:
        """Write what was taken over since the last time."""
        work.insert_many(self._new.values())
        for house, columns in self._changed.values():
            work.update(house, **columns)
        self.forget()

    def forget(self) -> None:
        """Let go of what was taken over and not written."""
        self._new.clear()
        self._changed.clear()

    def _there(self, key: str) -> House | None:
        if not key:
            return None
        if key in self._new:
            return self._new[key]
        found = self._store.find(House, "key = ?", (key,))
        if not found:
            return None
        house = found[0]
        if house.id in self._changed:
            return replace(house, **self._changed[house.id][1])
        return house

    def _place(self, there: House | None) -> dict[str, Any]:
        """A house that is known keeps the spelling it has."""
        return {"building": there.building, "unit": there.unit, "room": there.room} if there else {}

    def _agree(self, key: str, given: dict[str, Any], number: int) -> None:
        first, said = self._said.setdefault(key, (number, {}))
        for field, value in given.items():
            if field in ("building", "unit", "room", "note"):
                continue
            if said.get(field, value) != value:
                raise Refused(
                    T("houses", "Row {first} says {field} {one} of {house}, this row says {other}.").with_(
                        first=first,
                        field=FIELDS[field],
                        one=shown(field, said[field]),
                        other=shown(field, value),
                        house=key,
                    ),
                    "house.rows_disagree",
                )
        said.update(given)
