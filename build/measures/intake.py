"""Saving a ticket, and what change capture adds to a transaction."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch, percentile

TIMES = 200
_FULL = ("PRAGMA journal_mode=wal", "PRAGMA synchronous=full", "PRAGMA cache_size=-16000")


def _ours(watch: Stopwatch) -> Path:
    return office.copy_of(office.prepare(watch.cache, watch.size), watch.folder / "office")


def take(watch: Stopwatch) -> None:
    """The service's verb: checks, due times, number, event, capture, search index, commit."""
    context = office.opened(_ours(watch))
    actor = context.accounts.login("1011")
    house = context.store.value("SELECT id FROM house LIMIT 1")
    said = "厨房水槽下面的角阀关不严，水顺着柜子往外渗"
    values = {"type": "repair", "level": 1, "category": "water_power.leak", "house_id": house, "description": said}
    context.tickets.take(actor, values)
    walls = watch.repeat("save", lambda: context.tickets.take(actor, values), TIMES)
    watch.extra["save p95"] = 1_000 * percentile(walls, 0.95)
    context.close()


def bare(watch: Stopwatch) -> None:
    """The same row into the same table, without capture, and committed as durably."""
    folder = _ours(watch)
    connection = _plain(folder / "office.db")
    names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info('ticket')")]
    row = list(connection.execute(f"SELECT {', '.join(names)} FROM ticket LIMIT 1").fetchone())
    sql = f"INSERT INTO ticket ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    count = 0

    def save() -> None:
        nonlocal count
        count += 1
        row[0] = f"{time.time_ns():032x}"
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(sql, row)
        connection.execute("COMMIT")

    save()
    walls = watch.repeat("save", save, TIMES)
    watch.extra["save p95"] = 1_000 * percentile(walls, 0.95)


def _plain(path: Path, keep_capture: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _FULL:
        connection.execute(pragma)
    if not keep_capture:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
    return connection


def _edits(watch: Stopwatch, keep_capture: bool) -> None:
    connection = _plain(_ours(watch) / "office.db", keep_capture)
    ids = [record for (record,) in connection.execute("SELECT id FROM ticket LIMIT ?", (TIMES + 1,))]
    rest = iter(ids)

    def edit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE ticket SET state = 'working', assignee_id = 'x', responded_at = 1 WHERE id = ?", (next(rest),)
        )
        connection.execute("COMMIT")

    edit()
    watch.repeat("edit", edit, len(ids) - 1)


def captured(watch: Stopwatch) -> None:
    """Three columns of one row, with the triggers."""
    _edits(watch, keep_capture=True)


def uncaptured(watch: Stopwatch) -> None:
    """The same without them."""
    _edits(watch, keep_capture=False)


MEASURE = Measure(
    "c",
    "Saving a ticket",
    {"bare": bare, "ours": take},
    pairs=(("ours", "save", "bare", "save", ""),),
    figures=(
        ("ours", "save", "ms, median", ""),
        ("ours", "save p95", "ms", ""),
        ("bare", "save", "ms, median", ""),
        ("bare", "save p95", "ms", ""),
    ),
    note="Both commit with synchronous=FULL. Ours also checks, finds the next number, writes the event, logs the"
    " change and indexes the text.",
)

CAPTURE = Measure(
    "g",
    "Change capture, one transaction of one row and three columns",
    {"without": uncaptured, "with": captured},
    pairs=(("with", "edit", "without", "edit", "1.5"),),
    note="Statements alone, without the program around them: the triggers' own cost.",
)
