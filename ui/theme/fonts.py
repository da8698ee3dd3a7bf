"""The type family: Microsoft YaHei UI where Windows has it, bundled Noto Sans SC elsewhere, rare characters last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.metrics import BODY_PT

_PREFERRED = ("Microsoft YaHei UI",)
_BUNDLED = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold-8105.ttf", "RareHan-Regular.ttf")
_RARE = ("SimSun-ExtB",)


def install_fonts(folder: Path) -> list[str]:
    """Load what the system lacks and return the families in the order in which characters are looked up.

    The bundled faces are 12 MB on disk and are loaded only where they are needed.

    Args:
        folder: ``resources/fonts``.
    """
    known = set(QFontDatabase.families())
    system = [family for family in _PREFERRED if family in known]
    wanted = _BUNDLED[-1:] if system else _BUNDLED
    loaded: list[str] = []
    for name in wanted:
        path = folder / name
        if path.is_file():
            number = QFontDatabase.addApplicationFont(str(path))
            loaded.extend(f for f in QFontDatabase.applicationFontFamilies(number) if f not in loaded)
    return [*system, *loaded, *(family for family in _RARE if family in known)]


def body_font(families: Sequence[str]) -> QFont:
    """Return the body font with figures of equal width."""
    font = QFont()
    if families:
        font.setFamilies(list(families))
    font.setPointSizeF(BODY_PT)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    if not set(_PREFERRED).intersection(families):
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # Windows' own face is hinted for its screen
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def scaled(font: QFont, factor: float, bold: bool = False) -> QFont:
    """Return a copy of a font, larger or smaller, perhaps bold."""
    copy = QFont(font)
    copy.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        copy.setBold(True)
    return copy
