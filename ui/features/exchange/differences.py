"""冲突: fields that two desks wrote without knowing of each other, and how somebody settles them."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid, NotFound
from app.core.text import T, Text
from app.features.exchange.rules import beside, together
from app.features.exchange.service import ConflictRow, Settled, VersionRow
from ui.features.exchange.own import OwnValue
from ui.features.exchange.words import author
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.theme.current import theme
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import button, column, label, row, set_kind, show_if
from ui.widgets.chips import Tag
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_MOST = 9
_KEEP, _TAKE = T("exchange", "Keep this"), T("exchange", "Use this one")


class DifferencesView(QStackedWidget):
    """The list of differences and what one of them is about.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[ConflictRow] = ()
        display = desk.display
        columns: list[Cells[ConflictRow]] = [
            Cells(T("exchange", "Record"), lambda it: f"{it.kind} {it.record}", 0),
            Cells(T("exchange", "Field"), lambda it: it.title, 150),
            Cells(T("exchange", "Written"), lambda it: display.moment(_newest(it)), 110),
        ]
        self.view = RowsView(RowsModel(columns, lambda it: it.key, self), T("exchange", "Differences between desks"))
        self.pane = DifferencePane(desk, self._settled)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)  # what tells records apart stands first
        self.view.picked.connect(lambda _key: self.pane.show_row(self.view.current))
        self.view.opened.connect(lambda _key: self.pane.enter())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.pane)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.view)
        both.addWidget(area)
        both.setSizes([460, 560])
        self.view.setMinimumWidth(300)
        area.setMinimumWidth(360)
        self.addWidget(
            EmptyState(
                "done",
                T("exchange", "All desks agree"),
                T(
                    "exchange",
                    "When two desks change the same field without knowing of each other, both values are kept and"
                    " stand here until somebody chooses. There are none.",
                ),
            )
        )
        self.addWidget(both)
        for number in range(1, _MOST + 1):
            self._key(str(number), lambda place=number - 1: self.pane.choose(place))
        self._key("E", self.pane.own)
        self._key("O", self.pane.open_record)

    def show_rows(self, rows: Sequence[ConflictRow]) -> None:
        """Show the differences there are; one that is being typed at stays as it is."""
        self._rows = rows
        self.setCurrentIndex(1 if rows else 0)
        self.view.show_rows(rows)
        self.pane.renew(self.view.current)

    def enter(self) -> None:
        """Take the keyboard."""
        (self.view if self._rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def shortcuts() -> list[Shortcut]:
        """Return the keys of this view."""
        return [
            Shortcut("1", T("exchange", "Let the first value stand, 2 the second and so on")),
            Shortcut("E", T("exchange", "Type another value")),
            Shortcut("O", T("exchange", "Open the record")),
        ]

    def _key(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(run)

    def _settled(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)


class DifferencePane(QWidget):
    """One difference: who wrote what, and what shall stand.

    Args:
        desk: The desk.
        settled: Called once it has been settled.
    """

    def __init__(self, desk: Desk, settled: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._settled = desk, settled
        self._row: ConflictRow | None = None
        self._own: OwnValue | None = None
        self._body: QWidget | None = None
        self._layout = QVBoxLayout(self)
        margins(self._layout, 2 * GRID, GRID + 4)

    def show_row(self, shown: ConflictRow | None) -> None:
        """Show another difference, or none."""
        self._row, self._own = shown, None
        body = QWidget()
        if shown is not None:
            body.setLayout(column(*self._parts(shown), None, gap=GRID + 2))
        old, self._body = self._body, body
        if old is not None:
            old.hide()
            old.deleteLater()
        self._layout.addWidget(body)

    def renew(self, shown: ConflictRow | None) -> None:
        """Show the same difference as it is now, unless somebody is typing at it."""
        same = shown is not None and self._row is not None and shown.key == self._row.key
        if shown == self._row or (same and self._own is not None):
            return
        self.show_row(shown)

    def enter(self) -> None:
        """Put the keyboard on the first button."""
        first = self.findChild(QWidget, "choose-0") or self.findChild(QWidget, "keep")
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # --- doing ----------------------------------------------------------------------------------------------------

    def choose(self, place: int) -> None:
        """Let a version stand; for a deletion the first answer keeps the record, the second deletes it."""
        shown = self._row
        if shown is None or not shown.may:
            return
        if shown.deletion:
            if place < 2:
                self._decide(shown, keep=place == 0)
        elif place < len(shown.versions):
            self._settle(shown, choice=shown.versions[place].key)

    def own(self, begin: Any = None) -> None:
        """Begin to type another value."""
        shown = self._row
        if shown is None or not shown.may or shown.typed == "none" or self._body is None:
            return
        if self._own is None:
            self._own = OwnValue(shown, self._desk.display, lambda value: self._settle(shown, value=value), begin)
            self._own.left.connect(self._leave_own)
            layout = self._body.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, self._own)
        self._own.form.focus_first()
        QTimer.singleShot(0, self._own, self._reveal)

    def _reveal(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self._own is not None:
            area.ensureWidgetVisible(self._own)

    def open_record(self) -> None:
        """Go to the record."""
        if self._row is not None and self._row.place is not None:
            self._desk.go(*self._row.place)

    def _leave_own(self) -> None:
        if self._own is not None:
            self._own.hide()
            self._own.deleteLater()
            self._own = None
        self._settled()

    def _settle(self, shown: ConflictRow, *, choice: str = "", value: Any = None) -> None:
        service, actor = self._desk.context.exchange, self._desk.actor
        self._run(lambda: service.settle(actor, shown.key, choice=choice, value=value))

    def _decide(self, shown: ConflictRow, *, keep: bool) -> None:
        service, actor = self._desk.context.exchange, self._desk.actor
        self._run(lambda: service.settle_deletion(actor, shown.key, keep))

    def _run(self, work: Callable[[], Settled]) -> None:
        self.setEnabled(False)
        self._desk.jobs.run(work, done=self._done, failed=self._failed, owner=self)

    def _done(self, settled: Settled) -> None:
        desk = self._desk
        self.setEnabled(True)
        self._own = None

        def undo() -> None:
            desk.jobs.run(lambda: desk.context.exchange.unsettle(desk.actor, settled))

        desk.voice.info(settled.told, undo=undo)
        self._settled()

    def _failed(self, error: AppError) -> None:
        self.setEnabled(True)
        if isinstance(error, Invalid) and self._own is not None:
            self._own.show_problem(error)
        elif isinstance(error, NotFound):
            self._desk.voice.done(error.text)
        else:
            self._desk.voice.error(error)

    # --- building -------------------------------------------------------------------------------------------------

    def _parts(self, shown: ConflictRow) -> list[Any]:
        title = label(shown.record, "title")
        title.setWordWrap(True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        open_ = button(T("exchange", "Open the record"), "quiet", "forward", on=self.open_record)
        open_.setEnabled(shown.place is not None)
        about = label(T("exchange", "{kind} · {field}").with_(kind=shown.kind, field=shown.title), "heading")
        why = label(_why(shown), "muted")
        why.setWordWrap(True)
        head = row(title, open_)
        head.setStretch(0, 1)
        head.setAlignment(open_, Qt.AlignmentFlag.AlignTop)
        parts: list[Any] = [head, about, why]
        if not shown.may:
            may_not = label(T("exchange", "You may look at this, but somebody else must settle it."), "muted")
            parts.append(may_not)
        if shown.alike:
            hidden = label(T("exchange", "They differ in what is hidden here. Ask those who wrote them."), "muted")
            hidden.setWordWrap(True)
            parts.append(hidden)
        if shown.deletion:
            return [*parts, *(self._gone(version) for version in shown.versions), self._two(shown)]
        if shown.texts:
            return [*parts, *self._texts(shown)]
        parts += [self._version(shown, place, version) for place, version in enumerate(shown.versions)]
        if shown.may and shown.typed != "none":
            parts.append(row(self._own_button(), None))
        return parts

    def _own_button(self) -> QWidget:
        made = button(T("exchange", "Type another value…"), "quiet", "edit", on=self.own)
        made.setObjectName("type")
        return made

    def _version(self, shown: ConflictRow, place: int, version: VersionRow, value: QWidget | None = None) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        words = value
        if words is None:
            words = label(version.value, "heading")
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        who = label(author(version, self._desk.display), "muted")
        who.setToolTip(self._desk.display.exact(version.at))
        take = button(_KEEP if version.shown else _TAKE, "plain", on=lambda: self.choose(place))
        take.setObjectName(f"choose-{place}")
        show_if(take, shown.may)
        key = label(str(place + 1), "small")
        key.setToolTip(str(T("exchange", "Key {n}").with_(n=place + 1)))
        signs: list[Any] = [key, who]
        if version.shown:
            signs.append(Tag(T("exchange", "shown now"), "info"))
        text = column(row(*signs, None), words, gap=4)
        line = row(text, take, margin=(GRID + 4, GRID))
        line.setStretch(0, 1)
        line.setAlignment(take, Qt.AlignmentFlag.AlignVCenter)
        card.setLayout(line)
        return card

    def _texts(self, shown: ConflictRow) -> list[Any]:
        """Long texts below each other, what only one of them has marked; and both made one where that is possible."""
        cards: list[Any] = []
        for place, (version, text) in enumerate(zip(shown.versions, shown.texts, strict=True)):
            other = shown.texts[0 if place else min(1, len(shown.texts) - 1)]
            cards.append(self._version(shown, place, version, _marked(text, other)))
        if shown.base is not None:
            was = label(T("exchange", "Before, it read: {text}").with_(text=shown.base or "–"), "muted")
            was.setWordWrap(True)
            cards.append(was)
        if not shown.may or shown.typed == "none":
            return cards
        buttons: list[Any] = [self._own_button(), None]
        both = together(shown.base, *shown.texts) if shown.base is not None and len(shown.texts) == 2 else None
        if both is not None and both not in shown.texts:
            take = button(T("exchange", "Put both together"), "plain", "merge", on=lambda: self.own(both))
            take.setObjectName("both")
            buttons.insert(0, take)
        return [*cards, row(*buttons)]

    def _gone(self, version: VersionRow) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        who = label(author(version, self._desk.display), "muted")
        words = label(version.value or T("exchange", "changed"), "heading")
        card.setLayout(column(who, words, gap=4, margin=(GRID + 4, GRID)))
        return card

    def _two(self, shown: ConflictRow) -> Any:
        keep = button(T("exchange", "Bring back and keep"), "primary", on=lambda: self.choose(0))
        keep.setObjectName("keep")
        delete = button(T("exchange", "Delete it for good"), "danger", on=lambda: self.choose(1))
        delete.setObjectName("delete")
        for made in (keep, delete):
            show_if(made, shown.may)
        return row(keep, delete, None)


def _newest(shown: ConflictRow) -> int:
    return max((version.at for version in shown.versions), default=0)


def _why(shown: ConflictRow) -> Text:
    if shown.deletion:
        return T(
            "exchange", "One desk deleted this while another was still working on it. It is kept until you decide."
        )
    return T(
        "exchange",
        "Two desks wrote this without knowing of each other. Ask them if need be; what you choose holds for all.",
    )


def _marked(text: str, other: str) -> QLabel:
    """Return a text in which what the other does not have is marked."""
    ground = theme().colour("amber-soft").name()
    pieces = "".join(
        f'<span style="background-color:{ground}">{html.escape(piece.text)}</span>' if piece.own
        else html.escape(piece.text)
        for piece in beside(text, other)
    )  # fmt: skip
    words = QLabel()
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setText(pieces.replace("\n", "<br>") or str(T("exchange", "(empty)")))
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    set_kind(words, "text")
    return words
