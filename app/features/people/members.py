"""The sets that belong to a person: written so that only what differs is written, and the history stays short."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from app.features.people.form import Home, PersonDraft
from app.features.people.records import PersonPhone, PersonTag, Residence, Vehicle
from app.features.people.rules import last_four
from app.store.records import member_id
from app.store.work import Work, read_many

SETS = (PersonPhone, Residence, PersonTag, Vehicle)
_LAST = "~"
"""Behind every id."""


def write_members(work: Work, person_id: str, draft: PersonDraft) -> None:
    """Make a person's sets what the draft says; those it does not speak of stay.

    Only the rows that differ are written, so that what two desks add to one person is united. The ids begin with the
    person's, so that a person's whole history is one range of the log.
    """
    if draft.phones is not None:
        _write_phones(work, person_id, draft.phones)
    if draft.homes is not None:
        _write_homes(work, person_id, draft.homes)
    for dictionary, codes in draft.tags.items():
        _write_tags(work, person_id, dictionary, codes)
    if draft.vehicles is not None:
        _write_vehicles(work, person_id, draft.vehicles)


def new_phone(person_id: str, phone: str, label: str, position: int) -> PersonPhone:
    """Return a new phone of a person."""
    return PersonPhone(
        id=_own_id(person_id, phone),
        person_id=person_id,
        phone=phone,
        tail=last_four(phone),
        label=label,
        position=position,
    )


def new_residence(person_id: str, home: Home) -> Residence:
    """Return a new relation of a person to a house."""
    return Residence(
        id=member_id(person_id, home.house_id, home.relation),
        person_id=person_id,
        house_id=home.house_id,
        relation=home.relation,
        since_on=home.since_on,
        until_on=home.until_on,
    )


def new_vehicle(person_id: str, plate: str, describe: str) -> Vehicle:
    """Return a new vehicle of a person."""
    return Vehicle(id=_own_id(person_id, plate), person_id=person_id, plate=plate, describe=describe)


def _own_id(person_id: str, value: str) -> str:
    """Return the id of a person's phone or vehicle: of one value one id, so that two desks adding it add one row.

    The value itself is personal and stays out of ids, which outlive their records.
    """
    digest = hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8, person=person_id.encode()[-16:])
    return member_id(person_id, digest.hexdigest())


def _write_phones(work: Work, person_id: str, phones: Sequence[tuple[str, str]]) -> None:
    there: dict[str, PersonPhone] = {}
    for row in read_many(work.database, PersonPhone, "person_id = ?", (person_id,), "position, id"):
        if row.phone in there:
            work.delete(row)
        else:
            there[row.phone] = row
    places = _places([there.get(phone) for phone, _ in phones])
    for (phone, label), position in zip(phones, places, strict=True):
        old = there.pop(phone, None)
        if old is None:
            work.put(new_phone(person_id, phone, label, position))
        else:
            work.update(old, label=label, position=position, tail=last_four(phone))
    for old in there.values():
        work.delete(old)


def _places(rows: Sequence[PersonPhone | None]) -> list[int]:
    """Return the position of each row of a wanted order, None for a new one, changing as few as the order allows.

    A row that is written survives its deletion at another desk, so none is written only because its neighbour went.
    """
    places: list[int] = []
    last: tuple[int, str] | None = None
    for place, row in enumerate(rows):
        kept = None if row is None else (row.position, row.id)
        if kept is None or (last is not None and kept <= last):
            following = next((later.position for later in rows[place:] if later is not None), 1)
            kept = (following - 1 if last is None else last[0] + 1, row.id if row is not None else _LAST)
        places.append(kept[0])
        last = kept
    return places


def _write_homes(work: Work, person_id: str, homes: Iterable[Home]) -> None:
    there = {row.id: row for row in read_many(work.database, Residence, "person_id = ?", (person_id,))}
    for home in homes:
        wanted = new_residence(person_id, home)
        old = there.pop(wanted.id, None)
        if old is None:
            work.insert(wanted)
        else:
            work.update(old, since_on=home.since_on, until_on=home.until_on)
    for old in there.values():
        work.delete(old)


def _write_tags(work: Work, person_id: str, dictionary: str, codes: Mapping[str, int | None]) -> None:
    there = {
        row.code: row
        for row in read_many(work.database, PersonTag, "person_id = ? AND dictionary = ?", (person_id, dictionary))
    }
    for code, days in codes.items():
        old = there.pop(code, None)
        if old is None:
            work.insert(
                PersonTag(
                    id=member_id(person_id, dictionary, code),
                    person_id=person_id,
                    dictionary=dictionary,
                    code=code,
                    cycle_days=days,
                )
            )
        else:
            work.update(old, cycle_days=days)
    for old in there.values():
        work.delete(old)


def _write_vehicles(work: Work, person_id: str, vehicles: Iterable[tuple[str, str]]) -> None:
    there = {row.plate: row for row in read_many(work.database, Vehicle, "person_id = ?", (person_id,))}
    for plate, describe in vehicles:
        old = there.pop(plate, None)
        if old is None:
            work.put(new_vehicle(person_id, plate, describe))
        else:
            work.update(old, describe=describe)
    for old in there.values():
        work.delete(old)
