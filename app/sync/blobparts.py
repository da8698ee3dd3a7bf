"""The files that carry an attachment's content: encrypted parts of 8 MB, each signed by whoever put it there.

An attachment is named on the share by a keyed BLAKE2b: of the content's own digest, which is as good as of the content
itself and lets an office that works alone name its contents before it has any key. So the name says nothing to whoever
has no key, not even whether a file they hold themselves lies there, and the same content lies there once.

A part holds the whole content's digest and size before its bytes: a part under a wrong name, or of another content, is
not taken for what it is not. Two desks that put one part there make different bytes (nonces are random) of the same
content; either will do.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass

from app.sync.envelope import BLOB, NO_HASH, Header, open_file, seal_file
from app.sync.faults import Damaged
from app.sync.identity import Identity
from app.sync.keys import SiteKeys

PART = 8 * 1024 * 1024
"""Bytes of a content in one part."""
LONGEST = PART + 64 * 1024
"""Bytes a part's file may have; what cannot be compressed grows a little."""
_HEAD = struct.Struct("<32sQ")


@dataclass(frozen=True, slots=True)
class Part:
    """What a part's file says.

    Attributes:
        digest: The whole content's BLAKE2b-256.
        size: The whole content's bytes.
        number: Which part, from 0.
        data: Its bytes.
    """

    digest: bytes
    size: int
    number: int
    data: bytes


def blob_id(keys: SiteKeys, digest: bytes) -> bytes:
    """Return the 32-byte id under which a content lies on the share.

    Raises:
        UnknownKey: This desk lacks the key of the first epoch.
    """
    return hashlib.blake2b(digest, digest_size=32, key=keys.blob_id_key(), person=b"wuye desk blob").digest()


def parts_of(size: int) -> int:
    """Return how many parts a content of so many bytes has; an empty one has one."""
    return max(1, -(-size // PART))


def length_of(size: int, number: int) -> int:
    """Return the bytes of a part."""
    return min(PART, size - number * PART)


def seal_part(identity: Identity, stream: bytes, part: Part) -> bytes:
    """Return a part's file, under the newest key and this desk's signature."""
    keys = identity.keys
    header = Header(BLOB, 0, keys.newest, identity.site, stream, part.number, NO_HASH)
    plain = _HEAD.pack(part.digest, part.size) + part.data
    return seal_file(header, plain, keys.blob_key(keys.newest), identity.signing_key)


def open_part(data: bytes, identity: Identity, signer: Callable[[Header], bytes | None]) -> Part:
    """Return what a part's file says.

    Raises:
        SyncFault: It is damaged, forged, or not to be read here (yet).
    """
    keys = identity.keys
    header, plain = open_file(data, lambda epoch: keys.blob_key(epoch) if epoch in keys.epochs else None, signer)
    if header.kind != BLOB or header.site != identity.site or len(plain) < _HEAD.size:
        raise Damaged("not a part of an attachment of this office")
    digest, size = _HEAD.unpack_from(plain)
    part = Part(digest, size, header.seq, plain[_HEAD.size :])
    if part.number >= parts_of(size) or len(part.data) != length_of(size, part.number):
        raise Damaged("a part of the wrong length")
    return part
