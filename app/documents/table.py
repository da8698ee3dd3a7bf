"""Tables on paper: rows are drawn as they come, so that the longest list needs no more memory than its pages.

What costs is done once: a text is measured and broken with dictionary look-ups alone, a value that repeats in a column
is set once, and a row is written as ready operators.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized

from app.documents.blocks import Group, Row, Table
from app.documents.breaking import break_lines, clean
from app.documents.columns import Align, Column, Value, shower
from app.documents.flow import HEAD_GAP, Flow, Meter
from app.documents.fonts import Style
from app.documents.ink import Ink, shown_width
from app.documents.paper import BAR, BODY, FINE, GREY, HAIR, PALE, SMALL, Type
from app.documents.progress import Progress, tell

PAD = 3.0
"""Left and right of a cell."""
KEPT = 2_000
"""Set values remembered per column."""
STEP = 200
"""Rows between two reports of progress."""
WHOLE = 1 / 3
"""A row up to this share of a page is never torn; a taller one is, with at least three lines on either side."""

# One line of a cell: the operators before its height and after it.
Line = tuple[str, str]


class Cells(dict[Value, tuple[Line, ...]]):
    """The set cells of one column: value -> its lines. An empty cell has none."""

    def __init__(
        self, ink: Ink, column: Column, style: Style, kind: Type, left: float, width: float, flow: Flow
    ) -> None:
        super().__init__()
        self._ink, self._style, self._type = ink, style, kind
        self._show = shower(column, flow.document.zone)
        self._limit = kind.limit(width - 2 * PAD)
        self._align = column.alignment
        self._edges = {Align.LEFT: left + PAD, Align.RIGHT: left + width - PAD, Align.CENTER: left + width / 2}

    def __missing__(self, value: Value) -> tuple[Line, ...]:
        if len(self) >= KEPT:
            self.clear()
        text = clean(value if isinstance(value, str) else self._show(value))
        lines = break_lines(text, self._limit, self._style.__getitem__) if text else []
        cell = self[value] = tuple(self._line(line) for line in lines)
        return cell

    def _line(self, text: str) -> Line:
        x = self._edges[self._align]
        if self._align is not Align.LEFT:
            width = shown_width(self._style, text, hanging=self._align is Align.RIGHT) * self._type.size / 1000
            x -= width if self._align is Align.RIGHT else width / 2
        return (f"1 0 0 1 {x:.2f} ", f" Tm{self._ink.show(self._style, self._type, text)}")


class TableSetter:
    """Draws one table into a flow."""

    def __init__(self, flow: Flow, table: Table) -> None:
        self._flow, self._table = flow, table
        self._type = SMALL if table.dense else BODY
        self._pad = 2.2 if table.dense else 3.2
        self._columns = tuple(table.columns)
        self._cells = self._cells_in(flow.regular)
        self._bold_cells = self._cells_in(flow.bold)
        self._heading = self._set_heading()

    def draw(self, progress: Progress | None, meter: Meter) -> None:
        """Draw heading, rows and total.

        Raises:
            Cancelled: The person asked to stop.
        """
        drawn = 0
        for drawn, row in enumerate(self._table.rows, 1):
            if isinstance(row, Group):
                self._draw_group(row, first=drawn == 1)
            else:
                self._draw_row([cells[value] for cells, value in zip(self._cells, row, strict=True)], first=drawn == 1)
            if drawn % STEP == 0:
                meter.done += STEP
                tell(progress, meter.done, meter.total)
        meter.done += drawn % STEP
        if not drawn:
            self._draw_empty()
        if self._table.total is not None:
            self._draw_total(self._table.total)
        self._flow.page.rule(self._flow.left, self._flow.y, self._flow.right, self._flow.y, BAR, 0)

    def _cells_in(self, style: Style) -> list[Cells]:
        flow = self._flow
        share = flow.width / sum(column.weight for column in self._columns)
        cells: list[Cells] = []
        left = flow.left
        for column in self._columns:
            cells.append(Cells(flow.ink, column, style, self._type, left, column.weight * share, flow))
            left += column.weight * share
        return cells

    def _set_heading(self) -> list[tuple[Line, ...]]:
        return [cells[str(column.title)] for cells, column in zip(self._bold_cells, self._columns, strict=True)]

    def _height(self, lines: int) -> float:
        return lines * self._type.leading + 2 * self._pad

    def _heading_height(self) -> float:
        return self._height(max(map(len, self._heading), default=1))

    def _draw_heading(self) -> None:
        flow = self._flow
        if flow.fresh:
            flow.y += HEAD_GAP  # the rule of the head above is the table's own
        else:
            flow.page.rule(flow.left, flow.y, flow.right, flow.y, BAR, 0)
        self._put(self._heading, flow.use(self._heading_height()), self._flow.bold)
        flow.page.rule(flow.left, flow.y, flow.right, flow.y, FINE, 0)
        flow.page.set_type(flow.regular, self._type)

    def _open(self, height: float, *, first: bool) -> None:
        """Make room for a row; a new sheet begins with the heading."""
        flow = self._flow
        if first:
            flow.need(self._heading_height() + height)
            self._draw_heading()
        elif height > flow.room:
            flow.next_page()
            self._draw_heading()

    def _draw_row(self, cells: Sequence[tuple[Line, ...]], *, first: bool) -> None:
        flow = self._flow
        lines = max(max(map(len, cells)), self._table.row_lines)
        height = lines * self._type.leading + 2 * self._pad
        if first or height > flow.room:
            if height > WHOLE * flow.whole and lines > self._table.row_lines:
                self._draw_tall(cells, lines, first=first)
                return
            self._open(height, first=first)
        self._put(cells, flow.use(height), flow.regular)
        flow.page.rule(flow.left, flow.y, flow.right, flow.y, HAIR, PALE)

    def _draw_tall(self, cells: Sequence[tuple[Line, ...]], lines: int, *, first: bool) -> None:
        """Draw a row that may go on over pages, a few lines at least on each."""
        flow = self._flow
        self._open(self._height(min(3, lines)), first=first)
        start = 0
        while start < lines:
            fits = max(1, int((flow.room - 2 * self._pad) // self._type.leading))
            stop = min(lines, start + fits)
            if 0 < lines - stop < 3 and stop - start > 5:
                stop = lines - 3
            self._put([cell[start:stop] for cell in cells], flow.use(self._height(stop - start)), flow.regular)
            start = stop
            if start < lines:
                flow.next_page()
                self._draw_heading()
        flow.page.rule(flow.left, flow.y, flow.right, flow.y, HAIR, PALE)

    def _put(self, cells: Sequence[tuple[Line, ...]], top: float, style: Style) -> None:
        """Write the lines of a row below ``top``. This is where a long list spends its time."""
        page = self._flow.page
        page.set_type(style, self._type)
        write = page.text.append
        baseline = top - self._pad - self._type.rise
        height = f"{baseline:.2f}"
        for cell in cells:
            if cell:
                before, after = cell[0]
                write(before + height + after)
        for index in range(1, max(map(len, cells))):
            height = f"{baseline - index * self._type.leading:.2f}"
            for cell in cells:
                if len(cell) > index:
                    before, after = cell[index]
                    write(before + height + after)

    def _draw_group(self, group: Group, *, first: bool) -> None:
        flow = self._flow
        lines = flow.lines(str(group.text), flow.width - 2 * PAD, flow.bold, self._type)
        height = self._height(len(lines))
        self._open(height + self._height(1), first=first)
        top = flow.use(height)
        for index, line in enumerate(lines):
            baseline = top - self._pad - self._type.rise - index * self._type.leading
            flow.page.say(flow.left + PAD, baseline, line, flow.bold, self._type)
        flow.page.rule(flow.left, flow.y, flow.right, flow.y, HAIR, PALE)

    def _draw_total(self, total: Sequence[Value]) -> None:
        flow = self._flow
        cells = [cells[value] for cells, value in zip(self._bold_cells, total, strict=True)]
        height = self._height(max(map(len, cells)))
        self._open(height, first=False)
        flow.page.rule(flow.left, flow.y, flow.right, flow.y, FINE, 0)
        self._put(cells, flow.use(height), flow.bold)

    def _draw_empty(self) -> None:
        flow = self._flow
        height = self._height(1)
        self._open(height, first=True)
        top = flow.use(height)
        words = clean(str(self._table.empty))
        flow.page.say(flow.left + PAD, top - self._pad - self._type.rise, words, flow.regular, self._type, GREY)


def rows_in(table: Table) -> int:
    """Return how many rows a table has, 0 where only drawing it can tell."""
    return len(table.rows) if isinstance(table.rows, Sized) else 0


def blank_rows(columns: int, count: int) -> list[Row]:
    """Return rows to be filled in by hand."""
    return [("",) * columns for _ in range(count)]
