"""What the intake is told while the receptionist types: a proposal, tickets that may be the same, due times, a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.features.staff.rules import Actor
from app.features.tickets.clocks import Due
from app.features.tickets.intake import Near
from app.features.tickets.proposer import CategoryHint, Proposal, ScenarioHint, propose
from app.features.tickets.service import TicketService
from app.store.database import Row
from app.store.store import Store

KEEPS = frozenset({"scenario", "category"})
"""Record kinds whose change makes the proposals anew."""


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


class Advisor:
    """Reads scenario cards and categories once and proposes from them.

    Args:
        store: The office's database.
        tickets: For near tickets and due times.
    """

    def __init__(self, store: Store, tickets: TicketService) -> None:
        self._store = store
        self._tickets = tickets
        self._hints: tuple[tuple[ScenarioHint, ...], tuple[CategoryHint, ...]] | None = None
        store.feed.subscribe(lambda changes: self._forget() if changes.touches(*KEEPS) else None)

    def propose(self, description: str) -> Proposal:
        """Return what a description suggests."""
        if self._hints is None:
            self._hints = self._read()
        return propose(description, *self._hints)

    def advise(self, actor: Actor, values: Mapping[str, Any], exclude: str = "") -> Advice:
        """Return everything the intake shows for what the form holds so far.

        Args:
            actor: Who takes the ticket.
            values: Fields of the form; those the person has not chosen may be missing.
            exclude: The ticket being edited.
        """
        proposal = self.propose(str(values.get("description") or ""))
        meant = {
            "type": proposal.type,
            "category": proposal.category,
            "level": proposal.level or 3,
            **{key: value for key, value in values.items() if value},
        }
        near = self._tickets.near(actor, values, exclude)
        return Advice(proposal, tuple(near), self._tickets.due_preview(meant))

    def _forget(self) -> None:
        self._hints = None

    def _read(self) -> tuple[tuple[ScenarioHint, ...], tuple[CategoryHint, ...]]:
        scenarios = self._store.rows(
            "SELECT code, title, keywords, type, category, level, department FROM scenario WHERE active = 1 ORDER BY code"
        )
        categories = self._store.rows(
            "SELECT id, title, keywords, type, level, department FROM category"
            " WHERE active = 1 AND parent <> '' ORDER BY id"
        )
        return tuple(map(_scenario, scenarios)), tuple(map(_category, categories))


def _scenario(row: Row) -> ScenarioHint:
    code, title, keywords, type_, category, level, department = row
    return ScenarioHint(code, title, tuple(keywords.splitlines()), type_, category, level, department)


def _category(row: Row) -> CategoryHint:
    code, title, keywords, type_, level, department = row
    return CategoryHint(code, title, tuple(keywords.splitlines()), type_, level, department)
