"""The office's keys: one secret of 32 random bytes for each epoch, and everything derived from them.

What it stops: whoever has the folder but not a site key can neither read a file nor make one that opens. Each use has
a key of its own (HKDF, RFC 5869, with SHA-256), so that nothing sealed for one purpose opens as another, and one
derived key tells nothing about the others. When a desk leaves, the office goes on under a new epoch that the desk never
gets; what it could read until then it had already, so nothing old is encrypted again.

What it does not stop: a desk that still belongs to the office reads all of it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.sync.faults import UnknownKey

KEY_BYTES = 32
FIRST_EPOCH = 1
_STEP = 1 << 16
_LAST_EPOCH = (1 << 32) - 1


def new_key() -> bytes:
    """Return a new random key or seed, 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_epoch(after: int) -> int:
    """Return a number for the epoch that follows, always larger.

    Its low half is random: two desks that begin an epoch at the same time, without knowing of each other, then begin
    two different ones, and what is sealed under either can be read.

    Args:
        after: The newest epoch known.

    Raises:
        ValueError: There have been 65,535 epochs.
    """
    number = (after // _STEP + 1) * _STEP + secrets.randbelow(_STEP)
    if number > _LAST_EPOCH:
        raise ValueError("no epoch is left")
    return number


@lru_cache(maxsize=64)
def derived(secret: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """Return the key for one purpose (HKDF with SHA-256 and no salt, RFC 5869).

    Args:
        secret: Key material without structure, 32 random bytes.
        purpose: What it is for; another purpose gives an unrelated key.
        length: Bytes wanted, at most 8160.
    """
    extracted = hmac.digest(bytes(32), secret, "sha256")
    block, found = b"", b""
    for count in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + purpose.encode() + bytes([count]), "sha256")
        found += block
    return found[:length]


def digest(purpose: str, *parts: bytes, size: int = 32) -> bytes:
    """Return a BLAKE2b digest of parts that cannot be shifted into each other.

    Args:
        purpose: What is digested, at most 16 letters; another purpose gives an unrelated digest.
        parts: The bytes; their lengths are digested with them.
        size: Bytes wanted, at most 64.
    """
    state = hashlib.blake2b(digest_size=size, person=purpose.encode())
    for part in parts:
        state.update(len(part).to_bytes(8, "little") + part)
    return state.digest()


@dataclass(frozen=True, slots=True)
class SiteKeys:
    """The site keys that a desk has.

    Attributes:
        epochs: Number of the epoch -> its key; never shown.
        stated: The newest epoch that the roster states, so that everybody can learn its key; None for the newest.
    """

    epochs: Mapping[int, bytes] = field(repr=False)
    stated: int | None = None

    @property
    def newest(self) -> int:
        """The epoch under which this desk writes.

        Raises:
            UnknownKey: It has no key at all.
        """
        if not self.epochs:
            raise UnknownKey(FIRST_EPOCH)
        return max(self.epochs) if self.stated is None else self.stated

    def segment_key(self, epoch: int) -> bytes:
        """Return the key of segments, acknowledgements, manifests and chunks of one epoch.

        Raises:
            UnknownKey: This desk does not have that epoch's key.
        """
        return derived(self._epoch(epoch), "wuye desk 1 segments")

    def blob_key(self, epoch: int) -> bytes:
        """Return the key of attachments of one epoch.

        Raises:
            UnknownKey: This desk does not have that epoch's key.
        """
        return derived(self._epoch(epoch), "wuye desk 1 blobs")

    def blob_id_key(self) -> bytes:
        """Return the key under which attachments are named.

        It belongs to the first epoch, so that one attachment has one name for good. A desk that left the office and
        still has the folder can therefore tell whether a file it holds itself lies there too, and nothing else.

        Raises:
            UnknownKey: This desk does not have the first epoch's key.
        """
        return derived(self._epoch(FIRST_EPOCH), "wuye desk 1 blob ids")

    def chunk_id_key(self) -> bytes:
        """Return the key under which the chunks of snapshots are named, for good, so that unchanged ones keep theirs.

        Raises:
            UnknownKey: This desk does not have the first epoch's key.
        """
        return derived(self._epoch(FIRST_EPOCH), "wuye desk 1 chunk ids")

    def roster_key(self) -> bytes:
        """Return the key of roster entries; see ``app.sync.entries`` why it is the first epoch's for good.

        Raises:
            UnknownKey: This desk does not have the first epoch's key.
        """
        return derived(self._epoch(FIRST_EPOCH), "wuye desk 1 roster")

    def _epoch(self, epoch: int) -> bytes:
        if epoch not in self.epochs:
            raise UnknownKey(epoch)
        return self.epochs[epoch]
