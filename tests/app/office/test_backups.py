"""Daily backups: made once a day, copied, thinned out, and proved by a drill."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.clock import DAY, HeldClock
from app.core.errors import EnvironmentFault
from app.features.houses.records import House
from app.features.office.service import BackupService
from app.features.staff.rules import PROGRAM
from app.features.staff.service import AuditLog
from app.settings.settings import Settings
from app.store.backup import verify
from tests.support.office import ACTORS, MORNING, ZONE, make_store, refused_for, roles_without


class Desk:
    def __init__(self, folder: Path) -> None:
        self.clock = HeldClock(MORNING)
        self.store = make_store(folder, self.clock)
        self.settings = Settings(folder / "desk.toml")
        self.folder = folder / "backups"
        self.backups = BackupService(self.store, self.settings, AuditLog(self.store), self.folder, ZONE)

    def days(self) -> list[str]:
        return [file.day.isoformat() for file in self.backups.files()]


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def test_a_backup_is_due_once_an_office_day(desk: Desk) -> None:
    assert desk.backups.due()
    made = desk.backups.make(PROGRAM)
    assert verify(made.path) == ""
    assert not desk.backups.due()
    desk.clock.advance(15 * DAY // 24)
    assert desk.backups.due()
    desk.backups.make(PROGRAM)
    assert desk.days() == ["2026-11-24", "2026-11-23"]


def test_a_second_copy_goes_where_the_setting_says_and_its_loss_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.settings.set_desk("desk.backup_folder", str(tmp_path / "second"))
    made = desk.backups.make(ACTORS["supervisor"])
    assert made.second is not None
    assert made.second.read_bytes() == made.path.read_bytes()
    (tmp_path / "file").write_text("", encoding="utf-8")
    desk.settings.set_desk("desk.backup_folder", str(tmp_path / "file"))
    made = desk.backups.make(PROGRAM)
    assert made.path.exists()
    assert made.second is None
    assert made.problem is not None


def test_old_backups_are_thinned_out_to_one_a_month(desk: Desk) -> None:
    desk.folder.mkdir()
    day = date(2025, 1, 1)
    while day < date(2026, 11, 23):
        (desk.folder / f"office-{day.isoformat()}.db").write_bytes(b"")
        day += timedelta(days=1)
    (desk.folder / "office-my-own.db").write_bytes(b"")
    desk.backups.make(PROGRAM)
    days = desk.days()
    assert days[:3] == ["2026-11-23", "2026-11-22", "2026-11-21"]
    assert days[13:16] == ["2026-11-10", "2026-11-01", "2026-10-01"]
    assert days[-1] == "2025-12-01"
    assert (desk.folder / "office-my-own.db").exists()


def test_the_drill_brings_the_newest_back_and_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(EnvironmentFault):
        desk.backups.drill(PROGRAM)
    with desk.store.change() as work:
        work.insert_many(House(building=str(n)) for n in range(3))
    desk.backups.make(PROGRAM)
    with desk.store.change() as work:
        work.insert(House(building="later"))
    drill = desk.backups.drill(PROGRAM)
    assert (drill.rows, drill.missing) == (3, 1)
    assert [path.name for path in desk.folder.iterdir()] == [drill.file.path.name]
    desk.backups.files()[0].path.write_bytes(b"rubbish" * 500)
    with pytest.raises(EnvironmentFault):
        desk.backups.drill(PROGRAM)
    assert len(list(desk.folder.iterdir())) == 1


def test_backups_ask_for_permission(desk: Desk) -> None:
    roles = roles_without("backup", "create")
    assert refused_for(desk.backups.make, roles) == roles
    assert refused_for(desk.backups.drill, roles) == roles
