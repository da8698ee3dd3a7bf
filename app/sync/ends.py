"""How far streams have come, and what is read of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.sync.chunks import Head
from app.sync.pages import Pages
from app.sync.receive import Arrival
from app.sync.vector import Vector

NO_HASH = bytes(32)


@dataclass(frozen=True)
class StreamEnd:
    """How far a stream has been taken in.

    Attributes:
        idx: Its local number.
        stream: Its id.
        state: ``own``, ``former`` (this desk wrote it before it was restored), ``foreign``, or ``branch`` of a fork.
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
        stated: What it states its author had taken in, where forks make that mean less.
    """

    arrival: Arrival
    data: bytes
    hash: bytes
    stated: Vector | None = None


@dataclass(frozen=True)
class State:
    """Everything a snapshot is made of.

    Attributes:
        vector: How far every stream has been taken in.
        heads: Stream -> its end.
        pages: Reads the rows.
    """

    vector: Vector
    heads: dict[bytes, Head]
    pages: Pages
