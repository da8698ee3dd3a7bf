"""The weekly plan's vocabulary and its two tables of moves: of a plan and of a task.

Source: the office's product rules, "Weekly plan" (five parts, responsible person and deadline, review, approval).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T, Text

PARTS: Mapping[str, Text] = {
    "overview": T("plans", "1 Overview"),
    "daily": T("plans", "2 Daily service"),
    "special": T("plans", "3 Special matters"),
    "training": T("plans", "4 Training"),
    "problems": T("plans", "5 Foreseen problems and responses"),
}
"""The five parts of every plan, in order."""

SECTIONS: Mapping[str, Mapping[str, Text]] = {
    "overview": {"process": T("plans", "Process arrangements")},
    "daily": {
        "reception": T("plans", "Reception and enquiries"),
        "complaints": T("plans", "Complaints"),
        "feedback": T("plans", "Feedback and follow-up"),
        "notices": T("plans", "Notices"),
    },
    "special": {
        "holidays": T("plans", "Holidays and activities"),
        "equipment": T("plans", "Equipment: maintenance and faults"),
        "surveys": T("plans", "Satisfaction surveys"),
    },
    "training": {"training": T("plans", "Training and drills")},
    "problems": {"problems": T("plans", "Problems and responses")},
}
"""Part -> code -> heading, in order; the first is where a task goes of which nobody says."""

SECTION_TITLES: Mapping[str, Text] = {code: title for part in SECTIONS.values() for code, title in part.items()}
SECTION_SHORT: Mapping[str, Text] = {
    "process": T("plans", "Process"),
    "reception": T("plans", "Reception"),
    "complaints": T("plans", "Complaints"),
    "feedback": T("plans", "Follow-up"),
    "notices": T("plans", "Notices"),
    "holidays": T("plans", "Activities"),
    "equipment": T("plans", "Equipment"),
    "surveys": T("plans", "Surveys"),
    "training": T("plans", "Training"),
    "problems": T("plans", "Problems"),
}
"""Code -> the heading in a word, for columns."""
SECTION_PART: Mapping[str, str] = {code: part for part, codes in SECTIONS.items() for code in codes}

TEXTS: Mapping[str, Text] = {
    "goals": T("plans", "Goals"),
    "focus": T("plans", "Focus of the week"),
    "arrangements": T("plans", "How the work is arranged"),
}
"""The texts of part one."""

PLAN_STATES: Mapping[str, Text] = {
    "draft": T("plans", "Draft"),
    "submitted": T("plans", "Submitted"),
    "approved": T("plans", "Approved"),
    "reviewed": T("plans", "Reviewed"),
}

STATES: Mapping[str, Text] = {
    "open": T("plans", "Open"),
    "done": T("plans", "Done"),
    "not_done": T("plans", "Not done"),
    "moved": T("plans", "Moved to next week"),
    "dropped": T("plans", "Dropped"),
}

IMPROVEMENT_STATES: Mapping[str, Text] = {
    "open": T("plans", "Measure open"),
    "done": T("plans", "Measure taken"),
    "dropped": T("plans", "Dropped"),
}


@dataclass(frozen=True)
class Move:
    """One allowed action on a plan or on a task.

    Attributes:
        action: Its code; also the event's.
        title: What stands on the button.
        done: What the journal says of it.
        sources: States it is allowed from.
        target: State after it.
        permission: Action in the permission table (entity ``plan``).
        reason: Whether a reason must be given.
    """

    action: str
    title: Text
    done: Text
    sources: tuple[str, ...]
    target: str
    permission: str
    reason: bool = False


_DECIDED = ("done", "not_done", "moved", "dropped")

TASK_MOVES: tuple[Move, ...] = (
    Move("do", T("plans", "Done"), T("plans", "did it"), ("open", "not_done", "moved"), "done", "edit"),
    Move(
        "fail",
        T("plans", "Not done…"),
        T("plans", "did not get it done"),
        ("open", "moved", "done"),
        "not_done",
        "edit",
        reason=True,
    ),
    Move(
        "move_on",
        T("plans", "Move to next week"),
        T("plans", "moved it to next week"),
        ("open", "not_done"),
        "moved",
        "edit",
    ),
    Move(
        "drop",
        T("plans", "Drop…"),
        T("plans", "dropped it"),
        ("open", "not_done", "moved"),
        "dropped",
        "edit",
        reason=True,
    ),
    Move("reopen", T("plans", "Open again"), T("plans", "opened it again"), _DECIDED, "open", "edit"),
)

PLAN_MOVES: tuple[Move, ...] = (
    Move("submit", T("plans", "Submit"), T("plans", "submitted the plan"), ("draft",), "submitted", "submit"),
    Move("approve", T("plans", "Approve"), T("plans", "approved the plan"), ("submitted",), "approved", "approve"),
    Move(
        "send_back",
        T("plans", "Send back…"),
        T("plans", "sent the plan back"),
        ("submitted", "approved"),
        "draft",
        "approve",
        reason=True,
    ),
    Move("withdraw", T("plans", "Take back"), T("plans", "took the plan back"), ("submitted",), "draft", "submit"),
    Move(
        "review",
        T("plans", "Finish the review"),
        T("plans", "finished the review"),
        ("approved",),
        "reviewed",
        "review",
    ),
    Move(
        "reopen_review",
        T("plans", "Open the review again…"),
        T("plans", "opened the review again"),
        ("reviewed",),
        "approved",
        "review",
        reason=True,
    ),
)

BY_TASK_ACTION: Mapping[str, Move] = {move.action: move for move in TASK_MOVES}
BY_PLAN_ACTION: Mapping[str, Move] = {move.action: move for move in PLAN_MOVES}

EVENTS: Mapping[str, Text] = {
    "create": T("plans", "began the plan"),
    "text": T("plans", "changed the overview"),
    "add": T("plans", "added a task"),
    "given": T("plans", "gave the plan a task"),
    "take": T("plans", "took a proposal"),
    "edit": T("plans", "changed a task"),
    "delete": T("plans", "took a task out"),
    "restore": T("plans", "put a task back"),
    "tick": T("plans", "ticked a day"),
    "untick": T("plans", "took a tick back"),
    "copy": T("plans", "copied tasks from another plan"),
    "improve": T("plans", "wrote on the improvement list"),
    "read": T("plans", "read the plan back from Excel"),
    **{move.action: move.done for move in (*TASK_MOVES, *PLAN_MOVES)},
}
"""What the journal says of each step."""

FIELDS: Mapping[str, Text] = {
    "title": T("plans", "Task"),
    "part": T("plans", "Part"),
    "section": T("plans", "Section"),
    "assignee_id": T("plans", "Responsible"),
    "role": T("plans", "Responsible role"),
    "deadline": T("plans", "Deadline"),
    "minutes": T("plans", "Minutes"),
    "note": T("plans", "Remark"),
    "result": T("plans", "Result"),
    "reason": T("plans", "Reason"),
}
"""Field of a task -> what people call it."""

MANAGED = frozenset({"plan_id", "state", "carried", "origin", "origin_key"})

FINISHED = ("done", "dropped")
"""States of a task that the next week need not know."""


def move_of(moves: Mapping[str, Move], action: str) -> Move:
    """Return the move with this code.

    Raises:
        Refused: There is none.
    """
    if action not in moves:
        known = ", ".join(moves)
        raise Refused(
            T("plans", "There is no action “{action}”; there are: {known}.").with_(action=action, known=known),
            "plan.no_action",
        )
    return moves[action]


def check_move(move: Move, state: str, states: Mapping[str, Text], note: str) -> None:
    """Check that a state allows a move and that it has its reason.

    Raises:
        Refused: The state does not allow it; the text says from which it is allowed.
        Invalid: The reason is missing.
    """
    if state not in move.sources:
        allowed = str(T("plans", ", ")).join(str(states[source]) for source in move.sources)
        raise Refused(
            T("plans", "“{action}” is not possible while it is “{state}”; it is from: {allowed}.").with_(
                action=str(move.title).rstrip("…"), state=state_title(states, state), allowed=allowed
            ),
            "plan.move_refused",
        )
    if move.reason and not note.strip():
        raise Invalid({"reason": REQUIRED}, "plan.reason")


def state_title(states: Mapping[str, Text], state: str) -> Text:
    """Return what people read for a state; the code itself for one a newer version may have brought."""
    return states.get(state) or T("plans", "Unknown state ({code})").with_(code=state)


def allowed(moves: tuple[Move, ...], state: str) -> tuple[Move, ...]:
    """Return the moves a state allows."""
    return tuple(move for move in moves if state in move.sources)


def part_of(part: str, section: str) -> tuple[str, str]:
    """Return part and section as they are kept: a section decides its part, a part alone means its first section.

    Raises:
        Invalid: There is no such part or section.
    """
    if section:
        if section not in SECTION_PART:
            raise Invalid({"section": T("plans", "Choose one of: {known}.").with_(known=", ".join(SECTION_PART))})
        return SECTION_PART[section], section
    if part not in SECTIONS:
        raise Invalid({"part": T("plans", "Choose one of: {known}.").with_(known=", ".join(PARTS))})
    return part, next(iter(SECTIONS[part]))


STEP = 1 << 20
"""Distance of neighbouring rows: twenty rows may be put between two others before anything must be numbered anew."""


def between(before: int | None, after: int | None) -> int | None:
    """Return a position between two neighbours, or None if there is no room and they must be numbered anew."""
    if before is None:
        return STEP if after is None else after - STEP
    if after is None:
        return before + STEP
    return before + (after - before) // 2 if after - before > 1 else None
