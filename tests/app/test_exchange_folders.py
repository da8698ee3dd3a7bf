"""A folder is tried out the way the exchange will use it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.core.clock import HeldClock, SystemClock
from app.core.errors import Refused
from app.core.text import T
from app.features.exchange.folders import FolderTest, probe_folder

OWN = "aa" * 16


def probe(folder: Path, site: str = "", own: str = OWN) -> FolderTest:
    return probe_folder(folder, SystemClock(), lambda _folder: site, own)


def verdicts(test: FolderTest) -> dict[str, str]:
    return {line.key: line.verdict for line in test.lines}


def test_an_empty_folder_will_do_and_is_left_empty(tmp_path: Path) -> None:
    test = probe(tmp_path)
    assert test.usable
    assert test.content == "empty"
    told = verdicts(test)
    assert {"reach", "whose", "create", "exclusive", "rename", "delete", "time", "room"} <= set(told)
    assert set(told.values()) <= {"done", "info"}
    assert list(tmp_path.iterdir()) == []


def test_whose_folder_it_is(tmp_path: Path) -> None:
    assert probe(tmp_path, OWN).content == "ours"
    assert probe(tmp_path, "bb" * 16).content == "office"
    (tmp_path / "Thumbs.db").write_bytes(b"")
    assert probe(tmp_path).content == "empty"
    (tmp_path / "报价.xlsx").write_bytes(b"x")
    test = probe(tmp_path)
    assert (test.content, verdicts(test)["whose"], test.usable) == ("foreign", "soon", True)
    assert (tmp_path / "报价.xlsx").read_bytes() == b"x"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    def refuse(_folder: str) -> str:
        raise Refused(T("t", "This folder's mark is damaged."))

    test = probe_folder(tmp_path, SystemClock(), refuse, OWN)
    assert not test.usable
    assert test.content == "unknown"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert not probe(tmp_path / "none").usable
    (tmp_path / "file").write_bytes(b"")
    assert verdicts(probe(tmp_path / "file")) == {"reach": "late"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights work otherwise there")
def test_a_folder_in_which_nothing_can_be_made(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert verdicts(probe(tmp_path))["create"] == "late"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("part", ["OneDrive - 示例物业", "Nutstore", "坚果云", "BaiduSyncdisk", "Dropbox", "WPSDrive"])
def test_folders_of_sync_clients_are_refused(tmp_path: Path, part: str) -> None:
    folder = tmp_path / part / "交换"
    folder.mkdir(parents=True)
    assert verdicts(probe(folder))["client"] == "late"


def test_a_mark_of_a_sync_client_above_is_seen(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    folder = tmp_path / "office"
    folder.mkdir()
    assert not probe(folder).usable


def test_a_clock_that_differs_is_said(tmp_path: Path) -> None:
    early = HeldClock(SystemClock().now() - 3_600_000)
    late = HeldClock(SystemClock().now() + 3_600_000)
    for clock, word in ((early, "behind"), (late, "ahead")):
        (line,) = [line for line in probe_folder(tmp_path, clock, lambda _f: "").lines if line.key == "time"]
        assert line.verdict == "soon"
        assert word in str(line.text)
