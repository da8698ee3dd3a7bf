"""What pages and papers get of a plan: frozen rows, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.text import Text


@dataclass(frozen=True)
class TaskRow:
    """A task as it is shown.

    Attributes:
        id: The task.
        plan_id: Its plan; empty while it waits for one.
        part: Code of the part; ``section`` the heading in it.
        title: What is to be done; ``note`` the remark.
        assignee_id: Who is responsible; ``assignee`` the name, ``role`` the role in words.
        deadline: As typed; ``due_at`` the moment, UTC milliseconds.
        days: Days of a task that is due on several days, ISO text; ``ticks`` those that are done.
        minutes: What it takes each time; 0 if nobody said.
        state: Code of ``rules.STATES``; ``reason`` why it is so, ``result`` what came of it.
        done_at: When it was done, UTC milliseconds.
        source_kind: Record kind of what it comes from; ``source_id`` its id.
        origin: What proposed it.
        carried: How many weeks it has been carried on.
        changed: Whether it was added or changed after the approval.
        late: Whether it is open and its time is over.
    """

    id: str
    plan_id: str
    part: str
    section: str
    title: str
    note: str
    assignee_id: str
    assignee: str
    role: str
    deadline: str
    due_at: int | None
    days: tuple[str, ...]
    ticks: tuple[str, ...]
    minutes: int
    position: int
    state: str
    reason: str
    result: str
    done_at: int | None
    source_kind: str
    source_id: str
    origin: str
    carried: int
    changed: bool
    late: bool

    @property
    def who(self) -> str:
        """The responsible person, or the role while nobody is named."""
        return self.assignee or self.role


@dataclass(frozen=True)
class ImprovementRow:
    """A line of the improvement list as it is shown; fields as in the record, ``assignee`` the name."""

    id: str
    plan_id: str
    week: str
    problem: str
    cause: str
    measure: str
    assignee_id: str
    assignee: str
    deadline: str
    due_at: int | None
    state: str
    effect: str
    task_id: str


@dataclass(frozen=True)
class PlanView:
    """A whole plan as it is shown.

    Attributes:
        id: The plan.
        week: ``2026-W48``; ``first_on`` and ``last_on`` its Monday and Sunday, ISO text.
        department: Code; empty for the whole office.
        state: Code of ``rules.PLAN_STATES``.
        goals: Part one, as ``focus`` and ``arrangements``.
        summary: The review's conclusion.
        author: Name of who began it.
        submitted_at: UTC milliseconds, as the other moments.
        approved_by: Name.
        reviewed_by: Name.
        send_back: Why it was sent back last.
        tasks: In the order of the plan.
        improvements: What its review found.
    """

    id: str
    week: str
    first_on: str
    last_on: str
    department: str
    state: str
    goals: str
    focus: str
    arrangements: str
    summary: str
    author: str
    submitted_at: int | None
    approved_at: int | None
    approved_by: str
    reviewed_at: int | None
    reviewed_by: str
    send_back: str
    tasks: tuple[TaskRow, ...] = ()
    improvements: tuple[ImprovementRow, ...] = ()


@dataclass(frozen=True)
class Member:
    """Somebody a task can be given to."""

    id: str
    name: str
    number: str
    department: str
    position: str
    initials: str


@dataclass(frozen=True)
class PlanHit:
    """A plan or a task that was looked for.

    Attributes:
        kind: ``plan`` or ``plan_task``.
        id: The record.
        title: What people call it.
        week: ``2026-W48``; empty for a task that waits.
        state: In words.
    """

    kind: str
    id: str
    title: str
    week: str
    state: Text


@dataclass(frozen=True)
class JournalLine:
    """One step of a plan or of a task, as people read it."""

    at: int
    author: str
    text: Text
    task: str
    note: str
    after_approval: bool


@dataclass(frozen=True)
class Figures:
    """How a set of tasks ended.

    Attributes:
        total: How many there are.
        done: How many are done, and so on for every state.
        carried: How many had been carried on from the week before.
        late: How many are open past their time.
    """

    total: int
    done: int
    not_done: int
    moved: int
    dropped: int
    open: int
    carried: int
    late: int

    @property
    def rate(self) -> float | None:
        """The share of what was to be done that is done; None where nothing was."""
        wanted = self.total - self.dropped
        return self.done / wanted if wanted else None


@dataclass(frozen=True)
class Comparison:
    """A week beside the week before.

    Attributes:
        week: This week's name; ``last_week`` the other's, empty where there is no earlier plan.
        total: All tasks: this week's figures, and the other's or None.
        parts: Part -> both.
        people: Name -> both, in the order of this week's load.
    """

    week: str
    last_week: str
    total: tuple[Figures, Figures | None]
    parts: Mapping[str, tuple[Figures, Figures | None]]
    people: Mapping[str, tuple[Figures | None, Figures | None]]


def figures(tasks: tuple[TaskRow, ...] | list[TaskRow]) -> Figures:
    """Return how these tasks ended."""
    count = {state: sum(task.state == state for task in tasks) for state in ("done", "not_done", "moved", "dropped")}
    return Figures(
        total=len(tasks),
        **count,
        open=len(tasks) - sum(count.values()),
        carried=sum(task.carried > 0 for task in tasks),
        late=sum(task.late for task in tasks),
    )
