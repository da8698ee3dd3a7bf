"""Handovers and duty on the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.cli.kind import Answer, Kind, Paper, Values
from app.cli.session import PIN_VARIABLE, Session
from app.cli.values import named
from app.core.errors import Invalid
from app.core.text import T
from app.core.typed import parse_day

LISTS = ("handovers",)
IMPORTS: tuple[str, ...] = ()


def _find(session: Session, name: str) -> str | None:
    """Find a handover by ``2026-11-22 早班``, ``2026-11-22/night``, or its day alone."""
    day, _, shift = name.replace("/", " ").strip().partition(" ")
    return session.context.handovers.find(session.actor, _day(session, day), shift.strip())


def _day(session: Session, text: str) -> str:
    return parse_day(text, session.context.zone.day(session.context.clock.now()), "past").isoformat()


def _show(session: Session, record: str) -> dict[str, Any]:
    handovers = session.context.handovers
    detail = handovers.detail(session.actor, record)
    verdict = handovers.verify(session.actor, record)
    return {
        **detail.values,
        "name": detail.name,
        "crew": list(detail.crew),
        "required": detail.required,
        "unread": detail.unread,
        "moves": [move.action for move in detail.moves],
        "lines": [dict(_fields(line), unread=line.unread) for line in detail.lines],
        "counts": [
            {
                "code": each.code,
                "title": each.title,
                "expected": each.expected,
                "last": each.last,
                "counted": each.counted,
                "difference": each.difference,
                "reason": each.reason,
                "unexplained": each.unexplained,
            }
            for each in detail.counts.all
        ],
        "cash": {str(piece.fen): piece.counted for piece in detail.counts.pieces},
        "steps": [{**_fields(step), "words": str(step.words)} for step in detail.steps],
        "whole": verdict.whole,
    }


def _fields(row: Any) -> dict[str, Any]:
    """Return the fields of a frozen row."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _pin() -> str:
    return os.environ.get(PIN_VARIABLE, "")


def _text(values: Values, key: str) -> str:
    return str(values.get(key) or "")


def _answer(session: Session, record: str, **more: Any) -> Answer:
    state = str(session.context.handovers.detail(session.actor, record).values["state"])
    return Answer(state, {"id": record, "state": state, **more})


def _make(session: Session, values: Values) -> Answer:
    """``new handover [day=2026-11-22 kind=早班] [paper=1]``: the proposed shift if none is named."""
    shifts = session.context.shifts
    day, kind = _text(values, "day"), _text(values, "kind")
    if day or kind:
        wanted = kind or session.context.handovers.proposed(session.actor).kind
        known = {each.title: each.id for each in shifts.kinds(retired=True)}
        kind = known.get(wanted, wanted)
        day = _day(session, day or "today")
    paper = _text(values, "paper") in ("1", "yes", "true", "是")
    record = session.context.handovers.make(session.actor, day, kind, paper=paper)
    return _answer(session, record)


def _refresh(session: Session, record: str, _values: Values) -> Answer:
    return _answer(session, record, new=session.context.handovers.refresh(session.actor, record))


def _count(session: Session, record: str, values: Values) -> Answer:
    """``count keys=12 cash.10000=3 why.keys=…``: numbers by code, reasons behind ``why.``."""
    reasons = {key.removeprefix("why."): str(value) for key, value in values.items() if key.startswith("why.")}
    numbers = {key: value for key, value in values.items() if not key.startswith("why.")}
    counts = session.context.handovers.count(session.actor, record, numbers, reasons)
    missing = [each.code for each in counts.unexplained]
    return _answer(session, record, cash=counts.cash.counted, unexplained=missing)


def _note(session: Session, record: str, values: Values) -> Answer:
    important = _text(values, "important") in ("1", "yes", "true", "是")
    line = session.context.handovers.add_note(session.actor, record, _text(values, "text"), important=important)
    return _answer(session, record, line=line)


def _mark(session: Session, record: str, values: Values) -> Answer:
    session.context.handovers.mark(session.actor, _line(session, record, values), _text(values, "required") != "0")
    return _answer(session, record)


def _flag(session: Session, record: str, values: Values) -> Answer:
    line = _line(session, record, values)
    return _answer(session, record, flag=session.context.handovers.flag(session.actor, line, _text(values, "detail")))


def _clear(session: Session, record: str, values: Values) -> Answer:
    session.context.handovers.clear(session.actor, _text(values, "flag"), _text(values, "why"))
    return _answer(session, record)


def _line(session: Session, record: str, values: Values) -> str:
    """A line is named by its id, or by the number of the record it opens."""
    wanted = _text(values, "line")
    lines = session.context.handovers.detail(session.actor, record).lines
    found = [line.id for line in lines if wanted and wanted in (line.id, line.number)]
    if not found:
        raise Invalid({"line": T("cli", "Name a line by its id or by the number of its record.")})
    return found[0]


def _tick(session: Session, record: str, values: Values) -> Answer:
    """``tick line=GD…`` or ``tick line=all``."""
    if _text(values, "line") == "all":
        lines = [line.id for line in session.context.handovers.detail(session.actor, record).lines if line.unread]
    else:
        lines = [_line(session, record, values)]
    session.context.handovers.tick(session.actor, lines, read=_text(values, "read") != "0")
    unread = session.context.handovers.detail(session.actor, record).unread
    return _answer(session, record, ticked=len(lines), unread=unread)


