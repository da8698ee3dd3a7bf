"""The six ways to get it wrong (design of the shared folder, 5.3), applied to the real engine: each must be noticed.

Each story holds for the engine as it is and fails for the engine made wrong; a story that held for both would prove
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.features.houses.records import House
from app.store.backup import backup, restore
from app.store.store import Store
from app.sync import desks, inbox, names, uniting
from app.sync.branching import Branching
from app.sync.exchange import Exchange
from app.sync.faults import ShareFault
from app.sync.merge import RowState, Written
from app.sync.outbox import Outbox
from app.sync.unit import Unit
from app.sync.vector import Dot, Seen
from tests.support.memory_share import MemoryShare
from tests.sync.pair import Offices
from tests.sync.test_exchange import add_house, edit

Patch = pytest.MonkeyPatch
Story = Callable[[Path], bool]


# --- the stories ----------------------------------------------------------------------------------------------------


class Late(MemoryShare):
    """A share that shows one desk nothing of one stream for a while."""

    def __init__(self, inner: MemoryShare) -> None:
        self._inner = inner
        self.hidden = b""

    def __getattribute__(self, name: str) -> Any:
        if name in ("_inner", "hidden", "read", "names", "_is_hidden"):
            return object.__getattribute__(self, name)
        return getattr(self._inner, name)

    def _is_hidden(self, path: str) -> bool:
        return bool(self.hidden) and names.stream_folder(self.hidden).rsplit("/", 1)[0] in path

    def names(self, folder: str) -> list[str]:
        """Leave the stream's beacons and files out."""
        found = self._inner.names(folder)
        if self._is_hidden(folder):
            return []
        beacons = [names.parse_beacon(name) for name in found]
        return [
            name
            for name, beacon in zip(found, beacons, strict=True)
            if beacon is None or beacon[0] != self.hidden or not self.hidden
        ]

    def read(self, path: str, limit: int = 1 << 26) -> bytes:
        """Deny the stream's files."""
        if self._is_hidden(path):
            raise ShareFault("missing", path)
        return self._inner.read(path, limit)


def hold(folder: Path) -> bool:
    """The third desk gets an edit before the record it edits."""
    offices = Offices(folder)
    late = Late(offices.share)
    third = offices.add("前台3", late)
    offices.settle()
    late.hidden = offices.desks[0].replica.own().stream
    house = add_house(offices.store(0), building="3")
    offices.desks[0].once()
    offices.desks[1].once()
    edit(offices.store(1), house, "bob", building="9")
    offices.desks[1].once()
    third.once()
    late.hidden = b""
    offices.settle()
    held = offices.alike() and not any(desk.conflicts() for desk in offices.desks)
    offices.close()
    return held


def restored(folder: Path) -> bool:
    """A desk is put back to yesterday's backup and goes on."""
    offices = Offices(folder)
    copy = folder / "copy.db"
    houses = [add_house(offices.store(0), room="1")]
    offices.settle()
    backup(offices.store(0).database, copy)
    houses.append(add_house(offices.store(0), room="2"))
    offices.settle()
    path = offices.store(0).database.path
    offices.store(0).close()
    restore(copy, path)
    store = Store(path, offices.store(1).records, offices.clock, offices.store(1).feed)
    old = offices.settings[0]
    offices.settings[0] = desks.Setting(store, old.secrets, old.guard, "machine", "volume", offices.clock, "0.1")
    offices.restart(0)
    houses.append(add_house(store, room="3"))
    offices.settle(4)
    whole = all(offices.store(number).get(House, house) for number in (0, 1) for house in houses)
    whole = whole and offices.alike()
    offices.close()
    return whole


def joined(folder: Path) -> bool:
    """A desk that was away reads a snapshot while it holds edits of its own."""
    offices = Offices(folder)
    house = add_house(offices.store(0), building="3", room="501")
    offices.settle()
    edit(offices.store(1), house, "bob", room="502")
    for number in range(5):
        edit(offices.store(0), house, building=str(number))
        offices.clock.advance(1_000)
        offices.desks[0].once()
    assert offices.desks[0].snapshot()
    offices.desks[1].upkeep.rules.behind = 0
    offices.settle(4)
    found = offices.store(1).get(House, house)
    whole = found is not None and (found.building, found.room) == ("4", "502") and offices.alike()
    offices.close()
    return whole


def both_survive(folder: Path) -> bool:
    """Two desks write one field without having seen each other."""
    offices = Offices(folder)
    house = add_house(offices.store(0), building="3")
    offices.settle()
    edit(offices.store(0), house, "alice", building="8")
    edit(offices.store(1), house, "bob", building="9")
    offices.settle()
    told = [{version.value for one in desk.conflicts() for version in one.versions} for desk in offices.desks]
    offices.close()
    return told == [{"8", "9"}, {"8", "9"}]


def stale_form(folder: Path) -> bool:
    """A form is saved that was opened before the other desk's edit came."""
    offices = Offices(folder)
    house = add_house(offices.store(0), building="3")
    offices.settle()
    seen = offices.store(0).seen()
    edit(offices.store(1), house, "bob", building="9")
    offices.settle()
    with offices.store(0).as_seen(seen):
        edit(offices.store(0), house, "alice", building="8")
    offices.settle()
    told = [{version.value for one in desk.conflicts() for version in one.versions} for desk in offices.desks]
    offices.close()
    return told == [{"8", "9"}, {"8", "9"}]


# --- the mutations --------------------------------------------------------------------------------------------------


def no_hold(patch: Patch) -> None:
    """Segments are taken in before what their author had seen."""
    patch.setattr(inbox, "covers", lambda _vector, _seen: True)


def same_stream(patch: Patch) -> None:
    """A restored database keeps writing its stream, and nobody looks whether the name holds something else."""
    patch.setattr(Exchange, "_renew", lambda _self, _first: None)
    patch.setattr(Exchange, "_lost", lambda _self, _stream, _seq: None)
    patch.setattr(Outbox, "_put", lambda _self, _stream, _seq, _data: True)
    patch.setattr(Branching, "heed", lambda _self, _beacons, **_options: False)


def snapshot_replaces(patch: Patch) -> None:
    """What the snapshot says takes the place of what is here."""
    patch.setattr(uniting, "join", lambda _here, _here_covers, there, _there_covers: there)


def seals_late(patch: Patch) -> None:
    """What was written here is packed after what came from elsewhere was taken in."""
    seal, finish = Unit.seal, Unit.finish

    def late(self: Any) -> None:
        self.book.save(self._work)
        seal(self)
        finish(self)

    patch.setattr(Unit, "seal", lambda _self, **_options: None)
    patch.setattr(Unit, "finish", late)
    packs, asked = Exchange._seal, Counter[int]()

    def second(self: Exchange) -> None:
        asked[id(self)] += 1
        if asked[id(self)] % 2 == 0:  # an exchange packs before and after taking in
            packs(self)

    patch.setattr(Exchange, "_seal", second)


def forgets_form(patch: Patch) -> None:
    """A form is saved as if everything that came meanwhile had been on screen."""
    patch.setattr(Store, "_base", lambda _self: None)


def last_writer_wins(patch: Patch) -> None:
    """The stamp decides, the other value is dropped."""
    write = RowState.write

    def newest(self: RowState, dot: Dot, seen: Seen, hlc: int, author: str, values: Any) -> None:
        write(self, dot, seen, hlc, author, values)
        for column, cell in self.cells.items():
            best: tuple[Dot, Written] = max(cell.items(), key=lambda one: (one[1].hlc, one[0]))
            self.cells[column] = dict([best])

    patch.setattr(RowState, "write", newest)


CASES: list[tuple[Story, Callable[[Patch], None]]] = [
    (hold, no_hold),
    (restored, same_stream),
    (joined, snapshot_replaces),
    (both_survive, seals_late),
    (stale_form, forgets_form),
    (both_survive, last_writer_wins),
]


@pytest.mark.parametrize("story", list(dict.fromkeys(story for story, _ in CASES)), ids=lambda story: story.__name__)
def test_the_engine_as_it_is_gets_it_right(story: Story, tmp_path: Path) -> None:
    assert story(tmp_path)


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level("CRITICAL"):
        yield


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(("story", "mutation"), CASES, ids=[mutation.__name__ for _, mutation in CASES])
def test_the_engine_made_wrong_is_noticed(
    story: Story, mutation: Callable[[Patch], None], tmp_path: Path, monkeypatch: Patch
) -> None:
    mutation(monkeypatch)
    assert not story(tmp_path)
