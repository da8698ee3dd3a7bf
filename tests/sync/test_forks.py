"""A desk that ran twice from the same data: nothing is lost, and all desks end alike, whoever heard of it when."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from app.features.houses.records import House
from app.sync import desks, names
from app.sync.exchange import Exchange, Guarding
from tests.support.office import make_store
from tests.sync import office as real
from tests.sync.desks import make_template
from tests.sync.fleet import Office, by_seed
from tests.sync.office import add, edit, state_of, store_of

HALF_HOUR = 31 * 60_000


@contextmanager
def twins(folder: Path, readers: int = 2) -> Iterator[tuple[real.Office, Exchange, Exchange]]:
    """Make an office whose last desk exists twice, and nothing tells the one from the other."""
    office = real.Office(folder)
    try:
        first = office.found()
        for _ in range(readers):
            office.join()
        add(first, "h", room="0", code="0", building="0", note="0")
        office.settle()
        one = office.desks[-1]
        edit(one, "h", note="before")
        office.settle()
        yield office, one, clone(office, one)
    finally:
        office.close()


def clone(office: real.Office, desk: Exchange) -> Exchange:
    """Copy a desk's data folder to another computer that believes to be the same one."""
    source = store_of(desk).database.path
    folder = office.folder / f"copy-{len(office.desks)}"
    shutil.copytree(source.parent, folder, ignore=lambda _, found: [name for name in found if "office.db" in name])
    with closing(sqlite3.connect(folder / source.name)) as target:
        store_of(desk).database.raw.backup(target)
    copy = desks.come_back(office._of(make_store(folder, office.clock)), office.share, "//share")
    copy._guard = Guarding(lambda *_: True, lambda *_: None)
    copy.upkeep.rules.every = copy.upkeep.rules.behind = real.NEVER
    office.desks.append(copy)
    return copy


def settle(office: real.Office) -> None:
    for _ in range(3):
        office.wait(HALF_HOUR)
        office.settle()


def alike(office: real.Office) -> bool:
    first, *others = map(state_of, office.desks)
    return all(other == first for other in others)


def kinds(desk: Exchange) -> set[str]:
    return {problem.kind for problem in desk.open_problems()}


def test_what_two_twins_wrote_is_kept_and_everybody_is_told(tmp_path: Path) -> None:
    with twins(tmp_path) as (office, one, other):
        shot = office.share.snapshot()
        edit(one, "h", room="one")
        one.once()
        office.settle(office.desks[1])
        office.share.rollback(shot)
        edit(other, "h", room="other", code="other")
        other.once()
        settle(office)
        assert alike(office)
        assert one.replica.own().stream != other.replica.own().stream
        for desk in office.desks:
            (conflict,) = desk.conflicts()
            assert {version.value for version in conflict.versions} == {"one", "other"}
            assert store_of(desk).must(House, "h").code == "other"
            assert "fork" in kinds(desk)
            assert not kinds(desk) & {"gap", "damaged", "stranger", "defect"}


def test_a_decision_after_a_fork_is_final(tmp_path: Path) -> None:
    with twins(tmp_path) as (office, one, other):
        shot = office.share.snapshot()
        edit(one, "h", room="one")
        one.once()
        office.desks[1].once()
        office.share.rollback(shot)
        edit(other, "h", room="other")
        other.once()
        settle(office)
        edit(office.desks[0], "h", room="decided")
        settle(office)
        assert alike(office)
        assert not any(desk.conflicts() for desk in office.desks)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::4])
