"""Ticket numbers: made without a server, read however people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.tickets.number import TicketNumber, format_number, is_lane, lane_codes, parse_number

DAY = date(2026, 11, 22)
LANES = list(lane_codes())


def test_a_number_reads_as_the_office_knows_it() -> None:
    assert format_number(DAY, "A", 7) == "GD261122-A-0007"
    assert format_number(DAY, "AB", 12345) == "GD261122-AB-12345"
    assert format_number(DAY, "A", 7, copy=2) == "GD261122-A-0007/2"


@pytest.mark.parametrize(
    "text",
    [
        "GD261122-A-0007",
        "gd261122-a-0007",
        "ＧＤ２６１１２２－Ａ－０００７",
        "GD261122A0007",
        " GD 261122 A 0007 ",
        "261122-A-0007",
        "GD261122—A—7",
        "gd261122a7",
    ],
)
def test_spellings_of_one_number(text: str) -> None:
    assert parse_number(text) == TicketNumber(DAY, "A", 7)


@pytest.mark.parametrize(
    ("text", "number", "pattern"),
    [
        ("A-0007", TicketNumber(None, "A", 7), "GD%-A-0007"),
        ("a7", TicketNumber(None, "A", 7), "GD%-A-0007"),
        ("0007", TicketNumber(None, None, 7), "GD%-%-0007"),
        ("7", TicketNumber(None, None, 7), "GD%-%-0007"),
        ("GD261122", TicketNumber(DAY, None, None), "GD261122-%-%"),
        ("261122", TicketNumber(DAY, None, None), "GD261122-%-%"),
        ("GD261122-A", TicketNumber(DAY, "A", None), "GD261122-A-%"),
        ("GD261122-A-0007/2", TicketNumber(DAY, "A", 7, 2), "GD261122-A-0007"),
    ],
)
def test_parts_of_a_number(text: str, number: TicketNumber, pattern: str) -> None:
    assert parse_number(text) == number
    assert number.pattern == pattern


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GD",
        "A",
        "GD261340-A-0007",
        "GD261122-I-0007",
        "13812345678",
        "2611220007",
        "3-2-501",
        "漏水",
        "/2",
        "GD261122/2",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_lanes_leave_out_what_reads_as_a_digit() -> None:
    assert LANES[:9] == list("ABCDEFGHJ")
    assert LANES[23:26] == ["Z", "AA", "AB"]
    assert len(LANES) == len(set(LANES)) == 600
    assert all(is_lane(lane) for lane in LANES)
    assert not any(is_lane(lane) for lane in ("", "I", "AO", "a", "ABC", "1"))


@pytest.mark.parametrize(("lane", "running", "copy"), [("I", 1, 1), ("", 1, 1), ("A", -1, 1), ("A", 1, 0)])
def test_a_number_that_cannot_be_is_not_made(lane: str, running: int, copy: int) -> None:
    with pytest.raises(ValueError, match="no ticket number"):
        format_number(DAY, lane, running, copy)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(LANES),
    st.integers(0, 99999),
    st.integers(1, 99),
    st.data(),
)
def test_what_is_written_is_read_again(day: date, lane: str, running: int, copy: int, data: st.DataObject) -> None:
    number = format_number(day, lane, running, copy)
    typed = number.replace("-", data.draw(st.sampled_from(["-", "", " ", "—"])))
    typed = typed.lower() if data.draw(st.booleans()) else typed
    assert parse_number(typed) == TicketNumber(day, lane, running, copy)


@given(st.one_of(st.text(max_size=20), st.text(alphabet="GD0123456789ABIO-/ 号", max_size=18)))
def test_any_text_is_taken_calmly(text: str) -> None:
    number = parse_number(text)
    if number and number.complete and number.day and number.lane and number.running is not None:
        assert parse_number(format_number(number.day, number.lane, number.running, number.copy)) == number
