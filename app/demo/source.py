"""What the invented office is made of, read from ``resources/demo``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast


@dataclass(frozen=True)
class Matter:
    """Something residents call about, with the words of both sides.

    Attributes:
        category: Code of the category leaf, which gives type, level and department.
        weight: How often it comes, to the others.
        where: ``home`` or ``public``.
        say: What residents say; ``{room}`` and the like are filled in.
        done: What was done in the end.
        cause: Causes that fit.
        scenario: Code of the scenario card, if one fits.
        at: Public places it happens at.
        season: ``summer``, ``winter``, ``rain``, ``spring`` or empty.
        hours: ``day``, ``evening``, ``night`` or empty.
        hold: Reasons to wait that fit.
        use: Materials.
        fee: Fees, fen.
    """

    category: str
    weight: int
    where: str
    say: tuple[str, ...]
    done: tuple[str, ...]
    cause: tuple[str, ...]
    scenario: str = ""
    at: tuple[str, ...] = ()
    season: str = ""
    hours: str = ""
    hold: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    fee: tuple[int, ...] = ()


@dataclass(frozen=True)
class Building:
    """A building; ``handed_over`` is the year, 0 while it is not handed over."""

    name: str
    zone: str
    units: int
    floors: int
    rooms: int
    lift: bool
    handed_over: int


@dataclass(frozen=True)
class Member:
    """A member of staff."""

    number: str
    name: str
    roles: tuple[str, ...]
    department: str
    position: str
    skills: tuple[str, ...] = ()
    zone: str = ""


@dataclass(frozen=True)
class Situation:
    """Something that waits at the desk now.

    Attributes:
        category: What it is about.
        ago: Minutes since it was taken in.
        level: Its level.
        channel: How it came.
        steps: Lists of action, minutes ago, and what was said.
    """

    category: str
    ago: float
    level: int
    channel: str = "phone"
    steps: tuple[Sequence[Any], ...] = ()


@dataclass(frozen=True)
class Source:
    """Everything the office is made of.

    Attributes:
        name: The office's name, which says that it is an example.
        phone: Its telephone.
        address: Its address.
        shops: How many shops.
        shop_zone: Where they lie.
        buildings: The buildings.
        staff: The staff; the first founds the office.
        notes: Sticky notes for ``people`` and ``houses``.
        names: Surnames, given names and firms.
        phrases: Words put into descriptions, and what is noted along the way.
        matters: What residents call about.
        situations: What waits at the desk now.
    """

    name: str
    phone: str
    address: str
    shops: int
    shop_zone: str
    buildings: tuple[Building, ...]
    staff: tuple[Member, ...]
    notes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, Sequence[str]]
    phrases: Mapping[str, tuple[str, ...]]
    matters: tuple[Matter, ...]
    situations: tuple[Situation, ...]


def read_source(folder: Path) -> Source:
    """Read the invented office's words.

    Args:
        folder: ``resources/demo``.
    """
    estate = _toml(folder / "estate.toml")
    return Source(
        name=estate["name"],
        phone=estate["phone"],
        address=estate["address"],
        shops=estate["shops"],
        shop_zone=estate["shop_zone"],
        buildings=tuple(Building(**entry) for entry in estate["building"]),
        staff=tuple(Member(**_tuples(entry)) for entry in estate["staff"]),
        notes=_tuples(estate["notes"]),
        names=_tuples(_toml(folder / "names.toml")),
        phrases=_tuples(_toml(folder / "phrases.toml")),
        matters=tuple(Matter(**_tuples(entry)) for entry in _toml(folder / "matters.toml")["matter"]),
        situations=tuple(Situation(**_tuples(entry)) for entry in _toml(folder / "today.toml")["situation"]),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(cast("list[Any]", value)) if isinstance(value, list) else value for key, value in entry.items()}
