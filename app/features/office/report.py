"""A scenario card on paper: one A4 sheet for the folder at the desk, what keeps people safe first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.text import T, Text
from app.documents.blocks import Block, Checklist, Document, Field, Fields, Item
from app.features.office.flow import FlowStep, flow_of
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
    blocks: list[Block] = [Fields([*_safety(card), *_six(card), *_said(card)])]
    if card.checklist:
        blocks.append(Checklist([Item(line) for line in card.checklist], columns=3))
    return Document(
        title=card.title,
        office=office,
        subtitle=_subtitle(card, titles),
        blocks=blocks,
        printed=printed,
    )


def _safety(card: ScenarioCard) -> list[Field]:
    if not card.safety:
        return []
    return [Field(FIELDS["safety"], _joined(card.safety.splitlines()), wide=True, strong=True)]


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
        "solution": _joined(card.solution.splitlines()),
        "ask": "　".join(card.ask),
        "never_say": "　".join(f"× {line}" for line in card.never_say),
        "papers": "；".join([*card.papers, *([card.papers_note] if card.papers_note else [])]),
        "flow": _flow(card.flow),
    }
    return [Field(FIELDS[key], value, wide=True) for key, value in values.items() if value]


def _flow(lines: Sequence[str]) -> str:
    """The chart as a line: steps behind arrows, decisions with both ways in brackets."""
    return " → ".join(map(_step, flow_of(lines)))


def _step(step: FlowStep) -> str:
    if not step.decision:
        return step.text
    on = T("card", "go on")
    ways = T("card", "(yes: {yes}; no: {no})").with_(yes=step.yes or on, no=step.no or on)
    return f"{step.text}{ways}"


def _subtitle(card: ScenarioCard, titles: CardTitles) -> str:
    parts: list[Words] = [titles.group, titles.level, titles.type, titles.department, titles.category]
    parts.append(T("card", "version {n}").with_(n=card.version))
    if card.review_on:
        parts.append(T("card", "review by {day}").with_(day=card.review_on))
    return " · ".join(str(part) for part in parts if str(part))


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _joined(lines: Iterable[str]) -> str:
    """Lines of running text need no line of paper each."""
    return "".join(line.strip() for line in lines)
