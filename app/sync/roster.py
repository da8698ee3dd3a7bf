"""Who belongs to the office: the roster, computed anew from the set of signed entries.

The same set of entries gives the same roster on every desk, in whatever order and however often they arrive; an
entry that nothing in the set supports is set aside and counts as soon as something does. Entries are only ever added,
so every desk keeps all of them, and puts back on the share those that are missing there: deleting a file from the
folder does not bring back a desk that left.

What it stops:

- A desk nobody invited: a device counts only through the office's key, or through the one-time key of an invitation
  that the office's key signed. The office's id stands for that key, so there is no other beginning of the chain.
- A desk that left and goes on: leaving beats joining whatever the order, and its streams are accepted only as far as
  the office's key says. Signing an entry afresh with more segments accepts those.
- An invitation used twice. A joining desk claims it by exclusive creation of ``join/<id>.req``, which is where an
  honest second user is stopped. Should there be two certificates all the same (copies of the folder, somebody who got
  hold of the code), then the one that the office's key settled counts; while nothing is settled, the one with the
  smallest digest. A desk with the office's key settles whatever it sees first, so that nobody can compute a smaller
  digest and push a desk out later. Either way the result depends on the set alone.
- A desk that takes another's stream: a stream's id is made from its device's.
- A leaver who goes on reading: ``needs_new_key`` says when the newest site key is known to a device that left.

What it does not stop: whoever holds the office's key can do everything above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from app.sync.entries import (
    AdminStatement,
    DeviceStatement,
    EpochStatement,
    LostStatement,
    NameStatement,
    RetireStatement,
    SettleStatement,
    Signed,
    StreamStatement,
    entry_id,
    open_entry,
    read_certificate,
)
from app.sync.faults import Damaged, NewerFormat
from app.sync.identity import Identity, device_id, owns_stream
from app.sync.keys import FIRST_EPOCH, SiteKeys, digest
from app.sync.recovery import KEPT_MAGIC, read_kept
from app.sync.site import Site

Reason = Literal["unreadable", "newer", "forged", "used", "stray"]
"""Why an entry does not count.

``unreadable`` cut off, altered, or another office's; ``newer`` it states what only a newer version of the program
knows; ``forged`` not signed by whoever must sign it; ``used`` its invitation made another device, was void or had run
out; ``stray`` it speaks of a device that is not in the roster.
"""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that does not count (now).

    Attributes:
        id: What names its file, see ``entry_id``.
        reason: See ``Reason``.
    """

    id: bytes
    reason: Reason


@dataclass(frozen=True, slots=True)
class Device:
    """A desk of the office.

    Attributes:
        id: Its id.
        name: What it is called.
        verify_key: What its signatures are checked with.
        box_key: What keys are sealed to for it.
        joined_at: When it joined by its own clock, UTC milliseconds.
        retired_at: When it left, UTC milliseconds; None while it belongs to the office.
        admin: Whether it holds the office's key.
        one_time: The one-time key of the invitation it came by; empty if the office's key certified it.
        name_serial: How often it was renamed.
    """

    id: bytes
    name: str
    verify_key: bytes
    box_key: bytes
    joined_at: int
    retired_at: int | None
    admin: bool
    one_time: bytes
    name_serial: int


@dataclass(frozen=True, slots=True)
class Epoch:
    """A site key as the roster knows it.

    Attributes:
        check: What the key is checked against.
        sealed: Device -> the key sealed to it, in every copy there is.
        without: Devices that had left when it was made.
    """

    check: bytes
    sealed: Mapping[bytes, tuple[bytes, ...]]
    without: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class _Stream:
    device: bytes
    lane: str


