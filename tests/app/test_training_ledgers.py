"""Ledgers of certificates and sessions taken over: several layouts, odd days, strangers, and a second run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.core.errors import Invalid, NotAllowed
from app.features.training.records import Certificate, TrainingAttendee, TrainingSession
from app.features.training.written import minutes_of, until, when
from app.importing.run import ImportReport
from app.importing.values import BadValue
from tests.support.office import ZONE
from tests.support.training import School, open_school

Rows = Sequence[Sequence[Any]]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as found:
        yield found


def take(
    school: School, kind: str, rows: Rows, *, name: str = "台账", dry_run: bool = False, merged: Sequence[str] = ()
) -> ImportReport:
    """Write rows to a workbook and take it over."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    path = school.context.paths.data / f"{name}.xlsx"
    book.save(path)
    imports, trainer = school.context.imports, school["T01"]
    return imports.run(trainer, imports.plan(trainer, kind, path), dry_run=dry_run)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.skipped, len(report.refused)


def reasons(report: ImportReport) -> dict[int, str]:
    return {one.row: str(one.reason) for one in report.refused}


def notes(report: ImportReport) -> str:
    return "\n".join(map(str, report.notes))


def certificates(school: School) -> list[tuple[str, str, str, str, str]]:
    found = school.context.store.find(Certificate, order="issued_on, kind")
    return [(one.kind, one.number, one.issuer, one.issued_on, one.expires_on) for one in found]


def sessions(school: School) -> list[tuple[str, str, str, int, str]]:
    found = school.context.store.find(TrainingSession, order="starts_at, title")
    return [
        (one.title, one.form, f"{ZONE.local(one.starts_at or 0):%m-%d %H:%M}", one.minutes, one.state) for one in found
    ]


def there(school: School, title: str) -> dict[str, tuple[str, int | None]]:
    """Return who is on the list of a session, by name."""
    store = school.context.store
    key = store.value("SELECT id FROM training_session WHERE title = ?", (title,))
    found = store.find(TrainingAttendee, "session_id = ?", (key,))
    names: dict[str, str] = dict(store.rows("SELECT id, name FROM staff"))
    return {names[one.staff_id]: (one.presence, one.score) for one in found}


# --- certificates ---------------------------------------------------------------------------------------------------

CERTIFICATES: Rows = [
    ["示例物业证书台账"],
    ["序号", "工号", "姓名", "证书名称", "证书编号", "发证单位", "发证日期", "有效期至", "备注"],
    [1, "A01", "林师傅", "消防设施操作员证", "XF-0001", "示例市消防协会", "2024.5.1", "3年", ""],
    [2, "T01", "何老师", "物业经理证", "WY-0002", "示例协会", datetime(2023, 3, 8), datetime(2027, 3, 7), "年检一次"],
    [3, "A02", "赵新", "急救证", "JJ-3", "红十字会", "2025年2月", "2027年2月", ""],
    [4, "A03", "孙新", "低压电工证", 4403.0, "示例局", 45000, "2024-01-05至2030-01-04", ""],
    [5, "S01", "周主管", "电梯安全管理员证", "DT-5", "示例局", "20240105", "长期有效", ""],
    [6, "A99", "某人", "急救证", "JJ-9", "红十字会", "2025-02-01", "2027-02-01", ""],
    [7, "A04", "赵新", "急救证", "JJ-8", "红十字会", "2025-02-01", "2027-02-01", ""],
    [8, "A04", "钱新", "急救证", "JJ-7", "红十字会", "2025-02-01", "2021-02-01", ""],
    [9, "A04", "钱新", "健康证", "JK-1", "示例院", "去年", "2027-02-01", ""],
]


def test_a_ledger_of_certificates_is_taken_over_with_odd_days(school: School) -> None:
    report = take(school, "certificates", CERTIFICATES)
    assert counts(report) == (5, 0, 0, 4)
    assert certificates(school) == [
        ("物业经理证", "WY-0002", "示例协会", "2023-03-08", "2027-03-07"),
        ("低压电工证", "4403", "示例局", "2023-03-15", "2030-01-04"),
        ("电梯安全管理员证", "DT-5", "示例局", "2024-01-05", ""),
        ("消防设施操作员证", "XF-0001", "示例市消防协会", "2024-05-01", "2027-05-01"),
        ("急救证", "JJ-3", "红十字会", "2025-02-01", "2027-02-28"),
    ]
    assert set(reasons(report)) == {8, 9, 10, 11}
    assert "A99" in reasons(report)[8]
    assert "钱新" in reasons(report)[9], "the number is somebody else's"
    assert "2027-05-01" in notes(report), "a span is told with the day it was counted to"


