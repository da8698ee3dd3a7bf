"""How an office's exchange begins, and how one more desk joins it with a code and without a second visit.

An invitation lies on the share as ``join/<id>.inv``. It holds the site keys and a certificate: a one-time key that the
office's key signed, with which the new desk certifies itself. Only its code opens it, 26 letters worth 130 bits, read
out, copied or printed. The new desk answers with ``join/<id>.req``, made exclusively, and puts the same bytes into the
roster; from then on everybody knows it.

What it stops. Somebody who has the folder but no code: the file's name and key come from the code by Argon2id, so
neither tells anything, and 130 bits cannot be tried. An altered or exchanged invitation: it does not open, or its site
is not the folder's. A code used late: after seven days the program refuses it, and so does the roster by the time that
the new desk states. A code used twice: see ``app.sync.roster``.

What it does not stop. Whoever has the code *and* a copy of the file holds the site keys of that day for good; if that
must be feared, settle the invitation as void (``members.settle_entry``) and begin a new epoch. A stated time can be
false; a void invitation stays void all the same.

The salt is made from the office's id: codes are random and never repeat, and the new desk must know the file's name
before it has read the file.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import nacl.pwhash.argon2id
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey

from app.core.errors import Invalid, Refused
from app.core.text import T
from app.sync.entries import make_certificate, read_certificate
from app.sync.faults import Damaged
from app.sync.identity import ID_BYTES, Identity
from app.sync.keys import FIRST_EPOCH, KEY_BYTES, digest, new_key
from app.sync.members import admin_entry, device_entry
from app.sync.recovery import kept_entry
from app.sync.site import Site, make_site, read_site
from app.sync.spoken import new_code, plain_code
from app.sync.wire import pack, unpack

CODE_LETTERS = 26
VALID_MS = 7 * 24 * 3600 * 1000
LONGEST_INVITE = 1 << 20
"""Bytes of an invitation at most."""
_MAGIC = b"PMI1"
_NONCE = 24
# About 130 ms on a server's core; a slow desk needs less than a second, and 64 MiB are there on every one.
_PASSES = nacl.pwhash.argon2id.OPSLIMIT_MODERATE
_MEMORY = nacl.pwhash.argon2id.MEMLIMIT_INTERACTIVE


@dataclass(frozen=True, slots=True)
class Founding:
    """A new office's exchange.

    Attributes:
        identity: Its first desk, which holds the office's key.
        site: What goes into ``SITE``.
        entries: The first entries of the roster; the desk's stream follows when it has a lane.
    """

    identity: Identity
    site: Site
    entries: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation as the inviting desk makes it.

    Attributes:
        code: What the person at the new desk types in; never written to the share or a log.
        id: Names its file.
        data: The file's bytes.
        until: Until when it can be used, UTC milliseconds.
        one_time: The public half of its one-time key, to settle it as void later.
    """

    code: str = field(repr=False)
    id: bytes
    data: bytes = field(repr=False)
    until: int
    one_time: bytes


@dataclass(frozen=True, slots=True)
class Door:
    """What a code leads to.

    Attributes:
        id: Names the invitation's file and the answer's.
        key: Opens the invitation.
    """

    id: bytes
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as the new desk reads it.

    Attributes:
        id: Names the answer's file.
        site: The office.
        epochs: The site keys.
        certificate: What the new desk shows for itself.
        one_time_seed: What it certifies itself with.
        until: Until when it can be used, UTC milliseconds.
    """

    id: bytes
    site: Site
    epochs: Mapping[int, bytes] = field(repr=False)
    certificate: bytes
    one_time_seed: bytes = field(repr=False)
    until: int


def found(name: str, now: int, begun: Identity | None = None) -> Founding:
    """Begin an office's exchange: the office's key, its first site key, its first desk.

    Args:
        name: What the desk is called.
        now: UTC milliseconds.
        begun: The first desk of an office whose beginning was cut off; it is gone on with.
    """
    seed = (begun and begun.admin_seed) or new_key()
    site = make_site(seed)
    identity = begun or Identity.new(site.id, {FIRST_EPOCH: new_key()}, seed)
    device = device_entry(identity, SigningKey(seed), b"", name, now)
    return Founding(identity, site, (device, admin_entry(identity), kept_entry(identity, FIRST_EPOCH)))


def make_invite(identity: Identity, site: Site, now: int) -> Invite:
    """Invite one more desk.

    Args:
        identity: A desk with the office's key.
        site: The office.
        now: UTC milliseconds.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    if identity.admin_key is None:
        raise Refused(
            T("exchange", "Only a desk that holds the office's key can invite. Do this where the office began."),
            "exchange.not_admin",
        )
    code = new_code(CODE_LETTERS)
    door = unlock(code, site)
    one_time, until = SigningKey.generate(), now + VALID_MS
    certificate = make_certificate(site.id, identity.admin_key, bytes(one_time.verify_key), until)
    plain = pack([site.data, sorted(identity.epochs.items()), certificate, bytes(one_time)])
    nonce = secrets.token_bytes(_NONCE)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(plain, _bound(door, site), nonce, door.key)
    return Invite(code, door.id, _MAGIC + nonce + sealed, until, bytes(one_time.verify_key))


