"""The left half of the knowledge page: search box, two switches, and the cards that fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T
from app.features.office.service import ScenarioCard
from ui.features.knowledge.finding import CardFinder
from ui.features.knowledge.index import CardIndex
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import hairline, row
from ui.widgets.chips import Chip
from ui.widgets.search import SearchBox

_SIDE = GRID + 4


class CardBrowser(QWidget):
    """Narrows the cards and walks through them.

    Signals:
        picked: The keyboard is on another card; its code, or the empty text if none fits.
        opened: Enter on a card.
        narrowed: Other cards are shown; how many.
    """

    picked = Signal(str)
    opened = Signal(str)
    narrowed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[ScenarioCard, ...] = ()
        self._groups: dict[str, str] = {}
        self._today = self._wanted = ""
        self._finder = CardFinder((), {})
        self.search = SearchBox(T("knowledge", "Search: two characters or pinyin initials"))
        self.due = Chip(tone="late", checkable=True)
        self.unused = Chip(T("knowledge", "With those out of use"), "accent", checkable=True)
        self.index = CardIndex()
        self.setMinimumWidth(232)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(row(self.search, margin=(_SIDE, _SIDE, _SIDE, GRID)))
        layout.addLayout(row(self.due, self.unused, None, gap=6, margin=(_SIDE, 0, _SIDE, GRID)))
        layout.addWidget(hairline())
        layout.addWidget(self.index, 1)
        self.search.changed.connect(lambda _text: self._fill())
        self.search.submitted.connect(lambda _text: self.index.setFocus())
        self.search.went_down.connect(self.index.setFocus)
        self.due.toggled.connect(lambda _on: self._fill())
        self.unused.toggled.connect(lambda _on: self._fill())
        self.index.picked.connect(self._picked)
        self.index.opened.connect(self.opened)

    def set_cards(self, cards: Sequence[ScenarioCard], groups: Mapping[str, str], today: str) -> int:
        """Take the cards, also those out of use, and return how many of those in use are overdue for review.

        Args:
            cards: The cards, those of a group side by side.
            groups: Group code -> title.
            today: Office day.
        """
        self._cards, self._groups, self._today = tuple(cards), dict(groups), today
        self._finder = CardFinder(self._cards, self._groups)
        overdue = sum(1 for card in self._cards if card.active and self._overdue(card))
        self.due.set_word(T("knowledge", "Review due {n}").format(n=overdue))
        self.due.setVisible(bool(overdue) or self.due.isChecked())
        self.unused.setVisible(any(not card.active for card in self._cards))
        self._fill()
        return overdue

    def show_card(self, code: str) -> None:
        """Put the keyboard on a card, whatever search and switches hide."""
        self._wanted = code
        if not self.index.select(code):
            self.unused.setChecked(any(card.code == code and not card.active for card in self._cards))
            self.show_all()

    def show_all(self) -> None:
        """Forget search and review switch."""
        self.search.set_words("")
        self.due.setChecked(False)
        self._fill()

    def want(self, code: str) -> None:
        """Stay on this card when the cards are read again."""
        self._wanted = code

    def start_search(self) -> None:
        """Put the keyboard into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def current(self) -> ScenarioCard | None:
        """Return the card the keyboard is on."""
        code = self.index.current_code()
        return next((card for card in self._cards if card.code == code), None)

    def codes(self) -> list[str]:
        """Return the codes of the cards shown, in their order."""
        model = self.index.cards
        return [code for row in range(model.rowCount()) if (code := model.code(row))]

    def _fill(self) -> None:
        shown = [card for card in self._finder.find(self.search.text()) if self._fits(card)]
        # The best find decides which group comes first; within a group the better find does.
        groups = {group: place for place, group in enumerate(dict.fromkeys(card.group_name for card in shown))}
        shown.sort(key=lambda card: groups[card.group_name])
        self.index.set_cards(shown, self._groups, self._today, self._wanted or self.index.current_code())
        self.narrowed.emit(len(shown))

    def _fits(self, card: ScenarioCard) -> bool:
        """The card that is being read stays, even when it has just been taken out of use."""
        in_use = card.active or self.unused.isChecked() or card.code == self._wanted
        return in_use and (not self.due.isChecked() or self._overdue(card))

    def _overdue(self, card: ScenarioCard) -> bool:
        return bool(card.review_on) and card.review_on < self._today

    def _picked(self, code: str) -> None:
        self._wanted = code
        self.picked.emit(code)
