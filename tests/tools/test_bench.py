"""Every arm of the benchmarks runs, at the smallest size; what it measures is nobody's business here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "build" / "bench.py"
SIZE = "40"


def run(*arguments: str, cache: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "WUYE_BENCH_CACHE": str(cache),
        "WUYE_BENCH_STARTED": str(time.time_ns()),
        **more,
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def arms() -> Iterator[tuple[str, str]]:
    """Return the arms there are, as the program names them."""
    listed = run(str(BENCH), "--list", cache=ROOT)
    assert listed.returncode == 0, listed.stderr
    for line in listed.stdout.splitlines():
        letter, _, name = line.partition(":")
        yield letter, name


ARMS = list(arms())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    made = run(str(BENCH), "--prepare", "--size", SIZE, cache=folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_every_measure_has_a_limit_and_us() -> None:
    letters = [letter for letter, _ in ARMS]
    assert set(letters) == set("abcdefghps")
    assert all(letters.count(letter) >= 2 for letter in letters)


@pytest.mark.parametrize(("letter", "name"), ARMS)
def test_the_arm_runs(letter: str, name: str, cache: Path) -> None:
    done = run(str(BENCH), "--arm", f"{letter}:{name}", "--size", SIZE, cache=cache)
    assert done.returncode == 0, done.stderr
    stages = json.loads(done.stdout.strip().splitlines()[-1])["stages"]
    assert stages
    assert all(set(span) == {"cpu", "wall"} for span in stages.values())
