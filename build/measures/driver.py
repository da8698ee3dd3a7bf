"""Runs arms in turn (A B A B …), each in a fresh process, and prints the table."""

from __future__ import annotations

import compileall
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measures.stopwatch import Stopwatch

Arm = Callable[[Stopwatch], None] | Path
"""A function, or a script of its own where the program's loading must not count; it gets the data folder."""
STARTED = "WUYE_BENCH_STARTED"


@dataclass(frozen=True)
class Measure:
    """One job.

    Attributes:
        letter: For ``--only``.
        title: What is measured.
        arms: Name -> what runs; the first one named in ``pairs`` values is the limit.
        pairs: (our arm, our stage, limit arm, limit stage, target): a ratio each.
        figures: (arm, stage or extra, unit, target): plain figures; the target may be empty.
        note: What the limit leaves out.
    """

    letter: str
    title: str
    arms: Mapping[str, Arm]
    pairs: tuple[tuple[str, str, str, str, str], ...] = ()
    figures: tuple[tuple[str, str, str, str], ...] = ()
    note: str = ""


Result = dict[str, Any]


def run(measure: Measure, rounds: int, size: int, folder: Path, timeout: float = 600) -> dict[str, list[Result]]:
    """Return every arm's results, round by round.

    Args:
        measure: What to measure.
        rounds: How often each arm runs.
        size: How many tickets the office has.
        folder: Its data folder.
        timeout: Seconds an arm may take.
    """
    results: dict[str, list[Result]] = {name: [] for name in measure.arms}
    bench = str(Path(__file__).parents[1] / "bench.py")
    # A program that is installed has its byte code; here some of it may just have been edited.
    for room in ("app", "ui", "build"):
        compileall.compile_dir(str(Path(__file__).parents[2] / room), quiet=2)
    for number in range(rounds):
        for name, arm in measure.arms.items():
            if results[name] and "error" in results[name][-1]:
                continue
            own = [str(arm), str(folder)] if isinstance(arm, Path) else None
            result = _child(own or [bench, "--arm", f"{measure.letter}:{name}", "--size", str(size)], timeout)
            results[name].append(result)
            brief = result.get("error") or {key: round(span["wall"], 4) for key, span in result["stages"].items()}
            print(f"{measure.letter} round {number + 1} {name}: {brief}", file=sys.stderr, flush=True)
    return results


def _child(arguments: list[str], timeout: float) -> Result:
    command = [sys.executable, *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", STARTED: str(time.time_ns())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return {"error": f"longer than {timeout:.0f} s"}
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    if done.returncode or not lines:
        return {"error": f"exit {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[-400:]}"}
    return json.loads(lines[-1])


def table(measure: Measure, results: Mapping[str, Sequence[Result]]) -> str:
    """Return the measure's table as markdown: ratios to the limit first, then plain figures."""
    lines = [f"### {measure.letter}. {measure.title}", ""]
    failed = {name: rows[-1]["error"] for name, rows in results.items() if rows and "error" in rows[-1]}
    if measure.pairs:
        lines += ["| ours / limit | cpu x | wall x | ours ms | limit ms | target |", "|---|---|---|---|---|---|"]
        lines += [_ratio(pair, results) for pair in measure.pairs if pair[0] not in failed and pair[2] not in failed]
        lines.append("")
    if measure.figures:
        lines += ["| figure | median | min..max | target |", "|---|---|---|---|"]
        lines += [_figure(figure, results) for figure in measure.figures if figure[0] not in failed]
        lines.append("")
    lines += [f"**{name} failed**: {error}" for name, error in failed.items()]
    return "\n".join([*lines, measure.note, ""] if measure.note else lines)


def ratio(pair: tuple[str, str, str, str, str], results: Mapping[str, Sequence[Result]], clock: str) -> float:
    """Return the median of the ratios taken round by round."""
    ours, stage, limit, limit_stage, _ = pair
    return statistics.median(
        one["stages"][stage][clock] / max(other["stages"][limit_stage][clock], 1e-9)
        for one, other in zip(results[ours], results[limit], strict=False)
    )


def _ratio(pair: tuple[str, str, str, str, str], results: Mapping[str, Sequence[Result]]) -> str:
    ours, stage, limit, limit_stage, target = pair

    def middle(arm: str, name: str) -> float:
        return 1_000 * statistics.median(result["stages"][name]["wall"] for result in results[arm])

    return (
        f"| {ours}.{stage} / {limit}.{limit_stage} | **{_short(ratio(pair, results, 'cpu'))}**"
        f" | {_short(ratio(pair, results, 'wall'))} | {middle(ours, stage):.2f}"
        f" | {middle(limit, limit_stage):.2f} | {target} |"
    )


def _short(number: float) -> str:
    """Two places, or two digits of something small."""
    return f"{number:.2f}" if number >= 0.1 else f"{number:.2g}"


def _figure(figure: tuple[str, str, str, str], results: Mapping[str, Sequence[Result]]) -> str:
    arm, name, unit, target = figure
    values = [_value(result, name) for result in results[arm]]
    return (
        f"| {arm}.{name}, {unit} | {statistics.median(values):.2f} | {min(values):.2f}..{max(values):.2f} | {target} |"
    )


def _value(result: Result, name: str) -> float:
    if name in result["extra"]:
        return float(result["extra"][name])
    return 1_000 * float(result["stages"][name]["wall"])
