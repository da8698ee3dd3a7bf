"""Packs this desk's own old segments on the share, so that a year of work is not thousands of files.

A pack is written first, read back a while later, and only then are the files deleted that it holds: whoever is cut off
in between goes on where it stopped, and at no moment is a segment nowhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.sync import names
from app.sync.faults import ShareFault, SyncFault
from app.sync.packs import all_from_pack, complete, covering, make_pack, range_of
from app.sync.replica import Replica
from app.sync.rules import Rules
from app.sync.share import Share
from app.sync.shelf import reading

log = logging.getLogger(__name__)

LARGEST_PACK = 32 << 20
"""Bytes beyond which segments stay as they are."""

Bounds = tuple[int, int]


@dataclass(frozen=True)
class _File:
    """A file in one of a stream's folders.

    Attributes:
        path: Where it lies.
        changed: When it was written, by the server's clock.
    """

    path: str
    changed: int


class Packer:
    """Packs the streams this desk writes or wrote.

    Args:
        replica: This desk's database, which holds every segment of its own.
        share: The shared folder.
        rules: When.
    """

    def __init__(self, replica: Replica, share: Share, rules: Rules) -> None:
        self._replica = replica
        self._share = share
        self._rules = rules

    def pack(self, now: int) -> None:
        """Go one step further with everything that is old enough.

        Args:
            now: UTC milliseconds by the server's clock.

        Raises:
            ShareFault: The share failed; nothing is lost, and it goes on at another time.
        """
        for end in self._replica.streams():
            if end.state in ("own", "former"):
                self._pack_segments(end.stream, now)
                self._pack_packs(end.stream, now)

    def _pack_segments(self, stream: bytes, now: int) -> None:
        loose = self._loose(stream)
        before = now - self._rules.pack_after
        old = {seq for seq, files in loose.items() if max(file.changed for file in files) <= before}
        if not old:
            return
        packs = {**self._packs(stream, 2), **self._packs(stream, 1)}
        packed = {range_of(seq) for seq in old if covering(packs, seq) is not None}
        for bounds in sorted(packed.union(complete(old & self._replica.safe(stream)))):
            seqs = range(bounds[0], bounds[1] + 1)
            files = [file for seq in seqs if seq in old for file in loose[seq]]
            self._turn_into(stream, bounds, 1, packs, now, files)

    def _pack_packs(self, stream: bytes, now: int) -> None:
        small = self._packs(stream, 1)
        old = {bounds for bounds, file in small.items() if file.changed <= now - self._rules.pack_after}
        ranges = complete((seq for first, last in old for seq in range(first, last + 1)), 2)
        if not ranges:
            return
        packs = self._packs(stream, 2)
        for bounds in ranges:
            inside = [file for (first, last), file in small.items() if bounds[0] <= first and last <= bounds[1]]
            self._turn_into(stream, bounds, 2, packs, now, inside)

    def _turn_into(
        self, stream: bytes, bounds: Bounds, level: int, packs: Mapping[Bounds, _File], now: int, files: Iterable[_File]
    ) -> None:
        """Write the pack of some segments, or delete the files it replaces once it reads back."""
        held = self._replica.segments(stream, *bounds)
        if len(held) != bounds[1] - bounds[0] + 1 or sum(map(len, held)) > LARGEST_PACK:
            return
        there = packs.get(bounds) or next((file for one, file in packs.items() if _within(bounds, one)), None)
        if there is None:
            self._share.folder(names.stream_folder(stream, level))
            self._write(names.pack_path(stream, *bounds, level), make_pack(held))
        elif there.changed <= now - self._rules.confirm_after:
            if self._holds(there.path, bounds, held):
                for file in files:
                    self._share.remove(file.path)
            elif there == packs.get(bounds):
                log.warning("%s is damaged and written again", there.path)
                self._share.remove(there.path)

    def _write(self, path: str, data: bytes) -> None:
        try:
            self._share.create(path, data)
        except ShareFault as fault:
            # An earlier attempt that was reported as failed: it is read back before anything is deleted.
            if fault.kind != "exists":
                raise

    def _holds(self, path: str, bounds: Bounds, held: list[bytes]) -> bool:
        data = reading(self._share, path)
        try:
            inside = {} if data is None else all_from_pack(data)
        except SyncFault as fault:
            log.warning("%s: %s", path, fault)
            return False
        return [inside.get(seq) for seq in range(bounds[0], bounds[1] + 1)] == held

    def _loose(self, stream: bytes) -> dict[int, list[_File]]:
        """Return the single files of every segment: itself and further copies; none of which only copies are left."""
        found: dict[int, list[_File]] = {}
        for path, changed in self._sizes(names.stream_folder(stream)):
            parsed = names.parse_segment(path.rpartition("/")[2])
            if parsed is not None:
                found.setdefault(parsed[0], []).append(_File(path, changed))
        return found

    def _packs(self, stream: bytes, level: int) -> dict[Bounds, _File]:
        found: dict[Bounds, _File] = {}
        for path, changed in self._sizes(names.stream_folder(stream, level)):
            bounds = names.parse_pack(path.rpartition("/")[2])
            if bounds is not None:
                found[bounds] = _File(path, changed)
        return found

    def _sizes(self, folder: str) -> list[tuple[str, int]]:
        try:
            return [(f"{folder}/{name}", changed) for name, _, changed in self._share.sizes(folder)]
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            return []


def _within(bounds: Bounds, other: Bounds) -> bool:
    return other[0] <= bounds[0] and bounds[1] <= other[1]
