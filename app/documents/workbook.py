"""Long lists to Excel: sheets are written out as their rows come, so that memory holds one batch of rows and no more.

Written by hand (ECMA-376) because no library is as quick and as safe at once: a text stays a text whatever it begins
with, what Excel refuses is removed or marked, days, moments and amounts arrive as numbers. Styled forms that people
fill in are another matter and made with openpyxl.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.core.errors import Refused
from app.core.text import T
from app.documents.cells import ColumnWriter, text_cell
from app.documents.columns import Column, Value
from app.documents.files import replacing
from app.documents.package import HEADING_STYLE, Styles, frame, sheet_head, sheet_tail
from app.documents.progress import Progress, tell
from app.documents.sheets import ROWS_AT_MOST, Sheet, batches, legal_names

BATCH = 512
LEVEL = 1
"""Of compression: twice as quick as the usual 6, for a fifth more bytes."""
PART_AT_MOST = (1 << 31) - 1
"""Bytes of a sheet before compression; more would take ZIP64, which Excel calls damaged."""
_ENDS = 1 << 20
"""Bytes kept for what stands before and after the rows."""


@dataclass(frozen=True)
class XlsxResult:
    """What became of an export.

    Attributes:
        rows: Rows written, headings and totals not counted.
        cut: Texts that were longer than a cell may hold and now end with a mark.
    """

    rows: int
    cut: int


def write_xlsx(sheets: Sheet | Sequence[Sheet], path: Path, progress: Progress | None = None) -> XlsxResult:
    """Write sheets to an Excel workbook.

    Args:
        sheets: One or more sheets, in order.
        path: The file; it is replaced whole, or left as it was.
        progress: Told how many rows are written; may cancel.

    Raises:
        Cancelled: The person stopped it; no file is left behind.
        Refused: The file is open in another program, or a sheet has more rows than Excel can hold.
        EnvironmentFault: The folder cannot be written to.
    """
    several = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    names = legal_names(str(sheet.name) for sheet in several)
    writer = _Writer(progress, sum(len(sheet.rows) for sheet in several if isinstance(sheet.rows, Sized)))
    with (
        replacing(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive,
    ):
        rows: list[int] = []
        for number, sheet in enumerate(several, 1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                rows.append(writer.write(part, sheet, first=number == 1))
        parts = frame(names, [len(sheet.columns) for sheet in several], rows) | {"xl/styles.xml": writer.styles.xml()}
        for name, content in parts.items():
            with archive.open(name, "w") as part:
                part.write(content.encode("utf-8"))
    return XlsxResult(writer.done, writer.cut)


class _Writer:
    """Writes the sheets of one workbook.

    Attributes:
        styles: The cell styles used so far.
        done: Rows written.
        cut: Texts cut.
    """

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.styles = Styles()
        self.done = self.cut = 0
        self._progress, self._total = progress, total

    def write(self, part: IO[bytes], sheet: Sheet, *, first: bool) -> int:
        """Write one sheet; return its number of rows."""
        width = len(sheet.columns)
        columns = self._columns(sheet, bold=False)
        part.write((sheet_head(sheet.columns, first=first) + _heading(sheet.columns)).encode("utf-8"))
        tell(self._progress, self.done, self._total)
        before, size = self.done, 0
        for batch in batches(sheet.rows, width, BATCH):
            self.done += len(batch)
            content = _rows(columns, batch)
            size += len(content)
            if self.done - before >= ROWS_AT_MOST or size > PART_AT_MOST - _ENDS:
                raise _too_many()
            part.write(content)
            tell(self._progress, self.done, self._total)
        count = self.done - before
        if sheet.total is not None:
            part.write(_rows(self._columns(sheet, bold=True), [sheet.total]))
        part.write(sheet_tail(width, count).encode("utf-8"))
        self.cut += sum(column.cut for column in columns)
        return count

    def _columns(self, sheet: Sheet, *, bold: bool) -> list[ColumnWriter]:
        return [ColumnWriter(column, sheet.zone, self.styles, bold=bold) for column in sheet.columns]


def _heading(columns: Sequence[Column]) -> str:
    cells = [text_cell(str(column.title), HEADING_STYLE) for column in columns]
    return f'<row ht="20" customHeight="1">{"".join(cells)}</row>'


def _rows(columns: Sequence[ColumnWriter], batch: Sequence[Sequence[Value]]) -> bytes:
    """Return a batch of rows: every column is made ready on its own, then a template puts them side by side."""
    pieces = [column.write(cells) for column, cells in zip(columns, zip(*batch, strict=True), strict=True)]
    template = f"<row>{''.join(place for place, _ in pieces)}</row>"
    return "".join(map(template.__mod__, zip(*(cells for _, cells in pieces), strict=True))).encode("utf-8")


def _too_many() -> Refused:
    return Refused(
        T(
            "documents",
            "So much does not fit into one Excel sheet ({most} rows at most). Narrow the filter, or export as CSV.",
        ).with_(most=f"{ROWS_AT_MOST - 1:,}"),
        "documents.too_many_rows",
    )
