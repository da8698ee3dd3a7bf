"""How a feature wants a column to look: its tone, as a badge, a chip or a countdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ui.tables.protocols import RowLike
from ui.theme.tokens import Tone

LookKind = Literal["text", "badge", "chip", "countdown", "dot", "icon", "flag"]


class RowView:
    """A row by column keys, for the functions of a ``Look``."""

    __slots__ = ("_places", "_row")

    def __init__(self, row: RowLike, places: Mapping[str, int]) -> None:
        self._row, self._places = row, places

    @property
    def id(self) -> str:
        """The record's id."""
        return self._row.id

    def __getitem__(self, key: str) -> Any:
        return self._row.values[self._places[key]]


@dataclass(frozen=True)
class Look:
    """How the cells of a column look.

    Attributes:
        kind: ``text``; ``badge`` for a level 1, 2, 3; ``chip`` for a word on its tone; ``countdown`` for a due moment;
            ``dot`` for a word behind a dot in its tone; ``icon`` for a drawing; ``flag`` for a tick.
        tone: What the cell's colour says; called with the stored value and the row.
        text: What it shows, if not the value as its kind says.
        icon: For ``icon``: the drawing's name; empty for none.
        bold: Whether the words are bold.
    """

    kind: LookKind = "text"
    tone: Callable[[Any, RowView], Tone | None] | None = None
    text: Callable[[Any, RowView], object] | None = None
    icon: Callable[[Any, RowView], str] | None = None
    bold: Callable[[Any, RowView], bool] | None = None


PLAIN = Look()
FLAG = Look("flag")
