"""An office of several desks around a share in memory, each with a real database of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import HeldClock
from app.features.houses.records import House
from app.host.secrets import FileSecrets
from app.store import fields as f
from app.store.records import SyncedRecord
from app.store.store import Store
from app.sync import desks, joining, names, packs
from app.sync.book import Shape
from app.sync.chunks import encode_chunk
from app.sync.exchange import Exchange
from app.sync.guard import Guard
from tests.support.memory_share import MemoryShare
from tests.support.office import MORNING, all_records, make_store

NEVER = 1 << 60
FIELDS = ("building", "room", "code", "note")


class OldHouse(SyncedRecord):
    """A house as an earlier version of the program knew it."""

    table = "house"
    building: str = f.text()
    room: str = f.text()
    code: str = f.text(indexed=True)


class Office:
    """Desks that share a folder.

    Args:
        folder: Where their databases lie.
        share: The folder, if it is not an ordinary one.
    """

    def __init__(self, folder: Path, share: MemoryShare | None = None) -> None:
        self.folder = folder
        self.clock = HeldClock(MORNING)
        self.share = share or MemoryShare(self.clock)
        self.desks: list[Exchange] = []
        self.folder.mkdir(parents=True, exist_ok=True)

    def found(self, *, houses: int = 0) -> Exchange:
        """Begin the office at its first desk."""
        setting = self._setting()
        if houses:
            with setting.store.change("alice") as work:
                work.insert_many(House(code=f"3-{number}", building=str(number % 7)) for number in range(houses))
        return self._met(desks.found(setting, self.share, "1", "//share"))

    def join(self, *, behind: int = NEVER) -> Exchange:
        """Let one more desk join, which reads a snapshot if it is more than so many segments behind."""
        made = joining.make_invite(self.desks[0].replica.identity, self.desks[0].site, self.clock.now())
        self.share.create(names.invitation_path(made.id), made.data)
        desk = self._met(desks.join(self._setting(), self.share, made.code, str(len(self.desks)), "//share"))
        desk.upkeep.rules.behind = behind
        return desk

    def _setting(self) -> desks.Setting:
        folder = self.folder / str(len(self.desks))
        folder.mkdir()
        template = self.folder.parent / "template.db"
        if not template.exists():
            make_store(self.folder, self.clock).close()
            shutil.copyfile(self.folder / "office.db", template)
        shutil.copyfile(template, folder / "office.db")
        store = make_store(folder, self.clock)
        store.database.run("PRAGMA synchronous = OFF")
        return self._of(store)

    def _of(self, store: Store) -> desks.Setting:
        folder = store.database.path.parent
        guard = Guard(self.folder / "guards", folder)
        return desks.Setting(store, FileSecrets(folder), guard, "machine", "volume", self.clock, "0.1")

    def come_back(self, desk: Exchange, share: MemoryShare) -> Exchange:
        """Return a desk as it is after the program was started again with another folder."""
        back = desks.come_back(self._of(store_of(desk)), share, "//share")
        back.upkeep.rules.every = NEVER
        back.upkeep.rules.behind = desk.upkeep.rules.behind
        return back

    def _met(self, desk: Exchange) -> Exchange:
        desk.upkeep.rules.every = NEVER
        desk.replica.store.set_meta("sync.tended", str(self.clock.now()))
        self.desks.append(desk)
        return desk

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.clock.moment += milliseconds

    def settle(self, *chosen: Exchange) -> None:
        """Let desks exchange until nothing moves any more."""
        for _ in range(4):
            for desk in chosen or self.desks:
                self.wait(1_000)
                desk.once(thorough=True)

    def tend(self, *chosen: Exchange) -> None:
        """Let desks tidy the share now."""
        for desk in chosen or self.desks:
            desk.upkeep.rules.every = 0
            report = desk.once(thorough=True)
            assert report.state not in ("offline", "stopped"), desk.status().message
            desk.upkeep.rules.every = NEVER

    def close(self) -> None:
        """Close every database."""
        for desk in self.desks:
            desk.replica.store.close()


@contextmanager
def an_office(folder: Path) -> Iterator[Office]:
    """Make an office in a new folder, and close it at the end."""
    office = Office(folder)
    try:
        yield office
    finally:
        office.close()


def store_of(desk: Exchange) -> Store:
    """Return a desk's database."""
    return desk.replica.store


def state_of(desk: Exchange) -> tuple[Mapping[bytes, int], list[bytes], dict[str, Any]]:
    """Return everything that all desks should agree on, to the byte: the vector, what merges need, and the tables."""
    with desk.replica.state() as state:
        assert state is not None
        rows = [encode_chunk(rows) for table in state.pages.tables() for rows in state.pages.chunks(table)]
        heads = {stream: (head.hash, head.seen) for stream, head in state.heads.items()}
        tables = {
            record.table: desk.replica.store.rows(f'SELECT * FROM "{record.table}" ORDER BY id')
            for record in all_records()
            if issubclass(record, SyncedRecord)
        }
    return state.vector, rows, {"heads": heads, **tables}


def make_older(desk: Exchange) -> None:
    """Let a desk run an earlier version, which knows fewer columns of a house and no people."""
    shapes = {table: shape for table, shape in desk.replica.shapes.items() if table != "person"}
    desk.replica._shapes = {**shapes, "house": Shape(OldHouse)}


def add(desk: Exchange, pk: str, **values: Any) -> None:
    """Enter a house."""
    with store_of(desk).change("alice") as work:
        work.insert(House(id=pk, **values))


def edit(desk: Exchange, pk: str, **values: str) -> None:
    """Change a house."""
    with store_of(desk).change("bob") as work:
        work.update(work.must(House, pk), **values)


def delete(desk: Exchange, pk: str) -> None:
    """Delete a house."""
    with store_of(desk).change("carol") as work:
        work.delete(work.must(House, pk))


def pack_by_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let four segments make a pack instead of 64: the same rules, a sixteenth of the time."""
    for module in (names, packs):
        monkeypatch.setattr(module, "PACKED", 4)
