"""A second desk that holds the rows of the first, as after an exchange: other row numbers, another order of arrival."""

from __future__ import annotations

import random
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.context import AppContext, open_office
from app.core.clock import HeldClock
from app.host.paths import Paths
from app.store.models import column_names
from app.store.store import Store
from tests.support.office import MORNING


def copy_rows(source: Store, target: Store, seed: int = 1) -> None:
    """Write every synced row of one office into another that has none, in an order of its own and uncaptured."""
    chance = random.Random(seed)
    database = target.database
    with database.transaction():
        database.run("UPDATE sync_ctx SET applying = 1")
        for record in source.synced:
            names = ", ".join(column_names(record))
            marks = ", ".join("?" * len(column_names(record)))
            rows = source.rows(f'SELECT {names} FROM "{record.table}"')
            chance.shuffle(rows)
            gone = [(f"gone{number}", *rows[0][1:]) for number in range(chance.randint(1, 9))] if rows else []
            database.run_many(f'INSERT INTO "{record.table}" ({names}) VALUES ({marks})', [*gone, *rows])
            database.run_many(f'DELETE FROM "{record.table}" WHERE id = ?', [row[:1] for row in gone])
        database.run("UPDATE sync_ctx SET applying = 0")


@contextmanager
def twin(first: AppContext, folder: Path, seed: int = 1) -> Generator[AppContext]:
    """Open a second desk of the office in another folder."""
    context = open_office(Paths(folder), HeldClock(MORNING), create=True, upgrade=False)
    try:
        copy_rows(first.store, context.store, seed)
        context.search.rebuild()
        context.settings_service.reload()
        yield context
    finally:
        context.close()
