"""A list in memory with the shape of the store's, for tests of tables."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.text import Text


def words(source: str) -> Text:
    """A text nobody translates."""
    return Text("test", source)


@dataclass(frozen=True)
class Column:
    key: str
    title: Text
    kind: str = "text"
    labels: Mapping[str, Text] = field(default_factory=dict)
    width: int = 12
    order: str = "x"
    shown: bool = True


@dataclass(frozen=True)
class Filter:
    key: str
    title: Text
    kind: str = "choice"
    labels: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    kind: str
    title: Text
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    default_sort: tuple[tuple[str, bool], ...] = ()
    depends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    id: str
    values: tuple[Any, ...]


STATES = {"new": words("New"), "done": words("Done")}
COLUMNS = (
    Column("number", words("Number")),
    Column("state", words("State"), "choice", STATES),
    Column("due", words("Due"), "moment"),
    Column("fee", words("Fee"), "money"),
    Column("zone", words("Zone"), shown=False),
)
FILTERS = (
    Filter("state", words("State"), "choice", STATES),
    Filter("late", words("Late"), "flag"),
    Filter("days", words("Days"), "days"),
)


class MemoryLister:
    """Rows in a dictionary: row number -> row."""

    def __init__(self, count: int = 0) -> None:
        self.listing = Listing("ticket", words("Tickets"), COLUMNS, FILTERS, (("number", False),), ("person",))
        self.data: dict[int, Row] = {}
        self.asked: list[Any] = []
        self.read: list[int] = []
        for number in range(1, count + 1):
            self.add(number)

    def add(self, number: int, state: str = "new", **values: Any) -> None:
        fee = values.get("fee", number * 100)
        self.data[number] = Row(f"{number:032x}", (f"T-{number:04d}", state, values.get("due"), fee, "east"))

    def ids(self, query: Any, limit: int | None = None) -> array[int]:
        self.asked.append(query)
        keys = [column.key for column in COLUMNS]
        rows = list(self.data.items())
        states = query.filters.get("state")
        if states:
            rows = [item for item in rows if item[1].values[1] in states]
        if query.search:
            rows = [item for item in rows if query.search in item[1].values[0]]
        for key, descending in reversed(query.sort or self.listing.default_sort):
            rows.sort(key=lambda item: item[1].values[keys.index(key)], reverse=descending)
        return array("q", [number for number, _ in rows][:limit])

    def rows(self, numbers: Sequence[int]) -> list[Row | None]:
        self.read.extend(numbers)
        return [self.data.get(number) for number in numbers]

    def row_number(self, record_id: str) -> int | None:
        number = int(record_id, 16)
        return number if number in self.data else None
