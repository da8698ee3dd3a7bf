"""Spreadsheets and delimited text as columns of cells; a file that cannot be read says calmly what to do.

What a file is, its content says, not its name. Sizes are bounded before anything is unpacked, and workbooks are
opened in a child process (``reader_process``), because the native reader ends the process on some of them.
"""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from app.core.errors import AppError, EnvironmentFault, NotFound, Refused
from app.core.text import T
from app.importing import delimited
from app.importing.cells import Cell, folded
from app.importing.reader_process import Column

MAX_FILE_BYTES = 128 * 1024**2
MAX_UNPACKED_BYTES = 768 * 1024**2
MAX_PARTS = 20_000
READ_SECONDS = 90.0
READER_VERB = "--read-spreadsheet"
"""First argument of the frozen program started as the reader: its entry hands the rest to ``reader_process.main``."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_WINDOW = 0x08000000


@dataclass(frozen=True)
class Sheet:
    """One sheet, by columns; rows that hold nothing are left out.

    Attributes:
        name: Its name in the workbook; the file's name for delimited text.
        hidden: Not shown when the workbook is opened.
        numbers: The spreadsheet's own number of each row kept, from 1.
        columns: The cells of each column, one per row kept; all of equal length.
    """

    name: str
    hidden: bool
    numbers: tuple[int, ...]
    columns: tuple[tuple[Cell, ...], ...]

    def row(self, index: int) -> tuple[Cell, ...]:
        """Return the cells of the row at this place (not the spreadsheet's number)."""
        return tuple(column[index] for column in self.columns)

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of each row."""
        return zip(self.numbers, zip(*self.columns, strict=True), strict=True)


@dataclass(frozen=True)
class Workbook:
    """A file's sheets in its own order."""

    path: Path
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of this name, small differences in blanks and case allowed.

        Raises:
            NotFound: There is none; the text names those there are.
        """
        exact = [sheet for sheet in self.sheets if sheet.name == name]
        for sheet in exact or [sheet for sheet in self.sheets if folded(sheet.name) == folded(name)]:
            return sheet
        raise NotFound(
            T("importing", "There is no sheet “{name}” in this file. It has: {names}.").with_(
                name=name, names="、".join(sheet.name for sheet in self.sheets)
            ),
            "import.no_sheet",
        )


def read(path: Path, *, cancelled: Callable[[], bool] | None = None) -> Workbook:
    """Read every sheet of a workbook (xlsx, xlsm, xls, xlsb, ods) or a delimited text (csv, txt, tsv).

    Args:
        path: The file; what it is, its content says.
        cancelled: Asked a few times a second while a workbook is read; true ends the reading.

    Raises:
        NotFound: There is no such file.
        EnvironmentFault: The file cannot be opened, most often because another program holds it.
        Refused: It is empty, protected, damaged, too large or no spreadsheet; or the reading was cancelled.
    """
    head = _opened(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_archive(path)
    elif head.startswith(_OLE):
        _check_compound(path)
    else:
        _refuse_other(head)
        numbers, columns = delimited.read_columns(path.read_bytes())
        return Workbook(path, (Sheet(path.stem, False, numbers, columns),))
    return Workbook(path, _read_in_child(path, cancelled or _never))


def _never() -> bool:
    return False


def _opened(path: Path) -> bytes:
    """Return the first bytes of the file, its size checked."""
    if path.is_dir():
        raise Refused(
            T("importing", "“{name}” is a folder. Choose a file.").with_(name=path.name or str(path)), "import.folder"
        )
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(4096)
    except FileNotFoundError:
        raise NotFound(T("importing", "There is no file “{name}”.").with_(name=path.name), "import.no_file") from None
    except (OSError, ValueError) as error:
        raise EnvironmentFault(
            T(
                "importing",
                "“{name}” cannot be opened. If it is open in another program, close it there and try again ({why}).",
            ).with_(name=path.name, why=getattr(error, "strerror", None) or str(error)),
            "import.unreadable",
        ) from error
    if size == 0:
        raise Refused(T("importing", "The file is empty. Choose another one."), "import.empty")
    if size > MAX_FILE_BYTES:
        raise _too_large()
    return head


def _too_large() -> AppError:
    return Refused(
        T(
            "importing",
            "The file is too large, or claims far more rows and columns than it has. Copy the rows into a new workbook "
            "(in several parts if there are many) and import that.",
        ),
        "import.too_large",
    )


def _damaged(detail: str = "") -> AppError:
    text = T(
        "importing",
        "The file is damaged and cannot be read. Open it in Excel or WPS, save it as a new .xlsx and try again.",
    )
    return Refused(text.with_(detail=detail) if detail else text, "import.damaged")


def _protected() -> AppError:
    return Refused(
        T("importing", "The file is protected by a password. Save it without one and try again."), "import.password"
    )


def _refuse_other(head: bytes) -> None:
    """Refuse what is neither a workbook nor delimited text, saying what it seems to be."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")):
        raise Refused(
            T(
                "importing",
                "The file is a web page or XML under another name. Open it in Excel or WPS, save it as .xlsx "
                "and try again.",
            ),
            "import.not_a_spreadsheet",
        )
    binary = head.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ")
    )
    if binary or delimited.looks_binary(head):
        raise Refused(
            T("importing", "The file is not a spreadsheet. Choose an Excel, WPS, OpenDocument or CSV file."),
            "import.not_a_spreadsheet",
        )


