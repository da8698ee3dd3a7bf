"""Lists declared as data: columns, filters and a default order, run by SQLite and paged by row number.

One declaration serves the list page, its header menu, the exports to Excel, PDF and CSV, and the ``list`` verb. The
ids of a whole list are one array of row numbers (a million of them is eight megabytes); only the rows on the screen
are read.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from app.core.errors import Invalid
from app.core.text import T, Text
from app.store.database import Database
from app.store.grouping import grouped_numbers, numbers_of
from app.store.search import match_expression, matching_ids_sql

Kind = Literal["text", "number", "moment", "day", "span", "money", "choice", "flag", "phone", "id_card", "name"]
Masker = Callable[["ListColumn", Any], Any]
Condition = tuple[str, tuple[object, ...]]


@dataclass(frozen=True)
class ListColumn:
    """One column of a list.

    Attributes:
        key: Stable name, used by filters, exports, saved views and the command line.
        title: What people read in the header.
        sql: The value as SQL over the listing's tables.
        kind: How it is shown; ``phone``, ``id_card`` and ``name`` may be masked by role.
        labels: For a ``choice``: stored code -> what people read.
        width: Width on screen in characters of the body font.
        sort: SQL to order by if not the value itself; the empty text if the column cannot be sorted.
        groups: The columns of the base table that alone decide the order, where few of their values stand for many
            rows: the whole list is then sorted by groups of rows. They are never null, and there must be an index of
            them with the id behind.
        shown: Whether the list shows it until people choose otherwise.
    """

    key: str
    title: Text
    sql: str
    kind: Kind = "text"
    labels: Mapping[str, Text] = field(default_factory=dict[str, Text])
    width: int = 12
    sort: str | None = None
    shown: bool = True
    groups: tuple[str, ...] = ()

    @property
    def order(self) -> str:
        """The SQL to order by, or the empty text."""
        return self.sql if self.sort is None else self.sort


@dataclass(frozen=True)
class ListFilter:
    """One filter of a list.

    Attributes:
        key: Stable name.
        title: What people read on the chip.
        condition: Makes the SQL condition for a chosen value.
        kind: How the value is chosen: one or more of ``labels``, a yes, a span of days, or a text.
        labels: Value -> what people read.
    """

    key: str
    title: Text
    condition: Callable[[Any], Condition]
    kind: Literal["choice", "flag", "days", "text"] = "choice"
    labels: Mapping[str, Text] = field(default_factory=dict[str, Text])


class QueryLike(Protocol):
    """What a list can be asked: ``ListQuery``, or anything of its shape."""

    @property
    def filters(self) -> Mapping[str, Any]:
        """Filter key -> value."""
        raise NotImplementedError

    @property
    def search(self) -> str:
        """Words that must all occur."""
        raise NotImplementedError

    @property
    def sort(self) -> tuple[tuple[str, bool], ...]:
        """Column key and whether descending."""
        raise NotImplementedError


@dataclass(frozen=True)
class ListQuery:
    """What a person asked of a list.

    Attributes:
        filters: Filter key -> value (a tuple of codes for a choice, True for a flag, (from, to) for days, a text).
        search: Words that must all occur in the record's search text.
        sort: Column key and whether descending; the listing's default order if empty.
    """

    filters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    search: str = ""
    sort: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class ListRow:
    """One row of a list: the record's id and the column values in the listing's order."""

    id: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Listing:
    """A list that can be asked for.

    Attributes:
        kind: The record kind (table name).
        source: FROM clause; the base table comes first with the alias ``t``; others by LEFT JOIN on their key.
        columns: In default order.
        filters: What it can be narrowed by.
        default_sort: Column key and whether descending.
        depends: Record kinds whose change may alter the list, besides ``kind``.
        title: What people call the list.
    """

    kind: str
    title: Text
    source: str
    columns: tuple[ListColumn, ...]
    filters: tuple[ListFilter, ...] = ()
    default_sort: tuple[tuple[str, bool], ...] = ()
    depends: tuple[str, ...] = ()

    def column(self, key: str) -> ListColumn:
        """Return a column by its key.

        Raises:
            Invalid: The listing has no such column.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise Invalid({key: T("store", "There is no column “{key}”.").with_(key=key)})

    def index(self, key: str) -> int:
        """Return the position of a column's value in a row."""
        return self.columns.index(self.column(key))


MISSING = "?"
"""What stands where a record should be that another one refers to: it may still come from another desk."""
_BATCH = 500
_JOIN = " LEFT JOIN "


