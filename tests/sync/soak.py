"""Long runs of random schedules: `python build/make.py soak --part PART --schedules N --seed S`.

The parts: `model` is the rule alone, `desks` real databases with a share of the schedule's own, `office` whole offices
with everything around a share that fails. Prints a table of what was tried and what came of it, and every seed that
failed; `--seed S --schedules 1` repeats one. `faults` lays every fault on every call of what desks do, once and for a
spell; `--trial` repeats one. `crash` kills a desk, its share worker or both at every point of its day, with and without
a power cut at the file server; `samba` lets desks work for `--minutes` on a real file server that is restarted and
whose wire is cut. `month` lives whole months of office life on two desks and judges every book.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from tests.month import run as month
from tests.sync import met, runs, samba_office, schedules, smb, trials
from tests.sync.desks import make_template

PARTS = {"model": 250, "desks": 20, "office": 5}
"""Part -> how many schedules a process is given at a time."""


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; return 1 if any schedule failed."""
    parser = argparse.ArgumentParser(prog="make.py soak", description=__doc__)
    parser.add_argument("--part", choices=(*PARTS, "faults", "crash", "samba", "month"), default="model")
    parser.add_argument("--schedules", type=int, default=10_000, metavar="N", help="how many schedules")
    parser.add_argument("--minutes", type=float, default=10, metavar="M", help="how long, where nothing is counted")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the first seed; the others follow it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="P")
    parser.add_argument("--without", default="", metavar="A,B", help="verbs and faults that never come to an office")
    parser.add_argument("--trial", default="", metavar="T", help="one trial of faults, as it was told")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    if options.part == "samba":
        if not smb.is_here():
            _say("No Samba here: install the package samba.")
            return 1
        figures = samba_office.soak(options.seed, options.minutes, _say)
        return _told(f"seed {options.seed}", started, figures)
    if options.part == "faults":
        figures = met.soak(options.seed, options.schedules, options.processes, _say, options.trial)
        return _told(f"seed {options.seed}", started, figures)
    if options.part == "month":
        seeds = range(options.seed, options.seed + options.schedules)
        return _told(f"seeds {seeds.start}..{seeds[-1]}", started, month.soak(seeds, options.processes, _say))
    if options.part == "crash":
        figures = trials.soak(options.seed, options.schedules, options.processes, _say)
        return _told(f"seed {options.seed}", started, figures)
    last = options.seed + options.schedules
    size, without = PARTS[options.part], tuple(options.without.split(","))
    batches = [
        (options.part, range(first, min(first + size, last)), without) for first in range(options.seed, last, size)
    ]
    total: schedules.Result | None = None
    failed: list[int] = []
    with multiprocessing.Pool(min(options.processes, len(batches)) or 1) as pool:
        for result, seeds in pool.imap(_batch, batches):
            if total is None:
                total = result
            else:
                total.add(result)
            failed += seeds
            for seed in seeds:
                _say(f"failed: --part {options.part} --seed {seed} --schedules 1")
    figures = {"schedules": options.schedules, "failed": len(failed)}
    if total is not None:
        figures |= {each.name: getattr(total, each.name) for each in fields(total)}
    return _told(f"seeds {options.seed}..{last - 1}", started, figures)


def _told(what: str, started: float, figures: Mapping[str, int]) -> int:
    """Print a table of figures; return 1 if any try failed."""
    _say(f"\n{what}, {time.monotonic() - started:.0f} s\n\n| what | number |\n|---|---|")
    for name, figure in figures.items():
        _say(f"| {name} | {figure:,} |")
    return 1 if figures["failed"] else 0


def _batch(batch: tuple[str, range, tuple[str, ...]]) -> tuple[schedules.Result, list[int]]:
    part, seeds, without = batch
    if part == "model":
        return schedules.run(seeds)
    logging.disable()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = make_template(folder)
        if part == "desks":
            return runs.run_desks(seeds, folder, template)
        return runs.run_offices(seeds, folder, template, without)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
