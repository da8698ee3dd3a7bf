"""Taking personal data out of texts that leave the office.

Telephone and identity numbers, e-mail addresses, number plates and rooms have shapes; names and what residents said
have none. The program speaks English in its log, so whatever is written in Chinese came from the data or from a path
and goes as a whole. A name in Latin letters cannot be told from a word: **code never logs values of personal fields**,
and exceptions are told without their messages where those may quote data (see ``crash``).
"""

from __future__ import annotations

import re
from pathlib import Path

# Compiled by the first text that is scrubbed, which most starts do without.
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_NUMBER = r"(?<![0-9A-Za-z])\+?[0-9](?:[ -]?[0-9]){5,}[0-9Xx](?![0-9A-Za-z])"
_PLATE = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-Z]·?[A-Z0-9]{4,6}"
_ROOM = r"(?<![0-9-])[0-9A-Z]{1,3}-[0-9]{1,2}-[0-9]{3,5}(?![0-9-])"
_FOREIGN = r"[^\x00-\x7f…“”‘’–—→·°≥≤±×]+"
_DAY = r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)?"


def scrub(text: str) -> str:
    """Return a text without what has the shape of personal data; days, times and record ids stay."""
    text = str(_HOME.sub("~", text)) if _HOME is not None else text
    parts: list[str] = []
    end = 0
    for day in re.finditer(_DAY, text):
        parts.append(_scrubbed(text[end : day.start()]))
        parts.append(day[0])
        end = day.end()
    parts.append(_scrubbed(text[end:]))
    return "".join(parts)


def _scrubbed(text: str) -> str:
    text = re.sub(_MAIL, "<mail>", text)
    text = re.sub(_PLATE, "<plate>", text)
    text = re.sub(_NUMBER, "<number>", text)
    text = re.sub(_ROOM, "<room>", text)
    return re.sub(_FOREIGN, "<text>", text)


def home_pattern() -> re.Pattern[str] | None:
    """The home folder is named after a person."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return None
    return re.compile(re.escape(home), re.IGNORECASE) if len(home) > 3 else None


_HOME = home_pattern()
