"""Complaints on the command line: a whole complaint and a dispute by verbs, with their papers and ledgers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.cli import main

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb with --json in an office of its own and return exit code and answer."""

    def call(*words: str) -> tuple[int, Any]:
        code = main(["--data", str(tmp_path / "office"), "--lang", "zh_CN", *words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    assert call("init", "--office", "示例物业", "--no-pin")[0] == 0
    assert call("set", "office.phone=010-80000000")[0] == 0
    assert call("new", "house", "building=3", "unit=2", "room=501")[0] == 0
    return call


def page_texts(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_complaint_lives_from_intake_to_archive(run: Run, tmp_path: Path) -> None:
    code, taken = run(
        "new", "complaint", "description=楼上半夜挪家具", "title=夜间噪音", "house=3-2-501", "person_name=欧阳小明"
    )
    assert code == 0
    number = taken["number"]
    for words in (
        ("soothed", "soothed=道歉"),
        ("investigated", "findings=十点后仍有声音"),
        ("planned", "plan=铺地垫", "consent=agreed"),
        ("handled", "result=已铺好"),
        ("measure", "text=每晚巡楼", "staff=0001", "due=明天 17:00"),
        ("letter", "template=reply"),
        ("send-letter", "delivery=hand"),
        ("replied",),
        ("archived", "cause=outside", "closing_words=好多了", "satisfaction=5"),
    ):
        code, answer = run("do", "complaint", number, *words)
        assert code == 0, answer
    code, shown = run("show", "complaint", number)
    assert (shown["stage"], shown["letters"][0]["delivery"]) == ("archived", "hand")
    assert [mark["state"] for mark in shown["path"]] == ["done"] * 7
    out = tmp_path / "letter.pdf"
    assert run("print", "complaint-letter", "--id", number, "--out", str(out))[0] == 0
    (page,) = page_texts(out)
    assert number in page
    assert "已铺好" in page
    code, found = run("list", "complaints", "stage=archived")
    assert [row["number"] for row in found["rows"]] == [number]


def test_a_dispute_file_is_kept_and_printed_by_verbs(run: Run, tmp_path: Path) -> None:
    number = run("new", "complaint", "description=为噪音争执", "house=3-2-501")[1]["number"]
    party = run("do", "complaint", number, "party", "side=second", "name=罗师傅")[1]["made"]
    for words in (
        ("talk", f"party={party}", "text=愿意铺地垫"),
        ("partner", "partner=社区警务室", "note=一同上门"),
        ("evidence", "kind=thing", "title=地垫样品", "lies=前台柜子"),
        ("follow-up", "due_on=下周五", "text=问两家"),
        ("settle", "outcome=agreed", "compromise=二十二点后不搬家具", "settled_on=今天"),
    ):
        code, answer = run("do", "complaint", number, *words)
        assert code == 0, answer
    assert [row["number"] for row in run("list", "disputes")[1]["rows"]] == [number]
    for paper in ("dispute-file", "agreement"):
        assert run("print", paper, "--id", number, "--out", str(tmp_path / f"{paper}.pdf"))[0] == 0
        assert "二十二点后不搬家具" in "".join(page_texts(tmp_path / f"{paper}.pdf"))


def test_a_ticket_becomes_a_complaint_by_its_number(run: Run) -> None:
    ticket = run("new", "ticket", "description=修了三次还漏", "house=3-2-501")[1]["number"]
    code, taken = run("new", "complaint", f"ticket={ticket}", "grade=serious")
    assert code == 0
    shown = run("show", "complaint", taken["number"])[1]
    assert (shown["ticket"], shown["grade"], shown["description"]) == (ticket, "serious", "修了三次还漏")
    code, refused = run("new", "complaint", f"ticket={ticket}")
    assert (code, refused["code"]) == (1, "complaint.made")


def test_a_ledger_is_imported_and_exported(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "投诉台账.csv"
    ledger.write_text("编号,投诉时间,房号,投诉内容,处理结果\n1,2026-03-05,3-2-501,灯不亮,已修\n", encoding="utf-8")
    code, report = run("import", "complaints", str(ledger))
    assert (code, report["created"]) == (0, 1)
    for form in ("xlsx", "pdf"):
        out = tmp_path / f"complaints.{form}"
        assert run("export", "complaints", "--format", form, "--out", str(out))[0] == 0
        assert out.stat().st_size > 1000
