"""A second start calls the window that runs already: a small file in a folder that the first one watches."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from app.core.ids import new_id

FOLDER = "calls"
_TRIES, _PAUSE_S = 40, 0.05


class Caller(QObject):
    """Hears the calls of later starts.

    Args:
        data: The data folder.
        parent: Its owner.

    Signals:
        called: The program was started again.
    """

    called = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data / FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._hear)
        self._hear()

    def _hear(self) -> None:
        calls = list(self._folder.glob("*"))
        for call in calls:
            call.unlink(missing_ok=True)
        if calls:
            self.called.emit()


def call(data: Path) -> bool:
    """Call the window that runs in a data folder, and return whether it heard within two seconds."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / new_id()
    note.touch()
    pause = threading.Event()
    for _ in range(_TRIES):
        if not note.exists():
            return True
        pause.wait(_PAUSE_S)
    note.unlink(missing_ok=True)
    return False
