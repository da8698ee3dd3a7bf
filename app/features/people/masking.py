"""Which personal values a reader sees whole.

Phones and papers are masked for everybody wherever many people stand together; names are whole for those who work with
people and masked for those who only read. (The source is the office's product rules: personal data is masked in lists,
exports and prints by role.)
"""

from __future__ import annotations

from typing import Any

from app.features.people.rules import mask_id, mask_name, mask_phone, names_hidden
from app.features.staff.rules import Actor
from app.store.listing import ListColumn, Masker

SEPARATOR = "、"
"""Between several values of one column."""


def masker(actor: Actor) -> Masker:
    """Return what turns the personal values of a list into what this reader may see."""
    hidden = names_hidden(actor)

    def mask(column: ListColumn, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        if column.kind == "phone":
            return SEPARATOR.join(map(mask_phone, value.split(SEPARATOR)))
        if column.kind == "id_card":
            return mask_id(value)
        return SEPARATOR.join(map(mask_name, value.split(SEPARATOR))) if hidden else value

    return mask
