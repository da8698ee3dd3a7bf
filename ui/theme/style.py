"""Palette and style sheet, both derived from a theme; the sheet is one template for every theme."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QPalette

from ui.theme.metrics import FIELD, FIELD_COMPACT, RADIUS, ROW, ROW_COMPACT
from ui.theme.tokens import Theme


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette in the colours of a theme."""
    colour = theme.colour
    result = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "surface"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "surface-raised"),
        (QPalette.ColorRole.AlternateBase, "surface"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.PlaceholderText, "text-muted"),
        (QPalette.ColorRole.Button, "surface-raised"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.BrightText, "red"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.HighlightedText, "on-accent"),
        (QPalette.ColorRole.Accent, "accent"),
        (QPalette.ColorRole.Link, "blue"),
        (QPalette.ColorRole.LinkVisited, "blue"),
        (QPalette.ColorRole.ToolTipBase, "surface-raised"),
        (QPalette.ColorRole.ToolTipText, "text"),
        (QPalette.ColorRole.Light, "surface-raised"),
        (QPalette.ColorRole.Midlight, "hairline"),
        (QPalette.ColorRole.Mid, "field-line"),
        (QPalette.ColorRole.Dark, "field-line"),
        (QPalette.ColorRole.Shadow, "text-muted"),
    ):
        result.setColor(role, colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, colour("text-disabled"))
    return result


def style_sheet(template: str, theme: Theme, density: str) -> str:
    """Fill a style sheet template.

    Args:
        template: A style sheet with ``@role`` for colours and ``@radius``, ``@row``, ``@field`` for sizes,
            ``@mark`` for the tick of a box.
        theme: Where the colours come from.
        density: ``normal`` or ``compact``.

    Raises:
        KeyError: The template names a role the theme does not have.
    """
    compact = density == "compact"
    values = {
        **theme.colours,
        "mark": f"mark-{theme.name}.svg",
        "radius": f"{RADIUS}px",
        "row": f"{ROW_COMPACT if compact else ROW}px",
        "field": f"{(FIELD_COMPACT if compact else FIELD) - 2}px",
        "accent-faint": _mix(theme.colour("accent"), theme.colour("surface-raised"), 0.5).name(),
    }
    plain = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
    return re.sub(r"@([a-z-]+)", lambda found: values[found[1]], plain)


def _mix(one: QColor, other: QColor, share: float) -> QColor:
    def between(a: float, b: float) -> float:
        return a * share + b * (1 - share)

    return QColor.fromRgbF(
        between(one.redF(), other.redF()), between(one.greenF(), other.greenF()), between(one.blueF(), other.blueF())
    )
