"""Flow lines of scenario cards as steps and decisions, and the card on one sheet of paper."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.context import AppContext
from app.core.text import install_catalogue, load_catalogue
from app.documents.preview import opened
from app.features.office.rules import FlowStep, flow_of
from app.features.staff.rules import PROGRAM
from tests.support.desk import open_test_office
from tests.support.office import REPOSITORY

SEED = REPOSITORY / "resources" / "seed" / "scenarios"
WORDS = st.text("漏水停电问住户派单先后、。，", min_size=1, max_size=12)


@pytest.fixture
def chinese() -> Iterator[None]:
    load_catalogue(REPOSITORY / "resources" / "i18n", "zh_CN")
    yield
    install_catalogue({})


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as opened_office:
        yield opened_office


def test_a_question_with_two_answers_is_a_decision() -> None:
    assert flow_of(["接报", "挨着电？是：提醒拉闸；否：继续", "有人吗? Yes: go in; No: go on"]) == (
        FlowStep("接报"),
        FlowStep("挨着电？", "提醒拉闸", "", decision=True),
        FlowStep("有人吗？", "go in", "", decision=True),
    )


@pytest.mark.parametrize("line", ["问他好不好？", "是：对；否：错", "好？是：只有一半", "？？？"])
def test_half_a_decision_is_a_step(line: str) -> None:
    assert flow_of([line]) == (FlowStep(line),)


@given(ask=WORDS, yes=WORDS, no=WORDS)
def test_whatever_is_asked_comes_out_whole(ask: str, yes: str, no: str) -> None:
    (step,) = flow_of([f"{ask}？是：{yes}；否：{no}"])
    assert step.decision
    assert step.text == f"{ask}？"
    assert step.yes == yes.rstrip("。")
    assert step.no == no.rstrip("。")


@given(st.lists(st.text(max_size=30), max_size=6))
def test_no_text_is_too_odd(lines: list[str]) -> None:
    assert len(flow_of(lines)) == sum(bool(line.strip()) for line in lines)


def test_every_question_of_the_seed_is_read_as_a_decision() -> None:
    for path in SEED.glob("*.toml"):
        for card in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]:
            for line, step in zip(card["flow"], flow_of(card["flow"]), strict=True):
                assert step.decision == ("？是：" in line), line


@pytest.mark.usefixtures("chinese")
def test_a_card_is_one_sheet_that_says_everything(context: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    card = context.scenarios.card(PROGRAM, "repair.water_leak")
    missing = context.card_papers.write(PROGRAM, [card.code], path)
    with opened(path) as sheet:
        assert len(sheet) == 1
        printed = "".join(sheet.text(0).split())
    assert not missing
    for words in (card.title, *card.what, *card.never_say, card.papers[0], "示例物业", "第1版"):
        assert "".join(words.split()) in printed


@pytest.mark.usefixtures("chinese")
def test_each_built_in_card_fits_on_one_sheet(context: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    cards = context.scenarios.cards(PROGRAM)
    context.card_papers.write(PROGRAM, [card.code for card in cards], path)
    with opened(path) as sheets:
        assert len(sheets) == len(cards)
