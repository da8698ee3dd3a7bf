"""The weekly plan on paper: A4 landscape, one or two sheets, to hang beside the desk and to tick by hand.

The review edition shows what became of every task, the improvement list and the figures beside last week's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.clock import OfficeZone
from app.core.phrasing import WEEKDAYS
from app.core.text import T, Text
from app.documents.blocks import (
    Block,
    Document,
    Group,
    Heading,
    Orientation,
    Paragraph,
    Row,
    Signatures,
    Table,
    Tone,
)
from app.documents.columns import Align, Column, Kind
from app.features.plans import rules
from app.features.plans.load import Load
from app.features.plans.views import Comparison, Figures, ImprovementRow, PlanView, TaskRow

BOX, TICKED = "□", "✓"
TITLE = T("plansheet", "Weekly plan")


@dataclass(frozen=True)
class Sheet:
    """What a sheet is made from.

    Attributes:
        view: The plan.
        load: The load of everybody.
        comparison: This week beside the last one, for the review edition.
        office: The office's name.
        department: Name of the plan's department; empty for the whole office.
        printed: When and by whom it is printed.
        zone: The office's time zone.
    """

    view: PlanView
    load: Sequence[Load]
    comparison: Comparison | None
    office: str
    department: str
    printed: str
    zone: OfficeZone


def plan_sheet(sheet: Sheet) -> Document:
    """Return the plan to work by: tasks with responsible, deadline, boxes to tick and room for remarks."""
    view = sheet.view
    blocks: list[Block] = [
        _overview(view),
        Table(
            [
                Column("no", T("plansheet", "No."), 2, align=Align.CENTER),
                Column("section", T("plansheet", "Section"), 6),
                Column("task", T("plansheet", "Task"), 24),
                Column("who", T("plansheet", "Responsible"), 6),
                Column("deadline", T("plansheet", "Deadline"), 9),
                Column("done", T("plansheet", "Done"), 9),
                Column("remark", T("plansheet", "Remark"), 16),
            ],
            list(_rows(view, _work_row)),
            dense=True,
            empty=T("plansheet", "No tasks yet."),
        ),
        Heading(T("plansheet", "Load of the week")),
        _load_table(sheet.load),
        Signatures([_made_by(view), _approved_by(view, sheet.zone), T("plansheet", "Seen by the team")]),
    ]
    return _document(sheet, TITLE, blocks)


def review_sheet(sheet: Sheet) -> Document:
    """Return the plan as its review left it: results, improvement list, figures beside last week's."""
    view = sheet.view
    blocks: list[Block] = [
        _overview(view),
        Table(
            [
                Column("no", T("plansheet", "No."), 2, align=Align.CENTER),
                Column("section", T("plansheet", "Section"), 6),
                Column("task", T("plansheet", "Task"), 24),
                Column("who", T("plansheet", "Responsible"), 6),
                Column("deadline", T("plansheet", "Deadline"), 9),
                Column("state", T("plansheet", "Result"), 7),
                Column("reason", T("plansheet", "Reason, what came of it"), 20),
            ],
            list(_rows(view, _result_row)),
            dense=True,
            empty=T("plansheet", "No tasks yet."),
        ),
    ]
    blocks += [Heading(T("plansheet", "Improvement list")), _improvement_table(view.improvements)]
    if sheet.comparison is not None:
        blocks += [Heading(T("plansheet", "Result of the week")), _comparison_table(sheet.comparison)]
    if view.summary:
        blocks += [Heading(T("plansheet", "Conclusion")), Paragraph(view.summary)]
    blocks.append(Signatures([_made_by(view), _reviewed_by(view, sheet.zone)]))
    return _document(sheet, T("plansheet", "Review of the week"), blocks)


def _overview(view: PlanView) -> Table:
    """The texts of part one side by side: what the eye needs first, in the room it needs."""
    columns = [Column(key, title, 10) for key, title in rules.TEXTS.items()]
    return Table(columns, [tuple(getattr(view, key) for key in rules.TEXTS)], dense=True)


def _document(sheet: Sheet, title: Text, blocks: list[Block]) -> Document:
    view = sheet.view
    if view.send_back and view.state == "draft":
        blocks.insert(0, Paragraph(T("plansheet", "Sent back: {reason}").with_(reason=view.send_back), Tone.STRONG))
    return Document(
        title=title,
        office=sheet.office,
        subtitle=heading_of(view, sheet.department),
        blocks=blocks,
        printed=sheet.printed,
        orientation=Orientation.LANDSCAPE,
        zone=sheet.zone,
    )


def heading_of(view: PlanView, department: str = "") -> str:
    """Return week, days and state of a plan in one line."""
    first, last = date.fromisoformat(view.first_on), date.fromisoformat(view.last_on)
    year, week, _ = first.isocalendar()
    parts = [
        T("plansheet", "week {week} of {year}").format(week=week, year=year),
        T("plansheet", "{first} to {last}").format(
            first=f"{first:%m-%d} {WEEKDAYS[0]}", last=f"{last:%m-%d} {WEEKDAYS[6]}"
        ),
        department,
        str(rules.state_title(rules.PLAN_STATES, view.state)),
    ]
    return " · ".join(part for part in parts if part)


def _rows(view: PlanView, shown: Callable[[int, TaskRow], Row]) -> Iterator[Row]:
    """Yield the rows of all five parts; a part without tasks says so, because its silence could be an oversight."""
    number = 0
    for part, title in rules.PARTS.items():
        own = [task for task in view.tasks if task.part == part]
        yield Group(title if own else T("plansheet", "{part}: nothing planned").with_(part=title))
        for task in own:
            number += 1
            yield shown(number, task)