def test_it_does_not_matter_who_hears_of_it_when(tmp_path: Path, order: tuple[int, ...]) -> None:
    """One reader has taken in the first twin's edits and written on, the other the second's."""
    with twins(tmp_path) as (office, one, other):
        reader, second = office.desks[0], office.desks[1]
        shot = office.share.snapshot()
        for number in range(2):
            edit(one, "h", room=f"one {number}")
            office.wait(2_000)
            one.once()
        reader.once()
        edit(reader, "h", room="on top of one")
        office.share.rollback(shot)
        for number in range(3):
            edit(other, "h", room=f"other {number}", building=f"{number}")
            office.wait(2_000)
            other.once()
        second.once()
        edit(second, "h", building="on top of other")
        for place in order:
            office.wait(5_000)
            office.desks[place].once(thorough=place % 2 == 0)
        settle(office)
        settle(office)
        assert alike(office)
        shown = {version.value for conflict in reader.conflicts() for version in conflict.versions}
        assert "on top of one" in shown | {store_of(reader).must(House, "h").room}
        assert not any(kinds(desk) & {"gap", "damaged", "stranger", "defect"} for desk in office.desks)


def test_a_copy_beside_a_torn_file_is_no_fork(tmp_path: Path) -> None:
    with twins(tmp_path) as (office, one, _):
        edit(one, "h", room="one")
        one.replica.seal()
        ((stream, seq, data),) = one.replica.unsent()
        office.share.put(names.segment_path(stream, seq), data[:100])
        settle(office)
        assert alike(office)
        assert store_of(office.desks[0]).must(House, "h").room == "one"
        assert not any("fork" in kinds(desk) for desk in office.desks)


def test_a_desk_can_derive_its_state_anew(tmp_path: Path) -> None:
    with twins(tmp_path) as (office, one, _):
        for number in range(5):
            edit(one, "h", room=f"{number}")
            edit(office.desks[0], "h", room=f"other {number}")
            office.settle()
        before = state_of(one)
        assert one.branching.again()
        assert state_of(one) == before


@pytest.mark.parametrize("seed", [7, 39, 45])
def test_offices_whose_disks_are_copied_lose_nothing(tmp_path: Path, seed: int) -> None:
    office = live(seed, tmp_path, make_template(tmp_path))
    assert not office.result.failed, office.result


class Twins(Office):
    """Whole offices in which disks are copied with everything that could tell, and shares are put back."""

    def __init__(
        self, seed: int, folder: Path, template: Path, rate: float = 0.0, without: tuple[str, ...] = ()
    ) -> None:
        super().__init__(seed, folder, template, rate, without)
        again = [(self.clone, 0.5), (self.fork, 2.0), (self.roll_back, 0.5), (self.shoot, 1.0)]
        self.actions += [(verb, weight) for verb, weight in again if verb.__name__ not in without]
        self.clones = 0

    def clone(self, device: Any) -> None:
        """Copy a computer so that nothing tells the copy from it, and work on at both."""
        if device.number not in self.retired:
            self._copy(device, device.machine.name, guarded=True)
            self.clones += 1

    def fork(self, device: Any) -> None:
        """Copy a computer, let one go on, put the share back, and let the other go on."""
        before = len(self.devices)
        if device.number in self.retired:
            return
        self.clone(device)
        if len(self.devices) == before or self.server.away:
            return
        shot = self.server.snapshot()
        for each in (device, self.devices[-1]):
            for _ in range(self.random.randint(1, 3)):
                self._do(self.edit, each)
                self.exchange(each)
                if self.random.random() < 0.7:
                    self.exchange(self.random.choice(self.devices))
            if each is device:
                self.server.rollback(shot)
        self._unit = []

    def _judge(self) -> None:
        # What others say to have seen of a forked stream counts for neither branch.
        self.spanning.update(self.ops)
        super()._judge()

    def _stuck(self, device: Any) -> int:
        roster, vector, forks = device.exchange.members.roster, device.replica.vector(), device.replica.forks()
        beacons = [found for name in self.server.names(names.LIVE) if (found := names.parse_beacon(name))]
        return sum(
            min(seq, forks.limits.get(stream, seq)) > vector.get(stream, 0)
            and (stream in forks.branches or roster.accepted_up_to(stream) is None)
            for stream, seq in beacons
        )


def live(seed: int, folder: Path, template: Path, rate: float = 0.0, without: tuple[str, ...] = ()) -> Twins:
    """Live one random life."""
    with by_seed(seed):
        office = Twins(seed, folder, template, rate, without)
        try:
            office.run()
        finally:
            office.world.close()
    return office
