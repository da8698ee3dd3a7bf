"""What a person asked of a list; the same shape as the store's own query, which takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Sort = tuple[tuple[str, bool], ...]
"""Column keys and whether descending."""


@dataclass(frozen=True)
class Query:
    """Filters, words and order.

    Attributes:
        filters: Filter key -> value: a tuple of codes for a choice, True for a flag, (from, to) in UTC milliseconds
            for days, a text.
        search: Words that must all occur.
        sort: The order; the list's own if empty.
    """

    filters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    search: str = ""
    sort: Sort = ()

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.filters) or bool(self.search.strip())

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain values for keeping."""
        return {"filters": dict(self.filters), "search": self.search, "sort": [list(part) for part in self.sort]}

    @staticmethod
    def from_plain(kept: Mapping[str, Any]) -> Query:
        """Return what ``to_plain`` gave, also after a journey through JSON."""
        filters = {key: _tupled(value) for key, value in dict(kept.get("filters", {})).items()}
        sort = tuple((str(key), bool(descending)) for key, descending in kept.get("sort", ()))
        return Query(filters, str(kept.get("search", "")), sort)


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
