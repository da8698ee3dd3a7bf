"""How people spell a room, and the one key under which all spellings meet.

``3-2-501``, ``3栋2单元501``, ``3#2-501``, ``三栋二单元５０１室`` and ``03/02/0501`` are one room. The key is made of
upper-case parts without leading zeros joined by ``-``; a room without a unit has two parts, a shop outside any building
one. Because the key is spelled from the large to the small, what a person has typed so far is a prefix of it.

The source of the spellings is the office's product rules ("room 3-2-501 in any common spelling").
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from app.core.numerals import arabic


class RoomKey(NamedTuple):
    """A room in plain parts: upper case, no leading zeros, no words such as 栋 or 单元.

    Attributes:
        building: ``3``, ``A``, ``2期3``; empty for a shop outside any building.
        unit: ``2``; empty where the building has no units.
        room: ``501``, ``商铺12``.
    """

    building: str
    unit: str
    room: str


_BUILDING_WORD = r"(?:号楼|#楼|栋楼?|幢楼?|座|号|#|楼)"
_UNIT_WORD = r"(?:单元|门洞|门|梯)"
_ROOM_WORD = r"(?:号房|房间|室|房|号|户)"
_SHOP_WORD = r"(?:商铺|底商|门面房?|门店|店面|店铺|铺面|铺位|商业|商户)"
_ZONE = r"(?:[0-9]{1,2}期|[\u4e00-\u9fff]{0,5}[0-9A-Z]{0,2}(?:期|区|苑|园|庭|组团|府|里|城|村|湾|居))"
_BUILDING = r"(?:[A-Z]{0,2}[0-9]{1,3}[A-Z]?|[A-Z]{1,2}|[甲乙丙丁戊东西南北中][0-9]{0,2})"
_UNIT = r"(?:[0-9]{1,2}|[A-Z]|[甲乙丙丁戊东西南北中])"
_ROOM = r"(?:负?[A-Z]?[0-9]{1,5}[A-Z]?)"
_GAP = r"[ \-]*"
_CUT = r"[ \-]+"

_HEAD = rf"(?:(?P<zone>{_ZONE}){_GAP})?(?P<building>{_BUILDING})"
_FLOOR = rf"(?:(?P<floor>[0-9]{{1,3}})(?:层|楼|F){_GAP})?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # 3栋2单元501, 3栋2单元5层01, 3-2单元501, 3栋501
        rf"{_HEAD}(?:{_GAP}{_BUILDING_WORD}{_GAP}|{_CUT})(?P<unit>{_UNIT}){_GAP}{_UNIT_WORD}{_GAP}{_FLOOR}(?P<room>{_ROOM}){_ROOM_WORD}?",
        # 3#2-501, 3栋2-501
        rf"{_HEAD}{_GAP}{_BUILDING_WORD}{_GAP}(?P<unit>{_UNIT}){_CUT}{_FLOOR}(?P<room>{_ROOM}){_ROOM_WORD}?",
        rf"{_HEAD}{_GAP}{_BUILDING_WORD}{_GAP}{_FLOOR}(?P<room>{_ROOM}){_ROOM_WORD}?",
        # 3-2-501, 3-2-5-501
        rf"{_HEAD}{_CUT}(?P<unit>{_UNIT}){_CUT}{_FLOOR}(?P<room>{_ROOM}){_ROOM_WORD}?",
        rf"{_HEAD}{_CUT}(?P<unit>{_UNIT}){_CUT}(?P<floor>[0-9]{{1,2}}){_CUT}(?P<room>[0-9]{{1,5}}){_ROOM_WORD}?",
        # A-1203, A1203, 3-501: without words a lone digit after the dash is more likely a unit still being typed
        rf"{_HEAD}{_CUT}(?P<room>负?[A-Z]?[0-9]{{2,5}}[A-Z]?){_ROOM_WORD}?",
        rf"(?:(?P<zone>{_ZONE}){_GAP})?(?P<building>[A-Z])(?P<room>[0-9]{{3,5}}[A-Z]?){_ROOM_WORD}?",
    )
)
_SHOP_NUMBER = r"(?:[A-Z]{0,2}-?[0-9]{1,5}(?:-[0-9]{1,4})?[A-Z]?)"
_SHOPS = tuple(
    re.compile(
        rf"(?:{_HEAD}(?:{_GAP}{_BUILDING_WORD}{_GAP}|{_CUT}|(?=\D))(?:0{_CUT})?)?(?:[0-9]{{1,2}}(?:层|楼|F){_GAP})?{shop}"
    )
    for shop in (
        rf"{_SHOP_WORD}{_GAP}(?P<room>{_SHOP_NUMBER})(?:号|室|铺)?",
        rf"(?P<room>{_SHOP_NUMBER})(?:号|室)?{_GAP}{_SHOP_WORD}",
    )
)

_NOTE = re.compile(r"[(\[【〔<{「《][^)\]】〕>}」》]*(?:[)\]】〕>}」》]|$)")
_TAIL = re.compile(r"(?:业主|租户|租客|住户|家属|家里|家)$")
_DIVIDERS = re.compile(r"[\s\-‐‑‒–—―−─~〜∼/\\|、.。,;:·•・_+*]+")


def parse_room(text: str) -> RoomKey | None:
    """Return the room a text names, or ``None`` if it names none (or only part of one).

    Notes in brackets and a trailing 业主, 租户 … are left aside. A floor beside a short door number is put before it
    (``5层1号`` is 501). Never raises, whatever the text.
    """
    plain = _plain(text)
    for shape in _SHOPS:
        if found := shape.fullmatch(plain):
            return _key(found, shop=True)
    for shape in _SHAPES:
        if found := shape.fullmatch(plain):
            return _key(found)
    return None


def parse_prefix(text: str) -> str | None:
    """Return how the canonical key of the room being typed begins, or ``None`` if this is no room.

    ``3`` gives ``3``, ``3栋`` gives ``3-``, ``3-2`` gives ``3-2`` (which meets ``3-2-501`` and ``3-201``),
    ``3栋2单元0`` gives ``3-2-``. Compare with ``key LIKE prefix || '%'``.
    """
    plain = _plain(text, keep_end=True)
    # A shop's key begins with its word, which no shape of a flat can show half-typed.
    if shop := re.fullmatch(rf"{_SHOP_WORD}{_GAP}(?P<room>{_SHOP_NUMBER}?)-?", plain):
        return "商铺" + _part(shop["room"])
    if (room := parse_room(text)) and room.room != "0":
        return canonical(*room)
    shape = re.fullmatch(
        rf"{_HEAD}(?P<b>{_GAP}(?:{_BUILDING_WORD}|栋|幢){_GAP}|{_CUT})?"
        rf"(?:(?P<unit>{_UNIT})(?P<u>{_GAP}(?:{_UNIT_WORD}|单){_GAP}|{_CUT})?(?P<room>{_ROOM})?)?",
        plain,
    )
    if not shape or (shape["unit"] and not shape["b"]):
        return None
    prefix = canonical_building(f"{shape['zone'] or ''}{shape['building']}")
    if not shape["b"]:
        return prefix if prefix != "0" else None
    prefix += "-"
    unit = _part(shape["unit"] or "")
    if unit not in ("", "0"):
        prefix += unit + ("-" if shape["u"] else "")
    return prefix + (shape["room"] or "").lstrip("0")


def canonical(building: str, unit: str, room: str) -> str:
    """Return the key under which every spelling of this room meets (``3-2-501``, ``A-1203``, ``商铺12``).

    Leading zeros, case, width, Chinese numerals and words such as 栋, 单元, 室 make no difference; unit ``0`` is none.
    """
    return "-".join(part for part in _key_of(building, unit, room) if part)


def canonical_building(building: str) -> str:
    """Return a building's part of the key: ``3`` for ``03栋``, ``A`` for ``a座``, ``2期3`` for ``二期3号楼``."""
    return _bare(building, _BUILDING_WORD)


