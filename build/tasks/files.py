"""Files several people or processes touch at once: locks and whole-or-nothing writing."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parents[2]

LOCK_PAUSE = 0.1
"""Seconds between two looks at a lock that somebody else holds."""


class Failure(Exception):
    """A step failed; the text says what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens now, apart from the output of the tools."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def locked(name: str, folder: Path = ROOT) -> Generator[None]:
    """Hold a lock of this working tree, waiting for whoever has it. The system frees it when its holder dies.

    Args:
        name: What is locked (``catalogue``, ``environment``).
        folder: The working tree; each has its own locks.
    """
    tree = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"wuye-desk-{name}-{tree}.lock").open("ab") as file:
        if not _take(file.fileno()):
            say(f"Waiting for another run to finish with the {name} …")
            while not _take(file.fileno()):
                time.sleep(LOCK_PAUSE)
        yield


def write_whole(path: Path, text: str) -> bool:
    """Write a text file so that readers see the old or the new one, never half; say whether anything changed."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    os.replace(fresh, path)
    return True


def _take(handle: int) -> bool:
    """Lock an open file if nobody else has it; closing the file gives it back."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
