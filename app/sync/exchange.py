"""One exchange with the shared folder: publish what was written here, take in what others published, acknowledge.

Nothing here concludes anything from a file that is not there, nothing on the share is ever changed, and every step may
be cut off at any moment and simply done again: what is to be published lies finished in the database, and what was
read counts only once the database has committed it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import takewhile

from app.core.clock import Clock
from app.core.errors import EnvironmentFault, Refused
from app.core.text import T, Text
from app.sync import names
from app.sync.acks import Ack, Acks
from app.sync.blobs import FETCHED_UNASKED, Blobs
from app.sync.branching import Branching
from app.sync.conflicts import count_conflicts, list_conflicts
from app.sync.envelope import ACK, NO_HASH, Header, file_hash, open_file, seal_file
from app.sync.facts import ACKED, CLOCK_OFF, CONTACT, LANE, OFFLINE, PAUSED, STOPPED
from app.sync.faults import Damaged, NewerFormat, ShareFault, SyncFault
from app.sync.identity import Identity, new_stream
from app.sync.inbox import Inbox
from app.sync.lanes import claim_lane, spare_lane
from app.sync.members import begin_epoch, due_entries, stream_entry
from app.sync.membership import Membership
from app.sync.problems import Problems
from app.sync.progress import Cancelled, go_on
from app.sync.proving import Prover, Verdict
from app.sync.rebuilding import Rebuilder
from app.sync.replica import Replica, StreamEnd
from app.sync.reports import Conflict, Peer, Problem, Report, State, Status
from app.sync.share import Share, SureShare
from app.sync.site import Site, read_site
from app.sync.upkeep import Upkeep
from app.sync.vector import pack_vector

log = logging.getLogger(__name__)

THOROUGH_MS = 30 * 60_000
SIGN_OF_LIFE_MS = 10 * 60_000
"""A running desk acknowledges at least so often, so that the others see that it runs."""
CLOCK_EVERY_MS = 10 * 60_000
CONFIRM_AFTER_MS = 60_000
COPIES = 9
"""Further copies of a damaged segment that are tried."""

Progress = Callable[[int, int], bool]

MESSAGES: Mapping[str, Text] = {
    "gone": T("sync", "The shared folder cannot be reached. Go on working; everything is sent as soon as it is back."),
    "rights": T(
        "sync",
        "The shared folder refuses access. Ask whoever looks after the file server for the right to read, create and "
        "delete files in it, or enter the password again.",
    ),
    "full": T("sync", "The file server is full. Free some space there; until then everything stays on this desk."),
    "busy": T("sync", "The shared folder is busy. The exchange tries again by itself."),
    "damaged": T("sync", "The file server reports errors on its disk. Tell whoever looks after it."),
    "other-office": T(
        "sync",
        "This is not your office's folder. Choose the right one, or build it up anew from this computer in an empty "
        "folder. Nothing was changed.",
    ),
    "retired": T("sync", "This desk has left the office. It can still be read, but exchanges nothing any more."),
    "newer": T("sync", "The shared folder needs a newer version of the program. Install it on this computer."),
}
"""What hinders the exchange -> what to do."""


@contextmanager
def told() -> Generator[None]:
    """Turn faults of the share into refusals that say what to do."""
    try:
        yield
    except ShareFault as fault:
        raise Refused(MESSAGES.get(fault.kind, MESSAGES["gone"]), f"sync.{fault.kind}") from fault
    except SyncFault as fault:
        raise Refused(MESSAGES["damaged"], "sync.damaged") from fault


@dataclass(frozen=True)
class Guarding:
    """The memory of the own stream outside the database, against restored and copied databases.

    Attributes:
        is_ours: Says whether the database (stream hex, segment, its hash) is the one this computer last wrote.
        keep: Remembers it after every packing, before anything is published.
    """

    is_ours: Callable[[str, int, str], bool]
    keep: Callable[[str, int, str], None]


@dataclass
class _Pass:
    """What one exchange has learned and done."""

    thorough: bool
    beacons: dict[bytes, int] = field(default_factory=dict[bytes, int])
    live: list[str] = field(default_factory=list[str])
    published: int = 0
    applied: int = 0


class Exchange:
    """Exchanges with the other desks of an office.

    Args:
        replica: This desk's database.
        share: The shared folder.
        site: The office.
        members: Who belongs to it.
        guard: The memory outside the database.
        clock: This computer's clock.
        version: This program's version.
        keep_identity: Keeps this desk's secrets before they are used.
        folder: What people call the share.
        fetch_up_to: Returns the bytes up to which contents of attachments come without anybody asking.
    """

    def __init__(
        self,
        replica: Replica,
        share: Share,
        site: Site,
        members: Membership,
        guard: Guarding,
        clock: Clock,
        version: str,
        keep_identity: Callable[[Identity], None],
        folder: str = "",
        fetch_up_to: Callable[[], int] = lambda: FETCHED_UNASKED,
    ) -> None:
        self.replica = replica
        self.site = site
        self.members = members
        self.problems = Problems(replica.store.database)
        self.share = SureShare(share, lambda data: data == site.data)
        self._guard = guard
        self._clock = clock
        self._version = version
        self._keep_identity = keep_identity
        self._place = folder
        self._acks = Acks(replica.store.database)
        self._inbox = Inbox(replica, members, self.share, self.problems)
        self.blobs = Blobs(
            replica,
            members,
            self.share,
            self.problems,
            clock,
            fetch_up_to,
            lambda: not replica.store.meta(PAUSED),
        )
        self.upkeep = Upkeep(replica, members, self.share, self.problems, version, self.blobs.book.reconcile)
        self.branching = Branching(
            replica, members, self.share, self._inbox, self.upkeep.shelf, self.problems, self._begin_anew
        )
        self.trouble: Text | None = None
        """What hinders this computer itself."""
        self._connected = False
        self._folders: set[str] = set()
        self._thorough_at: int | None = None
        self._acked_at: int | None = None
        self._contact: int | None = None
        self._clock_at: int | None = None

    # --- one exchange -----------------------------------------------------------------------------------------------

    def once(self, *, thorough: bool = False) -> Report:
        """Exchange everything that can be exchanged now; never raises for anything the share does.

        Args:
            thorough: Look at every folder instead of trusting what was seen before.
        """
        done = _Pass(thorough)
        try:
            self._exchange(done)
        except ShareFault as fault:
            log.warning("exchange: %s", fault)
            self._disconnect()
            self._note(OFFLINE, fault.kind if fault.kind in MESSAGES else "gone")
        except EnvironmentFault as fault:
            # This computer's own disk: nothing was published that is not safe here.
            log.warning("exchange: %s", fault.code)
            self._disconnect()
            self.trouble = fault.text
        else:
            self.trouble = None
            self._note(OFFLINE, "")
            self._contact = self._clock.now()
            if abs(self._contact - int(self.replica.store.meta(CONTACT, "0"))) >= SIGN_OF_LIFE_MS:
                # Idle exchanges must not write to the disk every few seconds.
                self._note(CONTACT, str(self._contact))
        return self.report(done.published, done.applied)

    def _exchange(self, done: _Pass) -> None:
        if not self._connected:
            if not self._connect(done):
                return
        elif self.share.read(names.SITE) != self.site.data:
            # Under a running program a drive letter can come to mean another folder.
            raise ShareFault("gone", "SITE is not what it was")
        self.awake()
        now = self._clock.now()
        done.thorough = done.thorough or self._thorough_at is None or now - self._thorough_at >= THOROUGH_MS
        self.measure_clock()
        done.live = self.share.names(names.LIVE)
        for name in done.live:
            beacon = names.parse_beacon(name)
            if beacon is not None:
                done.beacons[beacon[0]] = max(done.beacons.get(beacon[0], 0), beacon[1])
        roster = self.members.roster
        branches = self.replica.forks().branches
        unknown = any(roster.device_of(stream) is None and stream not in branches for stream in done.beacons)
        if done.thorough or self.members.due or unknown:
            self._meet()
        if self._is_retired():
            self._note(STOPPED, "retired")
            return
        self._settle_lane()
        self._check_head(done)
        self._publish(done)
        self._seal()
        self._publish(done)
        if done.thorough:
            self._put_back(done)
            self._thorough_at = now
        self._heed(done)
        self.upkeep.catch_up(done.beacons)
        done.applied += self._inbox.take_in(done.beacons, self._clock.now())
        if self.upkeep.bridge(done.beacons) or self._heed(done):
            done.applied += self._inbox.take_in(done.beacons, self._clock.now())
        self._seal()
        self._publish(done)
        self._read_acks()
        self._confirm()
        self._answer_gaps()
        self._acknowledge()
        self._carry(done)
        self.upkeep.tend()

    def _heed(self, done: _Pass) -> bool:
        """Learn of forks; what is named anew is put on the share under its new names as soon as possible."""
        learned = self.branching.heed(done.beacons, thorough=done.thorough)
        if learned:
            self._thorough_at = None
        return learned

    def _carry(self, done: _Pass) -> None:
        """Carry contents of attachments last: they may be long, and nothing waits for them but what names them."""
        if done.thorough:
            self.blobs.look_over()
        self.blobs.send()
        self._publish(done)
        self.blobs.confirm()
        self.blobs.answer(digest for ack in self._acks.all().values() for digest in ack.contents)
        self.blobs.fetch()

    def _connect(self, done: _Pass) -> bool:
        """Make sure that this is the office's folder; else do nothing, delete nothing, create nothing."""
        try:
            data = self.share.read(names.SITE)
            found = read_site(data)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            # An empty folder is what a server that is just coming up shows, too.
            self._note(STOPPED, "other-office")
            return False
        except NewerFormat:
            self._note(STOPPED, "newer")
            return False
        except SyncFault:
            self._note(STOPPED, "other-office")
            return False
        if found.id != self.site.id:
            self._note(STOPPED, "other-office")
            return False
        self._note(STOPPED, "")
        self._connected = True
        done.thorough = True
        return True

    def _disconnect(self) -> None:
        self._connected = False
        self._folders.clear()
        self._inbox.forget()
        self.blobs.forget()
        self.upkeep.forget()
        self.branching.forget()

    def _meet(self) -> None:
        """Learn who belongs to the office, and which keys it uses now."""
        self.members.exchange(self.share)
        if self.members.roster.needs_new_key() and self.members.identity.admin_seed is not None:
            identity, entries = begin_epoch(self.members.identity, self.members.roster)
            self.adopt(identity)
            self.members.add(entries)
        due = due_entries(self.members.identity, self.members.roster)
        if due:
            self.members.add(due)
            self.members.exchange(self.share)
        found = self.members.roster.epochs_for(self.members.identity)
        if not found.keys() <= self.members.identity.epochs.keys():
            self.adopt(self.members.identity.with_epochs(found))

    def adopt(self, identity: Identity) -> None:
        """Go on with further keys, kept safe before they are used."""
        self._keep_identity(identity)
        self.members.identity = identity

    def _settle_keys(self) -> None:
        """Write under the newest key that everybody can learn."""
        self.replica.identity = self.members.identity.writing_under(self.members.roster.epochs)

    def _is_retired(self) -> bool:
        device = self.members.roster.devices.get(self.replica.identity.device)
        return device is not None and device.retired_at is not None

    def measure_clock(self) -> None:
        """Compare this computer's clock with the file server's, every ten minutes."""
        now = self._clock.now()
        if self._clock_at is None or abs(now - self._clock_at) >= CLOCK_EVERY_MS:
            off = self.share.server_time() - self._clock.now()
            self._note(CLOCK_OFF, str(off))
            self._clock_at = now

    # --- the own stream ---------------------------------------------------------------------------------------------

    def awake(self) -> None:
        """Take up a new stream before anything is written, if this database is not the one this computer last wrote.

        It needs no share: call it when the office opens, too.
        """
        own = self.replica.own()
        if not self._guard.is_ours(own.stream.hex(), own.applied, own.head.hex()):
            self._renew(None)

    def _check_head(self, done: _Pass) -> None:
        """Compare the own stream on the share with the database, before anything is packed."""
        own = self.replica.own()
        there = done.beacons.get(own.stream, 0)
        if there > own.applied:
            # Somebody else wrote on from here: this database was restored, or its disk copied.
            self._renew(None)
        elif done.thorough and there and (first := self._first_difference(own, there)) is not None:
            self._lost(own.stream, first)
        elif there < self._newest_sent(own):
            done.thorough = True
            self.problems_note("rolled-back", own.stream.hex(), {})

    def _first_difference(self, own: StreamEnd, top: int) -> int | None:
        """Return the first own segment that is another one on the share, if the newest there is."""
        if not self._differs(own, top):
            return None
        seq = top
        while seq > 1 and self._differs(own, seq - 1):
            seq -= 1
        return seq

    def _differs(self, own: StreamEnd, seq: int) -> bool:
        """Say whether the share holds another valid segment of ours under a number than this database does."""
        ours = self.replica.bytes_of(own.stream, seq)
        if ours is None:
            return False
        try:
            theirs = self.share.read(names.segment_path(own.stream, seq))
        except ShareFault as fault:
            if fault.kind in ("missing", "busy", "damaged"):
                return False
            raise
        return theirs != ours and self._is_valid(theirs, own.stream, seq)

    def _is_valid(self, data: bytes, stream: bytes, seq: int) -> bool:
        try:
            header, _ = self.replica.open_segment(data, lambda header: self.members.roster.signer(header.stream))
        except SyncFault:
            return False
        return (header.stream, header.seq) == (self.replica.forks().origin(stream), seq)

    def _begin_anew(self) -> None:
        """Go on under a new stream, and pack there what nobody can have yet."""
        self._renew(self.replica.unsent_first(self.replica.own().idx))

    def _renew(self, first_lost: int | None) -> None:
        """Go on under a new stream and a new lane."""
        stream = new_stream(self.replica.identity.device)
        old = self.replica.own().stream
        log.warning("this database was restored or copied; stream %s ends, %s begins", old.hex()[:8], stream.hex()[:8])
        self.replica.renew(stream, first_lost)
        lane = spare_lane(self.members.roster.lanes())
        self.members.add([stream_entry(self.replica.identity, stream, "")])
        self._note(LANE, lane)
        self.remember()
        self.problems_note("restored", stream.hex(), {"lane": lane})

    def _settle_lane(self) -> None:
        """Claim the lane of a stream that was begun while nobody could be asked."""
        own = self.replica.own().stream
        if self.members.roster.lane_of(own):
            return
        lane = claim_lane(self.share, self.members.roster.lanes(), first=self.replica.store.meta(LANE))
        self._note(LANE, lane)
        self.members.add([stream_entry(self.replica.identity, own, lane)])
        self.members.exchange(self.share)

    def remember(self) -> None:
        """Note outside the database how far the own stream has come."""
        own = self.replica.own()
        self._guard.keep(own.stream.hex(), own.applied, own.head.hex())

    def seal(self) -> None:
        """Pack what was written here now, without the share.

        Called at once after a form was saved that had not seen everything, and after a decision: until it is packed,
        what is shown here is not yet what all desks will show.
        """
        self.awake()
        self._seal()

    def _seal(self) -> None:
        self._settle_keys()
        if self.replica.seal():
            self.remember()

    def _publish(self, done: _Pass) -> None:
        """Put what is packed on the share: finished bytes, so that doing it twice does no harm."""
        while waiting := self._ready():
            stream = waiting[0][0]
            if self._publish_stream(stream, [(seq, data) for one, seq, data in waiting if one == stream], done):
                return

    def _ready(self) -> list[tuple[bytes, int, bytes]]:
        """Return what may be published now: everything up to the first record whose attachment is not there yet."""
        held = self.blobs.held()
        return list(takewhile(lambda segment: segment[:2] not in held, self.replica.unsent()))

    def _publish_stream(self, stream: bytes, waiting: list[tuple[int, bytes]], done: _Pass) -> bool:
        """Publish one stream; return whether nothing else waits."""
        self._folder(names.stream_folder(stream))
        sent: list[int] = []
        lost: int | None = None
        try:
            for seq, data in waiting:
                if not self._put(stream, seq, data):
                    lost = seq
                    break
                sent.append(seq)
        finally:
            if sent:
                self._announce(stream, sent[-1], done)
                self.replica.mark(stream, sent, "sent")
                done.published += len(sent)
        if lost is not None:
            self._lost(stream, lost)
            return False
        return stream == self.replica.own().stream

    def _lost(self, stream: bytes, seq: int) -> None:
        """See to a segment whose name holds another valid one of this desk's.

        What was never published is packed anew. What others may have is one branch of a fork.
        """
        end = next(end for end in self.replica.streams() if end.stream == stream)
        unsent = self.replica.unsent_first(end.idx)
        if end.state == "own":
            self._renew(unsent)
        elif unsent is not None:
            self.replica.reissue(stream, unsent)
            self.remember()
        if unsent is None or seq < unsent:
            self.branching.suspect(stream, seq)

    def _put(self, stream: bytes, seq: int, data: bytes) -> bool:
        """Put a segment on the share; return False if another valid one of ours has its place."""
        path = names.segment_path(stream, seq)
        try:
            self.share.create(path, data)
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            try:
                there = self.share.read(path)
            except ShareFault as second:
                if second.kind not in ("missing", "damaged"):
                    raise
                there = b""
            if there == data:
                return True
            if self._is_valid(there, stream, seq):
                return False
            self._put_copy(stream, seq, data)
        return True

    def _put_copy(self, stream: bytes, seq: int, data: bytes) -> None:
        """Put a sound copy beside a damaged segment."""
        for copy in range(1, COPIES + 1):
            path = names.repair_path(stream, seq, copy)
            try:
                self.share.create(path, data)
                return
            except ShareFault as fault:
                if fault.kind != "exists":
                    raise
            if self._read(path) == data:
                return
        log.warning("segment %d of %s has too many damaged copies", seq, stream.hex()[:8])

    def _announce(self, stream: bytes, seq: int, done: _Pass) -> None:
        """Say by a name how far the stream is published, then take the older names away."""
        self.share.mark(names.beacon_path(stream, seq))
        for name in done.live:
            beacon = names.parse_beacon(name)
            if beacon is not None and beacon[0] == stream and beacon[1] < seq:
                self.share.remove(f"{names.LIVE}/{name}")
        done.live.append(names.beacon_name(stream, seq))

    def _newest_sent(self, own: StreamEnd) -> int:
        unsent = self.replica.unsent_first(own.idx)
        return own.applied if unsent is None else unsent - 1

    # --- mending the share ------------------------------------------------------------------------------------------

    def _put_back(self, done: _Pass) -> None:
        """Put back whatever this desk holds and the share has lost; every desk does, so the share heals."""
        self.members.exchange(self.share, thorough=True)
        branches = self.replica.forks().branches
        for end in self.replica.streams():
            held = self.replica.held(end.stream)
            if not held:
                continue
            present = self.upkeep.present(end.stream)
            missing = self.upkeep.needed(end.stream, held.keys() - present, present)
            first = branches[end.stream].first if end.stream in branches else 0
            if first in held.keys() - present - set(missing):
                missing = [first, *missing]  # it is what tells everybody of the fork
            unsent = {seq for stream, seq, _ in self.replica.unsent() if stream == end.stream}
            for seq in missing:
                data = None if seq in unsent else self.replica.bytes_of(end.stream, seq)
                if data is not None:
                    self._folder(names.stream_folder(end.stream))
                    if not self._put(end.stream, seq, data):
                        if end.state == "own":
                            return self._lost(end.stream, seq)
                        self.branching.suspect(end.stream, seq)
            sent = max((seq for seq in held if seq not in unsent), default=0)
            if sent > done.beacons.get(end.stream, 0):
                self._announce(end.stream, sent, done)
                done.beacons[end.stream] = sent
        return None

    def _answer_gaps(self) -> None:
        """Put on the share what other desks miss and this one holds."""
        for ack in self._acks.all().values():
            for stream, seq in ack.gaps:
                for holder in self.replica.forks().family(stream):
                    data = self.replica.bytes_of(holder, seq)
                    if data is None:
                        continue
                    self._folder(names.stream_folder(stream))
                    if self._read(names.segment_path(stream, seq)) != data and not self._put(stream, seq, data):
                        self.branching.suspect(stream, seq)

    # --- acknowledgements -------------------------------------------------------------------------------------------

    def _read_acks(self) -> None:
        newest: dict[bytes, int] = {}
        for name in self.share.names(names.ACKS):
            parsed = names.parse_ack(name)
            if parsed is not None:
                newest[parsed[0]] = max(newest.get(parsed[0], 0), parsed[1])
        known = self._acks.numbers()
        own = self.replica.own().stream
        found: list[tuple[bytes, int, Ack]] = []
        for stream, number in sorted(newest.items()):
            if stream == own or number <= known.get(stream, 0):
                continue
            if self.members.roster.device_of(stream) is None:
                self._meet()
            data = self._read(names.ack_path(stream, number))
            ack = None if data is None else self._open_ack(data, stream, number)
            if ack is not None:
                found.append((stream, number, ack))
        if found:
            self._acks.keep(found, self._clock.now())

    def _open_ack(self, data: bytes, stream: bytes, number: int) -> Ack | None:
        try:
            header, plain = open_file(
                data, self.replica.segment_key, lambda header: self.members.roster.signer(header.stream)
            )
            if (header.kind, header.site, header.stream, header.seq) != (ACK, self.site.id, stream, number):
                raise Damaged("another file under this name")
            return Ack.decoded(plain)
        except SyncFault as fault:
            log.warning("acknowledgement of %s: %s", stream.hex()[:8], fault)
            return None

    def _confirm(self) -> None:
        """Note which segments of this desk are safe: another desk has them, or they read back after a while."""
        acks = list(self._acks.all().values())
        for end in self.replica.streams():
            if end.state in ("own", "former"):
                self.replica.confirm(end.stream, max((ack.vector.get(end.stream, 0) for ack in acks), default=0))
        for stream, seq, mark in self.replica.unconfirmed(self._clock.now() - CONFIRM_AFTER_MS):
            data = self._read(names.segment_path(stream, seq))
            if data is not None and file_hash(data) == mark:
                self.replica.mark(stream, [seq], "confirmed")
                continue
            ours = self.replica.bytes_of(stream, seq)
            if ours is not None and not self._put(stream, seq, ours):
                # Two computers wrote as this desk at the same moment, and the server let both believe they had won.
                self._lost(stream, seq)
                return

    def _acknowledge(self) -> None:
        """Tell the others what has been taken in, if that has changed."""
        own = self.replica.own()
        others = {stream: seq for stream, seq in self.replica.vector().items() if stream != own.stream}
        gaps = self._inbox.wanted(self._clock.now())
        contents = self.blobs.wanted()
        told = pack_vector(others).hex() + repr(gaps) + self._version + self.replica.schema + own.stream.hex()
        told += b"".join(contents).hex()
        last, _, before = self.replica.store.meta(ACKED, "0 ").partition(" ")
        now = self._clock.now()
        if before == told and self._acked_at is not None and abs(now - self._acked_at) < SIGN_OF_LIFE_MS:
            return
        number = int(last) + 1
        schema, clock_off = self.replica.schema, self.replica.clock_off
        ack = Ack(others, gaps, self._version, schema, clock_off, self.replica.now(), contents)
        keys = self.replica.identity.keys
        header = Header(ACK, 0, keys.newest, self.site.id, own.stream, number, NO_HASH)
        data = seal_file(header, ack.encoded(), keys.segment_key(keys.newest), self.replica.identity.signing_key)
        try:
            self.share.create(names.ack_path(own.stream, number), data)
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            # An earlier number of ours that was reported as failed: the next one is free.
            self._note(ACKED, f"{number} ")
            return
        self._acked_at = now
        self._note(ACKED, f"{number} {told}")
        if number > 1:
            self.share.remove(names.ack_path(own.stream, number - 1))

    # --- small things -----------------------------------------------------------------------------------------------

    def _read(self, path: str) -> bytes | None:
        try:
            return self.share.read(path)
        except ShareFault as fault:
            if fault.kind in ("missing", "busy", "damaged"):
                return None
            raise

    def _folder(self, path: str) -> None:
        if path not in self._folders:
            self.share.folder(path)
            self._folders.add(path)

    def _note(self, key: str, value: str) -> None:
        if self.replica.store.meta(key) != value:
            self.replica.store.set_meta(key, value)

    def problems_note(self, kind: str, subject: str, params: Mapping[str, object]) -> None:
        """Put something on the list of problems."""
        with self.replica.store.database.transaction():
            self.problems.note(kind, subject, self._clock.now(), params=params)

    def report(self, published: int = 0, applied: int = 0) -> Report:
        """Return how it stands after an exchange that published and took in so many segments."""
        conflicts = count_conflicts(self.replica.store.database, self.replica.shapes)
        problems = self.problems.count(self._clock.now())
        return Report(published, applied, conflicts, problems, self.status().state)

    def fill(self, progress: Progress) -> None:
        """Take in everything the office has, as a desk that has just joined.

        Args:
            progress: Told how many segments are here and how many there are; returning False cancels.

        Raises:
            Refused: It was cancelled, or the share failed; what is here so far stays and can be gone on with.
        """

        def taken(beacons: Mapping[bytes, int]) -> None:
            vector = self.replica.vector()
            here = sum(min(vector.get(stream, 0), top) for stream, top in beacons.items())
            if not progress(here, sum(beacons.values())):
                raise Refused(T("sync", "Joining was cancelled."), "sync.cancelled")

        self._inbox.taken = taken
        self.upkeep.progress = progress
        try:
            report = self.once(thorough=True)
        except Cancelled as stopped:
            raise Refused(T("sync", "Joining was cancelled."), "sync.cancelled") from stopped
        finally:
            self._inbox.taken = None
            self.upkeep.progress = go_on
        if report.state in ("offline", "stopped"):
            raise Refused(self.status().message or MESSAGES["gone"], "sync.gone")

    # --- the share as a whole ---------------------------------------------------------------------------------------

    def verify(self, progress: Progress = go_on) -> Verdict:
        """Read every file of the share that this desk knows of, and prove it.

        Raises:
            Refused: The share failed.
        """
        with told():
            prover = Prover(self.replica, self.members, self.site, self.share, self.upkeep.shelf, self.upkeep.needed)
            return prover.prove(progress)

    def snapshot(self, progress: Progress = go_on) -> bool:
        """Write a snapshot now; return False if something must be published first.

        Raises:
            Refused: The share failed.
            Cancelled: ``progress`` said so.
        """
        with told():
            return self.upkeep.snapshot(progress) is not None

    def rebuild(self, share: Share, progress: Progress = go_on) -> None:
        """Build the office's folder up anew in an empty one; see ``Rebuilder.rebuild``.

        Raises:
            Refused: The folder is not an empty one or one of this office, or it failed.
            Cancelled: ``progress`` said so.
        """
        with told():
            Rebuilder(self.replica, self.members, self.site, share, self._version).rebuild(progress)

    # --- how it stands: the database only ---------------------------------------------------------------------------

    def status(self) -> Status:
        """Return how the exchange stands; it does not touch the share."""
        store = self.replica.store
        own = self.replica.own()
        unsealed, unpublished = self.replica.unsealed(), self.replica.unsent_count()
        peers = self._peers(own)
        active = [peer for peer in peers if not peer.retired]
        received_by = sum(peer.missing == 0 and peer.heard_at is not None for peer in active)
        stopped, offline = store.meta(STOPPED), store.meta(OFFLINE)
        state: State = "shared"
        if store.meta(PAUSED):
            state = "paused"
        elif stopped:
            state = "stopped"
        elif offline:
            state = "offline"
        elif unsealed or unpublished:
            state = "saved"
        elif active and received_by == len(active):
            state = "received"
        device = self.replica.identity.device
        me = self.members.roster.devices.get(device)
        contact = self._contact or store.meta(CONTACT)
        return Status(
            site=self.site.id.hex(),
            device=device.hex(),
            name=me.name if me else "",
            stream=own.stream.hex(),
            lane=store.meta(LANE),
            state=state,
            folder=self._place,
            unsealed=unsealed,
            unpublished=unpublished,
            received_by=received_by,
            peers=peers,
            conflicts=count_conflicts(store.database, self.replica.shapes),
            problems=self.problems.count(self._clock.now()),
            contact_at=int(contact) if contact else None,
            clock_off=self.replica.clock_off,
            message=self.trouble or MESSAGES.get(stopped or offline),
        )

    def _peers(self, own: StreamEnd) -> tuple[Peer, ...]:
        roster = self.members.roster
        acks = self._acks.all()
        applied = self.replica.vector()
        sent = self._newest_sent(own)
        known: dict[bytes, int] = {}
        for ack in acks.values():
            for stream, seq in ack.vector.items():
                known[stream] = max(known.get(stream, 0), seq)
        found: list[Peer] = []
        for device in sorted(roster.devices.values(), key=lambda device: (device.joined_at, device.id)):
            if device.id == self.replica.identity.device:
                continue
            streams = roster.streams_of(device.id)
            said = [acks[stream] for stream in streams if stream in acks]
            newest = max(said, key=lambda ack: ack.at) if said else None
            behind = sum(max(0, known.get(stream, 0) - applied.get(stream, 0)) for stream in streams)
            lanes = [lane for stream in streams if (lane := roster.lane_of(stream))]
            found.append(
                Peer(
                    device=device.id.hex(),
                    name=device.name,
                    lane=lanes[-1] if lanes else "",
                    heard_at=newest.at if newest else None,
                    missing=max(0, sent - (newest.vector.get(own.stream, 0) if newest else 0)),
                    behind=behind,
                    version=newest.version if newest else "",
                    clock_off=newest.clock_off if newest else 0,
                    retired=device.retired_at is not None,
                )
            )
        return tuple(found)

    def conflicts(self) -> list[Conflict]:
        """Return the fields and records that wait for a decision."""
        return list_conflicts(self.replica.store.database, self.replica.shapes, self.members.name_of)

    def open_problems(self) -> list[Problem]:
        """Return what a person should look at."""
        return [self._named(problem) for problem in self.problems.open(self._clock.now())]

    def _named(self, problem: Problem) -> Problem:
        """Return a problem with the desk's name in place of its stream."""
        params = dict(problem.text.params)
        desk = params.get("desk")
        if not isinstance(desk, str) or len(desk) != 32:
            return problem
        return replace(problem, text=problem.text.with_(desk=self.members.name_of(bytes.fromhex(desk))))
