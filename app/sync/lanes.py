"""Lanes: the letters in a desk's ticket numbers, claimed once by exclusive creation, never given to another stream."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator

from app.sync import names
from app.sync.faults import ShareFault
from app.sync.share import Share

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which read as 1 and 0."""
_SPARE = "UVWXYZ"
"""First letters of lanes taken while the share was out of reach."""


def claim_lane(share: Share, used: Collection[str], *, first: str = "") -> str:
    """Claim the next free lane.

    Args:
        share: The shared folder.
        used: Lanes known to be or to have been in use.
        first: The lane to try before all others.

    Raises:
        ShareFault: The share failed; nothing was claimed.
    """
    share.folder(names.LANES)
    taken = {lane for name in share.names(names.LANES) if (lane := names.parse_lane(name)) is not None} | set(used)
    for lane in [first, *_all()] if first else _all():
        if lane in taken:
            continue
        try:
            share.claim(names.lane_path(lane), b"")
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            continue
        return lane
    return spare_lane(taken)


def spare_lane(used: Collection[str]) -> str:
    """Return a lane for a desk that needs a new one while the share is out of reach; hardly anybody else takes it."""
    free = [first + second for first in _SPARE for second in LETTERS if first + second not in used]
    return secrets.choice(free or [first + second for first in _SPARE for second in LETTERS])


def _all() -> Iterator[str]:
    """Return every lane, short ones first; those for emergencies are left out."""
    yield from LETTERS
    yield from (first + second for first in LETTERS if first not in _SPARE for second in LETTERS)
