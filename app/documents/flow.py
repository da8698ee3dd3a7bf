"""The pages of one document: letterhead, running head, foot, and a cursor that moves down the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.core.text import T
from app.documents.blocks import Document, Qr
from app.documents.breaking import break_lines, clean
from app.documents.columns import Align
from app.documents.fonts import Style
from app.documents.ink import Ink, Page, fit
from app.documents.paper import BAR, BODY, BOTTOM, FINE, FOOT, GREY, HAIR, LARGE, MM, SIDE, SMALL, TOP, Type, page_size

HEAD_GAP = 9.0
"""Between the rule of a head and what follows it."""


QUIET = 4
"""White modules that a QR code needs around itself."""


class FinishedPage(NamedTuple):
    """A sheet ready to be put into a file: its size in points and its compressed content streams."""

    width: float
    height: float
    contents: tuple[bytes, ...]


@dataclass
class Meter:
    """Counts the work of a whole file for the progress display."""

    done: int = 0
    total: int = 0


class Flow:
    """Lays out one document from top to bottom.

    Attributes:
        page: The sheet being drawn on.
        y: The cursor: how far down the sheet is used (falls as it fills).
        left: Left edge of the text.
        width: Width of the text.
        fresh: Nothing but the head stands on the sheet yet.
    """

    def __init__(self, ink: Ink, document: Document) -> None:
        self.ink = ink
        self.document = document
        self.regular, self.bold = ink.fonts.regular, ink.fonts.bold
        self.size = page_size(document.orientation)
        self.left, self.width = SIDE, self.size[0] - 2 * SIDE
        self._bodies: list[bytes] = []
        self._begin()
        if document.letterhead is None:
            self._letterhead()
        else:
            self._large_letterhead(str(document.letterhead))
        self.fresh = True

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.left + self.width

    @property
    def room(self) -> float:
        """Height left on the sheet."""
        return self.y - BOTTOM

    @property
    def whole(self) -> float:
        """Height that a following sheet offers."""
        return self.size[1] - TOP - BOTTOM - SMALL.leading - 10

    def need(self, height: float) -> None:
        """Go on to the next sheet unless this much is left here, or the sheet is as empty as any will be."""
        if height > self.room and not self.fresh:
            self.next_page()

    def use(self, height: float) -> float:
        """Move the cursor down; return where it was."""
        top = self.y
        self.y -= height
        self.fresh = False
        return top

    def gap(self, height: float) -> None:
        """Leave space, but not at the head of a sheet."""
        if not self.fresh:
            self.y -= height

    def next_page(self) -> None:
        """Finish this sheet and begin the next with the running head."""
        self._bodies.append(self.page.content())
        self._begin()
        self._running_head()
        self.fresh = True

    def lines(self, text: str, width: float, style: Style, kind: Type) -> list[str]:
        """Break a text to a width."""
        return break_lines(clean(text), kind.limit(width), style.__getitem__)

    def finish(self) -> list[FinishedPage]:
        """Finish the document: now the number of its pages is known, and every foot can be set."""
        self._bodies.append(self.page.content())
        feet = [self._foot(number, len(self._bodies)) for number in range(1, len(self._bodies) + 1)]
        return [FinishedPage(*self.size, (body, foot)) for body, foot in zip(self._bodies, feet, strict=True)]

    def _begin(self) -> None:
        self.page = Page(self.ink, *self.size)
        self.y = self.size[1] - TOP

    def _letterhead(self) -> None:
        document, page = self.document, self.page
        width, low = self.width, self.y
        if document.qr is not None:
            side = document.qr.size * MM
            low = draw_qr(self, document.qr, self.right - side, self.y)
            width -= side + 6 * MM
        page.say(
            self.left,
            self.y - SMALL.rise,
            fit(str(document.office), width, self.regular, SMALL),
            self.regular,
            SMALL,
            GREY,
        )
        self.y -= SMALL.leading + 2
        for line in self.lines(str(document.title), width, self.bold, LARGE):
            page.say(self.left, self.y - LARGE.rise, line, self.bold, LARGE)
            self.y -= LARGE.leading
        if str(document.subtitle):
            for line in self.lines(str(document.subtitle), width, self.regular, BODY):
                page.say(self.left, self.y - BODY.rise, line, self.regular, BODY)
                self.y -= BODY.leading
        self.y = min(self.y, low) - 4
        page.rule(self.left, self.y, self.right, self.y, BAR, 0)
        self.y -= HEAD_GAP

    def _large_letterhead(self, contact: str) -> None:
        """Draw the head of a letter: the office in the middle over a double line, then the number and the title."""
        document, page, middle = self.document, self.page, self.left + self.width / 2
        for line in self.lines(str(document.office), self.width, self.bold, LARGE):
            page.say(middle, self.y - LARGE.rise, line, self.bold, LARGE, align=Align.CENTER)
            self.y -= LARGE.leading
        if contact:
            line = fit(contact, self.width, self.regular, SMALL)
            page.say(middle, self.y - SMALL.rise, line, self.regular, SMALL, GREY, Align.CENTER)
            self.y -= SMALL.leading
        self.y -= 6
        page.rule(self.left, self.y, self.right, self.y, BAR, 0)
        page.rule(self.left, self.y - 2.5, self.right, self.y - 2.5, HAIR, 0)
        self.y -= HEAD_GAP
        if str(document.subtitle):
            page.say(self.right, self.y - BODY.rise, str(document.subtitle), self.regular, BODY, GREY, Align.RIGHT)
        self.y -= BODY.leading + 2 * HEAD_GAP
        for line in self.lines(str(document.title), self.width * 0.86, self.bold, LARGE):
            page.say(middle, self.y - LARGE.rise, line, self.bold, LARGE, align=Align.CENTER)
            self.y -= LARGE.leading
        self.y -= 2 * HEAD_GAP

    def _running_head(self) -> None:
        document, page = self.document, self.page
        baseline = self.y - SMALL.rise
        used = page.say(
            self.left, baseline, fit(str(document.title), self.width * 0.6, self.bold, SMALL), self.bold, SMALL
        )
        rest = fit(str(document.subtitle), self.width - used - 12, self.regular, SMALL)
        page.say(self.right, baseline, rest, self.regular, SMALL, GREY, Align.RIGHT)
        self.y -= SMALL.leading + 2
        page.rule(self.left, self.y, self.right, self.y, FINE, 0)
        self.y -= HEAD_GAP

    def _foot(self, number: int, pages: int) -> bytes:
        page = Page(self.ink, *self.size)
        if self.document.letterhead is not None and pages == 1:
            return page.content()
        page.rule(self.left, FOOT + 11, self.right, FOOT + 11)
        count = clean(T("documents", "Page {page} of {pages}").format(page=number, pages=pages))
        used = page.say(self.right, FOOT, count, self.regular, SMALL, GREY, Align.RIGHT)
        words = [str(part) for part in (self.document.office, self.document.printed) if str(part)]
        line = fit("\u3000".join(words), self.width - used - 12, self.regular, SMALL)
        page.say(self.left, FOOT, line, self.regular, SMALL, GREY)
        return page.content()


def draw_qr(flow: Flow, qr: Qr, left: float, top: float) -> float:
    """Draw a QR code (ISO/IEC 18004, level M) with its caption; return the height at which it ends."""
    import segno

    side = qr.size * MM
    matrix = segno.make(qr.data, error="m", micro=False).matrix
    cell = side / len(matrix)
    for index, row in enumerate(matrix):
        for start, length in _dark_runs(row):
            flow.page.fill(left + start * cell, top - (index + 1) * cell, length * cell, cell * 1.01)
    low = top - side
    if str(qr.caption):
        caption = clean(str(qr.caption))
        wide = flow.regular.measure(caption) * SMALL.size / 1000
        x, align = left + side / 2, Align.CENTER
        if wide > side:  # a caption wider than its code stays within the text's edges
            at_right = left + side > flow.right - 1
            x, align = (left + side, Align.RIGHT) if at_right else (left, Align.LEFT)
        flow.page.say(x, low - QUIET * cell - SMALL.rise, caption, flow.regular, SMALL, align=align)
        low -= SMALL.leading + QUIET * cell
    return low


def _dark_runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Return start and length of every run of dark modules."""
    runs: list[tuple[int, int]] = []
    for index, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == index:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((index, 1))
    return runs
