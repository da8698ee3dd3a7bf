"""What a column seems to hold, judged by its cells: a suggestion for columns whose header says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.text import T, Text
from app.importing.cells import Cell, cell_text
from app.importing.mapping import FieldSpec, KindSpec, ValueKind
from app.importing.reading import Sheet

LOOKED_AT = 200
ENOUGH = 0.8
"""Share of the filled cells that must look alike."""

_MOBILE = re.compile(r"(\+?86)?1[3-9]\d{9}")
_ID_CARD = re.compile(r"\d{17}[\dXx]")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2}[-/]\d{4}")
_MOMENT = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[T ]+\d{1,2}[:时].*|1[0-9]{9}|1[0-9]{12}")


@dataclass(frozen=True)
class Suggestion:
    """A column that may be a field.

    Attributes:
        field: The field's key.
        column: The column's place.
        confidence: Share of its filled cells that look like it, 0.8–1.
        why: What they look like.
    """

    field: str
    column: int
    confidence: float
    why: Text


def _is_moment(cell: Cell) -> bool:
    return isinstance(cell, datetime) or _MOMENT.fullmatch(cell_text(cell)) is not None


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, datetime) or _DAY.fullmatch(cell_text(cell)) is not None


def _is_mobile(cell: Cell) -> bool:
    return _MOBILE.fullmatch(re.sub(r"[\s-]", "", cell_text(cell))) is not None


def _is_id_card(cell: Cell) -> bool:
    return _ID_CARD.fullmatch(cell_text(cell)) is not None


_LOOKS: tuple[tuple[ValueKind, Callable[[Cell], bool], Text], ...] = (
    (ValueKind.PHONES, _is_mobile, T("importing", "the cells look like mobile numbers")),
    (ValueKind.ID_CARD, _is_id_card, T("importing", "the cells look like identity card numbers")),
    (ValueKind.PAPER, _is_id_card, T("importing", "the cells look like identity card numbers")),
    (ValueKind.MOMENT, _is_moment, T("importing", "the cells look like dates with times")),
    (ValueKind.DAY, _is_day, T("importing", "the cells look like dates")),
)


def suggest(sheet: Sheet, first: int, kind: KindSpec, taken: Iterable[str], columns: Sequence[int]) -> list[Suggestion]:
    """Return which free columns look like which free fields, the surest first.

    Args:
        sheet: The sheet.
        first: Place of its first data row.
        kind: What is imported.
        taken: Keys of the fields that have a column.
        columns: Places of the columns that have no field.
    """
    used = set(taken)
    free = [spec for spec in kind.fields if spec.key not in used]
    found: list[Suggestion] = []
    for column in columns:
        cells = [cell for cell in sheet.columns[column][first : first + LOOKED_AT] if cell is not None]
        if cells:
            found += _for_column(column, cells, free)
    return sorted(found, key=lambda suggestion: (-suggestion.confidence, suggestion.column))


def _for_column(column: int, cells: Sequence[Cell], free: Sequence[FieldSpec]) -> list[Suggestion]:
    for value_kind, looks, why in _LOOKS:
        share = sum(map(looks, cells)) / len(cells)
        spec = next((spec for spec in free if spec.kind is value_kind), None)
        if share >= ENOUGH and spec is not None:
            return [Suggestion(spec.key, column, round(share, 2), why)]
    return []
