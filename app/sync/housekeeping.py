"""Takes away from the share what nobody needs: files left by broken writes, old snapshots, old acknowledgements, and,
where the office wants it, segments that snapshots cover. Nothing is deleted because something else is missing.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable

from app.sync import names
from app.sync.acks import Acks
from app.sync.blobtidy import BlobKeeper
from app.sync.coverage import acknowledged, lower, twice
from app.sync.faults import ShareFault
from app.sync.membership import Membership
from app.sync.replica import Replica
from app.sync.rules import Rules
from app.sync.share import Share
from app.sync.shelf import Found, Shelf, listing
from app.sync.vector import Vector, covers

log = logging.getLogger(__name__)

LOOSE = "sync.loose_chunks"
KEPT_SNAPSHOTS = 2
_CHUNKS = f"{names.SNAPSHOTS}/ch"


class Housekeeper:
    """Tidies the share.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        share: The shared folder.
        shelf: The snapshots on it.
        acks: What the others have taken in.
        rules: What is old.
    """

    def __init__(
        self, replica: Replica, members: Membership, share: Share, shelf: Shelf, acks: Acks, rules: Rules
    ) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._shelf = shelf
        self._acks = acks
        self._rules = rules
        self._blobs = BlobKeeper(replica, share, shelf, rules)

    # --- everybody's own --------------------------------------------------------------------------------------------

    def tidy_own(self, now: int) -> None:
        """Remove this desk's older acknowledgements and beacons, and files it was writing.

        Args:
            now: UTC milliseconds by the server's clock.
        """
        ends = [end for end in self._replica.streams() if end.state in ("own", "former")]
        own = self._replica.own().stream
        mine = {end.stream for end in ends}
        acks = [(name, found) for name in listing(self._share, names.ACKS) if (found := names.parse_ack(name))]
        newest = max((number for _, (stream, number) in acks if stream == own), default=0)
        for name, (stream, number) in acks:
            if (stream == own and number < newest) or (stream in mine - {own} and newest):
                self._share.remove(f"{names.ACKS}/{name}")
        live = [(name, found) for name in listing(self._share, names.LIVE) if (found := names.parse_beacon(name))]
        for end in ends:
            top = max((seq for _, (stream, seq) in live if stream == end.stream), default=0)
            for name, (stream, seq) in live:
                if stream == end.stream and seq < top:
                    self._share.remove(f"{names.LIVE}/{name}")
            for level in (0, 1, 2):
                self._remove_temps(names.stream_folder(end.stream, level), now - self._rules.own_temps)

    # --- for all: one desk a day ------------------------------------------------------------------------------------

    def tidy_all(self, now: int) -> None:
        """Remove what is nobody's: old temps, old snapshots and chunks that no snapshot names."""
        before = now - self._rules.other_temps
        for folder in (names.ROSTER, names.ACKS, names.LIVE, names.JOINING, names.LANES, names.SNAPSHOTS, ""):
            self._remove_temps(folder, before)
        for stream in listing(self._share, names.STREAMS):
            for level in (0, 1, 2):
                self._remove_temps(f"{names.STREAMS}/{stream}/{level}", before)
        self._tidy_snapshots(before)
        self._tidy_chunks(now)
        self._blobs.tidy(self.kept, now)

    def _remove_temps(self, folder: str, before: int) -> None:
        for name, changed in self._sizes(folder):
            if names.is_temp(name) and changed <= before:
                self._share.remove(f"{folder}/{name}" if folder else name)

    def kept(self) -> list[Found]:
        """Return the snapshots worth keeping: the newest proven ones, and the newest of a second desk."""
        kept: list[Found] = []
        for one in self._shelf.found():
            devices = {other.device for other in kept}
            if len(kept) >= KEPT_SNAPSHOTS and (len(devices) > 1 or one.device in devices):
                continue
            if self._shelf.is_sound(one):
                kept.append(one)
        return kept

    def _tidy_snapshots(self, before: int) -> None:
        digests = self._shelf.digests()
        if len(digests) <= KEPT_SNAPSHOTS:
            return
        for name, changed in self._sizes(names.SNAPSHOTS):
            digest = names.parse_snapshot(name)
            if digest is not None and changed <= before and self._shelf.is_damaged(digest):
                self._share.remove(f"{names.SNAPSHOTS}/{name}")
        kept = self.kept()
        if len(kept) < KEPT_SNAPSHOTS:
            return
        names_kept = {one.digest for one in kept}
        for digest in digests:
            one = self._shelf.peek(digest)
            if digest in names_kept or one is None:
                continue
            if all(covers(other.manifest.vector, one.manifest.vector) for other in kept[:KEPT_SNAPSHOTS]):
                self._share.remove(names.snapshot_path(digest))
                self._shelf.drop(digest)

    def _tidy_chunks(self, now: int) -> None:
        """Remove chunks that no snapshot has named for a while; whoever is writing one meanwhile has time to finish."""
        manifests = [self._shelf.peek(digest) for digest in self._shelf.digests()]
        if any(one is None for one in manifests):
            return
        named = {ref.id for one in manifests if one is not None for ref in one.manifest.chunks}
        since: dict[str, int] = json.loads(self._replica.store.meta(LOOSE, "{}"))
        still: dict[str, int] = {}
        before = now - self._rules.loose_chunks
        for part in listing(self._share, _CHUNKS):
            folder = f"{_CHUNKS}/{part}"
            for name, changed in self._sizes(folder):
                chunk = names.parse_chunk(name)
                if chunk is None or chunk in named:
                    continue
                first = since.get(name, now)
                if first <= before and changed <= before:
                    self._share.remove(f"{folder}/{name}")
                else:
                    still[name] = first
            self._remove_temps(folder, now - self._rules.other_temps)
        if still != since:
            self._replica.store.set_meta(LOOSE, json.dumps(still))

    # --- segments that snapshots cover ------------------------------------------------------------------------------

    def truncate(self, now: int, erased: Vector) -> int:
        """Delete the oldest segments of every stream as far as nobody needs them; return how many files.

        Args:
            now: UTC milliseconds by the server's clock.
            erased: Segments up to these go however young they are, because they hold what was erased.
        """
        if not self._rules.truncate and not erased:
            return 0
        cut = lower(twice(self.kept()), self._acknowledged(now))
        before = now - self._rules.truncate_after
        removed = 0
        branches = self._replica.forks().branches
        for stream, upto in cut.items():
            for last, path, changed in self._files(stream):
                if stream in branches and last == branches[stream].first:
                    continue  # it is what tells everybody of the fork
                young = not self._rules.truncate or changed > before
                if last > upto or (young and last > erased.get(stream, 0)):
                    break
                self._share.remove(path)
                removed += 1
        return removed

    def _acknowledged(self, now: int) -> Vector:
        me = self._replica.identity.device
        since = now - self._rules.heard_within
        return acknowledged(self._members.roster, self._acks.all(), me, self._replica.vector(), since)

    def _files(self, stream: bytes) -> list[tuple[int, str, int]]:
        """Return the files of a stream by their last segment: that, the path, and when they were written."""
        found: list[tuple[int, str, int]] = []
        for level in (0, 1, 2):
            folder = names.stream_folder(stream, level)
            for name, changed in self._sizes(folder):
                segment, pack = names.parse_segment(name), names.parse_pack(name)
                last = segment[0] if segment is not None and level == 0 else pack[1] if pack and level else 0
                if last:
                    found.append((last, f"{folder}/{name}", changed))
        return sorted(found)

    def _sizes(self, folder: str) -> Iterable[tuple[str, int]]:
        try:
            return [(name, changed) for name, _, changed in self._share.sizes(folder)]
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            return ()
