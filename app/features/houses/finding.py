"""Finding a room from what somebody has typed so far, in any spelling, by ranges of the index of keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.features.houses.rules import canonical, house_label, parse_prefix, parse_room
from app.store.database import Row
from app.store.store import Store

_LAST = "\U0010ffff"
_READ = 200
"""Rows read of each range before they are put in order; a longer list helps nobody who is still typing."""


@dataclass(frozen=True)
class HouseHit:
    """A house that what was typed may mean.

    Attributes:
        id: The house.
        key: Canonical spelling, ``3-2-501``.
        label: As shown, ``3栋2单元501``.
        zone: Its zone.
        exact: Whether what was typed is the whole room, not its beginning.
    """

    id: str
    key: str
    label: str
    zone: str
    exact: bool


def find_houses(store: Store, text: str, limit: int = 8) -> list[HouseHit]:
    """Return the houses a text names or begins to name: exact ones first, then as people count.

    Args:
        store: Where to look.
        text: As typed: ``3-2-501``, ``三栋二单元501``, ``3栋2``, ``32501``.
        limit: How many at most.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return []
    named = parse_room(plain)
    exact = {canonical(*named)} if named else set[str]()
    prefixes: list[str] = []
    prefix = parse_prefix(plain)
    if prefix:
        prefixes.append(prefix)
    if plain.isascii() and plain.isdigit() and 2 <= len(plain) <= 9:
        splits = list(_splits(plain))
        exact.update(splits)
        prefixes.extend(splits)
    rows: dict[str, tuple[bool, Row]] = {}
    for key in sorted(exact):
        for row in store.rows(f"{_SELECT} WHERE key = ?", (key,)):
            rows.setdefault(row[0], (True, row))
    for start in dict.fromkeys(prefixes):
        for row in store.rows(
            f"{_SELECT} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?", (start, start + _LAST, _READ)
        ):
            rows.setdefault(row[0], (False, row))
    # Of two lengths of a prefix the one that ends a part is the likelier: 3 means building 3 before building 30.
    ranked = sorted(rows.values(), key=lambda found: (not found[0], _order(found[1][1])))[:limit]
    return [_hit(row, exact=whole) for whole, row in ranked]


def houses_by_id(store: Store, ids: Sequence[str]) -> list[HouseHit]:
    """Return these houses as people count, those that have gone left out."""
    rows = store.rows(f"{_SELECT} WHERE id IN ({', '.join('?' * len(ids))})", tuple(ids))
    return [_hit(row, exact=False) for row in sorted(rows, key=lambda row: _order(row[1]))]


def _hit(row: Row, *, exact: bool) -> HouseHit:
    record, key, building, unit, room, zone = row
    return HouseHit(record, key, house_label(building, unit, room), zone, exact)


_SELECT = "SELECT id, key, building, unit, room, zone FROM house"


def _order(key: str) -> str:
    return re.sub(r"[0-9]+", lambda run: run[0].zfill(6), key)


def _splits(digits: str) -> Iterator[str]:
    """Yield the keys that digits typed without dividers may begin: ``32501`` is 3-2-501 or 32-501 or 3-2501."""
    for building in range(1, min(3, len(digits) - 1) + 1):
        head, rest = digits[:building], digits[building:]
        if head.startswith("0") or rest.startswith("0"):
            continue
        for unit in (1, 2):
            if len(rest) > unit:
                yield f"{head}-{rest[:unit]}-{rest[unit:].lstrip('0')}"
        yield f"{head}-{rest}"
