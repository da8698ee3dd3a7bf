"""Roster entries: the signed statements of which the office's roster is made, one a file, never changed.

What is stated, and who signs it:

======= ============================================================================== ===============================
kind    statement                                                                      signed by
======= ============================================================================== ===============================
device  a desk with its keys and its name belongs to the office                        its certifier, and itself
stream  a stream is written by a device, under a lane                                  that device
name    a desk is called something else                                                that device
retire  a desk left the office; so far its streams are accepted                        the office's key
epoch   a new site key, sealed to every desk that is to have it                        the office's key
admin   a desk holds the office's key                                                  the office's key
settle  which desk an invitation made, or that it made none                            the office's key
lost    segments of a stream that nobody holds any more: the others go on without      the office's key
======= ============================================================================== ===============================

A device's certifier is the office's key, or the one-time key of an invitation that the office's key signed.

What it stops. Forging: no signature, no effect. Replaying from another office: the office's id is signed, and the entry
does not open there. Replaying from this office: an entry means the same whenever it is read. Reading by somebody who
has the folder only: names of desks are people's business, so an entry is encrypted. Cutting off and flipping bits: it
does not open.

Entries are encrypted under a key of the first epoch for good: a desk that missed an epoch must read the entry that
brings it the new key, and a new desk must read all of them. Whoever left the office can thus still read which desks
join and leave after it, which is no more than it sees in the names of their streams, and what they are called.

The nonce is made from the content, so that the same statement gives the same bytes and the same name on every desk: a
repeated publication finds its file there already.

``"PMR1" | nonce 24 | XChaCha20-Poly1305(MessagePack [body, signature, signature or empty])``, with "PMR1" and the
office's id as what is authenticated besides. A body is MessagePack ``[kind, field …]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import SigningKey, VerifyKey

from app.sync.faults import Damaged, NewerFormat
from app.sync.identity import ID_BYTES
from app.sync.keys import KEY_BYTES, digest
from app.sync.wire import pack, unpack

MAGIC = b"PMR1"
LONGEST = 1 << 18
"""Bytes of an entry at most."""
LONGEST_NAME = 80
"""Characters of a desk's name at most."""
NAME_BYTES = 10
"""Of an entry's digest in its name on the share: 16 characters of base 32."""
CERTIFICATE_BYTES = 32 + 8 + 64
LANE_LETTERS = frozenset("ABCDEFGHJKLMNPQRSTUVWXYZ")
_NONCE = 24
_SIGNATURE = 64
_HASH = 32
_SIGNED = b"wuye roster 1\0"
_CERTIFIED = b"wuye invitation 1\0"
_HIGHEST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class DeviceStatement:
    """A desk belongs to the office.

    Attributes:
        verify_key: What others check its signatures with.
        box_key: What others seal keys to.
        name: What it is called.
        at: When it joined by its own clock, UTC milliseconds.
        epochs: The epochs whose keys it was given on joining.
        certificate: The invitation's certificate; empty if the office's key certified it.
    """

    verify_key: bytes
    box_key: bytes
    name: str
    at: int
    epochs: tuple[int, ...]
    certificate: bytes


@dataclass(frozen=True, slots=True)
class StreamStatement:
    """A device writes a stream, with a lane in its ticket numbers (empty: none yet)."""

    device: bytes
    stream: bytes
    lane: str


@dataclass(frozen=True, slots=True)
class NameStatement:
    """A desk is called something else; the highest serial counts."""

    device: bytes
    name: str
    serial: int


@dataclass(frozen=True, slots=True)
class RetireStatement:
    """A desk left the office at a time (UTC ms); of its streams so many segments are accepted, of others none."""

    device: bytes
    at: int
    last: tuple[tuple[bytes, int], ...]


@dataclass(frozen=True, slots=True)
class EpochStatement:
    """A site key: its check value, the key sealed to devices, and the devices that had left when it was made."""

    epoch: int
    check: bytes
    sealed: tuple[tuple[bytes, bytes], ...]
    without: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class AdminStatement:
    """A desk holds the office's key."""

    device: bytes


@dataclass(frozen=True, slots=True)
class SettleStatement:
    """The invitation with this one-time key made this device (empty: none, it is void)."""

    one_time: bytes
    device: bytes


