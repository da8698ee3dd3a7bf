"""Backups as the settings page and the day make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.context import open_office
from app.context.backups import restore
from app.core.clock import DAY, HeldClock
from app.core.errors import NotAllowed
from app.host.paths import Paths
from tests.support.office import ACTORS, MORNING

SUPERVISOR = ACTORS["supervisor"]


def test_a_backup_is_made_listed_sound_and_can_be_restored(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    context = open_office(paths, HeldClock(MORNING), create=True)
    context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
    made = context.backups.make(SUPERVISOR)
    assert [file.path for file in context.backups.kept(SUPERVISOR)] == [made.path]
    assert context.backups.problem(SUPERVISOR, made.path) == ""
    admin = context.accounts.login("0001")
    context.settings_service.save(admin, {"office.name": "改了名字"})
    context.close()
    kept = restore(paths, made.path)
    assert kept is not None
    again = open_office(paths, HeldClock(MORNING))
    assert again.settings.text("office.name") == "示例物业"
    again.close()


def test_a_backup_goes_to_the_second_place_too(tmp_path: Path) -> None:
    context = open_office(Paths(tmp_path / "data"), HeldClock(MORNING), create=True)
    context.settings.set_desk("desk.backup_folder", str(tmp_path / "second"))
    made = context.backups.make(SUPERVISOR)
    assert (tmp_path / "second" / made.path.name).exists()
    context.close()


def test_one_backup_a_day_is_made_by_itself(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    context = open_office(paths, create=True)
    first = context.backups.daily()
    assert first is not None
    assert context.backups.daily() is None
    context.close()
    later = open_office(paths, HeldClock(first.at + DAY))
    assert later.backups.daily() is not None
    later.close()


def test_who_may_not_make_backups_is_refused(tmp_path: Path) -> None:
    context = open_office(Paths(tmp_path / "data"), HeldClock(MORNING), create=True)
    with pytest.raises(NotAllowed):
        context.backups.make(ACTORS["agent"])
    with pytest.raises(NotAllowed):
        context.backups.kept(ACTORS["agent"])
    context.close()
