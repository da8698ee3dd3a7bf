"""The ticket's vocabulary and its one table of moves: from which states, to which, by whom, with what filled in.

Source: the office's product rules, "Tickets" (states, resident's words, required fields).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T, Text

TYPES: Mapping[str, Text] = {
    "repair": T("tickets", "Repair"),
    "complaint": T("tickets", "Complaint"),
    "enquiry": T("tickets", "Enquiry"),
    "suggestion": T("tickets", "Suggestion"),
    "value_added": T("tickets", "Extra service"),
    "other": T("tickets", "Other"),
}

LEVELS: Mapping[str, Text] = {
    "1": T("tickets", "Level 1"),
    "2": T("tickets", "Level 2"),
    "3": T("tickets", "Level 3"),
}

CHANNELS: Mapping[str, Text] = {
    "phone": T("tickets", "Telephone"),
    "visit": T("tickets", "Visit"),
    "wechat": T("tickets", "WeChat"),
    "app": T("tickets", "App"),
    "grid": T("tickets", "Grid"),
    "other": T("tickets", "Other channel"),
}

DEPARTMENTS: Mapping[str, Text] = {
    "customer_service": T("tickets", "Customer service"),
    "engineering": T("tickets", "Engineering"),
    "order": T("tickets", "Security"),
    "cleaning": T("tickets", "Cleaning"),
    "greening": T("tickets", "Greening"),
    "finance": T("tickets", "Finance"),
    "management": T("tickets", "Management"),
}

STATES: Mapping[str, Text] = {
    "new": T("tickets", "To dispatch"),
    "dispatched": T("tickets", "Dispatched"),
    "working": T("tickets", "In progress"),
    "check": T("tickets", "To check"),
    "callback": T("tickets", "To call back"),
    "closed": T("tickets", "Closed"),
    "held": T("tickets", "On hold"),
    "void": T("tickets", "Voided"),
    "merged": T("tickets", "Merged"),
}

OPEN = ("new", "dispatched", "working", "check", "callback", "held")
RUNNING = ("new", "dispatched", "working")
"""States in which the clock of the work runs."""
ENDED = ("closed", "void", "merged")


def number_sql(alias: str, table: str = "ticket") -> str:
    """Return SQL for a ticket's number as it is shown: of several tickets with one number, the later ones with ``/2``.

    Numbers are given without asking anybody, so a copied disk may give one twice; both tickets are kept. The place
    among them is that of their ids, alike on every desk. The index of numbers answers it without reading a row.

    Args:
        alias: What the ticket's table is called in the query.
        table: The table, where it is another book's.
    """
    earlier = f"SELECT '/' || (count(*) + 1) FROM {table} n WHERE n.number = {alias}.number AND n.id < {alias}.id"
    return f"({alias}.number || coalesce(({earlier} AND n.number <> '' HAVING count(*) > 0), ''))"


RESIDENT_WORDS: Mapping[str, Text] = {
    "new": T("tickets", "Received"),
    "dispatched": T("tickets", "Received"),
    "working": T("tickets", "Being handled"),
    "held": T("tickets", "Being handled"),
    "check": T("tickets", "Being handled"),
    "callback": T("tickets", "Done"),
    "closed": T("tickets", "Done"),
    "void": T("tickets", "Done"),
    "merged": T("tickets", "Being handled"),
}
"""What residents see of a state: three words only."""

RESIDENT_VERDICTS: Mapping[str, Text] = {
    "satisfied": T("tickets", "Satisfied"),
    "accepted": T("tickets", "Accepts the result"),
    "unsatisfied": T("tickets", "Not satisfied"),
    "unreachable": T("tickets", "Not reached in three tries"),
}


@dataclass(frozen=True)
class Move:
    """One allowed action on a ticket.

    Attributes:
        action: Its code; also the event's.
        title: What stands on the button.
        done: What the timeline says of it.
        sources: States it is allowed from.
        target: State after it; empty if the state stays, ``back`` for the state before the hold.
        permission: Action in the permission table (entity ``ticket``).
        required: Fields that must be filled in, on the form or already on the ticket.
    """

    action: str
    title: Text
    done: Text
    sources: tuple[str, ...]
    target: str
    permission: str
    required: tuple[str, ...] = ()


MOVES: tuple[Move, ...] = (
    Move(
        "dispatch",
        T("tickets", "Dispatch"),
        T("tickets", "dispatched"),
        ("new", "dispatched", "working"),
        "dispatched",
        "dispatch",
        ("assignee_id",),
    ),
    Move("respond", T("tickets", "First response given"), T("tickets", "gave the first response"), RUNNING, "", "move"),
    Move("start", T("tickets", "Start work"), T("tickets", "started work"), ("dispatched",), "working", "move"),
    Move(
        "arrive", T("tickets", "On site"), T("tickets", "arrived on site"), ("dispatched", "working"), "working", "move"
    ),
    Move(
        "finish",
        T("tickets", "Finish"),
        T("tickets", "finished the work"),
        RUNNING,
        "check",
        "move",
        ("result", "cause"),
    ),
    Move("confirm", T("tickets", "Accept the work"), T("tickets", "accepted the work"), ("check",), "callback", "move"),
    Move(
        "rework",
        T("tickets", "Send back to work"),
        T("tickets", "sent it back to work"),
        ("check", "callback"),
        "working",
        "move",
        ("note",),
    ),
    Move(
        "close",
        T("tickets", "Close"),
        T("tickets", "closed it"),
        ("check", "callback"),
        "closed",
        "close",
        ("result", "cause", "resident_word"),
    ),
    Move(
        "hold", T("tickets", "Put on hold"), T("tickets", "put it on hold"), RUNNING, "held", "move", ("hold_reason",)
    ),
    Move("resume", T("tickets", "Resume"), T("tickets", "resumed it"), ("held",), "back", "move"),
    Move(
        "return",
        T("tickets", "Return to dispatch"),
        T("tickets", "returned it to dispatch"),
        ("dispatched", "working"),
        "new",
        "move",
        ("note",),
    ),
    Move("reopen", T("tickets", "Reopen"), T("tickets", "reopened it"), ("closed",), "new", "reopen", ("note",)),
    Move(
        "void",
        T("tickets", "Void"),
        T("tickets", "voided it"),
        ("new", "dispatched", "working", "held"),
        "void",
        "void",
        ("note",),
    ),
    Move(
        "merge",
        T("tickets", "Merge into another"),
        T("tickets", "merged it into another ticket"),
        ("new", "dispatched", "working", "held"),
        "merged",
        "move",
        ("merged_into",),
    ),
    Move("note", T("tickets", "Add a note"), T("tickets", "noted"), tuple(STATES), "", "move", ("note",)),
)

BY_ACTION: Mapping[str, Move] = {move.action: move for move in MOVES}

EVENTS: Mapping[str, Text] = {
    "take": T("tickets", "took it in"),
    "edit": T("tickets", "changed it"),
    "promise": T("tickets", "promised"),
    "kept": T("tickets", "kept the promise"),
    "withdrawn": T("tickets", "withdrew the promise"),
    "joined": T("tickets", "added another caller"),
    "absorbed": T("tickets", "took over another ticket"),
    "import": T("tickets", "imported it"),
    "print": T("tickets", "printed the work slip"),
    "message": T("tickets", "gave the resident the message"),
    "complaint": T("tickets", "made a complaint of it"),
    **{move.action: move.done for move in MOVES},
}
"""What the timeline says of each event."""

FIELD_TITLES: Mapping[str, Text] = {
    "type": T("tickets", "Type"),
    "category": T("tickets", "Category"),
    "scenario": T("tickets", "Scenario"),
    "level": T("tickets", "Level"),
    "channel": T("tickets", "Channel"),
    "title": T("tickets", "Matter"),
    "description": T("tickets", "Description"),
    "house_id": T("tickets", "House"),
    "place": T("tickets", "Place"),
    "zone": T("tickets", "Zone"),
    "requester_id": T("tickets", "Resident"),
    "requester_name": T("tickets", "Requester"),
    "requester_phone": T("tickets", "Telephone"),
    "department": T("tickets", "Department"),
    "assignee_id": T("tickets", "Assignee"),
    "happened_at": T("tickets", "Happened"),
    "reported_at": T("tickets", "Reported"),
    "respond_due": T("tickets", "Response due"),
    "arrive_due": T("tickets", "On site due"),
    "finish_due": T("tickets", "Result due"),
    "hold_reason": T("tickets", "Reason for the hold"),
    "result": T("tickets", "Result"),
    "cause": T("tickets", "Cause"),
    "materials": T("tickets", "Materials"),
    "fee": T("tickets", "Fee"),
    "resident_word": T("tickets", "The resident's word"),
    "satisfaction": T("tickets", "Satisfaction"),
    "check_score": T("tickets", "Internal check"),
    "merged_into": T("tickets", "The other ticket"),
    "parent_id": T("tickets", "Belongs to"),
    "note": T("tickets", "Reason or note"),
}
"""Field -> what people call it, in the order of the ticket; what the program keeps for itself is not among them."""


def note_of(move: Move, values: Mapping[str, Any]) -> str:
    """Return what the timeline keeps of a move's form."""
    keys = ("hold_reason", "result", "note") if move.action in ("hold", "finish", "close") else ("note",)
    return "；".join(str(values[key]).strip() for key in keys if values.get(key))


