"""What can go wrong between a desk and the shared folder, as types the engine tells apart.

None of them is a text for people: the engine turns what lasts into a problem with a text.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["busy", "gone", "missing", "exists", "full", "rights", "damaged"]
"""What a failed call to the share means.

``busy`` somebody holds the file, leave it for the next poll; ``gone`` the share cannot be reached, or is not certain
to be the right one: conclude nothing; ``missing`` no such file on a share that is there; ``exists`` the name is taken;
``full`` no room; ``rights`` not permitted; ``damaged`` the disk or the length says these bytes are not what was
written.
"""


class SyncFault(Exception):
    """Anything expected that hinders the exchange."""


class Damaged(SyncFault):
    """A file is not what its writer wrote: cut off, altered, wrongly signed, or out of its chain.

    Attributes:
        reason: What showed it, for the log.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NewerFormat(SyncFault):
    """A file was written by a newer version of the program that this one must not guess at."""


class UnknownKey(SyncFault):
    """A file is sealed under a key this desk does not have (yet).

    Attributes:
        epoch: Number of the key.
    """

    def __init__(self, epoch: int) -> None:
        super().__init__(f"key epoch {epoch}")
        self.epoch = epoch


class UnknownSigner(SyncFault):
    """A file belongs to a stream that no device of the office has claimed (yet).

    Attributes:
        stream: Id of the stream.
    """

    def __init__(self, stream: bytes) -> None:
        super().__init__(f"stream {stream.hex()}")
        self.stream = stream


class ShareFault(SyncFault):
    """A call to the share did not do what was asked.

    Attributes:
        kind: What it means, see ``Kind``.
        detail: What the system said, for the log.
    """

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind: Kind = kind
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind
