"""Beginning and joining can be cut off, and then are done again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from app.context.link import OfficeJoiner, OfficeLink
from app.context.office import AppContext
from app.core.clock import HeldClock
from app.core.errors import Refused
from app.features.houses.records import House
from app.host.paths import Paths
from app.host.secrets import FileSecrets
from app.store.store import Store
from app.sync import desks, names
from app.sync.exchange import Exchange
from app.sync.facts import PLACE
from app.sync.folder import FolderShare
from app.sync.guard import Guard
from tests.support.memory_share import MemoryShare
from tests.support.office import MORNING, make_store


class Cut(Exception):
    """The program ends here."""


class CutShare(MemoryShare):
    """Ends the program when it is asked to make a folder."""

    def folder(self, path: str) -> None:
        raise Cut


def setting(folder: Path, store: Store) -> desks.Setting:
    return desks.Setting(
        store, FileSecrets(folder), Guard(folder / "guards", folder), "m", "v", HeldClock(MORNING), "0.1"
    )


def test_who_was_cut_off_while_an_office_began_begins_it_again(tmp_path: Path) -> None:
    with closing(make_store(tmp_path)) as store:
        with store.change() as work:
            work.insert(House(code="1"))
        share = CutShare()
        with pytest.raises(Cut):
            desks.found(setting(tmp_path, store), share, "desk")
        site = share.read(names.SITE)
        assert not desks.is_sharing(store)
        whole = MemoryShare()
        whole.rollback(share.snapshot())
        exchange = desks.found(setting(tmp_path, store), whole, "desk")
        assert exchange.once().published
        assert whole.read(names.SITE) == site


def test_an_office_that_works_is_not_begun_again_by_who_lost_its_database(tmp_path: Path) -> None:
    share = MemoryShare()
    with closing(make_store(tmp_path)) as store:
        desks.found(setting(tmp_path, store), share, "desk").once()
        with store.change() as work:
            work.insert(House(code="1"))
        desks.come_back(setting(tmp_path, store), share).once()
    store.database.path.unlink()
    with closing(make_store(tmp_path)) as store, pytest.raises(Refused) as refused:
        desks.found(setting(tmp_path, store), share, "desk")
    assert refused.value.code == "sync.taken"


class Place:
    """An office's folder with one desk, and the empty folder of another."""

    def __init__(self, folder: Path) -> None:
        self.clock = HeldClock(MORNING)
        self.share = folder / "share"
        self.share.mkdir()
        self.first = AppContext(Paths(folder / "a"), self.clock)
        self.first.office.found("Office", "en", "0001", "", None)
        self.link = OfficeLink(self.first.paths, self.first.store, self.clock, None, FolderShare)
        self.link.found(str(self.share), "first")
        self.paths = Paths(folder / "b")

    def join(self) -> None:
        """Join with a fresh code."""
        code, _ = self.link.invite()
        joiner = OfficeJoiner(self.paths, self.clock, FolderShare)
        joiner.join(str(self.share), code, "second", lambda _done, _all: True)

    def close(self) -> None:
        """Close the first desk."""
        self.link.close()
        self.first.close()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(Paths, "guards", staticmethod(lambda: tmp_path / "guards"))
    made = Place(tmp_path)
    yield made
    made.close()


def staff(paths: Paths, clock: HeldClock) -> int:
    with closing(AppContext(paths, clock)) as context:
        return int(context.store.value("SELECT count(*) FROM staff"))


def test_an_empty_database_that_was_left_behind_is_joined_from(place: Place) -> None:
    AppContext(place.paths, place.clock).close()
    place.join()
    assert staff(place.paths, place.clock) == 1


def test_who_was_cut_off_while_it_was_filled_is_filled_further(place: Place) -> None:
    with closing(AppContext(place.paths, place.clock)) as context:
        code, _ = place.link.invite()
        link = OfficeLink(place.paths, context.store, place.clock, None, FolderShare)
        with mock.patch.object(Exchange, "fill", _cut), pytest.raises(Cut):
            link.join(str(place.share), code, "second", lambda _done, _all: True)
        lane = link.status().lane
        link.close()
    assert staff(place.paths, place.clock) == 0
    place.join()
    assert staff(place.paths, place.clock) == 1
    with closing(AppContext(place.paths, place.clock)) as context:
        assert context.store.meta("lane") == lane


def _cut(*_: object) -> None:
    raise Cut


def test_an_office_that_somebody_works_in_is_not_joined_from(place: Place) -> None:
    with closing(AppContext(place.paths, place.clock)) as context:
        context.office.found("Other", "en", "0001", "", None)
    with pytest.raises(Refused) as refused:
        place.join()
    assert refused.value.code == "office.exists"
    assert staff(place.paths, place.clock) == 1


def test_a_desk_of_another_folder_is_not_joined_from(place: Place) -> None:
    with closing(AppContext(place.paths, place.clock)) as context:
        context.store.set_meta(PLACE, "elsewhere")
    with pytest.raises(Refused) as refused:
        place.join()
    assert refused.value.code == "office.exists"
