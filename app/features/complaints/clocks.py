"""When the first response and the solution of a complaint are due, and why.

Source: the office's product rules, "Complaints" (24 h and 48 h). Minutes come from the settings; how they lie in time
is the calendar's business.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import T, Text
from app.features.tickets.service import Calendar
from app.settings.settings import Settings


@dataclass(frozen=True)
class Due:
    """The due times of a complaint, UTC milliseconds.

    Attributes:
        respond: First response.
        solve: A solution said to the person.
        why: One text a due time, in that order, that explains the arithmetic.
    """

    respond: int
    solve: int
    why: tuple[Text, Text]

    def columns(self) -> dict[str, int]:
        """Return the values for the complaint's columns."""
        return {"respond_due": self.respond, "solve_due": self.solve}


def due_times(settings: Settings, calendar: Calendar, start: int) -> Due:
    """Return when a complaint is due.

    Args:
        settings: Gives the minutes.
        calendar: Gives the arithmetic.
        start: When it was received, UTC milliseconds.
    """
    respond, solve = settings.number("complaints.respond_minutes"), settings.number("complaints.solve_minutes")
    return Due(
        calendar.add(start, respond),
        calendar.add(start, solve),
        (
            T("complaints", "First response: {span} after it was received").with_(span=calendar.explain(respond)),
            T("complaints", "Solution: {span} after it was received").with_(span=calendar.explain(solve)),
        ),
    )
