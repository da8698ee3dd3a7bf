"""The exchange between desks: publishing, taking in, filling a new desk, idling, and what lies on the share."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from operator import attrgetter
from pathlib import Path
from typing import Any

from app.context.link import OfficeJoiner, OfficeLink
from app.context.office import RECORDS, AppContext
from app.core.changes import ChangeFeed
from app.core.clock import HeldClock, SystemClock
from app.features.people.records import Person
from app.host.paths import Paths
from app.host.secrets import FileSecrets
from app.store.models import column_names, create_table_sql
from app.store.store import Store
from app.sync import desks, names
from app.sync.exchange import Exchange
from app.sync.folder import FolderShare
from app.sync.guard import Guard
from app.sync.joining import make_invite
from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch, memory_mb, percentile

ROWS = 10_000
EACH = 5
"""So many changes to a segment: what a busy desk sends when it is online."""
_CALLS = {"names", "sizes", "read", "create", "claim", "mark", "remove", "folder", "server_time"}
ROOT = Path(__file__).resolve().parents[2]


def _scaled(watch: Stopwatch, full: int) -> int:
    """Return how many of something to measure: fewer in an office so small that only the measure itself is tried."""
    return full if watch.size >= ROWS else max(full // 50, 2)


class HeldShare(FolderShare):
    """A share that counts what is asked of it, and whose clock stands where it is put: a day can pass at once.

    Args:
        folder: The shared folder.
        clock: The server's clock.
    """

    def __init__(self, folder: Path, clock: HeldClock) -> None:
        folder.mkdir(exist_ok=True)
        super().__init__(folder)
        self.calls: Counter[str] = Counter()
        self._clock = clock
        self._made: dict[str, int] = {}

    def __getattribute__(self, name: str) -> Any:
        if name in _CALLS:
            self.calls[name] += 1
        return super().__getattribute__(name)

    def create(self, path: str, data: bytes) -> None:
        """Put a file there at the held moment."""
        super().create(path, data)
        self._made[path] = self._clock.now()

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        """Return the files of a folder with their held moments."""
        now = self._clock.now()
        found = super().sizes(folder)
        return [(name, size, self._made.get(f"{folder}/{name}", now)) for name, size, _ in found]

    def server_time(self) -> int:
        """Return the held moment."""
        return self._clock.now()


class Pair:
    """Two desks of one office in one process, each with a database of its own.

    Args:
        folder: Scratch.
    """

    def __init__(self, folder: Path) -> None:
        self.clock = HeldClock(office.NOW)
        self.folder = folder
        self.shares = [HeldShare(folder / "share", self.clock) for _ in range(2)]
        self.stores: list[Store] = []
        self.desks: list[Exchange] = []
        for number, share in enumerate(self.shares):
            setting = self._setting(number)
            self.stores.append(setting.store)
            if not number:
                self.desks.append(desks.found(setting, share, "one"))
            else:
                first = self.desks[0]
                made = make_invite(first.replica.identity, first.site, self.clock.now())
                self.shares[0].create(names.invitation_path(made.id), made.data)
                self.desks.append(desks.join(setting, share, made.code, "two"))
        self.settle()

    def _setting(self, number: int) -> desks.Setting:
        folder = self.folder / str(number)
        folder.mkdir()
        store = Store(folder / "office.db", RECORDS, self.clock, ChangeFeed())
        guard = Guard(self.folder / "guards", folder)
        return desks.Setting(store, FileSecrets(folder), guard, "machine", "volume", self.clock, "bench")

    def settle(self) -> None:
        """Exchange until nothing is left to do."""
        for _ in range(3):
            for desk in self.desks:
                desk.once()
        for share in self.shares:
            share.calls.clear()

    def close(self) -> None:
        """Close both databases."""
        for store in self.stores:
            store.close()


def rows(count: int) -> list[Person]:
    """Return invented people."""
    chance = random.Random(11)
    known = office.words(count=2_000)
    return [
        Person(
            name=chance.choice(known)[:3],
            code=f"{chance.randrange(10**6):06}",
            note="，".join(chance.choices(known, k=6)),
        )
        for _ in range(count)
    ]


def limit(watch: Stopwatch) -> None:
    """The same rows into the same table with its indexes by one statement, committed as durably."""
    plain = sqlite3.connect(watch.folder / "plain.db", isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full", "cache_size=-16000"):
        plain.execute(f"PRAGMA {pragma}")
    for statement in create_table_sql(Person):
        plain.execute(statement)
    columns = column_names(Person)
    values = [
        (f"{number:032x}", *attrgetter(*columns[1:])(row)) for number, row in enumerate(rows(_scaled(watch, ROWS)))
    ]
    sql = f"INSERT INTO person ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    with watch.stage("insert"):
        plain.execute("BEGIN IMMEDIATE")
        plain.executemany(sql, values)
        plain.execute("COMMIT")
    plain.close()


def ours(watch: Stopwatch) -> None:
    """Save, publish, take in; then a hundred changed fields; then nothing at all."""
    pair = Pair(watch.folder)
    one, two = pair.desks
    people = rows(_scaled(watch, ROWS))
    with watch.stage("save"), pair.stores[0].change("bench") as work:
        work.insert_many(people)
    with watch.stage("publish"):
        one.once()
    with watch.stage("take in"):
        two.once()
    watch.extra["KB for the rows"] = _size(pair.folder / "share" / "st") / 1e3
    pair.settle()
    ids = [row[0] for row in pair.stores[0].rows("SELECT id FROM person LIMIT 100")]

    def hundred() -> None:
        with pair.stores[0].change("bench") as work:
            for record in ids:
                work.update(work.must(Person, record), note=f"改{time.perf_counter_ns()}")

    hundred()
    before = _size(pair.folder / "share" / "st")
    pair.shares[0].calls.clear()
    with watch.stage("100 fields"):
        one.once()
        two.once()
    watch.extra["operations to publish a segment"] = sum(pair.shares[0].calls.values()) - _IDLE
    watch.extra["bytes for 100 fields"] = _size(pair.folder / "share" / "st") - before
    pair.settle()
    watch.repeat("idle", two.once, 50)
    pair.shares[1].calls.clear()
    two.once()
    watch.extra["operations of an idle poll"] = sum(pair.shares[1].calls.values())
    pair.close()


_IDLE = 3
"""SITE, the beacons, the acknowledgements."""


def single(watch: Stopwatch) -> None:
    """One field of one row at a time: through the program, exchange set up."""
    pair = Pair(watch.folder)
    with pair.stores[0].change("bench") as work:
        work.insert_many(rows(500))
    pair.settle()
    ids = iter([row[0] for row in pair.stores[0].rows("SELECT id FROM person")])
    store = pair.stores[0]

    def save() -> None:
        record = next(ids)
        with store.change("bench") as work:
            work.update(work.must(Person, record), note="改")

    watch.repeat("save one", save, 400)
    pair.close()


def files(watch: Stopwatch) -> None:
    """What 10,000 changes leave on the share, five to a segment, after a day."""
    pair = Pair(watch.folder)
    one = pair.desks[0]
    with pair.stores[0].change("bench") as work:
        work.insert_many(rows(500))
    pair.settle()
    ids = [row[0] for row in pair.stores[0].rows("SELECT id FROM person")]
    share = pair.folder / "share"
    before, changes = _size(share / "st"), _scaled(watch, 10_000)
    with watch.stage("pack 2,000 segments"):
        for number in range(changes // EACH):
            with pair.stores[0].change("bench") as work:
                for step in range(EACH):
                    record = ids[(number * EACH + step) % len(ids)]
                    work.update(work.must(Person, record), note=f"第{number}次改{step}")
            pair.clock.advance(1_000)
            one.seal()
    with watch.stage("publish 2,000 segments"):
        one.once()
    watch.extra["bytes a change"] = (_size(share / "st") - before) / changes
    with watch.stage("take in 2,000 segments"):
        pair.desks[1].once()
    pair.settle()
    pair.clock.advance(26 * 3_600_000)
    for _ in range(6):
        one.once(thorough=True)
        pair.clock.advance(3_600_000)
    watch.extra["files after a day"] = sum(1 for path in (share / "st").rglob("*") if path.is_file())
    pair.close()


def fill(watch: Stopwatch) -> None:
    """A desk joins an office of the measured size: from the code to a database that can be worked with."""
    source = office.copy_of(office.prepare(watch.cache, watch.size), watch.folder / "first")
    os.environ["WUYE_SECRETS"] = "file"
    clock = SystemClock()
    first = AppContext(Paths(source), clock)
    link = OfficeLink(first.paths, first.store, clock)
    share = watch.folder / "share"
    share.mkdir()
    with watch.stage("begin"):
        link.found(str(share), "one")
    link.once()
    with watch.stage("snapshot"):
        link.exchange().snapshot()
    code, _ = link.invite()
    before = memory_mb()
    with watch.stage("join"):
        OfficeJoiner(Paths(watch.folder / "second"), clock).join(str(share), code, "two", lambda _done, _all: True)
    watch.extra["MB more"] = memory_mb() - before
    watch.extra["MB on the share"] = _size(share) / 1e6
    counted = "SELECT (SELECT count(*) FROM ticket) + (SELECT count(*) FROM person) + (SELECT count(*) FROM house)"
    with sqlite3.connect(watch.folder / "second" / "office.db") as second:
        watch.extra["rows"] = second.execute(counted).fetchone()[0]
        if second.execute(counted).fetchone()[0] != first.store.value(counted):
            raise RuntimeError("the new desk is not whole")
    link.close()
    first.close()


def visible(watch: Stopwatch) -> None:
    """From a save at one desk until another process, on another database, has it; both poll as an active window."""
    os.environ["WUYE_SECRETS"] = "file"
    clock = SystemClock()
    source = office.copy_of(office.prepare(watch.cache, 0), watch.folder / "first")
    first = AppContext(Paths(source), clock)
    share = watch.folder / "share"
    share.mkdir()
    with watch.stage("begin"):
        first.link.found(str(share), "one")
    first.link.start()
    code, _ = first.link.invite()
    second = watch.folder / "second"
    OfficeJoiner(Paths(second), clock).join(str(share), code, "two", lambda _done, _all: True)
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(second), "--json", "sync", "watch"]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    waits: list[float] = []
    try:
        assert other.stdout is not None
        json.loads(other.stdout.readline())
        reading = sqlite3.connect(f"file:{second / 'office.db'}?mode=ro", uri=True)
        for number in range(_scaled(watch, 12)):
            with first.store.change("bench") as work:
                made = work.insert(Person(name=f"张{number}"))
            begun = time.perf_counter()
            while not reading.execute("SELECT 1 FROM person WHERE id = ?", (made.id,)).fetchone():
                if time.perf_counter() - begun > 60:
                    raise RuntimeError("it never arrived")
                time.sleep(0.01)
            waits.append(time.perf_counter() - begun)
        reading.close()
    finally:
        other.terminate()
        other.wait(30)
        first.close()
    for name, part in (("p50", 0.5), ("p95", 0.95)):
        watch.extra[f"save to visible {name}"] = percentile(waits, part)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


MEASURE = Measure(
    "s",
    "Exchange through the shared folder",
    {"insert": limit, "ours": ours, "one": single, "files": files, "fill": fill, "visible": visible},
    pairs=(
        ("ours", "save", "insert", "insert", "1.5"),
        ("ours", "publish", "insert", "insert", "1.5"),
        ("ours", "take in", "insert", "insert", "2"),
    ),
    figures=(
        ("one", "save one", "ms, median", ""),
        ("ours", "100 fields", "ms wall out and in", "5"),
        ("ours", "idle", "ms CPU", ""),
        ("ours", "operations of an idle poll", "", "3"),
        ("ours", "operations to publish a segment", "", "6"),
        ("ours", "KB for the rows", "", ""),
        ("ours", "bytes for 100 fields", "", ""),
        ("files", "bytes a change", "", "156"),
        ("files", "files after a day", "", "95"),
        ("files", "pack 2,000 segments", "ms", ""),
        ("files", "publish 2,000 segments", "ms", ""),
        ("files", "take in 2,000 segments", "ms", ""),
        ("fill", "begin", "ms", ""),
        ("fill", "snapshot", "ms", ""),
        ("fill", "join", "ms", "15,000"),
        ("fill", "rows", "", ""),
        ("fill", "MB on the share", "", ""),
        ("fill", "MB more", "", ""),
        ("visible", "save to visible p50", "s", "10"),
        ("visible", "save to visible p95", "s", "17"),
    ),
    note="The limit is one statement into the same table with its indexes. Ours keeps the change log, origins of every"
    " value and the search index, and encrypts and signs; the folder is on a local disk.",
)
