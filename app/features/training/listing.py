"""The lists of training: who is how far, and the words by which a checklist is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.core.text import T
from app.features.training import rules
from app.store.database import Database
from app.store.listing import MISSING, Condition, ListColumn, ListFilter, Listing, among, between, holds

PASSED = (
    "EXISTS (SELECT 1 FROM training_sign p WHERE p.row_id = r.id AND p.result = 'pass' AND NOT EXISTS (SELECT 1 FROM"
    " training_sign n WHERE n.row_id = r.id AND (n.attempt > p.attempt OR (n.attempt = p.attempt AND n.result <>"
    " 'pass'))))"
)
"""Whether a row ``r`` is passed, as ``reading.standing_of`` tells it."""
OPEN_ROW = f"r.training_id = t.id AND r.required = 1 AND NOT {PASSED}"
"""The required rows ``r`` of a checklist ``t`` that are not passed."""
_NAME = f"coalesce(s.name, CASE t.staff_id WHEN '' THEN '' ELSE '{MISSING}' END)"
_MENTOR = f"coalesce(m.name, CASE t.mentor_id WHEN '' THEN '' ELSE '{MISSING}' END)"
_DONE = f"(SELECT count(*) FROM training_row r WHERE r.training_id = t.id AND r.required = 1 AND {PASSED})"
_ALL = "(SELECT count(*) FROM training_row r WHERE r.training_id = t.id AND r.required = 1)"

_BY_STATE = "CASE t.state WHEN 'open' THEN 0 WHEN 'passed' THEN 1 ELSE 2 END"


def _next(column: str) -> str:
    return (
        f"CASE t.state WHEN 'open' THEN (SELECT r.{column} FROM training_row r WHERE {OPEN_ROW}"
        " ORDER BY r.position, r.id LIMIT 1) END"
    )


def _no_day(_wanted: Any) -> Condition:
    """Stand for a filter that depends on the day, until ``on_day`` gives it one."""
    return "0", ()


TRAININGS = Listing(
    kind="training",
    title=T("training", "Training"),
    source="training t LEFT JOIN staff s ON s.id = t.staff_id LEFT JOIN staff m ON m.id = t.mentor_id",
    columns=(
        ListColumn("name", T("training", "Name"), _NAME, width=9, sort="s.name"),
        ListColumn("tier", T("training", "Tier"), "t.tier", "choice", rules.TIERS, 8),
        ListColumn("state", T("training", "State"), "t.state", "choice", rules.STATES, 9, sort=_BY_STATE),
        ListColumn("progress", T("training", "Passed rows"), f"{_DONE} || ' / ' || {_ALL}", width=11, sort=_DONE),
        ListColumn("next_row", T("training", "Next step"), f"coalesce({_next('title')}, '')", width=24, sort=""),
        ListColumn("next_due", T("training", "Due"), f"coalesce({_next('due_on')}, '')", "day", width=9),
        ListColumn("mentor", T("training", "Mentor"), _MENTOR, width=9, sort="m.name"),
        ListColumn("start_on", T("training", "Began on"), "t.start_on", "day", width=10),
        ListColumn("passed_on", T("training", "Passed on"), "t.passed_on", "day", width=10, shown=False),
        ListColumn("title", T("training", "Checklist"), "t.title", width=20, shown=False),
        ListColumn("number", T("training", "Staff number"), "coalesce(s.number, '')", width=9, shown=False),
        ListColumn("certificate", T("training", "Certificate"), "t.certificate", width=14, shown=False),
    ),
    filters=(
        ListFilter("state", T("training", "State"), among("t.state"), labels=rules.STATES),
        ListFilter("tier", T("training", "Tier"), among("t.tier"), labels=rules.TIERS),
        ListFilter("late", T("training", "Rows late"), _no_day, "flag"),
        ListFilter("staff", T("training", "Person"), among("t.staff_id"), "text"),
        ListFilter("mentor", T("training", "Mentor"), among("t.mentor_id"), "text"),
    ),
    default_sort=(("state", False), ("start_on", True)),
    depends=("staff", "training_row", "training_sign"),
)

_INVITED = "(SELECT count(*) FROM training_attendee a WHERE a.session_id = t.id)"
_CAME = "(SELECT count(*) FROM training_attendee a WHERE a.session_id = t.id AND a.presence IN ('present', 'late'))"
SESSIONS = Listing(
    kind="training_session",
    title=T("training", "Sessions"),
    source="training_session t LEFT JOIN staff s ON s.id = t.trainer_id",
    columns=(
        ListColumn("starts_at", T("training", "Time"), "t.starts_at", "moment", width=14),
        ListColumn("form", T("training", "Form"), "t.form", "choice", rules.FORMS, 7),
        ListColumn("title", T("training", "Subject"), "t.title", width=24),
        ListColumn("state", T("training", "State"), "t.state", "choice", rules.SESSION_STATES, 8),
        ListColumn("attended", T("training", "Attended"), f"{_CAME} || ' / ' || {_INVITED}", width=9, sort=_CAME),
        ListColumn("place", T("training", "Place"), "t.place", width=12),
        ListColumn("trainer", T("training", "Held by"), "coalesce(s.name, t.trainer_name)", width=9),
        ListColumn("minutes", T("training", "Minutes"), "t.minutes", "number", width=7, shown=False),
        ListColumn("kind", T("training", "Counts as"), "t.kind", "choice", rules.HOUR_KINDS, 8, shown=False),
        ListColumn("result", T("training", "Result"), "t.result", width=30, sort="", shown=False),
    ),
    filters=(
        ListFilter("state", T("training", "State"), among("t.state"), labels=rules.SESSION_STATES),
        ListFilter("form", T("training", "Form"), among("t.form"), labels=rules.FORMS),
        ListFilter("time", T("training", "Time"), between("t.starts_at"), "days"),
        ListFilter(
            "staff",
            T("training", "Person"),
            lambda who: ("t.id IN (SELECT session_id FROM training_attendee WHERE staff_id = ?)", (str(who),)),
            "text",
        ),
    ),
    default_sort=(("starts_at", True),),
    depends=("staff", "training_attendee"),
)


CERTIFICATES = Listing(
    kind="certificate",
    title=T("training", "Certificates"),
    source="certificate t LEFT JOIN staff s ON s.id = t.staff_id",
    columns=(
        ListColumn("name", T("training", "Name"), _NAME, width=9, sort="s.name"),
        ListColumn("kind", T("training", "Certificate"), "t.kind", width=20),
        ListColumn("number", T("training", "Number"), "t.number", "id_card", width=18),
        ListColumn("issuer", T("training", "Issued by"), "t.issuer", width=18),
        ListColumn("issued_on", T("training", "Issued on"), "t.issued_on", "day", width=10),
        ListColumn("expires_on", T("training", "Expires on"), "t.expires_on", "day", width=10),
        ListColumn("note", T("training", "Note"), "t.note", width=20, sort="", shown=False),
    ),
    filters=(
        ListFilter("expiring", T("training", "Running out"), _no_day, "flag"),
        ListFilter("staff", T("training", "Person"), among("t.staff_id"), "text"),
    ),
    default_sort=(("expires_on", False),),
    depends=("staff",),
)

_ITEMS = "(SELECT count(*) FROM training_item i WHERE i.template_id = t.id)"
_MINUTES = "(SELECT coalesce(sum(i.minutes), 0) FROM training_item i WHERE i.template_id = t.id)"
TEMPLATES = Listing(
    kind="training_template",
    title=T("training", "Templates"),
    source="training_template t",
    columns=(
        ListColumn("title", T("training", "Template"), "t.title", width=26),
        ListColumn("tier", T("training", "Tier"), "t.tier", "choice", rules.TIERS, 8),
        ListColumn("rows", T("training", "Rows"), _ITEMS, "number", width=6),
        ListColumn("hours", T("training", "Hours"), f"round({_MINUTES} / 60.0, 1)", "number", width=7),
        ListColumn("version", T("training", "Version"), "t.version", "number", width=7),
        ListColumn("active", T("training", "In use"), "t.active", "flag", width=7),
    ),
    filters=(
        ListFilter("tier", T("training", "Tier"), among("t.tier"), labels=rules.TIERS),
        ListFilter("active", T("training", "In use"), lambda wanted: ("t.active = ?", (int(bool(wanted)),)), "flag"),
    ),
    default_sort=(("title", False),),
    depends=("training_item",),
)
COURSES = Listing(
    kind="training_course",
    title=T("training", "Courses and drills"),
    source="training_course t",
    columns=(
        ListColumn("form", T("training", "Form"), "t.form", "choice", rules.FORMS, 7),
        ListColumn("month", T("training", "Month"), "nullif(t.month, 0)", "number", width=6),
        ListColumn("title", T("training", "Subject"), "t.title", width=28),
        ListColumn("minutes", T("training", "Minutes"), "t.minutes", "number", width=7),
        ListColumn("kind", T("training", "Counts as"), "t.kind", "choice", rules.HOUR_KINDS, 8),
        ListColumn("goal", T("training", "Goal"), "t.goal", width=40, sort=""),
        ListColumn("active", T("training", "In use"), "t.active", "flag", width=7, shown=False),
    ),
    filters=(
        ListFilter("form", T("training", "Form"), among("t.form"), labels=rules.FORMS),
        ListFilter("active", T("training", "In use"), lambda wanted: ("t.active = ?", (int(bool(wanted)),)), "flag"),
    ),
    default_sort=(("form", False), ("month", False)),
)


def on_day(listing: Listing, today: Callable[[], str], days: int = 0) -> Listing:
    """Return a list whose filters "late" and "running out" know the office's day whenever they are asked.

    Args:
        listing: The list.
        today: Returns the office's day, ISO text.
        days: How early a certificate that names no time of its own counts as running out.
    """
    late = f"t.state = 'open' AND EXISTS (SELECT 1 FROM training_row r WHERE {OPEN_ROW} AND r.due_on < ?)"
    expiring = "t.expires_on <> '' AND date(t.expires_on, '-' || coalesce(t.remind_days, ?) || ' days') <= ?"

    def is_late(wanted: Any) -> Condition:
        return holds(late, today())(wanted)

    def runs_out(wanted: Any) -> Condition:
        return holds(expiring, days, today())(wanted)

    conditions: Mapping[str, Callable[[Any], Condition]] = {"late": is_late, "expiring": runs_out}
    filters = tuple(
        replace(one, condition=conditions[one.key]) if one.key in conditions else one for one in listing.filters
    )
    return replace(listing, filters=filters)


def only_of(listing: Listing, staff_id: str) -> Listing:
    """Return a list narrowed to what belongs to one person, or to those whom they accompany.

    The id stands in the FROM clause, because nothing that a reader asks for may widen the list again.
    """
    own = f"staff_id = '{''.join(sign for sign in staff_id if sign.isalnum())}'"
    if listing.kind == "training":
        own += f" OR mentor_id = '{''.join(sign for sign in staff_id if sign.isalnum())}'"
    source = listing.source.replace(f"{listing.kind} t", f"(SELECT rowid, * FROM {listing.kind} WHERE {own}) t", 1)
    return replace(listing, source=source)


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of checklists; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.title, coalesce(s.name, ''), coalesce(s.initials, ''), coalesce(s.number, ''), t.certificate,"
        f" t.note FROM training t LEFT JOIN staff s ON s.id = t.staff_id{where} ORDER BY t.rowid",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])
