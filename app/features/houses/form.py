"""What a house's form holds and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED, Invalid
from app.core.text import T, Text
from app.features.houses.rules import canonical_building, floor_of, room_from_parts
from app.features.houses.words import FIELDS, KINDS, STATUSES

_TEXTS = ("building", "unit", "room", "kind", "status", "zone", "handed_over_on", "code", "layout", "note")
_NUMBERS: Mapping[str, tuple[int, int]] = {
    "floor": (-20, 300),
    "floors": (1, 300),
    "lift": (0, 1),
    "area": (1, 100_000_000),
    "inner_area": (1, 100_000_000),
}
LONGEST = 200
LONGEST_NOTE = 2_000


def house_values(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a house that a form's values describe, the room in plain parts with its key.

    Args:
        values: Form field -> value; what is missing stays as it was.
        before: The columns as they were; empty for a new house.

    Raises:
        Invalid: With every problem at once.
    """
    problems: dict[str, Text] = {
        key: T("houses", "A house has no field “{key}”.").with_(key=key) for key in values if key not in FIELDS
    }
    clean = {**before, **{key: _tidy(value) for key, value in values.items() if key in FIELDS}}
    for key in _TEXTS:
        clean[key] = clean.get(key) or ""
    clean["kind"] = clean["kind"] or "home"
    _check_texts(clean, problems)
    _check_numbers(clean, problems)
    if not problems:
        _place(clean)
    if problems:
        raise Invalid(problems, "house.invalid")
    return clean


@lru_cache(maxsize=4096)
def stored_room(building: str, unit: str, room: str) -> tuple[str, str, str, str] | None:
    """Return building, unit, room and key as a house keeps them, or None where there is no door.

    A building that brings its own word (``A座``) keeps it; unit and room are kept plain.
    """
    key = room_from_parts(building, unit, room)
    if key is None:
        return None
    own = re.sub(r"\s", "", building)
    named = own if re.search(r"(?:号楼|座|号|#)$", own) and canonical_building(own) == key.building else key.building
    return named, key.unit, key.room, "-".join(part for part in key if part)


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _place(clean: dict[str, Any]) -> None:
    stored = stored_room(clean["building"], clean["unit"], clean["room"])
    if stored is not None:
        clean["building"], clean["unit"], clean["room"], clean["key"] = stored
        if clean.get("floor") is None:
            clean["floor"] = floor_of(clean["room"])


def _check_texts(clean: Mapping[str, Any], problems: dict[str, Text]) -> None:
    if not clean["room"] or stored_room(clean["building"], clean["unit"], clean["room"]) is None:
        problems["room"] = REQUIRED
    for key in _TEXTS:
        longest = LONGEST_NOTE if key == "note" else LONGEST
        if len(str(clean[key])) > longest:
            problems[key] = T("houses", "At most {n} characters.").with_(n=longest)
    for key, words in (("kind", KINDS), ("status", STATUSES)):
        if clean[key] and clean[key] not in words:
            problems[key] = T("houses", "Choose one of: {choices}.").with_(
                choices=str(T("houses", ", ")).join(map(str, words.values()))
            )
    if clean["handed_over_on"] and not is_day(clean["handed_over_on"]):
        problems["handed_over_on"] = T("houses", "A day such as 2026-11-23.")


def _check_numbers(clean: dict[str, Any], problems: dict[str, Text]) -> None:
    for key, (least, most) in _NUMBERS.items():
        value = clean.get(key)
        if value is None or value == "":
            clean[key] = None
        elif isinstance(value, bool):
            clean[key] = int(value)
        elif not isinstance(value, int):
            problems[key] = T("houses", "This must be a whole number.")
        elif not least <= value <= most:
            problems[key] = T("houses", "This number cannot be right.")
    if clean.get("floor") == 0:
        problems["floor"] = T("houses", "There is no floor 0: below the ground floor comes -1.")
