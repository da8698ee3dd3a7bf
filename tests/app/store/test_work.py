"""Units of work: everything or nothing, one announcement, and a log from which the past can be read back."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import peewee
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import EnvironmentFault, NotFound
from app.features.houses.records import House
from app.features.office.records import Scenario, SettingValue, Word
from app.features.staff.records import Audit, Staff
from app.store.history import history_of, last_values
from app.store.models import column_names
from app.store.store import Store
from app.store.work import MANY, Work
from tests.support.office import heard, make_store


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    opened = make_store(tmp_path)
    yield opened
    opened.close()


def test_a_failing_unit_of_work_leaves_nothing_and_announces_nothing(store: Store) -> None:
    changes = heard(store)

    def fail() -> None:
        with store.change("someone") as work:
            work.insert(House(building="3", room="501"))
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        fail()
    assert store.find(House) == []
    assert store.value("SELECT count(*) FROM sync_oplog") == 0
    assert store.value("SELECT count(*) FROM sync_tx") == 0
    assert changes == []


def test_one_unit_of_work_announces_one_change_with_everything_it_touched(store: Store) -> None:
    changes = heard(store)
    with store.change("someone", "import") as work:
        house = work.insert(House(building="3"))
        staff = work.insert(Staff(number="1001"))
        work.update(house, room="501")
    (change,) = changes
    assert change.kinds == {"house": frozenset({house.id}), "staff": frozenset({staff.id})}
    assert change.origin == "import"


def test_a_unit_that_changes_nothing_announces_nothing_and_leaves_no_trace(store: Store) -> None:
    with store.change() as work:
        house = work.insert(House(building="3"))
    changes = heard(store)
    before = store.value("SELECT count(*) FROM sync_tx")
    with store.change() as work:
        assert work.update(house, building="3") == house
    assert changes == []
    assert store.value("SELECT count(*) FROM sync_tx") == before


def test_bulk_statements_keep_their_author_even_if_no_record_was_touched_by_name(store: Store) -> None:
    with store.change() as work:
        house = work.insert(House(building="3"))
    with store.change("bulk") as work:
        work.database.run("UPDATE house SET zone = 'east'")
    assert history_of(store.database, "house", house.id)[-1].author == "bulk"


def test_more_than_many_ids_are_announced_as_many(store: Store) -> None:
    changes = heard(store)
    with store.change() as work:
        assert work.insert_many(House(building="3", room=str(n)) for n in range(MANY + 1)) == MANY + 1
    assert changes[0].kinds == {"house": frozenset()}
    assert changes[0].touches_record("house", "any")


def test_records_are_stamped_with_author_and_moment(store: Store) -> None:
    with store.change("someone") as work:
        house = work.insert(House(building="3"))
    assert store.must(House, house.id) == house
    assert (house.created_by, house.created_at, house.updated_at) == ("someone", store.clock.now(), store.clock.now())
    assert len(house.id) == 32


def test_updating_or_asking_for_a_deleted_record_says_that_it_has_gone(store: Store) -> None:
    with store.change() as work:
        house = work.insert(House(building="3"))
    with store.change() as work:
        work.delete(house)
    with pytest.raises(NotFound), store.change() as work:
        work.update(house, room="501")
    with pytest.raises(NotFound):
        store.must(House, house.id)


def test_put_writes_a_record_with_a_column_named_record(store: Store) -> None:
    with store.change() as work:
        work.put(Scenario(id="a", code="a", record="one"))
        work.put(Scenario(id="a", code="a", record="two"))
    assert store.must(Scenario, "a").record == "two"


def test_units_of_work_do_not_nest(store: Store) -> None:
    with store.change(), pytest.raises(RuntimeError, match="already open"), store.change():
        pass
    with store.change() as work:
        work.put(SettingValue(id="k", value="1"))
    assert store.must(SettingValue, "k").value == "1"


def test_a_hook_runs_inside_the_unit_and_can_undo_it(store: Store) -> None:
    def refuse(work: Work) -> None:
        if "house" in work.touched:
            raise RuntimeError("hook")

    store.before_commit(refuse)
    with pytest.raises(RuntimeError, match="hook"), store.change() as work:
        work.insert(House(building="3"))
    assert store.find(House) == []


def test_an_id_never_changes(store: Store) -> None:
    with store.change() as work:
        house = work.insert(House(building="3"))
    with pytest.raises(sqlite3.IntegrityError, match="keeps its id"), store.change() as work:
        work.database.run("UPDATE house SET id = 'other' WHERE id = ?", (house.id,))


@pytest.mark.parametrize("sql", ["UPDATE audit SET detail = 'x'", "DELETE FROM audit"])
def test_a_journal_is_never_edited(store: Store, sql: str) -> None:
    with store.change() as work:
        row = work.insert(Audit(action="login"))
    with pytest.raises(sqlite3.IntegrityError, match="never edited"), store.change() as work:
        work.database.run(sql)
    assert store.must(Audit, row.id) == row


def test_a_journal_is_not_deleted_through_the_unit_of_work_either(store: Store) -> None:
    with store.change() as work:
        row = work.insert(Audit(action="login"))
    with pytest.raises(peewee.IntegrityError, match="never edited"), store.change() as work:
        work.delete(row)


def test_a_deleted_record_can_be_brought_back_exactly(store: Store) -> None:
    with store.change("someone") as work:
        staff = work.insert(Staff(number="1001", name="赵一", active=0, joined_on="2026-01-02"))
        word = work.insert(Word(id="d|c", dictionary="d", code="c", position=0))
        house = work.insert(House(kind="", area=0))
    with store.change() as work:
        for record in (staff, word, house):
            work.delete(record)
    for kind, record in ((Staff, staff), (Word, word), (House, house)):
        assert kind(id=record.id, **last_values(store.database, record.table, record.id)) == record


def test_history_tells_who_changed_what_from_what(store: Store) -> None:
    with store.change("first") as work:
        house = work.insert(House(building="3", note="old"))
    with store.change("second") as work:
        work.update(house, note="new", area=8_850)
    steps = [
        (step.author, step.kind, step.column, step.old, step.new)
        for step in history_of(store.database, "house", house.id)
    ]
    assert steps[0] == ("first", "I", "", None, None)
    assert set(steps[1:]) == {("second", "U", "note", "old", "new"), ("second", "U", "area", None, 8_850)}


TEXTS = st.sampled_from(["", "一", "'; --", "0", "水管", "\x00x"])
STEPS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["set", "set", "delete"]),
            st.integers(0, 3),
            st.fixed_dictionaries({"building": TEXTS, "note": TEXTS, "area": st.none() | st.integers(-5, 5)}),
        ),
        min_size=1,
        max_size=4,
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(units=STEPS)
def test_reading_the_log_backwards_gives_every_earlier_state(
    tmp_path_factory: pytest.TempPathFactory, units: list[list[tuple[str, int, dict[str, Any]]]]
) -> None:
    store = make_store(tmp_path_factory.mktemp("log"))
    states: dict[int, dict[str, tuple[Any, ...]]] = {}
    try:
        for steps in units:
            with store.change() as work:
                for verb, number, values in steps:
                    there = work.get(House, str(number))
                    if verb == "delete" and there is not None:
                        work.delete(there)
                    elif verb == "set":
                        work.put(House(id=str(number), **values))
            states[store.value("SELECT tx FROM sync_ctx")] = _table(store)
        table = _table(store)
        for tx, expected in sorted(states.items(), reverse=True):
            assert table == expected
            for kind, pk, col, old in store.rows(
                "SELECT kind, pk, col, old FROM sync_oplog WHERE tx = ? ORDER BY seq DESC", (tx,)
            ):
                _undo(table, kind, pk, col, old)
        assert table == {}
    finally:
        store.close()


NAMES = column_names(House)


def _table(store: Store) -> dict[str, tuple[Any, ...]]:
    return {house.id: tuple(getattr(house, name) for name in NAMES) for house in store.find(House)}


def _undo(table: dict[str, tuple[Any, ...]], kind: str, pk: str, col: str | None, old: Any) -> None:
    if kind == "I":
        del table[pk]
        return
    if kind == "D":
        table[pk] = tuple(pk if name == "id" else getattr(House(), name) for name in NAMES)
        return
    row = list(table[pk])
    row[NAMES.index(str(col))] = old
    table[pk] = tuple(row)


def test_two_threads_writing_both_keep_all_they_wrote(store: Store) -> None:
    failures: list[BaseException] = []

    def write(building: str) -> None:
        try:
            for number in range(25):
                with store.change() as work:
                    work.insert(House(building=building, room=str(number)))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.rows("SELECT building, count(*) FROM house GROUP BY building ORDER BY 1") == [("a", 25), ("b", 25)]
    assert store.value("SELECT count(DISTINCT tx) FROM sync_oplog") == 50


def test_a_full_disk_is_told_calmly_and_nothing_is_half_written(store: Store) -> None:
    pages = store.value("PRAGMA page_count")
    store.database.raw.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(EnvironmentFault) as told, store.change() as work:
        work.insert_many(House(building="3", note="字" * 500) for _ in range(200))
    assert told.value.code == "store.full"
    assert store.find(House) == []
    store.database.raw.execute("PRAGMA max_page_count = 1000000")
    with store.change() as work:
        work.insert(House(building="3"))
    assert len(store.find(House)) == 1


def test_a_database_locked_by_another_program_is_told_calmly(store: Store) -> None:
    other = sqlite3.connect(store.database.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        store.database.raw.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(EnvironmentFault) as told, store.change():
            pass
        assert told.value.code == "store.busy"
    finally:
        other.close()
    with store.change() as work:
        work.insert(House(building="3"))


def test_defects_are_not_told_as_faults_of_the_machine(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        store.rows("SELECT full FROM house")
    with store.change() as work:
        work.insert(House(id="same"))
    with pytest.raises(peewee.IntegrityError), store.change() as work:
        work.insert(House(id="same"))


def test_a_closed_store_says_so_instead_of_opening_the_file_again(store: Store) -> None:
    store.close()
    with pytest.raises(EnvironmentFault) as told:
        store.rows("SELECT 1")
    assert told.value.code == "store.closed"


def test_connections_of_ended_threads_are_closed(store: Store) -> None:
    seen: list[sqlite3.Connection] = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: seen.append(store.database.raw))
        thread.start()
        thread.join()
    for connection in seen[:2]:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_the_columns_of_every_synced_row_begin_alike(store: Store) -> None:
    """Bulk inserts fill in the bookkeeping by its place."""
    for record in store.synced:
        assert column_names(record)[:4] == ("id", "created_at", "created_by", "updated_at")
