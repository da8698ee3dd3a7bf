"""The columns by which houses come in from a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.features.houses.words import FIELDS, KINDS, STATUSES
from app.importing.mapping import FieldSpec, ValueKind
from app.importing.vocabulary import HEADERS, HOUSE_STATUS, HOUSE_TYPE

CHAIN = ("building", "unit", "room")
"""From the large to the small: a ledger names the building once and lists its doors below."""


def _field(key: str, word: str = "", **options: Any) -> FieldSpec:
    return FieldSpec(key, FIELDS[key], HEADERS[word or key], **options)


def _known(words: Mapping[str, tuple[str, ...]], codes: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the words of each code, a code without its own being at least its title."""
    return {code: words.get(code, (str(title),)) for code, title in codes.items()}


def house_fields(*, required: bool) -> tuple[FieldSpec, ...]:
    """Return the columns of a house; the whole room may stand in the room's column.

    Args:
        required: Whether a row without a room is refused.
    """
    return (
        _field("building"),
        _field("unit"),
        _field("room", required=required),
        _field("floor", kind=ValueKind.INTEGER, lenient=True),
        _field("floors", "floors_total", kind=ValueKind.INTEGER, lenient=True),
        _field("lift", kind=ValueKind.YES_NO, lenient=True),
        _field("area", kind=ValueKind.HUNDREDTHS, lenient=True),
        _field("inner_area", kind=ValueKind.HUNDREDTHS, lenient=True),
        FieldSpec(
            "house_kind", FIELDS["kind"], HEADERS["house_type"], ValueKind.CHOICE,
            choices=_known(HOUSE_TYPE, KINDS), otherwise="other",
        ),
        _field("layout"),
        _field("status", "house_status", kind=ValueKind.CHOICE, choices=_known(HOUSE_STATUS, STATUSES), lenient=True),
        _field("zone"),
        _field("handed_over_on", kind=ValueKind.DAY, lenient=True),
    )  # fmt: skip


def house_part(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the house's form values in a row, without empty cells; an area or floor count of 0 means unknown."""
    found: dict[str, Any] = {}
    for field in FIELDS:
        value = values.get("house_kind" if field == "kind" else field)
        if value in (None, "") or (field in ("area", "inner_area", "floor", "floors") and value == 0):
            continue
        found[field] = value
    return found
