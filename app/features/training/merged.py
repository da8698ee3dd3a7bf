"""Training after several desks' changes were united: what no single desk would have left behind.

Signatures are a journal and both are kept: the number of the attempt tells that two desks signed without knowing of
each other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.features.training.listing import OPEN_ROW
from app.settings.settings import declaration
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, Rule, bound, broken_rules, doubles

_SIGNED_TWICE = T(
    "training",
    "Two desks signed “{row}” differently: {first} and {second}. Both are kept and the row counts as open. Ask both"
    " evaluators, then sign it once more: that decides.",
)
_TOO_MANY = T(
    "training",
    "Two desks gave {name} newcomers: {n} now, at most {most}. Choose another mentor for one of them.",
)
_DOUBLE = T(
    "training",
    "Two desks began the checklist “{title}” for {name}. Go on with the one that has more signatures and give the other"
    " one up.",
)
_CERTIFICATE = T("training", "The certificate {number} of {name} was entered twice. Delete one of the two.")
RULES = (
    Rule(
        "training.passed_open",
        f"t.state = 'passed' AND EXISTS (SELECT 1 FROM training_row r WHERE {OPEN_ROW})",
        T(
            "training",
            "One desk declared the checklist passed while another took a signature back or signed a row differently."
            " Take it up again, sign the row, and declare it passed anew.",
        ),
    ),
    Rule(
        "training.passed_undated",
        "(t.state = 'passed') <> (t.passed_on <> '')",
        T(
            "training",
            "One desk declared the checklist passed while another gave it up or took it up again. Take it up again, or"
            " declare it passed anew.",
        ),
    ),
    Rule(
        "training.row_gone",
        "EXISTS (SELECT 1 FROM training_sign g WHERE g.training_id = t.id AND NOT EXISTS (SELECT 1 FROM training_row r"
        " WHERE r.id = g.row_id))",
        T(
            "training",
            "One desk took a row out of the checklist while another signed it. Open the checklist and bring the row"
            " back.",
        ),
    ),
)
SESSION_RULES = (
    Rule(
        "training.cancelled_attended",
        "t.state = 'cancelled' AND EXISTS (SELECT 1 FROM training_attendee a WHERE a.session_id = t.id"
        " AND a.presence IN ('present', 'late'))",
        T(
            "training",
            "One desk cancelled the session while another noted who was there. If it took place, take it up again and"
            " say so; nobody has hours from it until then.",
        ),
    ),
    Rule(
        "training.held_unsaid",
        "t.state = 'held' AND EXISTS (SELECT 1 FROM training_attendee a WHERE a.session_id = t.id AND a.presence = '')",
        T(
            "training",
            "The session was held, but another desk invited somebody of whom nobody said whether they were there."
            " Say it now.",
        ),
    ),
)


def check_trainings(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these checklists, with their rows, and with their mentors' number of newcomers."""
    yield from broken_rules(database, "training", RULES, ids)
    yield from _twice_signed(database, ids)
    yield from _too_many(database, ids)
    for pk, title, name in database.rows(
        "SELECT DISTINCT t.id, t.title, coalesce(s.name, '?') FROM training mine JOIN training t"
        " ON t.staff_id = mine.staff_id AND t.template_id = mine.template_id AND t.year = mine.year"
        f" LEFT JOIN staff s ON s.id = t.staff_id WHERE mine.id IN ({IDS}) AND mine.state = 'open' AND t.state = 'open'"
        " AND EXISTS (SELECT 1 FROM training first WHERE first.staff_id = t.staff_id AND first.template_id ="
        " t.template_id AND first.year = t.year AND first.state = 'open' AND first.id < t.id) ORDER BY t.id",
        (bound(ids),),
    ):
        yield Breach("training", pk, "training.double", _DOUBLE.with_(title=title, name=name))


def check_parts(table: str) -> Check:
    """Return the check of a table whose records belong to checklists."""

    def check(database: Database, ids: Collection[str]) -> Iterator[Breach]:
        rows = database.rows(f"SELECT DISTINCT training_id FROM {table} WHERE id IN ({IDS})", (bound(ids),))
        yield from check_trainings(database, [training for (training,) in rows])

    return check


def check_sessions(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these sessions."""
    yield from broken_rules(database, "training_session", SESSION_RULES, ids)


def check_attendees(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with the sessions to which these attendances belong."""
    yield from check_sessions(database, sorted({attendee.partition("|")[0] for attendee in ids}))


def check_certificates(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield certificates that were entered twice."""
    for pk, number in doubles(database, "certificate", "number", ids):
        name = database.value(
            "SELECT s.name FROM certificate c JOIN staff s ON s.id = c.staff_id WHERE c.id = ? AND EXISTS (SELECT 1"
            " FROM certificate o WHERE o.staff_id = c.staff_id AND o.kind = c.kind AND o.number = c.number"
            " AND o.id < c.id)",
            (pk,),
        )
        if name is not None:
            shown = "…" + str(number)[-4:]
            yield Breach("certificate", pk, "training.certificate_twice", _CERTIFICATE.with_(number=shown, name=name))


def _twice_signed(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    for pk, row, first, second in database.rows(
        "SELECT r.id, r.title, (SELECT name FROM staff WHERE id = a.signer_id), (SELECT name FROM staff"
        " WHERE id = b.signer_id) FROM training_sign a JOIN training_sign b ON b.row_id = a.row_id"
        " AND b.attempt = a.attempt AND b.id > a.id AND b.result <> a.result"
        f" JOIN training_row r ON r.id = a.row_id WHERE a.training_id IN ({IDS}) AND NOT EXISTS (SELECT 1"
        " FROM training_sign n WHERE n.row_id = a.row_id AND n.attempt > a.attempt) GROUP BY r.id ORDER BY r.id",
        (bound(ids),),
    ):
        text = _SIGNED_TWICE.with_(row=row, first=first or "?", second=second or "?")
        yield Breach("training_row", pk, "training.signed_twice", text)


def _too_many(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield the youngest checklists of mentors who have more newcomers than the office allows."""
    kept = database.value("SELECT value FROM setting_value WHERE id = 'training.trainees'")
    most = int(json.loads(kept)) if kept else int(declaration("training.trainees").default)
    for mentor, name, number in database.rows(
        "SELECT t.mentor_id, coalesce(s.name, '?'), count(*) FROM training t LEFT JOIN staff s ON s.id = t.mentor_id"
        " WHERE t.mentor_id <> '' AND t.state = 'open' AND t.tier = 'newcomer' AND t.mentor_id IN"
        f" (SELECT mentor_id FROM training WHERE id IN ({IDS})) GROUP BY t.mentor_id HAVING count(*) > ?",
        (bound(ids), most),
    ):
        for (pk,) in database.rows(
            "SELECT id FROM training WHERE mentor_id = ? AND state = 'open' AND tier = 'newcomer' ORDER BY id"
            " LIMIT -1 OFFSET ?",
            (mentor, most),
        ):
            yield Breach("training", pk, "training.mentor", _TOO_MANY.with_(name=name, n=number, most=most))


CHECKS: Mapping[str, Check] = {
    "training": check_trainings,
    "training_row": check_parts("training_row"),
    "training_sign": check_parts("training_sign"),
    "training_session": check_sessions,
    "training_attendee": check_attendees,
    "certificate": check_certificates,
}
