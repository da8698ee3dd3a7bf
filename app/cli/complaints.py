"""Complaints, their letters and dispute files on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.kind import Answer, Kind, Paper, Values
from app.cli.session import Session
from app.cli.values import named
from app.core.errors import Invalid, NotFound
from app.core.text import T, Text
from app.core.typed import parse_day

LISTS = ("complaints", "disputes")
IMPORTS = ("complaints",)

Verb = Callable[[Session, str, Values], object]
_LETTER = ("title", "receiver", "body", "written_on")


# --- showing ----------------------------------------------------------------------------------------------------------


def _read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Texts as they are read: a text is a tuple, which JSON would take apart."""
    return {key: str(value) if isinstance(value, Text) else value for key, value in pairs}


def _show(session: Session, record: str) -> dict[str, Any]:
    context, actor = session.context, session.actor
    detail = context.complaints.detail(actor, record)
    file = context.disputes.file(actor, record)
    return {
        **detail.values,
        "room": detail.room,
        "subject_title": detail.subject,
        "staff": detail.staff,
        "taken_by": detail.taken_by,
        "ticket": detail.ticket,
        "path": [asdict(mark) for mark in detail.path],
        "steps": [step.action for step in detail.steps],
        "measures": [asdict(measure, dict_factory=_read) for measure in detail.measures],
        "letters": [asdict(letter) for letter in context.letters.of(actor, record)],
        "file": asdict(file, dict_factory=_read),
        "repeats": [asdict(each, dict_factory=_read) for each in context.complaints.repeats_of(actor, record)],
        "timeline": [asdict(line, dict_factory=_read) for line in context.complaints.timeline(actor, record)],
        "history": [
            {"at": line.at, "who": line.author, "text": str(line.text)}
            for line in context.complaints.history(actor, record)
        ],
    }


def _show_alarm(session: Session, record: str) -> dict[str, Any]:
    for alarm in session.context.complaints.alarms(session.actor, seen=True):
        if alarm.id == record:
            return json.loads(json.dumps(asdict(alarm)))
    raise NotFound(T("cli", "Nothing found for “{name}”, or more than one.").with_(name=record), "cli.not_found")


# --- finding ----------------------------------------------------------------------------------------------------------


def _find(session: Session, name: str) -> str | None:
    return session.context.complaints.find_number(session.actor, name)


def _find_alarm(session: Session, name: str) -> str | None:
    alarms = session.context.complaints.alarms(session.actor, seen=True)
    return next((alarm.id for alarm in alarms if alarm.id == name), None)


def _find_partner(session: Session, name: str) -> str | None:
    partners = session.context.disputes.partners(session.actor, retired=True)
    found = [one.id for one in partners if name in (one.id, one.title)]
    return found[0] if len(found) == 1 else None


# --- making and changing ----------------------------------------------------------------------------------------------


def _take(session: Session, values: Values) -> Answer:
    service, given = session.context.complaints, dict(values)
    if given.get("ticket_id"):
        given = {**service.from_ticket(session.actor, str(given["ticket_id"])), **given}
    taken = service.take(session.actor, given)
    return Answer(taken.number, {"id": taken.id, "number": taken.number})


def _step(session: Session, record: str, action: str, values: Values) -> Answer:
    stage = session.context.complaints.do(session.actor, record, action, values)
    return Answer(stage, {"id": record, "stage": stage})


def _edit(session: Session, record: str, values: Values) -> Answer:
    before = session.context.complaints.edit(session.actor, record, values)
    return Answer(", ".join(before), {"id": record, "before": before})


def _made(verb: Callable[[Session, str, Values], object]) -> Callable[[Session, str, Values], Answer]:
    """Return a verb that answers with the id of what it made, if it made something."""

    def done(session: Session, record: str, values: Values) -> Answer:
        made = verb(session, record, values)
        data: dict[str, Any] = {"id": record}
        if isinstance(made, str):
            data["made"] = made
        return Answer(made if isinstance(made, str) else record, data)

    return done


def _text(values: Values, key: str) -> str:
    return str(values.get(key) or "")


def _days(session: Session, values: Values, *keys: str) -> dict[str, Any]:
    """Return the values with these days as they are kept."""
    today = session.context.zone.day(session.context.clock.now())
    read = {key: parse_day(str(values[key]), today, field=key).isoformat() for key in keys if values.get(key)}
    return {**values, **read}


def _letter(session: Session, record: str, values: Values) -> str:
    letters, actor = session.context.letters, session.actor
    template = _text(values, "template") or "reply"
    filled = letters.compose(actor, record, template)
    given = {key: getattr(filled, key) for key in _LETTER} | {key: values[key] for key in _LETTER if key in values}
    return letters.save(actor, record, {**given, "template": template})


def _send(session: Session, record: str, values: Values) -> None:
    letter = _text(values, "letter") or _latest(session, record)
    session.context.letters.send(session.actor, letter, _text(values, "delivery") or "hand")


