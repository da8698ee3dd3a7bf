"""Thousands of records at once take ways of their own through packing and taking in; what arrives is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgpack
import pytest

from app.features.houses.records import House
from tests.sync.pair import Offices


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Offices]:
    offices = Offices(tmp_path)
    yield offices
    offices.close()


def houses(numbers: Iterable[int], room: str = "") -> list[House]:
    return [House(id=f"{number:032x}", building="3", room=room or str(number)) for number in numbers]


def test_many_records_whose_ids_lie_among_known_ones_arrive(two: Offices) -> None:
    with two.store(0).change("alice") as work:
        work.insert_many(houses(range(0, 3_000, 2)))
    two.settle()
    with two.store(0).change("alice") as work:
        work.insert_many(houses(range(1, 3_000, 4), "new"))
    two.settle()
    assert two.store(1).value("SELECT count(*) FROM house WHERE room = 'new'") == 750
    assert two.alike()
    assert not two.desks[0].conflicts() + two.desks[1].conflicts()


def test_many_records_some_of_which_were_known_or_touched_again_arrive(two: Offices) -> None:
    with two.store(0).change("alice") as work:
        work.insert_many(houses(range(600)))
    two.settle()
    with two.store(0).change("alice") as work:
        for house in houses((5, 250, 599)):
            work.delete(house)
    two.settle()
    with two.store(0).change("alice") as work:
        work.insert_many(houses((*range(600, 1_300), 5, 250), "again"))
        work.update(work.must(House, houses((700,))[0].id), room="touched")
        work.delete(work.must(House, houses((701,))[0].id))
    with two.store(0).change("bob") as work:
        work.update(work.must(House, houses((702,))[0].id), room="later")
    two.settle()
    rooms = {house.id: house.room for house in two.store(1).find(House)}
    assert len(rooms) == 600 - 3 + 700 - 1 + 2
    assert [rooms[house.id] for house in houses((5, 250, 700, 702, 703))] == [
        "again", "again", "touched", "later", "again",
    ]  # fmt: skip
    assert two.alike()
    assert not two.desks[0].conflicts() + two.desks[1].conflicts()


def test_many_edits_leave_the_origins_of_other_columns_alone(two: Offices) -> None:
    with two.store(0).change("alice") as work:
        work.insert_many(houses(range(300)))
    two.settle()
    ids = [house.id for house in houses(range(300))]
    for desk, column in ((0, "room"), (1, "building"), (0, "room")):
        with two.store(desk).change("alice") as work:
            for record in ids:
                work.update(work.must(House, record), **{column: f"{desk}{column}"})
        two.settle()
    told = [_origins(two, number) for number in range(2)]
    assert told[0] == told[1]
    assert {len(origins) for origins in told[0]} == {3}
    assert two.alike()


def _origins(offices: Offices, number: int) -> list[list[object]]:
    """Return where the values of every house come from, as snapshots tell it: alike on every desk."""
    with offices.desks[number].replica.state() as state:
        assert state is not None
        return [msgpack.unpackb(meta) for chunk in state.pages.chunks("house") for meta in chunk.meta]
