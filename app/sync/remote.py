"""A share whose every call is made in a child process, which is killed when it falls silent.

On a dead network path one call can block for as long as the system likes, and nothing can interrupt it from inside.
Killing is harmless: nothing of the exchange lives in the child, and publishing may be repeated.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.sync.faults import ShareFault
from app.sync.share import MAX_FILE, parts_of
from app.sync.worker import ALIVE, BROKEN, FAULT, receive, send

WORKER_VERB = "--share-worker"
"""First argument of the frozen program started as the worker: its entry hands the rest to ``worker.main``."""
PATIENCE = 120.0
"""Seconds of silence after which the child is killed."""
SLOWEST = 32 * 1024
"""Bytes a second that a line must carry: a file to be written may take so much longer."""
FAREWELL = 5.0
"""Seconds a child may take to end when nobody needs it any more."""


class WorkerShare:
    """The calls of ``Share`` over a folder that only a child process touches; safe from several threads, one by one.

    Args:
        root: The folder.
        patience: Seconds of silence after which the child is killed.
        command: Starts the child, if not this program itself.

    Attributes:
        patience: As given; may be changed between calls.
    """

    def __init__(self, root: Path, *, patience: float = PATIENCE, command: Sequence[str] | None = None) -> None:
        self._command = list(command) if command else _command(root)
        self.patience = patience
        self._lock = threading.Lock()
        self._child: _Child | None = None

    @property
    def process_id(self) -> int | None:
        """The child's process id; None while there is none."""
        child = self._child
        return child.process.pid if child else None

    def names(self, folder: str) -> list[str]:
        """As ``Share.names``."""
        return self._call("names", folder)

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        """As ``Share.sizes``."""
        return [(name, size, changed) for name, size, changed in self._call("sizes", folder)]

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """As ``Share.read``."""
        return self._call("read", path, limit)

    def create(self, path: str, data: bytes) -> None:
        """As ``Share.create``."""
        self._call("create", path, data)

    def claim(self, path: str, data: bytes) -> None:
        """As ``Share.claim``."""
        self._call("claim", path, data)

    def mark(self, path: str) -> None:
        """As ``Share.mark``."""
        self._call("mark", path)

    def remove(self, path: str) -> None:
        """As ``Share.remove``."""
        self._call("remove", path)

    def folder(self, path: str) -> None:
        """As ``Share.folder``."""
        self._call("folder", path)

    def server_time(self) -> int:
        """As ``Share.server_time``."""
        return self._call("server_time")

    def close(self) -> None:
        """End the child; a call under way ends as ``gone``, the next call starts another."""
        child = self._child
        if child is None:
            return
        if self._lock.acquire(blocking=False):
            try:
                self._child = None
                child.dismiss()
            finally:
                self._lock.release()
        else:
            child.process.kill()

    def _call(self, method: str, *arguments: Any) -> Any:
        if arguments:
            parts_of(arguments[0])  # a path that is none is this side's defect
        with self._lock:
            child = self._started()
            try:
                answer = child.ask([method, *arguments], self.patience)
            except ShareFault:
                self._child = None
                raise
        if answer[0] == FAULT:
            raise ShareFault(answer[1], answer[2])
        if answer[0] == BROKEN:
            raise RuntimeError(answer[1])
        return answer[1]

    def _started(self) -> _Child:
        if self._child is None:
            try:
                self._child = _Child(self._command)
            except OSError as error:
                raise ShareFault("gone", f"the share worker does not start: {error.strerror}") from error
        return self._child


class _Child:
    """One child process and the thread that talks to it, so that neither writing nor reading can block a caller."""

    def __init__(self, command: Sequence[str]) -> None:
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )
        self._orders: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._talk, name="share-worker", daemon=True)
        self._thread.start()

    def ask(self, order: list[Any], patience: float) -> list[Any]:
        """Return the child's answer.

        Raises:
            ShareFault: It ended, or was silent for too long and has been killed.
        """
        self._orders.put(order)
        patience += sum(len(argument) for argument in order if isinstance(argument, bytes)) / SLOWEST
        while True:
            try:
                answer = self._answers.get(timeout=patience)
            except queue.Empty:
                # It may not die before the system lets go of it; the thread waits for that, nobody else does.
                self.process.kill()
                raise ShareFault("gone", f"{order[0]}: no answer for {patience:.0f} s") from None
            if answer is None:
                self.process.kill()
                raise ShareFault("gone", f"{order[0]}: the share worker ended")
            if answer[0] != ALIVE:
                return answer

    def dismiss(self) -> None:
        """Let the child end by itself, or end it."""
        self._orders.put(None)
        self._thread.join(FAREWELL)
        if self._thread.is_alive():
            self.process.kill()

    def _talk(self) -> None:
        source, sink = self.process.stdout, self.process.stdin
        assert source is not None
        assert sink is not None
        with suppress(OSError, ValueError):
            while (order := self._orders.get()) is not None:
                send(sink, order)
                while True:
                    answer = receive(source)
                    self._answers.put(answer)
                    if answer is None or answer[0] != ALIVE:
                        break
                if answer is None:
                    break
        for pipe in (sink, source):
            with suppress(OSError):
                pipe.close()
        self.process.wait()
        self._answers.put(None)


def _command(root: Path) -> list[str]:
    """Return the command line of the worker, for a frozen program too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_VERB, str(root)]
    return [sys.executable, "-m", "app.sync.worker", str(root)]
