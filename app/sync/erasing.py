"""Erasing personal data for good, as far as this program reaches.

``Replica.erase`` empties the fields, every other surviving value, what a deleted record held, and the history, here at
once and at every desk that takes the erasure in. The old values still lie inside encrypted segments: in the copies that
each desk keeps, and on the share. As soon as a proven snapshot covers the erasure, each desk drops its copies of the
segments that wrote to the record; the share's are deleted once two desks' snapshots cover them and everybody has taken
the erasure in, and with them the older snapshots.

Out of reach: backups made before, of this computer and of the file server; what was printed or exported; a desk that
never comes back; copies of the folder; and what another desk wrote at the same time without knowing of the erasure,
which stays as a conflict until somebody decides. Words of the old values also stay in this computer's search index,
found by nobody, until it is rebuilt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.sync.erasures import ERASED
from app.sync.membership import Membership
from app.sync.replica import Replica
from app.sync.shelf import Shelf
from app.sync.vector import Vector, covers

OWN_KEPT = 64
"""The newest segments of this desk's own are kept until it has written on: what comes next is built on them."""


@dataclass(frozen=True)
class Erasure:
    """A record of which something was erased, and whose old values still lie in segments.

    Attributes:
        table: Its table.
        pk: Its id.
        until: Segments up to these may hold them.
    """

    table: str
    pk: str
    until: Vector


class Erasures:
    """What is still to be done about erasures.

    Args:
        replica: This desk's database.
        members: Whose segments are kept here.
    """

    def __init__(self, replica: Replica, members: Membership) -> None:
        self._replica = replica
        self._members = members

    def open(self) -> list[Erasure]:
        """Return the erasures whose old values still lie in this desk's copies of segments."""
        known = json.loads(self._replica.store.meta(ERASED, "[]"))
        return [
            Erasure(table, pk, {bytes.fromhex(stream): seq for stream, seq in vector.items()})
            for table, pk, vector in known
        ]

    def reach(self) -> Vector:
        """Return up to where segments hold what was erased."""
        reach: Vector = {}
        for erasure in self.open():
            for stream, seq in erasure.until.items():
                reach[stream] = max(reach.get(stream, 0), seq)
        return reach

    def needs_snapshot(self, shelf: Shelf) -> bool:
        """Say whether no snapshot of this desk covers everything that was erased."""
        reach = self.reach()
        me = self._replica.identity.device
        return bool(reach) and not any(one.device == me and covers(one.manifest.vector, reach) for one in shelf.found())

    def finish(self, shelf: Shelf, present: Callable[[bytes], set[int]]) -> int:
        """Drop this desk's copies of segments with erased values, once a proven snapshot covers them.

        Args:
            shelf: The snapshots.
            present: Returns the segments of a stream that the share shows; what is neither here nor there is done.

        Returns:
            How many were dropped.
        """
        waiting = self.open()
        if not waiting:
            return 0
        found = [one.manifest.vector for one in shelf.found() if shelf.is_sound(one)]
        ready = [one for one in waiting if any(covers(vector, one.until) for vector in found)]
        places, late = self._holding(ready)
        done = [one for one in ready if (one.table, one.pk) not in late and not self._on_share(one, present)]
        database = self._replica.store.database
        with database.transaction():
            database.run_many("DELETE FROM sync_segment WHERE idx = ? AND seq = ?", places)
            gone = {(one.table, one.pk) for one in done}
            known = json.loads(self._replica.store.meta(ERASED, "[]"))
            left = [entry for entry in known if tuple(entry[:2]) not in gone]
            database.run("UPDATE meta SET value = ? WHERE key = ?", (json.dumps(left), ERASED))
        return len(places)

    def _on_share(self, erasure: Erasure, present: Callable[[bytes], set[int]]) -> bool:
        return any(min(present(stream), default=seq + 1) <= seq for stream, seq in erasure.until.items())

    def _holding(self, erasures: Iterable[Erasure]) -> tuple[list[tuple[int, int]], set[tuple[str, str]]]:
        """Return which copies hold something of these records, and of which records some must still be kept."""
        wanted = {(one.table, one.pk): one.until for one in erasures}
        places: list[tuple[int, int]] = []
        late: set[tuple[str, str]] = set()
        if not wanted:
            return places, late
        for end in self._replica.streams():
            upto = max((until.get(end.stream, 0) for until in wanted.values()), default=0)
            own = end.state in ("own", "former")
            safe = self._replica.safe(end.stream)
            for seq in sorted(seq for seq in self._replica.held(end.stream) if seq <= upto):
                inside = self._records(end.stream, seq) & wanted.keys()
                inside = {key for key in inside if seq <= wanted[key].get(end.stream, 0)}
                if inside and seq in safe and not (own and seq > end.applied - OWN_KEPT):
                    places.append((end.idx, seq))
                elif inside:
                    late |= inside
        return places, late

    def _records(self, stream: bytes, seq: int) -> set[tuple[str, str]]:
        """Return the records that a segment writes to."""
        data = self._replica.bytes_of(stream, seq)
        if data is None:
            return set()
        _, body = self._replica.open_segment(data, lambda header: self._members.roster.signer(header.stream))
        return {(run.table, pk) for tx in body.txs for run in tx.runs for pk in run.pks if run.columns}
