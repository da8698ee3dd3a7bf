"""What a table needs of a list: the store's ``Lister`` and its declarations fit, and so do small fakes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.core.text import Text


class ColumnLike(Protocol):
    """A column: see ``ListColumn``."""

    @property
    def key(self) -> str:
        """Stable name."""
        raise NotImplementedError

    @property
    def title(self) -> Text:
        """What people read in the header."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """How it is shown."""
        raise NotImplementedError

    @property
    def labels(self) -> Mapping[str, Text]:
        """For a choice: stored code -> what people read."""
        raise NotImplementedError

    @property
    def width(self) -> int:
        """Width in characters of the body font."""
        raise NotImplementedError

    @property
    def order(self) -> str:
        """Empty if the column cannot be sorted."""
        raise NotImplementedError

    @property
    def shown(self) -> bool:
        """Whether the list shows it until people choose otherwise."""
        raise NotImplementedError


class FilterLike(Protocol):
    """A filter: see ``ListFilter``."""

    @property
    def key(self) -> str:
        """Stable name."""
        raise NotImplementedError

    @property
    def title(self) -> Text:
        """What people read on the chip."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """``choice``, ``flag``, ``days`` or ``text``."""
        raise NotImplementedError

    @property
    def labels(self) -> Mapping[str, Text]:
        """For a choice: value -> what people read."""
        raise NotImplementedError


class ListingLike(Protocol):
    """A list: see ``Listing``."""

    @property
    def kind(self) -> str:
        """The record kind."""
        raise NotImplementedError

    @property
    def title(self) -> Text:
        """What people call the list."""
        raise NotImplementedError

    @property
    def columns(self) -> Sequence[ColumnLike]:
        """In default order."""
        raise NotImplementedError

    @property
    def filters(self) -> Sequence[FilterLike]:
        """What it can be narrowed by."""
        raise NotImplementedError

    @property
    def default_sort(self) -> tuple[tuple[str, bool], ...]:
        """Column key and whether descending."""
        raise NotImplementedError

    @property
    def depends(self) -> tuple[str, ...]:
        """Other record kinds whose change may alter the list."""
        raise NotImplementedError


class RowLike(Protocol):
    """A row: see ``ListRow``."""

    @property
    def id(self) -> str:
        """The record's id."""
        raise NotImplementedError

    @property
    def values(self) -> tuple[Any, ...]:
        """The column values in the listing's order."""
        raise NotImplementedError


class ListerLike(Protocol):
    """Runs a list: see ``Lister``."""

    @property
    def listing(self) -> ListingLike:
        """What it lists."""
        raise NotImplementedError

    def ids(self, query: Any, limit: int | None = None) -> array[int]:
        """Return the row numbers of the whole list, in order; only the first ``limit`` if given."""
        raise NotImplementedError

    def rows(self, numbers: Sequence[int]) -> Sequence[RowLike | None]:
        """Return the rows with these numbers; None for one that has gone."""
        raise NotImplementedError

    def row_number(self, record_id: str) -> int | None:
        """Return the row number of a record, or None."""
        raise NotImplementedError


class ViewState(Protocol):
    """Keeps small choices of the window on this desk: columns, filters, splitters."""

    def load(self, key: str) -> dict[str, Any]:
        """Return what was kept under a key; empty if nothing."""
        raise NotImplementedError

    def save(self, key: str, values: dict[str, Any]) -> None:
        """Keep plain values under a key."""
        raise NotImplementedError


class MemoryViewState:
    """Keeps choices until the program ends (tests, the tour)."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}

    def load(self, key: str) -> dict[str, Any]:
        """Return what was kept under a key; empty if nothing."""
        return dict(self.kept.get(key, {}))

    def save(self, key: str, values: dict[str, Any]) -> None:
        """Keep values under a key."""
        self.kept[key] = dict(values)
