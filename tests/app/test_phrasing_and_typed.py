"""Moments as people say them, and the same moments read back from what people type."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import DAY, HOUR, MINUTE, SECOND, OfficeZone
from app.core.errors import Invalid
from app.core.phrasing import countdown, say_day, say_exact, say_moment, say_span
from app.core.text import install_catalogue
from app.core.typed import parse_day, parse_moment

ZONE = OfficeZone()
CHINESE = {
    "phrasing": {
        "today {time}": "今天 {time}",
        "yesterday {time}": "昨天 {time}",
        "tomorrow {time}": "明天 {time}",
        "today": "今天",
        "yesterday": "昨天",
        "tomorrow": "明天",
        "Mon": "周一",
        "Tue": "周二",
        "Wed": "周三",
        "Thu": "周四",
        "Fri": "周五",
        "Sat": "周六",
        "Sun": "周日",
        "{days} d {hours} h": "{days} 天 {hours} 小时",
        "{days} d": "{days} 天",
        "{hours} h {minutes} min": "{hours} 小时 {minutes} 分",
        "{hours} h": "{hours} 小时",
        "{minutes} min": "{minutes} 分",
        "{span} left": "剩 {span}",
        "{span} over": "超 {span}",
        "due now": "刚好到时",
    }
}


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    install_catalogue({})
    yield
    install_catalogue({})


def at(text: str) -> int:
    return ZONE.moment(datetime.fromisoformat(text))


# A Wednesday afternoon: Monday is 2026-11-16, Sunday 2026-11-22.
NOW = at("2026-11-18 14:20:30")
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("moment", "english", "chinese"),
    [
        ("2026-11-18 14:30", "today 14:30", "今天 14:30"),
        ("2026-11-17 09:05", "yesterday 09:05", "昨天 09:05"),
        ("2026-11-19 23:59", "tomorrow 23:59", "明天 23:59"),
        ("2026-11-20 17:00", "Fri 17:00", "周五 17:00"),
        ("2026-11-16 08:00", "Mon 08:00", "周一 08:00"),
        ("2026-11-23 08:00", "11-23", "11-23"),
        ("2026-01-02 08:00", "01-02", "01-02"),
        ("2025-11-22 08:00", "2025-11-22", "2025-11-22"),
        ("2027-01-01 00:00", "2027-01-01", "2027-01-01"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: str, english: str, chinese: str) -> None:
    assert str(say_moment(at(moment), NOW, ZONE)) == english
    install_catalogue(CHINESE)
    assert str(say_moment(at(moment), NOW, ZONE)) == chinese


def test_what_falls_due_keeps_its_time() -> None:
    assert str(say_moment(at("2026-11-23 08:00"), NOW, ZONE, times=True)) == "11-23 08:00"


def test_the_exact_moment_has_seconds_and_weekday() -> None:
    install_catalogue(CHINESE)
    assert str(say_exact(at("2026-11-22 14:30:05"), ZONE)) == "2026-11-22 14:30:05 周日"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (0, "0 分"),
        (25 * MINUTE + 59 * SECOND, "25 分"),
        (HOUR, "1 小时"),
        (70 * MINUTE, "1 小时 10 分"),
        (3 * DAY + 2 * HOUR + 5 * MINUTE, "3 天 2 小时"),
        (DAY, "1 天"),
    ],
)
def test_spans_in_words(span: int, text: str) -> None:
    install_catalogue(CHINESE)
    assert str(say_span(span)) == text


@pytest.mark.parametrize(
    ("left", "text", "tone"),
    [
        (25 * MINUTE, "剩 25 分", "soon"),
        (2 * HOUR, "剩 2 小时", "ok"),
        (30 * MINUTE, "剩 30 分", "soon"),
        (0, "刚好到时", "soon"),
        (-30 * SECOND, "刚好到时", "late"),
        (-70 * MINUTE, "超 1 小时 10 分", "late"),
    ],
)
def test_countdowns(left: int, text: str, tone: str) -> None:
    install_catalogue(CHINESE)
    found = countdown(NOW + left, NOW)
    assert (str(found.text), found.tone) == (text, tone)


def test_the_threshold_of_soon_is_a_setting() -> None:
    assert countdown(NOW + HOUR, NOW, soon=HOUR).tone == "soon"
    assert countdown(NOW + HOUR, NOW, soon=0).tone == "ok"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11-25", "2026-11-25 18:00"),
        ("11/25 9:30", "2026-11-25 09:30"),
        ("11.25 15:00", "2026-11-25 15:00"),
        ("11月25日", "2026-11-25 18:00"),
        ("十一月二十五日 上午十点", "2026-11-25 10:00"),
        ("25日", "2026-11-25 18:00"),
        ("25号下午3点", "2026-11-25 15:00"),
        ("3号 9:00", "2026-12-03 09:00"),
        ("下月3号 9:00", "2026-12-03 09:00"),
        ("20261125", "2026-11-25 18:00"),
        ("20261125 1730", "2026-11-25 17:30"),
        ("2026-11-25 9:30", "2026-11-25 09:30"),
        ("2026-11-25T09:30:15", "2026-11-25 09:30:15"),
        ("2026年11月25日 9点30分", "2026-11-25 09:30"),
        ("２０２６－１１－２５　９：３０", "2026-11-25 09:30"),
        ("26-11-25 9:30", "2026-11-25 09:30"),
        ("明天", "2026-11-19 18:00"),
        ("后天 10:00", "2026-11-20 10:00"),
        ("大后天10点", "2026-11-21 10:00"),
        ("昨天 8:15", "2026-11-17 08:15"),
        ("前天 8:15", "2026-11-16 08:15"),
        ("今天下午3点半", "2026-11-18 15:30"),
        ("今天", "2026-11-18 18:00"),
        ("周五 17:00", "2026-11-20 17:00"),
        ("周五17点", "2026-11-20 17:00"),
        ("周三 9:00", "2026-11-25 09:00"),
        ("周三 15:00", "2026-11-18 15:00"),
        ("下周一 9点", "2026-11-23 09:00"),
        ("本周五15:00", "2026-11-20 15:00"),
        ("星期天", "2026-11-22 18:00"),
        ("礼拜六晚上八点", "2026-11-21 20:00"),
        ("上周五 10:00", "2026-11-13 10:00"),
        ("周末", "2026-11-21 18:00"),
        ("17:00", "2026-11-18 17:00"),
        ("1730", "2026-11-18 17:30"),
        ("9:00", "2026-11-19 09:00"),
        ("14:20", "2026-11-18 14:20"),
        ("5点", "2026-11-18 17:00"),
        ("三点半", "2026-11-18 15:30"),
        ("下午五点一刻", "2026-11-18 17:15"),
        ("晚上8点", "2026-11-18 20:00"),
        ("晚上12点", "2026-11-19 00:00"),
        ("中午", "2026-11-19 12:00"),
        ("上午", "2026-11-19 09:00"),
        ("明天中午", "2026-11-19 12:00"),
        ("明早9点", "2026-11-19 09:00"),
        ("明早", "2026-11-19 08:00"),
        ("明晚", "2026-11-19 20:00"),
        ("今晚七点", "2026-11-18 19:00"),
        ("当日 17:00", "2026-11-18 17:00"),
        ("周五17:00前", "2026-11-20 17:00"),
        ("30分钟后", "2026-11-18 14:50:30"),
        ("半小时后", "2026-11-18 14:50:30"),
        ("两小时后", "2026-11-18 16:20:30"),
        ("一个半小时后", "2026-11-18 15:50:30"),
        ("1小时30分后", "2026-11-18 15:50:30"),
        ("30分钟内", "2026-11-18 14:50:30"),
        ("3天后", "2026-11-21 14:20:30"),
        ("一周后", "2026-11-25 14:20:30"),
        ("2小时前", "2026-11-18 12:20:30"),
        ("+30m", "2026-11-18 14:50:30"),
        ("+2h", "2026-11-18 16:20:30"),
        ("+3d", "2026-11-21 14:20:30"),
        ("+1h30m", "2026-11-18 15:50:30"),
        ("月底", "2026-11-30 18:00"),
        ("下月底 12:00", "2026-12-31 12:00"),
        ("now", "2026-11-18 14:20:30"),
        ("现在", "2026-11-18 14:20:30"),
        ("tomorrow", "2026-11-19 18:00"),
        ("tomorrow 9:00", "2026-11-19 09:00"),
        ("mon 9:00", "2026-11-23 09:00"),
        ("Friday 5pm", "2026-11-20 17:00"),
        ("next fri 9am", "2026-11-27 09:00"),
        ("in 2 hours", "2026-11-18 16:20:30"),
        ("30 min ago", "2026-11-18 13:50:30"),
        ("24:00", "2026-11-19 00:00"),
        ("midnight", "2026-11-19 00:00"),
        ("tonight", "2026-11-18 20:00"),
        ("tonight 8pm", "2026-11-18 20:00"),
        ("30m", "2026-11-18 14:50:30"),
        ("2小时", "2026-11-18 16:20:30"),
        ("年底", "2026-12-31 18:00"),
        ("3-1 9:00", "2027-03-01 09:00"),
    ],
)
def test_moments_typed_ahead(text: str, moment: str) -> None:
    assert ZONE.local(parse_moment(text, NOW, ZONE)).replace(tzinfo=None) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("17:00", "2026-11-17 17:00"),
        ("9:00", "2026-11-18 09:00"),
        ("周五 17:00", "2026-11-13 17:00"),
        ("周三 17:00", "2026-11-11 17:00"),
        ("周三 9:00", "2026-11-18 09:00"),
        ("25号", "2026-10-25 09:00"),
        ("11-25", "2025-11-25 09:00"),
        ("昨晚十一点", "2026-11-17 23:00"),
        ("昨天", "2026-11-17 09:00"),
        ("30m", "2026-11-18 13:50:30"),
    ],
)
def test_moments_typed_of_the_past(text: str, moment: str) -> None:
    assert ZONE.local(parse_moment(text, NOW, ZONE, "past")).replace(tzinfo=None) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11-25", "2026-11-25"),
        ("1125", "2026-11-25"),
        ("20261125", "2026-11-25"),
        ("2026.11.25", "2026-11-25"),
        ("25号", "2026-11-25"),
        ("明天", "2026-11-19"),
        ("周三", "2026-11-18"),
        ("下周三", "2026-11-25"),
        ("+3d", "2026-11-21"),
        ("三天后", "2026-11-21"),
        ("两周后", "2026-12-02"),
        ("月底", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("2026-11-25 周三", "2026-11-25"),
    ],
)
def test_days_typed(text: str, day: str) -> None:
    assert parse_day(text, TODAY).isoformat() == day


def test_the_31st_waits_for_a_month_that_has_one() -> None:
    assert parse_day("31号", TODAY) == date(2026, 12, 31)
    assert parse_day("2-29", date(2028, 1, 5)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "漏水",
        "13-45",
        "2-30",
        "25:00",
        "9:75",
        "11-25 25:00",
        "3",
        "13812345678",
        "99999天后",
        "2026-02-30",
        "周八",
        "明天后天",
    ],
)
def test_what_is_no_moment_says_what_would_be(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_moment(text, NOW, ZONE, field="due")
    assert "14:30" in str(refused.value.fields["due"])


@pytest.mark.parametrize("text", ["", "17:00", "周五 17:00", "2-30", "2小时后", "漏水"])
def test_what_is_no_day_says_what_would_be(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_day(text, TODAY)
    assert "11-25" in str(refused.value.fields["day"])


moments = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1)).map(lambda local: ZONE.moment(local))


@given(moments, st.integers(-170 * DAY, 170 * DAY), st.booleans())
def test_what_is_said_can_be_typed(now: int, away: int, chinese: bool) -> None:
    install_catalogue(CHINESE if chinese else {})
    moment = now + away
    prefer = "future" if moment >= now else "past"
    said = str(say_moment(moment, now, ZONE, times=True))
    assert parse_moment(said, now, ZONE, prefer) == moment - moment % MINUTE
    exact = str(say_exact(moment, ZONE))
    assert parse_moment(exact, now, ZONE) == moment - moment % SECOND


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-170, 170), st.booleans())
def test_days_said_can_be_typed(today: date, away: int, chinese: bool) -> None:
    install_catalogue(CHINESE if chinese else {})
    day = today + timedelta(days=away)
    assert parse_day(str(say_day(day, today)), today, "future" if away >= 0 else "past") == day


@given(moments, st.integers(0, 28 * DAY))
def test_spans_ahead_can_be_typed(now: int, span: int) -> None:
    install_catalogue(CHINESE)
    minutes = span // MINUTE
    assert parse_moment(f"{minutes % 9999}分钟后", now, ZONE) == now + minutes % 9999 * MINUTE
    whole = span - span % (HOUR if span >= DAY else MINUTE)
    assert parse_moment(f"{say_span(whole)}后", now, ZONE) == now + whole


@given(
    st.one_of(
        st.text(max_size=20),
        st.text(
            alphabet="0123456789-/.:：点半刻上下午晚早中周星期一二三五十天日月年号明后前今本内+hmd 底末", max_size=14
        ),
    ),
    moments,
    st.sampled_from(["future", "past"]),
)
def test_any_text_is_a_moment_or_refused(text: str, now: int, prefer: str) -> None:
    way = "past" if prefer == "past" else "future"
    with suppress(Invalid):
        assert isinstance(parse_moment(text, now, ZONE, way), int)
    with suppress(Invalid):
        assert isinstance(parse_day(text, ZONE.day(now), way), date)
