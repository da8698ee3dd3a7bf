"""Delimited text (csv, tsv, txt): which encoding, which delimiter, which cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import zip_longest

from app.core.errors import Refused
from app.core.text import T
from app.importing.cells import Cell

DELIMITERS = ",;\t|，"
SNIFFED_LINES = 30
_GUARDED = ("=", "+", "-", "@", "\t", *"0123456789")
MAX_FIELD = 1_000_000
MAX_CELLS = 8_000_000
MAX_COLUMNS = 1_000


def looks_binary(head: bytes) -> bool:
    """Say whether the first bytes cannot be text in any encoding people use."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if 0 in head:
        return _unmarked_utf16(head) is None
    return sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in head) > len(head) // 50


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: its zeros (line breaks, digits) all stand on one side."""
    first, second = head[0::2].count(0), head[1::2].count(0)
    if min(first, second) or max(first, second) < len(head) // 40:
        return None
    return "utf-16-le" if second else "utf-16-be"


def decode(content: bytes) -> str:
    """Return the text: UTF-8 (marked or not), GB18030, or UTF-16 with or without a mark.

    Raises:
        Refused: It is text in none of them.
    """
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(
        T("importing", "The text's encoding is not known. Save the file as “CSV UTF-8” in Excel or WPS and try again."),
        "import.encoding",
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    unmarked = _unmarked_utf16(content[:4096]) if b"\0" in content[:4096] else None
    if unmarked:
        return (unmarked,)
    return ("utf-8-sig", "gb18030", "utf-16")


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines most evenly into most cells; a comma where nothing splits."""
    best, best_score = ",", 0.0
    sample = io.StringIO(text[:200_000], newline="")
    lines = [line for line, _ in zip(sample, range(SNIFFED_LINES), strict=False)]
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = (min(width, 60) - 1) * times / len(widths)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_columns(content: bytes) -> tuple[tuple[int, ...], tuple[tuple[Cell, ...], ...]]:
    """Return the numbers of the rows that hold something (as a spreadsheet would count them) and their columns.

    Raises:
        Refused: The file is empty, too large, or no text.
    """
    text = decode(content)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise Refused(T("importing", "The file is empty. Choose another one."), "import.empty")
    numbers, rows = _rows(text)
    columns = [tuple(cell or None for cell in column) for column in zip_longest(*rows)]
    while columns and not any(columns[-1]):
        columns.pop()
    return tuple(numbers), tuple(columns)


def _rows(text: str) -> tuple[list[int], list[list[str]]]:
    numbers: list[int] = []
    rows: list[list[str]] = []
    width = 0
    delimiter = sniff_delimiter(text)
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            if not any(row):
                continue
            numbers.append(number)
            rows.append([_unguarded(cell) for cell in row[:MAX_COLUMNS]])
            width = max(width, len(rows[-1]))
            if width * len(rows) > MAX_CELLS:
                raise Refused(T("importing", "The file is too large. Split it into several files."), "import.too_large")
    except csv.Error as error:
        raise Refused(
            T("importing", "Row {row} cannot be read: a quotation mark is not closed. Correct it and try again.").with_(
                row=len(numbers) + 1
            ),
            "import.damaged",
        ) from error
    return numbers, rows


def _unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that keeps a spreadsheet from taking a text for a formula or a number."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _GUARDED else cell
