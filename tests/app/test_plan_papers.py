"""The weekly plan on paper and as a workbook that people edit and read back."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from app.context import AppContext, open_office
from app.core.clock import DAY, HeldClock
from app.core.errors import Refused
from app.features.plans.sheet import COLUMNS, ID
from app.features.staff.rules import Actor
from app.host.paths import Paths
from tests.support.office import MORNING

WEEK = "2026-W48"


@pytest.fixture
def office(tmp_path: Path) -> Generator[AppContext]:
    context = open_office(Paths(tmp_path / "data"), HeldClock(MORNING), create=True)
    context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
    yield context
    context.close()


@pytest.fixture
def boss(office: AppContext) -> Actor:
    return office.accounts.login("0001")


@pytest.fixture
def plan(office: AppContext, boss: Actor) -> str:
    plan_id = office.plans.begin(boss, WEEK)
    for title, deadline in (("巡查大堂", "周三 15:00"), ("=1+1", "每日 9:00"), ("回访", "周五前")):
        office.plans.add_task(
            boss, plan_id, {"title": title, "section": "reception", "deadline": deadline, "assignee_id": boss.id}
        )
    office.plans.set_texts(boss, plan_id, {"goals": "零遗漏"})
    return plan_id


def texts(path: Path) -> tuple[str, int, tuple[float, float]]:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
        return "\n".join(pages), len(document), document[0].get_size()
    finally:
        document.close()


def edit(path: Path, title: str, /, **cells: object) -> int:
    """Change the row of a task in a workbook as a person would, and return its number."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    column = COLUMNS["title"][0]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == title)
    for key, value in cells.items():
        sheet.cell(row, COLUMNS[key][0]).value = value
    book.save(path)
    book.close()
    return row


# --- paper ------------------------------------------------------------------------------------------------------------


def test_a_plan_prints_across_on_two_pages_at_most_with_all_it_holds(
    office: AppContext, boss: Actor, tmp_path: Path
) -> None:
    plan_id = office.plans.begin(boss, WEEK, template="plan.ordinary")
    view = office.plans.view(boss, plan_id)
    assert office.plan_papers.write(boss, [plan_id], tmp_path / "plan.pdf") == frozenset()
    text, pages, (width, height) = texts(tmp_path / "plan.pdf")
    assert pages <= 2
    assert width > height
    told = text.replace("\n", "").replace("\r", "").replace("￾", "")
    for task in view.tasks:
        assert task.title[:8] in told, task.title
    assert told.count("□") >= len(view.tasks)


def test_the_review_edition_tells_results_and_the_improvement_list(
    office: AppContext, boss: Actor, plan: str, tmp_path: Path
) -> None:
    task = office.plans.view(boss, plan).tasks[0]
    office.plans.do_tasks(boss, [task.id], "fail", "大雨")
    office.plans.save_improvement(boss, plan, {"problem": "雨天无备选", "measure": "备雨棚"})
    office.plan_papers.write(boss, [plan], tmp_path / "review.pdf", review=True)
    text, _, _ = texts(tmp_path / "review.pdf")
    assert "大雨" in text
    assert "雨天无备选" in text
    assert "备雨棚" in text


# --- the workbook -----------------------------------------------------------------------------------------------------


