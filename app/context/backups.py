"""Backups of the office: made by hand or once a day, copied to a second place, checked, and where they lie."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import DAY, OfficeZone
from app.features.staff.rules import PROGRAM, Actor
from app.features.staff.service import AuditLog
from app.host.paths import Paths
from app.settings.settings import Settings
from app.store import backup
from app.store.store import Store

log = logging.getLogger(__name__)

Progress = Callable[[int, int], bool]

PREFIX, ENDING = "office-", ".backup"
DAYS_KEPT = 30
"""Daily backups older than this are deleted, but never the newest ones."""
LEAST_KEPT = 5


@dataclass(frozen=True)
class BackupFile:
    """A backup on this computer.

    Attributes:
        path: Where it lies.
        at: When it was made, UTC milliseconds.
        size: In bytes.
    """

    path: Path
    at: int
    size: int


class Backups:
    """Makes and lists backups.

    Args:
        store: The office's database.
        paths: Where backups lie.
        settings: The second place.
        audit: Every backup is accounted for.
        zone: The office's time zone: a day's backup bears its day.
    """

    def __init__(self, store: Store, paths: Paths, settings: Settings, audit: AuditLog, zone: OfficeZone) -> None:
        self._store = store
        self._paths = paths
        self._settings = settings
        self._audit = audit
        self._zone = zone

    def make(self, actor: Actor, target: Path | None = None, progress: Progress | None = None) -> BackupFile:
        """Copy the live database, check the copy, and put it where it belongs.

        Args:
            actor: Who wants it.
            target: The file; one in the folder of backups, with a copy in the second place, if not given.
            progress: Told how far it is; returning False stops, and no file is written.

        Raises:
            NotAllowed: The person may not.
            EnvironmentFault: The place cannot be written, or the copy is not sound.
            Refused: It was stopped.
        """
        actor.require("backup", "create")
        now = self._store.clock.now()
        path = target or self._paths.backups / f"{PREFIX}{self._zone.local(now):%Y%m%d-%H%M%S}{ENDING}"
        backup.backup(self._store.database, path, progress)
        second = self._settings.text("desk.backup_folder")
        if target is None and second:
            backup.copy_to(path, Path(second))
        self._audit.write(actor, "backup", detail=path.name)
        return BackupFile(path, now, path.stat().st_size)

    def daily(self) -> BackupFile | None:
        """Make the day's backup if there is none yet, and let go of old ones; None if there was one.

        Raises:
            EnvironmentFault: A place cannot be written.
        """
        newest = next(iter(self._kept()), None)
        today = self._zone.day(self._store.clock.now())
        if newest is not None and self._zone.day(newest.at) == today:
            return None
        made = self.make(PROGRAM)
        self._let_go(made.at)
        return made

    def kept(self, actor: Actor) -> tuple[BackupFile, ...]:
        """Return the backups on this computer, newest first.

        Raises:
            NotAllowed: The person may not see them.
        """
        actor.require("backup", "view")
        return self._kept()

    def problem(self, actor: Actor, path: Path) -> str:
        """Return what is wrong with a backup, or the empty text if it could be restored now.

        Raises:
            NotAllowed: The person may not see backups.
        """
        actor.require("backup", "view")
        return backup.verify(path)

    def _kept(self) -> tuple[BackupFile, ...]:
        found: list[BackupFile] = []
        for path in self._paths.backups.glob(f"{PREFIX}*{ENDING}"):
            about = path.stat()
            found.append(BackupFile(path, about.st_mtime_ns // 1_000_000, about.st_size))
        return tuple(sorted(found, key=lambda file: (file.at, file.path.name), reverse=True))

    def _let_go(self, now: int) -> None:
        for file in self._kept()[LEAST_KEPT:]:
            if now - file.at > DAYS_KEPT * DAY:
                try:
                    file.path.unlink()
                except OSError:
                    log.warning("an old backup could not be deleted")


def restore(paths: Paths, source: Path) -> Path | None:
    """Put a backup in the place of the office's database, which must be closed; return where the old one is kept.

    Raises:
        EnvironmentFault: The backup is not sound, or a file is held open; nothing was changed.
    """
    return backup.restore(source, paths.database)
