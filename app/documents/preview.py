"""PDF pages as pixels, to be shown on the screen or sent to a printer."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from app.core.errors import EnvironmentFault
from app.core.text import T


class Pixels(NamedTuple):
    """A drawn page: rows of four bytes a pixel (blue, green, red, unused), top row first.

    Attributes:
        width: In pixels.
        height: In pixels.
        stride: Bytes from one row to the next.
        data: The bytes.
    """

    width: int
    height: int
    stride: int
    data: bytes


# PDFium works in one thread at a time.
_lock = threading.RLock()


class Preview:
    """An open PDF file. Its content is read at once, so the file itself is never held.

    Args:
        path: The file.

    Raises:
        EnvironmentFault: The file cannot be read or is no PDF.
    """

    def __init__(self, path: Path) -> None:
        import pypdfium2  # pyright: ignore[reportMissingTypeStubs] - it ships no types

        try:
            with _lock:
                self._pdf: Any = pypdfium2.PdfDocument(path.read_bytes())
        except (OSError, pypdfium2.PdfiumError) as error:
            raise EnvironmentFault(
                T("documents", "“{name}” cannot be shown. Print it again, or open it in another program.").with_(
                    name=path.name
                ),
                "documents.not_readable",
            ) from error

    def __len__(self) -> int:
        with _lock:
            return len(self._pdf)

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page (counted from 0) in points."""
        with _lock:
            width, height = self._pdf.get_page_size(index)
        return width, height

    def draw(self, index: int, dots_per_inch: float) -> Pixels:
        """Draw a page (counted from 0): about 96 for a preview, 300 for a printer."""
        with _lock, closing(self._pdf[index]) as page:
            with closing(page.render(scale=dots_per_inch / 72, prefer_bgrx=True)) as bitmap:
                return Pixels(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))

    def text(self, index: int) -> str:
        """Return the text of a page (counted from 0) in the order it was drawn, with plain line ends."""
        with _lock, closing(self._pdf[index]) as page, closing(page.get_textpage()) as reader:
            text: str = reader.get_text_range()
        return text.replace("\r\n", "\n")

    def close(self) -> None:
        """Give the memory back."""
        with _lock:
            self._pdf.close()


@contextmanager
def opened(path: Path) -> Generator[Preview, None, None]:
    """Open a PDF file for as long as the block lasts.

    Raises:
        EnvironmentFault: The file cannot be read or is no PDF.
    """
    preview = Preview(path)
    try:
        yield preview
    finally:
        preview.close()
