"""What this module needs of the engine that exchanges changes through the shared folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from app.sync.reports import Conflict, Problem, Report, Status

Progress = Callable[[int, int], bool]
"""``progress(done, total) -> go on?``; total 0 while it is unknown."""


class Link(Protocol):
    """The exchange of one open office; also there, with the state ``alone``, while no shared folder is set up.

    ``status``, ``conflicts`` and ``problems`` read the local database only and may be called in any thread at any
    time. Everything that touches the share may take long and is called off the window's thread. What people can mend
    is raised as an ``AppError`` that says how.
    """

    def status(self) -> Status:
        """Return how the exchange stands."""
        raise NotImplementedError

    def conflicts(self) -> Sequence[Conflict]:
        """Return the fields with more than one surviving value, and records deleted here and edited there."""
        raise NotImplementedError

    def problems(self) -> Sequence[Problem]:
        """Return what was set aside for a person, newest first."""
        raise NotImplementedError

    def watch(self, told: Callable[[Status], None]) -> Callable[[], None]:
        """Call ``told`` with every new status, in whatever thread it arises; the returned function ends that."""
        raise NotImplementedError

    # --- deciding -------------------------------------------------------------------------------------------------

    def settle(self, table: str, pk: str, column: str, value: Any, author: str) -> None:
        """Write a field's value as an ordinary edit that replaces every version of it, also where it is shown already.

        Args:
            table: The record's table.
            pk: Its id.
            column: The field.
            value: The stored value that is to stand.
            author: Id of the member of staff who decides.
        """
        raise NotImplementedError

    def settle_deletion(self, table: str, pk: str, keep: bool, author: str) -> None:
        """Decide about a record that one desk deleted while another edited it; the opposite answer takes it back."""
        raise NotImplementedError

    def dismiss(self, problem_id: int) -> None:
        """Put a problem away: somebody has seen it."""
        raise NotImplementedError

    def accept(self, problem_id: int) -> None:
        """Take in what was set aside (changes of a retired desk, a value that a rule refuses)."""
        raise NotImplementedError

    def repair(self, problem_id: int) -> None:
        """Mend what can be mended (ask for the file again, put back what is missing on the share)."""
        raise NotImplementedError

    # --- running --------------------------------------------------------------------------------------------------

    def once(self) -> Report:
        """Publish and take in everything now, and return what was done."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop exchanging on this desk until ``resume``; it stays so after a restart."""
        raise NotImplementedError

    def resume(self) -> None:
        """Go on exchanging."""
        raise NotImplementedError

    # --- the office's folder and its desks ------------------------------------------------------------------------

    def site_at(self, folder: str) -> str:
        """Return the id (hex) of the office that a folder belongs to; empty where it belongs to none.

        Raises:
            Refused: What says so is there but cannot be read or does not verify.
        """
        raise NotImplementedError

    def found(self, folder: str, name: str) -> str:
        """Begin exchanging through an empty folder as the office's first desk.

        Args:
            folder: The shared folder.
            name: What this desk is called.

        Returns:
            The recovery code for the safe.
        """
        raise NotImplementedError

    def move(self, folder: str) -> None:
        """Go on with the same office in another place: its folder has another path now, or is built up anew."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Put everything this desk holds back into the office's folder, which was lost or emptied."""
        raise NotImplementedError

    def replay(self) -> bool:
        """Derive this desk's records anew from what it holds; return False if not all that is needed could be had."""
        raise NotImplementedError

    def invite(self) -> tuple[str, int]:
        """Make a code with which one more desk can join, once; return it and until when it holds, UTC milliseconds."""
        raise NotImplementedError

    def recovery(self) -> str:
        """Return the recovery code, or the empty text where this desk does not hold it."""
        raise NotImplementedError

    def take_over(self, code: str) -> None:
        """Let this desk hold the office's own key, by the recovery code.

        Raises:
            Invalid: ``recovery`` says where the code holds a slip.
        """
        raise NotImplementedError

    def rename(self, name: str) -> None:
        """Call this desk something else."""
        raise NotImplementedError

    def retire(self, device: str) -> None:
        """Let a desk leave the office; what it sends from now on is set aside."""
        raise NotImplementedError

    def rotate_key(self) -> None:
        """Encrypt from now on with a new key that only the desks of today get."""
        raise NotImplementedError


class Joiner(Protocol):
    """Makes this computer a desk of an office that exists already; there is no open office yet."""

    def site_at(self, folder: str) -> str:
        """Return the id (hex) of the office that a folder belongs to; empty where it belongs to none."""
        raise NotImplementedError

    def join(self, folder: str, code: str, name: str, progress: Progress) -> None:
        """Join, and fill the empty local office; undone as a whole if it fails or is cancelled.

        Args:
            folder: The office's shared folder.
            code: The invitation's code, or the office's recovery code, without dashes.
            name: What this desk is to be called.
            progress: Told how far the first filling is; returning False cancels.

        Raises:
            Invalid: With ``code``, ``recovery``, ``folder`` or ``name``.
            Refused: It was cancelled, or the folder cannot be reached.
        """
        raise NotImplementedError
