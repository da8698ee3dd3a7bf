"""The merge rule keeps every edit and brings all devices to the same state; wrong rules are noticed."""

from __future__ import annotations

import pytest

from tests.sync.model import Dot, Op, Row, Rule, Seen, State, Token, Vector
from tests.sync.schedules import run

SCHEDULES = 1_500
MUTANT_SCHEDULES = 5_000


def test_no_edit_is_lost_and_all_devices_end_alike() -> None:
    total, failed = run(range(SCHEDULES))
    assert not failed, f"replay with seed {failed[0]}: {total}"
    assert total.conflicts > SCHEDULES / 10
    assert min(total.stale, total.joins, total.restores, total.renewals, total.retirements, total.rollbacks) > 50


class NoHold(Rule):
    """Segments are applied before what their author had seen."""

    def ready(self, vector: Vector, seen: Vector) -> bool:
        return True


class SameStreamAfterRestore(Rule):
    """A restored database goes on writing on its stream."""

    def stream_after_restore(self, old: int, new: int) -> int:
        return old


class SnapshotReplaces(Rule):
    """A snapshot takes the place of the state instead of being joined with it."""

    def join(self, mine: State, theirs: State) -> State:
        return theirs


class SealsLate(Rule):
    """Pending edits are sealed after others' have been applied."""

    seals_first = False


class ForgetsForm(Rule):
    """A form is saved as if everything that came meanwhile had been on screen."""

    def token_kept(self, token: Token | None) -> Token | None:
        return None


class LastWriterWins(Rule):
    """The stamp decides; the other value is dropped."""

    def merge(self, row: Row, op: Op, dot: Dot, seen: Seen) -> None:
        if op.kind == "D":
            super().merge(row, op, dot, seen)
            return
        row.deletes = {}
        for column in op.columns:
            stamps = {**row.cells.get(column, {}), dot: (op.hlc, op.id)}
            winner = max(stamps, key=lambda each: (stamps[each][0], each))
            row.cells[column] = {winner: stamps[winner]}


class KeepsWithoutTrace(Rule):
    """A decision to keep a record lifts the deletions it has seen and writes nothing."""

    def merge(self, row: Row, op: Op, dot: Dot, seen: Seen) -> None:
        super().merge(row, op, dot, seen)
        if op.kind == "K":
            row.cells.pop(op.columns[0])


class EmptyDeletionsLeftAlone(Rule):
    """On joining, a record without deletions on the other side keeps its own, though the other side lifted them."""

    def join(self, mine: State, theirs: State) -> State:
        state = super().join(mine, theirs)
        for id_, row in mine.rows.items():
            if not theirs.rows.get(id_, Row()).deletes:
                state.rows[id_].deletes = dict(row.deletes)
        return state


class SnapshotWithoutSeen(Rule):
    """A snapshot does not say what each stream's author had seen last, and the next delta is read alone."""

    def joined_seen(self, mine: State, theirs: State) -> dict[int, Vector]:
        return {stream: mine.seen_of.get(stream, {}) for stream in mine.vector.keys() | theirs.vector.keys()}


class RetiredCutOff(Rule):
    """A retired stream ends where its retirement says, though others have applied more."""

    def accepts(self, last: int, acknowledged: int) -> int:
        return last


class OwnWritesSeen(Rule):
    """A form counts all earlier writes of its own desk as seen, those too that were made while it was open."""

    def merge(self, row: Row, op: Op, dot: Dot, seen: Seen) -> None:
        super().merge(row, op, dot, Seen(seen.vector, seen.stream, dot[1:]))


class OwnWritesUnseen(Rule):
    """A form counts only sealed writes of its own desk as seen."""

    def merge(self, row: Row, op: Op, dot: Dot, seen: Seen) -> None:
        super().merge(row, op, dot, Seen(seen.vector, seen.stream, (seen.before[0], 0)))


class DeletionWins(Rule):
    """A deletion hides whatever was in the record when it arrived."""

    def merge(self, row: Row, op: Op, dot: Dot, seen: Seen) -> None:
        if op.kind == "D":
            everything = {each.stream: each.seq for cell in row.cells.values() for each in cell}
            seen = Seen(seen.vector | everything, 0, (0, 0))
        super().merge(row, op, dot, seen)


@pytest.mark.parametrize(
    ("mutation", "signs"),
    [
        (NoHold, {"diverged"}),
        (SameStreamAfterRestore, {"diverged", "lost"}),
        (SnapshotReplaces, {"diverged", "lost"}),
        (SealsLate, {"lost"}),
        (ForgetsForm, {"lost"}),
        (LastWriterWins, {"lost"}),
        (KeepsWithoutTrace, {"lost", "undead"}),
        (EmptyDeletionsLeftAlone, {"diverged"}),
        (SnapshotWithoutSeen, {"diverged"}),
        (RetiredCutOff, {"diverged"}),
        (OwnWritesSeen, {"lost"}),
        (OwnWritesUnseen, {"unjust"}),
        (DeletionWins, {"diverged"}),
    ],
)
def test_a_wrong_rule_is_noticed(mutation: type[Rule], signs: set[str]) -> None:
    total, _ = run(range(MUTANT_SCHEDULES), mutation(), enough=lambda each: all(getattr(each, s) for s in signs))
    assert all(getattr(total, sign) for sign in signs), total
