"""What each move writes on the ticket: its times, breach marks, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import Invalid
from app.core.money import parse_yuan
from app.core.text import T
from app.features.tickets import clocks, rules
from app.features.tickets.records import Ticket
from app.store.work import Work

_RESULT_FIELDS = ("result", "cause", "materials", "resident_word")


def columns_of_move(
    work: Work, ticket: Ticket, move: rules.Move, values: Mapping[str, Any], calendar: clocks.Calendar, back: str
) -> tuple[dict[str, Any], str]:
    """Return the columns a move writes, ``state`` among them, and the id of whom or what it goes to.

    Args:
        work: The open unit of work, for its moment and for checks.
        ticket: The row before the move.
        move: The move, already checked against the state.
        values: What its form holds.
        calendar: Which time counts.
        back: State before the hold, for ``resume``.

    Raises:
        Invalid: A value does not fit: an unknown assignee, a score outside 1 to 5, a fee that is no amount.
    """
    columns = _given(values)
    columns["state"] = {"": ticket.state, "back": back}.get(move.target, move.target)
    target = ""
    if move.action == "dispatch":
        target = _check_assignee(work, str(values.get("assignee_id") or ""))
        columns["assignee_id"] = target
        columns["dispatched_at"] = ticket.dispatched_at or work.now
    elif move.action in ("respond", "start", "arrive"):
        columns.update(_reached(ticket, move.action, work.now))
    elif move.action == "finish":
        columns.update(_reached(ticket, "finish", work.now))
    elif move.action == "rework":
        columns["finished_at"] = None
    elif move.action == "close":
        columns["closed_at"] = work.now
        if ticket.state == "callback" and columns.get("resident_word") != "unreachable":
            columns["called_back_at"] = ticket.called_back_at or work.now
    elif move.action == "hold":
        columns["held_at"] = work.now
        columns["hold_reason"] = str(values["hold_reason"]).strip()
        columns.update(breach_marks(ticket, work.now))
    elif move.action == "resume":
        columns.update(clocks.shifted(calendar, ticket, work.now))
        columns["hold_reason"] = ""
    elif move.action == "return":
        columns["assignee_id"] = ""
    elif move.action == "reopen":
        columns.update(
            assignee_id="",
            closed_at=None,
            finished_at=None,
            responded_at=None,
            on_site_at=None,
            accepted_at=None,
            dispatched_at=None,
            called_back_at=None,
            held_ms=0,
            # Else it could be closed again with an answer that the resident has just taken back.
            result="",
            cause="",
            resident_word="",
            satisfaction=None,
            check_score=None,
        )
    elif move.action == "merge":
        target = _check_merge(work, ticket, str(values["merged_into"]))
        columns["merged_into"] = target
    if move.target and columns["state"] != "held":
        columns["held_at"] = None
    if move.target and columns["state"] != "merged" and ticket.merged_into:
        # Another desk merged it while this one went on: going on is the decision that it is another matter.
        columns["merged_into"] = ""
    return columns, target


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {key: str(values[key]).strip() for key in _RESULT_FIELDS if values.get(key) is not None}
    if values.get("fee") not in (None, ""):
        fee = values["fee"]
        columns["fee"] = fee if isinstance(fee, int) else parse_yuan(str(fee), "fee")
        if columns["fee"] < 0:
            raise Invalid({"fee": T("tickets", "A fee is not negative.")})
    for key in ("satisfaction", "check_score"):
        if values.get(key) not in (None, ""):
            columns[key] = _score(key, values[key])
    return columns


def _score(key: str, value: Any) -> int:
    text = str(value).strip()
    if text not in ("1", "2", "3", "4", "5"):
        raise Invalid({key: T("tickets", "A score is a whole number from 1 (bad) to 5 (very good).")})
    return int(text)


def _reached(ticket: Ticket, step: str, now: int) -> dict[str, Any]:
    """Return the times a step sets (each step implies the ones before it) and the breach marks."""
    columns: dict[str, Any] = {}
    if ticket.responded_at is None:
        columns["responded_at"] = now
    if step == "start" and ticket.accepted_at is None:
        columns["accepted_at"] = now
    if step == "arrive":
        columns["on_site_at"] = ticket.on_site_at or now
        columns["accepted_at"] = ticket.accepted_at or now
    if step == "finish":
        columns["finished_at"] = now
        if ticket.arrive_due is not None and ticket.on_site_at is None:
            columns["on_site_at"] = now
    return columns | breach_marks(ticket, now, columns)


def breach_marks(ticket: Ticket, now: int, columns: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the breach marks that are true by now; a mark once set stays.

    Args:
        ticket: The row as it is, its clock running.
        now: UTC milliseconds.
        columns: Times that are about to be written.
    """
    reached = columns or {}
    marks: dict[str, Any] = {}
    for step, mark, due, done in (
        ("responded_at", "respond_late", ticket.respond_due, ticket.responded_at),
        ("on_site_at", "arrive_late", ticket.arrive_due, ticket.on_site_at),
        ("finished_at", "finish_late", ticket.finish_due, ticket.finished_at),
    ):
        if due is not None and (done if done is not None else reached.get(step) or now) > due:
            marks[mark] = 1
    return marks


def _check_assignee(work: Work, staff_id: str) -> str:
    found = work.database.row("SELECT active FROM staff WHERE id = ?", (staff_id,))
    if found is None or not found[0]:
        raise Invalid({"assignee_id": T("tickets", "Choose somebody who works here now.")})
    return staff_id


def _check_merge(work: Work, ticket: Ticket, other: str) -> str:
    found = work.get(Ticket, other)
    if found is None or found.id == ticket.id or found.state in rules.ENDED:
        raise Invalid({"merged_into": T("tickets", "Choose another ticket that has not ended.")})
    return found.id
