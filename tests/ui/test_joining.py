"""A computer joins an office that exists, before anybody is logged in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.clock import SystemClock
from app.core.errors import Invalid
from app.core.text import T
from app.host.paths import Paths
from tests.support.desk import type_text
from tests.support.finding import be, child
from tests.support.link import CODE, RECOVERY, FakeJoiner
from ui.bridge.voice import Voice
from ui.features.exchange.wizard import JoinWizard
from ui.jobs.jobs import InlineJobs, Jobs
from ui.shell.founding import FoundingPage


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "SITE").write_bytes(b"x")
    return folder


@pytest.fixture
def joiner(share: Path) -> FakeJoiner:
    return FakeJoiner({str(share): "aa" * 16})


@pytest.fixture
def founding(tmp_path: Path, joiner: FakeJoiner, inline_jobs: InlineJobs, qtbot: QtBot) -> FoundingPage:
    page = FoundingPage(Paths(tmp_path / "data"), inline_jobs, SystemClock(), joiner)
    qtbot.addWidget(page)
    page.resize(1000, 760)
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


@pytest.fixture
def wizard(founding: FoundingPage) -> JoinWizard:
    child(founding, QPushButton, "join").click()
    return be(founding.wizard, JoinWizard)


def words(wizard: JoinWizard) -> str:
    return "\n".join(one.text() for one in wizard.findChildren(QLabel) if one.isVisible())


def to_the_name(wizard: JoinWizard, share: Path, code: str = CODE) -> None:
    wizard.folder.choose(str(share))
    wizard.next.click()
    wizard.code.code.setText(code)
    wizard.code.changed.emit()
    wizard.next.click()


def test_a_computer_joins_by_keyboard(
    founding: FoundingPage, wizard: JoinWizard, joiner: FakeJoiner, share: Path, qtbot: QtBot
) -> None:
    type_text(wizard.folder.folder, str(share))
    qtbot.keyClick(wizard.folder.folder, Qt.Key.Key_Return)
    assert wizard.folder.complete()
    qtbot.keyClick(wizard.folder.try_out, Qt.Key.Key_Return)
    assert wizard.step is wizard.code
    qtbot.keyClicks(wizard.code.code, CODE.lower())
    assert wizard.code.code.text() == "K7QM-3TXA-5RNP-VW2Z-HEC6-JDUY-FG"
    qtbot.keyClick(wizard.code.code, Qt.Key.Key_Return)
    qtbot.keyClicks(wizard.name.name, "Desk 2")
    qtbot.keyClick(wizard.name.name, Qt.Key.Key_Return)
    assert joiner.joined == [(str(share), CODE, "Desk 2")]
    assert wizard.step is wizard.last
    with qtbot.waitSignal(founding.founded):
        wizard.next.click()


def test_a_folder_without_an_office_will_not_do(wizard: JoinWizard, joiner: FakeJoiner, share: Path) -> None:
    joiner.sites.clear()
    wizard.folder.choose(str(share))
    assert not wizard.next.isEnabled()
    assert "No office exchanges" in words(wizard)


def test_the_code_is_grouped_as_it_is_typed_wherever_the_cursor_stands(wizard: JoinWizard, qtbot: QtBot) -> None:
    edit = wizard.code.code
    qtbot.keyClicks(edit, "k7qm3txa")
    edit.setCursorPosition(4)
    qtbot.keyClicks(edit, "5")
    assert edit.text() == "K7QM-53TX-A"
    assert edit.cursorPosition() == 6
    assert "17 characters to go" in wizard.code.words.text()
    edit.clear()
    qtbot.keyClicks(edit, RECOVERY)
    assert wizard.code.complete()
    assert edit.text().split("-") == [RECOVERY[start : start + 8] for start in range(0, 72, 8)]


def test_a_wrong_code_leads_back_to_it(wizard: JoinWizard, joiner: FakeJoiner, share: Path) -> None:
    joiner.fails = Invalid({"code": T("t", "This code does not open an invitation.")})
    to_the_name(wizard, share)
    wizard.name.name.setText("前台二")
    wizard.next.click()
    assert wizard.step is wizard.code
    assert "does not open" in wizard.code.words.text()
    joiner.fails = None
    wizard.next.click()
    assert wizard.name.value() == "前台二"
    wizard.next.click()
    assert wizard.step is wizard.last


def test_esc_leads_back_to_the_choice(founding: FoundingPage, wizard: JoinWizard, qtbot: QtBot) -> None:
    qtbot.keyClick(wizard.folder.folder, Qt.Key.Key_Escape)
    assert founding.wizard is None
    assert child(founding, QPushButton, "join").isVisible()


def test_the_first_filling_can_be_stopped(share: Path, voice: Voice, qtbot: QtBot) -> None:
    joiner = FakeJoiner({str(share): "aa" * 16})
    jobs = Jobs(voice)
    wizard = JoinWizard(joiner, jobs, SystemClock())
    qtbot.addWidget(wizard)
    with qtbot.waitExposed(wizard):
        wizard.show()
    with qtbot.waitSignal(wizard.folder.changed, check_params_cb=lambda: wizard.folder.complete()):
        wizard.folder.choose(str(share))
    wizard.next.click()
    wizard.code.code.setText(CODE)
    wizard.code.changed.emit()
    wizard.next.click()
    wizard.name.name.setText("前台二")
    joiner.steps = 1_000_000_000
    wizard.next.click()
    qtbot.waitUntil(lambda: "1,000,000,000" in wizard.work.words.text())
    with qtbot.waitSignal(jobs.ended):
        wizard.work.cancel.click()
    assert wizard.step is wizard.name
    assert "Nothing of it was kept" in wizard.problem.text()
    assert joiner.joined == []
    jobs.close()
