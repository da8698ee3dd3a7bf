"""Measured offices: the invented one, its tickets copied until there are enough; kept from run to run."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from app.context import AppContext, open_office
from app.core.clock import HeldClock, OfficeZone
from app.demo.office import make_demo
from app.features.tickets.number import format_number, lane_codes
from app.features.tickets.records import Ticket
from app.host.paths import Paths
from app.store.models import column_names

ZONE = OfficeZone()
NOW = ZONE.moment(datetime(2026, 11, 23, 14, 0))
DEMO_HAS = 5_000
"""So many tickets the invented office has by itself, about."""
EDITION = 2
"""Raise it when what is generated changes."""


def prepare(cache: Path, size: int) -> Path:
    """Return the data folder of an office with about ``size`` tickets, making it if it is not there.

    Copies keep the texts of the demo's tickets, with words of their own behind them, and its pattern over the year;
    the events of the copies are left out. They are written without change capture, as an office that has long synced.
    """
    folder = cache / f"office-{size if size > DEMO_HAS else 'demo'}-{EDITION}"
    if not folder.exists():
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        _make(part, size)
        os.replace(part, folder)
    return folder


def copy_of(folder: Path, target: Path) -> Path:
    """Return a copy of an office to write in."""
    shutil.copytree(folder, target)
    return target


def opened(folder: Path) -> AppContext:
    """Open a measured office at its own moment."""
    return open_office(Paths(folder), HeldClock(NOW))


def words(seed: int = 7, count: int = 6_000) -> list[str]:
    """Return invented words of two to four common characters (GB 2312, level 1), the frequent ones first."""
    chance = random.Random(seed)
    signs = [
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF)
        if not (high == 0xD7 and low > 0xF9)
    ]
    return ["".join(chance.choices(signs, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(count)]


def _make(folder: Path, size: int) -> None:
    context = open_office(Paths(folder), HeldClock(NOW), create=True)
    try:
        make_demo(context)
        database = context.store.database
        names = column_names(Ticket)
        originals = database.rows(f"SELECT {', '.join(names)} FROM ticket ORDER BY entered_at")
        marks = ", ".join("?" * len(names))
        with database.transaction():
            database.run("UPDATE sync_ctx SET applying = 1")
            extra = islice(_copies(originals, names, size), max(0, size - len(originals)))
            database.run_many(f"INSERT INTO ticket ({', '.join(names)}) VALUES ({marks})", extra)
            database.run("UPDATE sync_ctx SET applying = 0")
        context.search.rebuild()
        database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        context.close()


def _copies(originals: list[tuple[object, ...]], names: tuple[str, ...], size: int) -> Iterator[tuple[object, ...]]:
    """Yield copies nearly in the order of their time, each in a lane of its own."""
    chance = random.Random(11)
    vocabulary = words()
    weights = [1.0 / (place + 8) for place in range(len(vocabulary))]
    place = {name: position for position, name in enumerate(names)}
    moments = [position for name, position in place.items() if name.endswith(("_at", "_due"))]
    lanes = list(islice(lane_codes(), 1, -(-size // max(1, len(originals))) + 1))
    for serial, original in enumerate(originals, 1):
        for lane_number, lane in enumerate(lanes, 1):
            row = list(original)
            shift = lane_number * 37_000
            for position in moments:
                moment = row[position]
                if isinstance(moment, int):
                    row[position] = min(moment + shift, NOW) if names[position].endswith("_at") else moment + shift
            row[0] = f"{int(str(original[0]), 16) ^ (lane_number << 40):032x}"
            entered = row[place["entered_at"]]
            assert isinstance(entered, int)
            row[place["number"]] = format_number(ZONE.day(entered), lane, serial)
            said = "".join(chance.choices(vocabulary, weights, k=6))
            row[place["description"]] = f"{original[place['description']]}{said}"
            yield tuple(row)
