"""Plans, tasks, improvements and templates in words, for rooms that know no plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T
from app.features.plans import rules
from app.features.plans.records import Improvement, Plan, PlanTask, PlanTemplate, PlanTemplateRow
from app.features.staff.rules import Actor
from app.store.history import HistoryField
from app.store.store import Store
from app.store.telling import Telling, Tellings

PLAN = T("plans", "Weekly plan")
TASK = T("plans", "Task of the weekly plan")
_IMPROVEMENT = T("plans", "Line of the improvement list")
_TEMPLATE = T("plans", "Plan template")
_ROW = T("plans", "Task of a plan template")
_TICK = T("plans", "Tick of a day")
_STEP = T("plans", "Step of a plan")
_LEFT = T("plans", "Proposal left out")
_TITLE = 24


def tellings_of(
    store: Store,
    zone: OfficeZone,
    actor: Actor,
    edit: Callable[[Actor, str, Mapping[str, Any]], object],
) -> Tellings:
    """Return how the tables of the weekly plan are told.

    Args:
        store: Where to read.
        zone: Shows moments in office time.
        actor: Who reads, and changes.
        edit: Changes a task.
    """

    def moment(value: Any) -> str:
        return f"{zone.local(value):%Y-%m-%d %H:%M}"

    def person(value: Any) -> object:
        return store.value("SELECT name FROM staff WHERE id = ?", (value,)) or value

    def plan(plan_id: str) -> str:
        found = store.get(Plan, plan_id)
        return found.week if found is not None else plan_id

    def task(task_id: str) -> str:
        found = store.get(PlanTask, task_id)
        return f"{found.plan_id} {found.title[:_TITLE]}".strip() if found is not None else ""

    def improvement(pk: str) -> str:
        found = store.get(Improvement, pk)
        return f"{found.plan_id} {found.problem[:_TITLE]}" if found is not None else ""

    def template(pk: str) -> str:
        found = store.get(PlanTemplate, pk)
        return found.title if found is not None else ""

    def row(pk: str) -> str:
        found = store.get(PlanTemplateRow, pk)
        return f"{template(found.template_id)} {found.title[:_TITLE]}" if found is not None else ""

    def plan_of_event(pk: str) -> str:
        return str(store.value("SELECT plan_id FROM plan_event WHERE id = ?", (pk,)) or "")

    def part(value: Any) -> object:
        return rules.PARTS.get(value, value)

    def section(value: Any) -> object:
        return rules.SECTION_TITLES.get(value, value)

    common = {
        "title": HistoryField(rules.FIELDS["title"]),
        "part": HistoryField(rules.FIELDS["part"], part, "choice", rules.PARTS),
        "section": HistoryField(rules.FIELDS["section"], section, "choice", rules.SECTION_TITLES),
        "note": HistoryField(rules.FIELDS["note"], kind="long_text"),
        "role": HistoryField(rules.FIELDS["role"]),
        "assignee_id": HistoryField(rules.FIELDS["assignee_id"], person, "none"),
        "deadline": HistoryField(rules.FIELDS["deadline"]),
        "minutes": HistoryField(rules.FIELDS["minutes"], kind="number"),
    }
    states = HistoryField(T("plans", "State"), lambda value: rules.STATES.get(value, value), "none")
    texts = {key: HistoryField(title, kind="none") for key, title in rules.TEXTS.items()}
    return {
        "plan": Telling(
            PLAN,
            "plan",
            plan,
            {
                **texts,
                "summary": HistoryField(T("plans", "Conclusion of the review"), kind="none"),
                "state": HistoryField(T("plans", "State"), lambda value: rules.PLAN_STATES.get(value, value), "none"),
                "send_back": HistoryField(T("plans", "Sent back because"), kind="none"),
                "approved_by": HistoryField(T("plans", "Approved by"), person, "none"),
                "approved_at": HistoryField(T("plans", "Approved at"), moment, "none"),
                "reviewed_at": HistoryField(T("plans", "Reviewed at"), moment, "none"),
            },
            lambda pk: ("plan", pk),
        ),
        "plan_task": Telling(
            TASK,
            "plan",
            task,
            {
                **common,
                "state": states,
                "due_at": HistoryField(T("plans", "Due"), moment, "none"),
                "reason": HistoryField(rules.FIELDS["reason"], kind="none"),
                "result": HistoryField(rules.FIELDS["result"], kind="none"),
                "done_at": HistoryField(T("plans", "Done at"), moment, "none"),
                "plan_id": HistoryField(PLAN, plan, "none"),
            },
            lambda pk: ("plan_task", pk),
            lambda pk, values: edit(actor, pk, values),
        ),
        "improvement": Telling(
            _IMPROVEMENT,
            "plan",
            improvement,
            {
                "problem": HistoryField(T("plans", "Problem"), kind="none"),
                "cause": HistoryField(T("plans", "Cause"), kind="none"),
                "measure": HistoryField(T("plans", "Measure"), kind="none"),
                "assignee_id": HistoryField(rules.FIELDS["assignee_id"], person, "none"),
                "deadline": HistoryField(rules.FIELDS["deadline"], kind="none"),
                "state": HistoryField(
                    T("plans", "State"), lambda value: rules.IMPROVEMENT_STATES.get(value, value), "none"
                ),
                "effect": HistoryField(T("plans", "Effect"), kind="none"),
            },
            lambda pk: ("improvement", pk),
        ),
        "plan_template": Telling(
            _TEMPLATE,
            "plan",
            template,
            {"title": HistoryField(T("plans", "Title")), **texts},
        ),
        "plan_template_row": Telling(_ROW, "plan", row, common),
        "plan_tick": Telling(
            _TICK, "plan", lambda pk: task(pk.partition("|")[0]), {}, lambda pk: ("plan_task", pk.partition("|")[0])
        ),
        "plan_event": Telling(
            _STEP, "plan", lambda pk: plan(plan_of_event(pk)), {}, lambda pk: ("plan", plan_of_event(pk))
        ),
        "plan_left": Telling(
            _LEFT, "plan", lambda pk: plan(pk.partition("|")[0]), {}, lambda pk: ("plan", pk.partition("|")[0])
        ),
    }
