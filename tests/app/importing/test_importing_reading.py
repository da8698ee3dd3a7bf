"""Reading spreadsheets: whatever the file, cells or a calm refusal."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from app.core.errors import AppError, EnvironmentFault, NotFound, Refused
from app.importing import reading
from app.importing.cells import column_index, column_letter
from app.importing.reader_process import fill_merged, pack_column
from app.importing.reading import read


def save(path: Path, rows: list[list[object]], title: str = "表一") -> Path:
    book = Book()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    book.close()
    return path


def refused(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        read(path)
    assert str(caught.value)
    return caught.value.code


def test_cells_keep_their_types_and_rows_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    save(
        path,
        [["甲", 1, 2.5, True], [], [date(2026, 3, 1), datetime(2026, 3, 1, 8, 30), time(7, 5), timedelta(hours=30)]],
    )
    sheet = read(path).sheets[0]
    assert sheet.numbers == (1, 3)
    assert sheet.row(0) == ("甲", 1, 2.5, True)
    assert sheet.row(1)[:3] == (date(2026, 3, 1), datetime(2026, 3, 1, 8, 30), time(7, 5))


def test_a_used_range_far_beyond_the_data_costs_no_rows(tmp_path: Path) -> None:
    book = Book()
    sheet = book.worksheets[0]
    sheet.append(["房号", "姓名"])
    sheet["A2"] = "101"
    sheet["E65203"] = ""
    sheet.row_dimensions[65_203].height = 20
    book.save(tmp_path / "wide.xlsx")
    book.close()
    found = read(tmp_path / "wide.xlsx").sheets[0]
    assert found.numbers == (1, 2)
    assert len(found.columns) == 2


def test_merged_cells_are_repeated_down_but_not_across(tmp_path: Path) -> None:
    book = Book()
    sheet = book.worksheets[0]
    for row in (["业主名册", None, None], ["楼号", "房号", "姓名"], ["3栋", "101", "赵一"], [None, "102", "钱二"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "m.xlsx")
    book.close()
    found = read(tmp_path / "m.xlsx").sheets[0]
    assert found.row(0) == ("业主名册", None, None)
    assert found.row(3) == ("3栋", "102", "钱二")


def test_a_merged_area_does_not_wake_empty_rows() -> None:
    rows: dict[int, list[object]] = {0: ["3", "101"], 2: ["", "103"]}
    fill_merged(rows, [((0, 0), (5, 0))])
    assert rows == {0: ["3", "101"], 2: ["3", "103"]}


def test_sheets_are_told_apart_and_found_by_name(tmp_path: Path) -> None:
    book = Book()
    book.worksheets[0].append(["a"])
    hidden = book.create_sheet("隐藏")
    hidden.append(["b"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "s.xlsx")
    book.close()
    found = read(tmp_path / "s.xlsx")
    assert [sheet.hidden for sheet in found.sheets] == [False, True]
    assert found.sheet(" 隐藏").row(0) == ("b",)
    with pytest.raises(NotFound, match="隐藏"):
        found.sheet("不存在")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_in_any_usual_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    text = f'房号{delimiter}备注\r\n101{delimiter}"甲{delimiter}乙\n丙"\r\n\r\n102{delimiter}\u00a0丁\r\n'
    path.write_bytes(text.encode(encoding))
    sheet = read(path).sheets[0]
    assert sheet.row(0) == ("房号", "备注")
    assert sheet.row(1) == ("101", f"甲{delimiter}乙\n丙")
    assert sheet.numbers == (1, 2, 4)


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    book = save(tmp_path / "a.xlsx", [["甲"]])
    wrong = book.rename(tmp_path / "really_a_workbook.csv")
    assert read(wrong).sheets[0].row(0) == ("甲",)
    text = tmp_path / "really_text.xlsx"
    text.write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert read(text).sheets[0].row(1) == ("1", "2")


def test_what_is_no_spreadsheet_is_refused_with_advice(tmp_path: Path) -> None:
    cases: dict[str, bytes] = {
        "empty.csv": b"",
        "blank.csv": b"\xef\xbb\xbf\r\n\r\n",
        "paper.pdf": b"%PDF-1.7\n...",
        "export.xls": b"<html><table><tr><td>1</td></tr></table></html>",
        "noise.bin": bytes(range(256)) * 20,
        "short.xlsx": b"PK\x03\x04broken",
        "short.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        assert refused(tmp_path / name).startswith("import."), name
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("letter.txt", "no cells")
    assert refused(tmp_path / "other.xlsx") == "import.not_a_spreadsheet"
    assert refused(tmp_path / "missing.xlsx") == "import.no_file"
    with pytest.raises((EnvironmentFault, Refused)):
        read(tmp_path)


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    whole = save(tmp_path / "a.xlsx", [["甲", 1]] * 50).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "cut.xlsx") == "import.damaged"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_UNPACKED_BYTES", 1_000)
    assert refused(save(tmp_path / "a.xlsx", [["甲"]])) == "import.too_large"


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relation(name: str, kind: str, target: str) -> str:
    inner = f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def workbook_with(path: Path, rows: str) -> Path:
    """Write a workbook of one sheet with these row elements as they are."""
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", relation("r1", "worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>')
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return path


def test_two_cells_at_opposite_corners_do_not_end_the_program(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert refused(workbook_with(tmp_path / "far.xlsx", far)) == "import.too_large"


def test_cancelling_and_a_reader_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.xlsx", [["甲"]])
    stuck = [reading.sys.executable, "-c", "import threading; threading.Event().wait(60)"]
    monkeypatch.setattr(reading, "_command", lambda order: (stuck, dict(reading.os.environ)))
    with pytest.raises(Refused) as caught:
        read(path, cancelled=lambda: True)
    assert caught.value.code == "import.cancelled"
    monkeypatch.setattr(reading, "READ_SECONDS", 0.0)
    assert refused(path) == "import.too_large"


def test_a_reader_that_cannot_start_is_the_machines_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_command", lambda order: ([str(tmp_path / "no-such-program")], {}))
    with pytest.raises(EnvironmentFault):
        read(save(tmp_path / "a.xlsx", [["甲"]]))


def test_packing_keeps_columns_and_letters() -> None:
    assert pack_column(["", "a", 1.5]) == ((None, "a", 1.5), b"")
    assert pack_column([date(2026, 1, 2), ""]) == (("2026-01-02", None), b"\x02\x00")
    for index in (0, 25, 26, 701, 702):
        assert column_index(column_letter(index)) == index
    assert column_index("楼") is None
