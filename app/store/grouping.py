"""Orders that few columns of a table decide: whole runs of an index are put in order instead of single rows.

A hundred thousand tickets stand at some hundred places. An index of the columns that tell the place, with the id
behind them, already holds the rows of each place in the order of their ids; to sort the places and to take their rows
run by run is a third of the work of sorting the rows.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from app.store.database import Database

MOST = 5_000
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
    database: Database, table: str, columns: Sequence[str], order: str, joins: str = ""
) -> array[int] | None:
    """Return the row numbers of a whole table by an order and then by id, or None where groups would not help.

    Args:
        database: Where to read.
        table: The table.
        columns: Its columns that decide the order, never null. There must be an index of them with the id behind:
            each group is found by it from the one before.
        order: What to order by: an expression over these columns of ``t`` and over what is joined to it by them.
        joins: The joined tables that the order names, as they follow in FROM.
    """
    listed = ", ".join(f"t.{column}" for column in columns)
    ranked = (
        f"{_groups(table, columns, listed)} SELECT t.n, dense_rank() OVER (ORDER BY {order})"
        f" FROM groups t{joins} ORDER BY {listed}"
    )
    with database.reading():
        firsts = database.rows(ranked)
        if len(firsts) > MOST:
            return None
        rows = numbers_of(database, f"SELECT t.rowid AS n FROM {table} t ORDER BY {listed}, t.id")
        found = _placed(firsts, rows)
        merged = {rank for rank, same in groupby(found, attrgetter("rank")) if len(list(same)) > 1}
        several = [number for group in found if group.rank in merged for number in rows[group.start : group.end]]
        if len(several) * 3 > len(rows):
            return None
        by_id = numbers_of(
            database,
            f"SELECT t.rowid AS n FROM {table} t WHERE t.rowid IN (SELECT value FROM json_each(?)) ORDER BY t.id",
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


def _groups(table: str, columns: Sequence[str], listed: str) -> str:
    """Return a WITH clause whose ``groups`` holds the first row of each group, with its row number as ``n``.

    The next group is the next value of the last column; where that was the last one, of the column before. (SQLite
    looks no further than the first column of the index where whole rows of values are compared.)
    """
    following: list[str] = []
    for last in reversed(range(len(columns))):
        same = "".join(f"t.{column} = groups.{column} AND " for column in columns[:last])
        where = f"{same}t.{columns[last]} > groups.{columns[last]}"
        following.append(f"(SELECT t.rowid FROM {table} t WHERE {where} ORDER BY {listed}, t.id LIMIT 1)")
    return (
        f"WITH RECURSIVE groups({', '.join(columns)}, n) AS ("
        f"SELECT * FROM (SELECT {listed}, t.rowid FROM {table} t ORDER BY {listed}, t.id LIMIT 1)"
        f" UNION ALL SELECT {listed}, t.rowid FROM groups"
        f" JOIN {table} t ON t.rowid = coalesce({', '.join(following)}, NULL) LIMIT {MOST + 1})"
    )


def _placed(firsts: Sequence[tuple[int, int]], rows: array[int]) -> list[_Group]:
    """Return the groups by rank, each with where its rows begin and end.

    Args:
        firsts: The first row of each group and the group's rank, in the order of the index.
        rows: All rows in the order of the index.
    """
    starts: list[int] = []
    for first, _ in firsts:
        starts.append(rows.index(first, starts[-1] if starts else 0))
    bounds = pairwise([*starts, len(rows)])
    return sorted(_Group(rank, start, end) for (_, rank), (start, end) in zip(firsts, bounds, strict=True))
