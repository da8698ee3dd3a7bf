"""The bar that appears when many records are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from app.core.text import T
from ui.i18n.language import bind_text
from ui.theme.metrics import GRID
from ui.widgets.actions import BulkAction
from ui.widgets.basic import button, label, row, show_if, tip_with_key

_CHOSEN = T("tables", "{count} selected")


class BulkBar(QFrame):
    """What can be done with the selected records; at the foot of the table, so that no row moves.

    Args:
        actions: What can be done.
        ids: Returns the selected ids.
        clear: Selects nothing.
    """

    def __init__(
        self,
        actions: Sequence[BulkAction],
        ids: Callable[[], list[str]],
        clear: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setProperty("tone", "accent")
        self._ids = ids
        self._count = label("", "heading")
        made: list[QWidget] = []
        for action in actions:
            one = button(action.text, "danger" if action.danger else "plain", action.icon, on=partial(self._do, action))
            one.setObjectName(action.key)
            tip_with_key(one.setToolTip, action.text, action.shortcut, one)
            made.append(one)
        none = button(T("tables", "Clear selection"), "quiet", on=clear)
        self.setLayout(row(self._count, *made, None, none, margin=(2 * GRID, 6)))
        self.hide()

    def set_count(self, count: int) -> None:
        """Show how many are selected; nothing below two."""
        bind_text(self._count.setText, _CHOSEN.with_(count=f"{count:,}"))
        show_if(self, count > 1)

    def _do(self, action: BulkAction) -> None:
        action.run(self._ids())
