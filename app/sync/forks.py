"""Streams of which two valid files carry one number, and how everybody names and reads what follows.

A stream's files form a chain by their hashes. A disk that was copied, or a share that was put back while a copy wrote
on, makes it a tree. The stream then ends before the fork, and every branch is a stream of its own, named by the stream
and the hash of the branch's first file: so desks name branches alike in whatever order they hear of them. Branches
keep the numbers of their files.

What others state to have seen of the stream beyond its fork could mean either branch: it counts as not seen. That
shows more conflicts, and loses nothing.

A file that nobody holds any more is passed over in the same way, once the office's key says so (``Cut``): the stream
ends before the gap, and what follows the gap is a branch, whose author is taken not to have seen what is missing.
Should the file turn up after all, it is a branch, too, and every desk takes it in: nothing depends on who knew what
when, because no desk ever states to have what it has not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from app.store.database import Database
from app.sync.body import Base
from app.sync.vector import Vector

FORKS = "sync.forks"


def branch_id(stream: bytes, first: bytes) -> bytes:
    """Return the name of a branch.

    Args:
        stream: The stream in the headers of its files.
        first: Hash of its first file.
    """
    return hashlib.blake2b(stream + first, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Branch:
    """What follows a fork, or a gap.

    Attributes:
        stream: Its name.
        origin: The stream in the headers of its files.
        parent: The stream or branch it goes on from.
        first: Its first segment.
        after: Of the parent, its author is taken to have seen everything up to this segment.
        prev: What its first file states as the hash of the one before.
        hash: Hash of its first file.
    """

    stream: bytes
    origin: bytes
    parent: bytes
    first: int
    after: int
    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """Segments that nobody holds any more, as the office's key states.

    Attributes:
        origin: The stream in the headers of their files.
        first: The first of them.
        last: The last of them.
        before: Hash of the file before the first.
        head: Hash of the last one, as the file after it states it; empty if nothing follows.
        parent: The stream or branch that ends before them; empty while that is not known here.
    """

    origin: bytes
    first: int
    last: int
    before: bytes
    head: bytes
    parent: bytes = b""

    def tail(self, branch: Branch) -> bool:
        """Say whether a branch is what follows the gap."""
        return (branch.origin, branch.first, branch.prev) == (self.origin, self.last + 1, self.head)

    def same(self, other: Cut) -> bool:
        """Say whether another one states the same."""
        return replace(self, parent=b"") == replace(other, parent=b"")


@dataclass(frozen=True)
class Forks:
    """Every fork and gap this desk has heard of.

    Attributes:
        branches: By their names.
        cuts: Gaps that the office passed over.
    """

    branches: Mapping[bytes, Branch] = field(default_factory=dict[bytes, Branch])
    cuts: tuple[Cut, ...] = ()

    @classmethod
    def load(cls, database: Database) -> Forks:
        """Return what a database holds."""
        text = database.value("SELECT value FROM meta WHERE key = ?", (FORKS,))
        if text is None:
            return NONE
        read = json.loads(text)
        branches = [Branch(**_read(entry)) for entry in read["branches"]]
        return cls({branch.stream: branch for branch in branches}, tuple(Cut(**_read(cut)) for cut in read["cuts"]))

    def save(self, database: Database) -> None:
        """Keep it, inside the transaction that learns of it."""
        told = {"branches": list(map(_told, self.branches.values())), "cuts": list(map(_told, self.cuts))}
        database.note_meta(FORKS, json.dumps(told))

    @cached_property
    def limits(self) -> dict[bytes, int]:
        """Stream -> its last segment that goes under its own name."""
        found: dict[bytes, int] = {}
        ends = [(branch.parent, branch.after) for branch in self.branches.values()]
        ends += [(cut.parent, cut.first - 1) for cut in self.cuts if cut.parent]
        for stream, last in ends:
            found[stream] = min(last, found.get(stream, last))
        return found

    @cached_property
    def heads(self) -> frozenset[tuple[int, bytes]]:
        """Number and hash of last segments of gaps: what follows them is a branch even where they turned up."""
        return frozenset((cut.last, cut.head) for cut in self.cuts if cut.parent and cut.head)

    def origin(self, stream: bytes) -> bytes:
        """Return the stream that the files of a stream or branch name in their headers."""
        branch = self.branches.get(stream)
        return stream if branch is None else branch.origin

    def family(self, origin: bytes) -> list[bytes]:
        """Return a stream and all its branches."""
        return [origin, *sorted(one for one, branch in self.branches.items() if branch.origin == origin)]

    def resolved(self, branch: Branch) -> bool:
        """Say whether it is known what a branch goes on from."""
        return self.limits[branch.parent] == branch.after

    def told(self, stream: bytes, seen: Mapping[bytes, int]) -> Vector:
        """Return what the author of a segment is taken to have seen.

        Args:
            stream: The stream or branch the segment lies in.
            seen: What the segment states, whole.
        """
        found = self._certain(seen)
        branch = self.branches.get(stream)
        while branch is not None:
            if branch.after:
                found[branch.parent] = max(branch.after, found.get(branch.parent, 0))
            branch = self.branches.get(branch.parent)
        return found

    def base(self, stream: bytes, base: Base) -> Base:
        """Return what a form is taken to have had on screen, for a segment in this stream or branch."""
        vector, seq = self._certain(base.vector), base.own[0]
        branch = self.branches.get(stream)
        own = base.own if branch is None or seq >= branch.first else (0, 0)
        while branch is not None:
            upto = min(branch.after, seq - 1)
            if upto > 0:
                vector[branch.parent] = max(upto, vector.get(branch.parent, 0))
            branch = self.branches.get(branch.parent)
        return Base(vector, own)

    def _certain(self, seen: Mapping[bytes, int]) -> Vector:
        limits = self.limits
        if limits.keys().isdisjoint(seen):
            return dict(seen)
        clamped = {stream: min(seq, limits.get(stream, seq)) for stream, seq in seen.items()}
        return {stream: seq for stream, seq in clamped.items() if seq}

    def fits(self, vector: Mapping[bytes, int], is_known: Callable[[bytes], bool]) -> bool:
        """Say whether a snapshot with this vector names streams as this desk does.

        One whose writer had not heard of a fork holds what one branch replaced, under names that could mean either.

        Args:
            vector: Of the snapshot.
            is_known: Says whether somebody of the office writes a stream.
        """
        return all(
            (stream in self.branches or is_known(stream)) and seq <= self.limits.get(stream, seq)
            for stream, seq in vector.items()
        )


NONE = Forks()


def _told(entry: Branch | Cut) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in asdict(entry).items()}


def _read(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: bytes.fromhex(value) if isinstance(value, str) else value for name, value in entry.items()}
