"""The command line as a script uses it: JSON, exit codes, no traceback; a whole ticket's life by verbs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.support.office import REAL_DATA

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb with --json in an office of its own and return exit code and answer."""

    def call(*words: str, data: str = "office") -> tuple[int, Any]:
        code = main(["--data", str(tmp_path / data), "--lang", "zh_CN", *words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return call


@pytest.fixture
def office(run: Run) -> Run:
    assert run("init", "--office", "示例物业", "--no-pin")[0] == 0
    return run


def test_an_office_is_founded_once(run: Run) -> None:
    code, answer = run("init", "--office", "示例物业", "--no-pin")
    assert (code, answer["office"], answer["admin"]) == (0, "示例物业", "0001")
    code, answer = run("init", "--office", "示例物业", "--no-pin")
    assert (code, answer["code"]) == (1, "office.exists")


def test_without_an_office_verbs_say_how_to_make_one(run: Run) -> None:
    code, answer = run("list", "tickets")
    assert code == 1
    assert "init --office" in answer["error"]


@pytest.mark.parametrize(
    "words", [["fly"], ["list"], ["list", "ghosts"], ["list", "tickets", "--bogus"], ["import", "tickets"], []]
)
def test_wrong_usage_is_2_and_says_so(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.err
    assert "Traceback" not in printed.err


def test_a_ticket_lives_from_call_to_close(office: Run) -> None:
    assert office("new", "house", "building=3", "unit=2", "room=501")[0] == 0
    worker = office("new", "staff", "number=E01", "name=丁师傅", "roles=field")[1]["id"]
    code, taken = office("new", "ticket", "description=厨房水管漏水", "house=3栋2单元501", "type=repair", "level=1")
    assert code == 0
    number = taken["number"]
    assert number in taken["message"]
    for words in (
        ["dispatch", "assignee=E01"],
        ["start"],
        ["hold", "hold_reason=等配件"],
        ["resume"],
        ["finish", "result=换了角阀", "cause=设施老化"],
        ["close", "resident_word=satisfied", "satisfaction=5"],
    ):
        code, answer = office("do", "ticket", number, *words)
        assert code == 0, answer
    assert answer["state"] == "closed"
    shown = office("show", "ticket", number)[1]
    assert shown["assignee_id"] == worker
    assert [entry["action"] for entry in shown["timeline"]] == [
        "take", "dispatch", "start", "hold", "resume", "finish", "close",
    ]  # fmt: skip
    rows = office("list", "tickets", "state=closed")[1]
    assert rows["count"] == 1
    assert rows["rows"][0]["id"] == taken["id"]


def test_refusals_are_1_with_a_reason_and_the_field(office: Run) -> None:
    number = office("new", "ticket", "description=大堂灯不亮", "place=3栋大堂")[1]["number"]
    code, answer = office("do", "ticket", number, "close", "resident_word=satisfied")
    assert (code, answer["code"]) == (1, "ticket.move_refused")
    code, answer = office("do", "ticket", number, "finish")
    assert code == 1
    assert set(answer["fields"]) == {"result", "cause"}
    code, answer = office("new", "ticket", "description=x")
    assert set(answer["fields"]) == {"place"}
    assert office("show", "ticket", "GD990101-A-0001")[0] == 1
    assert office("list", "tickets", "colour=red")[0] == 1
    assert office("list", "tickets", "--sort", "nonsense")[0] == 1


def test_pins_are_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WUYE_PIN", "2580")
    assert run("init", "--office", "示例物业")[0] == 0
    assert run("list", "tickets", "--as", "0001") == (0, {"count": 0, "rows": []})
    assert run("list", "tickets")[1]["code"] == "cli.nobody"
    monkeypatch.setenv("WUYE_PIN", "0000")
    assert run("list", "tickets", "--as", "0001")[0] == 1


def test_roles_hold_on_the_command_line(office: Run) -> None:
    office("new", "staff", "number=R01", "name=小方", "roles=reader")
    code, answer = office("new", "ticket", "description=x", "place=y", "--as", "R01")
    assert (code, answer["code"]) == (1, "not_allowed")


def test_records_are_edited_field_by_field(office: Run) -> None:
    office("new", "house", "building=3", "unit=2", "room=501", "note=门铃坏了")
    office("new", "staff", "number=E01", "name=丁师傅", "roles=field", "zone=东区")
    assert office("do", "house", "3-2-501", "edit", "zone=东区")[0] == 0
    assert office("do", "staff", "E01", "edit", "phone=13900000001")[0] == 0
    house, worker = office("show", "house", "3-2-501")[1], office("show", "staff", "E01")[1]
    assert (house["values"]["note"], house["values"]["zone"]) == ("门铃坏了", "东区")
    assert (worker["zone"], worker["phone"], worker["roles"]) == ("东区", "13900000001", ["field"])


def test_a_promise_is_made_kept_or_withdrawn_and_the_history_told(office: Run) -> None:
    number = office("new", "ticket", "description=大堂灯不亮", "place=3栋大堂")[1]["number"]
    kept, gone = (
        office("do", "ticket", number, "promise", f"text={text}", "due=+30m")[1]["promise"] for text in ("回电", "上门")
    )
    assert office("do", "ticket", number, "keep-promise", f"promise={kept}")[0] == 0
    assert office("do", "ticket", number, "withdraw-promise", f"promise={gone}")[0] == 1
    assert office("do", "ticket", number, "withdraw-promise", f"promise={gone}", "reason=改约明天")[0] == 0
    assert office("do", "ticket", number, "edit", "level=1")[0] == 0
    shown = office("show", "ticket", number)[1]
    assert {promise["id"]: promise["cancelled"] for promise in shown["promises"]} == {kept: 0, gone: 1}
    assert any("1" in line["text"] for line in shown["history"])


def test_nobody_learns_by_name_what_they_may_not_see(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WUYE_PIN", "2580")
    assert run("init", "--office", "示例物业")[0] == 0
    for words in (["set"], ["show", "person", "欧阳小明"], ["show", "staff", "0001"]):
        assert run(*words)[1]["code"] == "cli.nobody"


def test_a_defect_is_one_line_and_its_text_is_kept_without_values(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("13812345678")

    monkeypatch.setattr("app.store.store.Store.find", fail)
    code = main(["--data", str(tmp_path / "office"), "show", "ticket", "GD990101-A-0001"])
    printed = capsys.readouterr()
    assert code == 1
    assert "Traceback" not in printed.err
    kept = next((tmp_path / "office").rglob("crash-*.txt")).read_text(encoding="utf-8")
    assert "KeyError" in kept
    assert "13812345678" not in kept + printed.err


def test_exports_and_sheets_are_written(office: Run, tmp_path: Path) -> None:
    number = office("new", "ticket", "description=大堂灯不亮", "place=3栋大堂")[1]["number"]
    for form in ("xlsx", "pdf", "csv"):
        path = tmp_path / f"ledger.{form}"
        assert office("export", "tickets", "--out", str(path), "open=yes")[1]["rows"] == 1
        assert path.stat().st_size > 100
    slip = tmp_path / "slip.pdf"
    assert office("print", "work-slip", "--id", number, "--out", str(slip))[1]["missing"] == []
    assert slip.read_bytes().startswith(b"%PDF")


def test_backup_and_restore_bring_everything_back(office: Run, tmp_path: Path) -> None:
    office("new", "ticket", "description=第一张", "place=大堂")
    copy = tmp_path / "copy.db"
    assert office("backup", str(copy))[0] == 0
    office("new", "ticket", "description=第二张", "place=大堂")
    code, answer = office("restore", str(copy))
    assert code == 0
    assert Path(answer["kept"]).exists()
    assert office("list", "tickets")[1]["count"] == 1
    assert office("verify") == (0, {"ok": True, "problem": ""})
    copy.write_bytes(b"broken")
    assert office("restore", str(copy))[0] == 1
    assert office("list", "tickets")[1]["count"] == 1


def test_settings_are_changed_and_checked(office: Run) -> None:
    assert office("set", "tickets.respond_1=20")[1]["tickets.respond_1"] == 20
    assert office("set")[1]["tickets.respond_1"] == 20
    assert office("set", "tickets.respond_1=soon")[0] == 1
    assert office("set", "no.such=1")[0] == 1


def test_a_broken_spreadsheet_is_refused_calmly(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no workbook")
    code, answer = office("import", "tickets", str(path))
    assert code == 1
    assert answer["error"]
    assert office("import", "tickets", str(tmp_path / "missing.xlsx"))[0] == 1


@pytest.mark.skipif(not REAL_DATA.exists(), reason="the real inputs are not here")
class TestRealInput:
    """Files of other systems, through the verb."""

    def test_owners_and_houses(self, office: Run) -> None:
        templates = REAL_DATA / "import-templates"
        owners = office("import", "owners", str(templates / "hc.xlsx"))[1]
        assert (owners["created"], owners["refused"]) == (5, [])
        houses = office("import", "houses", str(templates / "hc.xlsx"))[1]
        assert (houses["created"], houses["refused"]) == (8, [])
        room = office("import", "owners", str(templates / "importRoom.xlsx"))[1]
        assert (room["created"], room["refused"]) == (1, [])
        again = office("import", "owners", str(templates / "hc.xlsx"))[1]
        assert (again["created"], again["updated"]) == (0, 0)

    def test_495_complaints(self, office: Run) -> None:
        path = str(REAL_DATA / "requests" / "complaints-495.xlsx")
        trial = office("import", "tickets", path, "--dry-run")[1]
        assert trial["dry_run"]
        assert office("list", "tickets")[1]["count"] == 0
        report = office("import", "tickets", path)[1]
        assert report["read"] == 495
        assert report["created"] + report["skipped"] == 495
        assert report["refused"] == []
        assert report["notes"]
        again = office("import", "tickets", path)[1]
        assert (again["created"], again["updated"]) == (0, 0)

    def test_1031_requests_keep_their_times(self, office: Run) -> None:
        path = REAL_DATA / "requests" / "seeclickfix-newport-2017-1031.csv"
        report = office("import", "tickets", str(path))[1]
        assert (report["read"], report["created"], report["refused"]) == (1031, 1031, [])
        row = office("list", "tickets", "--search", "3672116")[1]["rows"][0]
        assert row["reported_at"] == 1504114729000
        assert row["closed_at"] == 1504212059000
        assert row["state"] == "closed"