class Lister:
    """Runs a listing against a database.

    Args:
        database: Where to read.
        listing: What to read.
        mask: Turns a personal value into what this reader may see; identity if not given.
    """

    def __init__(self, database: Database, listing: Listing, mask: Masker | None = None) -> None:
        self.database = database
        self.listing = listing
        self._mask = mask
        self._personal = tuple(
            index for index, column in enumerate(listing.columns) if column.kind in ("phone", "id_card", "name")
        )
        self._select = ", ".join(column.sql for column in listing.columns)
        self._base, *joins = listing.source.split(_JOIN)
        self._joins = [(re.compile(rf"\b{join.split()[1]}\."), join) for join in joins]

    def ids(self, query: QueryLike = ListQuery(), limit: int | None = None) -> array[int]:
        """Return the row numbers of the whole list, in order.

        Raises:
            Invalid: The query names a filter or column that the listing does not have.
        """
        where, values = self._where(query)
        order = self._order(query)
        if not where and (grouped := self._grouped(query)) is not None:
            return grouped if limit is None else grouped[:limit]
        tail = "" if limit is None else f" LIMIT {int(limit)}"
        found = f"SELECT t.rowid AS n FROM {self._source(where + order)}{where} ORDER BY {order}{tail}"
        return numbers_of(self.database, found, values)

    def _grouped(self, query: QueryLike) -> array[int] | None:
        """Return the whole list sorted by groups of rows, or None where that is no help."""
        sort = query.sort or self.listing.default_sort
        if len(sort) != 1:
            return None
        key, descending = sort[0]
        column = self.listing.column(key)
        if not column.groups:
            return None
        joins = "".join(_JOIN + join for named, join in self._joins if named.search(column.order))
        numbers = grouped_numbers(self.database, self.listing.kind, column.groups, column.order, joins)
        if numbers is not None and descending:
            # Ids differ, so the other direction is the same rows from the end.
            numbers.reverse()
        return numbers

    def count(self, query: QueryLike = ListQuery()) -> int:
        """Return how many rows the query finds."""
        where, values = self._where(query)
        return int(self.database.value(f"SELECT count(*) FROM {self._source(where)}{where}", values))

    def rows(self, numbers: Sequence[int]) -> list[ListRow | None]:
        """Return the rows with these numbers, in their order; None for one that has gone meanwhile."""
        found: dict[int, ListRow] = {}
        for start in range(0, len(numbers), _BATCH):
            chosen = ", ".join(map(str, numbers[start : start + _BATCH]))
            for row in self.database.rows(
                f"SELECT t.rowid, t.id, {self._select} FROM {self.listing.source} WHERE t.rowid IN ({chosen})"
            ):
                found[row[0]] = ListRow(row[1], self._masked(row[2:]))
        return [found.get(number) for number in numbers]

    def all(self, query: QueryLike = ListQuery(), limit: int | None = None) -> Iterable[ListRow]:
        """Yield every row of the list, in order, reading in batches (exports, the ``list`` verb)."""
        numbers = self.ids(query, limit)
        for start in range(0, len(numbers), _BATCH):
            yield from (row for row in self.rows(numbers[start : start + _BATCH]) if row is not None)

    def row_number(self, record_id: str) -> int | None:
        """Return the row number of a record, or None."""
        return self.database.value(f'SELECT rowid FROM "{self.listing.kind}" WHERE id = ?', (record_id,))

    def _masked(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        if self._mask is None or not self._personal:
            return values
        changed = list(values)
        for index in self._personal:
            changed[index] = self._mask(self.listing.columns[index], changed[index])
        return tuple(changed)

    def _source(self, used: str) -> str:
        """Return the FROM clause with no more joins than the rest of the query names.

        SQLite leaves out needless ones by itself, but only after it has chosen an order of rows that suited them.
        """
        return _JOIN.join([self._base, *(join for named, join in self._joins if named.search(used))])

    def _order(self, query: QueryLike) -> str:
        terms: list[str] = []
        tail = ""
        for key, descending in query.sort or self.listing.default_sort:
            order = self.listing.column(key).order
            if order:
                tail = " DESC" if descending else ""
                terms.append(order + tail)
        # Equal rows by their ids, which are the same on every desk, in the direction of the last term: so an index of
        # the column and the id gives the whole order.
        terms.append("t.id" + tail)
        return ", ".join(terms)

    def _where(self, query: QueryLike) -> tuple[str, tuple[object, ...]]:
        known = {item.key: item for item in self.listing.filters}
        conditions: list[str] = []
        values: list[object] = []
        for key, value in query.filters.items():
            if key not in known:
                raise Invalid({key: T("store", "There is no filter “{key}”.").with_(key=key)})
            sql, bound = known[key].condition(value)
            conditions.append(f"({sql})")
            values.extend(bound)
        if query.search.strip():
            expression = match_expression(query.search)
            if expression:
                conditions.append(matching_ids_sql("t.id"))
                values.extend((expression, self.listing.kind))
            else:
                conditions.append("0")
        return (" WHERE " + " AND ".join(conditions) if conditions else ""), tuple(values)


def among(sql: str) -> Callable[[Any], Condition]:
    """Return a condition maker: the column is one of the chosen codes."""

    def condition(chosen: Any) -> Condition:
        codes = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        return f"{sql} IN ({', '.join('?' * len(codes))})", codes

    return condition


def between(sql: str) -> Callable[[Any], Condition]:
    """Return a condition maker: the moment lies in [from, to), either of which may be None."""

    def condition(span: Any) -> Condition:
        start, end = span
        parts = ([f"{sql} >= ?"] if start is not None else []) + ([f"{sql} < ?"] if end is not None else [])
        return " AND ".join(parts) or "1", tuple(value for value in (start, end) if value is not None)

    return condition


def holds(sql: str, *values: object) -> Callable[[Any], Condition]:
    """Return a condition maker for a yes-or-no filter: the condition itself, or its opposite."""

    def condition(wanted: Any) -> Condition:
        # "IS NOT TRUE" and not "NOT": where the condition is unknown, it does not hold.
        return (sql, values) if wanted else (f"({sql}) IS NOT TRUE", values)

    return condition
