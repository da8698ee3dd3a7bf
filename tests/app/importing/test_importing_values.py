"""Cells to values: what people type, and what spreadsheets make of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import OfficeZone
from app.core.errors import AppError
from app.importing import values
from app.importing.cells import Cell, tidy, tidy_lines
from app.importing.moments import Order, day_order, to_day, to_moment
from app.importing.values import BadValue, Doubtful

ZONE = OfficeZone("Asia/Shanghai")
choose = values.choice({"male": ("男", "M"), "female": ("女", "F")})


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return ZONE.moment(datetime(year, month, day, hour, minute, second))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (18999999999.0, "18999999999"),
        (94.56, "94.56"),
        (0.1, "0.1"),
        ("\u3000 甲\u00a0乙\t\n丙\u200b ", "甲 乙 丙"),
        ("e\u0301", "é"),
        ("a_x000D_b", "a b"),
        ("_x0041_", "_x0041_"),
        ("", None),
        (" \u3000", None),
        (None, None),
        (True, "TRUE"),
    ],
)
def test_text(cell: Cell, text: str | None) -> None:
    assert values.to_text(cell) == text


def test_text_changed_by_the_spreadsheet_is_doubtful() -> None:
    turned = values.to_text(date(2026, 3, 2))
    assert isinstance(turned, Doubtful)
    assert turned.value == "2026-03-02"
    assert isinstance(values.to_text(632126199101010000.0), Doubtful)


def test_long_text_keeps_its_lines() -> None:
    assert values.to_long_text("\n\t\t\n\t\u3000第一行\r\n\n\n\n第二行\u00a0 \n\t") == "第一行\n\n第二行"


@pytest.mark.parametrize(
    ("cell", "number"), [(3.0, 3), ("１２", 12), ("1,200", 1200), ("33层", 33), ("无", None), (0, 0)]
)
def test_integer(cell: Cell, number: int | None) -> None:
    assert values.to_integer(cell) == number


@pytest.mark.parametrize("cell", ["3.5", 3.5, "三", True, "1,2", 1e17, float("inf"), date(2020, 1, 1)])
def test_no_integer(cell: Cell) -> None:
    with pytest.raises(BadValue):
        values.to_integer(cell)


def test_areas_and_money_are_whole_hundredths() -> None:
    assert values.to_hundredths(94.56) == 9456
    assert values.to_hundredths("94.565㎡") == 9457
    assert values.to_money("￥1,200.50元") == 120050
    assert values.to_money(0.1 + 0.2) == 30
    with pytest.raises(BadValue):
        values.to_money("1.005")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        (18999999999.0, ("18999999999",)),
        (18999999999, ("18999999999",)),
        ("+86 138-0013-8000", ("13800138000",)),
        ("13800138000/13900139000", ("13800138000", "13900139000")),
        ("13800138000、13900139000；13800138000", ("13800138000", "13900139000")),
        ("13800138000 13900139000", ("13800138000", "13900139000")),
        ("13800138000#0571-88888888", ("13800138000", "0571-88888888")),
        ("妻 13800138000（微信同号）", ("13800138000",)),
        ("010 8888 8888转123", ("010-88888888-123",)),
        ("0571-88888888-12", ("0571-88888888-12",)),
        ("88888888", ("88888888",)),
        ("4008001234", ("4008001234",)),
        ("１３８００１３８０００", ("13800138000",)),
        ("无", ()),
        (None, ()),
    ],
)
def test_phones(cell: Cell, numbers: tuple[str, ...]) -> None:
    assert values.to_phones(cell) == numbers


@pytest.mark.parametrize("cell", ["1380013800", "12345678901", "电话", "13800138000/12", True, date(2020, 1, 1), 1.5])
def test_no_phones(cell: Cell) -> None:
    with pytest.raises(BadValue):
        values.to_phones(cell)


def test_identity_cards() -> None:
    assert values.to_id_card("11010519491231002x") == "11010519491231002X"
    cut = values.to_id_card(632126199101010000.0)
    assert isinstance(cut, Doubtful)
    assert cut.value is None
    typed = values.to_id_card("632126199101010000")
    assert isinstance(typed, Doubtful)
    assert typed.value == "632126199101010000"
    assert "632126199101010000" not in str(typed.reason)
    with pytest.raises(BadValue):
        values.to_id_card("6321")


def test_yes_no_choice_and_lists() -> None:
    assert [values.to_yes_no(cell) for cell in ("是", "有", "Ｙ", 1.0, True, "√")] == [True] * 6
    assert [values.to_yes_no(cell) for cell in ("否", "无", "N", 0.0, False, "FALSE")] == [False] * 6
    assert values.to_yes_no(None) is None
    with pytest.raises(BadValue):
        values.to_yes_no("也许")
    assert [choose(cell) for cell in ("男", "ｍ", "Male", "-")] == ["male", "male", "male", None]
    with pytest.raises(BadValue, match="男、女"):
        choose("x")
    assert isinstance(values.choice({"a": ("甲",)}, "a")("乙"), Doubtful)
    assert values.to_list("1#2、 3,1") == ("1", "2", "3")
    assert values.to_list(1.0) == ("1",)


@pytest.mark.parametrize(
    "cell",
    [
        "2020-6-10",
        "2020/6/10",
        "20200610",
        20200610.0,
        "2020年6月10日",
        "2020.06.10",
        43992.0,
        date(2020, 6, 10),
        datetime(2020, 6, 10, 8),
        "2020-06-10 00:00:00",
        "２０２０-６-１０",
        "2020年6月10日 星期三 8:00",
        1591718400000.0,
    ],
)
def test_day(cell: Cell) -> None:
    assert to_day(ZONE, Order.OPEN)(cell) == "2020-06-10"


@pytest.mark.parametrize("cell", ["2020-13-01", "2020-02-30", "6月10日", "昨天", True, time(8), 5.0, "1", -1.0, 1e300])
def test_no_day(cell: Cell) -> None:
    with pytest.raises(BadValue):
        to_day(ZONE, Order.OPEN)(cell)


def test_a_column_decides_whether_the_day_or_the_month_stands_first() -> None:
    assert day_order(["10/06/2020", "06/25/2020", datetime(2020, 1, 1)]) is Order.MONTH_FIRST
    assert day_order(["10/06/2020", "25/06/2020", None]) is Order.DAY_FIRST
    assert day_order(["13/06/2020", "06/13/2020"]) is Order.MIXED
    assert to_day(ZONE, Order.MONTH_FIRST)("10/06/2020") == "2020-10-06"
    assert to_day(ZONE, Order.DAY_FIRST)("10/06/2020") == "2020-06-10"
    assert to_day(ZONE, Order.DAY_FIRST)("06/06/2020 9:05") == "2020-06-06"
    guessed = to_day(ZONE, Order.OPEN)("10/06/2020")
    assert isinstance(guessed, Doubtful)
    assert guessed.value == "2020-10-06"
    with pytest.raises(BadValue):
        to_day(ZONE, Order.MIXED)("10/06/2020")
    assert to_day(ZONE, Order.MIXED)("25/06/2020") == "2020-06-25"


@pytest.mark.parametrize(
    "cell",
    [
        "2020/1/6 12:09:38",
        "2020-01-06T12:09:38+08:00",
        "2020-01-06T04:09:38Z",
        "2020-01-06T04:09:38.000Z",
        1578283778.0,
        1578283778000,
        "1578283778000",
        datetime(2020, 1, 6, 12, 9, 38),
        "20200106120938",
        "2020年1月6日 12时09分38秒",
        "1/6/2020 12:09:38 PM",
        datetime(2020, 1, 6, 12, 9, 37, 999999),
        43836.50668981481,
    ],
)
def test_moment(cell: Cell) -> None:
    found = to_moment(ZONE, Order.MONTH_FIRST)(cell)
    assert found == at(2020, 1, 6, 12, 9, 38)


def test_moments_of_half_days_and_days() -> None:
    convert = to_moment(ZONE, Order.OPEN)
    assert convert("2020-1-6 下午 3:05") == at(2020, 1, 6, 15, 5)
    assert convert("2020-1-6 上午12:05") == at(2020, 1, 6, 0, 5)
    assert convert("2020-1-6 24:00") == at(2020, 1, 7)
    assert convert(date(2020, 1, 6)) == at(2020, 1, 6)
    assert convert("—") is None
    with pytest.raises(BadValue):
        convert("2020-1-6 25:00")


anything = st.one_of(
    st.none(),
    st.text(),
    st.text("0123456789-/.:年月日时 上下午APMTZ+,，、#()xX￥元㎡"),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
CONVERTERS: list[Callable[[Cell], object]] = [
    values.to_text,
    values.to_long_text,
    values.to_integer,
    values.to_hundredths,
    values.to_money,
    values.to_phones,
    values.to_id_card,
    values.to_yes_no,
    values.to_list,
    choose,
    *(make(ZONE, order) for make in (to_day, to_moment) for order in Order),
]


@given(anything)
def test_no_cell_breaks_a_converter(cell: Cell) -> None:
    for convert in CONVERTERS:
        with suppress(AppError):
            convert(cell)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    for clean in (tidy, tidy_lines):
        once = clean(text)
        assert clean(once) == once


def test_durations_are_read_as_the_dates_they_were() -> None:
    assert to_day(ZONE, Order.OPEN)(timedelta(days=43992)) == "2020-06-10"
