from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeFeed, Changes
from app.core.errors import Refused
from app.core.text import T
from tests.support.finding import child
from ui.bridge.feed import Feed, merge
from ui.bridge.question import QuestionBox
from ui.bridge.voice import Verb, Voice
from ui.widgets.messagebar import MessageBar

SAVED = T("test", "Saved.")


def changed(kind: str, *ids: str, origin: str = "desk") -> Changes:
    return Changes({kind: frozenset(ids)}, origin)


def test_many_swallows_names() -> None:
    both = merge(changed("ticket", "a"), changed("ticket"))
    assert both.kinds["ticket"] == frozenset()
    assert merge(changed("ticket", "a"), changed("ticket", "b")).kinds["ticket"] == {"a", "b"}
    assert merge(changed("ticket", "a", origin="sync"), changed("person", "b", origin="sync")).origin == "sync"


def test_changes_of_one_turn_are_heard_once(feed: Feed, changes: ChangeFeed, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    feed.changed.connect(heard.append)
    with qtbot.waitSignal(feed.changed):
        changes.publish(changed("ticket", "a"))
        changes.publish(changed("ticket", "b"))
        assert heard == []
    assert [sorted(one.kinds["ticket"]) for one in heard] == [["a", "b"]]


def test_changes_from_another_thread_arrive_in_the_gui_thread(feed: Feed, changes: ChangeFeed, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    feed.changed.connect(lambda _: threads.append(threading.current_thread()))
    worker = threading.Thread(target=changes.publish, args=(changed("ticket", "a"),))
    with qtbot.waitSignal(feed.changed):
        worker.start()
    worker.join()
    assert threads == [threading.main_thread()]


def test_a_listener_hears_its_kinds_until_it_is_gone(feed: Feed, changes: ChangeFeed, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    feed.listen(owner, ("ticket",), heard.append)
    with qtbot.waitSignal(feed.changed):
        changes.publish(changed("person", "a"))
    assert heard == []
    with qtbot.waitSignal(feed.changed):
        changes.publish(changed("ticket", "a"))
    assert len(heard) == 1
    del owner
    with qtbot.waitSignal(feed.changed):
        changes.publish(changed("ticket", "a"))
    assert len(heard) == 1


def window_with_bar(voice: Voice, qtbot: QtBot) -> tuple[QWidget, MessageBar]:
    window = QWidget()
    bar = MessageBar(voice, window)
    layout = QVBoxLayout(window)
    layout.addWidget(bar)
    qtbot.addWidget(window)
    window.show()
    return window, bar


def test_the_voice_speaks_in_the_page_that_is_seen(voice: Voice, qtbot: QtBot) -> None:
    hidden, hidden_bar = window_with_bar(voice, qtbot)
    _, bar = window_with_bar(voice, qtbot)
    hidden.hide()
    voice.info(SAVED)
    assert bar.isVisible()
    assert not hidden_bar.isVisible()
    assert [message.text for message in voice.said] == [SAVED]


def test_undo_is_one_press(voice: Voice, qtbot: QtBot) -> None:
    _, bar = window_with_bar(voice, qtbot)
    undone: list[bool] = []
    voice.info(SAVED, undo=lambda: undone.append(True))
    button = next(one for one in bar.findChildren(QPushButton) if one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not bar.isVisible()


def test_the_key_takes_back_the_newest_offer_once_and_says_what(voice: Voice) -> None:
    undone: list[str] = []
    voice.info(SAVED, undo=lambda: undone.append("first"))
    voice.info(SAVED, undo=lambda: undone.append("second"))
    voice.undo()
    assert undone == ["second"]
    assert str(voice.said[-1].text) == "Taken back: Saved."
    voice.undo()
    assert undone == ["second"]
    assert str(voice.said[-1].text) == "There is nothing to undo."


def test_what_the_button_took_back_the_key_does_not_take_back_again(voice: Voice, qtbot: QtBot) -> None:
    _, bar = window_with_bar(voice, qtbot)
    undone: list[bool] = []
    voice.info(SAVED, undo=lambda: undone.append(True))
    qtbot.mouseClick(next(one for one in bar.findChildren(QPushButton) if one.isVisible()), Qt.MouseButton.LeftButton)
    voice.undo()
    assert undone == [True]


def test_what_went_well_fades_and_what_did_not_stays(voice: Voice, qtbot: QtBot) -> None:
    _, bar = window_with_bar(voice, qtbot)
    voice.info(SAVED)
    assert bar._timer.isActive()
    voice.error(Refused(T("test", "Not now.")))
    assert bar.isVisible()
    assert not bar._timer.isActive()
    assert bar.message is not None
    assert str(bar.message.text) == "Not now."


def test_a_defect_is_not_told_as_a_message(voice: Voice) -> None:
    with pytest.raises(ZeroDivisionError):
        voice.error(ZeroDivisionError())
    assert voice.said == []


VERBS = (Verb(T("test", "Delete"), "delete", "danger"), Verb(T("test", "Keep"), "keep", "cancel"))


def test_a_question_is_answered_by_its_verbs(voice: Voice, qtbot: QtBot) -> None:
    window, _ = window_with_bar(voice, qtbot)
    answers: list[str] = []
    voice.ask(T("test", "Delete it?"), T("test", "It cannot be undone."), VERBS, answers.append, window)
    box = child(window, QuestionBox)
    assert box.isVisible()
    assert answers == []
    qtbot.mouseClick(child(box, QPushButton, "delete"), Qt.MouseButton.LeftButton)
    assert answers == ["delete"]


def test_escape_is_the_careful_answer(voice: Voice, qtbot: QtBot) -> None:
    window, _ = window_with_bar(voice, qtbot)
    answers: list[str] = []
    voice.ask(T("test", "Delete it?"), T("test", "It cannot be undone."), VERBS, answers.append, window)
    qtbot.keyClick(child(window, QuestionBox), Qt.Key.Key_Escape)
    assert answers == ["keep"]


def test_answers_can_be_given_beforehand(voice: Voice) -> None:
    answers: list[str] = []
    voice.will_answer("delete")
    voice.ask(T("test", "Delete it?"), T("test", "Sure?"), VERBS, answers.append)
    assert answers == ["delete"]
    assert [question.escape for question in voice.asked] == ["keep"]
