"""Matters (事项): what waits in an office, told by every module in one shape to the books that gather them.

The shift handover, the weekly plan and the page of today are made from these; a module that knows a date or has
something unfinished tells it here and appears in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.core.text import Text


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that waits.

    Attributes:
        group: What it is, a code such as ``ticket.open`` or ``complaint.open``; its first part is the module.
        kind: Record kind that opens with it.
        id: The record.
        number: What people call the record; empty if it has no number.
        title: What it is about, one line; personal data in it is masked.
        detail: What matters besides.
        place: House or place, or the empty text.
        assignee_id: Staff id of who has it, or the empty text.
        due_at: When it is due, UTC milliseconds; None if it is not.
        since: Since when it waits, UTC milliseconds; None if unknown.
        level: 1, 2 or 3; 0 where there are no levels.
        late: Whether its time is over.
    """

    group: str
    kind: str
    id: str
    number: str
    title: str
    detail: Text | str = ""
    place: str = ""
    assignee_id: str = ""
    due_at: int | None = None
    since: int | None = None
    level: int = 0
    late: bool = False


Teller = Callable[[Any, int, int], Iterable[Matter]]
"""``matters(actor, now, until)``: what is unfinished at ``now`` and what falls due before ``until``; UTC ms."""
