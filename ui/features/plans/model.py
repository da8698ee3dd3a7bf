"""The rows of a plan as a document: a heading for each part, its tasks, and the row that is being written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.core.phrasing import WEEKDAYS, say_exact
from app.core.text import T, Text
from app.features.plans import rules
from app.features.plans.service import PlanView, TaskRow
from ui.tables.display import Display
from ui.theme.tokens import Tone

COLUMNS = ("state", "section", "title", "assignee", "deadline", "minutes", "note", "result")
TITLES: dict[str, Text] = {
    "state": T("plans", "Done"),
    "section": T("plans", "Section"),
    "title": T("plans", "Task"),
    "assignee": T("plans", "Responsible"),
    "deadline": T("plans", "Deadline"),
    "minutes": T("plans", "Minutes"),
    "note": T("plans", "Remark"),
    "result": T("plans", "Result"),
}
EDITED = ("title", "assignee", "deadline", "minutes", "note")
"""Columns in which people write, in the order of Tab."""
SIGNS = {"open": "□", "done": "✓", "not_done": "✗", "moved": "→", "dropped": "—"}
TONES: dict[str, Tone] = {"done": "done", "not_done": "late", "moved": "soon", "dropped": "muted"}
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass
class Draft:
    """A task that is being written for the first time.

    Attributes:
        section: Where it goes.
        after: The task behind which it stands.
        values: What has been typed.
        task_id: Its id once it has been saved.
    """

    section: str
    after: str
    values: dict[str, str] = field(default_factory=dict[str, str])
    task_id: str = ""
    saving: bool = False


Row = str | TaskRow | Draft
"""A part's code, a task, or the task being written."""


