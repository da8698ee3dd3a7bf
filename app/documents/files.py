"""Files appear whole or not at all: written beside their place under another name, then moved into it."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.core.errors import EnvironmentFault, Refused
from app.core.text import T

NAME_AT_MOST = 100
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)

ATTEMPTS = 5
PAUSE = 0.1
"""Virus scanners hold a new file for a moment: we try this often, and this many seconds apart."""


def safe_name(text: str) -> str:
    """Return a text fit to be the name of a file on Windows, without its suffix; never empty."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", text)
    plain = re.sub(r"\s+", " ", plain).strip(" .")[:NAME_AT_MOST].strip(" .") or "_"
    return f"_{plain}" if _RESERVED.fullmatch(plain.split(".")[0].rstrip()) else plain


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO, None, None]:
    """Open a new file that takes the place of ``path`` when the block ends well, and vanishes when it does not.

    Raises:
        Refused: Another program holds the file open.
        EnvironmentFault: The folder is missing, full or not ours to write to.
    """
    draft = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.part")
    try:
        file = draft.open("wb")
    except OSError as error:
        raise _fault(path) from error
    try:
        try:
            with file:
                yield file
        except OSError as error:
            raise _fault(path) from error
        _move(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _move(draft: Path, path: Path) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            os.replace(draft, path)
        except PermissionError as error:
            if attempt == ATTEMPTS:
                raise Refused(
                    T("documents", "“{name}” is open in another program. Close the file there and try again.").with_(
                        name=path.name
                    ),
                    "documents.file_in_use",
                ) from error
            time.sleep(PAUSE)
        except OSError as error:
            raise _fault(path) from error
        else:
            return


def _fault(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        T(
            "documents",
            "“{name}” could not be written to “{folder}”. Check that the folder exists and is not full.",
        ).with_(name=path.name, folder=str(path.parent)),
        "documents.not_written",
    )
