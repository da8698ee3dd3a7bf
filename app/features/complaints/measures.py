"""Prevention measures: decided at a complaint, carried out as tasks of the weekly plan, seen from both.

Source: the office's product rules, "Complaints".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.events import write_event
from app.features.complaints.records import Complaint, ComplaintMeasure
from app.features.complaints.staffing import check_staff
from app.features.plans.rules import STATES
from app.features.plans.service import TaskBook
from app.features.staff.rules import Actor
from app.features.tickets.rules import number_sql
from app.store.listing import MISSING
from app.store.store import Store
from app.store.work import Work, read_many

KIND = "complaint_measure"
"""What tasks of the plan say they come from."""


@dataclass(frozen=True)
class MeasureRow:
    """A measure as the complaint shows it.

    Attributes:
        id: Its id.
        text: What is to be done.
        staff_id: Who does it; ``staff`` their name.
        due_at: By when, UTC milliseconds.
        dropped: Why it was given up; empty while it stands.
        task_id: The task of the weekly plan.
        state: Code of the task's state; empty where there is none.
        state_title: What people read for it.
        week: Week of the plan it stands in; empty while it waits for one.
        late: Whether it should have been done.
    """

    id: str
    text: str
    staff_id: str
    staff: str
    due_at: int | None
    dropped: str
    task_id: str
    state: str
    state_title: Text
    week: str
    late: bool


def measures_of(store: Store, tasks: TaskBook, complaint_id: str) -> Iterator[MeasureRow]:
    """Yield the measures of a complaint, oldest first."""
    now = store.clock.now()
    for row in store.find(ComplaintMeasure, "complaint_id = ?", (complaint_id,)):
        booked = tasks.of(KIND, row.id)
        last = booked[-1] if booked else None
        state = last.state if last is not None else ""
        staff = store.value("SELECT name FROM staff WHERE id = ?", (row.staff_id,))
        yield MeasureRow(
            row.id,
            row.text,
            row.staff_id,
            str(staff or (MISSING if row.staff_id else "")),
            row.due_at,
            row.dropped,
            last.id if last is not None else row.task_id,
            state,
            _title(row, state),
            last.week if last is not None else "",
            not row.dropped and state in ("", "open") and row.due_at is not None and row.due_at < now,
        )


def _title(row: ComplaintMeasure, state: str) -> Text:
    if row.dropped:
        return T("complaints", "Given up")
    return STATES.get(state) or T("complaints", "No task in the weekly plan")


class ComplaintMeasures:
    """The verbs of prevention measures."""

    _store: Store
    _tasks: TaskBook

    def add_measure(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> str:
        """Decide on a measure and give it to the weekly plan; return its id.

        Args:
            actor: Who decides.
            complaint_id: The complaint.
            values: ``text``, ``staff_id``, ``due_at`` (UTC milliseconds).

        Raises:
            NotAllowed: The person may not.
            Invalid: It says nothing, has no time or nobody to do it.
            Refused: The complaint was voided or not accepted.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            if complaint.stage in ("void", "rejected"):
                raise Refused(
                    T("complaints", "This complaint was voided or not accepted: there is nothing to prevent."),
                    "complaint.ended",
                )
            text, staff_id, due_at = str(values.get("text") or "").strip(), values.get("staff_id"), values.get("due_at")
            problems: dict[str, Text] = {}
            if not text:
                problems["text"] = REQUIRED
            if due_at is None:
                problems["due_at"] = T("complaints", "By when? A measure without a day is never taken.")
            elif due_at <= work.now:
                problems["due_at"] = T("complaints", "A measure is due in the future.")
            if not staff_id:
                problems["staff_id"] = T("complaints", "Who does it?")
            if problems:
                raise Invalid(problems)
            check_staff(work.database, "staff_id", str(staff_id))
            measure = work.insert(
                ComplaintMeasure(complaint_id=complaint.id, text=text, staff_id=str(staff_id), due_at=due_at)
            )
            number = work.database.value(
                f"SELECT {number_sql('t', 'complaint')} FROM complaint t WHERE t.id = ?", (complaint.id,)
            )
            task = self._tasks.add(
                work,
                title=text.splitlines()[0],
                part="problems",
                assignee_id=measure.staff_id,
                due_at=due_at,
                source_kind=KIND,
                source_id=measure.id,
                note=T("complaints", "Prevention measure of complaint {number} “{title}”").format(
                    number=number, title=complaint.title
                ),
            )
            work.update(measure, task_id=task)
            write_event(work, complaint, "measure", target=measure.staff_id, note=text)
        return measure.id

    def drop_measure(self, actor: Actor, measure_id: str, reason: str) -> None:
        """Give a measure up; it stays at the complaint with the reason, and its task ends.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It was given up or carried out already.
        """
        actor.require("complaint", "move")
        if not reason.strip():
            raise Invalid({"reason": T("complaints", "Why is the measure given up?")})
        with self._store.change(actor.id) as work:
            measure = work.must(ComplaintMeasure, measure_id)
            if measure.dropped:
                raise Refused(T("complaints", "This measure was given up already."), "measure.dropped")
            if any(task.state == "done" for task in self._tasks.of(KIND, measure.id)):
                raise Refused(T("complaints", "This measure was carried out already."), "measure.done")
            self._drop(work, measure, reason.strip())
            complaint = work.get(Complaint, measure.complaint_id)
            if complaint is not None:
                write_event(work, complaint, "measure_dropped", note=f"{measure.text}；{reason.strip()}")

    def _drop(self, work: Work, measure: ComplaintMeasure, reason: str) -> None:
        work.update(measure, dropped=reason)
        self._tasks.settle(work, KIND, measure.id, done=False, reason=reason)

    def _settle_tasks(self, work: Work, complaint: Complaint, action: str, reason: str) -> None:
        """End the tasks of a complaint that needs them no more.

        Args:
            work: The open unit of work.
            complaint: The row before the step.
            action: Code of the step.
            reason: Why it was voided or not accepted.
        """
        title = str(rules.BY_ACTION[action].title)
        if action in ("acknowledge", "approve", "lower"):
            # The manager's task only: that somebody has planned to deal with the complaint stands.
            self._tasks.settle(work, "complaint", complaint.id, reason=title, where=lambda booked: booked.given)
        if action == "archived":
            self._tasks.settle(work, "complaint", complaint.id, reason=title)
        if action in ("void", "reject"):
            self._tasks.settle(work, "complaint", complaint.id, done=False, reason=reason)
            for measure in read_many(
                work.database, ComplaintMeasure, "complaint_id = ? AND dropped = ''", (complaint.id,)
            ):
                self._drop(work, measure, reason)
