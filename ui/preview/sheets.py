"""Pages of a PDF as pictures. The file is open only while it is read, so that it can be replaced at any time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.documents.preview import opened

if TYPE_CHECKING:
    from app.documents.preview import Preview

POINTS_PER_INCH = 72
_HAIR = 0.01
"""Pixels less, so that a page comes out no wider than asked for when its width is rounded up."""


def sizes_of(path: Path) -> list[tuple[float, float]]:
    """Return width and height of every page in points.

    Raises:
        EnvironmentFault: The file cannot be read or is no PDF.
    """
    with opened(path) as sheet:
        return [sheet.size(index) for index in range(len(sheet))]


def picture_of(path: Path, index: int, width: int) -> QImage:
    """Return a page (counted from 0) as a picture of a width in pixels.

    Raises:
        EnvironmentFault: The file cannot be read or is no PDF.
    """
    with opened(path) as sheet:
        return drawn(sheet, index, (width - _HAIR) / sheet.size(index)[0] * POINTS_PER_INCH)


def drawn(sheet: Preview, index: int, dots_per_inch: float) -> QImage:
    """Return a page (counted from 0) of an open sheet as a picture."""
    pixels = sheet.draw(index, dots_per_inch)
    held = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
    return held.copy()  # the first one only looks at bytes that are about to go
