"""Builds up the office's folder anew from this computer, after it was lost or its server replaced.

Every desk keeps every segment it has taken in, so any desk can do it; what a desk never had as segments, because it
came by a snapshot, it gives as a snapshot. Done again after it was cut off, it goes on where it stopped; what only
other desks hold they put back themselves.
"""

from __future__ import annotations

from app.core.errors import Refused
from app.core.text import T
from app.sync import names
from app.sync.claiming import claim_again, is_empty
from app.sync.faults import Damaged, NewerFormat, ShareFault
from app.sync.membership import Membership
from app.sync.progress import Progress, go_on, step
from app.sync.replica import Replica, StreamEnd
from app.sync.share import Share
from app.sync.shelf import Shelf, listing, reading
from app.sync.site import Site, read_site
from app.sync.snapshot import SnapshotWriter

_COPIES = 9


class Rebuilder:
    """Fills an empty folder.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        site: The office.
        share: The empty folder, or one in which this was begun.
        version: This program's version.
    """

    def __init__(self, replica: Replica, members: Membership, site: Site, share: Share, version: str) -> None:
        self._replica = replica
        self._members = members
        self._site = site
        self._share = share
        self._version = version

    def rebuild(self, progress: Progress = go_on) -> None:
        """Put everything there that this desk holds.

        Args:
            progress: Told segments written, of how many.

        Raises:
            Refused: The folder belongs to another office, or holds something else.
            ShareFault: The folder failed; what is there stays, and it can be gone on with.
            Damaged: The folder does not keep what it is given; the same.
            Cancelled: ``progress`` said so; the same.
        """
        self._found()
        for folder in names.FOLDERS:
            self._share.folder(folder)
        self._members.exchange(self._share)
        for lane in sorted(self._members.roster.lanes()):
            self._share.mark(names.lane_path(lane))
        ends = [end for end in self._replica.streams() if end.applied]
        total = sum(end.applied for end in ends)
        unsent = {(stream, seq) for stream, seq, _ in self._replica.unsent()}
        done = 0
        whole = True
        for end in ends:
            whole = self._put_stream(end, unsent, progress, done, total) and whole
            done += end.applied
        if not whole:
            self._put_snapshot()
        for end in ends:
            sent = next((seq for seq in range(end.applied, 0, -1) if (end.stream, seq) not in unsent), 0)
            if sent:
                self._share.mark(names.beacon_path(end.stream, sent))
        progress(total, total)

    def _put_snapshot(self) -> None:
        """Give as a snapshot what is not held as segments; what waits to be published is published afterwards."""
        self._replica.seal()
        shelf = Shelf(self._replica, self._members, self._share)
        SnapshotWriter(self._replica, shelf, self._share, self._version).write(published=False)

    def _found(self) -> None:
        """Make sure that the folder is empty, or this office's."""
        data = reading(self._share, names.SITE)
        if data is None:
            if not is_empty(self._share):
                raise Refused(
                    T(
                        "sync",
                        "This folder is not empty. Choose an empty one, so that nothing in it is mixed up with the "
                        "office's files.",
                    ),
                    "sync.not_empty",
                )
            self._share.claim(names.SITE, self._site.data)
            return
        if claim_again(self._share, self._site, data):
            return
        try:
            found = read_site(data).id
        except (Damaged, NewerFormat):
            found = b""
        if found != self._site.id:
            raise Refused(
                T("sync", "This folder belongs to another office. Choose yours, or an empty one."), "sync.taken"
            )

    def _put_stream(
        self, end: StreamEnd, unsent: set[tuple[bytes, int]], progress: Progress, done: int, total: int
    ) -> bool:
        """Put there what is held of a stream and was published; return whether all of the stream is held."""
        folder = names.stream_folder(end.stream)
        self._share.folder(folder)
        there = {name.lower() for name in self._share.names(folder)}
        packed = self._packed(end.stream)
        held = self._replica.held(end.stream)
        for count, seq in enumerate(held):
            step(progress, done + count, total)
            if seq in packed or (end.stream, seq) in unsent:
                continue
            path = names.segment_path(end.stream, seq)
            data = self._replica.bytes_of(end.stream, seq)
            if data is None or (path.rpartition("/")[2] in there and reading(self._share, path) == data):
                continue
            self._put(end.stream, seq, path, data)
        branch = self._replica.forks().branches.get(end.stream)
        return len(held) == end.applied - (0 if branch is None else branch.first - 1)

    def _packed(self, stream: bytes) -> set[int]:
        found: set[int] = set()
        for level in (1, 2):
            for name in listing(self._share, names.stream_folder(stream, level)):
                bounds = names.parse_pack(name)
                if bounds is not None:
                    found.update(range(bounds[0], bounds[1] + 1))
        return found

    def _put(self, stream: bytes, seq: int, path: str, data: bytes) -> None:
        """Put a segment there, read back: hardly anybody else would read it again."""
        paths = [path, *(names.repair_path(stream, seq, copy) for copy in range(1, _COPIES + 1))]
        for place in paths:
            try:
                self._share.create(place, data)
            except ShareFault as fault:
                if fault.kind != "exists":
                    raise
            if reading(self._share, place) == data:
                return
        raise Damaged(f"segment {seq} does not read back")
