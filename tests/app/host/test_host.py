"""The machine: folders, file names, the single window, opening files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.errors import EnvironmentFault
from app.host import opening
from app.host.machine import machine_facts
from app.host.names import LONGEST, safe_name
from app.host.paths import Paths, resources
from app.host.single import SingleInstance
from tests.support.office import REPOSITORY


def test_everything_the_program_writes_lies_in_the_data_folder(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    for path in (paths.database, paths.desk_file, paths.logs, paths.backups, paths.out, paths.lock):
        assert path.parent == tmp_path


def test_the_usual_place_is_this_users_and_does_not_roam() -> None:
    usual = Paths.usual().data
    assert usual.is_absolute()
    assert "roaming" not in str(usual).lower()
    assert usual.name == "WuyeDesk"


def test_resources_are_found_beside_the_sources_and_inside_the_installed_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resources() == REPOSITORY / "resources"
    assert (Paths(tmp_path).resources / "seed").is_dir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "resources"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("工单.pdf", "工单.pdf"),
        ("3栋/2单元:501?.pdf", "3栋_2单元_501_.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("lpt1.tar.gz", "_lpt1.tar.gz"),
        ("COM10.txt", "COM10.txt"),
        (" . .. ", "file"),
        ("", "file"),
        ("???", "file"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("line\nbreak.txt", "line_break.txt"),
        ("name. ", "name"),
        (".pdf", "pdf"),
        ("a" * 300 + ".pdf", "a" * (LONGEST - 4) + ".pdf"),
        ("字" * 100 + ".xlsx", "字" * 38 + ".xlsx"),
    ],
)
def test_names_become_legal_and_keep_what_they_can(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=200))
@example("aux .txt")
@example("NUL.")
def test_any_text_becomes_a_legal_name(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*\n\t\x00')
    assert name[-1] not in " ."
    assert PurePosixPath(name).name == name
    assert name.partition(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert safe_name(name) == name


def test_only_one_holds_the_lock_and_releasing_frees_it(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path / "data" / "lock"), SingleInstance(tmp_path / "data" / "lock")
    assert first.take()
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()
    second.release()


def test_another_process_holds_the_lock_until_it_dies(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from app.host.single import SingleInstance;"
        f"one = SingleInstance(pathlib.Path({str(tmp_path / 'lock')!r}));"
        "print(one.take(), flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        mine = SingleInstance(tmp_path / "lock")
        assert not mine.take()
    finally:
        other.kill()
        other.communicate()
    assert mine.take()
    mine.release()


@pytest.mark.parametrize("verb", [opening.open_file, opening.print_file, opening.show_in_folder])
def test_a_file_that_has_gone_is_told_calmly(verb: object, tmp_path: Path) -> None:
    assert callable(verb)
    with pytest.raises(EnvironmentFault) as told:
        verb(tmp_path / "gone.pdf")
    assert told.value.code == "host.gone"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks its shell and not a program")
def test_files_are_handed_over_without_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(opening.subprocess, "Popen", lambda command, **_: started.append(command))
    file = tmp_path / "工单 $(rm) ;.pdf"
    file.write_bytes(b"")
    opening.open_file(file)
    opening.print_file(file)
    opening.show_in_folder(file)
    assert [command[1] for command in started] == [str(file), str(file), str(tmp_path)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks its shell and not a program")
def test_a_computer_without_a_viewer_is_told_calmly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    for verb, code in ((opening.open_file, "host.open"), (opening.print_file, "host.print")):
        with pytest.raises(EnvironmentFault) as told:
            verb(file)
        assert told.value.code == code


def test_facts_about_the_machine_do_not_say_whose_it_is(tmp_path: Path) -> None:
    facts = machine_facts(tmp_path)
    assert {"system", "python", "free_gb", "package peewee"} <= set(facts)
    assert all(isinstance(value, str) for value in facts.values())
    assert facts["free_gb"] != "unknown"
    assert machine_facts(tmp_path / "none")["free_gb"] == "unknown"
    told = " ".join(facts.values())
    for secret in (os.environ.get("USER"), os.environ.get("USERNAME"), str(Path.home())):
        assert not secret or len(secret) < 4 or secret not in told
