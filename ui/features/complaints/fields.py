"""The fields that forms of complaints are made of, declared once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.service import fields_of_step
from ui.forms.spec import Candidate, Choices, Field, Lookup

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

SCORES: Mapping[str, Text] = {str(n): T("complaints", "{n} of 5").with_(n=n) for n in range(5, 0, -1)}


def step_fields(desk: Desk, step: rules.Step, stage: str) -> tuple[Field, ...]:
    """Return the fields of a step's form in a stage."""
    return tuple(_field(desk, key, step, stage) for key in fields_of_step(step, stage))


def stage_fields(desk: Desk, stage: str) -> tuple[Field, ...]:
    """Return the fields of the form in which a stage is written down and left."""
    step = rules.FORWARD[stage]
    fields = [field for field in step_fields(desk, step, stage) if field.key != "note"]
    if stage == "plan":
        fields.append(
            Field(
                "note",
                T("complaints", "Why go on all the same"),
                "long_text",
                lines=2,
                visible_if=lambda values: values.get("consent") == "refused",
            )
        )
    return tuple(fields)


def _field(desk: Desk, key: str, step: rules.Step, stage: str) -> Field:
    required = key in step.required
    title = rules.FIELD_TITLES[key]
    if key == "staff_id":
        return Field(key, title, "choice", required, choices=staff(desk))
    if key == "to_stage":
        return Field(
            key, title, "choice", required, choices={code: rules.STAGES[code] for code in rules.earlier(stage)}
        )
    choices: Mapping[str, Mapping[str, Text]] = {
        "consent": rules.CONSENTS,
        "cause": rules.CAUSES,
        "satisfaction": SCORES,
    }
    if key in choices:
        return Field(key, title, "choice", required, choices=choices[key])
    if key == "note":
        words = T("complaints", "Reason") if required else T("complaints", "Note")
        return Field(key, words, "long_text", required, lines=2)
    if key in ("no_letter", "no_measure"):
        help_text = {
            "no_letter": T("complaints", "Only where no letter is sent: the person wants none, or is not known."),
            "no_measure": T("complaints", "Only where no measure is entered below."),
        }[key]
        return Field(key, title, "text", help=help_text)
    return Field(key, title, "long_text", required, lines=3)


def staff(desk: Desk) -> Choices:
    """Return who can be chosen: everybody who works here, by number."""
    people = sorted(desk.context.staff.people(desk.actor), key=lambda person: person.number)
    return {
        person.id: " · ".join(part for part in (person.name, person.position or person.department) if part)
        for person in people
    }


def words(desk: Desk, dictionary: str) -> Choices:
    """Return what a dictionary offers."""
    return dict(desk.context.dictionaries.choices(dictionary))


def houses(desk: Desk) -> Lookup:
    """Return where a house is found by any spelling."""

    def find(text: str) -> Sequence[Candidate]:
        hits = desk.context.finder.find(desk.actor, text)
        return [
            Candidate(hit.house_id, hit.title, hit.subtitle, hit) for hit in hits if hit.house_id and not hit.person_id
        ]

    return Lookup(find, lambda key: desk.context.houses.label(key))


def people(desk: Desk) -> Lookup:
    """Return where a person is found by name, telephone or room."""

    def find(text: str) -> Sequence[Candidate]:
        hits = desk.context.finder.find(desk.actor, text)
        return [Candidate(hit.person_id, hit.title, hit.subtitle, hit) for hit in hits if hit.person_id]

    return Lookup(find, lambda key: person_name(desk, key))


def callers(desk: Desk) -> Lookup:
    """Return where whoever calls is found: a person or a house."""

    def find(text: str) -> Sequence[Candidate]:
        return [Candidate(hit.id, hit.title, hit.subtitle, hit) for hit in desk.context.finder.find(desk.actor, text)]

    return Lookup(find, free=True)


def person_name(desk: Desk, person_id: str) -> str:
    """Return a person's name as this reader may see it."""
    from app.core.errors import AppError

    try:
        return desk.context.people.card(desk.actor, person_id).name
    except AppError:
        return "?"


def tickets(desk: Desk) -> Lookup:
    """Return where a ticket is found by number or words."""
    from app.features.tickets.rules import state_title

    def find(text: str) -> Sequence[Candidate]:
        return [
            Candidate(hit.id, f"{hit.number} {hit.title}", str(state_title(hit.state)))
            for hit in desk.context.tickets.search(desk.actor, text)
        ]

    return Lookup(find, lambda key: str(desk.context.tickets.detail(desk.actor, key).values["number"]))


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in."""
    return {key: value for key, value in values.items() if value not in (None, "")}
