"""A scenario card on paper: one A4 sheet for the folder at the desk, what keeps people safe first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.text import T, Text
from app.documents.blocks import (
    Block,
    Checklist,
    Document,
    Field,
    Fields,
    Heading,
    Item,
    Table,
)
from app.documents.columns import Column
from app.features.office.flow import flow_of
from app.features.office.scenarios import FIELDS, ScenarioCard

Words = str | Text


@dataclass(frozen=True)
class CardTitles:
    """What the codes of a card are called."""

    group: str
    type: Words
    level: Words
    category: str
    department: str


def scenario_sheet(card: ScenarioCard, titles: CardTitles, office: str, printed: str) -> Document:
    """Return the sheet of a scenario card.

    Args:
        card: The card.
        titles: What its codes are called.
        office: The office's name.
        printed: When and by whom it is printed.
    """
    blocks: list[Block] = [
        Fields(
            [
                Field(FIELDS["level"], titles.level, strong=True),
                Field(FIELDS["type"], titles.type),
                Field(FIELDS["department"], titles.department),
                Field(FIELDS["category"], titles.category, wide=True),
            ],
            columns=3,
        )
    ]
    if card.safety:
        blocks += [Fields([Field(FIELDS["safety"], card.safety, wide=True, strong=True)])]
    blocks += [Fields(_six(card)), Heading(T("card", "What we say")), Fields(_said(card))]
    if card.flow:
        blocks += [Heading(FIELDS["flow"]), _flow(card.flow)]
    if card.checklist:
        blocks += [Heading(FIELDS["checklist"]), Checklist([Item(line) for line in card.checklist], columns=3)]
    return Document(
        title=card.title,
        office=office,
        subtitle=_subtitle(card, titles),
        blocks=blocks,
        printed=printed,
    )


def _six(card: ScenarioCard) -> list[Field]:
    values = {
        "applies": _joined(card.applies.splitlines()),
        "who": card.who,
        "what": _numbered(card.what),
        "quality": _joined(card.quality.splitlines()),
        "finish_by": card.finish_by,
        "record": "；".join(card.record),
    }
    return [Field(FIELDS[key], value, wide=True) for key, value in values.items() if value]


def _said(card: ScenarioCard) -> list[Field]:
    values = {
        "empathy": _joined(card.empathy.splitlines()),
        "solution": card.solution,
        "ask": "　".join(card.ask),
        "never_say": "　".join(f"× {line}" for line in card.never_say),
        "papers": "；".join([*card.papers, *([card.papers_note] if card.papers_note else [])]),
    }
    return [Field(FIELDS[key], value, wide=True) for key, value in values.items() if value]


def _flow(lines: Sequence[str]) -> Table:
    columns = (
        Column("number", T("card", "No."), 2),
        Column("step", T("card", "Step"), 14),
        Column("yes", T("card", "If yes"), 14),
        Column("no", T("card", "If no"), 14),
    )
    steps = flow_of(lines)
    on = str(T("card", "go on"))
    return Table(
        columns,
        [
            (
                str(number),
                step.text,
                (step.yes or on) if step.decision else "",
                (step.no or on) if step.decision else "",
            )
            for number, step in enumerate(steps, 1)
        ],
        dense=True,
    )


def _subtitle(card: ScenarioCard, titles: CardTitles) -> Text:
    if not card.review_on:
        return T("card", "{group} · version {n}").with_(group=titles.group, n=card.version)
    return T("card", "{group} · version {n} · review by {day}").with_(
        group=titles.group, n=card.version, day=card.review_on
    )


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _joined(lines: Iterable[str]) -> str:
    """Lines of running text need no line of paper each."""
    return "".join(line.strip() for line in lines)
