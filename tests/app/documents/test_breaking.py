from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.breaking import NO_END, NO_START, break_lines, clean

LATIN = "abcXYZ0189-./:%"
CHINESE = "厨房水管漏水业主请上门"
MARKS = "，。；：！？、）》”’…—·％（《“‘【】"


def width(char: str) -> int:
    return 500 if char < "\u2000" else 1000


def measure(text: str) -> int:
    return sum(map(width, text))


mixed = st.text(st.sampled_from(LATIN + CHINESE + MARKS + "  "), max_size=120)
limits = st.integers(1000, 12000)


@given(mixed, limits)
def test_nothing_is_lost_but_blanks_at_breaks(text: str, limit: int) -> None:
    lines = break_lines(clean(text), limit, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(mixed, limits)
def test_no_line_is_wider_than_the_limit(text: str, limit: int) -> None:
    for line in break_lines(clean(text), limit, width):
        assert measure(line) <= limit or len(line) == 1


@given(st.text(st.sampled_from(CHINESE + "，。；：！？、）》”’…—·％"), max_size=80), st.integers(8000, 20000))
def test_no_line_starts_with_a_closing_mark_where_a_character_can_go_along(text: str, limit: int) -> None:
    # Runs of marks longer than a line leave no choice; shorter ones always do.
    runs = "".join("m" if char in NO_START else " " for char in text).split()
    if max(map(len, runs), default=0) * 1000 >= limit - 2000:
        return
    lines = break_lines(text, limit, width)
    assert not any(line[0] in NO_START for line in lines[1:])


@given(st.text(st.sampled_from(CHINESE + "（《“‘【￥"), max_size=80))
def test_no_line_ends_with_an_opening_mark_where_it_can_go_along(text: str) -> None:
    runs = "".join("m" if char in NO_END else " " for char in text).split()
    if max(map(len, runs), default=0) > 4:
        return
    lines = break_lines(text, 8000, width)
    assert not any(line[-1] in NO_END for line in lines[:-1])


@pytest.mark.parametrize(
    "word",
    ["GD261122-A-0007", "13800001234", "0755-8888-0000", "1,200.50", "99.5%", "2026-11-22", "a.b@example.com", "it’s"],
)
@given(before=st.integers(0, 12))
def test_a_number_or_word_is_not_torn(word: str, before: int) -> None:
    text = "水" * before + word + "，请尽快处理"
    lines = break_lines(text, 10000, width)
    assert any(word in line for line in lines)


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = break_lines("x" * 50, 5000, width)
    assert lines == ["x" * 10] * 5


def test_a_single_character_does_not_stand_alone_on_the_last_line() -> None:
    assert break_lines("角阀含软管铜镀铬三年质保", 11000, width) == ["角阀含软管铜镀铬三年", "质保"]
    assert break_lines("角阀含软管铜镀铬三年质保。", 11000, width) == ["角阀含软管铜镀铬三年", "质保。"]


def test_a_percent_sign_stays_with_its_number_and_a_currency_with_its_amount() -> None:
    assert break_lines("完成率已经提高到了95%", 9500, width)[-1] == "95%"
    assert break_lines("水水水水水￥100", 6500, width)[-1] == "￥100"


def test_line_ends_are_kept_and_empty_lines_too() -> None:
    assert break_lines(clean("一\r\n\r\n二\r三"), 5000, width) == ["一", "", "二", "三"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert break_lines("", 1000, width) == [""]


@given(st.text(max_size=60))
def test_clean_text_has_nothing_invisible_in_it(text: str) -> None:
    for char in clean(text):
        assert char in "\n\u3000" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_blanks_become_spaces_and_controls_vanish() -> None:
    assert clean("a\tb\u00a0c\u200bd\x00e\ufefff\u3000g葛\U000e0100") == "a b cdef\u3000g葛"
    assert clean("a\ud800b") == "a\ufffdb"
