"""Workbooks and printed ledgers, beside the least that could make them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any
from xml.sax.saxutils import escape

from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch, memory_mb

SHEET_ROWS = 50_000
LEDGER_ROWS = 10_000
COLUMNS = (
    "number", "level", "state", "place", "title", "type", "category", "requester", "department", "assignee",
    "entered_at", "channel", "closed_at", "fee", "description",
)  # fmt: skip
LEDGER = ("number", "level", "state", "place", "title", "requester", "entered_at", "result")


def _rows(watch: Stopwatch, columns: tuple[str, ...], count: int) -> tuple[Any, list[Any], list[tuple[Any, ...]]]:
    """Return the office, the columns and the rows, so that neither arm pays for reading them."""
    from app.documents.columns import Column, Kind

    kinds = {"moment": Kind.MOMENT, "money": Kind.MONEY, "number": Kind.INT}
    context = office.opened(office.prepare(watch.cache, watch.size))
    lister = context.tickets.lister(context.accounts.login("1002"))
    listing = lister.listing
    chosen = [listing.column(key) for key in columns]
    places = [listing.index(key) for key in columns]
    rows = [tuple(row.values[place] for place in places) for row in lister.all(limit=min(count, watch.size))]
    made = [Column(item.key, item.title, item.width, kinds.get(item.kind, Kind.TEXT)) for item in chosen]
    watch.extra["rows"] = len(rows)
    return context, made, rows


def xlsx_ours(watch: Stopwatch) -> None:
    """The workbook writer."""
    from app.documents.sheets import Sheet
    from app.documents.workbook import write_xlsx

    context, columns, rows = _rows(watch, COLUMNS, SHEET_ROWS)
    before = memory_mb()
    with watch.stage("workbook"):
        write_xlsx(Sheet("工单", columns, rows, zone=context.zone), watch.folder / "a.xlsx")
    watch.extra["MB over the rows"] = memory_mb() - before
    watch.extra["file MB"] = (watch.folder / "a.xlsx").stat().st_size / 1e6


def xlsx_limit(watch: Stopwatch) -> None:
    """XML put together by hand, deflated at level 6."""
    context, columns, rows = _rows(watch, COLUMNS, SHEET_ROWS)
    with watch.stage("workbook"):
        _sheet_by_hand(watch.folder / "b.xlsx", [str(column.title) for column in columns], rows)
    watch.extra["file MB"] = (watch.folder / "b.xlsx").stat().st_size / 1e6
    context.close()


def _sheet_by_hand(path: Any, heads: list[str], rows: list[tuple[Any, ...]]) -> None:
    text = io.StringIO()
    text.write('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
    for row in (heads, *rows):
        cells = "".join(
            "<c/>"
            if value is None
            else f"<c><v>{value}</v></c>"
            if isinstance(value, int)
            else f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            for value in row
        )
        text.write(f"<row>{cells}</row>")
    text.write("</sheetData></worksheet>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        package.writestr("xl/worksheets/sheet1.xml", text.getvalue())


def pdf_ours(watch: Stopwatch) -> None:
    """The ledger as the program prints it: embedded typeface, wrapped cells, repeated headings, page x of y."""
    from app.documents.blocks import Document, Orientation, Table
    from app.documents.pdf import write_pdf

    context, columns, rows = _rows(watch, LEDGER, LEDGER_ROWS)
    before = memory_mb()
    document = Document(
        title="工单",
        office="示例",
        blocks=[Table(columns, rows, dense=True)],
        orientation=Orientation.LANDSCAPE,
        zone=context.zone,
    )
    with watch.stage("ledger"):
        result = write_pdf([document], watch.folder / "a.pdf", context.fonts)
    watch.extra["pages"] = result.pages
    watch.extra["MB over the rows"] = memory_mb() - before
    watch.extra["file MB"] = (watch.folder / "a.pdf").stat().st_size / 1e6


def pdf_limit(watch: Stopwatch) -> None:
    """Page streams put together by hand: the same cells wrapped by counting characters, no typeface embedded."""
    context, _, rows = _rows(watch, LEDGER, LEDGER_ROWS)
    listing = context.tickets.lister(context.accounts.login("1002")).listing
    widths = [listing.column(key).width for key in LEDGER]
    with watch.stage("ledger"):
        pages = _ledger_by_hand(watch.folder / "b.pdf", widths, rows)
    watch.extra["pages"] = pages
    watch.extra["file MB"] = (watch.folder / "b.pdf").stat().st_size / 1e6
    context.close()


_WIDE, _HIGH, _SIZE, _LINE = 842, 595, 8, 11


def _ledger_by_hand(path: Any, widths: list[int], rows: list[tuple[Any, ...]]) -> int:
    unit = (_WIDE - 80) / sum(widths)
    starts = [40 + unit * sum(widths[:place]) for place in range(len(widths))]
    fits = [max(1, int(width * unit / _SIZE)) for width in widths]
    pages: list[bytes] = []
    ops: list[str] = []
    down = _HIGH - 50.0
    for row in rows:
        lines = 1
        for value, start, fit in zip(row, starts, fits, strict=True):
            text = "" if value is None else str(value)
            for number, place in enumerate(range(0, len(text), fit)):
                shown = text[place : place + fit].encode("utf-16-be").hex()
                ops.append(f"1 0 0 1 {start:.1f} {down - number * _LINE:.1f} Tm <{shown}> Tj")
                lines = max(lines, number + 1)
        down -= lines * _LINE + 3
        if down < 60:
            pages.append(zlib.compress(f"BT /F {_SIZE} Tf {' '.join(ops)} ET".encode(), 6))
            ops, down = [], _HIGH - 50.0
    pages.append(zlib.compress(f"BT /F {_SIZE} Tf {' '.join(ops)} ET".encode(), 6))
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>]>>"
    )
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(), font]
    for place, stream in enumerate(pages):
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDE} {_HIGH}]/Contents {5 + 2 * place} 0 R"
        objects.append(f"{head}/Resources<</Font<</F 3 0 R>>>>>>".encode())
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
    with path.open("wb") as file:
        file.write(b"%PDF-1.5\n")
        places: list[int] = []
        for number, body in enumerate(objects, 1):
            places.append(file.tell())
            file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        file.writelines(b"%010d 00000 n \n" % place for place in places)
        file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return len(pages)


MEASURE = Measure(
    "f",
    "Exports: a workbook of 50,000 x 15 and a printed ledger of 10,000 rows",
    {"workbook by hand": xlsx_limit, "workbook": xlsx_ours, "ledger by hand": pdf_limit, "ledger": pdf_ours},
    pairs=(
        ("workbook", "workbook", "workbook by hand", "workbook", "0.6"),
        ("ledger", "ledger", "ledger by hand", "ledger", "2"),
    ),
    figures=(
        ("workbook", "MB over the rows", "MB", "10"),
        ("workbook", "file MB", "MB", ""),
        ("ledger", "MB over the rows", "MB", "100"),
        ("ledger", "file MB", "MB", ""),
        ("ledger", "pages", "pages", ""),
        ("ledger by hand", "pages", "pages", ""),
    ),
    note="By hand: no styles, no dates, no safety for texts in the workbook; no embedded typeface in the ledger.",
)
