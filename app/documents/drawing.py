"""How every block but the table is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.text import T
from app.documents.blocks import (
    Bars,
    Block,
    Checklist,
    Code,
    Field,
    Fields,
    Heading,
    Item,
    Letter,
    Lines,
    PageBreak,
    Paragraph,
    Pictures,
    Qr,
    Signatures,
    Spacer,
    Table,
    Tone,
)
from app.documents.columns import Align
from app.documents.figures import draw_bars, draw_pictures
from app.documents.flow import Flow, Meter, draw_qr
from app.documents.fonts import Style
from app.documents.ink import fit
from app.documents.paper import (
    BLACK,
    BODY,
    FINE,
    GREY,
    HAIR,
    LARGE,
    LETTER,
    LETTER_COMPACT,
    MM,
    PALE,
    SMALL,
    Type,
)
from app.documents.progress import Progress
from app.documents.table import TableSetter

LABEL = 19 * MM
"""Width of the labels of a grid: six Chinese characters."""
GUTTER = 7 * MM
FOLLOW = 44
"""Room a heading asks for below itself, so that it never stands alone."""
WRITING = 8.5 * MM
"""Distance of lines to write on."""


def draw(flow: Flow, block: Block, progress: Progress | None, meter: Meter) -> None:
    """Draw a block at the cursor.

    Raises:
        Cancelled: The person asked to stop.
    """
    match block:
        case Heading():
            _heading(flow, block)
        case Paragraph():
            _paragraph(flow, block)
        case Letter():
            _letter(flow, block)
        case Fields():
            _fields(flow, block)
        case Table():
            flow.gap(2)
            TableSetter(flow, block).draw(progress, meter)
            flow.gap(8)
        case Checklist():
            _checklist(flow, block)
        case Signatures():
            _signatures(flow, block)
        case Lines():
            _lines(flow, block)
        case Qr():
            _qr(flow, block)
        case Code():
            _code(flow, block)
        case Bars():
            draw_bars(flow, block)
        case Pictures():
            draw_pictures(flow, block)
        case Spacer():
            flow.gap(block.height * MM)
        case PageBreak():
            if not flow.fresh:
                flow.next_page()


def _heading(flow: Flow, block: Heading) -> None:
    lines = flow.lines(str(block.text), flow.width, flow.bold, BODY)
    flow.need(8 + len(lines) * BODY.leading + FOLLOW)
    flow.gap(8)
    for line in lines:
        flow.page.say(flow.left, flow.use(BODY.leading) - BODY.rise, line, flow.bold, BODY)
    flow.gap(3)


def _paragraph(flow: Flow, block: Paragraph) -> None:
    style = flow.bold if block.tone is Tone.STRONG else flow.regular
    kind, grey = (SMALL, GREY) if block.tone is Tone.QUIET else (BODY, BLACK)
    text = str(block.text)
    if block.indented:
        text = "\n".join("\u3000\u3000" + part.strip() for part in text.splitlines())
    _run(flow, flow.lines(text, flow.width, style, kind), style, kind, grey)
    flow.gap(5)


def _run(flow: Flow, lines: Sequence[str], style: Style, kind: Type, grey: float) -> None:
    """Draw lines over as many pages as they need; two lines at least stay together at either end."""
    for index, line in enumerate(lines):
        rest = len(lines) - index
        together = 2 if rest == 2 or (index == 0 and rest > 1) else 3 if rest == 3 and index else 1
        flow.need(together * kind.leading)
        flow.page.say(flow.left, flow.use(kind.leading) - kind.rise, line, style, kind, grey)


def _letter(flow: Flow, block: Letter) -> None:
    kind = LETTER_COMPACT if block.compact else LETTER
    _run(flow, flow.lines(str(block.receiver), flow.width, flow.regular, kind), flow.regular, kind, BLACK)
    for part in str(block.body).splitlines():
        if part.strip():
            text = "\u3000\u3000" + part.strip()
            _run(flow, flow.lines(text, flow.width, flow.regular, kind), flow.regular, kind, BLACK)
    flow.need(4 * kind.leading)
    flow.gap(2 * kind.leading)
    for words in (block.sender, block.day):
        line = fit(str(words), flow.width, flow.regular, kind)
        flow.page.say(flow.right, flow.use(kind.leading) - kind.rise, line, flow.regular, kind, BLACK, Align.RIGHT)


def _fields(flow: Flow, block: Fields) -> None:
    flow.gap(1)
    columns = max(1, block.columns)
    width = (flow.width - (columns - 1) * GUTTER) / columns
    row: list[Field] = []
    for field in block.fields:
        if field.wide and row:
            _field_row(flow, row, width)
            row = []
        row.append(field)
        if field.wide or len(row) == columns:
            _field_row(flow, row, flow.width if field.wide else width)
            row = []
    if row:
        _field_row(flow, row, width)
    flow.gap(6)


def _field_row(flow: Flow, fields: Sequence[Field], width: float) -> None:
    pad = 3.0
    set_fields: list[tuple[Field, Style, list[str], list[str]]] = []
    for field in fields:
        style = flow.bold if field.strong else flow.regular
        value = flow.lines(str(field.value), width - LABEL, style, BODY)
        set_fields.append((field, style, flow.lines(str(field.label), LABEL - 6, flow.regular, SMALL), value))
    count = max(max(len(value), len(label), field.lines) for field, _, label, value in set_fields)
    height = count * BODY.leading + 2 * pad
    if len(set_fields) > 1 and height > flow.whole:
        for field in fields:
            _field_row(flow, [field], flow.width)
        return
    if len(set_fields) == 1 and height > flow.whole / 3:
        _tall_field(flow, *set_fields[0], width)
        return
    flow.need(height)
    top = flow.use(height) - pad - BODY.rise
    for index, (_, style, label, value) in enumerate(set_fields):
        left = flow.left + index * (width + GUTTER)
        _labelled(flow, left, top, label)
        for number, line in enumerate(value):
            flow.page.say(left + LABEL, top - number * BODY.leading, line, style, BODY)
        flow.page.rule(left, flow.y, left + width, flow.y, HAIR, PALE)


def _labelled(flow: Flow, left: float, baseline: float, label: Sequence[str]) -> None:
    for number, line in enumerate(label):
        flow.page.say(left, baseline - number * SMALL.leading, line, flow.regular, SMALL, GREY)


def _tall_field(
    flow: Flow, field: Field, style: Style, label: Sequence[str], value: Sequence[str], width: float
) -> None:
    """Draw a long value that may go on over pages."""
    flow.need(3 * BODY.leading)
    flow.gap(3)
    _labelled(flow, flow.left, flow.y - BODY.rise, label)
    padded = [*value, *[""] * (field.lines - len(value))]
    for line in padded:
        flow.need(BODY.leading)
        flow.page.say(flow.left + LABEL, flow.use(BODY.leading) - BODY.rise, line, style, BODY)
    flow.gap(3)
    flow.page.rule(flow.left, flow.y, flow.left + width, flow.y, HAIR, PALE)


def _checklist(flow: Flow, block: Checklist) -> None:
    columns = max(1, block.columns)
    width = (flow.width - (columns - 1) * GUTTER) / columns
    box, indent = 3.2 * MM, 5.4 * MM
    for start in range(0, len(block.items), columns):
        items = block.items[start : start + columns]
        texts = [flow.lines(str(item.text), width - indent, flow.regular, BODY) for item in items]
        height = max(map(len, texts)) * BODY.leading + 4
        flow.need(height)
        top = flow.use(height) - 2 - BODY.rise
        for index, (item, lines) in enumerate(zip(items, texts, strict=True)):
            left = flow.left + index * (width + GUTTER)
            _tick_box(flow, item, left, top - (box - BODY.size * 0.76) / 2, box)
            for number, line in enumerate(lines):
                flow.page.say(left + indent, top - number * BODY.leading, line, flow.regular, BODY)
    flow.gap(5)


def _tick_box(flow: Flow, item: Item, left: float, low: float, side: float) -> None:
    flow.page.frame(left + 0.4, low, side, side, FINE, 0)
    if item.ticked:
        middle = left + 0.4 + side * 0.42
        flow.page.rule(left + 0.4 + side * 0.18, low + side * 0.5, middle, low + side * 0.22, 1.1, 0)
        flow.page.rule(middle, low + side * 0.22, left + 0.4 + side * 0.86, low + side * 0.82, 1.1, 0)


def _signatures(flow: Flow, block: Signatures) -> None:
    abreast = 3 if flow.size[0] < flow.size[1] else 4
    for start in range(0, len(block.labels), abreast):
        labels = block.labels[start : start + abreast]
        columns = min(abreast, len(block.labels))
        width = (flow.width - (columns - 1) * GUTTER) / columns
        step = 10 * MM
        flow.need(step * (2 if block.dated else 1) + 6)
        flow.gap(6)
        for words in (
            [str(label) for label in labels],
            [str(T("documents", "Date"))] * len(labels) if block.dated else [],
        ):
            if not words:
                continue
            baseline = flow.use(step) - step + 4
            for index, word in enumerate(words):
                left = flow.left + index * (width + GUTTER)
                used = flow.page.say(left, baseline, fit(word, width / 2, flow.regular, BODY), flow.regular, BODY)
                flow.page.rule(left + used + 5, baseline - 3, left + width, baseline - 3, FINE, BLACK)
    flow.gap(12)


def _lines(flow: Flow, block: Lines) -> None:
    if str(block.label):
        flow.need(SMALL.leading + WRITING)
        flow.page.say(
            flow.left,
            flow.use(SMALL.leading) - SMALL.rise,
            fit(str(block.label), flow.width, flow.regular, SMALL),
            flow.regular,
            SMALL,
            GREY,
        )
    for _ in range(block.count):
        flow.need(WRITING)
        flow.use(WRITING)
        flow.page.rule(flow.left, flow.y, flow.right, flow.y, HAIR, PALE)
    flow.gap(6)


def _code(flow: Flow, block: Code) -> None:
    columns = max(1, block.columns)
    width = (flow.width - (columns - 1) * GUTTER) / columns
    height = LARGE.leading + SMALL.leading + 4
    for start in range(0, len(block.groups), columns):
        flow.need(height + 5)
        low = flow.use(height + 5) - height
        for place, group in enumerate(block.groups[start : start + columns]):
            left = flow.left + place * (width + GUTTER)
            flow.page.frame(left, low, width, height, FINE, BLACK)
            flow.page.say(left + 4, low + height - 2 - SMALL.rise, str(start + place + 1), flow.regular, SMALL, GREY)
            middle, baseline = left + width / 2, low + height - SMALL.leading + 4 - LARGE.rise
            flow.page.say(middle, baseline, group, flow.bold, LARGE, BLACK, Align.CENTER)
    flow.gap(6)


def _qr(flow: Flow, block: Qr) -> None:
    height = block.size * MM * 1.2 + (SMALL.leading if str(block.caption) else 0)
    flow.need(height)
    draw_qr(flow, block, flow.left, flow.use(height))
    flow.gap(6)
