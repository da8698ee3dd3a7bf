"""The snapshots that lie on the share: found, read, proven.

A snapshot counts as proven when its manifest and every one of its chunks were read whole: each is signed by a desk of
the office, encrypted under its key, and holds exactly what its name says.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.sync import names
from app.sync.chunks import ChunkRef, ChunkRows, Manifest, chunk_id, decode_chunk, decode_manifest, vector_hash
from app.sync.envelope import CHUNK, MANIFEST, open_file
from app.sync.faults import Damaged, ShareFault, SyncFault
from app.sync.membership import Membership
from app.sync.progress import Progress, go_on, step
from app.sync.replica import Replica
from app.sync.share import Share
from app.sync.vector import Vector

log = logging.getLogger(__name__)

KEPT_OPEN = 64 << 20
"""Bytes of chunks kept decrypted between reading and taking in; beyond that they are decrypted a second time."""


@dataclass(frozen=True)
class Found:
    """A snapshot on the share, by its manifest.

    Attributes:
        digest: The hash of its vector, which is its name.
        manifest: What it holds.
        stream: Whose it is.
        device: The desk that wrote it.
    """

    digest: bytes
    manifest: Manifest
    stream: bytes
    device: bytes

    @property
    def size(self) -> int:
        """How many segments it stands for."""
        return sum(self.manifest.vector.values())


class Shelf:
    """Reads snapshots.

    Args:
        replica: This desk's database and keys.
        members: Who belongs to the office.
        share: The shared folder.
    """

    def __init__(self, replica: Replica, members: Membership, share: Share) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._known: dict[bytes, Found] = {}
        self._damaged: set[bytes] = set()

    def found(self) -> list[Found]:
        """Return the snapshots of desks that belong to the office, those that stand for most first.

        What a retired desk wrote is not among them: nobody can tell what of it was written before it left.

        Raises:
            ShareFault: The share failed.
        """
        listed = [self.read(digest) for digest in self.digests()]
        return sorted((one for one in listed if one is not None), key=lambda one: (-one.size, one.digest))

    def digests(self) -> list[bytes]:
        """Return the names of all manifests."""
        listed = (names.parse_snapshot(name) for name in listing(self._share, names.SNAPSHOTS))
        return [digest for digest in listed if digest is not None]

    def read(self, digest: bytes) -> Found | None:
        """Return a snapshot by its manifest, or None if that is not there, damaged, or by nobody who may."""
        found = self.peek(digest)
        device = None if found is None else self._members.roster.devices.get(found.device)
        return found if device is not None and device.retired_at is None else None

    def peek(self, digest: bytes) -> Found | None:
        """Return a snapshot as ``read`` does, also one that a retired desk wrote."""
        known = self._known.get(digest)
        if known is None:
            data = reading(self._share, names.snapshot_path(digest))
            if data is None:
                return None
            try:
                known = self._known[digest] = self._open(digest, data)
                self._damaged.discard(digest)
            except SyncFault as fault:
                log.warning("snapshot %s: %s", names.shown(digest)[:8], fault)
                if isinstance(fault, Damaged):
                    self._damaged.add(digest)
                return None
        return known

    def is_damaged(self, digest: bytes) -> bool:
        """Say whether a manifest is there and not what its name says."""
        return self.peek(digest) is None and digest in self._damaged

    def drop(self, digest: bytes) -> None:
        """Forget a snapshot that was removed."""
        self._known.pop(digest, None)

    def _open(self, digest: bytes, data: bytes) -> Found:
        header, plain = open_file(
            data, self._replica.segment_key, lambda header: self._members.roster.signer(header.stream)
        )
        if header.kind != MANIFEST or header.site != self._replica.identity.site:
            raise Damaged("not a manifest of this office")
        manifest = decode_manifest(plain)
        if vector_hash(manifest.vector) != digest:
            raise Damaged("another snapshot under this name")
        device = self._members.roster.device_of(header.stream)
        return Found(digest, manifest, header.stream, device or b"")

    def forget(self) -> None:
        """Read everything anew from now on."""
        self._known.clear()
        self._damaged.clear()

    def chunk(self, data: bytes, ref: bytes) -> bytes:
        """Return the content of a chunk's file.

        Raises:
            SyncFault: It is not the chunk of this name.
        """
        header, plain = open_file(
            data, self._replica.segment_key, lambda header: self._members.roster.signer(header.stream)
        )
        if header.kind != CHUNK or header.site != self._replica.identity.site:
            raise Damaged("not a chunk of this office")
        if chunk_id(plain, self._replica.identity.keys.chunk_id_key()) != ref:
            raise Damaged("another chunk under this name")
        return plain

    def read_chunk(self, ref: bytes) -> bytes | None:
        """Return the proven content of a chunk, or None if it is missing or damaged."""
        data = reading(self._share, names.chunk_path(ref))
        if data is None:
            return None
        try:
            return self.chunk(data, ref)
        except SyncFault as fault:
            log.warning("chunk %s: %s", names.shown(ref)[:8], fault)
            return None

    def fetch(self, one: Found, progress: Progress = go_on) -> Content | None:
        """Read a whole snapshot and prove it; None if anything of it is missing or damaged.

        Raises:
            ShareFault: The share failed.
            Cancelled: ``progress`` said so.
        """
        held: list[tuple[ChunkRef, bytes | None, bytes | None]] = []
        room = KEPT_OPEN
        refs = one.manifest.chunks
        for place, ref in enumerate(refs):
            step(progress, place, len(refs))
            data = reading(self._share, names.chunk_path(ref.id))
            if data is None:
                log.warning("snapshot %s: a chunk is missing", names.shown(one.digest)[:8])
                return None
            try:
                plain = self.chunk(data, ref.id)
            except SyncFault as fault:
                log.warning("snapshot %s: %s", names.shown(one.digest)[:8], fault)
                return None
            room -= len(plain)
            held.append((ref, plain, None) if room >= 0 else (ref, None, data))
        return Content(self, one.manifest, held)

    def is_sound(self, one: Found, progress: Progress = go_on) -> bool:
        """Read a whole snapshot and say whether it is proven."""
        refs = one.manifest.chunks
        for place, ref in enumerate(refs):
            step(progress, place, len(refs))
            if self.read_chunk(ref.id) is None:
                return False
        return True


class Content:
    """A snapshot that was read and proven."""

    def __init__(
        self, shelf: Shelf, manifest: Manifest, held: Sequence[tuple[ChunkRef, bytes | None, bytes | None]]
    ) -> None:
        self.manifest = manifest
        self._shelf = shelf
        self._held = held

    def chunks(self, progress: Progress = go_on) -> Iterator[ChunkRows]:
        """Return its chunks in order.

        Raises:
            Damaged: A chunk is not what the manifest says.
            Cancelled: ``progress`` said so.
        """
        for place, (ref, plain, data) in enumerate(self._held):
            step(progress, place, len(self._held))
            rows = decode_chunk(plain if plain is not None else self._shelf.chunk(data or b"", ref.id))
            if (rows.table, len(rows.pks)) != (ref.table, ref.rows):
                raise Damaged("a chunk is not what its manifest says")
            yield rows


def gain(vector: Vector, here: Vector) -> int:
    """Return how many segments a snapshot saves somebody who has taken in ``here``."""
    return sum(max(0, seq - here.get(stream, 0)) for stream, seq in vector.items())


def listing(share: Share, folder: str) -> list[str]:
    """Return the names in a folder; none if it is not there."""
    try:
        return share.names(folder)
    except ShareFault as fault:
        if fault.kind != "missing":
            raise
        return []


def reading(share: Share, path: str) -> bytes | None:
    """Return a file's bytes, or None if it is not there or cannot be read now.

    Raises:
        ShareFault: The share failed as a whole.
    """
    try:
        return share.read(path)
    except ShareFault as fault:
        if fault.kind in ("missing", "busy", "damaged"):
            return None
        raise