class PlanModel(QAbstractTableModel):
    """A plan's rows.

    Signals:
        edited: (task id, field, text) was written into a cell.
        drafted: The title of a new task was written; the ``Draft``.
    """

    edited = Signal(str, str, str)
    drafted = Signal(object)

    def __init__(self, display: Display, parent: Any = None) -> None:
        super().__init__(parent)
        self.display = display
        self.rows: list[Row] = []
        self.draft: Draft | None = None
        self.editable = False
        self._problems: dict[tuple[str, str], tuple[str, Text]] = {}

    # --- content --------------------------------------------------------------------------------------------------

    def set_view(self, view: PlanView | None, *, editable: bool) -> None:
        """Show a plan, or nothing; what could not be saved stays as it was typed."""
        self.beginResetModel()
        self.editable = editable and view is not None
        self.draft = None
        self.rows = []
        if view is not None:
            for part in rules.PARTS:
                self.rows.append(part)
                self.rows += [task for task in view.tasks if task.part == part]
        there = {task.id for task in self.tasks()}
        self._problems = {key: value for key, value in self._problems.items() if key[0] in there}
        self.endResetModel()

    def tasks(self) -> list[TaskRow]:
        """Return the tasks in the order of the document."""
        return [row for row in self.rows if isinstance(row, TaskRow)]

    def task(self, row: int) -> TaskRow | None:
        """Return the task in a row, if it is one."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, TaskRow) else None

    def row_of(self, task_id: str) -> int:
        """Return the row of a task; -1 if it is not shown."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, TaskRow) and row.id == task_id), -1)

    def begin_draft(self, row: int) -> int:
        """Open an empty row behind another one, and return its number."""
        self.drop_draft()
        at = min(max(row, 0), len(self.rows) - 1)
        here = self.rows[at]
        if isinstance(here, TaskRow):
            self.draft = Draft(here.section, here.id)
        else:
            part = str(here)
            while at + 1 < len(self.rows) and isinstance(self.rows[at + 1], TaskRow):
                at += 1
            last = self.rows[at]
            section = last.section if isinstance(last, TaskRow) else next(iter(rules.SECTIONS[part]))
            self.draft = Draft(section, last.id if isinstance(last, TaskRow) else "")
        self.beginInsertRows(QModelIndex(), at + 1, at + 1)
        self.rows.insert(at + 1, self.draft)
        self.endInsertRows()
        return at + 1

    def drop_draft(self) -> None:
        """Take the row away that was being written, if nothing stands in it."""
        if self.draft is None or self.draft not in self.rows:
            return
        if self.draft.saving:
            return
        at = self.rows.index(self.draft)
        self.beginRemoveRows(QModelIndex(), at, at)
        del self.rows[at]
        self.endRemoveRows()
        self.draft = None

    def draft_saved(self, draft: Draft, task_id: str) -> None:
        """A new task has its id: what was typed meanwhile is an edit of it."""
        draft.task_id, draft.saving = task_id, False
        for key, text in draft.values.items():
            if key != "title":
                self.edited.emit(task_id, key, text)

    def draft_refused(self, draft: Draft) -> None:
        """A new task could not be saved: it stays as it was typed."""
        draft.saving = False

    def set_problem(self, task_id: str, column: str, text: str, problem: Text) -> None:
        """Say that what was typed into a cell could not be saved, and why; the words stay."""
        self._problems[task_id, column] = (text, problem)
        self._changed(task_id)

    def clear_problem(self, task_id: str, column: str) -> None:
        """A cell has been saved."""
        if self._problems.pop((task_id, column), None) is not None:
            self._changed(task_id)

    def problem(self, task_id: str, column: str) -> Text | None:
        """Return why a cell could not be saved."""
        found = self._problems.get((task_id, column))
        return None if found is None else found[1]

    def _changed(self, task_id: str) -> None:
        row = self.row_of(task_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    # --- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return str(TITLES[COLUMNS[section]])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Where people may write."""
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.rows[index.row()]
        writable = self.editable and not isinstance(row, str) and COLUMNS[index.column()] in EDITED
        return shown | Qt.ItemFlag.ItemIsEditable if writable else shown

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and its tooltip."""
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, TaskRow):
            return self.tip(row, column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        row, column, text = self.rows[index.row()], COLUMNS[index.column()], str(value or "").strip()
        if isinstance(row, Draft):
            return self._write_draft(row, column, text)
        if not isinstance(row, TaskRow) or self.text(row, column) == text:
            return False
        if column in ("title", "note", "deadline"):
            self.rows[index.row()] = replace(row, **{column: text})
        self.edited.emit(row.id, column, text)
        return True

    def _write_draft(self, draft: Draft, column: str, text: str) -> bool:
        draft.values[column] = text
        if draft.task_id:
            self.edited.emit(draft.task_id, column, text)
        elif draft.values.get("title") and not draft.saving and column == "title":
            draft.saving = True
            self.drafted.emit(draft)
        return True

    # --- words ----------------------------------------------------------------------------------------------------

    def text(self, row: Row, column: str) -> str:
        """Return what stands in a cell."""
        if isinstance(row, str):
            return str(rules.PARTS[row]) if column == "state" else ""
        if isinstance(row, Draft):
            return str(rules.SECTION_SHORT[row.section]) if column == "section" else row.values.get(column, "")
        kept = self._problems.get((row.id, column))
        if kept is not None:
            return kept[0]
        match column:
            case "state":
                done = f"{len(row.ticks)}/{len(row.days)}" if row.days and row.state == "open" else ""
                return done or SIGNS.get(row.state, "?")
            case "section":
                return str(rules.SECTION_SHORT.get(row.section, row.section))
            case "assignee":
                return row.who
            case "minutes":
                return str(row.minutes) if row.minutes else ""
            case "result":
                told = (
                    rules.state_title(rules.STATES, row.state) if row.state != "open" else "",
                    row.reason,
                    row.result,
                )
                return " · ".join(str(part) for part in told if part)
            case _:
                return str(getattr(row, column))

    def _marks(self, row: TaskRow) -> str:
        marks: list[str] = []
        if row.carried:
            marks.append(T("plans", "carried on {n}×").format(n=row.carried))
        if row.changed:
            marks.append(str(T("plans", "changed after approval")))
        return "，".join(marks)

    def tip(self, row: TaskRow, column: str) -> str:
        """Return what a cell says when it is pointed at."""
        problem = self.problem(row.id, column)
        if problem is not None:
            return str(problem)
        match column:
            case "state":
                return str(rules.state_title(rules.STATES, row.state)) + self._days(row)
            case "deadline":
                return "" if row.due_at is None else str(say_exact(row.due_at, self.display.zone)) + self._days(row)
            case "title":
                return "\n".join(part for part in (row.title, row.note, self._marks(row)) if part)
            case "section":
                return str(rules.SECTION_TITLES.get(row.section, row.section))
            case _:
                return self.text(row, column)

    def _days(self, row: TaskRow) -> str:
        if not row.days:
            return ""
        shown = (
            f"{WEEKDAYS[date.fromisoformat(day).weekday()]} {SIGNS['done' if day in row.ticks else 'open']}"
            for day in row.days
        )
        return "\n" + "  ".join(shown)

    def tone(self, row: Row, column: str) -> Tone | None:
        """Return the colour of a cell."""
        if not isinstance(row, TaskRow):
            return None
        if self.problem(row.id, column) is not None:
            return "late"
        if column in ("state", "result"):
            return "late" if row.late and column == "state" else TONES.get(row.state)
        if column == "deadline" and row.late:
            return "late"
        if row.state in ("done", "dropped", "moved") or (column == "assignee" and not row.assignee_id):
            return "muted"
        return None

    def marks(self, row: Row) -> str:
        """Return the small words behind a task's title."""
        return self._marks(row) if isinstance(row, TaskRow) else ""