def _latest(session: Session, record: str) -> str:
    letters = session.context.letters.of(session.actor, record)
    if not letters:
        raise Invalid(
            {"letter": T("cli", "This complaint has no letter yet. Write one with “do complaint ID letter”.")}
        )
    return letters[-1].id


_VERBS: Mapping[str, Verb] = {
    "join": lambda session, record, values: session.context.complaints.join(
        session.actor, record, _text(values, "caller"), _text(values, "note")
    ),
    "measure": lambda session, record, values: session.context.complaints.add_measure(session.actor, record, values),
    "drop-measure": lambda session, _record, values: session.context.complaints.drop_measure(
        session.actor, _text(values, "measure"), _text(values, "reason")
    ),
    "link": lambda session, record, values: session.context.complaints.link_ticket(
        session.actor, record, _text(values, "ticket_id")
    ),
    "unlink": lambda session, record, values: session.context.complaints.unlink_ticket(
        session.actor, record, _text(values, "ticket_id")
    ),
    "delete": lambda session, record, _values: session.context.complaints.delete(session.actor, record),
    "restore": lambda session, record, _values: session.context.complaints.restore(session.actor, record),
    "letter": _letter,
    "send-letter": _send,
    "party": lambda session, record, values: session.context.disputes.save_party(session.actor, record, values),
    "talk": lambda session, record, values: session.context.disputes.add_talk(session.actor, record, values),
    "settle": lambda session, record, values: session.context.disputes.settle(
        session.actor, record, _days(session, values, "settled_on")
    ),
    "evidence": lambda session, record, values: session.context.disputes.add_evidence(session.actor, record, values),
    "partner": lambda session, record, values: session.context.disputes.involve(session.actor, record, values),
    "follow-up": lambda session, record, values: session.context.disputes.plan_follow_up(
        session.actor, record, _days(session, values, "due_on")
    ),
    "drop-follow-up": lambda session, _record, values: session.context.disputes.drop_follow_up(
        session.actor, _text(values, "follow_up")
    ),
    "followed-up": lambda session, _record, values: session.context.disputes.follow_up(
        session.actor, _text(values, "follow_up"), _text(values, "finding")
    ),
}


def _check_evidence(session: Session, record: str, values: Values) -> Answer:
    found = session.context.disputes.check_evidence(session.actor, _text(values, "evidence"))
    data = {"id": record, "same": found.same, "sha256": found.sha256}
    return Answer(found.sha256, data, 0 if found.same else 1)


def _acknowledge(session: Session, record: str, values: Values) -> Answer:
    session.context.complaints.acknowledge_alarm(session.actor, record, _text(values, "measures"))
    return Answer(record, {"id": record})


def _involved(session: Session, record: str) -> dict[str, Any]:
    partners = session.context.disputes.partners(session.actor, retired=True)
    found: list[dict[str, Any]] = [asdict(one) for one in partners if one.id == record]
    return found[0] if found else {}


# --- papers -----------------------------------------------------------------------------------------------------------


def _write_letters(session: Session, path: Path) -> tuple[int, set[str]]:
    """Write the last letter of each complaint that --id names."""
    letters = [_latest(session, record) for record in named(session, "complaint")]
    return len(letters), set(session.context.complaint_papers.write_letters(session.actor, letters, path))


def _of_one(write: str) -> Callable[[Session, Path], tuple[int, set[str]]]:
    def written(session: Session, path: Path) -> tuple[int, set[str]]:
        records: Sequence[str] = named(session, "complaint")
        if len(records) != 1:
            raise Invalid({"--id": T("cli", "Name one complaint; each file is a paper of its own.")})
        missing = getattr(session.context.complaint_papers, write)(session.actor, records[0], path)
        return 1, set(missing)

    return written


KINDS = (
    Kind(
        "complaint",
        _find,
        _show,
        _take,
        {"edit": _edit, "check-evidence": _check_evidence, **{name: _made(verb) for name, verb in _VERBS.items()}},
        _step,
        aliases={
            "house": "house_id",
            "person": "person_id",
            "staff": "staff_id",
            "ticket": "ticket_id",
            "due": "due_at",
            "to": "to_stage",
            "party": "party_id",
            "partner": "partner_id",
            "mediator": "mediator_id",
            "attachment": "attachment_id",
        },
        references={
            "house_id": "house",
            "person_id": "person",
            "staff_id": "staff",
            "ticket_id": "ticket",
            "mediator_id": "staff",
            "partner_id": "partner",
        },
        past=frozenset({"happened_at", "reported_at", "taken_at", "at"}),
    ),
    Kind(
        "complaint-alarm",
        _find_alarm,
        _show_alarm,
        None,
        {"acknowledge": _acknowledge},
        entity="complaint",
    ),
    Kind("partner", _find_partner, _involved, entity="complaint"),
)
PAPERS = (
    Paper("complaint-letter", _write_letters),
    Paper("dispute-file", _of_one("write_file")),
    Paper("agreement", _of_one("write_agreement")),
)
