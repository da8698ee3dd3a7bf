"""The audit log: log-ins, personal data shown, exports, settings and whatever else must be accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from app.settings.declarations import BY_KEY
from ui.tables.looks import Look, RowView
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.theme.metrics import margins
from ui.widgets.actions import Shortcut

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


_KINDS: Mapping[str, Text] = {
    "staff": T("settings-page", "Staff"),
    "setting_value": T("settings-page", "Settings"),
    "ticket": T("settings-page", "Ticket"),
    "complaint": T("settings-page", "Complaint"),
    "complaint_letter": T("settings-page", "Letter"),
    "complaints": T("settings-page", "Complaint"),
    "person": T("settings-page", "Resident"),
    "house": T("settings-page", "House"),
    "audit": T("settings-page", "Audit log"),
    "owners": T("settings-page", "Houses and owners"),
    "houses": T("settings-page", "Houses"),
    "tickets": T("settings-page", "Ticket"),
    "certificates": T("settings-page", "Ledger of certificates"),
    "sessions": T("settings-page", "Ledger of training"),
}


def _kind(value: Any, _row: RowView) -> object:
    return _KINDS.get(value, value or "")


def _detail(value: Any, row: RowView) -> object:
    """Return what was done; a setting by its title instead of its key."""
    key, colon, rest = str(value or "").partition(":")
    setting = BY_KEY.get(key) if row["kind"] == "setting_value" and colon else None
    return f"{setting.title}：{rest.strip()}" if setting is not None else value


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
            looks={"kind": Look(text=_kind), "detail": Look(text=_detail)},
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
