"""Days, blocking rows, shares and places: what needs no database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.training import rules
from app.features.training.seeding import READERS
from tests.support.office import REPOSITORY

SEED = REPOSITORY / "resources" / "seed"
START = date(2026, 11, 23)


@dataclass(frozen=True)
class Row:
    id: str
    stage: str = "1"
    kind: str = "practice"
    minutes: int = 60
    required: bool = True


@pytest.mark.parametrize(
    ("start", "day", "working", "due"),
    [
        (START, 1, False, "2026-11-23"),
        (START, 14, False, "2026-12-06"),
        (START, 5, True, "2026-11-27"),
        (START, 6, True, "2026-11-30"),
        (date(2026, 11, 28), 1, True, "2026-11-30"),
        (date(2026, 11, 28), 1, False, "2026-11-28"),
        (date(2026, 12, 31), 2, False, "2027-01-01"),
    ],
)
def test_due_days_count_from_the_first(start: date, day: int, working: bool, due: str) -> None:
    assert rules.due_day(start, day, working_days=working).isoformat() == due


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_working_days_never_fall_on_a_weekend_and_rise(start: date, day: int) -> None:
    due = rules.due_day(start, day, working_days=True)
    assert due.weekday() < 5
    assert due >= start
    assert rules.due_day(start, day + 1, working_days=True) > due


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [("2026-11-30", 3, "2027-02-28"), ("2026-11-23", 3, "2027-02-23"), ("2026-01-31", 1, "2026-02-28")],
)
def test_months_later_is_the_same_day_or_the_last(start: str, months: int, then: str) -> None:
    assert rules.months_later(date.fromisoformat(start), months).isoformat() == then


def test_a_required_open_row_blocks_the_next_stage_and_the_exam() -> None:
    rows = [Row("a"), Row("b", required=False), Row("x", kind="exam"), Row("c", stage="2")]
    blocks = rules.blocked(rows, frozenset(), yearly=False)
    assert {key: (block.code, places) for key, (block, places) in blocks.items()} == {
        "x": ("exam", [0]),
        "c": ("stage", [0, 2]),
    }
    assert set(rules.blocked(rows, frozenset("a"), yearly=False)) == {"c"}
    assert rules.blocked(rows, frozenset("ax"), yearly=False) == {}


def test_a_missed_month_does_not_stop_a_whole_year() -> None:
    rows = [Row("a"), Row("c", stage="2"), Row("x", stage="2", kind="exam")]
    assert set(rules.blocked(rows, frozenset(), yearly=True)) == {"x"}


def test_blocking_rows_are_named_up_to_three() -> None:
    words = str(rules.blocked_words(rules.BLOCKS[0], ["一", "二", "三", "四", "五"]))
    assert "三" in words
    assert "四" not in words
    assert "2" in words


def test_shadowing_is_practice_and_an_exam_is_neither() -> None:
    split = rules.split_of([("theory", 90), ("shadowing", 120), ("practice", 90), ("exam", 60)])
    assert (split.theory, split.practice, split.exam, split.total) == (90, 210, 60, 360)
    assert split.theory_percent == 30
    assert rules.Split(exam=60).theory_percent is None


def test_equal_points_share_a_place() -> None:
    assert rules.ranking({"a": 90, "b": 95, "c": 90, "d": None, "e": 80}) == {"a": 2, "b": 1, "c": 2, "e": 4}


# --- what every office begins with ----------------------------------------------------------------------------------


def rows_of(table: str) -> list[dict[str, object]]:
    read = next(reader for kind, reader in READERS.items() if kind.table == table)
    return [vars(row) for row in read(SEED)]


def test_the_newcomers_two_weeks_are_thirty_to_seventy_and_end_with_exams() -> None:
    rows = [row for row in rows_of("training_item") if row["template_id"] == "training.newcomer"]
    split = rules.split_of((str(row["kind"]), int(str(row["minutes"]))) for row in rows)
    assert split.theory_percent == 30
    assert 35 <= len(rows) <= 50
    assert {int(str(row["day"])) for row in rows} <= set(range(1, 15))
    last = [row for row in rows if row["stage"] == rows[-1]["stage"]]
    assert sum(row["kind"] == "exam" for row in last) == 2


@pytest.mark.parametrize(("template", "hours"), [("training.skilled", 60), ("training.lead", 40)])
def test_the_yearly_templates_reach_their_hours_with_required_rows_alone(template: str, hours: int) -> None:
    rows = [row for row in rows_of("training_item") if row["template_id"] == template]
    assert sum(int(str(row["minutes"])) for row in rows if row["required"]) >= hours * 60


def test_days_never_fall_back_and_every_row_says_something() -> None:
    rows = rows_of("training_item")
    for template in {row["template_id"] for row in rows}:
        days = [int(str(row["day"])) for row in rows if row["template_id"] == template]
        assert days == sorted(days)
    assert all(len(str(row["content"])) >= 15 for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} <= set(rules.KINDS)
    assert {row["signer"] for row in rows} <= set(rules.SIGNERS)


def test_a_course_and_a_drill_for_every_month_and_drills_are_whole() -> None:
    courses = rows_of("training_course")
    for form in ("course", "drill"):
        assert sorted(int(str(row["month"])) for row in courses if row["form"] == form) == list(range(1, 13))
    for drill in (row for row in courses if row["form"] == "drill"):
        assert all(str(drill[key]).strip() for key in ("goal", "scenario", "roles", "observe", "materials"))
        assert len(str(drill["content"]).splitlines()) >= 5
    known = {row["id"] for row in courses}
    assert {row["course_id"] for row in rows_of("training_item")} <= known | {""}


def test_every_seed_file_is_read() -> None:
    files = sorted((SEED / "training").rglob("*.toml"))
    assert len(files) == 6
    assert all(tomllib.loads(path.read_text(encoding="utf-8")) for path in files)


def test_due_days_of_a_year_stay_in_the_year() -> None:
    rows = [row for row in rows_of("training_item") if row["template_id"] != "training.newcomer"]
    start = date(2026, 1, 1)
    assert all(start + timedelta(days=int(str(row["day"])) - 1) <= date(2026, 12, 31) for row in rows)
