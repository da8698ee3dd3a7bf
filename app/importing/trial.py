"""The plan of an import: which sheet, which header, which column is which field; and its rows as typed values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from app.core.clock import OfficeZone
from app.core.errors import Refused
from app.core.text import T, Text
from app.importing import values
from app.importing.cells import Cell, cell_text, column_letter
from app.importing.clocks import find_clocks, first_moment, joined, with_days
from app.importing.hints import Suggestion, suggest
from app.importing.layout import continued, holds_nothing, is_remark
from app.importing.mapping import (
    FieldSpec,
    KindSpec,
    ValueKind,
    choose_sheet,
    column_title,
    find_header,
    with_overrides,
)
from app.importing.moments import Order, day_order, title_year, to_day, to_moment
from app.importing.reading import Sheet, Workbook, read
from app.importing.values import BadValue, Converter, Doubtful

SAMPLE_ROWS = 5
CHUNK_ROWS = 2_000
MISSING = T("importing", "it is missing")


@dataclass(slots=True)
class ImportRow:
    """One row of the spreadsheet as typed values.

    Attributes:
        number: The spreadsheet's own row number.
        values: Field key → value, for every field that has a column; ``None`` where the cell is empty.
        problems: Field key → why the row cannot be taken over.
        doubts: Field key → what deserves a look.
        empty: It holds nothing for this kind (an explanation, a total, a repeated header) and is passed over.
        remark: It is passed over although it holds something: a total, a signature, an example.
    """

    number: int
    values: Mapping[str, object]
    problems: Mapping[str, Text] = field(default_factory=dict[str, Text])
    doubts: Mapping[str, Text] = field(default_factory=dict[str, Text])
    empty: bool = False
    remark: bool = False


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
        clocks: Field key → place of a column with the time of day that belongs to its day.
        alike: Names of other visible sheets with the same header.
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
    clocks: Mapping[str, int] = field(default_factory=dict[str, int])
    alike: tuple[str, ...] = ()

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
    columns, clocks = find_clocks(chosen, header.index, kind, header.columns)
    header = replace(header, columns=columns)
    free = _free_columns(chosen, header.index, {*columns.values(), *clocks.values()})
    plan = ImportPlan(
        kind=kind,
        file=file,
        sheet=chosen,
        sheet_names=tuple(each.name for each in workbook.sheets),
        header=header.index,
        mapping=header.columns,
        unmapped=tuple(free),
        missing=_missing(kind, columns),
        suggestions=tuple(suggest(chosen, header.index + 1, kind, header.columns, [each.column for each in free])),
        zone=zone or OfficeZone(),
        clocks=clocks,
        alike=_alike(workbook, chosen, header.index),
    )
    sample = tuple(islice((row for row in rows(plan) if not row.empty), SAMPLE_ROWS))
    return replace(plan, sample=sample)


def _missing(kind: KindSpec, columns: Mapping[str, int]) -> tuple[FieldSpec, ...]:
    """Return the fields without which the file cannot be taken over."""
    missing = [spec for spec in kind.fields if spec.required and spec.key not in columns]
    if kind.one_of and not any(key in columns for key in kind.one_of):
        missing.append(kind.field(kind.one_of[0]))
    return tuple(missing)


def _alike(workbook: Workbook, chosen: Sheet, header: int) -> tuple[str, ...]:
    """Return the other visible sheets that begin like the chosen one: the months of a ledger, its buildings."""
    if header < 0:
        return ()
    titles = chosen.row(header)
    return tuple(
        sheet.name
        for sheet in workbook.sheets
        if sheet is not chosen
        and not sheet.hidden
        and any(sheet.row(place) == titles for place in range(min(header + 3, len(sheet.numbers) - 1)))
    )


def _free_columns(sheet: Sheet, header: int, taken: set[int]) -> list[FreeColumn]:
    """Return the columns without a field that have a title (or, in a sheet without header, any cell)."""
    free: list[FreeColumn] = []
    for column, cells in enumerate(sheet.columns):
        title = cell_text(cells[header]) if header >= 0 else ""
        if column not in taken and (title or (header < 0 and any(cell is not None for cell in cells))):
            free.append(FreeColumn(column, column_letter(column), title))
    return free


def converter(
    spec: FieldSpec, cells: Sequence[Cell], zone: OfficeZone, order: Order = Order.OPEN, year: int | None = None
) -> Converter:
    """Return the converter of a field for one column.

    Args:
        spec: The field.
        cells: All the column's cells: they decide how it writes its dates.
        zone: The office's zone.
        order: How the sheet's other columns write their dates, for a column that leaves it open.
        year: The year of days written without one.
    """
    if spec.kind in (ValueKind.DAY, ValueKind.MOMENT):
        own = day_order(cells)
        order = order if own is Order.OPEN else own
        return to_day(zone, order, year) if spec.kind is ValueKind.DAY else to_moment(zone, order, year)
    if spec.kind is ValueKind.CHOICE:
        return values.choice(spec.choices, spec.otherwise, exact=spec.exact)
    return _CONVERTERS[spec.kind]


_DATED = (ValueKind.DAY, ValueKind.MOMENT)
_CONVERTERS: dict[ValueKind, Converter] = {
    ValueKind.TEXT: values.to_text,
    ValueKind.LONG_TEXT: values.to_long_text,
    ValueKind.INTEGER: values.to_integer,
    ValueKind.HUNDREDTHS: values.to_hundredths,
    ValueKind.MONEY: values.to_money,
    ValueKind.PHONES: values.to_phones,
    ValueKind.ID_CARD: values.to_id_card,
    ValueKind.PAPER: values.to_paper,
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
    columns, taken = continued(plan.sheet, plan.first, plan.mapping, plan.kind.chain)
    specs = [(plan.kind.field(key), cells) for key, cells in _with_clocks(plan, columns).items()]
    order = _common_order(day_order(cells[plan.first :]) for spec, cells in specs if spec.kind in _DATED)
    year = title_year((plan.file.stem, plan.sheet.name, *_title_cells(plan)))
    ready = [
        (cells, converter(spec, cells[plan.first :], plan.zone, order, year), dict[object, object]())
        for spec, cells in specs
    ]
    keys = [spec.key for spec, _ in specs]
    required = [spec.key for spec, _ in specs if spec.required]
    lenient = frozenset(spec.key for spec, _ in specs if spec.lenient)
    titles = tuple(cells[plan.header] for _, cells in specs) if plan.header >= 0 else ()
    whole = plan.sheet.columns
    for start in range(plan.first, len(plan.sheet.numbers), CHUNK_ROWS):
        chunk = slice(start, start + CHUNK_ROWS)
        found = [_converted(convert, cells[chunk], known) for cells, convert, known in ready]
        suspects = [key for key, (_, plain) in zip(keys, found, strict=True) if not plain]
        raw = zip(*(cells[chunk] for cells, _, _ in ready), strict=True)
        typed = zip(*(results for results, _ in found), strict=True)
        for place, (number, cells, results) in enumerate(
            zip(plan.sheet.numbers[chunk], raw, typed, strict=True), start=start
        ):
            if cells == titles or holds_nothing(cells) or _all_empty(results):
                yield ImportRow(number, {}, empty=True)
            elif is_remark(whole, place):
                yield ImportRow(number, {}, empty=True, remark=True)
            else:
                row = _row(number, dict(zip(keys, results, strict=True)), suspects, required, lenient)
                if place in taken:
                    row.doubts = {**row.doubts, **taken[place]}
                yield row


def _title_cells(plan: ImportPlan) -> Iterator[str]:
    """Yield the texts above the header."""
    for place in range(max(plan.header, 0)):
        yield from (cell for cell in plan.sheet.row(place) if isinstance(cell, str) and len(cell) < 100)


def _common_order(found: Iterable[Order]) -> Order:
    """Return the one order that columns prove; a sheet is written by one program."""
    proved = {order for order in found if order is not Order.OPEN}
    return proved.pop() if len(proved) == 1 else Order.OPEN


def _with_clocks(plan: ImportPlan, columns: dict[str, Sequence[Cell]]) -> dict[str, Sequence[Cell]]:
    """Return the columns, times of day put together with the day they belong to."""
    base = first_moment(plan.kind, columns)
    if not base:
        return columns
    days = columns[base]
    found: dict[str, Sequence[Cell]] = {}
    for key, cells in columns.items():
        if key in plan.clocks:
            clocks = plan.sheet.columns[plan.clocks[key]]
            found[key] = tuple(joined(day, clock) for day, clock in zip(days, clocks, strict=True))
        elif key != base and plan.kind.field(key).kind is ValueKind.MOMENT:
            found[key] = with_days(days, cells)
        else:
            found[key] = cells
    return found


def _all_empty(results: Sequence[object]) -> bool:
    """Say whether no cell gave a value: a row of blanks."""
    return not any(results) and all(result is None or result == () for result in results)


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
