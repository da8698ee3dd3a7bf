"""Where something is, from what a ledger writes: one cell, or building, unit and room in cells of their own."""

from __future__ import annotations

from app.features.houses.rules import canonical, house_label, parse_room, room_from_parts
from app.store.database import Database


def located(database: Database, place: str, building: str, unit: str, door: str) -> tuple[str, str]:
    """Return the place as it is written, and the id of the house that it names, or the empty text.

    Args:
        database: Where houses are looked up.
        place: One cell that says it all; may be empty.
        building: The building's own cell.
        unit: The unit's own cell.
        door: The room's own cell.
    """
    room = (parse_room(place) if place else None) or (room_from_parts(building, unit, door) if door else None)
    if not place and (building or door):
        place = house_label(*room) if room else " ".join(part for part in (building, unit, door) if part)
    if room is None:
        return place, ""
    return place, str(database.value("SELECT id FROM house WHERE key = ?", (canonical(*room),)) or "")
