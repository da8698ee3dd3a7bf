"""Contents as pictures, of any size; made off the window's thread, remembered while they may be seen again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap, QPixmapCache

from app.core.errors import AppError
from ui.preview import sheets

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from app.features.attachments.service import AttachmentRow
    from ui.jobs.jobs import Jobs

LARGEST_MB = 512
"""What one decoded picture may take of the memory, megabytes."""
POINTS_PER_PIXEL = 72 / 96


def thumbnail(row: AttachmentRow, size: QSize, jobs: Jobs, owner: QObject, done: Callable[[QPixmap], None]) -> None:
    """Call ``done`` with a small picture of an attachment, at once if it is known; never, where there is none.

    Args:
        row: The attachment.
        size: The room there is, in device pixels.
        jobs: Draws it off the window's thread.
        owner: Who shows it.
        done: Shows it.
    """
    path = row.path
    if path is None or row.kind == "file":
        return
    key = f"attachment/{path.name}/{size.width()}x{size.height()}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        done(known)
        return
    kind = row.kind

    def keep(image: QImage) -> None:
        if not image.isNull():
            made = QPixmap.fromImage(image)
            QPixmapCache.insert(key, made)
            done(made)

    jobs.pool(lambda: _small(path, kind, size), done=keep, failed=lambda _error: None, owner=owner)


def picture_size(path: Path) -> QSize:
    """Return a picture's size in pixels; empty where it cannot be read."""
    reader = _reader(path)
    size = reader.size()
    turned = reader.transformation().value & 4  # a quarter to either side
    return size.transposed() if turned else size


def read_picture(path: Path, size: QSize) -> QImage:
    """Return a picture at a size in pixels; null where it cannot be read."""
    reader = _reader(path)
    if reader.transformation().value & 4:
        size = size.transposed()
    reader.setScaledSize(size)
    return reader.read()


def png_of(image: QImage) -> bytes:
    """Return a picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def _small(path: Path, kind: str, size: QSize) -> QImage:
    if kind == "pdf":
        try:
            ((wide, high), *_) = sheets.sizes_of(path)
            room = QSize(round(wide), round(high)).scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
            return sheets.picture_of(path, 0, max(1, room.width()))
        except (AppError, ValueError):
            return QImage()
    whole = picture_size(path)
    if whole.isEmpty():
        return QImage()
    filled = whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    image = read_picture(path, filled if filled.width() < whole.width() else whole)
    if image.width() <= size.width() and image.height() <= size.height():
        return image
    left, top = max(0, (image.width() - size.width()) // 2), max(0, (image.height() - size.height()) // 2)
    return image.copy(left, top, min(size.width(), image.width()), min(size.height(), image.height()))


def _reader(path: Path) -> QImageReader:
    # The name has no extension: what it is says its content.
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(LARGEST_MB)
    return reader
