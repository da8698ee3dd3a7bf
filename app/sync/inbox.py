"""Reads what other desks published, proves it, and takes it in as soon as everything its author had seen is here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import AppError
from app.sync import names
from app.sync.acks import Acks
from app.sync.envelope import Header, file_hash, read_header
from app.sync.faults import Damaged, NewerFormat, ShareFault, SyncFault, UnknownKey, UnknownSigner
from app.sync.membership import Membership
from app.sync.packs import all_from_pack
from app.sync.problems import Problems
from app.sync.replay import read_arrival
from app.sync.replica import Incoming, Replica, StreamEnd
from app.sync.share import Share
from app.sync.splitting import Place
from app.sync.vector import Vector, covers, joined

log = logging.getLogger(__name__)

BATCH_BYTES = 400_000
"""Bytes of segments taken in by one transaction; saving waits for it meanwhile."""
READ_AHEAD = 512
"""Segments of one stream read in one exchange before they are taken in."""
SEARCH_MS = 2 * 60_000
"""A segment missing for so long is looked for under every name."""
ASK_MS = 15 * 60_000
ASK_DAMAGED_MS = 15_000


class _Elsewhere(Damaged):
    """A sound segment of this stream that goes on from another file than the one taken in."""


@dataclass
class _Queue:
    """What has been read of one stream or branch and waits for its turn.

    Attributes:
        end: How far it has been taken in.
        origin: The stream that its files name in their headers.
        announced: Its newest segment that was published under its own name; a branch may go on under its origin's.
        head: Hash of the last file read.
        seen: What that one states to have seen, whole.
        next: Number of the next.
    """

    end: StreamEnd
    origin: bytes
    announced: int
    head: bytes
    seen: Vector
    next: int
    waiting: list[Incoming] = field(default_factory=list[Incoming])


class Inbox:
    """Everything that comes from other desks' streams.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        share: The shared folder.
        problems: Where what cannot be read is listed.
    """

    def __init__(self, replica: Replica, members: Membership, share: Share, problems: Problems) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._problems = problems
        self._acks = Acks(replica.store.database)
        self._read: dict[tuple[bytes, int], bytes] = {}
        self._packs: dict[str, list[str]] = {}
        self._forks = replica.forks()
        self._vain: set[tuple[bytes, int, int]] = set()
        self.met: dict[Place, set[bytes]] = {}
        """Sound files that go on from others than were taken in: where they stand, and their hashes."""
        self.taken: Callable[[Mapping[bytes, int]], None] | None = None
        """Told after each batch what is published; may raise to stop."""

    def forget(self) -> None:
        """Drop everything remembered of the share: it may be another one, or an older state of it."""
        self._read.clear()
        self._packs.clear()
        self._vain.clear()

    def look_again(self) -> None:
        """Look again for what was not there."""
        self._vain.clear()
        self._forks = self._replica.forks()

    def take_in(self, beacons: Mapping[bytes, int], now: int) -> int:
        """Take in what is published and whose turn has come.

        Args:
            beacons: Stream -> its newest published segment.
            now: UTC milliseconds.

        Returns:
            How many segments were taken in.

        Raises:
            ShareFault: The share failed; what was taken in stays.
        """
        self._packs.clear()
        self._forks = self._replica.forks()
        if self._replica.unsent_former():
            return 0
        self._know_strangers()
        queues = self._queues(beacons)
        taken = 0
        while queues:
            vector = self._replica.vector()
            demanded = self._demanded(queues)
            for queue in queues:
                self._fill(queue, self._top(queue, beacons), demanded, now)
            batch = _ready(queues, vector)
            if not batch:
                if self._demanded(queues) != demanded:
                    continue
                break
            taken += self._take(batch, queues, now)
            if self.taken is not None:
                self.taken(beacons)
        for queue in queues:
            for segment in queue.waiting:
                self._read[queue.end.stream, segment.arrival.seq] = segment.data
        return taken

    def _know_strangers(self) -> None:
        """Take off the list whose streams were unknown because the roster's entry, or news of a fork, came later."""
        known = [
            subject
            for subject in self._problems.subjects("stranger")
            if (stream := bytes.fromhex(subject)) in self._forks.branches
            or self._members.roster.device_of(stream) is not None
        ]
        if known:
            self._write(lambda: [self._problems.settle("stranger", subject) for subject in known])

    def wanted(self, now: int) -> tuple[tuple[bytes, int], ...]:
        """Return the segments that the other desks are asked for: (stream, number)."""
        found: list[tuple[bytes, int]] = []
        for kind, patience in (("gap", ASK_MS), ("damaged", ASK_DAMAGED_MS)):
            for subject in self._problems.subjects(kind):
                since = self._problems.since(kind, subject)
                place = parse_subject(subject)
                if place is not None and since is not None and now - since >= patience:
                    found.append(place)
        return tuple(sorted(set(found)))

    # --- reading ----------------------------------------------------------------------------------------------------

    def _queues(self, beacons: Mapping[bytes, int]) -> list[_Queue]:
        ends = {end.stream: end for end in self._replica.streams()}
        found: list[_Queue] = []
        for stream in sorted({*beacons, *self._forks.branches}):
            end = ends.get(stream) or StreamEnd(0, stream, "foreign", 0, bytes(32), {})
            origin, announced = self._forks.origin(stream), beacons.get(stream, 0)
            queue = _Queue(end, origin, announced, end.head, dict(end.seen), end.applied + 1)
            branch = self._forks.branches.get(stream)
            if branch is not None and not end.applied:
                parent = ends.get(branch.parent)
                reached = 0 if parent is None else parent.applied
                if not self._forks.resolved(branch) or reached != branch.after:
                    continue
                seen = dict(parent.seen) if parent is not None and branch.after else {}
                queue = _Queue(end, origin, announced, branch.prev, seen, branch.first)
            if end.state in ("foreign", "former", "branch") and self._top(queue, beacons) >= queue.next:
                found.append(queue)
        return found

    def _top(self, queue: _Queue, beacons: Mapping[bytes, int]) -> int:
        """Return up to where a stream or branch is read."""
        top = max(queue.announced, beacons.get(queue.origin, 0))
        return min(top, self._forks.limits.get(queue.end.stream, top))

    def _demanded(self, queues: Sequence[_Queue]) -> Vector:
        """Return what desks that belong to the office have taken in: of a leaver's stream everybody takes that much.

        Otherwise a desk that heard of the leaving a little later than others would jam all of them for good: its own
        segments state that it had seen more than they ever accept.
        """
        roster = self._members.roster
        found: Vector = {}
        seen = [end.seen for end in self._replica.streams()]
        seen += [segment.arrival.seen for queue in queues for segment in queue.waiting]
        seen += [ack.vector for stream, ack in self._acks.all().items() if roster.accepted_up_to(stream) is None]
        for vector in seen:
            found = joined(found, vector)
        return found

    def _fill(self, queue: _Queue, top: int, demanded: Vector, now: int) -> None:
        """Read on in a stream until enough waits, its end, or the first segment that cannot be had."""
        stream = queue.end.stream
        limit = self._members.roster.accepted_up_to(queue.origin)
        if limit is not None and self._members.roster.device_of(queue.origin) is not None:
            limit = max(limit, demanded.get(stream, 0), demanded.get(queue.origin, 0))
        while queue.next <= top and len(queue.waiting) < READ_AHEAD and queue.end.state != "stuck":
            if (stream, queue.next, top) in self._vain:
                return
            if (queue.next - 1, queue.head) in self._forks.heads and not self._begins(queue):
                return
            subject = subject_of(stream, queue.next)
            if limit is not None and queue.next > limit:
                if self._members.roster.device_of(queue.origin) is None:
                    self._note("stranger", stream.hex(), now, queue)
                else:
                    self._note("retired", stream.hex(), now, queue)
                return
            segment = self._segment(queue, top, now)
            if segment is None:
                return
            self._healed(subject, stream)
            queue.waiting.append(segment)
            queue.head = segment.hash
            queue.seen = segment.arrival.seen if segment.stated is None else segment.stated
            queue.next += 1

    def _begins(self, queue: _Queue) -> bool:
        branch = self._forks.branches.get(queue.end.stream)
        return branch is not None and branch.first == queue.next

    def _segment(self, queue: _Queue, top: int, now: int) -> Incoming | None:
        """Return the next segment of a stream, from wherever it can be had, or None with the reason noted."""
        stream, seq = queue.end.stream, queue.next
        damaged: bytes | None = None
        since = self._problems.since("gap", subject_of(stream, seq))
        long_missing = since is not None and now - since >= SEARCH_MS
        try:
            for data in self._sources(queue, search=long_missing):
                try:
                    return self._proven(queue, data)
                except _Elsewhere:
                    continue
                except Damaged as fault:
                    log.warning("segment %d of %s: %s", seq, stream.hex()[:8], fault)
                    damaged = data
        except NewerFormat:
            self._note("newer", stream.hex(), now, queue)
            return None
        except (UnknownKey, UnknownSigner):
            if seq > queue.announced:
                return None
            # The roster entry that brings the key or the stream is still on its way.
            self._members.due = True
            self._note("gap", subject_of(stream, seq), now, queue)
            return None
        if seq > queue.announced:
            # A branch need not go on where its stream does.
            self._vain.add((stream, seq, top))
            return None
        if damaged is not None:
            self._note("damaged", subject_of(stream, seq), now, queue, damaged)
        else:
            self._note("gap", subject_of(stream, seq), now, queue)
        return None

    def _proven(self, queue: _Queue, data: bytes) -> Incoming:
        stream, seq = queue.end.stream, queue.next
        header, body = self._replica.open_segment(data, self._signer)
        if (header.stream, header.seq) != (queue.origin, seq):
            raise Damaged("another segment under this name")
        mark = file_hash(data)
        if header.prev != queue.head or (self._begins(queue) and mark != self._forks.branches[stream].hash):
            self.met.setdefault(Place(header.stream, seq, header.prev), set()).add(mark)
            raise _Elsewhere("out of its chain")
        arrival, stated = read_arrival(self._forks, stream, seq, body, queue.seen)
        self._read[stream, seq] = data
        return Incoming(arrival, data, mark, stated)

    def _signer(self, header: Header) -> bytes | None:
        return self._members.roster.signer(header.stream)

    def variants(self, origin: bytes, seq: int) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Return every sound file with this number of a stream or of its branches: file, its hash, the one before.

        Raises:
            ShareFault: The share failed.
        """
        met: set[bytes] = set()
        for stream in self._replica.forks().family(origin):
            for data in self._candidates(stream, seq, search=True):
                try:
                    header, _ = self._replica.open_segment(data, self._signer)
                except SyncFault:
                    continue
                mark = file_hash(data)
                if (header.stream, header.seq) == (origin, seq) and mark not in met:
                    met.add(mark)
                    yield data, mark, header.prev

    def _sources(self, queue: _Queue, *, search: bool) -> Iterator[bytes]:
        """Return every file that may be the next segment; that of a branch may lie under its origin's name, too."""
        stream, seq = queue.end.stream, queue.next
        yield from self._candidates(stream, seq, search=search)
        if queue.origin != stream:
            own = self._file(names.segment_path(queue.origin, seq))
            if own is not None:
                yield own
            yield from self._packed(queue.origin, seq)

    def _candidates(self, stream: bytes, seq: int, *, search: bool) -> Iterator[bytes]:
        """Return every file that may be a segment: its own, one in a pack, further copies, wrongly named ones."""
        kept = self._read.pop((stream, seq), None)
        if kept is not None:
            yield kept
        path = names.segment_path(stream, seq)
        own = self._file(path)
        if own is not None:
            yield own
        yield from self._packed(stream, seq)
        if own is None and not search:
            return
        folder = names.stream_folder(stream)
        try:
            listed = self._share.names(folder)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            return
        for name in listed:
            parsed = names.parse_segment(name)
            copy = parsed is not None and parsed[0] == seq and parsed[1] > 0
            odd = search and parsed is None and not names.is_temp(name)
            if copy or odd:
                data = self._file(f"{folder}/{name}")
                if data is not None and _is_segment(data, self._forks.origin(stream), seq):
                    yield data

    def _packed(self, stream: bytes, seq: int) -> Iterator[bytes]:
        for level in (1, 2):
            folder = names.stream_folder(stream, level)
            for name in self._listed(folder):
                parsed = names.parse_pack(name)
                if parsed is not None and parsed[0] <= seq <= parsed[1]:
                    data = self._file(f"{folder}/{name}")
                    try:
                        inside = {} if data is None else all_from_pack(data)
                    except SyncFault as fault:
                        log.warning("pack %s of %s: %s", name, stream.hex()[:8], fault)
                        continue
                    self._read.update({(stream, number): part for number, part in inside.items() if number > seq})
                    if seq in inside:
                        yield inside[seq]

    def _listed(self, folder: str) -> list[str]:
        if folder not in self._packs:
            try:
                self._packs[folder] = self._share.names(folder)
            except ShareFault as fault:
                if fault.kind != "missing":
                    raise
                self._packs[folder] = []
        return self._packs[folder]

    def _file(self, path: str) -> bytes | None:
        try:
            return self._share.read(path)
        except ShareFault as fault:
            if fault.kind in ("missing", "busy", "damaged"):
                return None
            raise

    # --- taking in --------------------------------------------------------------------------------------------------

    def _take(self, batch: list[list[Incoming]], queues: list[_Queue], now: int) -> int:
        """Take in units in order; if the database refuses them together, one by one, so that one cannot stop all."""
        segments = [segment for unit in batch for segment in unit]
        try:
            self._replica.take(segments)
            return len(segments)
        except AppError:
            raise
        except Exception:
            log.exception("segments could not be taken in together")
        taken = 0
        stuck: set[bytes] = set()
        for unit in batch:
            stream = unit[0].arrival.stream
            if stream in stuck or not covers(self._replica.vector(), unit[0].arrival.seen):
                stuck.add(stream)
                continue
            try:
                self._replica.take(unit)
                taken += len(unit)
            except AppError:
                raise
            except Exception as error:
                log.exception("a segment could not be taken in")
                stuck.add(stream)
                params = {"desk": stream.hex(), "seq": unit[0].arrival.seq, "reason": type(error).__name__}
                self._write(lambda: self._problems.note("defect", stream.hex(), now, params=params))  # noqa: B023 - at once
        for queue in queues:
            if queue.end.stream in stuck:
                queue.end = replace(queue.end, state="stuck")
                queue.waiting.clear()
        return taken

    def _note(self, kind: str, subject: str, now: int, queue: _Queue, data: bytes | None = None) -> None:
        if self._problems.since(kind, subject) is None:
            params = {"desk": queue.end.stream.hex(), "seq": queue.next}
            self._write(lambda: self._problems.note(kind, subject, now, params=params, data=data))

    def _healed(self, subject: str, stream: bytes) -> None:
        entries = [(kind, subject) for kind in ("gap", "damaged")] + [
            (kind, stream.hex()) for kind in ("newer", "stranger", "retired", "defect")
        ]
        healed = [entry for entry in entries if self._problems.is_known(*entry)]
        if healed:
            self._write(lambda: [self._problems.settle(*entry) for entry in healed])

    def _write(self, call: Callable[[], object]) -> None:
        with self._replica.store.database.transaction():
            call()


