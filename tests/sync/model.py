"""The merge rule of the exchange as a pure model: what the engine has to do, without files, tables or bytes.

Every ``Device`` keeps, for each cell, all values that nobody has seen and replaced, and for each record the deletions
that nobody has seen and lifted. What an author had seen is told by vectors, never by clocks. Everything the rule does
is a method of ``Rule``, so that a test can put a wrong one in its place and see that the oracle notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

Vector = dict[int, int]
"""Stream -> highest applied seq."""

FULL_EVERY = 4
"""Every so many segments the whole ``seen`` is written instead of what is new in it."""
KEEP = "_keep"
"""The pseudo-column that a decision to keep a record writes: an edit like any other, so that it beats a concurrent
deletion it has not seen."""
SUSPECT_MS = 15 * 60_000


class Dot(NamedTuple):
    """Where a write stands: unique, and in order within its stream."""

    stream: int
    seq: int
    op: int


class Seen(NamedTuple):
    """What an author had seen: others' segments by vector, and the own stream's writes before a place in it."""

    vector: Vector
    stream: int
    before: tuple[int, int]

    def covers(self, dot: Dot) -> bool:
        """Say whether the write at ``dot`` had been seen."""
        if dot.stream == self.stream:
            return (dot.seq, dot.op) < self.before
        return self.vector.get(dot.stream, 0) >= dot.seq


class Token(NamedTuple):
    """What is on the screen when a form is opened: taken before the record is read.

    Attributes:
        vector: The vector applied then.
        made: How many operations this device had made then, sealed or not.
    """

    vector: Vector
    made: int


class View(NamedTuple):
    """What the author of an operation had before his eyes in that record; for the oracle only."""

    writes: frozenset[tuple[str, int]]
    deletes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Op:
    """One operation on one record; its ``id`` is also the value it writes.

    Attributes:
        kind: ``I`` writes every column, ``U`` some, ``K`` keeps a record that was deleted elsewhere, ``D`` deletes.
        unit: Number of the user's unit of work.
        token: What a form had on screen that was opened before; None when the record was read just now.
    """

    id: int
    row: int
    kind: str
    columns: tuple[str, ...]
    hlc: int
    unit: int
    token: Any
    view: View


@dataclass(frozen=True, slots=True)
class Segment:
    """A file of the exchange: some operations of one stream, and what their author had seen.

    Attributes:
        seen: The whole vector if ``full``, else what changed in it since the stream's previous segment.
        more: The last unit of work goes on in the next segment.
        ops: The operations, and what a form had on screen.
        data: The real file, where the schedule runs over the real engine.
    """

    stream: int
    seq: int
    seen: Vector
    full: bool
    more: bool
    ops: tuple[tuple[Op, Seen | None], ...]
    data: bytes = b""


@dataclass(slots=True)
class Row:
    """Everything known of one record.

    Attributes:
        cells: Column -> surviving values, each (hlc, id).
        deletes: Surviving deletions, each (what its author had seen, id).
    """

    cells: dict[str, dict[Dot, tuple[int, int]]] = field(default_factory=dict)
    deletes: dict[Dot, tuple[Seen, int]] = field(default_factory=dict)

    def copy(self) -> Row:
        """Return a copy that may be written to."""
        return Row({column: dict(cell) for column, cell in self.cells.items()}, dict(self.deletes))

    @property
    def alive(self) -> bool:
        """Whether it is shown: some value stands that no surviving deletion had seen."""
        return any(
            not any(seen.covers(dot) for seen, _ in self.deletes.values())
            for cell in self.cells.values()
            for dot in cell
        )

    @property
    def view(self) -> View:
        """What somebody sees who looks at it."""
        writes = frozenset((column, value[1]) for column, cell in self.cells.items() for value in cell.values())
        return View(writes, frozenset(id_ for _, id_ in self.deletes.values()))

    def shown(self, column: str) -> int:
        """Return the displayed value of a column."""
        return max((hlc, dot, id_) for dot, (hlc, id_) in self.cells[column].items())[2]


@dataclass(slots=True)
class State:
    """What is joined with a snapshot, and what a snapshot holds.

    Attributes:
        vector: What has been applied.
        rows: The records.
        seen_of: Stream -> the whole ``seen`` of its last applied segment; without it the next delta means nothing.
    """

    vector: Vector = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    seen_of: dict[int, Vector] = field(default_factory=dict)

    def copy(self) -> State:
        """Return an independent copy."""
        rows = {id_: row.copy() for id_, row in self.rows.items()}
        return State(dict(self.vector), rows, {stream: dict(seen) for stream, seen in self.seen_of.items()})


class Rule:
    """The rule. A mutation overrides one method."""

    seals_first = True
    """Pending edits are sealed before anything of others is applied."""

    def ready(self, vector: Vector, seen: Vector) -> bool:
        """Say whether a segment may be applied: everything its author had seen has been (the causal hold)."""
        return all(vector.get(stream, 0) >= seq for stream, seq in seen.items())

    def merge(self, row: Row, op: Op, dot: Dot, seen: Seen) -> None:
        """Apply one operation to its record."""
        row.deletes = {d: known for d, known in row.deletes.items() if not seen.covers(d)}
        if op.kind == "D":
            row.deletes[dot] = (seen, op.id)
            return
        for column in op.columns:
            cell = {d: value for d, value in row.cells.get(column, {}).items() if not seen.covers(d)}
            cell[dot] = (op.hlc, op.id)
            row.cells[column] = cell

    def join(self, mine: State, theirs: State) -> State:
        """Join two states: a value stays if the other side has it too or never saw it."""
        rows: dict[int, Row] = {}
        for id_ in mine.rows.keys() | theirs.rows.keys():
            a, b = mine.rows.get(id_, Row()), theirs.rows.get(id_, Row())
            cells = {
                column: _both(a.cells.get(column, {}), b.cells.get(column, {}), mine.vector, theirs.vector)
                for column in a.cells.keys() | b.cells.keys()
            }
            rows[id_] = Row(cells, _both(a.deletes, b.deletes, mine.vector, theirs.vector))
        return State(joined(mine.vector, theirs.vector), rows, self.joined_seen(mine, theirs))

    def joined_seen(self, mine: State, theirs: State) -> dict[int, Vector]:
        """Return each stream's last ``seen`` from the side that is further in it."""
        return {
            stream: (mine if mine.vector.get(stream, 0) >= seq else theirs).seen_of[stream]
            for stream, seq in joined(mine.vector, theirs.vector).items()
        }

    def token_kept(self, token: Token | None) -> Token | None:
        """Return the token that is saved with a form's edits."""
        return token

    def stream_after_restore(self, old: int, new: int) -> int:
        """Return the stream a restored database writes on."""
        return new

    def accepts(self, last: int, acknowledged: int) -> int:
        """Return up to where a retired stream is taken in.

        Args:
            last: What its retirement says.
            acknowledged: How far any remaining device has applied it, by its acknowledgements and its segments.
        """
        return max(last, acknowledged)

    def decode(self, segment: Segment, previous: Vector) -> Vector:
        """Return the whole ``seen`` of a segment."""
        return segment.seen if segment.full else joined(previous, segment.seen)