@dataclass(frozen=True)
class Roster:
    """The roster of an office; make it with ``Roster.of``.

    Attributes:
        devices: Every device that ever belonged to the office, by id.
        epochs: Every site key after the first, by number.
        rejected: The entries that do not count, each with the reason.
        unsettled: One-time keys of invitations that made a device, which no desk with the office's key settled yet ->
            that device.
        kept: Epochs whose site keys whoever has the recovery sheet can open.
        excluded: Devices that left, and such as came by an invitation that was not theirs.
        lost: Segments that the office goes on without.
    """

    devices: Mapping[bytes, Device]
    epochs: Mapping[int, Epoch]
    rejected: tuple[Rejected, ...]
    unsettled: Mapping[bytes, bytes]
    kept: frozenset[int]
    excluded: frozenset[bytes]
    lost: tuple[LostStatement, ...]
    _streams: Mapping[bytes, _Stream] = field(repr=False)
    _limits: Mapping[bytes, int] = field(repr=False)
    _given: Mapping[bytes, frozenset[int]] = field(repr=False)

    @classmethod
    def of(cls, site: Site, keys: SiteKeys, entries: Iterable[bytes]) -> Roster:
        """Return the roster that a set of entries gives.

        Args:
            site: The office.
            keys: The site keys of this desk; the first epoch's is enough.
            entries: The bytes of every entry known, in any order, any of them any number of times.

        Raises:
            UnknownKey: The first epoch's key is not among ``keys``.
        """
        return _Reckoning(site, keys.roster_key(), entries).roster()

    def signer(self, stream: bytes) -> bytes | None:
        """Return what the signatures in a stream are checked with, or None if no device claimed it."""
        owner = self._streams.get(stream)
        return self.devices[owner.device].verify_key if owner else None

    def device_of(self, stream: bytes) -> bytes | None:
        """Return the id of the device that writes a stream, or None if none claimed it."""
        owner = self._streams.get(stream)
        return owner.device if owner else None

    def lane_of(self, stream: bytes) -> str | None:
        """Return a stream's lane (empty if it has none), or None if no device claimed the stream."""
        owner = self._streams.get(stream)
        return owner.lane if owner else None

    def streams_of(self, device: bytes) -> tuple[bytes, ...]:
        """Return the streams that a device claimed, by id."""
        return tuple(sorted(stream for stream, owner in self._streams.items() if owner.device == device))

    def lanes(self) -> frozenset[str]:
        """Return every lane that is or was in use."""
        return frozenset(owner.lane for owner in self._streams.values() if owner.lane)

    def accepted_up_to(self, stream: bytes) -> int | None:
        """Return the last segment of a stream that is accepted; None if there is no limit.

        A stream that no device claimed is not accepted at all.
        """
        owner = self._streams.get(stream)
        if owner is None:
            return 0
        return None if self.devices[owner.device].retired_at is None else self._limits.get(stream, 0)

    def active(self) -> tuple[Device, ...]:
        """Return the devices that belong to the office now, the longest members first."""
        found = [device for device in self.devices.values() if device.retired_at is None]
        return tuple(sorted(found, key=lambda device: (device.joined_at, device.id)))

    def epochs_for(self, identity: Identity) -> dict[int, bytes]:
        """Return the site keys that were sealed to a desk, by epoch."""
        box = SealedBox(identity.opening_key)
        found = dict[int, bytes]()
        for number, epoch in self.epochs.items():
            for sealed in epoch.sealed.get(identity.device, ()):
                try:
                    key = box.decrypt(sealed)
                except (CryptoError, ValueError):
                    continue
                if key_check(number, key) == epoch.check:
                    found[number] = key
        return found

    def needs_new_key(self) -> bool:
        """Say whether somebody who must not read on has the newest site key."""
        if not self.epochs:
            return bool(self.excluded)
        newest = self.epochs[max(self.epochs)]
        return not self.excluded <= newest.without or not self.excluded.isdisjoint(newest.sealed)

    def lacking(self, epoch: int) -> tuple[Device, ...]:
        """Return the devices of today that were not given an epoch's key: they joined while it was being made."""
        sealed = self.epochs[epoch].sealed if epoch in self.epochs else dict[bytes, tuple[bytes, ...]]()
        return tuple(
            device
            for device in self.active()
            if device.id not in sealed and epoch not in self._given[device.id] and epoch != FIRST_EPOCH
        )


