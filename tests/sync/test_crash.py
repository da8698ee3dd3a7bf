"""A desk killed at any point of its day, or whose file server loses its power, loses nothing and goes on.

The points are drawn by chance here; `python build/make.py soak --part crash` tries every one of them.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.sync.crash import DAYS
from tests.sync.trials import Stage, all_blows, count_points, sample, try_blow

SHARE_OF = {"work": 5, "restored": 3, "cloned": 3, "tending": 4, "joining": 3, "founding": 3}
"""Kind of day -> how many blows are tried."""


@pytest.mark.parametrize("kind", DAYS)
def test_a_desk_that_is_killed_loses_nothing_and_goes_on(kind: str, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    stage = Stage(tmp_path, kind)
    struck = 0
    for blow in sample(all_blows(count_points(stage), seed), SHARE_OF[kind], seed):
        tally = try_blow(stage, blow)
        struck += tally.struck
        assert not tally.faults, f"seed {seed}: {tally.faults}"
    assert struck
