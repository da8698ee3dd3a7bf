"""Real databases in the places of the model's devices: the same schedules and the same oracle judge the engine.

A desk is a whole office database with its change log, packed, signed and encrypted segments and the merge of the
engine; only the share between the desks is the schedule's own.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from app.core.changes import ChangeFeed
from app.core.clock import HeldClock
from app.core.errors import NotFound
from app.features.houses.records import House
from app.store.store import Store
from app.sync import seal
from app.sync.envelope import Header, file_hash
from app.sync.identity import Identity
from app.sync.receive import Arrival
from app.sync.registry import Registry
from app.sync.replica import Incoming, Replica
from tests.support.office import MORNING
from tests.sync.model import KEEP, Dot, Op, Row, Rule, Seen, Segment, State, Vector

FIELDS = {"a": "building", "b": "room", "c": "code"}
"""The model's columns, and the columns of a house that stand for them."""
NAMES = {name: column for column, name in FIELDS.items()}


class _Undo(Exception):
    """Takes back what was only tried."""


class World:
    """What all desks of one schedule share.

    Args:
        folder: Where the databases lie.
        template: An empty database of the newest schema.
        seed: Decides the ids of streams.
        ops: Finds an operation by its unit of work and its record.
    """

    def __init__(self, folder: Path, template: Path, seed: int) -> None:
        self.folder = folder
        self.template = template
        self.random = random.Random(seed)
        self.site = self.random.randbytes(16)
        self.key = self.random.randbytes(32)
        self.identities: dict[int, Identity] = {}
        self.streams: dict[int, bytes] = {}
        self.numbers: dict[bytes, int] = {}
        self.writers: dict[bytes, bytes] = {}
        self.segments: dict[bytes, Segment] = {}
        self.ops: dict[tuple[str, int], Op] = {}
        self.desks: list[Desk] = []
        self.files = 0

    def identity(self, number: int) -> Identity:
        """Return the keys of a device."""
        if number not in self.identities:
            seeds = self.random.randbytes(32), self.random.randbytes(32)
            self.identities[number] = Identity(self.site, *seeds, {1: self.key})
        return self.identities[number]

    def stream(self, number: int, device: int) -> bytes:
        """Return the id of a stream, by its number in the schedule."""
        if number not in self.streams:
            self.streams[number] = self.random.randbytes(16)
            self.numbers[self.streams[number]] = number
            self.writers[self.streams[number]] = self.identity(device).verify_key
        return self.streams[number]

    def path(self) -> Path:
        """Return a path where no database is yet."""
        self.files += 1
        return self.folder / f"{self.files}" / "office.db"

    def make(self, number: int, stream: int, rule: Rule) -> Desk:
        """Make a new desk, for ``Schedule``."""
        path = self.path()
        path.parent.mkdir()
        shutil.copyfile(self.template, path)
        desk = Desk(self, number, path)
        desk.replica.begin(self.stream(stream, number))
        desk.stream = stream
        return desk

    def op(self, author: str, pk: str) -> Op:
        """Return the operation of a unit of work on a record."""
        return self.ops[author, int(pk, 16)]

    def close(self) -> None:
        """Close every database."""
        for desk in self.desks:
            desk.close()


def make_template(folder: Path) -> Path:
    """Make an empty database."""
    path = folder / "template.db"
    Store(path, (House,), HeldClock(MORNING), ChangeFeed()).close()
    return path


