"""The file around everything on the share that has content: named, encrypted, signed, and whole or nothing.

Little-endian; 200 bytes more than the compressed content::

      0  "PMS1"
      4  version u8 (1)
      5  kind u8
      6  critical flags u16: who does not know one of them must not read the file
      8  key epoch u32
     12  site 16
     28  stream 16
     44  seq u64
     52  BLAKE2b-256 of the stream's file before this one, 32
     84  length of what is encrypted, with its mark, u32
     88  nonce 24
    112  XChaCha20-Poly1305 of the content compressed by zstd, everything before it as associated data
     -72 Ed25519 signature of everything before it, 64
     -8  length of the file u32, "END1"

Every version keeps the first six bytes and the last eight, so that an old program can tell new from broken. Nonces are
random: one made of stream and seq would come again when a disk is cloned.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass

import zstandard
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

from app.sync.faults import Damaged, NewerFormat, UnknownKey, UnknownSigner
from app.sync.wire import LARGEST

SEGMENT, ACK, MANIFEST, CHUNK, BLOB = 1, 2, 3, 4, 5
"""The kinds of file."""

VERSION = 1
KNOWN_FLAGS = 0
"""The critical flags this program understands: there is none yet."""

OVERHEAD = 200
"""What a file is longer than its compressed content, bytes."""

NO_HASH = bytes(32)
"""In place of the hash of the file before, where there is none."""

_MAGIC, _END = b"PMS1", b"END1"
_HEADER = struct.Struct("<4sBBHI16s16sQ32sI24s")
_TRAILER = struct.Struct("<I4s")
_SIGNATURE = 64
_TAIL = _SIGNATURE + _TRAILER.size
_MEGABYTE = 1 << 20
_LIMITS = {SEGMENT: 8 * _MEGABYTE, ACK: _MEGABYTE, MANIFEST: 8 * _MEGABYTE, CHUNK: 8 * _MEGABYTE, BLOB: 16 * _MEGABYTE}
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What a file is, readable without any key.

    Attributes:
        kind: ``SEGMENT``, ``ACK``, ``MANIFEST``, ``CHUNK`` or ``BLOB``.
        flags: Critical flags.
        epoch: Number of the key the content is encrypted under.
        site: Id of the office, 16 bytes.
        stream: Id of the stream whose device wrote it, 16 bytes.
        seq: Its place in the stream, or of an acknowledgement among them; 0 where there is no order.
        prev: Hash of the file before, or ``NO_HASH``.
    """

    kind: int
    flags: int
    epoch: int
    site: bytes
    stream: bytes
    seq: int
    prev: bytes


def limit_of(kind: int) -> int:
    """Return how large the content of a file of this kind may be, bytes."""
    return _LIMITS[kind]


def file_hash(data: bytes) -> bytes:
    """Return the 32-byte BLAKE2b hash of a whole file."""
    return hashlib.blake2b(data, digest_size=32).digest()


def seal_file(header: Header, plain: bytes, key: bytes, sign: SigningKey) -> bytes:
    """Return the whole file; each call encrypts under a new nonce.

    Args:
        header: What it is.
        plain: Its content.
        key: The 32-byte key of ``header.epoch``.
        sign: The key of the device that owns ``header.stream``.

    Raises:
        ValueError: The content is larger than ``limit_of`` its kind, or something in the header has a wrong length.
    """
    if header.kind not in _LIMITS or len(plain) > _LIMITS[header.kind]:
        raise ValueError(f"{len(plain)} bytes do not fit into a file of kind {header.kind}")
    if (len(header.site), len(header.stream), len(header.prev)) != (16, 16, 32) or not 0 <= header.seq <= LARGEST:
        raise ValueError("a header's field has the wrong length")
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(plain)
    nonce = random(24)
    length = len(packed) + crypto_aead_xchacha20poly1305_ietf_ABYTES
    try:
        start = _HEADER.pack(
            _MAGIC,
            VERSION,
            header.kind,
            header.flags,
            header.epoch,
            header.site,
            header.stream,
            header.seq,
            header.prev,
            length,
            nonce,
        )
    except struct.error as error:
        raise ValueError(f"a header's field is out of range: {error}") from error
    signed = start + crypto_aead_xchacha20poly1305_ietf_encrypt(packed, start, nonce, key)
    signature = sign.sign(signed).signature
    return signed + signature + _TRAILER.pack(len(signed) + _TAIL, _END)


