"""The list page: filters, table, detail, bulk bar and keys, all declared by the feature."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import T
from ui.bridge.feed import Feed
from ui.bridge.voice import Voice
from ui.i18n.language import AnyText, bind_text
from ui.jobs.jobs import Jobs
from ui.jobs.progress import ProgressStrip
from ui.tables.bulk import BulkBar
from ui.tables.columns import column_menu
from ui.tables.display import Display
from ui.tables.filters import FilterBar
from ui.tables.looks import Look
from ui.tables.model import LazyTableModel
from ui.tables.protocols import ListerLike, ViewState
from ui.tables.query import Query
from ui.tables.saved import SavedFilters, SavedPopup
from ui.tables.view import TableView
from ui.theme.appearance import appearance
from ui.theme.icons import icon
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Action, BulkAction, Shortcut
from ui.widgets.basic import button, column, hairline, label, row, show_if, tip_with_key, tool
from ui.widgets.messagebar import MessageBar
from ui.widgets.search import SearchBox
from ui.widgets.splitter import RememberedSplitter

PICK_MS = 60
NARROW = 1_100
"""Pixels below which the filters get a row of their own."""
_GROUP = T("tables", "List")
_COUNT = T("tables", "{count} rows")

KEYS = (
    Shortcut("Ctrl+F", T("tables", "Search in the list"), _GROUP),
    Shortcut("F5", T("tables", "Refresh"), _GROUP),
    Shortcut("Space", T("tables", "Show or hide the detail"), _GROUP),
    Shortcut("J", T("tables", "Next row"), _GROUP),
    Shortcut("K", T("tables", "Previous row"), _GROUP),
    Shortcut("Return", T("tables", "Open"), _GROUP),
    Shortcut("Ctrl+A", T("tables", "Select all"), _GROUP),
    Shortcut("Ctrl+C", T("tables", "Copy the selected rows"), _GROUP),
    Shortcut("Esc", T("tables", "Clear search, then selection"), _GROUP),
)


class DetailPane(Protocol):
    """A widget that shows one record; given by the feature."""

    def set_record(self, record_id: str | None) -> None:
        """Show a record; None for none."""
        raise NotImplementedError


@dataclass(frozen=True)
class Empty:
    """What an empty list says.

    Attributes:
        title: What is not there.
        text: What belongs here.
        action: How to make the first one.
        icon: Name of a drawing.
    """

    title: AnyText
    text: AnyText = ""
    action: Action | None = None
    icon: str = "inbox"


@dataclass(frozen=True)
class ListPageSpec:
    """A list page, declared.

    Attributes:
        key: Stable name under which columns, filters and widths are kept.
        lister: Reads the list; from the feature's service.
        title: What people call the page; the listing's title if not given.
        looks: Column key -> how its cells look.
        quick: Filters that stand in the row from the start; all if None.
        preset: The query at first.
        primary: The main action, top right.
        actions: Other actions of the page.
        bulk: What can be done with two or more selected records.
        row_actions: What can be done with one or more (context menu, and keys).
        detail: Makes the detail pane; no pane if None.
        empty: What the empty list says.
        open: What Enter and a double click do, besides the page's ``opened`` signal.
        searchable: Whether there is a search box.
        heading: Whether the page shows its own title (the window's top bar does otherwise).
        lead: A widget that stands before the filters, such as a switch to another view of the page.
    """

    key: str
    lister: ListerLike
    title: AnyText | None = None
    looks: Mapping[str, Look] = field(default_factory=dict[str, Look])
    quick: tuple[str, ...] | None = None
    preset: Query = field(default_factory=Query)
    primary: Action | None = None
    actions: tuple[Action, ...] = ()
    bulk: tuple[BulkAction, ...] = ()
    row_actions: tuple[BulkAction, ...] = ()
    detail: Callable[[QWidget], Any] | None = None
    empty: Empty | None = None
    open: Callable[[str], object] | None = None
    searchable: bool = True
    heading: bool = False
    lead: QWidget | None = None


_NOBODY = ("", 0)


class ListPage(QWidget):
    """A list with everything around it.

    Args:
        spec: What it is.
        display: Shows values.
        feed: Says what changed.
        jobs: Asks for rows off the GUI thread.
        voice: Says what was refused.
        state: Keeps columns, widths and saved filters.
        parent: Its owner.

    Signals:
        count_changed: How many rows there are.
        opened: A record was opened; its id.
        picked: The keyboard is on another record; its id, or the empty text.
    """

    count_changed = Signal(int)
    opened = Signal(str)
    picked = Signal(str)

    def __init__(
        self,
        spec: ListPageSpec,
        display: Display,
        feed: Feed,
        jobs: Jobs,
        voice: Voice,
        state: ViewState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec, self._voice, self._jobs = spec, voice, jobs
        self._stale, self._narrowed_empty = True, False
        self._detail: Any = None
        self._wanted = _NOBODY
        self._actions: list[tuple[Action, QWidget]] = []
        self.model = LazyTableModel(spec.lister, display, jobs, spec.looks, self)
        self.view = TableView(self.model, state, f"{spec.key}.columns")
        self.filters = FilterBar(spec.lister.listing.filters, display, spec.quick)
        self.search = SearchBox(T("tables", "Search in the list"))
        self.bulk = BulkBar(spec.bulk, self.view.selected_ids, self.view.clearSelection)
        self.saved = SavedFilters(state, f"{spec.key}.saved")
        self._count = label("", "muted")
        self._count.setFixedHeight(appearance().field_height)
        self._split = RememberedSplitter(Qt.Orientation.Horizontal, state, f"{spec.key}.split", [640, 400])
        self._pick_timer = QTimer(self, singleShot=True, interval=PICK_MS)
        self._build()
        self._wire(feed)
        self._say_empty()
        self.apply_query(spec.preset)

    # What others use

    @property
    def query(self) -> Query:
        """What is asked now."""
        return self.model.query

    def title_text(self) -> str:
        """Return what people call the page, in the language in force."""
        return str(self.spec.title or self.spec.lister.listing.title)

    def apply(self, filters: Mapping[str, Any] | None = None, search: str | None = None, reset: bool = False) -> None:
        """Narrow the list.

        Args:
            filters: Filter key -> value, beside those in force.
            search: Words.
            reset: Forget filters and words in force first.
        """
        base = Query(sort=self.query.sort) if reset else self.query
        chosen = {**base.filters, **(filters or {})}
        self.apply_query(replace(base, filters=chosen, search=base.search if search is None else search))

    def apply_query(self, query: Query) -> None:
        """Show what a query finds, and show the query in chips and search box."""
        self.filters.set_values(query.filters)
        self.search.set_words(query.search)
        self.model.load(replace(query, filters=self.filters.values()))

    def show_record(self, record_id: str) -> bool:
        """Put the keyboard on a record and show its detail.

        A list that does not hold it reads again, and then takes off the filters that hide it. False if the record is
        not shown yet when this returns.
        """
        self._wanted = (record_id, 0)
        return self._reveal()

    def _reveal(self) -> bool:
        record, tries = self._wanted
        if self.view.select(record):
            self._wanted = _NOBODY
            self._pick_timer.stop()
            self._show_detail()
            return True
        self._wanted = (record, tries + 1) if tries < 2 else _NOBODY
        if tries == 0:
            self.model.refresh()
        elif tries == 1:
            self.apply(reset=True)
        return False

    @property
    def detail_open(self) -> bool:
        """Whether the detail pane stands open."""
        return self.spec.detail is not None and not self._split.is_folded(1)

    def open_detail(self) -> None:
        """Unfold the detail pane and show the current record in it."""
        if self.spec.detail is not None and not self.detail_open:
            self.toggle_detail()
        self._show_detail()

    def reload(self) -> None:
        """Read again."""
        self.model.refresh()
        if self._detail is not None:
            self._show_detail()

    def show_saved(self, name: str) -> bool:
        """Show a saved filter by its name; False if there is none."""
        query = self.saved.all().get(name)
        if query is not None:
            self.apply_query(query)
        return query is not None

    def focus_search(self) -> None:
        """Put the keyboard into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def toggle_detail(self) -> None:
        """Fold the detail pane away, or show it."""
        if self.spec.detail is not None:
            self._split.fold(1, not self._split.is_folded(1))
            self._panel.setChecked(not self._split.is_folded(1))
            self._show_detail()

    def shortcuts(self) -> list[Shortcut]:
        """Return the page's keys for the sheet under F1."""
        spec = self.spec
        own = [spec.primary, *spec.actions, *spec.row_actions, *spec.bulk]
        known = {item.shortcut: Shortcut(item.shortcut, item.text, _GROUP) for item in own if item and item.shortcut}
        return [*known.values(), *KEYS]

    # Building

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(hairline())
        layout.addWidget(MessageBar(self._voice, self))
        layout.addWidget(ProgressStrip(self._jobs, self, self))
        left = QFrame()
        inner = QVBoxLayout(left)
        margins(inner, 0)
        inner.setSpacing(0)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.bulk)
        self._split.addWidget(left)
        if self.spec.detail is not None:
            self._pane = QWidget()
            self._pane.setMinimumWidth(280)
            self._beside = QVBoxLayout(self._pane)
            margins(self._beside, 0)
            self._split.addWidget(self._pane)
            self._split.setStretchFactor(0, 1)
        self._split.restore()
        layout.addWidget(self._split, 1)
        self.setFocusProxy(self.view)

    def _head(self) -> Any:
        spec = self.spec
        self._panel = tool("panel", T("tables", "Detail"), self.toggle_detail)
        self._panel.setCheckable(True)
        self._panel.setChecked(not self._split.is_folded(1))
        show_if(self._panel, spec.detail is not None)
        self.search.setFixedWidth(208)
        show_if(self.search, spec.searchable)
        parts: list[Any] = [self.filters, self._count, self.search]
        if spec.lister.listing.filters:
            self._saved_tool = tool("bookmark", T("tables", "Saved filters"), self._open_saved)
            parts.append(self._saved_tool)
        self._columns_tool = tool("columns", T("tables", "Columns"), self._open_columns)
        tools = [self._columns_tool, self._panel]
        buttons = [self._action_button(action, "plain") for action in spec.actions]
        if spec.primary is not None:
            buttons.append(self._action_button(spec.primary, "primary"))
        if spec.lead is not None:
            parts.insert(0, spec.lead)
        if spec.heading:
            parts.insert(0, label(spec.title or spec.lister.listing.title, "title"))
        self._above = row(*parts, row(*tools, gap=0), *buttons)
        self._filters_at = parts.index(self.filters)
        self._above.insertStretch(self._filters_at + 1, 0)
        self._above.setStretch(self._filters_at, 1)
        for place in range(self._above.count()):
            item = self._above.itemAt(place)
            if item.widget() is not self.filters and item.spacerItem() is None:
                item.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._below = row()
        return column(self._above, self._below, gap=4, margin=(2 * GRID, GRID, 2 * GRID, GRID))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the filters a row of their own where they would be squeezed."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow == (self._below.count() > 0):
            return
        if narrow:
            self._above.removeWidget(self.filters)
            self._below.addWidget(self.filters, 1)
            self._above.setStretch(self._filters_at, 1)  # the gap has moved up to where the filters were
        else:
            self._below.removeWidget(self.filters)
            self._above.setStretch(self._filters_at, 0)
            self._above.insertWidget(self._filters_at, self.filters, 1)

    def _action_button(self, action: Action, kind: str) -> QWidget:
        if kind == "plain" and action.icon and not spec_has_words(action):
            made: QWidget = tool(action.icon, action.tip or action.text, action.run)
        else:
            made = button(action.text, kind, action.icon, on=action.run)
        made.setObjectName(action.key)
        tip_with_key(made.setToolTip, action.tip or action.text, action.shortcut, made)
        self._actions.append((action, made))
        if action.shortcut:
            self._key(action.shortcut, lambda: made.isEnabled() and action.run())
        return made

    def _key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act())

    def _wire(self, feed: Feed) -> None:
        listing = self.spec.lister.listing
        self._key("Ctrl+F", self.focus_search)
        self._key("F5", self.reload)
        self._key("Esc", self._escape)
        # The same verb may stand in both: one key twice would be no key at all.
        keys = {action.shortcut: action for action in (*self.spec.bulk, *self.spec.row_actions) if action.shortcut}
        for key, action in keys.items():
            self._key(key, lambda action=action: self._do(action))
        self.filters.changed.connect(self._narrow)
        self.search.changed.connect(self._narrow)
        self.search.submitted.connect(lambda: self._into_table())
        self.search.went_down.connect(self._into_table)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._voice.error)
        self.view.opened.connect(self._opened)
        self.view.picked.connect(self.picked)
        self.view.picked.connect(lambda: self._pick_timer.start())
        self._pick_timer.timeout.connect(self._show_detail)
        self.view.detail_toggled.connect(self.toggle_detail)
        self.view.chosen_changed.connect(self.bulk.set_count)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._context_menu)
        feed.listen(self, (listing.kind, *listing.depends), self._changed)

    # Happenings

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        self._enable()
        if self._stale:
            self._stale = False
            if self.model.opened:
                self.model.refresh()

    def _changed(self, changes: Changes) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.model.refresh(changes)
        listing = self.spec.lister.listing
        record = self.view.current_id()
        if changes.touches(*listing.depends) or (record and changes.touches_record(listing.kind, record)):
            self._pick_timer.start()

    def _narrow(self) -> None:
        self.model.load(replace(self.query, filters=self.filters.values(), search=self.search.text()))

    def _loaded(self) -> None:
        total = self.model.total
        bind_text(self._count.setText, _COUNT.with_(count=f"{total:,}"))
        self.count_changed.emit(total)
        self._enable()
        if self._wanted != _NOBODY:
            self._reveal()
        if not total and self.query.narrowed != self._narrowed_empty:
            self._say_empty()

    def _say_empty(self) -> None:
        self._narrowed_empty = self.query.narrowed
        empty = self.spec.empty
        if self._narrowed_empty:
            clear = Action("clear-filters", T("tables", "Clear filters"), lambda: self.apply(reset=True), "close")
            self.view.set_empty("search", T("tables", "Nothing matches"), _NARROW, clear)
        elif empty is not None:
            self.view.set_empty(empty.icon, empty.title, empty.text, empty.action)
        else:
            self.view.set_empty("inbox", T("tables", "Nothing here yet"))

    def _enable(self) -> None:
        for action, made in self._actions:
            if action.enabled is not None:
                made.setEnabled(action.enabled())

    def _opened(self, record_id: str) -> None:
        self.opened.emit(record_id)
        if self.spec.open is not None:
            self.spec.open(record_id)

    def _show_detail(self) -> None:
        if self.spec.detail is None or self._split.is_folded(1):
            return
        if self._detail is None:
            self._detail = self.spec.detail(self._pane)
            self._beside.addWidget(self._detail)
            self._detail.show()
        self._detail.set_record(self.view.current_id() or None)

    def _into_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.select_row(0)

    def _escape(self) -> None:
        if self.search.text():
            self.search.clear_now()
        elif self.view.chosen_count() > 1:
            self.view.clearSelection()
        self.view.setFocus()

    def _do(self, action: BulkAction) -> None:
        ids = self.view.selected_ids()
        if ids:
            action.run(ids)

    def _context_menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        chosen = self.view.chosen_count()
        if chosen == 1:
            self._menu_line(menu, T("tables", "Open"), "", "Return", self.view.current_id, self._opened)
        for action in self.spec.row_actions if chosen == 1 else (*self.spec.row_actions, *self.spec.bulk):
            self._menu_line(menu, action.text, action.icon, action.shortcut, self.view.selected_ids, action.run)
        menu.addSeparator()
        self._menu_line(menu, T("tables", "Copy"), "copy", "Ctrl+C", lambda: None, lambda _: self.view.copy())
        menu.popup(self.view.viewport().mapToGlobal(at))

    @staticmethod
    def _menu_line(
        menu: QMenu, text: AnyText, sign: str, key: str, what: Callable[[], Any], run: Callable[[Any], object]
    ) -> None:
        line = QAction(str(text) + (f"\t{QKeySequence(key).toString()}" if key else ""), menu)
        if sign:
            line.setIcon(icon(sign))
        line.triggered.connect(lambda: run(what()))
        menu.addAction(line)

    def _open_saved(self) -> None:
        SavedPopup(self.saved, self.query, self.apply_query, self).show_under(self._saved_tool)

    def _open_columns(self) -> None:
        at = self._columns_tool.mapToGlobal(self._columns_tool.rect().bottomLeft())
        column_menu(self.view.memory, self).popup(at)


_NARROW = T("tables", "No record fits these filters and words.")


def spec_has_words(action: Action) -> bool:
    """Say whether an action's button carries its verb: one without a drawing must."""
    return not action.icon or action.tip is None
