"""What a person's form holds: the person, and the sets that belong to it, checked together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED, Invalid
from app.core.text import T, Text
from app.features.people.pinyin import pinyin_initials
from app.features.people.records import Person, PersonPhone
from app.features.people.rules import (
    id_card_problem,
    mask_id,
    mask_phone,
    normalise_id_card,
    normalise_phone,
    normalise_plate,
    phone_problem,
    plate_problem,
)
from app.features.people.words import CARE_FLAG, COLUMNS, FIELDS, KINDS, PREFERENCE, RELATIONS, SEXES

LONGEST = 200
LONGEST_NOTE = 2_000
LONGEST_CYCLE = 366
_PASSPORT = re.compile(r"[A-Z]{1,3}[0-9]{6,10}")


@dataclass(frozen=True)
class Home:
    """A person's relation to a house, as the form holds it."""

    house_id: str
    relation: str
    since_on: str = ""
    until_on: str = ""


@dataclass(frozen=True)
class PersonDraft:
    """A checked form. A set that the form did not give is None and stays as it was.

    Attributes:
        columns: Columns of the person that the form gave.
        phones: Normalised (number, label), the one to call first at the head.
        homes: Relations to houses.
        tags: Dictionary -> code -> days between visits; a dictionary that is not there stays as it was.
        vehicles: (plate, description).
    """

    columns: Mapping[str, Any]
    phones: tuple[tuple[str, str], ...] | None
    homes: tuple[Home, ...] | None
    tags: Mapping[str, Mapping[str, int | None]]
    vehicles: tuple[tuple[str, str], ...] | None


def draft_of(
    values: Mapping[str, Any], before: Person | None, phones: Iterable[PersonPhone], today: date
) -> PersonDraft:
    """Return what a form's values describe.

    A masked value that is as the form showed it means "unchanged", so that people may edit a record without first
    unmasking it.

    Args:
        values: Form field -> value; what is missing stays as it was.
        before: The person as it was; None for a new one.
        phones: The person's phones as they were.
        today: Office day, to refuse birth dates in the future.

    Raises:
        Invalid: With every problem at once.
    """
    problems: dict[str, Text] = {
        key: T("people", "A person has no field “{key}”.").with_(key=key) for key in values if key not in FIELDS
    }
    columns = {key: str(values[key] or "").strip() for key in COLUMNS if key in values}
    if before is not None:
        _unmasked(columns, before)
    _check_columns(columns, before is None, problems, today)
    masked = {mask_phone(phone.phone): phone.phone for phone in phones}
    draft = PersonDraft(
        columns=columns,
        phones=_phones(values["phones"] or (), masked, problems) if "phones" in values else None,
        homes=_homes(values["houses"] or (), problems) if "houses" in values else None,
        tags={
            dictionary: _tags(field, values[field] or (), problems)
            for field, dictionary in (("preferences", PREFERENCE), ("care_flags", CARE_FLAG))
            if field in values
        },
        vehicles=_vehicles(values["vehicles"] or (), problems) if "vehicles" in values else None,
    )
    if problems:
        raise Invalid({key: problems[key] for key in (*FIELDS, *problems) if key in problems}, "person.invalid")
    return draft


def paper_problem(number: str, today: date) -> Text | None:
    """Say what is wrong with an identity card; a passport or a pass of Hong Kong, Macau or Taiwan is one too."""
    return None if _PASSPORT.fullmatch(number) else id_card_problem(number, today)


def _unmasked(columns: dict[str, Any], before: Person) -> None:
    for key, mask in (("id_card", mask_id), ("emergency_phone", mask_phone)):
        old = getattr(before, key)
        if old and columns.get(key) == mask(old):
            columns[key] = old


