"""A handover from the data to its seal by verbs, and the duty roster."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str, who: str = "0001") -> tuple[int, Any]:
        code = main(["--data", str(tmp_path / "office"), "--lang", "zh_CN", "--as", who, *words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    assert call("init", "--office", "示例物业", "--no-pin")[0] == 0
    for number, name in (("A02", "小周"), ("A03", "小吴")):
        assert call("new", "staff", f"number={number}", f"name={name}", "roles=agent")[0] == 0
    return call


def counted(run: Run, handover: str, who: str) -> None:
    _, told = run("show", "handover", handover)
    words = [f"{row['code']}={row['expected']}" for row in told["counts"] if row["expected"] is not None]
    assert run("do", "handover", handover, "count", *words, "cash.10000=2", "cash.10=3", who=who)[1]["cash"] == 20_030


def test_a_handover_lives_from_the_data_to_its_seal(run: Run, tmp_path: Path) -> None:
    assert run("new", "ticket", "type=repair", "level=3", "description=路灯不亮", "place=北广场")[0] == 0
    code, made = run("new", "handover", who="A02")
    assert (code, made["state"]) == (0, "draft")
    handover = made["id"]
    assert run("do", "handover", handover, "hand-over", who="A02")[1]["code"] == "handover.unexplained"
    counted(run, handover, "A02")
    assert run("do", "handover", handover, "note", "text=电梯厂家明早到", "important=1", who="A02")[0] == 0
    assert run("do", "handover", handover, "hand-over", who="A02")[1]["state"] == "handed"
    code, answer = run("do", "handover", handover, "accept", who="A03")
    assert (code, answer["code"]) == (1, "handover.unread")
    assert run("do", "handover", handover, "tick", "line=all", who="A03")[1]["unread"] == 0
    assert run("do", "handover", handover, "accept", who="A03")[1]["state"] == "sealed"
    assert run("do", "handover", handover, "add", "text=伞找到了", who="A03")[0] == 0
    code, verdict = run("do", "handover", handover, "verify")
    assert (code, verdict["whole"]) == (0, True)
    _, listed = run("list", "handovers", "waiting=0")
    assert [row["id"] for row in listed["rows"]] == [handover]
    day = listed["rows"][0]["day"]
    out = tmp_path / "h.pdf"
    assert run("print", "handover", "--date", day, "--out", str(out))[1]["sheets"] == 1
    assert out.read_bytes().startswith(b"%PDF")
    assert run("print", "handover-blank", "--out", str(out))[1]["missing"] == []
    assert run("do", "handover", f"{day}", "export", f"out={tmp_path / 'h.xlsx'}")[0] == 0
    assert run("export", "handovers", "--format", "xlsx", "--out", str(tmp_path / "l.xlsx"))[1]["rows"] == 1


def test_a_refused_one_goes_back_and_one_from_paper_is_entered(run: Run) -> None:
    handover = run("new", "handover", who="A02")[1]["id"]
    counted(run, handover, "A02")
    run("do", "handover", handover, "sign", who="A02")
    assert run("do", "handover", handover, "refuse", "reason=现金少五十", who="A03")[1]["state"] == "draft"
    assert run("do", "handover", handover, "set-aside", "reason=做错了", who="A02")[1]["state"] == "void"
    paper = run("new", "handover", "day=昨天", "kind=早班", "paper=1", who="A02")[1]["id"]
    counted(run, paper, "A02")
    code, answer = run("do", "handover", paper, "signed-on-paper", "out_by=A03", "in_by=0001", who="A02")
    assert (code, answer["state"]) == (0, "sealed")


def test_duty_is_entered_and_withdrawn(run: Run) -> None:
    code, made = run("new", "duty", "day=今天", "kind=晚班", "staff=A02", "role=前台")
    assert code == 0
    assert run("show", "duty", made["id"])[1]["name"] == "小周"
    assert run("do", "duty", made["id"], "withdraw")[0] == 0
    assert run("new", "duty", "day=今天", "kind=晚班", "staff=A02", who="A03")[1]["code"] == "not_allowed"
