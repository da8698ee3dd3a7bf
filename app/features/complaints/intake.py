"""Taking a complaint in: what the form holds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.core.errors import REQUIRED, Invalid
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.people.rules import normalise_phone, phone_problem
from app.features.tickets.rules import CHANNELS
from app.features.tickets.service import title_of

LONGEST_DESCRIPTION = 8_000


@dataclass(frozen=True)
class Draft:
    """The fields a person fills in; the complaint's own columns of the same names.

    ``place`` is a public area where there is no house.
    """

    grade: str = "ordinary"
    dispute: int = 0
    subject: str = ""
    channel: str = "phone"
    title: str = ""
    description: str = ""
    department: str = ""
    house_id: str = ""
    place: str = ""
    person_id: str = ""
    person_name: str = ""
    person_phone: str = ""
    staff_id: str = ""
    ticket_id: str = ""
    happened_at: int | None = None
    reported_at: int | None = None


DRAFT_FIELDS = tuple(item.name for item in fields(Draft))


def draft_of(values: Mapping[str, Any], now: int, subjects: Collection[str]) -> Draft:
    """Return the draft that a form's values describe.

    Args:
        values: Field -> value; unknown fields are refused, missing ones take their default.
        now: The present moment, UTC milliseconds.
        subjects: Codes of the dictionary of subjects.

    Raises:
        Invalid: With every problem at once, in the order of the form.
    """
    unknown = [key for key in values if key not in DRAFT_FIELDS]
    if unknown:
        raise Invalid({key: T("complaints", "A complaint has no field “{key}”.").with_(key=key) for key in unknown})
    clean: dict[str, Any] = {
        key: value.strip() if isinstance(value, str) else value for key, value in values.items() if value is not None
    }
    problems = _problems(clean, now, subjects)
    if problems:
        raise Invalid(problems, "complaint.incomplete")
    clean["dispute"] = int(clean.get("dispute") in (True, 1, "1", "true", "yes", "是"))
    clean["person_phone"] = normalise_phone(clean.get("person_phone", ""))
    if not clean.get("title"):
        clean["title"] = title_of(clean["description"])
    return Draft(**clean)


def _problems(values: Mapping[str, Any], now: int, subjects: Collection[str]) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    if not values.get("house_id") and not values.get("place"):
        problems["place"] = T("complaints", "Where is it? Choose a room, or name the public area.")
    if not values.get("description"):
        problems["description"] = REQUIRED
    elif len(values["description"]) > LONGEST_DESCRIPTION:
        problems["description"] = T("complaints", "At most {n} characters; put longer papers on file.").with_(
            n=LONGEST_DESCRIPTION
        )
    for key, allowed in (("grade", rules.GRADES), ("channel", CHANNELS)):
        if values.get(key) and values[key] not in allowed:
            problems[key] = rules.one_of(allowed)
    if values.get("subject") and values["subject"] not in subjects:
        problems["subject"] = T("complaints", "Choose a subject from the list.")
    phone = values.get("person_phone")
    wrong = phone_problem(phone) if phone else None
    if wrong is not None:
        problems["person_phone"] = wrong
    for key in ("happened_at", "reported_at"):
        if values.get(key) is not None and values[key] > now:
            problems[key] = T("complaints", "This moment lies in the future.")
    return problems
