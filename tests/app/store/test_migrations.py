"""Schema steps: each makes what it says, all together make what the records declare, and versions are respected."""

from __future__ import annotations

import inspect
import re
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from app.core.changes import ChangeFeed
from app.core.clock import HeldClock
from app.core.errors import EnvironmentFault
from app.features.houses.records import House
from app.store import migrations
from app.store.database import Database
from app.store.models import column_names, create_table_sql
from app.store.store import Store
from tests.support.office import MORNING, all_records, make_store


def _bare(folder: Path, upto: int) -> set[str]:
    """Return the tables and indexes that exist after the steps up to a version."""
    connection = sqlite3.connect(folder / "bare.db")
    try:
        for step in migrations.STEPS:
            if upto >= step.VERSION:
                for statement in step.SQL:
                    connection.execute(statement)
        found = connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        return {name for (name,) in found}
    finally:
        connection.close()


def test_m1001_base(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1001)
    assert {"meta", "sync_ctx", "sync_tx", "sync_oplog", "search_doc", "search_fts"} <= names


def test_m1002_office(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1002)
    assert {"staff", "staff_role", "audit", "login_attempt", "setting_value", "scenario", "category", "word"} <= names
    assert "house" not in names


def test_m1003_houses(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1003)
    assert {"house", "person", "person_phone", "residence", "person_tag", "vehicle", "house_key"} <= names
    assert "ticket" not in names


def test_m1004_tickets(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1004)
    assert {"ticket", "ticket_event", "promise", "ticket_open"} <= names


def test_m1005_orders(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1005)
    assert {"ticket_place", "ticket_level", "ticket_category"} <= names


def test_m1006_exchange(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1006)
    assert {"sync_stream", "sync_segment", "sync_row", "sync_sibling", "sync_unknown", "sync_tomb"} <= names
    assert {"sync_author", "sync_column", "sync_problem", "sync_roster", "sync_ack"} <= names


def test_m1007_attachments(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1007)
    assert {"attachment", "attachment_owner_id", "attachment_blob", "sync_blob", "sync_reference"} <= names


def test_m1008_ties(tmp_path: Path) -> None:
    assert "ticket_event_reopen" in _bare(tmp_path, 1008)
    store = make_store(tmp_path)
    try:
        for name in ("ticket_number", "ticket_state", "ticket_entered_at", "ticket_place", "ticket_level", "audit_at"):
            columns = store.rows("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,))
            assert columns[-1] == ("id",)
    finally:
        store.close()


def test_m1012_training(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1012)
    assert {"training_template", "training_item", "training", "training_row", "training_sign"} <= names
    assert {"training_step", "training_course", "training_session", "training_attendee", "certificate"} <= names


def test_m1011_plans(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1011)
    assert {"plan", "plan_task", "plan_tick", "plan_event", "improvement", "plan_left"} <= names
    assert {"plan_template", "plan_template_row", "plan_task_open", "plan_task_waiting"} <= names


def test_m1009_complaints(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1009)
    assert {"complaint", "complaint_event", "complaint_letter", "letter_template", "complaint_alarm"} <= names
    assert {"dispute_party", "dispute_talk", "evidence", "follow_up", "partner"} <= names


def test_m1010_shifts(tmp_path: Path) -> None:
    names = _bare(tmp_path, 1010)
    assert {"shift_kind", "duty", "handover", "handover_line", "handover_tick", "handover_count"} <= names
    assert {"handover_event", "handover_flag", "handover_flag_open", "handover_waiting", "person_tag_care"} <= names


def test_every_step_has_its_test() -> None:
    tests = {name for name, _ in inspect.getmembers(sys.modules[__name__], inspect.isfunction)}
    for step in migrations.STEPS:
        assert "test_" + step.__name__.rsplit(".", 1)[-1] in tests


def test_versions_rise_and_name_their_files() -> None:
    versions = [step.VERSION for step in migrations.STEPS]
    assert versions == sorted(set(versions))
    for step in migrations.STEPS:
        assert step.__name__.rsplit(".", 1)[-1].startswith(f"m{step.VERSION}_")


def test_every_step_file_is_run() -> None:
    folder = Path(migrations.__file__).parent
    assert {path.stem for path in folder.glob("m*.py")} == {s.__name__.rsplit(".", 1)[-1] for s in migrations.STEPS}


def test_steps_never_import_todays_records() -> None:
    for step in migrations.STEPS:
        assert "import" not in inspect.getsource(step).replace("imported", "")


def _plain(sql: str) -> str:
    """One line, with the blanks that ALTER TABLE leaves where CREATE TABLE has lines."""
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql)).strip()


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.table)
def test_the_migrated_schema_is_what_the_records_declare(tmp_path: Path, record: type) -> None:
    store = make_store(tmp_path)
    try:
        made = {
            _plain(sql)
            for (sql,) in store.rows(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type IN ('table', 'index')",
                (record.table,),
            )
        }
    finally:
        store.close()
    declared = {_plain(sql) for sql in create_table_sql(record)}
    extra = {sql for sql in made - declared if sql.startswith("CREATE INDEX")}
    assert made - extra == declared


def test_a_step_later_the_data_is_there_and_a_copy_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_steps = migrations.STEPS
    there = _bare(tmp_path, 1003)
    early = tuple(record for record in all_records() if record.table in there)
    monkeypatch.setattr(migrations, "STEPS", all_steps[:3])
    store = Store(tmp_path / "office.db", early, HeldClock(MORNING), ChangeFeed())
    with store.change() as work:
        house = work.insert(House(building="3"))
    store.close()
    monkeypatch.setattr(migrations, "STEPS", all_steps)
    store = make_store(tmp_path)
    try:
        assert store.must(House, house.id) == house
        assert migrations.version(store.database) == divmod(all_steps[-1].VERSION, 1000)
    finally:
        store.close()
    kept = tmp_path / f"office.before-{all_steps[-1].VERSION}.backup"
    copy = sqlite3.connect(kept)
    try:
        assert copy.execute("PRAGMA user_version").fetchone() == (1003,)
    finally:
        copy.close()


