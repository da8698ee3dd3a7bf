"""Drawing: texts and rules as page operators, written out directly because long lists have millions of them.

``Ink`` belongs to one file and knows its fonts; a ``Page`` collects what is drawn on one sheet. The origin is the lower
left corner, the unit the point. Operators are text of Latin-1, one character a byte.
"""

from __future__ import annotations

import re
import zlib
from itertools import groupby
from typing import NamedTuple

from app.documents.breaking import break_lines, clean
from app.documents.columns import Align
from app.documents.embedding import EmbeddedFace
from app.documents.fonts import Face, Fonts, Style
from app.documents.paper import BLACK, HAIR, PALE, Type

_COMPRESSION = 6

# Two marks in a row share the blank half of one of them (Chinese typesetting calls it squeezing): after a closing mark
# before any other, and between two opening ones. The first pattern only finds candidates, many times quicker.
_CLOSING = "，。、；：）》〉」』】〕”’"
_OPENING = "（《〈「『【〔“‘"
_TWO_MARKS = re.compile(f"[{_CLOSING}{_OPENING}][{_CLOSING}{_OPENING}]")
_SQUEEZED = re.compile(f"(?<=[{_CLOSING}])(?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])(?=[{_OPENING}])")
_HALF = 500
_HANGING = frozenset("，。、；：）》〉」』】〕")


class Photo(NamedTuple):
    """A photograph ready for a file: size in pixels and JPEG bytes."""

    width: int
    height: int
    jpeg: bytes


class Ink:
    """The fonts and photographs of one file, and the characters its fonts lacked.

    Attributes:
        fonts: The typefaces.
        missing: Characters drawn as a box because no face has them.
    """

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.missing: set[str] = set()
        self.faces: dict[str, EmbeddedFace] = {}
        self.photos: dict[str, Photo] = {}

    def keep(self, photo: Photo) -> str:
        """Take a photograph into the file; return the name by which pages draw it."""
        name = f"P{len(self.photos) + 1}"
        self.photos[name] = photo
        return name

    def face(self, face: Face) -> EmbeddedFace:
        """Return a face as this file uses it."""
        embedded = self.faces.get(face.name)
        if embedded is None:
            embedded = self.faces[face.name] = EmbeddedFace(face, f"F{len(self.faces) + 1}")
        return embedded

    def select(self, style: Style, kind: Type) -> str:
        """Return the operator that selects a style's usual face."""
        return f"/{self.face(style.faces[0]).resource} {kind.size:g} Tf"

    def show(self, style: Style, kind: Type, text: str) -> str:
        """Return the operators that show a measured line; the style's usual face is selected before and after."""
        if style.foreign and not style.foreign.keys().isdisjoint(text):
            return self._show_mixed(style, kind, text)
        return _operator(self.face(style.faces[0]), text)

    def _show_mixed(self, style: Style, kind: Type, text: str) -> str:
        def face_of(char: str) -> Face:
            return style.foreign.get(char, style.faces[0]) or style.box_face

        self.missing.update(char for char in text if char in style.foreign and style.foreign[char] is None)
        parts: list[str] = []
        for face, run in groupby(text, face_of):
            embedded = self.face(face)
            parts.append(f"/{embedded.resource} {kind.size:g} Tf{_operator(embedded, ''.join(run))}")
        return "".join(parts) + self.select(style, kind)


def _operator(face: EmbeddedFace, text: str) -> str:
    """Return the operator that shows a text of one face."""
    if _TWO_MARKS.search(text):
        codes = ("".join(map(face.__getitem__, part)) for part in _SQUEEZED.split(text))
        return f"[({f'){_HALF}('.join(codes)})]TJ"
    return f"({''.join(map(face.__getitem__, text))})Tj"


def shown_width(style: Style, text: str, *, hanging: bool = False) -> int:
    """Return the width of a line as it is shown, in thousandths of the type size.

    Args:
        style: The style.
        text: The line.
        hanging: Leave out the blank half of a mark at the end, so that it aligns with figures above and below.
    """
    width = style.measure(text) - _HALF * len(_SQUEEZED.findall(text))
    return width - _HALF if hanging and text[-1:] in _HANGING else width


class Page:
    """One sheet in the making.

    Attributes:
        text: Operators between BT and ET; whoever appends to it leaves the selected type as it was.
    """

    def __init__(self, ink: Ink, width: float, height: float) -> None:
        self.ink = ink
        self.width, self.height = width, height
        self.text: list[str] = []
        self._type: tuple[int, Type, float] | None = None
        self._strokes: dict[tuple[float, float], list[str]] = {}
        self._fills: dict[float, list[str]] = {}
        self._photos: list[str] = []

    def set_type(self, style: Style, kind: Type, grey: float = BLACK) -> None:
        """Select style, size and grey for the text operators that follow."""
        wanted = (id(style), kind, grey)
        if wanted != self._type:
            self._type = wanted
            self.text.append(f"{self.ink.select(style, kind)} {grey:g} g")

    def say(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        kind: Type,
        grey: float = BLACK,
        align: Align = Align.LEFT,
    ) -> float:
        """Show a line of cleaned text and return its width; ``x`` is its left, right or middle, ``y`` its baseline."""
        width = shown_width(style, text) * kind.size / 1000
        if text:
            self.set_type(style, kind, grey)
            left = x - {Align.LEFT: 0.0, Align.RIGHT: width, Align.CENTER: width / 2}[align]
            self.text.append(f"1 0 0 1 {left:.2f} {y:.2f} Tm{self.ink.show(style, kind, text)}")
        return width

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float = HAIR, grey: float = PALE) -> None:
        """Draw a straight line."""
        self._stroke(weight, grey, f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l")

    def frame(self, x: float, y: float, width: float, height: float, weight: float = HAIR, grey: float = PALE) -> None:
        """Draw an empty rectangle from its lower left corner."""
        self._stroke(weight, grey, f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re")

    def fill(self, x: float, y: float, width: float, height: float, grey: float = BLACK) -> None:
        """Draw a filled rectangle from its lower left corner."""
        self._fills.setdefault(grey, []).append(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re")

    def photo(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a photograph of the file from its lower left corner."""
        self._photos.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def _stroke(self, weight: float, grey: float, path: str) -> None:
        self._strokes.setdefault((weight, grey), []).append(path)

    def content(self) -> bytes:
        """Return what was drawn as a compressed content stream."""
        parts = [
            f"{weight:g} w {grey:g} G\n" + "\n".join(paths) + "\nS" for (weight, grey), paths in self._strokes.items()
        ]
        parts = (
            self._photos + [f"{grey:g} g\n" + "\n".join(paths) + "\nf" for grey, paths in self._fills.items()] + parts
        )
        if self.text:
            parts.append("BT\n" + "\n".join(self.text) + "\nET")
        return zlib.compress("\n".join(parts).encode("latin-1"), _COMPRESSION)


def fit(text: str, width: float, style: Style, kind: Type) -> str:
    """Return a cleaned text cut to one line of this width, with an ellipsis where something is left out."""
    lines = break_lines(clean(text), kind.limit(width), style.__getitem__)
    if len(lines) == 1:
        return lines[0]
    return break_lines(lines[0], kind.limit(width) - style["…"], style.__getitem__)[0] + "…"
