"""An invitation: the code in large letters, until when it holds, what to do with it at the new desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.core.text import T
from app.features.exchange.service import Invite
from ui.features.exchange.steps import CodeGroups
from ui.i18n.language import bind_text
from ui.tables.display import Display
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label, row
from ui.widgets.elided import ElidedLabel


class InviteDialog(QDialog):
    """Shows an invitation.

    Args:
        invite: What to show.
        display: Shows moments.
        print_sheet: Makes a sheet of it.
        parent: The window it belongs to.
    """

    def __init__(
        self, invite: Invite, display: Display, print_sheet: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = T("exchange", "Invite a computer")
        bind_text(self.setWindowTitle, title)
        self.code = CodeGroups(invite.code)
        holds = T("exchange", "Holds for one computer, until {time}.").with_(time=display.exact(invite.until))
        steps = label(
            T(
                "exchange",
                "At the new computer: start the program, choose “Join an office that exists”, choose the shared folder"
                " below, and type this code. Capitals and dashes do not matter.",
            )
        )
        steps.setWordWrap(True)
        self.folder = ElidedLabel(invite.folder, "middle")
        self.print = button(T("exchange", "Print"), icon="print", on=print_sheet)
        self.close_button = button(T("exchange", "Close"), "primary", on=self.accept)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        margins(layout, 3 * GRID, 2 * GRID + 4)
        layout.setSpacing(GRID)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(steps)
        layout.addSpacing(GRID)
        layout.addWidget(self.code)
        layout.addWidget(label(holds, "heading"))
        line = row(label(T("exchange", "Shared folder"), "muted"), self.folder)
        line.setStretch(1, 1)
        layout.addLayout(line)
        layout.addSpacing(GRID)
        layout.addLayout(row(self.print, None, self.close_button))
        self.setMinimumWidth(480)
