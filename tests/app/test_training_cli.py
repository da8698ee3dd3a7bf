"""Training by verbs: begun, signed, held, printed; what is refused says why."""

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
    def call(*words: str) -> tuple[int, Any]:
        code = main(["--data", str(tmp_path / "office"), "--lang", "zh_CN", *words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    assert call("init", "--office", "示例物业", "--no-pin")[0] == 0
    for number, name, role in (("A01", "林师傅", "agent"), ("A02", "赵新", "agent"), ("T01", "何老师", "trainer")):
        assert call("new", "staff", f"number={number}", f"name={name}", f"roles={role}")[0] == 0
    return call


def begin(run: Run) -> str:
    words = ("staff=A02", "template=training.newcomer", "mentor=A01", "start=2026-11-23")
    code, answer = run("new", "training", *words)
    assert code == 0
    return str(answer["id"])


def test_the_built_in_templates_and_outlines_are_listed(run: Run) -> None:
    code, answer = run("list", "training-templates")
    assert code == 0
    assert len(answer["rows"]) == 3
    assert len(run("list", "courses", "--all")[1]["rows"]) == 26
    code, answer = run("show", "training-template", "training.newcomer")
    assert len(answer["items"]) == 47


def test_a_checklist_is_signed_row_by_row(run: Run) -> None:
    begin(run)
    code, answer = run("do", "training", "A02", "sign", "row=1,2,3", "result=pass")
    assert (code, answer["passed"]) == (0, 3)
    code, answer = run("do", "training", "A02", "sign", "row=12", "result=pass")
    assert (code, answer["code"]) == (1, "training.blocked")
    code, answer = run("do", "training", "赵新", "take-back", "row=3", "note=签错")
    assert code == 0
    code, answer = run("show", "training", "A02")
    assert (answer["required"]["passed"], answer["mentor"], answer["rows"][0]["standing"]) == (2, "林师傅", "passed")
    code, answer = run("list", "training")
    assert answer["rows"][0]["progress"] == "2 / 46"
    code, answer = run("do", "training", "A02", "release")
    assert (code, answer["code"]) == (1, "training.missing")


def test_the_wrong_evaluator_is_refused(run: Run) -> None:
    begin(run)
    code, answer = run("--as", "A01", "do", "training", "A02", "sign", "row=1", "result=pass")
    assert (code, answer["code"]) == (1, "training.signer")


def test_a_drill_is_planned_held_and_counted(run: Run, tmp_path: Path) -> None:
    words = ("course=training.drill.11", "starts_at=昨天 15:00", "people=A01,A02", "trainer=T01")
    code, answer = run("new", "training-session", *words)
    assert code == 0
    drill = answer["id"]
    assert run("do", "training-session", drill, "hold")[1]["code"] == "training.unsaid"
    assert run("do", "training-session", drill, "mark", "presence=present")[0] == 0
    assert run("do", "training-session", drill, "observe", "text=广播慢", "improve=补训广播", "staff=T01")[0] == 0
    assert run("do", "training-session", drill, "hold", "result=14 分钟")[0] == 0
    code, answer = run("show", "training-session", drill)
    assert (answer["state"], answer["attendees"][0]["presence"]) == ("held", "present")
    path = tmp_path / "sign.pdf"
    assert run("print", "training-sign-in", "--id", drill, "--out", str(path))[0] == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_checklists_and_the_year_are_printed(run: Run, tmp_path: Path) -> None:
    begin(run)
    path = tmp_path / "list.pdf"
    assert run("print", "training", "--staff", "A02", "--out", str(path))[0] == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert run("print", "training-year", "--date", "2026", "--out", str(tmp_path / "year.pdf"))[0] == 0
    code, answer = run("print", "training-certificate", "--id", "A02", "--out", str(tmp_path / "pass.pdf"))
    assert (code, answer["code"]) == (1, "training.not_passed")


def test_certificates_are_entered_and_found(run: Run) -> None:
    words = ("staff=A01", "kind=健康证", "number=JK001", "issued_on=2026-01-01", "expires_on=2026-12-31")
    code, answer = run("new", "certificate", *words)
    assert code == 0
    code, answer = run("show", "certificate", "JK001")
    assert (answer["name"], answer["kind"]) == ("林师傅", "健康证")
    assert run("do", "certificate", "JK001", "delete")[0] == 0
    assert run("list", "certificates")[1]["rows"] == []


def test_lists_go_to_files(run: Run, tmp_path: Path) -> None:
    begin(run)
    for name, form in (("training", "xlsx"), ("courses", "csv"), ("sessions", "pdf"), ("training-templates", "xlsx")):
        path = tmp_path / f"{name}.{form}"
        assert run("export", name, "--format", form, "--out", str(path))[0] == 0
        assert path.stat().st_size > 100


def test_ledgers_are_imported_tried_first_and_twice_without_doubles(run: Run, tmp_path: Path) -> None:
    certificates, sessions = tmp_path / "证书台账.csv", tmp_path / "2026培训台账.csv"
    certificates.write_text(
        "工号,姓名,证书名称,证书编号,发证日期,有效期至\nA01,林师傅,急救证,JJ-1,2025.2.1,2年\nA09,某人,急救证,JJ-2,2025.2.1,2年\n",
        encoding="utf-8",
    )
    sessions.write_text(
        '日期,时间,主题,形式,学时,参加人员,效果\n3月5日,14:00-15:30,文明用语,培训,,"林师傅、赵新",良好\n',
        encoding="utf-8",
    )
    code, report = run("import", "certificates", str(certificates), "--dry-run")
    assert (code, report["created"], report["dry_run"]) == (0, 1, True)
    assert "A09" in report["refused"][0]["reason"]
    for created in (1, 0):
        assert run("import", "certificates", str(certificates))[1]["created"] == created
        code, report = run("import", "sessions", str(sessions))
        assert (code, report["created"], report["refused"]) == (0, created, [])
    code, found = run("list", "sessions")
    assert code == 0
    assert len(found["rows"]) == 1