def key_check(epoch: int, key: bytes) -> bytes:
    """Return what tells whether a site key is the one that was meant, and nothing about it."""
    return digest("wuye key check", epoch.to_bytes(8, "little"), key)


class _Reckoning:
    """One computation of a roster."""

    def __init__(self, site: Site, key: bytes, entries: Iterable[bytes]) -> None:
        self._site = site
        self._rejected = set[Rejected]()
        self._devices = list[tuple[Signed, DeviceStatement, bytes]]()
        self._streams = list[tuple[Signed, StreamStatement, bytes]]()
        self._names = list[tuple[Signed, NameStatement, bytes]]()
        self._retired = list[RetireStatement]()
        self._epochs = list[EpochStatement]()
        self._admins = set[bytes]()
        self._settled = dict[bytes, bytes]()
        self._kept = set[int]()
        self._excluded = set[bytes]()
        self._lost = set[LostStatement]()
        for data in sorted(set(entries)):
            self._take(data, key)

    def roster(self) -> Roster:
        """Return what comes out."""
        statements = self._members()
        devices = {one: self._device(one, said) for one, (_, said, _) in statements.items()}
        names = self._newest_names(devices)
        devices = {one: names.get(one, device) for one, device in devices.items()}
        retired = {one.id for one in devices.values() if one.retired_at is not None}
        limits = dict[bytes, int]()
        for said in self._retired:
            for stream, seq in said.last:
                if owns_stream(said.device, stream):
                    limits[stream] = max(limits.get(stream, 0), seq)
        return Roster(
            devices=devices,
            epochs=self._keys(),
            unsettled={
                device.one_time: one
                for one, device in devices.items()
                if device.one_time and device.one_time not in self._settled
            },
            kept=frozenset(self._kept),
            excluded=frozenset(self._excluded | retired),
            lost=tuple(sorted(self._lost, key=lambda one: (one.stream, one.first, one.last, one.before, one.head))),
            _streams=self._claims(devices),
            _limits=limits,
            _given={one: frozenset(said.epochs) for one, (_, said, _) in statements.items()},
            rejected=tuple(sorted(self._rejected, key=lambda one: (one.id, one.reason))),
        )

    def _take(self, data: bytes, key: bytes) -> None:
        name = entry_id(data)
        try:
            if data.startswith(KEPT_MAGIC):
                self._kept.add(read_kept(self._site, data)[0])
                return
            signed = open_entry(self._site.id, key, data)
        except NewerFormat:
            self._reject(name, "newer")
            return
        except Damaged:
            self._reject(name, "unreadable")
            return
        match signed.statement:
            case DeviceStatement() as said:
                self._devices.append((signed, said, name))
            case StreamStatement() as said:
                self._streams.append((signed, said, name))
            case NameStatement() as said:
                self._names.append((signed, said, name))
            case said:
                if signed.signed_by(self._site.admin_key):
                    self._take_from_office(said)
                else:
                    self._reject(name, "forged")

    def _take_from_office(
        self, said: RetireStatement | EpochStatement | AdminStatement | SettleStatement | LostStatement
    ) -> None:
        match said:
            case RetireStatement():
                self._retired.append(said)
            case EpochStatement():
                self._epochs.append(said)
            case AdminStatement():
                self._admins.add(said.device)
            case LostStatement():
                self._lost.add(said)
            case SettleStatement():
                # Void sorts before every device and therefore beats it.
                self._settled[said.one_time] = min(said.device, self._settled.get(said.one_time, said.device))

    # --- devices -----------------------------------------------------------------------------------------------------

    def _members(self) -> dict[bytes, tuple[Signed, DeviceStatement, bytes]]:
        """Return the device entry that counts for each device."""
        candidates = defaultdict[bytes, list[tuple[Signed, DeviceStatement, bytes]]](list)
        for one in sorted(self._devices, key=lambda one: one[0].digest):
            certifier = self._certifier(one)
            if certifier is not None:
                candidates[certifier].append(one)
        found = dict[bytes, tuple[Signed, DeviceStatement, bytes]]()
        for certifier, ones in sorted(candidates.items()):
            chosen = device_id(ones[0][1].verify_key)
            chosen = self._settled.get(certifier, chosen)
            for one in ones:
                device = device_id(one[1].verify_key)
                if certifier and device != chosen:
                    self._reject(one[2], "used")
                    self._excluded.add(device)
                elif device not in found or one[0].digest < found[device][0].digest:
                    found[device] = one
        self._excluded -= found.keys()
        return found

    def _certifier(self, one: tuple[Signed, DeviceStatement, bytes]) -> bytes | None:
        """Return the one-time key that certified a device, empty for the office's key, None if nothing did."""
        signed, said, name = one
        if not signed.also_signed_by(said.verify_key):
            return self._reject(name, "forged")
        if not said.certificate:
            return b"" if signed.signed_by(self._site.admin_key) else self._reject(name, "forged")
        try:
            certificate = read_certificate(self._site.id, self._site.admin_key, said.certificate)
        except Damaged:
            return self._reject(name, "forged")
        if not signed.signed_by(certificate.one_time):
            return self._reject(name, "forged")
        return certificate.one_time if said.at <= certificate.until else self._reject(name, "used")

    def _device(self, one: bytes, said: DeviceStatement) -> Device:
        left = [statement.at for statement in self._retired if statement.device == one]
        return Device(
            id=one,
            name=said.name,
            verify_key=said.verify_key,
            box_key=said.box_key,
            joined_at=said.at,
            retired_at=min(left, default=None),
            admin=one in self._admins,
            one_time=said.certificate[:32],
            name_serial=0,
        )

    def _newest_names(self, devices: Mapping[bytes, Device]) -> dict[bytes, Device]:
        found = dict[bytes, Device]()
        for signed, said, name in sorted(self._names, key=lambda one: (one[1].serial, one[0].digest)):
            if self._is_the_devices_own(signed, said.device, name, devices):
                found[said.device] = replace(devices[said.device], name=said.name, name_serial=said.serial)
        return found

    # --- streams and keys --------------------------------------------------------------------------------------------

    def _claims(self, devices: Mapping[bytes, Device]) -> dict[bytes, _Stream]:
        found = dict[bytes, _Stream]()
        for signed, said, name in sorted(self._streams, key=lambda one: (not one[1].lane, one[0].digest)):
            if not owns_stream(said.device, said.stream):
                self._reject(name, "forged")
            elif self._is_the_devices_own(signed, said.device, name, devices):
                found.setdefault(said.stream, _Stream(said.device, said.lane))
        return found

    def _is_the_devices_own(self, signed: Signed, device: bytes, name: bytes, devices: Mapping[bytes, Device]) -> bool:
        if device not in devices:
            self._reject(name, "stray")
            return False
        if not signed.signed_by(devices[device].verify_key):
            self._reject(name, "forged")
            return False
        return True

    def _keys(self) -> dict[int, Epoch]:
        """Return the epochs; should one number have been given twice, the smaller check value counts."""
        chosen = dict[int, bytes]()
        for said in self._epochs:
            chosen[said.epoch] = min(said.check, chosen.get(said.epoch, said.check))
        found = dict[int, Epoch]()
        for number, check in sorted(chosen.items()):
            copies: Sequence[EpochStatement] = [
                said for said in self._epochs if said.epoch == number and said.check == check
            ]
            sealed = defaultdict[bytes, set[bytes]](set)
            for device, box in (pair for said in copies for pair in said.sealed):
                sealed[device].add(box)
            found[number] = Epoch(
                check,
                {device: tuple(sorted(boxes)) for device, boxes in sorted(sealed.items())},
                frozenset(device for said in copies for device in said.without),
            )
        return found

    def _reject(self, name: bytes, reason: Reason) -> None:
        self._rejected.add(Rejected(name, reason))
