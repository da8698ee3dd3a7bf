"""Line breaking for Chinese with Latin: no line starts or ends with the wrong mark, no number or word is torn.

Sources of the rules: GB/T 15834-2011, 5.1 (which punctuation may not start or end a line), and the usual practice of
Chinese typesetting for quotation marks, units and repeated marks. Widths are whole thousandths of the type size, so
sums are exact and the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

NO_START = frozenset("，。；：！？、）》〉」』】〕〗｝］”’…—·‧・．％‰℃～ーｰ々,.;:!?)]}%°′″-/﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞｡､｣")
NO_END = frozenset("（《〈「『【〔〖｛［“‘￥＄￡#＃№([{¥$£€@﹙﹛﹝｢")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = frozenset("-._/:@#+&='’%~*?!,;$¥£€°\"")


def clean(text: str) -> str:
    """Return a text fit for paper: line ends in one form, any other blank as a space, nothing invisible.

    Control and formatting characters, variation selectors and lone surrogates have no place on paper; the
    ideographic space stays.
    """
    if text.isprintable() and not _SELECTORS.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char in "\n\u3000":
        return char
    if char in "\t\v\f":
        return " " if char == "\t" else "\n"
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf") or _SELECTORS.match(char):
        return ""
    return "\ufffd" if category == "Cs" else char


def break_lines(text: str, limit: int, width: Callable[[str], int]) -> list[str]:
    """Break a cleaned text into lines no wider than ``limit``; always at least one line, perhaps empty.

    Blanks at a break disappear, everything else stays. A word or number longer than a line is cut, and a single
    character wider than the limit stands alone.

    Args:
        text: What ``clean`` returned; a line end in it ends a line.
        limit: Thousandths of the type size.
        width: The width of one character in the same unit.
    """
    if "\n" in text:
        return [line for part in text.split("\n") for line in break_lines(part, limit, width)]
    ends = list(accumulate(map(width, text)))
    if not ends or ends[-1] <= limit:
        return [text]
    lines: list[str] = []
    start, used, size = 0, 0, len(text)
    while start < size:
        fits = bisect_right(ends, used + limit, lo=start)
        if fits >= size:
            lines.append(text[start:])
            break
        stop = _best_break(text, start, max(fits, start + 1))
        if size - stop <= 2:
            stop = _with_company(text, start, stop)
        lines.append(text[start:stop].rstrip(" "))
        start = stop
        while start < size and text[start] == " ":
            start += 1
        used = ends[start - 1]
    return lines


def _best_break(text: str, start: int, fits: int) -> int:
    """Return where a line beginning at ``start`` ends when ``fits`` is the first index that no longer fits."""
    for allowed in (may_break, _keeps_marks):
        for stop in range(fits, start, -1):
            if stop == len(text) or allowed(text, stop):
                if text[start:stop].strip(" "):
                    return stop
                break
    return fits


def _with_company(text: str, start: int, stop: int) -> int:
    """Return an earlier end for a line after which a single character would stand alone on the last one."""
    alone = text[stop + 1 :] == "" or text[-1] in NO_START
    earlier = stop - 1
    return (
        earlier
        if alone and earlier - start > 3 and " " not in text[earlier - 1 :] and may_break(text, earlier)
        else stop
    )


def may_break(text: str, at: int) -> bool:
    """Say whether a line may end before ``text[at]``."""
    before, after = text[at - 1], text[at]
    if after == " ":
        return True
    if before == " ":
        return _keeps_marks(text, at)
    return _keeps_marks(text, at) and not _one_word(before, after)


def _keeps_marks(text: str, at: int) -> bool:
    after = text[at]
    last = text[:at].rstrip(" ")[-1:] if text[at - 1] == " " else text[at - 1]
    return after not in NO_START and last not in NO_END and not unicodedata.category(after).startswith("M")


def _one_word(before: str, after: str) -> bool:
    """Say whether two neighbours belong to one Latin word, number, phone or reference."""
    return (_is_latin(before) or before in _JOINERS) and (_is_latin(after) or (after in _JOINERS and _is_latin(before)))


def _is_latin(char: str) -> bool:
    return (char < "\u2e80" and char.isalnum()) or "\uff10" <= char <= "\uff19"
