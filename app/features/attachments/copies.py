"""Copies of contents under their own names: for other programs, and where somebody saves them."""

from __future__ import annotations

import shutil
import stat
from contextlib import suppress
from pathlib import Path

from app.core.clock import DAY, Clock
from app.core.errors import EnvironmentFault, Refused
from app.core.text import T
from app.documents.files import replacing
from app.features.attachments import words
from app.features.attachments.rules import PROGRAMS, extension
from app.host.names import safe_name

_KEPT_FOR = 7 * DAY
_WRITABLE = stat.S_IREAD | stat.S_IWRITE


class Copies:
    """The folder of copies that other programs open.

    Args:
        folder: Where they lie.
        clock: Says how old they are.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def copy(self, source: Path, name: str) -> Path:
        """Return a copy of a content under a name, which cannot be written over.

        Raises:
            Refused: It is a program.
            EnvironmentFault: It cannot be written.
        """
        if extension(name) in PROGRAMS:
            raise Refused(words.PROGRAM.with_(name=name), "attachment.program")
        self._clear()
        target = self._folder / source.name[:12] / safe_name(name)
        if not target.exists() or target.stat().st_size != source.stat().st_size:
            save_copy(source, target)
            # Who edits it is told by the other program to save under another name, and can attach that.
            with suppress(OSError):
                target.chmod(stat.S_IREAD)
        return target

    def _clear(self) -> None:
        before = self._clock.now() - _KEPT_FOR
        for path in self._folder.glob("*/*"):
            with suppress(OSError):  # it may still be open
                if path.stat().st_mtime_ns // 1_000_000 < before:
                    path.chmod(_WRITABLE)
                    path.unlink()
                    path.parent.rmdir()


def save_copy(source: Path, target: Path) -> None:
    """Save a copy of a file; what stood there before stays whole until the copy is.

    Raises:
        Refused: The target is open in another program.
        EnvironmentFault: The target cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.chmod(_WRITABLE)
        with source.open("rb") as read, replacing(target) as write:
            shutil.copyfileobj(read, write)
    except OSError as error:
        raise EnvironmentFault(
            T(
                "attachments",
                "“{name}” could not be written to “{folder}”. Choose another folder, or free some space.",
            ).with_(name=target.name, folder=str(target.parent)),
            "attachment.not_written",
        ) from error
