"""Phones, identity cards and plates as people write them: kept in one form, checked, shown, masked.

A phone is kept as digits: a mobile as its 11, a landline with its area code, an extension after ``-``, a foreign number
with ``+`` in front. Masks show what is needed to recognise a person and no more; who may see the whole is decided by
roles.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from app.core.text import T, Text
from app.features.people.pinyin import pinyin_full as pinyin_full
from app.features.people.pinyin import pinyin_initials as pinyin_initials
from app.features.people.pinyin import pinyin_keys as pinyin_keys
from app.features.staff.rules import Actor

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# 010 and 02x have three digits, every other area code four (national numbering plan).
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([1-9][0-9]{6,7})")
_LOCAL = re.compile(r"[2-8][0-9]{6,7}")
_SERVICE_400 = re.compile(r"[48]00[0-9]{7}")
_SHORT = re.compile(r"(?:1[0-9]{2,5}|9[0-9]{4,6})")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
_EXTENSION = re.compile(r"(.*[0-9])[\s)]*(?:转分机|转|分机号?|EXT\.?|X|#|,|-)\s*:?\s*([0-9]{1,6})", re.DOTALL)
_EXTENDED = (_MOBILE, _LANDLINE, _LOCAL, _SERVICE_400, re.compile(r"\+[1-9][0-9]{9,14}"))

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATES = tuple(
    re.compile(rf"[{_PROVINCES}][A-Z]{serial}")
    for serial in (
        "[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领]",
        # New-energy plates have one place more: D or F and their later letters first (small cars) or last (large ones).
        "[A-HJK][A-HJ-NP-Z0-9][0-9]{4}",
        "[0-9]{5}[A-HJK]",
    )
)
_DIPLOMATS = re.compile(r"(?:[0-9]{6}使|使[0-9]{6}|WJ.?[0-9A-Z]{4,6})")

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ORGANISATION = re.compile(
    r"公司|商行|商店|超市|学校|幼儿园|银行|酒店|餐厅|中心|工作室|事务所|委员会|居委会|派出所|诊所|药房"
)
_ADDRESSES = ("先生", "女士", "小姐", "阿姨", "叔叔", "师傅", "老师", "太太", "医生", "经理")
_DOUBLES = (
    "欧阳上官司马诸葛东方皇甫尉迟公孙令狐慕容司徒司空端木夏侯轩辕长孙"
    "宇文独孤南宫西门东郭百里呼延万俟闻人澹台公冶宗政濮阳淳于单于太叔"
    "申屠钟离鲜于闾丘司寇子车颛孙巫马公西漆雕乐正公良拓跋谷梁赫连左丘"
)
DOUBLE_SURNAMES = frozenset(_DOUBLES[start : start + 2] for start in range(0, len(_DOUBLES), 2))


def normalise_phone(text: str) -> str:
    """Return a phone in the form it is kept and matched: ``13812345678``, ``075512345678-801``, ``+85291234567``.

    Width, blanks, dashes and brackets make no difference, ``+86`` and ``0086`` go, a number cell's ``.0`` or exponent
    goes. A foreign number keeps its ``+`` and digits. Text without any digit gives an empty text.
    """
    plain = _spelled_out(unicodedata.normalize("NFKC", text).upper().strip())
    if found := _EXTENSION.fullmatch(plain):
        number = _number(found[1])
        # A dash also groups digits: it parts an extension only behind a number that is whole without it.
        if any(kind.fullmatch(number) for kind in _EXTENDED):
            return f"{number}-{found[2]}"
    return _number(plain)


def phone_problem(text: str) -> Text | None:
    """Say what is wrong with a phone, or ``None``; an empty text is no phone and no problem."""
    phone = normalise_phone(text)
    if not phone:
        return T("people", "A phone has digits, such as 13812345678 or 0755-12345678.") if text.strip() else None
    number = phone.partition("-")[0]
    if any(kind.fullmatch(number) for kind in (_MOBILE, _LANDLINE, _LOCAL, _SERVICE_400, _SHORT, _FOREIGN)):
        return None
    if number.startswith("1"):
        if len(number) != 11:
            return T("people", "A mobile number has 11 digits; this one has {count}.").with_(count=len(number))
        return T("people", "No mobile number begins with {start}.").with_(start=number[:2])
    return T("people", "Type a mobile (11 digits), a landline with area code (0755-12345678) or a foreign one with +.")


def split_phones(text: str) -> tuple[str, ...]:
    """Return the phones written into one cell (``13812345678/0755-12345678``), normalised, without repeats."""
    parts = re.split(r"[/;；、|\n]|,(?=\s*[+01])|，|(?<=[0-9]{11})\s+(?=1[3-9])", unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(phone for part in parts if (phone := normalise_phone(part))))


def show_phone(phone: str) -> str:
    """Return a phone grouped for reading: ``138 1234 5678``, ``0755-1234 5678``, ``400-123-4567``."""
    phone = normalise_phone(phone)
    number, dash, extension = phone.partition("-")
    tail = dash + extension
    if _MOBILE.fullmatch(number):
        return f"{number[:3]} {number[3:7]} {number[7:]}{tail}"
    if _SERVICE_400.fullmatch(number):
        return f"{number[:3]}-{number[3:6]}-{number[6:]}{tail}"
    if found := _LANDLINE.fullmatch(number):
        return f"{found[1]}-{found[2][:-4]} {found[2][-4:]}{tail}"
    if _LOCAL.fullmatch(number):
        return f"{number[:-4]} {number[-4:]}{tail}"
    return phone


def mask_phone(phone: str) -> str:
    """Return a phone with its middle hidden: ``138****5678``, ``0755-****5678``; a short one is hidden whole."""
    number = normalise_phone(phone).partition("-")[0]
    if found := _LANDLINE.fullmatch(number):
        return f"{found[1]}-****{number[-4:]}"
    if len(number) >= 10:
        return f"{number[:3]}****{number[-4:]}"
    return f"****{number[-2:]}" if len(number) >= 7 else "****" if number else ""


def last_four(phone: str) -> str:
    """Return the last four digits by which people name their phone, without the extension; empty if it has fewer."""
    number = normalise_phone(phone).partition("-")[0]
    return number[-4:] if len(number) >= 4 else ""


def normalise_id_card(text: str) -> str:
    """Return an identity card or passport number without blanks and dashes, upper case, half width."""
    return re.sub(r"[\s\-·]", "", unicodedata.normalize("NFKC", text).upper())


def mask_id(number: str) -> str:
    """Return an identity number of which the first three and the last four places show: ``110***********1234``.

    A shorter paper (a passport) shows its first and its last two places.
    """
    number = normalise_id_card(number)
    head, tail = (3, 4) if len(number) >= 15 else (1, 2) if len(number) >= 6 else (0, 0)
    return number[:head] + "*" * (len(number) - head - tail) + (number[-tail:] if tail else "")


def id_card_problem(text: str, today: date | None = None) -> Text | None:
    """Say what is wrong with a resident identity card number, or ``None``; an empty text is no problem.

    Source: GB 11643-1999 (check digit after ISO 7064, MOD 11-2); the 15 digits before 1999 are accepted without one.

    Args:
        text: As typed.
        today: If given, a birth date after this day is refused.
    """
    number = normalise_id_card(text)
    if not number:
        return None
    if not re.fullmatch(r"[1-9][0-9]{14}|[1-9][0-9]{16}[0-9X]", number):
        return T("people", "An identity card has 18 places: 17 digits and a digit or X at the end.")
    born = f"19{number[6:12]}" if len(number) == 15 else number[6:14]
    try:
        birthday = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return T("people", "The birth date in this identity card number does not exist ({date}).").with_(date=born)
    if birthday.year < 1850 or (today and birthday > today):
        return T("people", "The birth date in this identity card number cannot be right ({date}).").with_(date=born)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=False))
    if len(number) == 18 and _ID_CHECKS[total % 11] != number[17]:
        return T("people", "The last place of the identity card does not fit the others; one of them is mistyped.")
    return None


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name, double surnames included; of another name its first character."""
    name = name.strip()
    return name[:2] if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else name[:1]


