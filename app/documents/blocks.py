"""What a report declares: a document and its blocks. Nothing here knows how they are drawn.

Every text is plain text: nothing in it is read as markup, a link or a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.core.clock import OfficeZone
from app.core.text import Text
from app.documents.columns import Column, Value

Words = str | Text


class Orientation(Enum):
    """How an A4 sheet lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Tone(Enum):
    """How a paragraph speaks."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    """Small and grey: where a figure comes from, how to fill in a form."""


@dataclass(frozen=True)
class Heading:
    """The heading of a section; it stays with what follows it."""

    text: Words


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line end in it begins a new line."""

    text: Words
    tone: Tone = Tone.PLAIN
    indented: bool = False
    """Every line end begins a new paragraph, set in by two characters as letters are."""


@dataclass(frozen=True)
class Letter:
    """The text of a letter in larger type: address, paragraphs set in by two characters, sender and day at the right.

    Attributes:
        receiver: The line of address.
        body: The text; every line is a paragraph.
        sender: Who signs.
        day: The day as letters show it.
        compact: Set closer, for a letter that would not fit on its sheet.
    """

    receiver: Words
    body: Words
    sender: Words
    day: Words
    compact: bool = False


@dataclass(frozen=True)
class Field:
    """A labelled value.

    Attributes:
        label: What it is.
        value: The value; empty leaves a ruled space to write on.
        wide: Takes a whole row of the grid.
        strong: Printed bold (the one or two values the eye should find first).
        lines: Height reserved at least, in lines, so that forms leave room to write.
    """

    label: Words
    value: Words = ""
    wide: bool = False
    strong: bool = False
    lines: int = 1


@dataclass(frozen=True)
class Fields:
    """A grid of labelled values, filled row by row, so that the same field stands in the same place on every sheet."""

    fields: Sequence[Field]
    columns: int = 2


@dataclass(frozen=True)
class Group:
    """A row of a table that names the rows below it."""

    text: Words


Row = Sequence[Value] | Group


@dataclass(frozen=True)
class Table:
    """A table with hairlines, whose heading is repeated on every page.

    Attributes:
        columns: What the rows hold.
        rows: The rows; may be a generator, they are drawn as they come.
        total: A last row in bold under a stronger line.
        dense: Small type, for long lists.
        empty: What stands in place of the rows when there are none.
        row_lines: Height of a row at least, in lines (forms to be filled in by hand).
    """

    columns: Sequence[Column]
    rows: Iterable[Row]
    total: Sequence[Value] | None = None
    dense: bool = False
    empty: Words = ""
    row_lines: int = 1


@dataclass(frozen=True)
class Item:
    """A line with a box to tick."""

    text: Words
    ticked: bool = False


@dataclass(frozen=True)
class Checklist:
    """Lines with boxes to tick, in one or more columns."""

    items: Sequence[Item]
    columns: int = 1


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side, each with a line for the day; never torn over two pages."""

    labels: Sequence[Words]
    dated: bool = True


@dataclass(frozen=True)
class Lines:
    """Ruled lines to write on."""

    count: int
    label: Words = ""


@dataclass(frozen=True)
class Qr:
    """A QR code with its caption below.

    Attributes:
        data: What it holds.
        caption: What stands below it, usually the number it holds.
        size: Its side in millimetres.
    """

    data: str
    caption: Words = ""
    size: float = 20


@dataclass(frozen=True)
class Code:
    """A code that is copied by hand: its groups in large type, each in a frame with its number.

    Attributes:
        groups: The groups in order.
        columns: How many stand side by side.
    """

    groups: Sequence[str]
    columns: int = 4


@dataclass(frozen=True)
class Bar:
    """One bar of a chart.

    Attributes:
        label: What it stands for.
        value: Its length; what is below nought counts as nought.
        shown: What stands at its end, as a person reads the value.
        target: Where a mark stands, in the unit of the value.
    """

    label: Words
    value: float
    shown: Words
    target: float | None = None


@dataclass(frozen=True)
class Bars:
    """Horizontal bars on one scale, the longest value or target filling the width."""

    bars: Sequence[Bar]
    most: float | None = None
    """The value that fills the width, where it should be the same on several charts."""


@dataclass(frozen=True)
class Picture:
    """A photograph (JPEG, PNG, WebP …) with a caption. It is turned upright, made small enough for paper, and stripped
    of what the camera knows (place, time, device).
    """

    data: bytes
    caption: Words = ""


@dataclass(frozen=True)
class Pictures:
    """Photographs side by side, all of one height in millimetres."""

    pictures: Sequence[Picture]
    height: float = 50
    columns: int = 2


@dataclass(frozen=True)
class Spacer:
    """Empty space in millimetres."""

    height: float = 4


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | Letter
    | Fields
    | Table
    | Checklist
    | Signatures
    | Lines
    | Qr
    | Code
    | Bars
    | Pictures
    | Spacer
    | PageBreak
)


@dataclass(frozen=True)
class Document:
    """One document: letterhead, blocks, foot. Several may share a file; each counts its own pages.

    Attributes:
        title: The large line.
        office: Who issues it; stands in the letterhead and the foot.
        blocks: What it says, in order.
        subtitle: Under the title: a number, a period, a state.
        printed: When and by whom it was printed, for the foot.
        orientation: How the sheet lies.
        qr: A code in the right corner of the letterhead.
        zone: The office's time zone, for moments in tables.
        letterhead: Address and telephone below the office's name, for what goes to residents: the name stands large
            in the middle, and the foot counts pages only where there are several. None for everything else.
    """

    title: Words
    office: Words
    blocks: Sequence[Block]
    subtitle: Words = ""
    printed: Words = ""
    orientation: Orientation = Orientation.PORTRAIT
    qr: Qr | None = None
    zone: OfficeZone = field(default_factory=OfficeZone)
    letterhead: Words | None = None
