"""Taking a ticket in: what the form holds, what is wrong with it, and what is near enough to be the same matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.core.clock import DAY
from app.core.errors import REQUIRED, Invalid
from app.core.text import T, Text
from app.features.people.rules import normalise_phone, phone_problem
from app.features.tickets import rules
from app.features.tickets.clocks import Due
from app.features.tickets.proposer import Proposal
from app.features.tickets.similar import NEAR, similarity
from app.store.store import Store

LONGEST_DESCRIPTION = 4_000


@dataclass(frozen=True)
class Draft:
    """The fields a person fills in; the ticket's own columns of the same names.

    ``place`` is a public area or equipment where there is no house.
    """

    type: str = "other"
    category: str = ""
    scenario: str = ""
    level: int = 3
    channel: str = "phone"
    title: str = ""
    description: str = ""
    house_id: str = ""
    place: str = ""
    zone: str = ""
    requester_id: str = ""
    requester_name: str = ""
    requester_phone: str = ""
    department: str = ""
    happened_at: int | None = None
    reported_at: int | None = None
    parent_id: str = ""


DRAFT_FIELDS = tuple(item.name for item in fields(Draft))


def draft_of(values: Mapping[str, Any], now: int) -> Draft:
    """Return the draft that a form's values describe.

    Args:
        values: Field -> value; unknown fields are refused, missing ones take their default.
        now: The present moment, UTC milliseconds.

    Raises:
        Invalid: With every problem at once, in the order of the form.
    """
    unknown = [key for key in values if key not in DRAFT_FIELDS]
    if unknown:
        raise Invalid({key: T("tickets", "A ticket has no field “{key}”.").with_(key=key) for key in unknown})
    clean: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    problems = _problems(clean, now)
    if problems:
        raise Invalid(problems, "ticket.incomplete")
    clean["level"] = int(clean.get("level") or 3)
    clean["requester_phone"] = normalise_phone(clean.get("requester_phone", ""))
    if not clean.get("title"):
        clean["title"] = title_of(clean["description"])
    return Draft(**clean)


def _problems(values: Mapping[str, Any], now: int) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    if not values.get("house_id") and not values.get("place"):
        problems["place"] = T("tickets", "Where is it? Choose a room, or name the public area.")
    if not values.get("description"):
        problems["description"] = REQUIRED
    elif len(values["description"]) > LONGEST_DESCRIPTION:
        problems["description"] = T("tickets", "At most {n} characters; put longer papers on file.").with_(
            n=LONGEST_DESCRIPTION
        )
    for key, allowed in (("type", rules.TYPES), ("channel", rules.CHANNELS)):
        if values.get(key) and values[key] not in allowed:
            problems[key] = T("tickets", "Choose one of: {choices}.").with_(
                choices=str(T("tickets", ", ")).join(map(str, allowed.values()))
            )
    if str(values.get("level") or 3) not in rules.LEVELS:
        problems["level"] = T("tickets", "The level is 1, 2 or 3.")
    phone = values.get("requester_phone")
    wrong = phone_problem(phone) if phone else None
    if wrong is not None:
        problems["requester_phone"] = wrong
    for key in ("happened_at", "reported_at"):
        if values.get(key) is not None and values[key] > now:
            problems[key] = T("tickets", "This moment lies in the future.")
    return problems


def title_of(description: str) -> str:
    """Return the first clause of a description, at most 30 characters, as the ticket's short title."""
    line = description.strip().splitlines()[0] if description.strip() else ""
    for mark in "。；！？!?;":
        line = line.split(mark)[0]
    return line[:30]


@dataclass(frozen=True)
class Near:
    """A ticket that may be about the same matter.

    Attributes:
        id: Its id.
        number: Its number.
        title: Its short title.
        state: Its state.
        why: Why it is shown.
        score: 0 to 1; shown from the highest.
    """

    id: str
    number: str
    title: str
    state: str
    why: Text
    score: float


@dataclass(frozen=True)
class Advice:
    """What the intake shows beside what was typed.

    Attributes:
        proposal: Scenario, type, category, level and department that the description suggests, and why.
        near: Tickets that may be about the same matter.
        due: The due times the ticket would get.
    """

    proposal: Proposal
    near: tuple[Near, ...]
    due: Due


_CANDIDATES = 400


def near_tickets(store: Store, values: Mapping[str, Any], now: int, days: int, exclude: str = "") -> list[Near]:
    """Return open tickets of the same place, and recent ones with nearly the same text, nearest first, at most five.

    Args:
        store: Where to look.
        values: What the form holds so far.
        now: The present moment, UTC milliseconds.
        days: How far back similar texts are looked for.
        exclude: A ticket that is not to be named (the one being edited).
    """
    house, place = values.get("house_id") or "", (values.get("place") or "").strip()
    text = f"{values.get('title') or ''} {values.get('description') or ''}".strip()
    marks = ", ".join("?" * len(rules.OPEN))
    number = rules.number_sql("t")
    rows = store.rows(
        f"SELECT id, {number}, title, description, state, house_id, place FROM ticket t"
        f" WHERE (house_id = ? AND ? <> '' AND state IN ({marks}))"
        f" UNION SELECT id, {number}, title, description, state, house_id, place FROM"
        f" (SELECT * FROM ticket WHERE entered_at >= ? AND state IN ({marks}) ORDER BY entered_at DESC LIMIT ?) t"
        " ORDER BY id",
        (house, house, *rules.OPEN, now - days * DAY, *rules.OPEN, _CANDIDATES),
    )
    found: list[Near] = []
    for record, number, title, description, state, its_house, its_place in rows:
        if record == exclude:
            continue
        alike = similarity(text, description) if text else 0.0
        if house and its_house == house:
            why, score = T("tickets", "open in the same room"), 1.0 + alike
        elif place and its_place == place and alike >= NEAR / 2:
            why, score = T("tickets", "open at the same place"), 0.8 + alike
        elif alike >= NEAR:
            why, score = T("tickets", "nearly the same text"), alike
        else:
            continue
        found.append(Near(record, number, title or title_of(description), state, why, score))
    return sorted(found, key=lambda item: -item.score)[:5]
