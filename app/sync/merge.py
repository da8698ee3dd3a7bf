"""The merge rule on one record, without a database: every value that nobody has seen and replaced survives.

Causality comes from what authors had seen, never from clocks; the clock only chooses which of several surviving values
is shown. A deletion is a write of its own: it ends what its author had seen, and an edit it had not seen keeps the
record alive (edit beats concurrent delete). The same set of segments gives the same state in any order that respects
causality, in any split and with duplicates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.sync.vector import Dot, Seen

KEPT = "_keep"
"""Pseudo-column of a decision that a record stays: a write like any other, so that a deletion must have seen it."""

Covers = Callable[[Dot], bool]
Order = Callable[[int], bytes]
"""Local number of a stream -> its id: desks number streams differently, and must choose alike."""


class Written(NamedTuple):
    """A value somebody wrote.

    Attributes:
        hlc: Hybrid clock stamp.
        author: Id of the staff member.
        value: The value, typed as stored.
    """

    hlc: int
    author: str
    value: Any


class Deletion(NamedTuple):
    """That somebody deleted the record.

    Attributes:
        hlc: Hybrid clock stamp.
        author: Id of the staff member.
        seen: What the author had seen: all of it is deleted.
    """

    hlc: int
    author: str
    seen: Seen


@dataclass(slots=True)
class RowState:
    """All that survives of one record.

    Attributes:
        cells: Column -> the surviving values, by where they come from.
        deletions: Deletions that no later write has seen and answered.
    """

    cells: dict[str, dict[Dot, Written]] = field(default_factory=dict[str, dict[Dot, Written]])
    deletions: dict[Dot, Deletion] = field(default_factory=dict[Dot, Deletion])

    @property
    def alive(self) -> bool:
        """Whether something was written that no deletion had seen."""
        if not self.deletions:
            return bool(self.cells)
        gone = [deletion.seen for deletion in self.deletions.values()]
        return any(not any(seen.covers(dot) for seen in gone) for cell in self.cells.values() for dot in cell)

    def write(self, dot: Dot, seen: Seen, hlc: int, author: str, values: Mapping[str, Any]) -> None:
        """Take in a write: it replaces what its author had seen, and answers the deletions its author had seen."""
        if self.deletions:
            self.deletions = {d: deletion for d, deletion in self.deletions.items() if not seen.covers(d)}
        for column, value in values.items():
            cell = self.cells.get(column)
            kept = {d: written for d, written in cell.items() if not seen.covers(d)} if cell else {}
            kept[dot] = Written(hlc, author, value)
            self.cells[column] = kept

    def delete(self, dot: Dot, seen: Seen, hlc: int, author: str) -> None:
        """Take in a deletion; the values stay, should somebody have edited without knowing of it."""
        self.deletions = {d: deletion for d, deletion in self.deletions.items() if not seen.covers(d)}
        self.deletions[dot] = Deletion(hlc, author, seen)

    def rename(self, old: Dot, new: Dot, seen: Seen) -> None:
        """Let a write that was packed anew come from its new place.

        Args:
            old: Where it came from.
            new: Where it comes from now.
            seen: What its author had seen, as others read it at the new place.
        """
        for cell in self.cells.values():
            if old in cell:
                cell[new] = cell.pop(old)
        if old in self.deletions:
            self.deletions[new] = self.deletions.pop(old)._replace(seen=seen)


def join(here: RowState, here_covers: Covers, there: RowState, there_covers: Covers) -> RowState:
    """Unite two states of one record: a value stays if the other side has it too or has never seen it.

    A column of which the other side holds nothing at all is left alone: absence never deletes.

    Args:
        here: One state.
        here_covers: What its holder has taken in.
        there: The other.
        there_covers: What the other's holder has taken in.
    """
    cells: dict[str, dict[Dot, Written]] = {}
    for column in {**here.cells, **there.cells}:
        one, other = here.cells.get(column), there.cells.get(column)
        cells[column] = _united(one, here_covers, other, there_covers) if one and other else dict(one or other or {})
    return RowState(cells, _united(here.deletions, here_covers, there.deletions, there_covers))


def _united(one: Mapping[Dot, Any], one_covers: Covers, other: Mapping[Dot, Any], other_covers: Covers) -> Any:
    kept = {dot: value for dot, value in one.items() if dot in other or not other_covers(dot)}
    kept.update({dot: value for dot, value in other.items() if dot in one or not one_covers(dot)})
    return kept


def shown(cell: Mapping[Dot, Written], order: Order, *, largest: bool = False) -> Dot:
    """Return which of the surviving values is displayed.

    Args:
        cell: The surviving values.
        order: Gives streams the order all desks agree on.
        largest: The column shows its largest value (policy ``max``), not its newest.
    """

    def newest(dot: Dot) -> tuple[Any, ...]:
        return cell[dot].hlc, order(dot[0]), dot[1], dot[2]

    def size(dot: Dot) -> tuple[Any, ...]:
        value = cell[dot].value
        return value is not None, value if isinstance(value, int | float) else 0, *newest(dot)

    return max(cell, key=size if largest else newest)
