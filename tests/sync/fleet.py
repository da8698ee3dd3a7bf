"""A whole office of real desks around one share that fails: every verb of people, machines and servers, by chance.

What people do comes from ``Schedule``, and so does the oracle; desks exchange through ``Exchange`` alone.
"""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from app.core.clock import HeldClock
from app.core.errors import AppError, NotFound, Refused
from app.sync import governing, names
from app.sync.desks import Setting, come_back, found, join
from app.sync.envelope import Header, file_hash
from app.sync.faults import ShareFault, SyncFault
from app.sync.guard import Guard
from app.sync.rules import Rules
from tests.support.faultfs import Chance, Coverage, FaultShare
from tests.support.memory_share import Entry, MemoryShare
from tests.support.office import MORNING
from tests.sync.desks import Copy, Desk, World
from tests.sync.model import Device, Op, Rule, Segment, Vector
from tests.sync.schedules import MOST_DEVICES, STEP_MS, Result, Schedule

ROUNDS = 40
ROUND_MS = 31 * 60_000
MINUTE = 60_000
BUSY = Rules(
    snapshot_after=12,
    behind=4,
    every=5 * MINUTE,
    pack_after=15 * MINUTE,
    truncate=True,
    truncate_after=20 * MINUTE,
    own_temps=30 * MINUTE,
    other_temps=60 * MINUTE,
    loose_chunks=20 * MINUTE,
)
"""An office in which everything happens that elsewhere takes months."""


@dataclass
class Tally(Result):
    """What came of whole offices.

    Attributes:
        unequal: Schedules whose desks list different conflicts or show different values.
        unsafe: Edits that were not on the share in the end, and files that were changed or removed against the rules.
        troubled: Desks that ended with a problem that says the program itself is at fault.
    """

    unequal: int = 0
    unsafe: int = 0
    troubled: int = 0
    exchanges: int = 0
    faults: int = 0
    copies: int = 0
    forks: int = 0

    @property
    def failed(self) -> bool:
        """Whether anything happened that must not."""
        return super().failed or any((self.unequal, self.unsafe, self.troubled))


class Numbers(dict[bytes, int]):
    """Gives streams numbers as they are met."""

    def __init__(self, streams: dict[int, bytes]) -> None:
        super().__init__()
        self._streams = streams

    def __missing__(self, stream: bytes) -> int:
        number = self[stream] = len(self) + 1
        self._streams[number] = stream
        return number


class Secrets:
    """The secrets of one computer."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return a secret."""
        return self.kept.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self.kept[name] = secret

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self.kept.pop(name, None)


class Server(MemoryShare):
    """The shared folder, which remembers every file that ever was and every removal against the rules."""

    def __init__(self, clock: HeldClock) -> None:
        super().__init__(clock)
        self.ever: dict[str, set[bytes]] = {}
        self.wrongly: list[str] = []

    def remove(self, path: str) -> None:
        """Remove a file."""
        folder = path.split("/")[0]
        if folder not in (names.LIVE, names.ACKS, names.STREAMS, names.SNAPSHOTS) and not names.is_temp(
            path.rpartition("/")[2]
        ):
            self.wrongly.append(path)
        super().remove(path)

    def _add(self, folder: str, name: str, data: bytes) -> None:
        super()._add(folder, name, data)
        self.ever.setdefault(f"{folder}/{name}", set()).add(data)

    def files(self) -> dict[str, Entry]:
        """Return every file that is there."""
        return {f"{folder}/{entry.name}": entry for folder, all_ in self._folders.items() for entry in all_.values()}


class Machine:
    """One computer: what survives when its database is put back to an older one."""

    def __init__(self, folder: Path, number: int, share: FaultShare, machine: str = "") -> None:
        self.folder = folder
        self.number = number
        self.share = share
        self.secrets = Secrets()
        self.name = machine or f"machine-{number}"


