"""A whole office on a real file server that is restarted and whose wire is cut, watched at every moment.

Three desks save and exchange as fast as they can, each in a thread of its own with a database of its own; beside each
another thread reads the same database and holds what it sees against what a person may expect of it at any time:

- what was saved here is seen here (read your writes);
- what was seen once does not go back (monotonic reads);
- who sees an answer sees what was answered (writes follow reads);
- a save of several records is never half there (atomic units of work).
"""

from __future__ import annotations

import logging
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from app.context.link import OfficeLink
from app.core.changes import ChangeFeed
from app.core.clock import HeldClock, SystemClock
from app.core.errors import AppError
from app.features.houses.records import House
from app.host.paths import Paths
from app.store.store import Store
from app.sync.names import LIVE
from tests.support.office import all_records
from tests.sync import trials
from tests.sync.smb import SambaServer, SmbShare, running

NAMES = ("anna", "bela", "cora")
ROWS = 3
PIECE = 4096
"""Bytes sent at once, so that a cut falls into the middle of a file."""
ROUNDS, ROUND_MS = 12, 31 * 60_000
COMMON = f"{99:032x}"
PARTS = (0.5, 0.95, 0.99)
LATE = 0.25
"""How many names a client does not see yet."""
PAUSE, DOWN, WAIT = 0.02, 0.3, 15.0


@dataclass
class Record:
    """What came of it.

    Attributes:
        wrong: Everything that does not hold.
        waits: Seconds from a save until another desk showed it, sorted at the end.
    """

    saves: int = 0
    exchanges: int = 0
    looks: int = 0
    cuts: int = 0
    restarts: int = 0
    wrong: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def wait(self, part: float) -> float:
        """Return the waiting time that this part of all saves did not exceed, in seconds."""
        return sorted(self.waits)[min(len(self.waits) - 1, int(part * len(self.waits)))] if self.waits else 0.0


def register(name: str, side: int) -> str:
    """Return the id of one of the two records that a desk always writes together."""
    return f"{NAMES.index(name) * 2 + side + 1:032x}"


class Desk:
    """One desk: its database, its exchange, who works at it and who watches it."""

    def __init__(self, office: Office, name: str, folder: Path) -> None:
        self.office = office
        self.name = name
        self.clock = HeldClock(SystemClock().now())
        paths = Paths(folder / name)
        self.store = Store(paths.database, all_records(), self.clock, ChangeFeed())
        self.link = OfficeLink(paths, self.store, self.clock, None, office.open)
        self.done = 0
        self._seen: dict[str, int] = {}
        self._count = 0
        self._answered: dict[str, int] = {}
        self._shown: set[str] = set()

    def work(self) -> None:
        """Save, answer what others wrote, exchange, until the office closes."""
        while not self.office.closing.wait(PAUSE):
            self.save()
            self.link.once()
            self.office.record.exchanges += 1

    def save(self) -> None:
        """Save a few records at once, and an answer to what is seen here of the others."""
        number = self.done + 1
        with self.store.change(self.name) as work:
            for _ in range(ROWS):
                work.insert(House(code=f"{self.name} {number}"))
            for side in (0, 1):
                work.update(work.must(House, register(self.name, side)), floors=number)
            for other in NAMES:
                there = work.get(House, register(other, 0))
                if other != self.name and there is not None and (there.floors or 0) > self._answered.get(other, 0):
                    self._answered[other] = there.floors or 0
                    work.insert(House(code="answer", room=other, floors=there.floors))
            if number % 5 == 0:
                work.update(work.must(House, COMMON), note=f"{self.name} {number}")
        self.office.saved[f"{self.name} {number}"] = time.monotonic()
        self.done = number
        self.office.record.saves += 1

    def watch(self) -> None:
        """Look at the database, again and again, until the office closes."""
        while not self.office.closing.wait(PAUSE):
            self.look()

    def look(self) -> None:
        """Look once, at one state of the database."""
        done, wrong = self.done, self.office.record.wrong
        with self.store.database.reading():
            pairs = {name: [self._floors(register(name, side)) for side in (0, 1)] for name in NAMES}
            codes = self.store.rows("SELECT code, count(*) FROM house WHERE code LIKE '% %' GROUP BY code")
            answers = self.store.rows("SELECT room, max(floors) FROM house WHERE code = 'answer' GROUP BY room")
            count = int(self.store.value("SELECT count(*) FROM house"))
        now = time.monotonic()
        self.office.record.looks += 1
        for name, (left, right) in pairs.items():
            if left != right:
                wrong.append(f"{self.name} sees half of what {name} wrote: {left}, {right}")
            if left < self._seen.get(name, 0):
                wrong.append(f"{self.name} sees {name} go back from {self._seen[name]} to {left}")
            self._seen[name] = left
        if pairs[self.name][0] < done:
            wrong.append(f"{self.name} does not see its own save {done}")
        if count < self._count:
            wrong.append(f"{self.name} sees fewer records: {count} after {self._count}")
        self._count = count
        for name, number in answers:
            if pairs[name][0] < number:
                wrong.append(f"{self.name} sees an answer to {name} {number}, but only {pairs[name][0]}")
        for code, rows in codes:
            if rows != ROWS:
                wrong.append(f"{self.name} sees {rows} of {code}")
            if code not in self._shown:
                self._shown.add(code)
                if not code.startswith(self.name) and code in self.office.saved:
                    self.office.record.waits.append(now - self.office.saved[code])

    def _floors(self, pk: str) -> int:
        return int(self.store.value("SELECT floors FROM house WHERE id = ?", (pk,)) or 0)

    def close(self) -> None:
        """Close."""
        self.link.close()
        self.store.close()


