"""Scenario cards as a receptionist uses them: found, read out, copied, printed, improved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.documents.preview import opened
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.finding import be
from ui.bridge.desk import Desk, Target
from ui.features.knowledge.page import KnowledgePage
from ui.features.knowledge.parts import RedBox, Speech
from ui.features.knowledge.prose import Prose

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEAK = "repair.water_leak"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as office:
        yield office


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


def shown(seat: Desk, qtbot: QtBot) -> KnowledgePage:
    page = KnowledgePage(seat)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.index.setFocus()
    return page


@pytest.fixture
def page(seat: Desk, qtbot: QtBot) -> KnowledgePage:
    return shown(seat, qtbot)


def codes(page: KnowledgePage) -> list[str]:
    model = page.index.cards
    return [code for row in range(model.rowCount()) if (code := model.code(row))]


def search(page: KnowledgePage, qtbot: QtBot, text: str) -> list[str]:
    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    assert page.search.hasFocus()
    with qtbot.waitSignal(page.search.changed):
        type_text(page.search, text)
    return codes(page)


def said(page: KnowledgePage) -> str:
    return "\n".join(one.words() for one in page.view.findChildren(Prose))


def test_all_cards_stand_under_their_eight_groups(page: KnowledgePage) -> None:
    model = page.index.cards
    headings = [model.index(row).data() for row in range(model.rowCount()) if not model.code(row)]
    assert headings[:3] == ["咨询接待", "报修处理", "投诉应对"]
    assert len(headings) == 8
    assert len(codes(page)) == 32


@pytest.mark.parametrize("words", ["漏水", "ls", "loushui", "楼上漏", "返水 马桶"])
def test_two_characters_pinyin_or_the_residents_words_find_a_card(
    page: KnowledgePage, qtbot: QtBot, words: str
) -> None:
    assert LEAK in search(page, qtbot, words)


def test_from_the_search_the_arrows_lead_into_the_list_and_enter_to_the_card(page: KnowledgePage, qtbot: QtBot) -> None:
    search(page, qtbot, "漏水")
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.index.hasFocus()
    qtbot.keyClick(page.index, Qt.Key.Key_Return)
    assert page.view.hasFocus()
    assert page.view.look is not None
    assert page.view.look.card.code == page.index.current_code()


def test_nothing_found_says_what_to_do(page: KnowledgePage, qtbot: QtBot) -> None:
    assert search(page, qtbot, "量子物理") == []
    assert not page.view.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(codes(page)) == 32
    assert page.view.isVisible()


def test_j_and_k_walk_from_card_to_card_over_the_headings(page: KnowledgePage, qtbot: QtBot) -> None:
    walked = [page.index.current_code()]
    for _ in range(5):
        qtbot.keyClick(page.index, Qt.Key.Key_J)
        walked.append(page.index.current_code())
    assert walked == codes(page)[:6]
    qtbot.keyClick(page.index, Qt.Key.Key_K)
    assert page.index.current_code() == walked[-2]


def test_the_card_says_everything_safety_first(page: KnowledgePage, context: AppContext, seat: Desk) -> None:
    page.go(Target("scenario", LEAK))
    card = context.scenarios.card(seat.actor, LEAK)
    words = said(page)
    for text in (card.applies, card.who, *card.what, card.quality, card.finish_by, *card.record, *card.ask):
        assert text in words
    assert len(page.view.findChildren(RedBox)) == 1
    assert len(page.view.findChildren(Speech)) == 2
    assert page.view.findChildren(Prose)[0].words() == card.safety


def test_a_copied_script_shows_what_is_still_blank(page: KnowledgePage, qtbot: QtBot) -> None:
    page.go(Target("scenario", "fees.first_reminder"))
    page.view.copy_half("empathy")
    copied = QGuiApplication.clipboard().text()
    assert "示例物业" in copied
    assert "管理员" in copied
    assert "＿" in copied
    qtbot.keyClick(page.index, Qt.Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() != copied


def test_an_edited_card_is_the_next_version_with_its_history(
    page: KnowledgePage, context: AppContext, seat: Desk, qtbot: QtBot
) -> None:
    page.go(Target("scenario", LEAK))
    qtbot.keyClick(page.index, Qt.Key.Key_F2)
    assert page.frame is not None
    field = be(page.frame.form.editor("finish_by"), QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    type_text(field, "半小时内到场。")
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert page.frame is None
    card = context.scenarios.card(seat.actor, LEAK)
    assert (card.finish_by, card.version) == ("半小时内到场。", 2)
    assert len(card.what) == 8
    qtbot.waitUntil(lambda: "半小时内到场。" in said(page))
    assert page.view.look is not None
    assert [line.author for line in page.view.look.story] == ["管理员"] * len(page.view.look.story)
    assert any("半小时内到场" in str(line.text) for line in page.view.look.story)


def test_a_problem_stands_under_its_field(page: KnowledgePage, qtbot: QtBot) -> None:
    page.go(Target("scenario", LEAK))
    page.edit_card()
    assert page.frame is not None
    page.frame.form.set_value("solution", "请找{店长}。")
    page.frame.save()
    assert page.frame is not None
    assert any("店长" in shown.text() for shown in page.frame.findChildren(QLabel) if shown.isVisible())


def test_leaving_a_changed_form_asks(page: KnowledgePage, seat: Desk, context: AppContext) -> None:
    page.go(Target("scenario", new=True))
    assert page.frame is not None
    page.frame.form.set_value("title", "快递柜")
    left: list[str] = []
    seat.voice.will_answer("stay")
    page.leave(lambda: left.append("stay"))
    assert left == []
    assert page.frame is not None
    seat.voice.will_answer("discard")
    page.leave(lambda: left.append("discard"))
    assert left == ["discard"]
    assert page.frame is None
    assert len(context.scenarios.cards(seat.actor)) == 32


def test_a_new_card_is_shown_when_it_is_saved(page: KnowledgePage, context: AppContext, seat: Desk) -> None:
    page.go(Target("scenario", new=True))
    assert page.frame is not None
    page.frame.form.set_values({"title": "快递柜取件", "group_name": "platform", "level": "3", "what": "看短信\n扫码"})
    page.frame.save()
    card = context.scenarios.card(seat.actor, page.index.current_code())
    assert (card.title, card.what) == ("快递柜取件", ("看短信", "扫码"))


def test_a_retired_card_leaves_the_list_and_undo_brings_it_back(
    page: KnowledgePage, context: AppContext, seat: Desk, qtbot: QtBot
) -> None:
    page.go(Target("scenario", "community.signup"))
    page._do("retire")
    assert not context.scenarios.card(seat.actor, "community.signup").active
    message = seat.voice.said[-1]
    assert message.action is not None
    assert message.action.act is not None
    message.action.act()
    assert context.scenarios.card(seat.actor, "community.signup").active
    qtbot.waitUntil(lambda: "community.signup" in codes(page))


def test_an_overdue_review_is_marked_and_can_be_listed(context: AppContext, seat: Desk, qtbot: QtBot) -> None:
    context.scenarios.save(seat.actor, {"review_on": "2026-11-01"}, LEAK)
    page = shown(seat, qtbot)
    page.go(Target("scenario", LEAK))
    assert page.view.look is not None
    assert page.view.look.overdue
    page.browser.due.click()
    assert codes(page) == [LEAK]


def test_who_may_only_read_is_offered_no_editing(context: AppContext, qtbot: QtBot) -> None:
    page = shown(desk_for(context, "A02"), qtbot)
    qtbot.keyClick(page.index, Qt.Key.Key_F2)
    assert page.frame is None
    assert page.view.look is not None
    assert page.view.look.verbs == {"print"}


def test_f9_makes_one_sheet_and_ctrl_p_one_for_each_card_shown(page: KnowledgePage, qtbot: QtBot) -> None:
    made: list[Path] = []
    page.output.open_made = made.append
    qtbot.keyClick(page.index, Qt.Key.Key_F9)
    search(page, qtbot, "投诉应对")
    page.print_shown()
    for path, pages in zip(made, (1, 4), strict=True):
        with opened(path) as sheets:
            assert len(sheets) >= pages


def test_the_list_is_exported_as_it_is_shown(page: KnowledgePage, tmp_path: Path, qtbot: QtBot) -> None:
    page.export()
    assert page.output.dialog is not None
    path = tmp_path / "cards.csv"
    page.output.dialog.fileSelected.emit(str(path))
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 33
    page.output.dialog.reject()