def _hand_over(session: Session, record: str, _values: Values) -> Answer:
    return _answer(session, record, new=session.context.handovers.hand_over(session.actor, record, _pin()))


def _leave(session: Session, record: str, values: Values) -> Answer:
    session.context.handovers.leave(session.actor, record, _pin(), _text(values, "reason"))
    return _answer(session, record)


def _verify(session: Session, record: str, _values: Values) -> Answer:
    verdict = session.context.handovers.verify(session.actor, record)
    words = [str(difference.text) for difference in verdict.differences]
    if not verdict.sealed:
        words = [str(T("cli", "This handover is not sealed yet."))]
    elif verdict.whole:
        words = [T("cli", "The seal holds: {seal}").format(seal=verdict.seal)]
    differences = [{"row": each.row, "how": each.how, "text": str(each.text)} for each in verdict.differences]
    data = {"id": record, "sealed": verdict.sealed, "whole": verdict.whole, "seal": verdict.seal}
    return Answer("\n".join(words), {**data, "differences": differences}, 0 if verdict.whole else 1)


def _export(session: Session, record: str, values: Values) -> Answer:
    path = Path(_text(values, "out") or "handover.xlsx")
    session.context.handover_papers.write_workbook(session.actor, record, path)
    return Answer(str(path), {"id": record, "file": str(path)})


def _by(verb: str, *keys: str, pin: bool = False) -> Callable[[Session, str, Values], Answer]:
    """Return an action that calls a verb of the service with some of the values, and the PIN where it signs."""

    def act(session: Session, record: str, values: Values) -> Answer:
        arguments = [_text(values, key) for key in keys]
        named_pin = {"pin": _pin()} if pin else {}
        getattr(session.context.handovers, verb)(session.actor, record, *arguments, **named_pin)
        return _answer(session, record)

    return act


def _write(session: Session, path: Path) -> tuple[int, set[str]]:
    options = session.options
    days = [options.date] if getattr(options, "date", "") else []
    records = [_must(session, day) for day in days] or named(session, "handover")
    return len(records), set(session.context.handover_papers.write(session.actor, records, path))


def _must(session: Session, name: str) -> str:
    found = _find(session, name)
    if found is None:
        raise Invalid({"--date": T("cli", "There is no handover of {day}.").with_(day=name)})
    return found


def _write_blank(session: Session, path: Path) -> tuple[int, set[str]]:
    return 1, set(session.context.handover_papers.write_blank(session.actor, path))


# --- duty ---------------------------------------------------------------------------------------------------------


def _show_duty(session: Session, record: str) -> dict[str, Any]:
    day, kind, _ = [*record.split("|"), "", ""][:3]
    session.actor.require("shift", "view")
    entries = session.context.shifts.on_duty(session.context.shifts.shift(day, kind))
    found = next((entry for entry in entries if entry.id == record), None)
    return _fields(found) if found is not None else {}


def _find_duty(session: Session, name: str) -> str | None:
    return name if name.count("|") == 2 else None


def _assign(session: Session, values: Values) -> Answer:
    """``new duty day=2026-11-23 kind=早班 staff=A02 role=前台``."""
    known = {each.title: each.id for each in session.context.shifts.kinds()}
    kind = _text(values, "kind")
    record = session.context.shifts.assign(
        session.actor,
        _day(session, _text(values, "day")),
        known.get(kind, kind),
        _text(values, "staff_id"),
        _text(values, "role"),
    )
    return Answer(record, {"id": record})


def _withdraw(session: Session, record: str, _values: Values) -> Answer:
    session.context.shifts.withdraw(session.actor, record)
    return Answer(record, {"id": record})


KINDS = (
    Kind(
        "handover",
        _find,
        _show,
        _make,
        {
            "refresh": _refresh,
            "count": _count,
            "note": _note,
            "mark": _mark,
            "flag": _flag,
            "clear": _clear,
            "hand-over": _hand_over,
            "sign": _hand_over,
            "take-back": _by("take_back"),
            "leave": _leave,
            "tick": _tick,
            "accept": _by("accept", pin=True),
            "accept-instead": _by("accept_instead", "reason", pin=True),
            "refuse": _by("refuse", "reason"),
            "signed-on-paper": _by("enter_signed", "out_id", "in_id", pin=True),
            "set-aside": _by("set_aside", "reason"),
            "add": _by("add", "text"),
            "verify": _verify,
            "export": _export,
        },
        aliases={"out_by": "out_id", "in_by": "in_id"},
        references={"out_id": "staff", "in_id": "staff"},
    ),
    Kind(
        "duty",
        _find_duty,
        _show_duty,
        _assign,
        {"withdraw": _withdraw},
        entity="shift",
        aliases={"staff": "staff_id", "on_day": "day"},
        references={"staff_id": "staff"},
    ),
)
PAPERS = (Paper("handover", _write), Paper("handover-blank", _write_blank))
