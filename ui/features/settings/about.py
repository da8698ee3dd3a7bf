"""About this program: versions, where its data lie, how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import __version__
from app.core.errors import AppError
from app.core.text import T
from ui.i18n.language import AnyText
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Card, button, row
from ui.widgets.grid import KeyValueGrid
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class AboutRoom(QWidget):
    """Facts about the program and this office.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.facts = KeyValueGrid()
        card = Card(T("settings-page", "Wuye Desk"))
        card.setMaximumWidth(760)
        card.body.addWidget(self.facts)
        copy = button(T("settings-page", "Copy"), "plain", "copy", on=self._copy)
        folder = button(T("settings-page", "Open the data folder"), "plain", "folder", on=self._open_folder)
        card.body.addLayout(row(copy, folder, None))
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.addWidget(MessageBar(desk.voice))
        inner = QVBoxLayout()
        margins(inner, 2 * GRID)
        inner.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        inner.addStretch(1)
        layout.addLayout(inner, 1)
        self._lines: list[tuple[AnyText, AnyText]] = []
        desk.jobs.run(self._read, done=self._show, owner=self)

    def _read(self) -> dict[str, str]:
        from app.host.machine import machine_facts

        context = self._desk.context
        return {**machine_facts(context.paths.data), "sqlite": str(context.store.value("SELECT sqlite_version()"))}

    def _show(self, machine: dict[str, str]) -> None:
        context = self._desk.context
        self._lines = [
            (T("settings-page", "Version"), __version__),
            (T("settings-page", "Office"), context.settings.text("office.name")),
            (T("settings-page", "Data folder"), str(context.paths.data)),
            (T("settings-page", "Free space"), f"{machine.get('free_gb', '–')} GB"),
            (T("settings-page", "System"), machine.get("system", "–")),
            ("Qt", qVersion()),
            ("Python", machine.get("python", "–")),
            ("SQLite", machine.get("sqlite", "–")),
            (T("settings-page", "Licence"), "MIT"),
            (T("settings-page", "Typefaces"), "Noto Sans SC, LXGW WenKai (SIL OFL 1.1)"),
        ]
        self.facts.set(self._lines)

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._lines))
        self._desk.voice.info(T("settings-page", "Copied."))

    def _open_folder(self) -> None:
        from app.host.opening import open_file

        try:
            open_file(self._desk.context.paths.data)
        except AppError as error:
            self._desk.voice.error(error)
