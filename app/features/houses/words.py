"""The codes a house may carry, and what people call its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.text import T, Text

TITLE = T("houses", "House")

KINDS: Mapping[str, Text] = {
    "home": T("houses", "Flat"),
    "shop": T("houses", "Shop"),
    "office": T("houses", "Office space"),
    "dormitory": T("houses", "Dormitory"),
    "parking": T("houses", "Parking space"),
    "storage": T("houses", "Store room"),
    "other": T("houses", "Other"),
}

STATUSES: Mapping[str, Text] = {
    "unsold": T("houses", "Not sold"),
    "sold": T("houses", "Sold"),
    "handed_over": T("houses", "Handed over"),
    "not_lived_in": T("houses", "Not moved in"),
    "vacant": T("houses", "Vacant"),
    "decorating": T("houses", "Being decorated"),
    "decorated": T("houses", "Decorated"),
    "lived_in": T("houses", "Lived in"),
    "let": T("houses", "Let"),
}

FIELDS: Mapping[str, Text] = {
    "building": T("houses", "Building"),
    "unit": T("houses", "Unit"),
    "room": T("houses", "Room"),
    "kind": T("houses", "Kind"),
    "status": T("houses", "Status"),
    "zone": T("houses", "Zone"),
    "floor": T("houses", "Floor"),
    "floors": T("houses", "Floors of the building"),
    "lift": T("houses", "Lift"),
    "area": T("houses", "Floor area"),
    "inner_area": T("houses", "Inner area"),
    "layout": T("houses", "Layout"),
    "handed_over_on": T("houses", "Handed over on"),
    "code": T("houses", "Code"),
    "note": T("houses", "Sticky note"),
}
"""Form field -> title, in the order of the form."""


def show_area(hundredths: int | None) -> str:
    """Return an area given in hundredths of a square metre as people read it: ``94.56 ㎡``."""
    if hundredths is None:
        return ""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + " ㎡"


def shown(field: str, value: Any) -> object:
    """Return the value of a form field as people read it."""
    if field in ("area", "inner_area"):
        return show_area(value)
    if field == "lift":
        return T("houses", "yes") if value else T("houses", "no")
    return {"kind": KINDS, "status": STATUSES}.get(field, {}).get(value, value)
