"""One handover as a workbook: its lines, its counts, its steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T
from app.documents.columns import Column, Kind
from app.documents.sheets import Sheet
from app.documents.workbook import write_xlsx
from app.features.handover import rules
from app.features.handover.counting import shown
from app.features.handover.queries import HandoverDetail

_LINES = (
    Column("section", T("handover", "Section"), 14),
    Column("required", T("handover", "To read"), 6, Kind.FLAG),
    Column("late", T("handover", "Late"), 6, Kind.FLAG),
    Column("number", T("handover", "Number"), 16),
    Column("place", T("handover", "Place"), 12),
    Column("title", T("handover", "Matter"), 30),
    Column("detail", T("handover", "How it stands"), 24),
    Column("who", T("handover", "Who"), 9),
    Column("due", T("handover", "Due"), 16, Kind.MOMENT),
    Column("read_by", T("handover", "Read by"), 9),
    Column("read_at", T("handover", "Read at"), 16, Kind.MOMENT),
)
_COUNTS = (
    Column("thing", T("handover", "Counted thing"), 16),
    Column("expected", T("handover", "Should be"), 8),
    Column("last", T("handover", "Before"), 8),
    Column("now", T("handover", "Now"), 8),
    Column("difference", T("handover", "Difference"), 8),
    Column("reason", T("handover", "Why"), 30),
)
_STEPS = (
    Column("at", T("handover", "Time"), 16, Kind.MOMENT),
    Column("who", T("handover", "Who"), 9),
    Column("words", T("handover", "Step"), 16),
    Column("note", T("handover", "Note"), 40),
    Column("addition", T("handover", "After sealing"), 8, Kind.FLAG),
)


def write_workbook(detail: HandoverDetail, path: Path, zone: OfficeZone) -> None:
    """Write a handover as a workbook of three sheets.

    Args:
        detail: The handover.
        path: The file; it is replaced whole, or left as it was.
        zone: The office's time zone.
    """
    lines: list[list[Any]] = [
        [
            str(rules.SECTIONS.get(line.section, line.section)),
            line.required,
            line.late,
            line.number,
            line.place,
            line.title,
            line.detail,
            line.who,
            line.due_at,
            line.read_by,
            line.read_at,
        ]
        for line in detail.lines
    ]
    counts: list[list[Any]] = [
        [
            each.title,
            "" if each.expected is None else shown(each, each.expected),
            shown(each, each.last),
            shown(each, each.counted),
            "" if each.difference is None else shown(each, each.difference),
            each.reason,
        ]
        for each in detail.counts.all
    ]
    counts += [[piece.code, "", piece.last, piece.counted, "", ""] for piece in detail.counts.pieces]
    steps: list[list[Any]] = [[step.at, step.who, str(step.words), step.note, step.addition] for step in detail.steps]
    write_xlsx(
        [
            Sheet(detail.name, _LINES, lines, zone=zone),
            Sheet(T("handover", "Counted"), _COUNTS, counts, zone=zone),
            Sheet(T("handover", "Steps"), _STEPS, steps, zone=zone),
        ],
        path,
    )
