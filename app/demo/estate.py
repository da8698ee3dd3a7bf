"""The invented estate: three phases, twelve buildings, a street of shops."""

from __future__ import annotations

from app.demo.chance import Chance
from app.demo.source import Building, Source
from app.features.houses.records import House
from app.features.houses.rules import canonical

_LAYOUTS = (
    ("2室1厅1卫", 7_850), ("2室2厅1卫", 8_920), ("3室2厅1卫", 10_860), ("3室2厅2卫", 12_540), ("4室2厅2卫", 14_370),
)  # fmt: skip
_HOME_STATES = (("lived_in", 66), ("let", 14), ("vacant", 6), ("not_lived_in", 5), ("decorating", 4), ("decorated", 5))


def make_houses(chance: Chance, source: Source, stamp: int) -> list[House]:
    """Return the houses of the estate, in the order of their buildings.

    Args:
        chance: Draws what differs between houses.
        source: The buildings.
        stamp: When they were entered, UTC milliseconds.
    """
    houses = [house for building in source.buildings for house in _homes(chance, source, building, stamp)]
    houses.extend(_shop(chance, source, number, stamp) for number in range(1, source.shops + 1))
    return houses


def _homes(chance: Chance, source: Source, building: Building, stamp: int) -> list[House]:
    found: list[House] = []
    unit_names = [str(unit) for unit in range(1, building.units + 1)]
    for unit in unit_names:
        for floor in range(1, building.floors + 1):
            for door in range(1, building.rooms + 1):
                room = f"{floor}{door:02d}"
                layout, area = _LAYOUTS[(door + int(building.name)) % len(_LAYOUTS)]
                area += chance.number(0, 9) * 10
                found.append(
                    House(
                        id=chance.id(stamp),
                        created_at=stamp,
                        updated_at=stamp,
                        building=building.name,
                        unit=unit,
                        room=room,
                        key=canonical(building.name, unit, room),
                        floor=floor,
                        floors=building.floors,
                        lift=int(building.lift),
                        area=area,
                        inner_area=area * 81 // 100,
                        layout=layout,
                        zone=building.zone,
                        code=f"YL{building.name.zfill(2)}{unit}{room.zfill(4)}",
                        note=chance.one(source.notes["houses"]) if chance.happens(0.06) else "",
                        **_handed_over(chance, building),
                    )
                )
    return found


def _handed_over(chance: Chance, building: Building) -> dict[str, str]:
    if not building.handed_over:
        return {"status": chance.weighted(("unsold", "sold"), (3, 1))}
    # A few are still waiting for their owners long after everybody else moved in.
    if chance.happens(0.015):
        return {"status": "sold"}
    state = chance.weighted([name for name, _ in _HOME_STATES], [weight for _, weight in _HOME_STATES])
    day = f"{building.handed_over}-{chance.number(5, 10):02d}-{chance.number(1, 28):02d}"
    return {"status": state, "handed_over_on": day}


def _shop(chance: Chance, source: Source, number: int, stamp: int) -> House:
    area = chance.number(30, 180) * 100
    return House(
        id=chance.id(stamp),
        created_at=stamp,
        updated_at=stamp,
        room=f"商铺{number}",
        key=canonical("", "", f"商铺{number}"),
        kind="shop",
        floor=1,
        area=area,
        inner_area=area * 9 // 10,
        zone=source.shop_zone,
        status=chance.weighted(("let", "lived_in", "vacant"), (6, 3, 1)),
        handed_over_on=f"2018-{chance.number(1, 12):02d}-{chance.number(1, 28):02d}",
        code=f"YLSP{number:03d}",
    )
