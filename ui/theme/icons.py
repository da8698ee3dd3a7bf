"""Icons: stroke drawings coloured by role when they are painted, so that they follow the theme and any scale."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from ui.theme import current

DRAWN_IN = b"#7d8792"
"""The stroke colour inside the files: a grey that can be seen on both themes, for style sheets that name a file."""


def install_icons(folder: Path) -> None:
    """Say where the drawings lie; style sheets find them as ``icons:name.svg``."""
    QDir.setSearchPaths("icons", [str(folder)])


def icon_names() -> list[str]:
    """Return the names of all drawings."""
    return sorted(Path(name).stem for name in QDir("icons:").entryList(["*.svg"]))


@cache
def _source(name: str) -> bytes:
    for folder in QDir.searchPaths("icons"):
        path = Path(folder) / f"{name}.svg"
        if path.is_file():
            return path.read_bytes()
    raise LookupError(f"there is no icon {name!r}")


@cache
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # only here: a window without icons need not load it

    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(width, height)
    area = QRectF((width - side) / 2, (height - side) / 2, side, side)
    QSvgRenderer(QByteArray(_source(name).replace(DRAWN_IN, colour.encode()))).render(painter, area)
    painter.end()
    return pixmap


def pixmap(name: str, role: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return a drawing in the colour of a role.

    Args:
        name: A file of ``resources/icons`` without its ending.
        role: A colour role of the theme, or ``#rrggbb``.
        size: Edge in device-independent pixels.
        ratio: Device pixels to each of them.

    Raises:
        LookupError: There is no such drawing.
    """
    colour = role if role.startswith("#") else current.theme().colours[role]
    edge = round(size * ratio)
    drawn = _drawn(name, colour, edge, edge)
    if ratio == 1.0:
        return drawn
    drawn = QPixmap(drawn)
    drawn.setDevicePixelRatio(ratio)
    return drawn


class _Engine(QIconEngine):
    """Paints a drawing in the present theme's colours."""

    def __init__(self, name: str, role: str, role_on: str) -> None:
        super().__init__()
        self._name, self._role, self._role_on = name, role, role_on

    def _pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        role = self._role_on if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = "text-disabled"
        colour = role if role.startswith("#") else current.theme().colours[role]
        return _drawn(self._name, colour, size.width(), size.height())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the painter's own scale."""
        ratio = painter.device().devicePixelRatioF()
        drawn = QPixmap(self._pixmap(rect.size() * ratio, mode, state))
        drawn.setDevicePixelRatio(ratio)
        painter.drawPixmap(rect.topLeft(), drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the drawing at one device pixel to a pixel."""
        return self._pixmap(size, mode, state)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the drawing at a size in device pixels."""
        drawn = QPixmap(self._pixmap(size, mode, state))
        drawn.setDevicePixelRatio(scale)
        return drawn

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        """Every size is available."""
        return size

    def clone(self) -> QIconEngine:
        """Return an engine of the same drawing; kept, because Qt does not keep the Python half alive."""
        copy = _Engine(self._name, self._role, self._role_on)
        _engines.append(copy)
        return copy


_engines: list[_Engine] = []


@cache
def icon(name: str, role: str = "text-muted", role_on: str | None = None) -> QIcon:
    """Return a drawing as an icon that follows the theme.

    Args:
        name: A file of ``resources/icons`` without its ending.
        role: A colour role of the theme, or ``#rrggbb``.
        role_on: The role while a button is checked, if another.

    Raises:
        LookupError: There is no such drawing.
    """
    _source(name)
    engine = _Engine(name, role, role_on or role)
    _engines.append(engine)
    return QIcon(engine)


def draw_icon(painter: QPainter, name: str, role: str, at: QPoint, size: int = 16) -> None:
    """Draw an icon with its top left corner at a point, at the painter's scale."""
    painter.drawPixmap(at, pixmap(name, role, size, painter.device().devicePixelRatioF()))