def _check_columns(columns: dict[str, Any], new: bool, problems: dict[str, Text], today: date) -> None:
    if "name" in columns or new:
        if not columns.get("name"):
            problems["name"] = REQUIRED
        else:
            columns["initials"] = " ".join(pinyin_initials(columns["name"]))
    for key, value in columns.items():
        longest = LONGEST_NOTE if key == "note" else LONGEST
        if len(value) > longest:
            problems[key] = T("people", "At most {n} characters.").with_(n=longest)
    for key, words in (("kind", KINDS), ("sex", SEXES)):
        if columns.get(key) and columns[key] not in words:
            problems[key] = T("people", "Choose one of: {choices}.").with_(
                choices=str(T("people", ", ")).join(map(str, words.values()))
            )
    if columns.get("id_card"):
        columns["id_card"] = normalise_id_card(columns["id_card"])
        _note(problems, "id_card", paper_problem(columns["id_card"], today))
    if columns.get("emergency_phone"):
        _note(problems, "emergency_phone", phone_problem(columns["emergency_phone"]))
        columns["emergency_phone"] = normalise_phone(columns["emergency_phone"])
    if columns.get("born_on") and not is_day(columns["born_on"]):
        problems["born_on"] = T("people", "A day such as 1960-11-23.")
    elif columns.get("born_on", "") > today.isoformat():
        problems["born_on"] = T("people", "This day lies in the future.")


def _note(problems: dict[str, Text], key: str, problem: Text | None) -> None:
    if problem is not None:
        problems[key] = problem


def _phones(
    entries: Iterable[Any], masked: Mapping[str, str], problems: dict[str, Text]
) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for entry in entries:
        typed, label = _pair(entry, "phone", "label")
        if not typed:
            continue
        if typed in masked:
            found.setdefault(masked[typed], label)
            continue
        problem = phone_problem(typed)
        if problem is not None:
            problems["phones"] = T("people", "{value}: {problem}").with_(value=typed, problem=problem)
        found.setdefault(normalise_phone(typed), label)
    return tuple(found.items())


def _homes(entries: Iterable[Any], problems: dict[str, Text]) -> tuple[Home, ...]:
    found: dict[tuple[str, str], Home] = {}
    for entry in entries:
        home = entry if isinstance(entry, Home) else Home(**{key: str(value or "") for key, value in entry.items()})
        if not home.house_id:
            problems["houses"] = T("people", "Choose the house.")
        elif home.relation not in RELATIONS:
            problems["houses"] = T("people", "Choose one of: {choices}.").with_(
                choices=str(T("people", ", ")).join(map(str, RELATIONS.values()))
            )
        elif any(day and not is_day(day) for day in (home.since_on, home.until_on)):
            problems["houses"] = T("people", "A day such as 2026-11-23.")
        elif home.since_on and home.until_on and home.until_on < home.since_on:
            problems["houses"] = T("people", "The residence ends before it begins.")
        found[(home.house_id, home.relation)] = home
    return tuple(found.values())


def _tags(field: str, entries: Iterable[Any], problems: dict[str, Text]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for entry in entries:
        code, days = (entry, None) if isinstance(entry, str) else (str(entry["code"]), entry.get("cycle_days"))
        if days is not None and (not isinstance(days, int) or not 1 <= days <= LONGEST_CYCLE):
            problems[field] = T("people", "A visit every 1 to {n} days.").with_(n=LONGEST_CYCLE)
            days = None
        found[code] = days
    return found


def _vehicles(entries: Iterable[Any], problems: dict[str, Text]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for entry in entries:
        typed, describe = _pair(entry, "plate", "describe")
        if not typed:
            continue
        problem = plate_problem(typed)
        if problem is not None:
            problems["vehicles"] = T("people", "{value}: {problem}").with_(value=typed, problem=problem)
        found.setdefault(normalise_plate(typed), describe)
    return tuple(found.items())


def _pair(entry: Any, first: str, second: str) -> tuple[str, str]:
    """A member of a set is a text, a pair, or a mapping with its two fields."""
    if isinstance(entry, str):
        return entry.strip(), ""
    if hasattr(entry, "get"):
        return str(entry.get(first) or "").strip(), str(entry.get(second) or "").strip()
    return str(entry[0]).strip(), str(entry[1]).strip()
