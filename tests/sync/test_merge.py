"""The engine's merge of one record does what the model's does, in every order that respects causality."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.merge import RowState, join, shown
from app.sync.vector import Dot as EngineDot
from app.sync.vector import Seen as EngineSeen
from tests.sync.model import Device, Row, Rule, Seen, Segment, Vector, joined
from tests.sync.schedules import Schedule

Rows = dict[int, RowState]
SCHEDULES = st.integers(0, 1 << 40)


class History:
    """The segments of a schedule, each with the whole vector its author had seen."""

    def __init__(self, seed: int) -> None:
        schedule = Schedule(seed, Rule(), calm=True)
        schedule.run()
        device: Device = schedule.devices[0]
        self.rows: dict[int, Row] = device.state.rows
        self.segments = sorted(schedule.share.ever, key=lambda segment: (segment.stream, segment.seq))
        self.seen: dict[tuple[int, int], Vector] = {}
        for segment in self.segments:
            before = self.seen.get((segment.stream, segment.seq - 1), {})
            self.seen[segment.stream, segment.seq] = segment.seen if segment.full else joined(before, segment.seen)

    def replay(self, chance: random.Random, rows: Rows, vector: Vector, count: int | None = None) -> None:
        """Apply what is not there yet, in some order that respects causality, some segments twice over."""
        left = [segment for segment in self.segments if segment.seq > vector.get(segment.stream, 0)]
        for _ in range(len(left) if count is None else min(count, len(left))):
            ready = [segment for segment in left if self._is_ready(segment, vector)]
            segment = chance.choice(ready)
            left.remove(segment)
            self._apply(segment, rows)
            vector[segment.stream] = segment.seq

    def _is_ready(self, segment: Segment, vector: Vector) -> bool:
        seen = self.seen[segment.stream, segment.seq]
        return segment.seq == vector.get(segment.stream, 0) + 1 and all(
            vector.get(stream, 0) >= seq for stream, seq in seen.items()
        )

    def _apply(self, segment: Segment, rows: Rows) -> None:
        for index, (op, base) in enumerate(segment.ops):
            dot = (segment.stream, segment.seq, index)
            seen = _seen(base or Seen(self.seen[segment.stream, segment.seq], segment.stream, dot[1:]))
            row = rows.setdefault(op.row, RowState())
            if op.kind == "D":
                row.delete(dot, seen, op.hlc, str(op.unit))
            else:
                row.write(dot, seen, op.hlc, str(op.unit), dict.fromkeys(op.columns, op.id))


def _seen(seen: Seen) -> EngineSeen:
    return EngineSeen(seen.vector, seen.stream, seen.before)


def _order(stream: int) -> bytes:
    return stream.to_bytes(16, "big")


def _compare(rows: Rows, expected: dict[int, Row]) -> None:
    assert rows.keys() == expected.keys()
    for id_, row in rows.items():
        want = expected[id_]
        cells = {
            column: {dot: (each.hlc, each.value) for dot, each in cell.items()} for column, cell in row.cells.items()
        }
        assert cells == want.cells
        assert row.deletions.keys() == want.deletes.keys()
        assert row.alive == want.alive
        for column, cell in row.cells.items():
            assert cell[shown(cell, _order)].value == want.shown(column)


@settings(max_examples=60, deadline=None)
@given(SCHEDULES, st.randoms(use_true_random=False))
def test_any_order_gives_what_the_model_has(seed: int, chance: random.Random) -> None:
    history, rows = History(seed), Rows()
    history.replay(chance, rows, {})
    _compare(rows, history.rows)


@settings(max_examples=60, deadline=None)
@given(SCHEDULES, st.randoms(use_true_random=False))
def test_two_halves_joined_go_on_as_one(seed: int, chance: random.Random) -> None:
    history = History(seed)
    sides: list[tuple[Rows, Vector]] = [({}, {}), ({}, {})]
    for rows, vector in sides:
        history.replay(chance, rows, vector, chance.randint(0, len(history.segments)))
    (here, here_vector), (there, there_vector) = sides
    united = {
        id_: join(
            here.get(id_, RowState()),
            lambda dot: _covers(here_vector, dot),
            there.get(id_, RowState()),
            lambda dot: _covers(there_vector, dot),
        )
        for id_ in here.keys() | there.keys()
    }
    history.replay(chance, united, joined(here_vector, there_vector))
    _compare(united, history.rows)


def _covers(vector: Vector, dot: EngineDot) -> bool:
    return vector.get(dot[0], 0) >= dot[1]
