"""A small office that can be kept and put back in an instant: databases, secrets, guards, the folder and the time.

Trials in which one thing goes wrong begin again and again at the same moment of the same office, so that moment is
lived once and kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from app.core.changes import ChangeFeed
from app.core.clock import MINUTE, HeldClock
from app.core.errors import AppError
from app.features.attachments.records import Attachment
from app.features.houses.records import House
from app.store.store import Store
from app.sync import blobparts, blobs, joining, names, packs, seal
from app.sync.chunks import encode_chunk
from app.sync.desks import Setting, come_back, join
from app.sync.exchange import Exchange
from app.sync.governing import invite
from app.sync.guard import GuardFacts
from tests.support.faultfs import Coverage, FaultShare, Plan, Script
from tests.support.memory_share import MemoryShare
from tests.support.office import MORNING
from tests.sync.fleet import Secrets

RECORDS = (House, Attachment)
NEVER = 1 << 60
TRIES = 6
"""How often a person tries again before the file server is mended."""
ROUNDS = 14
FATAL = ("defect", "damaged", "gap", "stranger", "content")
"""Kinds of problems nobody may be left with."""
Answer = TypeVar("Answer")


class Failed(AssertionError):
    """Something that must hold does not."""


class Memory:
    """A guard that lies nowhere."""

    def __init__(self, facts: GuardFacts | None = None) -> None:
        self.facts = facts

    def read(self) -> GuardFacts | None:
        """Return the facts written last."""
        return self.facts

    def write(self, facts: GuardFacts) -> None:
        """Keep facts."""
        self.facts = facts


@dataclass(frozen=True)
class KeptDesk:
    """A desk as it was: its folder, its secrets, its guard, and whether it belonged to the office."""

    folder: Path
    secrets: dict[str, str]
    guard: GuardFacts | None
    begun: bool
    left: bool


@dataclass(frozen=True)
class Moment:
    """An office as it was."""

    at: int
    share: Any
    desks: tuple[KeptDesk, ...]
    code: str
    rows: dict[str, str]
    contents: frozenset[str]


class Desk:
    """One desk.

    Attributes:
        exchange: Its exchange; None until it has begun or joined.
        left: Whether it has left the office.
    """

    def __init__(self, town: Town, number: int, secrets: dict[str, str], guard: GuardFacts | None) -> None:
        self.number = number
        self.folder = town.folder / str(number)
        self.secrets = Secrets()
        self.secrets.kept.update(secrets)
        self.guard = Memory(guard)
        self.clock = town.clock
        self.store = Store(self.folder / "office.db", RECORDS, town.clock, ChangeFeed())
        self.store.database.run("PRAGMA synchronous = OFF")
        self.share = FaultShare(town.server, town.plan, town.coverage)
        self.exchange: Exchange | None = None
        self.left = False

    @property
    def setting(self) -> Setting:
        """What it stands on."""
        guard: Any = self.guard
        return Setting(self.store, self.secrets, guard, f"machine-{self.number}", "volume", self.clock, "1")

    @property
    def engine(self) -> Exchange:
        """Its exchange."""
        assert self.exchange is not None
        return self.exchange

    def begin(self, exchange: Exchange) -> Exchange:
        """Take up an exchange that tidies when it is told to only."""
        exchange.upkeep.rules.every = NEVER
        exchange.replica.store.set_meta("sync.tended", str(self.clock.now()))
        exchange.upkeep.rules.behind = NEVER
        self.exchange = exchange
        return exchange

    def rows(self) -> dict[str, str]:
        """Return what it shows."""
        return dict(self.store.rows("SELECT id, note FROM house"))

    def state(self) -> Any:
        """Return everything that all desks should agree on, to the byte."""
        with self.engine.replica.state() as state:
            if state is None:
                raise Failed(f"desk {self.number} has something that is not packed")
            rows = [encode_chunk(rows) for table in state.pages.tables() for rows in state.pages.chunks(table)]
            heads = {stream: (head.hash, head.seen) for stream, head in state.heads.items()}
            return state.vector, rows, heads


class Town:
    """The desks of one office around one share that may fail.

    Args:
        folder: An empty folder, for the databases.
        template: An empty database of ``RECORDS``.
        plan: Which calls fail.
        coverage: Counts the calls of all desks.
        moment: Where it goes on from; a new office if not given.
    """

    def __init__(
        self, folder: Path, template: Path, plan: Plan | None = None, coverage: Coverage | None = None,
        moment: Moment | None = None,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.template = template
        self.plan = plan or Script({})
        self.coverage = coverage or Coverage()
        self.clock = HeldClock(MORNING if moment is None else moment.at)
        self.server = MemoryShare(self.clock)
        self.desks: list[Desk] = []
        self.code = ""
        self.rows: dict[str, str] = {}
        self.contents: set[str] = set()
        self.refused: list[str] = []
        if moment is not None:
            self._go_on(moment)

    def _go_on(self, moment: Moment) -> None:
        self.server.rollback(moment.share)
        self.code, self.rows, self.contents = moment.code, dict(moment.rows), set(moment.contents)
        for number, kept in enumerate(moment.desks):
            shutil.copytree(kept.folder, self.folder / str(number))
            desk = Desk(self, number, kept.secrets, kept.guard)
            self.desks.append(desk)
            if kept.begun:
                desk.begin(come_back(desk.setting, desk.share))
            desk.left = kept.left

    def keep(self, folder: Path) -> Moment:
        """Close everything and keep it in a folder.

        Args:
            folder: An empty folder.
        """
        self.close()
        kept: list[KeptDesk] = []
        for desk in self.desks:
            place = folder / str(desk.number)
            shutil.copytree(desk.folder, place)
            kept.append(
                KeptDesk(place, dict(desk.secrets.kept), desk.guard.facts, desk.exchange is not None, desk.left)
            )
        share = self.server.snapshot()
        return Moment(self.clock.now(), share, tuple(kept), self.code, dict(self.rows), frozenset(self.contents))

    def close(self) -> None:
        """Close every database."""
        for desk in self.desks:
            desk.store.close()

    def __getitem__(self, number: int) -> Desk:
        return self.desks[number]

    # --- what people do ---

    def blank(self, secrets: dict[str, str] | None = None) -> Desk:
        """Set up a desk with an empty database."""
        number = len(self.desks)
        (self.folder / str(number)).mkdir()
        shutil.copyfile(self.template, self.folder / str(number) / "office.db")
        self.desks.append(Desk(self, number, secrets or {}, None))
        return self.desks[-1]

    def write(self, desk: Desk, pk: int, note: str) -> None:
        """Enter a house, or change one as this desk shows it; nobody edits what is not on screen yet."""
        id_ = f"{pk:032x}"
        if self.rows.get(id_) != desk.rows().get(id_):
            return
        with desk.store.change("alice") as work:
            if id_ in self.rows:
                work.update(work.must(House, id_), note=note)
            else:
                work.insert(House(id=id_, code=str(pk), note=note))
        self.rows[id_] = note

    def attach(self, desk: Desk, data: bytes) -> str:
        """Attach a content."""
        digest = desk.engine.blobs.files.put(data)
        with desk.store.change("alice") as work:
            work.insert(Attachment(owner_table="house", owner_id="h", blob=digest, size=len(data), name="门锁.jpg"))
            desk.engine.blobs.book.kept(digest, len(data))
        self.contents.add(digest)
        return digest

    def detach(self, desk: Desk, digest: str) -> None:
        """Delete what has a content."""
        with desk.store.change("alice") as work:
            for one in desk.store.find(Attachment):
                if one.blob == digest:
                    work.delete(work.must(Attachment, one.id))
        self.contents.discard(digest)

    def do(self, call: Callable[[], Answer]) -> Answer:
        """Do something, and try again when it is refused; at last on a share that does not fail."""
        for _ in range(TRIES):
            try:
                return call()
            except AppError as refused:
                self.refused.append(getattr(refused, "code", repr(refused)))
                self.clock.advance(2 * MINUTE)
        self.calm()
        return call()

    def once(self, *chosen: Desk) -> None:
        """Let desks exchange, a minute and more apart."""
        for desk in chosen:
            self.clock.advance(70_000)
            desk.engine.once(thorough=True)

    def tend(self, *chosen: Desk, thorough: bool = True) -> None:
        """Let desks tidy the share."""
        for desk in chosen:
            desk.engine.upkeep.rules.every = 0
            desk.engine.once(thorough=thorough)
            desk.engine.upkeep.rules.every = NEVER

    # --- the end ---

    def live(self) -> list[Desk]:
        """Return the desks that belong to the office."""
        return [desk for desk in self.desks if desk.exchange is not None and not desk.left]

    def calm(self) -> None:
        """Let the share fail no more."""
        for desk in self.desks:
            desk.share.calm()

    def rest(self) -> None:
        """Exchange on a share that does not fail until nothing moves any more."""
        self.calm()
        before: object = None
        for _ in range(ROUNDS):
            for desk in self.live():
                self.clock.advance(16 * MINUTE)
                desk.engine.once(thorough=True)
            now = [self._reached(desk) for desk in self.live()]
            quiet = now == before and not any(unsent or open_ for _, unsent, open_ in now)
            before = now
            if quiet and all(vector == now[0][0] for vector, _, _ in now):
                return

    def _reached(self, desk: Desk) -> tuple[dict[bytes, int], int, int]:
        replica, problems = desk.engine.replica, desk.engine.problems
        return replica.vector(), replica.unsent_count(), sum(len(problems.subjects(kind)) for kind in FATAL)

    def judge(self, *, newcomer: bool = False) -> None:
        """See that nothing is lost, all are alike, nothing is stuck, and nobody is left with a problem.

        Args:
            newcomer: Whether one more desk joins first: it has nothing but what lies on the share.

        Raises:
            Failed: Something of it does not hold.
        """
        if newcomer:
            self._welcome()
        for desk in self.live():
            self._judge(desk)
        states = [desk.state() for desk in self.live()]
        for desk, state in zip(self.live(), states, strict=True):
            for what, one, other in zip(("vector", "rows", "heads"), state, states[0], strict=True):
                if one != other:
                    raise Failed(f"desk {desk.number} has other {what}: {one} and {other}")
        if missing := self.live()[0].engine.verify().missing:
            raise Failed(f"nothing sound on the share: {missing}")

    def _judge(self, desk: Desk) -> None:
        engine = desk.engine
        state = engine.status().state
        if state in ("offline", "stopped"):
            raise Failed(f"desk {desk.number} is {state}")
        if left := engine.replica.unsealed() + engine.replica.unsent_count():
            raise Failed(f"desk {desk.number} has {left} unsent")
        if told := [(kind, subject) for kind in FATAL for subject in engine.problems.subjects(kind)]:
            raise Failed(f"desk {desk.number} is told {told}")
        if desk.rows() != self.rows:
            raise Failed(f"desk {desk.number} shows {desk.rows()} and not {self.rows}")
        if absent := [digest for digest in self.contents if not engine.blobs.files.intact(digest)]:
            raise Failed(f"desk {desk.number} lacks {absent}")
        if engine.conflicts():
            raise Failed(f"desk {desk.number} shows conflicts")
        beacons = [found for name in self.server.names(names.LIVE) if (found := names.parse_beacon(name))]
        vector = engine.replica.vector()
        if stuck := [seq for stream, seq in beacons if seq > vector.get(stream, 0)]:
            raise Failed(f"desk {desk.number} lacks {stuck}")

    def _welcome(self) -> None:
        code = invite(self.desks[0].engine).code
        new = self.blank()
        new.share.calm()
        new.begin(join(new.setting, new.share, code, "new"))
        self.rest()


@contextmanager
def in_small() -> Generator[None]:
    """Let four segments make a pack, a thousand bytes a part, and codes open at once: the same rules, less time."""
    smaller: Iterable[tuple[object, str, int]] = (
        (names, "PACKED", 4), (packs, "PACKED", 4), (blobparts, "PART", 1_000), (blobs, "PART", 1_000),
        (joining, "_PASSES", 1), (joining, "_MEMORY", 8_192), (seal, "SOFT", 0),
    )  # fmt: skip
    with ExitStack() as stack:
        for where, name, value in smaller:
            stack.enter_context(mock.patch.object(where, name, value))
        yield


def make_template(folder: Path) -> Path:
    """Make an empty database."""
    path = folder / "template.db"
    Store(path, RECORDS, HeldClock(MORNING), ChangeFeed()).close()
    return path
