"""People after several desks' changes were united: one paper or code twice, a residence that ends before it begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.store.database import Database
from app.store.merged import Breach, Check, Rule, broken_rules, doubles

_TWICE = {
    "id_card": T(
        "people",
        "Two entries carry one identity card: the person was probably entered at two desks. Merge the entries, or"
        " correct one of them.",
    ),
    "code": T("people", "Two people carry one code. Merge the entries, or correct one of them."),
}
_SPAN = Rule(
    "residence.span",
    "t.since_on <> '' AND t.until_on <> '' AND t.until_on < t.since_on",
    T("people", "Two desks set the days of the residence, which now ends before it begins. Correct it."),
)


def check_people(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield who carries the paper or code of one of these people as well."""
    for column, text in _TWICE.items():
        for pk, _ in doubles(database, "person", column, ids):
            yield Breach("person", pk, f"person.{column}_twice", text)


def check_residences(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield which of these residences end before they begin."""
    yield from broken_rules(database, "residence", (_SPAN,), ids)


CHECKS: Mapping[str, Check] = {"person": check_people, "residence": check_residences}
