"""Puts on the share what this desk has packed, and what others have lost: finished bytes, never a change."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from app.core.clock import Clock
from app.sync import names
from app.sync.acks import Acks
from app.sync.blobs import Blobs
from app.sync.envelope import file_hash
from app.sync.faults import ShareFault, SyncFault
from app.sync.membership import Membership
from app.sync.replica import Replica
from app.sync.share import Share
from app.sync.shelf import reading
from app.sync.upkeep import Upkeep

log = logging.getLogger(__name__)

CONFIRM_AFTER_MS = 60_000
COPIES = 9
"""Further copies of a damaged segment that are tried."""
READ_BACK = 20
"""Segments that were put back and are read again in one exchange."""
Place = Callable[[bytes, int], None]
"""Told a stream and the number of a segment."""


@dataclass
class Pass:
    """What one exchange has learned and done.

    Attributes:
        thorough: Whether every folder is looked into.
        beacons: Stream -> its newest published segment.
        live: The names that say so.
        published: Segments put on the share.
        applied: Segments of other desks taken in.
    """

    thorough: bool
    beacons: dict[bytes, int] = field(default_factory=dict[bytes, int])
    live: list[str] = field(default_factory=list[str])
    published: int = 0
    applied: int = 0


class Outbox:
    """Everything that goes to the share.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        share: The shared folder.
        acks: What the other desks have and miss.
        blobs: Contents of attachments, before whose arrival no record that names them is published.
        upkeep: Knows what of a stream lies there packed.
        clock: This computer's clock.
        lost: Told a segment of this desk's whose name holds another valid one.
        suspect: Told a segment of which there may be two.
    """

    def __init__(
        self,
        replica: Replica,
        members: Membership,
        share: Share,
        acks: Acks,
        blobs: Blobs,
        upkeep: Upkeep,
        clock: Clock,
        lost: Place,
        suspect: Place,
    ) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._acks = acks
        self._blobs = blobs
        self._upkeep = upkeep
        self._clock = clock
        self._lost = lost
        self._suspect = suspect
        self._folders: set[str] = set()
        self._mended: dict[tuple[bytes, int], int] = {}
        """Segments that were put back, and when: nobody may come by for long who would notice that they are damaged."""

    def forget(self) -> None:
        """Drop everything remembered of the share: it may be another one, or an older state of it."""
        self._folders.clear()

    def publish(self, done: Pass) -> None:
        """Put what is packed on the share: finished bytes, so that doing it twice does no harm."""
        while waiting := self._ready():
            stream = waiting[0][0]
            if self._publish_stream(stream, [(seq, data) for one, seq, data in waiting if one == stream], done):
                return

    def _ready(self) -> list[tuple[bytes, int, bytes]]:
        """Return what may be published now: everything up to the first record whose attachment is not there yet."""
        held = self._blobs.held()
        return list(takewhile(lambda segment: segment[:2] not in held, self._replica.unsent()))

    def _publish_stream(self, stream: bytes, waiting: list[tuple[int, bytes]], done: Pass) -> bool:
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
                self._replica.mark(stream, sent, "sent")
                done.published += len(sent)
        if lost is not None:
            self._lost(stream, lost)
            return False
        return stream == self._replica.own().stream

    def _put(self, stream: bytes, seq: int, data: bytes) -> bool:
        """Put a segment on the share; return False if another valid one of ours has its place."""
        path = names.segment_path(stream, seq)
        try:
            self._create(path, data)
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            try:
                there = self._share.read(path)
            except ShareFault as second:
                if second.kind not in ("missing", "damaged"):
                    raise
                there = b""
            if there == data:
                return True
            if self.is_valid(there, stream, seq):
                return False
            self._put_copy(stream, seq, data)
        return True

    def _create(self, path: str, data: bytes) -> None:
        """Create a file; a folder that has gone since it was made, as when a share is put back, is made again."""
        try:
            self._share.create(path, data)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            self._folders.clear()
            self._folder(path.rpartition("/")[0])
            self._share.create(path, data)

    def _put_copy(self, stream: bytes, seq: int, data: bytes) -> None:
        """Put a sound copy beside a damaged segment."""
        for copy in range(1, COPIES + 1):
            path = names.repair_path(stream, seq, copy)
            try:
                self._share.create(path, data)
                return
            except ShareFault as fault:
                if fault.kind != "exists":
                    raise
            if reading(self._share, path) == data:
                return
        log.warning("segment %d of %s has too many damaged copies", seq, stream.hex()[:8])

    def _announce(self, stream: bytes, seq: int, done: Pass) -> None:
        """Say by a name how far the stream is published, then take the older names away."""
        self._share.mark(names.beacon_path(stream, seq))
        for name in done.live:
            beacon = names.parse_beacon(name)
            if beacon is not None and beacon[0] == stream and beacon[1] < seq:
                self._share.remove(f"{names.LIVE}/{name}")
        done.live.append(names.beacon_name(stream, seq))

    def is_valid(self, data: bytes, stream: bytes, seq: int) -> bool:
        """Say whether a file is a whole segment of a stream under this number."""
        try:
            header, _ = self._replica.open_segment(data, lambda header: self._members.roster.signer(header.stream))
        except SyncFault:
            return False
        return (header.stream, header.seq) == (self._replica.forks().origin(stream), seq)

    def confirm(self) -> None:
        """Note which segments of this desk are safe: another desk has them, or they read back after a while."""
        acks = list(self._acks.all().values())
        for end in self._replica.streams():
            if end.state in ("own", "former"):
                self._replica.confirm(end.stream, max((ack.vector.get(end.stream, 0) for ack in acks), default=0))
        for stream, seq, mark in self._replica.unconfirmed(self._clock.now() - CONFIRM_AFTER_MS):
            data = reading(self._share, names.segment_path(stream, seq))
            if data is not None and file_hash(data) == mark:
                self._replica.mark(stream, [seq], "confirmed")
                continue
            ours = self._replica.bytes_of(stream, seq)
            if ours is not None and not self._put(stream, seq, ours):
                # Two computers wrote as this desk at the same moment, and the server let both believe they had won.
                self._lost(stream, seq)
                return
        self._read_back()

    def _read_back(self) -> None:
        """Read again what was put back a while ago, and put a copy beside what is not sound."""
        before = self._clock.now() - CONFIRM_AFTER_MS
        for stream, seq in [place for place, at in self._mended.items() if at <= before][:READ_BACK]:
            data = self._replica.bytes_of(stream, seq)
            if data is None or self._reads(stream, seq, data):
                del self._mended[stream, seq]
            else:
                self._mended[stream, seq] = self._clock.now()
                if not self._put(stream, seq, data):
                    del self._mended[stream, seq]
                    self._suspect(stream, seq)

    def _reads(self, stream: bytes, seq: int, data: bytes) -> bool:
        """Say whether a segment or a copy of it reads back."""
        copies = (names.repair_path(stream, seq, copy) for copy in range(1, COPIES + 1))
        return any(reading(self._share, path) == data for path in (names.segment_path(stream, seq), *copies))

    # --- mending the share ------------------------------------------------------------------------------------------

    def put_back(self, done: Pass) -> int:
        """Put back whatever this desk holds and the share has lost; every desk does, so the share heals.

        Returns:
            How many segments were put there.
        """
        mended = 0
        self._members.exchange(self._share, thorough=True)
        branches = self._replica.forks().branches
        for end in self._replica.streams():
            held = self._replica.held(end.stream)
            if not held:
                continue
            present = self._upkeep.present(end.stream)
            missing = self._upkeep.needed(end.stream, held.keys() - present, present)
            first = branches[end.stream].first if end.stream in branches else 0
            if first in held.keys() - present - set(missing):
                missing = [first, *missing]  # it is what tells everybody of the fork
            unsent = {seq for stream, seq, _ in self._replica.unsent() if stream == end.stream}
            for seq in missing:
                data = None if seq in unsent else self._replica.bytes_of(end.stream, seq)
                if data is not None:
                    self._folder(names.stream_folder(end.stream))
                    self._mended[end.stream, seq] = self._clock.now()
                    if self._put(end.stream, seq, data):
                        mended += 1
                    elif end.state == "own":
                        self._lost(end.stream, seq)
                        return mended
                    else:
                        self._suspect(end.stream, seq)
            sent = max((seq for seq in held if seq not in unsent), default=0)
            if sent > done.beacons.get(end.stream, 0):
                self._announce(end.stream, sent, done)
                done.beacons[end.stream] = sent
        return mended

    def answer_gaps(self) -> None:
        """Put on the share what other desks miss and this one holds."""
        for ack in self._acks.all().values():
            for stream, seq in ack.gaps:
                for holder in self._replica.forks().family(stream):
                    data = self._replica.bytes_of(holder, seq)
                    if data is None:
                        continue
                    self._folder(names.stream_folder(stream))
                    if reading(self._share, names.segment_path(stream, seq)) != data and not self._put(
                        stream, seq, data
                    ):
                        self._suspect(stream, seq)

    def _folder(self, path: str) -> None:
        if path not in self._folders:
            self._share.folder(path)
            self._folders.add(path)