class Member(Desk):
    """A desk with its exchange."""

    def __init__(self, world: World, machine: Machine, path: Path) -> None:
        super().__init__(world, machine.number, path)
        self.machine = machine
        self.exchange: Any = None
        self.known: dict[bytes, int] = {}

    @property
    def setting(self) -> Setting:
        """What the desk stands on."""
        machine = self.machine
        guard = Guard(machine.folder, self.path.parent)
        return Setting(self.store, machine.secrets, guard, machine.name, "volume", self.clock, "1.0")

    def begin(self, exchange: Any, rules: Rules) -> Member:
        """Take up an exchange."""
        self.exchange = exchange
        exchange.upkeep.rules.__dict__.update(vars(rules))
        self.replica = exchange.replica
        return self

    @property
    def stream(self) -> int:
        """Number of the stream it writes."""
        return self.world.numbers[self.stream_id] if self.exchange else 0

    @stream.setter
    def stream(self, stream: int) -> None:
        """A desk finds its stream in its database."""

    @property
    def stream_id(self) -> bytes:
        """The stream it writes."""
        return self.replica.own().stream

    def once(self, *, thorough: bool = False) -> None:
        """Exchange."""
        self.exchange.once(thorough=thorough)
        self._taken_up()

    def unpublished(self) -> list[Op]:
        """Return the operations that may be packed anew under another stream."""
        ops = list(self.pending)
        for stream, seq, data in self.replica.unsent():
            ops += [op for op, _ in self._segment(stream, seq, data).ops]
        return ops

    def _signer(self, header: Header) -> bytes | None:
        return self.exchange.members.roster.signer(header.stream)


@contextmanager
def by_seed(seed: int) -> Generator[None]:
    """Let everything the engine draws by lot follow from a seed, but for what goes into ciphertexts."""
    chance = random.Random(seed)
    with (
        mock.patch.object(secrets, "token_bytes", chance.randbytes),
        mock.patch.object(secrets, "randbelow", chance.randrange),
        mock.patch.object(secrets, "randbits", chance.getrandbits),
        mock.patch.object(secrets, "choice", chance.choice),
    ):
        yield


def live(
    seed: int, folder: Path, template: Path, rate: float = 0.05, without: tuple[str, ...] = (), watch: Any = None
) -> Tally:
    """Live one random life and return what came of it.

    Args:
        seed: Decides everything.
        folder: An empty folder for the databases.
        template: An empty database.
        rate: How many calls of the share fail.
        without: Names of verbs that never come.
        watch: Told the office before it begins and after it has ended.
    """
    with by_seed(seed):
        office = Office(seed, folder, template, rate, without)
        try:
            if watch:
                watch(office, False)
            office.run()
            if watch:
                watch(office, True)
            return office.result
        finally:
            office.world.close()


