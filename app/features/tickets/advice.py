"""What the intake is told while the receptionist types: a proposal, tickets that may be the same, due times, a card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.features.office.service import Categories, Scenarios
from app.features.staff.rules import Actor
from app.features.tickets.intake import Advice
from app.features.tickets.proposer import CategoryHint, Proposal, ScenarioHint, propose
from app.features.tickets.service import TicketService


class Advisor:
    """Proposes from the scenario cards and categories in use.

    Args:
        scenarios: The scenario cards.
        categories: The category tree.
        tickets: For near tickets and due times.
    """

    def __init__(self, scenarios: Scenarios, categories: Categories, tickets: TicketService) -> None:
        self._scenarios = scenarios
        self._categories = categories
        self._tickets = tickets

    def propose(self, description: str) -> Proposal:
        """Return what a description suggests."""
        return propose(description, *self._read())

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

    def _read(self) -> tuple[tuple[ScenarioHint, ...], tuple[CategoryHint, ...]]:
        scenarios = tuple(
            ScenarioHint(hint.code, hint.title, hint.keywords, hint.type, hint.category, hint.level, hint.department)
            for hint in self._scenarios.hints()
        )
        categories = tuple(
            CategoryHint(hint.code, hint.title, hint.keywords, hint.type, hint.level, hint.department)
            for hint in self._categories.hints()
        )
        return scenarios, categories
