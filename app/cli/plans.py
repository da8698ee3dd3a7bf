"""Weekly plans on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.kind import Answer, Kind, Paper, Values
from app.cli.session import Session
from app.cli.values import named, resolve
from app.core.errors import Invalid, Refused
from app.core.text import T, Text
from app.core.typed import parse_day
from app.features.plans.service import ReadBack, weeks

LISTS = ("plans", "plan-tasks", "improvements")
IMPORTS: tuple[str, ...] = ()


# --- showing ----------------------------------------------------------------------------------------------------------


def _read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Text) else value for key, value in pairs}


def _show(session: Session, record: str) -> dict[str, Any]:
    plans, actor = session.context.plans, session.actor
    found = plans.proposals(actor, record)
    return {
        **asdict(plans.view(actor, record), dict_factory=_read),
        "proposals": [asdict(line, dict_factory=_read) for line in found.lines],
        "notes": [str(note) for note in found.notes],
        "load": [
            {"name": load.person.name, "tasks": load.tasks, "minutes": load.minutes, "total": load.total}
            for load in plans.load(actor, record)
        ],
        "suggestions": [asdict(each, dict_factory=_read) for each in plans.suggestions(actor, record)],
        "journal": [asdict(line, dict_factory=_read) for line in plans.journal(actor, record)],
    }


def _show_task(session: Session, record: str) -> dict[str, Any]:
    plans = session.context.plans
    journal = plans.journal(session.actor, "", record)
    return {
        **asdict(plans.task(session.actor, record), dict_factory=_read),
        "journal": [asdict(line, dict_factory=_read) for line in journal],
    }


def _show_improvement(session: Session, record: str) -> dict[str, Any]:
    return asdict(session.context.plans.improvement(session.actor, record), dict_factory=_read)


# --- finding ----------------------------------------------------------------------------------------------------------


def _find(session: Session, name: str) -> str | None:
    """Find a plan by its week, by one of its days, or by 本周 and the like."""
    found = session.context.plans.find(name)
    return found or session.context.plans.find(_week(session, name))


def _week(session: Session, text: str) -> str:
    """Return the week a text names: ``2026-W48``, or any day as people type it."""
    try:
        return weeks.week_of(weeks.first_day(text))
    except Invalid:
        return weeks.week_of(parse_day(text, session.context.plans.today()))


def _find_task(session: Session, name: str) -> str | None:
    rows = session.context.store.rows("SELECT id FROM plan_task WHERE id = ? OR title = ? LIMIT 2", (name, name))
    return str(rows[0][0]) if len(rows) == 1 else None


def _find_improvement(session: Session, name: str) -> str | None:
    return session.context.store.value("SELECT id FROM improvement WHERE id = ?", (name,))


# --- plans ------------------------------------------------------------------------------------------------------------


def _begin(session: Session, values: Values) -> Answer:
    """``new plan week=2026-W48 [template=plan.ordinary] [copy=2026-W47] [department=…]``."""
    plans = session.context.plans
    copied = str(values.get("copy") or "")
    record = plans.begin(
        session.actor,
        _week(session, str(values.get("week") or plans.this_week())),
        department=str(values.get("department") or ""),
        template=str(values.get("template") or ""),
        copy_from=resolve(session, "plan", copied) if copied else "",
    )
    return Answer(record, {"id": record})


def _add(session: Session, record: str, values: Values) -> Answer:
    task = session.context.plans.add_task(session.actor, record, values, after=str(values.get("after") or ""))
    return Answer(task, {"id": record, "task": task})


def _texts(session: Session, record: str, values: Values) -> Answer:
    before = session.context.plans.set_texts(session.actor, record, values)
    return Answer(", ".join(before), {"id": record, "before": before})


def _take(session: Session, record: str, values: Values) -> Answer:
    """``take keys=all`` or ``take keys=KEY,KEY``."""
    plans, actor = session.context.plans, session.actor
    keys = str(values.get("keys") or "all").split(",")
    if keys == ["all"]:
        keys = [line.key for line in plans.proposals(actor, record).lines if not line.left]
    taken = plans.take(actor, record, keys)
    return Answer(str(len(taken)), {"id": record, "tasks": taken})


def _leave(session: Session, record: str, values: Values) -> Answer:
    keys = [key for key in str(values.get("keys") or "").split(",") if key]
    session.context.plans.leave(session.actor, record, keys)
    return Answer(str(len(keys)), {"id": record})


def _copy(session: Session, record: str, values: Values) -> Answer:
    source = resolve(session, "plan", str(values.get("from") or ""))
    copied = session.context.plans.copy_tasks(session.actor, record, source)
    return Answer(str(copied), {"id": record, "copied": copied})


def _balance(session: Session, record: str, _values: Values) -> Answer:
    plans, actor = session.context.plans, session.actor
    moves = {each.task_id: {"assignee_id": each.to_id} for each in plans.suggestions(actor, record)}
    before = plans.edit_tasks(actor, moves)
    return Answer(str(len(before)), {"id": record, "before": before})


def _improve(session: Session, record: str, values: Values) -> Answer:
    line = session.context.plans.save_improvement(session.actor, record, values)
    return Answer(line, {"id": record, "improvement": line})


def _template(session: Session, record: str, values: Values) -> Answer:
    template = session.context.plans.template_of(session.actor, record, str(values.get("title") or ""))
    return Answer(template, {"id": record, "template": template})


def _compare(session: Session, record: str, _values: Values) -> Answer:
    found = session.context.plans.compare(session.actor, record)
    now, last = found.total
    told = {"week": found.week, "last": found.last_week, "rate": now.rate, "last_rate": last.rate if last else None}
    return Answer(f"{found.week} {_share(now.rate)} · {found.last_week} {_share(last.rate if last else None)}", told)


def _share(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.0%}"


def _delete(session: Session, record: str, _values: Values) -> Answer:
    session.context.plans.delete(session.actor, record)
    return Answer(record, {"id": record})


def _move(session: Session, record: str, action: str, values: Values) -> Answer:
    state = session.context.plans.do(session.actor, record, action.replace("-", "_"), str(values.get("note") or ""))
    return Answer(state, {"id": record, "state": state})


# --- tasks ------------------------------------------------------------------------------------------------------------


def _new_task(session: Session, values: Values) -> Answer:
    record = resolve(session, "plan", str(values.get("plan") or session.context.plans.this_week()))
    return _add(session, record, values)


def _edit_task(session: Session, record: str, values: Values) -> Answer:
    before = session.context.plans.edit_task(session.actor, record, values)
    return Answer(", ".join(before), {"id": record, "before": before})


def _tick(session: Session, record: str, values: Values) -> Answer:
    plans, text = session.context.plans, str(values.get("day") or "")
    day: date | None = parse_day(text, plans.today()) if text else None
    ticked = plans.tick(session.actor, record, day, done=str(values.get("done") or "yes") not in ("no", "0", "否"))
    return Answer(ticked, {"id": record, "day": ticked})


def _place(session: Session, record: str, values: Values) -> Answer:
    plans = session.context.plans
    section = str(values.get("section") or plans.task(session.actor, record).section)
    plans.place_task(session.actor, record, section, str(values.get("before") or ""))
    return Answer(record, {"id": record})


def _delete_task(session: Session, record: str, _values: Values) -> Answer:
    session.context.plans.delete_tasks(session.actor, [record])
    return Answer(record, {"id": record})


def _move_task(session: Session, record: str, action: str, values: Values) -> Answer:
    plans = session.context.plans
    plans.do_tasks(session.actor, [record], action.replace("-", "_"), str(values.get("note") or ""))
    state = plans.task(session.actor, record).state
    return Answer(state, {"id": record, "state": state})


def _edit_improvement(session: Session, record: str, values: Values) -> Answer:
    plans = session.context.plans
    plan_id = plans.improvement(session.actor, record).plan_id
    plans.save_improvement(session.actor, plan_id, values, record)
    return Answer(record, {"id": record})


# --- papers and files -------------------------------------------------------------------------------------------------


def _paper(*, review: bool) -> Callable[[Session, Path], tuple[int, set[str]]]:
    def write(session: Session, path: Path) -> tuple[int, set[str]]:
        meant = session.options.date
        records = [resolve(session, "plan", meant)] if meant else named(session, "plan")
        missing = session.context.plan_papers.write(session.actor, records, path, review=review)
        return len(records), set(missing)

    return write


def sheet(session: Session) -> Answer:
    """Write a plan as a workbook to edit, or read an edited one back."""
    options = session.options
    papers = session.context.plan_papers
    if options.action == "write":
        if not options.out:
            raise Refused(T("cli", "Say where to with --out FILE.xlsx."), "cli.no_out")
        record = resolve(session, "plan", options.name)
        papers.write_sheet(session.actor, record, Path(options.out))
        return Answer(options.out, {"id": record, "file": options.out})
    found = papers.read_back(session.actor, Path(options.name), trial=options.dry_run)
    return Answer("\n".join(_told(found)), _data(found), 1 if found.refused else 0)


def _told(found: ReadBack) -> list[str]:
    changed = T("cli", "{plan}: {changes} rows changed, {refused} refused, {same} the same.").format(
        plan=found.plan_id, changes=len(found.changes), refused=len(found.refused), same=found.same
    )
    lines = [changed]
    lines += [f"{change.row}\t{change.task}" for change in found.changes]
    lines += [f"{row}\t{reason}" for row, reason in found.refused]
    return lines


def _data(found: ReadBack) -> Mapping[str, Any]:
    return {
        "plan": found.plan_id,
        "trial": found.trial,
        "changes": [
            {
                "row": change.row,
                "task": change.task,
                "added": change.added,
                "fields": [{"field": str(title), "old": old, "new": new} for title, old, new in change.fields],
            }
            for change in found.changes
        ],
        "refused": [{"row": row, "reason": str(reason)} for row, reason in found.refused],
        "same": found.same,
        "missing": list(found.missing),
    }


_PEOPLE = {"assignee": "assignee_id"}
KINDS = (
    Kind(
        "plan",
        _find,
        _show,
        _begin,
        {
            "add": _add,
            "texts": _texts,
            "take": _take,
            "leave": _leave,
            "copy": _copy,
            "balance": _balance,
            "improve": _improve,
            "template": _template,
            "compare": _compare,
            "delete": _delete,
        },
        _move,
        aliases=_PEOPLE,
        references={"assignee_id": "staff"},
    ),
    Kind(
        "plan-task",
        _find_task,
        _show_task,
        _new_task,
        {"edit": _edit_task, "tick": _tick, "place": _place, "delete": _delete_task},
        _move_task,
        entity="plan",
        aliases=_PEOPLE,
        references={"assignee_id": "staff"},
    ),
    Kind(
        "improvement",
        _find_improvement,
        _show_improvement,
        None,
        {"edit": _edit_improvement},
        entity="plan",
        aliases=_PEOPLE,
        references={"assignee_id": "staff"},
    ),
)
PAPERS = (Paper("week-plan", _paper(review=False)), Paper("week-review", _paper(review=True)))
