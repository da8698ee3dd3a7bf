"""The weekly plan as a workbook that people edit, on paper or in Excel, and that can be read back.

Every task's row carries its id and what it said when it was written in hidden columns, so that reading back knows what
a person changed and what another desk changed meanwhile. Texts are written as texts, whatever they begin with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.core.errors import Refused
from app.core.text import T, Text
from app.documents.files import replacing
from app.features.plans import rules
from app.features.plans.report import heading_of
from app.features.plans.views import PlanView, TaskRow

ID, BASE, NUMBER = 1, 2, 3
COLUMNS: Mapping[str, tuple[int, Text, int]] = {
    "section": (4, T("plansheet", "Section"), 16),
    "title": (5, T("plansheet", "Task"), 44),
    "assignee": (6, T("plansheet", "Responsible"), 12),
    "deadline": (7, T("plansheet", "Deadline"), 16),
    "minutes": (8, T("plansheet", "Minutes"), 8),
    "state": (9, T("plansheet", "State"), 12),
    "reason": (10, T("plansheet", "Reason, what came of it"), 24),
    "note": (11, T("plansheet", "Remark"), 28),
}
"""Field -> its column, heading and width in characters."""
LAST = 11
SPARE = 2
"""Empty rows under each part, for what people add by hand."""
_MARK = "wuye-plan-1"
_HEAD = 4
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_A_PLAN = T(
    "plans", "This file is no weekly plan written by this program. Export the plan again and edit that file."
)


@dataclass(frozen=True)
class SheetRow:
    """A row as it stands in the file.

    Attributes:
        number: Its number in Excel.
        task_id: The task; empty for one that people added.
        part: The part under whose heading it stands.
        values: Field -> text.
        base: Field -> text when the file was written.
        problem: Why it cannot be read; None if it can.
    """

    number: int
    task_id: str
    part: str
    values: Mapping[str, str]
    base: Mapping[str, str] = field(default_factory=dict[str, str])
    problem: Text | None = None


def write_sheet(view: PlanView, names: list[str], office: str, department: str, path: Path) -> None:
    """Write a plan as a workbook.

    Args:
        view: The plan.
        names: Names to choose from for the responsible person.
        office: The office's name.
        department: Name of the plan's department; empty for the whole office.
        path: The file; it is replaced whole, or left as it was.

    Raises:
        Refused: The file is open in another program.
        EnvironmentFault: The folder cannot be written to.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = view.id.replace("@", " ")
    _head(sheet, view, office, department)
    row = _HEAD + 1
    for part, title in rules.PARTS.items():
        row = _part(sheet, row, part, str(title), view)
    _lists(book, sheet, names, row)
    _paper(sheet, row - 1)
    with replacing(path) as file:
        book.save(file)


