"""Finding a card among a few dozen: every word must occur in its title, what residents say, or its pinyin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from app.features.office.service import ScenarioCard
from app.features.people.rules import pinyin_keys

Found = tuple[ScenarioCard, ...]


class CardFinder:
    """Keeps the search text of each card; made once for each version of the cards.

    Args:
        cards: The cards.
        groups: Group code -> title; a group's name finds its cards.
    """

    def __init__(self, cards: Sequence[ScenarioCard], groups: dict[str, str]) -> None:
        self._cards = tuple(cards)
        self._texts = [_text(card, groups.get(card.group_name, "")) for card in self._cards]

    def find(self, text: str) -> Found:
        """Return the cards a text finds, those whose title has it first; all for an empty text."""
        words = _plain(text).split()
        if not words:
            return self._cards
        hits = [
            (not all(word in head for word in words), place)
            for place, (head, whole) in enumerate(self._texts)
            if all(word in head or word in whole for word in words)
        ]
        return tuple(self._cards[place] for _, place in sorted(hits))


def _text(card: ScenarioCard, group: str) -> tuple[str, str]:
    """Title and pinyin of the title, and everything residents say."""
    head = _plain("\n".join((card.title, pinyin_keys(card.title))))
    parts: Iterable[str] = (group, pinyin_keys(group), *card.keywords, card.applies, *card.what)
    return head, _plain("\n".join(parts))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