def _work_row(number: int, task: TaskRow) -> Row:
    return (str(number), _section(task), _marked(task), task.who, task.deadline, _boxes(task), task.note)


def _result_row(number: int, task: TaskRow) -> Row:
    told = "；".join(part for part in (task.reason, task.result) if part)
    return (str(number), _section(task), _marked(task), task.who, task.deadline, _result(task), told)


def _section(task: TaskRow) -> Text | str:
    return rules.SECTION_SHORT.get(task.section, task.section)


def _marked(task: TaskRow) -> str:
    marks: list[str] = []
    if task.carried:
        marks.append(T("plansheet", "carried on {n}×").format(n=task.carried))
    if task.changed:
        marks.append(str(T("plansheet", "changed after approval")))
    return f"{task.title}（{'，'.join(marks)}）" if marks else task.title


def _boxes(task: TaskRow) -> str:
    if not task.days:
        return TICKED if task.state == "done" else BOX
    days = [(WEEKDAYS[date.fromisoformat(day).weekday()], day in task.ticks) for day in task.days]
    return " ".join(f"{str(name).removeprefix('周')}{TICKED if done else BOX}" for name, done in days)


def _result(task: TaskRow) -> str:
    state = str(rules.state_title(rules.STATES, task.state))
    return f"{state} {len(task.ticks)}/{len(task.days)}" if task.days and task.state != "done" else state


def _load_table(load: Sequence[Load]) -> Table:
    return Table(
        [
            Column("name", T("plansheet", "Name"), 8),
            Column("tasks", T("plansheet", "Tasks"), 5, Kind.INT),
            Column("done", T("plansheet", "Done"), 5, Kind.INT),
            Column("hours", T("plansheet", "Hours of tasks"), 6, Kind.NUMBER),
            Column("tickets", T("plansheet", "Open tickets"), 6, Kind.INT),
            Column("total", T("plansheet", "Hours in all"), 6, Kind.NUMBER),
        ],
        [
            (each.person.name, each.tasks, each.done, each.minutes / 60, each.person.tickets, each.total / 60)
            for each in load
        ],
        dense=True,
        empty=T("plansheet", "Nobody has a task yet."),
    )


def _comparison_table(comparison: Comparison) -> Table:
    rows: list[Row] = [_figures_row(T("plansheet", "In all"), *comparison.total)]
    rows += [_figures_row(rules.PARTS[part], *both) for part, both in comparison.parts.items()]
    rows += [_figures_row(name or T("plansheet", "nobody"), *both) for name, both in comparison.people.items()]
    return Table(
        [
            Column("what", T("plansheet", "Part, person"), 12),
            Column("total", T("plansheet", "Tasks"), 5, Kind.INT),
            Column("done", T("plansheet", "Done"), 5, Kind.INT),
            Column("not", T("plansheet", "Not done"), 5, Kind.INT),
            Column("moved", T("plansheet", "Moved on"), 5, Kind.INT),
            Column("carried", T("plansheet", "Carried here"), 6, Kind.INT),
            Column("rate", T("plansheet", "Done rate"), 6, Kind.PERCENT, digits=0),
            Column("last", T("plansheet", "Last week"), 6, Kind.PERCENT, digits=0),
        ],
        rows,
        dense=True,
    )


def _figures_row(title: Text | str, now: Figures | None, last: Figures | None) -> Row:
    before = None if last is None else last.rate
    if now is None:
        return (title, None, None, None, None, None, None, before)
    return (title, now.total, now.done, now.not_done + now.dropped, now.moved, now.carried, now.rate, before)


def _improvement_table(lines: Sequence[ImprovementRow]) -> Table:
    return Table(
        [
            Column("no", T("plansheet", "No."), 2, align=Align.CENTER),
            Column("problem", T("plansheet", "Problem"), 14),
            Column("cause", T("plansheet", "Cause"), 12),
            Column("measure", T("plansheet", "Measure"), 16),
            Column("who", T("plansheet", "Responsible"), 6),
            Column("deadline", T("plansheet", "Deadline"), 8),
            Column("state", T("plansheet", "State"), 6),
        ],
        [
            (
                str(number),
                line.problem,
                line.cause,
                line.measure,
                line.assignee,
                line.deadline,
                rules.state_title(rules.IMPROVEMENT_STATES, line.state),
            )
            for number, line in enumerate(lines, 1)
        ],
        dense=True,
        empty=T("plansheet", "No problems were noted."),
    )


def _made_by(view: PlanView) -> Text:
    return T("plansheet", "Made by {name}").with_(name=view.author)


def _approved_by(view: PlanView, zone: OfficeZone) -> Text:
    if view.approved_at is None:
        return T("plansheet", "Approved by the supervisor")
    return T("plansheet", "Approved by {name} on {day}").with_(
        name=view.approved_by, day=f"{zone.local(view.approved_at):%m-%d %H:%M}"
    )


def _reviewed_by(view: PlanView, zone: OfficeZone) -> Text:
    if view.reviewed_at is None:
        return T("plansheet", "Reviewed by the supervisor")
    return T("plansheet", "Reviewed by {name} on {day}").with_(
        name=view.reviewed_by, day=f"{zone.local(view.reviewed_at):%m-%d %H:%M}"
    )
