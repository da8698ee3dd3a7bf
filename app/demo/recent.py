"""The last day and a half, lived through the services themselves, and what waits at the desk now."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

from app.context import AppContext
from app.core.clock import MINUTE, HeldClock
from app.demo.lives import Life, Lives, Scene, Step
from app.demo.source import Matter
from app.features.staff.rules import Actor


@contextmanager
def held(context: AppContext) -> Generator[HeldClock]:
    """Hold the store's clock, so that services do things at the moments of the story; it runs on afterwards."""
    usual = context.store.clock
    clock = HeldClock(usual.now())
    context.store.clock = clock
    try:
        yield clock
    finally:
        context.store.clock = usual


def live_now(context: AppContext, lives: Sequence[Life], now: int, actors: Callable[[str], Actor]) -> list[str]:
    """Take tickets in and work on them through the services, in the order in which it all happens.

    Args:
        context: The office.
        lives: What happens.
        now: The present moment; nothing later happens.
        actors: Staff id -> who acts; those who do not use the computer report to the desk.

    Returns:
        The tickets' ids, in the order of ``lives``.
    """
    ids = [""] * len(lives)
    promises: dict[int, str] = {}
    queue: list[tuple[int, int, int]] = [(life.at, number, -1) for number, life in enumerate(lives)]
    heapq.heapify(queue)
    with held(context) as clock:
        while queue:
            at, number, place = heapq.heappop(queue)
            if at >= now:
                break
            clock.moment = at
            life = lives[number]
            if place < 0:
                ids[number] = context.tickets.take(actors(life.by), life.draft).id
            else:
                _do(context, actors, ids[number], life.steps[place], promises, number)
            if place + 1 < len(life.steps):
                heapq.heappush(queue, (life.steps[place + 1].at, number, place + 1))
    return ids


def _do(
    context: AppContext,
    actors: Callable[[str], Actor],
    ticket: str,
    step: Step,
    promises: dict[int, str],
    number: int,
) -> None:
    tickets, actor = context.tickets, actors(step.by)
    if step.action in ("print", "message"):
        tickets.record_event(actor, ticket, step.action)
    elif step.action == "promise":
        promises[number] = tickets.promise(actor, ticket, step.values["text"], step.values["due_at"])
    elif step.action == "kept":
        tickets.keep_promise(actor, promises[number])
    elif step.action == "join":
        tickets.join(actor, ticket, step.values["caller"], step.values["note"])
    else:
        tickets.do(actor, ticket, step.action, step.values)


def waiting(lives: Lives, scene: Scene, now: int) -> list[Life]:
    """Return the lives of what waits at the desk now.

    Args:
        lives: Draws descriptions and callers.
        scene: People, places and words.
        now: The present moment, UTC milliseconds.
    """
    by_category = {matter.category: matter for matter in scene.source.matters}
    found: list[Life] = []
    for situation in scene.source.situations:
        matter = by_category[situation.category]
        at = now - round(situation.ago * MINUTE)
        draft = lives.draft(matter, at)
        draft |= {"level": situation.level, "channel": situation.channel, "reported_at": at, "happened_at": None}
        taker = lives.taker(at)
        hands = scene.hands.get(str(draft["department"])) or scene.desks
        worker = hands[len(found) % len(hands)]
        steps = tuple(
            Step(now - round(ago * MINUTE), action, taker, _values(matter, action, said, worker, now))
            for action, ago, *said in situation.steps
        )
        found.append(Life(at, taker, draft, steps))
    return found


def _values(matter: Matter, action: str, said: Sequence[Any], worker: str, now: int) -> dict[str, Any]:
    if action == "dispatch":
        return {"assignee_id": worker}
    if action == "finish":
        return {"result": matter.done[0], "cause": matter.cause[0]}
    if action == "promise":
        return {"text": said[0], "due_at": now + said[1] * MINUTE}
    names = {
        "hold": ("hold_reason", "note"),
        "join": ("caller", "note"),
        "confirm": ("check_score",),
        "close": ("resident_word", "satisfaction"),
        "return": ("note",),
    }
    return dict(zip(names.get(action, ()), said, strict=True))
