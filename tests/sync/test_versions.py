"""Desks with different versions of the program: what the older ones do not know is kept, sent on and shown later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgpack
import pytest

from app.core.changes import ChangeFeed
from app.core.ids import new_id
from app.features.attachments.records import Attachment
from app.features.houses.records import House
from app.host.secrets import FileSecrets
from app.store import capture
from app.store import fields as f
from app.store.models import column_names, create_table_sql
from app.store.records import Record, SyncedRecord
from app.store.store import Store
from app.sync import desks, envelope, unit
from app.sync.body import Body, encode_body
from app.sync.guard import Guard
from app.sync.reports import Conflict
from tests.support.office import all_records
from tests.sync import trials
from tests.sync.pair import Offices

OLD, NEW = 1, 0
LATER_MS = 31 * 60_000
TAG = 42
ID = new_id(1)


class OldHouse(SyncedRecord):
    """A house as an older program knows it: without ``layout``."""

    table = "house"

    building: str = f.text()
    unit: str = f.text()
    room: str = f.text()
    key: str = f.text(indexed=True, policy="quiet")
    floor: int | None = f.integer()
    floors: int | None = f.integer()
    lift: int | None = f.integer()
    area: int | None = f.integer()
    inner_area: int | None = f.integer()
    kind: str = f.text("home")
    status: str = f.text()
    zone: str = f.text(indexed=True)
    handed_over_on: str = f.day()
    code: str = f.text(indexed=True)
    note: str = f.text(policy="text")


def old_records() -> tuple[type[Record], ...]:
    """Return the records of a program that lacks a column and a table."""
    known = [record for record in all_records() if record not in (House, Attachment)]
    return (*known, OldHouse)


def make_old(folder: Path, clock: Any) -> Store:
    """Open an empty database as the older program makes it."""
    path = folder / "office.db"
    store = Store(path, all_records(), clock, ChangeFeed())
    with store.database.transaction():
        capture.install(store.database, [])
        store.database.run("ALTER TABLE house DROP COLUMN layout")
        store.database.run("DROP TABLE attachment")
    store.close()
    return Store(path, old_records(), clock, ChangeFeed())


class Versions(Offices):
    """An office whose second desk runs an older program."""

    def setting(self, name: str) -> desks.Setting:
        """Return what a new desk stands on."""
        if len(self.settings) != OLD:
            return super().setting(name)
        folder = self.folder / name
        folder.mkdir()
        guard = Guard(self.folder / "guards", folder)
        store = make_old(folder, self.clock)
        return desks.Setting(store, FileSecrets(folder), guard, "machine", "volume", self.clock, "0.0")

    def upgrade(self) -> None:
        """Install the newest program on the second desk and start it."""
        old = self.settings[OLD]
        path = old.store.database.path
        with old.store.database.transaction():
            old.store.database.run("ALTER TABLE house ADD COLUMN layout TEXT NOT NULL DEFAULT ''")
            for statement in create_table_sql(Attachment):
                old.store.database.run(statement)
            capture.install(
                old.store.database, [record for record in all_records() if issubclass(record, SyncedRecord)]
            )
        old.store.close()
        store = Store(path, all_records(), self.clock, ChangeFeed())
        self.settings[OLD] = desks.Setting(store, old.secrets, old.guard, "machine", "volume", self.clock, "0.1")
        self.restart(OLD)

    def add_by_snapshot(self, writer: int) -> None:
        """Let one more desk join, with everything it knows from the snapshot of another."""
        there = self.desks[writer].upkeep.snapshot()
        assert there is not None
        late = self.add("late")
        late.members.exchange(late.share)
        content = late.upkeep.shelf.fetch(there)
        assert content is not None
        late.replica.join(content.manifest, content.chunks())

    def rest(self) -> None:
        """Exchange until nothing is left to do."""
        for _ in range(4):
            for desk in self.desks:
                self.clock.advance(LATER_MS)
                desk.once(thorough=True)

    def everything(self, number: int) -> dict[str, str]:
        """Return a digest of everything a desk knows."""
        return trials.everything(self.store(number), mock.Mock(exchange=lambda: self.desks[number]))

    def conflicts(self, number: int) -> list[tuple[str, list[str]]]:
        """Return the conflicts as a desk lists them."""

        def told(conflict: Conflict) -> tuple[str, list[str]]:
            return f"{conflict.table}.{conflict.column}", sorted(str(one.value) for one in conflict.versions)

        return sorted(map(told, self.desks[number].conflicts()))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Versions]:
    made = Versions(tmp_path, 3)
    with made.store(NEW).change("anna") as work:
        work.insert(House(id=ID, code="1", layout="two rooms"))
        work.insert(Attachment(name="photo", owner_id=ID))
    made.rest()
    yield made
    made.close()


def edit(store: Store, record: type[Record], **values: Any) -> None:
    """Change the house."""
    with store.change("somebody") as work:
        work.update(work.must(record, ID), **values)


def test_an_older_program_shows_what_it_knows_and_edits_it(office: Versions) -> None:
    edit(office.store(OLD), OldHouse, note="from the old one")
    office.rest()
    for number in (NEW, 2):
        found = office.store(number).must(House, ID)
        assert (found.note, found.layout) == ("from the old one", "two rooms")
    assert not office.desks[OLD].open_problems()


def test_what_an_older_program_did_not_know_is_there_after_its_upgrade(office: Versions) -> None:
    edit(office.store(NEW), House, layout="three rooms")
    office.rest()
    edit(office.store(OLD), OldHouse, note="from the old one")
    office.upgrade()
    # As the office opens, and nothing is asked of the share for it.
    office.share.vanish()
    office.desks[OLD].awake()
    assert office.store(OLD).must(House, ID).layout == "three rooms"
    assert [row.name for row in office.store(OLD).find(Attachment)] == ["photo"]
    office.share.come_back()
    office.rest()
    assert office.everything(OLD) == office.everything(NEW) == office.everything(2)


def test_conflicts_and_deletions_an_older_program_could_not_see_are_the_same_after_its_upgrade(
    office: Versions,
) -> None:
    edit(office.store(NEW), House, layout="three rooms")
    edit(office.store(2), House, layout="four rooms")
    with office.store(2).change("cora") as work:
        for row in office.store(2).find(Attachment):
            work.delete(row)
    office.rest()
    assert office.conflicts(NEW) == [("house.layout", ["four rooms", "three rooms"])]
    assert not office.conflicts(OLD)
    office.upgrade()
    office.rest()
    assert office.conflicts(OLD) == office.conflicts(NEW)
    assert not office.store(OLD).find(Attachment)
    assert office.everything(OLD) == office.everything(NEW)


def test_a_record_that_an_older_program_deletes_is_gone_and_comes_back_whole(office: Versions) -> None:
    with office.store(OLD).change("bela") as work:
        work.delete(work.must(OldHouse, ID))
    edit(office.store(NEW), House, layout="edited meanwhile")
    office.rest()
    assert office.store(NEW).must(House, ID).layout == "edited meanwhile"
    assert office.store(OLD).must(OldHouse, ID).code == "1"
    office.upgrade()
    office.rest()
    assert office.everything(OLD) == office.everything(NEW) == office.everything(2)


def test_what_an_older_program_does_not_know_goes_on_in_its_snapshots(office: Versions) -> None:
    edit(office.store(NEW), House, layout="three rooms")
    office.rest()
    office.add_by_snapshot(OLD)
    assert office.store(3).must(House, ID).layout == "three rooms"
    assert office.store(3).find(Attachment)
    office.rest()
    assert office.everything(3) == office.everything(NEW)


def as_newer(body: Body) -> bytes:
    """Write a body as a program would in which the layout has a type of its own."""
    for run in (run for tx in body.txs for run in tx.runs):
        if "layout" in run.columns:
            nth = run.columns.index("layout")
            run.values[nth] = [msgpack.ExtType(TAG, str(value).encode()) for value in run.values[nth]]
    return encode_body(body)


@pytest.mark.parametrize("reader", [OLD, 2])
def test_a_value_of_a_newer_type_is_kept_as_it_came_and_sent_on(office: Versions, reader: int) -> None:
    with mock.patch.object(unit, "encode_body", as_newer):
        edit(office.store(NEW), House, layout="drawn")
        office.desks[NEW].once()
    office.rest()
    kept = "SELECT value FROM sync_unknown WHERE tbl = 'house' AND col = 'layout'"
    raw = msgpack.packb(msgpack.ExtType(TAG, b"drawn"))
    assert office.store(reader).rows(kept) == [(raw,)]
    assert not office.desks[reader].open_problems()
    office.add_by_snapshot(reader)
    assert office.store(3).rows(kept) == [(raw,)]
    edit(office.store(2), House, layout="one room")
    office.rest()
    assert office.store(3).must(House, ID).layout == office.store(2).must(House, ID).layout == "one room"
    assert not office.store(3).rows(kept)


def test_a_newer_format_stops_its_own_stream_and_no_other(office: Versions) -> None:
    with mock.patch.object(envelope, "VERSION", envelope.VERSION + 1):
        edit(office.store(NEW), House, note="newer")
        office.desks[NEW].once()
    edit(office.store(2), House, room="2")
    for number in (2, OLD, 2):
        office.desks[number].once()
    edit(office.store(OLD), OldHouse, unit="3")
    for number in (OLD, 2):
        office.desks[number].once()
    for number, record in ((OLD, OldHouse), (2, House)):
        found = office.store(number).must(record, ID)
        assert isinstance(found, OldHouse | House)
        assert (found.note, found.room, found.unit) == ("", "2", "3")
        assert [problem.kind for problem in office.desks[number].open_problems()] == ["newer"]
    # The newest program reads what it has written, and everybody has it then.
    with mock.patch.object(envelope, "VERSION", envelope.VERSION + 1):
        office.upgrade()
        office.rest()
        for number in (NEW, OLD, 2):
            assert office.store(number).must(House, ID).note == "newer"
            assert not office.desks[number].open_problems()
        assert office.everything(OLD) == office.everything(NEW) == office.everything(2)


def test_an_old_house_lacks_what_these_tests_are_about() -> None:
    assert set(column_names(House)) - set(column_names(OldHouse)) == {"layout"}
