"""The list of tickets: columns, filters, search text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.text import T
from app.features.tickets import rules
from app.store.database import Database
from app.store.listing import MISSING, Condition, ListColumn, ListFilter, Listing, among, between

_OPEN = ", ".join(f"'{state}'" for state in rules.OPEN)
_RUNNING = ", ".join(f"'{state}'" for state in rules.RUNNING)

NEXT_DUE = (
    f"CASE WHEN t.state IN ({_RUNNING}) THEN CASE"
    " WHEN t.responded_at IS NULL AND t.respond_due IS NOT NULL THEN t.respond_due"
    " WHEN t.on_site_at IS NULL AND t.arrive_due IS NOT NULL THEN t.arrive_due"
    " ELSE t.finish_due END END"
)
"""Which due time of a ticket comes next, as ``rules.next_due`` tells it; null when no clock runs."""

PLACE = f"coalesce(h.key, nullif(t.place, ''), CASE t.house_id WHEN '' THEN '' ELSE '{MISSING}' END)"
"""Where it is, over a ticket ``t`` and its house ``h``."""
ASSIGNEE = f"coalesce(s.name, CASE t.assignee_id WHEN '' THEN '' ELSE '{MISSING}' END)"
"""Who has it, over a ticket ``t`` and its assignee ``s``."""
_REOPENED = "SELECT e.ticket_id FROM ticket_event e WHERE e.action = 'reopen'"

LATE = f"(t.respond_late OR t.arrive_late OR t.finish_late OR ({NEXT_DUE}) < ?)"


def _late(now: object) -> Condition:
    return LATE, (now,)


def _yes(sql: str) -> Condition:
    return sql, ()


TICKETS = Listing(
    kind="ticket",
    title=T("tickets", "Tickets"),
    source=(
        "ticket t LEFT JOIN house h ON h.id = t.house_id LEFT JOIN category c ON c.id = t.category"
        " LEFT JOIN staff s ON s.id = t.assignee_id"
    ),
    columns=(
        ListColumn("number", T("tickets", "Number"), rules.number_sql("t"), width=17, sort="t.number"),
        ListColumn("level", T("tickets", "Level"), "CAST(t.level AS TEXT)", "choice", rules.LEVELS, 8, sort="t.level"),
        ListColumn("state", T("tickets", "State"), "t.state", "choice", rules.STATES, 11),
        ListColumn("next_due", T("tickets", "Due"), NEXT_DUE, "moment", width=13),
        ListColumn(
            "place",
            T("tickets", "Place"),
            PLACE,
            width=14,
            sort="coalesce(h.key, t.place)",
            groups=("house_id", "place"),
        ),
        ListColumn("title", T("tickets", "Matter"), "t.title", width=32),
        ListColumn("type", T("tickets", "Type"), "t.type", "choice", rules.TYPES, 7),
        ListColumn("category", T("tickets", "Category"), "coalesce(c.title, t.category)", width=12),
        ListColumn("requester", T("tickets", "Requester"), "t.requester_name", "name", width=9),
        ListColumn("phone", T("tickets", "Telephone"), "t.requester_phone", "phone", width=13, shown=False),
        ListColumn("department", T("tickets", "Department"), "t.department", "choice", rules.DEPARTMENTS, 9),
        ListColumn("assignee", T("tickets", "Assignee"), ASSIGNEE, width=9, sort="s.name"),
        ListColumn("entered_at", T("tickets", "Entered"), "t.entered_at", "moment", width=13),
        ListColumn("channel", T("tickets", "Channel"), "t.channel", "choice", rules.CHANNELS, 8, shown=False),
        ListColumn("reported_at", T("tickets", "Reported"), "t.reported_at", "moment", width=13, shown=False),
        ListColumn("dispatched_at", T("tickets", "Dispatched at"), "t.dispatched_at", "moment", width=13, shown=False),
        ListColumn("responded_at", T("tickets", "First response"), "t.responded_at", "moment", width=13, shown=False),
        ListColumn("on_site_at", T("tickets", "On site"), "t.on_site_at", "moment", width=13, shown=False),
        ListColumn("finished_at", T("tickets", "Finished"), "t.finished_at", "moment", width=13, shown=False),
        ListColumn("closed_at", T("tickets", "Closed at"), "t.closed_at", "moment", width=13, shown=False),
        ListColumn("finish_due", T("tickets", "Result due"), "t.finish_due", "moment", width=13, shown=False),
        ListColumn(
            "late",
            T("tickets", "Breach"),
            "max(t.respond_late, t.arrive_late, t.finish_late)",
            "flag",
            width=6,
            shown=False,
        ),
        ListColumn(
            "reopened",
            T("tickets", "Reopened"),
            "(SELECT count(*) FROM ticket_event e WHERE e.ticket_id = t.id AND e.action = 'reopen')",
            "number",
            width=6,
            shown=False,
        ),
        ListColumn("result", T("tickets", "Result"), "t.result", width=24, shown=False),
        ListColumn("cause", T("tickets", "Cause"), "t.cause", width=12, shown=False),
        ListColumn("satisfaction", T("tickets", "Satisfaction"), "t.satisfaction", "number", width=6, shown=False),
        ListColumn("fee", T("tickets", "Fee"), "t.fee", "money", width=9, shown=False),
        ListColumn("source_number", T("tickets", "Imported number"), "t.source_number", width=12, shown=False),
        ListColumn("description", T("tickets", "Description"), "t.description", width=40, sort="", shown=False),
    ),
    filters=(
        ListFilter("state", T("tickets", "State"), among("t.state"), labels=rules.STATES),
        ListFilter(
            "open",
            T("tickets", "Not ended"),
            lambda wanted: _yes(f"t.state {'IN' if wanted else 'NOT IN'} ({_OPEN})"),
            "flag",
        ),
        ListFilter("level", T("tickets", "Level"), among("t.level"), labels=rules.LEVELS),
        ListFilter("type", T("tickets", "Type"), among("t.type"), labels=rules.TYPES),
        ListFilter("assignee", T("tickets", "Assignee"), among("t.assignee_id"), "text"),
        ListFilter("late", T("tickets", "Late"), _late, "flag"),
        ListFilter("due", T("tickets", "Due"), between(f"({NEXT_DUE})"), "days"),
        ListFilter("entered", T("tickets", "Entered"), between("t.entered_at"), "days"),
        ListFilter("closed", T("tickets", "Closed at"), between("t.closed_at"), "days"),
        ListFilter("department", T("tickets", "Department"), among("t.department"), labels=rules.DEPARTMENTS),
        ListFilter("channel", T("tickets", "Channel"), among("t.channel"), labels=rules.CHANNELS),
        ListFilter("category", T("tickets", "Category"), among("t.category"), "text"),
        ListFilter("house", T("tickets", "House"), among("t.house_id"), "text"),
        ListFilter("person", T("tickets", "Person"), among("t.requester_id"), "text"),
        ListFilter(
            "reopened",
            T("tickets", "Reopened"),
            lambda wanted: _yes(f"t.id {'IN' if wanted else 'NOT IN'} ({_REOPENED})"),
            "flag",
        ),
    ),
    default_sort=(("entered_at", True),),
    depends=("house", "category", "staff", "ticket_event"),
)


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of tickets; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.number, t.source_number, t.title, t.description, t.requester_name, t.place,"
        f" coalesce(h.key, ''), t.result FROM ticket t LEFT JOIN house h ON h.id = t.house_id{where} ORDER BY t.rowid",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])
