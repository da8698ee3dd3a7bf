"""Entries that may be one and the same: found by what they share, looked at side by side, made into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.text import T
from app.features.people.service import FIELDS, Alike, PersonCard
from ui.bridge.voice import Verb
from ui.forms.lookup import LookupBox
from ui.forms.spec import Candidate
from ui.i18n.language import bind_text
from ui.panes.pane import tags
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Card, button, hairline, label, row, tool
from ui.widgets.empty import EmptyState
from ui.widgets.grid import KeyValueGrid
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_IDS = int(Qt.ItemDataRole.UserRole)
_PERHAPS = T("owners", "perhaps: {why}")


class DoublesView(QWidget):
    """Groups of like entries at the left, the entries of one group side by side at the right.

    Args:
        desk: The desk.

    Signals:
        left: The view was left.
        opened: Somebody is to be shown in the list; the id.
    """

    left = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards: tuple[PersonCard, ...] = ()
        self.groups = QListWidget()
        self.groups.setFixedWidth(288)
        self.groups.setWordWrap(True)
        self.groups.setSpacing(3)
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind_text(self.groups.setAccessibleName, T("owners", "Entries alike"))
        self.groups.currentItemChanged.connect(lambda item, _: self._choose(item))
        self._title = label(T("owners", "Entries that may be the same person"), "title")
        self._keep = QButtonGroup(self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.other = LookupBox(self._find, desk.jobs, placeholder=T("owners", "Compare with: name, phone, room"))
        self.other.setFixedWidth(300)
        self.other.picked.connect(self._add)
        self.merge_button = button(T("owners", "Make one entry of them"), "primary", "merge", on=self.merge)
        self._build()

    def show_groups(self) -> None:
        """Look for entries alike and show them."""
        desk = self._desk
        desk.jobs.run(
            lambda: [
                (group, tuple(desk.context.people.card(desk.actor, record) for record in group.ids))
                for group in desk.context.people.duplicates(desk.actor)
            ],
            done=self._list,
            owner=self,
            title=T("owners", "Looking for entries alike"),
        )

    def compare(self, ids: Sequence[str]) -> None:
        """Show some entries side by side; with one, the other is looked for by name, phone or room."""
        desk, wanted = self._desk, tuple(dict.fromkeys(ids))
        self._show_list(False)
        desk.jobs.run(
            lambda: tuple(desk.context.people.card(desk.actor, record) for record in wanted),
            done=self._show,
            owner=self,
        )

    def kept(self) -> str:
        """Return the id of the entry that stays."""
        chosen = self._keep.checkedButton()
        return chosen.objectName() if chosen is not None else ""

    def merge(self) -> None:
        """Ask, and make one entry of those shown."""
        keep = next((card for card in self.cards if card.id == self.kept()), None)
        gone = [card for card in self.cards if keep is not None and card.id != keep.id]
        if keep is None or not gone:
            return
        self._desk.voice.ask(
            T("owners", "Make one entry of {n}?").with_(n=len(self.cards)),
            T(
                "owners",
                "“{name}” stays. Houses, phones, tags, vehicles and tickets of the other entries go over to it, and the"
                " others are deleted. This cannot be undone.",
            ).with_(name=keep.name),
            (
                Verb(T("owners", "Merge"), "merge", "primary"),
                Verb(T("owners", "Leave as they are"), "leave", "cancel"),
            ),
            lambda answer: self._merge(keep, gone) if answer == "merge" else None,
            self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Building

    def _build(self) -> None:
        back = tool("back", T("owners", "Back to the list"), self.left.emit)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(row(back, self._title, None, self.other, margin=(2 * GRID, GRID)))
        layout.addWidget(hairline())
        layout.addWidget(MessageBar(self._desk.voice, self))
        right = QVBoxLayout()
        margins(right, 0)
        right.setSpacing(0)
        right.addWidget(self._area, 1)
        right.addWidget(hairline())
        right.addLayout(row(None, self.merge_button, margin=(2 * GRID, GRID)))
        self._line = hairline(upright=True)
        body = row(self.groups, self._line, gap=0)
        body.addLayout(right, 1)
        layout.addLayout(body, 1)

    # Showing

    def _list(self, found: list[tuple[Alike, tuple[PersonCard, ...]]]) -> None:
        self.groups.clear()
        for group, cards in found:
            why = group.why if group.sure else _PERHAPS.with_(why=group.why)
            names = "、".join(dict.fromkeys(card.name for card in cards))
            item = QListWidgetItem(f"{names}\n{why}")
            item.setToolTip(item.text())
            item.setData(_IDS, group.ids)
            self.groups.addItem(item)
        self._show_list(bool(found))
        if found:
            self.groups.setCurrentRow(0)
            self.groups.setFocus()
        else:
            self._show(())

    def _show_list(self, shown: bool) -> None:
        self.groups.setVisible(shown)
        self._line.setVisible(shown)

    def _choose(self, item: QListWidgetItem | None) -> None:
        desk = self._desk
        if item is not None:
            ids: tuple[str, ...] = tuple(item.data(_IDS))
            desk.jobs.run(
                lambda: tuple(desk.context.people.card(desk.actor, record) for record in ids),
                done=self._show,
                failed=lambda _error: self._show(()),
                owner=self,
            )

    def _show(self, cards: tuple[PersonCard, ...]) -> None:
        self.cards = cards
        self._keep = QButtonGroup(self)
        self.other.setVisible(bool(cards))
        self.merge_button.setVisible(bool(cards))
        self.merge_button.setEnabled(len(cards) > 1 and self._desk.may("person", "delete"))
        if not cards:
            self._area.setWidget(
                EmptyState(
                    "done",
                    T("owners", "No entries alike"),
                    T("owners", "Nobody shares an identity card, or a name and a phone, with somebody else."),
                )
            )
            return
        body = QWidget()
        line = row(margin=2 * GRID, gap=2 * GRID)
        best = max(cards, key=_weight)
        for card in cards:
            line.addWidget(self._card(card, chosen=card is best), 1, Qt.AlignmentFlag.AlignTop)
        if len(cards) == 1:
            hint = label(T("owners", "Choose the other entry above."), "muted")
            line.addWidget(hint, 1, Qt.AlignmentFlag.AlignTop)
            self.other.setFocus()
        body.setLayout(line)
        self._area.setWidget(body)

    def _card(self, card: PersonCard, chosen: bool) -> QWidget:
        frame = Card()
        stays = QRadioButton()
        bind_text(stays.setText, T("owners", "This entry stays"))
        stays.setObjectName(card.id)
        stays.setChecked(chosen)
        self._keep.addButton(stays)
        open_it = tool("forward", T("owners", "Open"), lambda: self.opened.emit(card.id))
        frame.body.addLayout(row(label(card.name, "title"), None, open_it))
        frame.body.addWidget(stays)
        if card.care_flags or card.preferences:
            frame.body.addWidget(
                tags([flag.title for flag in card.care_flags], [preference.title for preference in card.preferences])
            )
        grid = KeyValueGrid()
        grid.set(
            [
                (FIELDS["phones"], "\n".join(f"{phone.masked}  {phone.label}".strip() for phone in card.phones)),
                (
                    FIELDS["houses"],
                    "\n".join(f"{home.label}  {home.relation_title}" for home in card.homes),
                ),
                (FIELDS["id_card"], card.id_card),
                (FIELDS["vehicles"], "\n".join(plate for plate, _ in card.vehicles)),
                (FIELDS["emergency_name"], card.emergency_name),
                (FIELDS["company"], card.company),
                (FIELDS["code"], card.code),
                (FIELDS["note"], card.note),
            ]
        )
        frame.body.addWidget(grid)
        return frame

    # Doing

    def _find(self, text: str) -> list[Candidate]:
        hits = self._desk.context.finder.find(self._desk.actor, text)
        return [Candidate(hit.id, hit.title, hit.subtitle) for hit in hits if hit.kind == "person"]

    def _add(self, candidate: Candidate) -> None:
        self.other.set_candidate(None)
        self.compare([*(card.id for card in self.cards), candidate.key])

    def _merge(self, keep: PersonCard, gone: Sequence[PersonCard]) -> None:
        desk = self._desk

        def work() -> None:
            for card in gone:
                desk.context.people.merge(desk.actor, keep.id, card.id)

        desk.jobs.run(work, done=lambda _none: self._merged(keep), owner=self)

    def _merged(self, keep: PersonCard) -> None:
        self._desk.voice.done(T("owners", "“{name}” is one entry now.").with_(name=keep.name))
        if self.groups.isHidden():
            self.opened.emit(keep.id)
        else:
            self.show_groups()


def _weight(card: PersonCard) -> int:
    """How much an entry says: the fuller one is proposed to stay."""
    said = (card.id_card, card.note, card.code, card.emergency_phone, card.company, card.wechat, card.born_on)
    return sum(map(bool, said)) + len(card.phones) + len(card.homes) + len(card.vehicles) + len(card.care_flags)
