"""An office in a temporary folder for tests: a real SQLite file, a clock that stands still, people in every role."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.core.changes import ChangeFeed, Changes
from app.core.clock import HeldClock, OfficeZone
from app.core.errors import AppError, NotAllowed
from app.core.ids import new_id
from app.features.houses.service import HouseService
from app.features.people.service import PeopleService
from app.features.staff.rules import PERMISSIONS, ROLES, Actor
from app.settings.settings import Settings
from app.store.records import Record
from app.store.store import Store

REPOSITORY = Path(__file__).resolve().parents[2]
REAL_DATA = REPOSITORY.parent / "shared" / "data"
"""Files of other systems that tests may read where they exist; tests that need them skip elsewhere."""

ZONE = OfficeZone("Asia/Shanghai")
MORNING = ZONE.moment(datetime(2026, 11, 23, 9, 0))
"""A Monday, 09:00 in the office, when most tests take place."""


def all_records() -> tuple[type[Record], ...]:
    """Return every record class of the program."""
    found: list[type[Record]] = []
    for path in sorted((REPOSITORY / "app" / "features").glob("*/records.py")):
        found.extend(importlib.import_module(f"app.features.{path.parent.name}.records").RECORDS)
    return tuple(found)


def make_store(folder: Path, clock: HeldClock | None = None) -> Store:
    """Open an empty office database with every record of the program. Close it at the end of the test."""
    return Store(folder / "office.db", all_records(), clock or HeldClock(MORNING), ChangeFeed())


class AuditNotes:
    """An audit log that only remembers."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str, str, str, str]] = []

    def write(self, actor: Actor, action: str, kind: str = "", record_id: str = "", detail: str = "") -> None:
        """Remember what somebody did."""
        self.notes.append((actor.number, action, kind, record_id, detail))


def make_settings(folder: Path) -> Settings:
    """Return the settings of a new office: every value its default."""
    return Settings(folder / "desk.toml")


def make_people(store: Store, audit: AuditNotes | None = None) -> PeopleService:
    """Return the people module of an office."""
    return PeopleService(store, make_settings(store.database.path.parent), audit or AuditNotes())


def make_houses(store: Store, people: PeopleService) -> HouseService:
    """Return the houses module of an office."""
    return HouseService(store, make_settings(store.database.path.parent), people)


def actor(*roles: str, name: str = "") -> Actor:
    """Return somebody with these roles, such as ``actor("agent")``; the id is a fresh one."""
    number = "-".join(roles) or "nobody"
    return Actor(new_id(), number, name or number, frozenset(roles))


ACTORS = {role: actor(role) for role in ROLES}
"""One person for each role."""


def roles_without(entity: str, action: str) -> list[str]:
    """Return the roles that may not do this, by the permission table."""
    return [role for role in ROLES if action not in PERMISSIONS.get(role, {}).get(entity, "").split()]


def refused_for(call: Callable[[Actor], object], roles: list[str]) -> list[str]:
    """Return those of the roles for which the call is refused for want of permission; other refusals do not count."""
    refused: list[str] = []
    for role in roles:
        try:
            call(ACTORS[role])
        except NotAllowed:
            refused.append(role)
        except AppError:
            continue
    return refused


def heard(store: Store) -> list[Changes]:
    """Return a list that grows with every change the store announces."""
    changes: list[Changes] = []
    store.feed.subscribe(changes.append)
    return changes
