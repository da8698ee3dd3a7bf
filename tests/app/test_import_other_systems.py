"""Files as other systems and people's own ledgers make them: taken over whole, or said what was not."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from app.context import AppContext
from app.core.clock import HeldClock
from app.core.errors import NotFound, Refused
from app.features.staff.rules import Actor
from app.features.tickets.records import Ticket
from app.importing.mapping import read_map
from app.importing.run import ImportReport
from tests.support.desk import open_test_office
from tests.support.office import MORNING

Rows = Sequence[Sequence[object]]


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path, HeldClock(MORNING)) as office:
        yield office


@pytest.fixture
def admin(context: AppContext) -> Actor:
    return context.accounts.login("0001")


class Desk:
    """Imports rows through the office's own door."""

    def __init__(self, context: AppContext, admin: Actor) -> None:
        self.context = context
        self.admin = admin

    def take(self, kind: str, rows: Rows, name: str = "ledger.csv") -> ImportReport:
        path = self.context.paths.data / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return self.take_file(kind, path)

    def take_sheets(self, kind: str, sheets: dict[str, Rows]) -> ImportReport:
        path = self.context.paths.data / "book.xlsx"
        book = Book()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(path)
        return self.take_file(kind, path)

    def take_file(self, kind: str, path: Path) -> ImportReport:
        imports = self.context.imports
        report = imports.run(self.admin, imports.plan(self.admin, kind, path))
        assert report.read == report.created + report.updated + report.skipped + len(report.refused)
        return report

    def tickets(self) -> list[Ticket]:
        return self.context.store.find(Ticket, "source_number <> '' OR title <> ''", order="id")

    def local(self, moment: int | None) -> str:
        return "" if moment is None else f"{self.context.zone.local(moment):%Y-%m-%d %H:%M}"


@pytest.fixture
def desk(context: AppContext, admin: Actor) -> Desk:
    return Desk(context, admin)


def words(report: ImportReport) -> str:
    return "\n".join(map(str, [*report.notes, *(refused.reason for refused in report.refused)]))


# --- requests of cities -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row", "number", "title", "reported", "closed", "place"),
    [
        (
            "service_request_id,status,service_name,description,requested_datetime,updated_datetime,closed_date,address",
            "638344,closed,Graffiti,,2020-06-10T14:30:00Z,2020-06-12T00:00:00Z,2020-06-11T00:00:00Z,1 MAIN ST",
            "638344", "Graffiti", "2020-06-10 22:30", "2020-06-11 08:00", "1 MAIN ST",
        ),
        (
            "Unique Key,Created Date,Closed Date,Complaint Type,Descriptor,Location Type,Incident Address,Status,"
            "Resolution Action Updated Date,Location",
            '42107300,04/01/2020 12:15:00 PM,04/22/2020 01:00:00 AM,HEAT,ENTIRE BUILDING,HOUSE,1 ANY AVENUE,Closed,'
            '04/23/2020 01:00:00 AM,"(40.8, -73.9)"',
            "42107300", "ENTIRE BUILDING", "2020-04-01 12:15", "2020-04-22 01:00", "1 ANY AVENUE",
        ),
        (
            "SR_NUMBER,SR_TYPE,OWNER_DEPARTMENT,STATUS,CREATED_DATE,LAST_MODIFIED_DATE,CLOSED_DATE,STREET_ADDRESS",
            "SR19-1,Pothole,CDOT,Completed,03/03/2019 04:16:33 PM,03/23/2019 04:16:33 PM,"
            "03/13/2019 04:16:33 PM,2 LEX ST",
            "SR19-1", "Pothole", "2019-03-03 16:16", "2019-03-13 16:16", "2 LEX ST",
        ),
        (
            "case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,case_title,location",
            "1010031,2020-01-01 00:15:00,2020-01-03 08:30:00,2020-01-02 07:51:31,ONTIME,Closed,Parking,1 Any St",
            "1010031", "Parking", "2020-01-01 00:15", "2020-01-02 07:51", "1 Any St",
        ),
    ],
)  # fmt: skip
def test_service_requests_of_other_systems_keep_number_times_and_place(
    desk: Desk, header: str, row: str, number: str, title: str, reported: str, closed: str, place: str
) -> None:
    report = desk.take("tickets", list(csv.reader([header, row])))
    assert (report.created, report.refused) == (1, [])
    ticket = desk.tickets()[0]
    assert (ticket.source_number, ticket.title, ticket.state, ticket.place) == (number, title, "closed", place)
    assert (desk.local(ticket.reported_at), desk.local(ticket.closed_at)) == (reported, closed)


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("Wed, 10 Jun 2020 14:30:00 GMT", "2020-06-10 22:30"),
        ("June 10, 2020 2:30 PM", "2020-06-10 14:30"),
        ("10-Jun-2020 14:30", "2020-06-10 14:30"),
        ("2020-06-10T14:30:00.123Z", "2020-06-10 22:30"),
        ("1591799400", "2020-06-10 22:30"),
        ("1591799400000", "2020-06-10 22:30"),
        ("2020年6月", "2020-06-01 00:00"),
        ("2020-06", "2020-06-01 00:00"),
    ],
)
def test_moments_in_many_spellings(desk: Desk, written: str, local: str) -> None:
    desk.take("tickets", [["id", "created", "description"], ["1", written, "a"]])
    assert desk.local(desk.tickets()[0].reported_at) == local


