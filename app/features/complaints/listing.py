"""The list of complaints: columns, filters, search text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.core.text import T
from app.features.complaints import rules
from app.features.tickets.rules import CHANNELS, number_sql
from app.store.database import Database
from app.store.listing import MISSING, Condition, ListColumn, ListFilter, Listing, among, between, holds

_OPEN = ", ".join(f"'{stage}'" for stage in rules.OPEN)

NEXT_DUE = (
    f"CASE WHEN t.stage IN ({_OPEN}) THEN CASE"
    " WHEN t.responded_at IS NULL AND t.respond_due IS NOT NULL THEN t.respond_due"
    " WHEN t.solved_at IS NULL THEN t.solve_due END END"
)
"""Which due time of a complaint comes next, as ``rules.next_due`` tells it; null when no clock runs."""

PLACE = f"coalesce(h.key, nullif(t.place, ''), CASE t.house_id WHEN '' THEN '' ELSE '{MISSING}' END)"
"""Where it is, over a complaint ``t`` and its house ``h``."""
RESPONSIBLE = f"coalesce(s.name, CASE t.staff_id WHEN '' THEN '' ELSE '{MISSING}' END)"
"""Who is responsible, over a complaint ``t`` and that member of staff ``s``."""
SUBJECT = "coalesce(w.title, t.subject)"
_SENT = "EXISTS (SELECT 1 FROM complaint_letter l WHERE l.complaint_id = t.id AND l.sent_at IS NOT NULL)"
_MARKED = "max(t.respond_late, t.solve_late)"
_LATE = f"(t.respond_late OR t.solve_late OR ({NEXT_DUE}) < ?)"


def _late(now: object) -> Condition:
    return _LATE, (now,)


COMPLAINTS = Listing(
    kind="complaint",
    title=T("complaints", "Complaints"),
    source=(
        "complaint t LEFT JOIN house h ON h.id = t.house_id LEFT JOIN staff s ON s.id = t.staff_id"
        " LEFT JOIN word w ON w.id = 'complaint_subject|' || t.subject"
    ),
    columns=(
        ListColumn("number", T("complaints", "Number"), number_sql("t", "complaint"), width=17, sort="t.number"),
        ListColumn("grade", T("complaints", "Grade"), "t.grade", "choice", rules.GRADES, 8),
        ListColumn("stage", T("complaints", "Stage"), "t.stage", "choice", rules.STAGES, 11),
        ListColumn("next_due", T("complaints", "Due"), NEXT_DUE, "moment", width=13),
        ListColumn("place", T("complaints", "Place"), PLACE, width=14, sort="coalesce(h.key, t.place)"),
        ListColumn("title", T("complaints", "Matter"), "t.title", width=32),
        ListColumn("subject", T("complaints", "Subject"), SUBJECT, width=11),
        ListColumn("person", T("complaints", "Complainant"), "t.person_name", "name", width=9),
        ListColumn("phone", T("complaints", "Telephone"), "t.person_phone", "phone", width=13, shown=False),
        ListColumn("responsible", T("complaints", "Responsible"), RESPONSIBLE, width=9, sort="s.name"),
        ListColumn("entered_at", T("complaints", "Entered"), "t.entered_at", "moment", width=13),
        ListColumn("dispute", T("complaints", "Dispute"), "t.dispute", "flag", width=6),
        ListColumn("channel", T("complaints", "Channel"), "t.channel", "choice", CHANNELS, 8, shown=False),
        ListColumn("reported_at", T("complaints", "Received"), "t.reported_at", "moment", width=13, shown=False),
        ListColumn(
            "responded_at", T("complaints", "First response"), "t.responded_at", "moment", width=13, shown=False
        ),
        ListColumn("solved_at", T("complaints", "Solution said"), "t.solved_at", "moment", width=13, shown=False),
        ListColumn("ended_at", T("complaints", "Ended"), "t.ended_at", "moment", width=13, shown=False),
        ListColumn(
            "late", T("complaints", "Breach"), "max(t.respond_late, t.solve_late)", "flag", width=6, shown=False
        ),
        ListColumn("letter", T("complaints", "Letter sent"), _SENT, "flag", width=6, shown=False, sort=""),
        ListColumn("result", T("complaints", "What was done"), "t.result", width=24, shown=False),
        ListColumn("cause", T("complaints", "Cause"), "t.cause", "choice", rules.CAUSES, 10, shown=False),
        ListColumn("satisfaction", T("complaints", "Satisfaction"), "t.satisfaction", "number", width=6, shown=False),
        ListColumn("source_number", T("complaints", "Imported number"), "t.source_number", width=12, shown=False),
        ListColumn(
            "description", T("complaints", "What is complained of"), "t.description", width=40, sort="", shown=False
        ),
    ),
    filters=(
        ListFilter("stage", T("complaints", "Stage"), among("t.stage"), labels=rules.STAGES),
        ListFilter("open", T("complaints", "Not ended"), holds(f"t.stage IN ({_OPEN})"), "flag"),
        ListFilter("grade", T("complaints", "Grade"), among("t.grade"), labels=rules.GRADES),
        ListFilter("late", T("complaints", "Late"), _late, "flag"),
        ListFilter("responsible", T("complaints", "Responsible"), among("t.staff_id"), "text"),
        ListFilter("dispute", T("complaints", "Dispute"), holds("t.dispute = 1"), "flag"),
        ListFilter(
            "untold",
            T("complaints", "Management not told"),
            holds(f"t.grade = 'serious' AND t.told_at IS NULL AND t.stage IN ({_OPEN})"),
            "flag",
        ),
        ListFilter("due", T("complaints", "Due"), between(f"({NEXT_DUE})"), "days"),
        ListFilter("entered", T("complaints", "Entered"), between("t.entered_at"), "days"),
        ListFilter("ended", T("complaints", "Ended"), between("t.ended_at"), "days"),
        ListFilter("subject", T("complaints", "Subject"), among("t.subject"), "text"),
        ListFilter("cause", T("complaints", "Cause"), among("t.cause"), labels=rules.CAUSES),
        ListFilter("channel", T("complaints", "Channel"), among("t.channel"), labels=CHANNELS),
        ListFilter("house", T("complaints", "House"), among("t.house_id"), "text"),
        ListFilter("building", T("complaints", "Building"), among("h.building"), "text"),
        ListFilter("person", T("complaints", "Person"), among("t.person_id"), "text"),
    ),
    default_sort=(("entered_at", True),),
    depends=("house", "staff", "word", "complaint_letter"),
)

DISPUTES = replace(
    COMPLAINTS,
    title=T("complaints", "Disputes"),
    source=COMPLAINTS.source.replace("complaint t", "(SELECT rowid, * FROM complaint WHERE dispute = 1) t", 1),
)
"""Only the disputes among the complaints."""


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of complaints; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.number, t.source_number, t.title, t.description, t.person_name, t.place,"
        f" coalesce(h.key, ''), t.result FROM complaint t LEFT JOIN house h ON h.id = t.house_id{where}"
        " ORDER BY t.rowid",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])