def _check_archive(path: Path) -> None:
    """Bound what a zipped workbook unpacks to, from its directory alone."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename.lower().replace("\\", "/").lstrip("/") for part in parts}
            manifest = archive.read("META-INF/manifest.xml") if _readable(parts) else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise _damaged(str(error)) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise _too_large()
    if any(part.flag_bits & 0x1 for part in parts) or b"manifest:encryption-data" in manifest:
        raise _protected()
    if not any(name.startswith("xl/") or "workbook" in name or name == "content.xml" for name in names):
        raise Refused(
            T("importing", "The file is not a spreadsheet. Choose an Excel, WPS, OpenDocument or CSV file."),
            "import.not_a_spreadsheet",
        )


def _readable(parts: list[zipfile.ZipInfo]) -> bool:
    """Say whether the archive has an OpenDocument manifest of a size worth reading."""
    return any(part.filename == "META-INF/manifest.xml" and part.file_size < 1024**2 for part in parts)


def _check_compound(path: Path) -> None:
    """Refuse an encrypted workbook: it is a compound file with a stream named EncryptedPackage."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise _protected()


def _command(order: str) -> tuple[list[str], dict[str, str]]:
    """Return command line and environment of the reader, for a frozen program too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_VERB, order], dict(os.environ)
    roots = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots)), "PYTHONUTF8": "1"}
    return [sys.executable, "-m", "app.importing.reader_process", order], environment


def _read_in_child(path: Path, cancelled: Callable[[], bool]) -> tuple[Sheet, ...]:
    """Let the reader process open the workbook and take over what it found."""
    try:
        with tempfile.TemporaryDirectory(prefix="read-", ignore_cleanup_errors=True) as folder:
            out = Path(folder) / "cells"
            command, environment = _command(json.dumps({"path": str(path.resolve()), "out": str(out)}))
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            )
            with process:
                _wait(process, cancelled)
            return _unpacked(out.read_bytes() if out.exists() else b"")
    except OSError as error:
        raise EnvironmentFault(
            T(
                "importing",
                "The spreadsheet reader could not be started: {why}. Free disk space or restart the computer, "
                "then try again.",
            ).with_(why=error.strerror or str(error)),
            "import.reader",
        ) from error


def _wait(process: subprocess.Popen[bytes], cancelled: Callable[[], bool]) -> None:
    """Wait for the reader; end it when its time is over or nobody wants the answer any more."""
    deadline = monotonic() + READ_SECONDS
    try:
        while True:
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                if cancelled():
                    raise Refused(T("importing", "The import was cancelled."), "import.cancelled") from None
                if monotonic() > deadline:
                    raise _too_large() from None
                continue
            return
    finally:
        if process.poll() is None:
            process.kill()


def _unpacked(content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets the reader handed over, or raise what it reported; no answer means the file ended it."""
    try:
        state, found = marshal.loads(content)  # noqa: S302 - written by our own child a moment ago
    except (ValueError, EOFError, TypeError):
        raise _too_large() from None
    if state == "password":
        raise _protected()
    if state == "large":
        raise _too_large()
    if state != "ok":
        raise _damaged(str(found))
    sheets = tuple(
        Sheet(name, hidden, numbers, tuple(map(_cells, columns))) for name, hidden, numbers, columns in found
    )
    if not any(sheet.numbers for sheet in sheets):
        raise Refused(T("importing", "The file has no rows. Choose another one."), "import.empty")
    return sheets


def _same(cell: Any) -> Any:
    return cell


def _duration(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


_UNPACK: tuple[Callable[[Any], Cell], ...] = (
    _same,
    datetime.fromisoformat,
    date.fromisoformat,
    time.fromisoformat,
    _duration,
)
"""By the codes of ``reader_process.CODES``."""


def _cells(column: Column) -> tuple[Cell, ...]:
    """Return a column as it was before it was packed."""
    packed, codes = column
    return tuple(_UNPACK[code](cell) for code, cell in zip(codes, packed, strict=True)) if codes else packed
