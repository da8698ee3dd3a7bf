"""Every spelling of a room meets under one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.houses.rules import (
    RoomKey,
    canonical,
    floor_of,
    house_label,
    house_short,
    parse_prefix,
    parse_room,
    room_from_parts,
    room_order,
)


@pytest.mark.parametrize(
    "text",
    [
        "3-2-501",
        "3栋2单元501",
        "3#2-501",
        "3-2-0501",
        "3号楼2单元501室",
        "三栋二单元501",
        "3幢2单元5层501",
        "３－２－５０１",
        "03-02-0501",
        "3—2—501",
        "3–2–501",
        "3~2~501",
        "3/2/501",
        "3、2、501",
        "3.2.501",
        "3 2 501",
        "3栋 2单元 501房",
        "3-2-501（租户）",
        "3-2-501(出租中",
        "第三栋第二单元五〇一室",
        "3#楼2单元501",
        "3栋2单元5层01",
        "3栋2单元5楼1号",
        "3-2-5-501",
        "3栋2-501",
        "3-2单元501",
        " 3 - 2 - 501 ",
        "3栋2单元501业主",
        "3座2门501",
        "3栋2单元501号房",
        "3号2单元501户",
    ],
)
def test_spellings_of_one_flat(text: str) -> None:
    assert parse_room(text) == RoomKey("3", "2", "501")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("3座501", ("3", "", "501")),
        ("A栋1203", ("A", "", "1203")),
        ("a-1203", ("A", "", "1203")),
        ("A1203", ("A", "", "1203")),
        ("Ａ座１２０３室", ("A", "", "1203")),
        ("3-501", ("3", "", "501")),
        ("3-12", ("3", "", "12")),
        ("3栋5室", ("3", "", "5")),
        ("十二栋一单元1101", ("12", "1", "1101")),
        ("二十栋501", ("20", "", "501")),
        ("一百零二栋501", ("102", "", "501")),
        ("3-0-101", ("3", "", "101")),
        ("商铺12", ("", "", "商铺12")),
        ("12号商铺", ("", "", "商铺12")),
        ("底商 012", ("", "", "商铺12")),
        ("3栋商铺12", ("3", "", "商铺12")),
        ("3栋1层商铺5", ("3", "", "商铺5")),
        ("二期3栋2单元501", ("2期3", "2", "501")),
        ("东区3-2-501", ("东区3", "2", "501")),
        ("B2-1-1203a", ("B2", "1", "1203A")),
        ("3栋甲单元501", ("3", "甲", "501")),
    ],
)
def test_other_rooms(text: str, key: tuple[str, str, str]) -> None:
    assert parse_room(text) == RoomKey(*key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "张三",
        "501",
        "3",
        "3-2",
        "3栋",
        "3栋2单元",
        "13812345678",
        "2026-11-25",
        "粤B12345",
        "-",
        "（租户）",
        "漏水",
    ],
)
def test_what_is_no_room(text: str) -> None:
    assert parse_room(text) is None


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("3", "3"),
        ("3-", "3-"),
        ("3栋", "3-"),
        ("3号", "3-"),
        ("3-2", "3-2"),
        ("3栋2", "3-2"),
        ("3-2-", "3-2-"),
        ("3栋2单", "3-2-"),
        ("3栋2单元", "3-2-"),
        ("3栋2单元0", "3-2-"),
        ("3-02-05", "3-2-5"),
        ("3-2-5", "3-2-5"),
        ("3-2-501", "3-2-501"),
        ("3-5012", "3-5012"),
        ("a", "A"),
        ("a1203", "A-1203"),
        ("３－２", "3-2"),
        ("三栋", "3-"),
        ("商铺", "商铺"),
        ("商铺1", "商铺1"),
        ("0", None),
        ("3-0", "3-"),
        ("", None),
        ("张三", None),
        ("13812345678", None),
        ("漏水", None),
    ],
)
def test_what_is_typed_so_far(text: str, prefix: str | None) -> None:
    assert parse_prefix(text) == prefix


@pytest.mark.parametrize(
    ("parts", "label", "short"),
    [
        (("3", "2", "501"), "3栋2单元501", "3-2-501"),
        (("03栋", "02单元", "0501室"), "03栋2单元501", "3-2-501"),
        (("3号楼", "2", "501"), "3号楼2单元501", "3-2-501"),
        (("A座", "", "1203"), "A座1203", "A-1203"),
        (("a", "0", "1203"), "A栋1203", "A-1203"),
        (("", "", "商铺12"), "商铺12", "商铺12"),
        (("商铺", "0", "12"), "商铺12", "商铺12"),
        (("二期3", "1", "201"), "2期3栋1单元201", "2期3-1-201"),
    ],
)
def test_labels(parts: tuple[str, str, str], label: str, short: str) -> None:
    assert house_label(*parts) == label
    assert house_short(*parts) == short


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (("1", "1", "1011"), ("1", "1", "1011")),
        (("1栋", "1单元", "1011室"), ("1", "1", "1011")),
        (("1", "1", "1-1-1011"), ("1", "1", "1011")),
        (("", "", "1-1-1011"), ("1", "1", "1011")),
        (("1栋", "", "1-1-1011"), ("1", "1", "1011")),
        (("1", "1", "1-1011"), ("1", "1", "1011")),
        (("1", "2", "2-1011"), ("1", "2", "1011")),
        (("1", "", "2-1011"), ("1", "2", "1011")),
        (("1", "", "1-1011"), ("1", "1", "1011")),
        (("12", "", "12-1011"), ("12", "", "1011")),
        (("A", "", "A-1203"), ("A", "", "1203")),
        (("A座", "", "1203"), ("A", "", "1203")),
        (("1栋2单元", "", "501"), ("1", "2", "501")),
        (("1.0", "1.0", "501.0"), ("1", "1", "501")),
        (("商铺", "0", "12"), ("", "", "商铺12")),
        (("1", "", "1栋501"), ("1", "", "501")),
    ],
)
def test_cells_of_a_spreadsheet(cells: tuple[str, str, str], key: tuple[str, str, str]) -> None:
    assert room_from_parts(*cells) == RoomKey(*key)


def test_cells_without_a_door() -> None:
    assert room_from_parts("1", "1", " ") is None


@pytest.mark.parametrize(
    ("room", "floor"),
    [
        ("501", 5),
        ("0501室", 5),
        ("1203", 12),
        ("B101", -1),
        ("负101", -1),
        ("12001", 12),
        ("商铺3", 1),
        ("12", None),
        ("", None),
        ("车位", None),
    ],
)
def test_floor_guess(room: str, floor: int | None) -> None:
    assert floor_of(room) == floor


def test_rooms_sort_as_people_count() -> None:
    rooms = [("10", "1", "101"), ("2", "1", "1201"), ("2", "1", "501")]
    assert sorted(rooms, key=lambda room: room_order(*room)) == [rooms[2], rooms[1], rooms[0]]


buildings = st.one_of(st.integers(1, 199).map(str), st.sampled_from("ABCDGH"))
units = st.one_of(st.just(""), st.integers(1, 12).map(str))
doors = st.tuples(st.integers(1, 40), st.integers(1, 12)).map(lambda pair: f"{pair[0]}{pair[1]:02d}")
FULL_WIDTH = str.maketrans("0123456789ABCDGH-", "０１２３４５６７８９ＡＢＣＤＧＨ－")


def _chinese(number: str) -> str:
    """Building and unit numbers below 100 as they are said."""
    if not number.isdigit() or int(number) > 99:
        return number
    signs = "零一二三四五六七八九"
    tens, ones = divmod(int(number), 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{signs[tens]}十") + (signs[ones] if ones or not tens else "")


@st.composite
def spelled(draw: st.DrawFn) -> tuple[tuple[str, str, str], str]:
    building, unit, door = draw(buildings), draw(units), draw(doors)
    pad = draw(st.booleans())
    b = building.zfill(2) if pad and building.isdigit() else building
    u = unit.zfill(2) if pad and unit else unit
    d = door.zfill(4) if pad else door
    if draw(st.booleans()):
        divider = draw(st.sampled_from(["-", "－", "—", "–", "~", "/", "、", ".", " ", " - ", "_", "·", "\u3000"]))
        text = divider.join(part for part in (b, u, d) if part)
    else:
        blank = draw(st.sampled_from(["", " "]))
        said = draw(st.booleans())
        word = draw(st.sampled_from(["栋", "幢", "座", "号楼", "#", "#楼"]))
        text = f"{_chinese(b) if said else b}{word}{blank}"
        text += f"{_chinese(u) if said else u}{draw(st.sampled_from(['单元', '门']))}{blank}" if u else ""
        text += draw(st.sampled_from(["", f"{int(door[:-2])}层"])) + d + draw(st.sampled_from(["", "室", "房", "号"]))
    text += draw(st.sampled_from(["", "（租户）", "(空置)", "  "]))
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    return (building, unit, door), text.lower() if draw(st.booleans()) else text


@given(spelled())
def test_every_spelling_meets_its_key(case: tuple[tuple[str, str, str], str]) -> None:
    room, text = case
    found = parse_room(text)
    assert found is not None
    assert canonical(*found) == canonical(*room)


@given(buildings, units, doors, st.data())
def test_what_is_typed_so_far_leads_to_the_room(building: str, unit: str, door: str, data: st.DataObject) -> None:
    for text in (
        "-".join(part for part in (building, unit, door) if part),
        f"{building}栋{f'{unit}单元' if unit else ''}{door}",
    ):
        typed = text[: data.draw(st.integers(1, len(text)))]
        prefix = parse_prefix(typed)
        assert prefix is not None
        assert canonical(building, unit, door).startswith(prefix)


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_any_text_is_taken_calmly(first: str, second: str, third: str) -> None:
    found = parse_room(first)
    parse_prefix(first)
    floor_of(first)
    house_label(first, second, third)
    room_from_parts(first, second, third)
    if found:
        assert canonical(*found) == canonical(*RoomKey(*found))
        assert parse_room(house_label(*found)) == found


@given(st.text(alphabet="0123456789AB-栋幢单元号楼室层期区商铺 .#一二十百（）租户东", max_size=14))
def test_rooms_found_survive_being_shown(text: str) -> None:
    found = parse_room(text)
    parse_prefix(text)
    room_from_parts(text, "", text)
    if found:
        assert parse_room(house_label(*found)) == found
        assert parse_room(house_short(*found)) in (found, None)
