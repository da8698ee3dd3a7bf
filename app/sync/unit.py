"""One transaction of the exchange: packing what was written here, then taking in what others wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.store.work import Work
from app.sync import hlc
from app.sync.blobbook import note_references
from app.sync.body import DELETE, ERASE, Base, Body, Run, Tx, encode_body
from app.sync.book import Book, Shape
from app.sync.chunks import ChunkRows, Manifest
from app.sync.ends import Incoming, StreamEnd
from app.sync.envelope import SEGMENT, Header, file_hash, seal_file
from app.sync.facts import SINCE, STAMP
from app.sync.faults import Damaged
from app.sync.problems import Problems
from app.sync.receive import Arrival, Receiver
from app.sync.registry import Registry
from app.sync.seal import OwnStream, Sealer
from app.sync.uniting import Sides, Uniter
from app.sync.vector import Dot, Seen, Vector, pack_vector

if TYPE_CHECKING:
    from app.sync.replica import Replica


class Unit:
    """One transaction: packing, then taking in.

    Args:
        replica: Whose database it is.
        work: The open unit of work.
        shapes: The synced tables.
    """

    def __init__(self, replica: Replica, work: Work, shapes: Mapping[str, Shape]) -> None:
        self._replica = replica
        self._work = work
        self._database = work.database
        self._shapes = shapes
        self.registry = Registry(work.database)
        self.book = Book(work.database, shapes, self.registry)
        self._stamp = int(replica.store.meta(STAMP, "0"))
        self._own: OwnStream | None = None
        self._end = replica.own()
        self._ops = 0
        self.sealed = 0

    def seal(self, *, everything: bool = False) -> None:
        """Pack what this desk wrote."""
        if not everything and not self._replica.pending():
            return
        end = self._end
        own = self._own = OwnStream(end.idx, end.stream, end.applied, end.seen, self._replica.schema, self._append)
        sealer = self._sealer(own)
        self.sealed = sealer.everything() if everything else sealer.pending()
        self._stamp = sealer.stamp
        self.book.save(self._work)

    def _sealer(self, own: OwnStream) -> Sealer:
        replica = self._replica
        return Sealer(
            self._database, self._shapes, self.registry, self.book, own, self._stamp, replica.now(), replica.clock_off
        )

    def restart(self) -> None:
        """Go on at the end of the stream that is now the own one."""
        self._end = self._replica.own()

    def withdraw(self, old: StreamEnd, start: int) -> list[tuple[Body, Vector, int]]:
        """Take the end of a stream back, what is not packed yet included, as if it had been packed there.

        Args:
            old: The stream.
            start: The first segment to be taken back.

        Returns:
            What each said, what its author had seen, and its number in the old stream.
        """
        pending: list[tuple[Body, Vector, int]] = []
        seen = dict(old.seen)

        def append(seq: int, body: Body) -> None:
            seen.update(body.seen)
            pending.append((body, dict(seen), seq))

        if self._replica.pending():
            own = OwnStream(old.idx, old.stream, old.applied, dict(old.seen), self._replica.schema, append)
            sealer = self._sealer(own)
            sealer.pending()
            self._stamp = sealer.stamp
            self.book.save(self._work)
            self._database.run("UPDATE sync_tx SET seq = NULL, ops = NULL WHERE seq IS NOT NULL")
        return self._replica.take_back(old, start) + pending

    def _append(self, seq: int, body: Body) -> None:
        identity = self._replica.identity
        end = self._end
        epoch = identity.keys.newest
        header = Header(SEGMENT, 0, epoch, identity.site, end.stream, seq, end.head)
        data = seal_file(header, encode_body(body), identity.keys.segment_key(epoch), identity.signing_key)
        seen = dict(body.seen) if body.full else {**end.seen, **body.seen}
        self._end = StreamEnd(end.idx, end.stream, end.state, seq, file_hash(data), seen)
        self._count(body)
        self._keep(end.idx, seq, "sealed", data, self._end.head)
        note_references(self._database, self._replica.blob_columns, end.idx, seq, body)
        self._advance(self._end)

    def _keep(self, idx: int, seq: int, state: str, data: bytes, mark: bytes) -> None:
        self._database.run(
            "INSERT INTO sync_segment (idx, seq, state, at, hash, bytes) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (idx, seq) DO UPDATE SET"
            " state = excluded.state, at = excluded.at, hash = excluded.hash, bytes = excluded.bytes",
            (idx, seq, state, self._replica.store.clock.now(), mark, data),
        )

    def _advance(self, end: StreamEnd) -> None:
        self._database.run(
            "UPDATE sync_stream SET applied = ?, head = ?, seen = ? WHERE idx = ?",
            (end.applied, end.head, pack_vector(end.seen), end.idx),
        )

    def take(self, incoming: Sequence[Incoming]) -> None:
        """Take in segments."""
        receiver = Receiver(self._work, self._shapes, self.registry, self.book)
        now = self._replica.now()
        for segment in incoming:
            arrival = segment.arrival
            idx = self.registry.stream(arrival.stream)
            applied = int(self._database.value("SELECT applied FROM sync_stream WHERE idx = ?", (idx,)))
            if arrival.seq <= applied:
                continue  # another program on this computer was quicker
            receiver.apply(arrival)
            self._count(arrival.body)
            self._keep(idx, arrival.seq, "foreign", segment.data, segment.hash)
            note_references(self._database, self._replica.blob_columns, idx, arrival.seq, arrival.body)
            stated = arrival.seen if segment.stated is None else segment.stated
            self._advance(StreamEnd(idx, arrival.stream, "", arrival.seq, segment.hash, stated))
            self._suspect(arrival, now)
        self._stamp = hlc.folded(self._stamp, receiver.newest, now)

    def _count(self, body: Body) -> None:
        self._ops += sum(len(run.pks) for tx in body.txs for run in tx.runs)

    def join(self, manifest: Manifest, chunks: Iterable[ChunkRows]) -> None:
        """Unite with the state of a snapshot."""
        ends = {end.stream: end for end in self._replica.streams()}
        if manifest.vector.get(self._end.stream, 0) > self._end.applied:
            raise Damaged("the snapshot knows more of this desk than its database")
        local = {stream: self.registry.stream(stream) for stream in sorted(self._named(manifest))}
        streams = {number: local[stream] for number, stream in manifest.streams.items()}
        here = {end.idx: end.applied for end in ends.values()}
        there = {local[stream]: seq for stream, seq in manifest.vector.items()}
        uniter = Uniter(self._work, self._shapes, self.registry, self.book, Sides(here, there, streams))
        for rows in chunks:
            uniter.take(rows)
        for stream, seq in manifest.vector.items():
            head, idx = manifest.heads.get(stream), local[stream]
            if head is None:
                raise Damaged("the snapshot does not say how a stream ends")
            if seq > here.get(idx, 0):
                self._advance(StreamEnd(idx, stream, "", seq, head.hash, head.seen))
        self._stamp = hlc.folded(self._stamp, uniter.newest, self._replica.now())

    def erase(self, table: str, pks: Sequence[str], columns: Sequence[str], author: str) -> None:
        """Erase columns, as a segment of their own: so it is what its author had on screen, all of it."""
        self.book.load(table, pks)
        gone = [pk for pk in pks if self.book.entry(table, pk).row is None]
        runs = [Run(table, ERASE, tuple(columns), list(pks), [])]
        if gone:
            runs.append(Run(table, DELETE, (), gone, []))
        now = self._replica.now()
        self._stamp = hlc.next_stamp(self._stamp, now, now)
        end = self._end
        seen = {one.stream: one.applied for one in self._replica.streams() if one.applied and one.idx != end.idx}
        body = Body(seen, True, self._replica.schema, False, [Tx(self._stamp, author, None, runs)])
        self._append(end.applied + 1, body)
        receiver = Receiver(self._work, self._shapes, self.registry, self.book)
        receiver.apply(Arrival(end.stream, end.applied + 1, seen, body))
        self._database.run(
            "UPDATE sync_tx SET seq = ?, ops = ? WHERE tx = (SELECT tx FROM sync_ctx)",
            (end.applied + 1, len(pks) + len(gone)),
        )
        self.book.save(self._work)

    def _named(self, manifest: Manifest) -> set[bytes]:
        return {*manifest.vector, *manifest.streams.values()}

    def _suspect(self, arrival: Arrival, now: int) -> None:
        ahead = max((hlc.moment_of(tx.hlc) - now for tx in arrival.body.txs), default=0)
        if ahead > hlc.SUSPECT_MS:
            stream = arrival.stream.hex()
            minutes = ahead // 60_000
            Problems(self._database).note("clock", stream, now, params={"desk": stream, "minutes": minutes})

    def repack(self, old: StreamEnd, withdrawn: Sequence[tuple[Body, Vector, int]]) -> None:
        """Write what was withdrawn at the end of the new stream, and rename where its values come from.

        Args:
            old: The stream it was withdrawn from.
            withdrawn: Content, what its author had seen, and its old number, in order.
        """
        if not withdrawn:
            return
        kept = withdrawn[0][2] - 1
        moved = {number: self._end.applied + 1 + at for at, (_, _, number) in enumerate(withdrawn)}
        for body, seen, number in withdrawn:
            seq = moved[number]
            for tx in body.txs:
                if tx.base is not None:
                    tx.base = _moved_base(tx.base, old.stream, kept, moved)
            told = {stream: upto for stream, upto in {**seen, old.stream: kept}.items() if upto}
            self._append(seq, Body(told, True, body.schema, body.more, body.txs))
            place = 0
            for tx in body.txs:
                for run in tx.runs:
                    self._rename(run, (old.idx, number, place), (self._end.idx, seq, place), tx.base, told)
                    place += len(run.pks)
        self.book.save(self._work)

    def _rename(self, run: Run, old: Dot, new: Dot, base: Base | None, told: Vector) -> None:
        vector = {self.registry.stream(stream): upto for stream, upto in (base.vector if base else told).items()}
        self.book.load(run.table, run.pks)
        for at, pk in enumerate(run.pks):
            entry = self.book.entry(run.table, pk)
            before, after = (*old[:2], old[2] + at), (*new[:2], new[2] + at)
            entry.state.rename(before, after, Seen(vector, new[0], base.own if base else after[1:]))
            entry.dirty = True

    def finish(self) -> None:
        """Write back what changed, and the clock."""
        self.book.save(self._work)
        self._database.note_meta(STAMP, str(self._stamp))
        if self._ops:
            self._database.run(
                "INSERT INTO meta (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = cast(value AS INTEGER) + excluded.value",
                (SINCE, self._ops),
            )
            self._ops = 0


def _moved_base(base: Base, old: bytes, kept: int, moved: Mapping[int, int]) -> Base:
    """Return what a form had on screen when the writer's own last segments got new numbers."""
    seq, op = base.own
    upto = kept if seq in moved else max(seq - 1, 0)
    vector = {stream: top for stream, top in {**base.vector, old: upto}.items() if top}
    return Base(vector, (moved[seq], op) if seq in moved else (0, 0))
