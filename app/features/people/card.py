"""The owner card: everything the desk wants to see at once when somebody calls."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import Text
from app.features.houses.rules import house_label
from app.features.houses.service import Resident, order_sql
from app.features.people.records import Person, PersonPhone, Vehicle
from app.features.people.rules import mask_id, mask_phone, show_plate, shown_name
from app.features.people.words import CARE_FLAG, PREFERENCE, RELATIONS
from app.features.staff.rules import Actor
from app.store.listing import MISSING
from app.store.store import Store


@dataclass(frozen=True)
class PhoneLine:
    """A phone on the card: its id (for ``unmask``), the masked number, its label."""

    id: str
    masked: str
    label: str


@dataclass(frozen=True)
class HomeLine:
    """A house on the card.

    Attributes:
        house_id: The house.
        label: As shown, ``3栋2单元501``.
        key: ``3-2-501``.
        zone: Its zone.
        relation: Code of the relation.
        relation_title: What people call it.
        since_on: Day it began; empty if unknown.
        until_on: Day it ends or ended; empty for none.
        current: Whether it has not ended.
        note: The house's sticky note.
    """

    house_id: str
    label: str
    key: str
    zone: str
    relation: str
    relation_title: Text
    since_on: str
    until_on: str
    current: bool
    note: str


@dataclass(frozen=True)
class TagLine:
    """A preference or care flag on the card: code, title, and days between visits (null: the dictionary's own)."""

    code: str
    title: str
    cycle_days: int | None = None


@dataclass(frozen=True)
class PersonCard:
    """A person as the card shows them.

    Attributes:
        id: The person.
        name: As this reader may see it.
        sex: Code.
        kind: Code.
        born_on: Day of birth; empty if unknown.
        code: Number in another system.
        company: Where they work, or the company they are.
        wechat: WeChat name.
        id_card: Masked.
        emergency_name: Whom to call in need.
        emergency_phone: Masked.
        note: Sticky note.
        phones: The one to call first at the head.
        primary_phone: That one whole, to go into a ticket or a message, for those who may see personal data; else
            empty. Showing or copying it goes through ``unmask``, which is noted.
        homes: Houses, current ones first.
        preferences: How they want to be treated.
        care_flags: What the desk must keep in mind.
        vehicles: (plate as painted, description).
        may_unmask: Whether this reader may ask for the masked values.
    """

    id: str
    name: str
    sex: str
    kind: str
    born_on: str
    code: str
    company: str
    wechat: str
    id_card: str
    emergency_name: str
    emergency_phone: str
    note: str
    phones: tuple[PhoneLine, ...]
    primary_phone: str
    homes: tuple[HomeLine, ...]
    preferences: tuple[TagLine, ...]
    care_flags: tuple[TagLine, ...]
    vehicles: tuple[tuple[str, str], ...]
    may_unmask: bool


def card_of(store: Store, actor: Actor, person_id: str, today: str) -> PersonCard:
    """Return the card of a person.

    Args:
        store: Where to read.
        actor: Who reads; decides what is masked.
        person_id: The person.
        today: Office day; residences that ended before it are past.

    Raises:
        NotFound: The person has gone.
    """
    person = store.must(Person, person_id)
    phones = store.find(PersonPhone, "person_id = ?", (person_id,), "position, id")
    may = actor.may("person", "unmask")
    tags = _tags(store, person_id)
    vehicles = store.find(Vehicle, "person_id = ?", (person_id,), "created_at, id")
    return PersonCard(
        id=person.id,
        name=shown_name(actor, person.name),
        sex=person.sex,
        kind=person.kind,
        born_on=person.born_on,
        code=person.code,
        company=person.company,
        wechat=person.wechat if may else "",
        id_card=mask_id(person.id_card),
        emergency_name=shown_name(actor, person.emergency_name),
        emergency_phone=mask_phone(person.emergency_phone),
        note=person.note,
        phones=tuple(PhoneLine(phone.id, mask_phone(phone.phone), phone.label) for phone in phones),
        primary_phone=phones[0].phone if phones and may else "",
        homes=_homes(store, person_id, today),
        preferences=tags.get(PREFERENCE, ()),
        care_flags=tags.get(CARE_FLAG, ()),
        vehicles=tuple((show_plate(row.plate), row.describe) for row in vehicles),
        may_unmask=may,
    )


def residents_of(store: Store, actor: Actor, house_id: str, today: str) -> tuple[Resident, ...]:
    """Return the people of a house, those who live there now first, owners before others."""
    rows = store.rows(
        f"SELECT r.person_id, coalesce(p.name, '{MISSING}'), r.relation, r.until_on, coalesce(p.note, ''),"
        " coalesce((SELECT f.phone FROM person_phone f WHERE f.person_id = p.id ORDER BY f.position, f.id LIMIT 1), '')"
        " FROM residence r LEFT JOIN person p ON p.id = r.person_id WHERE r.house_id = ?"
        f" ORDER BY r.until_on <> '' AND r.until_on < ?, {_RELATION_ORDER}, r.id",
        (house_id, today),
    )
    found: list[Resident] = []
    for person_id, name, relation, until_on, note, phone in rows:
        tags = _tags(store, person_id)
        found.append(
            Resident(
                person_id=person_id,
                name=shown_name(actor, name),
                relation=relation,
                relation_title=RELATIONS.get(relation, RELATIONS["other"]),
                phone=mask_phone(phone),
                preferences=tuple(tag.title for tag in tags.get(PREFERENCE, ())),
                care_flags=tuple(tag.title for tag in tags.get(CARE_FLAG, ())),
                note=note,
                until_on=until_on,
                current=not until_on or until_on >= today,
            )
        )
    return tuple(found)


_RELATION_ORDER = "instr('owner family tenant agent other', r.relation)"


def _homes(store: Store, person_id: str, today: str) -> tuple[HomeLine, ...]:
    rows = store.rows(
        "SELECT r.house_id, coalesce(h.building, ''), coalesce(h.unit, ''), coalesce(h.room, ''), coalesce(h.key, ''),"
        " coalesce(h.zone, ''), coalesce(h.note, ''), r.relation, r.since_on, r.until_on"
        " FROM residence r LEFT JOIN house h ON h.id = r.house_id WHERE r.person_id = ?"
        f" ORDER BY r.until_on <> '' AND r.until_on < ?, {_RELATION_ORDER}, {order_sql('h')}, r.id",
        (person_id, today),
    )
    return tuple(
        HomeLine(
            house_id=house,
            label=house_label(building, unit, room) or MISSING,
            key=key or MISSING,
            zone=zone,
            relation=relation,
            relation_title=RELATIONS.get(relation, RELATIONS["other"]),
            since_on=since,
            until_on=until,
            current=not until or until >= today,
            note=note,
        )
        for house, building, unit, room, key, zone, note, relation, since, until in rows
    )


def _tags(store: Store, person_id: str) -> dict[str, tuple[TagLine, ...]]:
    found: dict[str, tuple[TagLine, ...]] = {}
    for dictionary, code, title, days in store.rows(
        "SELECT g.dictionary, g.code, coalesce(w.title, g.code), g.cycle_days FROM person_tag g"
        " LEFT JOIN word w ON w.id = g.dictionary || '|' || g.code WHERE g.person_id = ?"
        " ORDER BY coalesce(w.position, 1000), g.code",
        (person_id,),
    ):
        found[dictionary] = (*found.get(dictionary, ()), TagLine(code, title, days))
    return found
