"""Many random lives of real desks in a row, for tests and for long runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.sync.desks import World
from tests.sync.fleet import Tally, live
from tests.sync.model import Rule
from tests.sync.schedules import Result, Schedule

RATES = (0.0, 0.03, 0.1)
"""How many calls of the share fail: by the seed."""


def run_desks(seeds: Iterable[int], folder: Path, template: Path) -> tuple[Result, list[int]]:
    """Run schedules over real databases with a share of the schedule's own.

    Args:
        seeds: Which schedules.
        folder: An empty folder.
        template: An empty database.

    Returns:
        The figures, and the seeds that failed.
    """
    total, failed = Result(), []
    for seed in seeds:
        place = folder / str(seed)
        place.mkdir()
        world = World(place, template, seed)
        try:
            result = Schedule(seed, Rule(), make=world.make, without=("snapshot", "retire")).run()
        finally:
            world.close()
            shutil.rmtree(place)
        total.add(result)
        if result.failed:
            failed.append(seed)
    return total, failed


def run_offices(
    seeds: Iterable[int], folder: Path, template: Path, without: tuple[str, ...] = (), watch: Any = None
) -> tuple[Tally, list[int]]:
    """Run whole offices around a share that fails.

    Args:
        seeds: Which offices.
        folder: An empty folder.
        template: An empty database.
        without: Names of verbs and of faults that never come.
        watch: See ``live``.

    Returns:
        The figures, and the seeds that failed.
    """
    total, failed = Tally(), []
    for seed in seeds:
        place = folder / str(seed)
        place.mkdir()
        try:
            result = live(seed, place, template, RATES[seed % len(RATES)], without, watch)
        finally:
            shutil.rmtree(place)
        total.add(result)
        if result.failed:
            failed.append(seed)
    return total, failed