def subject_of(stream: bytes, seq: int) -> str:
    """Return how a segment is named on the list of problems."""
    return f"{stream.hex()}|{seq}"


def parse_subject(subject: str) -> tuple[bytes, int] | None:
    """Read what ``subject_of`` wrote."""
    stream, _, seq = subject.partition("|")
    return (bytes.fromhex(stream), int(seq)) if seq.isdigit() and len(stream) == 32 else None


def _ready(queues: Sequence[_Queue], vector: Vector) -> list[list[Incoming]]:
    """Move what may be taken in now out of the queues, in an order that respects causality, one batch of it."""
    batch: list[list[Incoming]] = []
    size = 0
    progress = True
    while progress and size < BATCH_BYTES:
        progress = False
        for queue in queues:
            while size < BATCH_BYTES and (unit := _unit(queue, vector)):
                del queue.waiting[: len(unit)]
                vector[queue.end.stream] = unit[-1].arrival.seq
                batch.append(unit)
                size += sum(len(segment.data) for segment in unit)
                progress = True
    return batch


def _unit(queue: _Queue, vector: Vector) -> list[Incoming]:
    """Return the segments of the next unit of work, if all of them are here and may be taken in."""
    for count, segment in enumerate(queue.waiting, 1):
        if not covers(vector, segment.arrival.seen):
            return []
        if not segment.arrival.body.more:
            return queue.waiting[:count]
    return []


def _is_segment(data: bytes, stream: bytes, seq: int) -> bool:
    try:
        header = read_header(data)
    except SyncFault:
        return False
    return (header.stream, header.seq) == (stream, seq)
