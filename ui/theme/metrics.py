"""Sizes: an 8-pixel grid, two row heights, one radius. In device-independent pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout

GRID = 8
HALF = 4
RADIUS = 4
ROW = 34
ROW_COMPACT = 28
FIELD = 30
FIELD_COMPACT = 26
ICON = 16
BODY_PT = 9.75
"""Body text: 13 pixels at 96 dpi."""


def margins(layout: QLayout, *sides: int) -> None:
    """Set a layout's margins: one value for all sides, two for horizontal and vertical, or left, top, right, bottom."""
    if len(sides) == 1:
        sides = sides * 4
    elif len(sides) == 2:
        sides = sides * 2
    layout.setContentsMargins(*sides)
