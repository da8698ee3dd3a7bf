"""Codes that people read aloud, write down and type in: base 32 in letters that are not taken for one another.

O is read as 0, I and L as 1, and B as 8, so none of these four is ever written. Small letters, full-width ones, blanks
and dashes are taken as they come.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

LETTERS = "0123456789ACDEFGHJKMNPQRSTUVWXYZ"
_ALIKE = str.maketrans("OILB", "0118")
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}


def new_code(length: int) -> str:
    """Return a random code; each letter is worth five bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def plain_code(typed: str) -> str:
    """Return what was meant by something typed: only letters that codes have, in one piece."""
    return re.sub("[^A-Z0-9]", "", unicodedata.normalize("NFKC", typed).upper()).translate(_ALIKE)


def grouped(code: str, size: int) -> str:
    """Return a code in groups of ``size`` letters with dashes between."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def spell(data: bytes) -> str:
    """Return bytes in letters; five bytes are eight letters.

    Raises:
        ValueError: The number of bytes is not a multiple of five.
    """
    if len(data) % 5:
        raise ValueError("five bytes are eight letters")
    number = int.from_bytes(data, "big")
    count = len(data) * 8 // 5
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))


def unspell(code: str) -> bytes:
    """Return the bytes of letters as ``plain_code`` returns them.

    Raises:
        ValueError: The number of letters is not a multiple of eight.
    """
    if len(code) % 8:
        raise ValueError("five bytes are eight letters")
    number = 0
    for letter in code:
        number = number << 5 | _VALUES[letter]
    return number.to_bytes(len(code) * 5 // 8, "big")