def unlock(code: str, site: Site) -> Door:
    """Return what a code leads to in an office's folder; takes a good part of a second.

    Args:
        code: As it was typed: in any case, with blanks and dashes, O for 0, I or L for 1, B for 8.
        site: What the folder's ``SITE`` says.

    Raises:
        Invalid: It cannot be a code.
    """
    plain = plain_code(code)
    if len(plain) != CODE_LETTERS:
        raise Invalid(
            {
                "code": T("exchange", "An invitation code has {n} letters and digits; these are {found}.").with_(
                    n=CODE_LETTERS, found=len(plain)
                )
            },
            "exchange.code",
        )
    salt = digest("wuye invite", site.id, size=nacl.pwhash.argon2id.SALTBYTES)
    found = nacl.pwhash.argon2id.kdf(ID_BYTES + KEY_BYTES, plain.encode(), salt, opslimit=_PASSES, memlimit=_MEMORY)
    return Door(found[:ID_BYTES], found[ID_BYTES:])


def open_invite(door: Door, site: Site, data: bytes, now: int) -> Invitation:
    """Read an invitation.

    Args:
        door: What the code led to.
        site: What the folder's ``SITE`` says.
        data: The bytes of ``join/<id>.inv``.
        now: UTC milliseconds, by the file server's clock where that is known.

    Raises:
        Damaged: The file is cut off, altered or another office's.
        Refused: The invitation has run out.
    """
    if len(data) > LONGEST_INVITE or not data.startswith(_MAGIC):
        raise Damaged("invitation: wrong length or beginning")
    nonce, sealed = data[len(_MAGIC) : len(_MAGIC) + _NONCE], data[len(_MAGIC) + _NONCE :]
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, _bound(door, site), nonce, door.key)
    except (CryptoError, ValueError, TypeError) as error:
        raise Damaged("invitation: does not open") from error
    invitation = _read(door, unpack(plain))
    if invitation.site.id != site.id:
        raise Damaged("invitation: another office's")
    if now > invitation.until:
        raise Refused(
            T("exchange", "This invitation has run out. Ask for a new code where the office began."),
            "exchange.invite_expired",
        )
    return invitation


def accept(invitation: Invitation, name: str, now: int) -> tuple[Identity, bytes]:
    """Become a desk of the office.

    Keep the identity first. Then the entry goes to ``join/<id>.req`` by exclusive creation; if other bytes are there,
    the invitation has been used. Then it goes into the roster.

    Args:
        invitation: What was opened.
        name: What the desk is called.
        now: UTC milliseconds, by the same clock as in ``open_invite``.

    Returns:
        The new desk, and its roster entry.
    """
    identity = Identity.new(invitation.site.id, invitation.epochs)
    certifier = SigningKey(invitation.one_time_seed)
    return identity, device_entry(identity, certifier, invitation.certificate, name, now)


def _bound(door: Door, site: Site) -> bytes:
    return _MAGIC + door.id + site.id


def _read(door: Door, parts: Any) -> Invitation:
    try:
        data, epochs, certificate, seed = cast(list[Any], parts)
        site = read_site(data)
        permitted = read_certificate(site.id, site.admin_key, certificate)
        keys = {int(epoch): bytes(key) for epoch, key in epochs}
        if bytes(SigningKey(seed).verify_key) != permitted.one_time or FIRST_EPOCH not in keys:
            raise Damaged("invitation: its parts do not fit")
    except (ValueError, TypeError, AttributeError, CryptoError) as error:
        raise Damaged("invitation: wrong shape") from error
    return Invitation(door.id, site, keys, certificate, seed, permitted.until)
