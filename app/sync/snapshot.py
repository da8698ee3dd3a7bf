"""Writes a snapshot: everything as one moment shows it, so that nobody needs the segments that led there.

The order is chunks, confirm, manifest: a snapshot is there when its manifest is, and then it is whole. Chunks are named
by what they hold, so those that an earlier snapshot holds too are not written again. Being cut off at any moment
leaves chunks that no manifest names, which are taken away after a while.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress

from app.sync import names
from app.sync.chunks import ChunkRef, Manifest, chunk_id, encode_chunk, encode_manifest, vector_hash
from app.sync.envelope import CHUNK, MANIFEST, NO_HASH, Header, seal_file
from app.sync.faults import Damaged, ShareFault
from app.sync.pages import number_of
from app.sync.progress import Progress, go_on, step
from app.sync.replica import Replica, State
from app.sync.share import Share
from app.sync.shelf import Found, Shelf

log = logging.getLogger(__name__)


class SnapshotWriter:
    """Writes snapshots of this desk's database.

    Args:
        replica: The database and its keys.
        shelf: Reads back what was written.
        share: The shared folder.
        version: This program's version.
    """

    def __init__(self, replica: Replica, shelf: Shelf, share: Share, version: str) -> None:
        self._replica = replica
        self._shelf = shelf
        self._share = share
        self._version = version
        self._listed: dict[str, set[str]] = {}

    def write(self, progress: Progress = go_on, *, published: bool = True) -> Found | None:
        """Write a snapshot, unless there is one of this very state already.

        Args:
            progress: Told chunks written; their number is not known before.
            published: Whether to wait until everything packed here is on the share.

        Returns:
            The snapshot as it was read back; None if this is not the moment for one: something waits to be packed or
            published, or a newer program has written columns here that this one does not know.

        Raises:
            ShareFault: The share failed; nothing but chunks was written.
            Damaged: What was written does not read back.
            Cancelled: ``progress`` said so.
        """
        if published and self._replica.unsent_count():
            return None
        self._listed.clear()
        with self._replica.state() as state:
            if state is None or not state.vector or not state.pages.complete():
                return None
            digest = vector_hash(state.vector)
            there = self._shelf.read(digest) if digest in self._shelf.digests() else None
            if there is not None and self._shelf.is_sound(there, progress):
                return there
            refs, new = self._write_chunks(state, progress)
            streams = [end.stream for end in self._replica.streams()]
        self._confirm(refs, new, progress)
        return self._write_manifest(digest, state, refs, streams)

    def _write_chunks(self, state: State, progress: Progress) -> tuple[list[ChunkRef], set[bytes]]:
        """Write every chunk that is not there; return all of them, and those that were written."""
        key = self._replica.identity.keys.chunk_id_key()
        refs: list[ChunkRef] = []
        new: set[bytes] = set()
        for table in state.pages.tables():
            for rows in state.pages.chunks(table):
                step(progress, len(refs), 0)
                plain = encode_chunk(rows)
                ref = ChunkRef(chunk_id(plain, key), table, len(rows.pks))
                if self._put(ref.id, plain):
                    new.add(ref.id)
                refs.append(ref)
        return refs, new

    def _put(self, ref: bytes, plain: bytes) -> bool:
        """Put a chunk on the share; return False if a sound one is there already."""
        folder, path = names.chunk_folder(ref), names.chunk_path(ref)
        if path.rpartition("/")[2] in self._names(folder):
            if self._shelf.read_chunk(ref) is not None:
                return False
            self._discard(path)
        data = self._sealed(CHUNK, plain)
        try:
            self._share.create(path, data)
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            if self._shelf.read_chunk(ref) is not None:
                return False
            self._discard(path)
            self._share.create(path, data)
        return True

    def _names(self, folder: str) -> set[str]:
        found = self._listed.get(folder)
        if found is None:
            with suppress(ShareFault):
                found = {name.lower() for name in self._share.names(folder)}
            if found is None:
                self._share.folder(folder)
                found = set[str]()
            self._listed[folder] = found
        return found

    def _discard(self, path: str) -> None:
        """Take away a file that is not what its name says: nobody can use it, and its name is needed."""
        log.warning("%s is damaged and written again", path)
        self._share.remove(path)

    def _confirm(self, refs: Sequence[ChunkRef], new: set[bytes], progress: Progress) -> None:
        """Read back what was written; what was there already has been read."""
        for place, ref in enumerate(refs):
            step(progress, len(refs) + place, 2 * len(refs))
            if ref.id in new and self._shelf.read_chunk(ref.id) is None:
                raise Damaged("a chunk does not read back")

    def _write_manifest(
        self, digest: bytes, state: State, refs: list[ChunkRef], streams: Sequence[bytes]
    ) -> Found | None:
        numbers = {number_of(stream): stream for stream in streams}
        if len(numbers) != len(streams):
            raise Damaged("two streams have one number")
        manifest = Manifest(state.vector, state.heads, refs, numbers, self._version, self._replica.schema)
        path = names.snapshot_path(digest)
        data = self._sealed(MANIFEST, encode_manifest(manifest))
        try:
            self._share.create(path, data)
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            there = self._shelf.read(digest)
            if there is not None and self._shelf.is_sound(there):
                return there
            self._discard(path)
            self._shelf.forget()
            self._share.create(path, data)
        return self._shelf.read(digest)

    def _sealed(self, kind: int, plain: bytes) -> bytes:
        identity = self._replica.identity
        epoch = identity.keys.newest
        header = Header(kind, 0, epoch, identity.site, self._replica.own().stream, 0, NO_HASH)
        return seal_file(header, plain, identity.keys.segment_key(epoch), identity.signing_key)