def read_header(data: bytes) -> Header:
    """Return what a file says it is; nothing of it is proven before ``open_file``.

    Args:
        data: The whole file.

    Raises:
        Damaged: It is not whole, or no file of ours.
        NewerFormat: Its version, kind or a critical flag is not known to this program.
    """
    header, newer = _read_start(data)
    if newer:
        raise newer
    return header


def open_file(
    data: bytes,
    keys: Callable[[int], bytes | None],
    signer: Callable[[Header], bytes | None],
    limit: int | None = None,
) -> tuple[Header, bytes]:
    """Return what a file is and its content, once its signature and encryption prove both.

    Args:
        data: The whole file.
        keys: Gives the 32-byte key of an epoch, or None if this desk has not got it.
        signer: Gives the 32-byte verify key of the device that may write such a file, or None if nobody may (yet).
        limit: How large the content may be, bytes; ``limit_of`` its kind if not given.

    Raises:
        Damaged: It is not whole, not signed by its device, altered, or its content larger than the limit.
        NewerFormat: Its version, kind or a critical flag is not known. Flags and kinds are believed only if signed.
        UnknownSigner: No device is known for its stream.
        UnknownKey: Its key is not known.
    """
    header, newer = _read_start(data)
    verify = signer(header)
    if verify is None:
        raise UnknownSigner(header.stream)
    signed = data[:-_TAIL]
    try:
        VerifyKey(verify).verify(signed, data[-_TAIL : -_TRAILER.size])
    except BadSignatureError as error:
        raise Damaged("the signature is wrong") from error
    if newer:
        raise newer
    key = keys(header.epoch)
    if key is None:
        raise UnknownKey(header.epoch)
    start = signed[: _HEADER.size]
    try:
        packed = crypto_aead_xchacha20poly1305_ietf_decrypt(signed[_HEADER.size :], start, start[-24:], key)
    except CryptoError as error:
        raise Damaged("the encryption's mark is wrong") from error
    return header, _unpacked(packed, _LIMITS[header.kind] if limit is None else limit)


def _read_start(data: bytes) -> tuple[Header, NewerFormat | None]:
    """Return the header, and why it must not be believed yet if something in it is newer than this program."""
    if len(data) < _HEADER.size + crypto_aead_xchacha20poly1305_ietf_ABYTES + _TAIL or data[:4] != _MAGIC:
        raise Damaged("not a file of ours, or cut off")
    total, end = _TRAILER.unpack_from(data, len(data) - _TRAILER.size)
    if end != _END or total != len(data):
        raise Damaged("the end is missing")
    _, version, kind, flags, epoch, site, stream, seq, prev, length, _ = _HEADER.unpack_from(data)
    if version > VERSION:
        raise NewerFormat(f"version {version}")
    if not version or not kind or length != len(data) - _HEADER.size - _TAIL or seq > LARGEST:
        raise Damaged("the header does not fit")
    header = Header(kind, flags, epoch, site, stream, seq, prev)
    if kind not in _LIMITS:
        return header, NewerFormat(f"kind {kind}")
    if flags & ~KNOWN_FLAGS:
        return header, NewerFormat(f"flags {flags:#06x}")
    return header, None


def _unpacked(packed: bytes, limit: int) -> bytes:
    """Return the decompressed content; its size is read first, so that no more than ``limit`` is ever allocated."""
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= limit:
            raise Damaged("the content is too large")
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=limit, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Damaged("the content does not decompress") from error
