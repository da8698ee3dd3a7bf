"""What hinders the exchange, in words that say what to do."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from app.core.errors import Refused
from app.core.text import T, Text
from app.sync.faults import ShareFault, SyncFault

MESSAGES: Mapping[str, Text] = {
    "gone": T("sync", "The shared folder cannot be reached. Go on working; everything is sent as soon as it is back."),
    "rights": T(
        "sync",
        "The shared folder refuses access. Ask whoever looks after the file server for the right to read, create and "
        "delete files in it, or enter the password again.",
    ),
    "full": T("sync", "The file server is full. Free some space there; until then everything stays on this desk."),
    "busy": T("sync", "The shared folder is busy. The exchange tries again by itself."),
    "damaged": T("sync", "The file server reports errors on its disk. Tell whoever looks after it."),
    "other-office": T(
        "sync",
        "This is not your office's folder. Choose the right one, or build it up anew from this computer in an empty "
        "folder. Nothing was changed.",
    ),
    "retired": T("sync", "This desk has left the office. It can still be read, but exchanges nothing any more."),
    "newer": T("sync", "The shared folder needs a newer version of the program. Install it on this computer."),
}
"""What hinders the exchange -> what to do."""


@contextmanager
def told() -> Generator[None]:
    """Turn faults of the share into refusals that say what to do."""
    try:
        yield
    except ShareFault as fault:
        raise Refused(MESSAGES.get(fault.kind, MESSAGES["gone"]), f"sync.{fault.kind}") from fault
    except SyncFault as fault:
        raise Refused(MESSAGES["damaged"], "sync.damaged") from fault
