"""The recovery sheet: the office's own key on paper, with which any computer becomes a desk with that key again.

What it is for. The desk with the office's key is gone: with the sheet another desk takes its part. All desks are gone
and the folder is there: the site keys lie in the roster sealed to the office's key, so a new computer and the sheet are
enough to read everything again.

What that means: the sheet and the folder together are the office. It belongs into a safe, and its code is never kept on
the share, in the database or in a log.

The code is nine groups of eight letters. Each of the first eight holds four bytes of the key and a check of its own, so
that a slip is found where it was made; the ninth checks them all.

A kept key is a file among the roster's: ``"PMK1" | epoch u32 | sealed site key 80 | Ed25519 64``, little-endian. It is
not encrypted as the other entries are, since whoever needs it has no site key yet; it tells that there is an epoch.
"""

from __future__ import annotations

from collections.abc import Iterable

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey

from app.core.errors import Invalid, Refused
from app.core.text import T, Text
from app.sync.entries import verifies
from app.sync.faults import Damaged
from app.sync.identity import Identity, admin_box_key
from app.sync.keys import FIRST_EPOCH, KEY_BYTES, digest
from app.sync.site import Site, site_id
from app.sync.spoken import grouped, plain_code, spell, unspell

KEPT_MAGIC = b"PMK1"
GROUP_LETTERS = 8
_GROUPS = 9
_PIECE = 4
_EPOCH = 4
_BOX = KEY_BYTES + 48
_SIGNED = b"wuye kept key 1\0"


def recovery_text(seed: bytes) -> str:
    """Return the recovery code: nine groups of eight letters with dashes between.

    Args:
        seed: The office's own key, ``Identity.admin_seed``.
    """
    pieces = [seed[start : start + _PIECE] for start in range(0, KEY_BYTES, _PIECE)]
    checked = b"".join(piece + _check(place, piece) for place, piece in enumerate(pieces))
    return grouped(spell(checked + _whole_check(seed)), GROUP_LETTERS)


def is_recovery(text: str) -> bool:
    """Say whether a code is meant as a recovery code: any other is shorter by far."""
    return len(plain_code(text)) > _GROUPS * GROUP_LETTERS // 2


def parse_recovery(text: str) -> bytes:
    """Return the office's own key from a recovery code as it was typed.

    Raises:
        Invalid: ``recovery`` says which group holds a slip.
    """
    plain = plain_code(text)
    if len(plain) != _GROUPS * GROUP_LETTERS:
        raise _wrong(
            T("exchange", "A recovery code has {n} letters and digits; these are {found}.").with_(
                n=_GROUPS * GROUP_LETTERS, found=len(plain)
            )
        )
    data = unspell(plain)
    seed = b""
    for place in range(_GROUPS - 1):
        piece, check = data[place * 5 : place * 5 + _PIECE], data[place * 5 + _PIECE : place * 5 + 5]
        if check != _check(place, piece):
            start = place * GROUP_LETTERS
            raise _wrong(
                T("exchange", "Letters {first} to {last} of the recovery code hold a slip: {group}").with_(
                    first=start + 1, last=start + GROUP_LETTERS, group=plain[start : start + GROUP_LETTERS]
                )
            )
        seed += piece
    if data[-5:] != _whole_check(seed):
        raise _wrong(T("exchange", "The recovery code holds a slip, perhaps in its last letters. Compare all of it."))
    return seed


def restored(identity: Identity, seed: bytes) -> Identity:
    """Return a desk of the office with the office's own key; state it in the roster with ``members.admin_entry``.

    Raises:
        Invalid: The recovery code is another office's.
    """
    if site_id(bytes(SigningKey(seed).verify_key)) != identity.site:
        raise _wrong(T("exchange", "This recovery code belongs to another office."))
    return identity.with_admin(seed)


def recovered(seed: bytes, site: Site, entries: Iterable[bytes]) -> Identity:
    """Return a new desk made from the recovery sheet and the folder alone.

    State it in the roster with ``members.device_entry``, certified by the office's key, and ``members.admin_entry``.

    Args:
        seed: The office's own key.
        site: What the folder's ``SITE`` says.
        entries: The bytes of the files in the roster's folder.

    Raises:
        Invalid: The recovery code is another office's.
        Refused: The folder does not hold the first site key.
    """
    if bytes(SigningKey(seed).verify_key) != site.admin_key:
        raise _wrong(T("exchange", "This recovery code belongs to another office."))
    box = SealedBox(admin_box_key(seed))
    epochs = dict[int, bytes]()
    for data in entries:
        try:
            epoch, sealed = read_kept(site, data)
            epochs[epoch] = box.decrypt(sealed)
        except (Damaged, CryptoError, ValueError):
            continue
    if FIRST_EPOCH not in epochs:
        raise Refused(
            T("exchange", "The folder does not hold the office's first key. Wait until the folder is complete."),
            "exchange.no_kept_key",
        )
    return Identity.new(site.id, epochs, seed)


def kept_entry(identity: Identity, epoch: int) -> bytes:
    """Return the file that keeps a site key for whoever has the recovery sheet.

    Args:
        identity: A desk with the office's key and that site key.
        epoch: The site key's number.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    if identity.admin_seed is None or identity.admin_key is None:
        raise Refused(
            T("exchange", "This desk does not hold the office's key. Do this where the office began."),
            "exchange.not_admin",
        )
    box = SealedBox(admin_box_key(identity.admin_seed).public_key)
    facts = KEPT_MAGIC + epoch.to_bytes(_EPOCH, "little") + box.encrypt(identity.epochs[epoch])
    return facts + identity.admin_key.sign(_SIGNED + identity.site + facts).signature


def read_kept(site: Site, data: bytes) -> tuple[int, bytes]:
    """Return epoch and sealed site key of a kept key.

    Raises:
        Damaged: It is not one, or not signed by the office's key for this office.
    """
    facts, signature = data[:-64], data[-64:]
    if len(facts) != len(KEPT_MAGIC) + _EPOCH + _BOX or not facts.startswith(KEPT_MAGIC):
        raise Damaged("kept key: wrong length or beginning")
    if not verifies(site.admin_key, _SIGNED + site.id + facts, signature):
        raise Damaged("kept key: not the office's")
    start = len(KEPT_MAGIC)
    return int.from_bytes(facts[start : start + _EPOCH], "little"), facts[start + _EPOCH :]


def _check(place: int, piece: bytes) -> bytes:
    return digest("wuye recovery", bytes([place]), piece, size=1)


def _whole_check(seed: bytes) -> bytes:
    return digest("wuye recovery", seed, size=5)


def _wrong(problem: Text) -> Invalid:
    return Invalid({"recovery": problem}, "exchange.recovery")
