"""Which shift is when: over midnight, overlapping, with gaps."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.shifts.rules import (
    DAY_MINUTES,
    Kind,
    minutes_of,
    running,
    shift_after,
    shift_at,
    shift_before,
    shift_of,
    span_text,
    whole_day,
)
from tests.support.office import ZONE

EARLY = Kind("early", "早班", 8 * 60, 15 * 60, 0)
MIDDLE = Kind("middle", "中班", 15 * 60, 22 * 60, 1)
NIGHT = Kind("night", "晚班", 22 * 60, 8 * 60, 2)
ROUND = (EARLY, MIDDLE, NIGHT)


def at(day: int, hour: int, minute: int = 0) -> int:
    return ZONE.moment(datetime(2026, 11, day, hour, minute))


def test_a_night_shift_ends_on_the_next_day() -> None:
    shift = shift_of(NIGHT, date(2026, 11, 22), ZONE)
    assert (shift.start, shift.end) == (at(22, 22), at(23, 8))
    assert shift.day == "2026-11-22"


def test_before_eight_it_is_still_the_night_shift_of_yesterday() -> None:
    assert shift_at(ROUND, at(23, 7, 59), ZONE) == shift_of(NIGHT, date(2026, 11, 22), ZONE)
    assert shift_at(ROUND, at(23, 8), ZONE) == shift_of(EARLY, date(2026, 11, 23), ZONE)


def test_shifts_take_over_from_each_other_round_the_clock() -> None:
    shift = shift_of(EARLY, date(2026, 11, 23), ZONE)
    seen = [shift]
    for _ in range(3):
        seen.append(shift_after(ROUND, seen[-1], ZONE))
    assert [(s.kind, s.day[-2:]) for s in seen] == [("early", "23"), ("middle", "23"), ("night", "23"), ("early", "24")]
    assert shift_before(ROUND, seen[-1], ZONE) == seen[-2]


def test_of_overlapping_shifts_the_one_that_began_last_is_meant() -> None:
    day, late = Kind("a", "早班", 8 * 60, 17 * 60), Kind("b", "晚班", 14 * 60, 22 * 60, 1)
    assert [s.kind for s in running((day, late), at(23, 15), ZONE)] == ["a", "b"]
    assert shift_at((day, late), at(23, 15), ZONE).kind == "b"
    assert shift_after((day, late), shift_of(day, date(2026, 11, 23), ZONE), ZONE).kind == "b"


def test_a_short_shift_inside_a_long_one_takes_over_nothing() -> None:
    noon = Kind("noon", "午间", 12 * 60, 13 * 60, 3)
    kinds = (EARLY, noon, MIDDLE, NIGHT)
    assert shift_after(kinds, shift_of(EARLY, date(2026, 11, 23), ZONE), ZONE).kind == "middle"


def test_in_a_gap_it_is_the_shift_that_ended_last() -> None:
    kinds = (Kind("a", "白班", 8 * 60, 18 * 60),)
    shift = shift_at(kinds, at(23, 20), ZONE)
    assert (shift.kind, shift.day) == ("a", "2026-11-23")
    assert running(kinds, at(23, 20), ZONE) == []
    assert shift_after(kinds, shift, ZONE).day == "2026-11-24"


def test_an_office_without_shifts_works_by_whole_days() -> None:
    shift = shift_at((whole_day(),), at(23, 20), ZONE)
    assert (shift.start, shift.end) == (at(23, 0), at(24, 0))


@given(
    st.lists(st.tuples(st.integers(0, DAY_MINUTES - 1), st.integers(0, DAY_MINUTES - 1)), min_size=1, max_size=5),
    st.integers(at(1, 0), at(30, 0)),
)
def test_there_is_always_a_shift_and_one_that_takes_over(spans: list[tuple[int, int]], moment: int) -> None:
    kinds = [Kind(str(place), "", start, end, place) for place, (start, end) in enumerate(spans)]
    shift = shift_at(kinds, moment, ZONE)
    assert shift.start <= moment
    after = shift_after(kinds, shift, ZONE)
    assert after.start > shift.start
    assert after.end > shift.end


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("8", 480), ("08:30", 510), ("0830", 510), ("8：30", 510), ("24:00", 0), ("0", 0), ("25", None), ("8:75", None)],
)
def test_times_of_day_are_read_as_typed(typed: str, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes


def test_a_kind_says_from_when_to_when() -> None:
    assert span_text(NIGHT) == "22:00–08:00"
