"""The child process that opens a workbook: whatever a hostile file does to it, the program lives on.

The spreadsheet reader is native code that ends its process when a file makes it ask for too much memory (two cells
at opposite corners of a sheet suffice), and no time limit can be put on it from inside. So it runs here, with a bound
on memory, and hands the cells back through a file of marshalled columns. Standard library and the reader only.
"""

from __future__ import annotations

import gc
import io
import json
import marshal
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias

Column: TypeAlias = "tuple[tuple[str | int | float | bool | None, ...], bytes]"
Area: TypeAlias = "tuple[tuple[int, int], tuple[int, int]]"

MAX_MEMORY = 2 * 1024**3
"""Bytes the child may take: a sheet of 300,000 rows by 30 columns stays below half of it."""
MAX_CELLS = 8_000_000
"""Cells kept from one workbook, the empty ones of the rows that hold anything included."""
MAX_MERGED = 100_000
"""Merged areas looked at in one sheet."""
MAX_COLUMNS = 1_000
"""Columns looked at; a ledger has a few dozen."""
MARSHAL_VERSION = 2
"""Without a table of objects seen before: more than twice as quick to write, hardly longer."""

CODES: dict[type, int] = {str: 0, int: 0, float: 0, bool: 0, datetime: 1, date: 2, time: 3, timedelta: 4}
"""What stands in a column's second part for each cell; empty where all are 0."""


def _same(cell: Any) -> Any:
    return cell


_pack: tuple[Callable[[Any], Any], ...] = (
    _same,
    datetime.isoformat,
    date.isoformat,
    time.isoformat,
    timedelta.total_seconds,
)


class TooLarge(Exception):
    """The workbook holds more than one import may."""


def limit_memory(size: int) -> None:
    """Bound this process's memory; a machine that knows no such bound goes without (the parent's time limit stays)."""
    if sys.platform == "win32":
        _limit_memory_windows(size)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_memory_windows(size: int) -> None:
    """Put this process into a job object with a bound on its memory (Win32 extended limit information)."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", ctypes.c_uint32),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", ctypes.c_uint32),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", ctypes.c_uint32),
            ("SchedulingClass", ctypes.c_uint32),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", Basic),
            ("IoCounters", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    extended_limit_information, limit_process_memory = 9, 0x100
    # Only Windows has WinDLL, so it is looked up by name.
    kernel: Any = vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return
    limits = Extended()
    limits.Basic.LimitFlags = limit_process_memory
    limits.ProcessMemoryLimit = size
    if kernel.SetInformationJobObject(job, extended_limit_information, ctypes.byref(limits), ctypes.sizeof(limits)):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())


def pack_column(cells: Sequence[Any]) -> Column:
    """Return a column as marshal can carry it: empty texts as ``None``, dates as text or seconds, with their codes."""
    codes = bytes(map(CODES.__getitem__, map(type, cells)))
    dated = any(codes)
    packed: Sequence[Any] = [_pack[code](cell) for code, cell in zip(codes, cells, strict=True)] if dated else cells
    if "" in packed:
        packed = [None if cell == "" else cell for cell in packed]
    return tuple(packed), codes if dated else b""


def fill_merged(rows: dict[int, list[Any]], areas: Iterable[Area]) -> None:
    """Repeat the value of a merged area down its first column, in the rows that hold something else as well.

    A ledger merges the building's number over its rooms; a title merged across columns stays where it is.
    """
    for (top, left), (bottom, _) in areas:
        first = rows.get(top)
        if bottom <= top or first is None or left >= len(first) or first[left] == "":
            continue
        for number in range(top + 1, bottom + 1):
            row = rows.get(number)
            if row is not None and row[left] == "":
                row[left] = first[left]


def read_sheet(sheet: Any, budget: int) -> tuple[tuple[int, ...], tuple[Column, ...]]:
    """Return the numbers of the rows that hold something and the columns of these rows.

    Raises:
        TooLarge: There are more cells than ``budget``.
    """
    rows: dict[int, list[Any]] = {}
    blank: list[Any] | None = None
    for number, row in enumerate(sheet.iter_rows()):
        if blank is None:
            blank = [""] * len(row)
        if row != blank:
            rows[number] = row[:MAX_COLUMNS]
            if len(rows) * min(len(row), MAX_COLUMNS) > budget:
                raise TooLarge
    if not rows:
        return (), ()
    merged: Sequence[Area] = sheet.merged_cell_ranges or ()
    if merged:
        fill_merged(rows, merged[:MAX_MERGED])
    columns = [pack_column(column) for column in zip(*rows.values(), strict=False)]
    while columns and not any(cell is not None for cell in columns[-1][0]):
        columns.pop()
    return tuple(number + 1 for number in rows), tuple(columns)


def open_workbook(path: str) -> Any:
    """Open a workbook by what its name says, or by what its content says where the name is wrong.

    Raises:
        CalamineError: Neither can be opened; the first reason is the better one.
    """
    import python_calamine as calamine

    opener: Any = calamine.CalamineWorkbook
    try:
        return opener.from_path(path)
    except calamine.PasswordError:
        raise
    except calamine.CalamineError as error:
        try:
            return opener.from_filelike(io.BytesIO(Path(path).read_bytes()))
        except calamine.CalamineError:
            raise error from None


def read_workbook(path: str) -> list[tuple[str, bool, tuple[int, ...], tuple[Column, ...]]]:
    """Return name, hidden, row numbers and columns of every worksheet."""
    import python_calamine as calamine

    with open_workbook(path) as book:
        budget, found = MAX_CELLS, list[tuple[str, bool, tuple[int, ...], tuple[Column, ...]]]()
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            numbers, columns = read_sheet(book.get_sheet_by_name(about.name), budget)
            budget -= len(numbers) * len(columns)
            found.append((about.name, hidden, numbers, columns))
        return found


def main(arguments: Sequence[str]) -> int:
    """Read the workbook named by the arguments (a JSON object with ``path`` and ``out``) and write the outcome.

    The file written holds ``("ok", sheets)`` or ``("password" | "large" | "damaged", detail)``; a process that ended
    without writing it was ended by the file it read.
    """
    order: dict[str, Any] = json.loads(arguments[0])
    gc.disable()
    limit_memory(MAX_MEMORY)
    outcome: tuple[str, Any]
    try:
        outcome = ("ok", read_workbook(order["path"]))
    except (TooLarge, MemoryError):
        outcome = ("large", "")
    except BaseException as error:  # a panic of the native reader does not derive from Exception
        kind = "password" if type(error).__name__ == "PasswordError" else "damaged"
        outcome = ("large" if "limit exceeded" in str(error) else kind, str(error)[:300])
    Path(order["out"]).write_bytes(marshal.dumps(outcome, MARSHAL_VERSION))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
