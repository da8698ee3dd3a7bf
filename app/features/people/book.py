"""Writing many people at once: recognised by code, paper, name and phone, or name and house.

A row is first planned, which may refuse it (rows that disagree) and changes nothing, and then applied; what was applied
is written by ``flush`` with one statement for each table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from app.core.errors import Refused
from app.core.ids import new_id
from app.core.text import T
from app.features.people.form import Home
from app.features.people.members import new_phone, new_residence, new_vehicle
from app.features.people.merging import placeholder
from app.features.people.pinyin import pinyin_initials
from app.features.people.records import Person, PersonPhone, Residence, Vehicle
from app.features.people.words import COLUMNS
from app.store.records import member_id
from app.store.store import Store
from app.store.work import Work

Outcome = Literal["created", "updated", "skipped"]


@dataclass(frozen=True)
class PersonRow:
    """A person as a row of a spreadsheet tells it.

    Attributes:
        columns: Columns of the person that the row gives, the name always.
        phones: Normalised numbers.
        relation: Code of the relation to the row's house; empty if the row does not say.
        since_on: Day the residence began; empty if unknown.
        plates: Normalised plates.
    """

    columns: Mapping[str, str]
    phones: tuple[str, ...] = ()
    relation: str = ""
    since_on: str = ""
    plates: tuple[str, ...] = ()

    def get(self, column: str) -> str:
        """Return what the row says of a column, or the empty text."""
        return self.columns.get(column, "")


@dataclass
class Entry:
    """A person being written: as stored or new, with what the rows add."""

    person: Person
    new: bool
    phones: list[str] = field(default_factory=list[str])
    next_phone: int = 0
    homes: dict[str, Residence] = field(default_factory=dict[str, Residence])
    plates: list[str] = field(default_factory=list[str])
    changed: dict[str, Any] = field(default_factory=dict[str, Any])
    new_phones: list[PersonPhone] = field(default_factory=list[PersonPhone])
    new_homes: list[Residence] = field(default_factory=list[Residence])
    changed_homes: dict[str, Residence] = field(default_factory=dict[str, Residence])
    new_plates: list[Vehicle] = field(default_factory=list[Vehicle])

    def get(self, column: str) -> str:
        """Return a column as it will be."""
        return str(self.changed.get(column, getattr(self.person, column)))


class PeopleBook:
    """Takes people row by row, through several units of work."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._said: dict[str, tuple[int, str]] = {}
        self._entries: dict[str, Entry] = {}
        self._keys: dict[tuple[str, ...], str] = {}
        self._papers: dict[str, str] | None = None

    def plan(self, row: PersonRow, house_id: str, number: int) -> Entry | None:
        """Return the person the row means, or None for one who is not known yet. Changes nothing.

        Args:
            row: What the row says.
            house_id: The row's house, if it is known already.
            number: The spreadsheet's row, for the reason of a refusal.

        Raises:
            Refused: The code or the identity card is somebody else's, or an earlier row says otherwise.
        """
        by_code = self._by_column("code", row.get("code"))
        by_paper = self._by_paper(row.get("id_card"))
        if by_code and by_paper and by_code.person.id != by_paper.person.id:
            raise Refused(
                T("people", "The code belongs to {one}, the identity card to {other}. Correct one of them.").with_(
                    one=by_code.get("name"), other=by_paper.get("name")
                ),
                "person.rows_disagree",
            )
        found = by_code or by_paper
        if found is not None:
            self._same_person(found, row, T("people", "code") if by_code else T("people", "identity card"))
            return found
        return self._by_name(row, house_id)

    def apply(self, row: PersonRow, entry: Entry | None, house_id: str, number: int) -> Outcome:
        """Take a planned row over and return what became of the person.

        Args:
            row: What the row says.
            entry: What ``plan`` returned.
            house_id: The row's house; empty if it has none.
            number: The spreadsheet's row.
        """
        made = entry is None
        if entry is None:
            person_id = new_id(self._store.clock.now())
            entry = self._entries[person_id] = Entry(Person(id=person_id), new=True)
        changed = self._take_columns(entry, row)
        changed |= self._take_phones(entry, row)
        changed |= self._take_plates(entry, row)
        if house_id:
            changed |= self._take_home(entry, row, house_id)
        self._remember(entry, house_id)
        self._said.setdefault(entry.person.id, (number, row.get("name")))
        return "created" if made else "updated" if changed else "skipped"

    def with_code(self, code: str) -> Entry | None:
        """Return the person with this code in another system."""
        return self._by_column("code", code)

    def flush(self, work: Work) -> None:
        """Write what was taken over since the last time."""
        entries = list(self._entries.values())
        work.insert_many(replace(entry.person, **entry.changed) for entry in entries if entry.new)
        for entry in entries:
            if not entry.new:
                work.update(entry.person, **entry.changed)
            for old_id, home in entry.changed_homes.items():
                work.update(work.must(Residence, old_id), since_on=home.since_on)
        work.insert_many(phone for entry in entries for phone in entry.new_phones)
        work.insert_many(home for entry in entries for home in entry.new_homes)
        work.insert_many(plate for entry in entries for plate in entry.new_plates)
        self.forget()

    def forget(self) -> None:
        """Let go of what was taken over and not written."""
        self._entries.clear()
        self._keys.clear()
        self._papers = None

    def _by_column(self, column: str, value: str) -> Entry | None:
        if not value:
            return None
        known = self._keys.get((column, value)) or self._store.value(
            f"SELECT id FROM person WHERE {column} = ? ORDER BY id LIMIT 1", (value,)
        )
        return self._entry(known)

    def _by_paper(self, number: str) -> Entry | None:
        if not number:
            return None
        if self._papers is None:  # identity cards have no index: they are looked through once for each unit of work
            rows = self._store.rows("SELECT id_card, id FROM person WHERE id_card <> '' ORDER BY id DESC")
            self._papers = dict(rows)
        return self._entry(self._keys.get(("id_card", number)) or self._papers.get(number))

    def _by_name(self, row: PersonRow, house_id: str) -> Entry | None:
        """Somebody of this name with one of these phones, or in this house; or of whom only the name is known."""
        name = row.get("name")
        for phone in row.phones:
            if not placeholder(phone):
                found = self._fitting(
                    row,
                    self._keys.get(("phone", phone, name)),
                    "SELECT p.id FROM person_phone f JOIN person p ON p.id = f.person_id"
                    " WHERE f.phone = ? AND p.name = ?",
                    (phone, name),
                )
                if found is not None:
                    return found
        if house_id:
            return self._fitting(
                row,
                self._keys.get(("house", house_id, name)),
                "SELECT p.id FROM residence r JOIN person p ON p.id = r.person_id WHERE r.house_id = ? AND p.name = ?",
                (house_id, name),
            )
        if not row.get("code") and not row.get("id_card") and all(map(placeholder, row.phones)):
            return self._fitting(
                row,
                self._keys.get(("name", name)),
                "SELECT id FROM person WHERE name = ? AND code = '' AND id_card = '' AND NOT EXISTS"
                " (SELECT 1 FROM residence WHERE person_id = person.id) AND NOT EXISTS (SELECT 1 FROM person_phone"
                " WHERE person_id = person.id AND phone NOT LIKE '%000000')",
                (name,),
            )
        return None

    def _fitting(self, row: PersonRow, known: str | None, sql: str, values: tuple[str, ...]) -> Entry | None:
        """The first of those found whose code and identity card do not speak against it."""
        ids = [known] if known else [found[0] for found in self._store.rows(f"{sql} ORDER BY 1", values)]
        for person_id in ids:
            entry = self._entry(person_id)
            if entry is not None and all(
                entry.get(column) in ("", row.get(column)) or not row.get(column) for column in ("code", "id_card")
            ):
                return entry
        return None

    def _same_person(self, entry: Entry, row: PersonRow, what: object) -> None:
        """Refuse a row that gives somebody's code or paper to another name, unless a phone says it is a correction."""
        name = row.get("name")
        if not name or entry.get("name") == name:
            return
        earlier = self._said.get(entry.person.id)
        if earlier is not None:
            raise Refused(
                T(
                    "people", "This {what} was {name}'s in row {row}; here it is {other}'s. Correct one of the rows."
                ).with_(what=what, name=earlier[1], row=earlier[0], other=name),
                "person.rows_disagree",
            )
        if not any(phone in entry.phones and not placeholder(phone) for phone in row.phones):
            raise Refused(
                T(
                    "people",
                    "This {what} belongs to {name} already; the row says {other}. Correct the row, or change the name"
                    " of {name} first.",
                ).with_(what=what, name=entry.get("name"), other=name),
                "person.rows_disagree",
            )

    def _entry(self, person_id: str | None) -> Entry | None:
        if not person_id:
            return None
        if person_id not in self._entries:
            person = self._store.get(Person, person_id)
            if person is None:
                return None
            entry = Entry(person, new=False)
            phones = self._store.rows("SELECT phone, position FROM person_phone WHERE person_id = ?", (person_id,))
            entry.phones = [phone for phone, _ in phones]
            entry.next_phone = max((position for _, position in phones), default=-1) + 1
            entry.homes = {home.id: home for home in self._store.find(Residence, "person_id = ?", (person_id,))}
            entry.plates = [
                row[0] for row in self._store.rows("SELECT plate FROM vehicle WHERE person_id = ?", (person_id,))
            ]
            self._entries[person_id] = entry
        return self._entries[person_id]

    def _take_columns(self, entry: Entry, row: PersonRow) -> bool:
        differing = {
            column: value
            for column, value in row.columns.items()
            if column in COLUMNS and value and entry.get(column) != value
        }
        if "name" in differing:
            differing["initials"] = " ".join(pinyin_initials(differing["name"]))
        entry.changed.update(differing)
        return bool(differing)

    def _take_phones(self, entry: Entry, row: PersonRow) -> bool:
        missing = [phone for phone in row.phones if phone not in entry.phones]
        for phone in missing:
            entry.new_phones.append(new_phone(entry.person.id, phone, "", entry.next_phone))
            entry.phones.append(phone)
            entry.next_phone += 1
        return bool(missing)

    def _take_plates(self, entry: Entry, row: PersonRow) -> bool:
        missing = [plate for plate in row.plates if plate not in entry.plates]
        for plate in missing:
            entry.new_plates.append(new_vehicle(entry.person.id, plate, ""))
            entry.plates.append(plate)
        return bool(missing)

    def _take_home(self, entry: Entry, row: PersonRow, house_id: str) -> bool:
        relation = row.relation or self._relation(entry, house_id)
        old = entry.homes.get(member_id(entry.person.id, house_id, relation))
        if old is None:
            home = new_residence(entry.person.id, Home(house_id, relation, row.since_on))
            entry.homes[home.id] = home
            entry.new_homes.append(home)
            return True
        if not row.since_on or old.since_on == row.since_on:
            return False
        dated = replace(old, since_on=row.since_on)
        entry.homes[old.id] = dated
        if old in entry.new_homes:
            entry.new_homes[entry.new_homes.index(old)] = dated
        else:
            entry.changed_homes[old.id] = dated
        return True

    def _relation(self, entry: Entry, house_id: str) -> str:
        """A row that does not say how somebody belongs to the house leaves it as it is known."""
        there = next((home.relation for home in entry.homes.values() if home.house_id == house_id), "")
        return there or entry.get("kind") or "owner"

    def _remember(self, entry: Entry, house_id: str) -> None:
        """Let later rows of the same unit of work recognise the person."""
        person_id, name = entry.person.id, entry.get("name")
        for column in ("code", "id_card"):
            if entry.get(column):
                self._keys[(column, entry.get(column))] = person_id
        for phone in entry.phones:
            if not placeholder(phone):
                self._keys.setdefault(("phone", phone, name), person_id)
        if house_id:
            self._keys.setdefault(("house", house_id, name), person_id)
        if (
            not entry.homes
            and not entry.get("code")
            and not entry.get("id_card")
            and all(map(placeholder, entry.phones))
        ):
            self._keys.setdefault(("name", name), person_id)
