"""Times of day in a column of their own: put together with the day they belong to.

Ledgers kept by hand have “报修日期” and “报修时间” side by side, and write only “10:30” under “完成时间”.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from app.importing.cells import Cell, cell_text
from app.importing.mapping import KindSpec, ValueKind, header_scores, plain_header
from app.importing.reading import Sheet

LOOKED_AT = 200
ENOUGH = 0.8
"""Share of the filled cells that must be times of day."""
_CLOCK = re.compile(
    r"\s*(上午|下午|晚上|中午|凌晨|早上)?\s*\d{1,2}\s*([:：]\s*\d{2}(\s*[:：]\s*\d{2})?|[时点]\s*(\d{1,2}\s*分?)?)\s*(am|pm)?\s*",
    re.IGNORECASE,
)
_FIRST_SERIAL, _LAST_SERIAL = 60, 73_500
_TIME_WORDS = frozenset({"时间", "时刻", "time"})


def is_clock(cell: Cell) -> bool:
    """Say whether a cell is a time of day without a day."""
    if isinstance(cell, str):
        return len(cell) < 20 and _CLOCK.fullmatch(cell) is not None
    if isinstance(cell, timedelta):
        return timedelta() <= cell < timedelta(days=1)
    return isinstance(cell, time) or (isinstance(cell, float) and 0 < cell < 1)


def joined(day: Cell, clock: Cell) -> Cell:
    """Return a cell with the day of the one and the time of day of the other; the day's where there is no time."""
    if not is_clock(clock):
        return day if clock is None else clock
    if isinstance(day, int | float) and not isinstance(day, bool) and _FIRST_SERIAL < day < _LAST_SERIAL:
        day = datetime(1899, 12, 30) + timedelta(days=int(day))
    if isinstance(day, datetime | date):
        return f"{day:%Y-%m-%d} {_clock_text(clock)}"
    if isinstance(day, str) and day.strip() and not is_clock(day):
        text = day.strip()
        return f"{re.split('[ T]', text)[0] if ':' in text else text} {_clock_text(clock)}"
    return clock


def _clock_text(clock: Cell) -> str:
    if isinstance(clock, float):
        clock = timedelta(days=clock)
    if isinstance(clock, timedelta):
        clock = (datetime(1900, 1, 1) + timedelta(seconds=round(clock.total_seconds()))).time()
    return cell_text(clock).replace("：", ":")


def _mostly_clocks(cells: Iterable[Cell]) -> bool:
    looked = [cell for cell in cells if cell is not None][:LOOKED_AT]
    return bool(looked) and sum(map(is_clock, looked)) >= ENOUGH * len(looked)


def find_clocks(
    sheet: Sheet, header: int, kind: KindSpec, columns: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the mapping, its first moment on the column of days, and the column of times of day for it, if any.

    Args:
        sheet: The sheet.
        header: Place of its header row; -1 where there is none.
        kind: What is imported.
        columns: Field key → place of its column.
    """
    found = dict(columns)
    key = first_moment(kind, columns)
    if not key or header < 0:
        return found, {}
    taken = set(columns.values())
    own = columns[key]
    own_clocks = _mostly_clocks(sheet.columns[own][header + 1 :])
    for column, cells in enumerate(sheet.columns):
        title = cell_text(cells[header])
        fits = plain_header(title) in _TIME_WORDS or header_scores(title, kind).get(key, 0.0) >= 0.9
        if column in taken or not fits or _mostly_clocks(cells[header + 1 :]) == own_clocks:
            continue
        found[key] = column if own_clocks else own
        return found, {key: own if own_clocks else column}
    return found, {}


def first_moment(kind: KindSpec, columns: Container[str]) -> str:
    """Return the first field that holds a moment: its day is that of the times without one; empty if there is none."""
    return next((spec.key for spec in kind.fields if spec.kind is ValueKind.MOMENT and spec.key in columns), "")


def with_days(days: Sequence[Cell], cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells, those that are times of day with the day beside them."""
    if not any(map(is_clock, cells)):
        return cells
    return tuple(joined(day, cell) if is_clock(cell) else cell for day, cell in zip(days, cells, strict=True))
