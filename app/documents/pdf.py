"""Documents to PDF: lay out, number, embed the fonts, and put the file in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.blocks import Document, Table
from app.documents.drawing import draw
from app.documents.embedding import pdf_objects
from app.documents.files import replacing
from app.documents.flow import FinishedPage, Flow, Meter
from app.documents.fonts import Fonts
from app.documents.ink import Ink, Photo
from app.documents.progress import Progress, tell
from app.documents.table import rows_in


@dataclass(frozen=True)
class PdfResult:
    """What became of a print.

    Attributes:
        pages: Sheets in the file.
        missing: Characters that no typeface has; they stand as boxes.
    """

    pages: int
    missing: frozenset[str]


def write_pdf(
    documents: Document | Sequence[Document],
    path: Path,
    fonts: Fonts,
    progress: Progress | None = None,
    *,
    invariant: bool = False,
) -> PdfResult:
    """Write one or more documents to a PDF file; every document counts its own pages.

    Args:
        documents: What to print, in order.
        path: The file; it is replaced whole, or left as it was.
        fonts: The typefaces.
        progress: Told how far the work is in rows and documents; may cancel it.
        invariant: Leave out times and random ids, so that the same documents give the same bytes.

    Raises:
        Cancelled: The person stopped it; no file is left behind.
        Refused: The file is open in another program.
        EnvironmentFault: The folder cannot be written to.
    """
    several = [documents] if isinstance(documents, Document) else list(documents)
    ink = Ink(fonts)
    meter = Meter(total=_work(several))
    tell(progress, 0, meter.total)
    pages: list[FinishedPage] = []
    for document in several:
        pages += _lay_out(ink, document, progress, meter)
        meter.done += 1
        tell(progress, meter.done, meter.total)
    with fonts.cutting:
        content = _assemble(ink, several, pages, invariant=invariant)
    with replacing(path) as file:
        file.write(content)
    return PdfResult(len(pages), frozenset(ink.missing))


def pages_of(document: Document, fonts: Fonts) -> int:
    """Return how many sheets a document takes; nothing is written."""
    return len(_lay_out(Ink(fonts), document, None, Meter()))


def _work(documents: Iterable[Document]) -> int:
    """Return rows and documents to do, 0 where a table only yields its rows as they are drawn."""
    counts = [rows_in(block) for document in documents for block in document.blocks if isinstance(block, Table)]
    return sum(counts) + sum(1 for _ in documents) if all(counts) else 0


def _lay_out(ink: Ink, document: Document, progress: Progress | None, meter: Meter) -> list[FinishedPage]:
    flow = Flow(ink, document)
    for block in document.blocks:
        draw(flow, block, progress, meter)
    return flow.finish()


def _assemble(ink: Ink, documents: Sequence[Document], pages: Iterable[FinishedPage], *, invariant: bool) -> bytes:
    pdfdoc = pdf_objects()

    file: Any = pdfdoc.PDFDocument(compression=1, invariant=int(invariant), lang="zh-CN")
    if documents:
        file.setTitle(str(documents[0].title))
        file.setAuthor(str(documents[0].office))
    file.setCreator("Wuye Desk")
    resources: Any = pdfdoc.PDFResourceDictionary()
    resources.basicFonts()
    resources.XObject = {name: file.Reference(_picture(photo)) for name, photo in ink.photos.items()}
    for finished in pages:
        page: Any = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = round(finished.width, 2), round(finished.height, 2)
        page.Resources = resources
        page.Contents = pdfdoc.PDFArray([file.Reference(_compressed(content)) for content in finished.contents])
        file.addPage(page)
    typefaces = file.idToObject["BasicFonts"].dict
    for embedded in ink.faces.values():
        typefaces[embedded.resource] = embedded.add_to(file)
    content: bytes = file.GetPDFData(None)
    return content


def _picture(photo: Photo) -> Any:
    pdfdoc = pdf_objects()
    names = {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceRGB", "Filter": "DCTDecode"}
    entries = {key: pdfdoc.PDFName(name) for key, name in names.items()}
    numbers = {"Width": photo.width, "Height": photo.height, "BitsPerComponent": 8}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries | numbers), photo.jpeg)


def _compressed(content: bytes) -> Any:
    pdfdoc = pdf_objects()

    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}), content)