class Desk:
    """One real database, with the verbs of the model's ``Device``."""

    def __init__(self, world: World, number: int, path: Path) -> None:
        self.world = world
        self.number = number
        self.path = path
        self.stream = 0
        self.offset = 0
        self.clock = HeldClock(MORNING)
        self.pending: list[Op] = []
        self.store = Store(path, (House,), self.clock, ChangeFeed())
        self.store.database.run("PRAGMA synchronous = OFF")
        self.replica = Replica(self.store, world.identity(number))
        self._known: State | None = None
        world.desks.append(self)

    # --- what is there ---

    @property
    def state(self) -> State:
        """Everything in the database, with the edits that are not packed yet as if they were."""
        if self._known is None:
            self._known = self._read()
        return self._known

    def row(self, id_: int) -> Row:
        """Return a record as the screen shows it."""
        return self.state.rows.get(id_, Row())

    @property
    def outbox(self) -> list[Segment]:
        """The own segments that are not on the share."""
        return [self._segment(*found) for found in self.replica.unsent()]

    @property
    def held(self) -> dict[tuple[int, int], Segment]:
        """The segments whose bytes are here."""
        rows = self.store.rows("SELECT t.stream, s.seq, s.bytes FROM sync_segment s JOIN sync_stream t USING (idx)")
        found = (self._segment(bytes.fromhex(stream), seq, data) for stream, seq, data in rows)
        return {(segment.stream, segment.seq): segment for segment in found}

    def token(self) -> Any:
        """Return what is on screen now."""
        return self.store.seen()

    def unpublished(self) -> list[Op]:
        """Return the operations that are in no file yet, or in none that is on the share."""
        return self.pending + [op for segment in self.outbox for op, _ in segment.ops]

    # --- verbs ---

    def at(self, now: int) -> None:
        """Let true time be ``now``."""
        self.clock.moment = MORNING + now + self.offset

    def write(self, ops: Sequence[Op]) -> None:
        """Do what an author did in one unit of work."""
        with suppress(NotFound):
            self._write(ops)

    def _write(self, ops: Sequence[Op]) -> None:
        author = str(ops[0].unit)
        with self.store.as_seen(ops[0].token), self.store.change(author) as work:
            for op in ops:
                self.world.ops[author, op.row] = op
                values: dict[str, Any] = {FIELDS[column]: str(op.id) for column in op.columns if column != KEEP}
                pk = f"{op.row:032x}"
                if op.kind == "I":
                    work.insert(House(id=pk, **values))
                elif op.kind == "U":
                    work.update(work.must(House, pk), **values)
                elif op.kind == "D":
                    work.delete(work.must(House, pk))
                else:
                    work.database.run(
                        "INSERT INTO sync_oplog (tx, tbl, pk, kind) SELECT tx, 'house', ?, 'K' FROM sync_ctx", (pk,)
                    )
        self.pending.extend(ops)
        self._known = None
        if any(op.token is not None or op.kind == "K" for op in ops):
            # What a stale form or a decision leaves beside it is shown at once.
            self.seal()

    def seal(self, cuts: Iterable[int] = ()) -> None:
        """Pack; with cuts, every unit of work for itself, and those of more than one operation in parts."""
        soft, hard = (0, 1) if list(cuts) else (seal.SOFT, seal.HARD)
        with mock.patch.object(seal, "SOFT", soft), mock.patch.object(seal, "HARD", hard):
            self.replica.seal()
        self._taken_up()

    def sent(self, count: int) -> None:
        """Note that the first segments of ``outbox`` are on the share."""
        for segment in self.outbox[:count]:
            self.replica.mark(self.world.streams[segment.stream], [segment.seq], "sent")

    def take(self, unit: Iterable[Segment]) -> None:
        """Take in the segments of one unit of work."""
        incoming: list[Incoming] = []
        seen: Vector = {}
        for segment in unit:
            header, body = self.replica.open_segment(segment.data, self._signer)
            previous = seen if incoming else self.state.seen_of.get(segment.stream, {})
            seen = segment.seen if segment.full else previous | segment.seen
            whole = {self.world.streams[stream]: seq for stream, seq in seen.items()}
            arrival = Arrival(header.stream, header.seq, whole, body)
            incoming.append(Incoming(arrival, segment.data, file_hash(segment.data)))
        self.replica.take(incoming)
        self._taken_up()

    def renew(self, stream: int) -> None:
        """Write on a new stream from here on."""
        self.replica.renew(self.world.stream(stream, self.number))
        self.stream = stream
        self._taken_up()

    def backup(self) -> Copy:
        """Keep a copy of the database."""
        path = self.world.path()
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as target:
            self.store.database.raw.backup(target)
        return Copy(self, path)

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    # --- how ---

    def _taken_up(self) -> None:
        """Note that the database has changed, and what was pending may have been packed."""
        if not self.replica.pending():
            self.pending = []
        self._known = None

    def _signer(self, header: Header) -> bytes | None:
        return self.world.writers[header.stream]

    def _segment(self, stream: bytes, seq: int, data: bytes) -> Segment:
        known = self.world.segments.get(data)
        if known is None:
            _, body = self.replica.open_segment(data, self._signer)
            ops = tuple((self.world.op(tx.author, pk), None) for tx in body.txs for run in tx.runs for pk in run.pks)
            seen = {self.world.numbers[other]: at for other, at in body.seen.items()}
            known = Segment(self.world.numbers[stream], seq, seen, body.full, body.more, ops, data)
            self.world.segments[data] = known
        return known

    def _read(self) -> State:
        found: list[State] = []
        with suppress(_Undo), self.replica._unit() as unit:
            found.append(State(*self._streams()))
            database = self.store.database
            pks = [pk for (pk,) in database.rows("SELECT pk FROM sync_row WHERE tbl = 'house'")]
            unit.book.load("house", pks)
            for pk in pks:
                found[0].rows[int(pk, 16)] = self._row(unit.registry, pk, unit.book.entry("house", pk).state)
            listed = database.rows(f"SELECT id, {', '.join(NAMES)} FROM house")
            table = {int(pk, 16): dict(zip(FIELDS, map(int, values), strict=True)) for pk, *values in listed}
            self._compare(found[0].rows, table)
            raise _Undo
        return found[0]

    def _streams(self) -> tuple[Vector, dict[int, Row], dict[int, Vector]]:
        vector: Vector = {}
        seen: dict[int, Vector] = {}
        for end in self.replica.streams():
            if end.applied:
                number = self.world.numbers[end.stream]
                vector[number] = end.applied
                seen[number] = {self.world.numbers[stream]: seq for stream, seq in end.seen.items() if seq}
        return vector, {}, seen

    def _row(self, registry: Registry, pk: str, state: Any) -> Row:
        def number(idx: int) -> int:
            return self.world.numbers[registry.stream_id(idx)]

        row = Row()
        for name, cell in state.cells.items():
            if name in NAMES:
                row.cells[NAMES[name]] = {
                    Dot(number(idx), seq, op): (written.hlc, int(written.value))
                    for (idx, seq, op), written in cell.items()
                }
            elif name == KEEP:
                row.cells[KEEP] = {
                    Dot(number(idx), seq, op): (written.hlc, self.world.op(written.author, pk).id)
                    for (idx, seq, op), written in cell.items()
                }
        for (idx, seq, op), deletion in state.deletions.items():
            vector = {
                number(other): at for other, at in deletion.seen.vector.items() if at and other != deletion.seen.stream
            }
            seen = Seen(vector, number(deletion.seen.stream), deletion.seen.own)
            row.deletes[Dot(number(idx), seq, op)] = (seen, self.world.op(deletion.author, pk).id)
        return row

    def _compare(self, rows: dict[int, Row], table: dict[int, dict[str, int]]) -> None:
        """See that the table shows what the merge chose, and nothing else."""
        alive = {id_: row for id_, row in rows.items() if row.alive}
        assert table.keys() == alive.keys(), f"shown {sorted(table)}, alive {sorted(alive)}"
        for id_, row in alive.items():
            for column, value in table[id_].items():
                cell = row.cells[column]
                newest = max(cell, key=lambda dot: (cell[dot][0], self.world.streams[dot.stream], *dot[1:]))
                assert cell[newest][1] == value, f"{id_}.{column} shows {value} of {cell}"


class Copy:
    """A copy of a desk's database."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.number = desk.number
        self._world = desk.world
        self.path = path
        self._stream = desk.stream
        self._pending = list(desk.pending)

    def revive(self) -> Desk:
        """Open a copy of the copy."""
        path = self._world.path()
        path.parent.mkdir()
        shutil.copyfile(self.path, path)
        desk = Desk(self._world, self.number, path)
        desk.stream, desk.pending = self._stream, list(self._pending)
        return desk
