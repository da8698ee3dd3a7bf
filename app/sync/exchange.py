"""One exchange with the shared folder: publish what was written here, take in what others published, acknowledge.

Nothing here concludes anything from a file that is not there, nothing on the share is ever changed, and every step may
be cut off at any moment and simply done again: what is to be published lies finished in the database, and what was
read counts only once the database has committed it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.clock import Clock
from app.core.errors import EnvironmentFault, Refused
from app.core.text import T, Text
from app.sync import names
from app.sync.acknowledging import SIGN_OF_LIFE_MS, Acknowledger
from app.sync.acks import Acks
from app.sync.blobs import FETCHED_UNASKED, Blobs
from app.sync.branching import Branching
from app.sync.conflicts import count_conflicts
from app.sync.facts import CLOCK_OFF, CONTACT, LANE, OFFLINE, PAUSED, STOPPED
from app.sync.faults import NewerFormat, ShareFault, SyncFault
from app.sync.identity import Identity, new_stream
from app.sync.inbox import Inbox
from app.sync.lanes import claim_lane, spare_lane
from app.sync.members import begin_epoch, due_entries, stream_entry
from app.sync.membership import Membership, keep_entries
from app.sync.messages import MESSAGES, told
from app.sync.outbox import Outbox, Pass
from app.sync.problems import Problems
from app.sync.progress import Cancelled, go_on
from app.sync.proving import Prover, Verdict
from app.sync.rebuilding import Rebuilder
from app.sync.replica import Replica, StreamEnd
from app.sync.reports import Conflict, Problem, Report, Status
from app.sync.share import Share, SureShare
from app.sync.site import Site, read_site
from app.sync.standing import Standing, newest_sent
from app.sync.upkeep import Upkeep

log = logging.getLogger(__name__)

THOROUGH_MS = 30 * 60_000
CLOCK_EVERY_MS = 10 * 60_000
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Guarding:
    """The memory of the own stream outside the database, against restored and copied databases.

    Attributes:
        is_ours: Says whether the database (stream hex, segment, its hash) is the one this computer last wrote.
        keep: Remembers it after every packing, before anything is published.
    """

    is_ours: Callable[[str, int, str], bool]
    keep: Callable[[str, int, str], None]


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
        self.outbox = Outbox(
            replica,
            members,
            self.share,
            self._acks,
            self.blobs,
            self.upkeep,
            clock,
            self._lost,
            self.branching.suspect,
        )
        self._acknowledger = Acknowledger(
            replica,
            members,
            self.share,
            self._acks,
            clock,
            version,
            lambda: self._inbox.wanted(clock.now()),
            self.blobs.wanted,
            self._meet,
        )
        self._standing = Standing(replica, members, self._acks, self.problems, clock, folder)
        self.trouble: Text | None = None
        """What hinders this computer itself."""
        self._connected = False
        self._learned = False
        self._thorough_at: int | None = None
        self._contact: int | None = None
        self._clock_at: int | None = None

    # --- one exchange -----------------------------------------------------------------------------------------------

    def once(self, *, thorough: bool = False) -> Report:
        """Exchange everything that can be exchanged now; never raises for anything the share does.

        Args:
            thorough: Look at every folder instead of trusting what was seen before.
        """
        done = Pass(thorough)
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

    def _exchange(self, done: Pass) -> None:
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
        self.outbox.publish(done)
        self._seal()
        self.outbox.publish(done)
        if done.thorough:
            self._put_back(done)
            self._thorough_at = now
        self._heed(done)
        self.upkeep.catch_up(done.beacons)
        done.applied += self._inbox.take_in(done.beacons, self._clock.now())
        if self.upkeep.bridge(done.beacons) or self._heed(done):
            done.applied += self._inbox.take_in(done.beacons, self._clock.now())
        self._seal()
        self.outbox.publish(done)
        self._acknowledger.read()
        self.outbox.confirm()
        self.outbox.answer_gaps()
        self._acknowledger.write()
        self._carry(done)
        self.upkeep.tend()

    def _put_back(self, done: Pass) -> None:
        """Mend the share, and say so where it had been put back to an older state."""
        own = self.replica.own()
        behind = done.beacons.get(own.stream, 0) < newest_sent(self.replica, own)
        if self.outbox.put_back(done) and behind:
            self.problems_note("rolled-back", own.stream.hex(), {})
        elif not behind and self.problems.is_known("rolled-back", own.stream.hex()):
            with self.replica.store.database.transaction():
                self.problems.settle("rolled-back", own.stream.hex())

    def _heed(self, done: Pass) -> bool:
        """Learn of forks; what is named anew is put on the share under its new names as soon as possible."""
        learned = self.branching.heed(done.beacons, thorough=done.thorough)
        if learned:
            self._thorough_at = None
        return learned

    def _carry(self, done: Pass) -> None:
        """Carry contents of attachments last: they may be long, and nothing waits for them but what names them."""
        if done.thorough:
            self.blobs.look_over()
        self.blobs.send()
        self.outbox.publish(done)
        self.blobs.confirm()
        self.blobs.answer(digest for ack in self._acks.all().values() for digest in ack.contents)
        self.blobs.fetch()

    def _connect(self, done: Pass) -> bool:
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
        self.outbox.forget()
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
        if not self._learned:
            # The program may be a newer one than the last time.
            self.replica.learn()
            self._learned = True

    def _check_head(self, done: Pass) -> None:
        """Compare the own stream on the share with the database, before anything is packed."""
        own = self.replica.own()
        there = done.beacons.get(own.stream, 0)
        if there > own.applied:
            # Somebody else wrote on from here: this database was restored, or its disk copied.
            self._renew(None)
        elif done.thorough and there and (first := self._first_difference(own, there)) is not None:
            self._lost(own.stream, first)
        elif there < newest_sent(self.replica, own):
            # One listing may be late or partial: what is missing is looked for before anything is said.
            done.thorough = True

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
        return theirs != ours and self.outbox.is_valid(theirs, own.stream, seq)

    def _begin_anew(self) -> None:
        """Go on under a new stream, and pack there what nobody can have yet."""
        self._renew(self.replica.unsent_first(self.replica.own().idx))

    def _renew(self, first_lost: int | None) -> None:
        """Go on under a new stream and a new lane."""
        stream = new_stream(self.replica.identity.device)
        old = self.replica.own().stream
        log.warning("this database was restored or copied; stream %s ends, %s begins", old.hex()[:8], stream.hex()[:8])
        lane = spare_lane(self.members.roster.lanes())
        entry = stream_entry(self.replica.identity, stream, "")
        store = self.replica.store

        def along() -> None:
            # Without its entry the stream would be a stranger's, and what it holds would reach nobody.
            keep_entries(store.database, [entry])
            store.note_meta(LANE, lane)
            self.problems.note("restored", stream.hex(), self._clock.now(), params={"lane": lane})

        self._guard.keep(stream.hex(), 0, "")
        self.replica.renew(stream, first_lost, along)
        self.members.add([entry])
        self.remember()

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

    # --- small things -----------------------------------------------------------------------------------------------

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
            if self.share.read(names.SITE) == self.site.data:
                self.members.exchange(self.share, put=False)  # a desk that has just joined is no stranger
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
        return self._standing.status(self._contact, self.trouble)

    def conflicts(self) -> list[Conflict]:
        """Return the fields and records that wait for a decision."""
        return self._standing.conflicts()

    def open_problems(self) -> list[Problem]:
        """Return what a person should look at."""
        return self._standing.problems()
