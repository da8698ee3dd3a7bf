"""Cells to typed values, a column at a time; what is wrong with a cell is said in words the person can act on.

A converter takes one cell and returns the value, ``None`` for an empty one. It raises ``BadValue`` for what cannot be
taken over, and returns ``Doubtful`` for what can be but deserves a look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TypeAlias

from app.core.errors import AppError
from app.core.text import T, Text
from app.importing.cells import Cell, cell_text, folded, lost_digits, number_text, tidy, tidy_lines

Converter: TypeAlias = Callable[[Cell], object]


class BadValue(AppError):
    """A cell cannot be taken over; the text says what would be."""

    def __init__(self, text: Text) -> None:
        super().__init__(text, "import.value")


@dataclass(frozen=True)
class Doubtful:
    """A value that was taken over, or left empty, with a reason to look at it.

    Attributes:
        value: What goes into the record.
        reason: What is doubtful.
    """

    value: object
    reason: Text


NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "空", "n/a", "na", "null", "none", "nil", "nan", "#n/a"}
)
"""Words that stand for an empty cell, folded; not applied to free text."""

LOST_DIGITS = T(
    "importing",
    "The number has more than 15 digits: the spreadsheet has lost the last ones. Format the column as text and type "
    "it again.",
)
MADE_A_DAY = T("importing", "The spreadsheet has turned “{value}” into a date. Format the column as text and check it.")
NOT_A_NUMBER = T("importing", "“{value}” is not a whole number.")
NOT_AN_AMOUNT = T("importing", "“{value}” is not a number such as 89.5.")
NOT_MONEY = T("importing", "“{value}” is not an amount in yuan such as 12.50.")
NOT_A_PHONE = T("importing", "“{value}” is not a phone number.")
NOT_YES_NO = T("importing", "“{value}” is neither yes nor no.")
NOT_A_CHOICE = T("importing", "“{value}” is not one of: {choices}.")
READ_AS = T("importing", "“{value}” was read as “{meaning}”.")
NOT_AN_ID_CARD = T("importing", "“{value}” is not an identity card number of 18 digits.")
ID_CARD_CHECK = T(
    "importing", "The identity card number “{value}” does not fit its check digit; its last digits may be lost."
)

_GROUPED = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|[+-]?\.\d+")
_UNITS = (
    "平方米",
    "平方",
    "平米",
    "平",
    "㎡",
    "m²",
    "m2",
    "元",
    "块",
    "层",
    "楼",
    "岁",
    "人",
    "次",
    "分",
    "小时",
    "h",
    "%",
)


def _shown(cell: Cell) -> str:
    """Return the cell short enough for a message."""
    text = cell_text(cell)
    return text if len(text) <= 40 else text[:39] + "…"


def _word(cell: Cell) -> str:
    """Return the cell as one line, or nothing where its word stands for an empty cell."""
    text = cell_text(cell)
    return "" if folded(text) in NOTHING else text


def to_text(cell: Cell) -> str | Doubtful | None:
    """Return one line of text; a number without ``.0``; doubtful where the spreadsheet changed what was typed."""
    if isinstance(cell, str):
        return tidy(cell) or None
    if cell is None:
        return None
    if lost_digits(cell):
        return Doubtful(cell_text(cell), LOST_DIGITS)
    if isinstance(cell, date | time | timedelta):
        return Doubtful(cell_text(cell), MADE_A_DAY.with_(value=cell_text(cell)))
    return cell_text(cell)


def to_long_text(cell: Cell) -> str | None:
    """Return text with its line breaks."""
    return (tidy_lines(cell) if isinstance(cell, str) else cell_text(cell)) or None


def _decimal(cell: Cell, complaint: Text) -> Decimal | None:
    """Return the number of a cell, typed with blanks, grouping, full-width digits or a unit."""
    if cell is None:
        return None
    if lost_digits(cell):
        raise BadValue(LOST_DIGITS)
    if cell.__class__ is float or cell.__class__ is int:
        number = Decimal(repr(cell))
        if number.is_finite():
            return number
    text = unicodedata.normalize("NFKC", _word(cell)).replace(" ", "").replace("¥", "").replace("RMB", "")
    text = text.removeprefix("约")
    for unit in _UNITS:
        text = text.removesuffix(unicodedata.normalize("NFKC", unit))
    if not text and not _word(cell):
        return None
    if isinstance(cell, bool | date | time | timedelta) or len(text) > 40 or not _GROUPED.fullmatch(text):
        raise BadValue(complaint.with_(value=_shown(cell)))
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise BadValue(complaint.with_(value=_shown(cell))) from None


def to_integer(cell: Cell) -> int | None:
    """Return a whole number.

    Raises:
        BadValue: It is none, or has decimals, or lost digits to the spreadsheet.
    """
    if isinstance(cell, float) and cell.is_integer() and not lost_digits(cell):
        return int(cell)
    number = _decimal(cell, NOT_A_NUMBER)
    if number is not None and number != number.to_integral_value():
        raise BadValue(NOT_A_NUMBER.with_(value=_shown(cell)))
    return None if number is None else int(number)


def to_hundredths(cell: Cell) -> int | None:
    """Return a number times a hundred, rounded half up (89.56 → 8956): areas in hundredths of a square metre.

    Raises:
        BadValue: It is no number.
    """
    number = _decimal(cell, NOT_AN_AMOUNT)
    return None if number is None else _times_hundred(number)


def _times_hundred(number: Decimal) -> int:
    return int((number * 100).to_integral_value(ROUND_HALF_UP))


def to_money(cell: Cell) -> int | None:
    """Return an amount in yuan as fen.

    Raises:
        BadValue: It is no amount, or a typed one has more than two decimals (a calculated one is rounded).
    """
    number = Decimal(0) if cell in _FREE else _decimal(cell, NOT_MONEY)
    if number is None:
        return None
    fen = _times_hundred(number)
    if isinstance(cell, str) and number * 100 != fen:
        raise BadValue(NOT_MONEY.with_(value=_shown(cell)))
    return fen


_FREE = ("免费", "不收费", "无偿", "free")
YES = frozenset({"是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "t", "1", "on", "真", "已"})
NO = frozenset({"否", "无", "不是", "没有", "×", "✗", "✘", "x", "n", "no", "false", "f", "0", "off", "假", "未", "不"})


def to_yes_no(cell: Cell) -> bool | None:
    """Return yes or no from the words people use (是/否, 有/无, Y/N, true/false, 1/0).

    Raises:
        BadValue: It is neither.
    """
    if isinstance(cell, bool):
        return cell
    word = folded(cell_text(cell))
    if word in YES:
        return True
    if word in NO:
        return False
    if word in NOTHING:
        return None
    raise BadValue(NOT_YES_NO.with_(value=_shown(cell)))


_HYPHENS = re.compile(r"(?<=[a-z])[-_](?=[a-z])")
_NEGATIONS = frozenset("未不非无待没否勿")


def _choice_key(text: str) -> str:
    return _HYPHENS.sub("", folded(text))


def choice(words: Mapping[str, Sequence[str]], otherwise: str | None = None, *, exact: bool = False) -> Converter:
    """Return a converter to one of some values.

    Args:
        words: Value → the words that mean it; case, width, blanks and hyphens do not matter. The value means itself.
        otherwise: The value for an unknown word, which is then doubtful; without it the cell is refused.
        exact: A word that holds a known one is unknown; else it is taken for it, and doubtful.
    """
    meaning = {_choice_key(word): value for value, synonyms in words.items() for word in (*synonyms, value)}
    shown = "、".join(synonyms[0] if synonyms else value for value, synonyms in words.items())

    def to_choice(cell: Cell) -> object:
        word = _choice_key(cell_text(cell))
        if word in meaning:
            return meaning[word]
        if folded(cell_text(cell)) in NOTHING:
            return None
        near = None if exact else _near(cell_text(cell), meaning)
        if near is not None:
            return Doubtful(meaning[near], READ_AS.with_(value=_shown(cell), meaning=(*words[meaning[near]], near)[0]))
        complaint = NOT_A_CHOICE.with_(value=_shown(cell), choices=shown)
        if otherwise is None:
            raise BadValue(complaint)
        return Doubtful(otherwise, complaint)

    return to_choice


def _near(text: str, meaning: Mapping[str, str]) -> str | None:
    """Return the known word a text holds, if all those it holds mean one value and nothing beside it says no.

    Latin words count whole; of several the first one does (“Closed - Duplicate”).
    """
    if len(text) > 60:
        return None
    plain = folded(text)
    held = [word for word in meaning if len(word) > 1 and not word.isascii() and word in plain]
    held = [word for word in held if not any(word != other and word in other for other in held)]
    if held:
        rest = plain
        for word in held:
            rest = rest.replace(word, "")
        one = len({meaning[word] for word in held}) == 1
        return held[0] if one and not _NEGATIONS.intersection(rest) else None
    parts = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).casefold())
    if {"not", "no", "non", "un"}.intersection(parts):
        return None
    runs = ("".join(parts[start:end]) for start in range(len(parts)) for end in range(len(parts), start, -1))
    return next((run for run in runs if len(run) > 2 and run in meaning), None)


_LIST_SEPARATORS = re.compile(r"[#、,，;；|\n]+")


def to_list(cell: Cell) -> tuple[str, ...]:
    """Return several facts written into one cell (``1#2``, ``张三、李四``), each tidied, none twice."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    pieces = (tidy(piece) for piece in _LIST_SEPARATORS.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if folded(piece) not in NOTHING))


_PHONE_SEPARATORS = re.compile(r"[#、,，;；|/\\\n或和]+")
_MOBILE = re.compile(r"(?:(?:\+|00)?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(?:\+|00)?86)?(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_SERVICE = re.compile(r"[48]00\d{7}|1[0-2]\d|1[0-2]\d{3}|9\d{4,7}")
_FOREIGN = re.compile(r"(?:\+|00)\d{7,15}")
_EXTENSION = re.compile(r"(?:转|ext\.?|分机|x)(\d{1,6})$", re.IGNORECASE)
_LABEL = re.compile(r"[(（\[【].*?[)）\]】]|[^\d+]")


def to_phones(cell: Cell) -> tuple[str, ...]:
    """Return the phone numbers of a cell, several being divided by / 、 , ; # or blanks; mobiles as 11 digits.

    Raises:
        BadValue: A piece is no phone number.
    """
    if isinstance(cell, int | float) and _MOBILE.fullmatch(plain := number_text(cell)):
        return (plain[-11:],)
    if isinstance(cell, bool | date | time | timedelta):
        raise BadValue(NOT_A_PHONE.with_(value=_shown(cell)))
    text = unicodedata.normalize("NFKC", cell if isinstance(cell, str) else _word(cell))
    found: list[str] = []
    for piece in _PHONE_SEPARATORS.split(text):
        if folded(tidy(piece)) in NOTHING:
            continue
        numbers = _phones_of(piece)
        if not numbers:
            raise BadValue(NOT_A_PHONE.with_(value=_shown(tidy(piece))))
        found.extend(numbers)
    return tuple(dict.fromkeys(found))


def _phones_of(piece: str) -> list[str]:
    """Return the numbers in one piece: the whole of it, else each blank-divided part."""
    whole = _phone(piece)
    if whole:
        return [whole]
    parts = [part for part in piece.split() if any(character.isdigit() for character in part)]
    numbers = [_phone(part) for part in parts]
    return [number for number in numbers if number] if len(parts) > 1 and all(numbers) else []


def _phone(text: str) -> str | None:
    """Return one number in its plain form (``13800000000``, ``010-88888888``, ``0571-88888888-123``)."""
    extension = _EXTENSION.search(text.strip())
    if extension:
        text = text.strip()[: extension.start()]
    elif re.fullmatch(r"\s*0\d{2,3}-\d{7,8}-\d{1,6}\s*", text):
        text, _, inner = text.strip().rpartition("-")
        return f"{_phone(text) or text}-{inner}"
    digits = _LABEL.sub("", text)
    if not digits.isascii():
        return None
    number: str | None = None
    if mobile := _MOBILE.fullmatch(digits):
        number = mobile[1]
    elif landline := _LANDLINE.fullmatch(digits):
        number = f"{landline[1]}-{landline[2]}"
    elif _LOCAL.fullmatch(digits) or _SERVICE.fullmatch(digits) or _FOREIGN.fullmatch(digits):
        number = digits
    return f"{number}-{extension[1]}" if number and extension else number


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def id_card_fits(number: str) -> bool:
    """Say whether the check digit of an 18-digit identity card number fits (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[17]


_OTHER_PAPER = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,12}")


def to_paper(cell: Cell) -> str | Doubtful | None:
    """Return an identity card number, or the number of a passport or permit: letters and digits, 6 to 12.

    Raises:
        BadValue: It is neither.
    """
    text = unicodedata.normalize("NFKC", cell_text(cell)).replace(" ", "").upper()
    return text if _OTHER_PAPER.fullmatch(text) else to_id_card(cell)


def to_id_card(cell: Cell) -> str | Doubtful | None:
    """Return an identity card number of 18 digits (or 15, the old ones).

    A number the spreadsheet has cut is left empty and doubtful: a wrong identity is worse than none. One whose check
    digit does not fit is kept and doubtful.

    Raises:
        BadValue: It is no such number.
    """
    if lost_digits(cell):
        return Doubtful(None, LOST_DIGITS)
    text = unicodedata.normalize("NFKC", _word(cell)).replace(" ", "").replace("-", "").upper()
    if not text:
        return None
    if re.fullmatch(r"[0-9]{15}", text):
        return text
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        raise BadValue(NOT_AN_ID_CARD.with_(value=_shown(cell)))
    return text if id_card_fits(text) else Doubtful(text, ID_CARD_CHECK.with_(value=f"{text[:4]}…{text[-4:]}"))
