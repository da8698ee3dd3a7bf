"""What the exchange tells people and scripts: its state, its peers, conflicts and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from app.core.text import Text

State = Literal["alone", "paused", "saved", "shared", "received", "offline", "stopped"]
"""How far this desk's own changes have come.

``alone`` no shared folder is set up; ``paused`` a person stopped the exchange; ``saved`` in this database only;
``shared`` on the share; ``received`` by every other desk; ``offline`` the share cannot be reached; ``stopped`` the
folder is not this office's, or this desk was retired: a person must act.
"""


@dataclass(frozen=True)
class Peer:
    """Another desk of the office, as its last acknowledgement shows it.

    Attributes:
        device: Its id, hex.
        name: What the office calls it.
        lane: The letters in its ticket numbers.
        heard_at: When it last acknowledged something, UTC milliseconds; None if never.
        missing: Published segments of this desk that it has not acknowledged.
        behind: Its segments that this desk has not received yet.
        version: Its program's version.
        clock_off: Its clock against the file server, milliseconds.
        retired: Whether it has left the office.
    """

    device: str
    name: str
    lane: str
    heard_at: int | None
    missing: int
    behind: int
    version: str
    clock_off: int
    retired: bool


@dataclass(frozen=True)
class Status:
    """How the exchange stands; cheap to read, never touches the share.

    Attributes:
        site: The office's id, hex; empty when alone.
        device: This desk's id, hex.
        name: What the office calls this desk.
        stream: The stream it writes now, hex.
        lane: The letters in its ticket numbers.
        state: See ``State``.
        folder: The shared folder.
        unsealed: Changes not yet packed for the share.
        unpublished: Segments not yet on the share.
        received_by: Peers that have acknowledged everything published here.
        peers: The other desks.
        conflicts: Fields with more than one surviving value.
        problems: What a person should look at.
        contact_at: When the share was last reached, UTC milliseconds.
        clock_off: This clock against the file server, milliseconds.
        message: What hinders the exchange, if anything does.
    """

    site: str = ""
    device: str = ""
    name: str = ""
    stream: str = ""
    lane: str = ""
    state: State = "alone"
    folder: str = ""
    unsealed: int = 0
    unpublished: int = 0
    received_by: int = 0
    peers: tuple[Peer, ...] = ()
    conflicts: int = 0
    problems: int = 0
    contact_at: int | None = None
    clock_off: int = 0
    message: Text | None = None


@dataclass(frozen=True)
class Report:
    """What one exchange did.

    Attributes:
        published: Segments put on the share.
        applied: Segments of other desks taken in.
        conflicts: Fields with more than one surviving value, now.
        problems: What a person should look at, now.
        state: See ``State``.
    """

    published: int
    applied: int
    conflicts: int
    problems: int
    state: State


@dataclass(frozen=True)
class Version:
    """One surviving value of a field.

    Attributes:
        value: The stored value.
        at: When it was written, UTC milliseconds, by the writer's clock against the file server.
        author: Id of the staff member; empty for the program itself.
        desk: Name of the desk that wrote it.
        shown: Whether it is the one displayed.
    """

    value: Any
    at: int
    author: str
    desk: str
    shown: bool


@dataclass(frozen=True)
class Conflict:
    """A field that several desks wrote without having seen each other, or a record deleted here and edited there.

    Attributes:
        table: The record's table.
        pk: Its id.
        column: The field; empty for a record that one desk deleted while another edited it.
        versions: The surviving values, the displayed one first; for a deletion, who deleted it and when (value None).
    """

    table: str
    pk: str
    column: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Problem:
    """Something set aside for a person.

    Attributes:
        id: Local number.
        kind: ``damaged``, ``gap``, ``fork``, ``newer``, ``retired``, ``rule``, ``parent``, ``number``, ``clock``,
            ``busy``, ``restored``, ``rolled-back`` ….
        subject: File, stream or record it is about ("ticket|<id>").
        at: When it was first seen, UTC milliseconds.
        text: What it is and what to do.
        table: The record's table, if it is about a record.
        pk: The record's id, if it is about a record.
        actions: What a person may do here: ``dismiss``, ``accept``, ``repair``.
    """

    id: int
    kind: str
    subject: str
    at: int
    text: Text
    table: str = ""
    pk: str = ""
    actions: tuple[str, ...] = field(default=("dismiss",))
