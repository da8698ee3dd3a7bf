"""The connection: what is left on the disk when the program ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from app.features.houses.records import House
from app.features.tickets.records import Ticket
from tests.support.office import make_store


def test_a_closed_office_is_one_whole_file(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store.change() as work:
        work.insert(Ticket(description="大堂灯不亮"))
    reader = Thread(target=lambda: store.rows("SELECT count(*) FROM ticket"))
    reader.start()
    reader.join()
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("office.db")) == ["office.db"]
    again = make_store(tmp_path)
    assert [ticket.description for ticket in again.find(Ticket)] == ["大堂灯不亮"]
    again.close()


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 533, 1_234])
def test_however_many_rows_are_inserted_together_each_is_there_once_and_logged_in_order(
    tmp_path: Path, count: int
) -> None:
    store = make_store(tmp_path)
    with store.change("someone") as work:
        assert work.insert_many(House(building="3", room=str(number)) for number in range(count)) == count
    rows = store.rows("SELECT id, room, created_by FROM house ORDER BY rowid")
    assert [(room, author) for _, room, author in rows] == [(str(number), "someone") for number in range(count)]
    assert [pk for pk, _, _ in rows] == sorted({pk for pk, _, _ in rows})
    logged = store.rows("SELECT pk, tbl, kind FROM sync_oplog ORDER BY seq")
    assert logged == [(pk, "house", "I") for pk, _, _ in rows]
    store.close()


def test_of_rows_inserted_together_none_stays_if_one_is_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    houses = [House(id=f"{number:032x}", room=str(number)) for number in range(400)]

    def twice() -> None:
        with store.change() as work:
            work.insert_many([*houses, houses[0]])

    with pytest.raises(sqlite3.IntegrityError):
        twice()
    assert store.value("SELECT count(*) FROM house") == store.value("SELECT count(*) FROM sync_oplog") == 0
    store.close()


def test_a_note_that_need_not_last_is_there_at_once_and_the_next_save_lasts_again(tmp_path: Path) -> None:
    store = make_store(tmp_path)

    def broken() -> None:
        with store.database.transaction(lasting=False):
            store.note_meta("noted", "2")
            raise RuntimeError("planted")

    with store.database.transaction(lasting=False):
        store.note_meta("noted", "1")
        assert store.value("PRAGMA synchronous") == 1
    with pytest.raises(RuntimeError, match="planted"):
        broken()
    assert store.meta("noted") == "1"
    assert store.value("PRAGMA synchronous") == 2
    store.close()
