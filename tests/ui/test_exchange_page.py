"""The exchange between desks as people meet it: its state in words, differences settled by keyboard, setting it up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.errors import Invalid, Refused
from app.core.text import T
from app.sync.reports import Problem
from tests.support.desk import desk_for, open_test_office, type_text
from tests.support.finding import be, child
from tests.support.link import CODE, RECOVERY, FakeLink, conflict, peer
from tests.support.office import MORNING
from ui.bridge.desk import Desk, Target
from ui.features.exchange.invite import InviteDialog
from ui.features.exchange.page import ExchangePage
from ui.features.exchange.wizard import FoundWizard
from ui.features.today.page import TodayPage
from ui.forms.frame import FormFrame
from ui.shell.strip import Strip

CTRL = Qt.KeyboardModifier.ControlModifier
MINUTE = 60_000
EARLY, LATE = MORNING - 4 * MINUTE, MORNING - MINUTE


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as office:
        yield office


@pytest.fixture
def link(context: AppContext) -> FakeLink:
    """An engine that stands between three desks."""
    made = FakeLink(context.store)
    made.set("received", name="前台一", lane="A", site="aa" * 16, folder="/share", received_by=2,
             peers=(peer("前台二", "B", heard_at=LATE), peer("经理室", "C", missing=3)))  # fmt: skip
    context.connect(made)
    return made


@pytest.fixture
def seat(context: AppContext, link: FakeLink) -> Desk:
    return desk_for(context)


@pytest.fixture
def ticket(context: AppContext, seat: Desk) -> str:
    values = {"type": "repair", "description": "厨房漏水", "place": "大堂", "requester_phone": "19900005678"}
    return context.tickets.take(seat.actor, values).id


def show(seat: Desk, qtbot: QtBot) -> ExchangePage:
    page = ExchangePage(seat)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


@pytest.fixture
def page(seat: Desk, qtbot: QtBot) -> ExchangePage:
    return show(seat, qtbot)


def phones(link: FakeLink, ticket: str) -> None:
    link.add(conflict("ticket", ticket, "requester_phone",
                      ("19900005678", LATE, "", "前台二"), ("19900001111", EARLY, "", "前台一")))  # fmt: skip


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def differences(page: ExchangePage, qtbot: QtBot, count: int) -> None:
    """Wait until the page lists so many differences, and show them."""
    qtbot.waitUntil(lambda: page.differences.view.rows.rowCount() == count)
    page.show_view("differences")
    page.differences.enter()


def test_the_head_says_in_words_how_it_stands(page: ExchangePage, link: FakeLink, qtbot: QtBot) -> None:
    assert "Received by 2/2 desks" in words(page)
    link.set("offline", unsealed=12, received_by=0)
    qtbot.waitUntil(lambda: "Offline · 12 waiting" in words(page))
    link.set("paused")
    qtbot.waitUntil(lambda: "Paused" in words(page))
    assert page.hold.text() == "Go on"
    assert not page.now.isEnabled()


def test_desks_and_how_far_each_has_come(page: ExchangePage) -> None:
    rows = page.desks.view.rows
    cells = [[rows.index(row, column).data() for column in range(rows.columnCount())] for row in range(rows.rowCount())]
    assert [(line[0], line[2], line[3]) for line in cells] == [
        ("前台二", "today 08:59", "has everything"),
        ("经理室", "never yet", "has 3 packets to fetch"),
    ]


def test_a_status_told_in_another_thread_is_heard_in_this_one(page: ExchangePage, link: FakeLink, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: link.set("saved", unsealed=1))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "1 waiting" in words(page))


def test_one_exchanges_now_with_f5(page: ExchangePage, link: FakeLink, seat: Desk, qtbot: QtBot) -> None:
    link.set("saved", unsealed=2)
    qtbot.keyClick(page.desks.view, Qt.Key.Key_F5)
    assert ("once",) in link.done
    assert "2 packets sent, 3 received" in str(seat.voice.said[-1].text)
    link.fails = Refused(T("t", "The folder cannot be reached."))
    qtbot.keyClick(page.desks.view, Qt.Key.Key_F5)
    assert "cannot be reached" in str(seat.voice.said[-1].text)
    assert page.now.isEnabled()


def test_a_difference_is_settled_by_one_key_and_taken_back(
    page: ExchangePage, link: FakeLink, seat: Desk, ticket: str, context: AppContext, qtbot: QtBot
) -> None:
    phones(link, ticket)
    differences(page, qtbot, 1)
    said = words(page.differences.pane)
    assert "前台二" in said
    assert "today 08:59" in said
    assert "199****1111" in said
    assert "19900001111" not in said
    qtbot.keyClick(page.differences.view, Qt.Key.Key_2)
    assert context.store.value("SELECT requester_phone FROM ticket") == "19900001111"
    qtbot.waitUntil(lambda: page.differences.currentIndex() == 0)
    seat.voice.undo()
    assert context.store.value("SELECT requester_phone FROM ticket") == "19900005678"


def test_a_value_of_ones_own_is_typed_and_checked(
    page: ExchangePage, link: FakeLink, ticket: str, context: AppContext, qtbot: QtBot
) -> None:
    phones(link, ticket)
    differences(page, qtbot, 1)
    qtbot.keyClick(page.differences.view, Qt.Key.Key_E)
    editor = be(page.differences.pane.findChild(QLineEdit), QLineEdit)
    assert editor.hasFocus()
    type_text(editor, "12")
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert page.differences.view.rows.rowCount() == 1
    assert editor.property("wrong") == "true"
    editor.clear()
    type_text(editor, "199 0000 7777")
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert context.store.value("SELECT requester_phone FROM ticket") == "19900007777"


def test_what_is_being_typed_outlives_another_difference(
    page: ExchangePage, link: FakeLink, ticket: str, qtbot: QtBot
) -> None:
    phones(link, ticket)
    differences(page, qtbot, 1)
    page.differences.pane.own()
    editor = be(page.differences.pane.findChild(QLineEdit), QLineEdit)
    type_text(editor, "1990000")
    link.add(conflict("ticket", ticket, "channel", ("phone", LATE + 1, "", "A"), ("wechat", EARLY, "", "B")))
    qtbot.waitUntil(lambda: page.differences.view.rows.rowCount() == 2)
    assert editor.isVisible()
    assert editor.text() == "1990000"
    assert editor.hasFocus()


def test_long_texts_are_put_together(
    page: ExchangePage, link: FakeLink, ticket: str, context: AppContext, seat: Desk, qtbot: QtBot
) -> None:
    context.tickets.edit(seat.actor, ticket, {"description": "厨房漏水，急"})
    values = ("厨房漏水，急", LATE, "", "前台一"), ("三楼厨房漏水", EARLY, "", "前台二")
    link.add(conflict("ticket", ticket, "description", *values))
    differences(page, qtbot, 1)
    child(page.differences.pane, QPushButton, "both").click()
    child(page.differences.pane, QPushButton, "own").click()
    assert context.store.value("SELECT description FROM ticket") == "三楼厨房漏水，急"


def test_a_record_deleted_here_and_edited_there(page: ExchangePage, link: FakeLink, ticket: str, qtbot: QtBot) -> None:
    link.add(conflict("ticket", ticket, "", (None, LATE, "", "前台二")))
    differences(page, qtbot, 1)
    qtbot.keyClick(page.differences.view, Qt.Key.Key_Return)
    keep = child(page.differences.pane, QPushButton, "keep")
    assert keep.hasFocus()
    qtbot.keyClick(keep, Qt.Key.Key_Space)
    assert link.done[-1] == ("settle_deletion", "ticket", ticket, True)


def test_somebody_without_the_right_looks_only(
    context: AppContext, link: FakeLink, seat: Desk, ticket: str, qtbot: QtBot
) -> None:
    context.staff.save(seat.actor, {"number": "R01", "name": "小李", "roles": ["reader"]})
    page = show(desk_for(context, "R01"), qtbot)
    phones(link, ticket)
    differences(page, qtbot, 1)
    qtbot.keyClick(page.differences.view, Qt.Key.Key_2)
    assert not any(step[0] == "settle" for step in link.done)
    assert not child(page.differences.pane, QPushButton, "choose-1").isVisible()
    assert not page.hold.isVisible()
    assert not page.desks.invite.isVisible()


def test_a_difference_settled_elsewhere_meanwhile_is_told(
    page: ExchangePage, link: FakeLink, seat: Desk, ticket: str, qtbot: QtBot
) -> None:
    phones(link, ticket)
    differences(page, qtbot, 1)
    link.found_conflicts.clear()
    page.differences.pane.choose(0)
    assert "settled meanwhile" in str(seat.voice.said[-1].text)


def test_problems_say_what_to_do(page: ExchangePage, link: FakeLink, ticket: str, seat: Desk, qtbot: QtBot) -> None:
    link.add_problems(Problem(1, "gap", "x", EARLY, T("t", "Number 7 is missing."), actions=("repair", "dismiss")))
    qtbot.waitUntil(lambda: page.troubles.view.rows.rowCount() == 1)
    page.show_view("troubles")
    page.troubles.enter()
    assert "Number 7 is missing." in words(page.troubles.pane)
    qtbot.keyClick(page.troubles.view, Qt.Key.Key_Return)
    qtbot.keyClick(child(page.troubles.pane, QPushButton, "act-0"), Qt.Key.Key_Space)
    assert link.done[-1] == ("repair", 1)
    qtbot.waitUntil(lambda: page.troubles.currentIndex() == 0)
    assert "Nothing hinders" in words(page.troubles)


def test_what_waits_comes_first(page: ExchangePage, link: FakeLink, ticket: str, qtbot: QtBot) -> None:
    page.go(Target("exchange"))
    assert page.segments.current == "desks"
    phones(link, ticket)
    qtbot.waitUntil(lambda: page.differences.view.rows.rowCount() == 1)
    page.go(Target("exchange"))
    assert page.segments.current == "differences"
    qtbot.keyClick(page.differences.view, Qt.Key.Key_Tab, CTRL)
    assert page.segments.current == "troubles"


def test_an_invitation_is_shown_copied_and_printed(page: ExchangePage, link: FakeLink, qtbot: QtBot) -> None:
    shown: list[Path] = []
    page.output.open_made = shown.append
    page.desks.invite.click()
    dialog = be(page.dialog, InviteDialog)
    groups = [one.text() for one in dialog.code.findChildren(QLabel) if one.property("kind") == "code"]
    assert "".join(groups) == CODE
    assert dialog.folder.text() == "/share"
    dialog.code.copy.click()
    assert QGuiApplication.clipboard().text().replace("-", "") == CODE
    dialog.print.click()
    assert shown
    assert shown[0].read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_a_desk_leaves_only_after_a_question(page: ExchangePage, link: FakeLink, seat: Desk, qtbot: QtBot) -> None:
    seat.voice.will_answer("no", "yes")
    page.desks.view.select(peer("经理室", "C").device)
    page.desks.ask_retire()
    assert not any(step[0] == "retire" for step in link.done)
    page.desks.ask_retire()
    assert link.done[-1] == ("retire", peer("经理室", "C").device)
    seat.voice.will_answer("yes")
    page.ask_rotate()
    assert link.done[-1] == ("rotate_key",)


@pytest.mark.parametrize(
    ("key", "field", "typed", "done"),
    [
        ("rename", "name", "前台甲", ("rename", "前台甲")),
        ("move", "folder", "/other", ("move", "/other")),
        ("recovery", "recovery", RECOVERY.lower(), ("take_over", RECOVERY)),
    ],
)
def test_small_forms(
    page: ExchangePage, link: FakeLink, key: str, field: str, typed: str, done: tuple[str, str]
) -> None:
    page.open_form(key)
    form = be(page.dialog, FormFrame)
    form.form.set_value(field, typed)
    form.save()
    assert link.done[-1] == done


def test_a_recovery_code_with_a_slip_is_said_under_its_field(page: ExchangePage, link: FakeLink) -> None:
    page.open_form("recovery")
    form = be(page.dialog, FormFrame)
    link.fails = Invalid({"recovery": T("t", "Letters 9 to 16 hold a slip.")})
    form.form.set_value("recovery", "x")
    form.save()
    assert form.form.editor("recovery").property("wrong") == "true"
    link.fails = None
    form.form.mark_saved()
    form.leave()


def test_an_office_begins_to_exchange_step_by_step(
    context: AppContext, seat: Desk, link: FakeLink, tmp_path: Path, qtbot: QtBot
) -> None:
    link.now = type(link.now)()
    share = tmp_path / "share"
    share.mkdir()
    page = show(seat, qtbot)
    assert "One desk" in words(page)
    child(page, QPushButton, "begin").click()
    wizard = be(page.wizard, FoundWizard)
    assert not wizard.next.isEnabled()
    wizard.folder.folder.setText(str(tmp_path / "none"))
    qtbot.keyClick(wizard.folder.folder, Qt.Key.Key_Return)
    assert not wizard.next.isEnabled()
    qtbot.waitUntil(lambda: "no such folder" in words(wizard))
    link.sites[str(share)] = "bb" * 16
    wizard.folder.choose(str(share))
    qtbot.waitUntil(lambda: "already" in words(wizard))
    assert not wizard.next.isEnabled()
    link.sites.clear()
    wizard.folder.test()
    assert wizard.next.isEnabled()
    wizard.next.click()
    type_text(wizard.name.name, "前台一")
    qtbot.keyClick(wizard.name.name, Qt.Key.Key_Return)
    assert link.done[-1] == ("found", str(share), "前台一")
    assert wizard.step is wizard.recovery
    assert not wizard.next.isEnabled()
    assert not wizard.back.isVisible()
    assert not wizard.cancel.isVisible()
    wizard.recovery.kept.setChecked(True)
    wizard.next.click()
    wizard.next.click()
    assert page.wizard is None
    qtbot.waitUntil(lambda: "In the shared folder" in words(page))


def test_what_goes_wrong_while_setting_up_leads_back(seat: Desk, link: FakeLink, tmp_path: Path, qtbot: QtBot) -> None:
    link.now = type(link.now)()
    share = tmp_path / "share"
    share.mkdir()
    page = show(seat, qtbot)
    page.set_up()
    wizard = be(page.wizard, FoundWizard)
    wizard.folder.choose(str(share))
    wizard.next.click()
    wizard.name.name.setText("前台一")
    link.fails = Refused(T("t", "This folder belongs to an office already."))
    wizard.next.click()
    assert wizard.step is wizard.name
    assert "belongs to an office" in wizard.problem.text()
    wizard.cancel.click()
    assert page.wizard is None
    assert share.exists()


def test_the_status_bar_says_it_in_three_words_and_opens_the_page(seat: Desk, link: FakeLink, qtbot: QtBot) -> None:
    strip = Strip(seat)
    qtbot.addWidget(strip)
    with qtbot.waitExposed(strip):
        strip.show()
    seat.follow_exchange()
    qtbot.waitUntil(lambda: strip._items["local"].text() == "Received by 2/2 desks")
    link.set("offline", unsealed=12)
    qtbot.waitUntil(lambda: strip._items["local"].text() == "Offline · 12 waiting")
    with qtbot.waitSignal(seat.wanted) as blocker:
        qtbot.keyClick(strip._items["local"], Qt.Key.Key_Space)
    assert blocker.args == [Target("exchange")]


def test_today_says_when_something_hinders_the_exchange(seat: Desk, link: FakeLink, qtbot: QtBot) -> None:
    page = TodayPage(seat)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    seat.follow_exchange()
    assert not page._exchange.isVisible()
    link.set("offline", unsealed=12)
    qtbot.waitUntil(page._exchange.isVisible)
    assert page._exchange.text() == "Offline · 12 waiting"
    link.set("received")
    qtbot.waitUntil(lambda: not page._exchange.isVisible())
