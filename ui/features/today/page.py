"""工作台: one page that answers what must be done now. Every line opens its record, every figure its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtGui import QShortcut as QtShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.clock import MINUTE
from app.core.phrasing import WEEKDAYS
from app.core.text import T, Text
from app.features.exchange.rules import say_state
from app.features.today.service import Overview
from ui.features.today.shift import ShiftLine
from ui.features.today.worklist import WorkList
from ui.i18n.language import bind_text
from ui.theme.icons import icon
from ui.theme.metrics import FIELD, GRID, margins
from ui.theme.tokens import Tone
from ui.widgets.actions import Action, Shortcut
from ui.widgets.basic import Card, button, column, label, row, show_if
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.figures import Figure
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from app.sync.reports import Status
    from ui.bridge.desk import Desk, Target

KINDS = (
    "ticket",
    "promise",
    "complaint",
    "plan_task",
    "handover",
    "duty",
    "training_session",
    "setting_value",
    "staff",
    "house",
)
LINES = 8
_TONES = {"soon": "amber", "late": "red"}
_WIDE, _NARROW = (112, 104, 72), (92, 78, 0)


@dataclass(frozen=True)
class _Section:
    """One list of the page.

    Attributes:
        key: Name of the list in an ``Overview``.
        title: Its heading.
        count: Which of the counts stands beside the heading.
        filters: What the ticket list is narrowed by to show all of it; None where it has no such filter.
        wide: Whether it stands in the wide column.
    """

    key: str
    title: Text
    count: str
    filters: Callable[[Overview], Mapping[str, Any]] | None
    wide: bool = False


_SECTIONS = (
    _Section("late", T("today", "Past due"), "late", lambda seen: {"due": (None, seen.now)}, wide=True),
    _Section("coming", T("today", "Due next"), "", None, wide=True),
    _Section("complaints", T("today", "Open complaints"), "complaints", None, wide=True),
    _Section("promises", T("today", "Promises due today"), "promises", None),
    _Section("dispatch", T("today", "Waiting to be dispatched"), "new", lambda _: {"state": ("new",)}),
    _Section("callback", T("today", "To call back"), "callback", lambda _: {"state": ("callback",)}),
    _Section("check", T("today", "Finished, to be checked"), "check", lambda _: {"state": ("check",)}),
    _Section("others", T("today", "Due today in the other books"), "others", None),
    _Section("held", T("today", "Longest on hold"), "held", lambda _: {"state": ("held",)}),
)


class TodayPage(QWidget):
    """What must be done now.

    Args:
        desk: The desk.

    Signals:
        waiting: How much is late (or due soon), and in which tone, for the rail.
    """

    KEY = "today"
    TITLE = T("shell", "Today")
    ICON = "today"
    GROUP = 0
    KINDS = ()
    PERMISSION = ("ticket", "view")

    waiting = Signal(int, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen: Overview | None = None
        self._day = label("", "muted")
        self._exchange = button("", "quiet", on=lambda: desk.go("exchange"))
        self._exchange.hide()
        desk.standing.changed.connect(self._say_exchange)
        self._say_exchange(desk.standing.status)
        self._mine = Chip(T("today", "Only mine"), checkable=True)
        self._mine.setToolTip(str(T("today", "Tickets I took in or have, and promises I gave")))
        self._mine.toggled.connect(lambda _on: self.reload())
        self.shift = ShiftLine(desk)
        self._figures = {key: self._figure(key) for key in _FIGURES}
        self._lists: dict[str, WorkList] = {}
        self._cards: dict[str, Card] = {}
        self._build()
        self._timer = QTimer(self, interval=MINUTE)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        desk.feed.listen(self, KINDS, lambda _changes: self.reload())
        QtShortcut(QKeySequence("F5"), self, self.reload, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.reload()

    # --- the window's contract ------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Show the page; there is nothing to choose."""
        self._enter()

    def leave(self, then: Callable[[], None]) -> None:
        """Nothing can be lost here."""
        then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this page."""
        return [
            Shortcut("Down", T("today", "Next line, on to the next list")),
            Shortcut("Return", T("today", "Open the ticket")),
            Shortcut("F5", T("today", "Refresh")),
        ]

    def title_text(self) -> str:
        """Return the page's title."""
        return str(self.TITLE)

    # --- showing --------------------------------------------------------------------------------------------------

    @property
    def seen(self) -> Overview | None:
        """What the page shows; None before the first reading."""
        return self._seen

    def reload(self) -> None:
        """Read again what must be done."""
        desk, mine = self._desk, self._mine.isChecked()
        desk.jobs.run(
            lambda: desk.context.today.overview(desk.actor, mine=mine, lines=LINES), done=self._show, owner=self
        )
        self.shift.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when looked at again."""
        super().showEvent(event)
        if self._seen is not None and self._desk.context.clock.now() - self._seen.now >= MINUTE:
            self.reload()

    def _tick(self) -> None:
        if self.isVisible():
            self.reload()

    def _show(self, seen: Overview) -> None:
        self._seen = seen
        soon_ms = self._desk.context.settings.number("tickets.soon_minutes") * MINUTE
        for section in _SECTIONS:
            lines = getattr(seen, section.key)
            listed = self._lists[section.key]
            listed.soon_ms = soon_ms
            listed.set_lines(lines)
            card = self._cards[section.key]
            card.setVisible(bool(lines))
            if card.heading is not None and section.count:
                card.heading.set_count(seen.counts[section.count])
        for key, (tone, detail) in _looks(seen).items():
            self._figures[key].set_value(f"{seen.counts[key]:,}", tone, detail)
        self._say_day(seen)
        self._stack(seen)
        late, soon = seen.counts["late"] + seen.counts["broken"], seen.counts["soon"]
        self.waiting.emit(late or soon, "late" if late else "soon")

    def _say_day(self, seen: Overview) -> None:
        local = self._desk.context.zone.local(seen.now)
        words = T("today", "{month}-{day} {weekday} · {open} open · taken in today {taken}, ended {ended}").with_(
            month=local.month, day=local.day, weekday=WEEKDAYS[local.weekday()], open=f"{seen.counts['open']:,}",
            taken=f"{seen.taken:,}", ended=f"{seen.ended:,}",
        )  # fmt: skip
        bind_text(self._day.setText, words)

    def _say_exchange(self, status: Status) -> None:
        """Say how the exchange stands where something waits or hinders it; all is well in silence."""
        said = say_state(status)
        bind_text(self._exchange.setText, said.text)
        bind_text(self._exchange.setToolTip, said.detail)
        self._exchange.setIcon(icon(said.icon, _TONES.get(said.tone, "text-muted")))
        show_if(self._exchange, said.tone in _TONES and self._desk.may("exchange", "view"))

    def _stack(self, seen: Overview) -> None:
        right = any(getattr(seen, section.key) for section in _SECTIONS if not section.wide)
        left = any(getattr(seen, section.key) for section in _SECTIONS if section.wide)
        self._wide.setVisible(left)
        self._narrow.setVisible(right)
        self._nothing.setVisible(not left and not right)

    def _enter(self) -> None:
        filled = [listed for listed in self._lists.values() if listed.count()]
        if filled:
            filled[0].enter()

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(self._day, self._exchange, None, self._mine)
        if self._desk.may("ticket", "create"):
            new = button(T("today", "New ticket"), "primary", "add", on=lambda: self._desk.go("ticket", new=True))
            head.addWidget(new)
        figures = QGridLayout()
        figures.setHorizontalSpacing(GRID)
        for place, figure in enumerate(self._figures.values()):
            figures.addWidget(figure, 0, place)
            figures.setColumnStretch(place, 1)
        self._wide, self._narrow = QWidget(), QWidget()
        for side, wide in ((self._wide, True), (self._narrow, False)):
            cards = [self._card(section) for section in _SECTIONS if section.wide == wide]
            side.setLayout(column(*cards, None, gap=GRID + 4))
        self._nothing = EmptyState(
            "done",
            T("today", "Nothing is waiting"),
            T(
                "today",
                "Tickets that are late or fall due, promises and callbacks stand here as soon as there are any.",
            ),
            Action("new", T("today", "New ticket"), lambda: self._desk.go("ticket", new=True), "add")
            if self._desk.may("ticket", "create")
            else None,
        )
        self._nothing.hide()
        sides = row(self._wide, self._narrow, gap=GRID + 4)
        sides.setStretch(0, 3)
        sides.setStretch(1, 2)
        inner = QWidget()
        inner.setLayout(column(head, self.shift, figures, sides, self._nothing, None, gap=GRID + 4, margin=2 * GRID))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(MessageBar(self._desk.voice))
        layout.addWidget(area, 1)
        self._chain(list(self._lists.values()))

    def _figure(self, key: str) -> Figure:
        figure = Figure(_FIGURES[key])
        figure.setObjectName(key)
        figure.opened.connect(lambda: self._open_figure(key))
        return figure

    def _card(self, section: _Section) -> Card:
        card = Card(section.title)
        margins(card.body, 0)
        margins(card.layout(), 0, 6, 0, 4)  # pyright: ignore[reportArgumentType] - a card has a layout
        assert card.heading is not None
        card.heading.setContentsMargins(12, 0, 4, 0)
        card.heading.setFixedHeight(FIELD)
        if section.filters is not None:
            more = button(T("today", "Show all"), "quiet", on=lambda: self._open_section(section))
            more.setObjectName(f"all-{section.key}")
            card.heading.tools.addWidget(more)
        listed = WorkList(self._desk.display, _WIDE if section.wide else _NARROW)
        listed.setObjectName(section.key)
        bind_text(listed.setAccessibleName, section.title)
        listed.opened.connect(self._desk.go)
        card.body.addWidget(listed)
        card.hide()
        self._lists[section.key], self._cards[section.key] = listed, card
        return card

    def _chain(self, lists: Sequence[WorkList]) -> None:
        for place, listed in enumerate(lists):
            listed.left_down.connect(lambda at=place: self._on(lists[at + 1 :], last=False))
            listed.left_up.connect(lambda at=place: self._on(lists[:at][::-1], last=True))

    @staticmethod
    def _on(lists: Sequence[WorkList], last: bool) -> None:
        filled = [listed for listed in lists if listed.count()]
        if filled:
            filled[0].enter(last=last)

    # --- opening --------------------------------------------------------------------------------------------------

    def _open_section(self, section: _Section) -> None:
        if section.filters is not None and self._seen is not None:
            self._desk.go("tickets", **section.filters(self._seen))

    def _open_figure(self, key: str) -> None:
        if self._seen is None:
            return
        if key in ("late", "soon"):
            soon = self._desk.context.settings.number("tickets.soon_minutes") * MINUTE
            now = self._seen.now
            self._desk.go("tickets", due=(now, now + soon) if key == "soon" else (None, now))
        elif key == "promises":
            self._on([self._lists["promises"]], last=False)
        else:
            self._desk.go("tickets", state=(key,))


_FIGURES: Mapping[str, Text] = {
    "late": T("today", "Late"),
    "soon": T("today", "Due soon"),
    "new": T("today", "To dispatch"),
    "promises": T("today", "Promises"),
    "callback": T("today", "To call back"),
    "check": T("today", "To check"),
    "held": T("today", "On hold"),
}


def _looks(seen: Overview) -> dict[str, tuple[Tone, Text]]:
    """Return tone and small line of each figure: colour only where something must be done."""
    counts = seen.counts
    none = T("today", "none")
    waiting = T("today", "waiting")
    return {
        "late": ("late", T("today", "act now")) if counts["late"] else ("muted", none),
        "soon": ("soon", T("today", "act next")) if counts["soon"] else ("muted", none),
        "new": _two(counts["new"], counts["dispatch"], T("today", "{n} too long").with_(n=counts["dispatch"]), waiting),
        "promises": _two(
            counts["promises"],
            counts["broken"],
            T("today", "{n} past due").with_(n=counts["broken"]),
            T("today", "due today"),
        ),
        "callback": ("plain", waiting) if counts["callback"] else ("muted", none),
        "check": ("plain", waiting) if counts["check"] else ("muted", none),
        "held": ("plain", T("today", "clock stands still")) if counts["held"] else ("muted", none),
    }


def _two(count: int, bad: int, words: Text, otherwise: Text) -> tuple[Tone, Text]:
    if not count:
        return "muted", T("today", "none")
    return ("late", words) if bad else ("plain", otherwise)
