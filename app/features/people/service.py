"""People: what can be done with them, by whom, and who saw what of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotFound, Refused
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.houses.service import Resident
from app.features.people.card import HomeLine, PersonCard, PhoneLine, TagLine, card_of, residents_of
from app.features.people.form import PersonDraft, draft_of
from app.features.people.listing import PEOPLE, index, people_listing
from app.features.people.masking import masker
from app.features.people.matters import matters_of
from app.features.people.members import SETS, write_members
from app.features.people.merging import Alike, alike, merge
from app.features.people.records import Person, PersonPhone, PersonTag, Residence, Vehicle
from app.features.people.rules import mask_id, mask_phone, show_plate, shown_name
from app.features.people.story import story_of
from app.features.people.telling import tellings_of
from app.features.people.words import CARE_FLAG, COLUMNS, FIELDS, KINDS, PREFERENCE, RELATIONS, SEXES
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.history import HistoryLine, deleted_together, last_values
from app.store.listing import Lister, Masker
from app.store.references import count_references
from app.store.store import Store
from app.store.telling import Tellings
from app.store.work import read_many

__all__ = [
    "CARE_FLAG",
    "FIELDS",
    "KINDS",
    "PEOPLE",
    "PREFERENCE",
    "RELATIONS",
    "SEXES",
    "Alike",
    "Auditor",
    "HistoryLine",
    "HomeLine",
    "PeopleService",
    "PersonCard",
    "PhoneLine",
    "TagLine",
    "index",
    "masker",
]

_BY_TABLE = {record.table: record for record in SETS}


class Auditor(Protocol):
    """Who keeps the audit log; the staff module gives it."""

    def write(self, actor: Actor, action: str, kind: str = "", record_id: str = "", detail: str = "") -> None:
        """Note what somebody did, without personal data."""
        raise NotImplementedError


class PeopleService:
    """The verbs of people.

    Args:
        store: The office's database.
        settings: Gives the office's time zone.
        audit: Notes each unmasking.
    """

    def __init__(self, store: Store, settings: Settings, audit: Auditor) -> None:
        self._store = store
        self._settings = settings
        self._audit = audit

    def save(self, actor: Actor, values: Mapping[str, Any], record_id: str = "") -> str:
        """Write a new person, or change one, with everything that belongs to them, and return the id.

        Args:
            actor: Who does it.
            values: Form field -> value. ``phones``: numbers or {phone, label}; ``houses``: {house_id, relation,
                since_on, until_on}; ``preferences`` and ``care_flags``: codes or {code, cycle_days}; ``vehicles``:
                plates or {plate, describe}. A missing field stays as it was; a masked value as shown means unchanged.
            record_id: The person to change; empty for a new one.

        Raises:
            Invalid: Something is missing or wrong, or somebody else has this identity card or code.
            NotFound: The person, or a house, has gone.
        """
        actor.require("person", "edit" if record_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(Person, record_id) if record_id else None
            phones = read_many(work.database, PersonPhone, "person_id = ?", (record_id,)) if record_id else []
            draft = draft_of(values, before, phones, self._today())
            self._check_single(draft.columns, record_id)
            self._check_homes(draft)
            self._check_tags(draft)
            person = work.update(before, **draft.columns) if before else work.insert(Person(**draft.columns))
            write_members(work, person.id, draft)
            return person.id

    def delete(self, actor: Actor, record_id: str) -> None:
        """Remove a person nothing refers to, with phones, tags, vehicles and relations; ``restore`` brings all back.

        Raises:
            Refused: Tickets or other records name the person.
            NotFound: The person has gone already.
        """
        actor.require("person", "delete")
        with self._store.change(actor.id) as work:
            person = work.must(Person, record_id)
            referring = count_references(self._store, "person", record_id)
            others = sum(number for table, number in referring.items() if table not in _BY_TABLE)
            if others:
                raise Refused(
                    T(
                        "people",
                        "{name} cannot be deleted: {count} tickets or other records name this person."
                        " If the entry is a double, merge it into the other one.",
                    ).with_(name=shown_name(actor, person.name), count=others),
                    "person.in_use",
                )
            for record in SETS:
                for row in read_many(work.database, record, "person_id = ?", (record_id,)):
                    work.delete(row)
            work.delete(person)

    def restore(self, actor: Actor, record_id: str) -> None:
        """Bring a deleted person back with everything that was deleted together with them.

        Raises:
            NotFound: The person was never deleted.
        """
        actor.require("person", "delete")
        database = self._store.database
        values = last_values(database, "person", record_id)
        if not values:
            raise NotFound(T("people", "There is no deleted person to bring back."), "person.not_deleted")
        with self._store.change(actor.id) as work:
            if work.get(Person, record_id) is not None:
                return
            work.insert(Person(id=record_id, **values))
            for table, key in deleted_together(database, "person", record_id):
                record = _BY_TABLE.get(table)
                if record is not None and key.startswith(f"{record_id}|") and work.get(record, key) is None:
                    work.insert(record(id=key, **last_values(database, table, key)))

    def form(self, actor: Actor, record_id: str) -> dict[str, Any]:
        """Return the values of a person's form; phones and papers masked, which ``save`` understands as unchanged.

        Raises:
            NotAllowed: The person may not change people; the card is for those who only look.
            NotFound: The person has gone.
        """
        actor.require("person", "edit")
        person = self._store.must(Person, record_id)
        values: dict[str, Any] = {column: getattr(person, column) for column in COLUMNS}
        values["id_card"] = mask_id(person.id_card)
        values["emergency_phone"] = mask_phone(person.emergency_phone)
        values["phones"] = [
            {"id": row.id, "phone": mask_phone(row.phone), "label": row.label}
            for row in self._store.find(PersonPhone, "person_id = ?", (record_id,), "position, id")
        ]
        values["houses"] = [
            {
                "house_id": row.house_id,
                "relation": row.relation,
                "since_on": row.since_on,
                "until_on": row.until_on,
            }
            for row in self._store.find(Residence, "person_id = ?", (record_id,))
        ]
        tags = self._store.find(PersonTag, "person_id = ?", (record_id,))
        values["preferences"] = [row.code for row in tags if row.dictionary == PREFERENCE]
        values["care_flags"] = [
            {"code": row.code, "cycle_days": row.cycle_days} for row in tags if row.dictionary == CARE_FLAG
        ]
        values["vehicles"] = [
            {"plate": show_plate(row.plate), "describe": row.describe}
            for row in self._store.find(Vehicle, "person_id = ?", (record_id,), "created_at, id")
        ]
        return values

    def card(self, actor: Actor, record_id: str) -> PersonCard:
        """Return everything the desk wants to see at once when this person calls.

        Raises:
            NotFound: The person has gone.
        """
        actor.require("person", "view")
        return card_of(self._store, actor, record_id, self._today().isoformat())

    def residents(self, actor: Actor, house_id: str) -> tuple[Resident, ...]:
        """Return the people of a house, those who live there now first."""
        actor.require("person", "view")
        return residents_of(self._store, actor, house_id, self._today().isoformat())

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return the people of a house, or the houses of a person; see ``app.core.links``."""
        if kind not in ("house", "person") or not (actor.may("person", "view") and actor.may("house", "view")):
            return []
        if kind == "house":
            people = self.residents(actor, record_id)
            return [Link("person", one.person_id, one.name, one.relation_title) for one in people]
        person = self._store.get(Person, record_id)
        homes = () if person is None else self.card(actor, record_id).homes
        return [Link("house", home.house_id, home.label, home.relation_title) for home in homes]

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return what waits among the residents, see ``app.core.matters``; nothing for those who may not see any."""
        if not actor.may("person", "view"):
            return []
        return list(matters_of(self._store, OfficeZone(self._settings.text("office.zone")), now, until))

    def unmask(self, actor: Actor, person_id: str, field: str, reason: str = "") -> str:
        """Return a masked value whole, and note who asked for it and why.

        Args:
            actor: Who asks.
            person_id: The person.
            field: ``id_card``, ``emergency_phone``, ``phone`` (the one to call first) or the id of a phone.
            reason: Why, in a few words; kept in the audit log.

        Raises:
            NotFound: There is no such person or value.
        """
        actor.require("person", "unmask")
        person = self._store.must(Person, person_id)
        if field in ("id_card", "emergency_phone"):
            value = str(getattr(person, field))
        else:
            phones = self._store.find(PersonPhone, "person_id = ?", (person_id,), "position, id")
            value = next((row.phone for row in phones if field in ("phone", row.id)), "")
        if not value:
            raise NotFound(T("people", "Nothing is entered there."), "person.nothing_masked")
        what = field if field in ("id_card", "emergency_phone") else "phone"
        self._audit.write(actor, "unmask", "person", person_id, f"{what}: {reason}" if reason else what)
        return value

    def masker(self, actor: Actor) -> Masker:
        """Return what turns personal values into what this reader may see."""
        return masker(actor)

    def merge(self, actor: Actor, keep_id: str, gone_id: str) -> None:
        """Make two entries of one person into one: everything of ``gone_id`` goes over to ``keep_id``.

        Raises:
            Refused: Both are the same entry.
            NotFound: One of them has gone.
        """
        actor.require("person", "edit")
        actor.require("person", "delete")
        if keep_id == gone_id:
            raise Refused(T("people", "Choose two different people to merge."), "person.same")
        with self._store.change(actor.id) as work:
            merge(self._store, work, work.must(Person, keep_id), work.must(Person, gone_id))

    def duplicates(self, actor: Actor, limit: int = 200) -> list[Alike]:
        """Return groups of people who may be one and the same, the surest first."""
        actor.require("person", "view")
        return alike(self._store, limit)

    def lister(self, actor: Actor) -> Lister:
        """Return the list of people as this person may see it."""
        actor.require("person", "view")
        return Lister(
            self._store.database,
            people_listing(self._offered(PREFERENCE), self._offered(CARE_FLAG)),
            masker(actor),
        )

    def tags(self, actor: Actor, dictionary: str) -> dict[str, str]:
        """Return the tags of a dictionary (``preference`` or ``care_flag``) that can be chosen: code -> title."""
        actor.require("person", "view")
        return {code: str(title) for code, title in self._offered(dictionary).items()}

    def tellings(self, actor: Actor) -> Tellings:
        """Return how people and what belongs to them are told to a person, for rooms that know no people."""
        actor.require("person", "view")
        return tellings_of(self._store, actor, self.save)

    def history(self, actor: Actor, record_id: str) -> list[HistoryLine]:
        """Return who changed what of a person, oldest first; masked as this reader's card is."""
        actor.require("person", "view")
        return story_of(self._store, actor, record_id)

    def _today(self) -> date:
        return OfficeZone(self._settings.text("office.zone")).day(self._store.clock.now())

    def _offered(self, dictionary: str) -> dict[str, Text]:
        rows = self._store.rows(
            "SELECT code, title FROM word WHERE dictionary = ? AND active ORDER BY position, code", (dictionary,)
        )
        return {code: Text("", title) for code, title in rows}  # what the office typed is in no catalogue

    def _check_single(self, columns: Mapping[str, Any], record_id: str) -> None:
        problems: dict[str, Text] = {}
        for column in ("id_card", "code"):
            value = columns.get(column)
            other = value and self._store.value(
                f"SELECT name FROM person WHERE {column} = ? AND id <> ?", (value, record_id)
            )
            if other:
                problems[column] = T(
                    "people", "{name} has been entered with this already. Is it the same person?"
                ).with_(name=other)
        if problems:
            raise Invalid(problems, "person.twice")

    def _check_homes(self, draft: PersonDraft) -> None:
        for home in draft.homes or ():
            if self._store.value("SELECT 1 FROM house WHERE id = ?", (home.house_id,)) is None:
                raise Invalid({"houses": T("people", "This house has been deleted. Choose another one.")}, "house.gone")

    def _check_tags(self, draft: PersonDraft) -> None:
        """A tag that is no longer offered may stay; one that never was is a slip."""
        problems: dict[str, Text] = {}
        for field, dictionary in (("preferences", PREFERENCE), ("care_flags", CARE_FLAG)):
            for code in draft.tags.get(dictionary, {}):
                if self._store.value("SELECT 1 FROM word WHERE id = ?", (f"{dictionary}|{code}",)) is None:
                    problems[field] = T("people", "There is no tag “{code}”. Choose from the list.").with_(code=code)
        if problems:
            raise Invalid(problems, "person.no_tag")
