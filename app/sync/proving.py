"""Reads every file of the share that this desk knows of, and proves it: whole, signed, and what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.sync import names
from app.sync.acks import Ack
from app.sync.blobparts import blob_id, open_part
from app.sync.envelope import ACK, Header, file_hash, open_file, read_header
from app.sync.faults import Damaged, SyncFault
from app.sync.membership import Membership
from app.sync.packs import all_from_pack
from app.sync.progress import Cancelled, Progress, go_on, step
from app.sync.replica import Replica, StreamEnd
from app.sync.share import Share
from app.sync.shelf import Shelf, listing, reading
from app.sync.site import Site

Kind = Literal["site", "roster", "lane", "beacon", "segment", "pack", "acknowledgement", "snapshot", "chunk", "content"]
KINDS: tuple[Kind, ...] = (
    "site",
    "roster",
    "lane",
    "beacon",
    "segment",
    "pack",
    "acknowledgement",
    "snapshot",
    "chunk",
    "content",
)

Needed = Callable[[bytes, set[int], set[int]], list[int]]
"""(stream, what the share lacks, what it shows) -> what must be there."""


@dataclass
class Proof:
    """What came of one kind of file.

    Attributes:
        sound: How many are what they should be.
        damaged: Paths of those that are not.
        missing: Paths of those that should be there.
    """

    sound: int = 0
    damaged: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Verdict:
    """What came of reading the whole share.

    Attributes:
        kinds: Kind of file -> what came of it.
        complete: Whether it was read to the end.
    """

    kinds: Mapping[Kind, Proof]
    complete: bool

    @property
    def sound(self) -> int:
        """How many files are what they should be."""
        return sum(proof.sound for proof in self.kinds.values())

    @property
    def damaged(self) -> list[str]:
        """Paths of files that are not what they should be."""
        return [path for proof in self.kinds.values() for path in proof.damaged]

    @property
    def missing(self) -> list[str]:
        """Paths of files that should be there."""
        return [path for proof in self.kinds.values() for path in proof.missing]


@dataclass(frozen=True)
class _Task:
    """One file to be read.

    Attributes:
        kind: What it is.
        path: Where it lies.
        check: Looks at its bytes; a fault says that they are damaged.
        after: Called if it is sound.
    """

    kind: Kind
    path: str
    check: Callable[[bytes], object]
    after: Callable[[], object] = lambda: None


class Prover:
    """Proves a share.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        site: The office.
        share: The shared folder.
        shelf: The snapshots on it.
        needed: Says which missing segments were not taken away on purpose.
    """

    def __init__(
        self, replica: Replica, members: Membership, site: Site, share: Share, shelf: Shelf, needed: Needed
    ) -> None:
        self._replica = replica
        self._members = members
        self._site = site
        self._share = share
        self._shelf = shelf
        self._needed = needed
        self._proofs: dict[Kind, Proof] = {}
        self._shown: dict[bytes, set[int]] = {}
        self._forks = replica.forks()

    def prove(self, progress: Progress = go_on) -> Verdict:
        """Read everything.

        Args:
            progress: Told files read, of how many; returning False ends it with what was found so far.

        Raises:
            ShareFault: The share failed.
        """
        self._proofs = {kind: Proof() for kind in KINDS}
        self._shelf.forget()
        self._shown = {}
        self._forks = self._replica.forks()
        tasks = list(self._tasks())
        try:
            for done, task in enumerate(tasks):
                step(progress, done, len(tasks))
                self._look(task)
            progress(len(tasks), len(tasks))
        except Cancelled:
            return Verdict(self._proofs, False)
        self._missing_segments()
        return Verdict(self._proofs, True)

    def _look(self, task: _Task) -> None:
        proof = self._proofs[task.kind]
        data = reading(self._share, task.path)
        if data is None:
            proof.missing.append(task.path)
            return
        try:
            task.check(data)
        except SyncFault:
            proof.damaged.append(task.path)
            return
        proof.sound += 1
        task.after()

    # --- what there is to read --------------------------------------------------------------------------------------

    def _tasks(self) -> Iterator[_Task]:
        yield _Task("site", names.SITE, _same(self._site.data))
        for path, data in self._replica.store.rows("SELECT name, bytes FROM sync_roster ORDER BY name"):
            yield _Task("roster", path, _same(data))
        self._look_at_names()
        for end in self._replica.streams():
            yield from self._of_stream(end)
        for name in listing(self._share, names.ACKS):
            parsed = names.parse_ack(name)
            if parsed is not None:
                yield _Task("acknowledgement", f"{names.ACKS}/{name}", self._ack(*parsed))
        yield from self._of_snapshots()
        yield from self._of_contents()

    def _look_at_names(self) -> None:
        """See that the files are there whose name is all they say."""
        lanes = {lane for name in listing(self._share, names.LANES) if (lane := names.parse_lane(name))}
        self._there("lane", self._members.roster.lanes(), lanes, names.lane_path)
        shown: dict[bytes, int] = {}
        for name in listing(self._share, names.LIVE):
            beacon = names.parse_beacon(name)
            if beacon is not None:
                shown[beacon[0]] = max(shown.get(beacon[0], 0), beacon[1])
        for end in self._replica.streams():
            sent = self._sent(end)
            if sent and shown.get(end.stream, 0) >= sent:
                self._proofs["beacon"].sound += 1
            elif sent:
                self._proofs["beacon"].missing.append(names.beacon_path(end.stream, sent))

    def _there(self, kind: Kind, wanted: frozenset[str], found: set[str], path: Callable[[str], str]) -> None:
        self._proofs[kind].sound += len(wanted & found)
        self._proofs[kind].missing.extend(path(name) for name in sorted(wanted - found))

    def _sent(self, end: StreamEnd) -> int:
        unsent = self._replica.unsent_first(end.idx)
        return end.applied if unsent is None else unsent - 1

    def _of_stream(self, end: StreamEnd) -> Iterator[_Task]:
        held = self._replica.held(end.stream)
        shown = self._shown.setdefault(end.stream, set())
        for level in (0, 1, 2):
            folder = names.stream_folder(end.stream, level)
            for name in listing(self._share, folder):
                segment, pack = names.parse_segment(name), names.parse_pack(name)
                if level == 0 and segment is not None:
                    check = self._segment(end.stream, segment[0], held)
                    yield _Task("segment", f"{folder}/{name}", check, _adding(shown, (segment[0],)))
                elif level and pack is not None:
                    seqs = range(pack[0], pack[1] + 1)
                    yield _Task("pack", f"{folder}/{name}", self._pack(end.stream, seqs, held), _adding(shown, seqs))

    def _missing_segments(self) -> None:
        for end in self._replica.streams():
            shown = self._shown[end.stream]
            branch = self._forks.branches.get(end.stream)
            first = 1 if branch is None else branch.first
            absent = set(range(first, self._sent(end) + 1)) - shown
            missing = self._needed(end.stream, absent, shown)
            self._proofs["segment"].missing.extend(names.segment_path(end.stream, seq) for seq in missing)

    def _of_snapshots(self) -> Iterator[_Task]:
        chunks: dict[bytes, None] = {}
        for digest in self._shelf.digests():
            one = self._shelf.peek(digest)
            yield _Task("snapshot", names.snapshot_path(digest), _holds(one is not None))
            if one is not None:
                chunks.update(dict.fromkeys(ref.id for ref in one.manifest.chunks))
        for chunk in chunks:
            yield _Task("chunk", names.chunk_path(chunk), self._chunk(chunk))

    def _of_contents(self) -> Iterator[_Task]:
        for part in listing(self._share, names.BLOBS):
            for name in listing(self._share, f"{names.BLOBS}/{part}"):
                parsed = names.parse_blob(name)
                if parsed is not None:
                    yield _Task("content", f"{names.BLOBS}/{part}/{name}", self._content(*parsed))

    # --- what is proven ---------------------------------------------------------------------------------------------

    def _segment(self, stream: bytes, seq: int, held: Mapping[int, bytes]) -> Callable[[bytes], object]:
        def check(data: bytes) -> None:
            if seq in held and file_hash(data) == held[seq]:
                return
            header, _ = self._replica.open_segment(data, self._signer)
            if (header.stream, header.seq) != (self._forks.origin(stream), seq) or seq in held:
                raise Damaged("another segment under this name")

        return check

    def _pack(self, stream: bytes, seqs: range, held: Mapping[int, bytes]) -> Callable[[bytes], object]:
        def check(data: bytes) -> None:
            inside = all_from_pack(data)
            if list(inside) != list(seqs):
                raise Damaged("a pack of other segments")
            for seq, segment in inside.items():
                read_header(segment)
                self._segment(stream, seq, held)(segment)

        return check

    def _ack(self, stream: bytes, number: int) -> Callable[[bytes], object]:
        def check(data: bytes) -> None:
            header, plain = open_file(data, self._replica.segment_key, self._signer)
            if (header.kind, header.site, header.stream, header.seq) != (ACK, self._site.id, stream, number):
                raise Damaged("another file under this name")
            Ack.decoded(plain)

        return check

    def _chunk(self, chunk: bytes) -> Callable[[bytes], object]:
        return lambda data: self._shelf.chunk(data, chunk)

    def _content(self, content: bytes, number: int) -> Callable[[bytes], object]:
        def check(data: bytes) -> None:
            part = open_part(data, self._replica.identity, self._signer)
            if (blob_id(self._replica.identity.keys, part.digest), part.number) != (content, number):
                raise Damaged("another content's part under this name")

        return check

    def _signer(self, header: Header) -> bytes | None:
        return self._members.roster.signer(header.stream)


def _same(wanted: bytes) -> Callable[[bytes], object]:
    return lambda data: _holds(data == wanted)(data)


def _holds(sound: bool) -> Callable[[bytes], object]:
    def check(data: bytes) -> None:
        if not sound:
            raise Damaged("not what it was")

    return check


def _adding(shown: set[int], seqs: range | tuple[int, ...]) -> Callable[[], object]:
    return lambda: shown.update(seqs)
