"""The exchange of a desk that exchanges with nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.core.errors import Refused
from app.core.text import T
from app.sync.reports import Conflict, Problem, Report, Status


class Alone:
    """A ``Link`` to nowhere: everything is kept here, and nothing waits for anybody."""

    def status(self) -> Status:
        """Return that there is no exchange."""
        return Status()

    def conflicts(self) -> Sequence[Conflict]:
        """Return none."""
        return ()

    def problems(self) -> Sequence[Problem]:
        """Return none."""
        return ()

    def watch(self, told: Callable[[Status], None]) -> Callable[[], None]:
        """Tell nothing, because nothing changes."""
        return lambda: None

    def settle(self, table: str, pk: str, column: str, value: Any, author: str) -> None:
        """Refuse."""
        raise _alone()

    def settle_deletion(self, table: str, pk: str, keep: bool, author: str) -> None:
        """Refuse."""
        raise _alone()

    def dismiss(self, problem_id: int) -> None:
        """Refuse."""
        raise _alone()

    def accept(self, problem_id: int) -> None:
        """Refuse."""
        raise _alone()

    def repair(self, problem_id: int) -> None:
        """Refuse."""
        raise _alone()

    def once(self) -> Report:
        """Refuse."""
        raise _alone()

    def pause(self) -> None:
        """Refuse."""
        raise _alone()

    def resume(self) -> None:
        """Refuse."""
        raise _alone()

    def site_at(self, folder: str) -> str:
        """Return that the folder belongs to no office known here."""
        return ""

    def found(self, folder: str, name: str) -> str:
        """Refuse."""
        raise _alone()

    def move(self, folder: str) -> None:
        """Refuse."""
        raise _alone()

    def invite(self) -> tuple[str, int]:
        """Refuse."""
        raise _alone()

    def recovery(self) -> str:
        """Return that there is no code."""
        return ""

    def take_over(self, code: str) -> None:
        """Refuse."""
        raise _alone()

    def rename(self, name: str) -> None:
        """Refuse."""
        raise _alone()

    def retire(self, device: str) -> None:
        """Refuse."""
        raise _alone()

    def rotate_key(self) -> None:
        """Refuse."""
        raise _alone()


def _alone() -> Refused:
    return Refused(T("exchange", "This desk works alone: no shared folder is set up."), "exchange.alone")
