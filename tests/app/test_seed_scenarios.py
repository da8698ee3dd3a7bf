"""The office's first dictionaries, categories and scenario cards: complete, consistent, and fit to be said aloud."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.features.tickets.rules import CHANNELS, DEPARTMENTS, LEVELS, TYPES

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "resources" / "seed"
GROUPS = {
    "enquiry": "咨询接待",
    "repair": "报修处理",
    "complaint": "投诉应对",
    "fees": "费用催缴",
    "community": "社区活动",
    "emergency": "应急响应",
    "value_added": "增值服务",
    "platform": "智慧平台使用",
}
VARIABLES = {"称呼", "房号", "工单号", "预计时间", "负责人", "电话", "事项", "客服", "物业名"}
TEXTS = ("when", "who", "quality", "finish_by", "empathy", "solution")
LISTS = ("what", "record", "ask", "never_say", "flow", "checklist", "papers")
TO_RESIDENTS = ("empathy", "solution", "safety", "ask", "papers", "papers_note")
WITH_VARIABLES = ("empathy", "solution", "ask")
KEYS = {
    *("code", "title", "group", "type", "category", "level", "department", "keywords"),
    *TEXTS,
    *LISTS,
    *("papers_note", "safety", "version", "review_on"),
}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


FILES = {path.stem: _read(path) for path in sorted((SEED / "scenarios").glob("*.toml"))}
CARDS: list[dict[str, Any]] = [card for data in FILES.values() for card in data["scenario"]]
CATEGORIES: list[dict[str, Any]] = _read(SEED / "categories.toml")["category"]
LEAVES: dict[str, dict[str, Any]] = {leaf["code"]: leaf for top in CATEGORIES for leaf in top["leaf"]}
WORDS: dict[str, list[dict[str, Any]]] = _read(SEED / "words.toml")
SENTENCES: list[dict[str, Any]] = _read(ROOT / "tests" / "support" / "phone_sentences.toml")["sentence"]
BANNED = [entry["phrase"] for entry in WORDS["banned"]]

each_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card["code"])
each_leaf = pytest.mark.parametrize("leaf", LEAVES.values(), ids=lambda leaf: leaf["code"])


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)


def _sentences(text: str) -> Iterator[str]:
    yield from (part.strip() for part in re.split(r"[。！？；\n]", text) if part.strip())


def _variables(value: Any) -> set[str]:
    return {name for text in _texts(value) for name in re.findall(r"\{(.*?)\}", text)}


def test_eight_groups_of_four_cards() -> None:
    assert {data["group"]["code"]: data["group"]["title"] for data in FILES.values()} == GROUPS
    assert all(stem == data["group"]["code"] for stem, data in FILES.items())
    assert sorted(data["group"]["order"] for data in FILES.values()) == list(range(1, 9))
    assert Counter(card["group"] for card in CARDS) == dict.fromkeys(GROUPS, 4)


def test_codes_and_titles_are_unique() -> None:
    for key in ("code", "title"):
        values = [card[key] for card in CARDS]
        assert len(set(values)) == len(values) == 32


@each_card
def test_a_card_is_whole(card: dict[str, Any]) -> None:
    assert set(card) == KEYS
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", card["code"])
    assert card["code"].startswith(card["group"] + ".")
    assert len(card["title"]) <= 14
    assert card["type"] in TYPES
    assert str(card["level"]) in LEVELS
    assert card["department"] in DEPARTMENTS
    assert card["version"] == 1
    assert date.fromisoformat(card["review_on"]) > date(2026, 11, 22)


@each_card
def test_every_field_says_something(card: dict[str, Any]) -> None:
    for key in TEXTS:
        assert len(card[key]) >= 18, key
        assert card[key] == card[key].strip(), key
        assert all(line == line.strip() for line in card[key].splitlines()), key
    for key, least, most in (
        *(("what", 5, 9), ("record", 4, 6), ("ask", 3, 6), ("never_say", 1, 4), ("flow", 5, 8), ("checklist", 3, 5)),
    ):
        assert least <= len(card[key]) <= most, key
        assert all(text == text.strip() and text for text in card[key]), key
    assert card["papers"] or card["papers_note"], "no papers needs a reason"


@each_card
def test_the_deadline_names_a_number(card: dict[str, Any]) -> None:
    assert re.search(r"\d+ ?(分钟|小时|天|个工作日)", card["finish_by"])


@each_card
def test_the_category_agrees_with_the_card(card: dict[str, Any]) -> None:
    leaf = LEAVES[card["category"]]
    assert (card["type"], card["level"], card["department"]) == (leaf["type"], leaf["level"], leaf["department"])


@each_card
def test_keywords_are_what_people_say(card: dict[str, Any]) -> None:
    words = card["keywords"]
    assert 8 <= len(words) <= 20
    assert len(set(words)) == len(words)
    assert all(2 <= len(word) <= 8 for word in words)


def test_no_keyword_points_to_two_cards() -> None:
    counts = Counter(word for card in CARDS for word in card["keywords"])
    assert [word for word, times in counts.items() if times > 1] == []


@each_card
def test_variables_come_from_the_fixed_set_and_only_in_what_is_said(card: dict[str, Any]) -> None:
    assert _variables({key: card[key] for key in WITH_VARIABLES}) <= VARIABLES
    assert _variables({key: value for key, value in card.items() if key not in WITH_VARIABLES}) == set()
    assert _variables(card["empathy"]) | _variables(card["solution"]), "a script without any variable is a leaflet"


@each_card
def test_nothing_banned_is_said_to_residents(card: dict[str, Any]) -> None:
    said = "\n".join(_texts({key: card[key] for key in TO_RESIDENTS}))
    assert [phrase for phrase in BANNED if phrase in said] == []


def test_dangerous_cards_tell_people_what_to_do_now() -> None:
    urgent = [card for card in CARDS if LEAVES[card["category"]]["urgent"]]
    assert {card["code"] for card in urgent} >= {card["code"] for card in CARDS if card["group"] == "emergency"}
    assert [card["code"] for card in urgent if len(card["safety"]) < 40] == []


def test_no_two_cards_share_a_sentence() -> None:
    owners: dict[str, set[str]] = {}
    for card in CARDS:
        for text in _texts([card[key] for key in (*TEXTS, *LISTS, "papers_note", "safety")]):
            for sentence in _sentences(text):
                owners.setdefault(sentence, set()).add(card["code"])
    shared = [sentence for sentence, codes in owners.items() if len(sentence) > 12 and len(codes) > 1]
    assert shared == []


@each_card
def test_other_cards_are_named_as_they_are_called(card: dict[str, Any]) -> None:
    for sentence in _sentences(card["when"]):
        for name in re.findall(r"[换走转用]“(.+?)”", sentence):
            assert any(other["title"].startswith(name) for other in CARDS if other is not card), name


@each_card
def test_a_decision_in_the_flow_has_both_ways(card: dict[str, Any]) -> None:
    assert any("？" in step for step in card["flow"])
    for step in card["flow"]:
        assert ("？" in step) == bool(re.fullmatch(r"[^？]+？是：[^；]+；否：[^；]+", step)), step


def test_the_office_never_threatens_with_water_or_power() -> None:
    """Civil Code, article 944: no cutting of water, power, heat or gas to make people pay."""
    card = next(card for card in CARDS if card["code"] == "fees.overdue_talk")
    assert any("不能停水、停电" in step and "944" in step for step in card["what"])
    assert any("停水停电" in text for text in card["never_say"])


def test_categories_are_two_levels_of_unique_codes() -> None:
    tops = [top["code"] for top in CATEGORIES]
    assert len(set(tops)) == len(tops) >= 14
    codes = [leaf["code"] for top in CATEGORIES for leaf in top["leaf"]]
    assert len(set(codes)) == len(codes) >= 70
    for top in CATEGORIES:
        assert set(top) == {"code", "title", "leaf"}
        assert all(leaf["code"].rpartition(".")[0] == top["code"] for leaf in top["leaf"])


@each_leaf
def test_a_leaf_is_whole(leaf: dict[str, Any]) -> None:
    assert set(leaf) - {"urgent_why"} == {"code", "title", "keywords", "type", "level", "department", "urgent"}
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", leaf["code"])
    assert leaf["type"] in TYPES
    assert str(leaf["level"]) in LEVELS
    assert leaf["department"] in DEPARTMENTS
    assert len(set(leaf["keywords"])) == len(leaf["keywords"]) >= 3
    assert leaf["urgent"] == ("urgent_why" in leaf)
    assert not leaf["urgent"] or leaf["level"] == 1


def test_words_have_unique_codes_and_titles() -> None:
    for name, entries in WORDS.items():
        for key in ("phrase",) if name == "banned" else ("code", "title"):
            values = [entry[key] for entry in entries]
            assert len(set(values)) == len(values), name


def test_words_agree_with_the_program() -> None:
    assert [entry["code"] for entry in WORDS["channel"]] == list(CHANNELS)
    assert {entry["code"] for entry in WORDS["department"]} == set(DEPARTMENTS)
    assert [entry["code"] for entry in WORDS["relation"]] == ["owner", "family", "tenant", "agent"]
    assert {entry["title"] for entry in WORDS["cause"]} >= {"设施老化", "人为损坏", "管理疏漏", "误报"}


def test_care_flags_have_a_visit_cycle() -> None:
    assert all(1 <= flag["cycle_days"] <= 31 and flag["do"] for flag in WORDS["care_flag"])


def test_preferences_name_real_channels_and_times() -> None:
    channels = set(CHANNELS) | {"sms"}
    for entry in WORDS["preference"]:
        assert {*entry["avoid"], *entry["prefer"]} <= channels
        assert not set(entry["avoid"]) & set(entry["prefer"])
        assert len(entry["quiet"]) in (0, 2)
        assert all(re.fullmatch(r"[0-2]\d:[0-5]\d", text) for text in entry["quiet"])
    assert any(entry["quiet"] == ["12:00", "14:00"] for entry in WORDS["preference"])


def test_each_banned_phrase_has_something_better() -> None:
    assert {entry["phrase"] for entry in WORDS["banned"] if entry["level"] == "ban"} == {
        "已记录",
        "请等待",
        "系统已记录",
    }
    for entry in WORDS["banned"]:
        assert _variables(entry["say"]) <= VARIABLES
        assert [phrase for phrase in BANNED if phrase in entry["say"]] == []


def test_messages_use_known_variables_and_nothing_banned() -> None:
    assert [entry["title"] for entry in WORDS["message"]] == [
        *("接单", "派单", "预约改期", "挂起", "完成", "关闭后回访"),
    ]
    spoken = [entry["resident"] for entry in WORDS["result"]]
    for text in [*_texts(WORDS["message"]), *spoken]:
        assert _variables(text) <= VARIABLES
        assert [phrase for phrase in BANNED if phrase in text] == []
    assert all(
        {"称呼", "事项"} <= _variables(entry["text"]) for entry in WORDS["message"] if entry["code"] != "rescheduled"
    )


def test_phone_sentences_cover_every_card() -> None:
    counts = Counter(row["scenario"] for row in SENTENCES)
    said = [row["say"] for row in SENTENCES]
    keywords = {word for card in CARDS for word in card["keywords"]}
    assert len(said) >= 80
    assert len(set(said)) == len(said)
    assert set(counts) == {card["code"] for card in CARDS}
    assert min(counts.values()) >= 2
    assert all(len(text) >= 10 and text not in keywords for text in said)


def test_keywords_reach_most_phone_sentences() -> None:
    """The data alone, without any cleverness, must already carry a proposer most of the way."""
    plain = [row for row in SENTENCES if not row.get("hard")]
    assert len(plain) >= 60
    found = 0
    for row in plain:
        weights = {card["code"]: sum(len(word) for word in card["keywords"] if word in row["say"]) for card in CARDS}
        best = sorted((weight for weight in weights.values() if weight), reverse=True)[:3]
        found += bool(best) and weights[row["scenario"]] >= best[-1]
    assert found >= 0.85 * len(plain), found / len(plain)
