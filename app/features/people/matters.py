"""What waits among the residents: care visits that fall due, and those with special needs who are waiting for us.

Source: the office's product rules, "Owners" (care flags with a visit cycle) and "Shift handover". Visits fall due in
the rhythm of their flag, counted from the day on which it was set. Names are masked: what is told here is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from app.core.clock import OfficeZone
from app.core.matters import Matter
from app.core.text import T
from app.features.people.rules import mask_name
from app.features.people.words import CARE_FLAG
from app.store.store import Store

_HOME = (
    "coalesce((SELECT h.key FROM residence r JOIN house h ON h.id = r.house_id WHERE r.person_id = p.id"
    " AND (r.until_on = '' OR r.until_on >= ?) ORDER BY r.id LIMIT 1), '')"
)
_ENDED = "('closed', 'void', 'merged')"


def matters_of(store: Store, zone: OfficeZone, now: int, until: int) -> Iterator[Matter]:
    """Yield the care visits that fall due from today until ``until``, and residents with care flags and open tickets.

    Args:
        store: Where to read.
        zone: The office's time zone.
        now: The present moment, UTC milliseconds.
        until: Up to when visits are told, UTC milliseconds.
    """
    today = zone.day(now)
    yield from _visits(store, zone, today, until)
    yield from _special(store, today)


def next_visit(since: date, cycle_days: int, today: date) -> date:
    """Return the next day, today included, on which a visit falls due in the rhythm of its flag.

    Args:
        since: The day on which the flag was set; the first visit is a cycle later.
        cycle_days: Days between visits, at least one.
        today: The office's present day.
    """
    passed = max((today - since).days, 1)
    return since + timedelta(days=-(-passed // cycle_days) * cycle_days)


def _visits(store: Store, zone: OfficeZone, today: date, until: int) -> Iterator[Matter]:
    cycles: dict[str, int] = {}
    titles: dict[str, str] = {}
    for code, title, extra in store.rows("SELECT code, title, extra FROM word WHERE dictionary = 'care_flag'"):
        titles[code], cycles[code] = title, _cycle(extra)
    due: dict[str, tuple[date, list[str]]] = {}
    for person, code, own, made in store.rows(
        f"SELECT person_id, code, cycle_days, created_at FROM person_tag WHERE dictionary = '{CARE_FLAG}'"
    ):
        cycle = own or cycles.get(code, 0)
        if cycle < 1:
            continue
        day = next_visit(zone.day(made or 0), cycle, today)
        if zone.day_start(day) < until:
            first, flags = due.get(person, (day, []))
            flags.append(titles.get(code) or str(code))
            due[person] = min(first, day), flags
    for person, (name, home) in _named(store, today, list(due)).items():
        day, flags = due[person]
        yield Matter(
            group="person.care",
            kind="person",
            id=person,
            number="",
            title=mask_name(name),
            detail="、".join(flags),
            place=home,
            due_at=zone.day_start(day + timedelta(days=1)) - 1,
        )


def _special(store: Store, today: date) -> Iterator[Matter]:
    """Residents with a care flag who wait for us themselves, or in whose home something waits."""
    asked = f"SELECT requester_id FROM ticket WHERE state NOT IN {_ENDED} AND requester_id <> ''"
    homes = (
        "SELECT r.person_id FROM ticket t JOIN residence r ON r.house_id = t.house_id"
        f" WHERE t.state NOT IN {_ENDED} AND t.house_id <> '' AND (r.until_on = '' OR r.until_on >= ?)"
    )
    flags: dict[str, list[str]] = {}
    for person, title in store.rows(
        "SELECT g.person_id, coalesce(w.title, g.code) FROM person_tag g"
        " LEFT JOIN word w ON w.id = g.dictionary || '|' || g.code"
        f" WHERE g.dictionary = '{CARE_FLAG}' AND (g.person_id IN ({asked}) OR g.person_id IN ({homes}))"
        " ORDER BY w.position, g.code",
        (today.isoformat(),),
    ):
        flags.setdefault(person, []).append(title)
    for person, (name, home) in _named(store, today, list(flags)).items():
        yield Matter(
            group="person.special",
            kind="person",
            id=person,
            number="",
            title=mask_name(name),
            detail=T("people", "{flags}; has an open ticket").with_(flags="、".join(flags[person])),
            place=home,
        )


def _named(store: Store, today: date, ids: list[str]) -> dict[str, tuple[str, str]]:
    rows = store.rows(
        f"SELECT p.id, p.name, {_HOME} FROM person p WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY 3, p.id",
        (today.isoformat(), json.dumps(ids)),
    )
    return {person: (name, home) for person, name, home in rows}


def _cycle(extra: str) -> int:
    try:
        return int(json.loads(extra).get("cycle_days") or 0)
    except (ValueError, AttributeError, TypeError):
        return 0  # what another version of the program wrote there is no cycle