def test_years_of_two_digits_are_read_only_where_the_column_proves_the_order(desk: Desk) -> None:
    report = desk.take(
        "tickets", [["id", "created", "description"], ["1", "6/25/20 2:30 PM", "a"], ["2", "6/7/20", "b"]]
    )
    assert [desk.local(ticket.reported_at) for ticket in desk.tickets()] == ["2020-06-25 14:30", "2020-06-07 00:00"]
    report = desk.take("tickets", [["id", "created", "description"], ["3", "20/6/7", "c"]])
    assert len(report.refused) == 1


def test_one_column_of_dates_tells_how_the_others_are_written(desk: Desk) -> None:
    report = desk.take(
        "tickets",
        [["id", "created", "closed date", "description"], ["1", "25/06/2020", "01/07/2020", "a"]],
    )
    assert desk.local(desk.tickets()[0].closed_at) == "2020-07-01 00:00"
    assert "01/07/2020" not in words(report)


# --- ledgers kept by hand -----------------------------------------------------------------------------------------


def test_days_and_times_of_day_in_columns_of_their_own_meet(desk: Desk) -> None:
    header = ["序号", "报修日期", "报修时间", "房号", "报修内容", "派工时间", "完成时间", "完成情况"]
    report = desk.take_sheets("tickets", {"报修": [
        header,
        [1, "2026-05-01", "08:30", "3-2-501", "漏水", "09:00", "10:30", "已完成"],
        [2, datetime(2026, 5, 2), "14:10", "3-2-502", "堵塞", "14:30", None, "未完成"],
    ]})  # fmt: skip
    assert report.refused == []
    first, second = desk.tickets()
    assert desk.local(first.reported_at) == "2026-05-01 08:30"
    assert (desk.local(first.dispatched_at), desk.local(first.finished_at)) == ("2026-05-01 09:00", "2026-05-01 10:30")
    assert (first.state, second.state) == ("closed", "working")
    assert desk.local(second.dispatched_at) == "2026-05-02 14:30"
    assert first.house_id == desk.context.store.value("SELECT id FROM house WHERE key = '3-2-501'")


def test_a_year_that_stands_only_in_the_title_is_taken_from_there_and_said(desk: Desk) -> None:
    report = desk.take(
        "tickets",
        [["2026年5月来电来访登记表"], ["日期", "时间", "来访人", "事由"], ["5月1日", "8:30", "张先生", "停水"]],
    )
    ticket = desk.tickets()[0]
    assert (desk.local(ticket.reported_at), ticket.requester_name) == ("2026-05-01 08:30", "张先生")
    assert "2026" in words(report)


def test_place_from_building_unit_and_room(desk: Desk) -> None:
    desk.take(
        "tickets", [["楼栋", "单元", "房号", "投诉内容", "投诉时间"], ["3栋", "2单元", "501", "吵", "2026-05-01"]]
    )
    ticket = desk.tickets()[0]
    assert ticket.place == "3栋2单元501"
    assert ticket.house_id == desk.context.store.value("SELECT id FROM house WHERE key = '3-2-501'")


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已办结", "closed"), ("已回复", "closed"), ("In-Progress", "working"), ("待抢单", "new"), ("不予受理", "void"),
        ("Closed - Duplicate", "closed"), ("已关单（超时）", "closed"), ("办理中", "working"), ("未完成", "working"),
    ],
)  # fmt: skip
def test_states_in_other_words(desk: Desk, word: str, state: str) -> None:
    desk.take("tickets", [["编号", "内容", "时间", "状态"], ["1", "灯", "2026-05-01", word]])
    assert desk.tickets()[0].state == state