def house_label(building: str, unit: str, room: str) -> str:
    """Return a room as it is shown: ``3栋2单元501``; a building that brings its own word (``3号楼``, ``A座``) keeps it.

    Args:
        building: As kept in the record; empty for a shop outside any building.
        unit: Left out if empty or ``0``.
        room: The door.
    """
    key = _key_of(building, unit, room)
    if not key.building:
        return key.room
    own = _squeezed(building)
    named = own if re.search(rf"{_BUILDING_WORD}$", own) else f"{key.building}栋"
    return named + (f"{key.unit}单元" if key.unit else "") + key.room


def house_short(building: str, unit: str, room: str) -> str:
    """Return a room as it is shown where space is dear: ``3-2-501``."""
    return canonical(building, unit, room)


def room_from_parts(building: str, unit: str, room: str) -> RoomKey | None:
    """Return the room that three cells of a spreadsheet name, or ``None`` without a door.

    The cells may repeat each other: building ``1栋`` or ``1栋1单元``, room ``1-1-1011`` or ``1-1011``. Where the
    room cell brings one leading part and the unit cell is empty, that part is the unit, because the building has a
    column of its own; only if it repeats a building with a letter or of two digits is it the building again.
    """
    if (
        building
        and not unit
        and (both := re.fullmatch(rf"{_HEAD}{_BUILDING_WORD}?{_GAP}(?P<unit>{_UNIT}){_UNIT_WORD}", _plain(building)))
    ):
        building, unit = (both["zone"] or "") + both["building"], both["unit"]
    given = _key_of(building, unit, room)
    if not given.room:
        return None
    whole = parse_room(room)
    if whole is None or not given.building:
        return whole or given
    if "商铺" in whole.room:
        return RoomKey(given.building, given.unit, whole.room)
    if whole.unit or not re.fullmatch(rf"{_BUILDING}{_CUT}{_ROOM}{_ROOM_WORD}?", _plain(room)):
        return whole if whole.unit or not given.unit else RoomKey(whole.building, given.unit, whole.room)
    repeats = whole.building == given.building and (given.unit != "" or not re.fullmatch("[1-9]", given.building))
    lead = given.unit if repeats else whole.building
    return RoomKey(given.building, lead, whole.room) if lead in ("", given.unit) or not given.unit else given


