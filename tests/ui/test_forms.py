from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.errors import Invalid, Refused
from app.core.text import T
from tests.support.finding import be, carried
from tests.support.lists import words
from tests.support.typing_chinese import compose, type_text
from ui.bridge.voice import Voice
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.lookup import LookupBox
from ui.forms.spec import Candidate, Field, FormSpec, Lookup, Section
from ui.jobs.jobs import InlineJobs, Jobs
from ui.tables.display import Display

PEOPLE = [Candidate("p1", "3-2-501 陈知远", "139"), Candidate("p2", "3-2-502 李若溪", "138")]


def find(text: str) -> list[Candidate]:
    return [one for one in PEOPLE if text in one.text]


SPEC = FormSpec(
    (
        Section(
            words("Caller"),
            (
                Field("who", words("Caller"), "lookup", required=True, lookup=Lookup(find, lambda key: "somebody")),
                Field("phone", words("Phone"), "phone"),
                Field("wishes", words("Wishes"), "tags", choices={"wechat": words("WeChat")}),
            ),
        ),
        Section(
            words("Matter"),
            (
                Field("text", words("What"), "long_text", required=True),
                Field("level", words("Level"), "choice", choices={"1": words("One"), "2": words("Two")}),
                Field("teams", words("Teams"), "multi_choice", choices={"a": words("A"), "b": words("B")}),
                Field("when", words("When"), "moment"),
                Field("day", words("Day"), "date"),
                Field("fee", words("Fee"), "money"),
                Field("count", words("Count"), "number", minimum=1, maximum=9),
                Field("urgent", words("Urgent"), "flag"),
                Field("why", words("Why"), visible_if=lambda values: bool(values["urgent"])),
            ),
        ),
    )
)


@pytest.fixture
def form(display: Display, qtbot: QtBot) -> Form:
    made = Form(SPEC, display)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


FULL: dict[str, Any] = {
    "who": "p1", "phone": "139", "wishes": ("wechat", "quiet"), "text": "漏水", "level": "2", "teams": ("b",),
    "when": 1_795_332_600_000, "day": "2026-11-25", "fee": 1250, "count": 3, "urgent": True, "why": "flood",
}  # fmt: skip


def test_what_is_set_is_what_comes_back(form: Form) -> None:
    form.set_values(FULL)
    assert form.values() == FULL
    assert not form.changed()


def test_everything_typed_counts_as_a_change(form: Form, qtbot: QtBot) -> None:
    form.set_values(FULL)
    type_text(form.editor("text"), "，很急")
    assert form.changed()
    assert form.value("text") == "，很急漏水"
    form.mark_saved()
    assert not form.changed()


def test_days_moments_and_money_are_typed_as_people_do(form: Form, qtbot: QtBot) -> None:
    form.set_values(FULL)
    for key, typed in (("day", "tomorrow"), ("when", "15:30"), ("fee", "￥1,200.5"), ("count", "7")):
        be(form.editor(key), QLineEdit).clear()
        qtbot.keyClicks(form.editor(key), typed) if typed.isascii() else type_text(form.editor(key), typed)
    values = form.values()
    assert (values["day"], values["when"], values["fee"], values["count"]) == (
        "2026-11-23",
        1_795_332_600_000,
        120050,
        7,
    )


def test_what_cannot_be_read_is_said_under_its_field(form: Form, qtbot: QtBot) -> None:
    form.set_values({})
    qtbot.keyClicks(form.editor("count"), "12")
    qtbot.keyClicks(form.editor("day"), "someday")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert list(caught.value.fields) == ["who", "text", "day", "count"]
    form.show_errors(caught.value)
    assert form.editor("who").hasFocus()
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert str(caught.value.fields["count"]) in shown
    qtbot.keyClicks(form.editor("count"), "")
    be(form.editor("count"), QLineEdit).clear()
    qtbot.keyClicks(form.editor("count"), "3")
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert str(caught.value.fields["count"]) not in shown


