"""Approval and review: the moves of a plan, and the improvement list that its review leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T, Text
from app.features.plans import rules
from app.features.plans.events import write_event
from app.features.plans.proposing import PlanProposing
from app.features.plans.records import Improvement, Plan
from app.features.plans.views import TaskRow
from app.features.staff.rules import Actor
from app.store.history import last_values
from app.store.store import Store
from app.store.work import Work

IMPROVEMENT_FIELDS = ("problem", "cause", "measure", "assignee_id", "deadline", "effect", "state", "task_id")
_NAMED_AT_MOST = 5


class PlanReviewing(PlanProposing):
    """Approving and reviewing. Part of ``PlanService``, which says what the arguments are."""

    _store: Store
    _zone: OfficeZone

    def do(self, actor: Actor, plan_id: str, action: str, note: str = "") -> str:
        """Make a move with a plan and return its new state.

        Args:
            actor: Who acts.
            plan_id: The plan.
            action: Code of a move in ``rules.PLAN_MOVES``.
            note: The reason, where one is asked for; the conclusion, for ``review``.

        Raises:
            NotAllowed: The person may not.
            Refused: The state does not allow it, or tasks stand in the way; the text names them.
            Invalid: The reason is missing.
        """
        move = rules.move_of(rules.BY_PLAN_ACTION, action)
        actor.require("plan", move.permission)
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            rules.check_move(move, plan.state, rules.PLAN_STATES, note)
            if action in ("submit", "approve"):
                self._require_complete(plan_id)
            if action == "review":
                self._require_decided(plan_id)
            work.update(plan, state=move.target, **_columns(work, plan, action, note.strip()))
            write_event(work, plan, action, to_state=move.target, note=note.strip())
        return move.target

    def undecided(self, actor: Actor, plan_id: str) -> list[TaskRow]:
        """Return the tasks of a plan of which the review has to say what became of them."""
        actor.require("plan", "view")
        return self._undecided(plan_id)

    def incomplete(self, actor: Actor, plan_id: str) -> list[TaskRow]:
        """Return the tasks of a plan that have no responsible person or no deadline."""
        actor.require("plan", "view")
        return self._incomplete(plan_id)

    def _undecided(self, plan_id: str) -> list[TaskRow]:
        return [task for task in self._tasks("t.plan_id = ?", (plan_id,)) if task.state == "open"]

    def _incomplete(self, plan_id: str) -> list[TaskRow]:
        tasks = self._tasks("t.plan_id = ?", (plan_id,))
        return [task for task in tasks if not task.assignee_id or not task.deadline]

    def _require_complete(self, plan_id: str) -> None:
        missing = self._incomplete(plan_id)
        if missing:
            raise Refused(
                T("plans", "These tasks have no responsible person or no deadline: {tasks}. Fill them in first.").with_(
                    tasks=_named(missing)
                ),
                "plan.incomplete",
            )
        if not self._store.value("SELECT 1 FROM plan_task WHERE plan_id = ? LIMIT 1", (plan_id,)):
            raise Refused(T("plans", "The plan has no tasks yet. Enter some first."), "plan.empty")

    def _require_decided(self, plan_id: str) -> None:
        undecided = self._undecided(plan_id)
        if undecided:
            raise Refused(
                T("plans", "Say of each task whether it was done, and if not, why. Still open: {tasks}.").with_(
                    tasks=_named(undecided)
                ),
                "plan.undecided",
            )
        bare = [
            task
            for task in self._tasks("t.plan_id = ?", (plan_id,))
            if task.state in ("not_done", "dropped") and not task.reason
        ]
        if bare:
            raise Refused(
                T("plans", "These tasks have no reason: {tasks}. Give one each.").with_(tasks=_named(bare)),
                "plan.no_reason",
            )

    # --- the improvement list -------------------------------------------------------------------------------------

    def save_improvement(self, actor: Actor, plan_id: str, values: Mapping[str, Any], improvement_id: str = "") -> str:
        """Write a line of the improvement list, and return its id.

        Args:
            actor: Who writes.
            plan_id: The plan whose review it belongs to.
            values: ``problem``, ``cause``, ``measure``, ``assignee_id``, ``deadline``, ``effect``, ``state``,
                ``task_id``; what is missing stays as it is.
            improvement_id: The line to change; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: Fields are missing or wrong; a line needs its problem, cause and measure come as they are found.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            old = work.must(Improvement, improvement_id) if improvement_id else None
            given = {key: str(values.get(key) or "").strip() for key in IMPROVEMENT_FIELDS if key in values}
            columns: dict[str, Any] = self._checked_line(work, plan, given, old)
            if old is not None:
                work.update(old, **columns)
                return old.id
            last = work.database.value("SELECT max(position) FROM improvement WHERE plan_id = ?", (plan_id,))
            line = work.insert(Improvement(plan_id=plan_id, position=int(last or 0) + rules.STEP, **columns))
            write_event(work, plan, "improve", note=line.problem)
        return line.id

    def _checked_line(
        self, work: Work, plan: Plan, given: Mapping[str, str], old: Improvement | None
    ) -> dict[str, Any]:
        columns: dict[str, Any] = dict(given)
        problems: dict[str, Text] = {}
        if not columns.get("problem", old.problem if old is not None else ""):
            problems["problem"] = REQUIRED
        if columns.get("state", "open") not in rules.IMPROVEMENT_STATES:
            problems["state"] = T("plans", "Choose one of: {known}.").with_(known=", ".join(rules.IMPROVEMENT_STATES))
        chosen = columns.get("assignee_id")
        moved = chosen and (old is None or chosen != old.assignee_id)
        if moved and not work.database.value("SELECT active FROM staff WHERE id = ?", (chosen,)):
            problems["assignee_id"] = T("plans", "Choose somebody who works here now.")
        if "deadline" in columns and (old is None or columns["deadline"] != old.deadline):
            try:
                columns["due_at"] = self._resolved(columns["deadline"], plan.week).due_at
            except Invalid as error:
                problems |= error.fields
        if problems:
            raise Invalid(problems, "plan.invalid")
        return columns

    def delete_improvement(self, actor: Actor, improvement_id: str) -> None:
        """Take a line off the improvement list; ``restore_improvement`` puts it back."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            work.delete(work.must(Improvement, improvement_id))

    def restore_improvement(self, actor: Actor, improvement_id: str) -> None:
        """Put a line of the improvement list back."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            values = last_values(work.database, "improvement", improvement_id)
            if not values or work.get(Improvement, improvement_id) is not None:
                raise Refused(T("plans", "This line was not deleted."), "plan.not_deleted")
            work.insert(Improvement(id=improvement_id, **values))


def _columns(work: Work, plan: Plan, action: str, note: str) -> dict[str, Any]:
    """Return what a move writes besides the state."""
    match action:
        case "submit":
            return {"submitted_at": work.now, "send_back": ""}
        case "approve":
            return {"approved_at": work.now, "approved_by": work.author}
        case "send_back":
            return {"submitted_at": None, "approved_at": None, "approved_by": "", "send_back": note}
        case "withdraw":
            return {"submitted_at": None}
        case "review":
            return {"reviewed_at": work.now, "reviewed_by": work.author, "summary": note or plan.summary}
        case _:
            return {"reviewed_at": None, "reviewed_by": ""}


def _named(tasks: list[TaskRow]) -> str:
    shown = "、".join(f"“{task.title}”" for task in tasks[:_NAMED_AT_MOST])
    rest = len(tasks) - _NAMED_AT_MOST
    return shown if rest <= 0 else T("plans", "{tasks} and {n} more").format(tasks=shown, n=rest)
