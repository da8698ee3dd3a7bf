"""The child process that touches the shared folder: a path that answers nothing must not hold up a window.

It is told what to do over its standard input and answers over its standard output, in messages of a length (four
bytes, little-endian) and that many bytes of msgpack. It keeps nothing: killed at any moment, it leaves at most a temp
behind, and the next one goes on.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import msgpack

from app.sync.faults import ShareFault
from app.sync.folder import FolderShare
from app.sync.share import Share

CALLS = frozenset({"names", "sizes", "read", "create", "claim", "mark", "remove", "folder", "server_time"})
"""What may be asked for, as in ``Share``."""
DONE, FAULT, BROKEN, ALIVE = "done", "fault", "broken", "alive"
"""First item of an answer: with the result; with kind and detail; with a defect's words; and "still at it"."""

_LENGTH = struct.Struct("<I")

_packb: Callable[..., bytes] = vars(msgpack)["packb"]
_unpackb: Callable[..., Any] = vars(msgpack)["unpackb"]


def send(sink: IO[bytes], message: Sequence[Any]) -> None:
    """Write one message.

    Raises:
        OSError: Nobody reads any more.
    """
    content = _packb(message)
    sink.write(_LENGTH.pack(len(content)) + content)
    sink.flush()


def receive(source: IO[bytes]) -> list[Any] | None:
    """Read one message; None if the other side has ended, be it in the middle of one."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = source.read(length)
    return _unpackb(content) if len(content) == length else None


def serve(share: Share, source: IO[bytes], sink: IO[bytes]) -> None:
    """Do what is asked until nobody asks any more.

    Args:
        share: Where to do it.
        source: Gives the orders: name of the call, then its arguments.
        sink: Takes the answers, one for each order.
    """
    while (order := receive(source)) is not None:
        send(sink, _answer(share, order))


def _answer(share: Share, order: Sequence[Any]) -> list[Any]:
    try:
        if order[0] not in CALLS:
            return [BROKEN, f"no such call: {order[0]}"]
        return [DONE, getattr(share, order[0])(*order[1:])]
    except ShareFault as fault:
        return [FAULT, fault.kind, fault.detail]
    except Exception as error:
        return [BROKEN, f"{type(error).__name__}: {error}"]


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return this process's standard input and output for messages; whatever else is printed goes nowhere.

    A program made for windows has no ``sys.stdin``, but the pipes it was given are there all the same.
    """
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return source, sink


def main(arguments: Sequence[str]) -> int:
    """Serve the folder named by the only argument until the parent ends or closes the pipe."""
    # Ctrl-C on the command line is meant for the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = pipes()
    share = FolderShare(Path(arguments[0]), progress=lambda: send(sink, [ALIVE]))
    try:
        serve(share, source, sink)
    except OSError:  # the parent ended while it was being answered
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
