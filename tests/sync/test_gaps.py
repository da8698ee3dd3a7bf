"""A file that nobody holds: the office goes on without it once its key says so, and takes it in if it turns up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Refused
from app.features.houses.records import House
from app.sync import governing, names
from app.sync.exchange import Exchange
from tests.sync.office import Office, add, edit, state_of, store_of

HOUR = 60 * 60_000
QUARTER = 16 * 60_000


@contextmanager
def four_desks(folder: Path) -> Iterator[Office]:
    office = Office(folder)
    try:
        first = office.found()
        for _ in range(3):
            office.join()
        add(first, "h", room="0", code="0", building="0", note="0")
        office.settle()
        yield office
    finally:
        office.close()


def write(office: Office, desk: Exchange, count: int, field: str = "room") -> list[int]:
    """Let a desk write segments of its own, and return their numbers."""
    numbers: list[int] = []
    for _ in range(count):
        edit(desk, "h", **{field: f"{desk.replica.own().applied}-{office.clock.moment}"})
        office.wait(2_000)
        desk.once()
        numbers.append(desk.replica.own().applied)
    return numbers


def lose(office: Office, desk: Exchange, numbers: list[int]) -> None:
    """Take files off the share, as a disk does that loses them."""
    for number in numbers:
        office.share.remove(names.segment_path(desk.replica.own().stream, number))


def wait_long(office: Office, *chosen: Exchange) -> None:
    for _ in range(3):
        office.wait(QUARTER)
        office.settle(*chosen)


def gaps(desk: Exchange) -> list[int]:
    return [problem.id for problem in desk.open_problems() if problem.kind == "gap"]


def alike(office: Office, *chosen: Exchange) -> bool:
    first, *others = (state_of(desk) for desk in chosen or office.desks)
    return all(other == first for other in others)


def test_the_office_goes_on_without_what_nobody_holds(tmp_path: Path) -> None:
    with four_desks(tmp_path) as office:
        admin, second, third, writer = office.desks
        lost = write(office, writer, 2)
        later = write(office, writer, 1, "code")
        lose(office, writer, lost)
        wait_long(office, admin, second, third)
        assert len(gaps(admin)) == 1
        governing.accept(admin, gaps(admin)[0])
        wait_long(office, admin, second, third)
        assert alike(office, admin, second, third)
        house = store_of(second).must(House, "h")
        assert house.code.startswith(f"{later[0] - 1}-"), "what follows the gap is here"
        assert house.room == "0", "what was lost is not"
        for desk in (admin, second, third):
            assert not gaps(desk)
            assert [problem.kind for problem in desk.open_problems() if problem.kind != "rolled-back"] == ["lost"]


def test_what_was_given_up_comes_back_with_the_desk_that_holds_it(tmp_path: Path) -> None:
    with four_desks(tmp_path) as office:
        admin, second, third, writer = office.desks
        lost = write(office, writer, 2)
        write(office, writer, 2, "code")
        lose(office, writer, lost)
        wait_long(office, admin, second, third)
        governing.accept(admin, gaps(admin)[0])
        wait_long(office, admin, second, third)
        edit(third, "h", building="9")
        edit(writer, "h", note="still here")
        wait_long(office)
        assert alike(office)
        house = store_of(second).must(House, "h")
        assert house.room.startswith(f"{lost[-1] - 1}-")
        assert (house.building, house.note) == ("9", "still here")


def test_only_whoever_holds_the_offices_key_gives_up_a_file(tmp_path: Path) -> None:
    with four_desks(tmp_path) as office:
        admin, second, third, writer = office.desks
        lose(office, writer, write(office, writer, 2)[:1])
        wait_long(office, admin, second, third)
        with pytest.raises(Refused):
            governing.accept(second, gaps(second)[0])
        number = gaps(admin)[0]
        writer.once(thorough=True)
        office.settle(admin)
        with pytest.raises(Refused):
            governing.accept(admin, number)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_desks_end_alike_whoever_held_it(data: st.DataObject) -> None:
    """Some desks hold the lost file and were away, some had taken it in, all write on, and hear of it in any order."""
    folder = Path(tempfile.mkdtemp())
    try:
        with four_desks(folder) as office:
            admin, second, third, writer = office.desks
            fields = st.sampled_from(["room", "code", "building", "note"])
            lost = [number for _ in range(data.draw(st.integers(1, 3))) for number in write(office, writer, 1)]
            if data.draw(st.booleans(), "the third holds it"):
                office.settle(third)
                write(office, third, data.draw(st.integers(0, 2)), data.draw(fields))
            write(office, writer, data.draw(st.integers(0, 2)), data.draw(fields))
            lose(office, writer, lost)
            wait_long(office, admin, second)
            for number in gaps(admin):
                governing.accept(admin, number)
            for desk in data.draw(st.permutations([admin, second, third, writer])):
                edit(desk, "h", **{data.draw(fields): f"{office.clock.moment}"})
                desk.once(thorough=data.draw(st.booleans()))
                office.wait(5_000)
            wait_long(office)
            wait_long(office)
            assert alike(office)
            assert not [
                problem.kind for desk in office.desks for problem in desk.open_problems() if problem.kind == "gap"
            ]
            edit(second, "h", room="a", code="b", building="c", note="d")
            wait_long(office)
            assert alike(office)
            assert not any(desk.conflicts() for desk in office.desks), "a decision made by whoever sees all is final"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
