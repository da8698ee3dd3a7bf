"""The one box that finds people and houses: room, name, pinyin initials, phone or its last digits, plate.

Each question is a range of an index, so that a keystroke costs a few milliseconds among a hundred thousand people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.features.houses.service import HouseHit, find_houses, houses_by_id
from app.features.people.listing import homes_of
from app.features.people.masking import SEPARATOR
from app.features.people.rules import mask_phone, normalise_phone, normalise_plate, shown_name
from app.features.staff.rules import Actor
from app.store.search import SearchIndex
from app.store.store import Store

_LAST = "\U0010ffff"
_CHINESE = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_LETTERS = re.compile(r"[a-z]{1,12}")
_DIGITS = re.compile(r"\+?[0-9][0-9 \-]{2,}")

EXACT_ROOM, EXACT_PHONE, EXACT_PLATE, EXACT_NAME = 100, 98, 96, 94
TAIL, EXACT_INITIALS, PLATE, NAME, PHONE, ROOM, INITIALS = 90, 86, 84, 82, 80, 78, 70
RESIDENT, PART = 60, 50


@dataclass(frozen=True)
class Candidate:
    """Somebody, or a room, that what was typed may mean.

    Attributes:
        kind: ``person`` or ``house``.
        id: The person or the house.
        title: Name or label, as this reader may see it.
        subtitle: What tells it from others: houses and masked phone, or the owners.
        house_id: The house meant; for a person the only or first one, empty if there is none.
        person_id: The person meant; for a house its only resident, else empty.
        score: 0 to 100; shown from the highest.
    """

    kind: Literal["person", "house"]
    id: str
    title: str
    subtitle: str
    house_id: str
    person_id: str
    score: int


class Finder:
    """Looks people and houses up for the intake form and the search box.

    Args:
        store: Where to look.
        search: The text index, asked for parts of names only when the indexes of beginnings give too little.
    """

    def __init__(self, store: Store, search: SearchIndex) -> None:
        self._store = store
        self._search = search

    def find(self, actor: Actor, text: str, limit: int = 8) -> list[Candidate]:
        """Return who or what a text may mean, the likeliest first; nothing for an empty text.

        Args:
            actor: Who asks; people are shown to those who may view them only, masked by role.
            text: As typed so far.
            limit: How many at most.
        """
        actor.require("house", "view")
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain:
            return []
        houses = {hit.id: (hit, EXACT_ROOM if hit.exact else ROOM) for hit in self._houses(plain, limit)}
        if not houses and plain.isalnum() and plain.isascii() and any(map(str.isdigit, plain)):
            # A door alone, 501: the same door of every building.
            houses = {hit.id: (hit, PART) for hit in self._doors(plain, limit)}
        people: dict[str, int] = {}
        if actor.may("person", "view"):
            self._people(plain, people, limit, alone=not houses)
            exact = [hit.id for hit, score in houses.values() if score == EXACT_ROOM]
            if len(exact) == 1:
                for (person,) in self._store.rows(
                    "SELECT person_id FROM residence WHERE house_id = ? LIMIT ?", (exact[0], limit)
                ):
                    people.setdefault(person, RESIDENT)
        ranked = sorted(people.items(), key=lambda item: -item[1])[:limit]
        found = [*self._shown_houses(actor, houses.values()), *self._shown_people(actor, ranked)]
        return sorted(found, key=lambda candidate: -candidate.score)[:limit]

    def _houses(self, plain: str, limit: int) -> list[HouseHit]:
        if _LETTERS.fullmatch(plain.lower()) and len(plain) > 2:
            return []
        return find_houses(self._store, plain, limit)

    def _doors(self, plain: str, limit: int) -> list[HouseHit]:
        ids = [house for _, house in self._search.find(plain, ("house",), limit)]
        return houses_by_id(self._store, ids)

    def _people(self, plain: str, people: dict[str, int], limit: int, *, alone: bool) -> None:
        lower = plain.lower()
        if _CHINESE.search(plain):
            self._by_range(
                people, "SELECT id, name FROM person WHERE name >= ? AND name < ?", plain, limit, EXACT_NAME, NAME
            )
        if _DIGITS.fullmatch(plain):
            self._by_phone(people, plain, limit)
        if _LETTERS.fullmatch(lower):
            self._by_range(
                people, "SELECT id, initials FROM person WHERE initials >= ? AND initials < ?", lower, limit,
                EXACT_INITIALS, INITIALS,
            )  # fmt: skip
        plate = normalise_plate(plain)
        if len(plate) >= 2 and _CHINESE.match(plate) and plate[1:].isalnum() and plate[1:].isascii():
            self._by_range(
                people, "SELECT person_id, plate FROM vehicle WHERE plate >= ? AND plate < ?", plate, limit,
                EXACT_PLATE, PLATE,
            )  # fmt: skip
        if len(people) < limit and alone and len(plain) >= 2:
            for _, person in self._search.find(plain, ("person",), limit):
                people.setdefault(person, PART)

    def _by_phone(self, people: dict[str, int], plain: str, limit: int) -> None:
        digits = re.sub(r"[^0-9]", "", plain)
        if len(digits) == 4:
            for (person,) in self._store.rows(
                "SELECT person_id FROM person_phone WHERE tail = ? LIMIT ?", (digits, limit)
            ):
                people.setdefault(person, TAIL)
        if len(digits) >= 5:
            phone = normalise_phone(plain)
            self._by_range(
                people, "SELECT person_id, phone FROM person_phone WHERE phone >= ? AND phone < ?", phone, limit,
                EXACT_PHONE, PHONE,
            )  # fmt: skip

    def _by_range(self, people: dict[str, int], sql: str, start: str, limit: int, exact: int, begins: int) -> None:
        """Take the people whose value begins with ``start``; a value has several readings parted by blanks."""
        for person, value in self._store.rows(f"{sql} LIMIT ?", (start, start + _LAST, limit * 3)):
            score = exact if start in value.split(" ") else begins
            if people.get(person, 0) < score:
                people[person] = score

    def _shown_houses(self, actor: Actor, hits: Iterable[tuple[HouseHit, int]]) -> list[Candidate]:
        found = list(hits)
        if not found:
            return []
        marks = ", ".join("?" * len(found))
        names: dict[str, list[tuple[str, str]]] = {}
        if actor.may("person", "view"):
            for house, person, name in self._store.rows(
                "SELECT r.house_id, p.id, p.name FROM residence r JOIN person p ON p.id = r.person_id"
                f" WHERE r.house_id IN ({marks}) ORDER BY instr('owner family tenant agent other', r.relation), r.id",
                tuple(hit.id for hit, _ in found),
            ):
                names.setdefault(house, []).append((person, shown_name(actor, name)))
        return [
            Candidate(
                kind="house",
                id=hit.id,
                title=hit.label,
                subtitle=SEPARATOR.join(name for _, name in names.get(hit.id, ())),
                house_id=hit.id,
                person_id=names[hit.id][0][0] if len(names.get(hit.id, ())) == 1 else "",
                score=score,
            )
            for hit, score in found
        ]

    def _shown_people(self, actor: Actor, ranked: list[tuple[str, int]]) -> list[Candidate]:
        if not ranked:
            return []
        ids = tuple(person for person, _ in ranked)
        marks = ", ".join("?" * len(ids))
        rows = self._store.rows(
            "SELECT p.id, p.name, coalesce((SELECT f.phone FROM person_phone f WHERE f.person_id = p.id"
            " ORDER BY f.position, f.id LIMIT 1), ''),"
            " coalesce((SELECT r.house_id FROM residence r WHERE r.person_id = p.id ORDER BY"
            " instr('owner family tenant agent other', r.relation), r.id LIMIT 1), '')"
            f" FROM person p WHERE p.id IN ({marks})",
            ids,
        )
        homes = homes_of(self._store.database, ids)
        scores = dict(ranked)
        found = [
            Candidate(
                kind="person",
                id=person,
                title=shown_name(actor, name),
                subtitle=" · ".join(part for part in (SEPARATOR.join(homes[person]), mask_phone(phone)) if part),
                house_id=house,
                person_id=person,
                score=scores[person],
            )
            for person, name, phone, house in rows
        ]
        return sorted(found, key=lambda candidate: ids.index(candidate.person_id))
