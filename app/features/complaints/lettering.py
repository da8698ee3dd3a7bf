"""What a letter to a resident is made of: variables filled from the complaint, the form of address, Chinese dates.

The names of the variables are part of the templates' own texts and not translated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from app.features.office.rules import BLANK, Filled, fill_script, unknown_names

VARIABLES: tuple[str, ...] = (
    "称呼",
    "姓名",
    "编号",
    "房号",
    "投诉日期",
    "投诉事项",
    "投诉内容",
    "首次回复日期",
    "调查情况",
    "解决方案",
    "处理结果",
    "原因",
    "预防措施",
    "达成的意见",
    "答复期限",
    "负责人",
    "联系人",
    "联系电话",
    "物业名",
    "物业地址",
    "日期",
)
"""Names a template may have in braces."""


def chinese_date(day: date) -> str:
    """Return a day as letters show it, as GB/T 9704-2012 has it: ``2026年11月22日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def addressed(name: str, sex: str) -> str:
    """Return the form of address of a letter: ``王建国先生``; with both words where the sex is unknown.

    Args:
        name: The name; empty for somebody unknown.
        sex: ``male``, ``female`` or empty.
    """
    plain = name.strip()
    if not plain:
        return "业主"
    if plain.endswith(("先生", "女士", "小姐", "太太", "阿姨", "叔叔", "老师", "经理", "公司", "委员会")):
        return plain
    return f"{plain}{'先生' if sex == 'male' else '女士' if sex == 'female' else '先生/女士'}"


def fill_letter(text: str, variables: Mapping[str, str]) -> Filled:
    """Return a letter's text with every ``{name}`` replaced by its value, or by a visible blank where there is none."""
    return fill_script(text, variables)


def unknown_variables(text: str) -> tuple[str, ...]:
    """Return the names in braces that no complaint can fill, for the editor of a template."""
    return unknown_names(text, VARIABLES)


def blanks_in(text: str) -> int:
    """Return how many places of a letter are still to be filled in."""
    return text.count(BLANK)


def seal_of(title: str, receiver: str, body: str, written_on: str) -> str:
    """Return the SHA-256 of a letter as it was sent, hex."""
    return hashlib.sha256(f"{title}\n{receiver}\n{body}\n{written_on}".encode("utf-8", "surrogatepass")).hexdigest()
