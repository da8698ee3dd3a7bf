"""Chinese numerals as people type and speak them, turned into digits."""

from __future__ import annotations

import re

_RUN = re.compile(r"[零〇○一二两三四五六七八九十百廿]+")
_DIGITS = dict(zip("零〇○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def arabic(text: str) -> str:
    """Return the text with every Chinese numeral as digits: 二十三 is 23, 一百零二 is 102, 五〇一 is 501."""
    return _RUN.sub(lambda run: _digits(run[0]), text)


def _digits(numeral: str) -> str:
    if not any(sign in "十百廿" for sign in numeral):
        return "".join(str(_DIGITS[sign]) for sign in numeral)
    total = digit = 0
    for sign in numeral:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        elif sign == "廿":
            total, digit = total + 20, 0
        else:
            digit = _DIGITS[sign]
    return str(total + digit)
