"""The invented residents: owners, families, tenants and agents with their phones, tags and vehicles.

Phones come from 199 0000 0000 on and plates from a city letter that no city has, so that nobody can be meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.demo.chance import Chance
from app.demo.source import Source
from app.features.houses.records import House
from app.features.people.pinyin import pinyin_initials
from app.features.people.records import Person, PersonPhone, PersonTag, Residence, Vehicle
from app.features.people.rules import last_four
from app.features.people.words import CARE_FLAG, PREFERENCE
from app.store.records import member_id

PEOPLE = 900
_PREFERENCES = (
    ("prefer_wechat", 30), ("no_call", 12), ("noon_quiet", 14), ("evening_call", 12), ("prefer_call", 8),
    ("night_worker", 6), ("slow_loud", 6), ("no_promo", 10), ("ring_not", 6), ("family_contact", 4), ("dialect", 3),
    ("female_staff", 2), ("sms_only", 2), ("text_only", 1),
)  # fmt: skip
_CARE = (
    ("elder_alone", 26), ("elder_couple", 18), ("infant", 18), ("pregnant", 8), ("disabled", 6), ("child_alone", 8),
    ("serious_illness", 4), ("medical_power", 3), ("dialysis", 2), ("dementia", 3), ("low_income", 3), ("bereaved", 2),
)  # fmt: skip
_OLD = frozenset({"elder_alone", "elder_couple", "dementia", "dialysis", "medical_power"})
_COLOURS = ("白色", "黑色", "银灰", "蓝色", "红色", "墨绿")
_BODIES = ("轿车", "SUV", "两厢", "MPV", "皮卡")


@dataclass
class Residents:
    """Everybody, and who lives where.

    Attributes:
        people: The people.
        phones: Their phones; the first of each is the one to call.
        residences: Who belongs to which house.
        tags: Preferences and care flags.
        vehicles: Their vehicles.
        of_house: House id -> the people who may call about it.
        phone_of: Person id -> the phone to call first.
    """

    people: list[Person] = field(default_factory=list[Person])
    phones: list[PersonPhone] = field(default_factory=list[PersonPhone])
    residences: list[Residence] = field(default_factory=list[Residence])
    tags: list[PersonTag] = field(default_factory=list[PersonTag])
    vehicles: list[Vehicle] = field(default_factory=list[Vehicle])
    of_house: dict[str, list[Person]] = field(default_factory=dict[str, list[Person]])
    phone_of: dict[str, str] = field(default_factory=dict[str, str])


def make_residents(chance: Chance, source: Source, houses: Sequence[House], stamp: int, year: int) -> Residents:
    """Return the residents of the houses.

    Args:
        chance: Draws who they are.
        source: Names and notes.
        houses: The estate.
        stamp: When they were entered, UTC milliseconds.
        year: The office's present year, for birthdays.
    """
    return _Making(chance, source, stamp, year).run(houses)


class _Making:
    def __init__(self, chance: Chance, source: Source, stamp: int, year: int) -> None:
        self.chance, self.source, self.stamp, self.year = chance, source, stamp, year
        self.made = Residents()
        numbers = list(range(10_000))
        chance.random.shuffle(numbers)
        self._tails = iter(numbers)

    def run(self, houses: Sequence[House]) -> Residents:
        chance = self.chance
        sold = [house for house in houses if house.status != "unsold"]
        last: Person | None = None
        for house in sold:
            # Some families own two.
            if last is not None and house.kind == "home" and chance.happens(0.05):
                self._live(last, house, "owner")
                continue
            last = self._person("owner", house)
            self._live(last, house, "owner")
        lived_in = [house for house in sold if house.status in ("lived_in", "let", "decorating", "decorated")]
        while len(self.made.people) < PEOPLE:
            house = chance.one(lived_in)
            relation = "tenant" if house.status == "let" else "family"
            if chance.happens(0.03):
                relation = "agent"
            self._live(self._person(relation, house), house, relation)
        return self.made

    def _person(self, relation: str, house: House) -> Person:
        chance = self.chance
        sex = chance.one(("male", "female"))
        shop = house.kind == "shop"
        care = chance.weighted([code for code, _ in _CARE], [weight for _, weight in _CARE])
        flagged = not shop and relation in ("owner", "family") and chance.happens(0.13)
        old = (flagged and care in _OLD) or (not flagged and chance.happens(0.15))
        name = self._name(sex)
        person = Person(
            id=chance.id(self.stamp),
            created_at=self.stamp,
            updated_at=self.stamp,
            name=name,
            initials=" ".join(pinyin_initials(name)),
            sex=sex,
            born_on=self._born(old) if chance.happens(0.6) or old else "",
            kind=relation,
            code=f"YZ{len(self.made.people) + 1:04d}",
            company=chance.one(self.source.names["companies"]) if shop else "",
            emergency_name=self._name("female") if old else "",
            emergency_phone=self._phone() if old else "",
            note=chance.one(self.source.notes["people"]) if chance.happens(0.06) else "",
        )
        self.made.people.append(person)
        self._phones(person)
        self._tags(person, care if flagged else "")
        if relation in ("owner", "tenant") and chance.happens(0.5):
            self._vehicle(person)
        return person

    def _name(self, sex: str) -> str:
        chance, names = self.chance, self.source.names
        roll = chance.random.random()
        if roll < 0.02:
            surname = chance.one(names["doubles"])
        elif roll < 0.03:
            surname = chance.one(names["rare_surnames"])
        else:
            # The first of the list are by far the most frequent.
            surnames = names["surnames"]
            surname = surnames[min(int(chance.random.expovariate(1 / 18)), len(surnames) - 1)]
        given = names[sex]
        first = chance.one(names["rare"]) if chance.happens(0.02) else chance.one(given)
        second = chance.one(given) if chance.happens(0.72) else ""
        return surname + first + (second if second != first else "")

    def _born(self, old: bool) -> str:
        age = self.chance.number(66, 88) if old else self.chance.number(22, 62)
        return f"{self.year - age}-{self.chance.number(1, 12):02d}-{self.chance.number(1, 28):02d}"

    def _phone(self) -> str:
        return f"1990000{next(self._tails):04d}"

    def _phones(self, person: Person) -> None:
        count = self.chance.weighted((1, 2, 3), (80, 17, 3))
        for position in range(count):
            phone = self._phone()
            self.made.phones.append(
                PersonPhone(
                    id=member_id(person.id, self.chance.id(self.stamp)),
                    created_at=self.stamp,
                    updated_at=self.stamp,
                    person_id=person.id,
                    phone=phone,
                    tail=last_four(phone),
                    label=("", "家里", "单位")[position],
                    position=position,
                )
            )
            self.made.phone_of.setdefault(person.id, phone)

    def _tags(self, person: Person, care: str) -> None:
        codes = [(CARE_FLAG, care)] if care else []
        if self.chance.happens(0.22):
            wish = self.chance.weighted([code for code, _ in _PREFERENCES], [weight for _, weight in _PREFERENCES])
            codes.append((PREFERENCE, wish))
        for dictionary, code in codes:
            self.made.tags.append(
                PersonTag(
                    id=member_id(person.id, dictionary, code),
                    created_at=self.stamp,
                    updated_at=self.stamp,
                    person_id=person.id,
                    dictionary=dictionary,
                    code=code,
                )
            )

    def _vehicle(self, person: Person) -> None:
        chance = self.chance
        digits = "".join(str(chance.number(0, 9)) for _ in range(4))
        letter = chance.one("ABCDEFGH")
        plate = f"宁ZD{letter}{digits}" if chance.happens(0.4) else f"宁Z{letter}{digits}"
        self.made.vehicles.append(
            Vehicle(
                id=member_id(person.id, chance.id(self.stamp)),
                created_at=self.stamp,
                updated_at=self.stamp,
                person_id=person.id,
                plate=plate,
                describe=chance.one(_COLOURS) + chance.one(_BODIES),
            )
        )

    def _live(self, person: Person, house: House, relation: str) -> None:
        # Owners of a flat that is let are called less often than those who live in it.
        if not (relation == "owner" and house.status == "let" and house.kind == "home"):
            self.made.of_house.setdefault(house.id, []).append(person)
        since = house.handed_over_on if relation == "owner" else f"{self.year - self.chance.number(0, 3)}-03-01"
        self.made.residences.append(
            Residence(
                id=member_id(person.id, house.id, relation),
                created_at=self.stamp,
                updated_at=self.stamp,
                person_id=person.id,
                house_id=house.id,
                relation=relation,
                since_on=since,
            )
        )
