"""The file ``SITE``: whose folder this is. Made once by exclusive creation, never rewritten.

What it stops: another office's folder, an empty one, or one that somebody built to look like ours is never taken for
ours. The office's id is made from the key that founded it, so a desk that knows the id knows the key, and a ``SITE``
with our id but another key cannot be made. A desk compares the id with its own and, where it differs or the file is
missing, does nothing, deletes nothing and creates nothing.

It is the one file that is not encrypted: it holds an id, a public key and two format numbers, and nothing about people.

Little-endian: ``"PMS1SITE" | lowest format u16 | highest format u16 | site 16 | founding key 32 | Ed25519 64``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.sync.faults import Damaged, NewerFormat
from app.sync.identity import ID_BYTES
from app.sync.keys import digest

FORMAT = 1
"""The format of the share that this program reads and writes."""
_MAGIC = b"PMS1SITE"
_FACTS = struct.Struct("<8sHH16s32s")
_SIGNED = b"wuye site 1\0"
SITE_BYTES = _FACTS.size + 64
"""Its length."""


@dataclass(frozen=True, slots=True)
class Site:
    """An office's folder.

    Attributes:
        id: The office's id.
        admin_key: The public half of the key that founded the office.
        lowest: The oldest format of files on the share.
        highest: The newest format of files on the share that this file allows.
        data: The file's bytes, to build the folder anew if it is lost.
    """

    id: bytes
    admin_key: bytes
    lowest: int
    highest: int
    data: bytes


def site_id(admin_key: bytes) -> bytes:
    """Return the id of the office that a key founded."""
    return digest("wuye site", admin_key, size=ID_BYTES)


def make_site(admin_seed: bytes) -> Site:
    """Return the folder's ``SITE`` for the office that a key founds; the same bytes whenever it is asked."""
    signing = SigningKey(admin_seed)
    key = bytes(signing.verify_key)
    facts = _FACTS.pack(_MAGIC, FORMAT, FORMAT, site_id(key), key)
    return read_site(facts + signing.sign(_SIGNED + facts).signature)


def read_site(data: bytes) -> Site:
    """Return what a ``SITE`` file says.

    Raises:
        Damaged: It is not one, or it is not signed by the key it names.
        NewerFormat: The folder needs a newer version of the program.
    """
    if len(data) != SITE_BYTES or not data.startswith(_MAGIC):
        raise Damaged("SITE: wrong length or beginning")
    _, lowest, highest, found, key = _FACTS.unpack_from(data)
    try:
        VerifyKey(key).verify(_SIGNED + data[: _FACTS.size], data[_FACTS.size :])
    except (BadSignatureError, ValueError) as error:
        raise Damaged("SITE: wrong signature") from error
    if found != site_id(key):
        raise Damaged("SITE: the id is not the key's")
    if lowest > FORMAT:
        raise NewerFormat(f"SITE: format {lowest}")
    return Site(found, key, lowest, highest, data)
