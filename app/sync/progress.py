"""How long work tells how far it has come, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], bool]
"""``progress(done, total) -> go on?``; total 0 while it is unknown."""


class Cancelled(Exception):
    """Whoever asked for it has stopped it; nothing is left half done."""


def go_on(done: int, total: int) -> bool:
    """Tell nobody, and go on."""
    return True


def step(progress: Progress, done: int, total: int) -> None:
    """Tell how far it has come.

    Raises:
        Cancelled: It is to stop.
    """
    if not progress(done, total):
        raise Cancelled
