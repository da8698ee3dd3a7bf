"""Labels, buttons and layouts in one call each, with icon, tooltip, shortcut and wiring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.i18n.language import AnyText, bind_text
from ui.theme.appearance import restyle
from ui.theme.icons import icon as themed_icon
from ui.theme.metrics import GRID, ICON, margins

_ICON_ROLES = {"primary": "on-accent", "danger": "red", "quiet": "accent"}


def set_kind(widget: QWidget, kind: str, name: str = "kind") -> None:
    """Say what a widget is, for the style sheet; nothing happens if it is that already."""
    if widget.property(name) != kind:
        widget.setProperty(name, kind)
        restyle(widget)


def show_if(widget: QWidget, wanted: bool) -> None:
    """Show or hide a part; one that is not placed yet is not shown, as it would become a window of its own."""
    if widget.parent() is None:
        if not wanted:
            widget.hide()
    else:
        widget.setVisible(wanted)


def label(text: AnyText = "", kind: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label.

    Args:
        text: What it shows; never read as markup.
        kind: ``title``, ``heading``, ``big``, ``muted``, ``small`` or nothing.
        parent: Its owner.
    """
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    if text:
        bind_text(made.setText, text)
    return made


def key_text(shortcut: str) -> str:
    """Return a key as people read it on this system."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def tip_with_key(setter: Callable[[str], None], text: AnyText, shortcut: str, owner: QWidget) -> None:
    """Show a tooltip that names the key."""
    bind_text(lambda shown: setter(f"{shown}  {key_text(shortcut)}" if shortcut else shown), text, owner)


def button(
    text: AnyText,
    kind: str = "plain",
    icon: str = "",
    shortcut: str = "",
    on: Callable[[], object] | None = None,
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button.

    Args:
        text: The verb.
        kind: ``plain`` (outlined), ``primary``, ``danger`` or ``quiet``.
        icon: Name of a drawing.
        shortcut: A key, shown in the tooltip; it works while the button's window is active.
        on: What a press does.
        parent: Its owner.
    """
    made = QPushButton(parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    bind_text(made.setText, text)
    if icon:
        made.setIcon(themed_icon(icon, _ICON_ROLES.get(kind, "text-muted")))
        made.setIconSize(QSize(ICON, ICON))
    if shortcut:
        # A button forgets its key when its text is set, as it is at every switch of the language.
        bind_text(lambda _text: made.setShortcut(QKeySequence(shortcut)), text, made)
        made.setToolTip(key_text(shortcut))
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


def tool(
    icon: str,
    tooltip: AnyText,
    on: Callable[[], object] | None = None,
    shortcut: str = "",
    parent: QWidget | None = None,
) -> QToolButton:
    """Return a button that is only an icon; its tooltip is also its name for screen readers."""
    made = QToolButton(parent)
    made.setIcon(themed_icon(icon))
    made.setIconSize(QSize(ICON, ICON))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    bind_text(made.setAccessibleName, tooltip)
    tip_with_key(made.setToolTip, tooltip, shortcut, made)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


Part = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None for a stretch."""


def row(*parts: Part, gap: int = GRID, margin: int | tuple[int, ...] = 0) -> QHBoxLayout:
    """Return a layout from left to right."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margin)
    return layout


def column(*parts: Part, gap: int = GRID, margin: int | tuple[int, ...] = 0) -> QVBoxLayout:
    """Return a layout from top to bottom."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margin)
    return layout


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: int, margin: int | tuple[int, ...]) -> None:
    margins(layout, *((margin,) if isinstance(margin, int) else margin))
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def hairline(upright: bool = False) -> QFrame:
    """Return a line of one pixel."""
    line = QFrame()
    line.setProperty("kind", "upright" if upright else "hairline")
    return line


class Heading(QWidget):
    """A small group heading with an optional count, and room for actions at its right.

    Args:
        text: The heading.
        count: A number beside it.

    Attributes:
        tools: Where its buttons go.
    """

    def __init__(self, text: AnyText, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label(text, "heading")
        self._count = label("", "muted")
        self.tools = row(gap=4)
        self.setLayout(row(self._text, self._count, None, self.tools))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_text(self, text: AnyText) -> None:
        """Change the heading."""
        bind_text(self._text.setText, text)

    def set_count(self, count: int | None) -> None:
        """Show a number, or none."""
        self._count.setText("" if count is None else f"{count:,}")
        show_if(self._count, count is not None)


class Card(QFrame):
    """A raised area with a heading.

    Args:
        title: The heading; none if not given.

    Attributes:
        body: Where the content goes.
        heading: The heading, or None.
    """

    def __init__(self, title: AnyText | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.heading = None if title is None else Heading(title)
        self.body = column(gap=GRID)
        outer = QVBoxLayout(self)
        margins(outer, 2 * GRID, GRID + 4)
        outer.setSpacing(GRID)
        if self.heading is not None:
            outer.addWidget(self.heading)
        outer.addLayout(self.body)
