"""When the program makes a mistake: it says so in plain words, keeps the text, and lets the person go on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__
from app.core.errors import AppError, NotAllowed
from app.core.text import T, Text
from app.diagnostics.crash import CrashFolder, render, watch
from app.diagnostics.logs import Logs
from app.host.paths import Paths

if TYPE_CHECKING:
    from ui.shell.crash_dialog import CrashDialog

log = logging.getLogger(__name__)

HAPPENED = T("shell", "The program made a mistake")
PLAIN = T(
    "shell",
    "What you did last may not have been done: look whether it is there. Everything saved before is safe. "
    "If it happens again, save a support bundle and send it to whoever looks after this program; "
    "it holds nothing about residents or staff.",
)
LEFT = T("shell", "The program ended unexpectedly last time")
LEFT_PLAIN = T(
    "shell",
    "Everything that was saved is safe. If it happens again, save a support bundle and send it to whoever "
    "looks after this program; it holds nothing about residents or staff.",
)


class CrashWatch(QObject):
    """Catches what nobody else caught, in any thread, and shows it on the window's thread.

    Args:
        paths: Where logs and crash texts lie.
        parent: The application.

    Attributes:
        writer: Writes a support bundle that also knows the open office; None while nobody works in one.
    """

    _happened = Signal(object)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self.folder = CrashFolder(paths.logs)
        self.logs = Logs(paths.logs)
        self.writer: Callable[[Path], None] | None = None
        self._dialog: CrashDialog | None = None
        self._undo: Callable[[], None] | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> str:
        """Begin to watch, and return what a run that died without a word has left, or nothing."""
        self._undo = watch(self.report)
        self.logs.start()
        return self.folder.start()

    def stop(self) -> None:
        """End it: the program closes as it should."""
        if self._undo is not None:
            self._undo()
        self.folder.stop()
        self.logs.stop()

    def report(self, error: BaseException) -> None:
        """Keep a defect's text and show it; from any thread."""
        text = render(error)
        log.error("defect\n%s", text)
        try:
            self.folder.write(error)
        except OSError:
            log.warning("the crash text could not be kept")
        self._happened.emit(text)

    def show_left(self, text: str) -> None:
        """Show what the last run has left."""
        self._open(LEFT, LEFT_PLAIN, text)

    def save_bundle(self, target: Path) -> None:
        """Write a support bundle; one without the office's numbers where nobody may tell them.

        Raises:
            EnvironmentFault: The file cannot be written.
        """
        if self.writer is not None:
            try:
                self.writer(target)
            except NotAllowed:
                log.info("a support bundle without the office's numbers")
            else:
                return
        from PySide6.QtCore import qVersion

        from app.diagnostics.bundle import Evidence, write_bundle
        from app.host.machine import machine_facts

        program = {"version": __version__, "qt": qVersion(), "platform": QApplication.platformName()}
        facts = {"program": program, "machine": machine_facts(self._paths.data)}
        write_bundle(target, Evidence(facts, {}, self.logs.recent(), self.folder.texts()))

    def ask_bundle(self, parent: QWidget | None, told: Callable[[Text], None]) -> None:
        """Ask where to, write a support bundle there, and tell what came of it."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(
            parent, str(T("shell", "Save a support bundle")), str(Path.home() / "wuye-desk-support.zip")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(name: str) -> None:
            try:
                self.save_bundle(Path(name))
            except AppError as error:
                told(error.text)
            else:
                told(T("shell", "Saved: {file}").with_(file=name))

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _show(self, text: str) -> None:
        self._open(HAPPENED, PLAIN, text)

    def _open(self, title: Text, plain: Text, text: str) -> None:
        """Show one dialog; what happens while it is open is added to it."""
        if self._dialog is not None:
            self._dialog.add(text)
            return
        from ui.shell.crash_dialog import CrashDialog

        self._dialog = dialog = CrashDialog(self, title, plain, text, QApplication.activeWindow())
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None
