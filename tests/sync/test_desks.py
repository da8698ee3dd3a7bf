"""Real databases keep every edit and end alike, whatever is restored, renewed or lost on the way."""

from __future__ import annotations

from pathlib import Path

from tests.sync.desks import make_template
from tests.sync.runs import run_desks, run_offices

SEED = 40_000
DESKS = 25
OFFICES = 6


def test_desks_lose_nothing_and_end_alike(tmp_path: Path) -> None:
    total, failed = run_desks(range(SEED, SEED + DESKS), tmp_path, make_template(tmp_path))
    assert not failed, f"python build/make.py soak --part desks --schedules 1 --seed {failed[0]}: {total}"
    assert total.writes > 10 * DESKS


def test_whole_offices_lose_nothing_and_end_alike(tmp_path: Path) -> None:
    total, failed = run_offices(range(SEED, SEED + OFFICES), tmp_path, make_template(tmp_path))
    assert not failed, f"python build/make.py soak --part office --schedules 1 --seed {failed[0]}: {total}"
    assert total.faults > OFFICES
