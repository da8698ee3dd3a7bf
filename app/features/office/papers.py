"""What leaves the desk of the knowledge module: scenario cards as sheets of paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.core.clock import Clock, OfficeZone
from app.core.text import Text
from app.documents.fonts import Fonts
from app.features.ledgers.service import printed_by
from app.features.office.categories import Categories
from app.features.office.report import CardTitles, scenario_sheet
from app.features.office.scenarios import ScenarioCard, Scenarios
from app.features.office.words import Dictionaries
from app.features.staff.rules import Actor
from app.settings.settings import Settings

Progress = Callable[[int, int], bool]


class CardPapers:
    """Writes scenario cards to PDF.

    Args:
        scenarios: Where the cards come from.
        dictionaries: Names groups and departments.
        categories: Names categories.
        settings: Names the office.
        fonts: Typefaces.
        clock: The moment of printing.
        zone: The office's time zone.
        types: What the ticket types a card may set are called.
        levels: What the levels are called.
    """

    def __init__(
        self,
        scenarios: Scenarios,
        dictionaries: Dictionaries,
        categories: Categories,
        settings: Settings,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
        types: Mapping[str, Text],
        levels: Mapping[str, Text],
    ) -> None:
        self._scenarios = scenarios
        self._dictionaries = dictionaries
        self._categories = categories
        self._settings = settings
        self._fonts = fonts
        self._clock = clock
        self._zone = zone
        self._types = types
        self._levels = levels

    def write(self, actor: Actor, codes: Sequence[str], path: Path, progress: Progress | None = None) -> frozenset[str]:
        """Write cards, one or many, into one PDF; a card takes one sheet where one sheet serves.

        Args:
            actor: Who prints.
            codes: The cards, in order.
            path: The PDF.
            progress: Called with sheets done and in all; returning False cancels.

        Returns:
            Characters that no typeface has.

        Raises:
            NotAllowed: The person may not see the cards.
            NotFound: A card does not exist.
            EnvironmentFault: The file cannot be written.
        """
        from app.documents.pdf import write_pdf

        office = self._settings.text("office.name")
        printed = printed_by(actor, self._clock, self._zone)
        cards = [self._scenarios.card(actor, code) for code in codes]
        sheets = [scenario_sheet(card, self.titles(card), office, printed) for card in cards]
        return frozenset(write_pdf(sheets, path, self._fonts, progress).missing)

    def titles(self, card: ScenarioCard) -> CardTitles:
        """Return what the codes of a card are called."""
        return CardTitles(
            group=self._dictionaries.title("scenario_group", card.group_name),
            type=self._types.get(card.type, card.type),
            level=self._levels.get(str(card.level), str(card.level)),
            category=self._categories.path(card.category) if card.category else "",
            department=self._dictionaries.title("department", card.department) if card.department else "",
        )
