"""Merged records that break a rule of their feature: listed for a person, never silently repaired."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from app.core.text import Text
from app.store.database import Database
from app.store.work import Work
from app.sync.problems import Problems

KIND = "rule"


@dataclass(frozen=True)
class Breach:
    """Placeholder until features bring theirs."""

    table: str
    pk: str
    code: str
    text: Text


Check = Callable[[Database, Collection[str]], Iterable[Breach]]


def check_arrivals(work: Work, touched: Mapping[str, frozenset[str]]) -> None:
    """Check records of every kind that has rules, and bring the list up to date with what is found.

    Args:
        work: The open unit of work in which they arrived.
        touched: Table -> ids.
    """
    checks = feature_checks()
    for table, ids in touched.items():
        check = checks.get(table)
        if check is not None and ids:
            _bring_up(work, table, sorted(ids), check(work.database, ids))


def feature_checks() -> Mapping[str, Check]:
    """Return table -> the check of its feature."""
    return {}


def check_listed(work: Work) -> None:
    """Check the listed ones among the records that were just edited here: a breach that was mended leaves the list."""
    listed = _listed(work.database)
    if not listed:
        return
    touched = {table: frozenset(pk for pk in ids if (table, pk) in listed) for table, ids in work.touched_ids.items()}
    check_arrivals(work, {table: ids for table, ids in touched.items() if ids})


def _listed(database: Database) -> set[tuple[str, str]]:
    rows = database.rows("SELECT tbl, pk FROM sync_problem WHERE kind = ? AND settled <> 1", (KIND,))
    return {(table, pk) for table, pk in rows}


def _bring_up(work: Work, table: str, ids: Iterable[str], breaches: Iterable[Breach]) -> None:
    problems = Problems(work.database)
    found: set[str] = set()
    for breach in breaches:
        subject = f"{breach.table}|{breach.pk}|{breach.code}"
        found.add(subject)
        text = breach.text
        params = {
            "context": text.context,
            "source": text.source,
            "values": {key: str(value) for key, value in text.params},
        }
        problems.note(KIND, subject, work.now, table=breach.table, pk=breach.pk, params=params)
    for pk in ids:
        rows = work.database.rows(
            "SELECT subject FROM sync_problem WHERE kind = ? AND settled <> 1 AND tbl = ? AND pk = ?", (KIND, table, pk)
        )
        for (subject,) in rows:
            if subject not in found:
                problems.settle(KIND, subject)
