"""A scenario card, typeset: what keeps people safe, what to say, what to do, and the flow of it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.office.rules import fill_script, flow_of
from ui.features.knowledge.flowchart import FlowChart
from ui.features.knowledge.parts import Block, FieldTable, Lines, RedBox, Speech
from ui.features.knowledge.prose import Prose
from ui.i18n.language import AnyText
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, hairline, label, row, tool
from ui.widgets.chips import Badge, Tag
from ui.widgets.flow import FlowLayout

FIELDS: Mapping[str, Text] = {
    "applies": T("knowledge", "When"),
    "who": T("knowledge", "Who"),
    "what": T("knowledge", "What to do"),
    "quality": T("knowledge", "Quality bar"),
    "finish_by": T("knowledge", "Finish by"),
    "record": T("knowledge", "Must record"),
}
"""The six fields every card has, in the order of the office's standard."""

WIDE = 920
"""From this width on the card stands in two columns."""
_READING = 1180
"""Lines longer than this are hard to follow: the card grows no wider."""

Verb = Literal["edit", "print", "retire", "restore", "history"]


@dataclass(frozen=True)
class CardLook:
    """What a card shows besides its own texts.

    Attributes:
        values: Column -> value of the card; lists one entry a line.
        group: Title of its group.
        type: Title of the ticket type it proposes.
        category: Title of the category.
        department: Title of the department.
        review: The review date as people say it; empty for none.
        overdue: Whether the review date has passed.
        known: Script variables that are known without a ticket.
        verbs: What this reader may do with the card.
    """

    values: Mapping[str, object]
    group: str
    type: AnyText
    category: str
    department: str
    review: str
    overdue: bool
    known: Mapping[str, str]
    verbs: frozenset[str]

    def text(self, key: str) -> str:
        """Return a text of the card."""
        return str(self.values.get(key) or "").strip()

    def lines(self, key: str) -> list[str]:
        """Return a list of the card."""
        return [line.strip() for line in self.text(key).splitlines() if line.strip()]


class CardView(QScrollArea):
    """Shows one card.

    Args:
        act: Called with a verb when its button is pressed.
        said: Called with the words that were put on the clipboard.
    """

    def __init__(
        self, act: Callable[[Verb], object], said: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._act, self._said = act, said
        self._look: CardLook | None = None
        self._wide: bool | None = None
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
        same = self._look is not None and self._look.values.get("id") == look.values.get("id")
        position = self.verticalScrollBar().value() if same else 0
        self._look = look
        self._build()
        self.verticalScrollBar().setValue(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, as there is room."""
        super().resizeEvent(event)
        if self._look is not None and self._wide != (self.viewport().width() >= WIDE):
            self._build()

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
        if look.text("safety"):
            outer.addWidget(RedBox(T("knowledge", "Safety first"), look.text("safety")))
        main, beside = self._main(look), self._beside(look)
        flow = self._flow(look)
        if self._wide:
            outer.addLayout(_columns([*main, *flow], [*self._speech(look), *beside]))
        else:
            for part in (*self._speech(look), *main, *beside, *flow):
                outer.addWidget(part)
        outer.addStretch(1)
        holder = QWidget()
        centred = QHBoxLayout(holder)
        margins(centred, 0)
        centred.addWidget(body, 1)
        centred.addStretch(0)
        self.setWidget(holder)

    def _head(self, look: CardLook) -> QVBoxLayout:
        title = label(look.text("title"), "title")
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
        parts: list[QWidget] = [Badge(int(str(look.values.get("level") or 3))), Tag(look.type), Tag(look.category)]
        if look.department:
            parts.append(Tag(look.department))
        parts.append(label(T("knowledge", "Version {n}").with_(n=look.values.get("version") or 1), "muted"))
        if look.overdue:
            parts.append(Tag(T("knowledge", "Review overdue since {day}").with_(day=look.review), "late"))
        elif look.review:
            parts.append(label(T("knowledge", "Review by {day}").with_(day=look.review), "muted"))
        if not look.values.get("active", True):
            parts.append(Tag(T("knowledge", "Retired"), "soon"))
        return parts

    def _verbs(self, look: CardLook) -> list[QWidget]:
        made: list[QWidget] = []
        if "print" in look.verbs:
            made.append(tool("print", T("knowledge", "Print the card"), lambda: self._act("print")))
        made.append(tool("history", T("knowledge", "Changes"), lambda: self._act("history")))
        if "retire" in look.verbs:
            made.append(tool("pause", T("knowledge", "Retire"), lambda: self._act("retire")))
        if "restore" in look.verbs:
            made.append(button(T("knowledge", "Restore"), icon="undo", on=lambda: self._act("restore")))
        if "edit" in look.verbs:
            made.append(button(T("knowledge", "Edit"), icon="edit", on=lambda: self._act("edit")))
        return made

    def _speech(self, look: CardLook) -> list[QWidget]:
        halves = (
            ("empathy", T("knowledge", "First: be with them")),
            ("solution", T("knowledge", "Then: what we will do")),
        )
        return [
            Speech(title, look.text(key), lambda key=key: self._copy(look, key))
            for key, title in halves
            if look.text(key)
        ]

    def _copy(self, look: CardLook, key: str) -> None:
        words = fill_script(look.text(key), look.known).text
        QGuiApplication.clipboard().setText(words)
        self._said(words)

    def _main(self, look: CardLook) -> list[QWidget]:
        makers: Mapping[str, Callable[[], QWidget]] = {
            "what": lambda: Lines(look.lines("what")),
            "record": lambda: Lines(look.lines("record"), "note"),
        }
        return [
            FieldTable(
                [
                    (title, makers[key]() if key in makers else Prose(look.text(key)))
                    for key, title in FIELDS.items()
                    if look.text(key)
                ]
            )
        ]

    def _beside(self, look: CardLook) -> list[QWidget]:
        papers: list[str] = look.lines("papers")
        blocks: Sequence[tuple[Text, QWidget | None]] = (
            (T("knowledge", "Ask"), _lines(look.lines("ask"), "question", "accent")),
            (T("knowledge", "Never say"), _lines(look.lines("never_say"), "close", "red")),
            (T("knowledge", "Papers and things to take"), self._papers(look, papers)),
            (T("knowledge", "Before you close"), _lines(look.lines("checklist"), "check", "green")),
        )
        return [Block(title, body) for title, body in blocks if body is not None]

    def _papers(self, look: CardLook, papers: list[str]) -> QWidget | None:
        note = look.text("papers_note")
        if not papers and not note:
            return None
        body = QWidget()
        layout = QVBoxLayout(body)
        margins(layout, 0)
        layout.setSpacing(4)
        if papers:
            layout.addWidget(Lines(papers, "file"))
        if note:
            layout.addWidget(Prose(note, "text-muted"))
        return body

    def _flow(self, look: CardLook) -> list[QWidget]:
        steps = flow_of(look.lines("flow"))
        if not steps:
            return []
        chart = FlowChart()
        chart.set_steps(steps)
        return [Block(T("knowledge", "Flow"), chart)]


def _lines(lines: list[str], sign: str, role: str) -> QWidget | None:
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
