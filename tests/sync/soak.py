"""Long runs of random schedules: `python build/make.py soak --schedules N --seed S`.

Prints a table of what was tried and what came of it, and every seed that failed; `--seed S --schedules 1` repeats one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import fields

from tests.sync import schedules

BATCH = 250


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; return 1 if any schedule failed."""
    parser = argparse.ArgumentParser(prog="make.py soak", description=__doc__)
    parser.add_argument("--schedules", type=int, default=10_000, metavar="N", help="how many schedules")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the first seed; the others follow it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="P")
    parser.add_argument("--calm", action="store_true", help="no restores, rollbacks, retirements and new streams")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    last = options.seed + options.schedules
    batches = [
        (range(first, min(first + BATCH, last)), None, options.calm) for first in range(options.seed, last, BATCH)
    ]
    total, failed = schedules.Result(), []
    with multiprocessing.Pool(min(options.processes, len(batches)) or 1) as pool:
        for result, seeds in pool.imap(_batch, batches):
            total.add(result)
            failed += seeds
            for seed in seeds:
                _say(f"failed: --seed {seed} --schedules 1")
    _say(f"\nseeds {options.seed}..{last - 1}, {time.monotonic() - started:.0f} s\n\n| what | number |\n|---|---|")
    figures = {"schedules": options.schedules, "failed": len(failed)}
    figures |= {each.name: getattr(total, each.name) for each in fields(total)}
    for name, figure in figures.items():
        _say(f"| {name} | {figure:,} |")
    return 1 if failed else 0


def _batch(batch: tuple[range, None, bool]) -> tuple[schedules.Result, list[int]]:
    return schedules.run(*batch)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
