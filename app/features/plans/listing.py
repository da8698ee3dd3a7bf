"""The lists of plans, of their tasks and of improvements: columns, filters, search text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.text import T
from app.features.plans import rules
from app.store.database import Database
from app.store.listing import MISSING, ListColumn, ListFilter, Listing, among, between, holds

_TASKS = "(SELECT count(*) FROM plan_task k WHERE k.plan_id = t.id{extra})"
_WANTED = _TASKS.format(extra=" AND k.state <> 'dropped'")
_DONE = _TASKS.format(extra=" AND k.state = 'done'")
_NAME = "coalesce(s.name, CASE t.assignee_id WHEN '' THEN {role} ELSE '" + MISSING + "' END)"

PLANS = Listing(
    kind="plan",
    title=T("plans", "Weekly plans"),
    source="plan t LEFT JOIN staff a ON a.id = t.author_id LEFT JOIN staff b ON b.id = t.approved_by"
    " LEFT JOIN word d ON d.id = 'department|' || t.department",
    columns=(
        ListColumn("week", T("plans", "Week"), "t.week", width=10),
        ListColumn("first_on", T("plans", "From"), "t.first_on", "day", width=11),
        ListColumn("last_on", T("plans", "To"), "t.last_on", "day", width=11, shown=False),
        ListColumn("department", T("plans", "Department"), "coalesce(d.title, t.department)", width=10),
        ListColumn("state", T("plans", "State"), "t.state", "choice", rules.PLAN_STATES, 9),
        ListColumn("tasks", T("plans", "Tasks"), _TASKS.format(extra=""), "number", width=7),
        ListColumn("done", T("plans", "Done"), _DONE, "number", width=7),
        ListColumn(
            "rate", T("plans", "Done %"), f"CAST(round(100.0 * {_DONE} / nullif({_WANTED}, 0)) AS INTEGER)", "number",
            width=8,
        ),
        ListColumn(
            "carried", T("plans", "Carried on"), _TASKS.format(extra=" AND k.carried > 0"), "number", width=8
        ),
        ListColumn("author", T("plans", "Made by"), "coalesce(a.name, '')", width=9),
        ListColumn("approved_by", T("plans", "Approved by"), "coalesce(b.name, '')", width=9),
        ListColumn("approved_at", T("plans", "Approved at"), "t.approved_at", "moment", width=13, shown=False),
        ListColumn("reviewed_at", T("plans", "Reviewed at"), "t.reviewed_at", "moment", width=13),
        ListColumn("goals", T("plans", "Goals"), "t.goals", width=32, sort="", shown=False),
    ),
    filters=(
        ListFilter("state", T("plans", "State"), among("t.state"), labels=rules.PLAN_STATES),
        ListFilter("department", T("plans", "Department"), among("t.department"), "text"),
        ListFilter("week", T("plans", "Week"), among("t.week"), "text"),
    ),
    default_sort=(("first_on", True),),
    depends=("plan_task", "staff"),
)  # fmt: skip

PLAN_TASKS = Listing(
    kind="plan_task",
    title=T("plans", "Tasks of weekly plans"),
    source="plan_task t LEFT JOIN plan p ON p.id = t.plan_id LEFT JOIN staff s ON s.id = t.assignee_id",
    columns=(
        ListColumn("week", T("plans", "Week"), "coalesce(p.week, '')", width=10),
        ListColumn("part", T("plans", "Part"), "t.part", "choice", rules.PARTS, 14),
        ListColumn("section", T("plans", "Section"), "t.section", "choice", rules.SECTION_TITLES, 12),
        ListColumn("title", T("plans", "Task"), "t.title", width=36),
        ListColumn("assignee", T("plans", "Responsible"), _NAME.format(role="t.role"), width=9),
        ListColumn("deadline", T("plans", "Deadline"), "t.deadline", width=13, sort="t.due_at"),
        ListColumn("due_at", T("plans", "Due"), "t.due_at", "moment", width=13),
        ListColumn("state", T("plans", "State"), "t.state", "choice", rules.STATES, 10),
        ListColumn("carried", T("plans", "Weeks carried on"), "t.carried", "number", width=8),
        ListColumn("reason", T("plans", "Reason"), "t.reason", width=20),
        ListColumn("result", T("plans", "Result"), "t.result", width=20, shown=False),
        ListColumn("note", T("plans", "Remark"), "t.note", width=20, sort="", shown=False),
    ),
    filters=(
        ListFilter("state", T("plans", "State"), among("t.state"), labels=rules.STATES),
        ListFilter("part", T("plans", "Part"), among("t.part"), labels=rules.PARTS),
        ListFilter("assignee", T("plans", "Responsible"), among("t.assignee_id"), "text"),
        ListFilter("due", T("plans", "Due"), between("t.due_at"), "days"),
        ListFilter("waiting", T("plans", "Waits for a plan"), holds("t.plan_id = ''"), "flag"),
        ListFilter("carried", T("plans", "Carried on"), holds("t.carried > 0"), "flag"),
        ListFilter("week", T("plans", "Week"), among("p.week"), "text"),
    ),
    default_sort=(("week", True),),
    depends=("plan", "staff"),
)

IMPROVEMENTS = Listing(
    kind="improvement",
    title=T("plans", "Improvement list"),
    source="improvement t LEFT JOIN plan p ON p.id = t.plan_id LEFT JOIN staff s ON s.id = t.assignee_id",
    columns=(
        ListColumn("week", T("plans", "Week"), "coalesce(p.week, '')", width=10),
        ListColumn("problem", T("plans", "Problem"), "t.problem", width=20),
        ListColumn("cause", T("plans", "Cause"), "t.cause", width=14),
        ListColumn("measure", T("plans", "Measure"), "t.measure", width=20),
        ListColumn("assignee", T("plans", "Responsible"), _NAME.format(role="''"), width=9),
        ListColumn("deadline", T("plans", "Deadline"), "t.deadline", width=13, sort="t.due_at"),
        ListColumn("state", T("plans", "State"), "t.state", "choice", rules.IMPROVEMENT_STATES, 12),
        ListColumn("effect", T("plans", "Effect"), "t.effect", width=20),
    ),
    filters=(
        ListFilter("state", T("plans", "State"), among("t.state"), labels=rules.IMPROVEMENT_STATES),
        ListFilter("assignee", T("plans", "Responsible"), among("t.assignee_id"), "text"),
        ListFilter("week", T("plans", "Week"), among("p.week"), "text"),
    ),
    default_sort=(("week", True),),
    depends=("plan", "staff"),
)


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of plans; of all if no ids are given."""
    where = f" WHERE id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(f"SELECT id, week, first_on, goals, focus, arrangements FROM plan{where}", tuple(ids)):
        yield row[0], "\n".join(str(part) for part in row[1:])
