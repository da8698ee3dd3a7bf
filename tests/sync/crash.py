"""A desk that is killed: one working day of one desk in a process of its own, with its share worker in another.

Both processes count the points at which what they leave behind changes (every commit, flush, rename, link, deletion and
new file, every order sent to the worker), and at the one they are told they kill themselves, each other or both. On
POSIX that is SIGKILL; Windows has no signals, there it is TerminateProcess, which gives as little notice.

With ``cut`` the file server loses its power at that point, too: what was not flushed is gone, cut off or zeros, and
names that were made, moved or taken away may be as they were before, since nothing flushed the folder.

Nothing of the program knows of this: the shim is put around the calls here, in processes that only tests start.
"""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from app.context.link import OfficeJoiner, OfficeLink
from app.core.changes import ChangeFeed
from app.core.clock import HeldClock, SystemClock
from app.features.attachments.records import Attachment
from app.features.houses.records import House
from app.host.paths import Paths
from app.store import blobs
from app.store.database import Database
from app.store.store import Store
from app.store.work import Work
from app.sync import folder, names, packs, remote, seal, worker
from app.sync.faults import ShareFault, SyncFault
from app.sync.folder import FolderShare
from app.sync.remote import WorkerShare
from app.sync.rules import Rules
from app.sync.share import Share
from tests.support.office import all_records

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""What ends a process without a word; ``os.kill`` with anything else is TerminateProcess on Windows."""
DESK, SHARE = "desk", "share"
SMALL, LARGE = 2_000, 4_000
"""Characters from which a segment is closed, and a unit of work spread over several: small, so that a day has both."""
PACK = 4
"""Segments in a pack."""
LATER_MS = 61_000
ROWS, MANY = 3, 12
_unlink, _mkdir = Path.unlink, Path.mkdir  # as they are before they are watched
WORDS = "known by heart"
"""Stands in every record: it must not be found on the share."""


@dataclass(frozen=True)
class Blow:
    """When to kill whom.

    Attributes:
        side: In which process points are counted.
        at: Which point it is, from 1; 0 for never.
        hits: Who is killed: ``desk``, ``share`` or ``both``.
        cut: Whether the file server loses its power.
        seed: Decides what a power cut takes, and whether a file under way is cut off.
    """

    side: str = DESK
    at: int = 0
    hits: str = "both"
    cut: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Place:
    """The folders of one trial.

    Attributes:
        root: What holds them all.
    """

    root: Path

    @property
    def share(self) -> Path:
        """The folder on the file server."""
        return self.root / "share"

    @property
    def guards(self) -> Path:
        """Where desks keep their guards."""
        return self.root / "guards"

    @property
    def notes(self) -> Path:
        """What the processes leave for whoever judges them."""
        return self.root / "notes"

    def paths(self, name: str) -> Paths:
        """Return a desk's folders."""
        return Paths(self.root / name)

    def points(self, side: str) -> Path:
        """Return the list of the points that were passed, one a line."""
        return self.notes / f"{side}.points"

    @property
    def acknowledged(self) -> Path:
        """The saves that were acknowledged, one a line."""
        return self.notes / "acknowledged"


class Points:
    """Counts points and strikes at one of them, once in a trial.

    Args:
        place: The trial.
        side: Which process this is.
        blow: When to kill whom.
        strike: Does it.
    """

    def __init__(self, place: Place, side: str, blow: Blow, strike: Callable[[], None]) -> None:
        self._place = place
        self._side = side
        self._blow = blow
        self._strike = strike
        self._lock = threading.Lock()
        self._log = place.points(side).open("a+b", buffering=0)
        self._log.seek(0)
        self._count = len(self._log.readlines())  # an earlier worker of the same day counted so far

    def met(self, what: str) -> None:
        """Note that a point is reached: what it names has not been done yet."""
        with self._lock:
            self._count += 1
            self._log.write(f"{what}\n".encode())
            if (self._side, self._count) == (self._blow.side, self._blow.at) and self._first():
                self._strike()

    def _first(self) -> bool:
        try:
            (self._place.notes / "struck").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def kill(number: int | None) -> None:
    """End a process at once; one that is gone is fine."""
    if number is not None:
        try:
            os.kill(number, KILL)
        except OSError:
            return


