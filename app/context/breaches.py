"""Merged records that break a rule of their feature: listed for a person, never silently repaired."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module

from app.context.office import RECORDS
from app.store.database import Database
from app.store.merged import Breach, Check, missing_parents
from app.store.work import Work
from app.sync.problems import Problems

CHECKS: Mapping[str, str] = {
    "ticket": "app.features.tickets.merged",
    "ticket_event": "app.features.tickets.merged",
    "promise": "app.features.tickets.merged",
    "complaint": "app.features.complaints.merged",
    "complaint_event": "app.features.complaints.merged",
    "complaint_letter": "app.features.complaints.merged",
    "complaint_measure": "app.features.complaints.merged",
    "complaint_alarm": "app.features.complaints.merged",
    "evidence": "app.features.complaints.merged",
    **dict.fromkeys(
        ("handover", "handover_line", "handover_tick", "handover_count", "handover_event"),
        "app.features.handover.merged",
    ),
    "house": "app.features.houses.merged",
    "person": "app.features.people.merged",
    "residence": "app.features.people.merged",
    "staff": "app.features.staff.merged",
    "staff_role": "app.features.staff.merged",
    "plan": "app.features.plans.merged",
    "plan_task": "app.features.plans.merged",
    "word": "app.features.office.merged",
    "category": "app.features.office.merged",
    "training": "app.features.training.merged",
    "training_row": "app.features.training.merged",
    "training_sign": "app.features.training.merged",
    "training_session": "app.features.training.merged",
    "training_attendee": "app.features.training.merged",
    "certificate": "app.features.training.merged",
}
"""Table -> the module whose ``CHECKS`` says what may be wrong with its records."""

_KINDS = ("rule", "parent", "number")
"""Kinds of problems that are breaches; the part of a breach's code before the dot, ``rule`` for those of features."""
_TABLES = frozenset(record.table for record in RECORDS)


def check_arrivals(work: Work, touched: Mapping[str, Collection[str]]) -> None:
    """Check records that arrived, and those listed before, and bring the list up to date with what is found.

    What is listed is checked again because what mends it may be another record: a house that arrives late.

    Args:
        work: The open unit of work in which they arrived.
        touched: Table -> ids.
    """
    listed = _listed(work.database)
    wanted = {table: set(ids) for table, ids in touched.items() if table in _TABLES}
    for table, pk in listed.values():
        wanted.setdefault(table, set()).add(pk)
    _bring_up(work, listed, breaches_in(work.database, wanted))


def check_listed(work: Work) -> None:
    """Check what is listed once more, because something was edited here: a breach that was mended leaves the list."""
    listed = _listed(work.database)
    if listed and not _TABLES.isdisjoint(work.touched_ids):
        check_arrivals(work, {})


def breaches_in(database: Database, wanted: Mapping[str, Collection[str]]) -> dict[tuple[str, str], Breach]:
    """Return (kind, subject) -> breach of everything that is wrong with these records or because of them."""
    found: dict[tuple[str, str], Breach] = {}
    for table, ids in wanted.items():
        ordered = sorted(ids)
        check = _check_of(table)
        breaches = [] if check is None else list(check(database, ordered))
        for breach in (*breaches, *missing_parents(database, RECORDS, table, ordered)):
            found[_kind(breach), f"{breach.table}|{breach.pk}|{breach.code}"] = breach
    return found


def _check_of(table: str) -> Check | None:
    module = CHECKS.get(table)
    return None if module is None else import_module(module).CHECKS[table]


def _kind(breach: Breach) -> str:
    kind = breach.code.partition(".")[0]
    return kind if kind in _KINDS else _KINDS[0]


def _listed(database: Database) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (kind, subject) -> (table, id) of the breaches on the list, whether or not a person put them away."""
    rows = database.rows(
        "SELECT kind, subject, tbl, pk FROM sync_problem WHERE kind IN ('rule', 'parent', 'number') AND settled <> 1"
    )
    return {(kind, subject): (table, pk) for kind, subject, table, pk in rows}


def _bring_up(work: Work, listed: Collection[tuple[str, str]], found: Mapping[tuple[str, str], Breach]) -> None:
    problems = Problems(work.database)
    for (kind, subject), breach in found.items():
        text = breach.text
        params = {
            "context": text.context,
            "source": text.source,
            "values": {key: str(value) for key, value in text.params},
        }
        problems.note(kind, subject, work.now, table=breach.table, pk=breach.pk, params=params)
    for kind, subject in listed:
        if (kind, subject) not in found:
            problems.settle(kind, subject)
