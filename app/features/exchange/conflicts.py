"""Differences between desks as people read them: which record, which field, who wrote what, where and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.errors import NotAllowed
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.store.fields import Column, columns_of
from app.store.history import HistoryField, Typed, history_of
from app.store.store import Store
from app.store.telling import Telling, Tellings
from app.sync.reports import Conflict, Version

NOTHING = T("exchange", "(empty)")
HIDDEN = T("exchange", "(not for your eyes)")
_LONG = 60


@dataclass(frozen=True)
class VersionRow:
    """One desk's value.

    Attributes:
        key: Names this version when it is chosen; another one as soon as anything about it changes.
        value: As people read it, masked where it must be.
        who: Who wrote it; empty for the program itself.
        desk: At which desk.
        at: When, UTC milliseconds.
        shown: Whether pages show it now.
    """

    key: str
    value: str | Text
    who: str
    desk: str
    at: int
    shown: bool


@dataclass(frozen=True)
class ConflictRow:
    """A difference that somebody should settle.

    Attributes:
        key: Names it.
        table: The record's table.
        pk: Its id.
        column: The field; empty for a record that one desk deleted while another edited it.
        kind: What the record is ("Ticket").
        record: What people call it.
        title: What people call the field.
        versions: The desks' values, the one that pages show first.
        place: (kind, id) of the record whose page shows it, or None.
        typed: How a value of one's own is typed; ``none`` where it is not.
        choices: Code -> what people read, where one is chosen.
        may: Whether this person may settle it.
        texts: The values whole, for long texts side by side, in the order of the versions; else empty.
        base: What a long text was before, where this desk knows it.
    """

    key: str
    table: str
    pk: str
    column: str
    kind: Text
    record: str
    title: Text
    versions: tuple[VersionRow, ...]
    place: tuple[str, str] | None = None
    typed: Typed = "none"
    choices: Mapping[str, Text | str] = field(default_factory=dict[str, Text | str])
    may: bool = True
    texts: tuple[str, ...] = ()
    base: str | None = None

    @property
    def alike(self) -> bool:
        """Whether two values look the same because part of them is hidden."""
        shown = [str(version.value) for version in self.versions]
        return not self.deletion and len(set(shown)) < len(shown)

    @property
    def deletion(self) -> bool:
        """Whether the question is if the record is to stay."""
        return not self.column


@dataclass(frozen=True)
class Settled:
    """A difference that was settled, with what it takes to put back what was shown before.

    Attributes:
        table: The record's table.
        pk: Its id.
        column: The field; empty for a deletion.
        before: The stored value that pages showed; for a deletion whether the record was kept.
        told: What was done, for the message.
    """

    table: str
    pk: str
    column: str
    before: Any = field(repr=False)
    told: Text


class Reader:
    """Turns the engine's conflicts into rows for one person.

    Args:
        store: Names staff and holds the records' declarations.
        actor: Who reads.
        tellings: How each table is told to this person; tables that are missing are not for their eyes.
    """

    def __init__(self, store: Store, actor: Actor, tellings: Tellings) -> None:
        self._store = store
        self._actor = actor
        self._tellings = tellings
        self._names: dict[str, str] = dict(store.rows("SELECT id, name FROM staff"))
        self._columns: dict[tuple[str, str], Column] = {
            (record.table, column.name): column for record in store.synced for column in columns_of(record)
        }

    def rows(self, conflicts: Iterable[Conflict]) -> list[ConflictRow]:
        """Return the rows, the latest written first."""
        rows = [self.row(conflict) for conflict in conflicts]
        return sorted(rows, key=lambda row: max((version.at for version in row.versions), default=0), reverse=True)

    def row(self, conflict: Conflict) -> ConflictRow:
        """Return one conflict as people read it."""
        telling = self._tellings.get(conflict.table)
        if telling is None:
            return self._unseen(conflict)
        told = telling.fields.get(conflict.column)
        column = self._columns.get((conflict.table, conflict.column))
        long = column is not None and column.policy == "text" and told is not None
        return ConflictRow(
            key=key_of(conflict),
            table=conflict.table,
            pk=conflict.pk,
            column=conflict.column,
            kind=telling.title,
            record=telling.name(conflict.pk) or str(T("exchange", "(deleted)")),
            title=_field_title(conflict, told),
            versions=tuple(self._version(conflict, version, told, long) for version in conflict.versions),
            place=telling.place(conflict.pk) if telling.place is not None else None,
            typed=self._typed(telling, told, column),
            choices=told.choices if told is not None else {},
            may=self._actor.may("exchange", "settle") and self._actor.may(telling.entity, "edit"),
            texts=tuple(str(version.value or "") for version in conflict.versions) if long else (),
            base=self._base(conflict) if long else None,
        )

    def _unseen(self, conflict: Conflict) -> ConflictRow:
        return ConflictRow(
            key=key_of(conflict),
            table=conflict.table,
            pk=conflict.pk,
            column=conflict.column,
            kind=T("exchange", "Something else"),
            record=str(HIDDEN),
            title=_field_title(conflict, None),
            versions=tuple(self._row_of(conflict, version, HIDDEN) for version in conflict.versions),
            may=False,
        )

    def _version(self, conflict: Conflict, version: Version, told: HistoryField | None, long: bool) -> VersionRow:
        if conflict.column == "":
            return self._row_of(conflict, version, T("exchange", "deleted") if version.value is None else "")
        if told is None:
            return self._row_of(conflict, version, T("exchange", "(a value the program keeps for itself)"))
        if version.value in (None, ""):
            return self._row_of(conflict, version, NOTHING)
        shown = str(version.value) if long else told.show(version.value)
        return self._row_of(conflict, version, shown if isinstance(shown, Text) else str(shown))

    def _row_of(self, conflict: Conflict, version: Version, value: str | Text) -> VersionRow:
        who = self._names.get(version.author, "")
        return VersionRow(version_key(conflict, version), value, who, version.desk, version.at, version.shown)

    def _typed(self, telling: Telling, told: HistoryField | None, column: Column | None) -> Typed:
        if told is None or column is None or telling.save is None:
            return "none"
        if column.refers_to:
            return "none"
        if told.choices:
            return "choice"
        return "long_text" if told.kind == "text" and column.policy == "text" else told.kind

    def _base(self, conflict: Conflict) -> str | None:
        """What the text was before: what the own change that made one of the versions replaced.

        A version that arrived took the place of another one of them; that is not what either of them replaced.
        """
        values = {version.value for version in conflict.versions}
        replaced = [
            step.old
            for step in history_of(self._store.database, conflict.table, conflict.pk)
            if step.kind == "U" and step.column == conflict.column and step.new in values and step.old not in values
        ]
        return str(replaced[-1] or "") if replaced else None


def _field_title(conflict: Conflict, told: HistoryField | None) -> Text:
    if not conflict.column:
        return T("exchange", "Deleted here, edited there")
    return told.title if told is not None else T("exchange", "A field the program keeps for itself")


def key_of(conflict: Conflict) -> str:
    """Return what names a conflict in a list."""
    return f"{conflict.table}|{conflict.column}|{conflict.pk}"


def version_key(conflict: Conflict, version: Version) -> str:
    """Return what names a version: it must not be chosen by its place, which changes when another one arrives."""
    whole = repr((key_of(conflict), version.value, version.at, version.author, version.desk))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def begun(value: str | Text) -> str:
    """Return the beginning of a value, for a list."""
    text = str(value).replace("\n", " ")
    return text if len(text) <= _LONG else text[:_LONG] + "…"


def tellings_of(actor: Actor, tellers: Sequence[Callable[[Actor], Tellings]]) -> dict[str, Telling]:
    """Return how each table is told to a person, from every feature that may tell them anything."""
    found: dict[str, Telling] = {}
    for tell in tellers:
        try:
            found.update(tell(actor))
        except NotAllowed:
            continue
    return found
