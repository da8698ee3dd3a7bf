"""The audit log: log-ins, personal data shown, exports, settings and whatever else must be accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.theme.metrics import margins
from ui.widgets.actions import Shortcut

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class AuditRoom(QWidget):
    """The list of what was done.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spec = ListPageSpec(
            key="settings.audit",
            lister=desk.context.audit.lister(desk.actor),
            quick=("action", "days"),
            searchable=False,
            empty=Empty(
                T("settings-page", "Nothing is written down here yet"),
                T("settings-page", "Log-ins, exports, personal data shown and changed settings stand here for ever."),
                icon="history",
            ),
        )
        self.list = ListPage(spec, desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.addWidget(self.list)

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the list."""
        return self.list.shortcuts()