def mask_name(name: str) -> str:
    """Return a name of which the surname and, from two given characters on, the last one shows: ``张*``, ``欧阳*娜``.

    Forms of address (``张先生``) hide the person already and organisations are no persons: both stay as they are.
    """
    name = name.strip()
    if _ORGANISATION.search(name) or name.endswith(_ADDRESSES):
        return name
    if not re.match(r"[\u3400-\u9fff\U00020000-\U0003ffff]", name):
        return " ".join(word[:1] + "*" * (len(word) - 1) for word in name.split())
    if "·" in name:
        return name[:1] + "*" * (len(name) - 1)
    surname = surname_of(name)
    given = name[len(surname) :]
    return surname + ("*" * (len(given) - 1) + given[-1] if len(given) > 1 else "*" * len(given))


def names_hidden(actor: Actor) -> bool:
    """Say whether names are masked too: for those whose only way to people is the role “read only”."""
    return not Actor(actor.id, actor.number, actor.name, actor.held - {"reader"}).may("person", "view")


def shown_name(actor: Actor, name: str) -> str:
    """Return a name as this reader may see it."""
    return mask_name(name) if names_hidden(actor) else name


def normalise_plate(text: str) -> str:
    """Return a number plate in the form it is kept and matched: ``粤B12345``.

    The dot, blanks and width go; the letters I and O, which serials do not have, become 1 and 0.
    """
    plain = unicodedata.normalize("NFKC", re.sub(r"[\s·•・.\-_]", "", unicodedata.normalize("NFKC", text).upper()))
    if plain[:1] and plain[0] in _PROVINCES:
        return plain[:2] + plain[2:].replace("O", "0").replace("I", "1")
    return plain


