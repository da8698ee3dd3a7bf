"""Rows that every page reads, kept in memory until a change touches them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from app.core.changes import Changes
from app.store.store import Store

V = TypeVar("V")


class Cached(Generic[V]):
    """A value read from the database, read anew after changes.

    Args:
        store: The office's database.
        kinds: Record kinds whose change makes the value old.
        read: Reads the value.
    """

    def __init__(self, store: Store, kinds: tuple[str, ...], read: Callable[[], V]) -> None:
        self._store = store
        self._kinds = kinds
        self._read = read
        self._kept: tuple[int, V] | None = None
        self._age = 0
        store.feed.subscribe(self._refresh)

    def get(self) -> V:
        """Return the value as it is in the database now."""
        kept, age = self._kept, self._age
        if self._store.database.raw.in_transaction:
            # What a unit of work sees may still be rolled back, and what a longer reading sees may be old.
            return self._read()
        if kept is None or kept[0] != age:
            # Kept under the age from before reading: what changes meanwhile makes it old at once.
            kept = (age, self._read())
            self._kept = kept
        return kept[1]

    def _refresh(self, changes: Changes) -> None:
        if changes.touches(*self._kinds):
            self._age += 1
