"""What training begins with: templates of the three tiers, courses and drills, read from ``resources/seed``.

Ids come from codes, so two desks that seed for themselves make the same rows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.features.training.records import TrainingCourse, TrainingItem, TrainingTemplate

_LONG = ("goal", "content", "scenario", "roles", "observe", "materials")


def _templates(folder: Path) -> Iterator[TrainingTemplate]:
    for path in _sheets(folder):
        head = _read(path)["template"]
        yield TrainingTemplate(
            id=head["code"],
            title=head["title"],
            tier=head["tier"],
            goal=head["goal"].strip(),
            theory_percent=head["theory_percent"],
            minutes_target=round(head["hours"] * 60),
            yearly=int(head["yearly"]),
            working_days=int(head["working_days"]),
            position=head["order"],
        )


def _items(folder: Path) -> Iterator[TrainingItem]:
    for path in _sheets(folder):
        sheet = _read(path)
        position = 0
        for stage in sheet["stage"]:
            for row in stage["row"]:
                position += 1
                yield TrainingItem(
                    id=f"{sheet['template']['code']}.{row['code']}",
                    template_id=sheet["template"]["code"],
                    position=position,
                    stage=stage["title"],
                    day=row["day"],
                    kind=row["kind"],
                    title=row["title"],
                    content=row["content"].strip(),
                    minutes=round(row["hours"] * 60),
                    required=int(row.get("required", True)),
                    signer=row["signer"],
                    pass_score=row.get("pass_score"),
                    course_id=row.get("course", ""),
                )


def _courses(folder: Path) -> Iterator[TrainingCourse]:
    for form in ("course", "drill", "contest"):
        for position, course in enumerate(_read(folder / "training" / "courses" / f"{form}s.toml")["course"]):
            long: dict[str, Any] = {key: _lines(course[key]) for key in _LONG if key in course}
            yield TrainingCourse(
                id=course["code"],
                form=form,
                title=course["title"],
                month=course.get("month", 0),
                kind=course["kind"],
                minutes=round(course["hours"] * 60),
                position=position,
                **long,
            )


def _lines(value: str | list[str]) -> str:
    return "\n".join(value) if isinstance(value, list) else value.strip()


def _sheets(folder: Path) -> list[Path]:
    return sorted((folder / "training").glob("*.toml"))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


READERS: Mapping[type[Any], Any] = {
    TrainingCourse: _courses,
    TrainingTemplate: _templates,
    TrainingItem: _items,
}
"""Table -> what reads its built-in rows."""