def test_the_workbook_is_ready_for_paper_and_holds_no_formula(
    office: AppContext, boss: Actor, plan: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    office.plan_papers.write_sheet(boss, plan, path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.column_dimensions["A"].hidden
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sum(len(str(row[0].value)) == 32 for row in sheet.iter_rows(max_col=ID)) == 3
    book.close()


def test_an_untouched_workbook_brings_nothing(office: AppContext, boss: Actor, plan: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    office.plan_papers.write_sheet(boss, plan, path)
    read = office.plan_papers.read_back(boss, path, trial=False)
    assert (read.changes, read.refused, read.same, read.missing) == ((), (), 3, ())


def test_edited_rows_come_back_a_trial_first_and_can_be_undone(
    office: AppContext, boss: Actor, plan: str, tmp_path: Path
) -> None:
    plans, path = office.plans, tmp_path / "plan.xlsx"
    office.plan_papers.write_sheet(boss, plan, path)
    edit(path, "巡查大堂", title="巡查地库", deadline=datetime(2026, 11, 26, 10, 0), minutes=45)
    edit(path, "回访", state=str(_state("done")), reason="全部满意")
    _append(path, title="新加的一行", deadline="周四 9:00", assignee="管理员")
    trial = office.plan_papers.read_back(boss, path)
    assert (len(trial.changes), trial.refused) == (3, ())
    assert [task.title for task in plans.view(boss, plan).tasks] == ["巡查大堂", "=1+1", "回访"]
    read = office.plan_papers.read_back(boss, path, trial=False)
    tasks = {task.title: task for task in plans.view(boss, plan).tasks}
    assert tasks["巡查地库"].deadline == "2026-11-26 10:00"
    assert tasks["巡查地库"].minutes == 45
    assert (tasks["回访"].state, tasks["回访"].result) == ("done", "全部满意")
    assert tasks["新加的一行"].assignee == "管理员"
    plans.undo_read_back(boss, read)
    back = plans.view(boss, plan).tasks
    assert [(task.title, task.state) for task in back] == [("巡查大堂", "open"), ("=1+1", "open"), ("回访", "open")]


def test_wrong_rows_are_refused_with_their_reason_and_the_others_taken(
    office: AppContext, boss: Actor, plan: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    office.plan_papers.write_sheet(boss, plan, path)
    rows = [
        edit(path, "巡查大堂", deadline="随时"),
        edit(path, "回访", assignee="不在的人"),
        edit(path, "=1+1", note="=A1"),
    ]
    read = office.plan_papers.read_back(boss, path, trial=False)
    assert sorted(row for row, _ in read.refused) == sorted(rows)
    assert read.changes == ()


def test_what_another_desk_changed_meanwhile_is_not_written_over(
    office: AppContext, boss: Actor, plan: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    office.plan_papers.write_sheet(boss, plan, path)
    task = office.plans.view(boss, plan).tasks[0]
    office.plans.edit_task(boss, task.id, {"title": "巡查电梯", "note": "带钥匙"})
    edit(path, "巡查大堂", title="巡查地库")
    edit(path, "回访", minutes="20")
    read = office.plan_papers.read_back(boss, path, trial=False)
    assert len(read.refused) == 1
    assert "巡查电梯" in str(read.refused[0][1])
    assert len(read.changes) == 1


def test_rows_that_are_missing_delete_nothing(office: AppContext, boss: Actor, plan: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    office.plan_papers.write_sheet(boss, plan, path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    row = next(row for row in range(1, 40) if sheet.cell(row, COLUMNS["title"][0]).value == "回访")
    sheet.delete_rows(row)
    book.save(path)
    read = office.plan_papers.read_back(boss, path, trial=False)
    assert read.missing == ("回访",)
    assert len(office.plans.view(boss, plan).tasks) == 3


@pytest.mark.parametrize("content", [b"", b"PK no zip", b"title,deadline\n"])
def test_other_files_are_refused_calmly(office: AppContext, boss: Actor, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refused):
        office.plan_papers.read_back(boss, path)


def test_another_workbook_is_no_plan(office: AppContext, boss: Actor, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(Refused):
        office.plan_papers.read_back(boss, path)


def test_a_reviewed_plan_is_not_read_back(office: AppContext, boss: Actor, plan: str, tmp_path: Path) -> None:
    plans, path = office.plans, tmp_path / "plan.xlsx"
    for action in ("submit", "approve"):
        plans.do(boss, plan, action)
    plans.do_tasks(boss, [task.id for task in plans.view(boss, plan).tasks], "do")
    plans.do(boss, plan, "review")
    office.plan_papers.write_sheet(boss, plan, path)
    with pytest.raises(Refused):
        office.plan_papers.read_back(boss, path)


def _state(code: str) -> object:
    from app.features.plans import rules

    return rules.STATES[code]


def _append(path: Path, /, **cells: object) -> None:
    """Fill in the first spare row under the part of the daily service."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    column = COLUMNS["title"][0]
    row = next(row for row in range(1, 40) if sheet.cell(row, column).value == "回访") + 1
    for key, value in cells.items():
        sheet.cell(row, COLUMNS[key][0]).value = value
    book.save(path)
    book.close()


def test_a_plan_of_a_week_long_ago_still_prints(office: AppContext, boss: Actor, tmp_path: Path) -> None:
    clock = office.clock
    assert isinstance(clock, HeldClock)
    plan_id = office.plans.begin(boss, "2025-W01", template="plan.holiday")
    clock.advance(400 * DAY)
    office.plan_papers.write(boss, [plan_id], tmp_path / "old.pdf")
    assert "2025" in texts(tmp_path / "old.pdf")[0]
