"""Long work tells how far it is, and can be told to stop."""

from __future__ import annotations

from collections.abc import Callable

from app.core.errors import AppError
from app.core.text import T

Progress = Callable[[int, int], bool]
"""Called with (done, total) now and then; total is 0 where it is not known. Returning False cancels the work."""


class Cancelled(AppError):
    """The person stopped the work; no file was left behind."""

    def __init__(self) -> None:
        super().__init__(T("documents", "Cancelled. Nothing was written."), "documents.cancelled")


def tell(progress: Progress | None, done: int, total: int) -> None:
    """Report how far the work is.

    Raises:
        Cancelled: The person asked to stop.
    """
    if progress is not None and not progress(done, total):
        raise Cancelled
