"""By which words the tasks of plans are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.store.database import Database


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of tasks; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.title, t.note, t.role, coalesce(p.week, '') FROM plan_task t"
        f" LEFT JOIN plan p ON p.id = t.plan_id{where}",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])
