from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.core.clock import DAY, HOUR, OfficeZone
from app.core.errors import Refused
from app.documents import workbook
from app.documents.blocks import Group
from app.documents.cells import CUT_MARK
from app.documents.columns import Column, Kind, Value, show_duration
from app.documents.listing import write_csv
from app.documents.progress import Cancelled
from app.documents.sheets import TEXT_AT_MOST, Sheet, legal_names
from app.documents.workbook import XlsxResult, write_xlsx

AT = OfficeZone().moment(datetime(2026, 11, 22, 14, 30))
COLUMNS = (
    Column("no", "工单号", 9),
    Column("at", "报修时间", 8, Kind.MOMENT),
    Column("on", "日期", 6, Kind.DAY),
    Column("count", "次数", 4, Kind.INT),
    Column("fee", "费用（元）", 6, Kind.MONEY),
    Column("share", "满意度", 6, Kind.PERCENT),
    Column("took", "用时", 6, Kind.DURATION),
    Column("done", "已办", 3, Kind.FLAG),
    Column("score", "得分", 3, Kind.NUMBER),
)
ROW: Sequence[Value] = ("GD261122-A-0007", AT, "2026-11-22", 3, 120050, 0.955, 90 * 60_000, True, 4.5)
EMPTY: Sequence[Value] = ("", None, None, None, None, None, None, False, None)


def read(path: Path, sheet: int = 0) -> list[list[Any]]:
    with CalamineWorkbook.from_path(path) as book:
        return book.get_sheet_by_index(sheet).to_python()


