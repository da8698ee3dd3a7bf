"""PINs at rest: Argon2id, so that a copied database does not give them away.

The parameters follow RFC 9106's advice for little memory, scaled down to what an old desk computer does in some
100 ms (measured: 73 ms on a server core): 32 MiB, three passes, one lane.
"""

from __future__ import annotations

from functools import cache
from typing import Any

PASSES = 3
MEMORY_KIB = 32 * 1024
LANES = 1


@cache
def _hasher() -> Any:
    # Native code that only a log-in needs.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _nobodys() -> str:
    return hash_pin("a PIN that nobody has")


def hash_pin(pin: str) -> str:
    """Return the hash to keep, with its parameters and salt."""
    return str(_hasher().hash(pin))


def fits(pin_hash: str, pin: str) -> bool:
    """Say whether the PIN is the one that was hashed; takes as long where there is no hash to compare with."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(pin_hash or _nobodys(), pin)) and pin_hash != ""
    except (VerificationError, InvalidHashError):
        return False


def outdated(pin_hash: str) -> bool:
    """Say whether a hash was made with other parameters than today's."""
    return bool(_hasher().check_needs_rehash(pin_hash))


def forget_hasher() -> None:
    """Take up changed parameters (tests use cheap ones)."""
    _hasher.cache_clear()
    _nobodys.cache_clear()
