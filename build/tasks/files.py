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

ROOT = Path(__file__).resolve().parents[2]

LOCK_PAUSE = 0.1
LOCK_IS_STALE = 900.0


class Failure(Exception):
    """A step failed; the text says what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens now, apart from the output of the tools."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def locked(name: str, folder: Path = ROOT) -> Generator[None]:
    """Hold a lock of this working tree, waiting for whoever has it.

    Args:
        name: What is locked (``catalogue``, ``environment``).
        folder: The working tree; each has its own locks.
    """
    tree = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"wuye-desk-{name}-{tree}.lock"
    told = False
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except (FileExistsError, PermissionError):
            if _age(path) > LOCK_IS_STALE:
                path.unlink(missing_ok=True)
            if not told:
                say(f"Waiting for another run to finish with the {name} …")
                told = True
            time.sleep(LOCK_PAUSE)
    os.close(handle)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


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


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
