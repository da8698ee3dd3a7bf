"""How a typeface gets into a PDF file: one composite font per face (Type 0, Identity-H; ISO 32000-1, 9.7).

reportlab's own ``TTFont`` is not used for two reasons. It cuts a face into subsets of 255 characters, so that Chinese
text changes its font every few characters and costs many times more to write. And its ToUnicode map writes code
points beyond U+FFFF with five hex digits, where the map holds UTF-16BE: a reader then copies and finds another
character than the one printed (as of reportlab 5.1.0). Here every character gets a two-byte code of its own, the map
is UTF-16BE, and reportlab still parses the file, cuts the glyphs and lays out the objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.documents.fonts import BOX, Face

# Inside a literal PDF string these bytes would need escaping or be read as a line end, so no code contains them.
_AVOIDED = frozenset(b"()\\\r\n")


def _codes() -> Iterator[int]:
    """Yield two-byte codes in rising order, without 0 (the missing glyph) and without avoided bytes."""
    for code in range(1, 0x10000):
        if code >> 8 not in _AVOIDED and code & 0xFF not in _AVOIDED:
            yield code


def pdf_objects() -> Any:
    """Return reportlab's classes of PDF objects, which carry no types worth checking."""
    from reportlab.pdfbase import pdfdoc

    return pdfdoc


class EmbeddedFace(dict[str, str]):
    """A face as one document uses it: character -> its code, as two characters of Latin-1 (two bytes in the file).

    Characters get their code when they are first looked up; at the end of the document the face is cut to them.

    Attributes:
        resource: The name by which page contents select it (``F1``).
    """

    def __init__(self, face: Face, resource: str) -> None:
        super().__init__()
        self.face = face
        self.resource = resource
        self._next = _codes()
        self._code_of: dict[str, int] = {}

    def __missing__(self, char: str) -> str:
        code = next(self._next)
        self._code_of[char] = code
        written = self[char] = chr(code >> 8) + chr(code & 0xFF)
        return written

    def add_to(self, document: Any) -> Any:
        """Add the font's objects to a reportlab ``PDFDocument``; return the reference of the font."""
        pdfdoc = pdf_objects()

        parsed = self.face.parsed
        drawn = {char: char if self.face.has(char) else BOX for char in self._code_of}
        points = [ord(drawn[char]) for char in self._code_of]
        name = f"{_tag(self.resource)}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": parsed.addSubsetObjects(document, name, points),
                "DW": 1000,
                "W": pdfdoc.PDFArray(self._widths(drawn)),
                "CIDToGIDMap": _stream(document, self._glyph_map(points)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": _stream(document, to_unicode(self._code_of).encode("ascii")),
            }
        )
        return document.Reference(font)

    def _widths(self, drawn: dict[str, str]) -> list[Any]:
        """Return the W array: code and width for every character that is not one em wide (DW)."""
        pdfdoc = pdf_objects()

        widths: list[Any] = []
        for char, code in self._code_of.items():
            width = self.face.width(drawn[char])
            if width != 1000:
                widths += [code, pdfdoc.PDFArray([width])]
        return widths

    def _glyph_map(self, points: list[int]) -> bytes:
        """Return the map from codes to glyph numbers of the cut face, two bytes a code.

        The cut numbers glyphs in the order in which they are first asked for, after glyph 0.
        """
        glyph_of = self.face.parsed.charToGlyph
        numbers = {0: 0}
        table = bytearray(2 * (max(self._code_of.values(), default=0) + 1))
        for point, code in zip(points, self._code_of.values(), strict=True):
            number = numbers.setdefault(glyph_of.get(point, 0), len(numbers))
            table[2 * code : 2 * code + 2] = number.to_bytes(2, "big")
        return bytes(table)


def to_unicode(code_of: dict[str, int]) -> str:
    """Return the ToUnicode map of a font: what each code means, in UTF-16BE (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in code_of.items()]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _tag(resource: str) -> str:
    """Return the six capitals that mark a cut face, different for every face of a document."""
    return "WYD" + "".join(chr(ord("A") + int(digit)) for digit in resource[1:].rjust(3, "0")[-3:])


def _stream(document: Any, content: bytes) -> Any:
    pdfdoc = pdf_objects()

    return document.Reference(pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress]))
