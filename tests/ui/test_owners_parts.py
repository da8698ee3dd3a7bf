"""Small shared parts that the owners page brought: the switch between views, the story of a record, output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import EnvironmentFault
from app.core.text import T, Text
from tests.support.desk import desk_for, open_test_office
from tests.support.finding import carried, child
from ui.tables.display import Display
from ui.tables.output import Output
from ui.tables.query import Query
from ui.widgets.segments import Segments
from ui.widgets.story import Story


@dataclass(frozen=True)
class Line:
    """A line of a history."""

    at: int
    author: str
    text: Text


def test_arrow_keys_choose_the_neighbouring_view(qtbot: QtBot) -> None:
    switch = Segments((("a", "People"), ("b", "Houses"), ("c", "Cars")))
    qtbot.addWidget(switch)
    switch.show()
    with qtbot.waitSignal(switch.chosen) as chosen:
        qtbot.keyClick(child(switch, QPushButton, "a"), Qt.Key.Key_Right)
    assert carried(chosen) == ["b"]
    with qtbot.waitSignal(switch.chosen) as chosen:
        qtbot.keyClick(child(switch, QPushButton, "a"), Qt.Key.Key_Left)
    assert (carried(chosen), switch.current) == (["a"], "a")


def test_choosing_from_outside_says_nothing(qtbot: QtBot) -> None:
    switch = Segments((("a", "People"), ("b", "Houses")))
    qtbot.addWidget(switch)
    with qtbot.assertNotEmitted(switch.chosen):
        switch.set_current("b")
    assert switch.current == "b"


def test_a_long_story_begins_with_the_newest_and_tells_the_rest_when_asked(display: Display, qtbot: QtBot) -> None:
    lines = [Line(1_000 * number, "Zhou", T("test", "step {n}").with_(n=number)) for number in range(12)]
    story = Story(lines, display)
    qtbot.addWidget(story)

    def told() -> list[str]:
        return [one.text() for one in story.findChildren(QLabel) if one.text().startswith("step")]

    assert told()[0] == "step 11"
    assert len(told()) == 8
    story.findChildren(QPushButton)[0].click()
    assert set(told()) == {f"step {number}" for number in range(12)}


def test_a_sheet_that_nothing_opens_is_said_not_thrown(tmp_path: Path, qtbot: QtBot) -> None:
    def refuse(path: Path) -> None:
        raise EnvironmentFault(T("test", "Nothing opens {name}.").with_(name=path.name))

    with open_test_office(tmp_path) as context:
        desk, owner = desk_for(context), QWidget()
        qtbot.addWidget(owner)
        output = Output(desk, owner, refuse)
        output.print_rows(context.people.lister(desk.actor), Query(), (), "业主 / 住户")
        assert [message.level for message in desk.voice.said] == ["done", "error"]
        assert output.last is not None
        assert output.last.exists()


def test_a_refused_export_says_why_and_leaves_no_file(tmp_path: Path, qtbot: QtBot) -> None:
    with open_test_office(tmp_path) as context:
        desk, owner = desk_for(context, "A02"), QWidget()
        qtbot.addWidget(owner)
        output = Output(desk, owner)
        output.export_rows(context.people.lister(desk.actor), Query(), ("name",), "People")
        assert output.dialog is not None
        path = tmp_path / "people.xlsx"
        output.dialog.fileSelected.emit(str(path))
        output.dialog.reject()
        assert [message.level for message in desk.voice.said] == ["error"]
        assert not path.exists()