def test_enter_goes_on_and_the_other_keys_ask(form: Form, qtbot: QtBot) -> None:
    form.set_values(FULL)
    form.editor("phone").setFocus()
    qtbot.keyClick(form.editor("phone"), Qt.Key.Key_Return)
    assert not form.editor("phone").hasFocus()
    with qtbot.waitSignal(form.save_wanted):
        qtbot.keyClick(form.editor("text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(form.leave_wanted):
        qtbot.keyClick(form.editor("phone"), Qt.Key.Key_Escape)


def test_enter_in_a_long_text_is_a_line(form: Form, qtbot: QtBot) -> None:
    form.set_values(FULL)
    form.editor("text").setFocus()
    qtbot.keyClick(form.editor("text"), Qt.Key.Key_Return)
    assert form.editor("text").hasFocus()
    assert be(form.editor("text"), QPlainTextEdit).toPlainText() == "\n漏水"


def test_a_field_shows_when_its_condition_holds(form: Form, qtbot: QtBot) -> None:
    form.set_values({})
    assert not form.editor("why").isVisible()
    be(form.editor("urgent"), QCheckBox).click()
    assert form.editor("why").isVisible()


def test_fields_have_names_for_screen_readers(form: Form) -> None:
    assert all(form.editor(field.key).accessibleName() for field in SPEC.fields)


def test_the_first_candidate_is_taken_by_enter(qtbot: QtBot, inline_jobs: InlineJobs) -> None:
    box = LookupBox(find, inline_jobs)
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.setFocus()
    qtbot.keyClicks(box, "50")
    with qtbot.waitSignal(box.picked) as blocker:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert carried(blocker)[0].key == "p1"
    assert box.text() == "3-2-501 陈知远"


def test_arrows_choose_among_candidates(qtbot: QtBot) -> None:
    box = LookupBox(find)
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.setFocus()
    with qtbot.waitSignal(box.found):
        qtbot.keyClicks(box, "3-2")
    assert box.open
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.candidate == PEOPLE[1]
    assert not box.open
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert box.candidate is None


def test_nothing_is_looked_for_while_composing(qtbot: QtBot) -> None:
    box = LookupBox(find)
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.setFocus()
    compose(box, "chen")
    assert not box._timer.isActive()
    with qtbot.waitSignal(box.found) as blocker:
        type_text(box, "陈")
    assert [one.key for one in carried(blocker)[0]] == ["p1"]


class Saved:
    def __init__(self) -> None:
        self.values: list[dict[str, Any]] = []
        self.error: Exception | None = None

    def __call__(self, values: dict[str, Any]) -> str:
        if self.error is not None:
            raise self.error
        self.values.append(values)
        return "id-1"


@pytest.fixture
def saved() -> Saved:
    return Saved()


@pytest.fixture
def frame(form: Form, saved: Saved, voice: Voice, inline_jobs: InlineJobs, qtbot: QtBot) -> FormFrame:
    made = FormFrame(words("New ticket"), form, saved, voice, inline_jobs)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_save_hands_the_values_on_and_closes(frame: FormFrame, saved: Saved, qtbot: QtBot) -> None:
    frame.form.set_values(FULL)
    frame.form.focus_first()
    with qtbot.waitSignals([frame.saved, frame.closed]):
        qtbot.keyClick(frame.form.editor("phone"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved.values == [FULL]


def test_a_refused_save_keeps_what_was_typed(frame: FormFrame, saved: Saved, voice: Voice, qtbot: QtBot) -> None:
    frame.form.set_values(FULL)
    saved.error = Invalid({"phone": T("test", "Not a phone number.")})
    with qtbot.assertNotEmitted(frame.closed):
        frame.save()
    assert frame.form.editor("phone").property("wrong") == "true"
    saved.error = Refused(T("test", "Not now."))
    frame.save()
    assert [str(message.text) for message in voice.said] == ["Not now."]
    assert frame.form.values() == FULL


def test_leaving_asks_only_if_something_would_be_lost(
    frame: FormFrame, voice: Voice, saved: Saved, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(frame.closed):
        frame.leave()
    assert voice.asked == []
    frame.form.set_values(FULL)
    type_text(frame.form.editor("text"), "x")
    voice.will_answer("stay", "save")
    with qtbot.assertNotEmitted(frame.closed):
        frame.leave()
    with qtbot.waitSignal(frame.closed):
        frame.leave()
    assert len(saved.values) == 1


def test_lookups_run_off_the_window(display: Display, jobs: Jobs, qtbot: QtBot) -> None:
    form = Form(SPEC, display, jobs)
    qtbot.addWidget(form)
    form.show()
    box = be(form.editor("who"), LookupBox)
    with qtbot.waitSignal(box.found):
        qtbot.keyClicks(box, "502")
    qtbot.waitUntil(lambda: jobs.idle)
