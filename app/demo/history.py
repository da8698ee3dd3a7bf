"""A year of tickets lived at once: the ticket's own moves write its columns, and the rows go in in bulk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.context import AppContext
from app.demo.chance import Chance
from app.demo.lives import Life, Step
from app.features.tickets import clocks, rules
from app.features.tickets.intake import DRAFT_FIELDS, Draft, draft_of
from app.features.tickets.moves import columns_of_move
from app.features.tickets.numbering import NumberSeries
from app.features.tickets.records import Promise, Ticket, TicketEvent
from app.store.work import Work

NOTES = frozenset({"print", "message", "note"})


def live_through(
    context: AppContext,
    work: Work,
    chance: Chance,
    lives: Sequence[Life],
    end: int,
    progress: Callable[[int, int], object],
) -> None:
    """Write tickets, events and promises of lives as they are at a moment.

    Args:
        context: The office.
        work: The open unit of work.
        chance: Makes the ids.
        lives: By the moment they begin.
        end: Nothing later is lived, UTC milliseconds.
        progress: Told the lives lived and all of them.
    """
    books = _Books(context, work, chance, end)
    for done, life in enumerate(lives):
        if done % 500 == 0:
            progress(done, len(lives))
        books.live(life)
    work.insert_many(books.tickets)
    work.insert_many(books.events)
    work.insert_many(books.promises)


class _Books:
    def __init__(self, context: AppContext, work: Work, chance: Chance, end: int) -> None:
        self.tickets: list[Ticket] = []
        self.events: list[TicketEvent] = []
        self.promises: list[Promise] = []
        self._context, self._database, self._chance, self._end = context, work.database, chance, end
        # A second unit of work that only carries each step's moment to the rules; nothing is written by it.
        self._then = Work(work.database, context.clock, "")
        self._calendar = clocks.PlainHours()
        self._series: dict[date, NumberSeries] = {}

    def live(self, life: Life) -> None:
        draft = draft_of(life.draft, life.at)
        columns: dict[str, Any] = {**asdict(draft), **self._due(draft, life.at)}
        columns["reported_at"] = draft.reported_at or life.at
        ticket = Ticket(
            **columns,
            id=self._chance.id(life.at),
            created_at=life.at,
            created_by=life.by,
            updated_at=life.at,
            number=self._number(life.at),
            entered_at=life.at,
            state="new",
        )
        self._event(ticket, Step(life.at, "take", life.by), "", "new")
        owed: Promise | None = None
        before_hold = "new"
        for step in life.steps:
            if step.at >= self._end:
                break
            if step.action == "promise":
                owed = self._promise(ticket, step)
                self._event(ticket, step, ticket.state, ticket.state, note=owed.text)
            elif step.action == "kept":
                if owed is not None:
                    self._event(ticket, step, ticket.state, ticket.state, note=owed.text)
                    owed = replace(owed, kept_at=step.at, updated_at=step.at)
            elif step.action in NOTES:
                note = str(step.values.get("note", ""))
                self._event(ticket, step, ticket.state, ticket.state, note=note)
            else:
                if step.action == "hold":
                    before_hold = ticket.state
                ticket = self._move(ticket, step, before_hold)
        self.tickets.append(ticket)
        if owed is not None:
            self.promises.append(owed)

    def _move(self, ticket: Ticket, step: Step, before_hold: str) -> Ticket:
        values: dict[str, Any] = {"note": "", **step.values}
        move = rules.move_of(step.action)
        rules.check_move(move, ticket.state, {**vars(ticket), **values})
        self._then.now = step.at
        columns, target = columns_of_move(self._then, ticket, move, step.values, self._calendar, before_hold)
        if step.action == "reopen":
            columns |= self._due(Draft(**{key: getattr(ticket, key) for key in DRAFT_FIELDS}), step.at)
        self._event(ticket, step, ticket.state, columns["state"], target, rules.note_of(move, values))
        return replace(ticket, updated_at=step.at, **columns)

    def _due(self, draft: Draft, start: int) -> Mapping[str, Any]:
        return clocks.due_times(
            self._context.settings,
            self._calendar,
            type_=draft.type,
            level=draft.level,
            channel=draft.channel,
            category=draft.category,
            start=start,
        ).columns()

    def _number(self, at: int) -> str:
        day = self._context.zone.day(at)
        if day not in self._series:
            self._series[day] = self._context.tickets.numbering.series(self._database, at)
        return self._series[day].next()

    def _promise(self, ticket: Ticket, step: Step) -> Promise:
        return Promise(
            id=self._chance.id(step.at),
            created_at=step.at,
            created_by=step.by,
            updated_at=step.at,
            ticket_id=ticket.id,
            text=step.values["text"],
            staff_id=step.by,
            due_at=step.values["due_at"],
        )

    def _event(
        self, ticket: Ticket, step: Step, from_state: str, to_state: str, target: str = "", note: str = ""
    ) -> None:
        self.events.append(
            TicketEvent(
                id=self._chance.id(step.at),
                created_at=step.at,
                created_by=step.by,
                updated_at=step.at,
                ticket_id=ticket.id,
                at=step.at,
                action=step.action,
                from_state=from_state,
                to_state=to_state,
                target=target,
                note=note,
            )
        )