def test_a_word_that_says_no_is_not_read_as_what_it_denies(desk: Desk) -> None:
    report = desk.take(
        "tickets", [["编号", "内容", "时间", "状态", "满意度"], ["1", "灯", "2026-05-01", "尚未关闭", "不太满意"]]
    )
    ticket = desk.tickets()[0]
    assert (ticket.state, ticket.satisfaction) == ("new", None)
    assert "尚未关闭" in words(report)
    assert "不太满意" in words(report)


def test_what_was_finished_elsewhere_is_no_open_work_here(desk: Desk) -> None:
    desk.take(
        "tickets",
        [["编号", "内容", "时间", "办结时间"], ["1", "灯", "2026-05-01", "2026-05-02"], ["2", "门", "2026-05-01", ""]],
    )
    assert [ticket.state for ticket in desk.tickets()] == ["closed", "new"]


def test_rows_without_a_number_are_recognised_when_they_come_again(desk: Desk) -> None:
    rows = [["报修时间", "报修内容"], ["2026-05-01 08:00", "灯"], ["2026-05-02 08:00", "灯"]]
    assert desk.take("tickets", rows).created == 2
    assert desk.take("tickets", rows).skipped == 2


def test_rows_without_a_time_are_recognised_when_they_come_again_and_said(desk: Desk) -> None:
    for rows in ([["工单号", "报修内容"], ["1", "灯"]], [["报修内容", "报修人"], ["门", "张"]]):
        report = desk.take("tickets", rows)
        assert report.created == 1
        assert report.notes
        assert desk.take("tickets", rows).skipped == 1


def test_what_was_left_aside_is_said(desk: Desk) -> None:
    ledger: Rows = [["单号", "报修时间", "报修内容", "维修师傅", "天气"], ["M1", "2026-01-02", "灯", "刘师傅", "晴"]]
    report = desk.take_sheets("tickets", {"1月": ledger, "2月": ledger, "汇总": [["月份", "数量"], ["1月", 1]]})
    told = words(report)
    assert "天气" in told
    assert "刘师傅" in told
    assert "2月" in told
    assert "汇总" not in told


# --- houses and people --------------------------------------------------------------------------------------------


def test_totals_examples_and_signatures_are_passed_over_and_said(desk: Desk) -> None:
    report = desk.take("owners", [
        ["某某花园业主信息登记表"],
        ["序号", "楼宇", "单元", "房号", "业主姓名", "联系方式", "面积"],
        ["示例：1", "1栋", "1单元", "101", "张三", "13800000000", "80"],
        ["1", "7栋", "1单元", "101", "张 三", "138 0000 1001", "89.5"],
        ["小计", "", "", "1", "1户", "", "89.5"],
        ["合 计", "", "", "1", "1户", "", "89.5"],
        ["制表人：王某", "", "审核人：李某"],
    ])  # fmt: skip
    assert (report.created, report.skipped, report.refused) == (1, 4, [])
    assert desk.context.store.rows("SELECT name FROM person WHERE name LIKE '张%'") == [("张三",)]
    assert "3、5、6、7" in words(report)


def test_a_building_named_once_goes_for_the_doors_below_it(desk: Desk) -> None:
    report = desk.take("owners", [
        ["楼栋", "单元", "房号", "业主姓名"],
        ["7栋", "1单元", "101", "甲一"], ["", "", "102", "甲二"], ["", "2单元", "201", "甲三"],
        ["", "", "商铺9", "甲四"],
    ])  # fmt: skip
    keys = [key for (key,) in desk.context.store.rows("SELECT key FROM house WHERE key <> '3-2-501' ORDER BY key")]
    assert {"7-1-101", "7-1-102", "7-2-201", "商铺9"} <= set(keys)
    assert "7栋" in words(report)


def test_an_empty_flat_in_a_list_of_owners_is_a_house_without_people(desk: Desk) -> None:
    report = desk.take("owners", [["房号", "业主姓名", "电话"], ["7-1-301", "空置", ""], ["", "空置", ""]])
    assert (report.created, [refused.row for refused in report.refused]) == (1, [3])
    assert desk.context.store.value("SELECT count(*) FROM house WHERE key = '7-1-301'") == 1


