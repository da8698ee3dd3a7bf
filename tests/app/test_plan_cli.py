"""The weekly plan on the command line: the same services the window uses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.cli.main import main

WEEK = "2026-W48"


@pytest.fixture
def data(tmp_path: Path) -> str:
    folder = str(tmp_path / "office")
    assert main(["--data", folder, "init", "--office", "示例物业", "--no-pin"]) == 0
    return folder


@pytest.fixture
def run(data: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def verb(*words: str, code: int = 0) -> Any:
        capsys.readouterr()
        assert main(["--data", data, "--json", *words]) == code
        return json.loads(capsys.readouterr().out)

    return verb


def test_a_week_from_begin_to_review(run: Any, tmp_path: Path) -> None:
    assert run("new", "plan", f"week={WEEK}", "template=plan.ordinary")["id"] == WEEK
    shown = run("show", "plan", WEEK)
    assert len(shown["tasks"]) > 20
    added = run("do", "plan", WEEK, "add", "title=换锁", "section=equipment", "deadline=周三前", "assignee=0001")
    for task in run("show", "plan", "2026-11-25")["tasks"]:
        run("do", "plan-task", task["id"], "edit", "assignee=0001")
    assert run("do", "plan", WEEK, "submit")["state"] == "submitted"
    assert run("do", "plan", WEEK, "approve")["state"] == "approved"
    assert run("do", "plan-task", added["task"], "fail", "note=没有配件")["state"] == "not_done"
    assert "undecided" in str(run("do", "plan", WEEK, "review", code=1))
    run("do", "plan", WEEK, "improve", "problem=配件常缺", "measure=备常用件")
    assert len(run("list", "improvements")["rows"]) == 1
    for task in run("show", "plan", WEEK)["tasks"]:
        if task["state"] == "open":
            run("do", "plan-task", task["id"], "do")
    assert run("do", "plan", WEEK, "review", "note=平稳")["state"] == "reviewed"
    assert run("new", "plan", "week=2026-W49")["id"] == "2026-W49"
    assert run("do", "plan", "2026-W49", "take")["tasks"]
    assert run("print", "week-plan", "--week", WEEK, "--out", str(tmp_path / "p.pdf"))["sheets"] == 1
    assert run("print", "week-review", "--id", WEEK, "--out", str(tmp_path / "r.pdf"))["missing"] == []
    assert run("export", "plan-tasks", "--format", "xlsx", "--out", str(tmp_path / "t.xlsx"))["rows"] > 20


def test_a_workbook_is_written_edited_and_read_back(run: Any, tmp_path: Path) -> None:
    run("new", "plan", f"week={WEEK}")
    run("do", "plan", WEEK, "add", "title=换锁", "section=equipment")
    path = tmp_path / "plan.xlsx"
    run("plans", "write", WEEK, "--out", str(path))
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    row = next(row for row in range(1, 40) if sheet.cell(row, 5).value == "换锁")
    sheet.cell(row, 7).value = "周五 15:00"
    book.save(path)
    tried = run("plans", "read", str(path), "--dry-run")
    assert tried["trial"]
    assert len(tried["changes"]) == 1
    assert run("show", "plan", WEEK)["tasks"][0]["deadline"] == ""
    run("plans", "read", str(path))
    assert run("show", "plan", WEEK)["tasks"][0]["deadline"] == "周五 15:00"


def test_what_is_wrong_is_said_with_exit_code_one(run: Any) -> None:
    run("show", "plan", "2031-W10", code=1)
    run("new", "plan", f"week={WEEK}")
    run("new", "plan", f"week={WEEK}", code=1)
    run("do", "plan", WEEK, "submit", code=1)
