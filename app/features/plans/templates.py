"""Templates of weekly plans: the built-in ones and the office's own, all of them editable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.errors import REQUIRED, Invalid
from app.core.phrasing import WEEKDAYS
from app.core.text import T, Text
from app.features.plans import deadlines, rules, weeks
from app.features.plans.records import PlanTemplate, PlanTemplateRow
from app.features.plans.reviewing import PlanReviewing
from app.features.staff.rules import Actor
from app.store.store import Store

ROW_FIELDS = ("section", "title", "note", "role", "assignee_id", "deadline", "minutes")


@dataclass(frozen=True)
class TemplateRow:
    """A task of a template."""

    id: str
    part: str
    section: str
    title: str
    note: str
    role: str
    assignee_id: str
    deadline: str
    minutes: int


@dataclass(frozen=True)
class Template:
    """A template of weekly plans with its rows in the order of the plan; rows are empty in lists."""

    id: str
    title: str
    when_used: str
    goals: str
    focus: str
    arrangements: str
    active: bool
    rows: tuple[TemplateRow, ...] = ()


class PlanTemplates(PlanReviewing):
    """Templates. Part of ``PlanService``, which says what the arguments are."""

    _store: Store

    def templates(self, actor: Actor, *, active_only: bool = True) -> list[Template]:
        """Return the templates to choose from, without their rows."""
        actor.require("plan", "view")
        found = self._store.find(PlanTemplate, "active = 1" if active_only else "1", (), "position, title, id")
        return [_template(each) for each in found]

    def template(self, actor: Actor, template_id: str) -> Template:
        """Return a template with its rows.

        Raises:
            NotFound: It does not exist (any more).
        """
        actor.require("plan", "view")
        found = self._store.must(PlanTemplate, template_id)
        rows = self._store.find(PlanTemplateRow, "template_id = ?", (template_id,), "position, id")
        order = {section: place for place, section in enumerate(rules.SECTION_PART)}
        rows.sort(key=lambda row: order.get(row.section, len(order)))
        shown = [
            TemplateRow(
                row.id, row.part, row.section, row.title, row.note, row.role, row.assignee_id, row.deadline, row.minutes
            )
            for row in rows
        ]
        return _template(found, tuple(shown))

    def save_template(
        self,
        actor: Actor,
        values: Mapping[str, Any],
        rows: Sequence[Mapping[str, Any]] | None = None,
        template_id: str = "",
    ) -> str:
        """Save a template and return its id.

        Args:
            actor: Who saves.
            values: ``title``, ``when_used``, the texts of part one, ``active``; what is missing stays as it is.
            rows: All its rows in order, each with its ``id`` if it has one; None leaves the rows alone.
            template_id: The template to change; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: The title or a row is wrong; the key of a row's problem is ``rows.N.field``.
        """
        actor.require("plan", "approve")
        checked = None if rows is None else self._checked_rows(rows)
        with self._store.change(actor.id) as work:
            old = work.must(PlanTemplate, template_id) if template_id else None
            columns: dict[str, Any] = {
                key: str(values[key]).strip() for key in ("title", "when_used", *rules.TEXTS) if key in values
            }
            if "active" in values:
                columns["active"] = int(bool(values["active"]))
            if not columns.get("title", old.title if old is not None else ""):
                raise Invalid({"title": REQUIRED}, "plan.invalid")
            template = work.insert(PlanTemplate(**columns)) if old is None else work.update(old, **columns)
            if checked is not None:
                there = {row.id: row for row in self._store.find(PlanTemplateRow, "template_id = ?", (template.id,))}
                for place, row in enumerate(checked, 1):
                    kept = there.pop(str(row.pop("id", "")), None)
                    position = place * rules.STEP
                    if kept is None:
                        work.insert(PlanTemplateRow(template_id=template.id, position=position, **row))
                    else:
                        work.update(kept, position=position, **row)
                for gone in there.values():
                    work.delete(gone)
        return template.id

    def _checked_rows(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        problems: dict[str, Text] = {}
        found: list[dict[str, Any]] = []
        for number, row in enumerate(rows):
            columns: dict[str, Any] = {key: str(row.get(key) or "").strip() for key in ("id", *ROW_FIELDS)}
            minutes = columns["minutes"] or "0"
            columns["minutes"] = int(minutes) if minutes.isascii() and minutes.isdigit() else 0
            if not columns["title"]:
                problems[f"rows.{number}.title"] = REQUIRED
            try:
                columns["part"], columns["section"] = rules.part_of(str(row.get("part") or "daily"), columns["section"])
                if columns["deadline"]:
                    self._resolved(columns["deadline"], self.this_week())
            except Invalid as error:
                problems |= {f"rows.{number}.{key}": text for key, text in error.fields.items()}
            if deadlines.is_absolute(columns["deadline"]):
                problems[f"rows.{number}.deadline"] = T("plans", "The deadline of a template names no date.")
            found.append(columns)
        if problems:
            raise Invalid(problems, "plan.invalid")
        return found

    def template_of(self, actor: Actor, plan_id: str, title: str, when_used: str = "") -> str:
        """Save a plan as a new template, and return its id: its routine, without what came of single matters.

        Deadlines that name a date are kept as the day of the week.
        """
        view = self.view(actor, plan_id)
        rows = [
            {
                "section": task.section,
                "title": task.title,
                "note": task.note,
                "role": task.role,
                "assignee_id": task.assignee_id,
                "deadline": self._weekday_words(task.deadline, task.due_at),
                "minutes": task.minutes,
            }
            for task in view.tasks
            if not task.source_id and task.origin not in ("carried", "waiting", "holiday")
        ]
        texts = {"goals": view.goals, "focus": view.focus, "arrangements": view.arrangements}
        return self.save_template(actor, {"title": title, "when_used": when_used, **texts}, rows)

    def _weekday_words(self, deadline: str, due_at: int | None) -> str:
        if not deadlines.is_absolute(deadline) or due_at is None:
            return deadline
        local = self._zone.local(due_at)
        return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"

    def suggested_template(self, week: str) -> str:
        """Return the id of the template that suits a week: the holiday one if it has a holiday, else the ordinary."""
        days: list[date] = weeks.days_of(week)
        off = [holiday for holiday in map(self._holidays.of, days) if holiday is not None and holiday.name]
        wanted = "plan.holiday" if any(not holiday.working for holiday in off) else "plan.ordinary"
        kept = self._store.value("SELECT 1 FROM plan_template WHERE id = ? AND active = 1", (wanted,))
        return wanted if kept else ""


def _template(found: PlanTemplate, rows: tuple[TemplateRow, ...] = ()) -> Template:
    return Template(
        found.id,
        found.title,
        found.when_used,
        found.goals,
        found.focus,
        found.arrangements,
        bool(found.active),
        rows,
    )
