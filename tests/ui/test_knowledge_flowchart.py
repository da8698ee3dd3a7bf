"""The drawn flow chart: nothing overlaps, everything is inside, every word has room, at any width."""

from __future__ import annotations

import itertools
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.office.rules import flow_of
from tests.support.office import REPOSITORY
from ui.features.knowledge.flowchart import FlowChart
from ui.features.knowledge.flowlayout import WRAP, Chart, lay_out, text_room

CARDS = {
    card["code"]: flow_of(card["flow"])
    for path in sorted((REPOSITORY / "resources" / "seed" / "scenarios").glob("*.toml"))
    for card in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]
}


def font() -> QFont:
    return QApplication.font()


def check(chart: Chart) -> None:
    metrics = QFontMetricsF(font())
    page = QRectF(0, 0, chart.size.width(), chart.size.height())
    for shape in chart.shapes:
        assert page.contains(shape.rect)
        room = text_room(shape, metrics)
        assert metrics.boundingRect(room, WRAP, shape.text).height() <= shape.rect.height() + 1, shape.text
    for one, other in itertools.combinations(chart.shapes, 2):
        assert not one.rect.intersects(other.rect), (one.text, other.text)


@pytest.mark.parametrize("width", [300, 420, 560, 900])
@pytest.mark.parametrize("code", CARDS)
def test_built_in_charts_are_clean_at_every_width(code: str, width: int) -> None:
    chart = lay_out(CARDS[code], width, font())
    check(chart)
    assert chart.size.width() <= width + 2


def test_every_step_and_both_ways_are_drawn() -> None:
    steps = flow_of(["接报", "挨着电？是：提醒拉闸；否：问漏点", "有人？是：继续；否：等"])
    texts = [shape.text for shape in lay_out(steps, 560, font()).shapes]
    assert {"接报", "挨着电？", "提醒拉闸", "问漏点", "有人？", "等"} <= set(texts)
    assert [shape.diamond for shape in lay_out(steps, 560, font()).shapes].count(True) == 2


LINE = st.text("漏水停电问住户派单先后一二三四五", min_size=1, max_size=28)
DECISION = st.builds("{}？是：{}；否：{}".format, LINE, LINE | st.just("继续"), LINE | st.just("继续"))


@settings(max_examples=60)
@given(st.lists(LINE | DECISION, max_size=8), st.integers(300, 1000))
def test_any_chart_is_clean(lines: list[str], width: int) -> None:
    check(lay_out(flow_of(lines), width, font()))


def test_the_widget_is_as_high_as_its_width_asks_and_says_its_steps(qtbot: QtBot) -> None:
    chart = FlowChart()
    qtbot.addWidget(chart)
    chart.set_steps(CARDS["repair.water_leak"])
    assert chart.heightForWidth(300) >= chart.heightForWidth(600)
    assert "挨着电？" in chart.accessibleName()
    chart.resize(560, chart.heightForWidth(560))
    assert not chart.grab().isNull()
