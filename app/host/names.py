"""File names that every system takes."""

from __future__ import annotations

import re
import unicodedata

# Windows forbids these characters and names (Microsoft, "Naming Files, Paths, and Namespaces").
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# What is not seen but tells two names apart, or turns the reading direction so that exe.pdf reads as fdp.exe.
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)
LONGEST = 120
"""Bytes of UTF-8 at most: with its folders a path must stay under what older systems take."""


def safe_name(text: str, otherwise: str = "file", longest: int = LONGEST) -> str:
    """Return a text as a file name that Windows, Linux and a file server take.

    Args:
        text: What the file should be called, with its extension, which is kept when the name is cut.
        otherwise: The name if nothing of the text can be kept.
        longest: Bytes of UTF-8 at most.
    """
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    plain = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", plain)).strip(" .")
    stem, dot, extension = plain.rpartition(".")
    if not stem or len(extension.encode()) > 10:
        stem, dot, extension = plain, "", ""
    stem = _cut(stem, longest - len((dot + extension).encode())).rstrip(" .")
    if not stem.strip("_ ."):
        stem = otherwise
    if _RESERVED.fullmatch(stem.partition(".")[0].rstrip()):
        stem = f"_{stem}"
    return f"{stem}{dot}{extension}"


def _cut(text: str, longest: int) -> str:
    return text.encode()[:longest].decode("utf-8", errors="ignore")
