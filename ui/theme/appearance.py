"""How the whole program looks now: light, dark or as the system does; normal or compact rows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import current
from ui.theme.fonts import body_font, install_fonts
from ui.theme.icons import install_icons
from ui.theme.metrics import FIELD, FIELD_COMPACT, ROW, ROW_COMPACT
from ui.theme.style import palette, style_sheet
from ui.theme.tokens import Theme, load_theme

MODES = ("system", "light", "dark")
DENSITIES = ("normal", "compact")
STYLED = "begunWithStyle"
"""Property of an application object that was begun with ``begin_application``."""


class Appearance(QObject):
    """Applies theme, type and density to the application and announces each change.

    Args:
        app: The application.
        resources: The ``resources`` folder: ``themes``, ``icons`` and ``fonts`` lie in it.
        mode: ``system``, ``light`` or ``dark``.
        density: ``normal`` or ``compact``.
    """

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, mode: str = "system", density: str = "normal") -> None:
        super().__init__(app)
        self._app = app
        self._folder = resources / "themes"
        self._themes: dict[str, Theme] = {}
        self._template = (self._folder / "style.qss").read_text(encoding="utf-8")
        self._mode, self._density = mode, density
        install_icons(resources / "icons")
        QDir.setSearchPaths("themes", [str(self._folder)])
        if STYLED not in app.dynamicPropertyNames():
            app.setStyle("Fusion")
        app.setFont(body_font(install_fonts(resources / "fonts")))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._mode

    @property
    def density(self) -> str:
        """``normal`` or ``compact``."""
        return self._density

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        name = self._name()
        if name not in self._themes:
            self._themes[name] = load_theme(self._folder / f"{name}.toml")
        return self._themes[name]

    @property
    def row_height(self) -> int:
        """Height of a table row, in pixels."""
        return ROW_COMPACT if self._density == "compact" else ROW

    @property
    def field_height(self) -> int:
        """Height of a field, a button or a chip, in pixels."""
        return FIELD_COMPACT if self._density == "compact" else FIELD

    def set_mode(self, mode: str) -> None:
        """Choose ``system``, ``light`` or ``dark``."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def set_density(self, density: str) -> None:
        """Choose ``normal`` or ``compact``."""
        if density != self._density:
            self._density = density
            self._apply()

    def _name(self) -> str:
        if self._mode in ("light", "dark"):
            return self._mode
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        theme = self.theme
        current.set_theme(theme)
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(self._template, theme, self._density))
        self.changed.emit()


_appearance: list[Appearance] = []


def begin_application(program: str) -> QApplication:
    """Return the application object in the style that ``install_appearance`` needs.

    Asked for by argument it comes without its class, whose many names are a fiftieth of the program's start; to set
    it later hands back the style.

    Args:
        program: The program's name as it was called.
    """
    app = QApplication([program, "-style", "Fusion"])
    app.setProperty(STYLED, True)
    return app


def install_appearance(app: QApplication, resources: Path, mode: str = "system", density: str = "normal") -> Appearance:
    """Load fonts, icons and themes and dress the application; once, before the first widget."""
    _appearance[:] = [Appearance(app, resources, mode, density)]
    return _appearance[0]


def appearance() -> Appearance:
    """Return how the program looks.

    Raises:
        RuntimeError: ``install_appearance`` was not called yet.
    """
    if not _appearance:
        raise RuntimeError("install_appearance comes before the first widget")
    return _appearance[0]


def theme() -> Theme:
    """Return the colours in force."""
    return current.theme()


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed.

    One that was not shown yet is looked at when it is.
    """
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
