"""How the records of a table are told to people, for rooms that know no feature: conflicts, problems, histories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.text import Text
from app.store.history import HistoryField


@dataclass(frozen=True)
class Telling:
    """One table in words, for one reader: what a reader may not see is masked by ``name`` and the fields' ``show``.

    Attributes:
        title: What one record is called ("Ticket").
        entity: What a permission to change these records names.
        name: Record id -> what people call this record; empty where it is not there.
        fields: Column -> how it is told.
        place: Record id -> (kind, id) of the record whose page shows it.
        save: Changes a record by the feature's own rules: ``save(id, {form field: value})``; with no values it only
            brings derived columns in line. None where a record is not changed by a form.
    """

    title: Text
    entity: str
    name: Callable[[str], str]
    fields: Mapping[str, HistoryField] = field(default_factory=dict[str, HistoryField])
    place: Callable[[str], tuple[str, str]] | None = None
    save: Callable[[str, Mapping[str, Any]], object] | None = None


Tellings = Mapping[str, Telling]
"""Table -> how it is told."""
