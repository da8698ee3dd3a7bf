"""How the exchange is spoken of: its state in three words, codes that are read aloud, two texts made one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from app.core.text import T, Text
from app.sync import spoken
from app.sync.reports import Peer, Status
from app.sync.spoken import plain_code

__all__ = ["plain_code"]

Tone = Literal["done", "info", "soon", "late", "muted"]

CODE_LENGTH, GROUP = 26, 4
"""Letters of an invitation's code, and of its groups."""
RECOVERY_LENGTH, RECOVERY_GROUP = 72, 8
"""The same of a recovery code."""
CLOCK_OFF = 2 * 60_000
"""From here on a desk's clock is worth a word, milliseconds."""
LONGEST_NAME = 30


class Said(NamedTuple):
    """A state as it is said.

    Attributes:
        text: In three words.
        detail: In a sentence, for the head of the page and the tooltip.
        tone: How it looks.
        icon: Name of a drawing.
    """

    text: Text
    detail: Text
    tone: Tone
    icon: str


def waiting(status: Status) -> int:
    """Return how many changes and packets have not reached the shared folder yet."""
    return status.unsealed + status.unpublished


def active_peers(status: Status) -> tuple[Peer, ...]:
    """Return the other desks that belong to the office now."""
    return tuple(peer for peer in status.peers if not peer.retired)


def say_state(status: Status) -> Said:
    """Return what the status bar and the head of the page say.

    The words are the office's: saved here, on the share, received by so many; or what hinders that.
    """
    said = _say(status)
    if status.conflicts and status.state != "alone":
        text = T("exchange", "{state} · {n} to be settled").with_(state=said.text, n=status.conflicts)
        return Said(text, said.detail, "late" if said.tone == "late" else "soon", said.icon)
    return said


def _say(status: Status) -> Said:
    queue, desks = waiting(status), len(active_peers(status))
    many = {"n": queue}
    detail: Text
    match status.state:
        case "alone":
            return Said(
                T("exchange", "Saved on this computer"),
                T("exchange", "This desk works alone: no shared folder is set up."),
                "muted",
                "done",
            )
        case "paused":
            text = T("exchange", "Paused")
            detail = T("exchange", "Somebody paused the exchange at this desk. Work goes on and is kept here.")
            return Said(_queued(text, queue), detail, "soon", "pause")
        case "offline":
            text = T("exchange", "Offline")
            detail = T("exchange", "The shared folder cannot be reached. Work goes on; it is sent when it is back.")
            return Said(_queued(text, queue), status.message or detail, "soon", "offline")
        case "stopped":
            detail = T("exchange", "The exchange has stopped: somebody must look at it.")
            return Said(T("exchange", "Exchange stopped"), status.message or detail, "late", "warn")
        case "saved":
            text = T("exchange", "Saved on this computer")
            detail = T("exchange", "Saved here; {n} changes are on their way to the shared folder.").with_(**many)
            return Said(_queued(text, queue), status.message or detail, "info", "sync")
        case "shared":
            detail = T("exchange", "In the shared folder; {have} of {all} other desks have fetched it.")
            return Said(_received(status, desks), detail.with_(have=status.received_by, all=desks), "info", "sync")
        case "received":
            if not desks:
                detail = T("exchange", "Everything is in the shared folder. No other desk has joined yet.")
                return Said(T("exchange", "In the shared folder"), detail, "done", "done")
            detail = T("exchange", "Every other desk has everything that was written here.")
            return Said(_received(status, desks), detail, "done", "done")


def _queued(text: Text, queue: int) -> Text:
    return T("exchange", "{state} · {n} waiting").with_(state=text, n=queue) if queue else text


def _received(status: Status, desks: int) -> Text:
    if status.received_by == 0 or not desks:
        return T("exchange", "In the shared folder")
    return T("exchange", "Received by {have}/{all} desks").with_(have=status.received_by, all=desks)


def grouped(code: str, size: int = GROUP) -> str:
    """Return a code in groups, as it is shown, read aloud and printed."""
    return spoken.grouped(plain_code(code), size)


def groups(code: str) -> tuple[str, ...]:
    """Return a code's groups: a recovery code's are longer, because each of them checks itself."""
    plain = plain_code(code)
    return tuple(grouped(plain, RECOVERY_GROUP if len(plain) == RECOVERY_LENGTH else GROUP).split("-"))


def name_problem(name: str) -> Text | None:
    """Return what is wrong with the name of a desk, or None."""
    if not name.strip():
        return T("exchange", "Give this desk a name, such as Front desk 1.")
    if len(name.strip()) > LONGEST_NAME:
        return T("exchange", "At most {n} characters.").with_(n=LONGEST_NAME)
    return None


class Piece(NamedTuple):
    """A piece of a text beside another one.

    Attributes:
        text: The characters.
        own: Whether the other text does not have them.
    """

    text: str
    own: bool


def beside(text: str, other: str) -> tuple[Piece, ...]:
    """Return a text in pieces, those marked that another text does not have."""
    from difflib import SequenceMatcher  # two texts are compared once in a while, the state is said at every start

    pieces: list[Piece] = []
    for tag, start, end, _, _ in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if end > start:
            pieces.append(Piece(text[start:end], tag != "equal"))
    return tuple(pieces)


def together(base: str, one: str, other: str) -> str | None:
    """Return the text that holds both changes of a base, or None where both changed the same place.

    Args:
        base: What both desks began with.
        one: What one made of it.
        other: What the other made of it.
    """
    edits = sorted({*_edits(base, one), *_edits(base, other)})
    made: list[str] = []
    at = 0
    for before, (start, end, text) in zip([None, *edits], edits, strict=False):
        if start < at or (before is not None and start == before[0] == before[1] == end):
            return None
        made += [base[at:start], text]
        at = end
    return "".join([*made, base[at:]])


def _edits(base: str, text: str) -> Sequence[tuple[int, int, str]]:
    from difflib import SequenceMatcher

    steps = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    return [(start, end, text[low:high]) for tag, start, end, low, high in steps if tag != "equal"]
