"""The cell as it came from a spreadsheet, and the few things every converter asks of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | None"

EXACT_DIGITS = 15
"""Digits a spreadsheet keeps of a number; the ones behind are lost when the file is made."""

_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_NOT_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACES = re.compile(r"[^\S\n]+")
_MANY_BREAKS = re.compile(r"\n{3,}")


def _is_tidy(text: str) -> bool:
    """Say cheaply whether a text needs no tidying; most cells do not."""
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " " and "_x" not in text


def tidy(text: str) -> str:
    """Return one line: NFC, control characters gone, every run of blanks (U+00A0, U+3000, tabs, breaks) one space."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _is_tidy(text):
        return text
    return _SPACES.sub(" ", _plain(text).replace("\n", " ")).strip()


def tidy_lines(text: str) -> str:
    """Return a text of several lines: tidied line by line, at most one empty line between two, none at the ends."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _is_tidy(text):
        return text
    lines = (_SPACES.sub(" ", line).strip() for line in _plain(text).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")


def _plain(text: str) -> str:
    """Return the text with line feeds as its only line breaks and without what is no text."""
    text = _ESCAPED.sub(_unescaped, text)
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", _LINE_BREAKS.sub("\n", text)))


def _unescaped(match: re.Match[str]) -> str:
    """Return the character behind a spreadsheet's ``_x000D_`` where it is a control character; others stay as typed."""
    character = chr(int(match[1], 16))
    return character if character < " " else match[0]


def folded(text: str) -> str:
    """Return the form in which words are compared: compatibility width, lower case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def number_text(number: int | float) -> str:
    """Return a number as a person would have typed it: no ``.0``, no exponent."""
    if isinstance(number, int):
        # Beyond what Python turns into text without being asked twice, nobody typed it.
        return str(number) if abs(number) < 10**300 else "inf"
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    if number.is_integer() and abs(number) < 1e22:
        return str(int(number))
    plain = repr(number)
    return plain if "e" not in plain else format(number, ".20f").rstrip("0").rstrip(".") or "0"


def lost_digits(cell: Cell) -> bool:
    """Say whether the cell is a number too long for a spreadsheet, so that its last digits are no longer true."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT_DIGITS


def cell_text(cell: Cell) -> str:
    """Return any cell as one tidy line; days and moments in ISO form, nothing for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    return str(cell)


def column_letter(index: int) -> str:
    """Return the letters of a column (0 → ``A``, 26 → ``AA``)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int | None:
    """Return the place of a column by its letters (``A`` → 0), or ``None`` where they are no column's."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return None
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