def test_a_second_run_doubles_nothing_and_a_corrected_one_adds_the_rest(school: School) -> None:
    take(school, "certificates", CERTIFICATES)
    again = take(school, "certificates", CERTIFICATES)
    assert counts(again) == (0, 0, 5, 4)
    corrected = [list(row) for row in CERTIFICATES]
    corrected[8][2] = "钱新"
    corrected[2][7] = "2029-05-01"
    third = take(school, "certificates", corrected)
    assert counts(third) == (1, 1, 4, 3)
    assert ("消防设施操作员证", "XF-0001", "示例市消防协会", "2024-05-01", "2029-05-01") in certificates(school)


def test_a_certificate_entered_by_hand_is_filled_up_and_never_made_older(school: School) -> None:
    staff = school["A01"].id
    values = {
        "staff_id": staff,
        "kind": "急救证",
        "number": "jj 3",
        "issued_on": "2025-02-01",
        "expires_on": "2028-02-01",
    }
    school.context.certificates.save(school["T01"], values)
    row = ["林师傅", "急救证", "JJ3", "红十字会", "2025-02-01", "2027-02-01"]
    header = ["持证人", "证件名称", "证号", "发证机关", "取证日期", "到期日期"]
    report = take(school, "certificates", [header, row])
    assert counts(report) == (0, 1, 0, 0)
    assert certificates(school) == [("急救证", "jj 3", "红十字会", "2025-02-01", "2028-02-01")]


def test_a_name_written_once_holds_for_the_rows_below(school: School) -> None:
    rows = [
        ["姓名", "证书名称", "编号", "发证日期", "有效期"],
        ["林师傅", "急救证", "1", "2025-02-01", "2027-02-01"],
        [None, "健康证", "2", "2025-03-01", "2026-12-01"],
        ["查无此人", "急救证", "3", "2025-02-01", ""],
        [None, "健康证", "4", "2025-03-01", ""],
        ["林师傅(A01)", "急救证", "1", "2025-02-01", ""],
    ]
    report = take(school, "certificates", rows)
    assert counts(report) == (2, 0, 1, 2)
    assert set(reasons(report)) == {4, 5}, "nobody gets what follows a stranger"
    assert "查无此人" in reasons(report)[4]
    assert {one.staff_id for one in school.context.store.find(Certificate)} == {school["A01"].id}


def test_two_of_one_name_are_told_apart_by_number(school: School) -> None:
    school.context.staff.save(school["0001"], {"number": "A05", "name": "赵新", "roles": ["agent"]})
    rows = [["姓名", "证书名称", "发证日期"], ["赵新", "健康证", "2025-03-01"], ["A05 赵新", "健康证", "2025-03-01"]]
    report = take(school, "certificates", rows)
    assert counts(report) == (1, 0, 0, 1)
    assert "A02、A05" in reasons(report)[2]


def test_a_trial_run_keeps_nothing_and_importing_takes_a_permission(school: School) -> None:
    assert take(school, "certificates", CERTIFICATES, dry_run=True).created == 5
    assert certificates(school) == []
    path = school.context.paths.data / "台账.xlsx"
    for kind in ("certificates", "sessions"):
        with pytest.raises(NotAllowed):
            school.context.imports.plan(school["A01"], kind, path)


# --- sessions -------------------------------------------------------------------------------------------------------

SESSIONS: Rows = [
    ["示例物业2026年度培训台账"],
    ["序号", "日期", "时间", "主题", "形式", "主讲", "地点", "学时", "参加人员", "效果"],
    [1, "2026年3月5日", "14:00-15:30", "文明用语", "培训", "何老师", "会议室", "", "林师傅、赵新、孙新", "合格率 100%"],
    [
        2,
        "3月20日",
        "下午2点",
        "秋季消防疏散",
        "演练",
        "外聘王教官",
        "1号楼",
        "1.5学时",
        "林师傅，赵新（迟到）,路人甲",
        "",
    ],
    [3, datetime(2026, 4, 8), time(9, 0), "服务知识竞赛", "竞赛", "周主管", "", "90分钟", "林师傅95 赵新 88分", ""],
    [4, "2026.5.6-5.7", "", "礼仪实操", "实操", "", "", "2天", "全体员工", ""],
    [5, "2026-12-10", "10：00", "年终演练", "演练", "何老师", "广场", 2, "林师傅 赵新", ""],
    [6, "三月", "", "没有日子", "培训", "", "", "", "林师傅", ""],
    [7, "2026-06-01", "", "", "培训", "", "", "", "林师傅", ""],
]


