"""The journal of plans and tasks: every step is written once and never edited."""

from __future__ import annotations

from app.features.plans import rules
from app.features.plans.records import Plan, PlanEvent, PlanTask
from app.store.database import Database
from app.store.work import Work

_FIXED = ("approved", "reviewed")


def write_event(
    work: Work,
    plan: Plan | None,
    action: str,
    task: PlanTask | None = None,
    *,
    to_state: str | None = None,
    note: str = "",
) -> PlanEvent:
    """Write one step of a plan or of one of its tasks.

    Args:
        work: The open unit of work.
        plan: The plan as it was before; None for a task that waits for one.
        action: Code of the step, see ``rules.EVENTS``.
        task: The task as it was before, if it is a step of one.
        to_state: State of the task, or of the plan, afterwards; the same as before if not given.
        note: What was said, or which fields changed.
    """
    state = task.state if task is not None else plan.state if plan is not None else ""
    return work.insert(
        PlanEvent(
            plan_id=plan.id if plan is not None else "",
            task_id=task.id if task is not None else "",
            at=work.now,
            action=action,
            from_state=state,
            to_state=state if to_state is None else to_state,
            note=note,
            after_approval=int(plan is not None and plan.state in _FIXED and action in CHANGES),
        )
    )


def next_position(database: Database, plan_id: str) -> int:
    """Return the position behind the last task of a plan (or of those that wait, for the empty id)."""
    last = database.value("SELECT max(position) FROM plan_task WHERE plan_id = ?", (plan_id,))
    return int(last or 0) + rules.STEP


CHANGES = frozenset({"add", "given", "edit", "delete", "restore", "copy", "take"})
"""Steps that change what was planned; told as changes once a plan is approved."""
