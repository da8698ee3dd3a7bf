"""Colours by role, read from a theme file: code names a meaning, the file names the colour."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor

Tone = Literal["late", "soon", "done", "info", "muted", "accent", "plain"]
"""What a colour says: late, soon due, done, information, unimportant, ours, nothing."""

ROLES = (
    "surface", "surface-raised", "surface-sunken", "surface-hover", "surface-pressed",
    "text", "text-muted", "text-disabled", "hairline", "field-line",
    "accent", "accent-hover", "accent-soft", "on-accent", "selection", "selection-text", "focus",
    "red", "red-soft", "amber", "amber-soft", "green", "green-soft", "blue", "blue-soft", "grey-soft",
)  # fmt: skip

TONE_ROLES: Mapping[str, tuple[str, str]] = {
    "late": ("red", "red-soft"),
    "soon": ("amber", "amber-soft"),
    "done": ("green", "green-soft"),
    "info": ("blue", "blue-soft"),
    "muted": ("text-muted", "grey-soft"),
    "accent": ("accent", "accent-soft"),
    "plain": ("text", "grey-soft"),
}
"""Tone -> the roles of its text and of its soft ground."""


class ToneColours(NamedTuple):
    """The two colours of a tone: for words and shapes, and for the ground under them."""

    text: QColor
    fill: QColor


@dataclass(frozen=True)
class Theme:
    """One set of colours.

    Attributes:
        name: ``light`` or ``dark``.
        dark: Whether light text stands on dark ground.
        colours: Role -> ``#rrggbb``.
    """

    name: str
    dark: bool
    colours: Mapping[str, str]

    def colour(self, role: str) -> QColor:
        """Return the colour of a role."""
        return QColor(self.colours[role])

    def tone(self, tone: str | None) -> ToneColours:
        """Return the colours of a tone; those of plain text if None."""
        text, fill = TONE_ROLES[tone or "plain"]
        return ToneColours(self.colour(text), self.colour(fill))


def load_theme(path: Path) -> Theme:
    """Read a theme file.

    Raises:
        ValueError: A role is missing or unknown.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    colours: dict[str, str] = data["colours"]
    odd = set(ROLES) ^ set(colours)
    if odd:
        raise ValueError(f"{path.name}: missing or unknown roles {sorted(odd)}")
    return Theme(data["name"], data["dark"], colours)


def contrast(one: QColor | str, other: QColor | str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
