"""The list of tickets: our lazy model and view, Qt's own QSqlTableModel, and ids plus a bare view as the limit."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from typing import Any

from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch, memory_mb

WORD = "漏水"


class _Painted:
    """Shows a view and waits for its next paint."""

    def __init__(self, make: Callable[[], Any]) -> None:
        from PySide6.QtCore import QEvent, QObject
        from PySide6.QtWidgets import QApplication

        self.application = QApplication.instance() or QApplication([])
        self.view = make()
        self.view.resize(1280, 800)
        outer = self

        class Filter(QObject):
            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
                outer.count += event.type() == QEvent.Type.Paint
                return False

        self.count = 0
        self._filter = Filter()
        self.view.viewport().installEventFilter(self._filter)

    def settle(self) -> None:
        """Let everything that waits be drawn."""
        self.count = 0
        self.view.viewport().update()
        while not self.count:
            self.application.processEvents()


Act = Callable[[Any], object]


def _measure(
    watch: Stopwatch,
    screen: _Painted,
    attach: Callable[[], Any],
    sort: Act,
    search: Act,
    fetch_all: Act,
    ready: Act = lambda _model: None,
) -> None:
    """Take an arm's view through its stages.

    Args:
        watch: Where they are timed.
        screen: The view.
        attach: Gives the view its model; returns with the first rows.
        sort: Sorts by place.
        search: Finds ``WORD``.
        fetch_all: Makes every row scrollable.
        ready: Waits until what was asked last is answered.
    """
    screen.view.show()
    screen.settle()
    empty = memory_mb()
    with watch.stage("open"):
        model = attach()
        screen.settle()
    with watch.stage("open, every row"):
        ready(model)
        fetch_all(model)
        screen.settle()
    watch.extra["memory open"] = memory_mb() - empty
    with watch.stage("end"):
        screen.view.scrollToBottom()
        screen.settle()
    watch.extra["memory end"] = memory_mb() - empty
    watch.extra["rows"] = model.rowCount()
    screen.view.scrollToTop()
    screen.settle()
    for name, act in (("sort", sort), ("search", search)):
        with watch.stage(name):
            act(model)
            ready(model)
            screen.settle()
    watch.extra["found"] = model.rowCount()


def ours(watch: Stopwatch) -> None:
    """The list page's model and view with its jobs: the first rows are shown before all are known."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    # Turning without waiting would take the interpreter from the thread that reads.
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    application = QApplication([])
    from app.context import open_office
    from app.core.clock import HeldClock
    from app.host.paths import Paths
    from ui.bridge.voice import Voice
    from ui.jobs.jobs import Jobs
    from ui.tables.display import Display
    from ui.tables.model import LazyTableModel
    from ui.tables.protocols import MemoryViewState
    from ui.tables.query import Query
    from ui.tables.view import TableView
    from ui.theme.appearance import install_appearance

    paths = Paths(office.prepare(watch.cache, watch.size))
    install_appearance(application, paths.resources, "light", "normal")
    context = open_office(paths, HeldClock(office.NOW))
    lister = context.tickets.lister(context.accounts.login("1002"))
    jobs = Jobs(Voice())
    model = LazyTableModel(lister, Display(context.zone, context.clock), jobs)
    answers: list[int] = []
    model.loaded.connect(lambda: answers.append(model.rowCount()))

    def attach() -> Any:
        model.load(Query())
        while not model.rowCount():
            application.processEvents(wait)
        return model

    asked = 0

    def ready(_model: Any) -> None:
        nonlocal asked
        asked += 1
        while len(answers) < asked:
            application.processEvents(wait)

    _measure(
        watch,
        _Painted(lambda: TableView(model, MemoryViewState(), "bench")),
        attach,
        lambda _: model.sort_by((("place", False),)),
        lambda _: model.load(Query(search=WORD)),
        lambda _: None,
        ready,
    )
    jobs.close()
    context.close()


