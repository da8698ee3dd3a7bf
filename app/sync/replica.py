"""This desk's side of the exchange: everything that happens in its database, nothing that touches the share.

Every unit here first packs what was written on this desk and only then takes in what others wrote, in one transaction:
so each segment states exactly what its author had on screen.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager

from app.store import capture
from app.store.store import Store
from app.store.work import Work
from app.sync.blobbook import columns_with_blobs
from app.sync.body import Body, decode_body
from app.sync.book import Shape
from app.sync.chunks import ChunkRows, Head, Manifest
from app.sync.ends import NO_HASH, Incoming, State, StreamEnd
from app.sync.envelope import SEGMENT, Header, file_hash, open_file
from app.sync.facts import CLOCK_OFF, RENEWALS
from app.sync.faults import Damaged
from app.sync.forks import Forks
from app.sync.identity import Identity
from app.sync.kept import KeptSegments
from app.sync.pages import Pages
from app.sync.progress import Progress, go_on
from app.sync.registry import Registry
from app.sync.replay import Replay
from app.sync.seal import renewals
from app.sync.splitting import Splitter
from app.sync.unit import Unit
from app.sync.vector import Vector, pack_vector, read_vector

AfterReceiving = Callable[[Work, Mapping[str, frozenset[str]]], None]
"""Told, inside the transaction, which records arrived: checks the rules of features."""

Signer = Callable[[Header], bytes | None]
"""Gives the key that a file is signed with, or None if nobody may write it."""


class Replica(KeptSegments):
    """The database of one desk as part of an office.

    Args:
        store: The office's database.
        identity: The desk's keys.
        after: Told which records arrived, inside the transaction.
    """

    def __init__(self, store: Store, identity: Identity, after: AfterReceiving | None = None) -> None:
        super().__init__(store)
        self.identity = identity
        self._after = after
        self._shapes = {record.table: Shape(record) for record in store.synced}
        self.blob_columns = columns_with_blobs(store.synced)
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

    def begin(self, stream: bytes, along: Callable[[], None] = lambda: None, *, everything: bool = False) -> None:
        """Start writing the first stream, in one transaction: a desk that is cut off has begun, or it has not.

        Args:
            stream: Its id.
            along: Writes what belongs to the beginning.
            everything: Pack every record as it is now: how an office that worked alone begins to share.
        """

        def first() -> None:
            self._begin(stream)
            along()

        if everything:
            with self._unit(first, everything=True):
                return
        with self._database.transaction():
            first()

    def _begin(self, stream: bytes) -> None:
        self._database.run("UPDATE sync_stream SET state = 'former' WHERE state = 'own'")
        self._database.run("INSERT INTO sync_stream (stream, state) VALUES (?, 'own')", (stream.hex(),))
        self._database.run("UPDATE sync_tx SET seq = NULL, ops = NULL WHERE seq IS NOT NULL")

    def seal(self) -> int:
        """Pack what was written here; return how many segments it took.

        While segments of a former stream are still on their way it waits: what is packed states that its author had
        them, so they must first be known to be what the share will hold.
        """
        if not self.pending() or self.unsent_former():
            return 0
        with self._unit() as unit:
            return unit.sealed

    def take(self, incoming: Sequence[Incoming]) -> None:
        """Take in segments in the given order, which respects causality, wholly or not at all.

        Raises:
            AppError: The database cannot be written; nothing was taken in.
        """
        with self._unit() as unit:
            unit.take(incoming)

    def join(self, manifest: Manifest, chunks: Iterable[ChunkRows]) -> None:
        """Unite this database with the state that a snapshot holds, wholly or not at all.

        Args:
            manifest: The snapshot.
            chunks: Its content; whatever it raises undoes everything.

        Raises:
            Damaged: The snapshot does not fit together, or knows more of the own stream than this database.
            AppError: The database cannot be written.
        """
        with self._unit() as unit:
            unit.join(manifest, chunks)

    def erase(self, table: str, pks: Sequence[str], columns: Sequence[str], author: str = "") -> None:
        """Erase columns of records for good: their values, what survives beside them, and their history.

        Their old values still lie in segments; see ``app.sync.erasing`` for what becomes of these, and of what is out
        of reach.

        Args:
            table: The records' table.
            pks: Their ids; records that were deleted stay deleted.
            columns: What is erased; it shows its default from now on.
            author: Id of the member of staff who decides.

        Raises:
            ValueError: The table has no such column.
        """
        if table not in self._shapes or not set(columns) <= self._shapes[table].columns.keys():
            raise ValueError(f"{table} does not have all of {columns}")
        if pks and columns:
            with self._unit() as unit:
                unit.erase(table, pks, columns, author)

    def forks(self) -> Forks:
        """Return every fork and gap this desk has heard of."""
        return Forks.load(self._database)

    def splitter(self, signer: Signer) -> Splitter:
        """Return what gives segments the names that forks give them; it writes only inside ``reform``."""
        return Splitter(self._database, lambda data: self.open_segment(data, signer)[1])

    def reform(
        self,
        learn: Callable[[Splitter], None],
        signer: Signer,
        base: tuple[Manifest, Iterable[ChunkRows]] | None = None,
        *,
        again: bool = False,
        progress: Progress = go_on,
    ) -> None:
        """Learn of forks and gaps, and derive the state anew if what was taken in has other names then; or not at all.

        Args:
            learn: Tells it.
            signer: Gives the key that a segment is signed with.
            base: A snapshot to begin with, if older segments are not kept here.
            again: Derive the state anew in any case.
            progress: Told segments taken in again, and how many there are.

        Raises:
            Incomplete: Segments are missing here that are needed for it.
            OwnForked: It concerns the stream this desk writes: ``renew`` first.
            Damaged: The snapshot does not fit together.
            Cancelled: ``progress`` said so.
            AppError: The database cannot be written.
        """
        with self._busy, self.store.receiving() as work:
            self._database.run("UPDATE sync_ctx SET applying = 1")
            splitter = self.splitter(signer)
            learn(splitter)
            unit = Unit(self, work, self._shapes)
            unit.seal()
            if splitter.moved or again:
                replay = Replay(
                    work, self._shapes, unit.registry, unit.book, lambda data: self.open_segment(data, signer)[1]
                )
                replay.run(None if base is None else lambda: unit.join(*base), progress)
            unit.finish()
            self._database.run(
                "UPDATE sync_ctx SET applying = 0, sealed = (SELECT coalesce(max(seq), 0) FROM sync_oplog)"
            )
            if self._after is not None and work.touched_ids:
                self._after(work, work.touched_ids)

    def hold(self, stream: bytes, seq: int, data: bytes) -> None:
        """Keep a segment that was taken in by way of a snapshot."""
        with self._database.transaction():
            self._database.run(
                "INSERT OR IGNORE INTO sync_segment (idx, seq, state, at, hash, bytes)"
                " SELECT idx, ?, 'foreign', ?, ?, ? FROM sync_stream WHERE stream = ?",
                (seq, self.store.clock.now(), file_hash(data), data, stream.hex()),
            )

    @contextmanager
    def state(self) -> Generator[State | None]:
        """Give everything in the database as one moment shows it; None while something waits to be packed."""
        with self._database.reading():
            if self.pending():
                yield None
                return
            ends = [end for end in self.streams() if end.applied]
            vector = {end.stream: end.applied for end in ends}
            heads = {end.stream: Head(end.head, end.seen) for end in ends}
            yield State(vector, heads, Pages(self._database, self._shapes, Registry(self._database)))

    def pending(self) -> bool:
        """Say whether anything was written here that is not packed yet."""
        return (
            self._database.value("SELECT 1 FROM sync_oplog WHERE seq > (SELECT sealed FROM sync_ctx) LIMIT 1")
            is not None
        )

    @contextmanager
    def _unit(self, first: Callable[[], None] = lambda: None, *, everything: bool = False) -> Generator[Unit]:
        with self._busy, self.store.receiving() as work:
            self._database.run("UPDATE sync_ctx SET applying = 1")
            first()
            unit = Unit(self, work, self._shapes)
            unit.seal(everything=everything)
            yield unit
            unit.finish()
            self._database.run(
                "UPDATE sync_ctx SET applying = 0, sealed = (SELECT coalesce(max(seq), 0) FROM sync_oplog)"
            )
            if self._after is not None and work.touched_ids:
                self._after(work, work.touched_ids)

    def pending_decision(self) -> bool:
        """Say whether something waits to be packed that replaces less, or more, than what is shown here."""
        sealed = "SELECT sealed FROM sync_ctx"
        forms = (
            "SELECT 1 FROM sync_tx WHERE base IS NOT NULL AND seq IS NULL AND tx >="
            f" (SELECT tx FROM sync_oplog WHERE seq > ({sealed}) ORDER BY seq LIMIT 1) LIMIT 1"
        )
        decisions = (
            f"SELECT 1 FROM sync_oplog WHERE seq > ({sealed}) AND (kind = 'K' OR kind = 'U' AND old IS new) LIMIT 1"
        )
        return self._database.value(forms) is not None or self._database.value(decisions) is not None

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

    # --- a restored or copied database ------------------------------------------------------------------------------

    def renew(self, stream: bytes, first_lost: int | None = None, along: Callable[[], None] = lambda: None) -> None:
        """Go on under a new stream.

        What was packed stays where it is and is still published there, because its bytes are finished; only what
        others cannot have, since the share holds something else under its number, is packed anew.

        Args:
            stream: Id of the new stream.
            first_lost: The first own segment that is not what the share holds under its number, if there is one.
            along: Writes what belongs to the beginning, in the same transaction.
        """
        with self._anew() as unit:
            old = self.own()
            again = [] if first_lost is None else unit.withdraw(old, first_lost)
            self._remember_renewal(old, old.applied if first_lost is None else first_lost - 1)
            self._begin(stream)
            along()
            unit.restart()
            unit.repack(old, again)

    def reissue(self, former: bytes, first_lost: int) -> None:
        """Pack the end of a former stream anew under the present one: the share holds something else in its place.

        Args:
            former: A stream this desk wrote before.
            first_lost: Its first segment that is not what the share holds under its number.
        """
        with self._anew() as unit:
            old = next(end for end in self.streams() if end.stream == former)
            again = unit.withdraw(old, first_lost)
            self._remember_renewal(old, first_lost - 1)
            unit.repack(old, again)

    @contextmanager
    def _anew(self) -> Generator[Unit]:
        with self._busy, self.store.receiving() as work:
            self._database.run("UPDATE sync_ctx SET applying = 1")
            unit = Unit(self, work, self._shapes)
            yield unit
            unit.finish()
            self._database.run("UPDATE sync_ctx SET applying = 0")

    def _remember_renewal(self, old: StreamEnd, kept: int) -> None:
        """Note up to where the old stream stays what it was, for forms that were opened before."""
        tx = self._database.value("SELECT tx FROM sync_ctx")
        told = [*json.loads(renewals(self._database)), [old.idx, kept, tx]]
        self._database.note_meta(RENEWALS, json.dumps(told))

    def take_back(self, old: StreamEnd, start: int) -> list[tuple[Body, Vector, int]]:
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
        self._database.run("DELETE FROM sync_reference WHERE idx = ? AND seq >= ?", (old.idx, start))
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
