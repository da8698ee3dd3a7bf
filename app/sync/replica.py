"""This desk's side of the exchange: everything that happens in its database, nothing that touches the share.

Every unit here first packs what was written on this desk and only then takes in what others wrote, in one transaction:
so each segment states exactly what its author had on screen.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import msgpack

from app.store import capture
from app.store.store import Store
from app.store.work import Work
from app.sync import hlc
from app.sync.body import Base, Body, Run, decode_body, encode_body
from app.sync.book import Book, Shape
from app.sync.envelope import SEGMENT, Header, file_hash, open_file, seal_file
from app.sync.faults import Damaged
from app.sync.identity import Identity
from app.sync.problems import Problems
from app.sync.receive import Arrival, Receiver
from app.sync.registry import Registry
from app.sync.seal import OwnStream, Sealer
from app.sync.vector import Dot, Vector

AfterReceiving = Callable[[Work, Mapping[str, frozenset[str]]], None]
"""Told, inside the transaction, which records arrived: checks the rules of features."""

STAMP, CLOCK_OFF, LANE = "sync.stamp", "sync.clock_off", "lane"
NO_HASH = bytes(32)


@dataclass(frozen=True)
class StreamEnd:
    """How far a stream has been taken in.

    Attributes:
        idx: Its local number.
        stream: Its id.
        state: ``own``, ``former`` (this desk wrote it before it was restored), ``foreign`` or ``frozen``.
        applied: Its newest segment here.
        head: The hash of that segment's file.
        seen: What the author of that segment had taken in.
    """

    idx: int
    stream: bytes
    state: str
    applied: int
    head: bytes
    seen: Vector


@dataclass(frozen=True)
class Incoming:
    """One segment read from the share: proven to be whole and its author's, in the chain of its stream.

    Attributes:
        arrival: What it says.
        data: The file.
        hash: Its hash.
    """

    arrival: Arrival
    data: bytes
    hash: bytes


class Replica:
    """The database of one desk as part of an office.

    Args:
        store: The office's database.
        identity: The desk's keys.
        after: Told which records arrived, inside the transaction.
    """

    def __init__(self, store: Store, identity: Identity, after: AfterReceiving | None = None) -> None:
        self.store = store
        self.identity = identity
        self._after = after
        self._database = store.database
        self._shapes = {record.table: Shape(record) for record in store.synced}
        marks = "".join(capture.fingerprint(record) for record in store.synced)
        self.schema = hashlib.blake2b(marks.encode(), digest_size=4).hexdigest()
        self._busy = threading.Lock()

    # --- what is known ----------------------------------------------------------------------------------------------

    def streams(self) -> list[StreamEnd]:
        """Return every stream this desk has heard of."""
        rows = self._database.rows("SELECT idx, stream, state, applied, head, seen FROM sync_stream ORDER BY idx")
        return [
            StreamEnd(idx, bytes.fromhex(stream), state, applied, head or NO_HASH, read_vector(seen))
            for idx, stream, state, applied, head, seen in rows
        ]

    def own(self) -> StreamEnd:
        """Return the stream this desk writes."""
        return next(end for end in self.streams() if end.state == "own")

    def vector(self) -> Vector:
        """Return how far every stream has been taken in, this desk's own included."""
        return {
            bytes.fromhex(stream): seq
            for stream, seq in self._database.rows("SELECT stream, applied FROM sync_stream WHERE applied > 0")
        }

    def unsealed(self) -> int:
        """Return how many changes are not packed yet."""
        return int(
            self._database.value(
                "SELECT count(*) FROM sync_oplog WHERE seq > (SELECT sealed FROM sync_ctx) AND kind <> 'X'"
            )
        )

    def now(self) -> int:
        """Return the moment by the file server's clock as last measured, UTC milliseconds."""
        return self.store.clock.now() + self.clock_off

    @property
    def clock_off(self) -> int:
        """The file server's clock against this one, milliseconds, as last measured."""
        return int(self.store.meta(CLOCK_OFF, "0"))

    # --- packing and taking in --------------------------------------------------------------------------------------

    def begin(self, stream: bytes) -> None:
        """Start writing a stream: the first at joining, another whenever the database was restored or copied."""
        with self._database.transaction():
            self._begin(stream)

    def _begin(self, stream: bytes) -> None:
        self._database.run("UPDATE sync_stream SET state = 'former' WHERE state = 'own'")
        self._database.run("INSERT INTO sync_stream (stream, state) VALUES (?, 'own')", (stream.hex(),))
        self._database.run("UPDATE sync_tx SET seq = NULL, ops = NULL WHERE seq IS NOT NULL")

    def seal(self) -> int:
        """Pack what was written here; return how many segments it took."""
        if not self.pending():
            return 0
        with self._unit() as unit:
            return unit.sealed

    def seal_everything(self) -> int:
        """Pack every record as it is now: how an office that worked alone begins to share."""
        with self._unit(everything=True) as unit:
            return unit.sealed

    def take(self, incoming: Sequence[Incoming]) -> None:
        """Take in segments in the given order, which respects causality, wholly or not at all.

        Raises:
            AppError: The database cannot be written; nothing was taken in.
        """
        with self._unit() as unit:
            unit.take(incoming)

    def pending(self) -> bool:
        """Say whether anything was written here that is not packed yet."""
        return (
            self._database.value("SELECT 1 FROM sync_oplog WHERE seq > (SELECT sealed FROM sync_ctx) LIMIT 1")
            is not None
        )

    @contextmanager
    def _unit(self, *, everything: bool = False) -> Generator[_Unit]:
        with self._busy, self.store.receiving() as work:
            self._database.run("UPDATE sync_ctx SET applying = 1")
            unit = _Unit(self, work, self._shapes)
            unit.seal(everything=everything)
            yield unit
            unit.finish()
            self._database.run(
                "UPDATE sync_ctx SET applying = 0, sealed = (SELECT coalesce(max(seq), 0) FROM sync_oplog)"
            )
            if self._after is not None and work.touched_ids:
                self._after(work, work.touched_ids)

    def learn(self) -> int:
        """Move values that an earlier version of the program could not hold to where they belong now.

        Returns:
            How many records had some.
        """
        known = [
            (table, pk)
            for table, pk, column in self._database.rows("SELECT DISTINCT tbl, pk, col FROM sync_unknown")
            if table in self._shapes and column in self._shapes[table].columns
        ]
        if known:
            with self._unit() as unit:
                for table, pk in known:
                    unit.book.entry(table, pk).dirty = True
        return len(known)

    def fresh(self) -> bool:
        """Say whether nothing has been written or taken in here yet: a snapshot may then be taken over as it is."""
        return not self.vector() and not any(
            self._database.value(f'SELECT 1 FROM "{table}" LIMIT 1') for table in self._shapes
        )

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The synced tables of this program."""
        return self._shapes

    # --- files ------------------------------------------------------------------------------------------------------

    def open_segment(self, data: bytes, signer: Callable[[Header], bytes | None]) -> tuple[Header, Body]:
        """Return what a segment's file says.

        Raises:
            SyncFault: It is damaged, forged, or not to be read here (yet).
        """
        header, plain = open_file(data, self.segment_key, signer)
        if header.kind != SEGMENT or header.site != self.identity.site:
            raise Damaged("not a segment of this office")
        return header, decode_body(plain)

    def segment_key(self, epoch: int) -> bytes | None:
        """Return the key of an epoch's segments, if this desk has it."""
        return self.identity.keys.segment_key(epoch) if epoch in self.identity.epochs else None

    def bytes_of(self, stream: bytes, seq: int) -> bytes | None:
        """Return the file of a segment, if it is kept here."""
        return self._database.value(
            "SELECT bytes FROM sync_segment WHERE seq = ? AND idx = (SELECT idx FROM sync_stream WHERE stream = ?)",
            (seq, stream.hex()),
        )

    def held(self, stream: bytes) -> dict[int, bytes]:
        """Return segment -> hash of what is kept here of a stream."""
        rows = self._database.rows(
            "SELECT seq, hash FROM sync_segment"
            " WHERE idx = (SELECT idx FROM sync_stream WHERE stream = ?) ORDER BY seq",
            (stream.hex(),),
        )
        return {int(seq): found for seq, found in rows}

    def unsent(self) -> list[tuple[int, bytes]]:
        """Return the own segments that are not on the share yet, in order."""
        rows = self._database.rows(
            "SELECT s.seq, s.bytes FROM sync_segment s JOIN sync_stream t USING (idx)"
            " WHERE s.state = 'sealed' AND t.state = 'own' ORDER BY s.seq"
        )
        return [(int(seq), data) for seq, data in rows]

    def unsent_count(self) -> int:
        """Return how many own segments are not on the share yet."""
        return int(
            self._database.value(
                "SELECT count(*) FROM sync_segment s JOIN sync_stream t USING (idx)"
                " WHERE s.state = 'sealed' AND t.state = 'own'"
            )
        )

    def unsent_first(self, idx: int) -> int | None:
        """Return the first segment of a stream that is not on the share yet, or None if all are."""
        found = self._database.value("SELECT min(seq) FROM sync_segment WHERE idx = ? AND state = 'sealed'", (idx,))
        return None if found is None else int(found)

    def unconfirmed(self, before: int) -> list[tuple[int, bytes]]:
        """Return (segment, hash) of own segments sent before a moment that nobody has confirmed yet."""
        rows = self._database.rows(
            "SELECT s.seq, s.hash FROM sync_segment s JOIN sync_stream t USING (idx)"
            " WHERE s.state = 'sent' AND t.state = 'own' AND s.at <= ? ORDER BY s.seq LIMIT 20",
            (before,),
        )
        return [(int(seq), found) for seq, found in rows]

    def mark(self, seqs: Iterable[int], state: str) -> None:
        """Note how far own segments have come: ``sealed``, ``sent`` or ``confirmed``."""
        with self._database.transaction():
            self._database.run_many(
                "UPDATE sync_segment SET state = ?, at = ?"
                " WHERE seq = ? AND idx = (SELECT idx FROM sync_stream WHERE state = 'own')",
                [(state, self.store.clock.now(), seq) for seq in seqs],
            )

    def confirm(self, upto: int) -> None:
        """Note that another desk has taken in own segments up to one."""
        sql = (
            "FROM sync_segment WHERE state = 'sent' AND seq <= ?"
            " AND idx = (SELECT idx FROM sync_stream WHERE state = 'own')"
        )
        seqs = [int(seq) for (seq,) in self._database.rows(f"SELECT seq {sql}", (upto,))]
        if seqs:
            self.mark(seqs, "confirmed")

    # --- a restored or copied database ------------------------------------------------------------------------------

    def renew(self, stream: bytes, first_lost: int | None = None) -> int:
        """Go on under a new stream; what was packed but never published is packed anew under it.

        Args:
            stream: Id of the new stream.
            first_lost: The first own segment that is not what the share holds under its number; None to take the
                first that was never sent.

        Returns:
            How many segments were packed anew.
        """
        with self._busy, self.store.receiving() as work:
            self._database.run("UPDATE sync_ctx SET applying = 1")
            old = self.own()
            start = first_lost
            if start is None:
                start = self._database.value(
                    "SELECT min(seq) FROM sync_segment WHERE idx = ? AND state = 'sealed'", (old.idx,)
                )
            again = self._withdraw(old, old.applied + 1 if start is None else int(start))
            self._begin(stream)
            unit = _Unit(self, work, self._shapes)
            unit.repack(old, again)
            unit.seal()
            unit.finish()
            self._database.run(
                "UPDATE sync_ctx SET applying = 0, sealed = (SELECT coalesce(max(seq), 0) FROM sync_oplog)"
            )
            return len(again)

    def _withdraw(self, old: StreamEnd, start: int) -> list[tuple[Body, Vector, int]]:
        """Take the end of a stream back, and return what it said, what its author had seen, and its old number."""
        rows = self._database.rows(
            "SELECT seq, bytes FROM sync_segment WHERE idx = ? AND seq >= ? ORDER BY seq", (old.idx, start)
        )
        head = self._database.row(
            "SELECT hash, bytes FROM sync_segment WHERE idx = ? AND seq = ?", (old.idx, start - 1)
        )
        seen: Vector = self._seen_at(old, start - 1)
        found: list[tuple[Body, Vector, int]] = []
        for seq, data in rows:
            _, body = self.open_segment(data, lambda _: self.identity.verify_key)
            seen = dict(body.seen) if body.full else {**seen, **body.seen}
            found.append((body, seen, int(seq)))
        self._database.run("DELETE FROM sync_segment WHERE idx = ? AND seq >= ?", (old.idx, start))
        if rows or start <= old.applied:
            self._database.run(
                "UPDATE sync_stream SET applied = ?, head = ?, seen = ? WHERE idx = ?",
                (start - 1, head[0] if head else None, pack_vector(self._seen_at(old, start - 1)), old.idx),
            )
        return found

    def _seen_at(self, end: StreamEnd, seq: int) -> Vector:
        """Return what the author of an own segment had seen, from the last one that tells it whole."""
        if seq == end.applied:
            return end.seen
        rows = self._database.rows(
            "SELECT bytes FROM sync_segment WHERE idx = ? AND seq <= ? ORDER BY seq DESC LIMIT 64", (end.idx, seq)
        )
        parts: list[Vector] = []
        for (data,) in rows:
            _, body = self.open_segment(data, lambda _: self.identity.verify_key)
            parts.append(body.seen)
            if body.full:
                break
        seen: Vector = {}
        for part in reversed(parts):
            seen.update(part)
        return seen


