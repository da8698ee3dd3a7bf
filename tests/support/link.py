"""An engine of the exchange made of plain lists: what it is told is remembered, what it tells is set by the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.core.errors import Refused
from app.core.text import T
from app.store.store import Store
from app.sync.reports import Conflict, Peer, Problem, Report, State, Status, Version

CODE = "K7QM3TXA5RNPVW2ZHEC6JDUYFG"
RECOVERY = CODE + "S49KPQRSTUVWXA2345MN0P8THEC6JDUYFG7QM3TXA5RNPV"


class FakeLink:
    """Holds what a test wants to see.

    Args:
        store: Where settled values are written; nowhere if None.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store = store
        self.now = Status()
        self.found_conflicts: list[Conflict] = []
        self.found_problems: list[Problem] = []
        self.done: list[tuple[Any, ...]] = []
        self.sites: dict[str, str] = {}
        self.holds = True
        self.fails: Exception | None = None
        self._told: list[Callable[[Status], None]] = []

    # --- for the test ---------------------------------------------------------------------------------------------

    def set(self, state: State, **values: Any) -> None:
        """Change the status and tell everybody, in the calling thread."""
        self.now = replace(self.now, state=state, **values)
        self.tell()

    def tell(self) -> None:
        """Tell everybody who watches."""
        self.now = replace(self.now, conflicts=len(self.found_conflicts), problems=len(self.found_problems))
        for told in tuple(self._told):
            told(self.now)

    def add(self, *conflicts: Conflict) -> None:
        """Let there be conflicts."""
        self.found_conflicts.extend(conflicts)
        self.tell()

    def add_problems(self, *problems: Problem) -> None:
        """Let there be problems."""
        self.found_problems.extend(problems)
        self.tell()

    # --- as the engine --------------------------------------------------------------------------------------------

    def status(self) -> Status:
        return self.now

    def conflicts(self) -> Sequence[Conflict]:
        return tuple(self.found_conflicts)

    def problems(self) -> Sequence[Problem]:
        return tuple(self.found_problems)

    def watch(self, told: Callable[[Status], None]) -> Callable[[], None]:
        self._told.append(told)
        return lambda: self._told.remove(told)

    def settle(self, table: str, pk: str, column: str, value: Any, author: str) -> None:
        self._do("settle", table, pk, column, value)
        if self.store is not None:
            with self.store.change(author) as work:
                work.database.run(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (value, pk))
                work.touch(table, pk)
        self._gone(table, pk, column)

    def settle_deletion(self, table: str, pk: str, keep: bool, author: str) -> None:
        self._do("settle_deletion", table, pk, keep)
        self._gone(table, pk, "")

    def dismiss(self, problem_id: int) -> None:
        self._problem("dismiss", problem_id)

    def accept(self, problem_id: int) -> None:
        self._problem("accept", problem_id)

    def repair(self, problem_id: int) -> None:
        self._problem("repair", problem_id)

    def once(self) -> Report:
        self._do("once")
        self.set("received", unsealed=0, unpublished=0)
        return Report(2, 3, self.now.conflicts, self.now.problems, self.now.state)

    def pause(self) -> None:
        self._do("pause")
        self.set("paused")

    def resume(self) -> None:
        self._do("resume")
        self.set("saved")

    def site_at(self, folder: str) -> str:
        return self.sites.get(folder, "")

    def found(self, folder: str, name: str) -> str:
        self._do("found", folder, name)
        self.set("received", folder=folder, name=name, lane="A", site="aa" * 16, device="01" * 16)
        return RECOVERY

    def rebuild(self) -> None:
        self._do("rebuild")

    def replay(self) -> bool:
        self._do("replay")
        return True

    def move(self, folder: str) -> None:
        self._do("move", folder)
        self.set("saved", folder=folder)

    def invite(self) -> tuple[str, int]:
        self._do("invite")
        return CODE, 1_764_400_000_000

    def recovery(self) -> str:
        return RECOVERY if self.holds and self.now.state != "alone" else ""

    def take_over(self, code: str) -> None:
        self._do("take_over", code)
        self.holds = True

    def rename(self, name: str) -> None:
        self._do("rename", name)
        self.set(self.now.state, name=name)

    def retire(self, device: str) -> None:
        self._do("retire", device)
        peers = (replace(peer, retired=True) if peer.device == device else peer for peer in self.now.peers)
        self.set(self.now.state, peers=tuple(peers))

    def rotate_key(self) -> None:
        self._do("rotate_key")

    # --- helpers --------------------------------------------------------------------------------------------------

    def _do(self, *what: Any) -> None:
        if self.fails is not None:
            raise self.fails
        self.done.append(what)

    def _gone(self, table: str, pk: str, column: str) -> None:
        self.found_conflicts = [c for c in self.found_conflicts if (c.table, c.pk, c.column) != (table, pk, column)]
        self.tell()

    def _problem(self, action: str, problem_id: int) -> None:
        self._do(action, problem_id)
        self.found_problems = [problem for problem in self.found_problems if problem.id != problem_id]
        self.tell()


class FakeJoiner:
    """Joins offices that exist in the test only.

    Args:
        sites: Folder -> id of its office.
        steps: How many steps the first filling has.
    """

    def __init__(self, sites: dict[str, str] | None = None, steps: int = 3) -> None:
        self.sites = sites or {}
        self.steps = steps
        self.joined: list[tuple[str, str, str]] = []
        self.fails: Exception | None = None

    def site_at(self, folder: str) -> str:
        return self.sites.get(folder, "")

    def join(self, folder: str, code: str, name: str, progress: Callable[[int, int], bool]) -> None:
        if self.fails is not None:
            raise self.fails
        for step in range(self.steps):
            if not progress(step, self.steps):
                raise Refused(T("exchange", "Joining was cancelled. Nothing was kept."), "exchange.cancelled")
        self.joined.append((folder, code, name))


def peer(name: str, lane: str, **values: Any) -> Peer:
    """Return another desk."""
    given: dict[str, Any] = {
        "heard_at": None, "missing": 0, "behind": 0, "version": "1.0.0", "clock_off": 0, "retired": False, **values
    }  # fmt: skip
    return Peer(device=(lane.encode().hex() * 16)[:32], name=name, lane=lane, **given)


def conflict(table: str, pk: str, column: str, *values: tuple[Any, int, str, str]) -> Conflict:
    """Return a conflict; each value with its moment, author and desk; the first is the one that is shown."""
    return Conflict(table, pk, column, tuple(Version(*value, shown=place == 0) for place, value in enumerate(values)))
