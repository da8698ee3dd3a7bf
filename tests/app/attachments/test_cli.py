"""Attachments from the command line."""

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
    return call


def test_attach_list_and_get(run: Run, tmp_path: Path) -> None:
    number = run("new", "ticket", "description=楼道灯不亮", "type=repair", "place=三楼")[1]["number"]
    source = tmp_path / "说明.txt"
    source.write_text("三楼", encoding="utf-8")
    program = tmp_path / "x.exe"
    program.write_bytes(b"MZ")
    code, added = run("attach", "ticket", number, str(source), "--note", "来信")
    assert (code, len(added["ids"]), added["refused"]) == (0, 1, [])
    code, added = run("attach", "ticket", number, str(program))
    assert (code, added["ids"], added["refused"][0]["name"]) == (1, [], "x.exe")
    code, listed = run("attachments", "ticket", number)
    assert (code, listed["count"]) == (0, 1)
    row = listed["rows"][0]
    assert (row["name"], row["note"], row["place"], row["size"]) == ("说明.txt", "来信", "here", 6)
    target = tmp_path / "回来.txt"
    assert run("attachments", "get", row["id"], "--out", str(target))[0] == 0
    assert target.read_text(encoding="utf-8") == "三楼"
    folder = tmp_path / "到处"
    folder.mkdir()
    code, got = run("attachments", "get", row["id"], "--out", str(folder))
    assert (code, Path(got["file"])) == (0, folder / "说明.txt")


def test_usage_and_refusals(run: Run, tmp_path: Path) -> None:
    assert run("attachments", "ticket", "GD000000-A-0001")[0] == 1
    assert run("attachments", "get", "0" * 32)[0] == 1
    assert main(["attach", "staff", "0001", "x"]) == 2