def test_a_failing_step_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(tmp_path)
    store.close()

    class Broken:
        VERSION = migrations.STEPS[-1].VERSION + 1
        SQL = ("CREATE TABLE half (id TEXT)", "CREATE NONSENSE")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Broken))
    with pytest.raises(sqlite3.OperationalError):
        make_store(tmp_path)
    monkeypatch.undo()
    store = make_store(tmp_path)
    try:
        assert store.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0
    finally:
        store.close()


def _stamp(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    try:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


def test_a_newer_major_is_refused_and_left_alone(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    _stamp(tmp_path / "office.db", "PRAGMA user_version = 2000")
    with pytest.raises(EnvironmentFault) as told:
        make_store(tmp_path)
    assert told.value.code == "store.newer"


def test_a_newer_minor_is_tolerated_and_keeps_its_triggers(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    _stamp(
        tmp_path / "office.db",
        "PRAGMA user_version = 1999",
        "CREATE TABLE later (id TEXT)",
        'CREATE TRIGGER "capture:later:00000000:0" AFTER INSERT ON later BEGIN SELECT 1; END',
        "ALTER TABLE house ADD COLUMN later TEXT NOT NULL DEFAULT ''",
    )
    store = make_store(tmp_path)
    try:
        with store.change() as work:
            house = work.insert(House(building="3"))
            work.update(house, building="4")
        assert store.value("SELECT count(*) FROM sync_oplog WHERE pk = ?", (house.id,)) >= 2
        assert store.value("SELECT count(*) FROM sqlite_master WHERE name = 'capture:later:00000000:0'") == 1
        assert migrations.version(store.database) == (1, 999)
    finally:
        store.close()


@pytest.mark.parametrize(
    "breach",
    [
        "ALTER TABLE house ADD COLUMN surprise TEXT",
        "ALTER TABLE house DROP COLUMN layout",
    ],
)
def test_tables_that_do_not_match_the_records_are_refused(tmp_path: Path, breach: str) -> None:
    store = make_store(tmp_path)
    for (name,) in store.rows("SELECT name FROM sqlite_master WHERE name LIKE 'capture:house:%'"):
        store.database.run(f'DROP TRIGGER "{name}"')
    store.close()
    _stamp(tmp_path / "office.db", breach)
    with pytest.raises(EnvironmentFault) as told:
        make_store(tmp_path)
    assert told.value.code == "store.capture_missing"


def test_a_newer_minor_without_our_triggers_is_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for (name,) in store.rows("SELECT name FROM sqlite_master WHERE name LIKE 'capture:house:%'"):
        store.database.run(f'DROP TRIGGER "{name}"')
    store.close()
    _stamp(tmp_path / "office.db", "PRAGMA user_version = 1999")
    with pytest.raises(EnvironmentFault) as told:
        make_store(tmp_path)
    assert told.value.code == "store.capture_missing"


def test_outdated_triggers_are_made_anew(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    before = {name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    victim = min(before)
    store.database.run(f'DROP TRIGGER "{victim}"')
    store.database.run('CREATE TRIGGER "capture:house:00000000:0" AFTER INSERT ON house BEGIN SELECT 1; END')
    store.close()
    store = make_store(tmp_path)
    try:
        assert {n for (n,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")} == before
    finally:
        store.close()


def test_two_programs_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def open_and_close() -> None:
        try:
            make_store(tmp_path).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_and_close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_opening_a_database_that_is_up_to_date_waits_for_nobody(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    other = sqlite3.connect(tmp_path / "office.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        make_store(tmp_path).close()
    finally:
        other.close()


FORBIDDEN = re.compile(r"\b(UNIQUE|REFERENCES|AUTOINCREMENT|CHECK)\b", re.IGNORECASE)


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.table)
def test_tables_hold_nothing_that_two_desks_could_both_break(tmp_path: Path, record: type) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        for step in migrations.STEPS:
            for statement in step.SQL:
                connection.execute(statement)
        for (sql,) in connection.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql NOT NULL", (record.table,)
        ):
            assert not FORBIDDEN.search(sql)
        for _, name, _, required, default, key in connection.execute(f"PRAGMA table_info({record.table})"):
            assert key or not required or default is not None, name
    finally:
        connection.close()


def test_no_source_replaces_rows() -> None:
    """REPLACE deletes and inserts: the log would tell of a deletion nobody asked for."""
    root = Path(__file__).resolve().parents[3]
    found = [
        path.name
        for folder in ("app", "ui")
        for path in (root / folder).rglob("*.py")
        if re.search(r"(OR|or)\s+(REPLACE|replace)\b|\b(REPLACE|replace)\s+(INTO|into)\b", path.read_text("utf-8"))
    ]
    assert found == []


def test_a_record_lists_its_id_first() -> None:
    assert column_names(House)[0] == "id"


def test_a_damaged_file_is_refused_calmly(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"this is no database " * 100)
    with pytest.raises(EnvironmentFault) as told:
        make_store(tmp_path)
    assert told.value.code == "store.damaged"
    (tmp_path / "office.db").rename(tmp_path / "moved.db")


def test_a_place_that_cannot_be_written_is_refused_calmly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as told:
        Database(tmp_path / "file" / "office.db")
    assert told.value.code == "store.unreachable"
