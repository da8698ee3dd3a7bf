"""Tables of the weekly plan.

Positions are sparse numbers, so that a row moves by writing itself alone: two desks that reorder different rows of one
plan never write the same column.
"""

from app.store import fields as f
from app.store.records import SyncedRecord


class Plan(SyncedRecord):
    """The plan of one week (周计划) of the office or of one of its departments.

    The id is made of week and department, so two desks that begin the same week's plan make one.

    Attributes:
        week: ISO week, ``2026-W48``.
        first_on: Its Monday; ``last_on`` its Sunday.
        department: Code of a department; empty for the office as a whole.
        state: Code of ``rules.PLAN_STATES``.
        template: Id of the template it was begun with.
        goals: Part one: goals, one a line; ``focus`` what matters most, ``arrangements`` how work is arranged.
        summary: The review's conclusion.
        author_id: Who makes it.
        send_back: Why the supervisor sent it back last.
    """

    table = "plan"

    week: str = f.text(indexed=True)
    first_on: str = f.day(indexed=True)
    last_on: str = f.day()
    department: str = f.text()
    state: str = f.text("draft")
    template: str = f.ref("plan_template", indexed=False)
    goals: str = f.text(policy="text")
    focus: str = f.text(policy="text")
    arrangements: str = f.text(policy="text")
    summary: str = f.text(policy="text")
    author_id: str = f.ref("staff", indexed=False)
    submitted_at: int | None = f.moment()
    approved_at: int | None = f.moment()
    approved_by: str = f.ref("staff", indexed=False)
    reviewed_at: int | None = f.moment()
    reviewed_by: str = f.ref("staff", indexed=False)
    send_back: str = f.text()


class PlanTask(SyncedRecord):
    """A task of a plan, or one that waits for the next plan.

    Attributes:
        plan_id: Its plan; empty while it waits for one.
        part: Code of ``rules.PARTS``; ``section`` the heading within it.
        assignee_id: Who is responsible; ``role`` says it in words where no person is named.
        deadline: As typed, such as ``本周五 15:00`` or ``每日 9:00``; ``due_at`` is the moment it means.
        minutes: How long it takes, for the load; 0 if nobody said.
        reason: Why it was not done, moved on or dropped.
        source_kind: Record kind of what it comes from; ``source_id`` its id.
        origin: What proposed it, such as ``carried`` or ``ticket.late``; ``origin_key`` tells that from every other
            proposal, so that nothing is proposed twice.
        carried: How many weeks it has been carried on; ``carried_from`` is the task of the week before.
    """

    table = "plan_task"
    belongs_to = "plan_id"

    plan_id: str = f.ref("plan")
    part: str = f.text("problems")
    section: str = f.text()
    title: str = f.text()
    note: str = f.text(policy="text")
    assignee_id: str = f.ref("staff")
    role: str = f.text()
    deadline: str = f.text()
    due_at: int | None = f.moment()
    minutes: int = f.integer(0)
    position: int = f.integer(0, policy="quiet")
    state: str = f.text("open")
    reason: str = f.text()
    result: str = f.text()
    done_at: int | None = f.moment()
    source_kind: str = f.text()
    source_id: str = f.owner()
    origin: str = f.text()
    origin_key: str = f.text()
    carried: int = f.integer(0, policy="max")
    carried_from: str = f.ref("plan_task")


class PlanTick(SyncedRecord):
    """One working day of a daily task that is done: a member of the set (task, day)."""

    table = "plan_tick"
    belongs_to = "task_id"

    task_id: str = f.ref("plan_task")
    day_on: str = f.day()


class PlanEvent(SyncedRecord):
    """One step in the life of a plan or of a task; never edited.

    Attributes:
        task_id: The task; empty for a step of the plan itself. It may have been taken out since: this is the memory.
        at: When it happened, UTC milliseconds.
        action: Code of the step.
        after_approval: Whether it changed a plan that was approved already.
    """

    table = "plan_event"
    belongs_to = "plan_id"
    journal = True

    plan_id: str = f.ref("plan")
    task_id: str = f.text(indexed=True)
    at: int | None = f.moment()
    action: str = f.text()
    from_state: str = f.text()
    to_state: str = f.text()
    note: str = f.text()
    after_approval: int = f.flag()


class Improvement(SyncedRecord):
    """A line of the improvement list (问题改进清单): a problem of the week, its cause, and what is done about it.

    Attributes:
        plan_id: The week's plan whose review found it.
        deadline: As typed; ``due_at`` is the moment it means.
        state: Code of ``rules.IMPROVEMENT_STATES``.
        task_id: The task of the review it grew out of, if it did; it may have been taken out since.
        effect: What the measure has brought.
    """

    table = "improvement"
    belongs_to = "plan_id"

    plan_id: str = f.ref("plan")
    problem: str = f.text(policy="text")
    cause: str = f.text(policy="text")
    measure: str = f.text(policy="text")
    assignee_id: str = f.ref("staff")
    deadline: str = f.text()
    due_at: int | None = f.moment()
    state: str = f.text("open", indexed=True)
    effect: str = f.text()
    task_id: str = f.text(indexed=True)
    position: int = f.integer(0, policy="quiet")


class PlanLeft(SyncedRecord):
    """A proposal that somebody left out of a plan: a member of the set (plan, proposal), not proposed again."""

    table = "plan_left"
    belongs_to = "plan_id"

    plan_id: str = f.ref("plan")
    origin_key: str = f.text()


class PlanTemplate(SyncedRecord):
    """A template of weekly plans; the built-in ones have their code as id.

    Attributes:
        when_used: When to use it.
        active: Whether it is offered.
    """

    table = "plan_template"

    title: str = f.text()
    when_used: str = f.text()
    goals: str = f.text(policy="text")
    focus: str = f.text(policy="text")
    arrangements: str = f.text(policy="text")
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(True)


class PlanTemplateRow(SyncedRecord):
    """A task of a template: its deadline is relative, its responsible a role unless a person is named."""

    table = "plan_template_row"
    belongs_to = "template_id"

    template_id: str = f.ref("plan_template")
    part: str = f.text("problems")
    section: str = f.text()
    title: str = f.text()
    note: str = f.text()
    role: str = f.text()
    assignee_id: str = f.ref("staff", indexed=False)
    deadline: str = f.text()
    minutes: int = f.integer(0)
    position: int = f.integer(0, policy="quiet")


RECORDS = (Plan, PlanTask, PlanTick, PlanEvent, Improvement, PlanLeft, PlanTemplate, PlanTemplateRow)
