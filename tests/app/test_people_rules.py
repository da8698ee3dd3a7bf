"""Phones, identity cards, plates and names: one form kept, checked, shown, masked, looked up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.people.rules import (
    id_card_problem,
    last_four,
    mask_id,
    mask_name,
    mask_phone,
    normalise_phone,
    normalise_plate,
    phone_problem,
    pinyin_full,
    pinyin_initials,
    pinyin_keys,
    plate_problem,
    show_phone,
    show_plate,
    split_phones,
    surname_of,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("(+86)13812345678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("13812345678.0", "13812345678"),
        ("1.3812345678E+10", "13812345678"),
        ("013812345678", "13812345678"),
        ("电话：13812345678", "13812345678"),
        ("0755-12345678", "075512345678"),
        ("0755-22345678", "075522345678"),
        ("(0755)22345678", "075522345678"),
        ("+86 755 2234 5678", "075522345678"),
        ("+86-10-62345678", "01062345678"),
        ("0755-22345678-801", "075522345678-801"),
        ("0755-22345678转801", "075522345678-801"),
        ("0755 22345678 ext. 801", "075522345678-801"),
        ("22345678转1", "22345678-1"),
        ("400-123-4567", "4001234567"),
        ("+852 9123 4567", "+85291234567"),
        ("0085291234567", "+85291234567"),
        ("110", "110"),
        ("", ""),
        ("无", ""),
        ("转", ""),
    ],
)
def test_phones_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert normalise_phone(typed) == kept


@pytest.mark.parametrize(
    "phone",
    [
        "",
        "13812345678",
        "0755-22345678",
        "010-62345678",
        "22345678-801",
        "400 123 4567",
        "+852 9123 4567",
        "110",
        "95588",
    ],
)
def test_good_phones(phone: str) -> None:
    assert phone_problem(phone) is None


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("1381234567", "has 10"),
        ("138123456789", "has 12"),
        ("12812345678", "begins with 12"),
        ("abc", "has digits"),
        ("0755-123", "landline"),
        ("+12", "foreign"),
    ],
)
def test_bad_phones_say_why(phone: str, words: str) -> None:
    assert words in str(phone_problem(phone))


@pytest.mark.parametrize(
    ("phone", "shown", "masked", "four"),
    [
        ("13812345678", "138 1234 5678", "138****5678", "5678"),
        ("0755-22345678", "0755-2234 5678", "0755-****5678", "5678"),
        ("0755-22345678-801", "0755-2234 5678-801", "0755-****5678", "5678"),
        ("22345678", "2234 5678", "****78", "5678"),
        ("4001234567", "400-123-4567", "400****4567", "4567"),
        ("+85291234567", "+85291234567", "+85****4567", "4567"),
        ("110", "110", "****", ""),
        ("", "", "", ""),
    ],
)
def test_phones_are_shown_and_masked(phone: str, shown: str, masked: str, four: str) -> None:
    assert (show_phone(phone), mask_phone(phone), last_four(phone)) == (shown, masked, four)


def test_several_phones_in_one_cell() -> None:
    assert split_phones("13812345678/0755-22345678，13812345678") == ("13812345678", "075522345678")
    assert split_phones("13812345678 13912345678") == ("13812345678", "13912345678")
    assert split_phones("") == ()


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", " ", "-"]),
    st.sampled_from(["", "+86", "0086 "]),
)
def test_a_mobile_survives_every_spelling(mobile: str, gap: str, country: str) -> None:
    typed = f"{country}{mobile[:3]}{gap}{mobile[3:7]}{gap}{mobile[7:]}"
    assert normalise_phone(typed) == mobile
    assert normalise_phone(show_phone(mobile)) == mobile
    assert phone_problem(typed) is None
    assert mobile[3:7] not in mask_phone(typed).replace(mobile[:3], "", 1).replace(mobile[7:], "", 1)


@given(st.one_of(st.text(max_size=30), st.text(alphabet="0123456789+-转 x.E()", max_size=20)))
def test_any_text_as_a_phone(text: str) -> None:
    kept = normalise_phone(text)
    assert normalise_phone(kept) == kept
    assert phone_problem(text) is None or str(phone_problem(text))
    assert normalise_phone(show_phone(text)) == kept
    mask_phone(text)
    split_phones(text)


def _card(body: str) -> str:
    """The body with its check place, computed from the standard's congruence instead of the table under test."""
    for place, sign in enumerate("0123456789X"):
        total = sum(int(digit) * pow(2, 17 - index, 11) for index, digit in enumerate(body)) + place
        if total % 11 == 1:
            return body + sign
    raise AssertionError


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(110000, 659999), st.integers(0, 999), st.data())
def test_identity_cards(born: date, area: int, order: int, data: st.DataObject) -> None:
    card = _card(f"{area}{born:%Y%m%d}{order:03d}")
    assert id_card_problem(card) is None
    assert id_card_problem(card.lower(), date(2026, 11, 22)) is None
    assert mask_id(card) == card[:3] + "*" * 11 + card[14:]
    place = data.draw(st.sampled_from([0, 1, 2, 3, 4, 5, 14, 15, 16]))
    wrong = card[:place] + str((int(card[place]) + data.draw(st.integers(1, 8)) - 1) % 9 + 1) + card[place + 1 :]
    assert wrong == card or id_card_problem(wrong) is not None


