"""Which segments nobody needs any more, because snapshots of different desks hold what they led to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.sync.acks import Ack
from app.sync.roster import Roster
from app.sync.shelf import Found
from app.sync.vector import Vector


def twice(snapshots: Iterable[Found]) -> Vector:
    """Return how far every stream is held by snapshots of at least two different desks."""
    by_device: dict[bytes, Vector] = {}
    for one in snapshots:
        vector = by_device.setdefault(one.device, {})
        for stream, seq in one.manifest.vector.items():
            vector[stream] = max(vector.get(stream, 0), seq)
    streams = {stream for vector in by_device.values() for stream in vector}
    held = {
        stream: sorted((vector.get(stream, 0) for vector in by_device.values()), reverse=True) for stream in streams
    }
    return {stream: seqs[1] for stream, seqs in held.items() if len(seqs) > 1 and seqs[1]}


def acknowledged(roster: Roster, acks: Mapping[bytes, Ack], me: bytes, here: Vector, since: int) -> Vector:
    """Return how far every stream was taken in by all desks of the office that count.

    Args:
        roster: Who belongs to the office.
        acks: Stream -> its newest acknowledgement.
        me: This desk.
        here: What it has taken in.
        since: Desks that were not heard from since this moment (UTC milliseconds by the server's clock) do not count:
            they come back through a snapshot.
    """
    reached: list[tuple[frozenset[bytes], Vector]] = [(frozenset(), here)]
    for device in roster.active():
        if device.id == me:
            continue
        own = roster.streams_of(device.id)
        said = [acks[stream] for stream in own if stream in acks]
        newest = max(said, key=lambda ack: ack.at, default=None)
        if newest is not None and newest.at >= since:
            reached.append((frozenset(own), newest.vector))
        elif newest is None and device.joined_at >= since:
            reached.append((frozenset(), {}))
    return {
        stream: min(seq if stream in own else vector.get(stream, 0) for own, vector in reached)
        for stream, seq in here.items()
    }


def lower(one: Vector, other: Vector) -> Vector:
    """Return what both reach."""
    return {stream: min(seq, other[stream]) for stream, seq in one.items() if other.get(stream)}
