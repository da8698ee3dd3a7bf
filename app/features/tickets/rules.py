"""The ticket's vocabulary and its one table of moves: from which states, to which, by whom, with what filled in.

Source: the office's product rules, "Tickets" (states, resident's words, required fields).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    "joined": T("tickets", "added another caller"),
    "absorbed": T("tickets", "took over another ticket"),
    "import": T("tickets", "imported it"),
    "print": T("tickets", "printed the work slip"),
    "message": T("tickets", "gave the resident the message"),
    **{move.action: move.done for move in MOVES},
}
"""What the timeline says of each event."""

FIELD_TITLES: Mapping[str, Text] = {
    "assignee_id": T("tickets", "Assignee"),
    "result": T("tickets", "Result"),
    "cause": T("tickets", "Cause"),
    "resident_word": T("tickets", "The resident's word"),
    "hold_reason": T("tickets", "Reason for the hold"),
    "merged_into": T("tickets", "The other ticket"),
    "note": T("tickets", "Reason or note"),
}


def state_title(state: str) -> Text:
    """Return what people read for a state; the code itself for one a newer version may have brought."""
    return STATES.get(state) or T("tickets", "Unknown state ({code})").with_(code=state)


def moves_from(state: str) -> tuple[Move, ...]:
    """Return the moves that a ticket in this state allows, in the order of the table."""
    return tuple(move for move in MOVES if state in move.sources)


def check_move(action: str, state: str, values: Mapping[str, Any]) -> Move:
    """Return the move, if the state allows it and everything it needs is there.

    Args:
        action: Code of the move.
        state: The ticket's state.
        values: The ticket's fields with the form's over them.

    Raises:
        Refused: There is no such move, or not from this state; the text names what would be allowed.
        Invalid: A required field is empty.
    """
    move = BY_ACTION.get(action)
    if move is None:
        raise Refused(T("tickets", "There is no action “{action}”.").with_(action=action), "ticket.no_action")
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
    return move
