"""Backup and restore by SQLite's backup interface, which copies a live database whole, write-ahead log included."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from app.core.errors import EnvironmentFault, Refused
from app.core.text import T
from app.store.database import Database, faults

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
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    part.unlink(missing_ok=True)

    def step(_status: int, remaining: int, total: int) -> None:
        if progress is not None and not progress(total - remaining, total):
            raise Refused(T("store", "The backup was cancelled; no file was written."), "backup.cancelled")

    try:
        with faults():
            copy = sqlite3.connect(part)
            try:
                database.raw.backup(copy, pages=_PAGES, progress=step)
                copy.execute("PRAGMA journal_mode=delete")
            finally:
                copy.close()
        problem = verify(part)
        if problem:
            raise EnvironmentFault(
                T("store", "The backup is not sound ({problem}); no file was written.").with_(problem=problem),
                "backup.unsound",
            )
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def verify(path: Path) -> str:
    """Return what is wrong with a database file, or the empty text if it is sound."""
    if not path.is_file():
        return "missing"
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("PRAGMA integrity_check(5)").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()
    words = "; ".join(str(row[0]) for row in found)
    return "" if words == "ok" else words


def restore(source: Path, target: Path) -> Path | None:
    """Put a backup in the place of a closed database; what was there is kept aside.

    Args:
        source: The backup file.
        target: Where the office's database lies; every connection to it must be closed.

    Returns:
        Where the database that was there has been kept, or None if there was none.

    Raises:
        EnvironmentFault: The backup is missing or not sound; nothing was changed.
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
    target.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(source.read_bytes())
    kept = _keep_aside(target)
    os.replace(part, target)
    return kept


def _keep_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    number = 1
    while (kept := target.with_name(f"{target.stem}.before-restore-{number}{target.suffix}")).exists():
        number += 1
    connection = sqlite3.connect(target)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        for side in ("-wal", "-shm"):
            extra = target.with_name(target.name + side)
            if extra.exists():
                os.replace(extra, kept.with_name(kept.name + side))
    finally:
        connection.close()
    os.replace(target, kept)
    for side in ("-wal", "-shm"):
        target.with_name(target.name + side).unlink(missing_ok=True)
    return kept
