"""How near two descriptions are, so that a second ticket for one matter is noticed before it is written.

Reception texts are a dozen characters long and say one thing in many words: 厕所漏水 and 卫生间在漏水 share two
characters of six. So words of one meaning are folded into one first, what only fills is dropped, and then both the
folded text and its character pairs are compared. Another room or another place in the home speaks against it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from app.features.houses.rules import canonical, parse_room

NEAR = 0.5
"""From here on two texts are probably about one matter."""

_PLACES = """
卫生间=厕所 洗手间 卫浴 浴室 洗澡间 主卫 客卫
厨房=灶台 水槽
阳台=露台 晒台
客厅=大厅里
卧室=房间里 主卧 次卧
楼道=走廊 过道 楼梯间 公共走道
车库=地库 地下停车场 地下车库
屋顶=天花板 天花 吊顶 顶棚 房顶
大堂=门厅 单元大厅
外墙=墙外
"""
_MATTERS = """
漏水=渗水 滴水 冒水 往下滴 往外冒水 淌水 流水 漏了 渗漏 漏个不停 一直漏 往下漏
堵塞=堵住 堵了 堵 下不去水 不下水 返水 反水
停水=没水 断水 没有水 不来水
停电=没电 断电 跳闸 没有电 不来电
损坏=坏了 坏掉 故障 不亮 不工作 没反应 失灵 不能用 用不了 不动了 不好使 打不开 开不了 关不上 坏
噪音=吵闹 很吵 太吵 声音大 噪声 大声 扰民 吵
异味=臭味 臭 很臭 难闻 有味道 怪味
燃气=煤气 天然气 液化气
电梯=升降机 客梯 货梯
被困=困人 困在 关在里面 困住
门禁=单元门 刷卡 门锁 道闸机
路灯=照明灯 灯泡 电灯 照明 灯
停车=车位 占位 停车位 乱停
宠物=小狗 狗狗 狗 猫
垃圾=废品 杂物
电动车=电瓶车 电单车
网络=宽带 网线 wifi
物业费=管理费 物管费
装修=施工 电钻 敲墙 打墙
快递=包裹 外卖
水管=管子 管道 管
"""
_FILLERS = (
    "你好|您好|麻烦|请问|请|帮忙|一下|我们家|我们|我家|我这|家里|现在|好像|有点|已经|一直|就是|那个|这个|怎么|什么|"
    "师傅|物业|业主|住户|来看看|看看|看下|过来|派人|尽快|赶紧|修理|维修|修|反映|说|的|了|在|啊|呢|吧|呀|是|我|你|您|吗|又|还|很|都|也|里"
)


def _folding(table: str) -> dict[str, str]:
    return {word: line.split("=")[0] for line in table.split("\n") if line for word in line.replace("=", " ").split()}


_PLACE_OF = _folding(_PLACES)
_MEANING = {**_folding(_MATTERS), **_PLACE_OF}
_WORDS = re.compile("|".join([*sorted(_MEANING, key=lambda word: -len(word)), _FILLERS]))
_ROOM = re.compile(
    r"[0-9a-z一二三四五六七八九十]{1,4}(?:栋|幢|座|号楼|#)(?:[0-9一二三四五六七八九十]{1,3}(?:单元|-))?[0-9]{2,5}"
    r"|[0-9a-z]{1,3}[-/][0-9]{1,2}[-/][0-9]{3,5}|[0-9a-z]{1,3}-[0-9]{3,5}"
)
_CONCEPT = 3.0  # one meaning in common says as much as three pairs of characters
_VAGUE = {"损坏": 1.0}  # anything can be broken


@dataclass(frozen=True)
class _Traits:
    folded: str
    weights: dict[str, float]
    total: float
    places: frozenset[str]
    rooms: frozenset[str]


def similarity(first: str, second: str) -> float:
    """Return how near two descriptions are, from 0 (nothing in common) to 1; the order makes no difference."""
    from rapidfuzz.distance import Indel  # 30 ms to load, wanted only once somebody types a description

    one, other = _traits(first), _traits(second)
    if not one.folded or not other.folded:
        return 0.0
    if one == other:
        return 1.0
    shared = sum(weight for token, weight in one.weights.items() if token in other.weights)
    pairs = 2 * shared / (one.total + other.total) if shared else 0.0
    letters = Indel.normalized_similarity(one.folded, other.folded)
    # A short report inside a long one is the same matter only if it says something by itself.
    smaller = min(one.total, other.total)
    within = shared / smaller * min(1.0, smaller / (4 * _CONCEPT)) if smaller else 0.0
    score = max(0.5 * pairs + 0.5 * letters, 0.85 * within)
    if one.rooms and other.rooms:
        score = min(1.0, score + 0.1) if one.rooms & other.rooms else score * 0.45
    if one.places and other.places and not one.places & other.places:
        score *= 0.6
    return score


def is_near(first: str, second: str) -> bool:
    """Say whether two descriptions are probably about one matter."""
    return similarity(first, second) >= NEAR


@functools.lru_cache(maxsize=4096)
def _traits(text: str) -> _Traits:
    plain = unicodedata.normalize("NFKC", text).lower()
    rooms = {canonical(*room) for found in _ROOM.findall(plain) if (room := parse_room(found))}
    plain = _ROOM.sub(" ", plain)
    concepts: list[str] = []
    places: set[str] = set()

    def fold(found: re.Match[str]) -> str:
        meaning = _MEANING.get(found[0], "")
        if meaning:
            concepts.append(meaning)
        if found[0] in _PLACE_OF:
            places.add(meaning)
        return meaning

    kept = re.sub(r"[\W_]+", "", _WORDS.sub(fold, plain))
    rest = re.sub(r"[\W_]+", " ", _WORDS.sub(" ", plain))
    weights = dict.fromkeys((rest[at : at + 2] for at in range(len(rest) - 1) if " " not in rest[at : at + 2]), 1.0)
    weights.update({concept: _VAGUE.get(concept, _CONCEPT) for concept in concepts})
    # A text of nothing but fillers or a room still equals itself.
    folded = kept or re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
    return _Traits(folded, weights, sum(weights.values()), frozenset(places), frozenset(rooms))