# --- the process that touches the share ------------------------------------------------------------------------------


class Disk:
    """The file server's disk: knows what was flushed, and can lose the rest."""

    def __init__(self, seed: int, limbo: Path) -> None:
        self._random = random.Random(seed)
        self._limbo = limbo
        self._open: dict[int, Path] = {}
        self._flushed: set[Path] = set()
        self._done: list[tuple[str, Path, Path | None]] = []

    def made(self, path: Path, descriptor: int) -> None:
        """Note a new file."""
        self._open[descriptor] = path
        self._flushed.discard(path)
        self._done.append(("made", path, None))

    def flushed(self, descriptor: int) -> None:
        """Note that a file's content is safe."""
        self._flushed.add(self._open[descriptor])

    def named(self, path: Path) -> None:
        """Note that a flushed file got another name."""
        self._flushed.add(path)
        self._done.append(("named", path, None))

    def leaving(self, path: Path) -> None:
        """Keep a file that is about to be deleted, in case that comes to nothing."""
        _mkdir(self._limbo, exist_ok=True)
        kept = self._limbo / str(len(self._done))
        os.link(path, kept)
        self._done.append(("gone", path, kept))

    def tear(self) -> None:
        """Cut off the file that is just being written."""
        for path in list(self._open.values())[-1:]:
            if path not in self._flushed and self._random.random() < 0.5:
                _cut_off(path, self._random)

    def lose_power(self) -> None:
        """Lose what was not flushed: either all that was done last, or this and that."""
        pick = self._random
        suffix = pick.random() < 0.5
        first = pick.randrange(len(self._done) + 1)
        for nth in range(len(self._done) - 1, -1, -1):
            what, path, kept = self._done[nth]
            lost = nth >= first if suffix else pick.random() < 0.5
            if what == "made" and path not in self._flushed and path.exists():
                if lost:
                    _unlink(path)
                elif path.stat().st_size:
                    _cut_off(path, pick)
            elif lost and what == "named" and path.exists():
                _unlink(path)
            elif lost and what == "gone" and kept is not None and not path.exists():
                os.link(kept, path)


def _cut_off(path: Path, pick: random.Random) -> None:
    size = path.stat().st_size
    left = pick.randrange(size + 1)
    os.truncate(path, left)
    if pick.random() < 0.5:
        os.truncate(path, size)  # the rest reads as zeros


def serve(root: Path, place: Place, blow: Blow, desk: int) -> int:
    """Be the share worker of a desk."""
    disk = Disk(blow.seed, place.root / f"limbo-{os.getpid()}")

    def strike() -> None:
        if blow.cut:
            disk.lose_power()
        else:
            disk.tear()
        if blow.hits != SHARE:
            kill(desk)
        if blow.hits != DESK or blow.cut:
            kill(os.getpid())

    _watch_share(Points(place, SHARE, blow, strike), disk)
    source, sink = worker.pipes()
    try:
        worker.serve(FolderShare(root), source, sink)
    except OSError:
        return 1
    return 0


def _watch_share(points: Points, disk: Disk) -> None:
    open_new, flush = folder.open_new, folder.flush
    link, rename = Path.hardlink_to, Path.rename

    def opened(path: Path) -> int:
        points.met(f"new {path.name}")
        descriptor = open_new(path)
        disk.made(path, descriptor)
        return descriptor

    def flushed(descriptor: int) -> None:
        points.met("flush")
        flush(descriptor)
        disk.flushed(descriptor)

    def unlinked(path: Path, missing_ok: bool = False) -> None:
        points.met(f"delete {path.name}")
        if path.exists():
            disk.leaving(path)
        _unlink(path, missing_ok=missing_ok)

    def made(path: Path, *arguments: Any) -> None:
        points.met(f"folder {path.name}")
        _mkdir(path, *arguments)

    def linked(path: Path, target: Any) -> None:
        points.met(f"link {path.name}")
        link(path, target)
        disk.named(path)

    def renamed(path: Path, target: Any) -> Path:
        points.met(f"rename {path.name}")
        found = rename(path, target)
        disk.named(Path(target))
        return found

    mine: dict[str, Any] = {"unlink": unlinked, "mkdir": made, "hardlink_to": linked, "rename": renamed}
    for name, call in mine.items():
        setattr(Path, name, call)
    folder.open_new, folder.flush = opened, flushed