@dataclass(frozen=True, slots=True)
class LostStatement:
    """Segments that nobody holds any more: whoever has them not goes on without; whoever has them still sends them.

    Attributes:
        stream: The stream in the headers of their files.
        first: The first of them.
        last: The last of them.
        before: Hash of the file before the first.
        head: Hash of the last one, as the file after it states it; empty if nothing follows.
    """

    stream: bytes
    first: int
    last: int
    before: bytes
    head: bytes


Statement = (
    DeviceStatement
    | StreamStatement
    | NameStatement
    | RetireStatement
    | EpochStatement
    | AdminStatement
    | SettleStatement
    | LostStatement
)


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry as it was opened; its signatures are not checked yet.

    Attributes:
        statement: What it says.
        digest: Of what it says; the same for the same statement of the same office.
    """

    statement: Statement
    digest: bytes
    message: bytes
    first: bytes
    second: bytes

    def signed_by(self, key: bytes) -> bool:
        """Say whether the first signature is this key's."""
        return verifies(key, self.message, self.first)

    def also_signed_by(self, key: bytes) -> bool:
        """Say whether the second signature is this key's."""
        return verifies(key, self.message, self.second)


@dataclass(frozen=True, slots=True)
class Certificate:
    """An invitation's permission to certify one desk.

    Attributes:
        one_time: The public half of its one-time key.
        until: Until when a desk may join with it, UTC milliseconds.
    """

    one_time: bytes
    until: int


def verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether a signature of a message is a key's."""
    try:
        VerifyKey(key).verify(message, signature)
    except (BadSignatureError, CryptoError, ValueError, TypeError):
        return False
    return True


def make_certificate(site: bytes, admin: SigningKey, one_time: bytes, until: int) -> bytes:
    """Return the permission to certify one desk until a time (UTC ms), signed by the office's key."""
    facts = one_time + until.to_bytes(8, "little")
    return facts + admin.sign(_CERTIFIED + site + facts).signature


def read_certificate(site: bytes, admin_key: bytes, data: bytes) -> Certificate:
    """Return what a certificate says.

    Raises:
        Damaged: It is not one, or not signed by the office's key for this office.
    """
    facts, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    if len(data) != CERTIFICATE_BYTES or not verifies(admin_key, _CERTIFIED + site + facts, signature):
        raise Damaged("certificate: not the office's")
    return Certificate(facts[:KEY_BYTES], int.from_bytes(facts[KEY_BYTES:], "little"))


def entry_id(data: bytes) -> bytes:
    """Return what names an entry's file on the share."""
    return digest("wuye entry name", data, size=NAME_BYTES)


def seal_entry(
    site: bytes, key: bytes, statement: Statement, signer: SigningKey, second: SigningKey | None = None
) -> bytes:
    """Return the file of a statement.

    Args:
        site: The office's id.
        key: ``SiteKeys.roster_key()``.
        statement: What it says.
        signer: Whoever must sign it.
        second: Who must sign it too: the device itself, for a device.

    Raises:
        ValueError: The statement is not one that a reader would take.
    """
    body = pack(_fields(statement))
    try:
        if _read(body) != statement:
            raise ValueError("does not survive its way through the file")
    except (Damaged, NewerFormat) as error:
        raise ValueError(str(error)) from error
    message = _SIGNED + site + body
    signatures = [signer.sign(message).signature, second.sign(message).signature if second else b""]
    plain = pack([body, *signatures])
    nonce = digest("wuye entry nonce", key, plain, size=_NONCE)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(plain, MAGIC + site, nonce, key)
    return MAGIC + nonce + sealed


def open_entry(site: bytes, key: bytes, data: bytes) -> Signed:
    """Return what an entry says, its signatures not yet checked.

    Args:
        site: The office's id.
        key: ``SiteKeys.roster_key()``.
        data: The file's bytes.

    Raises:
        Damaged: It is cut off, altered, another office's, or not an entry.
        NewerFormat: It states something that a newer version of the program knows.
    """
    if len(data) > LONGEST or not data.startswith(MAGIC):
        raise Damaged("entry: wrong length or beginning")
    nonce, sealed = data[len(MAGIC) : len(MAGIC) + _NONCE], data[len(MAGIC) + _NONCE :]
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, MAGIC + site, nonce, key)
    except (CryptoError, ValueError, TypeError) as error:
        raise Damaged("entry: does not open") from error
    body, first, second = _items(unpack(plain), 3)
    body = _bytes(body)
    message = _SIGNED + site + body
    return Signed(_read(body), digest("wuye entry", message), message, _bytes(first, _SIGNATURE), _bytes(second))


