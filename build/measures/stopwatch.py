"""Timing inside one arm: stages by processor and wall clock, memory, and the one line an arm prints."""

from __future__ import annotations

import contextlib
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

Span = dict[str, float]


@dataclass
class Stopwatch:
    """Collects what an arm measured.

    Attributes:
        folder: Scratch folder of this arm; gone afterwards.
        cache: Where generated offices are kept.
        size: How many tickets the measured office has.
        stages: Stage -> seconds of ``cpu`` and ``wall``.
        extra: Whatever else is worth a column.
    """

    folder: Path
    cache: Path
    size: int
    stages: dict[str, Span] = field(default_factory=dict[str, Span])
    extra: dict[str, float] = field(default_factory=dict[str, float])

    @contextlib.contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Time a block."""
        gc.collect()
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.stages[name] = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}

    def repeat(self, name: str, work: Callable[[], object], times: int = 5) -> list[float]:
        """Keep the median of several calls of something short; return the wall times, in seconds."""
        cpus: list[float] = []
        walls: list[float] = []
        for _ in range(times):
            cpu, wall = time.process_time(), time.perf_counter()
            work()
            cpus.append(time.process_time() - cpu)
            walls.append(time.perf_counter() - wall)
        self.stages[name] = {"cpu": statistics.median(cpus), "wall": statistics.median(walls)}
        return walls

    def report(self) -> str:
        """Return the line that the driver reads."""
        return json.dumps({"stages": self.stages, "extra": self.extra})


def memory_mb() -> float:
    """Return the memory this process holds now, in MB (resident on Linux, working set on Windows)."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = [("cb", wintypes.DWORD), ("faults", wintypes.DWORD)] + [
                (name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")
            ]

        counters = Counters()
        counters.cb = ctypes.sizeof(counters)
        process = ctypes.windll.kernel32.GetCurrentProcess()
        ctypes.windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
        return counters.now / 1e6
    import os

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
