"""Measures of the house style, in points unless said otherwise: A4, three sizes, black first, grey for structure."""

from __future__ import annotations

from typing import NamedTuple

from app.documents.blocks import Orientation

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)

SIDE = 16 * MM
TOP = 15 * MM
BOTTOM = 18 * MM
FOOT = 10.5 * MM
"""Height of the foot's baseline above the edge; office printers reach to about 5 mm."""

BLACK = 0.0
GREY = 0.38
"""Labels and foot; still 7 : 1 on white, and dark enough for a mono laser."""
PALE = 0.68
"""Hairlines."""

HAIR = 0.35
FINE = 0.5
BAR = 0.9

ASCENT, DESCENT = 880, 120
"""Of the em box, in thousandths of the type size (Noto Sans SC)."""


class Type(NamedTuple):
    """A type size and the distance of its lines."""

    size: float
    leading: float

    @property
    def rise(self) -> float:
        """Distance from the top of a line's box to its baseline."""
        return (self.leading - self.size) / 2 + self.size * ASCENT / 1000

    def limit(self, width: float) -> int:
        """Return a width in thousandths of this size, as texts are measured."""
        return int(width * 1000 / self.size + 0.5)


LARGE = Type(17, 24)
LETTER = Type(12, 22)
LETTER_COMPACT = Type(10.5, 17)
"""The text of letters to residents, many of whom are old."""
BODY = Type(10, 15)
SMALL = Type(8, 11)


def page_size(orientation: Orientation) -> tuple[float, float]:
    """Return width and height of the sheet."""
    return A4 if orientation is Orientation.PORTRAIT else (A4[1], A4[0])
