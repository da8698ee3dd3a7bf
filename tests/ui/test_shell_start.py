"""Starting, ending badly, starting twice; and what the command line hands on."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

import main
from app.host.paths import Paths
from ui.i18n.language import install_language
from ui.shell.calling import FOLDER, Caller
from ui.shell.crash import CrashWatch
from ui.shell.crash_dialog import CrashDialog
from ui.shell.idle import IdleWatch

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def crashes(tmp_path: Path, qapp: QApplication) -> Iterator[CrashWatch]:
    install_language(qapp, ROOT / "resources" / "i18n", "en")
    made = CrashWatch(Paths(tmp_path))
    yield made
    made.deleteLater()


def dialogs() -> list[CrashDialog]:
    return [
        window for window in QApplication.topLevelWidgets() if isinstance(window, CrashDialog) and window.isVisible()
    ]


def defect() -> BaseException:
    try:
        raise KeyError("欧阳小明 19900001234")
    except KeyError as error:
        return error


def test_a_defect_is_kept_and_shown_without_what_was_typed(crashes: CrashWatch, qtbot: QtBot) -> None:
    crashes.report(defect())
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    text = dialogs()[0].findChild(QPlainTextEdit)
    assert text is not None
    assert "KeyError" in text.toPlainText()
    assert "19900001234" not in text.toPlainText()
    assert "KeyError" in crashes.folder.texts()[0]


def test_a_second_defect_is_added_to_the_same_dialog(crashes: CrashWatch, qtbot: QtBot) -> None:
    crashes.report(defect())
    crashes.report(defect())
    qtbot.waitUntil(lambda: bool(dialogs()) and dialogs()[0].details.toPlainText().count("KeyError") == 2)
    assert len(dialogs()) == 1


def test_one_may_go_on_after_a_defect(crashes: CrashWatch, qtbot: QtBot) -> None:
    crashes.report(defect())
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    qtbot.keyClick(dialogs()[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialogs())
    crashes.report(defect())
    qtbot.waitUntil(lambda: len(dialogs()) == 1)


def test_what_the_last_run_left_is_shown(crashes: CrashWatch) -> None:
    crashes.show_left("Fatal Python error: Segmentation fault")
    assert "Segmentation fault" in dialogs()[0].details.toPlainText()


def test_the_support_bundle_holds_the_crash(crashes: CrashWatch, tmp_path: Path, qtbot: QtBot) -> None:
    crashes.report(defect())
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    crashes.save_bundle(tmp_path / "support.zip")
    with zipfile.ZipFile(tmp_path / "support.zip") as bundle:
        assert "KeyError" in bundle.read("crash-01.txt").decode("utf-8")
        assert "program.txt" in bundle.namelist()


def test_a_later_start_is_heard(tmp_path: Path, qtbot: QtBot) -> None:
    caller = Caller(tmp_path)
    with qtbot.waitSignal(caller.called):
        (tmp_path / FOLDER / "1").touch()
    assert not list((tmp_path / FOLDER).iterdir())


def test_a_call_from_before_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "1").touch()
    Caller(tmp_path)
    assert not list((tmp_path / FOLDER).iterdir())


def test_touching_the_program_puts_the_lock_off() -> None:
    minutes = [10]
    watch = IdleWatch(lambda: minutes[0])
    watch.touch()
    assert watch.waiting_ms > 9 * 60_000
    minutes[0] = 0
    watch.touch()
    assert watch.waiting_ms == -1


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        (["--data", "D"], {"data": "D"}),
        (["--data=D", "--lang", "en"], {"data": "D", "lang": "en"}),
        (["list", "tickets"], None),
        (["--data", "D", "doctor"], None),
        (["--help"], None),
        (["--data"], None),
        (["--wrong"], None),
    ],
)
def test_no_verb_means_the_window(arguments: list[str], options: dict[str, str] | None) -> None:
    assert main.window_options(arguments) == options


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env={**kept, **environment}, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_one_is_told_what_to_do() -> None:
    done = run()
    assert done.returncode == main.USAGE
    assert "tour" in done.stderr


def test_the_window_loads_no_page_and_no_paper_before_somebody_logs_in() -> None:
    code = (
        "import sys; from ui.shell import start; from ui.shell.login import LoginPage;"
        "from app.context import open_office;"
        "slow = {'reportlab', 'openpyxl', 'pypinyin', 'argon2', 'keyring', 'pypdfium2', 'rapidfuzz'};"
        "print(sorted(slow & set(sys.modules)), [m for m in sys.modules if m.startswith('ui.features.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stdout.strip() == "[] []", done.stdout + done.stderr
