"""Backups of a database in use, restoring them, and where a database may lie."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from app.core.errors import EnvironmentFault, Refused
from app.features.houses.records import House
from app.store import location
from app.store.backup import backup, copy_to, restore, verify
from app.store.database import Database
from app.store.store import Store
from tests.support.office import make_store


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    opened = make_store(tmp_path)
    with opened.change() as work:
        work.insert(House(id="1", building="3"))
    yield opened
    opened.close()


def _buildings(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT building FROM house ORDER BY id")]
    finally:
        connection.close()


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(store: Store, tmp_path: Path) -> None:
    assert (tmp_path / "office.db-wal").stat().st_size > 0
    target = tmp_path / "backups" / "today.db"
    backup(store.database, target)
    assert verify(target) == ""
    assert _buildings(target) == ["3"]
    assert [path.name for path in target.parent.iterdir()] == ["today.db"]


def test_a_backup_is_one_moment_although_others_write_meanwhile(store: Store, tmp_path: Path) -> None:
    with store.change() as work:
        work.insert_many(House(building="3", note="字" * 4_000) for _ in range(1_500))
    calls: list[int] = []

    def write() -> None:
        with store.change() as work:
            work.insert(House(building="later"))

    def progress(done: int, _total: int) -> bool:
        calls.append(done)
        if len(calls) == 1:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
        return True

    backup(store.database, tmp_path / "copy.db", progress)
    assert len(calls) > 1
    assert calls == sorted(calls)
    assert "later" not in _buildings(tmp_path / "copy.db")
    assert store.value("SELECT count(*) FROM house WHERE building = 'later'") == 1


def test_a_cancelled_backup_leaves_the_older_one(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup(store.database, target)
    before = target.read_bytes()
    with pytest.raises(Refused):
        backup(store.database, target, lambda _done, _total: False)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_inside_a_unit_of_work_is_a_defect(store: Store, tmp_path: Path) -> None:
    with store.change(), pytest.raises(RuntimeError):
        backup(store.database, tmp_path / "copy.db")


def test_a_backup_place_that_cannot_be_written_is_told_calmly(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault):
        backup(store.database, tmp_path / "file" / "copy.db")
    with pytest.raises(EnvironmentFault):
        copy_to(store.database.path, tmp_path / "file" / "copy")


def test_the_second_place_gets_the_same_bytes(store: Store, tmp_path: Path) -> None:
    backup(store.database, tmp_path / "copy.db")
    second = copy_to(tmp_path / "copy.db", tmp_path / "second")
    assert second.read_bytes() == (tmp_path / "copy.db").read_bytes()


def test_restoring_brings_the_backup_and_keeps_what_was_there(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup(store.database, target)
    with store.change() as work:
        work.insert(House(id="2", building="later"))
    store.close()
    kept = restore(target, tmp_path / "office.db")
    assert kept is not None
    assert _buildings(kept) == ["3", "later"]
    assert _buildings(tmp_path / "office.db") == ["3"]
    again = restore(target, tmp_path / "office.db")
    assert again is not None
    assert again != kept
    reopened = make_store(tmp_path)
    try:
        assert [house.building for house in reopened.find(House)] == ["3"]
    finally:
        reopened.close()


def test_restoring_from_a_database_in_use_takes_its_log_along(store: Store, tmp_path: Path) -> None:
    assert restore(tmp_path / "office.db", tmp_path / "other" / "office.db") is None
    assert _buildings(tmp_path / "other" / "office.db") == ["3"]


def test_a_damaged_database_is_kept_aside_when_a_backup_takes_its_place(store: Store, tmp_path: Path) -> None:
    backup(store.database, tmp_path / "copy.db")
    store.close()
    (tmp_path / "office.db").write_bytes(b"rubbish" * 1_000)
    (tmp_path / "office.db-wal").write_bytes(b"log")
    kept = restore(tmp_path / "copy.db", tmp_path / "office.db")
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 1_000
    assert not (tmp_path / "office.db-wal").exists()
    assert _buildings(tmp_path / "office.db") == ["3"]


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1_000, None])
def test_an_unsound_backup_changes_nothing(store: Store, tmp_path: Path, content: bytes | None) -> None:
    store.close()
    bad = tmp_path / "bad.db"
    if content is not None:
        bad.write_bytes(content)
    before = (tmp_path / "office.db").read_bytes()
    with pytest.raises(EnvironmentFault) as told:
        restore(bad, tmp_path / "office.db")
    assert told.value.code == "restore.unsound"
    assert (tmp_path / "office.db").read_bytes() == before


def test_a_database_of_another_program_is_no_backup(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE something (id TEXT)")
    other.close()
    assert verify(tmp_path / "other.db") != ""


MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share\\040of\\040office cifs rw 0 0
//server/中文 /mnt/共享 smb3 rw 0 0
/dev/sdb1 /mnt/share\\040of\\040office/local ext4 rw 0 0
host:/export /mnt/nfs nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/desk/office.db", "ext4"),
        ("/mnt/share of office/office.db", "cifs"),
        ("/mnt/share of office", "cifs"),
        ("/mnt/share of office/local/office.db", "ext4"),
        ("/mnt/share of office 2/office.db", "ext4"),
        ("/mnt/共享/office.db", "smb3"),
        ("/mnt/nfs/a/b", "nfs4"),
    ],
)
def test_the_mount_that_holds_a_path_is_found(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert location.mounted_type(Path(path), mounts) == kind
    assert location.mounted_type(Path(path), tmp_path / "missing") == ""


def test_a_database_on_the_network_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "is_network_path", lambda _path: True)
    with pytest.raises(EnvironmentFault) as told:
        Database(tmp_path / "office.db")
    assert told.value.code == "store.network_drive"
    assert not (tmp_path / "office.db").exists()
