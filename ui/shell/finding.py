"""What the box under Ctrl+K finds: people, houses, records of the books and commands, read off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.errors import NotAllowed
from app.core.text import T, Text
from app.features.complaints.rules import stage_title
from app.features.handover.rules import state_title as handover_state
from app.features.tickets import rules
from ui.bridge.desk import Target
from ui.shell.commands import Command, found

if TYPE_CHECKING:
    from app.context import AppContext
    from app.features.staff.rules import Actor

PEOPLE = T("shell", "People")
HOUSES = T("shell", "Houses")
TICKETS = T("shell", "Tickets")
COMPLAINTS = T("shell", "Complaints")
HANDOVERS = T("shell", "Handover")
TRAINING = T("shell", "Training")
PLANS = T("shell", "Weekly plans")
COMMANDS = T("shell", "Commands")
RECENT = T("shell", "Visited last")

NUMBER_SCORE, WORDS_SCORE = 97, 56
MOST = 6


@dataclass(frozen=True)
class Entry:
    """One line of the box.

    Attributes:
        group: Its heading.
        icon: Name of a drawing.
        title: What it is.
        detail: What tells it from others.
        score: 0 to 100; groups stand in the order of their best entry.
        target: Where it leads; None for a command.
        run: What it does instead.
        shortcut: Its key, if it has one.
    """

    group: Text
    icon: str
    title: str
    detail: str = ""
    score: int = 0
    target: Target | None = None
    run: Callable[[], object] | None = None
    shortcut: str = ""


def look_up(context: AppContext, actor: Actor, text: str, commands: Sequence[Command]) -> list[Entry]:
    """Return what a text may mean, grouped, the likeliest group first.

    Args:
        context: The office.
        actor: Who asks; what they may not see is not found.
        text: As typed so far.
        commands: What can be done now.
    """
    words = text.strip()
    entries = [_command(score, command) for score, command in found(commands, words, MOST)]
    if words:
        for source in (_people, _tickets, _complaints, _handovers, _plans, _training):
            try:
                entries += source(context, actor, words)
            except NotAllowed:
                continue
    return grouped(entries)


def grouped(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries group by group, the group with the best entry first, best first within it."""
    best: dict[Text, int] = {}
    for entry in entries:
        best[entry.group] = max(entry.score, best.get(entry.group, 0))
    places = {group: place for place, group in enumerate(best)}
    return sorted(entries, key=lambda entry: (-best[entry.group], places[entry.group], -entry.score))


def _people(context: AppContext, actor: Actor, words: str) -> list[Entry]:
    return [
        Entry(
            group=PEOPLE if hit.kind == "person" else HOUSES,
            icon="person" if hit.kind == "person" else "house",
            title=hit.title,
            detail=hit.subtitle,
            score=hit.score,
            target=Target(hit.kind, hit.id),
        )
        for hit in context.finder.find(actor, words, 2 * MOST)
    ]


def _tickets(context: AppContext, actor: Actor, words: str) -> list[Entry]:
    if len(words) < 2:
        return []
    plain = words.upper()
    return [
        Entry(
            group=TICKETS,
            icon="ticket",
            title=hit.title,
            detail=f"{hit.number} · {rules.state_title(hit.state)}",
            score=NUMBER_SCORE if plain in hit.number else WORDS_SCORE,
            target=Target("ticket", hit.id),
        )
        for hit in context.tickets.search(actor, words, MOST)
    ]


def _complaints(context: AppContext, actor: Actor, words: str) -> list[Entry]:
    if len(words) < 2:
        return []
    plain = words.upper()
    return [
        Entry(
            group=COMPLAINTS,
            icon="complaint",
            title=hit.title,
            detail=f"{hit.number} · {stage_title(hit.stage)}",
            score=NUMBER_SCORE if plain in hit.number else WORDS_SCORE,
            target=Target("complaint", hit.id),
        )
        for hit in context.complaints.search(actor, words, MOST)
    ]


def _handovers(context: AppContext, actor: Actor, words: str) -> list[Entry]:
    if len(words) < 2:
        return []
    return [
        Entry(
            group=HANDOVERS,
            icon="handover",
            title=hit.name,
            detail=" · ".join(part for part in (hit.out_name, str(handover_state(hit.state))) if part),
            score=NUMBER_SCORE if words in hit.name else WORDS_SCORE,
            target=Target("handover", hit.id),
        )
        for hit in context.handovers.search(actor, words, MOST)
    ]


def _plans(context: AppContext, actor: Actor, words: str) -> list[Entry]:
    if len(words) < 2:
        return []
    return [
        Entry(
            group=PLANS,
            icon="plan",
            title=hit.title,
            detail=" · ".join(part for part in (hit.week, str(hit.state)) if part),
            score=NUMBER_SCORE if hit.kind == "plan" else WORDS_SCORE,
            target=Target(hit.kind, hit.id),
        )
        for hit in context.plans.search(actor, words, MOST)
    ]


def _training(context: AppContext, actor: Actor, words: str) -> list[Entry]:
    if len(words) < 2:
        return []
    return [
        Entry(TRAINING, "training", hit.title, str(hit.state), WORDS_SCORE, Target(hit.kind, hit.id))
        for hit in context.training.search(actor, words, MOST)
    ]


def _command(score: int, command: Command) -> Entry:
    return Entry(COMMANDS, command.icon, str(command.text), "", score, None, command.run, command.shortcut)
