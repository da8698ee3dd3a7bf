"""Training on the command line: checklists, sessions, certificates, templates, outlines, and their papers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from app.cli.kind import Answer, Kind, Paper, Values
from app.cli.session import PIN_VARIABLE, Session
from app.cli.values import named
from app.core.errors import Invalid
from app.core.text import T, Text
from app.features.training.service import FATES, ChecklistCard

LISTS = ("training", "training-templates", "sessions", "courses", "certificates")
IMPORTS = ("certificates", "sessions")


# --- showing ----------------------------------------------------------------------------------------------------------


def _read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Text) else value for key, value in pairs}


def _told(record: Any) -> dict[str, Any]:
    return _plain(asdict(record, dict_factory=_read))


def _plain(value: Any) -> Any:
    """Return texts as they are read, also those in sequences: a text is a tuple, which JSON would take apart."""
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("list[Any]", value)]
    return value


def _show(session: Session, record: str) -> dict[str, Any]:
    training, actor = session.context.training, session.actor
    card = training.card(actor, record)
    done, wanted = card.required
    return {
        **_told(card),
        "required": {"passed": done, "all": wanted},
        "late": card.late,
        "story": [_told(line) for line in training.story(actor, record)],
        "history": [
            {"at": line.at, "who": line.author, "text": str(line.text)} for line in training.history(actor, record)
        ],
    }


def _show_session(session: Session, record: str) -> dict[str, Any]:
    return _told(session.context.training_sessions.card(session.actor, record))


def _show_certificate(session: Session, record: str) -> dict[str, Any]:
    return _told(session.context.certificates.card(session.actor, record))


def _show_template(session: Session, record: str) -> dict[str, Any]:
    return _told(session.context.training_templates.card(session.actor, record))


def _show_course(session: Session, record: str) -> dict[str, Any]:
    return _told(session.context.training_sessions.course(session.actor, record))


# --- finding ----------------------------------------------------------------------------------------------------------


def _find(session: Session, name: str) -> str | None:
    """Find a checklist by its certificate, or the newest one of a member of staff by number or name."""
    return session.context.store.value(
        "SELECT t.id FROM training t LEFT JOIN staff s ON s.id = t.staff_id WHERE (t.certificate = ? AND"
        " t.certificate <> '') OR s.number = ? OR s.name = ? ORDER BY t.state = 'open' DESC, t.id DESC LIMIT 1",
        (name, name, name),
    )


def _only(table: str, *columns: str) -> Callable[[Session, str], str | None]:
    """Return what finds the one record of a table that has a name in one of its columns."""
    where = " OR ".join(f'"{column}" = ?' for column in ("id", *columns))

    def find(session: Session, name: str) -> str | None:
        sql = f'SELECT id FROM "{table}" WHERE {where} LIMIT 2'
        rows = session.context.store.rows(sql, (name,) * (len(columns) + 1))
        return str(rows[0][0]) if len(rows) == 1 else None

    return find


# --- checklists -------------------------------------------------------------------------------------------------------


def _text(values: Values, key: str) -> str:
    return str(values.get(key) or "").strip()


def _pin() -> str:
    return os.environ.get(PIN_VARIABLE, "")


def _row(card: ChecklistCard, name: str) -> str:
    """Return the id of a row named by its place, title or id."""
    for row in card.rows:
        if name in (row.id, str(row.number), row.title):
            return row.id
    raise Invalid({"row": T("cli", "Name the row: row=12, or its title.")})


def _begin(session: Session, values: Values) -> Answer:
    """``new training staff=A02 template=training.newcomer mentor=A01 [start_on=2026-11-23]``."""
    context = session.context
    today = context.zone.day(context.clock.now()).isoformat()
    record = context.training.save(session.actor, {"start_on": today, **values})
    return Answer(record, {"id": record})


def _edit(session: Session, record: str, values: Values) -> Answer:
    session.context.training.save(session.actor, values, record)
    return Answer(record, {"id": record})


def _sign(session: Session, record: str, values: Values) -> Answer:
    """``do training A02 sign row=9 result=pass score=95``; whoever acts signs."""
    training, actor = session.context.training, session.actor
    card = training.card(actor, record)
    rows = [_row(card, name) for name in _text(values, "row").split(",")]
    given = {"result": values.get("result"), "score": values.get("score"), "note": values.get("note")}
    who = training.sign(actor, rows, given, _pin())
    done, wanted = training.card(actor, record).required
    return Answer(f"{done} / {wanted}", {"id": record, "signed_by": who, "passed": done, "all": wanted})


def _take_back(session: Session, record: str, values: Values) -> Answer:
    training, actor = session.context.training, session.actor
    row = _row(training.card(actor, record), _text(values, "row"))
    training.take_back(actor, row, _text(values, "note"), _pin())
    return Answer(row, {"id": record, "row": row})


def _release(session: Session, record: str, _values: Values) -> Answer:
    number = session.context.training.release(session.actor, record, _pin())
    return Answer(number, {"id": record, "certificate": number})


def _end(session: Session, record: str, values: Values) -> Answer:
    session.context.training.end(session.actor, record, _text(values, "note"))
    return Answer(record, {"id": record})


def _reopen(session: Session, record: str, values: Values) -> Answer:
    session.context.training.reopen(session.actor, record, _text(values, "note"))
    return Answer(record, {"id": record})


def _add_row(session: Session, record: str, values: Values) -> Answer:
    """``do training A02 add-row title=… stage=… day=9 reason=… [after=12]``."""
    training, actor = session.context.training, session.actor
    given = dict(values)
    reason, after = str(given.pop("reason", "") or ""), str(given.pop("after", "") or "")
    behind = _row(training.card(actor, record), after) if after else ""
    made = training.add_row(actor, record, given, reason, behind)
    return Answer(made, {"id": record, "row": made})


def _change_row(session: Session, record: str, values: Values) -> Answer:
    """``do training A02 change-row row=12 minutes=90 reason=…``."""
    training, actor = session.context.training, session.actor
    given = dict(values)
    row, reason = _row(training.card(actor, record), str(given.pop("row", ""))), str(given.pop("reason", "") or "")
    training.change_row(actor, row, given, reason)
    return Answer(row, {"id": record, "row": row})


def _remove_row(session: Session, record: str, values: Values) -> Answer:
    training, actor = session.context.training, session.actor
    row = _row(training.card(actor, record), _text(values, "row"))
    training.remove_row(actor, row, _text(values, "reason"))
    return Answer(row, {"id": record, "row": row})


def _restore_row(session: Session, record: str, values: Values) -> Answer:
    """``do training A02 restore-row row=TITLE``; without a row those that were taken out are told."""
    training, actor = session.context.training, session.actor
    gone, name = training.gone_rows(actor, record), _text(values, "row")
    if not name:
        lines = "\n".join(f"{one.title}  {one.why}" for one in gone)
        return Answer(lines, {"id": record, "gone": [_told(one) for one in gone]})
    row = next((one.id for one in gone if name in (one.id, one.title)), name)
    training.restore_row(actor, record, row)
    return Answer(row, {"id": record, "row": row})


def _lift(session: Session, record: str, values: Values) -> Answer:
    """``do training A02 lift [preview=yes] [note=…]``; both tell what happens to which row."""
    training, actor = session.context.training, session.actor
    plan = training.lift_preview(actor, record)
    if _text(values, "preview") not in ("yes", "true", "1"):
        training.lift(actor, record, plan.new, _text(values, "note"))
    lines = [f"{FATES[line.fate]}  {line.title}  {line.due_on}".rstrip() for line in plan.lines]
    return Answer("\n".join([f"{plan.old} → {plan.new}", *lines]), _told(plan))


# --- sessions ---------------------------------------------------------------------------------------------------------


def _people(session: Session, text: str) -> list[str]:
    """Return the staff ids of numbers with commas between; ``all`` is everybody who works here."""
    staff = session.context.staff.people(session.actor)
    if text == "all":
        return [person.id for person in staff]
    known = {person.number: person.id for person in staff}
    wanted = [number.strip() for number in text.split(",") if number.strip()]
    unknown = [number for number in wanted if number not in known]
    if unknown:
        raise Invalid({"people": T("cli", "Nobody here has the number {number}.").with_(number=unknown[0])})
    return [known[number] for number in wanted]


def _plan(session: Session, values: Values) -> Answer:
    """``new training-session course=training.drill.11 starts_at='11-28 15:00' people=A01,A02``."""
    sessions, actor = session.context.training_sessions, session.actor
    given = dict(values)
    course = _text(given, "course_id")
    if "people" in given:
        given["people"] = _people(session, str(given["people"]))
    record = sessions.save(actor, {**(sessions.draft(actor, course) if course else {}), **given})
    return Answer(record, {"id": record})


def _edit_session(session: Session, record: str, values: Values) -> Answer:
    given = dict(values)
    if "people" in given:
        given["people"] = _people(session, str(given["people"]))
    session.context.training_sessions.save(session.actor, given, record)
    return Answer(record, {"id": record})


def _mark(session: Session, record: str, values: Values) -> Answer:
    """``do training-session ID mark people=A01,A02 presence=present [score=90]``; ``people=all`` marks everybody."""
    sessions, actor = session.context.training_sessions, session.actor
    text = _text(values, "people") or "all"
    invited = [one.staff_id for one in sessions.card(actor, record).attendees]
    people = invited if text == "all" else _people(session, text)
    marks = {key: value for key, value in values.items() if key != "people"}
    sessions.mark(actor, record, dict.fromkeys(people, marks))
    return Answer(str(len(people)), {"id": record, "marked": len(people)})


def _hold(session: Session, record: str, values: Values) -> Answer:
    session.context.training_sessions.hold(session.actor, record, values)
    return Answer(record, {"id": record})


def _cancel(session: Session, record: str, values: Values) -> Answer:
    session.context.training_sessions.cancel(session.actor, record, _text(values, "note"))
    return Answer(record, {"id": record})


def _replan(session: Session, record: str, _values: Values) -> Answer:
    session.context.training_sessions.reopen(session.actor, record)
    return Answer(record, {"id": record})


def _observe(session: Session, record: str, values: Values) -> Answer:
    note = session.context.training_sessions.observe(session.actor, record, values)
    return Answer(note, {"id": record, "note": note})


# --- certificates, templates, outlines --------------------------------------------------------------------------------


def _enter(session: Session, values: Values) -> Answer:
    record = session.context.certificates.save(session.actor, values)
    return Answer(record, {"id": record})


def _edit_certificate(session: Session, record: str, values: Values) -> Answer:
    session.context.certificates.save(session.actor, values, record)
    return Answer(record, {"id": record})


def _new_template(session: Session, values: Values) -> Answer:
    record = session.context.training_templates.save(session.actor, values)
    return Answer(record, {"id": record})


def _edit_template(session: Session, record: str, values: Values) -> Answer:
    session.context.training_templates.save(session.actor, values, record)
    return Answer(record, {"id": record})


def _copy_template(session: Session, record: str, values: Values) -> Answer:
    made = session.context.training_templates.copy(session.actor, record, _text(values, "title"))
    return Answer(made, {"id": made})


def _new_course(session: Session, values: Values) -> Answer:
    record = session.context.training_sessions.save_course(session.actor, values)
    return Answer(record, {"id": record})


def _edit_course(session: Session, record: str, values: Values) -> Answer:
    session.context.training_sessions.save_course(session.actor, values, record)
    return Answer(record, {"id": record})


def _deleting(service: str, verb: str = "delete") -> Callable[[Session, str, Values], Answer]:
    """Return the action that deletes a record of a service, or brings one back."""

    def act(session: Session, record: str, _values: Values) -> Answer:
        getattr(getattr(session.context, service), verb)(session.actor, record)
        return Answer(record, {"id": record})

    return act


# --- papers -----------------------------------------------------------------------------------------------------------


def _write_checklists(session: Session, path: Path) -> tuple[int, set[str]]:
    records = named(session, "training")
    return len(records), set(session.context.training_papers.write_checklists(session.actor, records, path))


def _write_sign_in(session: Session, path: Path) -> tuple[int, set[str]]:
    records = named(session, "training-session")
    return len(records), set(session.context.training_papers.write_sign_in(session.actor, records, path))


def _write_passing(session: Session, path: Path) -> tuple[int, set[str]]:
    records = named(session, "training")
    return len(records), set(session.context.training_papers.write_passing(session.actor, records, path))


def _write_year(session: Session, path: Path) -> tuple[int, set[str]]:
    """``print training-year --date 2026 --out F.pdf`` or ``F.xlsx``."""
    text = str(session.options.date or "").strip()[:4]
    year = int(text) if text.isdigit() else 0
    return 1, set(session.context.training_papers.write_year(session.actor, year, path))


_STAFF = {"staff": "staff_id", "template": "template_id", "mentor": "mentor_id", "trainer": "trainer_id"}
_ALIASES = {**_STAFF, "course": "course_id", "start": "start_on"}
KINDS = (
    Kind(
        "training",
        _find,
        _show,
        _begin,
        {
            "edit": _edit,
            "sign": _sign,
            "take-back": _take_back,
            "release": _release,
            "end": _end,
            "reopen": _reopen,
            "add-row": _add_row,
            "change-row": _change_row,
            "remove-row": _remove_row,
            "restore-row": _restore_row,
            "lift": _lift,
            "delete": _deleting("training"),
            "restore": _deleting("training", "restore"),
        },
        aliases=_ALIASES,
        references={
            "staff_id": "staff",
            "mentor_id": "staff",
            "template_id": "training-template",
            "course_id": "course",
        },
    ),
    Kind(
        "training-session",
        _only("training_session", "title"),
        _show_session,
        _plan,
        {
            "edit": _edit_session,
            "mark": _mark,
            "hold": _hold,
            "cancel": _cancel,
            "reopen": _replan,
            "observe": _observe,
            "delete": _deleting("training_sessions"),
            "restore": _deleting("training_sessions", "restore"),
        },
        entity="training",
        aliases=_ALIASES,
        references={"trainer_id": "staff", "staff_id": "staff", "course_id": "course"},
        past=frozenset({"ended_at", "at"}),
    ),
    Kind(
        "certificate",
        _only("certificate", "number"),
        _show_certificate,
        _enter,
        {
            "edit": _edit_certificate,
            "delete": _deleting("certificates"),
            "restore": _deleting("certificates", "restore"),
        },
        entity="training",
        aliases=_STAFF,
        references={"staff_id": "staff"},
    ),
    Kind(
        "training-template",
        _only("training_template", "title"),
        _show_template,
        _new_template,
        {
            "edit": _edit_template,
            "copy": _copy_template,
            "delete": _deleting("training_templates"),
            "restore": _deleting("training_templates", "restore"),
        },
        entity="training",
    ),
    Kind(
        "course",
        _only("training_course", "title"),
        _show_course,
        _new_course,
        {
            "edit": _edit_course,
            "delete": _deleting("training_sessions", "delete_course"),
            "restore": _deleting("training_sessions", "restore_course"),
        },
        entity="training",
    ),
)
PAPERS = (
    Paper("training", _write_checklists),
    Paper("training-sign-in", _write_sign_in),
    Paper("training-certificate", _write_passing),
    Paper("training-year", _write_year),
)