# --- the process that holds the database -----------------------------------------------------------------------------


class Life:
    """One desk's process, from start to end or to the blow.

    Args:
        place: The trial.
        name: Which desk.
        blow: When to kill whom.
    """

    def __init__(self, place: Place, name: str, blow: Blow) -> None:
        self.place = place
        self.name = name
        self.clock = HeldClock(SystemClock().now())
        self._blow = blow
        self._workers: list[WorkerShare] = []
        _watch_desk(Points(place, DESK, blow, self._strike))

    def _strike(self) -> None:
        if self._blow.hits != DESK:
            for each in self._workers:
                kill(each.process_id)
        if self._blow.hits != SHARE:
            kill(os.getpid())

    def share(self, root: Path) -> Share:
        """Open a folder in a worker that counts."""
        order = json.dumps([str(self.place.root), asdict(self._blow), os.getpid()])
        made = WorkerShare(root, command=[sys.executable, "-m", "tests.sync.crash", SHARE, str(root), order])
        self._workers.append(made)
        return made

    def open(self) -> None:
        """Open the database and look whether it is the one last written here."""
        self.store = Store(self.place.paths(self.name).database, all_records(), self.clock, ChangeFeed())
        self.link = OfficeLink(self.place.paths(self.name), self.store, self.clock, None, self.share)
        self.link.wake()

    def save(self, name: str, call: Callable[[Work], object]) -> None:
        """Do something in one unit of work and note that it was acknowledged."""
        with self.store.change("alice") as work:
            call(work)
        with self.place.acknowledged.open("ab", buffering=0) as file:
            file.write(f"{name}\n".encode())

    def close(self) -> None:
        """End in peace."""
        self.link.close()
        self.store.close()


def _watch_desk(points: Points) -> None:
    fsync, replace, send = os.fsync, os.replace, remote.send
    connect = Database._connect
    watched: set[int] = set()

    def told(sql: str) -> None:
        if sql.startswith(("BEGIN IMMEDIATE", "COMMIT")):
            points.met(sql)

    def connected(database: Database) -> None:
        connect(database)
        connection = database._here.connection
        if id(connection) not in watched:
            watched.add(id(connection))
            connection.set_trace_callback(told)

    def flushed(descriptor: int) -> None:
        points.met("flush")
        fsync(descriptor)

    def replaced(source: Any, target: Any) -> None:
        points.met(f"replace {Path(target).suffix}")
        replace(source, target)

    def sent(sink: Any, order: Sequence[Any]) -> None:
        points.met(f"ask {order[0]}")
        send(sink, order)
        points.met(f"asked {order[0]}")

    mine: dict[str, Any] = {"fsync": flushed, "replace": replaced}
    for name, call in mine.items():
        setattr(os, name, call)
    remote.send = sent
    setattr(Database, "_connect", connected)  # noqa: B010 - another method in its place


# --- days ------------------------------------------------------------------------------------------------------------


def house(number: int) -> str:
    """Return the id of one of the houses that the office begins with."""
    return f"{number:032x}"


