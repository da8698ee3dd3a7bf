"""Writing plans: beginning one, its texts, its tasks one and many, their order and their states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T, Text
from app.features.plans import deadlines, rules, weeks
from app.features.plans.events import write_event
from app.features.plans.holidays import Holidays
from app.features.plans.reading import PlanReading
from app.features.plans.records import Improvement, Plan, PlanTask, PlanTemplate, PlanTemplateRow, PlanTick
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.history import deleted_together, last_values
from app.store.records import member_id
from app.store.store import Store
from app.store.work import Work, read_many

EDITABLE = ("title", "part", "section", "note", "assignee_id", "role", "deadline", "minutes")
_LONGEST = 1440
TITLE_AT_MOST = 300

Before = tuple[str, str]
"""State and reason of a task before a move."""


def derived_id(*parts: str) -> str:
    """Return an id made of what a row stands for: two desks that make it make one."""
    return hashlib.blake2b("|".join(parts).encode(), digest_size=16).hexdigest()


class PlanEditing(PlanReading):
    """What can be written into plans. Part of ``PlanService``, which says what the arguments are."""

    _store: Store
    _settings: Settings
    _zone: OfficeZone
    _holidays: Holidays

    # --- the plan -------------------------------------------------------------------------------------------------

    def begin(self, actor: Actor, week: str, *, department: str = "", template: str = "", copy_from: str = "") -> str:
        """Begin the plan of a week and return its id.

        Args:
            actor: Who makes it.
            week: ``2026-W48``, or one of its days.
            department: Code of a department; the whole office if empty.
            template: Id of a template whose texts and tasks it begins with.
            copy_from: Id of a plan whose texts and routine tasks it begins with.

        Raises:
            NotAllowed: The person may not.
            Refused: There is one already.
            Invalid: There is no such week, or no such template.
        """
        actor.require("plan", "create")
        monday = weeks.first_day(week)
        name = weeks.week_of(monday)
        with self._store.change(actor.id) as work:
            plan_id = weeks.plan_id(name, department)
            if work.get(Plan, plan_id) is not None:
                raise Refused(T("plans", "There is a plan of {week} already. Open it.").with_(week=name), "plan.exists")
            plan = work.insert(
                Plan(
                    id=plan_id,
                    week=name,
                    first_on=monday.isoformat(),
                    last_on=(monday + timedelta(days=6)).isoformat(),
                    department=department,
                    author_id=actor.id,
                )
            )
            write_event(work, plan, "create")
            if template:
                plan = self._fill(work, plan, template)
            if copy_from:
                self._copy(work, plan, copy_from, None)
        return plan_id

    def _fill(self, work: Work, plan: Plan, template_id: str) -> Plan:
        template = work.get(PlanTemplate, template_id)
        if template is None:
            raise Invalid({"template": T("plans", "There is no such template.")})
        rows = self._store.find(PlanTemplateRow, "template_id = ?", (template_id,), "position, id")
        holders = self._holders()
        for place, row in enumerate(rows, 1):
            due = self._deadline_of(row.deadline, plan.week)
            work.insert(
                PlanTask(
                    id=derived_id(plan.id, "template", row.id),
                    plan_id=plan.id,
                    part=row.part,
                    section=row.section,
                    title=row.title,
                    note=row.note,
                    assignee_id=row.assignee_id or holders.get(row.role, ""),
                    role=row.role,
                    deadline=row.deadline,
                    due_at=due,
                    minutes=row.minutes,
                    position=place * rules.STEP,
                    origin="template",
                    origin_key=f"template|{row.id}",
                )
            )
        texts = {key: getattr(template, key) for key in rules.TEXTS}
        return work.update(plan, template=template_id, **texts)

    def _deadline_of(self, text: str, week: str) -> int | None:
        try:
            return self._resolved(text, week).due_at
        except Invalid:
            return None

    def _holders(self) -> dict[str, str]:
        """Return post -> staff id of who holds it, where exactly one person does."""
        found: dict[str, list[str]] = {}
        for member in self.members():
            if member.position:
                found.setdefault(member.position, []).append(member.id)
        return {position: ids[0] for position, ids in found.items() if len(ids) == 1}

    def set_texts(self, actor: Actor, plan_id: str, values: Mapping[str, Any]) -> dict[str, str]:
        """Change the texts of part one, or the review's conclusion (``summary``); return the former ones (for undo).

        Raises:
            NotAllowed: The person may not.
            Refused: The plan is being approved, or reviewed already.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            self._require_open(actor, plan, reviewing="summary" in values)
            wanted = {key: str(values[key]).strip() for key in (*rules.TEXTS, "summary") if key in values}
            before = {key: str(getattr(plan, key)) for key in wanted}
            if before == wanted:
                return {}
            named = [rules.TEXTS.get(key, _SUMMARY) for key, value in wanted.items() if value != before[key]]
            write_event(work, plan, "text", note=_joined(named))
            work.update(plan, **wanted)
        return before

    def delete(self, actor: Actor, plan_id: str) -> None:
        """Delete a draft with its tasks; tasks that other records gave wait for another plan.

        Raises:
            NotAllowed: The person may not.
            Refused: It is no draft any more.
        """
        actor.require("plan", "delete")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            if plan.state != "draft":
                raise Refused(
                    T("plans", "Only a draft can be deleted. Send the plan back first."), "plan.delete_refused"
                )
            for task in self._store.find(PlanTask, "plan_id = ?", (plan_id,)):
                if task.origin == "given" and task.state == "open":
                    work.update(task, plan_id="")
                else:
                    self._remove(work, task)
            for line in self._store.find(Improvement, "plan_id = ?", (plan_id,)):
                work.delete(line)
            work.delete(plan)

    def restore(self, actor: Actor, plan_id: str) -> None:
        """Bring a deleted plan back with its tasks."""
        actor.require("plan", "delete")
        with self._store.change(actor.id) as work:
            values = last_values(work.database, "plan", plan_id)
            if not values or work.get(Plan, plan_id) is not None:
                raise Refused(T("plans", "This plan was not deleted."), "plan.not_deleted")
            plan = work.insert(Plan(id=plan_id, **values))
            for pk in self._deleted_with(work, plan_id):
                self._revive(work, pk, plan_id)
            write_event(work, plan, "restore")

    def _deleted_with(self, work: Work, plan_id: str) -> list[str]:
        return [pk for table, pk in deleted_together(work.database, "plan", plan_id) if table == "plan_task"]

    def _revive(self, work: Work, task_id: str, plan_id: str) -> PlanTask | None:
        values: dict[str, Any] = last_values(work.database, "plan_task", task_id)
        if not values or work.get(PlanTask, task_id) is not None:
            return None
        values["plan_id"] = plan_id or values.get("plan_id", "")
        for table, pk in deleted_together(work.database, "plan_task", task_id):
            if table == "plan_tick" and pk.startswith(f"{task_id}|") and work.get(PlanTick, pk) is None:
                work.insert(PlanTick(id=pk, **last_values(work.database, table, pk)))
        return work.insert(PlanTask(id=task_id, **values))

    def _remove(self, work: Work, task: PlanTask) -> None:
        """Delete a task with its ticks; ``_revive`` brings both back."""
        for tick in read_many(work.database, PlanTick, "task_id = ?", (task.id,)):
            work.delete(tick)
        work.delete(task)

    # --- tasks ----------------------------------------------------------------------------------------------------

    def add_task(self, actor: Actor, plan_id: str, values: Mapping[str, Any], *, after: str = "") -> str:
        """Add a task and return its id.

        Args:
            actor: Who adds it.
            plan_id: The plan.
            values: Fields of ``rules.FIELDS``; ``title`` at least.
            after: Id of the task behind which it stands; at the end of its section if empty.

        Raises:
            NotAllowed: The person may not.
            Refused: The plan is being approved, or reviewed already.
            Invalid: Fields are missing or wrong.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            self._require_open(actor, plan)
            columns = self._checked(work, plan, values, {})
            position = self._behind(work, plan_id, columns["section"], after)
            task = work.insert(PlanTask(plan_id=plan_id, position=position, **columns))
            write_event(work, plan, "add", task)
        return task.id

    def edit_task(self, actor: Actor, task_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Change fields of a task and return their former values (for undo); the state has moves of its own.

        Raises:
            NotAllowed: The person may not.
            Refused: The plan is being approved, or reviewed already.
            Invalid: Fields are missing or wrong.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            return self._edit(work, actor, work.must(PlanTask, task_id), values)

    def edit_tasks(self, actor: Actor, values: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Change several tasks in one go, all or none: task id -> fields; return the former values (for undo)."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            before = {pk: self._edit(work, actor, work.must(PlanTask, pk), each) for pk, each in values.items()}
        return {pk: each for pk, each in before.items() if each}

    def _edit(self, work: Work, actor: Actor, task: PlanTask, values: Mapping[str, Any]) -> dict[str, Any]:
        plan = work.get(Plan, task.plan_id)
        self._require_open(actor, plan)
        old = {key: getattr(task, key) for key in EDITABLE}
        columns = self._checked(work, plan, {**old, **values}, old, task)
        changed = [key for key in EDITABLE if columns[key] != old[key]]
        if not changed:
            return {}
        write_event(work, plan, "edit", task, note=_joined(rules.FIELDS[key] for key in changed))
        work.update(task, **columns)
        return {key: old[key] for key in changed}

    def _checked(
        self,
        work: Work,
        plan: Plan | None,
        values: Mapping[str, Any],
        old: Mapping[str, Any],
        task: PlanTask | None = None,
    ) -> dict[str, Any]:
        """Return a task's columns from what a form holds.

        Raises:
            Invalid: With the problems of all fields at once.
        """
        problems: dict[str, Text] = {}
        columns: dict[str, Any] = {key: str(values.get(key) or "").strip() for key in EDITABLE if key != "minutes"}
        columns["title"] = " ".join(columns["title"].split())[:TITLE_AT_MOST]
        columns["minutes"] = _minutes(values.get("minutes"), problems)
        if not columns["title"]:
            problems["title"] = REQUIRED
        try:
            moved_part = bool(old) and columns["part"] != old["part"] and columns["section"] == old["section"]
            columns["part"], columns["section"] = rules.part_of(
                columns["part"] or "daily", "" if moved_part else columns["section"]
            )
        except Invalid as error:
            problems |= error.fields
        chosen = columns["assignee_id"]
        if chosen and chosen != old.get("assignee_id"):
            active = work.database.value("SELECT active FROM staff WHERE id = ?", (chosen,))
            if not active:
                problems["assignee_id"] = T("plans", "Choose somebody who works here now.")
        columns["due_at"] = task.due_at if task is not None else None
        if task is None or columns["deadline"] != old.get("deadline"):
            week = plan.week if plan is not None else self.this_week()
            try:
                columns["due_at"] = self._resolved(columns["deadline"], week).due_at
            except Invalid as error:
                problems |= error.fields
        if plan is not None and plan.state != "draft":
            if not columns["assignee_id"]:
                problems["assignee_id"] = T("plans", "In a submitted plan every task has a responsible person.")
            if not columns["deadline"]:
                problems["deadline"] = T("plans", "In a submitted plan every task has a deadline.")
        if problems:
            raise Invalid(problems, "plan.invalid")
        return columns

    def delete_tasks(self, actor: Actor, task_ids: Sequence[str]) -> None:
        """Take tasks out of their plan; ``restore_tasks`` puts them back."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            for task_id in task_ids:
                task = work.must(PlanTask, task_id)
                plan = work.get(Plan, task.plan_id)
                self._require_open(actor, plan)
                write_event(work, plan, "delete", task, note=task.title)
                self._remove(work, task)

    def restore_tasks(self, actor: Actor, task_ids: Sequence[str]) -> None:
        """Put tasks back that were taken out."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            for task_id in task_ids:
                task = self._revive(work, task_id, "")
                if task is not None:
                    write_event(work, work.get(Plan, task.plan_id), "restore", task)

    # --- order ----------------------------------------------------------------------------------------------------

    def place_task(self, actor: Actor, task_id: str, section: str, before: str = "") -> tuple[str, str]:
        """Move a task in front of another one, or to the end of a section; return where it was (for undo).

        Args:
            actor: Who moves it.
            task_id: The task.
            section: Code of the section it goes to.
            before: Id of the task in front of which it goes; the end of the section if empty.

        Returns:
            The section it was in, and the task that stood behind it.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            task = work.must(PlanTask, task_id)
            plan = work.get(Plan, task.plan_id)
            self._require_open(actor, plan)
            part, section = rules.part_of("", section)
            was = self._follower(work, task)
            order = [pk for pk in self._section(work, task.plan_id, section) if pk != task_id]
            at = order.index(before) if before in order else len(order)
            position = self._room(work, task.plan_id, section, order, at)
            if section != task.section:
                write_event(work, plan, "edit", task, note=str(rules.FIELDS["section"]))
            work.update(task, part=part, section=section, position=position)
            return task.section, was

    def _section(self, work: Work, plan_id: str, section: str) -> list[str]:
        rows = work.database.rows(
            "SELECT id FROM plan_task WHERE plan_id = ? AND section = ? ORDER BY position, id", (plan_id, section)
        )
        return [pk for (pk,) in rows]

    def _follower(self, work: Work, task: PlanTask) -> str:
        order = self._section(work, task.plan_id, task.section)
        at = order.index(task.id) + 1 if task.id in order else len(order)
        return order[at] if at < len(order) else ""

    def _behind(self, work: Work, plan_id: str, section: str, after: str) -> int:
        order = self._section(work, plan_id, section)
        at = order.index(after) + 1 if after in order else len(order)
        return self._room(work, plan_id, section, order, at)

    def _room(self, work: Work, plan_id: str, section: str, order: Sequence[str], at: int) -> int:
        """Return a position before the task at ``at`` of an order; rows are numbered anew only where none is free."""
        positions = dict(
            work.database.rows(
                "SELECT id, position FROM plan_task WHERE plan_id = ? AND section = ?", (plan_id, section)
            )
        )
        before = positions[order[at - 1]] if at else None
        after = positions[order[at]] if at < len(order) else None
        free = rules.between(before, after)
        if free is not None:
            return free
        for place, pk in enumerate(order):
            task = work.must(PlanTask, pk)
            work.update(task, position=(place + 1 + (place >= at)) * rules.STEP)
        return (at + 1) * rules.STEP

    # --- states ---------------------------------------------------------------------------------------------------

    def do_tasks(self, actor: Actor, task_ids: Sequence[str], action: str, note: str = "") -> dict[str, Before]:
        """Make one move with several tasks, all or none; return their former states (for undo).

        Args:
            actor: Who acts.
            task_ids: The tasks.
            action: Code of a move in ``rules.TASK_MOVES``.
            note: The reason, or what came of it.

        Raises:
            NotAllowed: The person may not.
            Refused: A task's state does not allow it, or the plan has been reviewed.
            Invalid: The reason is missing.
        """
        move = rules.move_of(rules.BY_TASK_ACTION, action)
        actor.require("plan", move.permission)
        before: dict[str, Before] = {}
        with self._store.change(actor.id) as work:
            for task_id in task_ids:
                task = work.must(PlanTask, task_id)
                plan = work.get(Plan, task.plan_id)
                self._require_going(plan)
                rules.check_move(move, task.state, rules.STATES, note)
                before[task_id] = (task.state, task.reason)
                self._put_state(work, plan, task, move.target, action, note)
        return before

    def undo_states(self, actor: Actor, before: Mapping[str, Before]) -> None:
        """Take moves back: task id -> the state and reason it had; the journal keeps both steps."""
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            for task_id, (state, reason) in before.items():
                task = work.must(PlanTask, task_id)
                plan = work.get(Plan, task.plan_id)
                self._require_going(plan)
                if state in rules.STATES and state != task.state:
                    self._put_state(work, plan, task, state, "reopen", reason)

    def _put_state(self, work: Work, plan: Plan | None, task: PlanTask, state: str, action: str, note: str) -> None:
        note = note.strip()
        write_event(work, plan, action, task, to_state=state, note=note)
        work.update(
            task,
            state=state,
            done_at=work.now if state == "done" else None,
            reason=note if state in ("not_done", "moved", "dropped") else "",
            result=note if state == "done" and note else task.result,
        )
        if task.source_kind == "improvement":
            line = work.get(Improvement, task.source_id)
            wanted = "done" if state == "done" else "open"
            if line is not None and line.state in ("open", "done") and line.state != wanted:
                work.update(line, state=wanted)

    def tick(self, actor: Actor, task_id: str, day: date | None = None, *, done: bool = True) -> str:
        """Tick one day of a task that is due on several days, or take the tick back; return the day, ISO text.

        The last tick does the task; a tick taken back opens it again.

        Args:
            actor: Who ticks.
            task_id: The task.
            day: Which day; if not given, today's, or the last open one before, or the next one.
            done: Whether it is done.

        Raises:
            Refused: The task is not due on that day.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            task = work.must(PlanTask, task_id)
            plan = work.get(Plan, task.plan_id)
            self._require_going(plan)
            days = [date.fromisoformat(each) for each in self._days(task.deadline, plan.week if plan else "")]
            ticked = [
                date.fromisoformat(each)
                for (each,) in work.database.rows("SELECT day_on FROM plan_tick WHERE task_id = ?", (task_id,))
            ]
            chosen = day or (deadlines.next_open(days, ticked, self.today()) if done else max(ticked, default=None))
            if chosen is None or chosen not in days:
                raise Refused(T("plans", "The task is not due on that day."), "plan.no_day")
            row = PlanTick(id=member_id(task_id, chosen.isoformat()), task_id=task_id, day_on=chosen.isoformat())
            there = work.get(PlanTick, row.id)
            if done and there is None:
                work.insert(row)
                ticked.append(chosen)
            elif not done and there is not None:
                work.delete(there)
                ticked.remove(chosen)
            write_event(work, plan, "tick" if done else "untick", task, note=chosen.isoformat())
            if task.state == "open" and set(days) <= set(ticked):
                self._put_state(work, plan, task, "done", "do", "")
            elif task.state == "done" and not done:
                self._put_state(work, plan, task, "open", "reopen", "")
        return chosen.isoformat()

    # --- copying --------------------------------------------------------------------------------------------------

    def copy_tasks(self, actor: Actor, plan_id: str, from_plan: str, task_ids: Sequence[str] | None = None) -> int:
        """Copy tasks of another plan into this one, and return how many; deadlines move with the week.

        Args:
            actor: Who copies.
            plan_id: The plan that gets them.
            from_plan: The plan they stand in.
            task_ids: Which; all that were planned there if not given. Copied ones are not copied again.
        """
        actor.require("plan", "edit")
        with self._store.change(actor.id) as work:
            plan = work.must(Plan, plan_id)
            self._require_open(actor, plan)
            return self._copy(work, plan, from_plan, task_ids)

    def _copy(self, work: Work, plan: Plan, from_plan: str, task_ids: Sequence[str] | None) -> int:
        source = work.must(Plan, from_plan)
        copied = 0
        texts = {key: getattr(source, key) for key in rules.TEXTS if not getattr(plan, key)}
        for task in self._store.find(PlanTask, "plan_id = ?", (from_plan,), "position, id"):
            if task_ids is not None and task.id not in task_ids:
                continue
            if task_ids is None and task.source_id:
                continue  # what came of one matter is not the routine of every week
            new_id = derived_id(plan.id, "copy", task.id)
            if work.get(PlanTask, new_id) is not None:
                continue
            text, due = deadlines.moved(
                task.deadline, task.due_at, source.week, plan.week, self._zone, self._holidays.working
            )
            new = replace(
                PlanTask(**{key: getattr(task, key) for key in (*EDITABLE, "position")}),
                id=new_id,
                plan_id=plan.id,
                deadline=text,
                due_at=due.due_at,
                origin="copy",
                origin_key=f"copy|{task.id}",
            )
            write_event(work, plan, "copy", work.insert(new))
            copied += 1
        if texts:
            work.update(plan, **texts)
        return copied

    # --- shared ---------------------------------------------------------------------------------------------------

    def _require_open(self, actor: Actor, plan: Plan | None, *, reviewing: bool = False) -> None:
        """Check that what is planned may be changed."""
        if plan is None:
            return
        self._require_going(plan)
        if plan.state == "submitted" and not reviewing and not actor.may("plan", "approve"):
            raise Refused(
                T("plans", "The plan waits for its approval. Take it back first, then change it."), "plan.submitted"
            )

    def _require_going(self, plan: Plan | None) -> None:
        if plan is not None and plan.state == "reviewed":
            raise Refused(
                T("plans", "The plan of {week} has been reviewed. Open its review again first.").with_(week=plan.week),
                "plan.reviewed",
            )


_SUMMARY = T("plans", "Conclusion of the review")


def _joined(texts: Iterable[Text]) -> str:
    return str(T("plans", ", ")).join(map(str, texts))


def _minutes(value: Any, problems: dict[str, Text]) -> int:
    text = str(value if value is not None else "").strip()
    if not text:
        return 0
    if text.isascii() and text.isdigit() and int(text) <= _LONGEST:
        return int(text)
    problems["minutes"] = T("plans", "Minutes are a whole number up to {most}.").with_(most=_LONGEST)
    return 0
