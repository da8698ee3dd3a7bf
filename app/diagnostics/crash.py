"""What is kept of a defect: where it happened, never with which values.

A traceback as Python prints it ends in a message that may quote what somebody typed (``KeyError: '…'``). Here the
message is kept only of exceptions that speak of the program itself, and scrubbed even then.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from app.core.errors import AppError
from app.diagnostics.scrubbing import scrub

ROOT = Path(__file__).resolve().parents[2]
KEPT = 20
"""Crash texts kept; the oldest go."""

_SPEAKS_OF_THE_PROGRAM = (
    AttributeError,
    ImportError,
    MemoryError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
)
_DRIVERS = ("sqlite3", "peewee")


def render(error: BaseException) -> str:
    """Return a traceback without values: types, files, lines, functions; causes first, as Python tells them."""
    parts: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        parts.append(_one(link))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n\nthis led to\n\n".join(reversed(parts)) + "\n"


def _one(error: BaseException) -> str:
    lines = [
        f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-50)
    ]
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return "\n".join([*lines, f"{name}{_message(error)}"])


def _message(error: BaseException) -> str:
    if isinstance(error, AppError):
        return f": {error.code}"
    if isinstance(error, OSError):
        # Never the file's name, which may be that of somebody's paper.
        return f": errno {error.errno}"
    speaks_of_sql = type(error).__module__ in _DRIVERS and type(error).__name__ == "OperationalError"
    if speaks_of_sql or isinstance(error, _SPEAKS_OF_THE_PROGRAM):
        return f": {scrub(str(error))[:300]}"
    return ""


def _place(file: str) -> str:
    """A path below the program, or the last parts of one outside: what lies above may name a person."""
    path = Path(file)
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-3:])


class CrashFolder:
    """Keeps crash texts, and notices when the program died without a word.

    Args:
        folder: The folder of logs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fatal = folder / "fatal.txt"
        self._open: TextIO | None = None

    def start(self) -> str:
        """Have fatal errors of native code written down, and return what the last run left of one, or nothing.

        What was left is kept as a crash text.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        left = ""
        if self._fatal.exists():
            left = self._fatal.read_text(encoding="utf-8", errors="replace").strip()
            if left:
                self._keep(scrub(left))
        self._open = self._fatal.open("w", encoding="utf-8")
        faulthandler.enable(self._open)
        return left

    def stop(self) -> None:
        """The program ends as it should: nothing is to be reported next time."""
        if self._open is not None:
            faulthandler.disable()
            self._open.close()
            self._open = None
            self._fatal.unlink(missing_ok=True)

    def write(self, error: BaseException) -> Path:
        """Keep the text of a defect, and return where."""
        return self._keep(render(error))

    def texts(self) -> list[str]:
        """Return the crash texts kept, newest first."""
        return [path.read_text(encoding="utf-8", errors="replace") for path in reversed(self._files())]

    def _keep(self, text: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = time.strftime("%Y%m%d-%H%M%S")
        same = sorted(self._folder.glob(f"crash-{stamp}-*.txt"))
        number = int(same[-1].stem.rpartition("-")[2]) + 1 if same else 1
        path = self._folder / f"crash-{stamp}-{number:03d}.txt"
        path.write_text(text, encoding="utf-8")
        for old in self._files()[:-KEPT]:
            old.unlink(missing_ok=True)
        return path

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("crash-*.txt"))


def watch(report: Callable[[BaseException], None]) -> Callable[[], None]:
    """Have every exception that nobody caught, in any thread, reported; returns what undoes it.

    Args:
        report: Told of the exception, in the thread it happened in; Ctrl+C is not a defect and passes.
    """
    before, before_threads = sys.excepthook, threading.excepthook

    def main(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, where)
            return
        report(error)

    def thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            report(told.exc_value)

    sys.excepthook, threading.excepthook = main, thread

    def undo() -> None:
        sys.excepthook, threading.excepthook = before, before_threads

    return undo
