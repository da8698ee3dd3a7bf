"""From a file to records: header, mapping, trial, refused rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T
from app.importing.mapping import FieldSpec, KindSpec, ValueKind, read_map
from app.importing.reading import read
from app.importing.run import Outcome, run_import, write_refused
from app.importing.trial import ImportPlan, duplicates, make_plan, rows
from app.importing.vocabulary import HEADERS, HOUSE_TYPE, RELATION, SEX, SHEETS, TICKET_STATUS

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
real_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of real input files is not beside the project")
ZONE = OfficeZone("Asia/Shanghai")


def spec(key: str, kind: ValueKind = ValueKind.TEXT, words: str | None = None, required: bool = False) -> FieldSpec:
    return FieldSpec(key, T("test", "field"), HEADERS[words or key], kind, required)


OWNERS = KindSpec(
    "owners",
    T("test", "Owners"),
    (
        spec("building"),
        spec("unit"),
        spec("room"),
        spec("name", words="owner_name", required=True),
        spec("phone", ValueKind.PHONES),
        spec("id_card", ValueKind.ID_CARD),
        FieldSpec("sex", T("test", "Sex"), HEADERS["sex"], ValueKind.CHOICE, choices=SEX),
        FieldSpec("relation", T("test", "Relation"), HEADERS["owner_type"], ValueKind.CHOICE, choices=RELATION),
        spec("owner_number"),
        spec("birthday", ValueKind.DAY),
    ),
    SHEETS["owners"],
)
HOUSES = KindSpec(
    "houses",
    T("test", "Houses"),
    (
        spec("building", required=True),
        spec("unit"),
        spec("room", required=True),
        spec("floor", ValueKind.INTEGER),
        spec("area", ValueKind.HUNDREDTHS),
        spec("owner_number"),
        FieldSpec("house_type", T("test", "Type"), HEADERS["house_type"], ValueKind.CHOICE, choices=HOUSE_TYPE),
    ),
    SHEETS["houses"],
)
TICKETS = KindSpec(
    "tickets",
    T("test", "Tickets"),
    (
        spec("number", words="ticket_number"),
        spec("subject"),
        spec("description", ValueKind.LONG_TEXT),
        spec("created_at", ValueKind.MOMENT),
        spec("closed_at", ValueKind.MOMENT),
        spec("category"),
        spec("requester"),
        spec("address"),
        FieldSpec("status", T("test", "Status"), HEADERS["status"], ValueKind.CHOICE, choices=TICKET_STATUS),
    ),
    SHEETS["tickets"],
)


class Notebook:
    """A sink that remembers, refuses names that begin with 坏, and knows who it has met."""

    def __init__(self) -> None:
        self.kept: list[Mapping[str, object]] = []
        self.batches: list[bool] = []

    @contextmanager
    def batch(self, dry_run: bool) -> Iterator[None]:
        self.batches.append(dry_run)
        before = list(self.kept)
        yield
        if dry_run:
            self.kept = before

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        if str(values.get("name")).startswith("坏"):
            raise Refused(T("test", "This name is not allowed."))
        known = any(kept == values for kept in self.kept)
        self.kept.append(dict(values))
        return "updated" if known else "created"


def save(path: Path, sheets: Mapping[str, list[list[object]]]) -> Path:
    book = Book()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(row)
    book.save(path)
    book.close()
    return path


def titles(plan: ImportPlan) -> dict[str, str]:
    return {key: plan.title(key) for key in plan.mapping}


def test_header_below_a_title_with_an_explanation_beside_and_remarks_below(tmp_path: Path) -> None:
    table: list[list[object]] = [
        ["幸福小区业主信息登记表"],
        ["*楼 栋 号", "房号（必填）", "业主姓名", "联系电话：", None, "说明", None],
        [3, 501, "赵一", 13800138000, None, "房号", "真实房号"],
        [None, None, None, None, None, "联系电话", "11 位"],
        [3, 502, "钱二", "13900139000/13900139001", None, None, None],
        ["楼栋号", "房号", "业主姓名", "联系电话：", None, None, None],
        ["合计：2 户"],
    ]
    table[5] = list(table[1][:4])
    plan = make_plan(save(tmp_path / "a.xlsx", {"Sheet1": table}), OWNERS)
    assert plan.header_row == 2
    assert titles(plan) == {"building": "*楼 栋 号", "room": "房号（必填）", "name": "业主姓名", "phone": "联系电话："}
    sink = Notebook()
    report = run_import(plan, sink)
    assert sink.kept == [
        {"building": "3", "room": "501", "name": "赵一", "phone": ("13800138000",)},
        {"building": "3", "room": "502", "name": "钱二", "phone": ("13900139000", "13900139001")},
    ]
    assert (report.read, report.created, report.skipped, report.refused) == (5, 2, 3, [])


def test_the_sheet_that_fits_is_chosen_and_another_can_be_named(tmp_path: Path) -> None:
    owners: list[list[object]] = [["业主编号", "姓名", "电话"], [1, "赵一", "13800138000"]]
    houses: list[list[object]] = [["楼号", "单元", "房号", "业主编号"], [1, 1, 101, 1]]
    path = save(tmp_path / "a.xlsx", {"封面": [["二〇二六年"]], "房屋": houses, "业主": owners})
    assert make_plan(path, OWNERS).sheet.name == "业主"
    assert make_plan(path, HOUSES).sheet.name == "房屋"
    with pytest.raises(Refused, match="columns such as"):
        make_plan(path, OWNERS, sheet="封面")
    with pytest.raises(NotFound):
        make_plan(path, OWNERS, sheet="没有")


def test_a_persons_mapping_by_title_or_letter(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["楼号", "谁", "打给谁", "电话"], [1, "赵一", 13800138000, 1]]})
    map_file = tmp_path / "map.json"
    map_file.write_text(json.dumps({"name": "谁", "phone": "C", "building": None}), encoding="utf-8-sig")
    plan = make_plan(path, OWNERS, overrides=read_map(map_file))
    assert dict(plan.mapping) == {"name": 1, "phone": 2}
    with pytest.raises(Invalid) as caught:
        make_plan(path, OWNERS, overrides={"nome": "谁", "phone": "没有", "room": "ZZ"})
    assert set(caught.value.fields) == {"nome", "phone", "room"}
    for content in ("[1]", "{", '{"name": 3}'):
        map_file.write_text(content, encoding="utf-8")
        with pytest.raises(Refused):
            read_map(map_file)


def test_a_file_without_header_is_mapped_by_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("赵一,13800138000\n钱二,13900139000\n", encoding="gb18030")
    with pytest.raises(Refused):
        make_plan(path, OWNERS)
    plan = make_plan(path, OWNERS, overrides={"name": "A"})
    assert plan.header_row is None
    assert [row.values["name"] for row in rows(plan)] == ["赵一", "钱二"]
    assert [(hint.field, hint.column) for hint in plan.suggestions] == [("phone", 1)]


def test_general_words_are_not_found_inside_special_ones(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["业主编号", "内容", "更新时间", "投诉内容说明"], [1, "漏水", None, None]]})
    assert titles(make_plan(path, TICKETS))["description"] == "内容"
    assert "number" not in make_plan(path, TICKETS).mapping


def test_misspelt_english_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Bulding Number;Room No.;Owner  Name\n3;501;Zhao\n", encoding="utf-8")
    assert set(make_plan(path, OWNERS).mapping) == {"building", "room", "name"}


def test_refused_rows_say_why_and_can_be_written_and_imported_again(tmp_path: Path) -> None:
    table: list[list[object]] = [
        ["姓名", "电话", "性别", "生日"],
        ["赵一", "13800138000", "男", "1990-01-02"],
        ["钱二", "12", "男", None],
        [None, "13800138001", "女", None],
        ["坏人", None, None, None],
        ["孙三", "13800138002", "?", "1990-02-30"],
        ["=1+1", None, None, "3/4/1990"],
    ]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    plan = make_plan(path, OWNERS, zone=ZONE)
    report = run_import(plan, Notebook())
    assert [refused.row for refused in report.refused] == [3, 4, 5, 6]
    assert "性别" in str(report.refused[3].reason)
    assert "生日" in str(report.refused[3].reason)
    assert any("7" in str(note) and "month/day" in str(note) for note in report.notes)
    answer = report.as_json()
    assert list(answer)[:9] == ["kind", "file", "sheet", "read", "created", "updated", "skipped", "refused", "dry_run"]
    json.dumps(answer)
    for name in ("refused.csv", "refused.xlsx"):
        write_refused(plan, report, tmp_path / name)
        again = make_plan(tmp_path / name, OWNERS)
        assert again.total == 4
        assert dict(again.mapping) == dict(plan.mapping)
        assert [column.title for column in again.unmapped] == ["Reason refused"]


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,电话\n=cmd|x,12\n", encoding="utf-8")
    plan = make_plan(path, OWNERS)
    report = run_import(plan, Notebook())
    for name in ("r.csv", "r.xlsx"):
        write_refused(plan, report, tmp_path / name)
        assert read(tmp_path / name).sheets[0].row(1)[0] == "=cmd|x"
    assert "'=cmd|x" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def test_a_dry_run_is_one_batch_that_leaves_nothing(tmp_path: Path) -> None:
    table: list[list[object]] = [["姓名", "电话"], *([f"人{n % 1100}", None] for n in range(1200))]
    plan = make_plan(save(tmp_path / "a.xlsx", {"S": table}), OWNERS)
    sink = Notebook()
    report = run_import(plan, sink, dry_run=True)
    assert (report.created, report.updated, report.dry_run) == (1100, 100, True)
    assert sink.kept == []
    assert sink.batches == [True]
    done: list[tuple[int, int]] = []

    def stop(now: int, total: int) -> bool:
        done.append((now, total))
        return now < 1000

    report = run_import(plan, sink, progress=stop)
    assert done == [(500, 1200), (1000, 1200)]
    assert report.cancelled
    assert len(sink.kept) == 1000


def test_duplicates_and_missing_columns_are_told_beforehand(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["工单号", "内容"], [7, "甲"], [8, "乙"], ["7", "丙"]]})
    assert duplicates(make_plan(path, TICKETS), "number") == {"7": (2, 4)}
    plan = make_plan(save(tmp_path / "b.xlsx", {"S": [["楼号", "电话"], [1, 2]]}), OWNERS)
    assert [field.key for field in plan.missing] == ["name"]
    with pytest.raises(Refused):
        run_import(plan, Notebook())


@real_files
def test_owner_and_house_templates() -> None:
    templates = SHARED / "import-templates"
    plan = make_plan(templates / "hc.xlsx", OWNERS)
    owners = [row for row in rows(plan) if not row.empty]
    assert (plan.sheet.name, len(owners)) == ("业主信息", 5)
    assert owners[0].values["phone"] == ("18999999999",)
    assert all("id_card" in row.doubts and not row.problems for row in owners)
    plan = make_plan(templates / "hc.xlsx", HOUSES)
    houses = [row for row in rows(plan) if not row.empty]
    assert (plan.sheet.name, len(houses)) == ("房屋信息", 8)
    first = ("1", "1", "1011", 1, 9456, "1", "home")
    assert tuple(houses[0].values[spec.key] for spec in HOUSES.fields) == first
    for kind in (OWNERS, HOUSES):
        plan = make_plan(templates / "importRoom.xlsx", kind)
        assert [row.number for row in rows(plan) if not row.empty] == [2]


@real_files
def test_ticket_files() -> None:
    plan = make_plan(SHARED / "requests" / "complaints-495.xlsx", TICKETS)
    found = list(rows(plan))
    assert len(found) == 495
    assert not any(row.problems or row.empty or row.values["created_at"] is None for row in found)
    assert len(duplicates(plan, "number")) == 1
    plan = make_plan(SHARED / "requests" / "seeclickfix-newport-2017-1031.csv", TICKETS)
    assert titles(plan)["category"] == "request_type.title"
    found = list(rows(plan))
    assert len(found) == 1031
    assert found[0].values["created_at"] == 1504114729000
    assert found[0].values["status"] == "closed"


@real_files
def test_odd_workbooks_are_read_or_calmly_refused() -> None:
    with (SHARED / "odd-spreadsheets" / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        manifest = list(csv.DictReader(file))
    codes: dict[str, str] = {}
    for entry in manifest:
        try:
            read(SHARED / "odd-spreadsheets" / entry["file"])
        except (Refused, NotFound) as error:
            codes[entry["file"]] = error.code
    protected = {entry["file"] for entry in manifest if "PasswordError" in entry["calamine_detail"]}
    assert {name for name, code in codes.items() if code == "import.password"} == protected
    assert codes["issue_594_dos.ods"] == "import.too_large"
    assert codes["issue252.xlsx"] == "import.damaged"
