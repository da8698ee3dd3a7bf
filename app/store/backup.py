"""Backup and restore by SQLite's backup interface, which copies a live database whole, write-ahead log included."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import EnvironmentFault, Refused
from app.core.text import T
from app.store.blobs import FOLDER, BlobFiles, beside
from app.store.database import Database, faults, file_faults

log = logging.getLogger(__name__)

_PAGES = 2_000


def backup(database: Database, target: Path, progress: Callable[[int, int], bool] | None = None) -> None:
    """Copy the live database to ``target``, check the copy, and only then put it in place.

    Args:
        database: The open database.
        target: The backup file; an older one of that name is replaced once the new one is good.
        progress: Called with pages done and pages in all; returning False cancels.

    Raises:
        EnvironmentFault: The target cannot be written, or the copy is not sound.
        Refused: The copy was cancelled.
    """
    if database.in_transaction:
        raise RuntimeError("a backup cannot run inside a unit of work")
    _backup(database.raw, target, progress)


def backup_file(path: Path, target: Path) -> None:
    """Copy a database through a connection of its own: as it was last committed, whoever is writing to it.

    Raises:
        EnvironmentFault: The target cannot be written, or the copy is not sound.
    """
    with faults():
        raw = sqlite3.connect(path, isolation_level=None)
    try:
        _backup(raw, target, None)
    finally:
        raw.close()


def _backup(raw: sqlite3.Connection, target: Path, progress: Callable[[int, int], bool] | None) -> None:
    part = target.with_name(target.name + ".part")

    def step(_status: int, remaining: int, total: int) -> None:
        if progress is not None and not progress(total - remaining, total):
            raise Refused(T("store", "The backup was cancelled; no file was written."), "backup.cancelled")

    with faults(), file_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            with _snapshot(raw):
                _copy(raw, part, step)
            problem = verify(part)
            if problem:
                raise EnvironmentFault(
                    T("store", "The backup is not sound ({problem}); no file was written.").with_(problem=problem),
                    "backup.unsound",
                )
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _snapshot(raw: sqlite3.Connection) -> Generator[None]:
    """Hold one state of the database for reading: what others write meanwhile does not start the copy over again."""
    raw.execute("BEGIN")
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        raw.execute("ROLLBACK")


def _copy(source: sqlite3.Connection, part: Path, step: Callable[[int, int, int], None] | None = None) -> None:
    copy = sqlite3.connect(part, isolation_level=None)
    try:
        source.backup(copy, pages=_PAGES, progress=step)
        copy.execute("PRAGMA journal_mode=delete").fetchone()
    finally:
        copy.close()


def copy_to(file: Path, folder: Path) -> Path:
    """Copy a finished backup to a second place, which may be a network folder, and return where it lies.

    Raises:
        EnvironmentFault: The folder cannot be written.
    """
    target = folder / file.name
    part = folder / (file.name + ".part")
    with file_faults():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(file, part)
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    return target


def verify(path: Path) -> str:
    """Return what is wrong with an office's database file, or the empty text if it is sound."""
    if not path.is_file():
        return str(T("store", "the file is missing"))
    try:
        connection = sqlite3.connect(path)
        try:
            found = connection.execute("PRAGMA integrity_check(5)").fetchall()
            ours = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'sync_ctx', 'sync_oplog')"
            ).fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return str(error)
    words = "; ".join(str(row[0]) for row in found)
    if words != "ok":
        return words
    return "" if ours == 3 else str(T("store", "it is not a database of this program"))


def restore(source: Path, target: Path) -> Path | None:
    """Put a backup in the place of a closed database; what was there is kept aside.

    Contents of attachments that lie beside the backup, as in the second place, come along.

    Args:
        source: The backup file.
        target: Where the office's database lies; every connection to it must be closed.

    Returns:
        Where the database that was there has been kept, or None if there was none.

    Raises:
        EnvironmentFault: The backup is missing or not sound, or a file is held open; nothing was changed.
    """
    problem = verify(source)
    if problem:
        raise EnvironmentFault(
            T("store", "This backup cannot be used ({problem}). Choose another one; nothing was changed.").with_(
                problem=problem
            ),
            "restore.unsound",
        )
    part = target.with_name(target.name + ".restoring")
    with faults(), file_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        original = sqlite3.connect(source)
        try:
            _copy(original, part)
        finally:
            original.close()
        kept = _keep_aside(target)
        try:
            os.replace(part, target)
        except OSError:
            if kept is not None:
                os.replace(kept, target)
            raise
    try:
        BlobFiles(source.with_name(FOLDER)).mirror(beside(target))
    except EnvironmentFault as fault:
        # The records are there; contents that are not come from the other desks, or are copied by hand.
        log.warning("contents of attachments could not be brought back: %s", fault.code)
    return kept


def _keep_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    number = 1
    while (kept := target.with_name(f"{target.stem}.before-restore-{number}{target.suffix}")).exists():
        number += 1
    _settle(target)
    os.replace(target, kept)
    # What the damaged database could not take in belongs to it still; nothing may be left to the restored one.
    for side in ("-wal", "-shm"):
        extra = target.with_name(target.name + side)
        if extra.exists():
            os.replace(extra, kept.with_name(kept.name + side))
    return kept


def _settle(target: Path) -> None:
    """Have the write-ahead log taken into the database file, as far as the file is sound."""
    connection = sqlite3.connect(target)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.DatabaseError:
        log.warning("the database that is replaced could not be settled; its log is kept beside it")
    finally:
        connection.close()
