"""Plans after several desks' changes were united: what their moves would never have left behind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, Rule, bound, broken_rules

_REVIEWED = "EXISTS (SELECT 1 FROM plan p WHERE p.id = t.plan_id AND p.state = 'reviewed')"

TASKS = (
    Rule(
        "plan_task.undecided",
        f"t.state = 'open' AND {_REVIEWED}",
        T(
            "plans",
            "One desk finished the review of the plan while another added or reopened this task. Open the review again"
            " and decide the task.",
        ),
    ),
    Rule(
        "plan_task.reason",
        "t.state IN ('not_done', 'dropped') AND t.reason = ''",
        T("plans", "Two desks decided the task differently, and the reason was lost. Decide it again."),
    ),
    Rule(
        "plan_task.nobody",
        "(t.assignee_id = '' OR t.deadline = '') AND EXISTS (SELECT 1 FROM plan p WHERE p.id = t.plan_id"
        " AND p.state IN ('submitted', 'approved'))",
        T(
            "plans",
            "One desk submitted the plan while another added this task or took its responsible person or its deadline."
            " Fill them in.",
        ),
    ),
)

PLANS = (
    Rule(
        "plan.approval",
        "(t.state IN ('approved', 'reviewed')) <> (t.approved_at IS NOT NULL)",
        T(
            "plans",
            "One desk approved the plan while another took it back or sent it back. Ask both, then submit it again.",
        ),
    ),
    Rule(
        "plan.review",
        "(t.state = 'reviewed') <> (t.reviewed_at IS NOT NULL)",
        T("plans", "One desk finished the review while another opened it again. Finish the review once more."),
    ),
)

_CARRIED_TWICE = T(
    "plans", "The same task of last week stands twice in this plan: two desks carried it on. Take one of them out."
)


def check_tasks(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these tasks."""
    yield from broken_rules(database, "plan_task", TASKS, ids)
    for (pk,) in database.rows(
        f"SELECT t.id FROM plan_task t WHERE t.id IN ({IDS}) AND t.carried_from <> '' AND EXISTS (SELECT 1 FROM"
        " plan_task o WHERE o.carried_from = t.carried_from AND o.plan_id = t.plan_id AND o.id < t.id) ORDER BY t.id",
        (bound(ids),),
    ):
        yield Breach("plan_task", pk, "plan_task.twice", _CARRIED_TWICE)


def check_plans(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these plans and with their tasks."""
    yield from broken_rules(database, "plan", PLANS, ids)
    rows = database.rows(f"SELECT id FROM plan_task WHERE plan_id IN ({IDS})", (bound(ids),))
    yield from check_tasks(database, [pk for (pk,) in rows])


CHECKS: Mapping[str, Check] = {"plan": check_plans, "plan_task": check_tasks}
