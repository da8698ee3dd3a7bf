"""Deadlines of a weekly plan: kept as typed, and resolved against the week of the plan.

``本周五 15:00``, ``周三前`` and ``下周一 10:00`` count from the plan's week; ``当日 17:00``, ``明天`` and a time alone
from the day on which they are said; ``每日 9:00`` is one deadline a working day, ``每日含周末 9:00`` one a day, and
``周一、周三 9:00`` or ``周一至周五 9:00`` one on each of those days. Everything else is read as dates are read
everywhere in the program. A text that names a date is absolute; every other one moves with the week.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.clock import OfficeZone
from app.core.errors import Invalid
from app.core.text import T
from app.core.typed import parse_moment
from app.features.plans import weeks

Working = Callable[[date], bool]
"""Says whether the office works on a day."""


@dataclass(frozen=True)
class Deadline:
    """A deadline, resolved.

    Attributes:
        due_at: When it is due, UTC milliseconds; the last time, where there are several.
        days: The days of a task that is due on several days; empty for one that is due once.
    """

    due_at: int | None
    days: tuple[date, ...] = ()


NONE = Deadline(None)

_DIGITS = "一二三四五六日"
_DAY = r"(?:周|星期|礼拜)?([一二三四五六日天])"
_DAILY = re.compile(
    r"(?:每个?工作日|工作日|每日|每天|daily|every day)(含周末|含双休|incl\. weekends?)?(?:的|at)?", re.IGNORECASE
)
_RANGE = re.compile(rf"每?(?:本|这)?(?:周|星期|礼拜)([一二三四五六日天])(?:至|到|-|~|—){_DAY}")
_LIST = re.compile(rf"每?(?:本|这)?(?:周|星期|礼拜)([一二三四五六日天])(?:(?:[、,和及]){_DAY})+")
_WEEKDAY = re.compile(r"(?:每|本|这)?(下)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])")
_BEFORE = re.compile(r"(?:之|以)?前(?=$| )")
_OFFICE_HOURS = {"下班": "18:00", "上班": "9:00"}
_SAID = re.compile(r"今|当日|当天|当晚|明|后天|次日|today|tomorrow|小时|分钟|\bh\b|\d\s*天", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}\s*[-/.年月]\s*\d|\d\s*[日号]|(?<!\d)\d{8}(?!\d)")


def resolve(text: str, week: str, zone: OfficeZone, said: date, working: Working) -> Deadline:
    """Return what a deadline means in a week.

    Args:
        text: As typed; empty for none.
        week: The plan's week.
        zone: The office's time zone.
        said: The day on which it is said: what ``当日`` means. A day outside the week counts as its first working day.
        working: Which days the office works.

    Raises:
        Invalid: The text names no deadline.
    """
    plain = _plain(text)
    if not plain:
        return NONE
    days, rest = _several(plain, week, working)
    if days:
        moments = [_at(rest, day, zone) for day in days]
        return Deadline(max(moments), tuple(days))
    monday = weeks.first_day(week)
    base = _anchor(said, week, working) if _of_the_day(plain) else monday
    if found := _WEEKDAY.match(plain):
        day = monday + timedelta(days=_index(found[2]) + (7 if found[1] else 0))
        return Deadline(_at(plain[found.end() :], day, zone))
    return Deadline(_parsed(plain, zone.day_start(base), zone))


def is_absolute(text: str) -> bool:
    """Say whether a deadline names a date, and so does not move with the week by its words."""
    return _DATE.search(_plain(text)) is not None


def moved(
    text: str, old_due: int | None, old_week: str, new_week: str, zone: OfficeZone, working: Working
) -> tuple[str, Deadline]:
    """Return text and meaning of a deadline in another week: relative ones go by their words, dates by days.

    Args:
        text: As typed for the old week.
        old_due: When it was due in the old week, UTC milliseconds.
        old_week: The week it was typed for.
        new_week: The week it moves to.
        zone: The office's time zone.
        working: Which days the office works.
    """
    if not text.strip():
        return "", NONE
    shift = weeks.first_day(new_week) - weeks.first_day(old_week)
    if is_absolute(text) and old_due is not None:
        local = zone.local(old_due).replace(tzinfo=None) + shift
        return f"{local:%Y-%m-%d %H:%M}", Deadline(zone.moment(local))
    said = (zone.day(old_due) if old_due is not None else weeks.first_day(old_week)) + shift
    try:
        return text, resolve(text, new_week, zone, said, working)
    except Invalid:
        # An office's own words that nothing here reads any more: they stay for people to read.
        return text, NONE


def _plain(text: str) -> str:
    """Half width, single blanks, office hours as times; "by Wednesday" is Wednesday."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    for words, hours in _OFFICE_HOURS.items():
        plain = plain.replace(words, f" {hours} ")
    return re.sub(r"\s+", " ", _BEFORE.sub(" ", plain)).strip()


def _several(plain: str, week: str, working: Working) -> tuple[list[date], str]:
    """Return the days of a deadline on several days, and what is said of the time; no days for one that is due once."""
    days = weeks.days_of(week)
    if found := _DAILY.match(plain):
        chosen = days if found[1] else [day for day in days if working(day)]
        return chosen or days[:5], plain[found.end() :].strip()
    if found := _RANGE.match(plain):
        first, last = _index(found[1]), _index(found[2])
        return days[first : last + 1], plain[found.end() :].strip()
    if found := _LIST.match(plain):
        named = sorted({_index(sign) for sign in re.findall(r"[一二三四五六日天]", found[0])})
        return [days[index] for index in named], plain[found.end() :].strip()
    return [], plain


def _index(sign: str) -> int:
    return int(sign) - 1 if sign.isdigit() else _DIGITS.index("日" if sign == "天" else sign)


def _of_the_day(plain: str) -> bool:
    """Whether a deadline counts from the day on which it is said: it names that day, or only a time."""
    return (
        bool(_SAID.search(plain)) or re.fullmatch(r"[\D]{0,3}\d{1,2}[:点时].*|(上|中|下)午.*|晚.*", plain) is not None
    )


def _anchor(said: date, week: str, working: Working) -> date:
    days = weeks.days_of(week)
    return said if said in days else next((day for day in days if working(day)), days[0])


def _at(rest: str, day: date, zone: OfficeZone) -> int:
    return _parsed(f"{day.isoformat()} {rest}".strip(), zone.day_start(day), zone)


def _parsed(text: str, base: int, zone: OfficeZone) -> int:
    try:
        return parse_moment(text, base, zone, field="deadline")
    except Invalid:
        raise Invalid(
            {
                "deadline": T(
                    "plans",
                    "Type a deadline such as today 17:00, Fri 15:00, by Wed, daily 9:00 or 11-25 15:00.",
                )
            },
            "plan.deadline",
        ) from None


def next_open(days: Sequence[date], done: Sequence[date], today: date) -> date | None:
    """Return which day a tick means: today's if it is open, else the last one before, else the next one."""
    open_days = [day for day in days if day not in done]
    before = [day for day in open_days if day <= today]
    return before[-1] if before else open_days[0] if open_days else None


def working_week(day: date) -> bool:
    """Say whether a day is one from Monday to Friday, where nothing is known of holidays."""
    return day.weekday() < 5


def span_of(week: str, zone: OfficeZone) -> tuple[int, int]:
    """Return when a week begins and when it has ended, UTC milliseconds."""
    monday = weeks.first_day(week)
    return zone.day_start(monday), zone.day_start(monday + timedelta(days=7))