def test_one_row_a_session_with_its_people_in_a_cell(school: School) -> None:
    report = take(school, "sessions", SESSIONS)
    assert reasons(report).keys() == {8, 9}
    assert sessions(school) == [
        ("文明用语", "course", "03-05 14:00", 90, "held"),
        ("秋季消防疏散", "drill", "03-20 14:00", 90, "held"),
        ("服务知识竞赛", "contest", "04-08 09:00", 90, "held"),
        ("礼仪实操", "course", "05-06 00:00", 960, "held"),
        ("年终演练", "drill", "12-10 10:00", 120, "planned"),
    ]
    assert there(school, "文明用语") == dict.fromkeys(("林师傅", "赵新", "孙新"), ("present", None))
    assert there(school, "秋季消防疏散") == {"林师傅": ("present", None), "赵新": ("late", None)}
    assert there(school, "服务知识竞赛") == {"林师傅": ("present", 95), "赵新": ("present", 88)}
    assert there(school, "年终演练") == {"林师傅": ("", None), "赵新": ("", None)}
    assert "路人甲" in notes(report)
    assert "全体员工" in notes(report)
    first, second = school.context.store.find(TrainingSession, order="starts_at")[:2]
    assert (first.trainer_id, first.result, first.place) == (school["T01"].id, "合格率 100%", "会议室")
    assert (second.trainer_id, second.trainer_name, second.kind) == ("", "外聘王教官", "practice")


def test_a_second_run_of_sessions_adds_only_who_was_missing(school: School) -> None:
    take(school, "sessions", SESSIONS)
    before = sessions(school)
    again = take(school, "sessions", SESSIONS)
    assert counts(again) == (0, 0, 5, 2)
    school.context.staff.save(school["0001"], {"number": "A09", "name": "路人甲", "roles": ["agent"]})
    third = take(school, "sessions", SESSIONS)
    assert counts(third) == (0, 1, 4, 2)
    assert "路人甲" in there(school, "秋季消防疏散")
    assert sessions(school) == before


PEOPLE: Rows = [
    ["日期", "培训主题", "工号", "姓名", "签到", "成绩", "学时", "备注"],
    [date(2026, 3, 5), "文明用语", "A01", "林师傅", "√", 92, 2, ""],
    [None, None, "A02", "赵新", "迟到", "85.5", None, "补考"],
    [None, None, "A03", "孙新", "请假", None, None, ""],
    [None, None, "A77", "某某", "√", 60, None, ""],
    [None, None, "A04", "钱新", "8:55", "优秀", None, ""],
    [date(2026, 3, 6), "投诉处理", "A01", "林师傅", "", None, 1, ""],
    [date(2026, 3, 6), "投诉处理", "A02", "赵新", "√", None, 1, ""],
]


@pytest.mark.parametrize("merged", [(), ("A2:A6", "B2:B6")])
def test_one_row_a_person_with_attendance_and_points(school: School, merged: Sequence[str]) -> None:
    report = take(school, "sessions", PEOPLE, merged=merged)
    assert counts(report) == (2, 4, 0, 1)
    assert "A77" in reasons(report)[5]
    assert there(school, "文明用语") == {
        "林师傅": ("present", 92),
        "赵新": ("late", 86),
        "孙新": ("excused", None),
        "钱新": ("present", None),
    }
    kept = school.context.store.find(TrainingAttendee, "staff_id = ?", (school["A02"].id,), "score DESC")[0]
    assert kept.note == "85.5 补考", "points that are not whole are kept as written"
    assert [(one[0], one[3], one[4]) for one in sessions(school)] == [
        ("文明用语", 120, "held"),
        ("投诉处理", 60, "planned"),
    ]
    assert "投诉处理" in notes(report), "nobody said whether everybody was there"
    assert counts(take(school, "sessions", PEOPLE, merged=merged)) == (0, 0, 6, 1)


