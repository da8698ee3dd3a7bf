"""The window as people meet it: log in, go round, lock, find, log out, close; by keyboard."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.core.clock import HeldClock
from app.host.paths import Paths
from tests.support.desk import open_test_office, type_text
from tests.support.office import MORNING
from ui.bridge.desk import Target
from ui.bridge.voice import Voice
from ui.i18n.language import Language, install_language
from ui.jobs.jobs import InlineJobs
from ui.shell.crash import CrashWatch
from ui.shell.founding import FoundingPage
from ui.shell.pages import PAGES
from ui.shell.trail import Trail
from ui.shell.trouble import TroublePage
from ui.shell.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    made = install_language(qapp, ROOT / "resources" / "i18n", "en")
    yield made
    made.switch("en")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def window(voice: Voice, language: Language, qtbot: QtBot) -> MainWindow:
    made = MainWindow(InlineJobs(voice), voice, HeldClock(MORNING))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def at_work(window: MainWindow, context: AppContext) -> MainWindow:
    """The administrator at work in an office without PINs."""
    window.take(context)
    window.enter(context.accounts.login("0001"))
    return window


def with_pins(context: AppContext) -> None:
    """Ask for PINs from now on: 0001 has 8462, A02 has 7391."""
    admin = context.accounts.login("0001")
    for number, pin in (("0001", "8462"), ("A02", "7391")):
        person = next(card for card in context.staff.people(admin) if card.number == number)
        context.accounts.set_pin(admin, person.id, pin)
    context.settings_service.save(admin, {"accounts.pin_required": True})


def log_in(window: MainWindow, qtbot: QtBot, number: str, pin: str) -> None:
    assert window.login is not None
    window.login.number.setText(number)
    window.login.pin.setFocus()
    qtbot.keyClicks(window.login.pin, pin)
    qtbot.keyClick(window.login.pin, Qt.Key.Key_Return)


def test_every_page_says_of_itself_what_the_registry_says() -> None:
    for entry in PAGES:
        page = entry.load()
        assert (page.KEY, page.TITLE.source, page.ICON, page.GROUP, page.KINDS, page.PERMISSION) == (
            entry.key, entry.title.source, entry.icon, entry.group, entry.kinds, entry.permission,
        )  # fmt: skip


def test_number_and_pin_let_one_in_and_the_number_is_remembered(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    with_pins(context)
    window.take(context)
    log_in(window, qtbot, "A02", "7391")
    assert window.frame is not None
    assert window.frame.desk.actor.name == "小周"
    window.log_out()
    assert window.frame is None
    assert window.login is not None
    assert window.login.number.text() == "A02"


def test_a_wrong_pin_is_told_and_too_many_must_wait(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    with_pins(context)
    window.take(context)
    assert window.login is not None
    for _ in range(3):
        log_in(window, qtbot, "A02", "0000")
        assert window.frame is None
        assert window.login.problem.isVisible()
        assert window.login.pin.text() == ""
    log_in(window, qtbot, "A02", "7391")
    assert window.frame is None
    assert "5 s" in window.login.problem.text()
    assert not window.login.enter.isEnabled()
    for _ in range(5):
        window.login._ticks.timeout.emit()
    assert window.login.enter.isEnabled()


def test_without_pins_one_chooses_oneself(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    window.take(context)
    assert window.login is not None
    people = window.login.people
    assert people.isVisible()
    assert [people.item(row).text().split()[0] for row in range(people.count())] == ["0001", "A02"]
    qtbot.keyClick(people, Qt.Key.Key_Down)
    qtbot.keyClick(people, Qt.Key.Key_Return)
    assert window.frame is not None
    assert window.frame.desk.actor.number == "A02"


def test_the_lock_hides_everything_and_gives_it_back(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    with_pins(context)
    window.take(context)
    log_in(window, qtbot, "A02", "7391")
    frame = window.frame
    assert frame is not None
    frame.go(Target("tickets"))
    qtbot.keyClick(frame.page, Qt.Key.Key_L, CTRL)
    assert window.locked
    assert not frame.isVisible()
    assert window.login is not None
    qtbot.keyClicks(window.login.pin, "0000")
    qtbot.keyClick(window.login.pin, Qt.Key.Key_Return)
    assert window.locked
    qtbot.keyClicks(window.login.pin, "7391")
    qtbot.keyClick(window.login.pin, Qt.Key.Key_Return)
    assert not window.locked
    assert window.frame is frame
    assert frame.rail.current() == "tickets"


def test_somebody_else_may_log_in_over_the_lock(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    with_pins(context)
    window.take(context)
    log_in(window, qtbot, "A02", "7391")
    window.lock()
    assert window.login is not None
    window.login.other.click()
    log_in(window, qtbot, "0001", "8462")
    assert window.frame is not None
    assert window.frame.desk.actor.number == "0001"
    assert not window.locked


def test_it_locks_by_itself_after_a_rest(at_work: MainWindow, context: AppContext) -> None:
    assert at_work.idle.waiting_ms > 9 * 60_000
    at_work.idle.rested.emit()
    assert at_work.locked
    assert at_work.idle.waiting_ms == -1


def test_nobody_is_locked_out_where_the_office_wants_no_lock(window: MainWindow, context: AppContext) -> None:
    admin = context.accounts.login("0001")
    context.settings_service.save(admin, {"accounts.lock_minutes": 0})
    window.take(context)
    window.enter(admin)
    assert window.idle.waiting_ms == -1


def test_tabs_back_and_forward_by_keys(at_work: MainWindow, qtbot: QtBot) -> None:
    frame = at_work.frame
    assert frame is not None
    keys = [entry.key for entry in frame.entries]
    assert frame.rail.current() == keys[0]
    qtbot.keyClick(frame.page, Qt.Key.Key_2, ALT)
    assert frame.rail.current() == keys[1]
    qtbot.keyClick(frame.page, Qt.Key.Key_Left, ALT)
    assert frame.rail.current() == keys[0]
    qtbot.keyClick(frame.page, Qt.Key.Key_Right, ALT)
    assert frame.rail.current() == keys[1]
    qtbot.keyClick(frame.page, Qt.Key.Key_Comma, CTRL)
    assert frame.rail.current() == "settings"


def test_ctrl_n_takes_a_ticket_from_anywhere(at_work: MainWindow, qtbot: QtBot) -> None:
    frame = at_work.frame
    assert frame is not None
    qtbot.keyClick(frame.page, Qt.Key.Key_N, CTRL)
    assert frame.rail.current() == "tickets"
    assert frame.page.currentWidget() is frame.page.intake


def test_ctrl_z_undoes_in_the_window_and_not_for_the_next_person(
    at_work: MainWindow, context: AppContext, voice: Voice, qtbot: QtBot
) -> None:
    undone: list[str] = []
    assert at_work.frame is not None
    voice.info("Deleted.", undo=lambda: undone.append("by key"))
    qtbot.keyClick(at_work.frame.page, Qt.Key.Key_Z, CTRL)
    assert undone == ["by key"]
    voice.info("Deleted.", undo=lambda: undone.append("by somebody else"))
    at_work.enter(context.accounts.login("A02"))
    qtbot.keyClick(at_work.frame.page, Qt.Key.Key_Z, CTRL)
    assert undone == ["by key"]


def test_what_is_typed_is_asked_about_before_leaving(at_work: MainWindow, voice: Voice, qtbot: QtBot) -> None:
    frame = at_work.frame
    assert frame is not None
    frame.go(Target("ticket", new=True))
    type_text(frame.page.intake.fields.description, "水管爆了")
    voice.will_answer("stay")
    frame.go(Target("settings"))
    assert frame.rail.current() == "tickets"
    voice.will_answer("stay")
    at_work.close()
    assert at_work.isVisible()
    voice.will_answer("discard")
    frame.go(Target("settings"))
    assert frame.rail.current() == "settings"
    assert len(voice.asked) == 3


def find(window: MainWindow, qtbot: QtBot, words: str) -> list[tuple[str, str]]:
    """Type into the search box and return (heading, title) of what is found."""
    assert window.frame is not None
    box = window.frame.palette_box
    qtbot.keyClick(window.frame.page, Qt.Key.Key_K, CTRL)
    assert box.hasFocus()
    box.clear()
    type_text(box, words)
    box._tell()
    return [(entry.group.source, entry.title) for entry in box.entries]


@pytest.mark.parametrize("words", ["3-2-501", "欧阳", "19900001234", "1234", "oyxm"])
def test_the_search_box_finds_people_and_houses(at_work: MainWindow, qtbot: QtBot, words: str) -> None:
    found = find(at_work, qtbot, words)
    assert any("欧阳" in title or "501" in title for _, title in found)


def test_the_search_box_finds_tickets_by_two_characters_and_opens_the_first(
    at_work: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    admin = context.accounts.login("0001")
    taken = context.tickets.take(admin, {"type": "repair", "level": 2, "description": "车库漏水", "place": "车库"})
    assert ("Tickets", "车库漏水") in find(at_work, qtbot, "漏水")
    frame = at_work.frame
    assert frame is not None
    qtbot.keyClick(frame.palette_box, Qt.Key.Key_Return)
    assert frame.rail.current() == "tickets"
    assert frame.page.list.view.current_id() == taken.id
    assert not frame.palette_box.is_open


def test_the_search_box_does_commands_too(at_work: MainWindow, qtbot: QtBot) -> None:
    assert ("Commands", "Lock") in find(at_work, qtbot, "lock")
    frame = at_work.frame
    assert frame is not None
    qtbot.keyClick(frame.palette_box, Qt.Key.Key_Return)
    assert at_work.locked


def test_nobody_finds_what_they_may_not_see(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    admin = context.accounts.login("0001")
    context.staff.save(admin, {"number": "T1", "name": "小培", "roles": ["reader"]})
    window.take(context)
    window.enter(context.accounts.login("T1"))
    assert window.frame is not None
    assert "new" not in {command.key for command in window.frame.commands()}
    assert all("欧阳小明" not in title for _, title in find(window, qtbot, "欧阳"))


def test_escape_empties_and_then_closes_the_search_box(at_work: MainWindow, qtbot: QtBot) -> None:
    find(at_work, qtbot, "欧阳")
    assert at_work.frame is not None
    box = at_work.frame.palette_box
    assert box.is_open
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.is_open
    assert not box.hasFocus()


def test_f1_shows_the_keys_of_window_and_page(at_work: MainWindow, qtbot: QtBot) -> None:
    frame = at_work.frame
    assert frame is not None
    frame.go(Target("tickets"))
    before = set(QApplication.topLevelWidgets())
    qtbot.keyClick(frame.page, Qt.Key.Key_F1)
    assert [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]


def test_language_and_theme_change_while_it_runs(at_work: MainWindow, context: AppContext, language: Language) -> None:
    frame = at_work.frame
    assert frame is not None
    tab = frame.rail.findChild(QAbstractButton, "today")
    assert tab is not None
    commands = {command.key: command for command in frame.commands()}
    commands["chinese"].run()
    assert tab.text() == "工作台"
    assert context.settings.text("office.language") == "zh_CN"
    commands["dark"].run()
    from ui.theme.appearance import appearance

    assert appearance().theme.dark
    commands["english"].run()
    assert tab.text() == "Today"


def test_a_computer_without_an_office_founds_one(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.begin(Paths(tmp_path / "new"))
    page = window.centralWidget().findChild(FoundingPage)
    assert page is not None
    page._buttons[0].click()
    page.office.setText("示例花园")
    page.name.setText("管理员")
    page.pin.setText("8462")
    page.again.setText("8463")
    qtbot.keyClick(page.again, Qt.Key.Key_Return)
    assert page.problem.isVisible()
    page.again.setText("8462")
    qtbot.keyClick(page.again, Qt.Key.Key_Return)
    assert window.context is not None
    assert "示例花园" in window.windowTitle()
    log_in(window, qtbot, "0001", "8462")
    assert window.frame is not None
    window.context.close()


def test_a_folder_without_an_office_is_said_to_be_one(window: MainWindow, tmp_path: Path) -> None:
    window.begin(Paths(tmp_path / "new"))
    page = window.centralWidget().findChild(FoundingPage)
    assert page is not None
    page.open_folder(tmp_path)
    assert str(tmp_path) in page.problem.text()


def test_a_damaged_database_is_told_calmly(window: MainWindow, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    paths.data.mkdir()
    paths.database.write_bytes(b"this is no database at all, but long enough" * 100)
    window.begin(paths)
    assert window.centralWidget().findChild(TroublePage) is not None
    assert window.context is None


def test_a_backup_can_be_brought_back_from_the_window(window: MainWindow, tmp_path: Path) -> None:
    with open_test_office(tmp_path) as context:
        window.take(context)
        admin = context.accounts.login("0001")
        window.enter(admin)
        made = context.backups.make(admin)
        context.settings_service.save(admin, {"office.name": "改了名字"})
        assert window.frame is not None
        window.frame.desk.go("restore", str(made.path))
        assert window.frame is None
        assert window.context is not None
        assert window.context.settings.text("office.name") == "示例物业"
        window.context.close()


def test_the_support_bundle_counts_the_office_and_names_nobody(
    at_work: MainWindow, context: AppContext, tmp_path: Path
) -> None:
    at_work.crashes = CrashWatch(context.paths)
    at_work.log_out()
    at_work.enter(context.accounts.login("0001"))
    at_work.crashes.save_bundle(tmp_path / "support.zip")
    with zipfile.ZipFile(tmp_path / "support.zip") as bundle:
        words = "".join(bundle.read(name).decode("utf-8") for name in bundle.namelist())
    assert "person: 1" in words
    assert "欧阳小明" not in words
    at_work.log_out()
    assert at_work.crashes.writer is None


def test_the_trail_goes_back_and_forward_and_forgets_what_lay_ahead() -> None:
    trail = Trail()
    one, two, three = Target("tickets"), Target("ticket", "1"), Target("house", "2")
    for place in (one, two, two, three):
        trail.visit(place)
    assert trail.places == (one, two, three)
    assert trail.look(1) is None
    trail.move(-2)
    assert trail.here == one
    assert trail.look(1) == two
    trail.visit(three)
    assert trail.places == (one, three)
