"""Deadlines of a weekly plan: what each wording means in a week, and where a copy of the plan puts it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.features.plans import deadlines, weeks
from app.features.plans.deadlines import moved, resolve, working_week
from tests.support.office import ZONE

WEEK = "2026-W48"
TUESDAY = date(2026, 11, 24)


def shown(text: str, week: str = WEEK, said: date = TUESDAY) -> tuple[str, int]:
    found = resolve(text, week, ZONE, said, working_week)
    assert found.due_at is not None
    return f"{ZONE.local(found.due_at):%m-%d %H:%M}", len(found.days)


@pytest.mark.parametrize(
    ("text", "due", "days"),
    [
        ("本周五 15:00", "11-27 15:00", 0),
        ("周五15：00", "11-27 15:00", 0),
        ("周三前", "11-25 18:00", 0),
        ("周一 9点", "11-23 09:00", 0),
        ("周五下午三点", "11-27 15:00", 0),
        ("周五下班前", "11-27 18:00", 0),
        ("下周一 10:00", "11-30 10:00", 0),
        ("当日 17:00", "11-24 17:00", 0),
        ("明天", "11-25 18:00", 0),
        ("17:00", "11-24 17:00", 0),
        ("每日 9:00", "11-27 09:00", 5),
        ("每个工作日 9:00", "11-27 09:00", 5),
        ("每日含周末 8:30", "11-29 08:30", 7),
        ("周一、周三 9:00", "11-25 09:00", 2),
        ("每周一、三、五 10:00", "11-27 10:00", 3),
        ("周一至周四 18:00", "11-26 18:00", 4),
        ("11-25 15:00", "11-25 15:00", 0),
        ("2026-12-01 8:00", "12-01 08:00", 0),
        ("daily 9:00", "11-27 09:00", 5),
        ("Fri 15:00", "11-27 15:00", 0),
    ],
)
def test_a_deadline_means_a_moment_of_the_plans_week(text: str, due: str, days: int) -> None:
    assert shown(text) == (due, days)


def test_today_in_a_plan_of_another_week_is_its_first_working_day() -> None:
    assert shown("当日 17:00", said=date(2026, 11, 20)) == ("11-23 17:00", 0)


def test_daily_leaves_out_days_off_and_takes_make_up_days() -> None:
    def working(day: date) -> bool:
        return day in (date(2026, 11, 25), date(2026, 11, 28))

    found = resolve("每日 9:00", WEEK, ZONE, TUESDAY, working)
    assert found.days == (date(2026, 11, 25), date(2026, 11, 28))


@pytest.mark.parametrize("text", ["随时", "尽快", "周八 9:00", "25:00"])
def test_what_names_no_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(Invalid) as told:
        resolve(text, WEEK, ZONE, TUESDAY, working_week)
    assert "deadline" in told.value.fields


def test_no_deadline_is_none() -> None:
    assert resolve("  ", WEEK, ZONE, TUESDAY, working_week) == deadlines.NONE


@pytest.mark.parametrize(
    ("text", "expected", "due"),
    [
        ("本周五 15:00", "本周五 15:00", "12-11 15:00"),
        ("周三前", "周三前", "12-09 18:00"),
        ("每日 9:00", "每日 9:00", "12-11 09:00"),
        ("11-25 15:00", "2026-12-09 15:00", "12-09 15:00"),
        ("当日 17:00", "当日 17:00", "12-08 17:00"),
    ],
)
def test_a_copy_moves_words_by_their_words_and_dates_by_days(text: str, expected: str, due: str) -> None:
    old = resolve(text, WEEK, ZONE, TUESDAY, working_week)
    words, new = moved(text, old.due_at, WEEK, "2026-W50", ZONE, working_week)
    assert words == expected
    assert new.due_at is not None
    assert f"{ZONE.local(new.due_at):%m-%d %H:%M}" == due


def test_words_nobody_can_read_stay_as_they_are() -> None:
    assert moved("随时", None, WEEK, "2026-W49", ZONE, working_week) == ("随时", deadlines.NONE)


@given(day=st.integers(0, 6), hour=st.integers(0, 23), weeks_on=st.integers(-60, 60))
def test_a_weekday_stays_its_weekday_in_every_week(day: int, hour: int, weeks_on: int) -> None:
    text = f"周{'一二三四五六日'[day]} {hour}:30"
    week = weeks.shifted(WEEK, weeks_on)
    found = resolve(text, week, ZONE, TUESDAY, working_week)
    assert found.due_at is not None
    local = ZONE.local(found.due_at)
    assert (weeks.week_of(local.date()), local.weekday(), local.hour) == (week, day, hour)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_week_names_its_days(day: date) -> None:
    name = weeks.week_of(day)
    assert day in weeks.days_of(name)
    assert weeks.first_day(name).weekday() == 0
    assert weeks.first_day(day.isoformat()) == weeks.first_day(name)


@pytest.mark.parametrize("name", ["2026-W54", "W48", "2026-13-01", "", "周三"])
def test_no_such_week(name: str) -> None:
    with pytest.raises(Invalid):
        weeks.first_day(name)


def test_a_tick_means_today_else_the_last_day_before_else_the_next() -> None:
    days = [date(2026, 11, day) for day in (23, 24, 25)]
    assert deadlines.next_open(days, [], TUESDAY) == TUESDAY
    assert deadlines.next_open(days, [TUESDAY], TUESDAY) == days[0]
    assert deadlines.next_open(days, days[:2], TUESDAY) == days[2]
    assert deadlines.next_open(days, days, TUESDAY) is None


def test_a_week_lasts_seven_days() -> None:
    start, end = deadlines.span_of(WEEK, ZONE)
    assert start == ZONE.moment(datetime(2026, 11, 23))
    assert end - start == 7 * 86_400_000
