"""The typefaces of the house: two styles, the faces behind each, and the width of every character.

A style is a chain of faces. A character is drawn with the first face of the chain that has it; a character that no
face has is drawn as a box (and copied out of the file as itself) and reported, because a name that silently loses a
character is worse than an ugly one.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REGULAR_FILE = "NotoSansSC-Regular.ttf"
BOLD_FILE = "NotoSansSC-Bold-8105.ttf"
RARE_FILE = "RareHan-Regular.ttf"

BOX = "\u25a1"


class Face:
    """One TrueType file, parsed when it is first asked for something (the largest takes about 60 ms).

    Attributes:
        path: The file.
        name: Its name inside documents.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self._lock = threading.Lock()
        self._parsed: Any = None

    @property
    def parsed(self) -> Any:
        """The parsed file: reportlab's ``TTFontFace`` (its glyphs, metrics and subsetting)."""
        if self._parsed is None:
            with self._lock:
                if self._parsed is None:
                    from reportlab.pdfbase.ttfonts import TTFontFace

                    self._parsed = TTFontFace(str(self.path))
        return self._parsed

    def has(self, char: str) -> bool:
        """Say whether the face can draw this character."""
        return self.parsed.charToGlyph.get(ord(char), 0) != 0

    def width(self, char: str) -> int:
        """Return the advance of a character in thousandths of the type size."""
        return round(self.parsed.getCharWidth(ord(char)))


class Style(dict[str, int]):
    """One style of type, as a mapping: character -> width in thousandths of the type size.

    A plain dict look-up is all that measuring a text costs: ``sum(map(style.__getitem__, text))``.

    Attributes:
        faces: The chain, the usual face first.
        foreign: Characters met so far that the first face does not have, and the face that draws each;
            None where no face does.
    """

    def __init__(self, faces: Sequence[Face]) -> None:
        super().__init__()
        self.faces = tuple(faces)
        self.foreign: dict[str, Face | None] = {}

    def __missing__(self, char: str) -> int:
        face = next((face for face in self.faces if face.has(char)), None)
        if face is not self.faces[0]:
            self.foreign[char] = face
        width = self.box_face.width(BOX) if face is None else face.width(char)
        self[char] = width
        return width

    @property
    def box_face(self) -> Face:
        """The face that draws the box for a character nobody has."""
        return next((face for face in self.faces if face.has(BOX)), self.faces[0])

    def measure(self, text: str) -> int:
        """Return the width of a text in thousandths of the type size."""
        return sum(map(self.__getitem__, text))


class Fonts:
    """The typefaces of one program run, shared by all documents it makes.

    Args:
        folder: Where the font files lie (``resources/fonts``). Nothing is read before a text is measured.

    Attributes:
        regular: The usual style.
        bold: The strong one.
        cutting: Held while faces are cut to what a document uses, because a parsed face keeps its place as it is read.
    """

    def __init__(self, folder: Path) -> None:
        regular, bold, rare = Face(folder / REGULAR_FILE), Face(folder / BOLD_FILE), Face(folder / RARE_FILE)
        self.regular = Style((regular, rare))
        self.bold = Style((bold, regular, rare))
        self.cutting = threading.Lock()

    def missing(self, text: str) -> set[str]:
        """Return the characters of a text that no face can draw, so that a form can warn before printing."""
        self.regular.measure(text)
        return {char for char in text if char in self.regular.foreign and self.regular.foreign[char] is None}
