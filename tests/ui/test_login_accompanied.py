"""A newcomer logs in together with the mentor, where the office wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.features.staff.rules import Actor
from tests.support.training import School, open_school
from ui.bridge.voice import Voice
from ui.jobs.jobs import InlineJobs
from ui.shell.login import LoginPage


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as found:
        found.begin("A02", mentor="A01")
        for number in ("A02", "A01", "A03"):
            found.context.accounts.set_pin(found[number], found[number].id, f"86{number[-2:]}7")
        found.context.settings_service.save(
            found["0001"], {"training.accompanied": True, "accounts.pin_required": True}
        )
        yield found


def shown(school: School, qtbot: QtBot) -> tuple[LoginPage, list[Actor]]:
    window = LoginPage(school.context, InlineJobs(Voice()))
    qtbot.addWidget(window)
    entered: list[Actor] = []
    window.entered.connect(entered.append)
    with qtbot.waitExposed(window):
        window.show()
    return window, entered


def give(window: LoginPage, qtbot: QtBot, number: str, pin: str) -> None:
    window.number.setText(number)
    window.pin.setFocus()
    qtbot.keyClicks(window.pin, pin)
    qtbot.keyClick(window.pin, Qt.Key.Key_Return)


def test_the_mentor_gives_number_and_pin_as_well(school: School, qtbot: QtBot) -> None:
    window, entered = shown(school, qtbot)
    give(window, qtbot, "A02", "86027")
    assert entered == []
    assert window.number.text() == ""
    give(window, qtbot, "A03", "86037")
    assert entered == [], "not everybody may accompany them"
    assert window.problem.isVisible()
    give(window, qtbot, "A01", "86017")
    assert [(actor.name, actor.companion) for actor in entered] == [("赵新", "林师傅")]


def test_somebody_else_logs_in_instead(school: School, qtbot: QtBot) -> None:
    window, entered = shown(school, qtbot)
    give(window, qtbot, "A02", "86027")
    window.other.click()
    give(window, qtbot, "A01", "86017")
    assert [(actor.name, actor.companion) for actor in entered] == [("林师傅", "")]
