"""The contents of attached files on this desk: plain files beside the database, named by what they contain.

Files and not rows, because a database of photographs would be copied whole every day by the backup, would be locked
while a large one is written, and could not be shown by a viewer. Not encrypted, because the database beside them is
not either: whoever can read the one can read the other; on the share both are. A name is the content's digest and has
no extension, so a double click in the folder starts nothing, two files with one content are one, and a file is written
once and never changed. It is written under another name first and appears whole or not at all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.errors import EnvironmentFault, Refused
from app.core.text import T

Progress = Callable[[int, int], bool]
"""``progress(bytes done, bytes in all) -> go on?``"""

FOLDER = "blobs"
ATTEMPTS = 5
PAUSE = 0.1
"""Virus scanners hold a new file for a moment: it is moved this often, so many seconds apart."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_STEP = 1 << 20


def digest_of(data: bytes) -> str:
    """Return the name of a content: its BLAKE2b-256 digest in hex."""
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def is_digest(text: object) -> bool:
    """Say whether a text can be the name of a content."""
    return isinstance(text, str) and _DIGEST.fullmatch(text) is not None


def beside(database: Path) -> BlobFiles:
    """Return the contents that belong to a database."""
    return BlobFiles(database.with_name(FOLDER))


class BlobFiles:
    """The folder of contents.

    Args:
        folder: Where they lie; made when the first one comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where a content lies, or would.

        Raises:
            ValueError: This is no digest; a path made of it could lead anywhere.
        """
        if not is_digest(digest):
            raise ValueError("not a digest")
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Say whether a content is here; cheap, see ``intact``."""
        return self.path(digest).is_file()

    def intact(self, digest: str) -> bool:
        """Say whether a content is here and is what its name says; reads all of it.

        Raises:
            EnvironmentFault: It cannot be read now: another program may hold it.
        """
        if not self.has(digest):
            return False
        with _faults(), self.path(digest).open("rb") as file:
            return hashlib.file_digest(file, _hash).hexdigest() == digest

    def size(self, digest: str) -> int:
        """Return the bytes of a content that is here.

        Raises:
            EnvironmentFault: It is not.
        """
        with _faults():
            return self.path(digest).stat().st_size

    def read(self, digest: str, start: int = 0, length: int = -1) -> bytes:
        """Return a content or a part of it.

        Args:
            digest: Which.
            start: The first byte wanted.
            length: How many; all from there on if negative.

        Raises:
            EnvironmentFault: It is not here or cannot be read.
        """
        with _faults(), self.path(digest).open("rb") as file:
            file.seek(start)
            return file.read(length)

    # --- bringing in ------------------------------------------------------------------------------------------------

    def put(self, data: bytes) -> str:
        """Keep a content and return its digest.

        Raises:
            EnvironmentFault: The folder is full or cannot be written.
        """
        digest = digest_of(data)
        if not self.is_there(digest, len(data)):
            with self.draft() as draft:
                self._append(draft, data)
                self.adopt(draft, digest)
        return digest

    def put_file(self, source: Path, progress: Progress | None = None) -> tuple[str, int]:
        """Keep a copy of a file, and return its digest and size.

        Args:
            source: The file; it may lie anywhere.
            progress: Told how far it is.

        Raises:
            EnvironmentFault: It cannot be read, or the folder cannot be written.
            Refused: ``progress`` said stop; nothing was kept.
        """
        state = _hash()
        with self.draft() as draft, _faults(), source.open("rb") as file, draft.open("wb") as copy:
            total, done = os.fstat(file.fileno()).st_size, 0
            while data := file.read(_STEP):
                state.update(data)
                copy.write(data)
                done += len(data)
                if progress is not None and not progress(done, max(total, done)):
                    raise Refused(T("store", "Stopped; the file was not taken over."), "blob.stopped")
            copy.flush()
            os.fsync(copy.fileno())
            copy.close()
            digest = state.hexdigest()
            if not self.is_there(digest, done):
                self.adopt(draft, digest)
        return digest, done

    # --- arriving in parts ------------------------------------------------------------------------------------------

    def arrived(self, digest: str, part: int) -> int:
        """Return how many whole parts of a content have been taken in so far; what is over is cut off.

        Args:
            digest: Which content.
            part: Bytes of a part.
        """
        coming = self._coming(digest)
        with _faults():
            try:
                size = coming.stat().st_size
            except FileNotFoundError:
                return 0
            if size % part:
                # The writing was cut off: a part counts when it is whole.
                os.truncate(coming, size - size % part)
            return size // part

    def append(self, digest: str, data: bytes) -> None:
        """Take in the next part of a content that is arriving.

        Raises:
            EnvironmentFault: The folder is full or cannot be written.
        """
        coming = self._coming(digest)
        with _faults():
            coming.parent.mkdir(parents=True, exist_ok=True)
            self._append(coming, data)

    def finish(self, digest: str) -> bool:
        """Put a content in its place if all that arrived is what its name says; else let it go and return False."""
        coming = self._coming(digest)
        with _faults():
            if not coming.exists():
                self.append(digest, b"")
            with coming.open("rb") as file:
                whole = hashlib.file_digest(file, _hash).hexdigest() == digest
            if whole:
                self.adopt(coming, digest)
            else:
                coming.unlink()
        return whole

    def forget(self, digest: str) -> None:
        """Let go of what has arrived so far."""
        with _faults():
            self._coming(digest).unlink(missing_ok=True)

    # --- housekeeping -----------------------------------------------------------------------------------------------

    def all(self) -> Iterator[tuple[str, int]]:
        """Yield digest and time of arrival (UTC milliseconds by this computer) of every content here."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                if is_digest(path.name):
                    with suppress(OSError):
                        yield path.name, path.stat().st_mtime_ns // 1_000_000

    def remove(self, digest: str) -> None:
        """Delete a content; one that is being shown stays until the next time."""
        with _faults(), suppress(PermissionError):
            self.path(digest).unlink(missing_ok=True)

    def mirror(self, other: BlobFiles) -> int:
        """Copy to another folder what it lacks, and return how many contents that were.

        Raises:
            EnvironmentFault: The other folder is full or cannot be written; what was copied stays.
        """
        copied = 0
        for digest, _ in self.all():
            source = self.path(digest)
            with _faults():
                size = source.stat().st_size
                if not other.is_there(digest, size):
                    with other.draft() as draft:
                        shutil.copyfile(source, draft)
                        other.adopt(draft, digest)
                    copied += 1
        return copied

    def set_aside(self, digest: str) -> None:
        """Take a damaged content out of its place; it stays beside it, for whoever wants to save what can be saved.

        Raises:
            EnvironmentFault: Another program holds it.
        """
        with _faults(), suppress(FileNotFoundError):
            os.replace(self.path(digest), self.path(digest).with_suffix(".damaged"))

    # --- how ----------------------------------------------------------------------------------------------------------

    def _coming(self, digest: str) -> Path:
        return self.path(digest).with_suffix(".coming")

    @contextmanager
    def draft(self) -> Generator[Path]:
        """Give a path for a content that is being written; what is left there goes."""
        with _faults():
            self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{secrets.token_hex(8)}.part"
        try:
            yield draft
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def is_there(self, digest: str, size: int) -> bool:
        """Say whether a content is here already; one of another size was damaged and is written again."""
        path = self.path(digest)
        try:
            if path.stat().st_size != size:
                return False
            os.utime(path)  # it is as good as new: ``all`` tells its age
        except OSError:
            return False
        return True

    @staticmethod
    def _append(path: Path, data: bytes) -> None:
        with _faults(), path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def adopt(self, draft: Path, digest: str) -> None:
        """Move a finished draft into the place of its content."""
        target = self.path(digest)
        with _faults():
            target.parent.mkdir(parents=True, exist_ok=True)
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    os.replace(draft, target)
                    break
                except PermissionError:
                    if attempt == ATTEMPTS:
                        raise
                    time.sleep(PAUSE)
            _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Have the name itself on the disk before a record names it; Windows keeps names in a journal of its own."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _hash() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=32)


_FULL = T("store", "The disk is full. Free some space and attach the file again; nothing was lost.")
_UNREADABLE = T("store", "A file cannot be read or written ({reason}). Check the folder and the disk, and try again.")


@contextmanager
def _faults() -> Generator[None]:
    """Turn the file system's errors into ones that say what to do."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise EnvironmentFault(_FULL, "blob.full") from error
        raise EnvironmentFault(_UNREADABLE.with_(reason=error.strerror or type(error).__name__), "blob.disk") from error
