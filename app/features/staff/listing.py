"""The lists of staff and of the audit journal, and by what words staff are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.core.text import T, Text
from app.features.staff.rules import ROLES
from app.store.database import Database
from app.store.listing import MISSING, Condition, ListColumn, ListFilter, Listing, among, between, holds

_CASES = " ".join(f"WHEN '{role}' THEN {place}" for place, role in enumerate(ROLES))
_ROLES = (
    "coalesce((SELECT group_concat(role, ' ') FROM (SELECT role FROM staff_role r WHERE r.staff_id = t.id"
    f" ORDER BY CASE role {_CASES} ELSE {len(ROLES)} END, role)), '')"
)


def _has_role(chosen: object) -> Condition:
    sql, values = among("r.role")(chosen)
    return f"EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = t.id AND {sql})", values


STAFF = Listing(
    kind="staff",
    title=T("staff", "Staff"),
    source="staff t LEFT JOIN word d ON d.id = 'department|' || t.department",
    columns=(
        ListColumn("number", T("staff", "Staff number"), "t.number", width=10),
        ListColumn("name", T("staff", "Name"), "t.name", width=10, sort="t.initials, t.name"),
        ListColumn("department", T("staff", "Department"), "coalesce(d.title, t.department)", width=12),
        ListColumn("position", T("staff", "Position"), "t.position", width=12),
        ListColumn("roles", T("staff", "Roles"), _ROLES, width=16),
        ListColumn("phone", T("staff", "Telephone"), "t.phone", width=13),
        ListColumn("skills", T("staff", "Skills"), "replace(t.skills, char(10), '、')", width=20),
        ListColumn("zone", T("staff", "Zone"), "t.zone", width=10),
        ListColumn("active", T("staff", "Active"), "t.active", "flag", width=6),
        ListColumn("has_pin", T("staff", "Has a PIN"), "t.pin_hash <> ''", "flag", width=6, shown=False),
        ListColumn("joined_on", T("staff", "Joined on"), "t.joined_on", "day", width=11, shown=False),
        ListColumn("note", T("staff", "Note"), "t.note", width=20, shown=False),
    ),
    filters=(
        ListFilter("active", T("staff", "Active"), holds("t.active = 1"), "flag"),
        ListFilter("role", T("staff", "Role"), _has_role, labels=ROLES),
        ListFilter("department", T("staff", "Department"), among("t.department")),
        ListFilter("zone", T("staff", "Zone"), among("t.zone")),
    ),
    default_sort=(("active", True), ("number", False)),
    depends=("staff_role", "word"),
)

AUDITED: Mapping[str, Text] = {
    "login": T("staff", "Logged in"),
    "logout": T("staff", "Logged out"),
    "login_failed": T("staff", "Wrong PIN"),
    "pin": T("staff", "PIN set"),
    "setting": T("staff", "Setting changed"),
    "unmask": T("staff", "Personal data shown"),
    "export": T("staff", "Exported"),
    "import": T("staff", "Imported"),
    "print": T("staff", "Printed"),
    "create": T("staff", "Made"),
    "edit": T("staff", "Changed"),
    "delete": T("staff", "Deleted"),
    "restore": T("staff", "Brought back"),
    "backup": T("staff", "Backup"),
    "found": T("staff", "Office founded"),
    "exchange": T("staff", "Exchange between desks"),
}
"""Action of an audit line -> what people read; other modules may write further ones."""

_WHO = f"coalesce(s.name, CASE t.created_by WHEN '' THEN '' ELSE '{MISSING}' END)"

AUDIT = Listing(
    kind="audit",
    title=T("staff", "Audit log"),
    source="audit t LEFT JOIN staff s ON s.id = t.created_by",
    columns=(
        ListColumn("at", T("staff", "Time"), "t.at", "moment", width=16),
        ListColumn("who", T("staff", "Who"), _WHO, width=10),
        ListColumn("number", T("staff", "Staff number"), "coalesce(s.number, '')", width=10),
        ListColumn("action", T("staff", "Action"), "t.action", "choice", AUDITED, width=12),
        ListColumn("kind", T("staff", "Kind"), "t.kind", width=10),
        ListColumn("record_id", T("staff", "Record"), "t.record_id", width=20, shown=False),
        ListColumn("detail", T("staff", "Detail"), "t.detail", width=40),
    ),
    filters=(
        ListFilter("action", T("staff", "Action"), among("t.action"), labels=AUDITED),
        ListFilter("who", T("staff", "Who"), among("t.created_by")),
        ListFilter("days", T("staff", "Days"), between("t.at"), "days"),
        ListFilter("record", T("staff", "Record"), among("t.record_id"), "text"),
    ),
    default_sort=(("at", True),),
    depends=("staff",),
)


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of staff: number, name, pinyin, telephone; of all where no ids are given."""
    where = f" WHERE id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(f"SELECT id, number, name, initials, phone, position FROM staff{where}", tuple(ids)):
        yield row[0], " ".join(row[1:])
