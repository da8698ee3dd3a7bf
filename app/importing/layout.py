"""How ledgers are laid out for people: totals, signatures and examples between the rows, a building named once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.core.text import T, Text
from app.importing.cells import Cell, cell_text
from app.importing.reading import Sheet

CONTINUED = T("importing", "the cell is empty, so “{value}” of the row above was taken")

_REMARK_ROW = re.compile(
    r"\s*(说明|备注|注|注意|填写说明|填表说明|合计|总计|小计|共计|制表|审核|note|notes|total|sum)\s*([:：\s].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_TOTAL_ROW = re.compile(
    r"\s*((本[页月年日期])?\s*(合\s*计|总\s*计|小\s*计|累\s*计|共\s*计)|(grand |sub)?total|"
    r"填?写?(示例|样例|范例)|example|第\s*\d+\s*页)\s*([:：，,共].*)?$",
    re.IGNORECASE | re.DOTALL,
)
"""In the first cell of a row: a total or an example, whatever stands beside it."""
_SIGNED_ROW = re.compile(
    r"\s*(制表|填表|制单|审核|复核|审批|打印|导出|统计|填报|经办|负责)\s*(人|员|单位|部门|日期|时间)?(签字)?\s*[:：]"
)
SIGNATURES = 4
"""Most filled cells in a row that begins with a signature (制表人：… 审核人：…)."""
_DOOR = re.compile(r"\d{3,5}[A-Za-z]?")


def continued(
    sheet: Sheet, first_row: int, mapping: Mapping[str, int], whole_chain: Sequence[str]
) -> tuple[dict[str, Sequence[Cell]], dict[int, dict[str, Text]]]:
    """Return the mapped columns with the kind's chain filled from the rows above, and place → field → what to say.

    A ledger names the building once and lists its doors below. Only a plain door number continues a row: a shop or a
    room spelled whole may well stand outside any building.

    Args:
        sheet: The sheet.
        first_row: Place of its first data row.
        mapping: Field key → place of its column.
        whole_chain: The kind's chain.
    """
    columns: dict[str, Sequence[Cell]] = {key: sheet.columns[column] for key, column in mapping.items()}
    said: dict[int, dict[str, Text]] = {}
    chain = [key for key in whole_chain if key in columns]
    if len(chain) < 2 or chain[-1] != whole_chain[-1] or chain[0] != whole_chain[0]:
        return columns, said
    *large, small = chain
    filled = {key: list(columns[key]) for key in large}
    above: dict[str, Cell] = {}
    for place in range(first_row, len(sheet.numbers)):
        if _DOOR.fullmatch(cell_text(columns[small][place])) is None:
            continue
        here = {key: filled[key][place] for key in large}
        given = {key: cell_text(cell) for key, cell in here.items()}
        if above and not all(given.values()) and given[large[0]] in ("", cell_text(above[large[0]])):
            for key in large:
                if not given[key] and cell_text(above[key]):
                    filled[key][place] = here[key] = above[key]
                    said.setdefault(place, {})[key] = CONTINUED.with_(value=cell_text(above[key]))
        above = here
    return {**columns, **filled}, said


def is_remark(columns: Sequence[Sequence[Cell]], place: int) -> bool:
    """Say whether a row begins as a total, an example or a signature does, whatever else it holds."""
    first = next((cells[place] for cells in columns if cells[place] is not None), None)
    if not isinstance(first, str) or len(columns) < 3 or len(first) > 200:
        return False
    if _TOTAL_ROW.match(first):
        return True
    return _SIGNED_ROW.match(first) is not None and sum(cells[place] is not None for cells in columns) <= SIGNATURES


def holds_nothing(cells: Sequence[Cell]) -> bool:
    """Say whether a row is no record: nothing in the mapped columns, or a lone remark or total."""
    filled = len(cells) - cells.count(None)
    if filled > 2:
        return False
    words = [cell for cell in cells if cell is not None and not (isinstance(cell, str) and not cell.strip())]
    if not words:
        return True
    first = words[0]
    return len(cells) > 2 and isinstance(first, str) and len(first) < 500 and _REMARK_ROW.match(first) is not None