def test_relations_papers_and_areas_as_people_write_them(desk: Desk) -> None:
    report = desk.take("owners", [
        ["房屋编码", "姓名", "与户主关系", "证件号码", "建筑面积"],
        ["7-1-101", "甲一", "户主", "", "约89.5平"],
        ["7-1-101", "甲二", "大女儿", "E12345678", ""],
        ["7-1-102", "甲三", "承租户", "", "待定"],
    ])  # fmt: skip
    assert report.refused == []
    found = dict(desk.context.store.rows("SELECT name, kind FROM person WHERE name LIKE '甲%'"))
    assert found == {"甲一": "owner", "甲二": "family", "甲三": "tenant"}
    assert desk.context.store.value("SELECT id_card FROM person WHERE name = '甲二'") == "E12345678"
    assert desk.context.store.value("SELECT area FROM house WHERE key = '7-1-101'") == 8950
    assert "大女儿" in words(report)
    assert "待定" in words(report)


def test_a_house_number_is_nobodys_owner_code_and_a_fee_is_no_zone(desk: Desk) -> None:
    report = desk.take("houses", [["编号", "楼栋", "单元", "房号", "收费项目"], ["F1", "7", "1", "101", "物业费"]])
    assert report.created == 1
    assert desk.context.store.rows("SELECT zone FROM house WHERE key = '7-1-101'") == [("",)]
    assert "收费项目" in words(report)


def test_a_building_without_a_room_is_said(desk: Desk) -> None:
    report = desk.take("owners", [["幢", "室", "姓名"], ["别墅1", "", "甲一"]])
    assert report.created == 1
    assert report.notes


# --- staff --------------------------------------------------------------------------------------------------------


def test_a_staff_number_keeps_its_name(desk: Desk) -> None:
    store = desk.context.store
    admin = store.value("SELECT name FROM staff WHERE number = '0001'")
    report = desk.take(
        "staff",
        [
            ["工号", "姓名", "部门", "状态"],
            ["0001", "路人", "", ""],
            ["71", "甲 一", "工程部", "离职"],
            ["71", "乙", "", ""],
        ],
    )
    assert [refused.row for refused in report.refused] == [2, 4]
    assert store.value("SELECT name FROM staff WHERE number = '0001'") == admin
    assert store.rows("SELECT name, department, active FROM staff WHERE number = '71'") == [("甲一", "engineering", 0)]


def test_a_role_is_given_only_by_its_own_word(desk: Desk) -> None:
    desk.take("staff", [["工号", "姓名", "角色"], ["72", "甲二", "前管理员"]])
    assert desk.context.store.rows(
        "SELECT r.role FROM staff_role r JOIN staff s ON s.id = r.staff_id WHERE s.number = '72'"
    ) == [("field",)]


# --- what cannot be taken -----------------------------------------------------------------------------------------


def test_a_folder_and_a_mapping_that_is_none_are_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="folder"):
        desk.take_file("owners", tmp_path)
    with pytest.raises(NotFound, match=r"none\.json"):
        read_map(tmp_path / "none.json")
    broken = tmp_path / "map.json"
    broken.write_text('{"name":\n 姓名}', encoding="utf-8")
    with pytest.raises(Refused, match="line 2"):
        read_map(broken)


def test_a_file_that_says_nothing_of_any_matter_is_no_ledger(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.take("tickets", [["房号", "业主姓名", "电话"], ["7-1-101", "甲", "13800000001"]])


def test_page_numbers_guards_and_short_offsets(desk: Desk) -> None:
    report = desk.take("owners", [
        ["房号", "业主姓名", "电话"],
        ["7-1-101", "甲一", "'13800001234"],
        ["第1页 共2页", "", ""],
    ])  # fmt: skip
    assert (report.created, report.skipped, report.refused) == (1, 1, [])
    assert desk.context.store.value("SELECT count(*) FROM person_phone WHERE phone = '13800001234'") == 1
    desk.take("tickets", [["id", "created", "description"], ["1", "2019/01/01 05:00:00+00", "a"]])
    assert desk.local(desk.tickets()[0].reported_at) == "2019-01-01 13:00"
