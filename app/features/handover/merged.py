"""Handovers after desks were united: a seal that no longer fits, two for one shift, halves of two steps.

Both of two handovers are kept, and what was changed after sealing is named: nothing is put right silently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.features.handover.records import Handover
from app.features.handover.sealing import verdict_of
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, Rule, bound, broken_rules
from app.store.work import read_many

RULES = (
    Rule(
        "handover.half",
        "(t.state IN ('left', 'sealed') AND t.seal = '') OR (t.state IN ('draft', 'handed') AND t.seal <> '')",
        T(
            "handover",
            "One desk sealed the handover while another took it back or went on with it. Ask both what holds; then set"
            " it aside with the reason and make it anew, or add what holds.",
        ),
    ),
    Rule(
        "handover.unsigned",
        "(t.state IN ('handed', 'left', 'sealed')) <> (t.out_id <> '')",
        T(
            "handover",
            "One desk handed the shift over while another took the handover back. Ask who handed over; then take it"
            " back and hand it over again, or set it aside with the reason.",
        ),
    ),
)
_TWICE = T(
    "handover",
    "Two desks made the handover {name}. Both are kept. Read both: set the one aside that is not to hold, or, if both"
    " are sealed, add to this one what the other says besides, and put this notice away.",
)
_CHANGED = T(
    "handover",
    "The sealed handover {name} is not as it was sealed. {first} Check its seal for the rest, ask who changed it, and"
    " add what holds; a supervisor can set it aside.",
)


def check_handovers(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these handovers, and which of them stand for one shift."""
    yield from broken_rules(database, "handover", RULES, ids)
    for pk, day, shift in database.rows(
        "SELECT DISTINCT y.id, y.on_day, y.shift_title FROM handover t JOIN handover y ON y.on_day = t.on_day"
        f" AND y.kind_id = t.kind_id WHERE t.id IN ({IDS}) AND y.state <> 'void' AND EXISTS (SELECT 1 FROM handover o"
        " WHERE o.on_day = y.on_day AND o.kind_id = y.kind_id AND o.state <> 'void' AND o.id < y.id) ORDER BY y.id",
        (bound(ids),),
    ):
        yield Breach("handover", pk, "handover.twice", _TWICE.with_(name=f"{day} {shift}"))
    sealed = f"id IN ({IDS}) AND seal <> '' AND state IN ('left', 'sealed')"
    for head in read_many(database, Handover, sealed, (bound(ids),)):
        verdict = verdict_of(database, head)
        if not verdict.whole:
            first = verdict.differences[0].text
            name = f"{head.on_day} {head.shift_title}"
            yield Breach("handover", head.id, "handover.changed", _CHANGED.with_(name=name, first=first))


def _of(table: str) -> Check:
    """Return the check of a part: what is wrong with the handovers to which these parts belong or belonged."""
    in_id = table in ("handover_line", "handover_tick", "handover_count")

    def check(database: Database, ids: Collection[str]) -> Iterator[Breach]:
        sql = f"SELECT DISTINCT handover_id FROM {table} WHERE id IN ({IDS})"
        owners = {owner for (owner,) in database.rows(sql, (bound(ids),))}
        # The id of a part begins with that of its handover: so a part that has gone is missed there all the same.
        owners |= {part.partition("|")[0] for part in ids} if in_id else set()
        yield from check_handovers(database, sorted(owners))

    return check


CHECKS: Mapping[str, Check] = {
    "handover": check_handovers,
    **{table: _of(table) for table in ("handover_line", "handover_tick", "handover_count", "handover_event")},
}
