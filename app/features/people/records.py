"""Tables of the people module."""

from app.store import fields as f
from app.store.records import SyncedRecord


class Person(SyncedRecord):
    """A resident, owner or anybody the office knows by name (业主 / 住户).

    Attributes:
        initials: Pinyin initials of the name, every reading, separated by spaces.
        id_card: Identity card number; masked by role.
        code: Number the person has in another system.
        note: Sticky note shown at intake.
    """

    table = "person"

    name: str = f.text(personal=True, indexed=True)
    initials: str = f.text(policy="quiet", indexed=True)
    sex: str = f.text()
    born_on: str = f.day()
    id_card: str = f.text(personal=True)
    kind: str = f.text()
    code: str = f.text(indexed=True)
    company: str = f.text()
    wechat: str = f.text(personal=True)
    emergency_name: str = f.text(personal=True)
    emergency_phone: str = f.text(personal=True)
    note: str = f.text(policy="text", personal=True)


class PersonPhone(SyncedRecord):
    """One of a person's phones; the id is the person's with a digest of the number.

    Attributes:
        phone: Normalised number.
        tail: Its last four digits, for finding.
        position: Their order; the lowest is the one to call first.
    """

    table = "person_phone"
    belongs_to = "person_id"

    person_id: str = f.ref("person")
    phone: str = f.text(personal=True, indexed=True)
    tail: str = f.text(personal=True, indexed=True, policy="quiet")
    label: str = f.text()
    position: int = f.integer(0, policy="quiet")


class Residence(SyncedRecord):
    """A person's relation to a house (owner, family, tenant, agent); the id is ``person|house|relation``."""

    table = "residence"
    belongs_to = "person_id"

    person_id: str = f.ref("person")
    house_id: str = f.ref("house")
    relation: str = f.text("owner")
    since_on: str = f.day()
    until_on: str = f.day()


class PersonTag(SyncedRecord):
    """A preference or a care flag of a person; the id is ``person|dictionary|code``.

    Attributes:
        dictionary: ``preference`` or ``care_flag``.
        cycle_days: For a care flag, days between visits; null for the dictionary's own cycle.
    """

    table = "person_tag"
    belongs_to = "person_id"

    person_id: str = f.ref("person")
    dictionary: str = f.text()
    code: str = f.text()
    cycle_days: int | None = f.integer()


class Vehicle(SyncedRecord):
    """A person's vehicle; the id is the person's with a digest of the plate.

    Attributes:
        plate: Normalised number plate.
    """

    table = "vehicle"
    belongs_to = "person_id"

    person_id: str = f.ref("person")
    plate: str = f.text(indexed=True, personal=True)
    describe: str = f.text()


RECORDS = (Person, PersonPhone, Residence, PersonTag, Vehicle)
