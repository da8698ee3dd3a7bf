"""Two reports of one matter are seen as such; two matters are kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.tickets.similar import is_near, similarity


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("厕所漏水", "卫生间在漏水"),
        ("我家厕所一直漏水，麻烦派人来看看", "卫生间漏水"),
        ("电梯坏了", "电梯不动了"),
        ("2栋电梯停在三楼不动了", "电梯坏了停在三楼"),
        ("楼道灯不亮", "走廊的灯坏了"),
        ("单元门打不开", "门禁坏了，打不开"),
        ("楼上装修太吵了，电钻声音大", "装修噪音扰民"),
        ("地下车库有积水", "地库积水了"),
        ("3栋2单元501厕所漏水", "3-2-501卫生间渗水"),
        ("马桶堵了", "马桶下不去水"),
        ("垃圾桶旁边很臭", "垃圾没人清，臭味很大"),
        ("停电了", "家里没电"),
    ],
)
def test_one_matter_in_other_words(first: str, second: str) -> None:
    assert is_near(first, second), similarity(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("厕所漏水", "厨房漏水"),
        ("电梯坏了", "路灯坏了"),
        ("停水了", "停电了"),
        ("3-2-501厕所漏水", "5-1-1203卫生间漏水"),
        ("物业费怎么交", "装修怎么申请"),
        ("楼上漏水到我家天花板", "楼上装修太吵"),
        ("门禁卡丢了要补办", "单元门关不上"),
        ("漏水", "我想问一下停车位怎么续租，还有上次漏水的事情谢谢你们"),
        ("空调滴水到楼下", "空调外机噪音大"),
        ("", "厕所漏水"),
        ("", ""),
        ("！！", "。。"),
    ],
)
def test_two_matters(first: str, second: str) -> None:
    assert not is_near(first, second), similarity(first, second)


words = st.text(alphabet="厕所卫生间漏水电梯灯坏了不亮的我家3-2501栋单元堵，。 ", max_size=24)


@given(st.one_of(words, st.text(max_size=30)), st.one_of(words, st.text(max_size=30)))
def test_nearness_is_mutual_and_measured_from_0_to_1(first: str, second: str) -> None:
    near = similarity(first, second)
    assert 0 <= near <= 1
    assert near == similarity(second, first)


@given(words.filter(lambda text: text.strip(" ，。-的了我家") != ""))
def test_a_text_is_nearest_to_itself(text: str) -> None:
    assert similarity(text, text) == pytest.approx(1.0)
