"""Whom the complaints module turns to inside the office: who works here, and who holds a role."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import Invalid
from app.core.text import T
from app.store.database import Database


def check_staff(database: Database, field: str, staff_id: str) -> str:
    """Return the id of a member of staff who works here now.

    Args:
        database: Where to look.
        field: The form field that names them.
        staff_id: The id.

    Raises:
        Invalid: Nobody of this id works here.
    """
    found = database.row("SELECT active FROM staff WHERE id = ?", (staff_id,))
    if found is None or not found[0]:
        raise Invalid({field: T("complaints", "Choose somebody who works here now.")})
    return staff_id


def first_of(database: Database, roles: Sequence[str]) -> str:
    """Return who holds the first of these roles that anybody holds, of several the one with the lowest staff number.

    Args:
        database: Where to look.
        roles: Codes of roles, the most wanted first.

    Returns:
        A staff id; empty if nobody who works here holds one of them.
    """
    for role in roles:
        found = database.value(
            "SELECT s.id FROM staff_role r JOIN staff s ON s.id = r.staff_id WHERE r.role = ? AND s.active = 1"
            " ORDER BY s.number, s.id LIMIT 1",
            (role,),
        )
        if found:
            return str(found)
    return ""
