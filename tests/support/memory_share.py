"""A shared folder in memory, for tests in which several devices exchange thousands of files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.core.clock import Clock, SystemClock
from app.sync.faults import ShareFault
from app.sync.share import MAX_FILE, is_name, parts_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A file.

    Attributes:
        name: As its maker wrote it; two names that differ in case only are one.
        data: Its bytes.
        changed: By the server's clock, UTC milliseconds.
    """

    name: str
    data: bytes
    changed: int


Folders = dict[str, dict[str, Entry]]
Copy = tuple[dict[str, str], Folders]
"""What ``snapshot`` returns: opaque."""


class MemoryShare:
    """The calls of ``Share`` over a dictionary; one object is the server, shared by all devices and threads.

    Args:
        clock: The server's clock.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self.away = False
        self._lock = threading.Lock()
        self._shown: dict[str, str] = {"": ""}
        self._folders: Folders = {"": {}}

    # --- what a server operator can do to it ---

    def snapshot(self) -> Copy:
        """Return a copy of everything, for ``rollback``."""
        with self._lock:
            return dict(self._shown), {folder: dict(files) for folder, files in self._folders.items()}

    def rollback(self, copy: Copy) -> None:
        """Put everything back as it was when the copy was made, as a restored backup does."""
        with self._lock:
            self._shown, self._folders = dict(copy[0]), {folder: dict(files) for folder, files in copy[1].items()}

    def empty(self) -> None:
        """Delete everything in the folder, as somebody tidying up does."""
        with self._lock:
            self._shown, self._folders = {"": ""}, {"": {}}

    def vanish(self) -> None:
        """Make the server unreachable until ``come_back``."""
        self.away = True

    def come_back(self) -> None:
        """Make the server reachable again."""
        self.away = False

    def put(self, path: str, data: bytes) -> None:
        """Write a file whatever stands there, as no desk ever does: damage, or a file from elsewhere."""
        with self._here("put", path) as (folder, name):
            self._files(folder)[name.casefold()] = Entry(name, data, self.clock.now())

    def paths(self) -> list[str]:
        """Return the path of every file, sorted."""
        with self._lock:
            return sorted(
                f"{self._shown[folder]}/{entry.name}".lstrip("/")
                for folder, files in self._folders.items()
                for entry in files.values()
            )

    # --- Share ---

    def names(self, folder: str) -> list[str]:
        with self._here("list", f"{folder}/-".lstrip("/")) as (key, _):
            prefix = f"{key}/" if key else ""
            below = [
                shown.rpartition("/")[2]
                for inner, shown in self._shown.items()
                if inner and inner.startswith(prefix) and "/" not in inner[len(prefix) :]
            ]
            return sorted([*below, *(entry.name for entry in self._files(key).values() if is_name(entry.name))])

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        with self._here("list", f"{folder}/-".lstrip("/")) as (key, _):
            return sorted((entry.name, len(entry.data), entry.changed) for entry in self._files(key).values())

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        with self._here("read", path) as (folder, name):
            entry = self._files(folder).get(name.casefold())
            if entry is None:
                raise ShareFault("missing", f"read {path}")
            if len(entry.data) > limit:
                raise ShareFault("damaged", f"read {path}: longer than {limit}")
            return entry.data

    def create(self, path: str, data: bytes) -> None:
        with self._here("create", path) as (folder, name):
            self._add(folder, name, data)

    def claim(self, path: str, data: bytes) -> None:
        with self._here("claim", path) as (folder, name):
            self._add(folder, name, data)

    def mark(self, path: str) -> None:
        with self._here("mark", path) as (folder, name):
            if name.casefold() not in self._files(folder):
                self._add(folder, name, b"")

    def remove(self, path: str) -> None:
        with self._here("remove", path) as (folder, name):
            self._folders.get(folder, {}).pop(name.casefold(), None)

    def folder(self, path: str) -> None:
        parts = parts_of(path)
        with self._here("folder", path):
            for end in range(1, len(parts) + 1):
                shown = "/".join(parts[:end])
                above, _, name = shown.casefold().rpartition("/")
                if name in self._files(above):
                    if end == len(parts):
                        return  # the name exists, and a server says no more than that
                    raise ShareFault("missing", f"folder {path}: a file stands there")
                self._shown.setdefault(shown.casefold(), shown)
                self._folders.setdefault(shown.casefold(), {})

    def server_time(self) -> int:
        with self._here("time", "-"):
            return self.clock.now()

    def _add(self, folder: str, name: str, data: bytes) -> None:
        files = self._files(folder)
        if name.casefold() in files or f"{folder}/{name.casefold()}".lstrip("/") in self._folders:
            raise ShareFault("exists", f"{folder}/{name}")
        files[name.casefold()] = Entry(name, data, self.clock.now())

    def _files(self, folder: str) -> dict[str, Entry]:
        files = self._folders.get(folder)
        if files is None:
            raise ShareFault("missing", f"folder {folder}")
        return files

    @contextmanager
    def _here(self, what: str, path: str) -> Iterator[tuple[str, str]]:
        """Hold the server still; yield the folder's key and the last name of the path."""
        parts = parts_of(path)
        with self._lock:
            if self.away:
                raise ShareFault("gone", f"{what} {path}")
            yield "/".join(parts[:-1]).casefold(), parts[-1] if parts else ""
