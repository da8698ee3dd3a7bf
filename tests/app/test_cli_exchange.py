"""Two desks by verbs alone: founding, joining, exchanging; afterwards every list is the same to the byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.cli.kinds import LISTS

Run = Callable[..., tuple[int, Any]]
ONE, TWO = "one", "two"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb with --json at a desk and return exit code and answer."""
    (tmp_path / "share").mkdir()

    def call(desk: str, *words: str, raw: bool = False) -> tuple[int, Any]:
        code = main(["--data", str(tmp_path / desk), *words, "--json"])
        out = capsys.readouterr().out
        return code, out if raw else json.loads(out) if out else None

    return call


@pytest.fixture
def share(tmp_path: Path) -> str:
    return str(tmp_path / "share")


@pytest.fixture
def two(run: Run, share: str) -> Run:
    code, made = run(ONE, "sync", "create", "--share", share, "--office", "示例物业", "--no-pin", "--name", "前台一")
    assert code == 0
    assert len(made["recovery"]) > 50
    code, invited = run(ONE, "sync", "invite")
    assert code == 0
    assert invited["expires"] > 0
    code, joined = run(TWO, "sync", "join", "--share", share, "--code", invited["code"], "--name", "前台二")
    assert code == 0
    assert joined["lane"] == "B"
    assert joined["site"] == made["site"]
    return run


def settle(run: Run) -> None:
    for desk in (ONE, TWO, ONE, TWO):
        code, report = run(desk, "sync", "once")
        assert code == 0
        assert report.keys() == {"published", "applied", "conflicts", "problems", "state"}


FILLED = ("tickets", "houses", "staff", "scenarios", "audit", "training-templates", "courses")
"""Lists that are not empty in a new office with a few tickets."""


def test_after_quiescence_every_list_is_the_same_to_the_byte(two: Run) -> None:
    house = two(ONE, "new", "house", "building=3", "unit=2", "room=501")[1]["id"]
    assert two(TWO, "new", "house", "building=3", "unit=2", "room=502")[0] == 0
    settle(two)
    assert two(TWO, "new", "staff", "number=E01", "name=丁师傅", "roles=field")[0] == 0
    for desk in (ONE, TWO, ONE):
        ticket = ("type=repair", "level=2", "category=water_power.leak", "description=厨房漏水", f"house_id={house}")
        assert two(desk, "new", "ticket", *ticket)[0] == 0
    settle(two)
    for kind in LISTS:
        one, other = (two(desk, "list", kind, "--all", raw=True)[1] for desk in (ONE, TWO))
        assert one == other
        assert json.loads(one)["count"] > 0 or kind not in FILLED
    numbers = {row["number"] for row in two(TWO, "list", "tickets", "--all")[1]["rows"]}
    assert {number.split("-")[1] for number in numbers} == {"A", "B"}


def test_status_tells_how_far_what_was_written_has_come(two: Run) -> None:
    settle(two)
    code, status = two(ONE, "sync", "status")
    assert code == 0
    assert (status["state"], status["unsealed"], status["unpublished"]) == ("received", 0, 0)
    assert [(peer["name"], peer["missing"], peer["behind"]) for peer in status["peers"]] == [("前台二", 0, 0)]
    assert two(ONE, "new", "house", "building=9", "unit=1", "room=101")[0] == 0
    status = two(ONE, "sync", "status")[1]
    assert status["state"] == "saved"
    assert status["unsealed"] > 0
    assert {"site", "device", "stream", "lane", "conflicts", "problems"} <= status.keys()


def test_a_conflict_is_listed_masked_and_settled_by_an_edit(two: Run) -> None:
    house = two(ONE, "new", "house", "building=3", "unit=2", "room=501")[1]["id"]
    settle(two)
    assert two(ONE, "do", "house", house, "edit", "note=一号")[0] == 0
    assert two(TWO, "do", "house", house, "edit", "note=二号")[0] == 0
    settle(two)
    for desk in (ONE, TWO):
        (found,) = two(desk, "sync", "conflicts")[1]["conflicts"]
        assert (found["table"], found["pk"], found["column"]) == ("house", house, "note")
        assert {version["text"] for version in found["versions"]} == {"一号", "二号"}
        assert [version["shown"] for version in found["versions"]] == [True, False]
    assert two(TWO, "do", "house", house, "edit", "note=都要")[0] == 0
    settle(two)
    assert two(ONE, "sync", "conflicts")[1]["conflicts"] == []
    assert two(ONE, "sync", "problems")[1]["problems"] == []


def test_a_desk_that_works_alone_says_so(run: Run) -> None:
    assert run(ONE, "init", "--office", "示例物业", "--no-pin")[0] == 0
    assert run(ONE, "sync", "status")[1]["state"] == "alone"
    code, answer = run(ONE, "sync", "once")
    assert (code, answer["code"]) == (1, "exchange.alone")


def test_joining_is_refused_with_a_reason_and_leaves_nothing(two: Run, run: Run, share: str, tmp_path: Path) -> None:
    code, answer = run("three", "sync", "join", "--share", share, "--code", "AAAA")
    assert code == 1
    assert "code" in answer["fields"]
    assert not (tmp_path / "three" / "office.db").exists()
    (tmp_path / "empty").mkdir()
    code, answer = run("three", "sync", "join", "--share", str(tmp_path / "empty"), "--code", "A" * 26)
    assert (code, answer["code"]) == (1, "sync.no_office")
    code, answer = run(TWO, "sync", "join", "--share", share, "--code", "A" * 26)
    assert (code, answer["code"]) == (1, "office.exists")


def test_paused_is_paused_until_somebody_goes_on(two: Run) -> None:
    assert two(ONE, "sync", "pause")[1]["state"] == "paused"
    assert two(ONE, "new", "house", "building=9", "unit=1", "room=101")[0] == 0
    assert two(ONE, "sync", "once")[1] == {
        "published": 0,
        "applied": 0,
        "conflicts": 0,
        "problems": 0,
        "state": "paused",
    }
    assert two(ONE, "sync", "resume")[0] == 0
    assert two(ONE, "sync", "once")[1]["published"] == 1


def test_a_lost_folder_is_built_up_anew_from_one_desk(two: Run, run: Run, share: str, tmp_path: Path) -> None:
    house = two(TWO, "new", "house", "building=3", "unit=2", "room=501")[1]["id"]
    assert two(ONE, "sync", "verify")[1]["damaged"] == []  # it has not exchanged since the other desk joined
    settle(two)
    code, proof = two(ONE, "sync", "verify")
    assert (code, proof["missing"]) == (0, [])
    assert proof["sound"] > 5
    shutil.rmtree(share)
    Path(share).mkdir()
    assert two(ONE, "sync", "once")[1]["state"] == "stopped"
    assert list(Path(share).iterdir()) == []
    assert two(ONE, "sync", "rebuild")[0] == 0
    settle(two)
    assert two(TWO, "sync", "verify")[0] == 0
    other = tmp_path / "other"
    other.mkdir()
    assert two(ONE, "sync", "rebuild", "--share", str(other))[0] == 0
    assert (other / "SITE").read_bytes() == (Path(share) / "SITE").read_bytes()
    assert two(ONE, "sync", "rebuild", "--local")[0] == 0
    assert two(ONE, "show", "house", house)[0] == 0


def test_a_damaged_file_is_named(two: Run, share: str) -> None:
    settle(two)
    victim = next(Path(share).rglob("*.sg"))
    victim.write_bytes(victim.read_bytes()[:-9])
    code, proof = two(TWO, "sync", "verify")
    assert code == 1
    assert [Path(path).name for path in proof["damaged"]] == [victim.name]
