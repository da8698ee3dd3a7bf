"""The entries that desks sign about themselves, and that the holder of the office's key signs about all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

from app.core.errors import Refused
from app.core.text import T
from app.sync.entries import (
    AdminStatement,
    DeviceStatement,
    EpochStatement,
    LostStatement,
    NameStatement,
    RetireStatement,
    SettleStatement,
    Statement,
    StreamStatement,
    seal_entry,
)
from app.sync.identity import Identity
from app.sync.keys import FIRST_EPOCH, new_epoch, new_key
from app.sync.recovery import kept_entry
from app.sync.roster import Device, Roster, key_check


def device_entry(identity: Identity, certifier: SigningKey, certificate: bytes, name: str, now: int) -> bytes:
    """Return the entry by which a desk belongs to the office.

    Args:
        identity: The desk; its epochs are stated as those it was given.
        certifier: The invitation's one-time key, or the office's own.
        certificate: The invitation's certificate; empty if the office's own key certifies.
        name: What the desk is called.
        now: UTC milliseconds.
    """
    said = DeviceStatement(
        identity.verify_key, identity.box_key, name, now, tuple(sorted(identity.epochs)), certificate
    )
    key = identity.keys.roster_key()
    return seal_entry(identity.site, key, said, certifier, identity.signing_key)


def stream_entry(identity: Identity, stream: bytes, lane: str) -> bytes:
    """Return the entry by which a desk writes a stream.

    Args:
        identity: The desk.
        stream: Made by ``new_stream(identity.device)``; another one is nobody's.
        lane: Its letters in ticket numbers, A to Z without I and O, one or two; empty while it has none. A second
            entry with letters fills the empty one; letters once stated stay.
    """
    return _own(identity, StreamStatement(identity.device, stream, lane))


def name_entry(identity: Identity, roster: Roster, name: str) -> bytes:
    """Return the entry by which a desk is called something else."""
    device = roster.devices.get(identity.device)
    return _own(identity, NameStatement(identity.device, name, device.name_serial + 1 if device else 1))


def retire_entry(identity: Identity, device: bytes, last: Mapping[bytes, int], now: int) -> bytes:
    """Return the entry by which a desk leaves the office, for good.

    Args:
        identity: A desk with the office's key.
        device: The desk that leaves.
        last: The device's streams -> the last segment that is accepted. Signing again with more accepts more.
        now: UTC milliseconds.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    return _offices(identity, RetireStatement(device, now, tuple(sorted(last.items()))))


def epoch_entry(identity: Identity, epoch: int, key: bytes, to: Iterable[Device], without: Iterable[bytes]) -> bytes:
    """Return the entry that gives a site key to desks; for further desks the same key is simply given again.

    Args:
        identity: A desk with the office's key.
        epoch: Its number.
        key: The site key.
        to: The desks.
        without: The devices that have left, and others that must not have it: ``Roster.excluded``.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    sealed = tuple((device.id, SealedBox(PublicKey(device.box_key)).encrypt(key)) for device in to)
    return _offices(identity, EpochStatement(epoch, key_check(epoch, key), sealed, tuple(sorted(without))))


def admin_entry(identity: Identity) -> bytes:
    """Return the entry that tells everybody that this desk holds the office's key.

    Raises:
        Refused: It does not.
    """
    return _offices(identity, AdminStatement(identity.device))


def settle_entry(identity: Identity, one_time: bytes, device: bytes | None) -> bytes:
    """Return the entry that says which desk an invitation made; None makes the invitation void, whoever used it.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    return _offices(identity, SettleStatement(one_time, device or b""))


def lost_entry(identity: Identity, stream: bytes, first: int, last: int, before: bytes, head: bytes) -> bytes:
    """Return the entry by which the office goes on without segments that nobody holds any more.

    Args:
        identity: A desk with the office's key.
        stream: The stream in the headers of their files.
        first: The first of them.
        last: The last of them.
        before: Hash of the file before the first.
        head: Hash of the last one, as the file after it states it; empty if nothing follows.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    return _offices(identity, LostStatement(stream, first, last, before, head))


def begin_epoch(identity: Identity, roster: Roster) -> tuple[Identity, tuple[bytes, ...]]:
    """Begin a new epoch: a new site key for the desks of today.

    Args:
        identity: A desk with the office's key.
        roster: The roster, with whoever leaves already retired in it.

    Returns:
        The desk with the new key, to be kept before anything is published; the entries.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    epoch, key = new_epoch(max([*identity.epochs, *roster.epochs])), new_key()
    entry = epoch_entry(identity, epoch, key, roster.active(), roster.excluded)
    identity = identity.with_epochs({epoch: key})
    return identity, (entry, kept_entry(identity, epoch))


def due_entries(identity: Identity, roster: Roster) -> tuple[bytes, ...]:
    """Return what a desk with the office's key owes the others, as far as it needs no new key; empty on any other desk.

    Invitations that made a desk are settled, desks that joined while a key was being made are given it, and keys are
    kept for the recovery sheet.
    """
    if identity.admin_seed is None:
        return ()
    entries = [settle_entry(identity, one_time, device) for one_time, device in sorted(roster.unsettled.items())]
    for epoch, key in sorted(identity.epochs.items()):
        known = roster.epochs.get(epoch)
        if known is None and epoch != FIRST_EPOCH:
            # The roster has forgotten it, as after a restored backup: it is told again.
            entries.append(epoch_entry(identity, epoch, key, roster.active(), roster.excluded))
        if known is not None and known.check == key_check(epoch, key) and (lacking := roster.lacking(epoch)):
            entries.append(epoch_entry(identity, epoch, key, lacking, ()))
        if epoch not in roster.kept:
            entries.append(kept_entry(identity, epoch))
    return tuple(entries)


def _own(identity: Identity, said: Statement) -> bytes:
    return seal_entry(identity.site, identity.keys.roster_key(), said, identity.signing_key)


def _offices(identity: Identity, said: Statement) -> bytes:
    if identity.admin_key is None:
        raise Refused(
            T("exchange", "This desk does not hold the office's key. Do this where the office began."),
            "exchange.not_admin",
        )
    return seal_entry(identity.site, identity.keys.roster_key(), said, identity.admin_key)