def show_plate(plate: str) -> str:
    """Return a plate as it is painted: ``粤B·12345``."""
    plate = normalise_plate(plate)
    return f"{plate[:2]}·{plate[2:]}" if len(plate) > 4 and plate[0] in _PROVINCES else plate


def plate_problem(text: str) -> Text | None:
    """Say what is wrong with a plate, or ``None``; an empty text is no problem. New-energy plates have 8 places."""
    plate = normalise_plate(text)
    if not plate or _DIPLOMATS.fullmatch(plate) or any(shape.fullmatch(plate) for shape in _PLATES):
        return None
    if plate[0] not in _PROVINCES:
        return T("people", "A plate begins with its province, such as 粤B·12345.")
    return T("people", "A plate has 7 places, a new-energy one 8, such as 粤B·12345 or 粤B·D12345.")


def _number(text: str) -> str:
    """The digits of one number without extension; a foreign one keeps its plus."""
    digits = re.sub(r"[^0-9]", "", text)
    foreign = re.match(r"[^0-9]*\+", text) is not None or re.match(r"00[1-9][0-9]{6}", digits) is not None
    if foreign:
        digits = digits.lstrip("0")
    if (foreign or len(digits) == 13) and digits.startswith("86"):
        for domestic in (digits[2:], f"0{digits[2:]}"):
            if any(kind.fullmatch(domestic) for kind in (_MOBILE, _SERVICE_400, _LANDLINE)):
                return domestic
    if foreign:
        return f"+{digits}" if digits else ""
    # Some people still dial a 0 before a mobile of another city.
    return digits[1:] if re.fullmatch(r"01[3-9][0-9]{9}", digits) else digits


def _spelled_out(number: str) -> str:
    """Undo what a spreadsheet does to a long number: ``13812345678.0`` and ``1.3812345678E+10``."""
    if not re.fullmatch(r"[0-9]+\.0+|[0-9]\.[0-9]+E\+?[0-9]{1,2}", number):
        return number
    try:
        return str(int(Decimal(number)))
    except InvalidOperation:
        return number
