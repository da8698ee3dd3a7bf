"""A share that is a plain folder: a network path, a mapped drive, a USB stick."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from app.sync.codes import code_of, is_known, meaning_of
from app.sync.faults import Kind, ShareFault
from app.sync.local_files import flush, open_existing, open_new, reachable, rename_new
from app.sync.names import SITE, temp_path
from app.sync.share import MAX_FILE, is_name, parts_of

Answer = TypeVar("Answer")

FIRST_PAUSE = 0.025
"""Seconds before a busy file is tried again; doubled each time."""
PATIENCE = 2.0
"""Seconds slept for one busy file before it is left for the next poll."""
REFUSALS = 2
"""A rename refused so often is given up: the file is then written straight under its final name."""
PIECE = 1024 * 1024
"""Bytes read at once, after which progress is told."""


_chance = secrets.SystemRandom()


def _unheard() -> None:
    """Nobody listens to the progress."""


class FolderShare:
    """The calls of ``Share`` over a folder of this machine's file system.

    Args:
        root: The folder; it is never made here.
        sleep: Waits for so many seconds.
        chance: Returns a number from 0 to 1, by which pauses differ from desk to desk.
        progress: Called while a long file is being read.
    """

    def __init__(
        self,
        root: Path,
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = _chance.random,
        progress: Callable[[], None] = _unheard,
    ) -> None:
        self._root = reachable(root)
        self._sleep = sleep
        self._chance = chance
        self._progress = progress
        self._no_rename = False

    def names(self, folder: str) -> list[str]:
        """As ``Share.names``."""
        found = self._try(f"list {folder}", lambda: [path.name for path in self._local(folder).iterdir()])
        return sorted(filter(is_name, found))

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        """As ``Share.sizes``."""
        return self._try(f"list {folder}", lambda: _sizes(self._local(folder)))

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """As ``Share.read``."""
        content = self._try(f"read {path}", lambda: self._content(self._local(path), limit))
        if len(content) > limit:
            raise ShareFault("damaged", f"read {path}: longer than {limit}")
        return content

    def create(self, path: str, data: bytes) -> None:
        """As ``Share.create``: a temp beside the name, written at once and flushed, then renamed without replacing."""
        if not data or self._no_rename:  # nothing of it could be seen half, or there is no other way
            self.claim(path, data)
            return
        what, final = f"create {path}", self._local(path)
        temp = self._beside(path)
        self._write(what, temp, data, path)
        try:
            renamed = self._renamed(what, temp, final)
            if not renamed:
                self._write(what, final, data, path)
        except ShareFault as fault:
            if fault.kind != "gone":  # a dead share would only make us wait again
                _drop(temp)
            raise
        if not renamed and not _drop(temp):
            self._no_rename = True  # a folder to which one may only add: every further temp would stay as well

    def claim(self, path: str, data: bytes) -> None:
        """As ``Share.claim``."""
        self._write(f"claim {path}", self._local(path), data, path)

    def mark(self, path: str) -> None:
        """As ``Share.mark``."""
        try:
            os.close(self._try(f"mark {path}", lambda: open_new(self._local(path)), written=path))
        except ShareFault as fault:
            if fault.kind != "exists":
                raise

    def remove(self, path: str) -> None:
        """As ``Share.remove``."""
        local = self._local(path)
        try:
            self._try(f"remove {path}", local.unlink)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise

    def folder(self, path: str) -> None:
        """As ``Share.folder``."""
        local = self._root
        for part in parts_of(path):
            local /= part
            try:
                self._try(f"folder {path}", local.mkdir)
            except ShareFault as fault:
                if fault.kind != "exists":
                    raise

    def server_time(self) -> int:
        """As ``Share.server_time``: an empty file, because nothing but the server can have stamped that."""
        temp = self._beside("")
        os.close(self._try("time", lambda: open_new(temp), written=""))
        try:
            return self._try("time", temp.stat).st_mtime_ns // 1_000_000
        finally:
            _drop(temp)

    def _local(self, path: str) -> Path:
        return self._root.joinpath(*parts_of(path))

    def _beside(self, path: str) -> Path:
        return self._local(temp_path(path, secrets.token_bytes(10)))

    def _content(self, local: Path, limit: int) -> bytes:
        pieces = bytearray()
        with os.fdopen(open_existing(local), "rb", buffering=0) as file:
            while len(pieces) <= limit and (piece := file.read(min(PIECE, limit + 1 - len(pieces)))):
                pieces += piece
                if len(piece) == PIECE:
                    self._progress()
        return bytes(pieces)

    def _write(self, what: str, local: Path, data: bytes, path: str) -> None:
        """Make a file with these bytes; one that could not be finished is taken away again where possible."""
        descriptor = self._try(what, lambda: open_new(local), written=path)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                rest = memoryview(data)
                while rest:  # once, as far as the system takes it all: several writes invite holes
                    rest = rest[file.write(rest) :]
                flush(descriptor)
        except OSError as error:
            kind = meaning_of(error)
            if kind != "gone":
                _drop(local)
            raise ShareFault("busy" if kind == "denied" else kind, f"{what}: {code_of(error)}") from error

    def _renamed(self, what: str, temp: Path, final: Path) -> bool:
        """Rename without replacing; False if that is refused again and again.

        A rename that was done but reported as failed ends as ``exists``: either the temp is missing at the second
        attempt, and the exclusive creation that follows finds the name taken, or the name is found taken at once.
        """
        for attempt in range(REFUSALS):
            if attempt:
                self._sleep(FIRST_PAUSE * (0.5 + self._chance()))
            try:
                rename_new(temp, final)
            except OSError as error:
                kind = meaning_of(error)
                if kind in ("exists", "full") or (kind == "gone" and is_known(error)):
                    raise ShareFault(kind, f"{what}: {code_of(error)}") from error
            else:
                return True
        return False

    def _try(self, what: str, call: Callable[[], Answer], written: str | None = None) -> Answer:
        """Do something, again for a while if the file is held by somebody.

        Args:
            what: For the log.
            call: Does it.
            written: The path, if something new is made there.

        Raises:
            ShareFault: It cannot be done now.
        """
        pause, slept = FIRST_PAUSE, 0.0
        while True:
            try:
                return call()
            except OSError as error:
                kind = meaning_of(error)
                if kind not in ("busy", "denied"):
                    raise ShareFault(kind, f"{what}: {code_of(error)}") from error
                if slept >= PATIENCE:
                    raise ShareFault(self._lasting(kind, written), f"{what}: {code_of(error)}") from error
            wait = min(pause * (0.5 + self._chance()), PATIENCE - slept)
            self._sleep(wait)
            slept += wait
            pause *= 2

    def _lasting(self, kind: str, written: str | None) -> Kind:
        """Tell a file that is held from rights that are missing: the latter hold for every file."""
        if kind == "busy":
            return "busy"
        try:
            if written is None:
                os.close(open_existing(self._local(SITE)))
            else:
                temp = self._beside(written)
                os.close(open_new(temp))
                _drop(temp)
        except OSError as error:
            return "rights" if meaning_of(error) == "denied" else "busy"
        return "busy"


def _sizes(local: Path) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    with os.scandir(local) as entries:
        for entry in entries:
            # Files come and go while a folder is listed.
            with suppress(FileNotFoundError):
                if is_name(entry.name) and entry.is_file():
                    facts = entry.stat()
                    found.append((entry.name, facts.st_size, facts.st_mtime_ns // 1_000_000))
    return sorted(found)


def _drop(local: Path) -> bool:
    """Delete a temp of ours and say whether it is gone; one that stays is swept up another day."""
    try:
        local.unlink(missing_ok=True)
    except OSError:
        return False
    return True
