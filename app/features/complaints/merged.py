"""Complaints after several desks' changes were united: what their steps would never have left behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.lettering import seal_of
from app.features.tickets.rules import number_sql
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, Rule, bound, broken_rules, doubles


def _among(stages: tuple[str, ...]) -> str:
    return "t.stage IN (" + ", ".join(f"'{stage}'" for stage in stages) + ")"


_OWN = "NOT EXISTS (SELECT 1 FROM complaint_event i WHERE i.complaint_id = t.id AND i.action = 'import')"
_STEPS = ", ".join(f"'{action}'" for action in (*(step.action for step in rules.STEPS if step.target), "take"))
_LAST_STAGE = (
    f"(SELECT e.to_stage FROM complaint_event e WHERE e.complaint_id = t.id AND e.action IN ({_STEPS})"
    " ORDER BY e.at DESC, e.id DESC LIMIT 1)"
)
_PLAN = rules.PATH.index("plan")
_BEYOND_PLAN = _among(rules.PATH[_PLAN + 1 :])

RULES = (
    Rule(
        "complaint.unplanned",
        f"{_BEYOND_PLAN} AND (t.plan = '' OR t.findings = '') AND {_OWN}",
        T(
            "complaints",
            "The complaint was led on at one desk while what was found or planned was taken out at another. Take it"
            " back to that stage and write it down again.",
        ),
    ),
    Rule(
        "complaint.unapproved",
        f"t.grade = 'serious' AND {_BEYOND_PLAN} AND t.approved_at IS NULL AND {_OWN}",
        T(
            "complaints",
            "A serious complaint goes on without the approval of its plan: another desk made it serious, or took the"
            " approval back. Take it back to the plan and ask for the approval.",
        ),
    ),
    Rule(
        "complaint.unfinished",
        f"t.stage = 'archived' AND (t.cause = '' OR t.closing_words = '' OR t.ended_at IS NULL) AND {_OWN}",
        T(
            "complaints",
            "One desk archived the complaint while another reopened it: cause, closing words or the time of its end is"
            " missing. Reopen it, and end it again.",
        ),
    ),
    Rule(
        "complaint.going_on",
        f"{_among(rules.OPEN)} AND t.ended_at IS NOT NULL",
        T(
            "complaints",
            "One desk ended the complaint while another went on with it. Ask both; then end it, or take it back a stage"
            " and go on.",
        ),
    ),
    Rule(
        "complaint.worked_on",
        f"{_among(rules.ENDED)} AND {_LAST_STAGE} <> t.stage AND {_OWN}",
        T(
            "complaints",
            "One desk ended the complaint, another led it on afterwards. Ask those who did; then reopen it, or add a"
            " note that it is right as it is.",
        ),
    ),
    Rule(
        "complaint.unprevented",
        f"t.stage = 'archived' AND t.no_measure = '' AND {_OWN} AND NOT EXISTS (SELECT 1 FROM complaint_measure m"
        " WHERE m.complaint_id = t.id AND m.dropped = '')",
        T(
            "complaints",
            "The complaint is archived, but its only measure was given up at another desk. Reopen it and decide on a"
            " measure, or say why there is nothing to prevent.",
        ),
    ),
    Rule(
        "complaint.no_due",
        f"{_among(rules.OPEN)} AND (t.respond_due IS NULL OR t.solve_due IS NULL) AND {_OWN}",
        T(
            "complaints",
            "The complaint has no due times, so nobody is warned. Edit the time it was received: that sets them.",
        ),
    ),
    Rule(
        "complaint.twice",
        f"t.ticket_id <> '' AND {_among(rules.COUNTED)} AND EXISTS (SELECT 1 FROM complaint o WHERE o.ticket_id ="
        " t.ticket_id AND o.id < t.id AND o.stage NOT IN ('void', 'rejected'))",
        T(
            "complaints",
            "Two desks made a complaint of the same ticket. Go on with the earlier one, and void this one with that"
            " reason.",
        ),
    ),
    Rule(
        "complaint.no_number",
        "t.number = ''",
        T("complaints", "The complaint has come without its number. It may still come from another desk."),
    ),
)
_TWICE = T(
    "complaints",
    "Two complaints carry the number {number}: a disk was probably copied or restored. Both are kept, this one is shown"
    " as {shown}. Tell the person which one is theirs.",
)
_CHANGED_LETTER = T(
    "complaints",
    "This letter was sent at one desk while its text was changed at another: what was sent may differ. Compare it with"
    " the copy on paper.",
)
_TAKEN_ON_TWICE = T(
    "complaints", "The alarm is marked as taken on, but says neither by whom nor what is done about it."
)
_NO_FILE = T(
    "complaints",
    "The file of this evidence was removed. Bring it back, attach it anew, or write down where the thing lies.",
)


def check_complaints(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these complaints, with others made from the same tickets, and with their numbers."""
    twins = [
        pk
        for (pk,) in database.rows(
            f"SELECT o.id FROM complaint o JOIN complaint t ON t.ticket_id = o.ticket_id WHERE t.id IN ({IDS})"
            " AND t.ticket_id <> ''",
            (bound(ids),),
        )
    ]
    yield from broken_rules(database, "complaint", RULES, {*ids, *twins})
    for pk, number in doubles(database, "complaint", "number", ids):
        shown = database.value(f"SELECT {number_sql('t', 'complaint')} FROM complaint t WHERE t.id = ?", (pk,))
        yield Breach("complaint", pk, "number.complaint", _TWICE.with_(number=number, shown=shown))


