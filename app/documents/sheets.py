"""What a workbook declares: sheets of the same columns and rows as on paper; and what a sheet may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.core.clock import OfficeZone
from app.core.text import Text
from app.documents.blocks import Group, Row, Table
from app.documents.columns import Column, Value

ROWS_AT_MOST = 1_048_576
"""Of a sheet, its heading included (Excel specifications and limits)."""
TEXT_AT_MOST = 32_767
"""Characters of a cell, counted as UTF-16 (Excel specifications and limits)."""
NAME_AT_MOST = 31


@dataclass(frozen=True)
class Sheet:
    """One sheet: a bold frozen heading with filters, then the rows.

    Attributes:
        name: On the tab; made legal and unique when written.
        columns: What the rows hold.
        rows: The rows; may be a generator.
        total: A last row in bold, outside the filter.
        zone: The office's time zone, for moments.
    """

    name: Text | str
    columns: Sequence[Column]
    rows: Iterable[Row]
    total: Sequence[Value] | None = None
    zone: OfficeZone = field(default_factory=OfficeZone)

    @classmethod
    def of(cls, name: Text | str, table: Table, zone: OfficeZone | None = None) -> Sheet:
        """Return the sheet that holds what a table on paper shows."""
        return cls(name, table.columns, table.rows, table.total, zone or OfficeZone())


def batches(rows: Iterable[Row], columns: int, size: int) -> Iterator[list[Sequence[Value]]]:
    """Yield the cells of the rows, so many rows at a time; a group has its text in the first cell."""
    rest = iter(rows)
    blank = (None,) * (columns - 1)
    while batch := [(row.text, *blank) if isinstance(row, Group) else row for row in islice(rest, size)]:
        yield batch


def legal_names(names: Iterable[str]) -> list[str]:
    """Return names that Excel accepts for the sheets of one workbook: no forbidden marks, at most 31, no two alike."""
    legal: list[str] = []
    for wanted in names:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip(" '") or "Sheet"
        if plain.casefold() == "history":
            plain += "_"
        name, number = _cut(plain, NAME_AT_MOST), 2
        while name.casefold() in {taken.casefold() for taken in legal}:
            ending = f" ({number})"
            name, number = _cut(plain, NAME_AT_MOST - len(ending)) + ending, number + 1
        legal.append(name)
    return legal


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text that takes at most so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip(" '")