def state_title(state: str) -> Text:
    """Return what people read for a state; the code itself for one a newer version may have brought."""
    return STATES.get(state) or T("tickets", "Unknown state ({code})").with_(code=state)


Clock = Literal["respond", "arrive", "finish"]
"""First response, on site, result fed back."""


def next_due(ticket: Any) -> tuple[Clock, int] | None:
    """Return which clock of a ticket runs out next: its name and due time in UTC milliseconds, or None.

    Args:
        ticket: A row with the ticket's state, times and due times.
    """
    if ticket.state not in RUNNING:
        return None
    if ticket.responded_at is None and ticket.respond_due is not None:
        return "respond", ticket.respond_due
    if ticket.on_site_at is None and ticket.arrive_due is not None:
        return "arrive", ticket.arrive_due
    return None if ticket.finish_due is None else ("finish", ticket.finish_due)


def require_open(state: str, number: str) -> None:
    """Check that a ticket has not ended.

    Raises:
        Refused: It has; the text says what to do instead.
    """
    if state in ENDED:
        raise Refused(
            T("tickets", "{number} has ended. Reopen it, or take a new ticket.").with_(number=number), "ticket.ended"
        )


def move_of(action: str) -> Move:
    """Return a move by its code.

    Raises:
        Refused: There is no such move.
    """
    move = BY_ACTION.get(action)
    if move is None:
        raise Refused(T("tickets", "There is no action “{action}”.").with_(action=action), "ticket.no_action")
    return move


def moves_from(state: str) -> tuple[Move, ...]:
    """Return the moves that a ticket in this state allows, in the order of the table."""
    return tuple(move for move in MOVES if state in move.sources)


def check_move(move: Move, state: str, values: Mapping[str, Any]) -> None:
    """Check that the state allows a move and that everything it needs is there.

    Args:
        move: The move.
        state: The ticket's state.
        values: The ticket's fields with the form's over them.

    Raises:
        Refused: It is not possible from this state; the text names what would be.
        Invalid: A required field is empty.
    """
    if state not in move.sources:
        allowed = str(T("tickets", ", ")).join(str(other.title) for other in moves_from(state))
        raise Refused(
            T("tickets", "“{action}” is not possible while the ticket is “{state}”. Possible now: {allowed}.").with_(
                action=move.title, state=state_title(state), allowed=allowed
            ),
            "ticket.move_refused",
        )
    missing = {
        key: T("tickets", "“{action}” needs: {field}.").with_(action=move.title, field=FIELD_TITLES.get(key, REQUIRED))
        for key in move.required
        if not str(values.get(key) or "").strip()
    }
    if missing:
        raise Invalid(missing, "ticket.incomplete")
