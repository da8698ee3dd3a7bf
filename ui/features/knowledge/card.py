"""A scenario card, typeset: what keeps people safe, what to say, what to do, and the flow of it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.text import T
from app.features.office.rules import flow_of
from app.features.office.service import FIELDS, LISTS, ScenarioCard, fill_script
from ui.features.knowledge.flowchart import FlowChart
from ui.features.knowledge.parts import Block, FieldTable, Lines, RedBox, Speech
from ui.features.knowledge.prose import Prose
from ui.i18n.language import AnyText
from ui.tables.display import Display
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, hairline, label, row, tool
from ui.widgets.chips import Badge, Tag
from ui.widgets.flow import FlowLayout
from ui.widgets.story import Story, StoryLike

SIX = ("applies", "who", "what", "quality", "finish_by", "record")
"""The six fields every card has, in the order of the office's standard."""

WIDE = 840
"""From this width on the card stands in two columns."""
_READING = 1180
"""Lines longer than this are hard to follow: the card grows no wider."""

Verb = Literal["edit", "print", "retire", "restore"]


@dataclass(frozen=True)
class CardLook:
    """What a card shows besides its own texts.

    Attributes:
        card: The card.
        group: Title of its group.
        type: Title of the ticket type it proposes.
        category: Title of the category.
        department: Title of the department.
        review: The review date as people say it; empty for none.
        overdue: Whether the review date has passed.
        known: Script variables that are known without a ticket.
        verbs: What this reader may do with the card.
        story: Who changed what, oldest first.
    """

    card: ScenarioCard
    group: str
    type: AnyText
    category: str
    department: str
    review: str
    overdue: bool
    known: Mapping[str, str]
    verbs: frozenset[str]
    story: Sequence[StoryLike] = ()


