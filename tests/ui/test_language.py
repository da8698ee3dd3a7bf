from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.text import T, Text
from ui.i18n.language import Language, Retranslated, bind_text

HELLO = T("test", "Hello")
ROWS = T("test", "{count} rows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"test": {"Hello": "你好", "{count} rows": "{count} 行"}}
    (tmp_path / "zh_CN.json").write_text(json.dumps(texts), encoding="utf-8")
    return tmp_path


def test_bound_texts_follow_a_switch(qapp: QApplication, folder: Path, qtbot: QtBot) -> None:
    language = Language(qapp, folder, "en")
    label, rows = QLabel(), QLabel()
    bind_text(label.setText, HELLO)
    bind_text(rows.setText, ROWS.with_(count=3))
    assert (label.text(), rows.text()) == ("Hello", "3 rows")
    with qtbot.waitSignal(language.changed):
        language.switch("zh_CN")
    assert (label.text(), rows.text()) == ("你好", "3 行")
    language.switch("en")
    assert label.text() == "Hello"


def test_the_last_binding_of_a_setter_wins(qapp: QApplication, folder: Path) -> None:
    language = Language(qapp, folder, "en")
    label = QLabel()
    bind_text(label.setText, HELLO)
    bind_text(label.setText, "GD-1")
    language.switch("zh_CN")
    assert label.text() == "GD-1"
    language.switch("en")


def test_a_widget_that_is_gone_is_forgotten(qapp: QApplication, folder: Path) -> None:
    language = Language(qapp, folder, "en")
    parent = QWidget()
    label = QLabel(parent)
    bind_text(label.setText, HELLO)
    parent.deleteLater()
    qapp.sendPostedEvents(parent, 0)
    del parent
    language.switch("zh_CN")
    language.switch("en")


def test_a_callable_needs_an_owner(qapp: QApplication, folder: Path) -> None:
    language = Language(qapp, folder, "en")
    owner, seen = QObject(), []
    bind_text(seen.append, HELLO, owner)
    language.switch("zh_CN")
    assert seen == ["Hello", "你好"]
    language.switch("en")
    with pytest.raises(TypeError):
        bind_text(lambda text: None, HELLO)


def test_a_widget_reads_its_texts_again(qapp: QApplication, folder: Path) -> None:
    class Page(Retranslated, QWidget):
        shown = ""

        def retranslate(self) -> None:
            self.shown = str(HELLO)

    language = Language(qapp, folder, "en")
    page = Page()
    language.switch("zh_CN")
    qapp.processEvents()
    assert page.shown == "你好"
    language.switch("en")
    qapp.processEvents()
    assert page.shown == "Hello"


def test_a_missing_language_is_refused(qapp: QApplication, folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Language(qapp, folder, "fr")
    assert isinstance(HELLO, Text)
