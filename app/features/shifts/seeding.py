"""The kinds of shift that every office begins with, read from ``resources/seed``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.features.shifts.records import ShiftKind
from app.features.shifts.rules import minutes_of


def kinds(folder: Path) -> Iterator[ShiftKind]:
    """Yield the built-in kinds of shift; their ids are their codes, alike on every desk."""
    entries = tomllib.loads((folder / "shifts.toml").read_text(encoding="utf-8"))["kind"]
    for position, entry in enumerate(entries):
        yield ShiftKind(
            id=entry["code"],
            title=entry["title"],
            starts=minutes_of(entry["starts"]) or 0,
            ends=minutes_of(entry["ends"]) or 0,
            position=position,
        )


READERS = {ShiftKind: kinds}
