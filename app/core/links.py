"""Links: which records a record touches, told by every module in both directions and shown beside each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.core.text import Text


@dataclass(frozen=True, slots=True)
class Link:
    """Another record that this one touches.

    Attributes:
        kind: Its record kind.
        id: Its id.
        title: What people call it: number and a few words, masked where a list would mask it.
        role: What it is to this record ("Complaint made from it").
        detail: How it stands, such as its state.
        at: When, UTC milliseconds; None if it has no time.
    """

    kind: str
    id: str
    title: str
    role: Text
    detail: Text | str = ""
    at: int | None = None


Linker = Callable[[Any, str, str], Iterable[Link]]
"""``links(actor, kind, id)``: a module's records that touch this one, and, of its own record, what that touches.

A module answers nothing for kinds it does not know, and leaves out what the reader may not see.
"""
