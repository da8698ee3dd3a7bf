"""A plan as an editable document: its texts, its table, and what the keys in it do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T, Text
from app.features.plans import rules
from app.features.plans.service import Member, PlanView, TaskRow
from ui.features.plans.asking import AskingLine
from ui.features.plans.model import Draft, PlanModel
from ui.features.plans.table import PlanTable
from ui.features.plans.texts import OverviewTexts
from ui.i18n.language import Retranslated
from ui.theme.metrics import margins
from ui.widgets.basic import hairline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_FIELDS = {"assignee": "assignee_id"}


class PlanDocument(Retranslated, QWidget):
    """Shows and edits one plan.

    Attributes:
        model: Its rows.
        table: Where they are edited.
        asking: Asks for reasons.
        view: What is shown.
        reviewing: Whether it is shown to be reviewed.

    Signals:
        picked: The keyboard is on another task; its id.
        stale: Something was written, and what is shown may be read again.
    """

    picked = Signal(str)
    stale = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view: PlanView | None = None
        self._members: tuple[Member, ...] = ()
        self._waiting: tuple[PlanView, tuple[Member, ...], Any, bool] | None = None
        self.reviewing = False
        self._select = ""
        self._seen: Any = None
        self.model = PlanModel(desk.display, self)
        self.table = PlanTable(self.model, self)
        self.texts = OverviewTexts(self)
        self.asking = AskingLine(self)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(self.texts)
        layout.addWidget(hairline())
        layout.addWidget(self.asking)
        layout.addWidget(self.table, 1)
        self.texts.changed.connect(self._write_text)
        self.model.edited.connect(self._write_cell)
        self.model.drafted.connect(self._write_draft)
        self.table.done_wanted.connect(self.toggle_done)
        self.table.move_wanted.connect(self.ask_move)
        self.table.delete_wanted.connect(self.delete)
        self.table.shift_wanted.connect(self.shift)
        self.table.picked.connect(self.picked)
        self.table.left.connect(self._catch_up)

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        self.table.viewport().update()

    # --- showing --------------------------------------------------------------------------------------------------

    def show_view(self, view: PlanView, members: tuple[Member, ...], seen: Any, *, editable: bool) -> None:
        """Show a plan; while a cell is open the new state waits."""
        same = self.view is not None and self.view.id == view.id
        if same and self.table.editing:
            # The cell that is open replaces what stood on the screen when it was opened, and nothing later.
            self._waiting = (view, members, seen, editable)
            return
        self._seen = seen
        kept = self._select or (self.table.current_id() if same else "")
        column = max(self.table.currentIndex().column(), 0)
        top = self.table.verticalScrollBar().value()
        chosen = self.table.chosen() if same else []
        self.view, self._members, self._select = view, members, ""
        self.table.names = [member.name for member in members]
        self.texts.show_view(view, editable=editable)
        self.model.set_view(view, editable=editable)
        self._stand(kept, column, chosen)
        if same:
            self.table.verticalScrollBar().setValue(top)

    def _stand(self, task_id: str, column: int, chosen: list[str]) -> None:
        row = self.model.row_of(task_id)
        if row < 0 and self.model.rows:
            row = 1 if len(self.model.rows) > 1 else 0
        self.table.setCurrentIndex(self.model.index(row, column))
        if len(chosen) > 1:
            selection = self.table.selectionModel()
            flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            for each in chosen:
                if (place := self.model.row_of(each)) >= 0:
                    selection.select(self.model.index(place, 0), flags)

    def _catch_up(self) -> None:
        if self._waiting is not None:
            (view, members, seen, editable), self._waiting = self._waiting, None
            self.show_view(view, members, seen, editable=editable)

    def go_to(self, task_id: str) -> None:
        """Put the keyboard on a task, now or as soon as it is shown."""
        if not self.table.select(task_id):
            self._select = task_id
        self.table.setFocus()

    def flush(self) -> None:
        """Save what stands half typed."""
        self.texts.flush()
        if self.table.editing:
            self.table.setFocus()

    # --- writing --------------------------------------------------------------------------------------------------

    def _write_text(self, key: str, text: str) -> None:
        desk, view = self._desk, self.view
        if view is None:
            return
        plans, store, seen = desk.context.plans, desk.context.store, self._seen

        def work() -> dict[str, str]:
            with store.as_seen(seen):
                return plans.set_texts(desk.actor, view.id, {key: text})

        def done(before: dict[str, str]) -> None:
            if before:
                undo = _job(desk, self, lambda: plans.set_texts(desk.actor, view.id, before))
                desk.voice.info(T("plans", "Saved: {what}").with_(what=rules.TEXTS[key]), undo=undo)

        desk.jobs.run(work, done=done, owner=self)

    def _write_cell(self, task_id: str, column: str, text: str) -> None:
        desk, field = self._desk, _FIELDS.get(column, column)
        value = text
        if column == "assignee":
            found = match_member(text, self._members)
            if found is None:
                problem = T("plans", "Nobody called “{name}” works here now.").with_(name=text)
                self._refuse(task_id, column, text, problem)
                return
            value = found
        plans, store, seen = desk.context.plans, desk.context.store, self._seen

        def work() -> dict[str, Any]:
            with store.as_seen(seen):
                return plans.edit_task(desk.actor, task_id, {field: value})

        def done(before: dict[str, Any]) -> None:
            self.model.clear_problem(task_id, column)
            if before:
                undo = _job(desk, self, lambda: plans.edit_task(desk.actor, task_id, before))
                desk.voice.info(T("plans", "Saved: {what}").with_(what=rules.FIELDS[field]), undo=undo)
            self.stale.emit()

        def failed(error: BaseException) -> None:
            if isinstance(error, Invalid):
                self._refuse(task_id, column, text, next(iter(error.fields.values())))
            elif isinstance(error, AppError):
                self._refuse(task_id, column, text, error.text)
            else:
                raise error

        desk.jobs.run(work, done=done, failed=failed, owner=self)

    def _refuse(self, task_id: str, column: str, text: str, problem: Text) -> None:
        self.model.set_problem(task_id, column, text, problem)
        self._desk.voice.warn(problem)

    def _write_draft(self, draft: Draft) -> None:
        desk, view = self._desk, self.view
        if view is None:
            return
        values = {"title": draft.values["title"], "section": draft.section}
        plans = desk.context.plans

        def done(task_id: str) -> None:
            self._select = task_id
            self.model.draft_saved(draft, task_id)
            undo = _job(desk, self, lambda: plans.delete_tasks(desk.actor, [task_id]))
            desk.voice.info(T("plans", "Task added."), undo=undo)
            self.stale.emit()

        def failed(error: BaseException) -> None:
            self.model.draft_refused(draft)
            if not isinstance(error, AppError):
                raise error
            desk.voice.error(error)

        desk.jobs.run(
            lambda: plans.add_task(desk.actor, view.id, values, after=draft.after), done=done, failed=failed, owner=self
        )

    # --- states ---------------------------------------------------------------------------------------------------

    def _tasks(self, ids: list[str]) -> list[TaskRow]:
        return [task for task in self.model.tasks() if task.id in ids]

    def toggle_done(self, ids: list[str]) -> None:
        """Do tasks; tick a day of a daily one; what is done already is opened again.

        The review judges a daily task as a whole.
        """
        desk, plans = self._desk, self._desk.context.plans
        tasks = self._tasks(ids)
        if not tasks or not desk.may("plan", "edit"):
            return
        if not self.reviewing and len(tasks) == 1 and tasks[0].days and tasks[0].state in ("open", "done"):
            task, done_ = tasks[0], tasks[0].state == "open"

            def ticked(day: str) -> None:
                undo = _job(
                    desk, self, lambda: plans.tick(desk.actor, task.id, date.fromisoformat(day), done=not done_)
                )
                said = T("plans", "Ticked: {day}") if done_ else T("plans", "Tick taken back: {day}")
                desk.voice.info(said.with_(day=day), undo=undo)

            desk.jobs.run(lambda: plans.tick(desk.actor, task.id, done=done_), done=ticked, owner=self)
            return
        action = "reopen" if all(task.state == "done" for task in tasks) else "do"
        fitting = [task.id for task in tasks if task.state in rules.BY_TASK_ACTION[action].sources]
        self._move(fitting, action, "")

    def ask_move(self, action: str, ids: list[str]) -> None:
        """Make a move with tasks; where it needs a reason, ask for one first."""
        move = rules.BY_TASK_ACTION[action]
        tasks = self._tasks(ids)
        fitting = [task.id for task in tasks if task.state in move.sources]
        if not self._desk.may("plan", "edit") or not tasks:
            return
        if not fitting:
            self._desk.voice.warn(
                T("plans", "“{action}” is not possible while it is “{state}”.").with_(
                    action=str(move.title).rstrip("…"), state=rules.state_title(rules.STATES, tasks[0].state)
                )
            )
            return
        if not move.reason:
            self._move(fitting, action, "")
            return
        title = T("plans", "{action} ({n})").with_(action=str(move.title).rstrip("…"), n=len(fitting))
        self.asking.ask(
            title,
            lambda reason: self._move(fitting, action, reason),
            back=self.table,
            hint=T("plans", "Why? The review and next week's plan show it."),
        )

    def _move(self, ids: list[str], action: str, reason: str) -> None:
        desk, plans = self._desk, self._desk.context.plans
        if not ids:
            return

        def done(before: Any) -> None:
            undo = _job(desk, self, lambda: plans.undo_states(desk.actor, before))
            said = T("plans", "{n} tasks: {action}.").with_(n=len(ids), action=rules.BY_TASK_ACTION[action].done)
            desk.voice.info(said, undo=undo)

        desk.jobs.run(lambda: plans.do_tasks(desk.actor, ids, action, reason), done=done, owner=self)

    def delete(self, ids: list[str]) -> None:
        """Take tasks out of the plan."""
        desk, plans = self._desk, self._desk.context.plans
        if not self.model.editable:
            return
        rows = range(self.table.currentIndex().row(), len(self.model.rows))
        behind = (task.id for task in map(self.model.task, rows) if task is not None and task.id not in ids)
        following = next(behind, "")

        def done(_none: None) -> None:
            self._select = following
            undo = _job(desk, self, lambda: plans.restore_tasks(desk.actor, ids))
            desk.voice.info(T("plans", "{n} tasks taken out.").with_(n=len(ids)), undo=undo)

        desk.jobs.run(lambda: plans.delete_tasks(desk.actor, ids), done=done, owner=self)

    def shift(self, task_id: str, step: int) -> None:
        """Move a task up or down, over the edge of its section into the next one."""
        desk, plans = self._desk, self._desk.context.plans
        if not self.model.editable:
            return
        place = _place_after(self.model.tasks(), task_id, step)
        if place is None:
            return
        section, before = place

        def done(was: tuple[str, str]) -> None:
            undo = _job(desk, self, lambda: plans.place_task(desk.actor, task_id, *was))
            desk.voice.info(T("plans", "Task moved."), undo=undo)

        self._select = task_id
        desk.jobs.run(lambda: plans.place_task(desk.actor, task_id, section, before), done=done, owner=self)


def _place_after(tasks: list[TaskRow], task_id: str, step: int) -> tuple[str, str] | None:
    """Return section and follower of a task that moves one step; None where it stands at the end of the plan."""
    sections = list(rules.SECTION_PART)
    task = next((each for each in tasks if each.id == task_id), None)
    if task is None or task.section not in sections:
        return None
    own = [each.id for each in tasks if each.section == task.section]
    at, here = own.index(task_id), sections.index(task.section)
    if step < 0 and at > 0:
        return task.section, own[at - 1]
    if step > 0 and at + 1 < len(own):
        return task.section, own[at + 2] if at + 2 < len(own) else ""
    if not 0 <= here + step < len(sections):
        return None
    target = sections[here + step]
    there = [each.id for each in tasks if each.section == target]
    return target, (there[0] if there and step > 0 else "")


def match_member(text: str, members: tuple[Member, ...]) -> str | None:
    """Return the staff id of whom a person typed: name, number, initials, or part of one name; None for nobody.

    The empty text means nobody in particular, and gives the empty id.
    """
    wanted = text.strip().lower()
    if not wanted:
        return ""
    for key in ("name", "number", "initials"):
        found = [member.id for member in members if str(getattr(member, key)).lower() == wanted]
        if len(found) == 1:
            return found[0]
    within = [member.id for member in members if wanted in member.name.lower()]
    return within[0] if len(within) == 1 else None


def _job(desk: Desk, owner: QWidget, work: Any) -> Any:
    """Return what does some work on the lane of the database."""
    return lambda: desk.jobs.run(work, owner=owner)
