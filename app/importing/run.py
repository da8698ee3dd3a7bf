"""Running an import: every row to a sink, every refusal with its row and reason, and a file of the refused rows."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol, TypedDict

from app.core.errors import AppError, EnvironmentFault, Refused
from app.core.text import T, Text
from app.importing.cells import Cell, cell_text
from app.importing.trial import ImportPlan, ImportRow, rows

Outcome = Literal["created", "updated", "skipped"]
BATCH_ROWS = 500
SHOWN_ROWS = 10
"""Row numbers listed in a note before it only counts."""
SHOWN_VALUES = 5
"""Different cells quoted in a note."""


class Sink(Protocol):
    """What takes the rows of one kind: a feature's service."""

    def batch(self, dry_run: bool) -> AbstractContextManager[object]:
        """Open one unit of work for the rows that follow.

        Args:
            dry_run: Everything put inside is to be rolled back at the end (the whole file is then one batch, so
                that rows which repeat each other are seen).
        """
        raise NotImplementedError

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row.

        Args:
            values: Field key → typed value, for the fields that have a column.
            number: The spreadsheet's row number, for the record's history.

        Raises:
            AppError: The row is refused; nothing of it may stay.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken over, and why."""

    row: int
    reason: Text


class RefusedJson(TypedDict):
    """A refused row as the command line prints it."""

    row: int
    reason: str


class ReportJson(TypedDict):
    """A report as the command line prints it."""

    kind: str
    file: str
    sheet: str
    read: int
    created: int
    updated: int
    skipped: int
    refused: list[RefusedJson]
    dry_run: bool
    notes: list[str]


@dataclass
class ImportReport:
    """What an import did, or would do.

    ``read`` is the sum of created, updated, skipped and refused: every row below the header that holds anything.
    Rows with nothing in the mapped columns count as skipped.
    """

    kind: str
    file: str
    sheet: str
    dry_run: bool
    read: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: list[RefusedRow] = field(default_factory=list[RefusedRow])
    notes: list[Text] = field(default_factory=list[Text])
    cancelled: bool = False

    def as_json(self) -> ReportJson:
        """Return the report for scripts, its texts in the current language."""
        return {
            "kind": self.kind,
            "file": self.file,
            "sheet": self.sheet,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "refused": [{"row": refused.row, "reason": str(refused.reason)} for refused in self.refused],
            "dry_run": self.dry_run,
            "notes": [str(note) for note in self.notes],
        }


def run_import(
    plan: ImportPlan,
    sink: Sink,
    dry_run: bool = False,
    progress: Callable[[int, int], bool] | None = None,
) -> ImportReport:
    """Put every row of the plan into the sink.

    Args:
        plan: How the file is taken over.
        sink: What takes the rows; a dry run is one unit of work that it rolls back, a real one several.
        dry_run: Try without keeping anything.
        progress: Told after each batch how many rows of how many are done; False cancels (batches done are kept).

    Raises:
        Refused: A required field has no column.
    """
    if plan.missing:
        raise Refused(
            T(
                "importing",
                "These columns are missing: {columns}. Add them, or say in the mapping which column they are.",
            ).with_(columns="、".join(str(spec.title) for spec in plan.missing)),
            "import.missing_columns",
        )
    report = ImportReport(plan.kind.name, str(plan.file), plan.sheet.name, dry_run)
    doubts = _Doubts(plan)
    source = rows(plan)
    if dry_run:
        with sink.batch(True):
            for piece in _pieces(source):
                _put_all(piece, plan, sink, report, doubts)
                if _cancelled(report, plan, progress):
                    break
    else:
        for piece in _pieces(source):
            with sink.batch(False):
                _put_all(piece, plan, sink, report, doubts)
            if _cancelled(report, plan, progress):
                break
    report.notes.extend(doubts.notes())
    return report


def _pieces(source: Iterator[ImportRow]) -> Iterator[list[ImportRow]]:
    while piece := list(islice(source, BATCH_ROWS)):
        yield piece


def _cancelled(report: ImportReport, plan: ImportPlan, progress: Callable[[int, int], bool] | None) -> bool:
    """Tell the progress, and note in the report when it asks to stop."""
    if progress is None or progress(report.read, plan.total):
        return False
    report.cancelled = report.read < plan.total
    if report.cancelled:
        report.notes.append(
            T("importing", "Cancelled after {done} of {total} rows.").with_(done=report.read, total=plan.total)
        )
    return report.cancelled


def _put_all(piece: Iterable[ImportRow], plan: ImportPlan, sink: Sink, report: ImportReport, doubts: _Doubts) -> None:
    """Put rows into the sink and count what becomes of them."""
    for row in piece:
        report.read += 1
        if row.empty:
            report.skipped += 1
            if row.remark:
                doubts.remarks.append(row.number)
            continue
        if row.problems:
            report.refused.append(RefusedRow(row.number, _reason(plan, row)))
            continue
        try:
            outcome = sink.put(row.values, row.number)
        except EnvironmentFault:
            raise
        except AppError as error:
            report.refused.append(RefusedRow(row.number, error.text))
            continue
        setattr(report, outcome, getattr(report, outcome) + 1)
        if row.doubts:
            doubts.add(row)


def _reason(plan: ImportPlan, row: ImportRow) -> Text:
    """Return all of a row's problems as one text."""
    problems = [
        T("importing", "{field}: {problem}").with_(field=plan.title(key), problem=problem)
        for key, problem in row.problems.items()
    ]
    reason = problems[0]
    for problem in problems[1:]:
        reason = T("importing", "{first}; {second}").with_(first=reason, second=problem)
    return reason