def _head(sheet: Any, view: PlanView, office: str, department: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    _put(sheet, 1, ID, _MARK)
    _put(sheet, 1, BASE, view.id)
    _put(sheet, 1, NUMBER, f"{office}　{T('plansheet', 'Weekly plan')}").font = Font(size=15, bold=True)
    _put(sheet, 2, NUMBER, heading_of(view, department))
    told = "　".join(
        f"{title}：{'；'.join(getattr(view, key).splitlines())}"
        for key, title in rules.TEXTS.items()
        if getattr(view, key)
    )
    cell = _put(sheet, 3, NUMBER, told)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line in (1, 2, 3):
        sheet.merge_cells(start_row=line, start_column=NUMBER, end_row=line, end_column=LAST)
    sheet.row_dimensions[3].height = 15 * (1 + len(told) // 80)
    _put(sheet, _HEAD, NUMBER, str(T("plansheet", "No.")))
    for column, title, width in COLUMNS.values():
        _put(sheet, _HEAD, column, str(title))
        sheet.column_dimensions[_letter(column)].width = width
    for column in range(NUMBER, LAST + 1):
        cell = sheet.cell(_HEAD, column)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6E6E6")
        cell.border = Border(bottom=Side(style="medium"))
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.column_dimensions[_letter(NUMBER)].width = 5
    for column in (ID, BASE):
        sheet.column_dimensions[_letter(column)].hidden = True
    sheet.freeze_panes = sheet.cell(_HEAD + 1, COLUMNS["title"][0])


def _part(sheet: Any, row: int, part: str, title: str, view: PlanView) -> int:
    from openpyxl.styles import Font, PatternFill

    _put(sheet, row, ID, f"part:{part}")
    _put(sheet, row, NUMBER, title).font = Font(bold=True)
    for column in range(NUMBER, LAST + 1):
        sheet.cell(row, column).fill = PatternFill("solid", fgColor="F2F2F2")
    row += 1
    for number, task in enumerate((task for task in view.tasks if task.part == part), 1):
        values = texts_of(task)
        _put(sheet, row, ID, task.id)
        _put(sheet, row, BASE, json.dumps(values, ensure_ascii=False))
        _put(sheet, row, NUMBER, str(number))
        _fill(sheet, row, values)
        row += 1
    for _ in range(SPARE):
        _fill(sheet, row, {"section": str(next(iter(rules.SECTIONS[part].values())))})
        row += 1
    return row


def _fill(sheet: Any, row: int, values: Mapping[str, str]) -> None:
    from openpyxl.styles import Alignment, Border, Side

    line = Border(bottom=Side(style="hair"))
    for key, (column, _, _) in COLUMNS.items():
        cell = _put(sheet, row, column, values.get(key, ""))
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = line
        cell.number_format = "@"
    sheet.cell(row, NUMBER).border = line


def texts_of(task: TaskRow) -> dict[str, str]:
    """Return a task's fields as the workbook shows them."""
    return {
        "section": str(rules.SECTION_TITLES.get(task.section, task.section)),
        "title": task.title,
        "assignee": task.who,
        "deadline": task.deadline,
        "minutes": str(task.minutes) if task.minutes else "",
        "state": str(rules.state_title(rules.STATES, task.state)),
        "reason": task.reason or task.result,
        "note": task.note,
    }


def _lists(book: Any, sheet: Any, names: list[str], end: int) -> None:
    """Offer what may be chosen; the lists lie on a hidden sheet, because a list in the rule itself holds 255 signs."""
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    chosen = {
        "section": [str(title) for title in rules.SECTION_TITLES.values()],
        "assignee": names,
        "state": [str(title) for title in rules.STATES.values()],
    }
    for place, (key, words) in enumerate(chosen.items(), 1):
        for row, word in enumerate(words, 1):
            _put(lists, row, place, word)
        if words:
            letter = _letter(place)
            rule: Any = DataValidation("list", formula1=f"lists!${letter}$1:${letter}${len(words)}", allow_blank=True)
            rule.showErrorMessage = key != "assignee"
            column = _letter(COLUMNS[key][0])
            rule.add(f"{column}{_HEAD + 1}:{column}{end}")
            sheet.add_data_validation(rule)


def _paper(sheet: Any, last: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.print_area = f"{_letter(NUMBER)}1:{_letter(LAST)}{last}"
    sheet.oddFooter.right.text = "&P / &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.6


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text: nothing in it is a formula, and nothing in it breaks the file."""
    cell = sheet.cell(row, column)
    cell.value = _CONTROL.sub("", text)[:32_000]
    if text:
        cell.data_type = "s"
    return cell


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column - 1]


# --- reading back -----------------------------------------------------------------------------------------------------


def read_sheet(path: Path) -> tuple[str, list[SheetRow]]:
    """Return the plan's id and the rows of a workbook that ``write_sheet`` made and people edited.

    Raises:
        Refused: It is no such file, or cannot be opened.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise Refused(_NOT_A_PLAN, "plan.not_a_sheet") from error
    try:
        sheet: Any = book.worksheets[0] if book.worksheets else None
        if sheet is None or sheet.cell(1, ID).value != _MARK or not sheet.cell(1, BASE).value:
            raise Refused(_NOT_A_PLAN, "plan.not_a_sheet")
        return str(sheet.cell(1, BASE).value), list(_read_rows(sheet))
    finally:
        book.close()


def _read_rows(sheet: Any) -> Iterator[SheetRow]:
    part = next(iter(rules.PARTS))
    for row in range(_HEAD + 1, sheet.max_row + 1):
        key = str(sheet.cell(row, ID).value or "")
        if key.startswith("part:"):
            part = key.removeprefix("part:")
            continue
        cells = {name: sheet.cell(row, column) for name, (column, _, _) in COLUMNS.items()}
        values = {name: _text(cell) for name, cell in cells.items()}
        if not key and not any(value for name, value in values.items() if name not in ("section", "state")):
            continue
        formulas = [name for name, cell in cells.items() if cell.data_type == "f"]
        problem = (
            T("plans", "“{field}” holds a formula; type what it should say.").with_(field=COLUMNS[formulas[0]][1])
            if formulas
            else None
        )
        yield SheetRow(row, key, part, values, _base(sheet.cell(row, BASE).value), problem)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _base(value: Any) -> dict[str, str]:
    try:
        found: Any = json.loads(str(value))
    except ValueError:
        return {}
    return {str(key): str(text) for key, text in found.items()} if hasattr(found, "items") else {}
