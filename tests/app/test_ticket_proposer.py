"""What the program proposes from a description, on small cards of our own and on the office's thirty-two."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.tickets.proposer import CategoryHint, ScenarioHint, propose

ROOT = Path(__file__).parents[2]
LEAK = ScenarioHint("leak", "漏水", ("漏水", "滴水", "水管裂"), "repair", "water.leak", 2, "engineering")
LIFT = ScenarioHint("lift", "电梯故障", ("电梯坏了", "电梯不动"), "repair", "lift.fault", 2, "engineering")
LOAN = ScenarioHint("loan", "物品借用", ("推车借", "借雨伞"), "value_added", "loan", 3, "service")
CARDS = (LEAK, LIFT, LOAN)
LEAVES = (
    CategoryHint("water.leak", "漏水", ("漏水", "滴水"), "repair", 2, "engineering"),
    CategoryHint("lift.fault", "电梯故障", ("电梯",), "repair", 2, "engineering"),
    CategoryHint("public.light", "公共照明", ("路灯不亮", "楼道灯"), "repair", 3, "engineering"),
)


def tables(file: Path, name: str) -> list[dict[str, Any]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))[name]


@pytest.fixture(scope="module")
def cards() -> tuple[ScenarioHint, ...]:
    seeds = sorted((ROOT / "resources" / "seed" / "scenarios").glob("*.toml"))
    return tuple(
        ScenarioHint(
            card["code"],
            card["title"],
            tuple(card["keywords"]),
            card["type"],
            card["category"],
            card["level"],
            card["department"],
        )
        for seed in seeds
        for card in tables(seed, "scenario")
    )


@pytest.fixture(scope="module")
def leaves() -> tuple[CategoryHint, ...]:
    return tuple(
        CategoryHint(
            leaf["code"], leaf["title"], tuple(leaf["keywords"]), leaf["type"], leaf["level"], leaf["department"]
        )
        for branch in tables(ROOT / "resources" / "seed" / "categories.toml", "category")
        for leaf in branch["leaf"]
    )


@pytest.mark.parametrize(
    ("file", "first", "three"), [("phone_sentences.toml", 0.9, 0.97), ("phone_sentences_unseen.toml", 0.85, 0.93)]
)
def test_what_residents_say_leads_to_the_card(
    cards: tuple[ScenarioHint, ...], leaves: tuple[CategoryHint, ...], file: str, first: float, three: float
) -> None:
    sentences = tables(ROOT / "tests" / "support" / file, "sentence")
    found = [(propose(sentence["say"], cards, leaves), sentence["scenario"]) for sentence in sentences]
    missed = [(proposal.scenario, expected) for proposal, expected in found if proposal.scenario != expected]
    assert 1 - len(missed) / len(found) >= first, missed
    assert sum(expected in proposal.scenarios for proposal, expected in found) / len(found) >= three


def test_a_card_brings_all_it_sets_and_the_word_that_said_so() -> None:
    found = propose("卫生间漏水，麻烦来看看", CARDS, LEAVES)
    assert (found.scenario, found.type, found.category, found.level, found.department) == (
        "leak",
        "repair",
        "water.leak",
        2,
        "engineering",
    )
    assert "漏水" in str(found.reason)
    assert found.confidence > 0.4


def test_words_may_stand_a_little_apart() -> None:
    assert propose("推车能不借我用用", CARDS).scenario == "loan"


def test_parts_of_the_words_speak_softly() -> None:
    found = propose("电梯没反应", CARDS)
    assert found.scenario == "lift"
    assert found.confidence < propose("电梯坏了", CARDS).confidence


def test_what_is_denied_speaks_against() -> None:
    assert propose("不是漏水，是电梯坏了", CARDS, LEAVES).scenario == "lift"
    assert propose("是不是漏水了", CARDS, LEAVES).scenario == "leak"


def test_a_leaf_without_a_card_is_proposed_by_itself() -> None:
    found = propose("楼道灯又不亮", (LEAK,), LEAVES)
    assert (found.scenario, found.category, found.type, found.level) == ("", "public.light", "repair", 3)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("厨房有股燃气味", "燃气味"),
        ("有人困在电梯里了", "困在"),
        ("配电箱在冒烟", "冒烟"),
        ("着火了", "着火"),
        ("洗澡的时候触电了", "触电"),
        ("楼道爆管了", "爆管"),
    ],
)
def test_danger_raises_the_level_and_says_why(text: str, word: str) -> None:
    found = propose(text, CARDS, LEAVES)
    assert found.level == 1
    assert word in str(found.reason)
    assert word in found.urgent


@pytest.mark.parametrize("text", ["灭火器过期了", "没有冒烟", "他很发火", "并没有人受伤，电梯坏了"])
def test_no_danger_where_there_is_none(text: str) -> None:
    found = propose(text, CARDS, LEAVES)
    assert found.urgent == ()
    assert found.level != 1


@pytest.mark.parametrize("text", ["", "你好", "13812345678", "今天天气不错"])
def test_nothing_is_proposed_where_nothing_is_said(text: str) -> None:
    found = propose(text, CARDS, LEAVES)
    assert (found.scenario, found.type, found.category, found.level, found.confidence) == ("", "", "", 0, 0.0)


@given(st.one_of(st.text(max_size=40), st.text(alphabet="漏水电梯坏不是没有了，推车借火燃气味", max_size=20)))
def test_any_text_gets_a_sound_proposal(text: str) -> None:
    found = propose(text, CARDS, LEAVES)
    assert 0 <= found.confidence <= 1
    assert found.level in (0, 1, 2, 3)
    assert bool(found.scenario) == bool(found.scenarios)
    assert propose(text, (), ()).scenario == ""
    assert str(found.reason)
