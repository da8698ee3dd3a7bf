"""What the exchange does beside exchanging: snapshots read and written, old segments packed, the share kept tidy."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping

from app.sync import names
from app.sync.acks import Acks
from app.sync.coverage import twice
from app.sync.erasing import Erasures
from app.sync.facts import SINCE
from app.sync.faults import Damaged, ShareFault
from app.sync.housekeeping import Housekeeper
from app.sync.inbox import parse_subject, subject_of
from app.sync.membership import Membership
from app.sync.packing import Packer
from app.sync.problems import Problems
from app.sync.progress import Progress, go_on
from app.sync.replica import Replica
from app.sync.rules import DAY_MS, Rules
from app.sync.share import Share
from app.sync.shelf import Found, Shelf, gain, listing
from app.sync.snapshot import SnapshotWriter

log = logging.getLogger(__name__)

TENDED, NEWEST = "sync.tended", "sync.newest_snapshot"
RETRY_MS = 30 * 60_000
"""A snapshot that could not be read is tried again after this time."""


class Upkeep:
    """Snapshots, packs and tidiness for one desk.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        share: The shared folder.
        problems: What is missing.
        version: This program's version.
        joined: Called after a snapshot was taken in.
    """

    def __init__(
        self,
        replica: Replica,
        members: Membership,
        share: Share,
        problems: Problems,
        version: str,
        joined: Callable[[], None] = lambda: None,
    ) -> None:
        self.rules = Rules()
        self.shelf = Shelf(replica, members, share)
        self._replica = replica
        self._members = members
        self._share = share
        self._problems = problems
        self._joined = joined
        self._acks = Acks(replica.store.database)
        self._writer = SnapshotWriter(replica, self.shelf, share, version)
        self._packer = Packer(replica, share, self.rules)
        self._keeper = Housekeeper(replica, members, share, self.shelf, self._acks, self.rules)
        self.erasures = Erasures(replica, members)
        self._failed: dict[bytes, int] = {}
        self.progress: Progress = go_on
        """Told how far the reading of a snapshot has come: chunks, of how many; first proven, then taken in."""

    def forget(self) -> None:
        """Drop what is believed of the share: it was out of reach, or is another one."""
        self.shelf.forget()
        self._failed.clear()

    # --- reading snapshots ------------------------------------------------------------------------------------------

    def catch_up(self, beacons: Mapping[bytes, int]) -> bool:
        """Take in a snapshot if this desk is far behind; what is newer than it follows by segments.

        Args:
            beacons: Stream -> its newest published segment.

        Returns:
            Whether one was taken in.

        Raises:
            ShareFault: The share failed; nothing was taken in.
            Cancelled: ``self.progress`` said so; nothing was taken in.
        """
        here = self._replica.vector()
        behind = sum(max(0, top - here.get(stream, 0)) for stream, top in beacons.items())
        if behind <= self.rules.behind:
            return False
        return self._join(lambda one: gain(one.manifest.vector, here) > self.rules.behind)

    def bridge(self, beacons: Mapping[bytes, int]) -> bool:
        """Take in a snapshot if segments that this desk needs next are gone for good and one covers them."""
        here = self._replica.vector()
        gone = {
            stream: seq
            for stream, top in beacons.items()
            if (seq := here.get(stream, 0) + 1) <= top and self._is_gone(stream, seq)
        }
        if not gone:
            return False
        return self._join(lambda one: any(one.manifest.vector.get(stream, 0) >= seq for stream, seq in gone.items()))

    def _is_gone(self, stream: bytes, seq: int) -> bool:
        """Say whether a segment is missing although later ones are there, or for longer than it takes to appear."""
        subject = subject_of(stream, seq)
        since = min(
            (at for kind in ("gap", "damaged") if (at := self._problems.since(kind, subject)) is not None), default=None
        )
        if since is None:
            return False
        if self._replica.store.clock.now() - since >= self.rules.patience:
            return True
        shown = self.present(stream)
        return seq not in shown and max(shown, default=0) > seq

    def _join(self, wanted: Callable[[Found], bool]) -> bool:
        here = self._replica.vector()
        own = self._replica.own()
        now = self._replica.now()
        forks = self._replica.forks()
        found = [
            one
            for one in self.shelf.found()
            if wanted(one)
            and forks.fits(one.manifest.vector, self._is_known)
            and one.manifest.vector.get(own.stream, 0) <= own.applied
            and now - self._failed.get(one.digest, now - RETRY_MS) >= RETRY_MS
        ]
        for one in sorted(found, key=lambda one: -gain(one.manifest.vector, here)):
            content = self.shelf.fetch(one, self.progress)
            if content is None:
                self._failed[one.digest] = now
                continue
            try:
                self._replica.join(one.manifest, content.chunks(self.progress))
            except Damaged as fault:
                log.warning("snapshot %s: %s", names.shown(one.digest)[:8], fault)
                self._failed[one.digest] = now
                continue
            log.info("snapshot %s taken in", names.shown(one.digest)[:8])
            self._settle()
            self._joined()
            return True
        return False

    def _is_known(self, stream: bytes) -> bool:
        return self._members.roster.device_of(stream) is not None

    def _settle(self) -> None:
        """Take what is no longer missed off the list, and count operations from here on."""
        here = self._replica.vector()
        database = self._replica.store.database
        with database.transaction():
            for kind in ("gap", "damaged"):
                for subject in self._problems.subjects(kind):
                    place = parse_subject(subject)
                    if place is not None and here.get(place[0], 0) >= place[1]:
                        self._problems.settle(kind, subject)
        self._replica.store.set_meta(SINCE, "0")

    # --- writing them, and the rest -----------------------------------------------------------------------------------

    def snapshot(self, progress: Progress = go_on) -> Found | None:
        """Write a snapshot of this desk's state now; see ``SnapshotWriter.write``."""
        found = self._writer.write(progress)
        if found is not None:
            self._replica.store.set_meta(SINCE, "0")
            self._replica.store.set_meta(NEWEST, found.digest.hex())
        return found

    def tend(self) -> None:
        """Write a snapshot if one is due, pack, and tidy; at most once in a while.

        Raises:
            ShareFault: ``gone``: the share cannot be reached. Anything else is tried again at another time.
        """
        now = self._replica.now()
        store = self._replica.store
        if abs(now - int(store.meta(TENDED, "0"))) < self.rules.every:
            return
        store.set_meta(TENDED, str(now))
        rank = self._rank(now)
        self._quietly(lambda: self._snapshot_if_due(rank))
        self._quietly(lambda: self._packer.pack(now))
        self._quietly(lambda: self._keeper.tidy_own(now))
        self._quietly(lambda: self.erasures.finish(self.shelf, self.present))
        if rank == 0:
            self._quietly(lambda: self._keeper.tidy_all(now))
            self._quietly(lambda: self._keeper.truncate(now, self.erasures.reach()))

    def _quietly(self, call: Callable[[], object]) -> None:
        try:
            call()
        except Damaged as fault:
            log.warning("upkeep: %s", fault)
        except ShareFault as fault:
            if fault.kind == "gone":
                raise
            log.warning("upkeep: %s", fault)

    def _rank(self, now: int) -> int:
        """Return this desk's place in today's order of the desks, 0 for the one whose turn it is."""
        day = (now // DAY_MS).to_bytes(8, "big", signed=True)
        order = sorted(
            (device.id for device in self._members.roster.active()),
            key=lambda device: hashlib.blake2b(day + device, digest_size=16).digest(),
        )
        me = self._replica.identity.device
        return order.index(me) if me in order else len(order)

    def _snapshot_if_due(self, rank: int) -> None:
        """Write a snapshot when it is this desk's turn; the next in order step in should the first be switched off."""
        store = self._replica.store
        newest = next(iter(self.shelf.found()), None)
        if newest is not None and newest.digest.hex() != store.meta(NEWEST):
            store.set_meta(NEWEST, newest.digest.hex())
            store.set_meta(SINCE, "0")
        due = int(store.meta(SINCE, "0")) >= self.rules.snapshot_after * (rank + 1)
        if due or (rank < 2 and (self.erasures.needs_snapshot(self.shelf) or self._is_unheard())):
            self.snapshot()

    def _is_unheard(self) -> bool:
        """Say whether no snapshot was written by somebody who had heard of all forks: some desks can use no other."""
        forks = self._replica.forks()
        return bool(forks.branches) and not any(
            forks.fits(one.manifest.vector, self._is_known) for one in self.shelf.found()
        )

    # --- what is on the share ---------------------------------------------------------------------------------------

    def present(self, stream: bytes) -> set[int]:
        """Return the segments of a stream that the share shows, single or packed."""
        found: set[int] = set()
        for level in (0, 1, 2):
            for name in listing(self._share, names.stream_folder(stream, level)):
                if level == 0 and (segment := names.parse_segment(name)) is not None:
                    found.add(segment[0])
                elif level and (pack := names.parse_pack(name)) is not None:
                    found.update(range(pack[0], pack[1] + 1))
        return found

    def needed(self, stream: bytes, missing: Iterable[int], present: set[int]) -> list[int]:
        """Return which of the segments that the share lacks must be put back.

        Not so the beginning of a stream, as far as snapshots of two desks hold what it led to: it was taken away on
        purpose. A hole further on never is.
        """
        absent = sorted(missing)
        first = min(present, default=None)
        if not absent or (first is not None and absent[0] > first):
            return absent
        covered = twice(self.shelf.found()).get(stream, 0)
        return [seq for seq in absent if seq > covered or (first is not None and seq > first)]
