"""The knowledge page: cards at the left, the card itself beside them, its form in its place while it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.office.rules import VARIABLES
from app.features.office.service import ScenarioCard
from app.features.tickets.rules import TYPES
from ui.features.knowledge.browser import CardBrowser
from ui.features.knowledge.card import CardLook, CardView, Verb
from ui.features.knowledge.form import card_form, saved_values, values_of
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.record import OpenRecord
from ui.i18n.language import Retranslated
from ui.jobs.progress import ProgressStrip
from ui.tables.output import Output
from ui.tables.query import Query
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Action, Shortcut
from ui.widgets.basic import button, hairline, label, row, tip_with_key, tool
from ui.widgets.empty import EmptyState
from ui.widgets.messagebar import MessageBar
from ui.widgets.splitter import RememberedSplitter
from ui.widgets.story import StoryLike

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

_GROUP = T("knowledge", "Knowledge")
KEYS = (
    Shortcut("Ctrl+F", T("knowledge", "Search the cards"), _GROUP),
    Shortcut("J", T("knowledge", "Next card"), _GROUP),
    Shortcut("K", T("knowledge", "Previous card"), _GROUP),
    Shortcut("F2", T("knowledge", "Edit the card"), _GROUP),
    Shortcut("Ctrl+Shift+C", T("knowledge", "Copy the solution"), _GROUP),
    Shortcut("F9", T("knowledge", "Print the card"), _GROUP),
    Shortcut("Ctrl+P", T("knowledge", "Print all cards shown"), _GROUP),
    Shortcut("Ctrl+E", T("knowledge", "Export the list of cards"), _GROUP),
    Shortcut("F5", T("knowledge", "Refresh"), _GROUP),
)
_ME, _OFFICE = VARIABLES[7], VARIABLES[8]


class KnowledgePage(Retranslated, QWidget):
    """Scenario cards: found by two characters or pinyin initials, read, copied, printed, improved.

    Args:
        desk: The desk.
    """

    KEY = "knowledge"
    TITLE: Text = T("shell", "Knowledge")
    ICON = "knowledge"
    GROUP = 2
    KINDS = ("scenario",)
    PERMISSION = ("dictionary", "view")

    count_changed = Signal(int)
    waiting = Signal(int, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._groups: dict[str, str] = {}
        self._token = 0
        self.frame: FormFrame | None = None
        self.browser = CardBrowser()
        self.search, self.index = self.browser.search, self.browser.index
        self.view = CardView(self._do, self._copied, desk.display)
        self.output = Output(desk, self)
        self._stack = QStackedWidget()
        self._nothing = EmptyState(
            "search",
            T("knowledge", "No card fits"),
            T("knowledge", "Try the words residents use, or fewer characters."),
            Action("clear", T("knowledge", "Show all cards"), self.browser.show_all, "close"),
        )
        self._build()
        self._wire()
        self.load()

    # What others use

    def go(self, target: Target) -> None:
        """Open a card, the form of a new one, or the page."""
        if target.new:
            self.leave(self.new_card)
        elif target.id:
            self.leave(lambda: self.browser.show_card(target.id))
        self.count_changed.emit(len(self.browser.codes()))

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once nothing typed would be lost."""
        if self.frame is None:
            then()
            return

        def go_on() -> None:
            self._close_form()
            then()

        self.frame.guard.leave(go_on)

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the page."""
        return list(KEYS)

    def load(self) -> None:
        """Read the cards again."""
        desk = self._desk
        desk.jobs.run(
            lambda: (
                desk.context.scenarios.cards(desk.actor, retired=True),
                desk.context.dictionaries.titles("scenario_group"),
            ),
            done=lambda found: self._loaded(*found),
            owner=self,
        )

    def new_card(self) -> None:
        """Open the form of a new card."""
        if self._desk.may("dictionary", "create"):
            card = self.browser.current()
            self._open_form(None, {"group_name": card.group_name if card else ""})

    def edit_card(self) -> None:
        """Open the form of the card shown."""
        card = self.browser.current()
        if card is not None and self._desk.may("dictionary", "edit"):
            desk, code = self._desk, card.code

            def read() -> dict[str, Any]:
                return values_of(desk.context.scenarios.card(desk.actor, code))

            record = OpenRecord(desk, ("scenario",), code, read, self)
            record.open(lambda opened: self._open_form(card, opened.values, opened), self)

    def retranslate(self) -> None:
        """Counts and the titles of types are said anew."""
        self.load()

    # Building

    def _build(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self._split = RememberedSplitter(
            Qt.Orientation.Horizontal, self._desk.view_state, "knowledge.split", [288, 900]
        )
        self._split.addWidget(self.browser)
        self._split.addWidget(self._stack)
        self._split.setStretchFactor(1, 1)
        self._split.restore()
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(hairline())
        layout.addWidget(MessageBar(self._desk.voice, self))
        layout.addWidget(ProgressStrip(self._desk.jobs, self, self))
        layout.addWidget(self._split, 1)
        self.setFocusProxy(self.index)

    def _head(self) -> Any:
        self._count = label("", "muted")
        parts: list[Any] = [self._count, None]
        for sign, text, key, act in (
            ("print", T("knowledge", "Print all cards shown"), "Ctrl+P", self.print_shown),
            ("export", T("knowledge", "Export the list of cards"), "Ctrl+E", self.export),
        ):
            parts.append(tool(sign, text, act, key))
        if self._desk.may("dictionary", "create"):
            new = button(T("knowledge", "New card"), "primary", "add", on=lambda: self.leave(self.new_card))
            tip_with_key(new.setToolTip, T("knowledge", "New card"), "", new)
            parts.append(new)
        return row(*parts, margin=(2 * GRID, GRID))

    def _wire(self) -> None:
        for key, act in (
            ("Ctrl+F", self.browser.start_search),
            ("F2", self.edit_card),
            ("F9", lambda: self._do("print")),
            ("Ctrl+Shift+C", self._copy_solution),
            ("F5", self.load),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.browser.narrowed.connect(self._narrowed)
        self.browser.picked.connect(self._pick)
        self.browser.opened.connect(lambda _code: self.view.setFocus())
        self._desk.feed.listen(self, ("scenario", "word", "category"), lambda _changes: self.load())

    # Showing

    def _loaded(self, cards: tuple[ScenarioCard, ...], groups: dict[str, str]) -> None:
        self._groups = groups
        overdue = self.browser.set_cards(cards, groups, self._today())
        self.waiting.emit(overdue, "soon")

    def _narrowed(self, count: int) -> None:
        self._count.setText(T("knowledge", "{n} cards").format(n=count))
        self.count_changed.emit(count)
        if self.frame is None:
            self._stack.setCurrentWidget(self.view if count else self._nothing)

    def _pick(self, code: str) -> None:
        """Show a card with its history, which is read off the window's thread."""
        self._token += 1
        if not code:
            return
        token, desk = self._token, self._desk
        desk.jobs.run(
            lambda: (desk.context.scenarios.card(desk.actor, code), desk.context.scenarios.history(desk.actor, code)),
            done=lambda found: self._show(*found) if token == self._token else None,
            owner=self,
        )

    def _show(self, card: ScenarioCard, history: Sequence[StoryLike]) -> None:
        self.view.set_card(self._look(card, history))
        if self.frame is None:
            self._stack.setCurrentWidget(self.view)

    def _look(self, card: ScenarioCard, history: Sequence[StoryLike]) -> CardLook:
        context = self._desk.context
        return CardLook(
            card=card,
            group=self._groups.get(card.group_name, card.group_name),
            type=TYPES.get(card.type, card.type),
            category=context.categories.path(card.category) if card.category else "",
            department=context.dictionaries.title("department", card.department) if card.department else "",
            review=card.review_on,
            overdue=bool(card.active and card.review_on and card.review_on < self._today()),
            known=self._known(),
            verbs=self._verbs(card),
            story=history[1:],
        )

    def _verbs(self, card: ScenarioCard) -> frozenset[str]:
        verbs = {"print"}
        if self._desk.may("dictionary", "edit"):
            verbs |= {"edit", "retire" if card.active else "restore"}
        return frozenset(verbs)

    def _known(self) -> dict[str, str]:
        """Variables that are the same whoever calls: who speaks, and for which office."""
        return {_ME: self._desk.actor.name, _OFFICE: self._desk.context.settings.text("office.name")}

    def _today(self) -> str:
        context = self._desk.context
        return context.zone.day(context.clock.now()).isoformat()

    # Doing

    def _do(self, verb: Verb) -> None:
        card = self.browser.current()
        if card is None:
            return
        if verb == "edit":
            self.edit_card()
        elif verb == "print":
            self._print([card.code], card.title)
        else:
            self._set_active(card, active=verb == "restore")

    def _set_active(self, card: ScenarioCard, *, active: bool) -> None:
        desk = self._desk
        said = T("knowledge", "“{title}” is in use again.") if active else T("knowledge", "“{title}” is out of use.")
        desk.jobs.run(
            lambda: desk.context.scenarios.retire(desk.actor, card.code, active=active),
            done=lambda _none: desk.voice.info(
                said.with_(title=card.title), undo=lambda: self._set_active(card, active=not active)
            ),
            owner=self,
        )

    def _copy_solution(self) -> None:
        self.view.copy_half("solution")

    def _copied(self, _words: str) -> None:
        self._desk.voice.info(T("knowledge", "Copied. Fill the blanks before you send it."))

    def print_shown(self) -> None:
        """Make the sheets of all cards shown as one PDF."""
        codes = self.browser.codes()
        if codes:
            self._print(codes, str(T("knowledge", "Scenario cards")))

    def export(self) -> None:
        """Write the list of cards, as it is shown, to a file."""
        lister = self._desk.context.scenarios.lister(self._desk.actor)
        query = Query({"card": tuple(self.browser.codes())})
        self.output.export_rows(lister, query, (), str(T("knowledge", "Scenario cards")))

    def _print(self, codes: list[str], name: str) -> None:
        desk = self._desk
        self.output.make_sheet(
            name,
            T("knowledge", "Making the sheets"),
            lambda path, report: desk.context.card_papers.write(desk.actor, codes, path, report),
        )

    # The form

    def _open_form(self, card: ScenarioCard | None, values: dict[str, Any], record: OpenRecord | None = None) -> None:
        self._close_form()
        desk, code = self._desk, card.code if card else ""
        form = Form(card_form(desk), desk.display, desk.jobs)
        form.set_values(values)
        title = T("knowledge", "Edit “{title}”").with_(title=card.title) if card else T("knowledge", "New card")
        frame = FormFrame(
            title,
            form,
            lambda given: desk.context.scenarios.save(desk.actor, saved_values(given), code),
            desk.voice,
            desk.jobs,
            on_saved=self._saved,
            record=record,
        )
        frame.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        frame.closed.connect(self._close_form)
        self.frame = frame
        self.browser.setEnabled(False)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        form.focus_first()

    def _saved(self, code: str) -> None:
        self.browser.want(code)
        self._desk.voice.info(T("knowledge", "Saved as a new version."))
        self.load()

    def _close_form(self) -> None:
        frame, self.frame = self.frame, None
        if frame is not None:
            self.browser.setEnabled(True)
            self._stack.removeWidget(frame)
            frame.deleteLater()
            self._stack.setCurrentWidget(self.view if self.browser.current() else self._nothing)
            self._pick(self.index.current_code())
            self.index.setFocus()
