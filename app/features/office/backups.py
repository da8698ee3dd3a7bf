"""Daily backups: one file a day, a second copy elsewhere, old ones thinned out, and the drill that proves them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core.clock import OfficeZone
from app.core.errors import EnvironmentFault
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.settings.settings import Settings
from app.store.backup import backup, copy_to, restore
from app.store.blobs import FOLDER, BlobFiles, beside
from app.store.database import Database
from app.store.store import Store

DAYS = 14
"""Daily files kept; of older ones the first of each month."""
MONTHS = 12
_NAME = re.compile(r"office-([0-9]{4}-[0-9]{2}-[0-9]{2})\.db")


@dataclass(frozen=True)
class BackupFile:
    """A daily backup.

    Attributes:
        day: Office day it was made on.
        path: Where it lies.
        size: Bytes.
    """

    day: date
    path: Path
    size: int


@dataclass(frozen=True)
class Backed:
    """What came of a backup.

    Attributes:
        path: The file.
        second: Its copy in the second place, or None.
        problem: Why there is no copy in the second place although one is wanted, or None.
    """

    path: Path
    second: Path | None = None
    problem: Text | None = None


@dataclass(frozen=True)
class Drill:
    """A backup that was brought back for trial.

    Attributes:
        file: The backup.
        rows: Records found in it.
        missing: Records of today's office that it does not hold yet (what a loss would cost).
    """

    file: BackupFile
    rows: int
    missing: int


class BackupService:
    """Makes and proves backups.

    Args:
        store: The office's database.
        settings: Says where the second place is.
        audit: Where backups are accounted for.
        folder: Where the daily files lie.
        zone: Decides which day it is.
    """

    def __init__(self, store: Store, settings: Settings, audit: AuditLog, folder: Path, zone: OfficeZone) -> None:
        self._store = store
        self._settings = settings
        self._audit = audit
        self._folder = folder
        self._zone = zone

    def files(self) -> tuple[BackupFile, ...]:
        """Return the daily backups, newest first."""
        named = ((path, _NAME.fullmatch(path.name)) for path in self._folder.glob("office-*.db"))
        found = [BackupFile(date.fromisoformat(name[1]), path, path.stat().st_size) for path, name in named if name]
        return tuple(sorted(found, key=lambda file: file.day, reverse=True))

    def due(self) -> bool:
        """Say whether today's backup has still to be made."""
        newest = next(iter(self.files()), None)
        return newest is None or newest.day != self._today()

    def make(self, actor: Actor, progress: Callable[[int, int], bool] | None = None) -> Backed:
        """Make today's backup (again), copy it to the second place, and let old ones go.

        Args:
            actor: Who asks; the program itself for the daily one.
            progress: Called with pages done and pages in all; returning False cancels.

        Raises:
            NotAllowed: The person may not.
            EnvironmentFault: The file cannot be written or is not sound.
            Refused: It was cancelled.
        """
        actor.require("backup", "create")
        path = self._folder / f"office-{self._today().isoformat()}.db"
        backup(self._store.database, path, progress)
        self._audit.write(actor, "backup")
        self._thin_out()
        place = self._settings.text("desk.backup_folder")
        if not place:
            return Backed(path)
        try:
            second = copy_to(path, Path(place))
            # Here they lie beside the database already, and never change; only another disk makes them safer.
            beside(self._store.database.path).mirror(BlobFiles(Path(place) / FOLDER))
            return Backed(path, second)
        except EnvironmentFault:
            problem = T("office", "The backup was made, but the second place cannot be written: {folder}")
            return Backed(path, None, problem.with_(folder=place))

    def drill(self, actor: Actor) -> Drill:
        """Bring the newest backup back into a folder of its own, open it, count what it holds, and throw it away.

        Raises:
            NotAllowed: The person may not.
            EnvironmentFault: There is no backup, or it cannot be brought back.
        """
        actor.require("backup", "create")
        newest = next(iter(self.files()), None)
        if newest is None:
            raise EnvironmentFault(T("office", "There is no backup yet. Make one first."), "backup.none")
        with tempfile.TemporaryDirectory(prefix="drill-", dir=self._folder) as folder:
            target = Path(folder) / "office.db"
            restore(newest.path, target)
            database = Database(target)
            try:
                rows = self._rows(database)
            finally:
                database.close()
        missing = max(0, self._rows(self._store.database) - rows)
        self._audit.write(actor, "backup", detail=f"drill {newest.day.isoformat()}: {rows}")
        return Drill(newest, rows, missing)

    def _rows(self, database: Database) -> int:
        """Count the records that desks share, the audit journal apart: the drill itself writes to it."""
        tables = [record.table for record in self._store.synced if record.table != "audit"]
        return sum(int(database.value(f'SELECT count(*) FROM "{table}"')) for table in tables)

    def _today(self) -> date:
        return self._zone.day(self._store.clock.now())

    def _thin_out(self) -> None:
        files = self.files()
        firsts: dict[tuple[int, int], BackupFile] = {}
        for file in files:  # newest first, so that the earliest of a month stays last
            firsts[(file.day.year, file.day.month)] = file
        kept = set(files[:DAYS]) | set(list(firsts.values())[:MONTHS])
        for file in files:
            if file not in kept:
                file.path.unlink(missing_ok=True)
