"""From a list on the screen to a table on paper and in a workbook; loaded when something is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.documents.blocks import Document, Orientation, Paragraph, Table, Tone
from app.documents.columns import Column, Kind, Value
from app.documents.fonts import Fonts
from app.documents.listing import write_csv
from app.documents.pdf import write_pdf
from app.documents.progress import Progress
from app.documents.sheets import Sheet
from app.documents.workbook import write_xlsx
from app.store.listing import ListColumn, Lister, QueryLike

_KINDS: Mapping[str, Kind] = {
    "number": Kind.INT,
    "moment": Kind.MOMENT,
    "day": Kind.DAY,
    "span": Kind.DURATION,
    "money": Kind.MONEY,
    "flag": Kind.FLAG,
}


MOMENT_WIDTH = 18
"""On paper a moment is written out; the screen says it in fewer characters."""


def write_list(
    title: Text,
    lister: Lister,
    query: QueryLike,
    columns: Sequence[ListColumn],
    path: Path,
    zone: OfficeZone,
    progress: Progress | None,
    *,
    csv: bool,
) -> None:
    """Write a list as a workbook or CSV file."""
    sheet = Sheet(str(title), [_column(column) for column in columns], _rows(lister, query, columns), zone=zone)
    if csv:
        write_csv(sheet, path, progress)
    else:
        write_xlsx(sheet, path, progress)


def print_list(
    title: Text,
    lister: Lister,
    query: QueryLike,
    columns: Sequence[ListColumn],
    path: Path,
    zone: OfficeZone,
    progress: Progress | None,
    *,
    office: str,
    note: Text | str,
    printed: str,
    total: int,
    fonts: Fonts,
) -> frozenset[str]:
    """Write a list as a PDF, landscape; return characters that no typeface has."""
    quiet = [Paragraph(note, Tone.QUIET)] if str(note) else []
    table = Table(
        [_column(column) for column in columns],
        _rows(lister, query, columns),
        dense=True,
        empty=T("ledgers", "Nothing matches."),
    )
    document = Document(
        title=title,
        office=office,
        subtitle=T("ledgers", "{n} rows").with_(n=total),
        blocks=[*quiet, table],
        printed=printed,
        orientation=Orientation.LANDSCAPE,
        zone=zone,
    )
    return frozenset(write_pdf(document, path, fonts, progress).missing)


def _column(column: ListColumn) -> Column:
    width = max(column.width, MOMENT_WIDTH) if column.kind == "moment" else column.width
    return Column(column.key, column.title, width, _KINDS.get(column.kind, Kind.TEXT))


def _rows(lister: Lister, query: QueryLike, columns: Sequence[ListColumn]) -> Iterator[Sequence[Value]]:
    places = [lister.listing.index(column.key) for column in columns]
    labels: list[Mapping[str, Text]] = [column.labels for column in columns]
    for row in lister.all(query):
        yield [_labelled(row.values[place], label) for place, label in zip(places, labels, strict=True)]


def _labelled(value: Any, labels: Mapping[str, Text]) -> Value:
    if labels and isinstance(value, str):
        return labels.get(value, value)
    return value
