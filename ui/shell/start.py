"""Starting the window, step by step.

1. Whatever goes wrong from here on is caught, kept and shown (``CrashWatch``).
2. The application object, with sharp sizes at any scale.
3. One window per data folder: a second start calls the first to the front and ends.
4. How this computer is set: language, appearance.
5. The window, and in it the log-in; or how to begin where there is no office yet; or why it cannot be opened.
6. Once it stands: what is not needed for the first page (garbage by timer, what the last run has left).
7. At the end: work is finished, the database closed, the lock given back.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.text import T
from app.host.paths import Paths
from app.host.single import SingleInstance
from app.settings.settings import Settings
from ui.bridge.voice import Verb, Voice
from ui.i18n.language import install_language
from ui.jobs.jobs import Jobs
from ui.shell.crash import CrashWatch
from ui.shell.window import MainWindow
from ui.theme.appearance import begin_application, install_appearance

log = logging.getLogger(__name__)

LOCK = "window.lock"
OPEN_ALREADY = 1
SETTLE_MS = 400
"""What the first page does not need waits until it can be seen."""


def main(options: Mapping[str, str]) -> int:
    """Run the window until it is closed and return the exit code.

    Args:
        options: ``data`` (the data folder) and ``lang``, where the command line names them.
    """
    paths = Paths(Path(options["data"]).absolute()) if options.get("data") else Paths.usual()
    application = make_application()
    crashes = CrashWatch(paths, application)
    left = crashes.start()
    try:
        return _run(application, paths, options.get("lang", ""), crashes, left)
    finally:
        crashes.stop()


def make_application() -> QApplication:
    """Return the application object; sizes are multiplied by the screen's scale exactly, not rounded to whole times."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = begin_application(sys.argv[0])
    application.setApplicationName("wuye-desk")
    application.setApplicationDisplayName("")
    application.setQuitOnLastWindowClosed(True)
    return application


def dress(application: QApplication, paths: Paths, language: str = "") -> None:
    """Put this computer's language and appearance in force."""
    settings = Settings(paths.desk_file)
    install_language(application, paths.resources / "i18n", language or settings.text("office.language"))
    install_appearance(application, paths.resources, settings.text("desk.theme"), settings.text("desk.density"))


def _run(application: QApplication, paths: Paths, language: str, crashes: CrashWatch, left: str) -> int:
    dress(application, paths, language)
    voice = Voice(application)
    lock = SingleInstance(paths.data / LOCK)
    if not lock.take():
        return _open_already(application, paths, voice)
    jobs = Jobs(voice, parent=application)
    window = MainWindow(jobs, voice)
    window.crashes = crashes
    window.begin(paths)
    window.show()
    QTimer.singleShot(SETTLE_MS, window, lambda: _settle(application, window, paths, crashes, left))
    try:
        return application.exec()
    finally:
        if not jobs.close():
            log.warning("some work did not end in time")
        if window.context is not None:
            window.context.close()
        lock.release()


def _settle(application: QApplication, window: MainWindow, paths: Paths, crashes: CrashWatch, left: str) -> None:
    """Do what the first page did not need."""
    from ui.jobs.collecting import collect_on_gui_thread
    from ui.shell.calling import Caller

    collect_on_gui_thread(application)
    Caller(paths.data, window).called.connect(window.show_up)
    if left:
        crashes.show_left(left)


def _open_already(application: QApplication, paths: Paths, voice: Voice) -> int:
    """Call the first window; say so where it does not hear."""
    from ui.shell.calling import call

    if call(paths.data):
        return 0
    voice.ask(
        T("shell", "Wuye Desk is open already"),
        T("shell", "It runs on this computer but does not answer. Look for its window, or end it first."),
        [Verb(T("shell", "Close"), "close", "primary")],
        lambda _key: application.exit(OPEN_ALREADY),
    )
    return application.exec()