def formulas(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return len(re.findall(rb"<f[ >]", b"".join(archive.read(name) for name in archive.namelist())))


@pytest.mark.parametrize("rows", [[ROW], [ROW, EMPTY], [ROW] * 1300, [*[ROW] * 600, EMPTY, *[ROW] * 600]])
def test_values_arrive_as_what_they_are(tmp_path: Path, rows: list[Sequence[Value]]) -> None:
    path = tmp_path / "list.xlsx"
    assert write_xlsx(Sheet("工单", COLUMNS, rows), path) == XlsxResult(len(rows), 0)
    book = openpyxl.load_workbook(path)
    sheet = book["工单"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:I{len(rows) + 1}"
    assert sheet.print_title_rows == "$1:$1"
    moment = datetime(2026, 11, 22, 14, 30)
    expected = ["GD261122-A-0007", moment, datetime(2026, 11, 22), 3, 1200.5, 0.955, None, "✓", 4.5]
    for given_row, cells in zip(rows, sheet.iter_rows(min_row=2), strict=True):
        values = [cell.value for cell in cells]
        if given_row is EMPTY:
            assert values == [None] * len(COLUMNS)
            continue
        assert [*values[:6], None, *values[7:]] == expected
        assert cells[6].number_format == "[h]:mm"
        assert cells[0].number_format == "@"
        assert cells[4].number_format == "#,##0.00"
    row = read(path)[1]
    assert (row[1], row[2], row[3], row[4]) == (moment, date(2026, 11, 22), 3.0, 1200.5)


AWKWARD = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+8613800001234",
    "@x",
    "-1",
    "013800001234",
    " 前后空格 ",
    "a & b < c > d",
    "一行\n二行",
    "_x0041_",
    "x_x000D_y",
    "𠮷㼆䶮𬭎",
    "]]>",
    "'引号'",
    '"',
    "TRUE",
    "#N/A",
)


@pytest.mark.parametrize("rows", [1, 700])
@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_stays_the_text_it_is(tmp_path: Path, text: str, rows: int) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(Sheet("s", (Column("a", text), Column("b", "乙")), [(text, "水管")] * rows), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cell = sheet.cell(rows + 1, 1)
    assert cell.data_type == "s"
    if "_x" not in text:  # openpyxl does not undo the escape that Excel asks for
        assert (sheet.cell(1, 1).value, cell.value) == (text, text)
    assert [read(path)[0][0], read(path)[rows][0]] == [text, text]
    assert not formulas(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(max_size=12), min_size=1, max_size=20),
    value=st.one_of(st.none(), st.integers(-(10**18), 10**18), st.floats(), st.text(max_size=5), st.booleans()),
    kind=st.sampled_from(Kind),
)
def test_whatever_is_written_can_be_opened(tmp_path: Path, texts: list[str], value: Value, kind: Kind) -> None:
    if kind in (Kind.MOMENT, Kind.DURATION) and isinstance(value, int | float) and not 0 <= value < 10**13:
        value = 0
    path = tmp_path / "list.xlsx"
    write_xlsx(Sheet("s", (Column("a", "甲"), Column("b", "乙", 4, kind)), [(text, value) for text in texts]), path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)
    openpyxl.load_workbook(path)
    assert len(read(path)) >= 1
    assert not formulas(path)


def test_controls_vanish_and_a_text_too_long_is_cut_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    long = "字" * 40_000
    result = write_xlsx(Sheet("s", (Column("a", "甲"),), [("a\x01b\x00c\ufffe",), (long,), ("𠮷" * 20_000,)]), path)
    shown = [row[0] for row in read(path)[1:]]
    assert shown[0] == "abc"
    assert shown[1] == "字" * (TEXT_AT_MOST - len(str(CUT_MARK))) + str(CUT_MARK)
    assert shown[2].endswith(str(CUT_MARK))
    assert len(shown[2].encode("utf-16-le")) // 2 <= TEXT_AT_MOST
    assert result == XlsxResult(3, 2)


def test_what_excel_would_spoil_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    columns = (Column("a", "甲", 8, Kind.INT), Column("b", "乙", 8, Kind.DAY), Column("c", "丙", 8, Kind.NUMBER))
    write_xlsx(Sheet("s", columns, [(1234567890123456789, "1899-01-01", float("nan")), (5, "下周五", 1.0)]), path)
    assert read(path)[1:] == [["1234567890123456789", "1899-01-01", "nan"], [5.0, "下周五", 1.0]]


def test_days_and_moments_as_python_has_them(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    moment, day = datetime(2026, 2, 28, 23, 59), date(2026, 3, 1)
    columns = (Column("a", "甲", 8, Kind.MOMENT), Column("b", "乙", 8, Kind.DAY))
    write_xlsx(Sheet("s", columns, [(moment, day)] * 3 + [(None, day)]), path)
    assert read(path)[1] == [moment, day]


def test_a_zone_with_summer_time_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    zone = OfficeZone("Europe/Berlin")
    days = [datetime(2026, 3, 28, 12), datetime(2026, 3, 29, 12), datetime(2026, 10, 25, 12)]
    rows = [(zone.moment(day),) for day in days]
    write_xlsx(Sheet("s", (Column("a", "甲", 8, Kind.MOMENT),), rows, zone=zone), path)
    assert [row[0] for row in read(path)[1:]] == days


def test_several_sheets_a_group_a_total_and_no_rows_at_all(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    columns = (Column("a", "姓名"), Column("b", "数量", 4, Kind.INT))
    first = Sheet("一/二", columns, [Group("早班"), ("王小明", 3)], total=("合计", 3))
    assert write_xlsx([first, Sheet("一?二", columns, iter(()))], path).rows == 2
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["一 二", "一 二 (2)"]
    assert read(path) == [["姓名", "数量"], ["早班", ""], ["王小明", 3.0], ["合计", 3.0]]
    assert [cell.value for cell in book.worksheets[1][1]] == ["姓名", "数量"]
    assert book.worksheets[0].auto_filter.ref == "A1:B3"


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_names_of_sheets_are_legal_and_unique(names: list[str]) -> None:
    legal = legal_names(names)
    assert len({name.casefold() for name in legal}) == len(names)
    for name in legal:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_AT_MOST", 1000)
    with pytest.raises(Refused, match="999"):
        write_xlsx(Sheet("s", (Column("a", "甲"),), (("x",) for _ in range(2000))), tmp_path / "list.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_bytes_than_excel_takes_are_refused_and_no_file_is_of_the_kind_it_calls_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(Sheet("s", COLUMNS, [ROW] * 50), path)
    with zipfile.ZipFile(path) as archive:
        assert {entry.extract_version for entry in archive.infolist()} == {20}
    monkeypatch.setattr(workbook, "PART_AT_MOST", workbook.PART_AT_MOST - (1 << 31) + (1 << 20) + 10_000)
    with pytest.raises(Refused):
        write_xlsx(Sheet("s", COLUMNS, [ROW] * 500), path)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        write_xlsx(Sheet("s", COLUMNS, [ROW] * 50), path)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_cancelling_leaves_the_old_file_and_no_other(tmp_path: Path, write: Any) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write(Sheet("s", COLUMNS, [ROW] * 5000), path, lambda done, total: total == 5000 and done < 2000)
    assert [entry.name for entry in tmp_path.iterdir()] == ["list"]
    assert path.read_bytes() == b"old"


def test_csv_is_plain_marked_as_utf_8_and_disarmed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows: list[Sequence[Value]] = [
        ROW,
        ("=1+1", None, None, -5, -1, 0.5, -HOUR, False, 1.0),
        ("+86 138\x00", *EMPTY[1:]),
    ]
    assert write_csv(Sheet("s", COLUMNS, rows), path) == 3
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    shown = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert shown[0][0] == "工单号"
    assert shown[1] == [
        "GD261122-A-0007",
        "2026-11-22 14:30",
        "2026-11-22",
        "3",
        "1200.50",
        "0.955",
        "1 h 30 min",
        "✓",
        "4.5",
    ]
    assert shown[2][0] == "'=1+1"
    assert shown[2][3:5] == ["-5", "-0.01"]
    assert shown[3][0] == "'+86 138"


def test_durations_in_words() -> None:
    shown = [show_duration(ms) for ms in (0, 59 * 60_000, HOUR, 25 * HOUR + 10, -2 * HOUR, 3 * DAY)]
    assert shown == ["0 min", "59 min", "1 h 0 min", "1 d 1 h", "-2 h 0 min", "3 d 0 h"]


def test_every_kind_survives_every_odd_value(tmp_path: Path) -> None:
    odd: tuple[Value, ...] = (
        None,
        "",
        "文字",
        "2026-11-22",
        0,
        -1,
        1.5,
        True,
        date(2026, 1, 1),
        datetime(2026, 1, 1, 8),
    )
    for number, kind in enumerate(Kind):
        rows = [(value, other) for value, other in product(odd, odd[:2])]
        path = tmp_path / f"{number}.xlsx"
        write_xlsx(Sheet("s", (Column("a", "甲", 4, kind), Column("b", "乙", 4, kind)), rows), path)
        assert len(list(openpyxl.load_workbook(path).worksheets[0].iter_rows())) == len(rows) + 1
        write_csv(Sheet("s", (Column("a", "甲", 4, kind), Column("b", "乙", 4, kind)), rows), tmp_path / "l.csv")