def floor_of(room: str) -> int | None:
    """Return the floor a door number suggests (``501`` → 5, ``1203`` → 12, ``B101`` → -1), or ``None``.

    The last two digits count doors; with five digits the last three do. A shop stands on the ground floor.
    """
    key = _key_of("", "", room).room
    if key.startswith("商铺"):
        return 1
    shape = re.fullmatch(r"(负|[A-Z]?)([0-9]{3,5})[A-Z]?", key)
    if not shape:
        return None
    digits = shape[2]
    floor = int(digits[:-3] if len(digits) == 5 else digits[:-2])
    return -floor if shape[1] in ("负", "B") and len(digits) == 3 else floor


def room_order(building: str, unit: str, room: str) -> str:
    """Return a text by which rooms sort as people count: building 2 before building 10, room 501 before 1201."""
    return re.sub(r"[0-9]+", lambda run: run[0].zfill(6), canonical(building, unit, room))


def _key(found: re.Match[str], *, shop: bool = False) -> RoomKey:
    groups = found.groupdict()
    building = (groups.get("zone") or "") + (groups["building"] or "")
    room = groups["room"]
    floor = groups.get("floor")
    if floor and re.fullmatch(r"[0-9]{1,2}", room):
        room = f"{int(floor)}{int(room):02d}"
    return _key_of(building, groups.get("unit") or "", f"商铺{room}" if shop else room)


def _key_of(building: str, unit: str, room: str) -> RoomKey:
    house, door = canonical_building(building), _bare(room, _ROOM_WORD)
    shop = re.fullmatch(rf"{_SHOP_WORD}-?(.+)", door) or re.fullmatch(rf"(.+?)号?-?{_SHOP_WORD}", door)
    if shop:
        door = "商铺" + _part(shop[1])
    if door and re.fullmatch(_SHOP_WORD, house):
        house, door = "", door if door.startswith("商铺") else f"商铺{door}"
    elif not shop and (floored := re.fullmatch(r"([0-9]{1,3})(?:层|楼|F)-?([0-9]{1,5})", door)):
        door = floored[2] if len(floored[2]) > 2 else f"{floored[1]}{int(floored[2]):02d}"
    stair = _bare(unit, _UNIT_WORD)
    return RoomKey(house, "" if stair in ("0", "无") else stair, door)


def _bare(text: str, word: str) -> str:
    """One part of a key: without its word, without leading zeros, and stable when it is made again."""
    part = _squeezed(text)
    while (shorter := _part(re.sub(rf"(?<=.){word}$", "", part).strip("- "))) != part:
        part = shorter
    return part


def _part(text: str) -> str:
    return re.sub(r"[0-9]+", lambda run: run[0].lstrip("0") or "0", text).strip("- ")


def _squeezed(text: str) -> str:
    # A number cell of a spreadsheet may arrive as 501.0, whose point must not become a divider.
    whole = re.sub(r"^\s*([0-9]+)\.0+\s*$", r"\1", unicodedata.normalize("NFKC", text))
    return _plain(whole).replace(" ", "")


def _plain(text: str, *, keep_end: bool = False) -> str:
    """Upper case, half width, Arabic digits, one ``-`` per divider, one blank per gap, notes left aside."""
    plain = _NOTE.sub(" ", unicodedata.normalize("NFKC", text).upper())
    # Upper-casing can undo the composed form (ﬁ, ß); a second pass keeps the result stable.
    plain = unicodedata.normalize("NFKC", plain).strip()
    plain = re.sub(r"第(?=[0-9])", "", arabic(plain))
    plain = _DIVIDERS.sub(lambda run: " " if run[0].isspace() else "-", plain)
    if keep_end:
        return plain.lstrip("- ")
    return _TAIL.sub("", plain.strip("- ")).strip("- ")
