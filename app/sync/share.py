"""The shared folder as the exchange sees it: nine calls, and when "there is no such file" may be believed.

Paths are relative names joined by ``/``; the root is ``""``. Files are written once and never changed, so a reader
needs no lock. Every call raises ``ShareFault`` and nothing else (a path that could leave the folder is a defect and
raises ``ValueError``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from app.sync.faults import ShareFault
from app.sync.names import SITE

Answer = TypeVar("Answer")

MAX_FILE = 64 * 1024 * 1024
"""Bytes read from one file unless the caller allows fewer or more."""


class Share(Protocol):
    """Anything that behaves like a plain shared folder."""

    def names(self, folder: str) -> list[str]:
        """Return the names of the files and folders in a folder, sorted; it may lag behind what others wrote.

        Raises:
            ShareFault: ``missing`` if there is no such folder.
        """
        raise NotImplementedError

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        """Return name, size in bytes and time of change (the server's, UTC milliseconds) of the files in a folder."""
        raise NotImplementedError

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """Return a file's bytes; they may be cut off or damaged, so the reader proves them.

        Args:
            path: The file.
            limit: Bytes it may have at most.

        Raises:
            ShareFault: ``missing``; ``damaged`` if it is longer than the limit.
        """
        raise NotImplementedError

    def create(self, path: str, data: bytes) -> None:
        """Put a whole file under a name nobody has, flushed to the server's disk; its folder must be there.

        Nobody ever sees half of it under that name, save on a server that refuses to rename. Only one device may use
        the name, or all must write the same bytes: a Samba server lets two clients rename onto one name at the same
        moment and tells both that it went well. What several may reach for is claimed.

        Raises:
            ShareFault: ``exists`` if the name is taken, perhaps by an earlier attempt of ours that was reported as
                failed or was cut off: compare the bytes.
        """
        raise NotImplementedError

    def claim(self, path: str, data: bytes) -> None:
        """Take a name that others may reach for at the same moment: exactly one gets it, on every server.

        The file is made straight under its name, so others may find it while it is being written.

        Args:
            path: The file; its folder must be there.
            data: Its content, short; cut off if the connection breaks in mid write.

        Raises:
            ShareFault: ``exists`` if somebody has the name.
        """
        raise NotImplementedError

    def mark(self, path: str) -> None:
        """Make an empty file whose name is the message; that it exists is fine."""
        raise NotImplementedError

    def remove(self, path: str) -> None:
        """Delete a file; that it is missing is fine."""
        raise NotImplementedError

    def folder(self, path: str) -> None:
        """Make a folder and those above it, never the root itself; that it exists is fine."""
        raise NotImplementedError

    def server_time(self) -> int:
        """Return the file server's clock, UTC milliseconds: the time it gives to a file made just now."""
        raise NotImplementedError


def is_name(text: str) -> bool:
    """Say whether a name from a listing can be a file's on every system; others are passed over."""
    return text not in {"", ".", ".."} and not any(sign in text for sign in '/\\:\0"*?<>|')


def parts_of(path: str) -> list[str]:
    """Return the names a path is made of.

    Raises:
        ValueError: It could lead out of the folder.
    """
    parts = path.split("/") if path else []
    if not all(map(is_name, parts)):
        raise ValueError(f"not a path on the share: {path!r}")
    return parts


class SureShare:
    """A share whose "there is no such file" is believed only while the office's own ``SITE`` file reads back.

    Servers that are going down, moved folders and half-mounted drives all answer "not found" for everything. This is
    the one place where that is told apart; whoever asks for ``SITE`` itself gets the bare answer.

    Args:
        inner: The share itself.
        is_ours: Says whether the bytes of ``SITE`` are this office's.
    """

    def __init__(self, inner: Share, is_ours: Callable[[bytes], bool]) -> None:
        self.inner = inner
        self._is_ours = is_ours

    def names(self, folder: str) -> list[str]:
        """As ``Share.names``."""
        return self._surely(lambda: self.inner.names(folder))

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        """As ``Share.sizes``."""
        return self._surely(lambda: self.inner.sizes(folder))

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """As ``Share.read``."""
        if path == SITE:
            return self.inner.read(path, limit)
        return self._surely(lambda: self.inner.read(path, limit))

    def create(self, path: str, data: bytes) -> None:
        """As ``Share.create``."""
        self._surely(lambda: self.inner.create(path, data))

    def claim(self, path: str, data: bytes) -> None:
        """As ``Share.claim``."""
        self._surely(lambda: self.inner.claim(path, data))

    def mark(self, path: str) -> None:
        """As ``Share.mark``."""
        self._surely(lambda: self.inner.mark(path))

    def remove(self, path: str) -> None:
        """As ``Share.remove``."""
        self._surely(lambda: self.inner.remove(path))

    def folder(self, path: str) -> None:
        """As ``Share.folder``."""
        self._surely(lambda: self.inner.folder(path))

    def server_time(self) -> int:
        """As ``Share.server_time``."""
        return self._surely(self.inner.server_time)

    def _surely(self, call: Callable[[], Answer]) -> Answer:
        try:
            return call()
        except ShareFault as fault:
            if fault.kind != "missing" or self._is_there():
                raise
            raise ShareFault("gone", f"SITE does not read back; {fault.detail}") from fault

    def _is_there(self) -> bool:
        try:
            return self._is_ours(self.inner.read(SITE))
        except ShareFault:
            return False