# --- bodies ----------------------------------------------------------------------------------------------------------


def _fields(said: Statement) -> list[object]:
    match said:
        case DeviceStatement():
            return ["device", said.verify_key, said.box_key, said.name, said.at, said.epochs, said.certificate]
        case StreamStatement():
            return ["stream", said.device, said.stream, said.lane]
        case NameStatement():
            return ["name", said.device, said.name, said.serial]
        case RetireStatement():
            return ["retire", said.device, said.at, said.last]
        case EpochStatement():
            return ["epoch", said.epoch, said.check, said.sealed, said.without]
        case AdminStatement():
            return ["admin", said.device]
        case SettleStatement():
            return ["settle", said.one_time, said.device]
        case LostStatement():
            return ["lost", said.stream, said.first, said.last, said.before, said.head]


def _read(body: bytes) -> Statement:
    kind, *fields = _items(unpack(body)) or [None]
    match kind:
        case "device":
            verify_key, box_key, name, at, epochs, certificate = _items(fields, 6)
            return DeviceStatement(
                _bytes(verify_key, KEY_BYTES),
                _bytes(box_key, KEY_BYTES),
                _name(name),
                _number(at),
                tuple(_number(epoch) for epoch in _items(epochs)),
                _bytes(certificate),
            )
        case "stream":
            device, stream, lane = _items(fields, 3)
            return StreamStatement(_bytes(device, ID_BYTES), _bytes(stream, ID_BYTES), _lane(lane))
        case "name":
            device, name, serial = _items(fields, 3)
            return NameStatement(_bytes(device, ID_BYTES), _name(name), _number(serial))
        case "retire":
            device, at, last = _items(fields, 3)
            pairs = [_items(pair, 2) for pair in _items(last)]
            limits = tuple((_bytes(stream, ID_BYTES), _number(seq)) for stream, seq in pairs)
            return RetireStatement(_bytes(device, ID_BYTES), _number(at), limits)
        case "epoch":
            epoch, check, sealed, without = _items(fields, 4)
            pairs = [_items(pair, 2) for pair in _items(sealed)]
            boxes = tuple((_bytes(device, ID_BYTES), _bytes(box)) for device, box in pairs)
            left = tuple(_bytes(device, ID_BYTES) for device in _items(without))
            return EpochStatement(_number(epoch), _bytes(check, KEY_BYTES), boxes, left)
        case "admin":
            (device,) = _items(fields, 1)
            return AdminStatement(_bytes(device, ID_BYTES))
        case "settle":
            one_time, device = _items(fields, 2)
            return SettleStatement(_bytes(one_time, KEY_BYTES), _bytes(device, *([ID_BYTES] if device else [])))
        case "lost":
            stream, first, last, before, head = _items(fields, 5)
            numbers = _number(first), _number(last)
            if not 1 <= numbers[0] <= numbers[1]:
                raise Damaged("entry: wrong numbers")
            hashes = _bytes(before, _HASH), _bytes(head, *([_HASH] if head else []))
            return LostStatement(_bytes(stream, ID_BYTES), *numbers, *hashes)
        case str():
            raise NewerFormat(f"entry: {kind[:20]!r}")
        case _:
            raise Damaged("entry: no kind")


def _items(value: object, count: int | None = None) -> Sequence[Any]:
    if not isinstance(value, list):
        raise Damaged("entry: wrong shape")
    items = cast(list[Any], value)
    if count is not None and len(items) != count:
        raise Damaged("entry: wrong number of fields")
    return items


def _bytes(value: object, size: int | None = None) -> bytes:
    if not isinstance(value, bytes) or (size is not None and len(value) != size):
        raise Damaged("entry: wrong bytes")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _HIGHEST:
        raise Damaged("entry: wrong number")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME:
        raise Damaged("entry: wrong name")
    return value


def _lane(value: object) -> str:
    if not isinstance(value, str) or len(value) > 2 or not LANE_LETTERS.issuperset(value):
        raise Damaged("entry: wrong lane")
    return value
