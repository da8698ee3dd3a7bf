"""The readable number of a ticket, unique without a server: ``GD261122-A-0007``; other books have letters of their own.

``GD``, the office day on which the ticket was entered, the lane of the desk that wrote it, and a number counted within
that day and lane. A lane belongs to one desk for good, so two desks never need to ask each other. Should two tickets
carry one number all the same (a copied disk), both are kept and the later one is shown with ``/2`` behind it.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PREFIX = "GD"
LANE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which read as 1 and 0."""

_DASHES = re.compile(r"[\s\-‐‑‒–—―−~_.·]+")


@functools.cache
def _form(prefix: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{prefix})?-?(?P<day>[0-9]{{6}}))?-?(?P<lane>[{LANE_LETTERS}]{{1,2}})?-?(?P<running>[0-9]{{1,5}})?"
        r"(?:/(?P<copy>[1-9][0-9]?))?"
    )


@dataclass(frozen=True)
class TicketNumber:
    """A number taken apart; what a person left out is ``None``.

    Attributes:
        day: The office day.
        lane: One or two letters.
        running: The number within day and lane.
        copy: 1, or the place among several tickets of the same number.
        prefix: The letters of the book.
    """

    day: date | None
    lane: str | None
    running: int | None
    copy: int = 1
    prefix: str = PREFIX

    @property
    def complete(self) -> bool:
        """Whether it names one ticket by itself."""
        return self.day is not None and self.lane is not None and self.running is not None

    @property
    def pattern(self) -> str:
        """The number as kept, with ``%`` for what was left out, for a LIKE search."""
        day = "%" if self.day is None else f"{self.day:%y%m%d}"
        running = "%" if self.running is None else f"{self.running:04d}"
        return f"{self.prefix}{day}-{self.lane or '%'}-{running}"


def format_number(day: date, lane: str, running: int, copy: int = 1, prefix: str = PREFIX) -> str:
    """Return a ticket number as it is kept and shown.

    Args:
        day: The office day, not the UTC one.
        lane: The desk's lane, one or two of ``LANE_LETTERS``.
        running: From 1 within day and lane; at least four places are shown.
        copy: From 2 on it is shown behind a slash.
        prefix: The letters of the book.

    Raises:
        ValueError: No lane or number has this form.
    """
    if not is_lane(lane) or running < 0 or copy < 1:
        raise ValueError(f"no ticket number: lane {lane!r}, running {running}, copy {copy}")
    return f"{prefix}{day:%y%m%d}-{lane}-{running:04d}" + (f"/{copy}" if copy > 1 else "")


def parse_number(text: str, prefix: str = PREFIX) -> TicketNumber | None:
    """Return the number a text spells, or ``None`` if it spells none.

    Case, width, blanks and dashes make no difference (``gd261122a7``). The tail alone (``A-0007``, ``0007``) or the
    day alone (``GD261122``) gives a number with gaps. Six digits alone are a day if such a day exists.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip().upper()).strip("-")
    found = _form(prefix).fullmatch(plain)
    if not found or not re.search("[0-9]", plain):
        return None
    day, lane, running = found["day"], found["lane"], found["running"]
    # Digits behind a day need their lane: 2611220007 is rather a phone or a meter than a ticket.
    if (day and running and not lane) or (found["copy"] and not running):
        return None
    try:
        known = None if day is None else date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        return None
    return TicketNumber(known, lane, None if running is None else int(running), int(found["copy"] or 1), prefix)


def is_lane(text: str) -> bool:
    """Say whether a text has the form of a lane code."""
    return 1 <= len(text) <= 2 and all(letter in LANE_LETTERS for letter in text)


def lane_codes() -> Iterator[str]:
    """Return every lane code in the order in which they are handed out: A to Z, then AA to ZZ (600 in all)."""
    for places in (1, 2):
        yield from map("".join, itertools.product(LANE_LETTERS, repeat=places))
