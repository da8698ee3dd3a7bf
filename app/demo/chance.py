"""Chance that repeats itself: one seed, one office."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from app.core.clock import MINUTE

T_ = TypeVar("T_")


class Chance:
    """Draws by one seed; the ids it makes sort by the moment they are stamped with.

    Args:
        seed: The same seed draws the same.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._count = 0

    def happens(self, share: float) -> bool:
        """Say yes with this probability."""
        return self.random.random() < share

    def one(self, items: Sequence[T_]) -> T_:
        """Return one of the items, each as likely."""
        return items[int(self.random.random() * len(items))]

    def weighted(self, items: Sequence[T_], weights: Sequence[float]) -> T_:
        """Return one of the items by their weights."""
        return self.random.choices(items, weights)[0]

    def number(self, least: int, most: int) -> int:
        """Return a whole number between two others, both included."""
        return self.random.randint(least, most)

    def span(self, least: float, most: float) -> int:
        """Return milliseconds between two numbers of minutes; short spans are likelier than long ones."""
        return round((least + (most - least) * self.random.random() ** 2) * MINUTE)

    def id(self, stamp: int) -> str:
        """Return a record id (UUIDv7 in form) for a moment; later ones of the same moment sort behind."""
        self._count += 1
        tail = (self._count & 0xFFF_FFFF) << 46 | self.random.getrandbits(46)
        value = (stamp << 80) | (0x7 << 76) | (tail >> 62 << 64) | (0b10 << 62) | (tail & ((1 << 62) - 1))
        return f"{value:032x}"
