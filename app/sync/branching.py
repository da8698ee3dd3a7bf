"""Notices that a stream has forked, and sees to it that every desk hears of it and derives the same state.

What tells a fork: a sound file that goes on from another than the one taken in; a second sound file under a number,
as a further copy, in a pack, or where this desk wants to put its own; the folder of a branch, which other desks fill
with what they hold of it. A fork counts once two sound files with one number and one predecessor have been read: both
bear the signature of the desk that wrote as two.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from app.sync import names
from app.sync.chunks import ChunkRows, Manifest
from app.sync.envelope import NO_HASH, Header, file_hash, read_header
from app.sync.faults import Damaged, SyncFault
from app.sync.forks import Cut, Forks, branch_id
from app.sync.inbox import Inbox, parse_subject, subject_of
from app.sync.membership import Membership
from app.sync.problems import Problems
from app.sync.progress import Progress, go_on
from app.sync.replica import Replica
from app.sync.share import Share
from app.sync.shelf import Shelf, listing, reading
from app.sync.splitting import Incomplete, OwnForked, Place, Splitter

log = logging.getLogger(__name__)


class Branching:
    """Forks and gaps, for one desk.

    Args:
        replica: This desk's database.
        members: Who belongs to the office, and which gaps it passes over.
        share: The shared folder.
        inbox: Reads segments from wherever they lie.
        shelf: Snapshots, to begin anew with where older segments are gone.
        problems: Where people are told.
        begin_anew: Lets this desk write another stream, and pack there what is not published.
    """

    def __init__(
        self,
        replica: Replica,
        members: Membership,
        share: Share,
        inbox: Inbox,
        shelf: Shelf,
        problems: Problems,
        begin_anew: Callable[[], None],
    ) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._inbox = inbox
        self._shelf = shelf
        self._problems = problems
        self._begin_anew = begin_anew
        self._suspects: set[tuple[bytes, int]] = set()
        self._evidence: dict[Place, set[bytes]] = {}
        self._marked: set[bytes] = set()
        self._looked: set[str] = set()
        self._vain: dict[tuple[Place, bytes], int] = {}
        self._behind: dict[Cut, int] = {}
        self._failed = ""
        self.progress: Progress = go_on
        """Told how far deriving the state anew has come."""

    def forget(self) -> None:
        """Drop what is remembered of the share: it may be another one, or an older state of it."""
        self._evidence.clear()
        self._marked.clear()
        self._looked.clear()
        self._vain.clear()
        self._behind.clear()
        self._failed = ""

    def suspect(self, stream: bytes, seq: int) -> None:
        """Look at a number of a stream under which another sound file stands than the one held here."""
        self._suspects.add((self._replica.forks().origin(stream), seq))

    def heed(self, beacons: Mapping[bytes, int], *, thorough: bool = False) -> bool:
        """Learn of forks and of gaps that the office passes over; return whether anything is named anew now.

        Args:
            beacons: Stream or branch -> its newest published segment.
            thorough: Look at everything again.

        Raises:
            ShareFault: The share failed; what was learned stays.
        """
        if self._replica.unsent_former():
            return False
        if thorough:
            self._failed = ""
            self._look_around(beacons)
        self._read_marks(beacons)
        self._look_behind(sum(beacons.values()), thorough=thorough)
        splitter = self._replica.splitter(self._signer)
        self._trace(splitter, sum(beacons.values()))
        lost = [Cut(one.stream, one.first, one.last, one.before, one.head) for one in self._members.roster.lost]
        cuts = [cut for cut in lost if not splitter.knows(cut)]
        news = {place: hashes for place, hashes in self._evidence.items() if splitter.is_new(place, hashes)}
        if not cuts and not news and splitter.settled():
            return False
        told = repr((sorted(map(repr, news.items())), cuts, sum(beacons.values())))
        if told == self._failed:
            return False
        learned = self._learn(news, cuts)
        self._failed = "" if learned else told
        if learned and cuts:
            self.heed(beacons)
        return learned

    def _signer(self, header: Header) -> bytes | None:
        return self._members.roster.signer(header.stream)

    # --- what tells a fork ------------------------------------------------------------------------------------------

    def _read_marks(self, beacons: Mapping[bytes, int]) -> None:
        """Read the first file in the folders of branches not known yet."""
        known = self._replica.forks().branches
        for stream in beacons:
            if stream in self._marked or stream in known or self._members.roster.device_of(stream) is not None:
                continue
            folder = names.stream_folder(stream)
            found = [(parsed, name) for name in listing(self._share, folder) if (parsed := names.parse_segment(name))]
            for _, name in sorted(found)[:3]:
                data = reading(self._share, f"{folder}/{name}")
                if data is not None and self._mark(stream, data):
                    self._marked.add(stream)
                    break

    def _look_behind(self, stand: int, *, thorough: bool) -> None:
        """Look for what follows gaps that the office passes over, and for what was missing: it may have turned up."""
        forks = self._replica.forks()
        starts = {(branch.origin, branch.first, branch.prev) for branch in forks.branches.values()}
        for cut in forks.cuts:
            if cut.parent and (thorough or self._behind.get(cut) != stand):
                self._behind[cut] = stand
                places = [(cut.first, cut.before)] + ([(cut.last + 1, cut.head)] if cut.head else [])
                self._suspects.update(
                    (cut.origin, seq) for seq, prev in places if (cut.origin, seq, prev) not in starts
                )

    def _mark(self, stream: bytes, data: bytes) -> bool:
        try:
            header, _ = self._replica.open_segment(data, self._signer)
        except SyncFault:
            return False
        mark = file_hash(data)
        if branch_id(header.stream, mark) != stream:
            return False
        self._evidence.setdefault(Place(header.stream, header.seq, header.prev), set()).add(mark)
        return True

    def _trace(self, splitter: Splitter, stand: int) -> None:
        """Follow files that were met back to where they leave what is known here."""
        met = self._inbox.met
        for origin, seq in sorted(self._suspects):
            for _, mark, prev in self._inbox.variants(origin, seq):
                met.setdefault(Place(origin, seq, prev), set()).add(mark)
        self._suspects.clear()
        for place, marks in met.items():
            for mark in marks:
                if self._vain.get((place, mark)) == stand:
                    continue
                found = self._followed(splitter, place, mark)
                if found is None:
                    self._vain[place, mark] = stand
                else:
                    self._evidence.setdefault(found[0], set()).add(found[1])
        met.clear()

    def _followed(self, splitter: Splitter, place: Place, mark: bytes) -> tuple[Place, bytes] | None:
        while not splitter.reaches(place):
            if place.seq <= 1 or place.prev == NO_HASH:
                return None
            before = self._find(place.origin, place.seq - 1, place.prev)
            if before is None:
                self._note("gap", subject_of(place.origin, place.seq - 1), place.origin, place.seq - 1)
                return None
            place, mark = Place(place.origin, place.seq - 1, read_header(before).prev), place.prev
        return place, mark

    def _find(self, origin: bytes, seq: int, mark: bytes) -> bytes | None:
        """Return the file with this number and hash from the share."""
        return next((data for data, found, _ in self._inbox.variants(origin, seq) if found == mark), None)

    def _look_around(self, beacons: Mapping[bytes, int]) -> None:
        """Look at further copies and oddly named files, and whether streams end on the share as they do here."""
        self._inbox.look_again()
        forks = self._replica.forks()
        for end in self._replica.streams():
            if not end.applied or end.state == "own":
                continue
            folder = names.stream_folder(end.stream)
            for name in listing(self._share, folder):
                parsed = names.parse_segment(name)
                path = f"{folder}/{name}"
                if path in self._looked or names.is_temp(name) or (parsed is not None and parsed[1] == 0):
                    continue
                self._looked.add(path)
                data = reading(self._share, path)
                header = None if data is None else _header(data)
                if header is not None and header.stream == forks.origin(end.stream) and header.seq <= end.applied:
                    self.suspect(end.stream, header.seq)
            top = min(beacons.get(end.stream, 0), end.applied)
            held = self._replica.bytes_of(end.stream, top) if top else None
            if held is not None:
                there = reading(self._share, names.segment_path(end.stream, top))
                if there is not None and there != held:
                    self.suspect(end.stream, top)

    def gap(self, stream: bytes, seq: int, top: int) -> Cut | None:
        """Return what the office would go on without, or None if this desk does not wait for such a segment.

        Args:
            stream: The stream or branch.
            seq: The segment that is missing.
            top: Up to where the stream is published.

        Raises:
            ShareFault: The share failed.
        """
        forks = self._replica.forks()
        origin = forks.origin(stream)
        end = next((end for end in self._replica.streams() if end.stream == stream), None)
        before = NO_HASH if end is None else end.head
        if (0 if end is None else end.applied) != seq - 1 or seq > forks.limits.get(stream, seq):
            return None
        if any(prev == before for _, _, prev in self._inbox.variants(origin, seq)):
            return None
        for follows in range(seq + 1, top + 1):
            prevs = {prev for _, _, prev in self._inbox.variants(origin, follows)}
            if prevs:
                return Cut(origin, seq, follows - 1, before, min(prevs))
        return Cut(origin, seq, max(seq, top), before, b"")

    # --- what follows from it ---------------------------------------------------------------------------------------

    def _learn(self, news: Mapping[Place, set[bytes]], cuts: Iterable[Cut]) -> bool:
        """Take it up, with what is kept here, or else with what is found on the share."""
        would: list[Forks] = []
        listed = list(cuts)

        def learn(splitter: Splitter) -> None:
            for place in sorted(news, key=lambda place: (place.origin, place.seq, place.prev)):
                splitter.attach(place, news[place])
            for cut in listed:
                splitter.cut(cut)
            splitter.settle()
            would[:] = [splitter.forks]

        if not (
            self._reformed(learn) or (self._fetch() and self._reformed(learn)) or self._with_snapshot(learn, would)
        ):
            log.warning("a fork cannot be taken up: segments are neither kept here nor on the share")
            return False
        self._inbox.look_again()
        self._tell({place.origin for place in news}, listed)
        return True

    def again(self) -> bool:
        """Derive the state of this desk anew from its segments; return whether all that is needed could be had.

        Raises:
            ShareFault: The share failed; nothing was changed.
            Cancelled: ``progress`` said so; nothing was changed.
        """

        def learn(splitter: Splitter) -> None:
            would[:] = [splitter.forks]

        would: list[Forks] = []
        return (
            self._reformed(learn, again=True)
            or (self._fetch() and self._reformed(learn, again=True))
            or self._with_snapshot(learn, would, again=True)
        )

    def _reformed(
        self,
        learn: Callable[[Splitter], None],
        base: tuple[Manifest, Iterable[ChunkRows]] | None = None,
        *,
        again: bool = False,
    ) -> bool:
        try:
            self._replica.reform(learn, self._signer, base, again=again, progress=self.progress)
        except Incomplete:
            return False
        except OwnForked:
            self._begin_anew()
            return self._reformed(learn, base, again=again)
        return True

    def _fetch(self) -> bool:
        """Read from the share what was taken in by way of a snapshot; return whether anything was found."""
        found = False
        forks = self._replica.forks()
        for end in self._replica.streams():
            held = self._replica.held(end.stream)
            branch = forks.branches.get(end.stream)
            mark = end.head
            for seq in range(end.applied, (branch.first if branch else 1) - 1, -1):
                data = self._replica.bytes_of(end.stream, seq) if seq in held else None
                if data is None:
                    data = self._find(forks.origin(end.stream), seq, mark)
                    if data is None:
                        break
                    self._replica.hold(end.stream, seq, data)
                    found = True
                mark = read_header(data).prev
        return found

    def _with_snapshot(self, learn: Callable[[Splitter], None], would: list[Forks], *, again: bool = False) -> bool:
        """Begin with the newest snapshot whose writer had heard of all of this."""
        own = self._replica.own()
        for one in self._shelf.found() if would else ():
            vector = one.manifest.vector
            if not would[0].fits(vector, self._is_known) or vector.get(own.stream, 0) > own.applied:
                continue
            content = self._shelf.fetch(one, self.progress)
            try:
                if content is not None and self._reformed(
                    learn, (content.manifest, content.chunks(self.progress)), again=again
                ):
                    return True
            except Damaged as fault:
                log.warning("snapshot %s: %s", names.shown(one.digest)[:8], fault)
        return False

    def _is_known(self, stream: bytes) -> bool:
        return self._members.roster.device_of(stream) is not None

    def _tell(self, origins: set[bytes], cuts: Iterable[Cut]) -> None:
        now = self._replica.store.clock.now()
        forks = self._replica.forks()
        starts = Counter((branch.origin, branch.first, branch.prev) for branch in forks.branches.values())
        forked = {origin for (origin, _, _), count in starts.items() if count > 1 and origin in origins}
        with self._replica.store.database.transaction():
            for origin in sorted(forked):
                self._problems.note("fork", origin.hex(), now, params={"desk": origin.hex()})
            for cut in cuts:
                params = {"desk": cut.origin.hex(), "seq": cut.first}
                self._problems.note("lost", subject_of(cut.origin, cut.first), now, params=params)
            touched = origins | {cut.origin for cut in cuts}
            for kind in ("gap", "damaged"):
                for subject in self._problems.subjects(kind):
                    place = parse_subject(subject)
                    if place is not None and forks.origin(place[0]) in touched:
                        self._problems.settle(kind, subject)

    def _note(self, kind: str, subject: str, stream: bytes, seq: int) -> None:
        if self._problems.since(kind, subject) is None:
            now = self._replica.store.clock.now()
            with self._replica.store.database.transaction():
                self._problems.note(kind, subject, now, params={"desk": stream.hex(), "seq": seq})


def _header(data: bytes) -> Header | None:
    try:
        return read_header(data)
    except SyncFault:
        return None
