"""The connection: what is left on the disk when the program ends."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

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
