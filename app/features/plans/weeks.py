"""Weeks as the plan counts them: ISO weeks, Monday to Sunday, named ``2026-W48``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.core.errors import Invalid
from app.core.text import T

_NAME = re.compile(r"(\d{4})-?[Ww](\d{1,2})")


def week_of(day: date) -> str:
    """Return the name of the week a day lies in: ``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def first_day(week: str) -> date:
    """Return the Monday of a week.

    Raises:
        Invalid: There is no such week.
    """
    found = _NAME.fullmatch(week.strip())
    try:
        if found:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return date.fromisoformat(week.strip()) - timedelta(days=date.fromisoformat(week.strip()).weekday())
    except ValueError:
        pass
    raise Invalid({"week": T("plans", "Name a week such as 2026-W48, or one of its days such as 2026-11-23.")})


def days_of(week: str) -> list[date]:
    """Return the seven days of a week, Monday first."""
    monday = first_day(week)
    return [monday + timedelta(days=n) for n in range(7)]


def shifted(week: str, by: int) -> str:
    """Return the week so many weeks later; earlier if negative."""
    return week_of(first_day(week) + timedelta(weeks=by))


def plan_id(week: str, department: str = "") -> str:
    """Return the id of a week's plan: alike on every desk, so that two that begin it make one."""
    name = week_of(first_day(week))
    return f"{name}@{department}" if department else name