def work_day(life: Life) -> None:
    """Save, exchange, meet what the other desk wrote, and have everything in it that a day can bring."""
    life.open()
    store, link = life.store, life.link
    seen = store.seen()
    life.save("rows", lambda work: [work.insert(House(code="rows", note=WORDS)) for _ in range(ROWS)])
    link.once()
    life.save("note", lambda work: work.update(work.must(House, house(1)), note=f"note {WORDS}"))
    life.save("first", lambda work: work.update(work.must(House, house(2)), layout="first"))
    with store.as_seen(seen):
        life.save("second", lambda work: work.update(work.must(House, house(2)), layout="second"))
    link.once()
    life.save("gone", lambda work: work.delete(work.must(House, house(3))))
    life.save("many", lambda work: [work.insert(House(code="many", note=WORDS * 60)) for _ in range(MANY)])
    link.once(thorough=True)
    digest = blobs.beside(store.database.path).put(WORDS.encode() * 1_000)
    life.save("picture", lambda work: work.insert(Attachment(blob=digest, size=len(WORDS) * 1_000)))
    link.once()
    life.clock.advance(LATER_MS)
    link.once()
    link.once(thorough=True)
    life.close()


def tending_day(life: Life) -> None:
    """Write snapshots, pack what was sent and take away what was packed, with work in between."""
    life.open()
    link, upkeep = life.link, life.link.exchange().upkeep
    rules = Rules(snapshot_after=1, every=0, pack_after=0, confirm_after=0, loose_chunks=0, own_temps=0)
    vars(upkeep.rules).update(vars(rules))
    life.save("rows", lambda work: [work.insert(House(code="rows", note=WORDS)) for _ in range(ROWS)])
    link.once()
    life.save("many", lambda work: [work.insert(House(code="many", note=WORDS * 60)) for _ in range(MANY)])
    for _ in range(3):
        life.clock.advance(LATER_MS)
        link.once(thorough=True)
        with suppress(ShareFault, SyncFault):
            upkeep.snapshot()
            upkeep.tend()
    life.save("gone", lambda work: work.delete(work.must(House, house(3))))
    link.once()
    with suppress(ShareFault, SyncFault):
        upkeep.snapshot()
    life.close()


def joining_day(life: Life) -> None:
    """Become a desk of the office."""
    code = (life.place.notes / "code").read_text(encoding="utf-8")
    joiner = OfficeJoiner(life.place.paths(life.name), life.clock, life.share)
    joiner.join(str(life.place.share), code, "desk c", lambda _done, _all: True)
    life.open()
    life.save("rows", lambda work: [work.insert(House(code="rows", note=WORDS)) for _ in range(ROWS)])
    life.link.once()
    life.close()


def founding_day(life: Life) -> None:
    """Begin to exchange with what was written alone."""
    life.store = Store(life.place.paths(life.name).database, all_records(), life.clock, ChangeFeed())
    life.link = OfficeLink(life.place.paths(life.name), life.store, life.clock, None, life.share)
    life.link.found(str(life.place.share), "desk a")
    life.save("rows", lambda work: [work.insert(House(code="rows", note=WORDS)) for _ in range(ROWS)])
    life.link.once()
    life.close()


DAYS: dict[str, tuple[str, Callable[[Life], None]]] = {
    "work": ("a", work_day),
    "restored": ("a", work_day),
    "cloned": ("a", work_day),
    "tending": ("a", tending_day),
    "joining": ("c", joining_day),
    "founding": ("a", founding_day),
}
"""Kind of day -> whose it is, and what happens."""


@contextmanager
def prepared(guards: Path) -> Iterator[None]:
    """Keep guards with the trial and cut segments small for as long as the block lasts."""
    logging.disable(logging.CRITICAL)
    with (
        mock.patch.object(Paths, "guards", staticmethod(lambda: guards)),
        mock.patch.object(names, "PACKED", PACK),
        mock.patch.object(packs, "PACKED", PACK),
        mock.patch.object(seal, "SOFT", SMALL),
        mock.patch.object(seal, "HARD", LARGE),
    ):
        yield
    logging.disable(logging.NOTSET)


def main(arguments: Sequence[str]) -> int:
    """Be a desk (``desk DAY ORDER``) or its share worker (``share ROOT ORDER``)."""
    role, what, order = arguments
    root, blow, *rest = json.loads(order)
    place, found = Place(Path(root)), Blow(**blow)
    with prepared(place.guards):
        if role == SHARE:
            return serve(Path(what), place, found, rest[0])
        name, day = DAYS[what]
        day(Life(place, name, found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
