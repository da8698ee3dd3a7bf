"""The plan of an import: which sheet, which header, which column is which field; and its rows as typed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from app.core.clock import OfficeZone
from app.core.errors import Refused
from app.core.text import T, Text
from app.importing import values
from app.importing.cells import Cell, cell_text, column_letter
from app.importing.hints import Suggestion, suggest
from app.importing.mapping import (
    FieldSpec,
    KindSpec,
    ValueKind,
    choose_sheet,
    column_title,
    find_header,
    with_overrides,
)
from app.importing.moments import day_order, to_day, to_moment
from app.importing.reading import Sheet, read
from app.importing.values import BadValue, Converter, Doubtful

SAMPLE_ROWS = 5
CHUNK_ROWS = 2_000
MISSING = T("importing", "it is missing")

_REMARK_ROW = re.compile(
    r"\s*(说明|备注|注|注意|填写说明|填表说明|合计|总计|小计|共计|制表|审核|note|notes|total|sum)\s*([:：\s].*)?$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class ImportRow:
    """One row of the spreadsheet as typed values.

    Attributes:
        number: The spreadsheet's own row number.
        values: Field key → value, for every field that has a column; ``None`` where the cell is empty.
        problems: Field key → why the row cannot be taken over.
        doubts: Field key → what deserves a look.
        empty: It holds nothing for this kind (an explanation, a total, a repeated header) and is passed over.
    """

    number: int
    values: Mapping[str, object]
    problems: Mapping[str, Text] = field(default_factory=dict[str, Text])
    doubts: Mapping[str, Text] = field(default_factory=dict[str, Text])
    empty: bool = False


@dataclass(frozen=True)
class FreeColumn:
    """A column with a header or cells that no field takes."""

    column: int
    letter: str
    title: str


@dataclass(frozen=True)
class ImportPlan:
    """How a file will be taken over.

    Attributes:
        kind: What is imported.
        file: The file.
        sheet: The sheet chosen.
        sheet_names: All its sheets, hidden ones too.
        header: Place of the header among the rows kept, -1 where there is none.
        mapping: Field key → place of its column.
        unmapped: Columns with a title that no field takes.
        missing: Required fields without a column: such a plan cannot be run.
        suggestions: What columns without a telling header seem to hold.
        zone: The zone in which times without an offset are meant.
        sample: The first rows that hold something.
    """

    kind: KindSpec
    file: Path
    sheet: Sheet
    sheet_names: tuple[str, ...]
    header: int
    mapping: Mapping[str, int]
    unmapped: tuple[FreeColumn, ...]
    missing: tuple[FieldSpec, ...]
    suggestions: tuple[Suggestion, ...]
    zone: OfficeZone
    sample: tuple[ImportRow, ...] = ()

    @property
    def header_row(self) -> int | None:
        """The spreadsheet's number of the header row."""
        return self.sheet.numbers[self.header] if self.header >= 0 else None

    @property
    def first(self) -> int:
        """Place of the first data row among the rows kept."""
        return self.header + 1

    @property
    def total(self) -> int:
        """Rows below the header that hold anything."""
        return len(self.sheet.numbers) - self.first

    def title(self, key: str) -> str:
        """Return what the file calls the column of a field."""
        return column_title(self.sheet, self.header, self.mapping[key])


