"""Trials: a desk is killed at one point of its day, starts again, and the whole office must be what it should be.

What must hold afterwards is asked of the databases and of the folder alone: every acknowledged save is there, units of
work are there whole or not at all, both desks come to the same tables and the same metadata, nobody is told of a
defect, and no file on the share was ever another than it is.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.context.link import OfficeJoiner, OfficeLink
from app.core.changes import ChangeFeed
from app.core.clock import HeldClock, SystemClock
from app.core.errors import AppError, Refused
from app.features.houses.records import House
from app.store.models import column_names
from app.store.store import Store
from app.sync import names
from app.sync.chunks import encode_chunk
from app.sync.faults import SyncFault
from app.sync.folder import FolderShare
from app.sync.site import read_site
from tests.support.office import REPOSITORY, all_records
from tests.sync.crash import DAYS, DESK, MANY, ROWS, SHARE, WORDS, Blow, Place, house, prepared

BATCH = 25
"""Blows tried on one stage."""
OLDER = {"restored": ("kept",), "cloned": ("kept", *(f"cloned {number}" for number in range(4)))}
"""Kind of day on which the database is an older one -> what is in it alone."""
ROUNDS = 12
ROUND_MS = 31 * 60_000
HITS = {DESK: (DESK, "both"), SHARE: (SHARE, DESK, "both")}
FATAL = {"defect", "fork", "stranger", "damaged", "gap", "newer", "retired"}
"""Kinds of problems nobody may be left with."""


@dataclass
class Tally:
    """What came of many trials.

    Attributes:
        lost: Acknowledged saves that were not there in the end.
        halved: Units of work of which a desk saw a part.
        diverged: Trials after which the desks were not alike.
        stuck: Trials after which a desk could not go on.
        troubled: Trials that left a problem that says the program is at fault.
        changed: Files on the share that were changed or taken away.
        told: Texts that could be read on the share.
        struck: Trials in which the blow fell.
        renewed: Desks that began a new stream though their database was their own.
    """

    trials: int = 0
    struck: int = 0
    cut: int = 0
    saves: int = 0
    lost: int = 0
    halved: int = 0
    diverged: int = 0
    stuck: int = 0
    troubled: int = 0
    changed: int = 0
    told: int = 0
    renewed: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the figures of other trials."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def fault(self, kind: str, words: str) -> None:
        """Note that something does not hold."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.faults.append(f"{kind}: {words}")


class Desk:
    """A desk as the judge opens it: without a worker, since nobody kills it any more."""

    def __init__(self, place: Place, name: str, now: int) -> None:
        self.name = name
        self.clock = HeldClock(now)
        self.paths = place.paths(name)
        self.store = Store(self.paths.database, all_records(), self.clock, ChangeFeed())
        self.link = OfficeLink(self.paths, self.store, self.clock, None, FolderShare)
        if self.link.sharing:
            self.link.wake()

    def close(self) -> None:
        """Close."""
        self.link.close()
        self.store.close()

    def insert(self, code: str) -> None:
        """Save a new house."""
        with self.store.change(self.name) as work:
            work.insert(House(code=code, note=WORDS))

    def count(self, code: str) -> int:
        """Return how many houses have a code."""
        return int(self.store.value("SELECT count(*) FROM house WHERE code = ?", (code,)))

    def survives(self, table: str, pk: str, column: str, value: str) -> bool:
        """Say whether a value is shown, or kept beside what is shown."""
        shown = self.store.value(f'SELECT 1 FROM "{table}" WHERE id = ? AND "{column}" = ?', (pk, value))
        beside = self.store.value(
            "SELECT 1 FROM sync_sibling WHERE tbl = ? AND pk = ? AND col = ? AND value = ?", (table, pk, column, value)
        )
        return bool(shown or beside)

    def has(self, save: str) -> bool:
        """Say whether the effect of a save of the day is here."""
        if save in ("rows", "many"):
            return self.count(save) == (ROWS if save == "rows" else MANY)
        if save == "note":
            return self.survives("house", house(1), "note", f"note {WORDS}")
        if save in ("first", "second"):
            texts = ("first", "second")[save == "second" :]
            return any(self.survives("house", house(2), "layout", text) for text in texts)
        if save == "gone":
            return self.store.get(House, house(3)) is None
        return self.store.value("SELECT 1 FROM attachment") is not None

    def halved(self) -> bool:
        """Say whether a unit of work of several records is here in part."""
        return self.count("rows") not in (0, ROWS) or self.count("many") not in (0, MANY)