def soak(seed: int, minutes: float, told: Callable[[str], None]) -> dict[str, int]:
    """Let an office work for some minutes while its server is disturbed again and again, and return the figures.

    Args:
        seed: Decides when the wire is cut and the server restarted.
        minutes: How long.
        told: Told everything that does not hold.
    """
    until = time.monotonic() + 60 * minutes
    logging.disable()
    with tempfile.TemporaryDirectory() as name, running() as server:
        with mock.patch.object(Paths, "guards", staticmethod(lambda: Path(name) / "guards")):
            with closing(Office(server, Path(name), seed)) as office:
                with office.at_work():
                    while time.monotonic() < until and not office.record.wrong:
                        office.disturb()
                record = office.record
    for wrong in record.wrong:
        told(wrong)
    figures = {name: value for name, value in vars(record).items() if isinstance(value, int)}
    waits = {f"visible after, p{part:.0%}, ms".replace("%", ""): round(1_000 * record.wait(part)) for part in PARTS}
    return {**figures, **waits, "failed": len(record.wrong)}


class LateNames:
    """A client that learns late of what others made, as those do that remember listings for a while.

    Args:
        inner: The client.
        late: Says whether a name is not seen yet.
    """

    def __init__(self, inner: SmbShare, late: Callable[[], bool]) -> None:
        self._inner = inner
        self._late = late
        self._own: set[str] = set()

    def mark(self, path: str) -> None:
        """As ``Share.mark``."""
        self._own.add(path.rpartition("/")[2])
        self._inner.mark(path)

    def names(self, folder: str) -> list[str]:
        """As ``Share.names``, some beacons left out."""
        found = self._inner.names(folder)
        return [name for name in found if folder != LIVE or name in self._own or not self._late()]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class Office:
    """Three desks on one server.

    Args:
        server: The file server.
        folder: Where the databases lie.
        seed: Decides when the wire is cut and the server restarted.
    """

    def __init__(self, server: SambaServer, folder: Path, seed: int) -> None:
        self.server = server
        self.record = Record()
        self.saved: dict[str, float] = {}
        self.closing = threading.Event()
        self.stack = ExitStack()
        self._random = random.Random(seed)
        self._files: dict[str, str] = {}
        self._at_work = False
        self.desks = [Desk(self, name, folder) for name in NAMES]
        self._begin()

    def open(self, _: Path) -> Any:
        """Connect to the server."""
        pick = random.Random(self._random.random())
        share = self.stack.enter_context(self.server.share(PIECE))
        return LateNames(share, lambda: self._at_work and pick.random() < LATE)

    def _begin(self) -> None:
        first, *others = self.desks
        with first.store.change("anna") as work:
            work.insert(House(id=COMMON, code="common"))
            for name in NAMES:
                for side in (0, 1):
                    work.insert(House(id=register(name, side), code="register", floors=0))
        first.link.found("office", first.name)
        for desk in others:
            code, _ = first.link.invite()
            desk.link.join("office", code, desk.name, lambda _done, _all: True)
            first.link.once()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let everybody work and watch during the block, then close and bring everything to rest."""
        calls = [call for desk in self.desks for call in (desk.work, desk.watch)]
        threads = [threading.Thread(target=self._safely, args=(call,), daemon=True) for call in calls]
        self._at_work = True
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._at_work = False
            self.closing.set()
            for thread in threads:
                thread.join(60)
                if thread.is_alive():
                    self.record.wrong.append("a desk does not come back")
        self.rest()

    def _safely(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # whatever it is, it must not happen
            self.record.wrong.append(f"{type(error).__name__}: {error}")

    def disturb(self) -> None:
        """Cut the wire in the middle of something, or restart the server, once some work was done."""
        self._wait_for(self.record.saves + self._random.randrange(3, 12))
        self._compare_files()
        if self._random.random() < 0.6:
            self.server.relay.cut_after(self._random.randrange(1, 60_000))
            self.server.relay.was_cut.wait(WAIT)
            self.record.cuts += 1
        else:
            self.server.stop()
            self.closing.wait(DOWN)
            self.server.start()
            self.record.restarts += 1

    def _wait_for(self, saves: int) -> None:
        until = time.monotonic() + WAIT
        while self.record.saves < saves and time.monotonic() < until:
            self.closing.wait(PAUSE)

    def _compare_files(self) -> None:
        """See that no finished file has become another since it was seen first."""
        for path, digest in trials.final_files(self.server.root).items():
            if path.startswith(("st/", "roster/")) and self._files.setdefault(path, digest) != digest:
                self.record.wrong.append(f"{path} was changed")

    def rest(self) -> None:
        """Let everybody exchange until nothing moves, and see that all came to the same."""
        before: object = None
        for _ in range(ROUNDS):
            for desk in self.desks:
                desk.clock.advance(ROUND_MS)
                desk.link.once(thorough=True)
                desk.look()
            now = [sorted(desk.link.exchange().replica.vector().items()) for desk in self.desks]
            if now == before:
                break
            before = now
        self._compare_files()
        there = trials.final_files(self.server.root)
        self.record.wrong += [f"{path} is gone" for path in self._files if path not in there]
        first, *others = self.desks
        for desk in others:
            if parts := trials.unlike(
                trials.everything(first.store, first.link), trials.everything(desk.store, desk.link)
            ):
                self.record.wrong.append(f"{first.name} and {desk.name} differ in {parts}")
            if first.link.conflicts() != desk.link.conflicts():
                self.record.wrong.append(f"{first.name} and {desk.name} list other conflicts")
        for desk in self.desks:
            for other in self.desks:
                there_ = desk.store.value("SELECT count(*) FROM house WHERE code LIKE ?", (f"{other.name} %",))
                if there_ != other.done * ROWS:
                    self.record.wrong.append(f"{desk.name} has {there_} of {other.done * ROWS} of {other.name}")
            kinds = {problem.kind for problem in desk.link.problems()}
            if kinds:
                self.record.wrong.append(f"{desk.name} is left with {sorted(kinds)}")

    def close(self) -> None:
        """Close everything."""
        for desk in self.desks:
            with suppress(AppError):
                desk.close()
        self.stack.close()