def make_plan(
    file: Path,
    kind: KindSpec,
    *,
    sheet: str | None = None,
    overrides: Mapping[str, str | None] | None = None,
    zone: OfficeZone | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """Read a file and decide how it will be taken over; nothing is written.

    Args:
        file: The spreadsheet.
        kind: What is imported.
        sheet: The sheet's name; the best fitting one is taken if not given.
        overrides: Field key → column title or letter, from a person (see ``mapping.read_map``).
        zone: The office's zone.
        cancelled: Asked while the file is read.

    Raises:
        AppError: The file cannot be read, has no such sheet or no recognisable header, or the mapping is wrong.
    """
    workbook = read(file, cancelled=cancelled)
    if sheet is not None:
        chosen = workbook.sheet(sheet)
        header = find_header(chosen, kind)
    else:
        chosen, header = choose_sheet(workbook, kind)
    header = with_overrides(chosen, kind, header, overrides or {})
    if header is None or not header.columns or not chosen.columns:
        raise Refused(
            T(
                "importing",
                "No header row for “{kind}” was found in “{file}”. It should have columns such as: {columns}.",
            ).with_(kind=kind.title, file=file.name, columns="、".join(str(spec.title) for spec in kind.fields[:6])),
            "import.no_header",
        )
    free = _free_columns(chosen, header.index, set(header.columns.values()))
    plan = ImportPlan(
        kind=kind,
        file=file,
        sheet=chosen,
        sheet_names=tuple(each.name for each in workbook.sheets),
        header=header.index,
        mapping=header.columns,
        unmapped=tuple(free),
        missing=tuple(spec for spec in kind.fields if spec.required and spec.key not in header.columns),
        suggestions=tuple(suggest(chosen, header.index + 1, kind, header.columns, [each.column for each in free])),
        zone=zone or OfficeZone(),
    )
    sample = tuple(islice((row for row in rows(plan) if not row.empty), SAMPLE_ROWS))
    return replace(plan, sample=sample)


def _free_columns(sheet: Sheet, header: int, taken: set[int]) -> list[FreeColumn]:
    """Return the columns without a field that have a title (or, in a sheet without header, any cell)."""
    free: list[FreeColumn] = []
    for column, cells in enumerate(sheet.columns):
        title = cell_text(cells[header]) if header >= 0 else ""
        if column not in taken and (title or (header < 0 and any(cell is not None for cell in cells))):
            free.append(FreeColumn(column, column_letter(column), title))
    return free


def converter(spec: FieldSpec, cells: Sequence[Cell], zone: OfficeZone) -> Converter:
    """Return the converter of a field for one column.

    Args:
        spec: The field.
        cells: All the column's cells: they decide how it writes its dates.
        zone: The office's zone.
    """
    if spec.kind is ValueKind.DAY:
        return to_day(zone, day_order(cells))
    if spec.kind is ValueKind.MOMENT:
        return to_moment(zone, day_order(cells))
    if spec.kind is ValueKind.CHOICE:
        return values.choice(spec.choices, spec.otherwise)
    return _CONVERTERS[spec.kind]


_CONVERTERS: dict[ValueKind, Converter] = {
    ValueKind.TEXT: values.to_text,
    ValueKind.LONG_TEXT: values.to_long_text,
    ValueKind.INTEGER: values.to_integer,
    ValueKind.HUNDREDTHS: values.to_hundredths,
    ValueKind.MONEY: values.to_money,
    ValueKind.PHONES: values.to_phones,
    ValueKind.ID_CARD: values.to_id_card,
    ValueKind.YES_NO: values.to_yes_no,
    ValueKind.LIST: values.to_list,
}


def _converted(convert: Converter, cells: Sequence[Cell], known: dict[object, object]) -> tuple[list[object], bool]:
    """Return a column's values, and whether all are plain ones.

    A ``BadValue`` stands in the place of a cell that cannot be taken over, a ``Doubtful`` is left as it is.

    Args:
        convert: The converter.
        cells: Some of the column's cells.
        known: What the texts and numbers before gave: ledgers repeat themselves.
    """
    results: list[object] = []
    plain = True
    for cell in cells:
        # 1, 1.0 and True are one key to a dictionary but three cells; texts and decimals are what ledgers hold.
        keyed = cell.__class__ is str or cell.__class__ is float
        if keyed and cell in known:
            result = known[cell]
        else:
            try:
                result = convert(cell)
            except BadValue as error:
                result = error
            if keyed:
                known[cell] = result
        if result.__class__ is BadValue or result.__class__ is Doubtful:
            plain = False
        results.append(result)
    return results, plain


def rows(plan: ImportPlan) -> Iterator[ImportRow]:
    """Yield every row below the header that holds anything, in the spreadsheet's order."""
    specs = [(plan.kind.field(key), plan.sheet.columns[column]) for key, column in plan.mapping.items()]
    ready = [(cells, converter(spec, cells[plan.first :], plan.zone), dict[object, object]()) for spec, cells in specs]
    keys = [spec.key for spec, _ in specs]
    required = [spec.key for spec, _ in specs if spec.required]
    lenient = frozenset(spec.key for spec, _ in specs if spec.lenient)
    titles = tuple(cells[plan.header] for _, cells in specs) if plan.header >= 0 else ()
    for start in range(plan.first, len(plan.sheet.numbers), CHUNK_ROWS):
        chunk = slice(start, start + CHUNK_ROWS)
        found = [_converted(convert, cells[chunk], known) for cells, convert, known in ready]
        suspects = [key for key, (_, plain) in zip(keys, found, strict=True) if not plain]
        raw = zip(*(cells[chunk] for cells, _, _ in ready), strict=True)
        typed = zip(*(results for results, _ in found), strict=True)
        for number, cells, results in zip(plan.sheet.numbers[chunk], raw, typed, strict=True):
            if cells == titles or _holds_nothing(cells) or _all_empty(results):
                yield ImportRow(number, {}, empty=True)
            else:
                yield _row(number, dict(zip(keys, results, strict=True)), suspects, required, lenient)


def _all_empty(results: Sequence[object]) -> bool:
    """Say whether no cell gave a value: a row of blanks."""
    return not any(results) and all(result is None or result == () for result in results)


def _holds_nothing(cells: Sequence[Cell]) -> bool:
    """Say whether a row is no record: nothing in the mapped columns, or a lone remark or total."""
    filled = len(cells) - cells.count(None)
    if filled > 2:
        return False
    words = [cell for cell in cells if cell is not None and not (isinstance(cell, str) and not cell.strip())]
    if not words:
        return True
    first = words[0]
    return len(cells) > 2 and isinstance(first, str) and len(first) < 500 and _REMARK_ROW.match(first) is not None


def _row(
    number: int, found: dict[str, object], suspects: Sequence[str], required: Sequence[str], lenient: frozenset[str]
) -> ImportRow:
    """Return a row, its bad and doubtful cells (looked for in the suspect fields) told apart from its values."""
    problems: dict[str, Text] = {}
    doubts: dict[str, Text] = {}
    for key in suspects:
        value = found[key]
        if isinstance(value, Doubtful):
            found[key] = value.value
            doubts[key] = value.reason
        elif isinstance(value, BadValue):
            found[key] = None
            (doubts if key in lenient else problems)[key] = value.text
    for key in required:
        if found[key] in (None, "", ()) and key not in problems:
            problems[key] = doubts.get(key, MISSING)
    return ImportRow(number, found, problems, doubts)


def duplicates(plan: ImportPlan, key: str) -> dict[object, tuple[int, ...]]:
    """Return the values of a field that stand in more than one row, with the spreadsheet's numbers of these rows."""
    places: dict[object, list[int]] = {}
    for row in rows(plan):
        value = row.values.get(key)
        if value not in (None, ()):
            places.setdefault(value, []).append(row.number)
    return {value: tuple(numbers) for value, numbers in places.items() if len(numbers) > 1}
