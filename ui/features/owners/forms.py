"""The forms of a person and of a house, and how their values go to and from the services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.text import T, Text
from app.features.houses import service as houses
from app.features.people import service as people
from ui.forms.spec import Candidate, Field, FormSpec, Lookup, Section

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_H, _P = houses.FIELDS, people.FIELDS
_LIFT: Mapping[str, Text] = {"1": T("owners", "yes"), "0": T("owners", "no")}
_SQUARE = "㎡"
_AREAS = ("area", "inner_area")


def person_form(desk: Desk) -> FormSpec:
    """Return the form of a person."""
    tags = desk.context.people.tags
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("name", _P["name"], required=True, width="half", max_length=60),
                    Field("kind", _P["kind"], "choice", choices=people.KINDS),
                    Field("phones", _P["phones"], "rows", columns=_phones(), placeholder=T("owners", "Add a phone")),
                    Field("houses", _P["houses"], "rows", columns=_homes(desk), placeholder=T("owners", "Add a house")),
                ),
            ),
            Section(
                T("owners", "How to treat them"),
                (
                    Field(
                        "preferences",
                        _P["preferences"],
                        "multi_choice",
                        choices=dict(tags(desk.actor, people.PREFERENCE)),
                    ),
                    Field(
                        "care_flags",
                        _P["care_flags"],
                        "rows",
                        columns=_flags(desk),
                        placeholder=T("owners", "Add a care flag"),
                        help=T("owners", "Without days the usual visits hold. Ask first whether it may be noted."),
                    ),
                    Field(
                        "note",
                        _P["note"],
                        "long_text",
                        lines=3,
                        help=T("owners", "Stands on the card whenever they call."),
                    ),
                ),
            ),
            Section(
                T("owners", "More about them"),
                (
                    Field(
                        "vehicles",
                        _P["vehicles"],
                        "rows",
                        columns=_vehicles(),
                        placeholder=T("owners", "Add a vehicle"),
                    ),
                    Field("emergency_name", _P["emergency_name"], width="half"),
                    Field("emergency_phone", _P["emergency_phone"], "phone"),
                    Field("sex", _P["sex"], "choice", choices=people.SEXES),
                    Field("born_on", _P["born_on"], "date", past=True),
                    Field("id_card", _P["id_card"], width="half"),
                    Field("company", _P["company"], width="half"),
                    Field("wechat", _P["wechat"], width="half"),
                    Field("code", _P["code"], width="half", help=T("owners", "The number in another system.")),
                ),
            ),
        )
    )


def house_form(desk: Desk) -> FormSpec:
    """Return the form of a house."""
    zones = desk.context.houses.zones(desk.actor)
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("building", _H["building"], width="short", help=T("owners", "3, A, 2期3; none for a shop.")),
                    Field("unit", _H["unit"], width="short"),
                    Field("room", _H["room"], width="short", required=True),
                    Field("kind", _H["kind"], "choice", choices=houses.KINDS, default="home"),
                    Field("status", _H["status"], "choice", choices=houses.STATUSES),
                    Field("zone", _H["zone"], "lookup", width="half", lookup=_of_words(zones)),
                    Field("note", _H["note"], "long_text", lines=3),
                ),
            ),
            Section(
                T("owners", "The building"),
                (
                    Field("area", _H["area"], "number", unit=_SQUARE, decimals=2),
                    Field("inner_area", _H["inner_area"], "number", unit=_SQUARE, decimals=2),
                    Field("layout", _H["layout"], width="short"),
                    Field("floor", _H["floor"], "number", help=T("owners", "Taken from the room if left empty.")),
                    Field("floors", _H["floors"], "number"),
                    Field("lift", _H["lift"], "choice", choices=_LIFT),
                    Field("handed_over_on", _H["handed_over_on"], "date", past=True),
                    Field("code", _H["code"], width="half", help=T("owners", "The number in another system.")),
                ),
            ),
        )
    )


def house_shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a house's values as its form shows them."""
    shown = dict(values)
    for key in _AREAS:
        shown[key] = None if shown.get(key) is None else shown[key] / 100
    if "lift" in shown:
        shown["lift"] = None if shown["lift"] is None else str(int(shown["lift"]))
    return shown


def house_saved(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a house's form holds as the service takes it."""
    saved = dict(values)
    for key in _AREAS:
        if saved.get(key) is not None:
            saved[key] = round(saved[key] * 100)
    if saved.get("lift") is not None:
        saved["lift"] = int(saved["lift"])
    return saved


def _phones() -> tuple[Field, ...]:
    return (
        Field("phone", T("owners", "Number"), "phone", required=True, placeholder=T("owners", "Number"), width="half"),
        Field("label", T("owners", "Whose, where"), placeholder=T("owners", "Whose, where"), width="half"),
    )


def _homes(desk: Desk) -> tuple[Field, ...]:
    return (
        Field(
            "house_id",
            T("owners", "House"),
            "lookup",
            required=True,
            placeholder=T("owners", "3-2-501"),
            lookup=_houses(desk),
            width="half",
        ),
        Field("relation", T("owners", "Relation"), "choice", choices=people.RELATIONS, default="owner", width="short"),
        Field("since_on", T("owners", "Since"), "date", placeholder=T("owners", "Since"), past=True, width="short"),
        Field("until_on", T("owners", "Until"), "date", placeholder=T("owners", "Until"), width="short"),
    )


def _flags(desk: Desk) -> tuple[Field, ...]:
    offered = dict(desk.context.people.tags(desk.actor, people.CARE_FLAG))
    return (
        Field("code", T("owners", "Care flag"), "choice", required=True, choices=offered, width="half"),
        Field(
            "cycle_days",
            T("owners", "Days between visits"),
            "number",
            placeholder=T("owners", "Days between visits"),
            minimum=1,
            maximum=365,
            width="half",
        ),
    )


def _vehicles() -> tuple[Field, ...]:
    return (
        Field("plate", T("owners", "Plate"), required=True, placeholder=T("owners", "Plate"), width="half"),
        Field("describe", T("owners", "Colour, make"), placeholder=T("owners", "Colour, make"), width="half"),
    )


def _houses(desk: Desk) -> Lookup:
    service = desk.context.houses

    def find(text: str) -> Sequence[Candidate]:
        return [Candidate(hit.id, hit.label, hit.zone) for hit in service.find_room(desk.actor, text)]

    return Lookup(find, service.label)


def _of_words(words: Sequence[str]) -> Lookup:
    """Words used so far, and any new one."""

    def find(text: str) -> Sequence[Candidate]:
        return [Candidate(word, word) for word in words if text.casefold() in word.casefold()]

    return Lookup(find, free=True)
