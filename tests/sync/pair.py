"""Desks of one office in one process, each with a real database, around a shared folder in memory."""

from __future__ import annotations

from pathlib import Path

from app.core.clock import HeldClock
from app.host.secrets import FileSecrets
from app.store.store import Store
from app.sync import desks, names
from app.sync.exchange import Exchange
from app.sync.guard import Guard
from app.sync.joining import make_invite
from app.sync.share import Share
from tests.support.memory_share import MemoryShare
from tests.support.office import MORNING, make_store


class Offices:
    """Desks that exchange when they are told to.

    Args:
        folder: Scratch.
        count: How many desks.
    """

    def __init__(self, folder: Path, count: int = 2) -> None:
        self.folder = folder
        self.clock = HeldClock(MORNING)
        self.share = MemoryShare(self.clock)
        self.settings: list[desks.Setting] = []
        self.desks: list[Exchange] = []
        for number in range(count):
            self.add(f"前台{number + 1}")
        self.settle()

    def setting(self, name: str) -> desks.Setting:
        """Return what a new desk stands on."""
        folder = self.folder / name
        folder.mkdir()
        store = make_store(folder, self.clock)
        guard = Guard(self.folder / "guards", folder)
        return desks.Setting(store, FileSecrets(folder), guard, "machine", "volume", self.clock, "0.1")

    def add(self, name: str, share: Share | None = None) -> Exchange:
        """Let one more desk join; the first founds the office."""
        setting = self.setting(name)
        place = share or self.share
        if not self.desks:
            desk = desks.found(setting, place, name)
        else:
            first = self.desks[0]
            made = make_invite(first.replica.identity, first.site, self.clock.now())
            self.share.create(names.invitation_path(made.id), made.data)
            desk = desks.join(setting, place, made.code, name)
        self.settings.append(setting)
        self.desks.append(desk)
        return desk

    def store(self, number: int) -> Store:
        """Return a desk's database."""
        return self.settings[number].store

    def settle(self, rounds: int = 3) -> None:
        """Exchange until nothing is left to do; time passes meanwhile."""
        for _ in range(rounds):
            for desk in self.desks:
                self.clock.advance(1_000)
                desk.once()

    def restart(self, number: int) -> Exchange:
        """Start a desk's program again."""
        self.desks[number] = desks.come_back(self.settings[number], self.share)
        return self.desks[number]

    def alike(self) -> bool:
        """Say whether every desk holds the same records."""
        found = [
            [store.rows(f'SELECT * FROM "{record.table}" ORDER BY id') for record in store.synced]
            for store in (setting.store for setting in self.settings)
        ]
        return all(one == found[0] for one in found)

    def close(self) -> None:
        """Close every database."""
        for setting in self.settings:
            setting.store.close()
