"""The handover's vocabulary: its states and who moves it on, its sections, what must be read, what counts must explain.

Source: the office's product rules, "Shift handover".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.errors import Refused
from app.core.matters import Matter
from app.core.text import T, Text

STATES: Mapping[str, Text] = {
    "draft": T("handover", "Being prepared"),
    "handed": T("handover", "Waiting to be accepted"),
    "left": T("handover", "Left for the next shift"),
    "sealed": T("handover", "Sealed"),
    "void": T("handover", "Set aside"),
}
SEALED = ("left", "sealed")
"""States in which the content is fixed."""
WAITING = ("handed", "left")
"""States in which somebody has still to read it."""

MODES: Mapping[str, Text] = {
    "": T("handover", "Accepted"),
    "instead": T("handover", "Accepted in place of somebody"),
    "left": T("handover", "Left for the next shift"),
    "paper": T("handover", "Signed on paper"),
}
"""How the incoming side took over."""


@dataclass(frozen=True)
class Move:
    """One allowed step of a handover.

    Attributes:
        action: Its code; also the event's.
        title: What stands on the button.
        done: What the timeline says of it.
        sources: States it is allowed from.
        target: State after it; empty if the state stays.
        permission: Action in the permission table (entity ``handover``).
        reason: Whether it needs one.
    """

    action: str
    title: Text
    done: Text
    sources: tuple[str, ...]
    target: str
    permission: str
    reason: bool = False


MOVES: tuple[Move, ...] = (
    Move("hand_over", T("handover", "Hand over"), T("handover", "handed over"), ("draft",), "handed", "sign"),
    Move("accept", T("handover", "Accept"), T("handover", "accepted it"), ("handed",), "sealed", "sign"),
    Move("take_back", T("handover", "Take back"), T("handover", "took it back"), ("handed",), "draft", "sign"),
    Move("refuse", T("handover", "Refuse"), T("handover", "refused it"), ("handed",), "draft", "sign", reason=True),
    Move(
        "leave",
        T("handover", "Leave for the next shift"),
        T("handover", "left it for the next shift"),
        ("draft", "handed"),
        "left",
        "sign",
    ),
    Move(
        "late", T("handover", "Accept afterwards"), T("handover", "accepted it afterwards"), ("left",), "sealed", "sign"
    ),
    Move(
        "instead",
        T("handover", "Accept in place of somebody"),
        T("handover", "accepted it in place of somebody"),
        ("handed", "left"),
        "sealed",
        "override",
        reason=True,
    ),
    Move(
        "paper",
        T("handover", "Enter as signed on paper"),
        T("handover", "entered it as signed on paper"),
        ("draft",),
        "sealed",
        "sign",
    ),
    Move(
        "set_aside",
        T("handover", "Set aside"),
        T("handover", "set it aside"),
        ("draft", "handed"),
        "void",
        "edit",
        reason=True,
    ),
    Move("add", T("handover", "Add"), T("handover", "added"), SEALED, "", "edit", reason=True),
)

BY_ACTION: Mapping[str, Move] = {move.action: move for move in MOVES}

EVENTS: Mapping[str, Text] = {
    "make": T("handover", "made it from the data"),
    "make_paper": T("handover", "began to enter it from paper"),
    "refresh": T("handover", "made it anew from the data"),
    "seal": T("handover", "sealed it"),
    "flag": T("handover", "flagged for every handover"),
    "clear": T("handover", "cleared a flag"),
    **{move.action: move.done for move in MOVES},
}
"""What the timeline says of each event."""

SECTIONS: Mapping[str, Text] = {
    "flag": T("handover", "Carried over"),
    "note": T("handover", "Notes of this shift"),
    "emergency": T("handover", "Emergencies"),
    "late": T("handover", "Late tickets"),
    "due": T("handover", "Due in the next shift"),
    "complaint": T("handover", "Open complaints"),
    "callback": T("handover", "Callbacks owed"),
    "promise": T("handover", "Promises to residents"),
    "care": T("handover", "Care visits"),
    "special": T("handover", "Residents with special needs who wait"),
    "open": T("handover", "Other unfinished tickets"),
    "plan": T("handover", "Plan tasks due"),
    "other": T("handover", "Also due"),
    "roster": T("handover", "On duty in the next shift"),
}
"""Section -> its heading, in the order of every handover, on the screen and on paper."""

_ALWAYS: Mapping[str, str] = {
    "ticket.late": "late",
    "ticket.held": "open",
    "ticket.callback": "callback",
    "ticket.promise": "promise",
    "complaint.open": "complaint",
    "person.care": "care",
    "person.special": "special",
}
"""What stands in a section whenever it is due."""
_KEPT_LATE = frozenset({"complaint", "person", "plan"})
"""Modules of which a shift is told what is overdue; of others only what falls due in the next shift is its business."""
_LEFT_OUT = frozenset({"handover.flag", "shift.duty"})
"""What the handover knows itself, whole and in order."""


def section_of(matter: Matter, until: int) -> str:
    """Return the section in which a matter stands, or the empty text if it is none of the next shift's business.

    Args:
        matter: As its module told it.
        until: When the next shift ends, UTC milliseconds.
    """
    module = matter.group.partition(".")[0]
    soon = matter.late or (matter.due_at is not None and matter.due_at < until)
    if matter.group in _LEFT_OUT:
        return ""
    if matter.group in _ALWAYS:
        return _ALWAYS[matter.group]
    if matter.group == "ticket.open":
        return "due" if soon else "open"
    if module == "emergency":
        return "emergency"
    if not soon or (matter.late and module not in _KEPT_LATE):
        return ""
    return "plan" if module == "plan" else "other"


def must_read(section: str, level: int, late: bool) -> bool:
    """Say whether a line must be ticked by the incoming person whatever the outgoing one marks.

    Late tickets, complaints and promises, emergencies, what is carried over, level 1 tickets, serious complaints.
    """
    return (
        (late and section not in ASIDE)
        or section in ("late", "emergency", "flag")
        or (level == 1 and section in _LEVELLED)
    )


ASIDE = frozenset({"plan", "other"})
"""Sections that other books tell better: they are named here, in a third of the lines."""


def level_words(section: str, level: int) -> Text | None:
    """Return what a level is called in a section; None where it needs no mention."""
    if section == "complaint":
        return T("handover", "Serious") if level == 1 else None
    return _LEVELS.get(level) if section in _LEVELLED or section == "late" else None


_LEVELS: Mapping[int, Text] = {1: T("handover", "Level 1"), 2: T("handover", "Level 2")}
_LEVELLED = frozenset({"due", "open", "callback", "promise", "complaint"})


def move_of(action: str) -> Move:
    """Return a move by its code.

    Raises:
        Refused: There is no such move.
    """
    move = BY_ACTION.get(action)
    if move is None:
        raise Refused(T("handover", "There is no action “{action}”.").with_(action=action), "handover.no_action")
    return move


def state_title(state: str) -> Text:
    """Return what people read for a state; the code itself for one a newer version may have brought."""
    return STATES.get(state) or T("handover", "Unknown state ({code})").with_(code=state)


def check_move(action: str, state: str) -> Move:
    """Return the move if the state allows it.

    Raises:
        Refused: It does not; the text names what would be possible.
    """
    move = move_of(action)
    if state not in move.sources:
        allowed = str(T("handover", ", ")).join(str(other.title) for other in MOVES if state in other.sources)
        raise Refused(
            T("handover", "“{action}” is not possible: the handover is “{state}”. Possible now: {allowed}.").with_(
                action=move.title, state=state_title(state), allowed=allowed or T("handover", "nothing")
            ),
            "handover.move_refused",
        )
    return move


# --- what is counted ----------------------------------------------------------------------------------------------

CASH = "cash"
DENOMINATIONS: tuple[int, ...] = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
"""Notes and coins in fen, as they lie in the till."""


def cash_code(fen: int) -> str:
    """Return the code under which pieces of a denomination are counted."""
    return f"{CASH}.{fen}"


def denomination_of(code: str) -> int:
    """Return the fen of a denomination's code, 0 for other codes."""
    kind, _, fen = code.partition(".")
    return int(fen) if kind == CASH and fen.isdecimal() else 0


