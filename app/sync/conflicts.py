"""Fields with more than one surviving value, and records that one desk deleted while another edited them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgpack

from app.store.database import Database
from app.sync import hlc
from app.sync.book import Shape, unpack_deletions
from app.sync.registry import Registry
from app.sync.reports import Conflict, Version

DeskName = Callable[[bytes], str]

_UNTOUCHED = (
    "NOT EXISTS (SELECT 1 FROM sync_oplog o WHERE o.pk = s.pk AND o.tbl = s.tbl AND o.kind <> 'X'"
    " AND (o.col = {column} OR o.col IS NULL) AND o.seq > (SELECT sealed FROM sync_ctx))"
)
"""Somebody has just answered it here, and only the packing is outstanding."""


def count_conflicts(database: Database, shapes: Mapping[str, Shape]) -> int:
    """Return how many fields and records wait for a decision."""
    return len(_fields(database, shapes)) + len(_deletions(database, shapes))


def list_conflicts(database: Database, shapes: Mapping[str, Shape], desk: DeskName) -> list[Conflict]:
    """Return what waits for a decision, newest first.

    Args:
        database: The office's database.
        shapes: The synced tables.
        desk: Gives the name of the desk that writes a stream.
    """
    registry = Registry(database)
    found = [_field(database, registry, desk, *place) for place in _fields(database, shapes)]
    found += [_deletion(database, registry, desk, *place) for place in _deletions(database, shapes)]
    return sorted(found, key=lambda one: max(version.at for version in one.versions), reverse=True)


def _fields(database: Database, shapes: Mapping[str, Shape]) -> list[tuple[str, str, str]]:
    rows = database.rows(
        "SELECT DISTINCT s.tbl, s.pk, s.col FROM sync_sibling s WHERE "
        + _UNTOUCHED.format(column="s.col")
        + " ORDER BY 1, 2, 3"
    )
    places: list[tuple[str, str, str]] = []
    for table, pk, column in rows:
        shape = shapes.get(table)
        if shape is None or column not in shape.columns or shape.columns[column].policy in ("quiet", "max"):
            continue
        # Two desks that wrote the same agree.
        if database.value(
            f'SELECT 1 FROM sync_sibling s JOIN "{table}" t ON t.id = s.pk WHERE s.tbl = ? AND s.pk = ? AND s.col = ?'
            f' AND s.value IS NOT t."{column}" LIMIT 1',
            (table, pk, column),
        ):
            places.append((table, pk, column))
    return places


def _deletions(database: Database, shapes: Mapping[str, Shape]) -> list[tuple[str, str]]:
    rows = database.rows(
        "SELECT s.tbl, s.pk FROM sync_tomb s WHERE s.vals IS NULL AND "
        + _UNTOUCHED.format(column="NULL")
        + " ORDER BY 1, 2"
    )
    return [
        (table, pk)
        for table, pk in rows
        if table in shapes and database.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (pk,))
    ]


def _field(database: Database, registry: Registry, desk: DeskName, table: str, pk: str, column: str) -> Conflict:
    value = database.value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (pk,))
    versions = [_displayed(database, registry, desk, table, pk, column, value)]
    seen: list[Any] = [value]
    rows = database.rows(
        "SELECT stream, hlc, author, value FROM sync_sibling WHERE tbl = ? AND pk = ? AND col = ?"
        " ORDER BY hlc DESC, (SELECT t.stream FROM sync_stream t WHERE t.idx = sync_sibling.stream), seq, op",
        (table, pk, column),
    )
    for stream, stamp, author, other in rows:
        if other not in seen:
            seen.append(other)
            versions.append(Version(other, hlc.moment_of(stamp), author, desk(registry.stream_id(stream)), False))
    return Conflict(table, pk, column, tuple(versions))


def _displayed(
    database: Database, registry: Registry, desk: DeskName, table: str, pk: str, column: str, value: Any
) -> Version:
    numbers = registry.columns(table)
    meta = database.value("SELECT meta FROM sync_row WHERE tbl = ? AND pk = ?", (table, pk))
    for stream, _, _, stamp, author, mask in msgpack.unpackb(meta) if meta else ():
        if int.from_bytes(mask, "little") >> numbers[column] & 1:
            name = desk(registry.stream_id(stream))
            return Version(value, hlc.moment_of(stamp), registry.author_id(author), name, True)
    return Version(value, 0, "", "", True)


def _deletion(database: Database, registry: Registry, desk: DeskName, table: str, pk: str) -> Conflict:
    data = database.value("SELECT deletions FROM sync_tomb WHERE tbl = ? AND pk = ?", (table, pk))
    found = sorted(
        unpack_deletions(data).items(),
        key=lambda one: (one[1].hlc, registry.stream_id(one[0][0]), one[0][1:]),
        reverse=True,
    )
    versions = tuple(
        Version(None, hlc.moment_of(deletion.hlc), deletion.author, desk(registry.stream_id(dot[0])), False)
        for dot, deletion in found
    )
    return Conflict(table, pk, "", versions)
