"""Lists to CSV, for programs that read nothing else: UTF-8 with the mark Excel needs, formulas disarmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence, Sized
from datetime import date, datetime
from pathlib import Path

from app.documents.breaking import clean
from app.documents.columns import Kind, Native, Value, nativer, show_duration
from app.documents.files import replacing
from app.documents.progress import Progress, tell
from app.documents.sheets import Sheet, batches

BATCH = 1_000
_ARMED = ("=", "+", "-", "@", "\t", "\r")


def write_csv(sheet: Sheet, path: Path, progress: Progress | None = None) -> int:
    """Write one sheet as CSV; return the number of rows.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. Amounts are in yuan with two
    decimals and no grouping, moments and days ISO in office time, durations in words.

    Args:
        sheet: What to write; its total is left out.
        path: The file; it is replaced whole, or left as it was.
        progress: Told how many rows are written; may cancel.

    Raises:
        Cancelled: The person stopped it; no file is left behind.
        Refused: The file is open in another program.
        EnvironmentFault: The folder cannot be written to.
    """
    width, done = len(sheet.columns), 0
    total = len(sheet.rows) if isinstance(sheet.rows, Sized) else 0
    shows = [_shower(sheet, index) for index in range(width)]
    with replacing(path) as file:
        file.write("\ufeff".encode() + _lines([[_disarmed(str(column.title)) for column in sheet.columns]]))
        for batch in batches(sheet.rows, width, BATCH):
            file.write(_lines([show(value) for show, value in zip(shows, row, strict=True)] for row in batch))
            done += len(batch)
            tell(progress, done, total)
    return done


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _shower(sheet: Sheet, index: int) -> Callable[[Value], str]:
    column = sheet.columns[index]
    native = nativer(column, sheet.zone)

    def show(value: Value) -> str:
        if column.kind is Kind.DURATION and isinstance(value, int | float):
            return show_duration(value)
        made = native(value)
        if isinstance(made, str):
            return _disarmed(made)
        if column.kind is Kind.MONEY and isinstance(made, float):
            return f"{made:.2f}"
        return _plain(made)

    return show


def _disarmed(text: str) -> str:
    text = clean(text)
    return f"'{text}" if text.startswith(_ARMED) else text


def _plain(native: Native) -> str:
    if native is None:
        return ""
    if isinstance(native, datetime):
        return native.isoformat(" ", "minutes")
    return native.isoformat() if isinstance(native, date) else str(native)