def cash_total(pieces: Iterable[tuple[str, int | None]]) -> int | None:
    """Return the fen that pieces of cash add up to, None if none of them was counted.

    Args:
        pieces: Code and number of each denomination; other codes are passed over.
    """
    counted = [(denomination_of(code), number) for code, number in pieces if number is not None]
    cash = [fen * number for fen, number in counted if fen]
    return sum(cash) if cash else None


@dataclass(frozen=True)
class Counted:
    """One counted thing, or the cash as a whole, in fen.

    Attributes:
        code: Its code.
        title: What people call it.
        expected: How many there should be; None if nobody says.
        counted: How many there are; None if not counted.
        last: How many the handover before had; None if it did not say.
        reason: Why there is a difference.
    """

    code: str
    title: str
    expected: int | None
    counted: int | None
    last: int | None
    reason: str = ""

    @property
    def money(self) -> bool:
        """Whether it is an amount in fen."""
        return self.code == CASH

    @property
    def reference(self) -> int | None:
        """What it is compared with: the handover before, or what there should be."""
        return self.expected if self.last is None else self.last

    @property
    def difference(self) -> int | None:
        """How many more there are than before; None where one of both was not counted."""
        return None if self.counted is None or self.reference is None else self.counted - self.reference

    @property
    def unexplained(self) -> bool:
        """Whether a reason is still missing: there is a difference, or something known was not counted."""
        if self.reason.strip() or self.reference is None:
            return False
        return self.counted is None or self.difference != 0