def check_letters(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield which of these letters do not say any more what was sent, and what is wrong with their complaints."""
    for pk, seal, *said in database.rows(
        "SELECT id, seal, title, receiver, body, written_on FROM complaint_letter"
        f" WHERE id IN ({IDS}) AND sent_at IS NOT NULL ORDER BY id",
        (bound(ids),),
    ):
        if seal != seal_of(*said):
            yield Breach("complaint_letter", pk, "letter.changed", _CHANGED_LETTER)
    yield from _children(database, "complaint_letter", ids)


def check_evidence(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield which evidence says neither a file nor where it lies."""
    for (pk,) in database.rows(
        f"SELECT e.id FROM evidence e WHERE e.id IN ({IDS}) AND e.lies = '' AND e.attachment_id <> ''"
        " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.id = e.attachment_id) ORDER BY e.id",
        (bound(ids),),
    ):
        yield Breach("evidence", pk, "evidence.no_file", _NO_FILE)


def check_alarms(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield which alarms were taken on by nobody."""
    for (pk,) in database.rows(
        f"SELECT id FROM complaint_alarm WHERE id IN ({IDS}) AND seen_at IS NOT NULL"
        " AND (seen_by = '' OR measures = '') ORDER BY id",
        (bound(ids),),
    ):
        yield Breach("complaint_alarm", pk, "alarm.by_nobody", _TAKEN_ON_TWICE)


def _children(database: Database, table: str, ids: Collection[str]) -> Iterator[Breach]:
    rows = database.rows(f'SELECT DISTINCT complaint_id FROM "{table}" WHERE id IN ({IDS})', (bound(ids),))
    yield from check_complaints(database, [complaint for (complaint,) in rows])


def _of_parts(table: str) -> Check:
    def check(database: Database, ids: Collection[str]) -> Iterator[Breach]:
        yield from _children(database, table, ids)

    return check


_PARTS: tuple[str, ...] = ("complaint_event", "complaint_measure")
_OWN_CHECKS: Mapping[str, Callable[[Database, Collection[str]], Iterator[Breach]]] = {
    "complaint": check_complaints,
    "complaint_letter": check_letters,
    "evidence": check_evidence,
    "complaint_alarm": check_alarms,
}
CHECKS: Mapping[str, Check] = {**_OWN_CHECKS, **{table: _of_parts(table) for table in _PARTS}}
