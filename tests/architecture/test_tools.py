"""The tools around the program: pins agree with the declarations, and set-up says plainly what is missing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from build.tasks import debian, environment
from build.tasks.files import Failure, locked, write_whole

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(kind: str) -> dict[str, str]:
    """Return package -> pinned version of a requirements file; every one has a hash, and nothing else stands there."""
    text = environment.REQUIREMENTS[kind].read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, str] = {}
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        match = re.fullmatch(r"([\w.-]+)==([\w.]+)(?: ; [^-]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+", line)
        assert match, f"not a pin with hashes: {line[:80]}"
        found[canonicalize_name(match[1])] = match[2]
    return found


@pytest.mark.parametrize(
    ("kind", "declared"),
    [("run", PROJECT["project"]["dependencies"]), ("dev", PROJECT["dependency-groups"]["dev"])],
    ids=["run", "dev"],
)
def test_what_is_declared_is_pinned(kind: str, declared: list[str]) -> None:
    pinned = pins(kind)
    for requirement in map(Requirement, declared):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not pinned: run `python build/make.py pin`"
        assert requirement.specifier.contains(version), f"{requirement} is pinned at {version}"


def test_the_tests_run_with_what_the_desks_get() -> None:
    assert pins("run").items() <= pins("dev").items()


def test_a_missing_library_is_recognised() -> None:
    words = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
    assert debian.missing_library(words) == "libEGL.so.1"
    assert debian.missing_library("ModuleNotFoundError: No module named 'PySide6'") is None


def test_who_may_not_install_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian.shutil, "which", lambda _: None)
    with pytest.raises(Failure, match=r"(?s)Qt lacks a library\..*sudo apt install libegl1 libgl1"):
        debian.install(["libegl1", "libgl1"], "Qt lacks a library.")


@pytest.fixture
def bare_container(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine where everything may be installed and nothing is; what is returned forbids services."""
    forbids = tmp_path / "policy-rc.d"
    forbids.touch()
    monkeypatch.setattr(debian, "NO_SERVICES", forbids)
    monkeypatch.setattr(debian, "_program", lambda _: None)
    monkeypatch.setattr(debian, "_may_install", lambda: True)
    return forbids


@pytest.mark.parametrize(
    "outcome",
    [0, 100, OSError("no apt-get"), subprocess.TimeoutExpired("apt-get", 1)],
    ids=["done", "no", "os", "slow"],
)
def test_what_the_tests_can_do_without_never_stops_them(
    bare_container: Path, monkeypatch: pytest.MonkeyPatch, outcome: int | Exception
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        if isinstance(outcome, Exception):
            raise outcome
        return subprocess.CompletedProcess(command, outcome)

    monkeypatch.setattr(debian.subprocess, "run", run)
    debian.offer_test_packages()
    assert asked[0][:3] == ["apt-get", "-q", "update"]
    if isinstance(outcome, int):
        assert asked[1][-1] == "samba"


@pytest.mark.parametrize("kept", ["services", "rights", "there"])
def test_no_file_server_is_started_on_anybodys_machine(
    bare_container: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    if kept == "services":
        bare_container.unlink()
    elif kept == "rights":
        monkeypatch.setattr(debian, "_may_install", lambda: False)
    else:
        monkeypatch.setattr(debian, "_program", lambda name: name)
    monkeypatch.setattr(debian, "_apt", lambda *_: pytest.fail("something was installed"))
    debian.offer_test_packages()


@pytest.mark.parametrize(("words", "code"), [([], 2), (["nonsense"], 2), (["--help"], 0)])
def test_the_verbs_are_listed(words: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build" / "make.py"), *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code
    assert all(verb in done.stderr for verb in ("run", "test", "check", "translate", "freeze"))


def test_a_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with locked("trial", tmp_path):
            assert write_whole(tmp_path / "part" / "file.txt", "文\n")
            assert not write_whole(tmp_path / "part" / "file.txt", "文\n")
        (tmp_path / "part" / "file.txt").unlink()
    assert list((tmp_path / "part").iterdir()) == []
