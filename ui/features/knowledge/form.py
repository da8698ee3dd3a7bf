"""The form of a scenario card: what it sets, its six fields, its script, and what helps at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.text import T
from app.features.office.rules import VARIABLES
from app.features.office.service import FIELDS, LISTS, ScenarioCard
from app.features.tickets.rules import LEVELS, TYPES
from ui.forms.spec import Candidate, Field, FormSpec, Lookup, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.bridge.desk import Desk

_ONE_A_LINE = T("knowledge", "One entry a line.")
_NAMES = T("knowledge", "Names in braces are filled from the ticket: {names}.").with_(
    names=" ".join(f"{{{name}}}" for name in VARIABLES)
)
_FLOW = T(
    "knowledge",
    "One step a line. A decision is written “Question? Yes: …; No: …”.",
)


def card_form(desk: Desk) -> FormSpec:
    """Return the form of a card."""
    words = desk.context.dictionaries
    return FormSpec(
        (
            Section(
                T("knowledge", "The card"),
                (
                    Field("title", FIELDS["title"], required=True, max_length=60),
                    Field("group_name", FIELDS["group_name"], "choice", choices=words.choices("scenario_group")),
                    Field("type", FIELDS["type"], "choice", choices=TYPES),
                    Field("category", FIELDS["category"], "lookup", lookup=_categories(desk), width="half"),
                    Field("level", FIELDS["level"], "choice", required=True, choices=LEVELS, default="3"),
                    Field("department", FIELDS["department"], "choice", choices=words.choices("department")),
                    Field("review_on", FIELDS["review_on"], "date"),
                    _long("keywords", 3, T("knowledge", "Words by which the card is proposed; one a line.")),
                ),
            ),
            Section(
                T("knowledge", "The six fields"),
                (
                    _long("applies", 3),
                    _long("who", 2),
                    _long("what", 7, _ONE_A_LINE),
                    _long("quality", 3),
                    _long("finish_by", 2),
                    _long("record", 5, _ONE_A_LINE),
                ),
            ),
            Section(
                T("knowledge", "What we say"),
                (
                    _long("empathy", 3, _NAMES),
                    _long("solution", 5, _NAMES),
                    _long("ask", 5, _ONE_A_LINE),
                    _long("never_say", 3, _ONE_A_LINE),
                ),
            ),
            Section(
                T("knowledge", "At the desk"),
                (
                    _long("safety", 3, T("knowledge", "Shown in red before everything else.")),
                    _long("papers", 3, _ONE_A_LINE),
                    _long("papers_note", 2),
                    _long("checklist", 4, _ONE_A_LINE),
                    _long("flow", 7, _FLOW),
                ),
            ),
        )
    )


def values_of(card: ScenarioCard) -> dict[str, Any]:
    """Return a card as the form shows it."""
    values = {key: getattr(card, key) for key in FIELDS if key != "active"}
    return {
        key: "\n".join(value) if key in LISTS else str(value) if key == "level" else value
        for key, value in values.items()
    }


def saved_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the form's values as the service takes them."""
    clean = {key: "" if value is None else value for key, value in values.items()}
    if "level" in clean:
        clean["level"] = int(clean["level"] or 0)
    return clean


def _long(key: str, lines: int, help_text: Any = None) -> Field:
    return Field(key, FIELDS[key], "long_text", lines=lines, help=help_text)


def _categories(desk: Desk) -> Lookup:
    categories = desk.context.categories

    def find(text: str) -> Sequence[Candidate]:
        leaves = [leaf for branch in categories.tree() for leaf in branch.leaves]
        words = text.casefold().split()
        paths = {leaf.code: categories.path(leaf.code) for leaf in leaves}
        return [
            Candidate(code, path)
            for code, path in paths.items()
            if all(word in path.casefold() or word in code for word in words)
        ]

    return Lookup(find, lambda code: categories.path(code) if code else "")
