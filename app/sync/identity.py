"""What makes this computer a desk of its office: its own keys, the office's keys, and where they are kept.

What it stops: every desk signs with a key that never leaves it, so no desk can write in the name of another, although
all of them read everything. The ids of devices and of streams are made from the device's key, so nobody can claim
another desk's id, or a stream of another desk, with a key of their own.

What it does not stop: whoever has this computer unlocked has its keys.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol, cast

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from app.sync.faults import Damaged
from app.sync.keys import FIRST_EPOCH, KEY_BYTES, SiteKeys, derived, digest, new_key
from app.sync.wire import pack, unpack

ID_BYTES = 16
_HALF = ID_BYTES // 2
_FORMAT = "1."


class SecretStore(Protocol):
    """Where the secrets of this computer's user lie."""

    def get(self, name: str) -> str | None:
        """Return a secret, or None if there is none of that name."""
        raise NotImplementedError

    def set(self, name: str, secret: str) -> None:
        """Keep a secret, in place of an earlier one of that name."""
        raise NotImplementedError

    def delete(self, name: str) -> None:
        """Forget a secret; none of that name is fine."""
        raise NotImplementedError


def device_id(verify_key: bytes) -> bytes:
    """Return the id of the device that signs with the key's other half."""
    return digest("wuye device", verify_key, size=ID_BYTES)


def new_stream(device: bytes) -> bytes:
    """Return the id of a new stream of a device: half of it random, half of it made from that and the device's id."""
    chance = secrets.token_bytes(_HALF)
    return chance + _bound(device, chance)


def owns_stream(device: bytes, stream: bytes) -> bool:
    """Say whether a stream's id was made for this device."""
    return len(stream) == ID_BYTES and stream[_HALF:] == _bound(device, stream[:_HALF])


def _bound(device: bytes, chance: bytes) -> bytes:
    return digest("wuye stream", device, chance, size=_HALF)


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A desk's own secrets; nothing of it is ever shown or logged.

    Attributes:
        site: Id of the office, which stands for the key that founded it.
        sign_seed: What the desk signs with (Ed25519).
        box_seed: What it opens keys with that are sealed to it (X25519).
        epochs: The site keys it has: epoch -> key.
        admin_seed: The office's own key, on a desk that may invite and retire others.
        stated: See ``SiteKeys``; not kept with the secrets.
    """

    site: bytes
    sign_seed: bytes
    box_seed: bytes
    epochs: Mapping[int, bytes]
    admin_seed: bytes | None = None
    stated: int | None = None

    @classmethod
    def new(cls, site: bytes, epochs: Mapping[int, bytes], admin_seed: bytes | None = None) -> Identity:
        """Return a new desk of an office."""
        return cls(site, new_key(), new_key(), dict(epochs), admin_seed)

    def __repr__(self) -> str:
        return f"Identity(device={self.device.hex()})"

    @property
    def signing_key(self) -> SigningKey:
        """What it signs with."""
        return _signing_key(self.sign_seed)

    @property
    def verify_key(self) -> bytes:
        """What others check its signatures with."""
        return bytes(self.signing_key.verify_key)

    @property
    def device(self) -> bytes:
        """Its id."""
        return device_id(self.verify_key)

    @property
    def opening_key(self) -> PrivateKey:
        """What it opens sealed keys with."""
        return PrivateKey(self.box_seed)

    @property
    def box_key(self) -> bytes:
        """What others seal keys to."""
        return bytes(self.opening_key.public_key)

    @property
    def keys(self) -> SiteKeys:
        """The office's keys that it has."""
        return SiteKeys(self.epochs, self.stated)

    @property
    def admin_key(self) -> SigningKey | None:
        """The office's own key, if this desk has it."""
        return SigningKey(self.admin_seed) if self.admin_seed else None

    def with_epochs(self, epochs: Mapping[int, bytes]) -> Identity:
        """Return it with further site keys; of two with one number the given one counts, as the roster says."""
        return replace(self, epochs={**self.epochs, **epochs})

    def writing_under(self, known: Collection[int]) -> Identity:
        """Return it so that it writes under the newest epoch it has whose key the roster gives to everybody.

        A key can lie here that the roster never told, if the database comes from a backup: nobody could read it.

        Args:
            known: The epochs that the roster states besides the first.
        """
        return replace(self, stated=max(epoch for epoch in self.epochs if epoch == FIRST_EPOCH or epoch in known))

    def with_admin(self, seed: bytes | None) -> Identity:
        """Return it with the office's own key, or without."""
        return replace(self, admin_seed=seed)

    def to_secret(self) -> str:
        """Return it as one text for a ``SecretStore``."""
        parts = [self.site, self.sign_seed, self.box_seed, sorted(self.epochs.items()), self.admin_seed]
        return _FORMAT + base64.urlsafe_b64encode(pack(parts)).decode()

    @classmethod
    def from_secret(cls, secret: str) -> Identity:
        """Return what ``to_secret`` made a text of.

        Raises:
            Damaged: It is not such a text.
        """
        if not secret.startswith(_FORMAT):
            raise Damaged("identity: unknown form")
        try:
            parts = unpack(base64.b64decode(secret[len(_FORMAT) :].encode(), altchars=b"-_", validate=True))
        except (binascii.Error, UnicodeEncodeError) as error:
            raise Damaged("identity: not base 64") from error
        try:
            site, sign_seed, box_seed, epochs, admin_seed = parts
            found = cls(site, sign_seed, box_seed, {epoch: key for epoch, key in epochs}, admin_seed)  # noqa: C416 - a pair
        except (ValueError, TypeError) as error:
            raise Damaged("identity: wrong shape") from error
        if not _is_whole(found):
            raise Damaged("identity: wrong lengths")
        return found


@lru_cache(maxsize=16)
def _signing_key(seed: bytes) -> SigningKey:
    return SigningKey(seed)


def _is_whole(found: Identity) -> bool:
    epochs = cast(Mapping[Any, Any], found.epochs)
    seeds = [
        found.sign_seed,
        found.box_seed,
        *epochs.values(),
        *([] if found.admin_seed is None else [found.admin_seed]),
    ]
    return (
        _is_bytes(found.site, ID_BYTES)
        and all(isinstance(epoch, int) and epoch > 0 for epoch in epochs)
        and all(_is_bytes(seed, KEY_BYTES) for seed in seeds)
    )


def _is_bytes(value: object, size: int) -> bool:
    return isinstance(value, bytes) and len(value) == size


def admin_box_key(seed: bytes) -> PrivateKey:
    """Return what opens the keys sealed to the office's own key."""
    return PrivateKey(derived(seed, "wuye desk 1 recovery box"))
