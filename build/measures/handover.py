"""Making a shift handover from an office's tickets, and its sheets."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch

TIMES = 9
_LINES = 60
"""Lines of a usual handover."""


def _ours(watch: Stopwatch) -> Path:
    return office.copy_of(office.prepare(watch.cache, watch.size), watch.folder / "office")


def make(watch: Stopwatch) -> None:
    """Every module tells what waits, lines and counts are written, searched words updated; then it is printed."""
    context = office.opened(_ours(watch))
    actor = context.accounts.login("1011")
    service = context.handovers
    shift = context.shifts.at(context.clock.now())

    def again() -> str:
        there = service.made(actor, shift)
        if there:
            service.set_aside(actor, there, "-")
        return service.make(actor, shift.day, shift.kind)

    handover = again()
    watch.repeat("make", again, TIMES)
    handover = service.made(actor, shift)
    watch.repeat("tell", lambda: [list(tell(actor, shift.start, shift.end)) for tell in context.matters()], TIMES)
    watch.repeat("open", lambda: service.detail(actor, handover), TIMES)
    context.handover_papers.write(actor, [handover], watch.folder / "first.pdf")
    watch.repeat("print", lambda: context.handover_papers.write(actor, [handover], watch.folder / "one.pdf"), TIMES)
    watch.extra["lines"] = len(service.detail(actor, handover).lines)
    context.close()


def bare(watch: Stopwatch) -> None:
    """The open tickets read by their index and as many rows written as a handover has, committed as durably."""
    connection = sqlite3.connect(_ours(watch) / "office.db", isolation_level=None)
    for pragma in ("PRAGMA journal_mode=wal", "PRAGMA synchronous=full"):
        connection.execute(pragma)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    waiting = "SELECT * FROM ticket WHERE state NOT IN ('closed', 'void', 'merged')"
    sql = "INSERT INTO handover_line (id, handover_id, section, record_id, title) VALUES (?, 'h', 'open', ?, ?)"

    def once() -> None:
        connection.execute("BEGIN IMMEDIATE")
        found = connection.execute(waiting).fetchall()
        rows = [(f"h|{time.time_ns()}|{place}", row[0], row[10]) for place, row in enumerate(found[:_LINES])]
        connection.executemany(sql, rows)
        connection.execute("COMMIT")

    once()
    watch.repeat("make", once, TIMES)
    connection.close()


MEASURE = Measure(
    "h",
    "Making a shift handover",
    {"bare": bare, "ours": make},
    pairs=(("ours", "make", "bare", "make", ""),),
    figures=(
        ("ours", "make", "ms, median", ""),
        ("ours", "tell", "ms, median", ""),
        ("ours", "open", "ms, median", ""),
        ("ours", "print", "ms, median", ""),
        ("bare", "make", "ms, median", ""),
        ("ours", "lines", "lines", ""),
    ),
    note="Ours sets the one before aside, asks every module, masks names, sorts and cuts the sections, writes lines and"
    " counts with their history, and indexes the words.",
)
