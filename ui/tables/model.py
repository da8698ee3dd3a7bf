"""The table model of every list: row numbers in one array, pages of rows read when they are shown.

A hundred thousand rows are 800 kilobytes and nothing else until they are looked at. Which rows there are is asked off
the GUI thread, what is in them on it (a page is a query by key). After a refresh the chosen rows stay chosen and the
view hears of no more than what changed.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from app.core.changes import Changes
from app.core.errors import AppError
from ui.jobs.jobs import Job, Jobs
from ui.tables.display import Display
from ui.tables.looks import FLAG, PLAIN, Look, RowView
from ui.tables.protocols import ColumnLike, ListerLike, RowLike
from ui.tables.query import Query, Sort
from ui.theme.tokens import Tone

PAGE = 64
REST_MS = 30
KEPT = 256
GONE = -1
HEAD = 200
"""How many row numbers a list begins with, so that the first rows are seen while the rest is still asked for."""

RecordRole = Qt.ItemDataRole.UserRole + 1
ValueRole = Qt.ItemDataRole.UserRole + 2
ToneRole = Qt.ItemDataRole.UserRole + 3

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_RECORD, _VALUE, _TONE = int(RecordRole), int(ValueRole), int(ToneRole)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class Cell(NamedTuple):
    """What a cell shows."""

    text: str
    tone: Tone | None
    value: Any
    look: Look
    bold: bool
    icon: str


_BLANK = Cell("", None, None, PLAIN, False, "")


class LazyTableModel(QAbstractTableModel):
    """Rows of a list.

    Args:
        lister: Reads the list.
        display: Shows its values.
        jobs: Asks for the row numbers off the GUI thread; at once if None.
        looks: Column key -> how its cells look.
        parent: Its owner.

    Signals:
        loaded: New row numbers are in force.
        busy: Whether row numbers are being asked for.
        rearranging, rearranged: Around a change of rows, for the view to hold its place.
        failed: Reading was refused; an ``AppError``.
    """

    loaded = Signal()
    busy = Signal(bool)
    rearranging = Signal()
    rearranged = Signal()
    failed = Signal(object)

    def __init__(
        self,
        lister: ListerLike,
        display: Display,
        jobs: Jobs | None = None,
        looks: Mapping[str, Look] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.lister, self.display = lister, display
        self.columns: Sequence[ColumnLike] = lister.listing.columns
        self.query = Query()
        self._jobs = jobs
        self._job: Job | None = None
        self._again = self._rest_wanted = False
        self._places = {column.key: number for number, column in enumerate(self.columns)}
        chosen = looks or {}
        self.looks = [chosen.get(c.key) or (FLAG if c.kind == "flag" else PLAIN) for c in self.columns]
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[RowLike | None]] = OrderedDict()
        self._opened = False

    # Asking

    def load(self, query: Query) -> None:
        """Show what a query finds; an earlier one still under way is forgotten."""
        self.query = query
        self._ask()

    def sort_by(self, sort: Sort) -> None:
        """Show the same rows in another order."""
        self.load(replace(self.query, sort=sort))

    def refresh(self, changes: Changes | None = None) -> None:
        """Read again, because these records changed or (None) anything may have."""
        listing = self.lister.listing
        if changes is not None and not changes.touches(listing.kind, *listing.depends):
            return
        if self._job is not None and self._job.running:
            self._again = True
        else:
            self._ask()

    def retranslate(self) -> None:
        """Show every word in the language now in force."""
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._all_changed()

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._again = False
        self._rest_wanted = False
        query, ids = self.query, self.lister.ids
        self.busy.emit(True)
        if self._jobs is None:
            try:
                self._arrived(ids(query))
            except AppError as error:
                self._refused(error)
        elif self._opened:
            self._job = self._jobs.pool(lambda: ids(query), done=self._arrived, failed=self._refused, owner=self)
        else:
            self._job = self._jobs.pool(lambda: ids(query, HEAD), done=self._head, failed=self._refused, owner=self)

    def _head(self, numbers: array[int]) -> None:
        """Show the first rows of a list that is opened; ask for the rest, if any, once they have been painted.

        A thread that reads a hundred thousand numbers and a first paint would only hold each other up.
        """
        if len(numbers) < HEAD:
            self._arrived(numbers)
            return
        self._job = None
        self._exchange(numbers)
        self._rest_wanted = True
        QTimer.singleShot(REST_MS, self, self._rest)

    def _rest(self) -> None:
        if self._rest_wanted:
            self._ask()

    def _arrived(self, numbers: array[int]) -> None:
        self._job = None
        self._exchange(numbers)
        self.busy.emit(False)
        self.loaded.emit()
        if self._again:
            self._ask()

    def _refused(self, error: AppError) -> None:
        self._job = None
        self.busy.emit(False)
        self.failed.emit(error)

    # Changing rows

    def _exchange(self, numbers: array[int]) -> None:
        """Put new row numbers in force, as little noticed as can be."""
        self._pages.clear()
        old = self._numbers
        if not self._opened or not old or not numbers:
            self._opened = True
            self.beginResetModel()
            self._numbers = numbers
            self.endResetModel()
        elif old == numbers:
            self._all_changed()
        else:
            self.rearranging.emit()
            if not self._grown_or_shrunk(numbers):
                self._permute(numbers)
            self._all_changed()
            self.rearranged.emit()

    def _grown_or_shrunk(self, numbers: array[int]) -> bool:
        """Insert or remove one run of rows if that is all that happened."""
        old = self._numbers
        short, long = (old, numbers) if len(old) < len(numbers) else (numbers, old)
        extra = len(long) - len(short)
        if not extra:
            return False
        start = _same_start(short, long)
        if short[start:] != long[start + extra :]:
            return False
        if long is numbers:
            self.beginInsertRows(_ROOT, start, start + extra - 1)
            self._numbers = numbers
            self.endInsertRows()
        else:
            self.beginRemoveRows(_ROOT, start, start + extra - 1)
            self._numbers = numbers
            self.endRemoveRows()
        return True

    def _permute(self, numbers: array[int]) -> None:
        """Move rows about; the difference in size is added or removed at the end, where nothing moves."""
        old = self._numbers
        more, less = len(numbers) - len(old), len(old) - len(numbers)
        if more > 0:
            self.beginInsertRows(_ROOT, len(old), len(numbers) - 1)
            old = self._numbers = old + array("q", [GONE]) * more
            self.endInsertRows()
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = _places_of({old[index.row()] for index in before}, numbers)
        self._numbers = numbers if less <= 0 else numbers + array("q", [GONE]) * less
        after = [
            self.index(place, index.column()) if (place := places.get(old[index.row()])) is not None else _ROOT
            for index in before
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        if less > 0:
            self.beginRemoveRows(_ROOT, len(numbers), len(old) - 1)
            self._numbers = numbers
            self.endRemoveRows()

    def _all_changed(self) -> None:
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, len(self.columns) - 1))

    # Rows

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self._numbers)

    @property
    def opened(self) -> bool:
        """Whether row numbers have arrived at least once."""
        return self._opened

    def row(self, number: int) -> RowLike | None:
        """Return a row by its place; None if it has gone meanwhile."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._read(page)
        return rows[place] if place < len(rows) else None

    def record_id(self, row: int) -> str | None:
        """Return the id of the record in a row, or None."""
        found = self.row(row) if 0 <= row < len(self._numbers) else None
        return None if found is None else found.id

    def record_ids(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of the records in many rows, without keeping their pages."""
        numbers = [self._numbers[row] for row in rows]
        return [found.id for found in self.lister.rows(numbers) if found is not None]

    def row_of(self, record_id: str) -> int | None:
        """Return the place of a record, or None if the list does not show it."""
        number = self.lister.row_number(record_id)
        return None if number is None else self.place_of(number)

    def number_at(self, row: int) -> int:
        """Return the store's number of a row, which stays when the row moves."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else GONE

    def place_of(self, number: int) -> int | None:
        """Return where the row with a number stands, or None."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def runs_of(self, numbers: set[int]) -> Iterable[tuple[int, int]]:
        """Yield the first and last place of every run of rows with these numbers."""
        start: int | None = None
        for place, number in enumerate(self._numbers):
            if number in numbers:
                start = place if start is None else start
            elif start is not None:
                yield start, place - 1
                start = None
        if start is not None:
            yield start, len(self._numbers) - 1

    def values(self, row: int) -> tuple[Any, ...] | None:
        """Return the stored values of a row, or None."""
        found = self.row(row)
        return None if found is None else found.values

    def value(self, row: int, key: str) -> Any:
        """Return one stored value of a row; None also if the row has gone."""
        values = self.values(row)
        return None if values is None else values[self._places[key]]

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows."""
        found = self.row(row)
        if found is None:
            return _BLANK
        value, look = found.values[column], self.looks[column]
        if look is PLAIN:
            return Cell(self.display.text(self.columns[column], value), None, value, look, False, "")
        view = RowView(found, self._places)
        tone = look.tone(value, view) if look.tone is not None else None
        if look.text is not None:
            text = str(look.text(value, view))
        elif look.kind == "countdown" and value is not None:
            text, left = self.display.countdown(value)
            tone = tone or left
        else:
            text = self.display.text(self.columns[column], value)
        bold = look.bold(value, view) if look.bold is not None else False
        return Cell(text, tone, value, look, bold, look.icon(value, view) if look.icon is not None else "")

    def _read(self, page: int) -> Sequence[RowLike | None]:
        numbers = self._numbers[page * PAGE : (page + 1) * PAGE]
        try:
            rows = self.lister.rows(numbers)
        except AppError as error:
            self.failed.emit(error)
            return [None] * len(numbers)
        self._pages[page] = rows
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return rows

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns the list has, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what Qt asks of a cell."""
        if not index.isValid():
            return None
        role = int(role)
        if role in (_DISPLAY, _ACCESSIBLE):
            return self.cell(index.row(), index.column()).text
        if role == _TIP:
            return self._tip(index.row(), index.column())
        if role == _ALIGN:
            return _RIGHT if self.display.right_aligned(self.columns[index.column()]) else _LEFT
        if role == _RECORD:
            return self.record_id(index.row())
        if role == _VALUE:
            values = self.values(index.row())
            return None if values is None else values[index.column()]
        if role == _TONE:
            return self.cell(index.row(), index.column()).tone
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (_DISPLAY, _TIP):
            return str(self.columns[section].title)
        if role == _ALIGN:
            return _RIGHT if self.display.right_aligned(self.columns[section]) else _LEFT
        return None

    def _tip(self, row: int, column: int) -> str:
        values = self.values(row)
        if values is None:
            return ""
        full = self.display.full(self.columns[column], values[column])
        shown = self.cell(row, column).text
        return shown if not full or full == shown else f"{shown}\n{full}"


def _same_start(short: array[int], long: array[int]) -> int:
    """Return how many of the first numbers are the same in both."""
    low, high = 0, len(short)
    while low < high:
        middle = (low + high + 1) // 2
        if short[low:middle] == long[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _places_of(wanted: set[int], numbers: array[int]) -> dict[int, int]:
    """Return where the wanted numbers stand; each is looked for alone while they are few."""
    wanted.discard(GONE)
    if len(wanted) > 16:
        return {number: place for place, number in enumerate(numbers) if number in wanted}
    places: dict[int, int] = {}
    for number in wanted:
        try:
            places[number] = numbers.index(number)
        except ValueError:
            continue
    return places