def joined(a: Vector, b: Vector) -> Vector:
    """Return the higher entry of each stream."""
    return a | {stream: seq for stream, seq in b.items() if seq > a.get(stream, 0)}


def _both(a: dict, b: dict, a_vector: Vector, b_vector: Vector) -> dict:
    kept = {dot: value for dot, value in a.items() if dot in b or b_vector.get(dot.stream, 0) < dot.seq}
    return kept | {dot: value for dot, value in b.items() if dot in a or a_vector.get(dot.stream, 0) < dot.seq}


class Device:
    """One desk: its state, its own stream, and what it has not sealed or published yet."""

    def __init__(self, number: int, stream: int, rule: Rule) -> None:
        self.number = number
        self.stream = stream
        self.rule = rule
        self.state = State()
        self.pending: list[Op] = []
        self.made: list[Dot] = []
        self.outbox: list[Segment] = []
        self.held: dict[tuple[int, int], Segment] = {}
        self.hlc = 0
        self.offset = 0
        self.clock = 0

    def at(self, now: int) -> None:
        """Let true time be ``now``, in milliseconds; the own clock may be far from it."""
        self.clock = now + self.offset

    def row(self, id_: int) -> Row:
        """Return a record as the screen shows it, with the edits that are not sealed yet."""
        row = self.state.rows.get(id_, Row()).copy()
        seq = self.state.vector.get(self.stream, 0) + 1
        for index, (op, seen) in enumerate(self._placed(seq)):
            if op.row == id_:
                self.rule.merge(row, op, Dot(self.stream, seq, index), seen)
        return row

    def token(self) -> Token:
        """Return what is on screen now."""
        return Token(dict(self.state.vector), len(self.made) + len(self.pending))

    def write(self, ops: Iterable[Op]) -> None:
        """Do what an author did in one unit of work."""
        for op in ops:
            if self.hlc >> 16 > self.clock + SUSPECT_MS:
                self.hlc = 0
            self.hlc = max(self.clock << 16, self.hlc + 1)
            self.pending.append(replace(op, hlc=self.hlc))

    def seal(self, cuts: Iterable[int] = ()) -> None:
        """Put pending edits into segments.

        Args:
            cuts: How many operations go into each segment; the last takes what is left.
        """
        first = self.state.vector.get(self.stream, 0) + 1
        left = self.pending
        parts: list[list[Op]] = []
        for cut in cuts:
            if 0 < cut < len(left):
                parts.append(left[:cut])
                left = left[cut:]
        if left:
            parts.append(left)
        vector = {stream: seq for stream, seq in self.state.vector.items() if stream != self.stream}
        old_made = len(self.made)
        self.made += [
            Dot(self.stream, first + number, index) for number, part in enumerate(parts) for index in range(len(part))
        ]
        made = iter(range(old_made, len(self.made)))
        self.pending = []
        for number, part in enumerate(parts):
            seq = first + number
            previous = self.state.seen_of.get(self.stream, {})
            full = seq % FULL_EVERY == 1
            seen = vector if full else {s: n for s, n in vector.items() if n != previous.get(s, 0)}
            ops = tuple((op, self._base(op, self.made[next(made)])) for op in part)
            more = number + 1 < len(parts) and parts[number + 1][0].unit == part[-1].unit
            segment = Segment(self.stream, seq, seen, full, more, ops)
            self.apply(segment)
            self.outbox.append(segment)

    def apply(self, segment: Segment) -> None:
        """Apply a segment whose turn it is."""
        state = self.state
        vector = self.rule.decode(segment, state.seen_of.get(segment.stream, {}))
        for index, (op, base) in enumerate(segment.ops):
            seen = base or Seen(vector, segment.stream, (segment.seq, index))
            row = state.rows.setdefault(op.row, Row())
            self.rule.merge(row, op, Dot(segment.stream, segment.seq, index), seen)
        state.vector[segment.stream] = segment.seq
        state.seen_of[segment.stream] = vector
        self.held[segment.stream, segment.seq] = segment

    def take(self, unit: Iterable[Segment]) -> None:
        """Take in the segments of one unit of work.

        Others' stamps are followed, but never one that lies in the future by more than a quarter of an hour.
        """
        for segment in unit:
            self.apply(segment)
            stamps = [op.hlc for op, _ in segment.ops if op.hlc >> 16 <= self.clock + SUSPECT_MS]
            self.hlc = max([self.hlc, *stamps])

    def sent(self, count: int) -> None:
        """Note that so many of ``outbox`` are on the share."""
        del self.outbox[:count]

    def load(self, snapshot: State) -> None:
        """Join a snapshot; pending edits have been sealed."""
        self.state = self.rule.join(self.state, snapshot.copy())

    def renew(self, stream: int) -> None:
        """Write on a new stream from here on; what is not sealed yet goes there."""
        self.stream = stream

    def unpublished(self) -> list[Op]:
        """Return the operations that are in no file yet."""
        return self.pending

    def backup(self) -> Device:
        """Return a copy as a backup of the database holds it."""
        copy = Device(self.number, self.stream, self.rule)
        copy.state, copy.pending, copy.made = self.state.copy(), list(self.pending), list(self.made)
        copy.outbox, copy.held, copy.hlc = list(self.outbox), dict(self.held), self.hlc
        copy.offset, copy.clock = self.offset, self.clock
        return copy

    revive = backup

    def close(self) -> None:
        """Be replaced by a restored copy."""

    def _placed(self, seq: int) -> list[tuple[Op, Seen]]:
        """Return the pending operations, each with what it had seen, as if they were sealed into one segment now."""
        kept = len(self.made)
        self.made += [Dot(self.stream, seq, index) for index in range(len(self.pending))]
        vector = self.state.vector
        placed = [
            (op, self._base(op, dot) or Seen(vector, self.stream, (seq, dot.op)))
            for op, dot in zip(self.pending, self.made[kept:], strict=True)
        ]
        del self.made[kept:]
        return placed

    def _base(self, op: Op, dot: Dot) -> Seen | None:
        """Return what a form had on screen, in terms of the stream the edit is sealed into."""
        token = op.token
        if token is None:
            return None
        vector = dict(token.vector)
        vector.pop(self.stream, None)
        unseen = self.made[token.made :]
        for old in self.made[: token.made]:
            # Own edits on an earlier stream that were not sealed when the form was opened: whole segments only.
            if old.stream != self.stream and not any(
                (other.stream, other.seq) == (old.stream, old.seq) for other in unseen
            ):
                vector[old.stream] = max(vector.get(old.stream, 0), old.seq)
        mine = [other for other in unseen if other.stream == self.stream]
        return Seen(vector, self.stream, (mine[0] if mine else dot)[1:])
