"""Gives the segments held here the names that a fork or a gap gives them, inside the transaction of its caller."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from app.store.database import Database
from app.sync.body import Body
from app.sync.envelope import NO_HASH, read_header
from app.sync.erasures import ERASED
from app.sync.facts import RENEWALS
from app.sync.forks import Branch, Cut, Forks, branch_id
from app.sync.vector import Vector, pack_vector, read_vector


class Incomplete(Exception):
    """Segments are needed that are not kept here."""


class OwnForked(Exception):
    """The stream this desk writes is concerned: it must first begin another."""


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a stream under which valid files were met.

    Attributes:
        origin: The stream in their headers.
        seq: Their number.
        prev: What they state as the hash of the file before.
    """

    origin: bytes
    seq: int
    prev: bytes


@dataclass(frozen=True, slots=True)
class _Row:
    idx: int
    state: str
    applied: int
    head: bytes
    seen: bytes | None


@dataclass(frozen=True, slots=True)
class _Plan:
    parent: bytes
    after: int
    starts: frozenset[bytes]


class Splitter:
    """Splits streams.

    Args:
        database: Inside a transaction, unless only ``is_new`` is asked.
        open_body: Reads a segment's file that is kept here.
    """

    def __init__(self, database: Database, open_body: Callable[[bytes], Body]) -> None:
        self._database = database
        self._open = open_body
        self.forks = Forks.load(database)
        self.moved = False
        """Whether segments that were taken in have another name now."""

    # --- what is learned --------------------------------------------------------------------------------------------

    def is_new(self, place: Place, hashes: Collection[bytes]) -> bool:
        """Say whether files met under one number tell anything that is not known yet."""
        return self._plan(place, hashes) is not None

    def reaches(self, place: Place) -> bool:
        """Say whether it is known what files at a place go on from."""
        return self._find(place.origin, place.seq - 1, place.prev) is not None or any(
            cut.parent and (cut.origin, cut.last + 1, cut.head) == (place.origin, place.seq, place.prev)
            for cut in self.forks.cuts
        )

    def attach(self, place: Place, hashes: Collection[bytes]) -> None:
        """Learn that valid files with these hashes stand under one number.

        Raises:
            Incomplete: Segments are missing here that must be known for it.
            OwnForked: See there.
        """
        plan = self._plan(place, hashes)
        if plan is None:
            return
        row = self._row(plan.parent)
        for start in sorted(plan.starts):
            self._branch(place, plan.parent, plan.after, start)
        if row is not None and row.applied >= place.seq:
            self._move(plan.parent, place)
        self.settle()

    def cut(self, cut: Cut) -> None:
        """Learn that the office passes over a gap.

        Raises:
            Incomplete: Segments are missing here that must be known for it.
            OwnForked: See there.
        """
        if not self.knows(cut):
            self.forks = replace(self.forks, cuts=(*self.forks.cuts, cut))
            self.settle()

    def knows(self, cut: Cut) -> bool:
        """Say whether this gap has been heard of."""
        return any(one.same(cut) for one in self.forks.cuts)

    def _plan(self, place: Place, hashes: Collection[bytes]) -> _Plan | None:
        forks = self.forks
        for cut in forks.cuts:
            if cut.parent and (cut.origin, cut.last + 1, cut.head) == (place.origin, place.seq, place.prev):
                return self._planned(place, hashes, cut.parent, cut.first - 1)
        parent = self._find(place.origin, place.seq - 1, place.prev) or self._start(place, hashes)
        if parent is None:
            # The beginning is still on its way: two files under one number tell enough.
            lower = [branch.first for branch in forks.branches.values() if branch.origin == place.origin]
            row = self._row(place.origin)
            applied = 0 if row is None else row.applied
            if len(set(hashes)) < 2 or min(lower, default=place.seq) < place.seq:
                return None
            if applied >= place.seq - 1 and self._hash(place.origin, place.seq - 1) is not None:
                return None
            parent = place.origin
        return self._planned(place, hashes, parent, place.seq - 1)

    def _planned(self, place: Place, hashes: Collection[bytes], parent: bytes, after: int) -> _Plan | None:
        known = {
            branch.hash
            for branch in self.forks.branches.values()
            if (branch.origin, branch.first, branch.prev) == (place.origin, place.seq, place.prev)
        }
        row = self._row(parent)
        held = self._hash(parent, place.seq) if row is not None and row.applied >= place.seq else None
        starts = {*known, *hashes, *([held] if held is not None else [])}
        ended = self.forks.limits.get(parent) == after
        if starts == known or (len(starts) < 2 and not ended):
            return None
        return _Plan(parent, after, frozenset(starts - known))

    def _start(self, place: Place, hashes: Collection[bytes]) -> bytes | None:
        """Return the stream or branch in which one of these files lies without beginning it."""
        for one in self.forks.family(place.origin):
            branch = self.forks.branches.get(one)
            if (branch is None or branch.first != place.seq) and self._hash(one, place.seq) in hashes:
                return one
        return None

    def _find(self, origin: bytes, seq: int, mark: bytes) -> bytes | None:
        """Return the stream or branch in which the file with this number and hash lies."""
        if seq == 0:
            return origin if mark == NO_HASH else None
        return next((one for one in self.forks.family(origin) if self._hash(one, seq) == mark), None)

    # --- what goes on from what -------------------------------------------------------------------------------------

    def settled(self) -> bool:
        """Say whether everything that can be told of what goes on from what has been taken up."""
        return self._resolved() == self.forks and self._beyond() is None

    def settle(self) -> None:
        """Take up what ``settled`` misses, and keep everything.

        Raises:
            OwnForked: See there.
        """
        self.forks = self._resolved()
        while found := self._beyond():
            stream, place, parent, after = found
            start = self._hash(stream, place.seq)
            if start is not None:
                self._branch(place, parent, after, start)
            self._move(stream, place)
            self.forks = self._resolved()
        self.forks.save(self._database)

    def _beyond(self) -> tuple[bytes, Place, bytes, int] | None:
        """Return where something that was taken in goes on under one name across a fork, or an end of a gap.

        It is that stream, the place, what the branch goes on from, and how much of that is taken to have been seen.
        """
        for branch in self.forks.branches.values():
            row = self._row(branch.parent)
            if row is not None and row.applied > branch.after and branch.after == branch.first - 1:
                return branch.parent, Place(branch.origin, branch.first, branch.prev), branch.parent, branch.after
        for cut in self.forks.cuts:
            if not cut.parent:
                continue
            row = self._row(cut.parent)
            if row is not None and row.applied >= cut.first:
                return cut.parent, Place(cut.origin, cut.first, cut.before), cut.parent, cut.first - 1
            for stream in self.forks.family(cut.origin) if cut.head else ():
                row = self._row(stream)
                if row is not None and row.applied > cut.last and self._hash(stream, cut.last) == cut.head:
                    return stream, Place(cut.origin, cut.last + 1, cut.head), cut.parent, cut.first - 1
        return None

    def _resolved(self) -> Forks:
        """Return what is known, with what everything goes on from as far as that can be told now."""
        forks = self.forks
        cuts = tuple(
            replace(cut, parent=self._find(cut.origin, cut.first - 1, cut.before) or cut.parent) for cut in forks.cuts
        )
        branches: dict[bytes, Branch] = {}
        for name, branch in forks.branches.items():
            cut = next((one for one in cuts if one.head and one.parent and one.tail(branch)), None)
            if cut is not None:
                branches[name] = replace(branch, parent=cut.parent, after=cut.first - 1)
            else:
                parent = self._find(branch.origin, branch.first - 1, branch.prev)
                branches[name] = replace(branch, parent=parent or branch.parent, after=branch.first - 1)
        return Forks(branches, cuts)

    # --- the tables -------------------------------------------------------------------------------------------------

    def _row(self, stream: bytes) -> _Row | None:
        row = self._database.row(
            "SELECT idx, state, applied, head, seen FROM sync_stream WHERE stream = ?", (stream.hex(),)
        )
        return None if row is None else _Row(row[0], row[1], row[2], row[3] or NO_HASH, row[4])

    def _hash(self, stream: bytes, seq: int) -> bytes | None:
        """Return the hash of a segment that was taken in, if it is known here."""
        if seq == 0:
            return NO_HASH
        row = self._row(stream)
        if row is None or seq > row.applied:
            return None
        if seq == row.applied:
            return row.head
        branch = self.forks.branches.get(stream)
        if branch is not None and seq == branch.first:
            return branch.hash
        found = self._database.value("SELECT hash FROM sync_segment WHERE idx = ? AND seq = ?", (row.idx, seq))
        return None if found is None else bytes(found)

    def _branch(self, place: Place, parent: bytes, after: int, start: bytes) -> None:
        name = branch_id(place.origin, start)
        if name in self.forks.branches:
            return
        branch = Branch(name, place.origin, parent, place.seq, after, place.prev, start)
        self.forks = replace(self.forks, branches={**self.forks.branches, name: branch})
        self._database.run(
            "INSERT INTO sync_stream (stream, state) VALUES (?, 'branch')"
            " ON CONFLICT (stream) DO UPDATE SET state = 'branch'",
            (name.hex(),),
        )

    def _move(self, stream: bytes, place: Place) -> None:
        """Give the segments of a stream from one place on, which were taken in, to the branches that begin there.

        What cannot be told to belong to any of them, because the stream's end came by way of a snapshot, is no longer
        counted as taken in: it is read again from the share.
        """
        row = self._row(stream)
        if row is None:
            return
        if row.state == "own":
            raise OwnForked
        try:
            seen = self.seen_at(stream, place.seq - 1)
        except Incomplete:
            seen = Vector()  # a snapshot must be begun with, which tells it
        starts = {
            branch.hash: branch.stream
            for branch in self.forks.branches.values()
            if (branch.origin, branch.first, branch.prev) == (place.origin, place.seq, place.prev)
        }
        ends = self._dealt(row, place.seq, starts)
        if row.applied == place.seq and row.head in starts:
            ends.setdefault(starts[row.head], (row.applied, row.head))
        for branch, (applied, head) in ends.items():
            to = self._row(branch)
            if to is not None and applied > to.applied:
                self._set_end(to.idx, applied, head, row.seen if head == row.head else pack_vector({}))
        self._set_end(row.idx, place.seq - 1, place.prev, pack_vector(seen))
        self._remember(row.idx, stream, place.seq, ends)
        self.moved = True

    def _dealt(self, row: _Row, first: int, starts: Mapping[bytes, bytes]) -> dict[bytes, tuple[int, bytes]]:
        """Move the files of a stream to the branches whose chain they lie in; return where each of these ends now."""
        ends: dict[bytes, tuple[int, bytes]] = {}
        branch, mark = None, b""
        rows = self._database.rows(
            "SELECT seq, hash, bytes FROM sync_segment WHERE idx = ? AND seq >= ? ORDER BY seq", (row.idx, first)
        )
        for seq, found, data in rows:
            prev = read_header(data).prev
            if seq == first:
                branch = starts.get(found)
            elif branch is None or prev != mark or seq != ends[branch][0] + 1:
                branch = starts.get(prev) if seq == first + 1 else None
            mark = bytes(found)
            if branch is None:
                continue
            to = self._row(branch)
            if to is not None:
                ends[branch] = int(seq), mark
                self._database.run(
                    "UPDATE OR IGNORE sync_segment SET idx = ?, state = 'foreign' WHERE idx = ? AND seq = ?",
                    (to.idx, row.idx, seq),
                )
                self._database.run("DELETE FROM sync_segment WHERE idx = ? AND seq = ?", (row.idx, seq))
                self._database.run(
                    "UPDATE sync_reference SET idx = ? WHERE idx = ? AND seq = ?", (to.idx, row.idx, seq)
                )
        return {one: end for one, end in ends.items() if end[0] == first or self._holds(one, first)}

    def _holds(self, stream: bytes, seq: int) -> bool:
        row = self._row(stream)
        sql = "SELECT 1 FROM sync_segment WHERE idx = ? AND seq = ?"
        return row is not None and self._database.value(sql, (row.idx, seq)) is not None

    def _set_end(self, idx: int, applied: int, head: bytes, seen: bytes | None) -> None:
        self._database.run(
            "UPDATE sync_stream SET applied = ?, head = ?, seen = ? WHERE idx = ?",
            (applied, head if applied else None, seen if applied else None, idx),
        )

    def _remember(self, idx: int, stream: bytes, seq: int, branches: Iterable[bytes]) -> None:
        """Let forms that were opened before, and erasures not finished yet, mean what they meant."""
        told = json.loads(self._meta(RENEWALS))
        told.append([idx, seq - 1, self._database.value("SELECT tx FROM sync_ctx")])
        self._keep(RENEWALS, told)
        waiting = json.loads(self._meta(ERASED))
        for _, _, vector in waiting:
            upto = vector.get(stream.hex(), 0)
            if upto >= seq:
                vector.update({branch.hex(): max(upto, vector.get(branch.hex(), 0)) for branch in branches})
                vector[stream.hex()] = seq - 1
        self._keep(ERASED, waiting)

    def _meta(self, key: str) -> str:
        return str(self._database.value("SELECT value FROM meta WHERE key = ?", (key,)) or "[]")

    def _keep(self, key: str, value: object) -> None:
        self._database.note_meta(key, json.dumps(value))

    # --- reading on -------------------------------------------------------------------------------------------------

    def seen_at(self, stream: bytes, seq: int) -> Vector:
        """Return what the author of a segment states to have seen, all of it.

        Raises:
            Incomplete: The segments that say so are not kept here.
        """
        parts: list[Vector] = []
        while seq > 0:
            row = self._row(stream)
            if row is not None and seq == row.applied:
                parts.append(read_vector(row.seen))
                break
            branch = self.forks.branches.get(stream)
            if branch is not None and seq < branch.first:
                stream, seq = branch.parent, branch.after
                continue
            data = (
                None
                if row is None
                else self._database.value("SELECT bytes FROM sync_segment WHERE idx = ? AND seq = ?", (row.idx, seq))
            )
            if data is None:
                raise Incomplete
            body = self._open(data)
            parts.append(body.seen)
            if body.full:
                break
            seq -= 1
        seen: Vector = {}
        for part in reversed(parts):
            seen.update(part)
        return seen
