"""Makes the invented office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.context import AppContext
from app.core.clock import DAY, HOUR, MINUTE
from app.demo.calls import calls
from app.demo.chance import Chance
from app.demo.complaints import live_complaints
from app.demo.estate import make_houses
from app.demo.handover import Crew, hand_over_days, roster
from app.demo.history import live_through
from app.demo.lives import Leaf, Lives, Scene, order
from app.demo.plans import live_plans
from app.demo.recent import live_now, waiting
from app.demo.residents import make_residents
from app.demo.source import Source, read_source
from app.demo.training import live_training
from app.features.people.pinyin import pinyin_initials
from app.features.staff.records import Staff, StaffRole
from app.features.staff.rules import PROGRAM, Actor
from app.store.records import member_id
from app.store.work import Work, read_many

PIN = "2580"
"""Everybody's PIN; it is asked for only if the office's setting is switched on."""

YEAR = 365 * DAY
RECENT = 30 * HOUR
"""So much of the story is lived through the services; what lies before goes into the books at once."""

DEMO_MARK = "demo"

Progress = Callable[[int, int], object]


def make_demo(context: AppContext, seed: int = 1, progress: Progress | None = None) -> None:
    """Make an invented office with 600 houses, 900 people, 14 staff and a year of tickets that ends now.

    The same seed and clock make the same office, but for the ids that services give. Nobody needs a PIN at first;
    ``PIN`` is set for all.

    Args:
        context: An empty database, opened.
        seed: Another seed makes another office.
        progress: Told how far it is and how far it has to go.

    Raises:
        Refused: There is an office in this database already.
    """
    tell = progress or _silence
    source = read_source(context.paths.resources / "demo")
    chance = Chance(seed)
    now = context.clock.now()
    founder = source.staff[0]
    tell(0, 100)
    founder_id = context.office.found(source.name, "zh_CN", founder.number, founder.name, PIN)
    context.settings_service.save(
        PROGRAM,
        {"office.phone": source.phone, "office.address": source.address, "accounts.pin_required": False},
    )
    tell(10, 100)
    with context.store.change() as work:
        _staff(work, chance, source, founder_id, now)
        scene = _scene(context, work, chance, source, now)
        lives = Lives(chance, scene)
        year = list(calls(chance, source.matters, context.zone, now - YEAR, now - 5 * MINUTE))
        drawn = order([lives.draw(matter, at) for at, matter in year])
        past = [life for life in drawn if life.at < now - RECENT]
        tell(40, 100)
        live_through(context, work, chance, past, now, lambda done, total: tell(40 + 40 * done // total, 100))
    tell(85, 100)
    recent = [life for life in drawn if life.at >= now - RECENT]
    live_now(context, order([*recent, *waiting(lives, scene, now)]), now, _acting(context))
    live_complaints(context, chance, scene, now, _acting(context))
    _shifts(context, Chance(seed), scene, now)
    live_training(context, Chance(seed), now, _acting(context))
    live_plans(context, Chance(seed), now, _acting(context))
    context.store.set_meta(DEMO_MARK, str(seed))
    tell(100, 100)


def is_demo(context: AppContext) -> bool:
    """Say whether this office is an invented one, so that a page can say so."""
    return context.store.meta(DEMO_MARK) != ""


def _shifts(context: AppContext, chance: Chance, scene: Scene, now: int) -> None:
    """Who is on duty, and what each shift handed over."""
    crew = Crew(scene.desks, scene.heads, _acting(context))
    roster(context, crew, now)
    hand_over_days(context, chance, crew, now)


def _silence(_done: int, _total: int) -> None:
    """Tell nobody."""


def _staff(work: Work, chance: Chance, source: Source, founder_id: str, now: int) -> None:
    founder = work.must(Staff, founder_id)
    stamp = now - 2 * YEAR
    for position, member in enumerate(source.staff):
        columns: dict[str, Any] = {
            "initials": " ".join(pinyin_initials(member.name)),
            # A range that only this invented office has.
            "phone": f"1990009{member.number}",
            "department": member.department,
            "position": member.position,
            "skills": "\n".join(member.skills),
            "zone": member.zone,
            "joined_on": f"20{chance.number(14, 24)}-{chance.number(1, 12):02d}-01",
        }
        if position == 0:
            person = work.update(founder, **columns)
        else:
            person = work.insert(
                Staff(
                    id=chance.id(stamp),
                    created_at=stamp,
                    updated_at=stamp,
                    number=member.number,
                    name=member.name,
                    pin_hash="" if member.roles == ("field",) else founder.pin_hash,
                    **columns,
                )
            )
        for role in member.roles:
            work.put(StaffRole(id=member_id(person.id, role), staff_id=person.id, role=role))


def _scene(context: AppContext, work: Work, chance: Chance, source: Source, now: int) -> Scene:
    """Write houses and residents, and return everything lives are drawn from."""
    stamp = now - YEAR - 30 * DAY
    houses = make_houses(chance, source, stamp)
    residents = make_residents(chance, source, houses, stamp, context.zone.day(now).year)
    for rows in (houses, residents.people, residents.phones, residents.residences, residents.tags, residents.vehicles):
        work.insert_many(rows)
    staff = read_many(work.database, Staff, order="number")
    roles = {member.number: member.roles for member in source.staff}

    def ids(*wanted: str, department: str = "") -> tuple[str, ...]:
        return tuple(
            person.id
            for person in staff
            if set(roles[person.number]) & set(wanted) and department in ("", person.department)
        )

    return Scene(
        source=source,
        zone=context.zone,
        leaves={
            code: Leaf(type_, level, department, bool(urgent))
            for code, type_, level, department, urgent in work.database.rows(
                "SELECT id, type, level, department, urgent FROM category WHERE parent <> ''"
            )
        },
        homes=tuple(house for house in houses if house.id in residents.of_house),
        of_house=residents.of_house,
        phone_of=residents.phone_of,
        desks=ids("agent"),
        heads=ids("supervisor"),
        hands={
            "customer_service": ids("agent"),
            "finance": ids("agent"),
            "management": ids("supervisor", "manager"),
            **{name: ids("field", department=name) for name in ("engineering", "order", "cleaning", "greening")},
        },
    )


def _acting(context: AppContext) -> Callable[[str], Actor]:
    known: dict[str, Actor] = {}

    def actor(staff_id: str) -> Actor:
        if staff_id not in known:
            known[staff_id] = context.accounts.actor(staff_id)
        return known[staff_id]

    return actor
