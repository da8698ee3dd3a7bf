"""When residents call: by season, day of the week and hour, over a year."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from app.core.clock import HOUR, OfficeZone
from app.demo.chance import Chance
from app.demo.source import Matter

CALLS_A_DAY = 13.4
_WEEKDAYS = (1.2, 1.05, 1.0, 1.0, 1.05, 0.92, 0.8)
_SEASONS = {
    "summer": {6: 1.8, 7: 2.6, 8: 2.6, 9: 1.6},
    "winter": {11: 2.6, 12: 3.0, 1: 3.0, 2: 2.2, 3: 1.0},
    "rain": {5: 1.8, 6: 2.6, 7: 2.4, 8: 1.8},
    "spring": {3: 2.0, 4: 2.4, 5: 1.8},
}
_OFF_SEASON = {"summer": 0.3, "winter": 0.04, "rain": 0.4, "spring": 0.5}
_HOURS = {
    "": (2, 1, 1, 1, 1, 2, 8, 22, 46, 60, 52, 38, 26, 28, 40, 48, 44, 38, 36, 34, 28, 18, 9, 4),
    "day": (0, 0, 0, 0, 0, 0, 1, 8, 50, 80, 70, 45, 18, 24, 62, 70, 58, 30, 8, 3, 1, 0, 0, 0),
    "evening": (3, 1, 1, 0, 0, 1, 3, 8, 10, 10, 9, 10, 14, 10, 9, 10, 14, 26, 52, 66, 62, 44, 22, 9),
    "night": (30, 22, 10, 6, 3, 3, 4, 5, 4, 4, 4, 4, 12, 14, 6, 4, 5, 6, 8, 14, 26, 44, 56, 44),
}
_STORMS = ((6, 9), (7, 18), (8, 26))
"""Days (month, day) on which a storm fills the books."""


def calls(
    chance: Chance, matters: tuple[Matter, ...], zone: OfficeZone, start: int, end: int
) -> Iterator[tuple[int, Matter]]:
    """Yield every call between two moments (UTC milliseconds): when, and about what; a day at a time, unsorted.

    Args:
        chance: Draws them.
        matters: What residents call about.
        zone: The office's time zone.
        start: The first moment.
        end: Behind the last moment.
    """
    day = zone.day(start)
    while zone.day_start(day) < end:
        for at, matter in _day(chance, matters, zone, day):
            if start <= at < end:
                yield at, matter
        day += timedelta(days=1)


def _day(chance: Chance, matters: tuple[Matter, ...], zone: OfficeZone, day: date) -> Iterator[tuple[int, Matter]]:
    weights = [matter.weight * _season(matter, day) for matter in matters]
    usual = sum(matter.weight for matter in matters)
    mean = CALLS_A_DAY * _WEEKDAYS[day.weekday()] * sum(weights) / usual
    midnight = zone.day_start(day)
    for matter in chance.random.choices(matters, weights, k=_count(chance, mean)):
        hour = chance.weighted(range(24), _HOURS[matter.hours])
        yield midnight + hour * HOUR + chance.number(0, HOUR - 1), matter
    if (day.month, day.day) in _STORMS:
        wet = [matter for matter in matters if matter.season == "rain"]
        for _ in range(chance.number(20, 32)):
            yield midnight + chance.number(14 * HOUR, 23 * HOUR), chance.one(wet)


def _season(matter: Matter, day: date) -> float:
    if not matter.season:
        return 1.0
    return _SEASONS[matter.season].get(day.month, _OFF_SEASON[matter.season])


def _count(chance: Chance, mean: float) -> int:
    """A number of calls around a mean, as chance has it (Poisson, by Knuth's multiplication)."""
    limit, product, count = math.exp(-mean), 1.0, -1
    while product > limit:
        product *= chance.random.random()
        count += 1
    return count
