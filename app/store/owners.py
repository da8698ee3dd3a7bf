"""What belongs to a record is shown and found through it: where a part changes, the whole is announced too.

So it makes no difference whether a phone was saved by the form of its person at this desk or came from another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from app.store.fields import columns_of
from app.store.records import Record
from app.store.work import Work


def touch_owners(work: Work, records: Iterable[type[Record]]) -> None:
    """Touch the records to which those belong that a unit of work touched (a ``before_commit`` hook).

    Args:
        work: The open unit of work.
        records: Every record class; those without ``belongs_to`` belong to nobody.
    """
    touched = work.touched_ids
    for record in records:
        ids = touched.get(record.table)
        if ids and record.belongs_to:
            kind = next(column.refers_to for column in columns_of(record) if column.name == record.belongs_to)
            for owner in _owners(work, record, ids):
                work.touch(kind, owner)


def _owners(work: Work, record: type[Record], ids: Iterable[str]) -> set[str]:
    """A member of a set names its owner first in its id, also once it has gone; others must be looked up."""
    found = {owner for owner, bar, _ in (record_id.partition("|") for record_id in ids) if bar}
    plain = [record_id for record_id in ids if "|" not in record_id]
    if plain:
        rows = work.database.rows(
            f'SELECT DISTINCT "{record.belongs_to}" FROM "{record.table}" WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps(plain),),
        )
        found.update(owner for (owner,) in rows if owner)
    return found
