"""The log: one file a day, the last lines in memory, personal data taken out before anything is written.

Code logs what the program does, with record ids and counts. It never logs values of personal fields: names cannot be
recognised by their shape, see ``scrubbing``.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from pathlib import Path
from types import TracebackType

from app.diagnostics.crash import render
from app.diagnostics.scrubbing import scrub

LINES = 2_000
"""Lines kept in memory for a support bundle."""
DAYS = 30
"""Daily files kept."""
_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class ScrubbingFormatter(logging.Formatter):
    """Formats a line: moment, level, room, message; without personal data, and exceptions without values."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s")

    def formatException(self, ei: _Info) -> str:  # noqa: N802 - the name logging gives it
        """Return an exception without values."""
        return render(ei[1]) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole line, scrubbed."""
        # Another handler may have kept the exception's text as Python tells it, which is not for this log.
        kept, record.exc_text = record.exc_text, None
        try:
            return scrub(super().format(record))
        finally:
            record.exc_text = kept


class DailyFile(logging.Handler):
    """Writes a file a day. Named by its day, never renamed: Windows renames no file that a second program has open.

    Args:
        folder: The folder of logs.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._day = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; a log that cannot be written must not stop the program."""
        try:
            day = time.strftime("%Y-%m-%d", time.localtime(record.created))
            if day != self._day:
                self._begin(day)
            with (self._folder / f"desk-{day}.log").open("a", encoding="utf-8", newline="\n") as file:
                file.write(self.format(record) + "\n")
        except OSError:
            self._day = ""

    def _begin(self, day: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(self._folder.glob("desk-*.log"))[: -DAYS + 1]:
            old.unlink(missing_ok=True)
        self._day = day


class Ring(logging.Handler):
    """Keeps the last lines in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


class Logs:
    """The program's log while it runs.

    Args:
        folder: The folder of logs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ring = Ring()
        self._handlers: tuple[logging.Handler, ...] = (DailyFile(folder), self._ring)
        self._level = logging.WARNING

    def start(self, level: int = logging.INFO) -> None:
        """Begin to log everything of at least this level."""
        root = logging.getLogger()
        self._level = root.level
        root.setLevel(level)
        logging.captureWarnings(capture=True)
        for handler in self._handlers:
            handler.setFormatter(ScrubbingFormatter())
            root.addHandler(handler)

    def stop(self) -> None:
        """End it."""
        root = logging.getLogger()
        root.setLevel(self._level)
        logging.captureWarnings(capture=False)
        for handler in self._handlers:
            root.removeHandler(handler)

    def recent(self) -> list[str]:
        """Return the last lines: those in memory, or of the newest file if nothing was logged yet."""
        if self._ring.lines:
            return list(self._ring.lines)
        files = sorted(self.folder.glob("desk-*.log"))
        if not files:
            return []
        return files[-1].read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]