class CardView(QScrollArea):
    """Shows one card.

    Args:
        act: Called with a verb when its button is pressed.
        said: Called with the words that were put on the clipboard.
        display: Shows moments.
    """

    def __init__(
        self,
        act: Callable[[Verb], object],
        said: Callable[[str], object],
        display: Display,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._act, self._said, self._display = act, said, display
        self._look: CardLook | None = None
        self._wide: bool | None = None
        self._story: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(440)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def look(self) -> CardLook | None:
        """The card shown."""
        return self._look

    def set_card(self, look: CardLook) -> None:
        """Show another card, or the same after a change, which stays where it was scrolled to."""
        same = self._look is not None and self._look.card.code == look.card.code
        position = self.verticalScrollBar().value() if same else 0
        self._look = look
        self._build()
        self.verticalScrollBar().setValue(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, as there is room."""
        super().resizeEvent(event)
        if self._look is not None and self._wide != (self.viewport().width() >= WIDE):
            self._build()

    def show_story(self) -> None:
        """Scroll to who changed what."""
        if self._story is not None:
            self.ensureWidgetVisible(self._story)

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self._look
        if look is None:
            return
        self._wide = self.viewport().width() >= WIDE
        body = QWidget()
        body.setMaximumWidth(_READING)
        outer = QVBoxLayout(body)
        margins(outer, 3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addLayout(self._head(look))
        card = look.card
        if card.safety:
            outer.addWidget(RedBox(FIELDS["safety"], card.safety))
        main, beside, flow = _main(card), _beside(card), _flow(card)
        if self._wide:
            outer.addLayout(_columns([*main, *flow], [*self._speech(look), *beside]))
        else:
            for part in (*self._speech(look), *main, *beside, *flow):
                outer.addWidget(part)
        self._story = Block(T("knowledge", "Changes"), Story(look.story, self._display)) if look.story else None
        if self._story is not None:
            outer.addWidget(self._story)
        outer.addStretch(1)
        holder = QWidget()
        centred = QHBoxLayout(holder)
        margins(centred, 0)
        centred.addWidget(body, 1)
        centred.addStretch(0)
        self.setWidget(holder)

    def _head(self, look: CardLook) -> QVBoxLayout:
        title = label(look.card.title, "title")
        title.setWordWrap(True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout()
        layout.setSpacing(GRID)
        layout.addWidget(label(look.group, "muted"))
        top = row(title, *self._verbs(look))
        top.setStretch(0, 1)
        layout.addLayout(top)
        chips = QWidget()
        flow = FlowLayout(chips, GRID)
        for part in self._chips(look):
            flow.addWidget(part)
        layout.addWidget(chips)
        layout.addWidget(hairline())
        return layout

    def _chips(self, look: CardLook) -> list[QWidget]:
        card = look.card
        words = [word for word in (look.type, look.category, look.department) if str(word)]
        parts: list[QWidget] = [Badge(card.level), *(Tag(word) for word in words)]
        parts.append(label(T("knowledge", "Version {n}").with_(n=card.version), "muted"))
        if look.overdue:
            parts.append(Tag(T("knowledge", "Review overdue since {day}").with_(day=look.review), "late"))
        elif look.review:
            parts.append(label(T("knowledge", "Review by {day}").with_(day=look.review), "muted"))
        if not card.active:
            parts.append(Tag(T("knowledge", "Out of use"), "soon"))
        return parts

    def _verbs(self, look: CardLook) -> list[QWidget]:
        made: list[QWidget] = []
        if "print" in look.verbs:
            made.append(tool("print", T("knowledge", "Print the card"), lambda: self._act("print")))
        made.append(tool("history", T("knowledge", "Changes"), self.show_story))
        if "retire" in look.verbs:
            made.append(tool("pause", T("knowledge", "Take out of use"), lambda: self._act("retire")))
        if "restore" in look.verbs:
            made.append(button(T("knowledge", "Put back into use"), icon="undo", on=lambda: self._act("restore")))
        if "edit" in look.verbs:
            made.append(button(T("knowledge", "Edit"), icon="edit", on=lambda: self._act("edit")))
        return made

    def _speech(self, look: CardLook) -> list[QWidget]:
        halves = {"empathy": look.card.empathy, "solution": look.card.solution}
        return [
            Speech(FIELDS[key], text, lambda text=text: self._copy(text, look.known))
            for key, text in halves.items()
            if text
        ]

    def copy_half(self, key: Literal["empathy", "solution"]) -> None:
        """Put half the script on the clipboard."""
        if self._look is not None and getattr(self._look.card, key):
            self._copy(getattr(self._look.card, key), self._look.known)

    def _copy(self, text: str, known: Mapping[str, str]) -> None:
        words = fill_script(text, known).text
        QGuiApplication.clipboard().setText(words)
        self._said(words)


def _main(card: ScenarioCard) -> list[QWidget]:
    fields: list[tuple[AnyText, QWidget]] = []
    for key in SIX:
        value = getattr(card, key)
        if value:
            listed = Lines(value, "" if key == "what" else "note") if key in LISTS else Prose(value)
            fields.append((FIELDS[key], listed))
    return [FieldTable(fields)]


def _beside(card: ScenarioCard) -> list[QWidget]:
    blocks = (
        ("ask", _lines(card.ask, "question", "accent")),
        ("never_say", _lines(card.never_say, "close", "red")),
        ("papers", _papers(card)),
        ("checklist", _lines(card.checklist, "check", "green")),
    )
    return [Block(FIELDS[key], body) for key, body in blocks if body is not None]


def _papers(card: ScenarioCard) -> QWidget | None:
    if not card.papers and not card.papers_note:
        return None
    body = QWidget()
    layout = QVBoxLayout(body)
    margins(layout, 0)
    layout.setSpacing(4)
    if card.papers:
        layout.addWidget(Lines(card.papers, "file"))
    if card.papers_note:
        layout.addWidget(Prose(card.papers_note, "text-muted"))
    return body


def _flow(card: ScenarioCard) -> list[QWidget]:
    steps = flow_of(card.flow)
    if not steps:
        return []
    chart = FlowChart()
    chart.set_steps(steps)
    return [Block(FIELDS["flow"], chart)]


def _lines(lines: Sequence[str], sign: str, role: str) -> QWidget | None:
    return Lines(lines, sign, role) if lines else None


def _columns(left: Sequence[QWidget], right: Sequence[QWidget]) -> QHBoxLayout:
    both = QHBoxLayout()
    both.setSpacing(4 * GRID)
    for parts, share in ((left, 11), (right, 9)):
        column = QVBoxLayout()
        column.setSpacing(2 * GRID + 4)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        both.addLayout(column, share)
    return both