def test_a_session_planned_here_is_held_by_its_ledger(school: School) -> None:
    trainer, context = school["T01"], school.context
    values = {**context.training_sessions.draft(trainer, "training.drill.03"), "people": [school["A01"].id]}
    values["starts_at"] = when("2026-03-20", "14:00", ZONE).start
    session = context.training_sessions.save(trainer, values)
    header = ["演练时间", "演练名称", "参演人员", "缺席人员", "演练总结"]
    rows = [header, ["2026年3月20日下午2时", "电梯困人演练", "林师傅", "赵新", "九分钟放人"]]
    assert counts(take(school, "sessions", rows)) == (0, 1, 0, 0)
    card = context.training_sessions.card(trainer, session)
    assert (card.state, card.values["result"]) == ("held", "九分钟放人")
    assert {one.name: one.presence for one in card.attendees} == {"林师傅": "present", "赵新": "absent"}
    assert counts(take(school, "sessions", rows)) == (0, 0, 1, 0)


def test_cancelled_sessions_stay_cancelled(school: School) -> None:
    header = ["日期", "主题", "参加人员", "状态"]
    rows = [header, ["2026-03-20", "高温演练", "林师傅", "取消"]]
    assert counts(take(school, "sessions", rows)) == (1, 0, 0, 0)
    assert sessions(school)[0][4] == "cancelled"
    assert counts(take(school, "sessions", rows)) == (0, 0, 1, 0)
    report = take(school, "sessions", [header, ["2026-03-20", "高温演练", "林师傅", ""]])
    assert len(report.refused) == 1


def test_a_session_of_an_outline_counts_for_the_checklists(school: School) -> None:
    take(school, "sessions", [["日期", "主题", "形式", "参加人员"], ["2026-03-20", "电梯困人演练", "演练", "林师傅"]])
    (session,) = school.context.store.find(TrainingSession)
    assert session.course_id == "training.drill.03"


def test_a_trial_run_of_sessions_keeps_nothing(school: School) -> None:
    assert take(school, "sessions", SESSIONS, dry_run=True).created == 5
    assert sessions(school) == []


# --- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "clock", "start", "minutes"),
    [
        ("2026年3月5日（周四）上午9时", "", "2026-03-05 09:00", None),
        ("2026/3/5 14:00～16:00", "", "2026-03-05 14:00", 120),
        ("20260305", "下午2-4点", "2026-03-05 14:00", 120),
        ("3月5日", "晚上7点半", "2026-03-05 19:30", None),
        ("46086", "0.5833333", "2026-03-05 14:00", None),
        ("2026-03-05 00:00:00", "14:00:00", "2026-03-05 14:00", None),
    ],
)
def test_when_is_read_as_people_write_it(day: str, clock: str, start: str, minutes: int | None) -> None:
    found = when(day, clock, ZONE, 2026)
    assert (f"{ZONE.local(found.start):%Y-%m-%d %H:%M}", found.minutes) == (start, minutes)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2", 120), ("1.5小时", 90), ("90", 90), ("45分钟", 45), ("半天", 240), ("2课时(45min)", 120), ("/", None)],
)
def test_lengths_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("三年", "2027-05-01"),
        ("十二个月", "2025-05-01"),
        ("2024.5.1-2027.4.30", "2027-04-30"),
        ("自2024年5月1日起至2027年4月30日止", "2027-04-30"),
        ("2027.05", "2027-05-31"),
        ("永久", ""),
    ],
)
def test_until_when_is_read_as_people_write_it(text: str, day: str) -> None:
    assert until(text, "2024-05-01", ZONE).day == day


def test_what_says_nothing_is_refused() -> None:
    for call in (lambda: until("随便", "", ZONE), lambda: until("3年", "", ZONE), lambda: minutes_of("很久")):
        with pytest.raises(BadValue):
            call()
    with pytest.raises(BadValue):
        when("上周五", "", ZONE)


def test_an_unknown_kind_names_those_there_are(school: School) -> None:
    with pytest.raises(Invalid) as caught:
        school.context.imports.plan(school["T01"], "diplomas", Path("x.xlsx"))
    assert "certificates" in str(caught.value.fields["kind"])