class _Unit:
    """One transaction: packing, then taking in."""

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
        self.sealed = 0

    def seal(self, *, everything: bool = False) -> None:
        """Pack what this desk wrote."""
        if not everything and not self._replica.pending():
            return
        end = self._end
        own = self._own = OwnStream(end.idx, end.stream, end.applied, end.seen, self._replica.schema, self._append)
        sealer = Sealer(
            self._database,
            self._shapes,
            self.registry,
            self.book,
            own,
            self._stamp,
            self._replica.now(),
            self._replica.clock_off,
        )
        self.sealed = sealer.everything() if everything else sealer.pending()
        self._stamp = sealer.stamp
        self.book.save(self._work)

    def _append(self, seq: int, body: Body) -> None:
        identity = self._replica.identity
        end = self._end
        epoch = identity.keys.newest
        header = Header(SEGMENT, 0, epoch, identity.site, end.stream, seq, end.head)
        data = seal_file(header, encode_body(body), identity.keys.segment_key(epoch), identity.signing_key)
        seen = dict(body.seen) if body.full else {**end.seen, **body.seen}
        self._end = StreamEnd(end.idx, end.stream, end.state, seq, file_hash(data), seen)
        self._keep(end.idx, seq, "sealed", data, self._end.head)
        self._advance(self._end)

    def _keep(self, idx: int, seq: int, state: str, data: bytes, mark: bytes) -> None:
        self._database.run(
            "INSERT INTO sync_segment (idx, seq, state, at, hash, bytes) VALUES (?, ?, ?, ?, ?, ?)",
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
            self._keep(idx, arrival.seq, "foreign", segment.data, segment.hash)
            self._advance(StreamEnd(idx, arrival.stream, "", arrival.seq, segment.hash, arrival.seen))
            self._suspect(arrival, now)
        self._stamp = hlc.folded(self._stamp, receiver.newest, now)

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
            self._append(seq, Body({**seen, old.stream: kept}, True, body.schema, body.more, body.txs))
            place = 0
            for tx in body.txs:
                for run in tx.runs:
                    self._rename(run, (old.idx, number, place), (self._end.idx, seq, place), kept)
                    place += len(run.pks)
        self.book.save(self._work)

    def _rename(self, run: Run, old: Dot, new: Dot, kept: int) -> None:
        self.book.load(run.table, run.pks)
        for at, pk in enumerate(run.pks):
            entry = self.book.entry(run.table, pk)
            entry.state.rename((*old[:2], old[2] + at), (*new[:2], new[2] + at), kept)
            entry.dirty = True

    def finish(self) -> None:
        """Write back what changed, and the clock."""
        self.book.save(self._work)
        self._database.run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (STAMP, str(self._stamp)),
        )


def _moved_base(base: Base, old: bytes, kept: int, moved: Mapping[int, int]) -> Base:
    """Return what a form had on screen when the writer's own last segments got new numbers."""
    seq, op = base.own
    if seq in moved:
        return Base({**base.vector, old: kept}, (moved[seq], op))
    return Base({**base.vector, old: max(seq - 1, 0)}, (0, 0))


def pack_vector(vector: Vector) -> bytes:
    """Return a vector as bytes."""
    return msgpack.packb(vector)


def read_vector(data: bytes | None) -> Vector:
    """Read what ``pack_vector`` wrote."""
    return {} if data is None else msgpack.unpackb(data, strict_map_key=False)
