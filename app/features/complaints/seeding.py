"""What every office begins with: letter templates and partners, read from ``resources/seed/complaints.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.features.complaints.records import LetterTemplate, Partner
from app.features.office.service import Reader
from app.store.records import SyncedRecord


def _entries(folder: Path, table: str) -> list[dict[str, Any]]:
    return tomllib.loads((folder / "complaints.toml").read_text(encoding="utf-8"))[table]


def _templates(folder: Path) -> Iterator[LetterTemplate]:
    for position, entry in enumerate(_entries(folder, "letter_template")):
        yield LetterTemplate(
            id=entry["code"],
            title=entry["title"],
            hint=entry["hint"],
            body=entry["body"].strip(),
            position=position,
        )


def _partners(folder: Path) -> Iterator[Partner]:
    for position, entry in enumerate(_entries(folder, "partner")):
        yield Partner(
            id=entry["code"],
            title=entry["title"],
            phone=entry.get("phone", ""),
            note=entry["note"],
            position=position,
        )


READERS: Mapping[type[SyncedRecord], Reader] = {LetterTemplate: _templates, Partner: _partners}
