"""Version vectors: for each stream, how many of its segments somebody has taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgpack

Vector = dict[bytes, int]
"""Stream id (16 bytes) -> its highest segment taken in; streams never heard of are left out."""

Dot = tuple[int, int, int]
"""Where a write comes from: local number of its stream, segment, place within the segment."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the author of a write had on screen.

    Attributes:
        vector: Local number of a stream -> its highest segment seen.
        stream: The author's own stream.
        own: Of that stream everything before this (segment, place) was seen; the vector does not count for it.
    """

    vector: Mapping[int, int]
    stream: int
    own: tuple[int, int]

    def covers(self, dot: Dot) -> bool:
        """Say whether the author had seen this write."""
        stream, seq, op = dot
        if stream == self.stream:
            return (seq, op) < self.own
        return self.vector.get(stream, 0) >= seq


def covers(vector: Mapping[bytes, int], other: Mapping[bytes, int]) -> bool:
    """Say whether everything in ``other`` is also in ``vector``."""
    return all(vector.get(stream, 0) >= seq for stream, seq in other.items())


def joined(one: Mapping[bytes, int], other: Mapping[bytes, int]) -> Vector:
    """Return the vector of somebody who has what both have."""
    return {stream: max(one.get(stream, 0), other.get(stream, 0)) for stream in {*one, *other}}


def delta(old: Mapping[bytes, int], new: Mapping[bytes, int]) -> Vector:
    """Return the entries of ``new`` that differ from ``old``; laid over ``old`` they give ``new``."""
    return {stream: seq for stream, seq in new.items() if old.get(stream) != seq}


def pack_vector(vector: Mapping[bytes, int]) -> bytes:
    """Return a vector as bytes, for this database only."""
    return msgpack.packb(vector)


def read_vector(data: bytes | None) -> Vector:
    """Read what ``pack_vector`` wrote."""
    return {} if data is None else msgpack.unpackb(data, strict_map_key=False)
