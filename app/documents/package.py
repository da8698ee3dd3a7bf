"""What an Excel file holds besides its cells: styles, the list of sheets, how the parts hang together (ECMA-376)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from app.documents.columns import Column, Kind, show_width

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WIDTHS = {Kind.MOMENT: 17.0, Kind.DAY: 12.0, Kind.MONEY: 12.0}
_FILTER_MARK = 4
"""Room for the filter's button beside a heading."""

HEADING_STYLE = 1


class Styles:
    """The cell styles a workbook needs, numbered as they are asked for."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], int] = {("General", False): 0, ("heading", True): HEADING_STYLE}

    def __call__(self, number_format: str, bold: bool) -> int:
        """Return the number of a style."""
        return self._known.setdefault((number_format, bold), len(self._known))

    def xml(self) -> str:
        """Return the styles part."""
        formats = list(dict.fromkeys(name for name, _ in self._known if name not in ("General", "heading", "@")))
        ids = {"General": 0, "heading": 49, "@": 49} | {name: 164 + index for index, name in enumerate(formats)}
        declared = "".join(f'<numFmt numFmtId="{ids[name]}" formatCode={quoteattr(name)}/>' for name in formats)
        cells = "".join(
            f'<xf numFmtId="{ids[name]}" fontId="{int(bold)}" fillId="0" borderId="{int(name == "heading")}" xfId="0"'
            ' applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
            '<alignment vertical="center"/></xf>'
            for name, bold in self._known
        )
        font = '<sz val="10"/><name val="Microsoft YaHei"/><family val="2"/><charset val="134"/>'
        sides = "<left/><right/><top/>"
        return (
            f'{XML}<styleSheet xmlns="{MAIN}">'
            + (f'<numFmts count="{len(formats)}">{declared}</numFmts>' if formats else "")
            + f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            f'<borders count="2"><border>{sides}<bottom/><diagonal/></border>'
            f'<border>{sides}<bottom style="thin"><color indexed="64"/></bottom><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._known)}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def sheet_head(columns: Sequence[Column], *, first: bool) -> str:
    """Return what stands before the rows of a sheet: the frozen heading and the widths of the columns."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(column):.1f}" customWidth="1"/>'
        for number, column in enumerate(columns, 1)
    )
    selected = ' tabSelected="1"' if first else ""
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
        ' state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="16.5"/><cols>{widths}</cols><sheetData>'
    )


def sheet_tail(columns: int, rows: int) -> str:
    """Return what stands after the rows: the filter, and how the sheet prints (A4 across, one page wide, numbered)."""
    last = letters(columns)
    return (
        f'</sheetData><autoFilter ref="A1:{last}{rows + 1}"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
        f'<ignoredErrors><ignoredError sqref="A1:{last}{rows + 2}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def frame(names: Sequence[str], columns: Sequence[int], rows: Sequence[int]) -> dict[str, str]:
    """Return the parts that tie the sheets together: part name -> content.

    Args:
        names: The legal names of the sheets.
        columns: How many columns each has.
        rows: How many rows each has, heading and total not counted.
    """
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    defined = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{index}" hidden="1">'
        f"{quoted}!$A$1:${letters(width)}${count + 1}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">{quoted}!$1:$1</definedName>'
        for index, (quoted, width, count) in enumerate(zip(map(_quoted, names), columns, rows, strict=True))
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}">'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets><definedNames>{defined}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    }


def letters(number: int) -> str:
    """Return the letters of a column, counted from 1."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def _quoted(name: str) -> str:
    return escape("'" + name.replace("'", "''") + "'")


def _width(column: Column) -> float:
    """Return a column's width in digits: a Chinese character takes two."""
    wanted = max(2 * column.weight + 2, show_width(str(column.title)) + _FILTER_MARK, _WIDTHS.get(column.kind, 6.0))
    return min(wanted, 80.0)