def qt(watch: Stopwatch) -> None:
    """Qt's own model on the same table."""
    from PySide6.QtCore import Qt
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel
    from PySide6.QtWidgets import QTableView

    screen = _Painted(QTableView)
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(office.prepare(watch.cache, watch.size) / "office.db"))

    def attach() -> Any:
        assert database.open()
        model = QSqlTableModel(None, database)
        model.setTable("ticket")
        model.select()
        screen.view.setModel(model)
        return model

    def fetch_all(model: Any) -> None:
        while model.canFetchMore():
            model.fetchMore()

    def sort(model: Any) -> None:
        model.setSort(model.fieldIndex("place"), Qt.SortOrder.AscendingOrder)
        model.select()

    def search(model: Any) -> None:
        model.setFilter(f"title LIKE '%{WORD}%' OR description LIKE '%{WORD}%'")
        fetch_all(model)

    _measure(watch, screen, attach, sort, search, fetch_all)


def limit(watch: Stopwatch) -> None:
    """The ids by plain sqlite3, one page of rows, and a bare QTableView: what a lazy list costs at the least."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QTableView

    connection = sqlite3.connect(office.prepare(watch.cache, watch.size) / "office.db", isolation_level=None)
    columns = "number, level, state, finish_due, place, title, type, category, requester_name, department, assignee_id"

    class Lazy(QAbstractTableModel):
        def __init__(self) -> None:
            super().__init__()
            self.ids: array[int] = array("q")
            self.pages: dict[int, list[Any]] = {}

        def load(self, tail: str) -> None:
            self.beginResetModel()
            self.ids = array("q", (row for (row,) in connection.execute(f"SELECT rowid FROM ticket {tail}")))
            self.pages.clear()
            self.endResetModel()

        def rowCount(self, parent: Any = None) -> int:  # noqa: N802 - Qt's name
            return len(self.ids)

        def columnCount(self, parent: Any = None) -> int:  # noqa: N802 - Qt's name
            return 11

        def data(self, index: Any, role: int = 0) -> Any:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            page, place = divmod(index.row(), 256)
            if page not in self.pages:
                ids = self.ids[page * 256 : page * 256 + 256]
                chosen = ",".join(map(str, ids))
                rows = connection.execute(f"SELECT rowid, {columns} FROM ticket WHERE rowid IN ({chosen})")
                found = {row[0]: row for row in rows}
                self.pages[page] = [found[number] for number in ids]
            return self.pages[page][place][index.column() + 1]

    screen = _Painted(QTableView)
    model = Lazy()

    def attach() -> Any:
        model.load("ORDER BY entered_at DESC")
        screen.view.setModel(model)
        return model

    _measure(
        watch,
        screen,
        attach,
        lambda _: model.load("ORDER BY place"),
        lambda _: model.load(f"WHERE title LIKE '%{WORD}%' OR description LIKE '%{WORD}%'"),
        lambda _: None,
    )


MEASURE = Measure(
    "b",
    "List of tickets",
    {"qt": qt, "limit": limit, "ours": ours},
    pairs=(
        ("ours", "open", "qt", "open", "1.2"),
        ("ours", "open, every row", "qt", "open, every row", ""),
        ("ours", "open", "limit", "open", ""),
        ("ours", "sort", "limit", "sort", ""),
        ("ours", "search", "limit", "search", ""),
    ),
    figures=(
        ("ours", "open", "ms, first rows painted", ""),
        ("ours", "open, every row", "ms more", ""),
        ("ours", "sort", "ms", "50 at 100,000"),
        ("ours", "search", "ms", "20 at 100,000"),
        ("ours", "end", "ms", ""),
        ("ours", "memory open", "MB over an empty window", "30"),
        ("ours", "memory end", "MB over an empty window", "30"),
        ("ours", "found", "rows", ""),
        ("qt", "open, every row", "ms more", ""),
        ("qt", "memory end", "MB over an empty window", ""),
    ),
    note=(
        "“open” is the first rows painted, “open, every row” what it takes from there until each can be scrolled to."
        " QSqlTableModel reads 256 rows in table order, unsorted and unjoined; ours sorts, joins and masks."
    ),
)
