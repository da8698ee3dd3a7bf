"""The kinds of records that every office has: tickets, houses, people, staff, scenario cards, and their papers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from app.cli.kind import Answer, Kind, Paper, Values
from app.cli.session import Session
from app.cli.values import named
from app.core.text import Text
from app.features.houses.rules import canonical, parse_room

LISTS = ("tickets", "houses", "people", "owners", "staff", "scenarios", "audit")
IMPORTS = ("owners", "houses", "staff", "tickets")


# --- showing ------------------------------------------------------------------------------------------------------


def _show_ticket(session: Session, record: str) -> dict[str, Any]:
    detail = session.context.tickets.detail(session.actor, record)
    timeline = session.context.tickets.timeline(session.actor, record)
    return {
        **detail.values,
        "room": detail.room,
        "category_title": detail.category,
        "assignee": detail.assignee,
        "taken_by": detail.taken_by,
        "moves": [move.action for move in detail.moves],
        "promises": [asdict(promise) for promise in detail.promises],
        "timeline": [{**asdict(entry), "words": str(entry.words)} for entry in timeline],
        "history": [
            {"at": line.at, "who": line.author, "text": str(line.text)}
            for line in session.context.tickets.history(session.actor, record)
        ],
    }


def _card(session: Session, kind: str, record: str) -> dict[str, Any]:
    context = session.context
    service: Any = {"house": context.houses, "person": context.people, "staff": context.staff}[kind]
    card = asdict(service.card(session.actor, record), dict_factory=_read)
    card.pop("primary_phone", None)  # whole numbers leave the program through unmasking only, which is noted
    return json.loads(json.dumps(card, default=_plain))


def _read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Texts as they are read: a text is a tuple, which JSON would take apart."""
    return {key: str(value) if isinstance(value, Text) else value for key, value in pairs}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[str]", value))
    return str(value)


def _show_scenario(session: Session, record: str) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(session.context.scenarios.card(session.actor, record)), default=_plain))


# --- finding ------------------------------------------------------------------------------------------------------


def _find_house(session: Session, name: str) -> str | None:
    room = parse_room(name)
    return session.context.store.value("SELECT id FROM house WHERE key = ?", (canonical(*room),)) if room else None


def _find_person(session: Session, name: str) -> str | None:
    rows = session.context.store.rows(
        "SELECT id FROM person WHERE name = ? OR (code = ? AND code <> '') LIMIT 2", (name, name)
    )
    return rows[0][0] if len(rows) == 1 else None


def _find_staff(session: Session, name: str) -> str | None:
    return session.context.store.value("SELECT id FROM staff WHERE number = ? OR name = ?", (name, name))


def _find_scenario(session: Session, name: str) -> str | None:
    return session.context.store.value("SELECT code FROM scenario WHERE code = ?", (name,))


# --- making and changing ------------------------------------------------------------------------------------------


def _service(session: Session, kind: str) -> Any:
    context = session.context
    return {"house": context.houses, "person": context.people, "staff": context.staff}[kind]


def _kept(kind: str, find: Callable[[Session, str], str | None]) -> Kind:
    """Return a kind whose service saves and deletes whole records."""

    def new(session: Session, values: Values) -> Answer:
        record = _service(session, kind).save(session.actor, values)
        return Answer(record, {"id": record})

    def edit(session: Session, record: str, values: Values) -> Answer:
        _service(session, kind).save(session.actor, values, record)
        return Answer(record, {"id": record})

    def delete(session: Session, record: str, _values: Values) -> Answer:
        _service(session, kind).delete(session.actor, record)
        return Answer(record, {"id": record})

    return Kind(kind, find, lambda session, record: _card(session, kind, record), new, {"edit": edit, "delete": delete})


def _take(session: Session, values: Values) -> Answer:
    taken = session.context.tickets.take(session.actor, values)
    message = session.context.papers.resident_message(session.actor, taken.id)
    return Answer(f"{taken.number}\n{message}", {"id": taken.id, "number": taken.number, "message": message})


def _move(session: Session, record: str, action: str, values: Values) -> Answer:
    state = session.context.tickets.do(session.actor, record, action, values)
    return Answer(state, {"id": record, "state": state})


def _edit_ticket(session: Session, record: str, values: Values) -> Answer:
    before = session.context.tickets.edit(session.actor, record, values)
    return Answer(", ".join(before), {"id": record, "before": before})


def _promise(session: Session, record: str, values: Values) -> Answer:
    promise = session.context.tickets.promise(
        session.actor, record, str(values.get("text") or ""), int(values.get("due_at") or 0)
    )
    return Answer(promise, {"id": record, "promise": promise})


def _keep_promise(session: Session, record: str, values: Values) -> Answer:
    promise = str(values.get("promise") or "")
    session.context.tickets.keep_promise(session.actor, promise, str(values.get("note") or ""))
    return Answer(promise, {"id": record, "promise": promise})


def _withdraw_promise(session: Session, record: str, values: Values) -> Answer:
    promise = str(values.get("promise") or "")
    session.context.tickets.withdraw_promise(session.actor, promise, str(values.get("reason") or ""))
    return Answer(promise, {"id": record, "promise": promise})


def _join(session: Session, record: str, values: Values) -> Answer:
    session.context.tickets.join(session.actor, record, str(values.get("caller") or ""), str(values.get("note") or ""))
    return Answer(record, {"id": record})


# --- papers -------------------------------------------------------------------------------------------------------


def _write_slips(session: Session, path: Path) -> tuple[int, set[str]]:
    records = named(session, "ticket")
    return len(records), set(session.context.papers.write_slips(session.actor, records, path))


def _write_cards(session: Session, path: Path) -> tuple[int, set[str]]:
    cards = named(session, "scenario")
    return len(cards), set(session.context.card_papers.write(session.actor, cards, path))


KINDS = (
    Kind(
        "ticket",
        lambda session, name: session.context.tickets.find_number(session.actor, name),
        _show_ticket,
        _take,
        {
            "edit": _edit_ticket,
            "promise": _promise,
            "keep-promise": _keep_promise,
            "withdraw-promise": _withdraw_promise,
            "join": _join,
        },
        _move,
        aliases={
            "house": "house_id",
            "person": "requester_id",
            "assignee": "assignee_id",
            "into": "merged_into",
            "due": "due_at",
        },
        references={"house_id": "house", "requester_id": "person", "assignee_id": "staff", "merged_into": "ticket"},
        past=frozenset({"happened_at", "reported_at"}),
    ),
    _kept("house", _find_house),
    _kept("person", _find_person),
    _kept("staff", _find_staff),
    Kind("scenario", _find_scenario, _show_scenario, entity="dictionary"),
)
PAPERS = (Paper("work-slip", _write_slips), Paper("scenario", _write_cards))
