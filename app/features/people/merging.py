"""Two entries of one person made into one, and finding such entries."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import T, Text
from app.features.people.form import Home
from app.features.people.members import SETS, new_phone, new_residence, new_vehicle
from app.features.people.records import Person, PersonPhone, PersonTag, Residence, Vehicle
from app.features.people.words import COLUMNS
from app.store.records import member_id
from app.store.references import move_references
from app.store.store import Store
from app.store.work import Work, read_many

_OWN = frozenset(record.table for record in SETS)


def merge(store: Store, work: Work, keep: Person, gone: Person) -> None:
    """Move everything of ``gone`` to ``keep`` and delete it: tickets and all other records, phones, houses, tags.

    What ``keep`` does not say is taken from ``gone``; two notes are put under each other.
    """
    filled = {column: getattr(gone, column) for column in (*COLUMNS, "initials") if not getattr(keep, column)}
    if keep.note and gone.note and gone.note not in keep.note:
        filled["note"] = f"{keep.note}\n{gone.note}"
    work.update(keep, **filled)
    _move_phones(work, keep.id, gone.id)
    _move_homes(work, keep.id, gone.id)
    _move_tags(work, keep.id, gone.id)
    _move_vehicles(work, keep.id, gone.id)
    move_references(store, work, "person", gone.id, keep.id, leaving=_OWN)
    work.delete(gone)


def _move_phones(work: Work, keep: str, gone: str) -> None:
    kept = read_many(work.database, PersonPhone, "person_id = ?", (keep,))
    there = {row.phone for row in kept}
    position = max((row.position for row in kept), default=-1) + 1
    for row in read_many(work.database, PersonPhone, "person_id = ?", (gone,), "position, id"):
        if row.phone not in there:
            there.add(row.phone)
            work.insert(new_phone(keep, row.phone, row.label, position))
            position += 1
        work.delete(row)


def _move_homes(work: Work, keep: str, gone: str) -> None:
    for row in read_many(work.database, Residence, "person_id = ?", (gone,)):
        home = Home(row.house_id, row.relation, row.since_on, row.until_on)
        if work.get(Residence, member_id(keep, row.house_id, row.relation)) is None:
            work.insert(new_residence(keep, home))
        work.delete(row)


def _move_tags(work: Work, keep: str, gone: str) -> None:
    for row in read_many(work.database, PersonTag, "person_id = ?", (gone,)):
        wanted = member_id(keep, row.dictionary, row.code)
        if work.get(PersonTag, wanted) is None:
            work.insert(
                PersonTag(
                    id=wanted, person_id=keep, dictionary=row.dictionary, code=row.code, cycle_days=row.cycle_days
                )
            )
        work.delete(row)


def _move_vehicles(work: Work, keep: str, gone: str) -> None:
    there = {row.plate for row in read_many(work.database, Vehicle, "person_id = ?", (keep,))}
    for row in read_many(work.database, Vehicle, "person_id = ?", (gone,)):
        if row.plate not in there:
            there.add(row.plate)
            work.insert(new_vehicle(keep, row.plate, row.describe))
        work.delete(row)


@dataclass(frozen=True)
class Alike:
    """People who may be one and the same.

    Attributes:
        why: What they have in common.
        sure: Whether two people hardly share that.
        ids: The people, the oldest entry first.
    """

    why: Text
    sure: bool
    ids: tuple[str, ...]


def placeholder(phone: str) -> bool:
    """Say whether a number is one that people type where none is known (``18900000000``)."""
    return phone.endswith("000000")


def alike(store: Store, limit: int = 200) -> list[Alike]:
    """Return groups of people with one identity card, one name and phone, or one phone; the surest first."""
    groups = [
        *_groups(
            store,
            "SELECT group_concat(id) FROM (SELECT id, id_card FROM person WHERE id_card <> '' ORDER BY id)"
            " GROUP BY id_card HAVING count(*) > 1 LIMIT ?",
            (limit,),
            T("people", "the same identity card"),
            True,
        ),
        *_groups(
            store,
            "SELECT group_concat(id) FROM (SELECT p.id, p.name, f.phone FROM person_phone f"
            " JOIN person p ON p.id = f.person_id WHERE f.phone NOT LIKE '%000000' ORDER BY p.id)"
            " GROUP BY phone, name HAVING count(*) > 1 LIMIT ?",
            (limit,),
            T("people", "the same name and phone"),
            True,
        ),
        *_groups(
            store,
            "SELECT group_concat(id) FROM (SELECT p.id, p.name, f.phone FROM person_phone f"
            " JOIN person p ON p.id = f.person_id WHERE f.phone NOT LIKE '%000000' ORDER BY p.id)"
            " GROUP BY phone HAVING count(DISTINCT name) > 1 LIMIT ?",
            (limit,),
            T("people", "the same phone; perhaps one family"),
            False,
        ),
    ]
    seen: set[tuple[str, ...]] = set()
    unique: list[Alike] = []
    for group in groups:
        if group.ids not in seen and len(group.ids) > 1:
            seen.add(group.ids)
            unique.append(group)
    return unique[:limit]


def _groups(store: Store, sql: str, values: tuple[object, ...], why: Text, sure: bool) -> list[Alike]:
    return [Alike(why, sure, tuple(dict.fromkeys(row[0].split(",")))) for row in store.rows(sql, values)]