class _Doubts:
    """Doubtful cells, gathered by field and reason, so that a thousand of them are one line."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._gathered: dict[tuple[str, Text], tuple[list[int], list[str]]] = {}
        self.remarks: list[int] = []
        """Numbers of the rows passed over as totals, examples or signatures."""

    def add(self, row: ImportRow) -> None:
        """Remember a row's doubts: reasons that differ only in the cell they quote are one."""
        for key, reason in row.doubts.items():
            value = str(dict(reason.params).get("value", ""))
            rows, quoted = self._gathered.setdefault((key, reason.with_(value="")), ([], []))
            rows.append(row.number)
            if value not in quoted and len(quoted) < SHOWN_VALUES:
                quoted.append(value)

    def notes(self) -> list[Text]:
        """Return one note for each field and reason."""
        notes = [
            self._note(key, rows, reason.with_(value="”、“".join(quoted)))
            for (key, reason), (rows, quoted) in self._gathered.items()
        ]
        if self.remarks:
            shown = "、".join(map(str, self.remarks[:SHOWN_ROWS])) + (" …" if self.remarks[SHOWN_ROWS:] else "")
            notes.append(T("importing", "Rows {rows}: totals, signatures or examples, passed over.").with_(rows=shown))
        return notes

    def _note(self, key: str, numbers: list[int], reason: Text) -> Text:
        shown = "、".join(map(str, numbers[:SHOWN_ROWS]))
        if len(numbers) > SHOWN_ROWS:
            return T("importing", "{field}, rows {rows} … ({count} in all): {reason}").with_(
                field=self._plan.title(key), rows=shown, count=len(numbers), reason=reason
            )
        return T("importing", "{field}, row {rows}: {reason}").with_(
            field=self._plan.title(key), rows=shown, reason=reason
        )


def write_refused(plan: ImportPlan, report: ImportReport, path: Path) -> None:
    """Write the refused rows with their header and the reason as last column, to be corrected and imported again.

    Args:
        plan: The plan that was run.
        report: What came of it.
        path: The file to write, ``.csv`` or ``.xlsx``; replaced if it exists.

    Raises:
        EnvironmentFault: The file cannot be written.
    """
    place = {number: index for index, number in enumerate(plan.sheet.numbers)}
    header = plan.sheet.row(plan.header) if plan.header >= 0 else (None,) * len(plan.sheet.columns)
    table: list[list[Cell]] = [[*header, str(T("importing", "Reason refused"))]]
    table += [[*plan.sheet.row(place[refused.row]), str(refused.reason)] for refused in report.refused]
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.lower() == ".csv":
            _write_csv(table, beside)
        else:
            _write_xlsx(table, beside)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise EnvironmentFault(
            T(
                "importing", "“{name}” cannot be written: {why}. Close it where it is open, or choose another place."
            ).with_(name=path.name, why=error.strerror or str(error)),
            "import.unwritable",
        ) from error


def _write_csv(table: Iterable[Iterable[Cell]], path: Path) -> None:
    """Write UTF-8 with a mark, as Excel and WPS expect; a text that looks like a formula behind an apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in table:
            writer.writerow([_guarded(cell) for cell in row])


def _guarded(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else cell_text(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _write_xlsx(table: Iterable[Iterable[Cell]], path: Path) -> None:
    """Write a workbook in which every text stays a text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(T("importing", "Refused rows")))
    for row in table:
        written: list[object] = []
        for cell in row:
            if isinstance(cell, str):
                text = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_767])
                text.data_type = "s"
                written.append(text)
            else:
                written.append(cell)
        sheet.append(written)
    book.save(path)
    book.close()
