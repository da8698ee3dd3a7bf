"""The pinyin by which people look up a name: full (``shanxiaoming``) and initials (``sxm``).

``import pypinyin`` reads its phrase dictionary (2.5 MB, some 110 ms of start-up); names need only its table of single
characters, which is read from the package's own file at the first use (15 ms). Surnames have readings of their own:
单 is Shàn and never Dān at the head of a name (现代汉语词典, the entries marked "姓").
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path


def _readings_of(written: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in written.split())


# Only where the table of single characters would say something else first. "/" parts the readings of families that
# differ, "." the syllables of a double surname.
_SURNAMES: Mapping[str, str] = _readings_of(
    """
    万俟=mo.qi 尉迟=yu.chi 长孙=zhang.sun 单于=chan.yu/shan.yu 澹台=tan.tai 乐正=yue.zheng 子车=zi.ju
    单=shan 仇=qiu 曾=zeng 查=zha 区=ou 盖=ge/gai 解=xie 任=ren 朴=piao 繁=po 召=shao 翟=zhai/di 覃=qin/tan 乐=yue/le
    员=yun 缪=miao 种=chong 秘=bi 洗=xian 卜=bu 佴=nai 隗=wei/kui 郗=xi/chi 黑=he/hei 折=she 都=du 阚=kan 薄=bo
    柏=bai/bo 谌=chen/shen 句=gou 乜=nie 牟=mou/mu 能=nai 莘=xin/shen 蔚=yu 祭=zhai 重=chong 便=pian 参=shen 藏=zang
    会=gui 库=she/ku 郇=xun/huan 幺=yao
    """
)
_GIVEN: Mapping[str, str] = _readings_of(
    """
    晟=sheng/cheng 茜=qian/xi 乐=le/yue 重=chong/zhong 行=xing/hang 曾=zeng 朝=chao/zhao 长=chang/zhang 参=shen/can
    柏=bai/bo 隽=jun/juan 仔=zai/zi 的=di/de 卜=bu 阚=kan 翟=zhai/di 莘=xin/shen 都=du/dou
    """
)
_MOST = 8
_Reading = tuple[str, ...]


def pinyin_full(name: str) -> tuple[str, ...]:
    """Return the full pinyin of a name without tones or gaps, likely reading first (``覃丽``: ``qinli``, ``tanli``).

    Latin letters and digits stay, ü is v with u as the alternative, and a character without any known reading is left
    out. At most eight readings; none if nothing can be read.
    """
    return _spellings(name, lambda syllable: syllable)


def pinyin_initials(name: str) -> tuple[str, ...]:
    """Return the initials of a name, most likely reading first (``尉迟明``: ``ycm``, ``乐明``: ``ym``, ``lm``)."""
    return _spellings(name, lambda syllable: syllable[:1])


def pinyin_keys(name: str) -> str:
    """Return every reading, full and initials, parted by blanks: what a search index keeps for a name."""
    return " ".join(dict.fromkeys((*pinyin_full(name), *pinyin_initials(name))))


def _spellings(name: str, cut: Callable[[str], str]) -> tuple[str, ...]:
    rows = itertools.islice(itertools.product(*_choices(name)), _MOST * _MOST)
    texts = ("".join(cut(syllable) for reading in row for syllable in reading) for row in rows)
    return tuple(itertools.islice(dict.fromkeys(text for text in texts if text), _MOST))


def _choices(name: str) -> list[tuple[_Reading, ...]]:
    """The readings of each part of a name, from left to right."""
    plain = unicodedata.normalize("NFKC", name).strip()
    head = next((plain[:size] for size in (2, 1) if plain[:size] in _SURNAMES), "")
    choices = [_readings(_SURNAMES[head])] if head else []
    for word in re.findall(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]", plain[len(head) :]):
        if word.isascii() and word.isalnum():
            choices.append(((word.lower(),),))
        elif readings := _GIVEN.get(word) or _toneless(_table().get(ord(word), "").partition(",")[0]):
            choices.append(_readings(readings))
    return choices


def _readings(written: str) -> tuple[_Reading, ...]:
    readings = [tuple(reading.split(".")) for reading in written.split("/")]
    plain_u = [tuple(part.replace("v", "u") for part in reading) for reading in readings if "v" in "".join(reading)]
    return (*readings, *plain_u)


@functools.cache
def _table() -> Mapping[int, str]:
    """Code point → its readings with tones, the usual one first, parted by commas."""
    found = importlib.util.find_spec("pypinyin")
    for folder in (found.submodule_search_locations if found else None) or ():
        file = Path(folder) / "pinyin_dict.json"
        if file.is_file():
            pairs: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
            return {int(code): readings for code, readings in pairs.items()}
    # Another edition of the package keeps its table elsewhere: ask for it the slow way.
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


def _toneless(syllable: str) -> str:
    parts = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(sign for sign in parts if sign.isascii() and sign.isalpha()).lower()
