"""A field's value as people read it, where it does not stand in its editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.money import show_yuan
from app.core.text import T
from ui.forms.spec import Field
from ui.tables.display import Display

EMPTY = T("forms", "(empty)")
_YES, _NO = T("forms", "yes"), T("forms", "no")
_BETWEEN = "、"


def told_value(field: Field, value: Any, display: Display) -> str:
    """Return a value in words.

    Args:
        field: The field.
        value: Its value, as the form holds it.
        display: Shows days and moments.
    """
    if field.kind == "flag":
        return str(_YES if value else _NO)
    if field.kind == "rows":
        rows = [_row(field, row, display) for row in value or () if isinstance(row, Mapping)]
        return _BETWEEN.join(row for row in rows if row) or str(EMPTY)
    if value in (None, "", ()):
        return str(EMPTY)
    if field.kind == "choice":
        return str(field.options().get(value, value))
    if field.kind in ("multi_choice", "tags"):
        options = field.options()
        return _BETWEEN.join(str(options.get(one, one)) for one in value)
    if field.kind == "lookup" and field.lookup is not None and not field.lookup.free:
        return field.lookup.show(value)
    if field.kind == "date":
        return display.day(value)
    if field.kind == "moment":
        return display.moment(value)
    if field.kind == "money":
        return show_yuan(value)
    if field.kind == "secret":
        return "••••"
    return str(value)


def _row(field: Field, row: Mapping[str, Any], display: Display) -> str:
    cells = (told_value(cell, row.get(cell.key), display) for cell in field.columns if row.get(cell.key))
    return " ".join(cell for cell in cells if cell != str(EMPTY))
