"""Staff after several desks' changes were united: one number twice, nobody left to look after the office."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, bound, doubles

_TWICE = T(
    "staff",
    "Two members of staff carry the number {number}; whoever logs in with it is told apart by the PIN only. Give one of"
    " them another number.",
)
_NO_ADMIN = T(
    "staff",
    "Two desks took the administrators' role or accounts from each other: the office has no administrator any more."
    " Start the program anew; it asks for one.",
)
_ADMINS = "SELECT 1 FROM staff s JOIN staff_role r ON r.staff_id = s.id AND r.role = 'admin' WHERE s.active = 1"


def check_staff(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield who carries the number of one of these members as well, and whether the office has lost its head."""
    for pk, number in doubles(database, "staff", "number", ids, nocase=True):
        yield Breach("staff", pk, "staff.number_twice", _TWICE.with_(number=number))
    if database.value(_ADMINS) is None:
        head = database.value("SELECT min(staff_id) FROM staff_role WHERE role = 'admin'")
        pk = head or database.value("SELECT min(id) FROM staff")
        if pk is not None:
            yield Breach("staff", pk, "staff.no_admin", _NO_ADMIN)


def check_roles(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with the staff who hold or held these roles."""
    holders = {role_id.partition("|")[0] for role_id in ids}
    rows = database.rows(f"SELECT id FROM staff WHERE id IN ({IDS})", (bound(holders),))
    yield from check_staff(database, [pk for (pk,) in rows])


CHECKS: Mapping[str, Check] = {"staff": check_staff, "staff_role": check_roles}
