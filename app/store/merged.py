"""What may be wrong with records after several desks' changes were united: found and told, never silently repaired.

Each module brings checks of the rules its services enforce (``merged.py``); that records refer to records which are
there is checked here for all of them, from their declarations.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.core.text import T, Text
from app.store.database import Database
from app.store.fields import columns_of
from app.store.records import Record


@dataclass(frozen=True)
class Breach:
    """A record that breaks a rule.

    Attributes:
        table: The record's table.
        pk: Its id; of several records that break a rule together the younger ones.
        code: Which rule, such as ``ticket.unassigned``; ``parent.…`` and ``number.…`` are kinds of their own.
        text: What is wrong and what to do.
    """

    table: str
    pk: str
    code: str
    text: Text


Check = Callable[[Database, Collection[str]], Iterable[Breach]]
"""Given ids of one table, yields what is wrong with these records, or with others because of them."""

IDS = "SELECT value FROM json_each(?)"
"""SQL of a set of ids that is bound as one value."""


def bound(ids: Iterable[str]) -> str:
    """Return a set of ids as the value of ``IDS``."""
    return json.dumps(list(ids))


@dataclass(frozen=True)
class Rule:
    """A rule of one table that a condition can tell.

    Attributes:
        code: As of ``Breach``.
        broken: SQL over the record ``t``.
        text: As of ``Breach``.
    """

    code: str
    broken: str
    text: Text


def broken_rules(database: Database, table: str, rules: Iterable[Rule], ids: Collection[str]) -> Iterator[Breach]:
    """Yield which of these records break which rules."""
    chosen = tuple(rules)
    flags = ", ".join(f"({rule.broken})" for rule in chosen)
    any_of = " OR ".join(f"({rule.broken})" for rule in chosen)
    sql = f'SELECT t.id, {flags} FROM "{table}" t WHERE t.id IN ({IDS}) AND ({any_of}) ORDER BY t.id'
    for pk, *broken in database.rows(sql, (bound(ids),)):
        yield from (Breach(table, pk, rule.code, rule.text) for rule, hit in zip(chosen, broken, strict=True) if hit)


def doubles(
    database: Database, table: str, column: str, ids: Collection[str], *, nocase: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield (id, value) of every record that is not the first, by id, with a value that one of these records has.

    Args:
        database: Where to look.
        table: Their table.
        column: What should be given once; empty values may repeat.
        ids: The records that have arrived or changed.
        nocase: Whether capitals make no difference.
    """
    same = f'"{column}" COLLATE NOCASE' if nocase else f'"{column}"'
    values = f'SELECT "{column}" FROM "{table}" WHERE id IN ({IDS}) AND "{column}" <> \'\''
    # Two steps, because a column without an index must not be looked through for each record.
    wanted = [value for (value,) in database.rows(values, (bound(ids),))]
    seen: set[str] = set()
    for pk, value in database.rows(
        f'SELECT id, "{column}" FROM "{table}" WHERE {same} IN ({IDS}) ORDER BY id', (bound(wanted),)
    ):
        known = value.lower() if nocase else value
        if known in seen:
            yield pk, value
        seen.add(known)


_PARENTS: Mapping[str, Text] = {
    "house": T(
        "store", "The house it belongs to is not here: another desk deleted it. Choose a house, or enter it again."
    ),
    "person": T(
        "store",
        "The person it belongs to is not here: another desk deleted or merged the entry. Choose the person again.",
    ),
    "staff": T(
        "store", "The member of staff it names is not here: another desk deleted the entry. Choose somebody else."
    ),
    "ticket": T("store", "The ticket it belongs to is not here. It may still come from another desk."),
    "category": T(
        "store", "Its category is not here. It may still come from another desk; if not, choose another one."
    ),
    "scenario": T("store", "Its scenario card is not here. It may still come from another desk."),
}
_PARENT = T("store", "A record it refers to is not here. It may still come from another desk.")
_DELETED = T(
    "store",
    "What it belongs to was deleted at one desk while another added to it. If it was deleted by mistake, restore it"
    " there; otherwise nothing needs to be done.",
)
_MAKERS = frozenset({"created_by"})
"""Who made a record is told with its history; a member of staff who has gone spoils nothing."""


def missing_parents(
    database: Database, records: Iterable[type[Record]], table: str, ids: Collection[str]
) -> Iterator[Breach]:
    """Yield references to records that are not there: from these records, and to those of them that have gone.

    Args:
        database: Where to look.
        records: Every record class.
        table: Whose ids they are.
        ids: The records that have arrived, changed or gone.
    """
    gone = _gone(database, table, ids)
    for record in records:
        for column in columns_of(record):
            if not column.refers_to or column.name in _MAKERS:
                continue
            wanted: list[tuple[str, Collection[str]]] = [("id", ids)] if record.table == table else []
            if column.refers_to == table and gone and not record.journal:  # the memory of what was deleted stays
                wanted.append((column.name, gone))
            for key, values in wanted:
                for pk, deleted in _orphans(database, record.table, column.name, column.refers_to, key, values):
                    if deleted and record.journal:
                        continue
                    lost = _DELETED if deleted and column.name == record.belongs_to else None
                    text = lost or _PARENTS.get(column.refers_to, _PARENT)
                    yield Breach(record.table, pk, f"parent.{column.name}", text)


def _gone(database: Database, table: str, ids: Collection[str]) -> list[str]:
    rows = database.rows(f'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM "{table}")', (bound(ids),))
    return [row[0] for row in rows]


def _orphans(
    database: Database, table: str, column: str, parent: str, key: str, values: Collection[str]
) -> Iterator[tuple[str, bool]]:
    """Yield (id, whether the record it refers to was deleted at a desk) of what refers to nothing that is here."""
    for pk, deleted in database.rows(
        f'SELECT t.id, EXISTS (SELECT 1 FROM sync_tomb d WHERE d.tbl = ? AND d.pk = t."{column}") FROM "{table}" t'
        f' WHERE t."{key}" IN ({IDS}) AND t."{column}" <> \'\''
        f' AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = t."{column}") ORDER BY t.id',
        (parent, bound(values)),
    ):
        yield pk, bool(deleted)