def everything(store: Store, link: OfficeLink) -> dict[str, str]:
    """Return a digest of every table and of all metadata that desks share."""
    found: dict[str, str] = {}
    with link.exchange().replica.state() as state:
        if state is None:
            return {"": "something waits to be packed"}
        found["vector"] = repr(sorted(state.vector.items()))
        for stream, head in sorted(state.heads.items()):
            found[f"head {stream.hex()[:8]}"] = head.hash.hex()
        for table in state.pages.tables():
            hashed = hashlib.blake2b(b"".join(map(encode_chunk, state.pages.chunks(table))))
            found[f"state {table}"] = hashed.hexdigest()
    for record in store.synced:
        listed = ", ".join(f'"{name}"' for name in column_names(record))  # upgraded tables have another order
        rows = store.rows(f'SELECT {listed} FROM "{record.table}" ORDER BY id')
        found[record.table] = hashlib.blake2b(repr(rows).encode()).hexdigest()
    return found


def unlike(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return in which parts of everything two desks differ."""
    return sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


# --- the office before the day ---------------------------------------------------------------------------------------


class Stage:
    """Sets the office up as it is before a day, as often as need be.

    Args:
        base: A folder of this stage alone.
        kind: Which day.
    """

    def __init__(self, base: Path, kind: str) -> None:
        self.kind = kind
        self.place = Place(base / "office")
        self._kept = base / "before"
        for path in (self.place.share, self.place.notes, self.place.root / "a", self.place.root / "b"):
            path.mkdir(parents=True)
        with prepared(self.place.guards):
            self._build()
        shutil.copytree(self.place.root, self._kept)

    def _build(self) -> None:
        place, now = self.place, SystemClock().now()
        with closing(Desk(place, "a", now)) as first:
            with first.store.change("alice") as work:
                for number in range(1, 6):
                    work.insert(House(id=house(number), code="old", note=WORDS))
            if self.kind == "founding":
                return
            first.link.found(str(place.share), "desk a")
            code, _ = first.link.invite()
            if self.kind == "joining":
                (place.notes / "code").write_text(code, encoding="utf-8")
                code, _ = first.link.invite()
            OfficeJoiner(place.paths("b"), HeldClock(now), FolderShare).join(
                str(place.share), code, "desk b", lambda _done, _all: True
            )
            first.link.once()
            if self.kind in OLDER:
                first.insert("kept")
        if self.kind in OLDER:
            shutil.copytree(place.root / "a", place.root / "copy")
            shutil.copytree(place.guards, place.root / "guards copied")
        with closing(Desk(place, "a", now)) as first, closing(Desk(place, "b", now)) as second:
            for number in range(2):
                first.insert(f"sent {number}")
                first.link.once()
            second.link.once()
            with second.store.change("bob") as work:
                work.update(work.must(House, house(1)), note=f"other {WORDS}")
            with second.store.change("bob") as work:
                for _ in range(MANY):
                    work.insert(House(code="theirs", note=WORDS * 60))
            second.link.once()
        if self.kind in OLDER:
            shutil.rmtree(place.root / "a")
            (place.root / "copy").rename(place.root / "a")
        if self.kind == "cloned":
            # A whole disk came back, the guards with it, and went on for a while before it met the share.
            shutil.rmtree(place.guards)
            (place.root / "guards copied").rename(place.guards)
            with closing(Desk(place, "a", now)) as first:
                for number in range(4):
                    first.insert(f"cloned {number}")
                    first.link.exchange().seal()

    def fresh(self) -> Place:
        """Put everything back as it was before the day."""
        shutil.rmtree(self.place.root, ignore_errors=True)
        shutil.copytree(self._kept, self.place.root, dirs_exist_ok=True)
        return self.place


# --- one trial -------------------------------------------------------------------------------------------------------


def live(kind: str, place: Place, blow: Blow) -> int:
    """Let the day take place in a process of its own; return how the process ended."""
    order = json.dumps([str(place.root), asdict(blow)])
    words = [sys.executable, "-m", "tests.sync.crash", DESK, kind, order]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, check=False, timeout=60)
    if done.returncode > 0:
        (place.notes / "words").write_bytes(done.stderr)
    return done.returncode


def count_points(stage: Stage) -> dict[str, int]:
    """Let a day pass without a blow, and return how many points either process meets.

    Raises:
        RuntimeError: Even then something does not hold.
    """
    place = stage.fresh()
    code = live(stage.kind, place, Blow())
    tally = judge(stage, Blow())
    if code or tally.faults:
        words = place.notes / "words"
        raise RuntimeError(f"{tally.faults} {words.read_text(encoding='utf-8')[-3000:] if words.exists() else ''}")
    return {side: len(place.points(side).read_bytes().splitlines()) for side in (DESK, SHARE)}


def try_blow(stage: Stage, blow: Blow) -> Tally:
    """Let a day take place, with a blow, and see what comes of it."""
    place = stage.fresh()
    code = live(stage.kind, place, blow)
    tally = judge(stage, blow)
    words = place.notes / "words"
    if code > 0 and words.exists() and b"AppError" not in words.read_bytes() and not _is_told(words.read_bytes()):
        tally.fault("troubled", words.read_text(encoding="utf-8").strip().splitlines()[-1])
    point = "-"
    with suppress(OSError, IndexError):
        point = place.points(blow.side).read_text(encoding="utf-8").splitlines()[blow.at - 1]
    tally.faults = [f"{stage.kind} {blow} at “{point}”: {fault}" for fault in tally.faults]
    return tally


def _is_told(words: bytes) -> bool:
    """Say whether a day ended because the share failed under it, and somebody was told so."""
    return any(each in words.splitlines()[-1] for each in (b"errors.Refused", b"errors.EnvironmentFault"))


def judge(stage: Stage, blow: Blow) -> Tally:
    """Start every desk again, let them exchange to rest, and say what does not hold."""
    tally, place = Tally(trials=1), stage.place
    tally.struck = int((place.notes / "struck").exists())
    tally.cut = int(bool(tally.struck and blow.cut))
    saves = place.acknowledged.read_text(encoding="utf-8").split() if place.acknowledged.exists() else []
    tally.saves = len(saves)
    before = final_files(stage._kept / "share") if not blow.cut else {}
    before |= final_files(place.share)
    site = place.share / names.SITE
    if stage.kind == "founding" and site.exists() and not _is_site(site.read_bytes()):
        before.clear()  # the folder is emptied by hand, see ``_found_again``
    name, _ = DAYS[stage.kind]
    try:
        with prepared(place.guards), _office(stage, name) as desks:
            mine = desks[name]
            _look(mine, saves, tally, "at once")
            for desk in desks.values():
                desk.insert(f"after {desk.name}")
            _rest(desks.values(), tally)
            if stage.kind == "tending":
                # Who comes now finds everything, in packs and snapshots.
                code, _ = desks["a"].link.invite()
                _join(place, "d", code, mine.clock.now())
                desks["d"] = Desk(place, "d", mine.clock.now())
                _rest(desks.values(), tally)
            for desk in desks.values():
                _look(desk, [*saves, *([] if stage.kind == "founding" else ["theirs"])], tally, f"at {desk.name}")
                for code in ["old", "sent 0", "sent 1", *OLDER.get(stage.kind, ())]:
                    if not desk.count(code) and (stage.kind != "founding" or code == "old"):
                        tally.fault("lost", f"{code}, which was there before, at {desk.name}")
                for other in desks:
                    if other != "d" and desk.count(f"after {other}") != 1:
                        tally.fault("lost", f"what {other} saved after the restart is not at {desk.name}")
                problems = {problem.kind for problem in desk.link.problems()}
                if problems & FATAL:
                    tally.fault("troubled", f"{desk.name} has {sorted(problems)}")
                if "restored" in problems and stage.kind not in OLDER:
                    tally.fault("renewed", desk.name)
            _compare(desks, tally)
    except AppError as error:
        tally.fault("stuck", f"{error.code} {error}")
    after = final_files(place.share)
    for path, digest in before.items():
        if after.get(path) != digest and not (path not in after and _is_replaced(path, after)):
            tally.fault("changed", path)
    for path in place.share.rglob("*"):
        if path.is_file() and WORDS.encode() in path.read_bytes():
            tally.fault("told", path.name)
    return tally


def _look(desk: Desk, saves: Iterable[str], tally: Tally, when: str) -> None:
    for save in saves:
        there = desk.count("theirs") == MANY if save == "theirs" else desk.has(save)
        if not there:
            tally.fault("lost", f"{save} {when}")
    if desk.halved():
        tally.fault("halved", when)


def _rest(desks: Iterable[Desk], tally: Tally) -> None:
    before: object = None
    for _ in range(ROUNDS):
        for desk in desks:
            desk.clock.advance(ROUND_MS)
            desk.link.once(thorough=True)
            if desk.halved():
                tally.fault("halved", f"at {desk.name} during the exchange")
        now = [(desk.link.exchange().replica.vector(), desk.link.exchange().replica.unsent_count()) for desk in desks]
        if now == before:
            break
        before = now
    for desk in desks:
        status = desk.link.status()
        if status.unsealed or status.unpublished or status.state in ("offline", "stopped"):
            tally.fault("stuck", f"{desk.name}: {status.state}, {status.unsealed}, {status.unpublished}")


def _compare(desks: dict[str, Desk], tally: Tally) -> None:
    (one, first), *others = [(name, everything(desk.store, desk.link)) for name, desk in desks.items()]
    for other, second in others:
        if parts := unlike(first, second):
            tally.fault("diverged", f"{one} and {other}: {parts}")


@contextmanager
def _office(stage: Stage, name: str) -> Iterator[dict[str, Desk]]:
    """Open every desk, and let the one that was struck finish what a person would have it finish."""
    place, now = stage.place, SystemClock().now()
    desks: dict[str, Desk] = {}
    try:
        if stage.kind == "founding":
            _found_again(place, now)
            desks["a"] = Desk(place, "a", now)
            with closing(Desk(place, "a", now)) as first:
                code, _ = first.link.invite()
            _join(place, "b", code, now)
            desks["b"] = Desk(place, "b", now)
        else:
            desks["a"] = Desk(place, "a", now)
            desks["b"] = Desk(place, "b", now)
            if stage.kind == "joining":
                _join_again(place, desks["a"], now)
                desks["c"] = Desk(place, "c", now)
        yield {name: desks[name], **desks}
    finally:
        for desk in desks.values():
            desk.close()


def _join_again(place: Place, admin: Desk, now: int) -> None:
    """Do what a person does whose program ended while it joined: the same again, and with a fresh code if need be."""
    code = (place.notes / "code").read_text(encoding="utf-8")
    try:
        _join(place, "c", code, now)
    except Refused as error:
        if error.code != "sync.used":
            raise
        code, _ = admin.link.invite()
        _join(place, "c", code, now)


def _join(place: Place, name: str, code: str, now: int) -> None:
    joiner = OfficeJoiner(place.paths(name), HeldClock(now), FolderShare)
    joiner.join(str(place.share), code, f"desk {name}", lambda _done, _all: True)


def _found_again(place: Place, now: int) -> None:
    """Do what a person does whose program ended while the exchange began: the same again.

    A folder whose ``SITE`` was cut off is nobody's: it is emptied.
    """
    site = place.share / names.SITE
    with closing(Desk(place, "a", now)) as desk:
        if not desk.link.sharing:
            with suppress(FileNotFoundError):
                if not _is_site(site.read_bytes()):
                    shutil.rmtree(place.share)
                    place.share.mkdir()
            desk.link.found(str(place.share), "desk a")


def _is_site(data: bytes) -> bool:
    try:
        read_site(data)
    except SyncFault:
        return False
    return True


def _is_replaced(path: str, after: Iterable[str]) -> bool:
    """Say whether a file may have been taken away: a packed segment, or of a snapshot while there is another."""
    *folder, name = path.split("/")
    if folder and folder[0] == names.SNAPSHOTS:
        return any(names.parse_snapshot(one.rpartition("/")[2]) is not None for one in after)
    segment = names.parse_segment(name)
    if segment is None:
        return False
    packed = (one.rpartition("/") for one in after if one.startswith(f"{'/'.join(folder[:-1])}/"))
    bounds = (names.parse_pack(pack) for _, _, pack in packed)
    return any(one is not None and one[0] <= segment[0] <= one[1] for one in bounds)


def final_files(root: Path) -> dict[str, str]:
    """Return every finished file on the share that may never change, with its digest."""
    found: dict[str, str] = {}
    for path in root.rglob("*"):
        where = path.relative_to(root).as_posix()
        if names.is_temp(path.name) or where.split("/")[0] in (names.LIVE, names.ACKS):
            continue
        with suppress(OSError):
            if path.is_file():
                found[where] = hashlib.blake2b(path.read_bytes()).hexdigest()
    return found


# --- many trials -----------------------------------------------------------------------------------------------------


def all_blows(points: dict[str, int], seed: int) -> list[Blow]:
    """Return every blow there is for a day: each point, each choice of who is hit, with and without the server."""
    pick = random.Random(seed)
    found: list[Blow] = []
    for side, count in points.items():
        for at in range(1, count + 1):
            found.extend(Blow(side, at, hits, False, pick.randrange(1 << 30)) for hits in HITS[side])
            if side == SHARE:
                found.extend(Blow(side, at, hits, True, pick.randrange(1 << 30)) for hits in (SHARE, "both"))
    return found


def sample(blows: Sequence[Blow], count: int, seed: int) -> list[Blow]:
    """Return some of them, spread over who is hit and where."""
    kinds: dict[tuple[str, str, bool], list[Blow]] = {}
    for blow in blows:
        kinds.setdefault((blow.side, blow.hits, blow.cut), []).append(blow)
    pick = random.Random(seed)
    for each in kinds.values():
        pick.shuffle(each)
    found: list[Blow] = []
    while len(found) < min(count, len(blows)):
        for each in kinds.values():
            if each and len(found) < count:
                found.append(each.pop())
    return found


def soak(seed: int, most: int, processes: int, told: Callable[[str], None]) -> dict[str, int]:
    """Try every blow of every kind of day, and return the figures.

    Args:
        seed: Decides what power cuts take, and the order.
        most: How many blows are tried at most.
        processes: How many at a time.
        told: Told every fault.
    """
    total, points = Tally(), 0
    with tempfile.TemporaryDirectory() as name, multiprocessing.Pool(processes) as pool:
        base = Path(name)
        orders: list[tuple[Path, str, list[Blow]]] = []
        for kind in DAYS:
            counted = count_points(Stage(base / kind, kind))
            points += sum(counted.values())
            blows = sample(all_blows(counted, seed), most // len(DAYS), seed)
            orders += [(base, kind, blows[at : at + BATCH]) for at in range(0, len(blows), BATCH)]
        for tally in pool.imap_unordered(_run, orders):
            total.add(tally)
            for fault in tally.faults:
                told(fault)
    figures = {name: value for name, value in vars(total).items() if isinstance(value, int)}
    return {"points": points, **figures, "failed": len(total.faults)}


def _run(order: tuple[Path, str, list[Blow]]) -> Tally:
    base, kind, blows = order
    total = Tally()
    with tempfile.TemporaryDirectory(dir=base, ignore_cleanup_errors=True) as name:
        stage = Stage(Path(name), kind)
        for blow in blows:
            total.add(try_blow(stage, blow))
    return total
