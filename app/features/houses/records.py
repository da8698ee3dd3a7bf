"""Tables of the houses module."""

from app.store import fields as f
from app.store.records import SyncedRecord


class House(SyncedRecord):
    """A room, shop or other unit that is owned (房屋).

    Attributes:
        building: Building (楼栋) as people name it, such as ``3`` or ``A``.
        unit: Unit (单元); empty where there is none.
        room: Room (房号).
        key: Canonical spelling for matching, see ``rules.canonical``.
        area: Floor area in hundredths of a square metre.
        floors: Floors of the building.
        code: Number the house has in another system.
        note: Sticky note shown at intake.
    """

    table = "house"

    building: str = f.text()
    unit: str = f.text()
    room: str = f.text()
    key: str = f.text(indexed=True, policy="quiet")
    floor: int | None = f.integer()
    floors: int | None = f.integer()
    lift: int | None = f.integer()
    area: int | None = f.integer()
    inner_area: int | None = f.integer()
    layout: str = f.text()
    kind: str = f.text("home")
    status: str = f.text()
    zone: str = f.text(indexed=True)
    handed_over_on: str = f.day()
    code: str = f.text(indexed=True)
    note: str = f.text(policy="text")


RECORDS = (House,)