@pytest.mark.parametrize(
    ("number", "words"),
    [("11010119900230123X", "does not exist"), ("1101011990", "18 places"), ("110101202611230011", "cannot be right")],
)
def test_wrong_identity_cards_say_why(number: str, words: str) -> None:
    assert words in str(id_card_problem(number, date(2026, 11, 22)))


def test_old_and_other_papers() -> None:
    assert id_card_problem("110101900101001") is None
    assert mask_id("110101900101001") == "110********1001"
    assert mask_id("E12345678") == "E******78"
    assert mask_id("12") == "**"
    assert mask_id("") == ""


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳娜", "欧阳*"),
        ("欧阳娜娜", "欧阳*娜"),
        ("单于", "单*"),
        ("张", "张"),
        ("张先生", "张先生"),
        ("Anna Li", "A*** L*"),
        ("阿依·买买提", "阿*****"),
        ("晨光贸易有限公司", "晨光贸易有限公司"),
        ("", ""),
    ],
)
def test_names_are_masked(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.text(max_size=12))
def test_any_text_as_a_name(text: str) -> None:
    assert len(mask_name(text)) <= len(text)
    mask_id(text)
    surname_of(text)
    assert all(key.isascii() for key in (*pinyin_full(text), *pinyin_initials(text)))
    assert len(pinyin_full(text)) <= 8


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("粤B·12345", "粤B12345", "粤B·12345"),
        ("粤b 1234o", "粤B12340", "粤B·12340"),
        ("粤ＢＤ12345", "粤BD12345", "粤B·D12345"),
        ("12345", "12345", "12345"),
        ("", "", ""),
    ],
)
def test_plates_are_kept_in_one_form(typed: str, kept: str, shown: str) -> None:
    assert normalise_plate(typed) == kept
    assert show_plate(typed) == shown


@pytest.mark.parametrize(
    "plate", ["", "粤B·12345", "粤BD12345", "粤BF12345", "京A12345D", "粤B1234学", "粤Z1234港", "使123456"]
)
def test_good_plates(plate: str) -> None:
    assert plate_problem(plate) is None


@pytest.mark.parametrize(
    ("plate", "words"), [("B12345", "province"), ("粤B1234", "7 places"), ("粤B123456", "7 places"), ("粤", "7 places")]
)
def test_bad_plates_say_why(plate: str, words: str) -> None:
    assert words in str(plate_problem(plate))


@given(st.text(max_size=12))
def test_any_text_as_a_plate(text: str) -> None:
    assert normalise_plate(normalise_plate(text)) == normalise_plate(text)
    plate_problem(text)
    assert normalise_plate(show_plate(text)) == normalise_plate(text)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("单小明", "shanxiaoming"),
        ("仇小明", "qiuxiaoming"),
        ("曾毅", "zengyi"),
        ("查小明", "zhaxiaoming"),
        ("区小明", "ouxiaoming"),
        ("盖小明", "gexiaoming"),
        ("解小明", "xiexiaoming"),
        ("任小明", "renxiaoming"),
        ("朴小明", "piaoxiaoming"),
        ("尉迟明", "yuchiming"),
        ("万俟明", "moqiming"),
        ("长孙明", "zhangsunming"),
        ("繁小明", "poxiaoming"),
        ("召小明", "shaoxiaoming"),
        ("翟小明", "zhaixiaoming"),
        ("尹小明", "yinxiaoming"),
        ("张小单", "zhangxiaodan"),
        ("Anna 李", "annali"),
    ],
)
def test_surnames_have_their_own_readings(name: str, full: str) -> None:
    assert pinyin_full(name)[0] == full


def test_names_with_several_readings() -> None:
    assert pinyin_full("覃丽") == ("qinli", "tanli")
    assert pinyin_initials("乐明") == ("ym", "lm")
    assert pinyin_full("吕明") == ("lvming", "luming")
    assert pinyin_initials("尉迟明") == ("ycm",)
    assert pinyin_keys("覃丽") == "qinli tanli ql tl"


def test_characters_nobody_reads_are_left_out() -> None:
    assert pinyin_full("张\U0003fffd") == ("zhang",)
    assert pinyin_full("\ud800？") == ()
