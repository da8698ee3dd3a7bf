"""The templates every office begins with, read from ``resources/seed/plans``; ids are made of their codes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from app.features.plans import rules
from app.features.plans.records import PlanTemplate, PlanTemplateRow
from app.store.records import SyncedRecord


def _files(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((folder / "plans").glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def _templates(folder: Path) -> Iterator[PlanTemplate]:
    for template in _files(folder):
        yield PlanTemplate(
            id=template["code"],
            title=template["title"],
            when_used=template["when"],
            goals="\n".join(template["goals"]),
            focus="\n".join(template["focus"]),
            arrangements="\n".join(template["arrangements"]),
            position=template["order"],
        )


def _rows(folder: Path) -> Iterator[PlanTemplateRow]:
    for template in _files(folder):
        for place, row in enumerate(template["row"], 1):
            part, section = rules.part_of("", row["section"])
            yield PlanTemplateRow(
                id=f"{template['code']}.{row['code']}",
                template_id=template["code"],
                part=part,
                section=section,
                title=row["title"],
                note=row["note"],
                role=row["role"],
                deadline=row["deadline"],
                minutes=row["minutes"],
                position=place * rules.STEP,
            )


READERS: Mapping[type[SyncedRecord], Callable[[Path], Iterable[SyncedRecord]]] = {
    PlanTemplate: _templates,
    PlanTemplateRow: _rows,
}
"""Table -> what reads its built-in rows."""
