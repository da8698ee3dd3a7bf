"""What must be done now, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.clock import HOUR, MINUTE, HeldClock
from tests.support.desk import desk_for, open_test_office
from tests.support.office import MORNING
from ui.bridge.desk import Desk, Target
from ui.features.today.page import TodayPage
from ui.features.today.worklist import LineModel


@pytest.fixture
def held() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def context(tmp_path: Path, held: HeldClock) -> Iterator[AppContext]:
    with open_test_office(tmp_path, held) as opened:
        yield opened


@pytest.fixture
def seat(context: AppContext) -> Desk:
    return desk_for(context)


def take(seat: Desk, words: str, level: int = 1) -> str:
    return seat.context.tickets.take(
        seat.actor, {"type": "repair", "level": level, "description": words, "place": "车库"}
    ).id


def show(seat: Desk, qtbot: QtBot) -> TodayPage:
    page = TodayPage(seat)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def words(page: TodayPage, key: str) -> list[str]:
    model = page._lists[key].model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount(QModelIndex()))]


def test_a_quiet_day_says_so(seat: Desk, qtbot: QtBot) -> None:
    page = show(seat, qtbot)
    assert page._nothing.isVisible()
    assert not page._wide.isVisible()


def test_lines_stand_where_they_belong_and_figures_count_them(seat: Desk, held: HeldClock, qtbot: QtBot) -> None:
    late = take(seat, "水管爆了")
    seat.context.tickets.promise(seat.actor, late, "中午前回电", MORNING + 2 * HOUR)
    held.advance(HOUR)
    take(seat, "灯不亮", 3)
    page = show(seat, qtbot)
    assert words(page, "late") == ["水管爆了"]
    assert words(page, "coming") == ["灯不亮"]
    assert words(page, "promises") == ["中午前回电"]
    assert words(page, "dispatch") == ["水管爆了", "灯不亮"]
    assert page._figures["late"]._value.text() == "1"
    assert not page._nothing.isVisible()


def test_arrows_go_through_all_lists_and_enter_opens(seat: Desk, held: HeldClock, qtbot: QtBot) -> None:
    late = take(seat, "水管爆了")
    held.advance(HOUR)
    coming = take(seat, "灯不亮", 3)
    page = show(seat, qtbot)
    wanted: list[Target] = []
    seat.wanted.connect(wanted.append)
    page.go(Target("today"))
    first, second = page._lists["late"], page._lists["coming"]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    assert [(target.kind, target.id) for target in wanted] == [("ticket", late), ("ticket", coming)]


def test_a_figure_opens_the_list_it_counts(seat: Desk, held: HeldClock, qtbot: QtBot) -> None:
    take(seat, "水管爆了")
    held.advance(HOUR)
    page = show(seat, qtbot)
    wanted: list[Target] = []
    seat.wanted.connect(wanted.append)
    for key in ("late", "new"):
        qtbot.keyClick(page._figures[key], Qt.Key.Key_Return)
    assert [target.kind for target in wanted] == ["tickets", "tickets"]
    for target, expected in zip(wanted, (1, 1), strict=True):
        from app.store.listing import ListQuery

        assert seat.context.tickets.lister(seat.actor).count(ListQuery(filters=target.values or {})) == expected


def test_it_follows_changes_and_time(seat: Desk, held: HeldClock, qtbot: QtBot) -> None:
    page = show(seat, qtbot)
    with qtbot.waitSignal(page.waiting):
        ticket = take(seat, "水管爆了")
    assert words(page, "dispatch") == ["水管爆了"]
    assert words(page, "late") == []
    held.advance(31 * MINUTE)
    with qtbot.waitSignal(page.waiting) as told:
        page._timer.timeout.emit()
    assert told.args == [1, "late"]
    assert words(page, "late") == ["水管爆了"]
    with qtbot.waitSignal(page.waiting):
        seat.context.tickets.do(seat.actor, ticket, "void", {"note": "重复"})
    assert page._nothing.isVisible()


def test_only_mine(seat: Desk, context: AppContext, qtbot: QtBot) -> None:
    other = context.accounts.login("A02")
    context.tickets.take(other, {"type": "repair", "level": 1, "description": "别人的", "place": "车库"})
    take(seat, "我的")
    page = show(seat, qtbot)
    assert words(page, "dispatch") == ["别人的", "我的"]
    qtbot.keyClick(page._mine, Qt.Key.Key_Space)
    assert words(page, "dispatch") == ["我的"]


def test_the_lines_are_a_model_as_qt_wants_it(seat: Desk, held: HeldClock, qtbot: QtBot) -> None:
    page = show(seat, qtbot)
    model = page._lists["dispatch"].model()
    assert isinstance(model, LineModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(page.waiting):
        take(seat, "水管爆了")
    page.reload()
    assert "水管爆了" in str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_who_is_on_duty_stands_there_and_a_waiting_handover_opens(seat: Desk, qtbot: QtBot) -> None:
    context, admin = seat.context, seat.actor
    shift = context.shifts.at(context.clock.now())
    page = show(seat, qtbot)
    assert "nobody is entered" in page.shift.duty.text()
    colleague = context.store.value("SELECT id FROM staff WHERE number = 'A02'")
    context.shifts.assign(admin, shift.day, shift.kind, colleague)
    page.reload()
    assert page.shift.duty.text().endswith("on duty: 小周")
    assert not page.shift.notice.isVisible()
    outgoing = context.accounts.actor(colleague)
    handover = context.handovers.make(outgoing)
    things = {each.code: each.expected for each in context.handovers.counts(outgoing, handover).things}
    context.handovers.count(outgoing, handover, things)
    context.handovers.hand_over(outgoing, handover)
    page.reload()
    assert page.shift.notice.isVisible()
    gone: list[Target] = []
    seat.wanted.connect(gone.append)
    page.shift._open.setFocus()
    qtbot.keyClick(page.shift._open, Qt.Key.Key_Space)
    assert [(target.kind, target.id) for target in gone] == [("handover", handover)]
