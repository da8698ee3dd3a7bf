"""Packs: many segments of one stream in one file, each as it was, so that a year of work is not thousands of files.

Little-endian, without encryption of its own, since every segment proves itself::

      0  "PMP1"
      4  version u8 (1), three zero bytes
      8  how many segments u32
     12  seq of the first u64, the others follow it without a gap
     20  stream 16
     36  length of each u32
     ..  BLAKE2b-128 of everything before it, 16
     ..  the segments
    -12  length of the pack u64, "END1"

Segments 1 to 64, 65 to 128 … make the packs of level 1, 64 of these one of level 2: the ranges are fixed, so that
whoever makes a pack gives it the same name and the same bytes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.sync.envelope import SEGMENT, read_header
from app.sync.faults import Damaged, NewerFormat
from app.sync.names import PACKED
from app.sync.wire import LARGEST

VERSION = 1
MOST = PACKED**2
"""The most segments a pack may hold."""

HEAD = 36
"""Length of what ``index_length`` needs to see, bytes."""

_MAGIC, _END = b"PMP1", b"END1"
_HEADER = struct.Struct("<4sB3sIQ16s")
_TRAILER = struct.Struct("<Q4s")
_MARK = 16


@dataclass(frozen=True, slots=True)
class Index:
    """What a pack holds.

    Attributes:
        stream: Id of the stream.
        first: Its first segment.
        last: Its last segment.
        places: Offset and length of each within the pack, bytes.
        total: Length of the pack, bytes.
    """

    stream: bytes
    first: int
    last: int
    places: tuple[tuple[int, int], ...]
    total: int

    def where(self, seq: int) -> tuple[int, int]:
        """Return offset and length of a segment.

        Raises:
            KeyError: The pack does not hold it.
        """
        if not self.first <= seq <= self.last:
            raise KeyError(seq)
        return self.places[seq - self.first]


def make_pack(files: Sequence[bytes]) -> bytes:
    """Return the pack of these segment files.

    Args:
        files: Whole files of one stream, in order and without a gap.

    Raises:
        ValueError: They are not, or there are too many.
        Damaged: One of them is not whole.
    """
    headers = [read_header(file) for file in files]
    if not 1 <= len(files) <= MOST:
        raise ValueError("a pack holds at least one segment and not too many")
    stream, first = headers[0].stream, headers[0].seq
    for at, header in enumerate(headers):
        if (header.kind, header.stream, header.seq) != (SEGMENT, stream, first + at):
            raise ValueError("a pack holds the segments of one stream without a gap")
    start = _HEADER.pack(_MAGIC, VERSION, bytes(3), len(files), first, stream)
    start += struct.pack(f"<{len(files)}I", *map(len, files))
    start += _mark(start)
    total = len(start) + sum(map(len, files)) + _TRAILER.size
    return b"".join([start, *files, _TRAILER.pack(total, _END)])


def index_length(head: bytes) -> int:
    """Return how many bytes at its beginning tell what a pack holds.

    Args:
        head: At least its first ``HEAD`` bytes.

    Raises:
        Damaged: It is no pack.
        NewerFormat: Its version is not known.
    """
    if len(head) < HEAD or head[:4] != _MAGIC:
        raise Damaged("not a pack, or cut off")
    _, version, zeros, count, first, _ = _HEADER.unpack_from(head)
    if version > VERSION:
        raise NewerFormat(f"pack version {version}")
    if not version or any(zeros) or not 1 <= count <= MOST or not 1 <= first <= LARGEST - count:
        raise Damaged("a pack's header does not fit")
    return HEAD + 4 * count + _MARK


def read_index(start: bytes) -> Index:
    """Return what a pack holds.

    Args:
        start: At least its first ``index_length`` bytes.

    Raises:
        Damaged: They are not the beginning of a pack.
        NewerFormat: Its version is not known.
    """
    length = index_length(start)
    if len(start) < length or _mark(start[: length - _MARK]) != start[length - _MARK : length]:
        raise Damaged("a pack's index is not what was written")
    _, _, _, count, first, stream = _HEADER.unpack_from(start)
    places: list[tuple[int, int]] = []
    offset = length
    for size in struct.unpack_from(f"<{count}I", start, HEAD):
        places.append((offset, size))
        offset += size
    return Index(stream, first, first + count - 1, tuple(places), offset + _TRAILER.size)


def open_pack(data: bytes) -> Index:
    """Return what a pack holds, having made sure that nothing of it is missing; each segment still proves itself.

    Raises:
        Damaged: It is not whole.
        NewerFormat: Its version is not known.
    """
    index = read_index(data)
    if index.total != len(data) or data[-_TRAILER.size :] != _TRAILER.pack(index.total, _END):
        raise Damaged("the pack's end is missing")
    return index


def from_pack(data: bytes, seq: int) -> bytes:
    """Return one segment file out of a whole pack.

    Raises:
        Damaged: The pack is not whole.
        NewerFormat: Its version is not known.
        KeyError: It does not hold this segment.
    """
    offset, size = open_pack(data).where(seq)
    return data[offset : offset + size]


def all_from_pack(data: bytes) -> dict[int, bytes]:
    """Return every segment file of a whole pack by its seq, as ``from_pack`` does."""
    index = open_pack(data)
    return {index.first + at: data[offset : offset + size] for at, (offset, size) in enumerate(index.places)}


# --- which segments go together ------------------------------------------------------------------------------------


def range_of(seq: int, level: int = 1) -> tuple[int, int]:
    """Return the first and last segment of the pack of this level that ``seq`` belongs to."""
    size = PACKED**level
    first = (seq - 1) // size * size + 1
    return first, first + size - 1


def complete(seqs: Iterable[int], level: int = 1) -> list[tuple[int, int]]:
    """Return the ranges of this level of which every segment is among ``seqs``, in order."""
    count: dict[tuple[int, int], int] = {}
    for seq in set(seqs):
        bounds = range_of(seq, level)
        count[bounds] = count.get(bounds, 0) + 1
    return sorted(bounds for bounds, found in count.items() if found == PACKED**level)


def covering(ranges: Iterable[tuple[int, int]], seq: int) -> tuple[int, int] | None:
    """Return the shortest of these ranges that holds ``seq``, or None."""
    return min((bounds for bounds in ranges if bounds[0] <= seq <= bounds[1]), key=_length, default=None)


def _length(bounds: tuple[int, int]) -> int:
    return bounds[1] - bounds[0]


def _mark(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_MARK).digest()