class Office(Schedule):
    """One random life of an office of real desks.

    Args:
        seed: Decides everything but what the engine draws itself: keys, ids, nonces.
        folder: Where the databases lie.
        template: An empty database.
        rate: How many calls of the share fail.
        without: Names of verbs and of faults that never come.
    """

    def __init__(
        self, seed: int, folder: Path, template: Path, rate: float = 0.05, without: tuple[str, ...] = ()
    ) -> None:
        self.world = World(folder, template, seed)
        self.world.numbers = Numbers(self.world.streams)
        self.time = HeldClock(MORNING)
        self.server = Server(self.time)
        self.coverage = Coverage()
        self.rate = rate
        self.spared = ("kept torn", "kept zeros", *without)
        self.rules = BUSY if seed % 2 else Rules()
        self.servers = [self.server]
        self.copies: list[Copy] = []
        self.shots: list[Any] = []
        self.retired: set[int] = set()
        super().__init__(seed, Rule(), make=self._member)
        self.result: Tally = Tally()
        weights: dict[str, float] = {
            "edit": 24, "insert": 2, "open_form": 6, "save_form": 8, "delete": 3, "restore_row": 3, "keep_row": 2,
            "exchange": 14, "seal": 1, "toggle": 1.5, "jump": 1, "reopen": 0.6, "back_up": 0.8, "restore": 0.6,
            "copy_over": 0.2, "clone": 0.15, "snapshot": 0.4, "join_office": 0.4, "retire": 0.2, "rotate": 0.2,
            "vanish": 0.3, "tidy_up": 0.2, "swap": 0.2, "shoot": 0.5, "roll_back": 0.3, "rebuild": 0.1,
        }  # fmt: skip
        self.actions = [(getattr(self, verb), weight) for verb, weight in weights.items() if verb not in without]

        for device in self.devices:
            self._do(self.exchange, device)

    # --- machines and servers ---

    def exchange(self, device: Any) -> None:
        """Exchange with the share."""
        if device.number in self.offline:
            return
        stream, waiting = device.stream_id, [op.id for op in device.unpublished()]
        device.once(thorough=self.random.random() < 0.1)
        self.result.exchanges += 1
        if device.stream_id != stream:
            self.spanning.update(waiting)
        vector = device.replica.vector()
        self.result.regress += sum(
            vector.get(known, 0) < seq
            for known, seq in device.known.items()
            if known not in (stream, device.stream_id) and known not in device.replica.forks().limits
        )
        device.known = vector

    def reopen(self, device: Any) -> None:
        """Close the program and start it again."""
        device.close()
        self._replace(device, device.path)

    def restore(self, device: Any) -> None:
        """Put an older copy of the database in the place of the present one."""
        copies = [copy for copy in self.copies if copy.number == device.number]
        if copies and not self._is_only_holder(device):
            self._forget(device)
            device.close()
            shutil.copyfile(self.random.choice(copies).path, device.path)
            for suffix in ("-wal", "-shm"):
                device.path.with_name(device.path.name + suffix).unlink(missing_ok=True)
            self._replace(device, device.path)
            self.result.restores += 1

    def back_up(self, device: Any) -> None:
        """Keep a copy of the database."""
        self.copies.append(device.backup())

    def copy_over(self, device: Any) -> None:
        """Copy the data folder and the keys to another computer, and work on at both."""
        self._copy(device, f"copy-{self.world.files}", guarded=self.random.random() < 0.5)

    def _copy(self, device: Any, name: str, *, guarded: bool) -> None:
        if len(self.devices) >= MOST_DEVICES:
            return
        copy = device.backup()
        machine = Machine(self.world.path().parent, device.number, self._share(), name)
        machine.folder.mkdir()
        machine.secrets.kept.update(device.machine.secrets.kept)
        self._forget(device)
        if guarded and (facts := device.setting.guard.read()) is not None:
            Guard(machine.folder, copy.path.parent).write(facts)
        member = self._open(machine, copy.path)
        self.devices.append(member)
        member.number = machine.number = 100 + len(self.devices)
        self.knows[member.number] = set()
        if device.number in self.retired:
            self.retired.add(member.number)
        self.result.copies += 1

    def shoot(self, _: Device) -> None:
        """Keep a backup of the share."""
        self.shots.append(self.server.snapshot())

    def roll_back(self, _: Device) -> None:
        """Put the share back to an older state, of which somebody still has everything that was newer."""
        if self.shots:
            self.server.rollback(self.random.choice(self.shots))
            self.result.rollbacks += 1

    def vanish(self, _: Device) -> None:
        """Switch the server off, or on again."""
        self.server.away = not self.server.away

    def tidy_up(self, device: Device) -> None:
        """Somebody empties the folder, desks come by, and it is put back."""
        shot = self.server.snapshot()
        self.server.empty()
        before = device.state
        self.exchange(device)
        assert not self.server.paths(), f"made in an empty folder: {self.server.paths()}"
        assert before.rows.keys() <= device.state.rows.keys(), "records went with the files"
        self.server.rollback(shot)

    def swap(self, device: Any) -> None:
        """A desk finds another office's folder for a while."""
        if device.number in self.offline:
            return
        other = Server(self.time)
        for folder in (names.LIVE, names.ACKS, names.STREAMS, names.ROSTER, names.LANES):
            other.folder(folder)
        other.create(names.SITE, b"another office")
        share, inner = device.machine.share, device.machine.share.inner
        share.inner = other
        self.exchange(device)
        share.inner = inner
        assert other.paths() == [names.SITE], f"written into another office: {other.paths()}"

    def join_office(self, _: Device) -> None:
        """A new desk."""
        if len(self.devices) < MOST_DEVICES:
            self._add_device()

    def retire(self, device: Any) -> None:
        """Retire a desk."""
        admin = self._admin()
        if admin is None or device is admin or device.number in self.retired or len(self._live()) < 3:
            return
        same = [each for each in self.devices if each.replica.identity.device == device.replica.identity.device]
        if self.server.away or self._is_only_holder(device) or len(same) > 1:
            return
        try:
            governing.retire(admin.exchange, device.replica.identity.device)
        except NotFound:
            return  # the one who retires has not heard of it yet
        self.retired.add(device.number)
        self.result.retirements += 1

    def rotate(self, _: Device) -> None:
        """Write under a new key."""
        admin = self._admin()
        if admin is not None:
            governing.rotate(admin.exchange)

    def snapshot(self, device: Any) -> None:
        """Write a snapshot now."""
        if device.number not in self.offline and device.number not in self.retired:
            with suppress(Refused):
                self.result.snapshots += bool(device.exchange.snapshot())

    def rebuild(self, device: Any) -> None:
        """The file server is lost; one desk builds up the folder anew, and all go on with that."""
        if device.number in self.retired:
            return
        server = Server(self.time)
        device.exchange.rebuild(server)
        self.server = server
        self.servers.append(server)
        self.shots.clear()
        for each in self.devices:
            each.machine.share.inner = server

    def clone(self, device: Any) -> None:
        """Copy a whole computer, with everything that could tell the copy from the original."""
        self._copy(device, device.machine.name, guarded=True)

    # --- how ---

    def _do(self, verb: Callable[[Device], None], device: Device) -> None:
        self.time.moment = MORNING + self.step * STEP_MS
        super()._do(verb, device)
        if isinstance(device, Member) and device in self.devices:
            _ = device.state

    def _share(self) -> FaultShare:
        return FaultShare(self.server, Chance(self.random, self.rate, without=self.spared), self.coverage)

    def _member(self, number: int, stream: int, rule: Rule) -> Any:
        machine = Machine(self.world.path().parent, number, self._share())
        machine.folder.mkdir()
        path = machine.folder / "data" / "office.db"
        path.parent.mkdir()
        shutil.copyfile(self.world.template, path)
        member = Member(self.world, machine, path)
        member.at(self.step * STEP_MS)
        machine.share.calm()
        away, self.server.away = self.server.away, False
        if number == 0:
            member.begin(found(member.setting, machine.share, "desk 0"), self.rules)
        else:
            admin = self._admin()
            assert admin is not None
            admin.machine.share.calm()
            code = governing.invite(admin.exchange).code
            admin.machine.share.stir()
            member.begin(join(member.setting, machine.share, code, f"desk {number}"), self.rules)
        machine.share.stir()
        self.server.away = away
        return member

    def _open(self, machine: Machine, path: Path) -> Member:
        member = Member(self.world, machine, path)
        member.at(self.step * STEP_MS)
        member.begin(come_back(member.setting, machine.share), self.rules)
        member.exchange.awake()
        return member

    def _replace(self, device: Any, path: Path) -> None:
        member = self._open(device.machine, path)
        member.offset, member.pending, member.number = device.offset, [], device.number
        member.at(self.step * STEP_MS)
        self.devices[self.devices.index(device)] = member
        self.forms = [form for form in self.forms if form.device != device.number]

    def _forget(self, device: Any) -> None:
        """Note what may be packed once more: those that replaced it had perhaps seen its other place."""
        self.spanning.update(op.id for op in device.unpublished())

    def _admin(self) -> Any:
        for device in self.devices:
            if isinstance(device, Member) and device.number not in self.retired and device.replica.identity.admin_seed:
                return device
        return None

    def _is_only_holder(self, device: Any) -> bool:
        """Say whether the share or all the others lack something that this desk has sent."""
        unsent = {(stream, seq) for stream, seq, _ in device.replica.unsent()}
        held = {(end.stream, seq) for end in device.replica.streams() for seq in device.replica.held(end.stream)}
        sent = held - unsent
        there = self.server.files()
        return any(names.segment_path(stream, seq).casefold() not in map(str.casefold, there) for stream, seq in sent)

    def _live(self) -> list[Any]:
        return [device for device in self.devices if device.number not in self.retired]

    # --- the end ---

    def _rest(self) -> None:
        self.offline.clear()
        self.server.away = False
        for device in self._live():
            device.machine.share.calm()
        before: object = None
        quiet = 0
        for _ in range(ROUNDS):
            self.step += ROUND_MS // STEP_MS + 1
            self.time.moment = MORNING + self.step * STEP_MS
            for device in self._live():
                device.at(self.step * STEP_MS)
                device.once(thorough=True)
            now = [(device.replica.vector(), device.replica.unsent_count()) for device in self._live()]
            quiet = quiet + 1 if now == before else 0
            before = now
            if quiet >= 3:
                return

    def _judge(self) -> None:
        live = self._live()
        self.result.unsafe = sum(device.replica.unsealed() + device.replica.unsent_count() for device in live)
        self.result.unsafe += len(self.server.wrongly)
        self.result.faults = sum(self.coverage.hits.values())
        self.share.ever = self._ever(live[0])
        lists = [_conflicts(device) for device in live]
        self.result.unequal = int(any(each != lists[0] for each in lists[1:]))
        kinds = ("defect", "stranger", "damaged", "gap")
        self.result.troubled = sum(
            problem.kind in kinds for device in live for problem in device.exchange.open_problems()
        )
        super()._judge()
        self.result.forks = len(live[0].replica.forks().branches)
        if self.result.forks:
            # What was seen of a stream beyond its fork counts as not seen: a conflict too many, never an edit too few.
            self.result.unjust = self.result.undead = 0

    def _effective(self, vector: Vector) -> list[Segment]:
        return self.share.ever

    def _stuck(self, device: Any) -> int:
        roster, vector = device.exchange.members.roster, device.replica.vector()
        beacons = [found for name in self.server.names(names.LIVE) if (found := names.parse_beacon(name))]
        forked = device.replica.forks().limits
        return sum(
            seq > vector.get(stream, 0) and stream not in forked and roster.accepted_up_to(stream) is None
            for stream, seq in beacons
        )

    def _ever(self, device: Any) -> list[Segment]:
        """Return every segment that was on the share and counts in the end."""
        kept = {mark for live in self._live() for (mark,) in live.store.rows("SELECT hash FROM sync_segment")}
        forked = device.replica.forks().limits
        vector = device.replica.vector()
        found: list[Segment] = []
        for data in {data for server in self.servers for datas in server.ever.values() for data in datas}:
            try:
                header, _ = device.replica.open_segment(data, device._signer)
            except (SyncFault, ShareFault, AppError):
                continue
            counts = header.stream not in forked and header.seq <= vector.get(header.stream, 0)
            if counts or file_hash(data) in kept:
                found.append(device._segment(header.stream, header.seq, data))
        return found


def _conflicts(device: Any) -> list[Any]:
    found = [
        (each.table, each.pk, each.column, sorted(repr(version) for version in each.versions))
        for each in device.exchange.conflicts()
    ]
    return sorted(found, key=repr)
