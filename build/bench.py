"""Measures the program beside the limits of this machine: `python build/make.py bench`.

Every arm is a fresh process; arms run in turn (A B A B …); a figure is the median, a ratio is taken round by round.
Read the CPU ratio first: wall time includes other programs and the disk. The table is printed as markdown and the
whole result lands in out/bench.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "build")]

from measures import (  # noqa: E402 - after the path is set
    exchange,
    exports,
    handover,
    imports,
    intake,
    office,
    plans,
    search,
    start,
    tables,
)
from measures.driver import Arm, Measure, run, table  # noqa: E402 - after the path is set
from measures.stopwatch import Stopwatch  # noqa: E402 - after the path is set

MEASURES: tuple[Measure, ...] = (
    start.MEASURE,
    tables.MEASURE,
    intake.MEASURE,
    search.MEASURE,
    imports.MEASURE,
    exports.MEASURE,
    intake.CAPTURE,
    exchange.MEASURE,
    handover.MEASURE,
    plans.MEASURE,
)
CACHE = ROOT / "out" / "bench-cache"


def main(arguments: Sequence[str]) -> int:
    """Run measures, or one arm of one for the driver."""
    options = _options(arguments)
    measures = {measure.letter: measure for measure in MEASURES}
    cache = Path(os.environ.get("WUYE_BENCH_CACHE") or CACHE)
    if options.list:
        print("\n".join(f"{measure.letter}:{name}" for measure in MEASURES for name in measure.arms))
        return 0
    if options.arm:
        letter, _, name = options.arm.partition(":")
        return _one(measures[letter].arms[name], cache, options.size)
    chosen = [measures[letter] for letter in options.only.split(",")] if options.only else list(MEASURES)
    size = options.size or (1_000_000 if options.million else 20_000 if options.quick else 100_000)
    rounds = options.rounds or (1 if options.quick else 5)
    folder = office.prepare(cache, size)
    office.prepare(cache, 0)
    if options.prepare:
        return 0
    print(f"## {size:,} tickets, {rounds} rounds\n", flush=True)
    out = ROOT / "out" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    kept = {}
    for measure in chosen:
        results = run(measure, rounds, size, folder)
        kept[measure.letter] = {"title": measure.title, "size": size, "results": results}
        print(table(measure, results), flush=True)
        out.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 1 if any("error" in rows[-1] for entry in kept.values() for rows in entry["results"].values()) else 0


def _one(arm: Arm, cache: Path, size: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="wuye-bench-"))
    try:
        watch = Stopwatch(folder, cache, size)
        if isinstance(arm, Path):
            return subprocess.run([sys.executable, str(arm), str(office.prepare(cache, size))], check=False).returncode
        arm(watch)
        print(watch.report(), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    # Qt's own tidying at the end of a process is no part of any figure.
    sys.stdout.flush()
    os._exit(0)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make.py bench", description="Measure the program beside its limits.")
    parser.add_argument("--only", default="", metavar="a,c", help="; ".join(f"{m.letter}: {m.title}" for m in MEASURES))
    parser.add_argument("--rounds", type=int, default=0, help="how often each arm runs (5)")
    parser.add_argument("--quick", action="store_true", help="one round with 20,000 tickets")
    parser.add_argument("--million", action="store_true", help="1,000,000 tickets; making them takes minutes")
    parser.add_argument("--size", type=int, default=0, help="so many tickets")
    parser.add_argument("--prepare", action="store_true", help="only make the offices that are measured")
    parser.add_argument("--list", action="store_true", help="name the arms")
    parser.add_argument("--arm", default="", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
