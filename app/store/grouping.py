"""Orders that few columns of a table decide: whole runs of an index are put in order instead of single rows.

A hundred thousand tickets stand at some hundred places. An index of the columns that tell the place, with the id
behind them, already holds the rows of each place in the order of their ids; to sort the places and to take their rows
run by run is a third of the work of sorting the rows.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from app.store.database import Database

MOST = 10_000
"""With more groups than these little is won by sorting groups."""
_AT_ONCE = 60_000
"""Characters of row numbers that become numbers at a time: other threads wait no longer than that takes."""


class _Group(NamedTuple):
    """Rows with the same values in the deciding columns, side by side in the index."""

    rank: int
    start: int
    end: int


def numbers_of(database: Database, select: str, values: tuple[object, ...] = ()) -> array[int]:
    """Return the row numbers that a query finds as its column ``n``, in its order.

    One text instead of a row for each: a third less work, and the thread gives way to others while it is made. SQLite
    keeps the order of the inner query for an aggregate whose answer depends on it.
    """
    text = database.value(f"SELECT group_concat(n) FROM ({select})", values) or ""
    numbers = array("q")
    start = 0
    while start < len(text):
        end = text.find(",", start + _AT_ONCE)
        end = len(text) if end < 0 else end
        numbers.fromlist(json.loads(f"[{text[start:end]}]"))
        start = end + 1
    return numbers


def grouped_numbers(
    database: Database, source: str, columns: Sequence[str], order: str, joins: str = ""
) -> array[int] | None:
    """Return the row numbers of a whole table by an order and then by id, or None where groups would not help.

    Args:
        database: Where to read.
        source: The table, with the alias ``t``.
        columns: What decides the order, as SQL over ``t``; an index of them, with the id behind, makes this fast.
        order: What to order by: an expression over these columns and over what is joined by them.
        joins: The joined tables that the order names, as they follow in FROM.
    """
    listed = ", ".join(columns)
    groups = f"SELECT {listed}, count(*) AS size FROM {source} GROUP BY {listed} ORDER BY {listed} LIMIT {MOST + 1}"
    ranked = f"SELECT dense_rank() OVER (ORDER BY {order}), t.size FROM ({groups}) t{joins} ORDER BY {listed}"
    with database.reading():
        found = _placed(database.rows(ranked))
        merged = {rank for rank, same in groupby(found, attrgetter("rank")) if len(list(same)) > 1}
        mixed = sum(group.end - group.start for group in found if group.rank in merged)
        if len(found) > MOST or mixed * 3 > sum(group.end - group.start for group in found):
            return None
        rows = numbers_of(database, f"SELECT t.rowid AS n FROM {source} ORDER BY {listed}, t.id")
        several = [number for group in found if group.rank in merged for number in rows[group.start : group.end]]
        by_id = numbers_of(
            database,
            f"SELECT t.rowid AS n FROM {source} WHERE t.rowid IN (SELECT value FROM json_each(?)) ORDER BY t.id",
            (json.dumps(several),),
        )
    place = {number: place for place, number in enumerate(by_id)}
    numbers = array("q")
    for rank, same in groupby(found, attrgetter("rank")):
        run = array("q")
        for group in same:
            run.extend(rows[group.start : group.end])
        numbers.extend(sorted(run, key=place.__getitem__) if rank in merged else run)
    return numbers


def _placed(ranked: Sequence[tuple[int, int]]) -> list[_Group]:
    """Return the groups by rank, each with where its rows begin and end among all, in the order of the index."""
    ends = accumulate(size for _, size in ranked)
    return sorted(_Group(rank, end - size, end) for (rank, size), end in zip(ranked, ends, strict=True))
