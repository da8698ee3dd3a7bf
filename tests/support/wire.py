"""Anything a desk could put on the share, for tests that write it and read it back."""

from __future__ import annotations

from typing import Any

import msgpack
from hypothesis import strategies as st

from app.sync.body import DELETE, ERASE, INSERT, KEEP, UPDATE, Base, Body, Run, Tx
from app.sync.chunks import ChunkRef, ChunkRows, Head, Manifest
from app.sync.columns import Value

COUNTS = st.integers(0, (1 << 63) - 1)
STREAMS = st.binary(min_size=16, max_size=16)
HASHES = st.binary(min_size=32, max_size=32)
VECTORS = st.dictionaries(STREAMS, COUNTS, max_size=4).map(lambda vector: dict(sorted(vector.items())))
IDS = st.binary(min_size=16, max_size=16).map(bytes.hex)
WHOLE = st.integers(-(1 << 63), (1 << 63) - 1)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
FOREIGN = st.builds(msgpack.ExtType, st.integers(0, 127), st.binary(max_size=20))
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(), WHOLE, st.floats(allow_nan=False), TEXTS, st.binary(max_size=8), FOREIGN, IDS
)
NAMES = st.sampled_from(["ticket", "title", "done_at", "单元", "_del", "deadbeef", "x" * 90])
AUTHORS = IDS | st.just("") | TEXTS


def _times(start: int, steps: list[int]) -> list[int]:
    times: list[int] = []
    for step in steps:
        start += step
        times.append(start)
    return times


def _stretched(values: list[Any], size: int) -> list[Any]:
    return [values[place % len(values)] for place in range(size)]


@st.composite
def columns(draw: st.DrawFn, size: int) -> list[Value]:
    """Columns of every kind the writer has a form for, and of none."""

    def full(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
        return st.lists(values, min_size=size, max_size=size)

    few = [WHOLE, TEXTS, IDS, st.integers(-300, 300)]
    return draw(
        st.one_of(
            *map(full, [IDS, IDS.map(str.upper), IDS | TEXTS, IDS | st.none(), WHOLE, WHOLE | st.none(), TEXTS]),
            *map(full, [TEXTS | st.none(), st.integers(-200, 200), st.integers(0, 1 << 40), st.none(), VALUES]),
            *[st.lists(kind, min_size=1, max_size=3).map(lambda once: _stretched(once, size)) for kind in few],
            st.builds(_times, st.integers(0, 1 << 42), full(st.integers(0, 100_000))),
        )
    )


@st.composite
def runs(draw: st.DrawFn) -> Run:
    kind = draw(st.sampled_from([INSERT, UPDATE, DELETE, KEEP, ERASE]))
    size = draw(st.integers(1, 3) | st.integers(4, 20))
    names = () if kind in (DELETE, KEEP) else tuple(draw(st.lists(NAMES, max_size=3, unique=True)))
    values = [] if kind == ERASE else [draw(columns(size)) for _ in names]
    pks = draw(st.lists(IDS, min_size=size, max_size=size) | st.lists(TEXTS, min_size=size, max_size=size))
    return Run(draw(NAMES), kind, names, pks, values)


BASES = st.builds(Base, VECTORS, st.tuples(COUNTS, COUNTS))
TXS = st.builds(Tx, COUNTS, AUTHORS, st.none() | BASES, st.lists(runs(), max_size=4))
BODIES = st.builds(Body, VECTORS, st.booleans(), AUTHORS, st.booleans(), st.lists(TXS, max_size=5))


@st.composite
def sections(draw: st.DrawFn) -> list[tuple[Value, ...]]:
    size = draw(st.integers(0, 8))
    parts = [draw(columns(size)) for _ in range(draw(st.integers(1, 4)))]
    return list(zip(*parts, strict=True))


@st.composite
def chunks(draw: st.DrawFn) -> ChunkRows:
    pks = sorted(draw(st.sets(IDS, max_size=12) | st.sets(TEXTS, max_size=12)))
    names = tuple(draw(st.lists(NAMES, max_size=3, unique=True)))
    meta = draw(st.lists(st.binary(max_size=12), min_size=len(pks), max_size=len(pks)))
    values = [draw(columns(len(pks))) for _ in names]
    return ChunkRows(draw(NAMES), names, pks, values, meta, draw(sections()), draw(sections()), draw(sections()))


MANIFESTS = st.builds(
    Manifest,
    VECTORS,
    st.dictionaries(STREAMS, st.builds(Head, HASHES, VECTORS), max_size=3),
    st.lists(st.builds(ChunkRef, HASHES, NAMES, COUNTS), max_size=6),
    st.dictionaries(COUNTS, STREAMS, max_size=3),
    TEXTS,
    AUTHORS,
)
