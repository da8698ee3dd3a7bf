"""Takes contents away from the share that no record has any more: seldom, late, and only if two snapshots agree."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from app.store.blobs import is_digest
from app.sync import names
from app.sync.blobbook import BlobBook
from app.sync.blobparts import blob_id
from app.sync.blobs import KEPT_MS, list_blobs, spare_blobs, used_ids
from app.sync.chunks import decode_chunk
from app.sync.faults import ShareFault
from app.sync.replica import Replica
from app.sync.rules import DAY_MS, Rules
from app.sync.share import Share
from app.sync.shelf import Found, Shelf, listing

log = logging.getLogger(__name__)

TIDIED = "sync.blobs_tidied"


class BlobKeeper:
    """Tidies the contents on the share.

    Args:
        replica: This desk's database.
        share: The shared folder.
        shelf: The snapshots on it.
        rules: What is old.
    """

    def __init__(self, replica: Replica, share: Share, shelf: Shelf, rules: Rules) -> None:
        self._replica = replica
        self._share = share
        self._shelf = shelf
        self._rules = rules
        self._book = BlobBook(replica.store.database, replica.store.synced)

    def tidy(self, kept: Callable[[], Sequence[Found]], now: int) -> int:
        """Delete what is spare, at most once a day; return how many files.

        Args:
            kept: Reads the snapshots that are kept whole, and returns those that are proven.
            now: UTC milliseconds by the server's clock.
        """
        store = self._replica.store
        if abs(now - int(store.meta(TIDIED, "0"))) < DAY_MS:
            return 0
        store.set_meta(TIDIED, str(now))
        for folder in listing(self._share, names.BLOBS):
            self._remove_temps(f"{names.BLOBS}/{folder}", now - self._rules.other_temps)
        here = used_ids(self._replica, self._book, store.clock.now() - KEPT_MS)
        files = [file for file in list_blobs(self._share) if file.id not in here and now - file.changed >= KEPT_MS]
        if not files:
            return 0
        snapshots: list[tuple[bytes, frozenset[bytes]]] = []
        for one in kept():
            used = self._used(one)
            if used is None:
                return 0
            snapshots.append((one.device, used))
        spare = spare_blobs(files, snapshots, here, now)
        for path in spare:
            self._share.remove(path)
        if spare:
            log.info("%d parts of attachments that nobody has any more were deleted", len(spare))
        return len(spare)

    def _used(self, one: Found) -> frozenset[bytes] | None:
        """Return the ids that the records of a snapshot have, shown or in conflict; None if it cannot be told now.

        What was deleted keeps its values for ever and does not count. Whether it lives again this desk itself knows:
        it has taken in all that the snapshot holds.
        """
        if any(self._replica.vector().get(stream, 0) < seq for stream, seq in one.manifest.vector.items()):
            return None
        found: set[str] = set()
        for ref in one.manifest.chunks:
            if ref.table not in self._replica.blob_columns:
                continue
            plain = self._shelf.read_chunk(ref.id)
            if plain is None:
                return None
            rows = decode_chunk(plain)
            deleted = {parts[0] for parts in rows.tombs}
            for name in self._replica.blob_columns[ref.table]:
                if name in rows.columns:
                    values = zip(rows.pks, rows.values[rows.columns.index(name)], strict=True)
                    found.update(str(value) for pk, value in values if is_digest(value) and pk not in deleted)
            for parts in rows.siblings:
                found.update(str(value) for value in parts if is_digest(value))
        keys = self._replica.identity.keys
        return frozenset(blob_id(keys, bytes.fromhex(digest)) for digest in found)

    def _remove_temps(self, folder: str, before: int) -> None:
        try:
            listed = self._share.sizes(folder)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            return
        for name, _, changed in listed:
            if names.is_temp(name) and changed <= before:
                self._share.remove(f"{folder}/{name}")
